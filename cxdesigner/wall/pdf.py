"""Pages of exact size on which Qt draws in units of 0.1 mm: those of a PDF, and what any printer takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF, QUuid
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from cxdesigner.document.refused import Refused
from cxdesigner.wall.unseen import Unseen, unseen

DOTS_PER_INCH = 1270
"""Five dots a unit: fine enough for hairlines, and units stay whole dots."""
UNITS_PER_INCH = 254
_OURS = QUuid("{c1f2a6de-55b1-4c9a-9f0e-3f2f0f1f7b52}")
_LONGEST_PLAIN_MM = 5_080.0
"""14,400 points: longer pages need the user units of PDF 1.6."""


def layout_of(width_mm: float, height_mm: float) -> QPageLayout:
    """Return a page of exactly this size without margins; a printer leaves white what it cannot reach."""
    size = QPageSize(QSizeF(width_mm, height_mm), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


class Pages:
    """Pages one after the other; the painter draws in units of 0.1 mm from the top left corner of each."""

    def __init__(self, device: QPagedPaintDevice, dots_per_inch: int) -> None:
        self._device = device
        self._scale = dots_per_inch / UNITS_PER_INCH
        self._painter: QPainter | None = None

    @contextmanager
    def page(self) -> Iterator[QPainter]:
        """Begin a page and lend the painter for it. Raises Refused where nothing can be drawn there."""
        if self._painter is None:
            self._painter = QPainter(self._device)
            if not self._painter.isActive():
                raise Refused(self.failure())
        elif not self._device.newPage():
            raise Refused(self.failure())
        self._painter.save()
        self._painter.scale(self._scale, self._scale)
        try:
            yield self._painter
        finally:
            self._painter.restore()

    def failure(self) -> str:
        """Return the sentence for where no page can be made."""
        return "The page could not be made; the printer does not take it."

    def end(self) -> None:
        """End the painter, which must not live longer than what it draws on."""
        if self._painter is not None and self._painter.isActive():
            self._painter.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()


class _Writer(QPdfWriter):
    """A writer that keeps the words which are drawn as outlines (`canvas.ink.write` hands them over)."""

    def __init__(self, buffer: QBuffer) -> None:
        super().__init__(buffer)
        self.page = 0
        self.unseen: list[Unseen] = []

    def newPage(self) -> bool:
        self.page += 1
        return super().newPage()

    def keep_words(self, painter: QPainter, text: str, x: float, y: float) -> None:
        """Keep what stands at a place in the painter's own units."""
        self.unseen.append(unseen(painter, self.page, text, x, y, DOTS_PER_INCH))


class PdfPages(Pages):
    """The pages of one PDF. The same *identity* gives the same name to the file's inside: Qt would make one up."""

    def __init__(self, identity: str, width_mm: float, height_mm: float) -> None:
        self.buffer = QBuffer()
        self.buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.writer = _Writer(self.buffer)
        version = QPdfWriter.PdfVersion
        is_long = max(width_mm, height_mm) > _LONGEST_PLAIN_MM
        self.writer.setPdfVersion(version.PdfVersion_1_6 if is_long else version.PdfVersion_1_4)
        self.writer.setResolution(DOTS_PER_INCH)
        self.writer.setDocumentId(QUuid.createUuidV5(_OURS, identity.encode()))
        self.writer.setPageLayout(layout_of(width_mm, height_mm))
        super().__init__(self.writer, DOTS_PER_INCH)

    def failure(self) -> str:
        return "The PDF could not be made; there is not enough memory for it."

    def end(self) -> None:
        super().end()
        self.buffer.close()

    def finish(self) -> bytes:
        """End the last page and return the whole file."""
        self.end()
        return bytes(self.buffer.data().data())
