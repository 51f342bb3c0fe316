"""Small pictures of maps for the first page, painted from the plan of the map."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap

from cxdesigner.document.document import Document
from cxdesigner.document.refused import Refused
from cxdesigner.storage.offers import Offer
from cxdesigner.ui.look import Look

ROUND = 6


def picture_of_template(name: str, size: QSize, dots: float, look: Look) -> QPixmap:
    """Return a picture of a template that fills *size*, sharp on a screen with *dots* pixels a point."""
    from cxdesigner.formats.templates import template

    return picture_of(template(name), size, dots, look)


def picture_of_work(offer: Offer, size: QSize, dots: float, look: Look) -> QPixmap | None:
    """Return a picture of work that was not saved; None where it cannot be read, or may be what ended the program."""
    from cxdesigner.storage.offers import newest_of

    if offer.tries:
        return None
    try:
        return picture_of(newest_of(offer).document, size, dots, look, is_whole=True)
    except Refused:
        return None


def picture_of(document: Document, size: QSize, dots: float, look: Look, *, is_whole: bool = False) -> QPixmap:
    """Return a picture of the first map of a document: its upper left part, as large as the height allows, or all of it."""
    from cxdesigner.canvas.fonts import measure
    from cxdesigner.document.reading import first_map
    from cxdesigner.layout.grid import lay_out
    from cxdesigner.wall.miniature import paint_miniature

    map = first_map(document)
    plan = lay_out(document, map.id, map.lanes, measure)
    picture = QPixmap(size * dots)
    picture.setDevicePixelRatio(dots)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = QPainterPath()
    frame.addRoundedRect(QRectF(0, 0, size.width(), size.height()), ROUND, ROUND)
    painter.setClipPath(frame)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(look.theme.ground))
    fits = (size.height() / max(1.0, plan.height), size.width() / max(1.0, plan.width))
    scale = min(fits) if is_whole else max(fits)
    if is_whole:
        painter.translate((size.width() - scale * plan.width) / 2, (size.height() - scale * plan.height) / 2)
    painter.scale(scale, scale)
    paint_miniature(painter, plan, look.theme)
    painter.end()
    return picture
