"""An edit as data: which records were, which records will be, and what undo calls it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cxdesigner.document.making import may_differ
from cxdesigner.document.records import Record, RecordId

Pair = tuple[Record | None, Record | None]


@dataclass(frozen=True, slots=True)
class Change:
    """Record ids to (before, after); None before means added, None after means removed.

    `touched` is found out once for a change and the one that takes it back.
    """

    edits: Mapping[RecordId, Pair] = field(default_factory=dict)
    _touched: Mapping[RecordId, Sequence[str]] | None = field(default=None, compare=False, repr=False)

    @classmethod
    def adding(cls, *records: Record) -> Change:
        """Return the change that adds records."""
        return cls({record.id: (None, record) for record in records})

    @classmethod
    def removing(cls, *records: Record) -> Change:
        """Return the change that removes records."""
        return cls({record.id: (record, None) for record in records})

    @classmethod
    def replacing(cls, pairs: Iterable[tuple[Record, Record]]) -> Change:
        """Return the change that puts each second record in the place of the first; equal pairs are left out."""
        return cls.of_fields((before, after, None) for before, after in pairs)

    @classmethod
    def of_fields(cls, edits: Iterable[tuple[Record, Record, Sequence[str] | None]]) -> Change:
        """Return the same where somebody knows in which fields the two differ; None where nobody does."""
        pairs: dict[RecordId, Pair] = {}
        touched: dict[RecordId, Sequence[str]] = {}
        for before, after, known in edits:
            names = known
            if names is None:
                names = may_differ(before, after) if before is not after else ()
                if not any(getattr(before, name) != getattr(after, name) for name in names):
                    continue
            if names:
                record_id = before.id
                pairs[record_id], touched[record_id] = (before, after), names
        return cls(pairs, touched)

    @property
    def touched(self) -> Mapping[RecordId, Sequence[str]]:
        """By id the names of the fields in which a record that stays may differ from what it was; equal values may be among them."""
        if self._touched is None:
            pairs = self.edits.items()
            touched = {i: may_differ(old, new) for i, (old, new) in pairs if old is not None and new is not None}
            object.__setattr__(self, "_touched", touched)
            return touched
        return self._touched

    def inverted(self) -> Change:
        """Return the change that takes this one back."""
        return Change({record_id: (after, before) for record_id, (before, after) in self.edits.items()}, self._touched)

    def then(self, later: Change) -> Change:
        """Return one change that does this one and a later one; what cancels out is gone."""
        if not self.edits or not later.edits:
            return later if not self.edits else self
        edits = dict(self.edits)
        for record_id, (before, after) in later.edits.items():
            first = edits[record_id][0] if record_id in edits else before
            if first == after:
                edits.pop(record_id, None)
            else:
                edits[record_id] = (first, after)
        return Change(edits)

    def added(self) -> list[Record]:
        """Return the records that are new."""
        return [after for before, after in self.edits.values() if before is None and after is not None]

    def removed(self) -> list[Record]:
        """Return the records that will be gone."""
        return [before for before, after in self.edits.values() if after is None and before is not None]

    def __bool__(self) -> bool:
        return bool(self.edits)


@dataclass(frozen=True, slots=True)
class Edit:
    """A change with a name for Undo. Edits in a row with the same merge key become one step; `show` asks for a look at records."""

    name: str
    change: Change
    merge_key: str = ""
    show: tuple[RecordId, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.change)
