"""An edit as data: which records were, which records will be, and what undo calls it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cxdesigner.document.records import Record, RecordId

Pair = tuple[Record | None, Record | None]


@dataclass(frozen=True, slots=True)
class Change:
    """Record ids to (before, after); None before means added, None after means removed."""

    edits: Mapping[RecordId, Pair] = field(default_factory=dict)

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
        pairs = ((before, after) for before, after in pairs if before is not after and before != after)
        return cls({before.id: (before, after) for before, after in pairs})

    def inverted(self) -> Change:
        """Return the change that takes this one back."""
        return Change({record_id: (after, before) for record_id, (before, after) in self.edits.items()})

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
