"""The frame around what the keyboard is at: seen in every theme, and as wide at every zoom."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from cxdesigner.canvas.ink import NO_BRUSH, box, pen
from cxdesigner.canvas.theme import Theme
from cxdesigner.layout.plan import Rect

FRAME_PIXELS = 2.5


def paint_frame(painter: QPainter, rect: Rect, theme: Theme, *, inside: bool = False) -> None:
    """Draw a frame; with *inside* all of its ink stays within the rectangle."""
    width = FRAME_PIXELS / (abs(painter.deviceTransform().m11()) or 1.0)
    painter.setBrush(NO_BRUSH)
    painter.setPen(pen(theme.selection, width))
    painter.drawRect(box(rect.grown(-width / 2) if inside else rect))
