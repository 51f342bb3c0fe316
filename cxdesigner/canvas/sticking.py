"""Where stickers go: the cells of lanes and of experience rows, and a free place for a new one."""

from __future__ import annotations

from typing import NamedTuple

from cxdesigner.canvas.landing import stage_of
from cxdesigner.canvas.row_cells import RowCell
from cxdesigner.commands.notes import NotePlace, Row
from cxdesigner.document.records import RecordId, RowKind
from cxdesigner.layout.cells import cards_of
from cxdesigner.layout.plan import LaneKey, Plan, Rect

NOTE_WIDTH, NOTE_HEIGHT = 260.0, 120.0
"""Room that a new note needs, in units."""
NOTE_GAP = 24.0
CURVE = "Emotion"
"""What the heading of the curve says."""


class NoteCell(NamedTuple):
    """A cell that can hold notes: a column of a lane, or of a row (of the curve too, whether or not it has a row)."""

    stage_id: RecordId
    step: int
    rect: Rect
    lane: LaneKey | None = None
    row: Row = None
    name: str = ""
    """What people call the lane or the row."""
    is_collapsed: bool = False

    def within(self, x: float, y: float) -> tuple[float, float]:
        """Return how far right of and below the corner of the cell a place is; never before it."""
        return max(0.0, x - self.rect.x), max(0.0, y - self.rect.y)

    def place(self, x: float, y: float) -> NotePlace:
        """Return the place of a note whose corner is at a point of the map, in whole units."""
        right, down = self.within(x, y)
        return NotePlace(self.stage_id, self.step, self.lane, round(right), round(down), self.row)

    def words(self, plan: Plan) -> str:
        """Return what people call the cell."""
        stage = stage_of(plan, self.stage_id)
        title = " ".join(stage.title.lines) if stage is not None else ""
        step = "" if stage is not None and stage.is_collapsed else f"step {self.step + 1} of "
        return f"“{self.name}”, {step}“{title}”"


def cell_for_note(plan: Plan, x: float, y: float) -> NoteCell | None:
    """Return the cell to which a note at a point belongs: notes do not care for the borders between columns."""
    columns = enumerate(plan.columns)
    place = next((at for at, column in columns if column.rect.x <= x < column.rect.right), None)
    if place is None:
        return None
    number = next((at for at, lane in enumerate(plan.lanes) if lane.rect.y <= y < lane.rect.bottom), None)
    if number is not None:
        return _in_lane(plan, place, number)
    column = plan.columns[place]
    for row in plan.rows:
        if row.rect.y <= y < row.rect.bottom:
            rect = Rect(column.rect.x, row.rect.y, column.rect.width, row.rect.height)
            name = " ".join(row.title.lines)
            return NoteCell(column.stage_id, column.step, rect, None, row.row_id, name, column.is_collapsed)
    curve = plan.curve
    if curve is None or not curve.rect.y <= y < curve.rect.bottom:
        return None
    rect = Rect(column.rect.x, curve.rect.y, column.rect.width, curve.rect.height)
    return NoteCell(column.stage_id, column.step, rect, None, RowKind.EMOTION, CURVE, column.is_collapsed)


def place_in_row(plan: Plan, cell: RowCell) -> tuple[NoteCell, float, float] | None:
    """Return a place in a cell of an experience row below what is written there, and below its notes."""
    found = cell_for_note(plan, cell.rect.center[0], cell.rect.y)
    row = next((row for row in plan.rows if row.row_id == cell.row_id), None)
    if found is None or row is None:
        return None
    here = [words.rect for stage_id, step, words in row.cells if (stage_id, step) == (cell.stage_id, cell.step)]
    here += [picture.rect for picture in row.pictures if cell.rect.contains(*picture.rect.center)]
    here += [note.rect for note in plan.notes if cell.rect.contains(*note.rect.center)]
    low = max((rect.bottom + NOTE_GAP for rect in here), default=cell.rect.y)
    return found, *found.within(min((rect.x for rect in here), default=cell.rect.x + NOTE_GAP), low)


def place_for_note(plan: Plan, view: Rect, card_id: RecordId | None) -> tuple[NoteCell, float, float] | None:
    """Return a cell of a lane and a place in it where a new note hides nothing; None where there is no cell.

    With a card it is the cell of that card. Otherwise it is an empty place in view, the nearest to its middle; where
    nothing is free, below the cards of the cell in the middle. A lane grows with its notes.
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
        cell = _in_lane(plan, place, number)
        return cell, *cell.within(note.x, note.y)
    if not plan.columns:
        return None
    place = min(range(len(plan.columns)), key=lambda at: abs(plan.columns[at].rect.center[0] - across))
    number = min(range(len(plan.lanes)), key=lambda at: abs(plan.lanes[at].rect.center[1] - down))
    return _below_all(plan, place, number)


def _in_lane(plan: Plan, place: int, number: int) -> NoteCell:
    column, lane = plan.columns[place], plan.lanes[number]
    rect = Rect(column.rect.x, lane.rect.y, column.rect.width, lane.rect.height)
    is_collapsed = lane.is_collapsed or column.is_collapsed
    return NoteCell(column.stage_id, column.step, rect, lane.key, None, " ".join(lane.title.lines), is_collapsed)


def _is_free(plan: Plan, note: Rect) -> bool:
    room = note.grown(NOTE_GAP / 2)
    taken = [card.rect for card in plan.cards] + [other.rect for other in plan.notes]
    return not any(room.meets(rect) for rect in taken)


def _below_all(plan: Plan, place: int, number: int) -> tuple[NoteCell, float, float]:
    """Return the place below all cards and notes of a cell."""
    cell = _in_lane(plan, place, number)
    cards = [card.rect for card in cards_of(plan, place, number)]
    notes = [note.rect for note in plan.notes if cell.rect.contains(*note.rect.center)]
    low = max((rect.bottom for rect in (*cards, *notes)), default=cell.rect.y)
    left = cards[0].x if cards else cell.rect.x + NOTE_GAP
    return cell, *cell.within(left, low + NOTE_GAP)
