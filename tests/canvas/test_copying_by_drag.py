"""Ctrl leaves cards and notes where they are and puts copies down."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxdesigner.commands.notes import add_note
from cxdesigner.document.records import Link, Note, Touchpoint
from cxdesigner.storage.codec import encode
from tests.canvas.conftest import LEFT, Board
from tests.onboarding import BUY, OFFER, SALES, SERVICE, SIGNING, USE, WELCOME

CTRL = Qt.KeyboardModifier.ControlModifier
NO_KEYS = Qt.KeyboardModifier.NoModifier


def drag_with(board: Board, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    carry_with(board, start, end, modifiers)
    QTest.mouseRelease(board.view.viewport(), LEFT, modifiers, end)


def carry_with(board: Board, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    QTest.mousePress(board.view.viewport(), LEFT, modifiers, start)
    for step in range(1, 6):
        board.view.hand.follow(start + (end - start) * step / 5, modifiers)


def test_dragging_with_control_puts_a_copy_down_and_leaves_the_card(board: Board) -> None:
    before, encoded = board.touchpoint(OFFER), encode(board.document, "test")

    drag_with(board, board.card(OFFER), board.cell(BUY, 0, SERVICE))

    (copy_id,) = board.view.selection
    assert board.touchpoint(OFFER) == before
    assert board.touchpoint(copy_id) == replace(
        before, id=copy_id, team_id=SERVICE, order=board.touchpoint(copy_id).order
    )
    board.history.undo()
    assert encode(board.document, "test") == encoded
    assert not board.history.undo_name()


def test_links_among_copied_cards_come_along_and_the_copies_are_selected(board: Board) -> None:
    board.view.select([OFFER, SIGNING])

    drag_with(board, board.card(OFFER), board.cell(BUY, 0, SERVICE))

    copies = set(board.view.selection)
    assert len(copies) == 2
    assert not copies & {OFFER, SIGNING}
    assert [link for link in board.document.all(Link) if {link.source_id, link.target_id} == copies]
    assert {board.touchpoint(copy).team_id for copy in copies} == {SERVICE}


def test_a_copy_goes_between_the_cards_of_a_cell(board: Board) -> None:
    box = board.view.plan.card(WELCOME)
    assert box is not None

    drag_with(board, board.card(OFFER), board.pixel(box.rect.center[0], box.rect.y + 10))

    (copy_id,) = board.view.selection
    at_step = [card.touchpoint_id for card in board.view.plan.cards if card.column == 2]
    assert at_step == [copy_id, WELCOME]


def test_a_copy_with_control_and_alt_pushes_the_lane_to_the_right(board: Board) -> None:
    keys = CTRL | Qt.KeyboardModifier.AltModifier

    drag_with(board, board.card(OFFER), board.card(WELCOME), keys)

    assert board.touchpoint(board.view.selection[0]).step == 0
    assert board.touchpoint(WELCOME).step == 1


def test_the_pointer_shows_a_plus_while_control_is_held_and_none_without(board: Board) -> None:
    carry_with(board, board.card(OFFER), board.cell(BUY, 0, SERVICE))
    shape, lifted = board.view.viewport().cursor().shape(), board.view.scene_of_map.attention.lifted

    QTest.keyRelease(board.view, Qt.Key.Key_Control)
    later, taken = board.view.viewport().cursor().shape(), board.view.scene_of_map.attention.lifted
    board.key(Qt.Key.Key_Escape)

    assert (shape, lifted) == (Qt.CursorShape.DragCopyCursor, frozenset())
    assert (later, taken) == (Qt.CursorShape.ClosedHandCursor, frozenset({OFFER}))


def test_control_let_go_before_the_drop_moves_the_card(board: Board) -> None:
    end = board.cell(BUY, 0, SERVICE)
    carry_with(board, board.card(OFFER), end)

    QTest.mouseRelease(board.view.viewport(), LEFT, NO_KEYS, end)

    assert board.touchpoint(OFFER).team_id == SERVICE
    assert len(board.document.all(Touchpoint)) == 4


def test_escape_leaves_no_copy_and_no_picture_of_one(board: Board, qtbot: QtBot) -> None:
    encoded = encode(board.document, "test")
    carry_with(board, board.card(OFFER), board.card(WELCOME))
    qtbot.waitUntil(lambda: board.view.hand.room.is_open)
    carried = board.view.hand.carried.isVisible()

    board.key(Qt.Key.Key_Escape)
    QTest.mouseRelease(board.view.viewport(), LEFT, CTRL, board.card(WELCOME))

    assert carried
    assert not board.view.hand.carried.isVisible()
    assert encode(board.document, "test") == encoded


def test_a_click_with_control_still_takes_a_card_out_of_the_selection(board: Board) -> None:
    board.view.select([OFFER, SIGNING])

    board.click(board.card(OFFER), CTRL)

    assert board.view.selection == (SIGNING,)


def test_a_note_is_copied_with_control(board: Board) -> None:
    edit = add_note(board.document, BUY, 0, "Ask finance", team_id=SERVICE, right=100.0, down=80.0)
    board.history.perform(edit)
    board.view.refresh()
    encoded = encode(board.document, "test")

    drag_with(board, board.pixel(*board.view.plan.notes[0].rect.center), board.cell(USE, 1, SALES))

    one, other = board.document.all(Note)
    assert (one.stage_id, other.stage_id, other.team_id, other.text) == (BUY, USE, SALES, "Ask finance")
    board.history.undo()
    assert encode(board.document, "test") == encoded


def test_a_note_that_is_selected_with_a_card_goes_where_the_card_goes(board: Board) -> None:
    note_id = add_note(board.document, BUY, 0, "Ask finance", team_id=SALES, right=500.0, down=80.0)
    board.history.perform(note_id)
    board.view.refresh()
    encoded = encode(board.document, "test")
    board.view.select([OFFER, *note_id.show])

    board.drag(board.card(OFFER), board.cell(USE, 1, SERVICE))

    (note,) = board.document.all(Note)
    assert (note.stage_id, note.step, note.team_id, note.right) == (USE, 1, SERVICE, 500.0)
    assert set(board.view.selection) == {OFFER, note.id}
    board.history.undo()
    assert encode(board.document, "test") == encoded


def test_a_note_that_is_selected_with_a_card_is_copied_with_it(board: Board) -> None:
    made = add_note(board.document, BUY, 0, "Ask finance", team_id=SALES, right=500.0, down=80.0)
    board.history.perform(made)
    board.view.refresh()
    encoded = encode(board.document, "test")
    board.view.select([OFFER, *made.show])

    drag_with(board, board.card(OFFER), board.cell(USE, 1, SERVICE))

    one, other = board.document.all(Note)
    assert (one.stage_id, one.team_id) == (BUY, SALES)
    assert (other.stage_id, other.step, other.team_id, other.right) == (USE, 1, SERVICE, 500.0)
    board.history.undo()
    assert encode(board.document, "test") == encoded


def test_a_note_lies_on_a_card_when_it_is_put_there(board: Board) -> None:
    edit = add_note(board.document, BUY, 0, "Ask finance", team_id=SERVICE)
    board.history.perform(edit)
    board.view.refresh()

    board.drag(board.pixel(*board.view.plan.notes[0].rect.center), board.card(OFFER))

    card = board.view.plan.card(OFFER)
    assert card is not None
    assert board.view.plan.notes[0].rect.meets(card.rect)
