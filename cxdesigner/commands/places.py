"""The places of a map: columns across all stages, cells, and what stands in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from cxdesigner.document.document import Document
from cxdesigner.document.making import replaced
from cxdesigner.document.reading import layer_of, stages_of, steps_of
from cxdesigner.document.records import (
    ExperienceCell,
    LaneKind,
    Layer,
    Note,
    Record,
    RecordId,
    Touchpoint,
)
from cxdesigner.layout.plan import LaneKey

Column = tuple[RecordId, int]
"""A stage and one of its steps."""


def columns_of(document: Document, map_id: RecordId) -> list[Column]:
    """Return all columns of a map from left to right."""
    return [(stage.id, step) for stage in stages_of(document, map_id) for step in range(steps_of(document, stage.id))]


def lane_fields(lane: LaneKey) -> dict[str, Any]:
    """Return the fields that put a touchpoint into a lane."""
    if lane.kind is LaneKind.LAYER:
        return {"layer": Layer(lane.layer) if lane.layer else None}
    fields: dict[str, Any] = {}
    if lane.kind in (LaneKind.TEAM, LaneKind.TEAM_AND_CHANNEL):
        fields["team_id"] = lane.team_id
    if lane.kind in (LaneKind.CHANNEL, LaneKind.TEAM_AND_CHANNEL):
        fields["channel_id"] = lane.channel_id
    return fields


def is_in_lane(document: Document, touchpoint: Touchpoint, lane: LaneKey) -> bool:
    """Tell whether a touchpoint stands in a lane."""
    if lane.kind is LaneKind.LAYER:
        return layer_of(document, touchpoint) == lane.layer
    return all(getattr(touchpoint, name) == value for name, value in lane_fields(lane).items())


def into_lane(document: Document, touchpoint: Touchpoint, lane: LaneKey | None) -> Touchpoint:
    """Return the touchpoint as it is in a lane; unchanged where it stands there already."""
    if lane is None or is_in_lane(document, touchpoint, lane):
        return touchpoint
    return replaced(touchpoint, **lane_fields(lane))


def cell_of(
    document: Document, stage_id: RecordId, step: int, lane: LaneKey | None, without: Iterable[RecordId] = ()
) -> list[Touchpoint]:
    """Return the touchpoints of one cell from top to bottom (of the whole column where no lane is given)."""
    left_out = set(without)
    found = [
        touchpoint
        for touchpoint in document.referring_to(stage_id, Touchpoint)
        if touchpoint.step == step
        and touchpoint.id not in left_out
        and (lane is None or is_in_lane(document, touchpoint, lane))
    ]
    return sorted(found, key=lambda touchpoint: (touchpoint.order, touchpoint.id))


def by_column(
    document: Document, stage_ids: Iterable[RecordId], without: Collection[RecordId] = ()
) -> dict[Column, list[Touchpoint]]:
    """Return the touchpoints of some stages by their columns: one look for a command that asks about many cells."""
    found: dict[Column, list[Touchpoint]] = {}
    for stage_id in stage_ids:
        for touchpoint in document.referring_to(stage_id, Touchpoint):
            if touchpoint.id not in without:
                found.setdefault((stage_id, touchpoint.step), []).append(touchpoint)
    return found


def shifted(
    document: Document,
    stage_id: RecordId,
    from_step: int,
    by: int,
    *,
    lane: LaneKey | None = None,
    without: Iterable[RecordId] = (),
) -> list[tuple[Record, Record]]:
    """Return (before, after) of what moves right when room is made in a stage, in one lane or in all of them."""
    left_out = set(without)
    pairs: list[tuple[Record, Record]] = [
        (touchpoint, replaced(touchpoint, step=touchpoint.step + by))
        for touchpoint in document.referring_to(stage_id, Touchpoint)
        if touchpoint.step >= from_step
        and touchpoint.id not in left_out
        and (lane is None or is_in_lane(document, touchpoint, lane))
    ]
    if lane is None:
        cells = document.referring_to(stage_id, ExperienceCell)
        notes = document.referring_to(stage_id, Note)
        pairs += [(cell, replaced(cell, step=cell.step + by)) for cell in cells if cell.step >= from_step]
        pairs += [(note, replaced(note, step=note.step + by)) for note in notes if note.step >= from_step]
    return pairs
