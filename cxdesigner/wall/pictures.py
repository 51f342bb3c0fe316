"""The same picture for slides and web pages: SVG with its text as text, PNG at any number of dots."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from cxdesigner.canvas import fonts
from cxdesigner.canvas.ink import color
from cxdesigner.canvas.painting import THEMES, Theme, paint_plan
from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.layout.plan import Rect
from cxdesigner.layout.sheets import Paper
from cxdesigner.wall.sizing import Picture, picture_of

_UNITS_PER_INCH = 254
_MOST_PIXELS = 200_000_000
"""A0 at 350 dots an inch; 800 MB while it is drawn."""
_LONGEST_SIDE = 32_000
"""What Qt's painter can address."""


def write_svg(
    document: Document,
    map_id: RecordId,
    *,
    paper: Paper | None = None,
    lanes: LaneKind | None = None,
    landscape: bool | None = None,
    may_fold: bool = True,
    theme: Theme = THEMES["paper"],
) -> bytes:
    """Return a map as SVG on an explicit ground; without a paper at its natural size."""
    picture = picture_of(document, map_id, lanes, paper, landscape, may_fold=may_fold)
    width, height = round(picture.width_mm * 10), round(picture.height_mm * 10)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(_UNITS_PER_INCH)
    generator.setSize(QSize(width, height))
    generator.setViewBox(QRectF(0, 0, width, height))
    generator.setTitle(document.map(map_id).title)
    generator.setDescription("A customer experience map made with CX Designer")
    painter = QPainter(generator)
    try:
        paint_picture(painter, picture, theme)
    finally:
        painter.end()
    buffer.close()
    # Each text names all our families; viewers find letters of other scripts by themselves, but need a last resort.
    return bytes(buffer.data().data()).replace(",".join(fonts.FAMILIES).encode(), b"Noto Sans, sans-serif")


def write_png(
    document: Document,
    map_id: RecordId,
    *,
    dots_per_inch: int = 150,
    paper: Paper | None = None,
    lanes: LaneKind | None = None,
    landscape: bool | None = None,
    may_fold: bool = True,
    theme: Theme = THEMES["paper"],
) -> bytes:
    """Return a map as PNG; refuse more dots than a computer can be expected to hold."""
    picture = picture_of(document, map_id, lanes, paper, landscape, may_fold=may_fold)
    width, height = (round(side / 25.4 * dots_per_inch) for side in (picture.width_mm, picture.height_mm))
    if width * height > _MOST_PIXELS or max(width, height) > _LONGEST_SIDE:
        raise Refused(
            f"A picture of {width:,} × {height:,} dots is too large; ask for fewer dots per inch or smaller paper."
        )
    image = QImage(max(1, width), max(1, height), QImage.Format.Format_RGB32)
    if image.isNull():
        raise Refused(f"There is not enough memory for a picture of {width:,} × {height:,} dots; ask for fewer.")
    per_meter = round(dots_per_inch / 0.0254)
    image.setDotsPerMeterX(per_meter)
    image.setDotsPerMeterY(per_meter)
    image.setText("Title", document.map(map_id).title)
    painter = QPainter(image)
    try:
        painter.scale(dots_per_inch / _UNITS_PER_INCH, dots_per_inch / _UNITS_PER_INCH)
        paint_picture(painter, picture, theme)
    finally:
        painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"png")).write(image):
        raise Refused("The picture could not be made; there is not enough memory for it.")
    buffer.close()
    return bytes(buffer.data().data())


def paint_picture(painter: QPainter, picture: Picture, theme: Theme) -> None:
    """Draw a whole page, its ground included; the painter draws in units of 0.1 mm of the page."""
    painter.fillRect(QRectF(0, 0, picture.width_mm * 10, picture.height_mm * 10), color(theme.ground))
    painter.save()
    painter.translate(picture.left_mm * 10, picture.top_mm * 10)
    painter.scale(picture.scale, picture.scale)
    paint_map(painter, picture, theme)
    painter.restore()


def paint_map(painter: QPainter, picture: Picture, theme: Theme, clip: Rect | None = None) -> None:
    """Draw all bands of a map, or what of them meets *clip*, in units of the map."""
    for band in picture.map.bands:
        painter.save()
        painter.translate(0, band.top)
        paint_plan(painter, band.plan, theme, clip=None if clip is None else clip.moved(0, -band.top))
        painter.restore()
