"""A part of a paper as an image, painted in pieces so that the window goes on between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

Paint = Callable[[QPainter, QRectF], None]
"""Paints what meets a part of the paper, in millimetres."""


class PaintedPart(QObject):
    """An image of `part` of the paper; `grew` when a piece was added."""

    grew = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.image, self.part = QImage(), QRectF()
        self._paint: Paint | None = None
        self._pieces: Iterator[QRectF] = iter(())
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._paint_piece)

    def forget(self) -> None:
        """Be empty."""
        self._clock.stop()
        self.image, self.part, self._paint = QImage(), QRectF(), None

    def shows(self, part: QRectF, dots: QSize) -> bool:
        """Tell whether this part is there with so many dots, or on its way."""
        return self.image.size() == dots and self.part == part

    def is_done(self) -> bool:
        """Tell whether all of it is there."""
        return not self.image.isNull() and not self._clock.isActive()

    def show(self, paint: Paint, part: QRectF, dots: QSize, count: int) -> None:
        """Paint a part of the paper with so many dots, so many pieces beside one another; one piece is there at once."""
        self._paint, self.part = paint, part
        self.image = QImage(dots, QImage.Format.Format_RGB32)
        self.image.fill(0xFFFFFFFF)
        width = part.width() / count
        pieces = [QRectF(part.x() + place * width, part.y(), width, part.height()) for place in range(count)]
        self._pieces = iter(pieces)
        if count == 1:
            self._paint_piece()
        else:
            self._clock.start()

    def _paint_piece(self) -> None:
        piece = next(self._pieces, None)
        if piece is None or self._paint is None:
            return
        painter = QPainter(self.image)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(self.image.width() / self.part.width(), self.image.height() / self.part.height())
            painter.translate(-self.part.topLeft())
            painter.setClipRect(piece)
            self._paint(painter, piece)
        finally:
            painter.end()
        if piece.right() < self.part.right() - 1e-6:
            self._clock.start()
        self.grew.emit()
