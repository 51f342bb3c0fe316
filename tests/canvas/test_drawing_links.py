"""Links drawn with the hand: from any edge, to a card or to where a new one comes, with the condition typed at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from cxdesigner.document.records import Link, LinkKind, RecordId, Touchpoint
from cxdesigner.storage.codec import encode
from tests.canvas.conftest import LEFT, Board
from tests.onboarding import BUY, OFFER, SERVICE, SIGNING, TRAINING, USE, WELCOME

L1, L2 = RecordId("l1"), RecordId("l2")


def links(board: Board) -> set[tuple[RecordId, RecordId]]:
    return {(link.source_id, link.target_id) for link in board.document.all(Link)}


def edge(board: Board, card_id: RecordId, across: float, down: float) -> QPoint:
    """Return a point on the edge of a card: shares of its width and height."""
    card = board.view.plan.card(card_id)
    assert card is not None
    return board.pixel(card.rect.x + across * card.rect.width, card.rect.y + down * card.rect.height)


@pytest.mark.parametrize("at", [(0.0, 0.3), (1.0, 0.2), (0.3, 0.0), (0.6, 1.0)])
@pytest.mark.parametrize("zoom", [0.3, 1.0, 2.5])
def test_a_link_is_drawn_from_any_edge_of_a_card_at_any_zoom(
    board: Board, at: tuple[float, float], zoom: float
) -> None:
    board.view.viewpoint.set_zoom(zoom)
    board.view.reveal(TRAINING)
    board.view.select([WELCOME])
    board.view.reveal(WELCOME)
    encoded = encode(board.document, "test")
    start = edge(board, WELCOME, *at)

    board.press(start)
    board.move(start + QPoint(20, 20))
    board.view.reveal(SIGNING)
    board.move(board.card(SIGNING))
    board.release(board.card(SIGNING))
    board.view.finish_editing()

    assert (WELCOME, SIGNING) in links(board)
    board.history.undo()
    assert encode(board.document, "test") == encoded


@pytest.mark.parametrize("zoom", [0.3, 1.0, 2.5])
def test_the_body_of_a_card_is_there_to_be_dragged_at_any_zoom(board: Board, zoom: float) -> None:
    board.view.viewpoint.set_zoom(zoom)
    board.view.select([WELCOME])
    board.view.reveal(WELCOME)

    for down in (0.2, 0.5, 0.8):
        board.move(edge(board, WELCOME, 0.5, down))
        assert board.view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor


def test_the_pointer_is_a_cross_over_the_edge_of_the_card_below_it(board: Board) -> None:
    board.move(board.card(OFFER))

    board.move(edge(board, OFFER, 0.5, 1.0) + QPoint(0, 4))

    assert board.view.viewport().cursor().shape() == Qt.CursorShape.CrossCursor
    assert board.view.scene_of_map.attention.hovered == OFFER


def test_a_link_is_drawn_out_of_a_card_that_nobody_has_selected(board: Board) -> None:
    board.move(board.card(TRAINING))
    start = edge(board, TRAINING, 1.0, 0.5)
    board.move(start)

    board.drag(start, board.card(SIGNING))
    board.view.finish_editing()

    assert (TRAINING, SIGNING) in links(board)


def test_a_link_dropped_on_empty_ground_makes_a_card_there_in_one_step(board: Board) -> None:
    encoded = encode(board.document, "test")
    board.click(board.card(OFFER))

    board.drag(edge(board, OFFER, 1.0, 0.5), board.cell(BUY, 1, SERVICE))
    board.type("Reminder")
    board.key(Qt.Key.Key_Return)

    made = board.document.all(Touchpoint)[-1]
    assert (made.title, made.stage_id, made.step, made.team_id) == ("Reminder", BUY, 1, SERVICE)
    assert (OFFER, made.id) in links(board)
    board.history.undo()
    assert encode(board.document, "test") == encoded


def test_a_card_at_the_end_of_a_second_link_asks_for_its_title_and_then_when(board: Board) -> None:
    encoded = encode(board.document, "test")
    board.click(board.card(OFFER))

    board.drag(edge(board, OFFER, 1.0, 0.5), board.cell(BUY, 1, SERVICE))
    board.type("Reminder")
    board.key(Qt.Key.Key_Return)
    board.type("if they hesitate")
    board.key(Qt.Key.Key_Return)

    made = board.document.all(Touchpoint)[-1]
    (link,) = [link for link in board.document.all(Link) if link.target_id == made.id]
    assert (made.title, link.condition, link.kind) == ("Reminder", "if they hesitate", LinkKind.BRANCH)
    assert board.view.selection == (made.id,)
    board.history.undo()
    assert encode(board.document, "test") == encoded
    assert not board.history.undo_name()


def test_a_click_elsewhere_keeps_the_title_and_asks_nothing_more(board: Board) -> None:
    board.click(board.card(OFFER))
    board.drag(edge(board, OFFER, 1.0, 0.5), board.cell(BUY, 1, SERVICE))
    board.type("Reminder")

    board.click(board.card(TRAINING))

    assert board.document.all(Touchpoint)[-1].title == "Reminder"
    assert board.view.editor is None


def test_a_card_at_the_end_of_a_link_that_gets_no_title_is_gone_with_the_link(board: Board) -> None:
    encoded = encode(board.document, "test")
    board.click(board.card(OFFER))
    board.drag(edge(board, OFFER, 1.0, 0.5), board.cell(BUY, 1, SERVICE))

    board.key(Qt.Key.Key_Escape)

    assert encode(board.document, "test") == encoded
    assert not board.history.undo_name()


def test_escape_while_a_link_is_drawn_leaves_none(board: Board) -> None:
    encoded = encode(board.document, "test")
    board.click(board.card(OFFER))
    board.carry(edge(board, OFFER, 1.0, 0.5), board.card(TRAINING))

    board.key(Qt.Key.Key_Escape)
    board.release(board.card(TRAINING))

    assert encode(board.document, "test") == encoded
    assert not board.view.scene_of_map.band.isVisible()
    assert board.view.hand.hint.text() == ""


def test_a_second_link_out_of_a_card_asks_when_and_is_one_step_with_its_condition(board: Board) -> None:
    encoded = encode(board.document, "test")
    board.click(board.card(OFFER))

    board.drag(edge(board, OFFER, 1.0, 0.5), board.card(TRAINING))
    board.type("if they decline")
    board.key(Qt.Key.Key_Return)

    (made,) = [link for link in board.document.all(Link) if link.target_id == TRAINING and link.source_id == OFFER]
    assert (made.condition, made.kind) == ("if they decline", LinkKind.BRANCH)
    board.history.undo()
    assert encode(board.document, "test") == encoded
    assert not board.history.undo_name()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_a_link_needs_no_condition(board: Board, key: Qt.Key) -> None:
    board.click(board.card(OFFER))
    board.drag(edge(board, OFFER, 1.0, 0.5), board.card(TRAINING))

    board.key(key)

    (made,) = [link for link in board.document.all(Link) if link.target_id == TRAINING and link.source_id == OFFER]
    assert (made.condition, made.kind) == ("", LinkKind.NEXT)
    assert board.view.editor is None


def test_a_first_link_out_of_a_card_asks_nothing(board: Board) -> None:
    board.click(board.card(TRAINING))

    board.drag(edge(board, TRAINING, 0.5, 0.0), board.card(OFFER))

    assert (TRAINING, OFFER) in links(board)
    assert board.view.editor is None


def test_f2_on_a_link_types_its_condition_and_makes_it_a_branch(board: Board) -> None:
    encoded = encode(board.document, "test")
    board.view.select([L1])

    board.key(Qt.Key.Key_F2)
    board.type("if they accept")
    board.key(Qt.Key.Key_Return)

    assert (board.document.get(Link, L1).condition, board.document.get(Link, L1).kind) == (
        "if they accept",
        LinkKind.BRANCH,
    )
    board.history.undo()
    assert encode(board.document, "test") == encoded


def test_links_that_have_nothing_to_do_with_the_selected_card_stand_back(board: Board) -> None:
    items = board.view.scene_of_map.items_by_id

    board.click(board.card(OFFER))

    assert (items[L1].look.is_strong, items[L1].look.is_quiet) == (True, False)
    assert (items[L2].look.is_strong, items[L2].look.is_quiet) == (False, True)
    board.view.select([])
    assert not items[L2].look.is_quiet


# -- hanging an end elsewhere --------------------------------------------------------------------------------------------


def grip(board: Board, link_id: RecordId, end: int) -> QPoint:
    (path,) = [path for path in board.view.plan.links if path.link_id == link_id]
    return board.pixel(*path.points[end])


@pytest.mark.parametrize(("end", "ends"), [(-1, (OFFER, TRAINING)), (0, (TRAINING, SIGNING))])
def test_an_end_of_a_selected_link_is_dragged_to_another_card_in_one_step(
    board: Board, end: int, ends: tuple[RecordId, RecordId]
) -> None:
    encoded = encode(board.document, "test")
    board.view.select([L1])

    board.drag(grip(board, L1, end), board.card(TRAINING))

    link = board.document.get(Link, L1)
    assert (link.source_id, link.target_id) == ends
    assert board.view.selection == (L1,)
    board.history.undo()
    assert encode(board.document, "test") == encoded


def test_an_end_let_go_over_empty_ground_or_with_escape_stays(board: Board) -> None:
    encoded = encode(board.document, "test")
    board.view.select([L1])

    board.drag(grip(board, L1, -1), board.cell(BUY, 0, SERVICE))
    board.carry(grip(board, L1, -1), board.card(TRAINING))
    board.key(Qt.Key.Key_Escape)
    board.release(board.card(TRAINING))

    assert encode(board.document, "test") == encoded
    assert board.view.scene_of_map.attention.lifted == frozenset()


def test_an_end_hung_on_the_other_end_is_refused_in_a_sentence(board: Board) -> None:
    board.view.select([L1])

    board.drag(grip(board, L1, -1), board.card(OFFER))

    assert board.said == ["A card cannot lead to itself."]


def test_an_end_that_would_double_a_link_is_refused_in_a_sentence(board: Board) -> None:
    board.click(board.card(OFFER))
    board.drag(edge(board, OFFER, 1.0, 0.5), board.card(TRAINING))
    board.key(Qt.Key.Key_Escape)
    board.view.select([L1])

    board.drag(grip(board, L1, -1), board.card(TRAINING))

    assert board.said == ["These two cards are linked in this way already."]


def test_delete_removes_the_selected_link_only(board: Board) -> None:
    encoded = encode(board.document, "test")
    board.view.select([L1])

    board.key(Qt.Key.Key_Delete)

    assert (OFFER, SIGNING) not in links(board)
    assert len(board.document.all(Touchpoint)) == 4
    board.history.undo()
    assert encode(board.document, "test") == encoded


# -- from the palette and into cells -------------------------------------------------------------------------------------


def test_a_tile_dropped_on_the_map_and_its_title_are_one_step(board: Board) -> None:
    encoded = encode(board.document, "test")

    board.drop(board.cell(USE, 1, SERVICE), {"new": "touchpoint", "channel": "Chat"})
    board.type("Ask")
    board.key(Qt.Key.Key_Return)
    titles = board.titles()
    board.history.undo()

    assert "Ask" in titles
    assert encode(board.document, "test") == encoded
    assert not board.history.undo_name()


def test_a_double_clicked_cell_and_the_title_are_one_step(board: Board) -> None:
    encoded = encode(board.document, "test")

    QTest.mouseDClick(board.view.viewport(), LEFT, pos=board.cell(BUY, 0, SERVICE))
    board.type("Ask")
    board.key(Qt.Key.Key_Return)
    board.history.undo()

    assert encode(board.document, "test") == encoded
    assert not board.history.undo_name()
