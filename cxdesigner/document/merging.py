"""Two copies of one map become one again: by record and field, and nothing that anybody wrote is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.fields import FieldInfo, Kind, fields_of, references_of
from cxdesigner.document.records import Record, RecordId
from cxdesigner.document.refused import Refused

_NOTHING = object()
REMOVED = "removed"
"""Stands for a whole record in a conflict: one side removed it, the other one worked on it."""


class Conflict(NamedTuple):
    """One thing that both sides changed, each in its own way. *field* is its name, or `REMOVED`.

    What is merged holds `mine` until somebody decides; `theirs` is the other value. Where one side removed a record, the record stays.
    """

    record_id: RecordId
    title: str
    field: str
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merged:
    """The change that brings their work into my document, and what is to be decided.

    `added`, `changed` and `removed` count the records that differ from mine.
    """

    change: Change
    conflicts: tuple[Conflict, ...]
    added: int
    changed: int
    removed: int


def merge(base: Document | None, mine: Document, theirs: Document) -> Merged:
    """Return what their copy adds to mine; both were made from *base*, where that is known.

    A field that only one side changed takes the new value. Lists (prompts, clues …) are merged entry by entry. What both
    changed in different ways stays mine and is a conflict. What one side removed and the other left alone goes; what
    the other worked on, or needs, stays. Without a base, what only one side holds stays, and what both hold in different
    ways is a conflict. Refuses documents in which one id is two kinds of things: these were never one map.
    """
    old = _by_id(base) if base is not None else {}
    ours, other = _by_id(mine), _by_id(theirs)
    if any(type(known) is not type(record) for i, record in other.items() for known in _of_id(i, ours, old)):
        raise Refused(
            "These are not copies of one map: one of them uses for something else what stands for a part of the other."
        )
    conflicts: list[Conflict] = []
    result: dict[RecordId, Record] = {}
    for record_id in dict.fromkeys((*ours, *other)):
        kept = _merged_record(old.get(record_id), ours.get(record_id), other.get(record_id), conflicts)
        if kept is not None:
            result[record_id] = kept
    _bring_back_needed(result, ours, other, conflicts)
    change = Change(
        {
            record_id: (ours.get(record_id), result.get(record_id))
            for record_id in dict.fromkeys((*ours, *result))
            if ours.get(record_id) != result.get(record_id)
        }
    )
    return counted(change, conflicts)


def _of_id(record_id: RecordId, *documents: Mapping[RecordId, Record]) -> list[Record]:
    return [known for document in documents if (known := document.get(record_id)) is not None]


def counted(change: Change, conflicts: Iterable[Conflict] = ()) -> Merged:
    """Return a change with how much it adds, changes and removes."""
    pairs = change.edits.values()
    return Merged(
        change,
        tuple(conflicts),
        added=sum(before is None for before, _ in pairs),
        changed=sum(before is not None and after is not None for before, after in pairs),
        removed=sum(after is None for _, after in pairs),
    )


def _by_id(document: Document) -> dict[RecordId, Record]:
    return {record.id: record for record in document}


def _merged_record(
    base: Record | None, mine: Record | None, theirs: Record | None, conflicts: list[Conflict]
) -> Record | None:
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    if mine is None or theirs is None:
        kept = mine if mine is not None else theirs
        assert kept is not None
        if base is not None:
            sides = (REMOVED, "kept") if mine is None else ("kept", REMOVED)
            conflicts.append(Conflict(kept.id, _title(kept), REMOVED, *sides))
        return kept
    if type(mine) is not type(theirs):
        conflicts.append(Conflict(mine.id, _title(mine), REMOVED, "kept", REMOVED))
        return mine
    known = base if type(base) is type(mine) else None
    values: dict[str, Any] = {}
    for info in fields_of(type(mine)):
        before = getattr(known, info.name) if known is not None else _NOTHING
        values[info.name] = _merged_value(info, before, mine, theirs, conflicts)
    extra = dict(theirs.extra) | dict(mine.extra)
    return replace(mine, extra=tuple(sorted(extra.items())), **values)


def _merged_value(info: FieldInfo, before: Any, mine: Record, theirs: Record, conflicts: list[Conflict]) -> Any:
    ours, other = getattr(mine, info.name), getattr(theirs, info.name)
    if ours == other or other == before:
        return ours
    if ours == before:
        return other
    if info.kind in (Kind.PARTS, Kind.NAMES):
        lists = () if before is _NOTHING else before, ours, other
        if info.kind is Kind.PARTS and any(hasattr(part, "id") for part in (*ours, *other)):
            return _merged_parts(info, mine, lists, conflicts)
        return _merged_list(*lists)
    if before is _NOTHING and not ours and ours is not False:
        return other
    if before is _NOTHING and not other and other is not False:
        return ours
    conflicts.append(Conflict(mine.id, _title(mine), info.name, ours, other))
    return ours


def _merged_list(before: Sequence[Any], ours: Sequence[Any], other: Sequence[Any]) -> tuple[Any, ...]:
    """Return my list without what they took out and with what they put in, at the end."""
    gone = [entry for entry in before if entry not in other]
    come = [entry for entry in other if entry not in before and entry not in ours]
    return (*(entry for entry in ours if entry not in gone), *come)


def _merged_parts(
    info: FieldInfo, mine: Record, lists: tuple[Sequence[Any], Sequence[Any], Sequence[Any]], conflicts: list[Conflict]
) -> tuple[Any, ...]:
    """Return parts that have ids (prompts), merged one by one; where both changed one, both stand there, theirs below mine."""
    before, ours, other = ({part.id: part for part in parts} for parts in lists)
    merged: list[Any] = []
    for part_id, part in ours.items():
        old, new = before.get(part_id), other.get(part_id)
        if new is None:
            if old is None or part != old:
                merged.append(part)
        elif new in (part, old):
            merged.append(part)
        elif part == old:
            merged.append(new)
        else:
            merged += [part, replace(new, id=_free_id(new.id, {*ours, *other}))]
            conflicts.append(Conflict(mine.id, _title(mine), info.name, lists[1], lists[2]))
    merged += [part for part_id, part in other.items() if part_id not in ours and part != before.get(part_id)]
    return tuple(merged)


def _free_id(wanted: str, taken: set[str]) -> str:
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


def _bring_back_needed(
    result: dict[RecordId, Record],
    ours: Mapping[RecordId, Record],
    other: Mapping[RecordId, Record],
    conflicts: list[Conflict],
) -> None:
    """Put back what one side removed while the other side began to refer to it."""
    waiting = list(result.values())
    while waiting:
        record = waiting.pop()
        for info in references_of(type(record)):
            target = getattr(record, info.name)
            if target is None or target in result:
                continue
            needed = ours.get(target) or other.get(target)
            if needed is None:
                record = result[record.id] = replace(record, **{info.name: None})  # type: ignore[arg-type]
                continue
            result[target] = needed
            sides = ("kept", REMOVED) if target in ours else (REMOVED, "kept")
            conflicts.append(Conflict(target, _title(needed), REMOVED, *sides))
            waiting.append(needed)


def _title(record: Record) -> str:
    return str(getattr(record, "title", "") or getattr(record, "text", "") or getattr(record, "condition", ""))
