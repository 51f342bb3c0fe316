"""From file lines to records that fit together: what is broken is mended, and each mending is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from cxdesigner.document import limits
from cxdesigner.document.fields import FieldInfo, references_of
from cxdesigner.document.records import (
    RECORD_TYPES,
    TYPE_NAMES,
    ExperienceRow,
    Map,
    Record,
    RecordId,
    Stage,
    new_id,
)
from cxdesigner.document.text import clean_line
from cxdesigner.storage.plain import read_record
from cxdesigner.storage.refusals import LoadError
from cxdesigner.storage.strict_json import canonical

NOTES_KEPT = 100


class Notes:
    """What the reader of a file must be told, and not more than can be read."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self.count = 0

    def add(self, text: str) -> None:
        """Remember one sentence."""
        self.count += 1
        if self.count <= NOTES_KEPT:
            self._texts.append(text)

    def texts(self) -> tuple[str, ...]:
        """Return the sentences; where they were too many, the last one says how many more there were."""
        more = self.count - NOTES_KEPT
        return (*self._texts, f"… and {more:,} more of this kind.") if more > 0 else tuple(self._texts)


def records_from(
    lines: Iterable[Any], pictures: Mapping[str, bytes], notes: Notes
) -> tuple[list[Record], tuple[str, ...]]:
    """Return the records of a file and, as JSON text, the lines of types that we do not know."""
    by_id: dict[RecordId, Record] = {}
    unknown: list[str] = []
    for number, members in enumerate(lines, 1):
        if number > limits.RECORDS:
            raise LoadError(None, f"it holds more than {limits.RECORDS:,} records.")
        name = members.get("type") if isinstance(members, dict) else None
        if not isinstance(name, str):
            notes.add(f"Entry {number:,} was no record and was left out.")
            continue
        kind = RECORD_TYPES.get(name)
        if kind is None:
            unknown.append(canonical(members))
            continue
        record = read_record(kind, members, _complaints(kind, members, notes), pictures)
        if record.id in by_id:
            notes.add(f"{_called(record)} had the id of another record and got a new one.")
            record = replace(record, id=new_id())
        by_id[record.id] = record
    return _References(by_id, notes).mended(), tuple(sorted(unknown))


def _complaints(kind: type[Record], members: Mapping[str, Any], notes: Notes) -> Callable[[str], None]:
    def complain(what: str) -> None:
        title = members.get("title")
        notes.add(f"{_name_of(kind, title if isinstance(title, str) else '')}: {what}.")

    return complain


def _name_of(kind: type[Record], title: str) -> str:
    title = clean_line(title)
    name = TYPE_NAMES[kind].replace("_", " ").capitalize()
    return f"{name} “{title[:60]}”" if title else name


def _called(record: Record) -> str:
    return _name_of(type(record), getattr(record, "title", ""))


class _References:
    """Sees to it that every reference leads to a record of its type.

    An optional one that leads nowhere is emptied. Where a required one leads nowhere, a card or a stage is not thrown
    away: it is kept under a stand-in. Only links are left out, because nothing is left of them.
    """

    def __init__(self, by_id: dict[RecordId, Record], notes: Notes) -> None:
        self._by_id = by_id
        self._notes = notes
        self._stand_ins: dict[type[Record], RecordId] = {}

    def mended(self) -> list[Record]:
        for record in tuple(self._by_id.values()):
            lost = self._lost(record)
            if lost:
                self._mend(record, lost)
        return list(self._by_id.values())

    def _lost(self, record: Record) -> list[FieldInfo]:
        lost = []
        for info in references_of(type(record)):
            target = getattr(record, info.name)
            if target is None:
                if info.required:
                    lost.append(info)
            elif type(self._by_id.get(target)) is not info.refers_to:
                lost.append(info)
        return lost

    def _mend(self, record: Record, lost: list[FieldInfo]) -> None:
        values: dict[str, Any] = {}
        for info in lost:
            if not info.required:
                values[info.name] = None
                self._notes.add(
                    f"{_called(record)}: “{info.label}” led to something that is not there and was emptied."
                )
                continue
            assert info.refers_to is not None
            stand_in = self._stand_in(info.refers_to)
            if stand_in is None:
                del self._by_id[record.id]
                self._notes.add(f"{_called(record)} led to a card that is not there and was left out.")
                return
            values[info.name] = stand_in
            self._notes.add(
                f"{_called(record)} belonged to a {info.label.lower()} that is not there and was kept apart."
            )
        self._by_id[record.id] = replace(record, **values)

    def _stand_in(self, kind: type[Record]) -> RecordId | None:
        if kind not in self._stand_ins:
            record = self._new_stand_in(kind)
            if record is None:
                return None
            self._stand_ins[kind] = record.id
            self._by_id[record.id] = record
        return self._stand_ins[kind]

    def _new_stand_in(self, kind: type[Record]) -> Record | None:
        if kind is Map:
            maps = sorted((one for one in self._by_id.values() if isinstance(one, Map)), key=lambda one: one.position)
            return maps[0] if maps else Map(id=new_id(), title="Recovered")
        map_id = self._stand_in(Map)
        assert map_id is not None
        if kind is Stage:
            return Stage(id=new_id(), title="Recovered", map_id=map_id, position=limits.POSITION)
        if kind is ExperienceRow:
            return ExperienceRow(id=new_id(), title="Recovered", map_id=map_id, position=limits.POSITION)
        return None
