"""Links drawn with the keys: while the tool is on, everybody sees it, and Enter ends the link."""

from __future__ import annotations

from PySide6.QtCore import Qt

from cxdesigner.canvas.hand import FROM_WHERE, TO_WHERE
from cxdesigner.document.records import Link, RecordId
from tests.canvas.conftest import Board
from tests.onboarding import OFFER, SIGNING, TRAINING, WELCOME


def links_of(board: Board) -> set[tuple[RecordId, RecordId]]:
    return {(link.source_id, link.target_id) for link in board.document.all(Link)}


def test_the_key_l_says_what_to_do_next_and_marks_where_the_link_begins(board: Board) -> None:
    board.click(board.card(OFFER))

    board.key(Qt.Key.Key_L)
    board.key(Qt.Key.Key_Right)

    assert board.view.hand.hint.text() == TO_WHERE
    assert board.view.hand.hint.isVisible()
    assert board.view.scene_of_map.items_by_id[OFFER].look.is_selected
    assert board.view.viewport().cursor().shape() == Qt.CursorShape.CrossCursor


def test_enter_links_to_the_card_that_somebody_walked_to_and_adds_none(board: Board) -> None:
    board.click(board.card(OFFER))
    titles = board.titles()

    board.key(Qt.Key.Key_L)
    board.key(Qt.Key.Key_Right)
    board.key(Qt.Key.Key_Right)
    board.key(Qt.Key.Key_Return)

    assert board.view.selection == (WELCOME,)
    assert (OFFER, WELCOME) in links_of(board)
    assert board.titles() == titles


def test_when_the_link_is_made_the_hint_is_gone_and_the_hand_selects_again(board: Board) -> None:
    board.click(board.card(OFFER))
    board.key(Qt.Key.Key_L)

    board.click(board.card(TRAINING))

    assert (OFFER, TRAINING) in links_of(board)
    assert board.view.hand.tool_name == "select"
    assert not board.view.hand.hint.isVisible()
    assert board.view.scene_of_map.attention.source is None


def test_escape_ends_the_link_tool_and_changes_nothing(board: Board) -> None:
    board.click(board.card(OFFER))
    board.key(Qt.Key.Key_L)

    board.key(Qt.Key.Key_Escape)

    assert board.view.hand.tool_name == "select"
    assert not board.view.hand.hint.isVisible()
    assert board.view.selection == (OFFER,)
    assert not board.history.undo_name()


def test_without_a_selected_card_the_link_tool_asks_where_to_begin_and_enter_begins_there(board: Board) -> None:
    board.key(Qt.Key.Key_L)
    asked = board.view.hand.hint.text()

    board.click(board.card(SIGNING))

    assert asked == FROM_WHERE
    assert board.view.hand.link_source == SIGNING
    assert board.view.hand.hint.text() == TO_WHERE


def test_a_link_whose_beginning_is_undone_is_not_drawn_on(board: Board) -> None:
    board.click(board.card(OFFER))
    board.key(Qt.Key.Key_Return)
    board.type("Reminder")
    board.key(Qt.Key.Key_Return)
    board.key(Qt.Key.Key_L)

    board.history.undo()
    board.view.refresh()

    assert board.view.hand.tool_name == "select"
    assert not board.view.hand.hint.isVisible()
