"""A line over the map that says what to do next, as long as a tool waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cxdesigner.canvas.ink import color

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

PAD_ACROSS, PAD_DOWN = 14, 7
FROM_EDGE = 14
"""Pixels between the hint and the edge of the viewport."""
NEAR_FOOT, FAR_FROM_FOOT = 130, 200
"""So near the foot, in pixels, the hand works below the hint, and so far away it does no longer."""
LEAST_HEIGHT = 300
"""In a lower viewport no place is better than another."""


class Hint(QWidget):
    """Lies in the middle at the foot of the map, or at its top while the hand is at the foot, and lets the mouse through."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._text = ""
        self._is_at_top = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        view.viewport().installEventFilter(self)
        self.hide()

    def text(self) -> str:
        """Return what it says now."""
        return self._text

    def show_text(self, text: str) -> None:
        """Say something until told otherwise; an empty text takes the hint away."""
        self._text = text
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        if text:
            self._place()
            self.raise_()
            self.update()

    def make_way(self, at: QPoint) -> None:
        """The hand is at a point of the viewport, and must see what it does there."""
        height = self._view.viewport().height()
        from_foot = height - at.y()
        if height >= LEAST_HEIGHT and not NEAR_FOOT <= from_foot < FAR_FROM_FOOT:
            is_at_top, self._is_at_top = self._is_at_top, from_foot < NEAR_FOOT
            if self._text and is_at_top is not self._is_at_top:
                self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self._text:
            self._place()
        return False

    def _place(self) -> None:
        area = self._view.viewport().geometry()
        metrics = QFontMetrics(self.font())
        width = min(metrics.horizontalAdvance(self._text) + 2 * PAD_ACROSS, area.width())
        height = metrics.height() + 2 * PAD_DOWN
        top = area.y() + FROM_EDGE if self._is_at_top else area.bottom() - FROM_EDGE - height
        self.setGeometry(area.x() + (area.width() - width) // 2, top, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(self._view.theme.selection))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setPen(color(self._view.theme.card))
        room = self.width() - 2 * PAD_ACROSS
        words = QFontMetrics(self.font()).elidedText(self._text, Qt.TextElideMode.ElideRight, room + 2)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
