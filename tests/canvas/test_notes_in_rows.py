"""Notes in experience rows, by hand and by key: dropped, dragged between lanes, rows and the curve, added where one is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from cxdesigner.canvas.asking import ask_for_menu
from cxdesigner.canvas.row_cells import cell_of_row
from cxdesigner.canvas.sticking import cell_for_note
from cxdesigner.canvas.tools.move_notes import COPYING
from cxdesigner.commands import rows
from cxdesigner.commands.notes import add_note
from cxdesigner.commands.shapes import collapse_stages
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.reading import rows_of
from cxdesigner.document.records import ExperienceRow, Note, RecordId, RowKind
from cxdesigner.storage.codec import encode
from tests.canvas.conftest import Board
from tests.onboarding import BUY, MAP, SALES, SERVICE, USE

NEEDS = RecordId("needs")


@pytest.fixture
def filled(board: Board) -> Board:
    """The small map with a row of needs below the curve; its first cell says something."""
    row = ExperienceRow(id=NEEDS, title="Needs", map_id=MAP, kind=RowKind.NEEDS)
    board.history.perform(Edit("Add", Change.adding(row)))
    board.history.perform(rows.set_cell(board.document, NEEDS, BUY, 0, "Somebody who listens"))
    board.history.seal()
    board.view.fit_map()
    return board


def stuck(board: Board) -> RecordId:
    """Stick a note into the empty cell of the service at the first step."""
    edit = add_note(board.document, BUY, 0, "Ask finance", team_id=SERVICE, right=100.0, down=80.0)
    board.history.perform(edit)
    board.history.seal()
    board.view.fit_map()
    return edit.show[0]


def middle(board: Board, note_id: RecordId) -> QPoint:
    (box,) = [box for box in board.view.plan.notes if box.note_id == note_id]
    return board.pixel(*box.rect.center)


def in_row(board: Board, column: int, row_id: RecordId = NEEDS) -> QPoint:
    cell = cell_of_row(board.view.plan, row_id, column)
    assert cell is not None
    return board.pixel(*cell.rect.center)


def on_curve(board: Board, column: int) -> QPoint:
    curve = board.view.plan.curve
    assert curve is not None
    return board.pixel(board.view.plan.columns[column].rect.center[0], curve.rect.y + 30)


def where(board: Board, note_id: RecordId) -> tuple[str | None, str, int, str | None]:
    note = board.document.get(Note, note_id)
    return note.row_id, note.stage_id, note.step, note.team_id


def written(board: Board, text: str = "Who helps?") -> Note:
    """Type the words of the note that is waiting for them, and return it."""
    board.type(text)
    board.key(Qt.Key.Key_Return)
    return next(note for note in board.document.all(Note) if note.text == text)


def test_a_note_from_the_palette_is_written_where_it_was_dropped_in_a_row(filled: Board) -> None:
    assert filled.hold_over(in_row(filled, 2), {"new": "note"})
    filled.drop(in_row(filled, 2), {"new": "note"})

    note = written(filled)

    assert where(filled, note.id) == (NEEDS, USE, 0, None)


def test_a_note_goes_from_a_lane_into_a_row_and_undo_takes_it_back(filled: Board) -> None:
    note_id = stuck(filled)
    before = encode(filled.document, "test")

    filled.drag(middle(filled, note_id), in_row(filled, 3))

    assert where(filled, note_id) == (NEEDS, USE, 1, None)
    filled.history.undo()
    assert encode(filled.document, "test") == before


def test_a_note_goes_from_a_row_into_a_lane(filled: Board) -> None:
    edit = add_note(filled.document, BUY, 1, "Ask", row=NEEDS)
    filled.history.perform(edit)
    filled.view.fit_map()

    filled.drag(middle(filled, edit.show[0]), filled.cell(USE, 1, SALES))

    assert where(filled, edit.show[0]) == (None, USE, 1, SALES)


def test_with_ctrl_a_copy_goes_into_the_row(filled: Board) -> None:
    note_id = stuck(filled)
    start, end = middle(filled, note_id), in_row(filled, 1)

    filled.carry(start, end)
    tool = filled.view.hand
    tool.let_go(end, COPYING)

    assert where(filled, note_id) == (None, BUY, 0, SERVICE)
    assert {note.row_id for note in filled.document.all(Note)} == {None, NEEDS}


def test_a_note_on_the_curve_stays_with_its_step_and_is_seen_there(filled: Board) -> None:
    note_id = stuck(filled)

    filled.drag(middle(filled, note_id), on_curve(filled, 3))

    (curve,) = [row for row in rows_of(filled.document, MAP) if row.kind is RowKind.EMOTION]
    (box,) = filled.view.plan.notes
    assert where(filled, note_id) == (curve.id, USE, 1, None)
    assert filled.view.plan.curve is not None
    assert filled.view.plan.curve.rect.contains(*box.rect.center)


def test_a_note_can_be_taken_hold_of_in_a_row_and_the_cell_below_it_stays_free(filled: Board) -> None:
    edit = add_note(filled.document, BUY, 0, "Ask", row=NEEDS)
    filled.history.perform(edit)
    filled.view.fit_map()

    filled.click(middle(filled, edit.show[0]))
    on_note = filled.view.selection
    filled.click(in_row(filled, 3))

    assert on_note == edit.show
    assert filled.view.selection == ()


def test_where_the_keyboard_is_in_a_row_a_new_note_goes_below_the_words_there(filled: Board) -> None:
    cell = cell_of_row(filled.view.plan, NEEDS, 0)
    assert cell is not None
    filled.view.walker.go_to_cell(cell)
    filled.view.add_note()

    note = written(filled)

    (row,), (box,) = filled.view.plan.rows, filled.view.plan.notes
    assert where(filled, note.id) == (NEEDS, BUY, 0, None)
    assert box.rect.y >= row.cells[0][2].rect.bottom
    assert box.rect.bottom <= row.rect.bottom


def test_for_a_selected_row_a_new_note_goes_into_that_row(filled: Board) -> None:
    filled.view.select([NEEDS])
    filled.view.add_note()

    assert written(filled).row_id == NEEDS


def test_a_right_click_into_an_empty_cell_of_a_row_means_that_cell(filled: Board) -> None:
    ask_for_menu(filled.view, QPointF(in_row(filled, 3)))
    filled.view.add_note()

    assert where(filled, written(filled).id) == (NEEDS, USE, 1, None)


def test_escape_while_a_note_hangs_over_a_row_puts_it_back(filled: Board) -> None:
    note_id = stuck(filled)
    before = encode(filled.document, "test")
    filled.carry(middle(filled, note_id), in_row(filled, 3))

    filled.key(Qt.Key.Key_Escape)
    filled.release(in_row(filled, 3))

    assert encode(filled.document, "test") == before


def test_what_hovers_over_a_row_says_where_it_would_stick(filled: Board) -> None:
    cell = cell_for_note(filled.view.plan, *filled.view.in_map(QPointF(in_row(filled, 3))).toTuple())  # type: ignore[misc]

    assert cell is not None
    assert cell.words(filled.view.plan) == "“Needs”, step 2 of “2 Use”"


def test_a_collapsed_stage_takes_no_note_into_its_rows(filled: Board) -> None:
    filled.history.perform(collapse_stages(filled.document, [USE], is_collapsed=True))
    filled.view.fit_map()
    column = filled.view.plan.columns[-1].rect
    at = filled.pixel(column.center[0], filled.view.plan.rows[0].rect.center[1])

    filled.drop(at, {"new": "note"})

    assert filled.said == ["Expand this lane or stage first, then put something into it."]
    assert not filled.document.all(Note)
