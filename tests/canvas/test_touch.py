"""Fingers on the map: one drags or pushes, a resting one asks for the menu, two push and zoom."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QEventPoint, QInputDevice, QMouseEvent, QNativeGestureEvent, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.resting import LONG_MS
from cxdesigner.canvas.strip import Strip
from cxdesigner.commands.rows import add_row
from cxdesigner.document.records import LaneKind, Link, RecordId
from cxdesigner.layout.plan import LaneKey
from cxdesigner.storage.codec import encode
from tests.canvas.conftest import Board
from tests.onboarding import BUY, MAP, OFFER, SERVICE, SIGNING, TRAINING, USE

NO_KEYS = Qt.KeyboardModifier.NoModifier


class Fingers:
    """Fingers on the viewport of a board, or on something else of it."""

    def __init__(self, board: Board, on: QWidget | None = None) -> None:
        self._on = on or board.view.viewport()
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


@cache
def pen_of(kind: QPointingDevice.PointerType) -> QPointingDevice:
    """Return a pen, or the eraser at its other end: always the same one, of which Qt keeps hold."""
    stylus, capability = QInputDevice.DeviceType.Stylus, QInputDevice.Capability.Position
    return QPointingDevice("pen", 1, stylus, kind, capability, 1, 1)


PEN = QPointingDevice.PointerType.Pen


def pen_event(on: QWidget, kind: QEvent.Type, at: QPoint, end: QPointingDevice.PointerType = PEN) -> None:
    """Send what a pen tells of itself."""
    place, (button, buttons) = QPointF(at), _buttons(kind is QEvent.Type.TabletMove)
    event = QTabletEvent(kind, pen_of(end), place, place, 1.0, 0, 0, 0, 0, 0, NO_KEYS, button, buttons)
    QApplication.sendEvent(on, event)


def pen_as_mouse(on: QWidget, kind: QEvent.Type, at: QPoint) -> None:
    """Send what Qt makes of a pen that nobody else has taken."""
    button, buttons = _buttons(kind is QEvent.Type.MouseMove)
    place = QPointF(on.mapToGlobal(at))
    QApplication.sendEvent(on, QMouseEvent(kind, QPointF(at), place, button, buttons, NO_KEYS, pen_of(PEN)))


def _buttons(is_move: bool) -> tuple[Qt.MouseButton, Qt.MouseButton]:
    left = Qt.MouseButton.LeftButton
    return (Qt.MouseButton.NoButton if is_move else left), left


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
    ring = board.view.touch._resting.ring
    fingers.press(board.card(SIGNING))
    qtbot.waitUntil(ring.isVisible)

    fingers.move(board.card(SIGNING) + QPoint(40, 0))

    assert not ring.isVisible()
    fingers.lift(board.card(SIGNING) + QPoint(40, 0))


def heading(board: Board, record_id: RecordId) -> tuple[Strip, QPoint]:
    """Return the strip with the heading of a record, and a place at the left of that: touches end where the screen does."""
    for strip in (board.view.stage_strip, board.view.lane_strip):
        spot = strip.spot_of(record_id)
        if spot is not None:
            return strip, QPoint(round(spot.rect.x()) + 40, round(spot.rect.center().y()))
    raise AssertionError(record_id)


@pytest.fixture
def with_row(board: Board) -> Board:
    """The small map with a row below the lanes."""
    board.history.perform(add_row(board.document, MAP, "Needs"))
    board.history.seal()
    board.view.fit_map()
    return board


@pytest.mark.parametrize("kind", ["stage", "lane", "row"])
def test_a_finger_that_rests_on_a_heading_asks_for_its_menu_and_moves_nothing(
    with_row: Board, qtbot: QtBot, kind: str
) -> None:
    board = with_row
    row_id = board.view.plan.rows[0].row_id
    record_id = {"stage": USE, "lane": SERVICE, "row": row_id}[kind]
    strip, at = heading(board, record_id)
    fingers, encoded = Fingers(board, strip), encode(board.document, "test")

    with qtbot.waitSignal(board.view.asked_for_menu, timeout=3_000) as asked:
        fingers.press(at)
        qtbot.waitUntil(strip.resting.ring.isVisible)
    fingers.move(at + QPoint(90, 90))
    fingers.lift(at + QPoint(90, 90))

    expected = LaneKey(LaneKind.TEAM, team_id=SERVICE) if kind == "lane" else record_id
    assert asked.args == [expected, strip.mapToGlobal(at)]
    assert board.view.selection == (record_id,)
    assert not strip.resting.ring.isVisible()
    assert encode(board.document, "test") == encoded


def test_a_finger_still_drags_a_stage_by_its_heading(board: Board, qtbot: QtBot) -> None:
    strip, at = heading(board, USE)
    asked: list[object] = []
    board.view.asked_for_menu.connect(lambda thing, place: asked.append(thing))

    Fingers(board, strip).drag(at, heading(board, BUY)[1] - QPoint(20, 0))
    qtbot.wait(LONG_MS + 100)

    assert [stage.stage_id for stage in board.view.plan.stages] == [USE, BUY]
    assert asked == []


def test_a_tap_on_a_heading_selects_and_asks_for_nothing(board: Board, qtbot: QtBot) -> None:
    strip, at = heading(board, USE)
    asked: list[object] = []
    board.view.asked_for_menu.connect(lambda thing, place: asked.append(thing))

    Fingers(board, strip).tap(at)
    qtbot.wait(LONG_MS + 100)

    assert board.view.selection == (USE,)
    assert asked == []


def test_a_mouse_that_rests_on_a_heading_asks_for_nothing(board: Board, qtbot: QtBot) -> None:
    strip, at = heading(board, USE)
    asked: list[object] = []
    board.view.asked_for_menu.connect(lambda thing, place: asked.append(thing))

    board.press(at, strip)
    qtbot.wait(LONG_MS + 100)
    board.release(at, strip)

    assert asked == []


def test_a_pen_that_rests_on_a_heading_asks_for_its_menu(board: Board, qtbot: QtBot) -> None:
    strip, at = heading(board, SERVICE)

    with qtbot.waitSignal(board.view.asked_for_menu, timeout=3_000) as asked:
        pen_as_mouse(strip, QEvent.Type.MouseButtonPress, at)
    pen_as_mouse(strip, QEvent.Type.MouseButtonRelease, at)

    assert asked.args is not None
    assert asked.args[0] == LaneKey(LaneKind.TEAM, team_id=SERVICE)


def test_a_pen_that_rests_on_a_card_asks_for_its_menu_and_moves_nothing(board: Board, qtbot: QtBot) -> None:
    encoded, at = encode(board.document, "test"), board.card(SIGNING)

    with qtbot.waitSignal(board.view.asked_for_menu, timeout=3_000) as asked:
        pen_event(board.view.viewport(), QEvent.Type.TabletPress, at)
        pen_as_mouse(board.view.viewport(), QEvent.Type.MouseButtonPress, at)
    for place in (at + QPoint(30, 60), board.card(TRAINING)):
        pen_as_mouse(board.view.viewport(), QEvent.Type.MouseMove, place)
    pen_as_mouse(board.view.viewport(), QEvent.Type.MouseButtonRelease, board.card(TRAINING))

    assert asked.args is not None
    assert asked.args[0] == SIGNING
    assert encode(board.document, "test") == encoded


def test_a_pen_that_drags_a_card_asks_for_no_menu(board: Board, qtbot: QtBot) -> None:
    asked: list[object] = []
    board.view.asked_for_menu.connect(lambda thing, place: asked.append(thing))
    view, start, end = board.view.viewport(), board.card(OFFER), board.cell(BUY, 0, SERVICE)

    pen_event(view, QEvent.Type.TabletPress, start)
    pen_as_mouse(view, QEvent.Type.MouseButtonPress, start)
    for share in (0.5, 1.0):
        pen_event(view, QEvent.Type.TabletMove, start + (end - start) * share)
        pen_as_mouse(view, QEvent.Type.MouseMove, start + (end - start) * share)
    qtbot.wait(LONG_MS + 100)
    pen_event(view, QEvent.Type.TabletRelease, end)
    pen_as_mouse(view, QEvent.Type.MouseButtonRelease, end)

    assert asked == []
    assert board.touchpoint(OFFER).team_id == SERVICE


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
    at = board.card(TRAINING)

    pen_event(board.view.viewport(), QEvent.Type.TabletPress, at, QPointingDevice.PointerType.Eraser)

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
