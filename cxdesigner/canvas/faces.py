"""Five faces for what the customer feels, drawn with lines: mouth and brows say it, colour only repeats it."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from cxdesigner.canvas.ink import NO_BRUSH, brush, mixed, pen
from cxdesigner.canvas.theme import Theme

FACE_RADIUS = 21.0
"""Radius of a face on a card, in units."""

TINT = 0.16
"""How much of its colour the ground of a face has: seen from afar it is more than a thin ring."""

WORDS = {-2: "angry", -1: "unhappy", 0: "neutral", 1: "content", 2: "delighted"}


def paint_face(painter: QPainter, emotion: int, x: float, y: float, theme: Theme, radius: float = FACE_RADIUS) -> None:
    """Draw the face of an emotion (−2 to +2) around a point."""
    emotion = max(-2, min(2, emotion))
    name = theme.face(emotion)
    stroke = radius * 0.16
    painter.setPen(pen(name, stroke))
    painter.setBrush(brush(mixed(name, theme.card, TINT)))
    painter.drawEllipse(QPointF(x, y), radius, radius)
    painter.setBrush(NO_BRUSH)
    painter.setPen(pen(name, radius * 0.24))
    painter.drawPath(_eyes(radius).translated(x, y))
    painter.setPen(pen(name, stroke))
    if emotion == -2:
        _brows(painter, x, y, radius)
    if emotion == 2:
        painter.setBrush(brush(name))
    painter.drawPath(_mouth(emotion, radius).translated(x, y))


@lru_cache(maxsize=100)
def _eyes(radius: float) -> QPainterPath:
    """Return both eyes around the origin, as short lines with round ends: a fraction of what ellipses take in a file."""
    path = QPainterPath()
    for side in (-1, 1):
        path.moveTo(side * radius * 0.36, -radius * 0.22)
        path.lineTo(side * radius * 0.36, -radius * 0.18)
    return path


@lru_cache(maxsize=500)
def _mouth(emotion: int, radius: float) -> QPainterPath:
    """Return the mouth around the origin. Never change it."""
    x = y = 0.0
    path = QPainterPath(QPointF(x - radius * 0.45, y + radius * 0.36))
    if emotion == 0:
        path.lineTo(x + radius * 0.45, y + radius * 0.36)
    elif emotion == 2:
        path = QPainterPath(QPointF(x - radius * 0.48, y + radius * 0.2))
        path.arcTo(QRectF(x - radius * 0.48, y - radius * 0.3, radius * 0.96, radius), 180, 180)
        path.closeSubpath()
    elif emotion == 1:
        path = QPainterPath(QPointF(x - radius * 0.46, y + radius * 0.24))
        path.quadTo(x, y + radius * 0.8, x + radius * 0.46, y + radius * 0.24)
    else:
        path = QPainterPath(QPointF(x - radius * 0.44, y + radius * 0.56))
        path.quadTo(x, y + radius * (0.02 if emotion == -1 else -0.06), x + radius * 0.44, y + radius * 0.56)
    return path


def _brows(painter: QPainter, x: float, y: float, radius: float) -> None:
    for side in (-1, 1):
        painter.drawLine(
            QPointF(x + side * radius * 0.6, y - radius * 0.62), QPointF(x + side * radius * 0.16, y - radius * 0.4)
        )
