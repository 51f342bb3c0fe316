"""PNG of any size in little memory: painted strip by strip, and written as it is painted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO

import png
from PySide6.QtGui import QImage, QPainter

from cxdesigner.document.refused import Refused

STRIP = 256
"""Rows of dots that are painted at once."""
MOST_ACROSS = 32_000
"""What Qt's painter can address."""
MOST_DOTS = 1_000_000_000
"""A0 at 800 dots an inch; a minute of work."""
_COMPRESSION = 6
_BYTES_A_DOT = 3
_HEAD = 33
"""Bytes with which every PNG begins: its signature, and the chunk that tells its size."""

Paint = Callable[[QPainter], None]
Progress = Callable[[float], None]
"""Is told which share is done, from 0 to 1; what it raises ends the work."""


def png_of(
    width: int, height: int, paint: Paint, *, dots_per_inch: float, title: str, progress: Progress | None = None
) -> bytes:
    """Return a picture of *width* × *height* dots as PNG.

    *paint* draws the whole picture in dots, once for each strip, with all but the strip cut off: memory is taken for
    one strip and for what is written. Refuses what nobody could open or wait for.
    """
    if max(width, height) > 4 * MOST_ACROSS or width > MOST_ACROSS or width * height > MOST_DOTS:
        raise Refused(f"A picture of {width:,} × {height:,} dots is too large; ask for fewer dots or smaller paper.")
    result = BytesIO()
    per_metre = round(dots_per_inch / 0.0254)
    writer = png.Writer(
        width,
        height,
        greyscale=False,
        compression=_COMPRESSION,
        x_pixels_per_unit=per_metre,
        y_pixels_per_unit=per_metre,
        unit_is_meter=True,
    )
    writer.write_packed(result, _rows(width, height, paint, progress))
    said = BytesIO()
    png.write_chunk(said, b"iTXt", b"Title\0\0\0\0\0" + title.encode())
    data = result.getbuffer()
    return b"".join((data[:_HEAD], said.getbuffer(), data[_HEAD:]))


def _rows(width: int, height: int, paint: Paint, progress: Progress | None) -> Iterator[bytes]:
    """Yield the dots of each row, red, green and blue."""
    for top in range(0, height, STRIP):
        image = QImage(width, min(STRIP, height - top), QImage.Format.Format_RGB888)
        if image.isNull():
            raise Refused(f"There is not enough memory for a picture of {width:,} × {height:,} dots; ask for fewer.")
        painter = QPainter(image)
        try:
            painter.translate(0, -top)
            paint(painter)
        finally:
            painter.end()
        dots, stride = bytes(image.constBits()), image.bytesPerLine()
        for row in range(image.height()):
            yield dots[row * stride : row * stride + width * _BYTES_A_DOT]
        if progress is not None:
            progress(min(1.0, (top + STRIP) / height))
