"""Two curves over each other along named parts: the first one dashed and thin, the second one strong, with dots to press."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cxdesigner.layout.curve import pieces_through
from cxdesigner.ui.widgets.label import set_plain_tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

MOST = 2
HEIGHT, EDGE, DOT, REACH = 150, 10, 3.5, 9.0


class CurvePoint(NamedTuple):
    """Where it is along the parts (each is one long), how high from −2 to 2, and what it stands for."""

    x: float
    height: int
    data: object = None


class TwoCurves(QWidget):
    """Draws them in the colours of the palette. Pressing a dot of the strong curve tells what it stands for."""

    record_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._parts: Sequence[str] = ()
        self._first: list[CurvePoint] = []
        self._second: list[CurvePoint] = []
        self._inks = QColor("#636e7a"), QColor("#1d6fe0")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, HEIGHT + 2 * QFontMetrics(self.font()).height())

    def show_curves(self, parts: Sequence[str], first: list[CurvePoint], second: list[CurvePoint]) -> None:
        """Show two curves."""
        self._parts, self._first, self._second = parts, first, second
        set_plain_tooltip(self, " · ".join(parts))  # Below the curves there is seldom room for all of their names.
        ends = [str(points[-1].height) if points else "unknown" for points in (first, second)]
        self.setAccessibleName(f"Emotion curves: today it ends at {ends[0]}, as it should be at {ends[1]}")
        self.update()

    def set_inks(self, first: str, second: str) -> None:
        """Take the colours of both curves."""
        self._inks = QColor(first), QColor(second)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, ink = QFontMetrics(self.font()), self.palette().color(QPalette.ColorRole.WindowText)
        faint = QColor(self.palette().color(QPalette.ColorRole.PlaceholderText))
        faint.setAlpha(90)
        each = self.width() / max(1, len(self._parts))
        painter.setPen(QPen(faint, 1))
        for place in range(len(self._parts) + 1):
            x = min(self.width() - 1.0, place * each)
            painter.drawLine(QPointF(x, 0), QPointF(x, HEIGHT))
        painter.drawLine(QPointF(0, HEIGHT / 2), QPointF(self.width(), HEIGHT / 2))
        painter.setPen(ink)
        for place, part in enumerate(self._parts):
            words = metrics.elidedText(part, Qt.TextElideMode.ElideRight, int(each) - 6)
            painter.drawText(QRectF(place * each + 3, HEIGHT + 1, each - 4, metrics.height()), 0, words)
        self._draw(painter, self._first, QPen(self._inks[0], 1.6, Qt.PenStyle.DashLine))
        self._draw(painter, self._second, QPen(self._inks[1], 2.6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._inks[1])
        for point in self._second:
            painter.drawEllipse(self._at(point), DOT, DOT)
        painter.setPen(ink)
        legend = QRectF(3, HEIGHT + metrics.height() + 1, self.width(), metrics.height())
        painter.drawText(legend, 0, "– – today   — as it should be")
        painter.end()

    def _at(self, point: CurvePoint) -> QPointF:
        each = self.width() / max(1, len(self._parts))
        step = (HEIGHT / 2 - EDGE) / MOST
        return QPointF(point.x * each, HEIGHT / 2 - point.height * step)

    def _draw(self, painter: QPainter, points: list[CurvePoint], pen: QPen) -> None:
        if len(points) < 2:
            return
        places = [self._at(point) for point in points]
        path = QPainterPath(places[0])
        for _, first, second, end in pieces_through([(place.x(), place.y()) for place in places]):
            path.cubicTo(QPointF(*first), QPointF(*second), QPointF(*end))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for point in self._second:
            gap = self._at(point) - event.position()
            if gap.x() ** 2 + gap.y() ** 2 <= REACH**2:
                self.record_asked.emit(point.data)
                return
