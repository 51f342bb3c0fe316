"""The corner between the headings: it tells how many lanes are hidden, and one click shows them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cxdesigner.canvas import fonts
from cxdesigner.canvas.ink import baseline, color, text_line
from cxdesigner.layout.plan import SMALL, Rect

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

LEAST_LETTERS = 11
"""Height of the smallest letters, in pixels."""
MARGIN = 6


class Corner(QWidget):
    """Empty, but for the lanes that are hidden."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view

    def words(self) -> str:
        """Return what is told here, as long as there is room for it."""
        count = len(self._view.shown_plan.hidden_lanes)
        if not count:
            return ""
        lanes = f"{count} lane hidden" if count == 1 else f"{count} lanes hidden"
        metrics = QFontMetrics(self._font())
        offers = (f"{lanes} – show", f"{count} hidden – show", f"{count} hidden")
        return next((words for words in offers if metrics.horizontalAdvance(words) <= self.width() - 2 * MARGIN), "…")

    def _font(self) -> QFont:
        font = QFont(fonts.font(SMALL))
        font.setPixelSize(max(LEAST_LETTERS, round(SMALL.size * self._view.heading_scale())))
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), self.height()), color(self._view.theme.ground))
        words = self.words()
        shape = Qt.CursorShape.PointingHandCursor if words else Qt.CursorShape.ArrowCursor
        if shape != self.cursor().shape():
            self.setCursor(shape)
        if words:
            painter.setFont(self._font())
            painter.setPen(color(self._view.theme.selection))
            area = self.rect().adjusted(MARGIN, 0, -MARGIN, -MARGIN)
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, words)
        elif self._view.shown_plan.time_scale is not None:
            self._paint_scale_label(painter, self._view.shown_plan.time_scale)
        painter.end()

    def _paint_scale_label(self, painter: QPainter, place: Rect) -> None:
        """Say what the time scale is, where it begins."""
        from cxdesigner.canvas.time_scale import PAD, fitting_label

        scale = self._view.heading_scale()
        label = fitting_label(self.width() / scale - 2 * PAD)
        painter.scale(scale, scale)
        y = baseline(SMALL, place.y, place.height)
        text_line(painter, label, SMALL, self._view.theme.detail, PAD, y)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.words() and event.button() == Qt.MouseButton.LeftButton:
            from cxdesigner.commands.shapes import show_all_lanes

            self._view.finish_editing()
            self._view.do(lambda: show_all_lanes(self._view.document, self._view.map_id))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            self._tell(event.globalPos())
            return True
        return super().event(event)

    def _tell(self, at: QPoint) -> None:
        from cxdesigner.commands.shapes import lane_title

        view = self._view
        titles = [lane_title(view.document, lane) for lane in view.plan.hidden_lanes]
        self._view.asked_for_tip.emit("\n".join(("Hidden:", *titles)) if titles else "", at)
