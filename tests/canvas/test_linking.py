"""Links drawn with the keys: while the tool is on, everybody sees it, and Enter ends the link."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from cxdesigner.canvas.hand import FROM_WHERE, HANG, TO_WHERE
from cxdesigner.commands import links
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


def the_link(board: Board, source: RecordId, target: RecordId) -> RecordId:
    return next(it.id for it in board.document.all(Link) if (it.source_id, it.target_id) == (source, target))


def test_the_end_of_a_selected_link_is_hung_on_the_card_that_somebody_walks_to(board: Board) -> None:
    link_id = the_link(board, OFFER, SIGNING)
    before = len(board.document.all(Link))
    board.view.select([link_id])

    board.key(Qt.Key.Key_L)
    assert board.view.hand.hint.text() == HANG[0]
    board.key(Qt.Key.Key_Right)
    board.key(Qt.Key.Key_Return)

    link = board.document.get(Link, link_id)
    assert (link.source_id, link.target_id) == (OFFER, WELCOME)
    assert len(board.document.all(Link)) == before
    assert board.view.hand.tool_name == "select"


def test_where_a_selected_link_begins_is_hung_on_another_card_with_shift(board: Board) -> None:
    link_id = the_link(board, OFFER, SIGNING)
    board.view.select([link_id])

    board.key(Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert board.view.hand.hint.text() == HANG[1]
    board.click(board.card(TRAINING))

    link = board.document.get(Link, link_id)
    assert (link.source_id, link.target_id) == (TRAINING, SIGNING)


def test_escape_leaves_a_link_as_it_was_when_its_end_was_in_the_hand(board: Board) -> None:
    link_id = the_link(board, OFFER, SIGNING)
    before = board.document.get(Link, link_id)
    board.view.select([link_id])
    board.key(Qt.Key.Key_L)
    board.key(Qt.Key.Key_Right)

    board.key(Qt.Key.Key_Escape)

    assert board.document.get(Link, link_id) == before
    assert board.view.hand.tool_name == "select"


def test_a_link_that_is_undone_while_its_end_is_in_the_hand_is_hung_nowhere(board: Board) -> None:
    board.view.do(partial(links.add_link, board.document, OFFER, TRAINING))
    board.view.select([the_link(board, OFFER, TRAINING)])
    board.key(Qt.Key.Key_L)

    board.history.undo()
    board.click(board.card(WELCOME))

    assert board.view.hand.tool_name == "select"
    assert board.view.selection == (WELCOME,)
