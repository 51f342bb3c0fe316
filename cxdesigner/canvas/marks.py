"""Small signs with a shape of their own: stripes of teams, the diamond, problems, expectation, stickers' corners."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from cxdesigner.canvas import fonts, icons
from cxdesigner.canvas.ink import (
    NO_BRUSH,
    NO_PEN,
    baseline,
    box,
    brush,
    left_end,
    line,
    pen,
    polygon,
    rounded,
    text_line,
)
from cxdesigner.canvas.theme import Pattern, Theme
from cxdesigner.layout.plan import Rect, TextStyle

STRIPE = 22.0
"""Width of a team's stripe on a card, in units."""

SIGN_STEP = 26.0
"""From one sign of a pattern to the next."""
PROBLEM_RADIUS = 19.0
TAG = TextStyle(24, bold=True)
TAG_PAD = 14.0


def paint_stripe(painter: QPainter, rect: Rect, team: int | None, theme: Theme, *, radius: float = 0.0) -> None:
    """Draw a team's colour and pattern along the left end of a rectangle, *STRIPE* wide."""
    painter.setPen(NO_PEN)
    painter.setBrush(brush(theme.team(team)))
    if radius:
        painter.drawPath(left_end(rect, STRIPE, radius))
    else:
        painter.drawRect(QRectF(rect.x, rect.y, STRIPE, rect.height))
    paint_pattern(painter, Rect(rect.x, rect.y, STRIPE, rect.height), theme.pattern(team), theme)


