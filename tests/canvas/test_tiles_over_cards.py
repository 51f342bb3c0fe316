"""Tiles of channels over the map: cards make room for them as for a card in the hand, and go back when they leave."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragLeaveEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.drops import EXPAND_FIRST, MIME_TYPE
from cxdesigner.commands.shapes import collapse_stages
from cxdesigner.commands.touchpoints import add_touchpoint
from cxdesigner.document.records import LaneKind, RecordId, Touchpoint
from cxdesigner.storage.codec import encode
from tests.canvas.conftest import Board
from tests.onboarding import BUY, EMAIL, MAP, OFFER, PHONE, SALES, SERVICE, SIGNING, TRAINING, USE, WELCOME

NO_KEYS, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
TILE = {"new": "touchpoint", "channel_id": PHONE}


def tile() -> QMimeData:
    data = QMimeData()
    data.setData(MIME_TYPE, json.dumps(TILE).encode())
    return data


def hold(board: Board, at: QPoint, modifiers: Qt.KeyboardModifier = NO_KEYS) -> bool:
    return board.view.hold_over(tile(), QPointF(at), modifiers)


def let_go(board: Board, at: QPoint, modifiers: Qt.KeyboardModifier = NO_KEYS, title: str = "Call") -> Touchpoint:
    """Drop the tile, type a title, and return the new card."""
    known = set(board.document.all(Touchpoint))
    board.view.take(tile(), QPointF(at), modifiers)
    board.type(title)
    board.key(Qt.Key.Key_Return)
    (new,) = [card for card in board.document.all(Touchpoint) if card.id not in {one.id for one in known}]
    return new


def leave(board: Board) -> None:
    QApplication.sendEvent(board.view.viewport(), QDragLeaveEvent())


def wait_for_room(board: Board, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: board.view.hand.room.is_open)


def border(board: Board, column: int, card_id: RecordId) -> QPoint:
    """Return the border at the left of a column, at the height of a card."""
    card = board.view.plan.card(card_id)
    assert card is not None
    return board.pixel(board.view.plan.columns[column].rect.x + 3, card.rect.center[1])


def steps(board: Board) -> dict[RecordId, int]:
    return {card.id: card.step for card in board.document.all(Touchpoint)}


def test_between_two_columns_the_map_opens_and_a_drop_makes_a_step_in_all_lanes(board: Board, qtbot: QtBot) -> None:
    encoded, columns = encode(board.document, "test"), len(board.view.plan.columns)
    at = border(board, 1, OFFER)

    assert hold(board, at)
    wait_for_room(board, qtbot)
    opened, words = len(board.view.shown_plan.columns), board.view.hand.hint.text()
    new = let_go(board, at)

    assert opened == columns + 1
    assert words.startswith("Add to a new step, in all lanes · Alt: new step in this lane only")
    assert (new.stage_id, new.step, new.team_id, new.channel_id) == (BUY, 1, SALES, PHONE)
    assert steps(board)[SIGNING] == 2
    assert not board.view.hand.room.is_open
    board.history.undo()
    assert encode(board.document, "test") == encoded


def test_with_alt_the_new_step_is_in_this_lane_only(board: Board) -> None:
    board.history.perform(add_touchpoint(board.document, MAP, title="Invoice", stage_id=BUY, step=1, team_id=SERVICE))
    board.view.refresh()
    invoice = next(card.id for card in board.document.all(Touchpoint) if card.title == "Invoice")
    at = border(board, 1, OFFER)

    hold(board, at, ALT)
    words = board.view.hand.hint.text()
    new = let_go(board, at, ALT)

    assert words.startswith("Add to a new step in “Sales” only")
    assert (new.step, steps(board)[SIGNING], steps(board)[invoice]) == (1, 2, 1)


def test_with_alt_a_taken_cell_gives_way_to_the_right(board: Board) -> None:
    at = board.card(WELCOME)

    hold(board, at, ALT)
    new = let_go(board, at, ALT)

    assert (new.stage_id, new.step, new.team_id) == (USE, 0, SERVICE)
    assert (steps(board)[WELCOME], steps(board)[TRAINING]) == (1, 2)


def test_keys_may_change_while_the_tile_is_held(board: Board) -> None:
    at = board.card(WELCOME)
    said = []

    for modifiers in (NO_KEYS, ALT, NO_KEYS):
        hold(board, at, modifiers)
        said.append(board.view.hand.hint.text().split(" · ")[0])

    assert said == [
        "Add to “Service”, step 1 of “2 Use”",
        "Add to a new step in “Service” only",
        "Add to “Service”, step 1 of “2 Use”",
    ]
    leave(board)


@pytest.mark.parametrize(("down", "is_above"), [(-12, True), (12, False)])
def test_in_a_stack_the_new_card_stands_where_the_gap_was(
    board: Board, qtbot: QtBot, down: int, is_above: bool
) -> None:
    encoded, at = encode(board.document, "test"), board.card(WELCOME) + QPoint(0, down)

    hold(board, at)
    wait_for_room(board, qtbot)
    new = let_go(board, at)

    order = [card.touchpoint_id for card in board.view.plan.cards if card.column == 2]
    assert order == ([new.id, WELCOME] if is_above else [WELCOME, new.id])
    board.history.undo()
    assert encode(board.document, "test") == encoded


def test_when_the_tile_leaves_the_cards_go_back_and_nothing_has_changed(board: Board, qtbot: QtBot) -> None:
    plan, encoded = board.view.plan, encode(board.document, "test")
    hold(board, board.card(WELCOME) - QPoint(0, 12))
    wait_for_room(board, qtbot)

    leave(board)

    assert board.view.shown_plan is plan
    assert not board.view.scene_of_map.landing.isVisible()
    assert board.view.hand.hint.text() == ""
    assert encode(board.document, "test") == encoded


def test_the_bar_at_the_selected_card_makes_way_for_the_tile_and_comes_back(board: Board, qtbot: QtBot) -> None:
    board.click(board.card(WELCOME))
    bar = board.view.card_bar
    qtbot.waitUntil(lambda: bar.row is not None)

    hold(board, board.card(TRAINING))
    meanwhile = bar.row
    leave(board)

    assert meanwhile is None
    qtbot.waitUntil(lambda: bar.row is not None)


def test_the_gap_stays_open_while_the_tile_is_over_it_and_closes_elsewhere(board: Board, qtbot: QtBot) -> None:
    plan = board.view.plan
    hold(board, border(board, 1, OFFER))
    wait_for_room(board, qtbot)
    (ghost,) = board.view.hand.room._ghosts

    hold(board, board.pixel(*ghost.center))
    still = board.view.hand.room.is_open
    hold(board, board.cell(USE, 1, SALES))

    assert still
    assert board.view.shown_plan is plan
    leave(board)


def test_over_the_headings_there_is_no_place_for_it(board: Board, qtbot: QtBot) -> None:
    plan = board.view.plan
    hold(board, border(board, 1, OFFER))
    wait_for_room(board, qtbot)

    taken = board.hold_over(QPoint(20, 60), TILE, board.view.lane_strip)

    assert not taken
    assert board.view.shown_plan is plan


def test_undo_while_a_tile_is_held_puts_everything_in_its_place(board: Board, qtbot: QtBot) -> None:
    board.history.perform(add_touchpoint(board.document, MAP, title="Invoice", stage_id=BUY, step=0, team_id=SALES))
    board.view.refresh()
    at = board.card(WELCOME) - QPoint(0, 12)
    hold(board, at)
    wait_for_room(board, qtbot)

    board.history.undo()
    board.view.refresh()
    hold(board, at)
    new = let_go(board, at)

    assert (new.stage_id, new.step) == (USE, 0)
    assert len(board.view.plan.cards) == 5


def test_a_collapsed_stage_opens_for_no_tile_and_says_why(board: Board, qtbot: QtBot) -> None:
    board.document.apply(collapse_stages(board.document, [USE]).change)
    board.view.refresh()
    plan, titles = board.view.plan, board.titles()
    at = board.cell(USE, 0, SALES)

    hold(board, at)
    qtbot.wait(150)
    words = board.view.hand.hint.text()
    board.view.take(tile(), QPointF(at), NO_KEYS)

    assert words == EXPAND_FIRST
    assert board.view.shown_plan is plan
    assert board.said == [EXPAND_FIRST]
    assert board.titles() == titles


def test_the_lane_of_a_channel_still_decides_the_channel(board: Board) -> None:
    board.view.set_lanes(LaneKind.CHANNEL)
    lane = next(lane for lane in board.view.plan.lanes if lane.key.channel_id == EMAIL)
    at = board.pixel(board.view.plan.columns[3].rect.center[0], lane.rect.center[1])

    hold(board, at)
    new = let_go(board, at)

    assert (new.channel_id, new.step) == (EMAIL, 1)
