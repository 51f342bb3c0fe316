"""Bringing things from one place to another: copy, paste, and a whole table into an open map.

What is copied is a small document of its own, so the clipboard, another window and an imported table all come in by the
same door.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cxdesigner.commands.places import Column, cell_of, columns_of
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.fields import references_of
from cxdesigner.document.reading import first_map, map_of, stages_of, steps_of
from cxdesigner.document.records import (
    Channel,
    Event,
    ExperienceCell,
    ExperienceRow,
    Link,
    Map,
    Note,
    Persona,
    Record,
    RecordId,
    Stage,
    Team,
    Touchpoint,
    new_id,
)
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import folded

_SHARED: tuple[type[Record], ...] = (Team, Channel, Event, Persona)
"""What all maps of a document share: found again by its name instead of being doubled."""


def copied(document: Document, record_ids: Sequence[RecordId]) -> Document:
    """Return a small document of the chosen touchpoints and notes, with all they need and the links among them."""
    chosen = [document.find(record_id) for record_id in record_ids]
    kept: dict[RecordId, Record] = {record.id: record for record in chosen if isinstance(record, (Touchpoint, Note))}
    if not kept:
        raise Refused("Select the cards to copy first.")
    for touchpoint in [record for record in kept.values() if isinstance(record, Touchpoint)]:
        for link in document.referring_to(touchpoint.id, Link):
            if link.source_id in kept and link.target_id in kept:
                kept[link.id] = link
    _keep_needed(document, kept)
    return Document(_forgetting_others(record, kept) for record in kept.values())


def _keep_needed(document: Document, kept: dict[RecordId, Record]) -> None:
    waiting = list(kept.values())
    while waiting:
        record = waiting.pop()
        for info in references_of(type(record)):
            target = document.find(getattr(record, info.name))
            if target is None or target.id in kept or info.name in ("origin_id", "touchpoint_id"):
                continue
            kept[target.id] = target
            waiting.append(target)


def _forgetting_others(record: Record, kept: dict[RecordId, Record]) -> Record:
    lost: dict[str, Any] = {
        info.name: None
        for info in references_of(type(record))
        if getattr(record, info.name) is not None and getattr(record, info.name) not in kept
    }
    return replace(record, **lost) if lost else record


def paste(document: Document, map_id: RecordId, fragment: Document, at: Column) -> Edit:
    """Plan putting copied things into a map so that their first column is this one; lanes stay as they were."""
    columns = _own_columns(fragment)
    place = {column: (at[0], at[1] + number) for number, column in enumerate(columns)}
    return _brought_in(document, map_id, fragment, place, "Paste")


def bring_in(document: Document, map_id: RecordId, other: Document) -> Edit:
    """Plan adding all of another document's first map to this one, as one undo step.

    Stages, teams, channels and rows of the same name are found again, new ones come last; what comes into a stage that has
    touchpoints stands behind them.
    """
    here = {folded(stage.title): stage for stage in stages_of(document, map_id)}
    place: dict[Column, Column] = {}
    for stage_id, step in columns_of(other, first_map(other).id):
        known = here.get(folded(other.stage(stage_id).title))
        if known is None:
            place[stage_id, step] = (stage_id, step)
        else:
            behind = steps_of(document, known.id) if document.referring_to(known.id, Touchpoint) else 0
            place[stage_id, step] = (known.id, behind + step)
    return _brought_in(document, map_id, other, place, "Import")


def _own_columns(fragment: Document) -> list[Column]:
    used = {(touchpoint.stage_id, touchpoint.step) for touchpoint in fragment.all(Touchpoint)}
    used |= {(note.stage_id, note.step) for note in fragment.all(Note)}
    return [column for column in columns_of(fragment, first_map(fragment).id) if column in used]


def _brought_in(document: Document, map_id: RecordId, other: Document, place: dict[Column, Column], name: str) -> Edit:
    twins = _twins(document, map_id, other, place)
    added: list[Record] = []
    for record in other:
        if record.id in twins and (twin := twins[record.id]) not in document and not isinstance(record, Map):
            added.append(_as_newcomer(document, record, twin, twins, place))
    touchpoints = tuple(record.id for record in added if isinstance(record, Touchpoint))
    what = document.title_of(map_id) if name == "Import" else f"{len(touchpoints)} touchpoints"
    return Edit(f"{name} {'into ' if name == 'Import' else ''}{what}", Change.adding(*added), show=touchpoints)


def _twins(
    document: Document, map_id: RecordId, other: Document, place: dict[Column, Column]
) -> dict[RecordId, RecordId]:
    """Return for each record the id it has here: its namesake's, or a new one."""
    twins: dict[RecordId, RecordId] = {first_map(other).id: map_id}
    known = {
        (type(record), folded(getattr(record, "title", ""))): record.id
        for kind in _SHARED
        for record in document.all(kind)
    }
    rows = {folded(row.title): row.id for row in document.referring_to(map_id, ExperienceRow)}
    moved = {stage_id: to_stage for (stage_id, _), (to_stage, _) in place.items() if to_stage in document}
    for record in other:
        if isinstance(record, Map) or map_of(other, record) not in (None, first_map(other).id):
            continue
        if isinstance(record, Stage):
            twins[record.id] = moved.get(record.id) or new_id()
        elif isinstance(record, ExperienceRow):
            twins[record.id] = rows.get(folded(record.title)) or new_id()
        else:
            twins[record.id] = known.get((type(record), folded(getattr(record, "title", "")))) or new_id()
    return twins


def _as_newcomer(
    document: Document,
    record: Record,
    twin: RecordId,
    twins: dict[RecordId, RecordId],
    place: dict[Column, Column],
) -> Record:
    fields: dict[str, Any] = {info.name: twins.get(getattr(record, info.name)) for info in references_of(type(record))}
    if isinstance(record, (Touchpoint, Note, ExperienceCell)):
        to_stage, fields["step"] = place.get((record.stage_id, record.step), (record.stage_id, record.step))
        fields["stage_id"] = to_stage if to_stage in document else twins[to_stage]
        if isinstance(record, Touchpoint) and to_stage in document:
            below = cell_of(document, to_stage, fields["step"], None)
            fields["order"] = below[-1].order + 1 + record.order if below else record.order
    if isinstance(record, (Stage, Team, Channel, ExperienceRow)):
        fields["position"] = _behind(document, record)
    if isinstance(record, Team):
        fields["color"] = _free_color(document, record)
    return replace(record, id=twin, **fields)


def _behind(document: Document, record: Stage | Team | Channel | ExperienceRow) -> int:
    last = max((other.position for other in document.all(type(record))), default=-1)
    return last + 1 + record.position


def _free_color(document: Document, team: Team) -> int:
    used = {other.color for other in document.all(Team)}
    return team.color if team.color not in used else (max(used) + 1 + team.color) % 100
