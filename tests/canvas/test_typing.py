"""Titles typed in place, and cards that begin with a title."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest

from cxdesigner.document import limits
from cxdesigner.document.records import Link
from tests.canvas.conftest import LEFT, Board
from tests.onboarding import BUY, OFFER, SALES, SERVICE, SIGNING, TRAINING, WELCOME


def _double_click(board: Board, at: QPoint) -> None:
    QTest.mouseDClick(board.view.viewport(), LEFT, pos=at)


def test_a_double_click_opens_the_title_and_enter_keeps_what_was_typed(board: Board) -> None:
    _double_click(board, board.card(OFFER))

    board.type("Written offer")
    board.key(Qt.Key.Key_Return)

    assert board.touchpoint(OFFER).title == "Written offer"
    assert board.view.editor is None


def test_f2_opens_the_title_of_the_selected_card(board: Board) -> None:
    board.click(board.card(OFFER))

    board.key(Qt.Key.Key_F2)

    assert board.view.editor is not None
    assert board.view.editor.toPlainText() == "Offer"


def test_escape_forgets_what_was_typed(board: Board) -> None:
    _double_click(board, board.card(OFFER))
    board.type("Something else")

    board.key(Qt.Key.Key_Escape)

    assert board.touchpoint(OFFER).title == "Offer"
    assert not board.history.undo_name()


def test_a_click_elsewhere_keeps_what_was_typed(board: Board) -> None:
    _double_click(board, board.card(OFFER))
    board.type("Written offer")

    board.click(board.card(SIGNING))

    assert board.touchpoint(OFFER).title == "Written offer"


def test_a_title_without_a_letter_leaves_the_old_one(board: Board) -> None:
    _double_click(board, board.card(OFFER))
    board.type("   ")

    board.key(Qt.Key.Key_Return)

    assert board.touchpoint(OFFER).title == "Offer"


def test_markup_in_a_title_is_only_text(board: Board) -> None:
    _double_click(board, board.card(OFFER))

    board.type("<b>Offer</b> & more")
    board.key(Qt.Key.Key_Return)

    assert board.touchpoint(OFFER).title == "<b>Offer</b> & more"


def test_the_heading_of_a_stage_is_renamed_in_place(board: Board) -> None:
    at = board.view.stage_strip.spot_of(BUY).rect.center().toPoint()
    QTest.mouseDClick(board.view.stage_strip, LEFT, pos=at)

    board.type("Purchase")
    board.key(Qt.Key.Key_Return)

    assert board.document.stage(BUY).title == "Purchase"


def test_the_heading_of_a_lane_is_renamed_in_place(board: Board) -> None:
    at = board.view.lane_strip.spot_of(SALES).rect.center().toPoint()
    QTest.mouseDClick(board.view.lane_strip, LEFT, pos=at)

    board.type("Field sales")
    board.key(Qt.Key.Key_Return)

    assert board.document.title_of(SALES) == "Field sales"


def test_a_double_click_on_an_empty_cell_makes_a_card_there_in_one_step(board: Board) -> None:
    records = list(board.document)
    _double_click(board, board.cell(BUY, 0, SERVICE))
    board.type("Greeting")
    board.key(Qt.Key.Key_Return)

    made = next(card for card in board.view.plan.cards if board.touchpoint(card.touchpoint_id).title == "Greeting")
    touchpoint = board.touchpoint(made.touchpoint_id)
    board.history.undo()

    assert (touchpoint.stage_id, touchpoint.step, touchpoint.team_id) == (BUY, 0, SERVICE)
    assert list(board.document) == records


def test_escape_takes_a_card_back_that_was_just_made(board: Board) -> None:
    records = list(board.document)
    _double_click(board, board.cell(BUY, 0, SERVICE))

    board.key(Qt.Key.Key_Escape)

    assert list(board.document) == records
    assert not board.history.undo_name()


def test_enter_makes_a_card_after_the_selected_one_in_the_same_lane(board: Board) -> None:
    board.click(board.card(OFFER))

    board.key(Qt.Key.Key_Return)
    board.type("Reminder")
    board.key(Qt.Key.Key_Return)

    made = board.touchpoint(board.view.selection[0])
    assert (made.title, made.team_id, made.step) == ("Reminder", SALES, 1)
    assert (OFFER, made.id) in {(link.source_id, link.target_id) for link in board.document.all(Link)}


def test_delete_removes_what_is_selected_with_its_links(board: Board) -> None:
    board.click(board.card(WELCOME))

    board.key(Qt.Key.Key_Delete)

    assert WELCOME not in board.document
    assert len(board.document.all(Link)) == 1
    board.history.undo()
    assert len(board.document.all(Link)) == 3


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        (OFFER, Qt.Key.Key_Right, SIGNING),
        (SIGNING, Qt.Key.Key_Left, OFFER),
        (WELCOME, Qt.Key.Key_Right, TRAINING),
        (TRAINING, Qt.Key.Key_Left, WELCOME),
    ],
)
def test_the_arrows_walk_from_card_to_card(board: Board, start: str, key: Qt.Key, end: str) -> None:
    board.view.select([start])

    board.key(key)

    assert board.view.selection == (end,)


def test_an_arrow_without_a_selection_begins_at_the_first_card(board: Board) -> None:
    board.key(Qt.Key.Key_Right)

    assert board.view.selection == (OFFER,)


def test_ctrl_a_selects_all_cards(board: Board) -> None:
    board.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    assert set(board.view.selection) == {OFFER, SIGNING, WELCOME, TRAINING}


@pytest.mark.window
def test_in_a_real_window_a_title_is_typed_with_real_keys(board: Board, qtbot) -> None:
    _double_click(board, board.card(OFFER))
    qtbot.waitUntil(lambda: board.view.editor is not None and board.view.editor.hasFocus())

    board.type("Written offer")
    board.key(Qt.Key.Key_Return)

    assert board.touchpoint(OFFER).title == "Written offer"


def test_a_pasted_book_is_cut_to_what_a_title_holds(board: Board) -> None:
    board.view.edit_title(OFFER)
    data = QMimeData()
    data.setText("word " * 200_000)
    assert board.view.editor is not None

    board.view.editor.insertFromMimeData(data)

    assert len(board.view.editor.toPlainText()) <= limits.TITLE_CHARACTERS
