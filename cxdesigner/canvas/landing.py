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
NOTE_WIDTH, NOTE_HEIGHT = 260.0, 120.0
"""Room that a new note needs, in units."""
NOTE_GAP = 24.0


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


def cell_for_note(plan: Plan, x: float, y: float) -> Cell | None:
    """Return the cell to which a note at a point belongs: notes do not care for the borders between columns."""
    place = next((at for at, column in enumerate(plan.columns) if column.rect.contains(x, y)), None)
    number = next((at for at, lane in enumerate(plan.lanes) if lane.rect.contains(x, y)), None)
    return _cell(plan, place, number) if place is not None and number is not None else None


def within_cell(plan: Plan, cell: Cell, x: float, y: float) -> tuple[float, float]:
    """Return how far right of and below the corner of a cell a place is; never before it."""
    column, lane = column_of(plan, cell.stage_id, cell.step), plan.lanes[cell.lane_index]
    right = max(0.0, x - column.rect.x) if column is not None else 0.0
    return right, max(0.0, y - lane.rect.y)


def place_for_note(plan: Plan, view: Rect, card_id: RecordId | None) -> tuple[Cell, float, float] | None:
    """Return a cell and a place in it where a new note hides nothing; None where there is no cell.

    With a card it is the cell of that card. Otherwise it is an empty place in view, the nearest to its middle; where nothing is free, below the cards of the cell in the middle. A lane grows with its notes.
    """
    card = plan.card(card_id) if card_id is not None else None
    if card is not None:
        return _below_all(plan, card.column, card.lane)
    across, down = view.center
    best: tuple[float, int, int, Rect] | None = None
    for place, column in enumerate(plan.columns):
        for number, lane in enumerate(plan.lanes):
            middle = column.rect.x + (column.rect.width - NOTE_WIDTH) / 2
            note = Rect(middle, lane.rect.y + (lane.rect.height - NOTE_HEIGHT) / 2, NOTE_WIDTH, NOTE_HEIGHT)
            far = abs(note.center[0] - across) + abs(note.center[1] - down)
            is_seen = view.x <= note.x and note.right <= view.right and view.y <= note.y and note.bottom <= view.bottom
            is_low = lane.rect.height < NOTE_HEIGHT + NOTE_GAP
            if not is_seen or is_low or (best is not None and far >= best[0]) or not _is_free(plan, note):
                continue
            best = far, place, number, note
    if best is not None:
        _, place, number, note = best
        cell = _cell(plan, place, number)
        return cell, *within_cell(plan, cell, note.x, note.y)
    if not plan.columns:
        return None
    place = min(range(len(plan.columns)), key=lambda at: abs(plan.columns[at].rect.center[0] - across))
    number = min(range(len(plan.lanes)), key=lambda at: abs(plan.lanes[at].rect.center[1] - down))
    return _below_all(plan, place, number)


def _cell(plan: Plan, place: int, number: int) -> Cell:
    column, lane = plan.columns[place], plan.lanes[number]
    rect = Rect(column.rect.x, lane.rect.y, column.rect.width, lane.rect.height)
    return Cell(column.stage_id, column.step, lane.key, number, rect)


def _is_free(plan: Plan, note: Rect) -> bool:
    room = note.grown(NOTE_GAP / 2)
    taken = [card.rect for card in plan.cards] + [other.rect for other in plan.notes]
    return not any(room.meets(rect) for rect in taken)


def _below_all(plan: Plan, place: int, number: int) -> tuple[Cell, float, float]:
    """Return the place below all cards and notes of a cell."""
    cell = _cell(plan, place, number)
    cards = [card.rect for card in cards_of(plan, place, number)]
    notes = [note.rect for note in plan.notes if cell.rect.contains(*note.rect.center)]
    low = max((rect.bottom for rect in (*cards, *notes)), default=cell.rect.y)
    left = cards[0].x if cards else cell.rect.x + NOTE_GAP
    return cell, *within_cell(plan, cell, left, low + NOTE_GAP)
