"""Taking things away, together with what cannot stand without them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cxdesigner.commands.pictures import without_unused
from cxdesigner.commands.shapes import without_shapes
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.fields import FIELDS, references_of
from cxdesigner.document.reading import maps_of
from cxdesigner.document.records import TYPE_NAMES, Map, Record, RecordId
from cxdesigner.document.refused import Refused


def remove(document: Document, record_ids: Iterable[RecordId]) -> Edit:
    """Plan removing records of any type: what needs them goes too, what only mentions them forgets them.

    A stage takes its touchpoints and their links along; a team leaves its touchpoints behind, unassigned. Refuses to
    remove the last map.
    """
    chosen = [record for record_id in record_ids if (record := document.find(record_id)) is not None]
    if chosen and all(map.id in {record.id for record in chosen} for map in maps_of(document)):
        raise Refused("A document keeps at least one map.")
    gone: dict[RecordId, Record] = {}
    waiting = list(chosen)
    while waiting:
        record = waiting.pop()
        if record.id not in gone:
            gone[record.id] = record
            waiting.extend(_dependants(document, record))
    pairs = [(record, _without(record, gone)) for record in _mentioning(document, gone)]
    change = Change.removing(*gone.values()).then(Change.replacing(pairs))
    return Edit(_name(chosen), without_shapes(document, without_unused(document, change)))


def _dependants(document: Document, record: Record) -> list[Record]:
    return [
        referrer
        for kind in FIELDS
        for referrer in document.referring_to(record.id, kind)
        for info in references_of(kind)
        if (info.required or info.is_home) and getattr(referrer, info.name) == record.id
    ]


def _mentioning(document: Document, gone: dict[RecordId, Record]) -> list[Record]:
    found = {
        referrer.id: referrer
        for record_id in gone
        for kind in FIELDS
        for referrer in document.referring_to(record_id, kind)
    }
    return [record for record in found.values() if record.id not in gone]


def _without(record: Record, gone: dict[RecordId, Record]) -> Record:
    forgotten = {info.name: None for info in references_of(type(record)) if getattr(record, info.name) in gone}
    return replace(record, **forgotten)  # type: ignore[arg-type]


def _name(chosen: list[Record]) -> str:
    if len(chosen) == 1:
        kind = TYPE_NAMES[type(chosen[0])].replace("_", " ")
        title = getattr(chosen[0], "title", "")
        return f"Remove {kind} “{title}”" if title else f"Remove {kind}"
    kinds = {type(record) for record in chosen}
    if len(kinds) == 1 and not issubclass(next(iter(kinds)), Map):
        return f"Remove {len(chosen)} {TYPE_NAMES[next(iter(kinds))].replace('_', ' ')}s"
    return f"Remove {len(chosen)} things"
