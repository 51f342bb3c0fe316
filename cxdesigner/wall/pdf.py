"""PDF pages of exact size on which Qt draws in units of 0.1 mm."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF, QUuid
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from cxdesigner.document.refused import Refused

DOTS_PER_INCH = 1270
"""Five dots a unit: fine enough for hairlines, and units stay whole dots."""
_DOTS_PER_UNIT = DOTS_PER_INCH / 254
_OURS = QUuid("{c1f2a6de-55b1-4c9a-9f0e-3f2f0f1f7b52}")
_LONGEST_PLAIN_MM = 5_080.0
"""14,400 points: longer pages need the user units of PDF 1.6."""


class PdfPages:
    """Pages one after the other; the painter draws in units of 0.1 mm from the top left corner of each.

    The same *identity* gives the same name to the file's inside: Qt would make one up.
    """

    def __init__(self, identity: str, width_mm: float, height_mm: float) -> None:
        self.buffer = QBuffer()
        self.buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.writer = QPdfWriter(self.buffer)
        version = QPdfWriter.PdfVersion
        is_long = max(width_mm, height_mm) > _LONGEST_PLAIN_MM
        self.writer.setPdfVersion(version.PdfVersion_1_6 if is_long else version.PdfVersion_1_4)
        self.writer.setResolution(DOTS_PER_INCH)
        self.writer.setDocumentId(QUuid.createUuidV5(_OURS, identity.encode()))
        self._set_page(width_mm, height_mm)
        self._painter: QPainter | None = None

    def _set_page(self, width_mm: float, height_mm: float) -> None:
        size = QPageSize(
            QSizeF(width_mm, height_mm), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch
        )
        layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
        layout.setMode(QPageLayout.Mode.FullPageMode)
        self.writer.setPageLayout(layout)

    @contextmanager
    def page(self) -> Iterator[QPainter]:
        """Begin a page and lend the painter for it."""
        if self._painter is None:
            self._painter = QPainter(self.writer)
            if not self._painter.isActive():
                raise Refused("The PDF could not be made; there is not enough memory for it.")
        else:
            self.writer.newPage()
        self._painter.save()
        self._painter.scale(_DOTS_PER_UNIT, _DOTS_PER_UNIT)
        try:
            yield self._painter
        finally:
            self._painter.restore()

    def __enter__(self) -> PdfPages:
        return self

    def __exit__(self, *_: object) -> None:
        """End the painter, which must not live longer than what it draws on."""
        if self._painter is not None and self._painter.isActive():
            self._painter.end()
        self.buffer.close()

    def finish(self) -> bytes:
        """End the last page and return the whole file."""
        self.__exit__()
        return bytes(self.buffer.data().data())
