"""Fingers, touchpads and pens on the map: one finger drags, resting asks for the menu, two fingers push and zoom.

One finger and the pen work through the hand, as the mouse does: whatever the mouse can do to a card, a finger can.
"""

from __future__ import annotations

from math import hypot
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import (
    QEventPoint,
    QNativeGestureEvent,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
)

from cxdesigner.canvas.resting import SLIP, Resting
from cxdesigner.canvas.tools.edge import edge_at, grip_at

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

TWICE_MS = 400
TWICE_SLIP = 28
_NONE = Qt.KeyboardModifier.NoModifier


class Touch:
    """Turns what fingers do into what the hand does."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self._start: QPointF | None = None
        """Where the one finger came down, as long as it has only tapped or rested."""
        self._is_holding = False
        """The one finger has something, or the map, in the hand."""
        self._pair: tuple[QPointF, float] | None = None
        """Middle and distance of two fingers."""
        self._last_tap: tuple[float, QPointF] | None = None
        self._resting = Resting(view, self._rested)
        self._pen_at: QPointF | None = None

    def take(self, event: QEvent) -> bool:
        """Do what fingers, a touchpad or the eraser of a pen say; False where it is for somebody else."""
        if isinstance(event, QTouchEvent):
            return self._touch(event)
        if isinstance(event, QNativeGestureEvent):
            return self._touchpad(event)
        if isinstance(event, QTabletEvent):
            return self._pen(event)
        return False

    # -- fingers --------------------------------------------------------------------------------------------------------

    def _touch(self, event: QTouchEvent) -> bool:
        if event.device() is not None and event.device().type() == QPointingDevice.DeviceType.TouchPad:
            return False  # A touchpad is a mouse; its gestures come as such.
        event.accept()
        down = [point for point in event.points() if point.state() != QEventPoint.State.Released]
        if event.type() == QEvent.Type.TouchCancel:
            self._forget()
        elif len(down) >= 2:
            self._two(down[0].position(), down[1].position())
        elif event.type() == QEvent.Type.TouchBegin:
            self._begin(down[0].position())
        elif len(down) == 1 and self._pair is None:
            self._move(down[0].position())
        elif not down:
            self._end(event.points()[0].position())
        return True

    def _begin(self, at: QPointF) -> None:
        view = self._view
        view.finish_editing()
        view.setFocus(Qt.FocusReason.MouseFocusReason)
        self._start, self._is_holding, self._pair = at, False, None
        self._resting.begin(view.viewport(), at.toPoint())

    def _move(self, at: QPointF) -> None:
        hand = self._view.hand
        if self._start is not None:
            if (at - self._start).manhattanLength() < SLIP:
                return
            self._resting.stop()
            place = self._view.in_map(self._start)
            hand.begin(self._start.toPoint(), _NONE, is_pushing=not self._is_something(place))
            self._start, self._is_holding = None, True
        if self._is_holding:
            hand.follow(at.toPoint(), _NONE)

    def _end(self, at: QPointF) -> None:
        self._resting.stop()
        start, self._start = self._start, None
        if start is not None:
            self._tap(start)
        elif self._is_holding:
            self._view.hand.let_go(at.toPoint(), _NONE)
        self._is_holding, self._pair = False, None

    def _tap(self, at: QPointF) -> None:
        hand, now = self._view.hand, monotonic()
        last, self._last_tap = self._last_tap, (now, at)
        if last is not None and (now - last[0]) * 1000 < TWICE_MS and (at - last[1]).manhattanLength() < TWICE_SLIP:
            self._last_tap = None
            hand.tool.double_click(self._view.in_map(at))
            return
        hand.begin(at.toPoint(), _NONE)
        hand.let_go(at.toPoint(), _NONE)

    def _two(self, one: QPointF, other: QPointF) -> None:
        """Push the map with the middle of two fingers, and zoom there as they part."""
        view, middle, apart = self._view, (one + other) / 2, max(1.0, _distance(one, other))
        if self._pair is None:
            self._resting.stop()
            self._start, self._is_holding = None, False
            view.hand.cancel()
        else:
            before, distance = self._pair
            self._scroll(middle - before)
            if abs(apart - distance) > 0.5:
                view.viewpoint.set_zoom(view.viewpoint.zoom * apart / distance, middle)
        self._pair = middle, apart

    def _rested(self) -> None:
        """Open the menu for what lies under the finger or the pen."""
        start, self._start = self._start, None
        pen_at, self._pen_at = self._pen_at, None
        if start is None and pen_at is not None:
            self._view.hand.cancel()
            start = pen_at
        if start is None:
            return
        from cxdesigner.canvas.asking import ask_for_menu

        ask_for_menu(self._view, start)

    def _forget(self) -> None:
        self._resting.stop()
        self._start, self._is_holding, self._pair = None, False, None
        self._view.hand.cancel()

    def _is_something(self, at: QPointF) -> bool:
        """Tell whether a finger here drags something; elsewhere it pushes the map."""
        view = self._view
        if view.hand.tool_name != "select":
            return view.hand.tool_name == "link" and view.thing_at(at) is not None
        return grip_at(view, at) is not None or edge_at(view, at) is not None or view.thing_at(at) is not None

    def _scroll(self, moved: QPointF) -> None:
        view = self._view
        view.viewpoint.is_fitted = False
        across, down = view.horizontalScrollBar(), view.verticalScrollBar()
        across.setValue(across.value() - round(moved.x()))
        down.setValue(down.value() - round(moved.y()))

    # -- touchpad and pen -----------------------------------------------------------------------------------------------

    def _touchpad(self, event: QNativeGestureEvent) -> bool:
        view, kind = self._view, event.gestureType()
        if kind == Qt.NativeGestureType.ZoomNativeGesture:
            view.viewpoint.set_zoom(view.viewpoint.zoom * (1 + event.value()), event.position())
        elif kind == Qt.NativeGestureType.SmartZoomNativeGesture:
            if view.viewpoint.is_fitted:
                view.viewpoint.set_zoom(1.0, event.position())
            else:
                view.fit_map()
        elif kind not in (Qt.NativeGestureType.BeginNativeGesture, Qt.NativeGestureType.EndNativeGesture):
            return False
        event.accept()
        return True

    def _pen(self, event: QTabletEvent) -> bool:
        """Let the eraser erase. The tip does what the mouse does, of which Qt tells us next; here it only may rest."""
        if event.pointerType() == QPointingDevice.PointerType.Eraser:
            return self._erase(event)
        at = event.position()
        if event.type() == QEvent.Type.TabletPress and event.button() == Qt.MouseButton.LeftButton:
            self._pen_at = at
            self._resting.begin(self._view.viewport(), at.toPoint())
        elif event.type() == QEvent.Type.TabletRelease:
            self._resting.stop()
        else:
            self._resting.follow(at.toPoint())
        return False

    def _erase(self, event: QTabletEvent) -> bool:
        """Remove what the eraser of a pen touches, one step each."""
        event.accept()
        view = self._view
        thing_id = view.thing_at(view.in_map(event.position()))
        if event.type() == QEvent.Type.TabletPress and thing_id is not None:
            from cxdesigner.commands.removing import remove

            view.do(lambda: remove(view.document, [thing_id]))
        return True


def _distance(one: QPointF, other: QPointF) -> float:
    return hypot(one.x() - other.x(), one.y() - other.y())
