"""Bundled icons in any colour, always as vectors: sharp at every zoom and on the wall."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPaintEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cxdesigner import resources

_NAME = re.compile(r"[a-z0-9-]{1,60}")
UNKNOWN = "circle-help"


@cache
def exists(name: str) -> bool:
    """Tell whether an icon of this name is bundled. Names come out of files, so nothing else is believed."""
    return _NAME.fullmatch(name) is not None and resources.path("icons", f"{name}.svg").is_file()


@cache
def renderer(name: str, color: str, stroke: float = 2.0) -> QSvgRenderer:
    """Return what draws an icon in one colour (`#rrggbb`); QtSvg would paint `currentColor` black."""
    svg = resources.text("icons", f"{name if exists(name) else UNKNOWN}.svg")
    svg = svg.replace("currentColor", color).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    return QSvgRenderer(QByteArray(svg.encode()))


def paint_icon(painter: QPainter, name: str, box: QRectF, color: str, stroke: float = 2.0) -> None:
    """Draw an icon into a square; where there are pixels, into whole ones, so that its lines stay sharp."""
    renderer(name, color, stroke).render(painter, _on_pixels(painter, box))


def _on_pixels(painter: QPainter, box: QRectF) -> QRectF:
    engine, transform = painter.paintEngine(), painter.deviceTransform()
    is_raster = engine is not None and engine.type() == QPaintEngine.Type.Raster
    if not is_raster or transform.isRotating() or not transform.isInvertible():
        return box
    place = transform.mapRect(box)
    size = max(1, round(place.width()))
    return transform.inverted()[0].mapRect(QRectF(round(place.x()), round(place.y()), size, size))


@cache
def icon(name: str, color: str, size: int = 20) -> QIcon:
    """Return an icon for buttons and menus, with pictures for screens of one, two and three times the pixels."""
    result = QIcon()
    for factor in (1, 2, 3):
        picture = QPixmap(QSize(size * factor, size * factor))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_icon(painter, name, QRectF(0, 0, size * factor, size * factor), color)
        painter.end()
        picture.setDevicePixelRatio(factor)
        result.addPixmap(picture)
    return result
