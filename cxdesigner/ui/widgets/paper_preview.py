"""A sheet of paper on a grey table, with a picture on it and lines where it will be cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

MARGIN = 20


@dataclass(frozen=True, slots=True)
class Cut:
    """One sheet of a tiled poster: its place on the poster in millimetres, and what is written on it; some are marked."""

    x: float
    y: float
    width: float
    height: float
    label: str
    is_marked: bool = False


class PaperPreview(QWidget):
    """Shows the size, draws the picture by a function that paints in millimetres, and the cuts over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size: tuple[float, float] | None = None
        self._paint: Callable[[QPainter], None] | None = None
        self._cuts: Sequence[Cut] = ()
        self._table = QColor("#eef1f5")
        self._accent = QColor("#1d6fe0")
        self._quiet = QColor("#7d8894")
        self.setMinimumSize(240, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_colors(self, table: str, accent: str, quiet: str) -> None:
        """Take the colours of the table, the cuts and the edge of the paper."""
        self._table, self._accent, self._quiet = QColor(table), QColor(accent), QColor(quiet)
        self.update()

    def show_paper(
        self, width_mm: float, height_mm: float, paint: Callable[[QPainter], None], cuts: Sequence[Cut] = ()
    ) -> None:
        """Show a paper of this size; *paint* draws on it in millimetres from its corner."""
        self._size, self._paint, self._cuts = (width_mm, height_mm), paint, tuple(cuts)
        self.update()

    def show_cuts(self, cuts: Sequence[Cut]) -> None:
        """Show other cuts over the same picture."""
        self._cuts = tuple(cuts)
        self.update()

    def show_nothing(self) -> None:
        """Show an empty table."""
        self._size = self._paint = None
        self._cuts = ()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._table)
        if self._size is not None and self._paint is not None:
            self._draw(painter, *self._size)
        painter.end()

    def _draw(self, painter: QPainter, width: float, height: float) -> None:
        all_width = max([width, *(cut.x + cut.width for cut in self._cuts)])
        all_height = max([height, *(cut.y + cut.height for cut in self._cuts)])
        scale = min((self.width() - 2 * MARGIN) / all_width, (self.height() - 2 * MARGIN) / all_height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate((self.width() - all_width * scale) / 2, (self.height() - all_height * scale) / 2)
        paper = QRectF(0, 0, width * scale, height * scale)
        painter.fillRect(paper.translated(2, 3), self._quiet.lighter(150))
        painter.fillRect(paper, Qt.GlobalColor.white)
        painter.save()
        painter.setClipRect(paper)
        painter.scale(scale, scale)
        assert self._paint is not None
        self._paint(painter)
        painter.restore()
        painter.setPen(QPen(self._quiet, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(paper)
        for cut in sorted(self._cuts, key=lambda cut: cut.is_marked):
            self._draw_cut(painter, cut, scale)

    def _draw_cut(self, painter: QPainter, cut: Cut, scale: float) -> None:
        rect = QRectF(cut.x * scale, cut.y * scale, cut.width * scale, cut.height * scale)
        if cut.is_marked:
            painter.setPen(QPen(self._accent, 3))
            painter.drawRect(rect.adjusted(2, 2, -2, -2))
        else:
            painter.setPen(QPen(self._accent, 1, Qt.PenStyle.DashLine))
            painter.drawRect(rect)
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._accent)
        size = painter.fontMetrics().size(0, cut.label)
        if size.width() + 12 < rect.width() and size.height() + 8 < rect.height():
            badge = QRectF(0, 0, size.width() + 14, size.height() + 6)
            badge.moveCenter(rect.center())
            painter.setBrush(self._accent if cut.is_marked else QColor(255, 255, 255))
            painter.setPen(QPen(self._accent, 1))
            painter.drawRoundedRect(badge, 6, 6)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if cut.is_marked:
                painter.setPen(QColor(255, 255, 255))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, cut.label)
