"""Pens, brushes, letters and outlines: what every painting function draws with. Only what a PDF can carry."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPaintEngine, QPainter, QPainterPath, QPen, QPolygonF

from cxdesigner.canvas import fonts
from cxdesigner.layout.plan import Rect, TextBlock, TextStyle

Point = tuple[float, float]
NO_PEN = QPen(Qt.PenStyle.NoPen)
NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)
_NONE: Any = None
MOST_MARKS = 3
"""Marks on one letter: Hebrew and Vietnamese need as many."""


@cache
def color(name: str) -> QColor:
    """Return a colour by its name (`#rrggbb`). Never change it."""
    return QColor(name)


@cache
def brush(name: str) -> QBrush:
    """Return the brush of one flat colour."""
    return QBrush(QColor(name))


@cache
def pen(name: str, width: float, dashes: tuple[float, ...] = (), is_round: bool = True) -> QPen:
    """Return a pen; width and dashes are in units."""
    result = QPen(QColor(name), width)
    result.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    result.setCapStyle(Qt.PenCapStyle.RoundCap if is_round and not dashes else Qt.PenCapStyle.FlatCap)
    if dashes:
        result.setDashPattern([length / width for length in dashes])
    return result


@cache
def mixed(name: str, ground: str, share: float) -> str:
    """Return a colour laid thinly over another one, *share* (0 to 1) of it: flat, for paper knows no glass."""
    over, under = QColor(name), QColor(ground)
    parts = zip(over.getRgb()[:3], under.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a * share + b * (1 - share)) for a, b in parts)).name()


def grid_pen(painter: QPainter, name: str, width: float) -> QPen:
    """Return a pen for lines without smoothing: where there are pixels a whole number of them, so that all are alike."""
    engine = painter.paintEngine()
    scale = abs(painter.deviceTransform().m11())
    if engine is None or engine.type() != QPaintEngine.Type.Raster or not scale:
        return pen(name, width)
    return _flat_pen(name, max(1, round(width * scale)), scale)


@lru_cache(maxsize=256)
def _flat_pen(name: str, dots: int, scale: float) -> QPen:
    result = QPen(color(name), dots / scale)
    result.setCapStyle(Qt.PenCapStyle.FlatCap)
    return result


def box(rect: Rect) -> QRectF:
    """Return Qt's kind of rectangle."""
    return QRectF(rect.x, rect.y, rect.width, rect.height)


def fill(painter: QPainter, rect: Rect, name: str) -> None:
    """Fill a rectangle without an edge."""
    painter.fillRect(box(rect), color(name))


def line(painter: QPainter, start: Point, end: Point) -> None:
    """Draw a straight line with the painter's pen."""
    painter.drawLine(QPointF(*start), QPointF(*end))


def polygon(points: Sequence[Point]) -> QPolygonF:
    """Return a closed outline."""
    return QPolygonF([QPointF(x, y) for x, y in points])


def rounded(painter: QPainter, rect: Rect, radius: float, outline: QPen, inside: QBrush) -> None:
    """Draw a rectangle with round corners."""
    painter.setPen(outline)
    painter.setBrush(inside)
    painter.drawRoundedRect(box(rect), radius, radius)


def left_end(rect: Rect, width: float, radius: float) -> QPainterPath:
    """Return the left *width* of a rectangle with round corners."""
    path = QPainterPath(QPointF(rect.x + width, rect.y))
    path.lineTo(rect.x + radius, rect.y)
    path.arcTo(QRectF(rect.x, rect.y, 2 * radius, 2 * radius), 90, 90)
    path.lineTo(rect.x, rect.bottom - radius)
    path.arcTo(QRectF(rect.x, rect.bottom - 2 * radius, 2 * radius, 2 * radius), 180, 90)
    path.lineTo(rect.x + width, rect.bottom)
    path.closeSubpath()
    return path


def right_edge(rect: Rect, width: float, radius: float) -> QPainterPath:
    """Return the edge of a rectangle with round corners without its left *width*."""
    path = QPainterPath(QPointF(rect.x + width, rect.y))
    path.lineTo(rect.right - radius, rect.y)
    path.arcTo(QRectF(rect.right - 2 * radius, rect.y, 2 * radius, 2 * radius), 90, -90)
    path.lineTo(rect.right, rect.bottom - radius)
    path.arcTo(QRectF(rect.right - 2 * radius, rect.bottom - 2 * radius, 2 * radius, 2 * radius), 0, -90)
    path.lineTo(rect.x + width, rect.bottom)
    return path


