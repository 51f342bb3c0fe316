"""Cards make room for what is held over them, and go back: the map as it would be is seen before anything is edited."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.tools.move import MOST_CARRIED
from cxdesigner.commands.touchpoints import add_touchpoint
from cxdesigner.document.reading import place_in_stage, steps_of
from cxdesigner.document.records import RecordId, Touchpoint
from cxdesigner.storage.codec import encode
from tests.canvas.conftest import LEFT, Board
from tests.onboarding import BUY, MAP, OFFER, SALES, SERVICE, SIGNING, TRAINING, USE, WELCOME

NO_KEYS = Qt.KeyboardModifier.NoModifier
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def pull(board: Board, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
    """Press without keys, then move with keys held."""
    board.press(start)
    for step in range(1, 6):
        move_with(board, start + (end - start) * step / 5, modifiers)


def move_with(board: Board, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
    board.view.hand.follow(at, modifiers)


def let_go(board: Board, at: QPoint, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
    QTest.mouseRelease(board.view.viewport(), LEFT, modifiers, at)


def wait_for_room(board: Board, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: board.view.hand.room.is_open)


def places(board: Board) -> dict[RecordId, tuple[RecordId, int, RecordId | None]]:
    return {card.id: (card.stage_id, card.step, card.team_id) for card in board.document.all(Touchpoint)}


def many(board: Board, count: int) -> list[RecordId]:
    """Add cards to the first lane, five to a cell, and show them."""
    made = []
    for number in range(count):
        edit = add_touchpoint(
            board.document, MAP, title=f"Card {number}", stage_id=BUY, step=number // 5, team_id=SALES
        )
        board.document.apply(edit.change)
        made.append(edit.show[0])
    board.view.refresh()
    return made


def test_the_stack_opens_where_the_card_would_land(board: Board, qtbot: QtBot) -> None:
    before = board.view.plan.card(WELCOME)
    target = board.card(WELCOME) - QPoint(0, 12)

    board.carry(board.card(TRAINING), target)
    wait_for_room(board, qtbot)

    after = board.view.shown_plan.card(WELCOME)
    assert before is not None
    assert after is not None
    assert after.rect.y > before.rect.y + before.rect.height
    assert not board.history.undo_name()
    board.release(target)
    cell = sorted((t for t in board.document.all(Touchpoint) if t.stage_id == USE), key=place_in_stage)
    assert [(card.id, card.step) for card in cell] == [(TRAINING, 0), (WELCOME, 0)]


def test_the_columns_open_where_a_step_would_be_put_in(board: Board, qtbot: QtBot) -> None:
    border = board.cell_rect(USE, 1, SALES)
    columns = len(board.view.plan.columns)

    board.carry(board.card(OFFER), board.pixel(border.x + 3, border.center[1]))
    wait_for_room(board, qtbot)

    assert len(board.view.shown_plan.columns) == columns + 1
    assert steps_of(board.document, USE) == 2
    board.key(Qt.Key.Key_Escape)
    assert len(board.view.plan.columns) == columns


def test_leaving_the_cell_closes_the_gap(board: Board, qtbot: QtBot) -> None:
    plan = board.view.plan
    board.carry(board.card(TRAINING), board.card(WELCOME) - QPoint(0, 12))
    wait_for_room(board, qtbot)

    board.move(board.cell(BUY, 0, SERVICE))

    assert not board.view.hand.room.is_open
    assert board.view.shown_plan == plan
    board.key(Qt.Key.Key_Escape)


def test_the_gap_stays_open_while_the_hand_is_over_it(board: Board, qtbot: QtBot) -> None:
    border = board.cell_rect(USE, 1, SERVICE)
    board.carry(board.card(OFFER), board.pixel(border.x + 3, border.center[1]))
    wait_for_room(board, qtbot)
    ghost = board.view.shown_plan.card(OFFER)
    assert ghost is not None

    inside = board.pixel(*ghost.rect.center)
    board.move(inside)
    still = board.view.hand.room.is_open
    board.release(inside)

    assert still
    assert (board.touchpoint(OFFER).stage_id, board.touchpoint(OFFER).step) == (USE, 1)
    assert board.touchpoint(TRAINING).step == 2


def test_a_cell_that_has_grown_stays_below_the_hand_where_another_lane_was(board: Board, qtbot: QtBot) -> None:
    signing = board.view.plan.card(SIGNING)
    assert signing is not None
    board.carry(board.card(OFFER), board.card(SIGNING) + QPoint(0, 8))
    wait_for_room(board, qtbot)
    sales = board.view.shown_plan.lanes[0].rect
    below = board.pixel(signing.rect.center[0], sales.bottom - 20)

    board.move(below)
    words = board.view.hand.hint.text()
    board.release(below)

    assert words.startswith("Move to “Sales”, step 2 of “1 Buy”")
    assert places(board)[OFFER] == (BUY, 1, SALES)
    assert [card.touchpoint_id for card in board.view.plan.cards if card.column == 1] == [SIGNING, OFFER]


def test_alt_let_go_over_the_gap_puts_the_card_above_the_others_again(board: Board, qtbot: QtBot) -> None:
    at = board.card(WELCOME) - QPoint(0, 12)
    pull(board, board.card(TRAINING), at, ALT)
    wait_for_room(board, qtbot)

    let_go(board, at)

    assert [card.touchpoint_id for card in board.view.plan.cards if card.column == 2] == [TRAINING, WELCOME]


def test_escape_while_the_room_is_open_puts_everything_back(board: Board, qtbot: QtBot) -> None:
    plan, encoded = board.view.plan, encode(board.document, "test")
    target = board.card(WELCOME) - QPoint(0, 12)
    board.carry(board.card(TRAINING), target)
    wait_for_room(board, qtbot)

    board.key(Qt.Key.Key_Escape)
    board.release(target)

    assert board.view.plan is plan
    assert encode(board.document, "test") == encoded
    assert all(item.pos().isNull() for item in board.view.scene_of_map.items_by_id.values())
    assert not board.view.scene_of_map.landing.isVisible()
    assert not board.view.hand.hint.isVisible()


def test_what_is_in_the_hand_stays_below_the_pointer_when_the_room_opens(board: Board, qtbot: QtBot) -> None:
    start, target = board.card(TRAINING), board.card(WELCOME) - QPoint(0, 12)
    board.carry(start, target)
    item = board.view.scene_of_map.items_by_id[TRAINING]
    before = item.thing.rect.x + item.pos().x(), item.thing.rect.y + item.pos().y()

    wait_for_room(board, qtbot)

    item = board.view.scene_of_map.items_by_id[TRAINING]
    assert (item.thing.rect.x + item.pos().x(), item.thing.rect.y + item.pos().y()) == pytest.approx(before)
    board.key(Qt.Key.Key_Escape)


def test_with_alt_a_step_is_put_into_this_lane_only(board: Board) -> None:
    border = board.cell_rect(USE, 0, SERVICE)
    at = board.pixel(border.x + 3, border.center[1])
    other = add_touchpoint(board.document, MAP, title="Invoice", stage_id=USE, step=0, team_id=SALES)
    board.history.perform(other)
    board.view.refresh()

    pull(board, board.card(OFFER), at, ALT)
    let_go(board, at, ALT)

    assert places(board) == {
        OFFER: (USE, 0, SERVICE),
        SIGNING: (BUY, 1, SALES),
        WELCOME: (USE, 1, SERVICE),
        TRAINING: (USE, 2, SERVICE),
        other.show[0]: (USE, 0, SALES),
    }


def test_with_alt_a_taken_cell_gives_way_to_the_right(board: Board) -> None:
    encoded, at = encode(board.document, "test"), board.card(WELCOME)

    pull(board, board.card(OFFER), at, ALT)
    let_go(board, at, ALT)
    moved = places(board)
    board.history.undo()

    assert [moved[card] for card in (OFFER, WELCOME, TRAINING)] == [(USE, n, SERVICE) for n in range(3)]
    assert encode(board.document, "test") == encoded


def test_the_keys_may_change_on_the_way_and_what_is_held_at_the_end_counts(board: Board) -> None:
    at = board.card(WELCOME)
    pull(board, board.card(OFFER), at, ALT)

    QTest.keyRelease(board.view, Qt.Key.Key_Alt)
    words = board.view.hand.hint.text()
    let_go(board, at)

    assert words.startswith("Move to “Service”, step 1 of “2 Use”")
    assert places(board)[TRAINING] == (USE, 1, SERVICE)
    assert places(board)[OFFER] == (USE, 0, SERVICE)


def test_a_key_that_is_pressed_while_the_hand_rests_shows_at_once_what_it_means(board: Board) -> None:
    pull(board, board.card(OFFER), board.card(WELCOME))

    QTest.keyPress(board.view, Qt.Key.Key_Alt)

    assert "only" in board.view.hand.hint.text()
    board.key(Qt.Key.Key_Escape)
    assert board.view.hand.hint.text() == ""


@pytest.mark.parametrize("zoom", [0.3, 1.0, 2.5])
def test_thirty_cards_move_together_in_one_step_at_any_zoom(board: Board, zoom: float) -> None:
    cards = many(board, 30)
    encoded = encode(board.document, "test")
    board.view.viewpoint.set_zoom(zoom)
    board.view.select(cards)
    board.view.reveal(cards[0])
    start = board.card(cards[0])
    down = board.cell_rect(BUY, 0, SERVICE)
    board.press(start)
    end = board.pixel(down.center[0], down.y + 20)

    board.move(start + QPoint(20, 20))
    board.move(end)
    board.release(end)
    teams = {board.touchpoint(card).team_id for card in cards}
    board.history.undo()

    assert teams == {SERVICE}
    assert encode(board.document, "test") == encoded


def test_of_very_many_cards_some_are_seen_in_the_hand_and_all_move(board: Board) -> None:
    cards = many(board, 55)
    encoded = encode(board.document, "test")
    board.view.viewpoint.set_zoom(0.3)
    board.view.select(cards)
    start = board.card(cards[0])
    down = board.cell_rect(BUY, 0, SERVICE)

    board.carry(start, board.pixel(down.center[0], down.y + 20))
    lifted, words = board.view.scene_of_map.attention.lifted, board.view.hand.hint.text()
    board.release(board.pixel(down.center[0], down.y + 20))

    assert cards[0] in lifted
    assert len(lifted) == MOST_CARRIED
    assert words.startswith("Move 55 cards to “Service”")
    assert {board.touchpoint(card).team_id for card in cards} == {SERVICE}
    board.history.undo()
    assert encode(board.document, "test") == encoded


def test_in_a_large_map_only_the_cards_of_the_cell_move_aside(board: Board, qtbot: QtBot, monkeypatch) -> None:
    monkeypatch.setattr("cxdesigner.canvas.room.MOST_CARDS", 2)
    plan, target = board.view.plan, board.card(WELCOME) - QPoint(0, 12)

    board.carry(board.card(TRAINING), target)
    wait_for_room(board, qtbot)

    assert board.view.shown_plan is plan
    assert board.view.scene_of_map.items_by_id[WELCOME].pos().y() > 0
    board.key(Qt.Key.Key_Escape)
    assert board.view.scene_of_map.items_by_id[WELCOME].pos().isNull()


def test_a_card_goes_to_the_end_of_its_own_stack_and_back(board: Board) -> None:
    board.history.perform(add_touchpoint(board.document, MAP, title="Thanks", stage_id=BUY, step=0, team_id=SALES))
    board.view.refresh()
    encoded, thanks = encode(board.document, "test"), board.view.plan.cards[1].touchpoint_id
    box = board.view.plan.card(thanks)
    assert box is not None

    board.drag(board.card(OFFER), board.pixel(box.rect.center[0], box.rect.bottom + 10))
    order = [card.touchpoint_id for card in board.view.plan.cards][:2]
    board.history.undo()

    assert order == [thanks, OFFER]
    assert encode(board.document, "test") == encoded


def test_undo_in_the_middle_of_a_drag_ends_it(board: Board, qtbot: QtBot) -> None:
    board.history.perform(add_touchpoint(board.document, MAP, title="Thanks", stage_id=BUY, step=0, team_id=SALES))
    board.view.refresh()
    board.carry(board.card(TRAINING), board.card(WELCOME) - QPoint(0, 12))
    wait_for_room(board, qtbot)

    board.history.undo()
    board.view.refresh()
    board.release(board.card(WELCOME))

    assert not board.view.hand.room.is_open
    assert len(board.view.plan.cards) == 4
    assert not board.history.undo_name()


def test_with_control_and_alt_the_arrows_push_what_is_in_the_way_in_this_lane(board: Board) -> None:
    board.view.select([TRAINING])

    board.key(Qt.Key.Key_Left, CTRL | ALT)

    assert places(board)[TRAINING] == (USE, 0, SERVICE)
    assert places(board)[WELCOME] == (USE, 1, SERVICE)
    board.history.undo()
    assert places(board)[WELCOME] == (USE, 0, SERVICE)


def test_with_control_and_shift_the_arrows_insert_an_empty_step_and_take_it_away(board: Board) -> None:
    before = board.touchpoint(WELCOME)
    board.view.select([WELCOME])

    board.key(Qt.Key.Key_Right, CTRL | Qt.KeyboardModifier.ShiftModifier)
    moved = board.touchpoint(WELCOME).step, board.touchpoint(TRAINING).step
    board.key(Qt.Key.Key_Left, CTRL | Qt.KeyboardModifier.ShiftModifier)

    assert moved == (1, 2)
    assert board.touchpoint(WELCOME) == replace(before)
    assert board.touchpoint(TRAINING).step == 1


def test_a_step_that_holds_something_is_not_taken_away(board: Board) -> None:
    board.view.select([TRAINING])

    board.key(Qt.Key.Key_Left, CTRL | Qt.KeyboardModifier.ShiftModifier)

    assert board.said == ["This step is not empty; move or delete what stands in it first."]
    assert not board.history.undo_name()


def test_a_card_in_the_hand_stays_below_the_pointer_when_the_wheel_scrolls(board: Board) -> None:
    board.view.viewpoint.set_zoom(2.5)
    board.view.reveal(OFFER)
    board.carry(board.card(OFFER), board.card(OFFER) + QPoint(30, 20))
    before = board.view.scene_of_map.items_by_id[OFFER].pos().x()
    scrolled = board.view.horizontalScrollBar().value()

    board.view.horizontalScrollBar().setValue(scrolled + 80)

    moved = board.view.scene_of_map.items_by_id[OFFER].pos().x() - before
    scale = board.view.viewpoint.scale
    assert moved * scale == pytest.approx(board.view.horizontalScrollBar().value() - scrolled, abs=1)
    board.key(Qt.Key.Key_Escape)


def test_the_map_scrolls_faster_the_nearer_to_the_edge_something_is_held(board: Board) -> None:
    right, middle = board.view.viewport().width(), 300

    pulls = [board.view.viewpoint.edge_pull(QPoint(right - near, middle)).x() for near in (50, 30, 15, 2, -20)]

    assert pulls[0] == 0
    assert pulls == sorted(pulls)
    assert len(set(pulls)) == len(pulls)


def test_the_menu_bar_does_not_take_alt_while_a_card_is_in_the_hand(board: Board) -> None:
    def is_taken() -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Alt, ALT)
        event.setAccepted(False)
        QApplication.sendEvent(board.view, event)
        return event.isAccepted()

    board.carry(board.card(OFFER), board.card(WELCOME))
    while_carried = is_taken()
    board.key(Qt.Key.Key_Escape)

    assert while_carried
    assert not is_taken()


def test_control_a_selects_the_cards_of_the_selected_heading_and_then_all(board: Board) -> None:
    board.view.select([BUY])

    board.key(Qt.Key.Key_A, CTRL)
    first = board.view.selection
    board.key(Qt.Key.Key_A, CTRL)

    assert first == (OFFER, SIGNING)
    assert set(board.view.selection) == {OFFER, SIGNING, WELCOME, TRAINING}
