"""Moving a heading with the keys: a stage before or behind its neighbour, a lane above or below; each is one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesigner.canvas.walking import HEADING, OUTER, Place, place_of_row
from cxdesigner.commands.allowed import may_move_lane
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import LaneKey, Plan
from cxdesigner.layout.shapes import outer_of

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView


def move_heading(view: MapView, place: Place, right: int, down: int) -> None:
    """Move the stage or the lane at whose heading the keyboard is; the keyboard stays with it."""
    if place.lane == HEADING and right:
        _move_stage(view, place, right)
    elif place.row_id is not None and down:
        _move_row(view, place.row_id, down)
    elif place.column < 0 and down:
        _move_lane(view, place, down)


def _move_stage(view: MapView, place: Place, right: int) -> None:
    from cxdesigner.commands.stages import move_stage

    ids = [stage.stage_id for stage in view.plan.stages]
    stage_id = view.plan.columns[place.column].stage_id
    target = ids.index(stage_id) + (2 if right > 0 else -1)
    if not 0 <= target <= len(ids):
        return
    before_id = ids[target] if target < len(ids) else None
    if view.do(lambda: move_stage(view.document, stage_id, before_id)) is not None:
        column = next(n for n, column in enumerate(view.plan.columns) if column.stage_id == stage_id)
        view.walker.go(Place(HEADING, column))


def _move_row(view: MapView, row_id: RecordId, down: int) -> None:
    from cxdesigner.commands.rows import move_row_by

    if view.do(lambda: move_row_by(view.document, row_id, down)) is not None:
        view.walker.go(place_of_row(view.plan, row_id, HEADING))


def _move_lane(view: MapView, place: Place, down: int) -> None:
    from cxdesigner.commands.lanes import move_lane

    numbers = [n for n, lane in enumerate(view.plan.lanes) if place.column == HEADING or lane.outer is not None]
    keys: list[LaneKey | None] = [_key_at(view.plan, Place(number, place.column)) for number in numbers]
    here = numbers.index(place.lane)
    key = keys[here]
    target = here + (2 if down > 0 else -1)
    if key is None or not 0 <= target <= len(keys):
        return
    why_not = may_move_lane(key)
    if why_not:
        view.refused.emit(why_not)
        return
    before = keys[target] if target < len(keys) else None
    if view.do(lambda: move_lane(view.document, view.map_id, key, before)) is not None:
        places = (Place(number, place.column) for number in range(len(view.plan.lanes)))
        moved = next((one for one in places if _key_at(view.plan, one) == key), None)
        if moved is not None:
            view.walker.go(moved)


def _key_at(plan: Plan, place: Place) -> LaneKey | None:
    """Return which lane a heading is of: for the outer one, all lanes of its team."""
    key = plan.lanes[place.lane].key
    return outer_of(key) if place.column == OUTER else key
