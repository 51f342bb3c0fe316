"""Pushing the map: the middle button, or the space bar and the left one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from cxdesigner.canvas.tools.gesture import Gesture

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView


class Push:
    """The map in the hand: the point that was taken hold of stays under it."""

    scrolls = False

    def __init__(self, view: MapView, start: QPointF) -> None:
        self._view = view
        self._start = start
        view.hand.show_cursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        view = self._view
        moved = (at - self._start) * view.viewpoint.scale
        across, down = view.horizontalScrollBar(), view.verticalScrollBar()
        across.setValue(across.value() - round(moved.x()))
        down.setValue(down.value() - round(moved.y()))
        view.viewpoint.is_fitted = False

    def finish(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._view.hand.show_cursor(None)

    def cancel(self) -> None:
        self._view.hand.show_cursor(None)


class PanTool:
    """The left button pushes the map."""

    cursor = Qt.CursorShape.OpenHandCursor

    def __init__(self, view: MapView) -> None:
        self._view = view

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> Gesture | None:
        return Push(self._view, at)

    def double_click(self, at: QPointF) -> None:
        return None

    def cursor_at(self, at: QPointF) -> Qt.CursorShape:
        return self.cursor
