"""Small bars under one another, each with its words at the left and its figure at the right; drawn in the colours of the palette."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

ROW_AIR, BAR_HEIGHT, GAP = 6, 8, 8
MOST_WORDS = 0.46
"""So much of the width is for words at most."""
PATTERNS = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.Dense4Pattern, Qt.BrushStyle.BDiagPattern)
"""How the parts of one bar are told apart without colours."""


class BarRow(NamedTuple):
    """Words, a figure, and the parts of a bar as shares of its room; a signed one begins in the middle."""

    label: str
    figure: str
    parts: tuple[float, ...] = ()
    is_signed: bool = False


class Bars(QWidget):
    """The bars. What they say can be read aloud too."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._rows: tuple[BarRow, ...] = ()
        self._ink = QColor("#2376cc")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[BarRow], ink: str) -> None:
        """Show rows, their bars in one colour."""
        color = QColor(ink)
        if tuple(rows) == self._rows and color == self._ink:
            return
        self._rows, self._ink = tuple(rows), color
        said = "; ".join(" ".join(part for part in (row.label, row.figure) if part) for row in rows)
        self.setAccessibleName(f"{self._name}: {said}")
        self.setVisible(bool(rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, len(self._rows) * self._row_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def _row_height(self) -> int:
        return max(QFontMetrics(self.font()).height(), BAR_HEIGHT) + ROW_AIR

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics, height = QFontMetrics(self.font()), self._row_height()
        words = max((metrics.horizontalAdvance(row.label) + 1 for row in self._rows), default=0)  # Qt rounds down.
        left = min(words + GAP, int(self.width() * MOST_WORDS)) if words else 0
        right = max((metrics.horizontalAdvance(row.figure) for row in self._rows), default=0)
        room = QRectF(left, 0, max(24.0, self.width() - left - (right + GAP if right else 0)), height)
        for place, row in enumerate(self._rows):
            top = place * height
            self._write(painter, row, QRectF(0, top, self.width(), height), left, metrics)
            self._draw(painter, row, room.translated(0, top))
        painter.end()

    def _write(self, painter: QPainter, row: BarRow, rect: QRectF, left: int, metrics: QFontMetrics) -> None:
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(ink)
        painter.setFont(self.font())
        middle = Qt.AlignmentFlag.AlignVCenter
        label = metrics.elidedText(row.label, Qt.TextElideMode.ElideRight, max(0, left - GAP))
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignLeft, label)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, row.figure)

    def _draw(self, painter: QPainter, row: BarRow, room: QRectF) -> None:
        if not row.parts:
            return
        line = QRectF(room.left(), room.center().y() - BAR_HEIGHT / 2, room.width(), BAR_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QColor(self.palette().color(QPalette.ColorRole.PlaceholderText))
        ground.setAlpha(45)
        painter.fillRect(line, ground)
        start = line.center().x() if row.is_signed else line.left()
        scale = line.width() / 2 if row.is_signed else line.width()
        for place, part in enumerate(row.parts):
            end = start + part * scale
            part_rect = QRectF(min(start, end), line.top(), abs(end - start), line.height())
            painter.fillRect(part_rect, QBrush(self._ink, PATTERNS[place % len(PATTERNS)]))
            start = end
        if row.is_signed:
            painter.fillRect(
                QRectF(line.center().x() - 0.5, line.top() - 2, 1, line.height() + 4),
                self.palette().color(QPalette.ColorRole.WindowText),
            )
