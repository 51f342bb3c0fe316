"""The truth: all records of one file, and the one door through which they change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import TypeVar, cast

from cxdesigner.document import limits
from cxdesigner.document.change import Change
from cxdesigner.document.checking import check_record
from cxdesigner.document.fields import FieldInfo, references_of
from cxdesigner.document.records import (
    RECORD_TYPES,
    TYPE_NAMES,
    Map,
    Picture,
    Record,
    RecordId,
    Stage,
    Touchpoint,
    new_id,
)
from cxdesigner.document.referrers import Referrers
from cxdesigner.document.refused import Refused

R = TypeVar("R", bound=Record)
Listener = Callable[[Change], None]
Reference = tuple[Record, FieldInfo, RecordId | None, RecordId | None]
"""A record that refers to something, by which field, to what before, and to what now."""


class Document:
    """All records by id. Ask it anything; change it only by `apply` (through `History.perform`).

    `id` and `revision` belong to the file: the revision counts saves. `unknown` keeps lines of record types and header
    fields that a newer version wrote, as JSON text, and gives them back when the file is written.
    `state` is another object after each change; who has looked keeps it, and asks next time what has changed since.
    """

    def __init__(self, records: Iterable[Record] = (), *, id: str = "", revision: int = 0) -> None:
        self.id = id or new_id()
        self.revision = revision
        self.unknown: tuple[str, ...] = ()
        self._records: dict[type[Record], dict[RecordId, Record]] = {kind: {} for kind in RECORD_TYPES.values()}
        self._by_id: dict[RecordId, Record] = {}
        self._referrers = Referrers()
        self._listeners: list[Listener] = []
        self._telling = False
        self.state = object()
        self._last: tuple[object, Change] | None = None
        self.apply(Change.adding(*records))

    @classmethod
    def holding(cls, records: Mapping[type[Record], dict[RecordId, Record]], *, id: str, revision: int) -> Document:
        """Return a document of records that a strict reader has looked at already: checked, unique, their references whole.

        The dictionaries become the document's own.
        """
        document = cls(id=id, revision=revision)
        document._records.update(records)
        for of_type in records.values():
            document._by_id.update(of_type)
        document._referrers = Referrers.among(
            (of_type, list(map(attrgetter(info.name), of_type.values())))
            for kind, of_type in document._records.items()
            for info in (references_of(kind) if of_type else ())
        )
        return document

    # -- asking ------------------------------------------------------------------------------------------------------

    def __contains__(self, record_id: object) -> bool:
        return record_id in self._by_id

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Record]:
        """Yield all records: types in the order of `RECORD_TYPES`, each type in the order in which it came."""
        for of_type in self._records.values():
            yield from of_type.values()

    def __eq__(self, other: object) -> bool:
        """Tell whether both hold the same records; the ids and revisions of the files do not count."""
        return isinstance(other, Document) and self._by_id == other._by_id and self.unknown == other.unknown

    __hash__ = None  # type: ignore[assignment]

    def find(self, record_id: RecordId | None) -> Record | None:
        """Return the record with this id, or None."""
        return None if record_id is None else self._by_id.get(record_id)

    def get(self, kind: type[R], record_id: RecordId) -> R:
        """Return the record of this type with this id; KeyError where there is none."""
        return cast("R", self._records[kind][record_id])

    def title_of(self, record_id: RecordId | None, otherwise: str = "") -> str:
        """Return what people call a record."""
        return getattr(self.find(record_id), "title", otherwise) or otherwise

    def touchpoint(self, record_id: RecordId) -> Touchpoint:
        """Return one touchpoint."""
        return self.get(Touchpoint, record_id)

    def stage(self, record_id: RecordId) -> Stage:
        """Return one stage."""
        return self.get(Stage, record_id)

    def map(self, record_id: RecordId) -> Map:
        """Return one map."""
        return self.get(Map, record_id)

    def all(self, kind: type[R]) -> list[R]:
        """Return all records of one type, in the order in which they came."""
        return cast("list[R]", list(self._records[kind].values()))

    def referring_to(self, record_id: RecordId, kind: type[R]) -> list[R]:
        """Return the records of one type that hold this id in one of their fields."""
        of_type = self._records[kind]
        if not of_type:
            return []
        return cast("list[R]", [of_type[i] for i in self._referrers.of(record_id) if i in of_type])

    def is_referred_to(self, record_id: RecordId, kind: type[Record]) -> bool:
        """Tell whether a record of one type holds this id in one of its fields."""
        of_type = self._records[kind]
        return bool(of_type) and any(i in of_type for i in self._referrers.of(record_id))

    def touched_since(self, state: object, kind: type[Record]) -> frozenset[str] | None:
        """Return the fields in which records of one type differ from what they were in an earlier state.

        None where that is not known: more than one change has been made since then. Records that came or went do not count.
        """
        if state is self.state:
            return frozenset()
        if self._last is None or self._last[0] is not state:
            return None
        found: set[str] = set()
        edits = self._last[1].edits
        for record_id, names in self._last[1].touched.items():
            before, after = edits[record_id]
            if type(after) is kind:
                for name in names:
                    if name not in found and getattr(before, name) != getattr(after, name):
                        found.add(name)
        return frozenset(found)

    def copy(self) -> Document:
        """Return an independent document with the same records: cheap, because records never change."""
        twin = Document(id=self.id, revision=self.revision)
        twin.unknown = self.unknown
        twin._records = {kind: dict(of_type) for kind, of_type in self._records.items()}
        twin._by_id = dict(self._by_id)
        twin._referrers = self._referrers.copy()
        twin.state = self.state
        return twin

    # -- changing ----------------------------------------------------------------------------------------------------

    def apply(self, change: Change, made: Callable[[], None] | None = None) -> None:
        """Make a change, all of it or nothing; then tell the listeners once.

        Refuses a change that does not start from what is here, records that no file could carry, references to nothing,
        and too many records. Raises RuntimeError when called from a listener. When a listener fails, the change
        stays, the others are told all the same, and the first error is raised at the end. `made` is called between making
        the change and telling it: the history remembers there, so that listeners see it up to date.
        """
        if self._telling:
            raise RuntimeError("A listener looks; it never edits.")
        if not change:
            return
        self._check(change)
        references = _references_in(change)
        self._swap(change, references)
        try:
            self._check_references(change, references)
        except Refused:
            back = change.inverted()
            self._swap(back, _references_in(back))
            raise
        self._last = self.state, change
        self.state = object()
        if made is not None:
            made()
        self._tell(change)

    def watch(self, listener: Listener) -> Callable[[], None]:
        """Call the listener with each change after it was made; return the way to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self, change: Change) -> None:
        errors: list[Exception] = []
        self._telling = True
        try:
            for listener in tuple(self._listeners):
                try:
                    listener(change)
                except Exception as error:  # One blind listener must not hide the change from the others.
                    errors.append(error)
        finally:
            self._telling = False
        if errors:
            raise errors[0]

    def _check(self, change: Change) -> None:
        growth = pictures = 0
        touched, by_id = change.touched, self._by_id
        for record_id, (before, after) in change.edits.items():
            known = by_id.get(record_id)
            if known is not before and known != before:
                raise Refused("This edit does not fit the document any more; nothing was changed.")
            if after is not None:
                if after.id != record_id or (before is not None and type(before) is not type(after)):
                    raise Refused("This edit mixes up two records; nothing was changed.")
                check_record(after, touched.get(record_id))
            growth += (after is not None) - (before is not None)
            pictures += isinstance(after, Picture) - isinstance(before, Picture)
        if growth > 0 and len(self) + growth > limits.RECORDS:
            raise Refused(
                f"A document holds at most {limits.RECORDS:,} records; this would make it {len(self) + growth:,}."
            )

        if pictures > 0 and len(self._records[Picture]) + pictures > limits.PICTURES:
            raise Refused(f"A document holds at most {limits.PICTURES} pictures; remove one first.")

    def _swap(self, change: Change, references: Sequence[Reference]) -> None:
        for record, _, old, new in references:
            if old is not None:
                self._referrers.forget(record.id, old)
            if new is not None:
                self._referrers.note(record.id, new)
        for record_id, (before, after) in change.edits.items():
            if after is not None:
                self._records[type(after)][record_id] = after
                self._by_id[record_id] = after
            elif before is not None:
                del self._records[type(before)][record_id]
                del self._by_id[record_id]

    def _check_references(self, change: Change, references: Sequence[Reference]) -> None:
        for record_id, (_, after) in change.edits.items():
            for referrer_id in self._referrers.of(record_id) if after is None else ():
                name = TYPE_NAMES[type(self._by_id[referrer_id])].replace("_", " ")
                raise Refused(f"It cannot be removed while a {name} still refers to it.")
        for record, info, _, target in references:
            if target is not None and type(self._by_id.get(target)) is not info.refers_to:
                title = getattr(record, "title", record.id)
                raise Refused(f"“{info.label}” of “{title}” refers to something that is not there.")


@cache
def _references(kind: type) -> dict[str, FieldInfo]:
    """Return the fields of a type that refer to other records."""
    return {info.name: info for info in references_of(kind)}


def _references_in(change: Change) -> list[Reference]:
    """Return the references in which records differ from what they were."""
    touched = change.touched
    found: list[Reference] = []
    for record_id, (before, after) in change.edits.items():
        record = after if after is not None else before
        assert record is not None
        kind: type = type(record)
        infos, names = _references(kind), touched.get(record_id)
        if names is not None and infos.keys().isdisjoint(names):
            continue
        for name, info in infos.items():
            old = getattr(before, name) if before is not None else None
            new = getattr(after, name) if after is not None else None
            if old != new:
                found.append((record, info, old, new))
    return found
