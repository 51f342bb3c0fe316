"""What stands around the picture on each sheet: where to cut, where to glue, which sheet this is, and whether it is to scale."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from cxdesigner.canvas.fonts import measure
from cxdesigner.canvas.ink import NO_BRUSH, NO_PEN, brush, color, line, pen, polygon, text_line
from cxdesigner.canvas.theme import Theme
from cxdesigner.layout.plan import Rect, TextStyle

NAME = TextStyle(46, bold=True)
FACTS = TextStyle(26)
SCALE_BAR = 1000.0
"""100 mm."""
_HAIR = 1.6
_CUT_FROM, _CUT_LENGTH = 12.0, 48.0
_CROSS = 26.0
_BESIDE = 130.0
"""How far from the right end the arrows up and down stand."""
_NARROW, _OUTSIDE = 900.0, 70.0
"""Beside a picture narrower than this they stand outside of it, or there would be no room for the facts."""
_EDGE = 46.0
"""How far from the edge of the paper nothing is printed: what printers can reach."""


def paint_cut_marks(painter: QPainter, trim: Rect, theme: Theme) -> None:
    """Draw the marks at the four corners outside of what stays after cutting."""
    painter.setPen(pen(theme.ink, _HAIR, is_round=False))
    for x, outwards in ((trim.x, -1), (trim.right, 1)):
        for y, away in ((trim.y, -1), (trim.bottom, 1)):
            line(painter, (x + outwards * _CUT_FROM, y), (x + outwards * (_CUT_FROM + _CUT_LENGTH), y))
            line(painter, (x, y + away * _CUT_FROM), (x, y + away * (_CUT_FROM + _CUT_LENGTH)))


def paint_cross(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    """Draw a registration cross: on two neighbours at the same place of the poster."""
    painter.setPen(pen(theme.quiet, _HAIR, is_round=False))
    painter.setBrush(NO_BRUSH)
    painter.drawEllipse(QPointF(x, y), _CROSS / 2, _CROSS / 2)
    line(painter, (x - _CROSS, y), (x + _CROSS, y))
    line(painter, (x, y - _CROSS), (x, y + _CROSS))


def paint_glue_line(painter: QPainter, start: tuple[float, float], end: tuple[float, float], theme: Theme) -> None:
    """Draw the thin dotted line to which the next sheet reaches."""
    painter.setPen(pen(theme.quiet, _HAIR, (3.0, 9.0)))
    line(painter, start, end)


def paint_label(painter: QPainter, name: str, facts: str, trim: Rect, width: float, theme: Theme) -> None:
    """Write the name of the sheet and its facts above the picture; the facts end in "…" where the paper is narrow."""
    y = max(_EDGE + 36, trim.y - _CUT_FROM - 34)
    x = trim.x + 70
    text_line(painter, name, NAME, theme.ink, x, y)
    x += measure(name, NAME) + 36
    text_line(painter, shortened(facts, min(width - 60, _aside(trim) - 40) - x, FACTS), FACTS, theme.detail, x, y)


def paint_scale_bar(painter: QPainter, trim: Rect, height: float, theme: Theme) -> None:
    """Draw 100 mm to be measured, below the picture; half of it where the sheet is narrow."""
    length = SCALE_BAR if trim.width > SCALE_BAR + 480 else SCALE_BAR / 2
    y = min(height - _EDGE - 8, trim.bottom + _CUT_FROM + 50)
    x = trim.x + 70
    painter.setPen(pen(theme.ink, 4.0, is_round=False))
    line(painter, (x, y), (x + length, y))
    painter.setPen(pen(theme.ink, 2.4, is_round=False))
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        tick = 20 if share in (0.0, 1.0) else 12
        line(painter, (x + share * length, y - tick), (x + share * length, y))
    bar = f"{length / 10:.0f} mm"
    ways = (f"{bar}: measure it. If it is shorter, print again at 100 %.", f"{bar} when printed at 100 %", bar)
    room = _aside(trim) - 60 - (x + length + 30)
    said = next((way for way in ways if measure(way, FACTS) <= room), bar)
    text_line(painter, said, FACTS, theme.detail, x + length + 30, y)


def paint_neighbour(painter: QPainter, label: str, side: str, trim: Rect, theme: Theme) -> None:
    """Draw an arrow to a neighbour with its name, in the margin on that side ("left", "right", "above", "below")."""
    x, y = trim.center
    name = TextStyle(FACTS.size, bold=True)
    wide = measure(label, name)
    if side in ("left", "right"):
        outwards = -1 if side == "left" else 1
        edge = trim.x if side == "left" else trim.right
        _arrow(painter, edge + outwards * 56, y, outwards, 0, theme)
        text_line(painter, label, name, theme.detail, edge + outwards * 62 - wide / 2, y - 34)
        return
    away = -1 if side == "above" else 1
    x = _aside(trim)
    y = (trim.y if side == "above" else trim.bottom) + away * 56
    _arrow(painter, x, y, 0, away, theme)
    text_line(painter, label, name, theme.detail, x + 26, y + 10)


def _aside(trim: Rect) -> float:
    """Return where the arrows up and down stand: near the right end, where neither the label nor the scale bar is."""
    return trim.right + _OUTSIDE if trim.width < _NARROW else trim.right - _BESIDE


def _arrow(painter: QPainter, x: float, y: float, right: int, down: int, theme: Theme) -> None:
    painter.setPen(NO_PEN)
    painter.setBrush(brush(theme.detail))
    painter.drawPolygon(
        polygon(
            [
                (x + right * 18, y + down * 18),
                (x - right * 6 + down * 13, y - down * 6 + right * 13),
                (x - right * 6 - down * 13, y - down * 6 - right * 13),
            ]
        )
    )


def shortened(text: str, room: float, style: TextStyle) -> str:
    """Return a line as it fits, ending in "…" where it does not."""
    if measure(text, style) <= room:
        return text
    while text and measure(text + "…", style) > room:
        text = text[:-1]
    return text.rstrip(" ·") + "…" if text else ""


def paint_page_ground(painter: QPainter, page: Rect, theme: Theme) -> None:
    """Make the sheet white, whatever a viewer shows below it."""
    painter.fillRect(QRectF(page.x, page.y, page.width, page.height), color(theme.ground))