def rounded_line(points: Sequence[Point], radius: float) -> QPainterPath:
    """Return an orthogonal line with round corners, none rounder than half of the shorter leg."""
    path = QPainterPath(QPointF(*points[0]))
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        into, out = _length(before, corner), _length(corner, after)
        reach = min(radius, into / 2, out / 2)
        if reach <= 0:
            continue
        path.lineTo(QPointF(*_towards(corner, before, reach / into)))
        path.quadTo(QPointF(*corner), QPointF(*_towards(corner, after, reach / out)))
    path.lineTo(QPointF(*points[-1]))
    return path


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


@lru_cache(maxsize=20_000)
def calm(text: str) -> str:
    """Return a line without the marks that somebody has heaped on a letter: more than three reach into other lines."""
    if text.isascii():
        return text
    kept, heap = [], 0
    for letter in text:
        heap = heap + 1 if unicodedata.category(letter) == "Mn" else 0
        if heap <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def reads_from_right(text: str) -> bool:
    """Tell whether a line reads from right to left: its first letter with a direction says so."""
    if text.isascii():
        return False
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def baseline(style: TextStyle, top: float, line_height: float) -> float:
    """Return where letters stand in a line of a given height."""
    above, below = fonts.rise(style)
    return top + (line_height - above - below) / 2 + above


def text_line(painter: QPainter, text: str, style: TextStyle, name: str, x: float, y: float) -> None:
    """Draw one line of letters that stand on *y*."""
    if painter.hasClipping() and _is_cut_away(painter, x, y - style.size, fonts.measure(text, style), style.size * 1.3):
        return
    painter.setFont(fonts.font(fonts.legible(style, text)))
    painter.setPen(color(name))
    write(painter, text, x, y)


def write(painter: QPainter, text: str, x: float, y: float) -> None:
    """Draw letters with the painter's font and pen.

    In SVG those that read from the right become outlines: Qt 6.11 writes each word as a text of its own, and viewers turn
    the brackets between them the wrong way round. In PDF those do that Qt could not tell a reader; what they say goes to the
    device, if it can keep it (`keep_words`).
    """
    if not text.isascii() and _must_be_outlines(painter, text):
        path = QPainterPath()
        path.addText(QPointF(x, y), painter.font(), text)
        painter.fillPath(path, QBrush(painter.pen().color()))
        keep_words = getattr(painter.device(), "keep_words", None)
        if keep_words is not None:
            keep_words(painter, text, x, y)
        return
    painter.drawText(QPointF(x, y), text)


def _must_be_outlines(painter: QPainter, text: str) -> bool:
    engine = painter.paintEngine()
    kind = engine.type() if engine is not None else None
    if kind == QPaintEngine.Type.SVG:
        return _has_right(text)
    if kind == QPaintEngine.Type.Pdf and any(_is_joined(letter) for letter in text):
        return hasattr(painter.device(), "keep_words")
    return False


def _has_right(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)


def _is_joined(letter: str) -> bool:
    """Tell whether a letter has a shape of its own only with others, or is beyond what Qt tells readers of a PDF."""
    return letter > "\uffff" or unicodedata.category(letter) in {"Mn", "Mc", "Cf"}


def _is_cut_away(painter: QPainter, x: float, y: float, width: float, height: float) -> bool:
    """Tell whether letters would be wholly outside of what is kept: on paper they would still be found and copied."""
    return not painter.clipBoundingRect().intersects(QRectF(x, y, width, height))


def text_block(painter: QPainter, block: TextBlock, name: str, right: float = 0.0, down: float = 0.0) -> None:
    """Draw the lines of a block, moved to the right and down; lines that read from the right end at its right."""
    rect = block.rect
    if painter.hasClipping() and _is_cut_away(painter, rect.x + right, rect.y + down, rect.width, rect.height):
        return
    painter.setFont(fonts.font(fonts.legible(block.style, "".join(block.lines))))
    painter.setPen(color(name))
    y = baseline(block.style, block.rect.y + down, block.line_height)
    left, height = rect.x + right, block.line_height
    for text in block.lines:
        if text.isascii():
            painter.drawText(QPointF(left, y), text)
        else:
            x = rect.right + right - fonts.measure(text, block.style) if reads_from_right(text) else left
            write(painter, calm(text), x, y)
        y += height
