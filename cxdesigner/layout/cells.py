"""Where a drop lands: the cell below a point, the place among its cards, or the border between two columns."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import CardBox, ColumnBox, LaneKey, Plan, Rect

BORDER = 0.8
"""Share of the free strip beside a card in which a drop means “between the columns”."""


class Cell(NamedTuple):
    """Where a card would land.

    With `before_column` a new column is meant: the card becomes step `step` of the stage, and what stood there and
    behind moves one step to the right (a step after the last one of the stage pushes nothing). `before_id` is the card
    of the cell above which it would stand; None puts it below the others. `rect` is what lights up.
    """

    stage_id: RecordId
    step: int
    lane: LaneKey
    lane_index: int
    rect: Rect
    before_column: bool = False
    before_id: RecordId | None = None


def cell_at(plan: Plan, x: float, y: float) -> Cell | None:
    """Return where a card lands whose middle is dropped at a point; None over headings and outside of the lanes."""
    lane = _lane_at(plan, y)
    columns = plan.columns
    if lane is None or not columns or x < plan.header_width or x >= plan.width:
        return None
    place = min(max(bisect_right(columns, x, key=lambda column: column.rect.x) - 1, 0), len(columns) - 1)
    column = columns[place]
    box = plan.lanes[lane]
    side = _border_side(column, x)
    if side:
        border = column.rect.x if side < 0 else column.rect.right
        strip = Rect(border - 12, box.rect.y, 24, box.rect.height)
        return Cell(column.stage_id, column.step + (side > 0), box.key, lane, strip, before_column=True)
    rect = Rect(column.rect.x, box.rect.y, column.rect.width, box.rect.height)
    below = [card for card in cards_of(plan, place, lane) if card.rect.center[1] > y]
    before_id = below[0].touchpoint_id if below else None
    return Cell(column.stage_id, column.step, box.key, lane, rect, before_id=before_id)


def cards_of(plan: Plan, column: int, lane: int) -> list[CardBox]:
    """Return the cards of one cell from top to bottom."""
    own = plan.cards.between(column, column + 1)
    return sorted((card for card in own if card.lane == lane), key=lambda card: card.rect.y)


def _lane_at(plan: Plan, y: float) -> int | None:
    for index, lane in enumerate(plan.lanes):
        if lane.rect.y <= y < lane.rect.bottom:
            return index
    return None


def _border_side(column: ColumnBox, x: float) -> int:
    """Return −1 or +1 where a point is at the left or right border of its column, else 0; a collapsed one has none."""
    if column.is_collapsed:
        return 0
    rect = column.rect
    right = column.card_x + column.card_width
    if x < rect.x + (column.card_x - rect.x) * BORDER:
        return -1
    return 1 if x >= rect.right - (rect.right - right) * BORDER else 0
