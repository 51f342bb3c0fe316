"""A sheet of paper on a grey table, with a picture on it and lines where it will be cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

MARGIN = 20

Paint = Callable[[QPainter, QRectF], None]
"""Paints what meets a part of the paper, in millimetres."""


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
    """Shows the size, the picture by a function that paints in millimetres, and the cuts over it.

    The picture is painted once and kept; one of many cards in pieces, so that the window goes on between them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size: tuple[float, float] | None = None
        self._paint: Paint | None = None
        self._count = 1
        self._kept = QImage()
        self._pieces: Iterator[QRectF] = iter(())
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._paint_piece)
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
        self, width_mm: float, height_mm: float, paint: Paint, cuts: Sequence[Cut] = (), *, pieces: int = 1
    ) -> None:
        """Show a paper of this size; *paint* draws a part of it in millimetres from its corner, so many *pieces* beside one another."""
        self._size, self._paint, self._cuts, self._count = (width_mm, height_mm), paint, tuple(cuts), max(1, pieces)
        self.repaint_picture()

    def repaint_picture(self) -> None:
        """Paint the picture anew, because it would have other colours now."""
        self._clock.stop()
        self._kept = QImage()
        self.update()

    def is_painted(self) -> bool:
        """Tell whether all of the picture is there."""
        return not self._kept.isNull() and not self._clock.isActive()

    def show_cuts(self, cuts: Sequence[Cut]) -> None:
        """Show other cuts over the same picture."""
        self._cuts = tuple(cuts)
        self.update()

    def show_nothing(self) -> None:
        """Show an empty table."""
        self._size = self._paint = None
        self._cuts = ()
        self.repaint_picture()

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
        self._keep(paper.size())
        painter.drawImage(paper, self._kept)
        painter.setPen(QPen(self._quiet, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(paper)
        for cut in sorted(self._cuts, key=lambda cut: cut.is_marked):
            self._draw_cut(painter, cut, scale)

    def _keep(self, size: QSizeF) -> None:
        """See that a picture of this size is kept, or on its way."""
        ratio = self.devicePixelRatioF()
        dots = QSize(max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio)))
        if self._kept.size() == dots or self._size is None:
            return
        self._kept = QImage(dots, QImage.Format.Format_RGB32)
        self._kept.fill(Qt.GlobalColor.white)
        width = self._size[0] / self._count
        self._pieces = iter([QRectF(place * width, 0, width, self._size[1]) for place in range(self._count)])
        if self._count == 1:
            self._paint_piece()
        else:
            self._clock.start()

    def _paint_piece(self) -> None:
        piece = next(self._pieces, None)
        if piece is None or self._size is None or self._paint is None:
            return
        painter = QPainter(self._kept)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(self._kept.width() / self._size[0], self._kept.height() / self._size[1])
            painter.setClipRect(piece)
            self._paint(painter, piece)
        finally:
            painter.end()
        if self._count > 1:
            self._clock.start()
            self.update()

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
