"""A line over the map that says what to do next, as long as a tool waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cxdesigner.canvas.ink import color

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

PAD_ACROSS, PAD_DOWN = 14, 7
ABOVE_BOTTOM = 14
"""Pixels between the hint and the lower edge of the viewport."""


class Hint(QWidget):
    """Lies in the middle at the foot of the map and lets the mouse through."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._text = ""
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self._text:
            self._place()
        return False

    def _place(self) -> None:
        area = self._view.viewport().geometry()
        metrics = QFontMetrics(self.font())
        width = min(metrics.horizontalAdvance(self._text) + 2 * PAD_ACROSS, area.width())
        height = metrics.height() + 2 * PAD_DOWN
        self.setGeometry(area.x() + (area.width() - width) // 2, area.bottom() - ABOVE_BOTTOM - height, width, height)

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
