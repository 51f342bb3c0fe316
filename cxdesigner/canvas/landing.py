"""Where what the hand carries would land, as rectangles of the plan."""

from __future__ import annotations

from collections.abc import Collection

from cxdesigner.document.records import RecordId
from cxdesigner.layout.grid import Cell
from cxdesigner.layout.plan import ColumnBox, LaneKey, Plan, Rect, StageBox

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
    inside = [
        card for card in plan.cards if card.touchpoint_id not in without and cell.rect.contains(*card.rect.center)
    ]
    below = [card for card in inside if card.rect.center[1] > y]
    return min(below, key=lambda card: card.rect.y).touchpoint_id if below and not cell.before_column else None


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
