"""Fingers on the map: one drags or pushes, a resting one asks for the menu, two push and zoom."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QEventPoint, QInputDevice, QNativeGestureEvent, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesigner.document.records import Link
from cxdesigner.storage.codec import encode
from tests.canvas.conftest import Board
from tests.onboarding import BUY, OFFER, SERVICE, SIGNING, TRAINING

NO_KEYS = Qt.KeyboardModifier.NoModifier


class Fingers:
    """Fingers on the viewport of a board."""

    def __init__(self, board: Board) -> None:
        self._on = board.view.viewport()
        self._device = QTest.createTouchDevice()

    def press(self, *places: QPoint) -> None:
        events = QTest.touchEvent(self._on, self._device)
        for finger, at in enumerate(places):
            events.press(finger, at, self._on)
        events.commit()

    def join(self, first: QPoint, second: QPoint) -> None:
        """Put a second finger down beside the first."""
        QTest.touchEvent(self._on, self._device).move(0, first, self._on).press(1, second, self._on).commit()

    def move(self, *places: QPoint) -> None:
        events = QTest.touchEvent(self._on, self._device)
        for finger, at in enumerate(places):
            events.move(finger, at, self._on)
        events.commit()

    def lift(self, *places: QPoint) -> None:
        events = QTest.touchEvent(self._on, self._device)
        for finger, at in enumerate(places):
            events.release(finger, at, self._on)
        events.commit()

    def drag(self, start: QPoint, end: QPoint) -> None:
        self.press(start)
        for step in range(1, 6):
            self.move(start + (end - start) * step / 5)
        self.lift(end)

    def tap(self, at: QPoint) -> None:
        self.press(at)
        self.lift(at)


@pytest.fixture
def fingers(board: Board) -> Fingers:
    return Fingers(board)


def test_a_finger_drags_a_card_to_another_team_and_undo_brings_it_back(board: Board, fingers: Fingers) -> None:
    before, encoded = board.touchpoint(OFFER), encode(board.document, "test")

    fingers.drag(board.card(OFFER), board.cell(BUY, 0, SERVICE))

    assert board.touchpoint(OFFER) == replace(before, team_id=SERVICE)
    board.history.undo()
    assert encode(board.document, "test") == encoded


def test_a_finger_on_empty_ground_pushes_the_map_and_selects_nothing(board: Board, fingers: Fingers) -> None:
    board.view.viewpoint.set_zoom(2.5)
    board.view.select([OFFER])
    cell = board.cell_rect(BUY, 0, SERVICE)
    board.view.viewpoint.show_rect(QRectF(cell.center[0] - 100, cell.center[1] - 20, 200, 40))
    bars = board.view.horizontalScrollBar(), board.view.verticalScrollBar()
    before = [bar.value() for bar in bars]
    start = board.cell(BUY, 0, SERVICE)

    fingers.drag(start, start + QPoint(-150, 60))

    assert [bar.value() for bar in bars] == [before[0] + 150, before[1] - 60]
    assert board.view.selection == (OFFER,)
    assert not board.view.scene_of_map.band.isVisible()


def test_a_tap_selects_and_a_tap_on_empty_ground_selects_nothing(board: Board, fingers: Fingers) -> None:
    fingers.tap(board.card(SIGNING))
    first = board.view.selection

    fingers.tap(board.cell(BUY, 0, SERVICE))

    assert first == (SIGNING,)
    assert board.view.selection == ()


def test_two_taps_open_the_title(board: Board, fingers: Fingers) -> None:
    fingers.tap(board.card(SIGNING))
    fingers.tap(board.card(SIGNING))

    assert board.view.editor is not None
    assert board.view.editor.toPlainText() == "Contract signing"


def test_a_finger_that_rests_on_a_card_asks_for_its_menu_and_moves_nothing(
    board: Board, fingers: Fingers, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(board.view.asked_for_menu, timeout=3_000) as asked:
        fingers.press(board.card(SIGNING))

    fingers.move(board.card(TRAINING))
    fingers.lift(board.card(TRAINING))
    assert asked.args is not None
    assert asked.args[0] == SIGNING
    assert board.view.selection == (SIGNING,)
    assert not board.history.undo_name()


def test_a_ring_closes_around_a_resting_finger_and_is_gone_when_it_moves(
    board: Board, fingers: Fingers, qtbot: QtBot
) -> None:
    ring = board.view.touch._ring
    fingers.press(board.card(SIGNING))
    qtbot.waitUntil(ring.isVisible)

    fingers.move(board.card(SIGNING) + QPoint(40, 0))

    assert not ring.isVisible()
    fingers.lift(board.card(SIGNING) + QPoint(40, 0))


def test_two_fingers_push_the_map_with_their_middle(board: Board, fingers: Fingers) -> None:
    board.view.viewpoint.set_zoom(2.5)
    bar, zoom = board.view.horizontalScrollBar(), board.view.viewpoint.zoom
    before = bar.value()
    fingers.press(QPoint(400, 300), QPoint(600, 300))

    fingers.move(QPoint(350, 300), QPoint(550, 300))
    fingers.lift(QPoint(350, 300), QPoint(550, 300))

    assert bar.value() == before + 50
    assert board.view.viewpoint.zoom == zoom


def test_two_fingers_that_part_zoom_where_their_middle_is(board: Board, fingers: Fingers) -> None:
    board.view.viewpoint.set_zoom(2.0)
    middle = QPointF(500, 300)
    in_map = board.view.in_map(middle)
    fingers.press(QPoint(450, 300), QPoint(550, 300))

    for far in (60, 70, 75):
        fingers.move(QPoint(500 - far, 300), QPoint(500 + far, 300))
    fingers.lift(QPoint(425, 300), QPoint(575, 300))

    assert board.view.viewpoint.zoom == pytest.approx(3.0)
    moved = board.view.in_map(middle) - in_map
    assert abs(moved.x()) < 5
    assert abs(moved.y()) < 5


def test_a_second_finger_puts_back_what_the_first_one_carries(board: Board, fingers: Fingers) -> None:
    encoded, end = encode(board.document, "test"), board.cell(BUY, 0, SERVICE)
    fingers.press(board.card(OFFER))
    fingers.move(board.cell(BUY, 1, SERVICE))

    fingers.join(end, end + QPoint(80, 80))
    fingers.lift(end, end + QPoint(80, 80))

    assert encode(board.document, "test") == encoded
    assert board.view.scene_of_map.attention.lifted == frozenset()


def test_a_finger_draws_a_link_from_the_knob_of_the_selected_card(board: Board, fingers: Fingers) -> None:
    card = board.view.plan.card(OFFER)
    assert card is not None
    fingers.tap(board.card(OFFER))

    fingers.drag(board.pixel(card.rect.right, card.rect.center[1]), board.card(TRAINING))

    assert (OFFER, TRAINING) in {(link.source_id, link.target_id) for link in board.document.all(Link)}


def test_pinching_a_touchpad_zooms_at_the_pointer(board: Board) -> None:
    before = board.view.viewpoint.zoom
    device = QPointingDevice.primaryPointingDevice()
    at = QPointF(300, 200)
    event = QNativeGestureEvent(Qt.NativeGestureType.ZoomNativeGesture, device, 2, at, at, at, 0.25, QPointF(), 0)

    QApplication.sendEvent(board.view.viewport(), event)

    assert board.view.viewpoint.zoom == pytest.approx(before * 1.25)


def test_the_eraser_of_a_pen_removes_what_it_touches_in_one_step(board: Board) -> None:
    encoded = encode(board.document, "test")
    pen = QPointingDevice(
        "pen",
        1,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Eraser,
        QInputDevice.Capability.Position,
        1,
        1,
    )
    at = QPointF(board.card(TRAINING))
    event = QTabletEvent(
        QEvent.Type.TabletPress,
        pen,
        at,
        at,
        1.0,
        0,
        0,
        0,
        0,
        0,
        NO_KEYS,
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
    )

    QApplication.sendEvent(board.view.viewport(), event)

    assert TRAINING not in board.document
    board.history.undo()
    assert encode(board.document, "test") == encoded


def test_points_that_only_rest_are_no_move(board: Board, fingers: Fingers) -> None:
    assert QEventPoint.State.Stationary != QEventPoint.State.Released
    fingers.press(board.card(OFFER))

    fingers.move(board.card(OFFER) + QPoint(4, 3))
    fingers.lift(board.card(OFFER) + QPoint(4, 3))

    assert board.view.selection == (OFFER,)
    assert not board.history.undo_name()
