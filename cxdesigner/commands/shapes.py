"""How lanes and stages are shown: collapsed, expanded, hidden, wider or higher. What they hold stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.reading import maps_of, stages_of
from cxdesigner.document.records import Channel, Map, Record, RecordId, Team
from cxdesigner.document.refused import Refused
from cxdesigner.layout.lanes import LANES, lane_keys_on_screen
from cxdesigner.layout.plan import LaneKey
from cxdesigner.layout.shapes import (
    HIGHEST,
    LOWEST,
    NARROWEST,
    WIDEST,
    is_hidden,
    names_record,
    shape_of,
    with_shape,
)
from cxdesigner.layout.spacing import CARD_WIDTH


def collapse_stages(document: Document, stage_ids: Sequence[RecordId], *, is_collapsed: bool = True) -> Edit:
    """Plan showing stages as one narrow column each, or with all their steps again."""
    stages = [document.stage(stage_id) for stage_id in stage_ids]
    verb = "Collapse" if is_collapsed else "Expand"
    name = f"{verb} stage “{stages[0].title}”" if len(stages) == 1 else f"{verb} {len(stages)} stages"
    pairs = [(stage, replace(stage, is_collapsed=is_collapsed)) for stage in stages]
    return Edit(name, Change.replacing(pairs), show=tuple(stage_ids))


def collapse_lane(document: Document, map_id: RecordId, lane: LaneKey, *, is_collapsed: bool = True) -> Edit:
    """Plan showing a lane of a map as a thin strip, or in full again; a team stands for all the lanes inside it."""
    verb = "Collapse" if is_collapsed else "Expand"
    return _reshaped(document, map_id, lane, f"{verb} lane “{lane_title(document, lane)}”", is_collapsed=is_collapsed)


def hide_lane(document: Document, map_id: RecordId, lane: LaneKey) -> Edit:
    """Plan leaving a lane out of the picture of a map. Refuses to hide the last one that is shown."""
    map = document.map(map_id)
    edit = _reshaped(document, map_id, lane, f"Hide lane “{lane_title(document, lane)}”", is_hidden=True)
    after = edit.change.edits.get(map_id, (map, map))[1]
    assert isinstance(after, Map)
    if all(is_hidden(after, key) for key in lane_keys_on_screen(document, map_id, map.lanes)):
        raise Refused("A map shows at least one lane; show another one before you hide this one.")
    return edit


def show_all_lanes(document: Document, map_id: RecordId) -> Edit:
    """Plan showing all hidden lanes of a map again, whatever its lanes are at the moment."""
    map = document.map(map_id)
    after = map
    for shape in map.lane_shapes:
        after = with_shape(after, replace(shape, is_hidden=False))
    return Edit("Show all lanes", Change.replacing([(map, after)]))


def expand_all(document: Document, map_id: RecordId) -> Edit:
    """Plan showing every collapsed stage and lane of a map in full; what is hidden stays hidden."""
    map = document.map(map_id)
    after = map
    for shape in map.lane_shapes:
        after = with_shape(after, replace(shape, is_collapsed=False))
    pairs: list[tuple[Record, Record]] = [(map, after)]
    pairs += [(stage, replace(stage, is_collapsed=False)) for stage in stages_of(document, map_id)]
    return Edit("Expand all", Change.replacing(pairs))


def resize_stage(document: Document, stage_id: RecordId, card_width: float | None) -> Edit:
    """Plan how wide the cards of a stage are on screen, in units of 0.1 mm; None (and 500) is as usual."""
    stage = document.stage(stage_id)
    width = None if card_width is None else float(round(min(max(card_width, NARROWEST), WIDEST)))
    if width == CARD_WIDTH:
        width = None
    name = f"Resize stage “{stage.title}”"
    return Edit(name, Change.replacing([(stage, replace(stage, card_width=width))]), show=(stage_id,))


def resize_lane(document: Document, map_id: RecordId, lane: LaneKey, height: float | None) -> Edit:
    """Plan how high a lane is at least, in units of 0.1 mm; with None it is as high as its cards need."""
    least = None if height is None else float(round(min(max(height, LOWEST), HIGHEST)))
    return _reshaped(document, map_id, lane, f"Resize lane “{lane_title(document, lane)}”", height=least)


def without_shapes(document: Document, change: Change) -> Change:
    """Return a change that also forgets how the lanes of the teams and channels were shown that it removes."""
    gone = [record.id for record in change.removed() if isinstance(record, (Team, Channel))]
    if not gone:
        return change
    pairs = []
    for map in maps_of(document):
        before = change.edits.get(map.id, (map, map))[1]
        if isinstance(before, Map):
            pairs.append((before, _forgetting(before, gone)))
    return change.then(Change.replacing(pairs))


def lane_title(document: Document, lane: LaneKey) -> str:
    """Return what people call a lane."""
    return LANES[lane.kind].lane_title(document, lane)


def _forgetting(map: Map, gone: Iterable[RecordId]) -> Map:
    kept = tuple(shape for shape in map.lane_shapes if not any(names_record(shape.lane, one) for one in gone))
    return replace(map, lane_shapes=kept)


def _reshaped(document: Document, map_id: RecordId, lane: LaneKey, name: str, **fields: Any) -> Edit:
    map = document.map(map_id)
    after = with_shape(map, replace(shape_of(map, lane), **fields))
    shown = tuple(record_id for record_id in (lane.channel_id or lane.team_id,) if record_id is not None)
    return Edit(name, Change.replacing([(map, after)]), show=shown)
