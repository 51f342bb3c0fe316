"""What is drawn only while the hand is doing something: landing cell, gap, rubber band, a link on its way."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cxdesigner.canvas.ink import box
from cxdesigner.layout.plan import Rect

Draw = Callable[[QPainter], None]
GAP_DEPTH = 6.0
BAND_DEPTH = 20.0


class OverlayItem(QGraphicsItem):
    """A rectangle with something drawn in it, or nothing."""

    def __init__(self, depth: float) -> None:
        super().__init__()
        self._bounds = Rect(0, 0, 0, 0)
        self._draw: Draw | None = None
        self.setZValue(depth)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setVisible(False)

    def show_drawing(self, bounds: Rect, draw: Draw) -> None:
        """Draw something within bounds."""
        self.prepareGeometryChange()
        self._bounds, self._draw = bounds, draw
        self.setVisible(True)
        self.update()

    def clear(self) -> None:
        """Draw nothing."""
        self._draw = None
        self.setVisible(False)

    def boundingRect(self) -> QRectF:
        return box(self._bounds)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        try:
            if self._draw is not None:
                self._draw(painter)
        except Exception:
            logging.getLogger(__name__).exception("An overlay could not be drawn.")


class Underlay:
    """The same below cards and links: part of the kept picture, which is told to draw it."""

    def __init__(self, touched: Callable[[Rect], None]) -> None:
        self._touched = touched
        self.bounds: Rect | None = None
        self._draw: Draw | None = None

    def show_drawing(self, bounds: Rect, draw: Draw) -> None:
        """Draw something within bounds; nothing happens where it is there already."""
        if bounds == self.bounds and _is_same(draw, self._draw):
            return
        self.clear()
        self.bounds, self._draw = bounds, draw
        self._touched(bounds)

    def clear(self) -> None:
        """Draw nothing."""
        if self.bounds is not None:
            before, self.bounds, self._draw = self.bounds, None, None
            self._touched(before)

    def isVisible(self) -> bool:
        return self.bounds is not None

    def boundingRect(self) -> QRectF:
        return box(self.bounds) if self.bounds is not None else QRectF()

    def paint_under(self, painter: QPainter) -> None:
        """Draw it, in the map."""
        if self._draw is not None:
            self._draw(painter)


def _is_same(draw: Draw, other: Draw | None) -> bool:
    """Tell whether two ways of drawing are the same one with the same arguments."""
    if isinstance(draw, partial) and isinstance(other, partial):
        return (draw.func, draw.args, draw.keywords) == (other.func, other.args, other.keywords)
    return draw == other
