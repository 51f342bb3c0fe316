"""The frame around what the keyboard is at: seen in every theme, and as wide at every zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cxdesigner.canvas.ink import NO_BRUSH, box, pen
from cxdesigner.canvas.theme import Theme
from cxdesigner.layout.plan import Rect

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

FRAME_PIXELS = 2.5


def paint_frame(painter: QPainter, rect: Rect, theme: Theme, *, inside: bool = False) -> None:
    """Draw a frame; with *inside* all of its ink stays within the rectangle."""
    width = FRAME_PIXELS / (abs(painter.deviceTransform().m11()) or 1.0)
    painter.setBrush(NO_BRUSH)
    painter.setPen(pen(theme.selection, width))
    painter.drawRect(box(rect.grown(-width / 2) if inside else rect))


class HeadingFrame(QWidget):
    """The frame around a heading: it lies over the strip and lets the mouse through."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_frame(painter, Rect(0, 0, self.width(), self.height()), self._view.theme, inside=True)
        painter.end()
