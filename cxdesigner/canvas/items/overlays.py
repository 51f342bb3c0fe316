"""What is drawn only while the hand is doing something: landing cell, gap, rubber band, a link on its way."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cxdesigner.canvas.ink import box
from cxdesigner.layout.plan import Rect

Draw = Callable[[QPainter], None]
LANDING_DEPTH = 0.5
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
