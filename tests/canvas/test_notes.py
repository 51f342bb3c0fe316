"""Notes: they land where they hide nothing, are written at once, and go elsewhere by hand."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from cxdesigner.commands.notes import add_note
from cxdesigner.document.records import LaneKind, Note, RecordId
from tests.canvas.conftest import LEFT, Board
from tests.onboarding import BUY, EMAIL, SALES, SERVICE, USE, WELCOME


def only_note(board: Board) -> Note:
    (note,) = board.document.all(Note)
    return note


def stuck(board: Board) -> RecordId:
    """Stick a note into the empty cell of the service at the first step."""
    edit = add_note(board.document, BUY, 0, "Ask finance", team_id=SERVICE, right=100.0, down=80.0)
    board.history.perform(edit)
    board.view.refresh()
    return edit.show[0]


def middle_of(board: Board, note_id: RecordId) -> QPoint:
    (box,) = [box for box in board.view.plan.notes if box.note_id == note_id]
    return board.pixel(*box.rect.center)


def test_a_new_note_waits_for_its_words_and_has_none_of_its_own(board: Board) -> None:
    board.view.add_note()

    assert board.view.editor is not None
    assert board.view.editor.toPlainText() == ""
    assert board.view.editor.hasFocus()


def test_what_is_typed_at_once_is_the_note_and_all_of_it_is_one_step(board: Board) -> None:
    records = list(board.document)
    board.view.add_note()

    board.type("Ask finance")
    board.key(Qt.Key.Key_Return)
    text = only_note(board).text
    board.history.undo()

    assert text == "Ask finance"
    assert list(board.document) == records


def test_escape_leaves_no_note_behind(board: Board) -> None:
    board.view.add_note()

    board.key(Qt.Key.Key_Escape)

    assert not board.document.all(Note)
    assert not board.history.undo_name()


def test_a_note_without_a_word_is_no_note(board: Board) -> None:
    board.view.add_note()
    board.type("  ")

    board.key(Qt.Key.Key_Return)

    assert not board.document.all(Note)


def test_a_new_note_hides_no_card_and_is_in_view(board: Board) -> None:
    board.view.add_note()
    board.type("Ask finance")
    board.key(Qt.Key.Key_Return)

    (note,) = board.view.plan.notes
    seen = board.view.visible_rect()
    assert not any(card.rect.meets(note.rect) for card in board.view.plan.cards)
    assert seen.contains(note.rect.x, note.rect.y)
    assert seen.contains(note.rect.right, note.rect.bottom)


def test_a_second_new_note_does_not_hide_the_first(board: Board) -> None:
    for text in ("One", "Two"):
        board.view.select([])
        board.view.add_note()
        board.type(text)
        board.key(Qt.Key.Key_Return)

    one, two = board.view.plan.notes
    assert not one.rect.meets(two.rect)


def test_a_note_for_the_selected_card_stands_below_it_and_stays_with_it_in_other_lanes(board: Board) -> None:
    board.view.select([WELCOME])
    board.view.add_note()
    board.type("Which paper?")
    board.key(Qt.Key.Key_Return)

    note, (box,), card = only_note(board), board.view.plan.notes, board.view.plan.card(WELCOME)
    assert card is not None
    assert (note.stage_id, note.step, note.team_id, note.channel_id) == (USE, 0, SERVICE, EMAIL)
    assert box.rect.y >= card.rect.bottom
    board.view.set_lanes(LaneKind.CHANNEL)
    (box,), card = board.view.plan.notes, board.view.plan.card(WELCOME)
    assert card is not None
    assert board.view.plan.lanes[card.lane].rect.contains(*box.rect.center)


def test_a_double_click_on_a_note_lets_somebody_write_on_it(board: Board) -> None:
    note_id = stuck(board)
    QTest.mouseDClick(board.view.viewport(), LEFT, pos=middle_of(board, note_id))

    board.type("Ask the bank")
    board.key(Qt.Key.Key_Return)

    assert only_note(board).text == "Ask the bank"


def test_f2_lets_somebody_write_on_the_selected_note(board: Board) -> None:
    board.view.select([stuck(board)])

    board.key(Qt.Key.Key_F2)

    assert board.view.editor is not None
    assert board.view.editor.toPlainText() == "Ask finance"


def test_a_note_is_dragged_to_another_place_in_one_step(board: Board) -> None:
    note_id = stuck(board)
    before = only_note(board)

    board.drag(middle_of(board, note_id), board.cell(USE, 1, SALES))

    after = only_note(board)
    assert (after.stage_id, after.step, after.team_id) == (USE, 1, SALES)
    assert (middle_of(board, note_id) - board.cell(USE, 1, SALES)).manhattanLength() <= 2
    board.history.undo()
    assert only_note(board) == before


def test_escape_puts_a_note_back_that_is_being_dragged(board: Board) -> None:
    note_id = stuck(board)
    before = only_note(board)
    board.carry(middle_of(board, note_id), board.cell(USE, 1, SALES))

    board.key(Qt.Key.Key_Escape)
    board.release(board.cell(USE, 1, SALES))

    assert only_note(board) == before


def test_a_note_from_the_palette_is_written_where_it_was_dropped(board: Board) -> None:
    board.drop(board.cell(USE, 1, SALES), {"new": "note"})

    board.type("Ask finance")
    board.key(Qt.Key.Key_Return)

    note = only_note(board)
    assert (note.text, note.stage_id, note.step, note.team_id) == ("Ask finance", USE, 1, SALES)
