"""The same picture for slides and web pages: SVG with its text as text, PNG at any number of dots."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from cxdesigner.canvas import fonts
from cxdesigner.canvas.ink import color
from cxdesigner.canvas.painting import Theme, paint_plan
from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import Rect
from cxdesigner.layout.sheets import INCH_MM
from cxdesigner.wall.order import Order
from cxdesigner.wall.pdf import UNITS_PER_INCH
from cxdesigner.wall.sizing import Picture, picture_of
from cxdesigner.wall.strips import Progress, png_of

_BLEED = 100.0


def write_svg(document: Document, map_id: RecordId, order: Order) -> bytes:
    """Return a map as SVG on an explicit ground; without a paper at its natural size."""
    picture = picture_of(document, map_id, order)
    width, height = round(picture.width_mm * 10), round(picture.height_mm * 10)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(UNITS_PER_INCH)
    generator.setSize(QSize(width, height))
    generator.setViewBox(QRectF(0, 0, width, height))
    generator.setTitle(document.map(map_id).title)
    generator.setDescription("A customer experience map made with CX Designer")
    painter = QPainter(generator)
    try:
        paint_picture(painter, picture, order.theme)
    finally:
        painter.end()
    buffer.close()
    # Each text names all our families; viewers find letters of other scripts by themselves, but need a last resort.
    return bytes(buffer.data().data()).replace(",".join(fonts.FAMILIES).encode(), b"Noto Sans, sans-serif")


def write_png(
    document: Document,
    map_id: RecordId,
    order: Order,
    *,
    dots_per_inch: float = 150,
    dots_across: int | None = None,
    progress: Progress | None = None,
) -> bytes:
    """Return a map as PNG, with so many dots an inch or, where that is given, so many dots across.

    Takes memory for one strip of it only; refuses more dots than other programs can be expected to open.
    """
    picture = picture_of(document, map_id, order)
    if dots_across is not None:
        dots_per_inch = dots_across / picture.width_mm * INCH_MM
    width, height = (max(1, round(side / INCH_MM * dots_per_inch)) for side in (picture.width_mm, picture.height_mm))

    def paint(painter: QPainter) -> None:
        painter.scale(dots_per_inch / UNITS_PER_INCH, dots_per_inch / UNITS_PER_INCH)
        paint_picture(
            painter, picture, order.theme, painter.transform().inverted()[0].mapRect(QRectF(painter.viewport()))
        )

    title = document.map(map_id).title
    return png_of(width, height, paint, dots_per_inch=dots_per_inch, title=title, progress=progress)


def paint_picture(painter: QPainter, picture: Picture, theme: Theme, part: QRectF | None = None) -> None:
    """Draw a whole page, its ground included, or what of it meets a *part*, in units of 0.1 mm of the page."""
    painter.fillRect(QRectF(0, 0, picture.width_mm * 10, picture.height_mm * 10), color(theme.ground))
    painter.save()
    painter.translate(picture.left_mm * 10, picture.top_mm * 10)
    painter.scale(picture.scale, picture.scale)
    clip = None
    if part is not None:
        # What stands on the edge of the part reaches beyond its own rectangle: arrow heads, strokes, marks on cards.
        clip = picture.in_map(part.x() / 10, part.y() / 10, part.width() / 10, part.height() / 10).grown(_BLEED)
    paint_map(painter, picture, theme, clip)
    painter.restore()


def paint_map(painter: QPainter, picture: Picture, theme: Theme, clip: Rect | None = None) -> None:
    """Draw all bands of a map, or what of them meets *clip*, in units of the map."""
    for band in picture.map.bands:
        painter.save()
        painter.translate(0, band.top)
        part = None if clip is None else clip.moved(0, -band.top)
        paint_plan(
            painter,
            band.plan,
            theme,
            clip=part,
            problems=picture.problems,
            times=picture.times,
            heat=picture.heat,
            explained=picture.explained,
        )
        painter.restore()