def paint_pattern(painter: QPainter, rect: Rect, pattern: Pattern, theme: Theme) -> None:
    """Repeat a pattern downwards in a stripe; what does not fit whole is left out."""
    if pattern is Pattern.PLAIN:
        return
    middle = rect.x + rect.width / 2
    count = int((rect.height - 20) // SIGN_STEP)
    top = rect.y + (rect.height - count * SIGN_STEP) / 2 + SIGN_STEP / 2
    painter.setBrush(NO_BRUSH)
    if pattern is Pattern.LINE:
        painter.setPen(pen(theme.stripe_mark, 3.0))
        line(painter, (middle, rect.y + 14), (middle, rect.bottom - 14))
        return
    if count < 1:
        return
    if pattern in _DASHED:
        width, length, is_round = _DASHED[pattern]
        painter.setPen(_dashed(theme.stripe_mark, width, length, is_round))
        above = top - length / 2
        line(painter, (middle, above), (middle, above + (count - 1) * SIGN_STEP + length))
        return
    painter.setPen(pen(theme.stripe_mark, 3.0))
    if pattern in _OUTLINES:
        painter.setPen(NO_PEN)
        painter.setBrush(brush(theme.stripe_mark))
    painter.drawPath(_signs(pattern, count).translated(round(middle), round(top)))


_DASHED = {
    Pattern.DOTS: (6.8, 0.01, True),
    Pattern.BARS: (15.0, 3.0, False),
    Pattern.DASHES: (3.0, 14.0, True),
    Pattern.SQUARES: (8.0, 8.0, False),
}
"""Width and length of signs that are the dashes of one line, and whether their ends are round: that is one stroke in a file."""
_STROKES: dict[Pattern, tuple[tuple[tuple[float, float], ...], ...]] = {
    Pattern.SLANTS: (((-6, 5), (6, -5)),),
    Pattern.CHEVRONS: (((-6, -3), (0, 3), (6, -3)),),
    Pattern.CROSSES: (((-5, -5), (5, 5)), ((-5, 5), (5, -5))),
    Pattern.STEPS: (((-6, -6), (0, -6), (0, 6), (6, 6)),),
}
_OUTLINES: dict[Pattern, tuple[tuple[float, float], ...]] = {
    Pattern.DIAMONDS: ((0, -6), (6, 0), (0, 6), (-6, 0)),
}


@cache
def _dashed(name: str, width: float, length: float, is_round: bool) -> QPen:
    result = QPen(pen(name, width, (length, SIGN_STEP - length)))
    result.setCapStyle(Qt.PenCapStyle.RoundCap if is_round else Qt.PenCapStyle.FlatCap)
    return result


@lru_cache(maxsize=2_000)
def _signs(pattern: Pattern, count: int) -> QPainterPath:
    """Return the signs of a stripe, below one another from the origin. Never change it."""
    path = QPainterPath()
    for y in (index * SIGN_STEP for index in range(count)):
        if pattern is Pattern.RINGS:
            path.addEllipse(QPointF(0, y), 4.6, 4.6)
        for stroke in _STROKES.get(pattern, ()):
            path.moveTo(stroke[0][0], y + stroke[0][1])
            for right, down in stroke[1:]:
                path.lineTo(right, y + down)
        if pattern in _OUTLINES:
            path.addPolygon(polygon([(right, y + down) for right, down in _OUTLINES[pattern]]))
            path.closeSubpath()
    return path


def paint_moment(painter: QPainter, x: float, y: float, theme: Theme, size: float = 22.0) -> None:
    """Draw the diamond of a moment of truth around a point."""
    corners = polygon([(x, y - size), (x + size, y), (x, y + size), (x - size, y)])
    painter.setPen(pen(theme.card, 11.0))
    painter.setBrush(brush(theme.moment))
    painter.drawPolygon(corners)
    painter.setPen(pen(theme.moment_edge, 4.0))
    painter.drawPolygon(corners)


def paint_problem(painter: QPainter, severity: str, x: float, y: float, theme: Theme) -> None:
    """Draw the mark of a problem: full for an error, outlined for a warning, small for a hint."""
    if severity == "hint":
        painter.setPen(pen(theme.card, 3.0))
        painter.setBrush(brush(theme.hint))
        painter.drawEllipse(QPointF(x, y), 9.0, 9.0)
        return
    is_error = severity == "error"
    name = theme.error if is_error else theme.warning
    painter.setPen(pen(theme.card if is_error else name, 3.5))
    painter.setBrush(brush(name if is_error else theme.warning_ground))
    painter.drawEllipse(QPointF(x, y), PROBLEM_RADIUS, PROBLEM_RADIUS)
    painter.setPen(NO_PEN)
    painter.setBrush(brush(theme.card if is_error else name))
    painter.drawRoundedRect(QRectF(x - 2.6, y - 11, 5.2, 13), 2.4, 2.4)
    painter.drawEllipse(QPointF(x, y + 7.8), 3.0, 3.0)


def paint_expectation(painter: QPainter, expectation: str, x: float, y: float, theme: Theme) -> None:
    """Draw an arrow up where a touchpoint exceeds what was expected, down where it stays below; nothing where it meets."""
    if expectation not in {"exceeds", "below"}:
        return
    up = -1 if expectation == "exceeds" else 1
    painter.setPen(pen(theme.exceeds if up < 0 else theme.below, 4.0))
    painter.setBrush(NO_BRUSH)
    line(painter, (x, y - 13 * up), (x, y + 13 * up))
    line(painter, (x, y + 13 * up), (x - 9, y + 4 * up))
    line(painter, (x, y + 13 * up), (x + 9, y + 4 * up))


def paint_badge(painter: QPainter, icon: str, x: float, y: float, theme: Theme, name: str) -> None:
    """Draw a small round badge with an icon in it."""
    painter.setPen(pen(theme.card, 4.0))
    painter.setBrush(brush(name))
    painter.drawEllipse(QPointF(x, y), 22.0, 22.0)
    icons.paint_icon(painter, icon, QRectF(x - 13, y - 13, 26, 26), theme.card, 2.4)


def paint_tag(painter: QPainter, word: str, x: float, y: float, theme: Theme) -> None:
    """Draw one word on a tag whose left end is at *x* and whose middle is at *y*: what is new about a card."""
    rounded(painter, Rect(x, y - 19, tag_width(word), 38), 19.0, pen(theme.card, 4.0), brush(theme.stage))
    text_line(painter, word, TAG, theme.stage_ink, x + TAG_PAD, baseline(TAG, y - 18, 36))


def tag_width(word: str) -> float:
    """Return how wide the tag of a word is."""
    return fonts.measure(word, TAG) + 2 * TAG_PAD


def paint_handle(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    """Draw the knob from which a link is drawn out of a card."""
    painter.setPen(pen(theme.card, 4.0))
    painter.setBrush(brush(theme.selection))
    painter.drawEllipse(QPointF(x, y), 16.0, 16.0)
    painter.setPen(pen(theme.card, 4.0))
    line(painter, (x - 6, y), (x + 6, y))
    line(painter, (x + 6, y), (x + 1, y - 5))
    line(painter, (x + 6, y), (x + 1, y + 5))


def paint_grip(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    """Draw the grip by which an end of a selected link is hung elsewhere."""
    painter.setPen(pen(theme.selection, 5.0))
    painter.setBrush(brush(theme.card))
    painter.drawEllipse(QPointF(x, y), 13.0, 13.0)


def paint_outline(painter: QPainter, rect: Rect, radius: float, name: str, width: float) -> None:
    """Draw the ring around what is selected."""
    painter.setPen(pen(name, width))
    painter.setBrush(NO_BRUSH)
    painter.drawRoundedRect(box(rect), radius, radius)


def paint_draft(
    painter: QPainter,
    start: tuple[float, float],
    end: tuple[float, float],
    theme: Theme,
    out: tuple[int, int] = (1, 0),
) -> None:
    """Draw a link that is being drawn: a curve from a card to the hand, leaving the card in the direction *out*."""
    path = QPainterPath(QPointF(*start))
    reach = max(60.0, abs(end[0] - start[0]) / 2 if out[0] else abs(end[1] - start[1]) / 2)
    right, down = out[0] * reach, out[1] * reach
    path.cubicTo(QPointF(start[0] + right, start[1] + down), QPointF(end[0] - right, end[1] - down), QPointF(*end))
    painter.setPen(pen(theme.selection, 6.0))
    painter.setBrush(NO_BRUSH)
    painter.drawPath(path)
    painter.setPen(NO_PEN)
    painter.setBrush(brush(theme.selection))
    painter.drawEllipse(QPointF(*end), 11.0, 11.0)
