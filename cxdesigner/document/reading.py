"""In what order people read a document: stages from left to right, lanes from top to bottom, cards along the journey."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Literal

from cxdesigner.document.document import Document
from cxdesigner.document.records import (
    Channel,
    ChannelKind,
    Event,
    ExperienceCell,
    ExperienceRow,
    FilledForm,
    Layer,
    Link,
    LinkKind,
    Map,
    Note,
    Record,
    RecordId,
    Stage,
    Team,
    Touchpoint,
)


def maps_of(document: Document) -> list[Map]:
    """Return the maps in their order."""
    return sorted(document.all(Map), key=lambda map: (map.position, map.id))


def first_map(document: Document) -> Map:
    """Return the map that opens first. Raises LookupError where a document has none."""
    maps = maps_of(document)
    if not maps:
        raise LookupError("This document holds no map.")
    return maps[0]


def stages_of(document: Document, map_id: RecordId) -> list[Stage]:
    """Return the stages of a map from left to right."""
    return sorted(document.referring_to(map_id, Stage), key=lambda stage: (stage.position, stage.id))


def teams_of(document: Document) -> list[Team]:
    """Return the teams from top to bottom."""
    return sorted(document.all(Team), key=lambda team: (team.position, team.id))


def channels_of(document: Document) -> list[Channel]:
    """Return the channels from top to bottom."""
    return sorted(document.all(Channel), key=lambda channel: (channel.position, channel.id))


def events_of(document: Document) -> list[Event]:
    """Return the events by name."""
    return sorted(document.all(Event), key=lambda event: (event.title.casefold(), event.id))


def rows_of(document: Document, map_id: RecordId) -> list[ExperienceRow]:
    """Return the experience rows of a map from top to bottom."""
    return sorted(document.referring_to(map_id, ExperienceRow), key=lambda row: (row.position, row.id))


def row_of(document: Document, record_id: RecordId | None) -> ExperienceRow | None:
    """Return an experience row by its id or by that of a cell in it; None for all else."""
    record = document.find(record_id)
    if isinstance(record, ExperienceCell):
        record = document.find(record.row_id)
    return record if isinstance(record, ExperienceRow) else None


def row_of_note(document: Document, note: Note) -> ExperienceRow | None:
    """Return the experience row in which a sticker sits; None for one in a lane, and where the row is one of another map."""
    row = document.find(note.row_id)
    if isinstance(row, ExperienceRow) and row.map_id == document.stage(note.stage_id).map_id:
        return row
    return None


def forms_of(document: Document, map_id: RecordId) -> list[FilledForm]:
    """Return the filled checklists of a map, by the names of their files."""
    return sorted(document.referring_to(map_id, FilledForm), key=lambda form: (form.title.casefold(), form.id))


place_in_stage: Callable[[Touchpoint], tuple[int, int, str]] = attrgetter("step", "order", "id")
"""Sort key of touchpoints within their stage: step, then order in the cell."""


def touchpoints_of_stage(document: Document, stage_id: RecordId) -> list[Touchpoint]:
    """Return the touchpoints of one stage along the journey."""
    return sorted(document.referring_to(stage_id, Touchpoint), key=place_in_stage)


def touchpoints_of(document: Document, map_id: RecordId) -> list[Touchpoint]:
    """Return all touchpoints of a map along the journey: stage, step, order in the cell."""
    return [tp for stage in stages_of(document, map_id) for tp in touchpoints_of_stage(document, stage.id)]


def last_felt(document: Document, touchpoints: Sequence[Touchpoint]) -> Touchpoint | None:
    """Return the touchpoint with the feeling that stays: the last one at which the journey ends for those who go the usual way.

    *touchpoints* come in reading order. A goodbye to those whom a branch or a recovery brings there is not the end for all;
    only where there is no other does it count, or the last feeling of all.
    """
    last: Touchpoint | None = None
    for touchpoint in reversed(touchpoints):
        if touchpoint.emotion is None:
            continue
        last = last or touchpoint
        if touchpoint.stage_id != last.stage_id:
            break
        ways = [link for link in document.referring_to(touchpoint.id, Link) if link.kind is not LinkKind.RECOVERY]
        entering = [link for link in ways if link.target_id == touchpoint.id]
        is_usual = not entering or any(link.kind is LinkKind.NEXT and not link.condition for link in entering)
        if is_usual and len(entering) == len(ways):
            return touchpoint
    return last


def links_of(document: Document, map_id: RecordId) -> list[Link]:
    """Return the links of a map, by the place of the touchpoint at which they start."""
    found = []
    for touchpoint in touchpoints_of(document, map_id):
        leaving = (link for link in document.referring_to(touchpoint.id, Link) if link.source_id == touchpoint.id)
        found.extend(sorted(leaving, key=lambda link: link.id))
    return found


def links_by_end(
    end: Literal["source_id", "target_id"], links: Sequence[Link], alone: Iterable[tuple[Link]] | None = None
) -> dict[RecordId, tuple[Link, ...]]:
    """Return links by where they begin, or by where they end.

    Most cards have one link each way. Who keeps both gives each link *alone* in a tuple, so that these are there once.
    """
    found: dict[RecordId, tuple[Link, ...]] = {}
    for record_id, one in zip(map(attrgetter(end), links), zip(links) if alone is None else alone, strict=True):
        known = found.get(record_id)
        found[record_id] = one if known is None else known + one
    return found


def steps_of(document: Document, stage_id: RecordId) -> int:
    """Return how many steps (columns) a stage has: as many as its contents need, and at least one."""
    steps = [tp.step for tp in document.referring_to(stage_id, Touchpoint)]
    steps += [cell.step for cell in document.referring_to(stage_id, ExperienceCell)]
    steps += [note.step for note in document.referring_to(stage_id, Note)]
    return max(steps, default=0) + 1


def map_of(document: Document, record: Record) -> RecordId | None:
    """Return the id of the map that a record belongs to, or None for what all maps share."""
    if isinstance(record, Map):
        return record.id
    if isinstance(record, Link):
        return map_of(document, document.touchpoint(record.source_id))
    if isinstance(record, (Stage, ExperienceRow, FilledForm)):
        return record.map_id
    if isinstance(record, (Touchpoint, Note, ExperienceCell)):
        return document.stage(record.stage_id).map_id
    return None


def layer_of(document: Document, touchpoint: Touchpoint) -> Layer:
    """Return the layer of a touchpoint: what was said, or what team and channel suggest until somebody says it."""
    if touchpoint.layer is not None:
        return touchpoint.layer
    channel = document.find(touchpoint.channel_id)
    if (
        isinstance(channel, Channel)
        and channel.kind is ChannelKind.OTHER
        and channel.title.casefold().startswith("internal")
    ):
        return Layer.BACKSTAGE
    return Layer.CUSTOMER if touchpoint.team_id is None else Layer.FRONTSTAGE


def is_handoff(before: Touchpoint, after: Touchpoint) -> bool:
    """Tell whether a customer who goes from one touchpoint to another one is handed to another team."""
    return before.team_id is not None and after.team_id is not None and before.team_id != after.team_id
