"""Where what the hand carries would land, as rectangles of the plan."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection

from cxdesigner.document.records import RecordId
from cxdesigner.layout.cells import cards_of
from cxdesigner.layout.grid import Cell
from cxdesigner.layout.plan import CardBox, ColumnBox, LaneKey, Plan, Rect, StageBox

BAR = 14.0
"""Width of the bar that shows where something is put in between, in units."""


def column_of(plan: Plan, stage_id: RecordId, step: int) -> ColumnBox | None:
    """Return a column."""
    stage = stage_of(plan, stage_id)
    if stage is None:
        return None
    return next((column for column in stage.columns if column.step == step), None)


def stage_of(plan: Plan, stage_id: RecordId) -> StageBox | None:
    """Return a stage."""
    return next((stage for stage in plan.stages if stage.stage_id == stage_id), None)


def card_below(plan: Plan, cell: Cell, y: float, without: Collection[RecordId]) -> RecordId | None:
    """Return the card of a cell above which something dropped at *y* is put, or None for the end of the cell.

    Other than the cell itself says, the cards in the hand do not count: they are on their way.
    """
    if cell.before_column:
        return None
    inside = _inside(plan, cell, without)
    return next((card.touchpoint_id for card in inside if card.rect.center[1] > y), None)


def is_taken(plan: Plan, cell: Cell, without: Collection[RecordId]) -> bool:
    """Tell whether a cell holds cards other than those in the hand."""
    return bool(_inside(plan, cell, without))


def _inside(plan: Plan, cell: Cell, without: Collection[RecordId]) -> list[CardBox]:
    """Return the cards of a cell from top to bottom, apart from some."""
    places = plan.columns
    at = bisect_right(places, cell.rect.center[0], key=lambda column: column.rect.x) - 1
    if at < 0 or (places[at].stage_id, places[at].step) != (cell.stage_id, cell.step):
        return []
    return [card for card in cards_of(plan, at, cell.lane_index) if card.touchpoint_id not in without]


def is_collapsed(plan: Plan, cell: Cell) -> bool:
    """Tell whether a cell is in a collapsed lane or stage, where cards are put away in piles."""
    stage = stage_of(plan, cell.stage_id)
    return plan.lanes[cell.lane_index].is_collapsed or (stage is not None and stage.is_collapsed)


def cell_words(plan: Plan, cell: Cell) -> tuple[str, str]:
    """Return what people call the lane of a cell, and its place along the journey."""
    lane = " ".join(plan.lanes[cell.lane_index].title.lines)
    stage = stage_of(plan, cell.stage_id)
    title = " ".join(stage.title.lines) if stage is not None else ""
    if stage is not None and stage.is_collapsed:
        return lane, f"at the end of “{title}”"
    return lane, f"step {cell.step + 1} of “{title}”"


def stage_gap(plan: Plan, x: float) -> tuple[RecordId | None, float]:
    """Return before which stage (None: after the last) something dropped at *x* goes, and where that is."""
    for stage in plan.stages:
        left, right = _stage_span(stage)
        if x < (left + right) / 2:
            return stage.stage_id, left
    return None, _stage_span(plan.stages[-1])[1] if plan.stages else plan.header_width


def _stage_span(stage: StageBox) -> tuple[float, float]:
    return stage.columns[0].rect.x, stage.columns[-1].rect.right


def lane_gap(plan: Plan, y: float) -> tuple[LaneKey | None, float]:
    """Return before which lane (None: after the last) something dropped at *y* goes, and where that is."""
    for lane in plan.lanes:
        if y < lane.rect.y + lane.rect.height / 2:
            return lane.key, lane.rect.y
    return None, plan.lanes[-1].rect.bottom if plan.lanes else plan.header_height


def map_area(plan: Plan) -> Rect:
    """Return the part of the plan that scrolls: all but the headings."""
    return Rect(plan.header_width, plan.header_height, plan.width - plan.header_width, plan.height - plan.header_height)
