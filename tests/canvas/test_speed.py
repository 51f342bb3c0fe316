"""What keeps the canvas fast: a stretched picture while one zooms, little drawn while one scrolls or drags."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QGraphicsView
from pytestqt.qtbot import QtBot

from cxdesigner.canvas import near
from cxdesigner.canvas.picture import AT_ONCE, Picture
from cxdesigner.canvas.view import MapView
from cxdesigner.document.history import History
from cxdesigner.document.records import RecordId
from tests.benchmarks.big_map import big_map
from tests.canvas.conftest import Board
from tests.canvas.test_near import share_alike, shown
from tests.onboarding import OFFER


def actual_size_of(cards: int, qtbot: QtBot, width: int, height: int) -> MapView:
    """Return a window with the beginning of a big map."""
    document = big_map(cards)
    view = MapView(document, RecordId("bigmap"), History(document).perform)
    qtbot.addWidget(view)
    view.resize(width, height)
    with qtbot.waitExposed(view):
        view.show()
    view.actual_size()
    shown(view)
    return view


def turn_wheel(view: MapView, steps: int = 1) -> None:
    """Turn the wheel over the middle with Ctrl held."""
    at = QPointF(view.viewport().rect().center())
    control, phase = Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase
    place = QPointF(view.viewport().mapToGlobal(at.toPoint()))
    event = QWheelEvent(at, place, QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, control, phase, False)
    QApplication.sendEvent(view.viewport(), event)


def count_painting(view: MapView) -> list[object]:
    """Return a list that grows with each piece of the picture that is painted."""
    painted: list[object] = []
    paint = view.picture._paint

    def counting(pixels: object) -> None:
        painted.append(pixels)
        paint(pixels)  # type: ignore[arg-type]

    view.picture._paint = counting  # type: ignore[method-assign]
    return painted


def test_while_the_wheel_turns_the_last_picture_is_stretched(board: Board) -> None:
    shown(board.view)
    painted = count_painting(board.view)

    for _ in range(3):
        turn_wheel(board.view)
        shown(board.view)

    assert board.view.picture.is_stretched
    assert not painted


def test_the_picture_is_crisp_when_the_wheel_rests(board: Board, qtbot: QtBot) -> None:
    shown(board.view)
    turn_wheel(board.view)

    qtbot.waitUntil(lambda: not board.view.picture.is_stretched)
    crisp = shown(board.view)
    board.view.paint_afresh()

    assert shown(board.view) == crisp


def _beginning_a_turn(turns: list[int], do: Callable[..., Any]) -> Callable[..., Any]:
    def begin_and_do(*given: Any) -> Any:
        turns.append(0)
        return do(*given)

    return begin_and_do


def _counting_in_turns(turns: list[int], paint: Callable[..., Any]) -> Callable[..., Any]:
    def count_and_paint(*given: Any) -> Any:
        turns[-1] += 1
        return paint(*given)

    return count_and_paint


def test_hundreds_of_cards_become_crisp_a_few_at_a_time(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    view = actual_size_of(1_000, qtbot, 1900, 1000)
    turns = [0]
    for name in ("prepare", "draw"):
        monkeypatch.setattr(Picture, name, _beginning_a_turn(turns, getattr(Picture, name)))
    monkeypatch.setattr(near, "_painted", _counting_in_turns(turns, near._painted))

    turn_wheel(view, -6)
    qtbot.waitUntil(lambda: not view.picture.is_stretched)
    crisp = shown(view)

    assert not view.picture.is_far
    assert sum(turns) > 120
    assert max(turns) <= AT_ONCE
    view.paint_afresh()
    assert shown(view) == crisp


def test_what_is_stretched_stays_where_it_will_be_when_it_is_crisp(board: Board) -> None:
    shown(board.view)
    turn_wheel(board.view)
    stretched = shown(board.view)
    board.view.end_zooming()

    assert share_alike(stretched, shown(board.view)) > 0.85


def test_no_card_is_missing_while_the_wheel_steps_back_from_what_was_near(qtbot: QtBot) -> None:
    view = actual_size_of(100, qtbot, 900, 600)

    turn_wheel(view, -8)
    seen = shown(view)

    assert view.picture.is_stretched
    stripes = [
        (card, view.viewportTransform().map(QPointF(card.rect.x + 8, card.rect.center[1]))) for card in view.plan.cards
    ]
    in_view = [(card, at.toPoint()) for card, at in stripes if seen.rect().contains(at.toPoint())]
    bare = [card for card, at in in_view if seen.pixelColor(at).name() in (view.theme.lane, view.theme.lane_other)]
    assert len(in_view) > 60
    assert not bare


def test_a_zoom_without_a_pointer_is_crisp_at_once(board: Board) -> None:
    shown(board.view)

    board.view.actual_size()

    assert not board.view.picture.is_stretched


def test_an_edit_while_zooming_is_seen_when_the_picture_is_crisp(board: Board) -> None:
    shown(board.view)
    turn_wheel(board.view)
    board.view.select([OFFER])
    board.view.end_zooming()
    seen = shown(board.view)
    board.view.paint_afresh()

    assert shown(board.view) == seen


def test_the_whole_of_the_largest_map_can_be_seen(qtbot: QtBot) -> None:
    document = big_map(1_500)
    view = MapView(document, RecordId("bigmap"), History(document).perform)
    qtbot.addWidget(view)
    view.resize(800, 600)

    view.fit_map()

    seen = view.visible_rect()
    assert all(card.rect.right <= seen.right() and card.rect.x >= seen.left() for card in view.plan.cards)


def test_scrolling_draws_only_what_comes_into_view(qtbot: QtBot) -> None:
    view = actual_size_of(200, qtbot, 900, 600)
    painted = count_painting(view)

    for _ in range(20):
        view.horizontalScrollBar().setValue(view.horizontalScrollBar().value() + 20)
        shown(view)

    assert 0 < len(painted) <= 3


def test_carrying_a_card_draws_nothing_of_what_stands_still(board: Board) -> None:
    start = board.card(OFFER)
    board.press(start)
    for step in range(4):
        board.move(start + QPoint(20 + step, 5))
    shown(board.view)
    painted = count_painting(board.view)

    for step in range(10):
        board.move(start + QPoint(24 + step, 5))
        shown(board.view)

    assert not painted
    board.key(Qt.Key.Key_Escape)


def test_the_view_keeps_scrolling_what_it_has_drawn(board: Board) -> None:
    assert board.view.viewportUpdateMode() == QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate


def test_after_a_card_makes_its_lane_higher_only_what_is_in_view_goes_to_its_new_place(qtbot: QtBot) -> None:
    view = actual_size_of(800, qtbot, 1200, 800)
    card = next(card for card in view.plan.cards if card.column == 1 and card.lane == 0)
    last = view.plan.cards[-1]
    view.select([card.touchpoint_id])
    shown(view)

    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    shown(view)

    plan = view.plan
    for things in (plan.cards.columns, plan.links.columns):
        assert len(things) > 90
        assert 1 <= sum(column.is_made for column in things) <= 20
    assert plan.cards[-1].rect == last.rect.moved(0, plan.cards[-1].rect.y - last.rect.y) != last.rect
