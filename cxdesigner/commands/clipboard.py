"""Bringing things from one place to another: copy, paste, and a whole table into an open map.

What is copied is a small document of its own, so the clipboard, another window and an imported table all come in by the
same door.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from cxdesigner.commands import touchpoints
from cxdesigner.commands.places import Column, cell_of, columns_of, into_lane, lane_fields
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
    Picture,
    Record,
    RecordId,
    RowKind,
    Stage,
    Team,
    Touchpoint,
    new_id,
)
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import folded
from cxdesigner.layout.plan import LaneKey

Added = Sequence[tuple[RecordId, Record]]
"""What comes in, each record with the id that it has where it comes from."""
ASIDE = 40.0
"""How far right of and below a note its duplicate stands, in units."""

_SHARED: tuple[type[Record], ...] = (Team, Channel, Event, Persona)
"""What all maps of a document share: found again by its name instead of being doubled."""


def copied(document: Document, record_ids: Sequence[RecordId]) -> Document:
    """Return a small document of the chosen touchpoints and notes, with all they need and the links among them.

    A chosen stage comes whole: with its touchpoints, its notes and what stands in experience rows at its steps.
    """
    chosen: list[Record] = []
    for record in map(document.find, dict.fromkeys(record_ids)):
        if isinstance(record, Stage):
            chosen += [record, *_content_of(document, record.id)]
        elif isinstance(record, (Touchpoint, Note)):
            chosen.append(record)
    if not chosen:
        raise Refused("Select the cards to copy first.")
    kept: dict[RecordId, Record] = {record.id: record for record in chosen}
    for touchpoint in [record for record in chosen if isinstance(record, Touchpoint)]:
        for link in document.referring_to(touchpoint.id, Link):
            if link.source_id in kept and link.target_id in kept:
                kept[link.id] = link
    _keep_needed(document, kept)
    return Document(_forgetting_others(record, kept) for record in kept.values())


def _content_of(document: Document, stage_id: RecordId) -> list[Record]:
    kinds: tuple[type[Record], ...] = (Touchpoint, Note, ExperienceCell)
    return [record for kind in kinds for record in document.referring_to(stage_id, kind)]


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


def paste(
    document: Document,
    map_id: RecordId,
    fragment: Document,
    at: Column,
    lane: LaneKey | None = None,
    *,
    keeps_said: bool = False,
    row_id: RecordId | None = None,
) -> Edit:
    """Plan putting copied things into a map so that their first column is this one.

    With a lane the first card goes there, and so do the others from its lane; those from other lanes, and stickers in rows
    that come along with cards, stay in theirs. With `keeps_said` only cards go there that say nothing about it: a table that names teams means them. With a row all stickers go there.
    """
    columns = _own_columns(fragment)
    place = {column: (at[0], at[1] + number) for number, column in enumerate(columns)}
    added = _brought_in(document, map_id, fragment, place)
    if lane is not None:
        added = _used(_into_lane(document, fragment, columns, added, lane, keeps_said=keeps_said))
    if row_id is not None:
        added = _used([(old, _into_row(record, row_id)) for old, record in added])
    cards = [record for _, record in added if isinstance(record, (Touchpoint, Note))]
    return Edit(f"Paste {_named(cards)}", _adding(added), show=tuple(record.id for record in cards))


def paste_stages(
    document: Document,
    map_id: RecordId,
    fragment: Document,
    stage_ids: Collection[RecordId],
    after_id: RecordId | None = None,
) -> Edit:
    """Plan putting stages that were copied whole, with all they hold, behind a stage of this map or behind its last one."""
    fragment = _with_new_stages(fragment)
    columns = columns_of(fragment, first_map(fragment).id)
    added = _brought_in(document, map_id, fragment, {column: column for column in columns})
    here = stages_of(document, map_id)
    new = sorted((record for _, record in added if isinstance(record, Stage)), key=lambda stage: stage.position)
    at = next((place for place, stage in enumerate(here, start=1) if stage.id == after_id), len(here))
    arranged = [*here[:at], *new, *here[at:]]
    places = {stage.id: place for place, stage in enumerate(arranged)}
    added = [(old, replace(r, position=places[r.id]) if isinstance(r, Stage) else r) for old, r in added]
    moved = Change.replacing((stage, replace(stage, position=places[stage.id])) for stage in here)
    name = f"Paste stage “{new[0].title}”" if len(new) == 1 else f"Paste {len(new)} stages"
    return Edit(name, _adding(added).then(moved), show=tuple(stage.id for stage in new))


def _with_new_stages(fragment: Document) -> Document:
    """Return the same document with other ids for its stages, so that none of them is found again here."""
    ids = {stage.id: new_id() for stage in fragment.all(Stage)}
    return Document(_renamed(record, ids) for record in fragment)


def _renamed(record: Record, ids: dict[RecordId, RecordId]) -> Record:
    if isinstance(record, Stage):
        return replace(record, id=ids[record.id], origin_id=None)
    if isinstance(record, (Touchpoint, Note, ExperienceCell)):
        return replace(record, stage_id=ids[record.stage_id])
    return record


def _into_lane(
    document: Document, fragment: Document, columns: list[Column], added: Added, lane: LaneKey, *, keeps_said: bool
) -> list[tuple[RecordId, Record]]:
    """Return what is added with the first card, and those that share its lane, in another lane."""
    order = {column: number for number, column in enumerate(columns)}
    cards = [record for record in fragment if isinstance(record, (Touchpoint, Note))]
    in_lanes = [card for card in cards if getattr(card, "row_id", None) is None] or cards
    first = min(in_lanes, key=lambda card: (order[card.stage_id, card.step], getattr(card, "order", 0), card.id))
    fields = lane_fields(lane)
    wanted = {name: None if keeps_said else getattr(first, name, None) for name in fields}
    shared = {card.id for card in in_lanes if all(getattr(card, name, None) == wanted[name] for name in fields)}
    result: list[tuple[RecordId, Record]] = []
    for old, record in added:
        if old in shared and isinstance(record, Touchpoint):
            record = into_lane(document, record, lane)
        elif old in shared and isinstance(record, Note):
            record = replace(record, row_id=None, **{name: value for name, value in fields.items() if name != "layer"})
        result.append((old, record))
    return result


def _into_row(record: Record, row_id: RecordId) -> Record:
    return replace(record, row_id=row_id, team_id=None, channel_id=None) if isinstance(record, Note) else record


def _used(added: Added) -> list[tuple[RecordId, Record]]:
    """Return what is added without the teams, channels and rows that nobody needs any more: each would be a lane or row."""
    needed = {getattr(record, info.name) for _, record in added for info in references_of(type(record))}
    kinds = (Team, Channel, ExperienceRow)
    return [(old, new) for old, new in added if not isinstance(new, kinds) or new.id in needed]


def _named(cards: Sequence[Touchpoint | Note]) -> str:
    """Return what was pasted, in words."""
    met = [card for card in cards if isinstance(card, Touchpoint)]
    if len(met) == 1:
        return f"“{met[0].title}”"
    count, noun = (len(met), "touchpoint") if met else (len(cards), "note")
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


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
    added = _brought_in(document, map_id, other, place)
    shown = tuple(record.id for _, record in added if isinstance(record, Touchpoint))
    return Edit(f"Import into {document.title_of(map_id)}", _adding(added), show=shown)


def _own_columns(fragment: Document) -> list[Column]:
    used = {(touchpoint.stage_id, touchpoint.step) for touchpoint in fragment.all(Touchpoint)}
    used |= {(note.stage_id, note.step) for note in fragment.all(Note)}
    return [column for column in columns_of(fragment, first_map(fragment).id) if column in used]


def _adding(added: Added) -> Change:
    return Change.adding(*(record for _, record in added))


def _brought_in(
    document: Document, map_id: RecordId, other: Document, place: dict[Column, Column]
) -> list[tuple[RecordId, Record]]:
    """Return what comes in, each record with the id that it has in the other document."""
    twins = _twins(document, map_id, other, place)
    lows: dict[Column, int] = {}
    added: list[tuple[RecordId, Record]] = []
    for record in other:
        if record.id in twins and (twin := twins[record.id]) not in document and not isinstance(record, Map):
            added.append((record.id, _as_newcomer(document, map_id, record, twin, twins, place, lows)))
    return added


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
    shown = {picture.data: picture.id for picture in document.all(Picture)}
    own_rows = document.referring_to(map_id, ExperienceRow)
    rows = {folded(row.title): row.id for row in own_rows}
    curves = [row.id for row in own_rows if row.kind is RowKind.EMOTION]
    moved = {stage_id: to_stage for (stage_id, _), (to_stage, _) in place.items() if _is_in(document, map_id, to_stage)}
    for record in other:
        if isinstance(record, Map) or map_of(other, record) not in (None, first_map(other).id):
            continue
        if isinstance(record, Stage):
            twins[record.id] = moved.get(record.id) or new_id()
        elif isinstance(record, ExperienceRow):
            is_curve = record.kind is RowKind.EMOTION and curves  # A map has one, whatever it is called.
            twins[record.id] = curves[0] if is_curve else rows.get(folded(record.title)) or new_id()
        elif isinstance(record, Picture):
            twins[record.id] = shown.get(record.data) or new_id()
        else:
            twins[record.id] = known.get((type(record), folded(getattr(record, "title", "")))) or new_id()
    return twins


def _is_in(document: Document, map_id: RecordId, stage_id: RecordId) -> bool:
    """Tell whether a stage is one of a map: what was copied from another map of the document has ids that are known too."""
    stage = document.find(stage_id)
    return isinstance(stage, Stage) and stage.map_id == map_id


def _as_newcomer(
    document: Document,
    map_id: RecordId,
    record: Record,
    twin: RecordId,
    twins: dict[RecordId, RecordId],
    place: dict[Column, Column],
    lows: dict[Column, int],
) -> Record:
    fields: dict[str, Any] = {info.name: twins.get(getattr(record, info.name)) for info in references_of(type(record))}
    if isinstance(record, (Touchpoint, Note, ExperienceCell)):
        to_stage, fields["step"] = place.get((record.stage_id, record.step), (record.stage_id, record.step))
        is_here = _is_in(document, map_id, to_stage)
        fields["stage_id"] = to_stage if is_here else twins[to_stage]
        if isinstance(record, Touchpoint) and is_here:
            fields["order"] = record.order + _first_order(document, (to_stage, fields["step"]), lows)
    if isinstance(record, (Stage, Team, Channel, ExperienceRow)):
        fields["position"] = _behind(document, record)
    if isinstance(record, Team):
        fields["color"] = _free_color(document, record)
    return replace(record, id=twin, **fields)


def _first_order(document: Document, column: Column, lows: dict[Column, int]) -> int:
    """Return the order behind all cards of a column; *lows* remembers it, for a paste of many cards."""
    if column not in lows:
        below = cell_of(document, *column, None)
        lows[column] = below[-1].order + 1 if below else 0
    return lows[column]


def _behind(document: Document, record: Stage | Team | Channel | ExperienceRow) -> int:
    last = max((other.position for other in document.all(type(record))), default=-1)
    return last + 1 + record.position


def _free_color(document: Document, team: Team) -> int:
    used = {other.color for other in document.all(Team)}
    return team.color if team.color not in used else (max(used) + 1 + team.color) % 100


def duplicate(document: Document, map_id: RecordId, record_ids: Sequence[RecordId]) -> Edit:
    """Plan copying what is selected beside itself: stages whole behind the last of them, cards and notes in their cells."""
    chosen = [record for record_id in record_ids if (record := document.find(record_id)) is not None]
    stages = [record.id for record in chosen if isinstance(record, Stage)]
    cards = [record.id for record in chosen if isinstance(record, Touchpoint)]
    notes = [record for record in chosen if isinstance(record, Note)]
    if stages:
        edit = paste_stages(document, map_id, copied(document, stages), stages, stages[-1])
        return replace(edit, name=edit.name.replace("Paste", "Duplicate", 1))
    if not cards and not notes:
        raise Refused("Select the cards to duplicate first.")
    twins = [replace(note, id=new_id(), right=note.right + ASIDE, down=note.down + ASIDE) for note in notes]
    edit = Edit(f"Duplicate {len(twins)} note{'' if len(twins) == 1 else 's'}", Change())
    if cards:
        edit = touchpoints.duplicate(document, cards)
    return replace(
        edit, change=edit.change.then(Change.adding(*twins)), show=(*edit.show, *(twin.id for twin in twins))
    )
