"""What stands beside the map on paper: whose journey it is, and how to read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from cxdesigner.canvas import fonts
from cxdesigner.canvas.faces import WORDS, paint_face
from cxdesigner.canvas.ink import NO_BRUSH, NO_PEN, baseline, brush, line, pen, polygon, rounded, text_block, text_line
from cxdesigner.canvas.marks import (
    paint_badge,
    paint_expectation,
    paint_moment,
    paint_problem,
    paint_stripe,
    paint_tag,
)
from cxdesigner.canvas.theme import Theme
from cxdesigner.canvas.warmth import paint_swatch, title_of
from cxdesigner.layout.news import CHANGED, MOVED, NEW
from cxdesigner.layout.plan import DETAIL, SMALL, CardBox, Rect, TextStyle, TitleBlock
from cxdesigner.layout.text_fit import fit

if TYPE_CHECKING:
    from cxdesigner.journey.heat import Heat

Explained = tuple[tuple[str, str], ...]
"""The severity of a problem, `STICKER` or `NO_SIGN`, and what it means on this poster."""
STICKER, NO_SIGN = "sticker", ""
Sign = Callable[[QPainter, float, float, Theme], None]
ENTRY_WIDTH = 470.0
ENTRY_HEIGHT = 56.0
EDGE, HEAD = 24.0, 68.0
HEADING = TextStyle(DETAIL.size, bold=True)
SIGN_WIDTH = 84.0
TAG_WIDTH = 140.0
GAP = 14.0
"""Between a sign and its words."""


def paint_title_block(painter: QPainter, title: TitleBlock, theme: Theme) -> None:
    """Draw the title of a map on paper: its first line is the name, the others say whose, when and by whom."""
    for index, block in enumerate(title.lines):
        text_block(painter, block, theme.detail if index else theme.ink)


def paint_legend(
    painter: QPainter,
    rect: Rect,
    theme: Theme,
    *,
    cards: Sequence[CardBox] = (),
    heat: Heat | None = None,
    explained: Explained = (),
) -> None:
    """Draw what each sign means, in as many columns as the rectangle has room for; with tags where *cards* are news, and shades if asked.

    What is *explained* comes last: signs of problems and stickers, and words of people, which are cut where they are long.
    """
    rounded(painter, rect, 16.0, pen(theme.line, 3.0), NO_BRUSH)
    text_line(painter, "How to read this map", HEADING, theme.ink, rect.x + EDGE, baseline(HEADING, rect.y + 12, 50))
    signs = [(sign, words, SIGN_WIDTH) for sign, words in entries()]
    signs += [(sign, words, TAG_WIDTH) for sign, words in (news() if any(card.news for card in cards) else ())]
    signs += shades(heat) if heat is not None else []
    signs += [_explained(name, words) for name, words in explained]
    columns = max(1, int((rect.width - EDGE) // ENTRY_WIDTH))
    rows = -(-len(signs) // columns)
    for index, (sign, words, width) in enumerate(signs):
        column, row = divmod(index, rows)
        x = rect.x + EDGE + column * ENTRY_WIDTH
        y = rect.y + HEAD + row * ENTRY_HEIGHT
        sign(painter, x, y + ENTRY_HEIGHT / 2, theme)
        text_line(painter, words, SMALL, theme.detail, x + width + GAP, baseline(SMALL, y, ENTRY_HEIGHT))


def entries() -> list[tuple[Sign, str]]:
    """List the signs; the faces first, then cards, then links."""
    signs: list[tuple[Sign, str]] = [
        (partial(_face, emotion), f"The customer is {WORDS[emotion]}") for emotion in (2, 1, 0, -1, -2)
    ]
    signs += [
        (_team, "The team, also by pattern"),
        (_moment, "Moment of truth"),
        (_missing, "Missing today"),
        (_changing, "To be changed"),
        (_leaving, "To be removed"),
        (_above, "Better than expected"),
        (_below, "Worse than expected"),
        (_next, "Next"),
        (_handoff, "Handed to another team"),
        (_branch, "Only on a condition"),
        (_recovery, "When it goes wrong"),
    ]
    return signs


def news() -> list[tuple[Sign, str]]:
    """List the tags on the cards of a map that is the copy of another one."""
    words = {NEW: "Not there today", CHANGED: "Other than today", MOVED: "Elsewhere than today"}
    return [(partial(_tag, word), meaning) for word, meaning in words.items()]


def shades(heat: Heat) -> list[tuple[Sign, str, float]]:
    """List what colours the cards, with the room for each sign: a line that says by what, then the shades."""
    lines: list[tuple[Sign, str, float]] = [(_nothing, title_of(heat), -GAP)]
    return lines + [(partial(_shade, shade.level), shade.words, SIGN_WIDTH) for shade in heat.shades]


def _explained(name: str, words: str) -> tuple[Sign, str, float]:
    if name == NO_SIGN:
        return _nothing, _first_line(words, ENTRY_WIDTH - EDGE), -GAP
    sign = _sticker if name == STICKER else partial(_problem, name)
    return sign, _first_line(words, ENTRY_WIDTH - EDGE - SIGN_WIDTH - GAP), SIGN_WIDTH


def _first_line(words: str, width: float) -> str:
    """Return as much of some words as fits on a line."""
    lines, _ = fit(words, width, SMALL, fonts.measure, most_lines=1)
    return lines[0] if lines else ""


def _problem(severity: str, painter: QPainter, x: float, y: float, theme: Theme) -> None:
    paint_problem(painter, severity, x + SIGN_WIDTH / 2, y, theme)


def _sticker(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    rounded(painter, Rect(x + 14, y - 20, 56, 40), 2.0, pen(theme.note_edge, 3.0), brush(theme.note))


def _nothing(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    """Draw nothing: the words need no sign."""


def _shade(level: int, painter: QPainter, x: float, y: float, theme: Theme) -> None:
    paint_swatch(painter, level, Rect(x + 6, y - 20, 72, 40), theme)


def _tag(word: str, painter: QPainter, x: float, y: float, theme: Theme) -> None:
    paint_tag(painter, word, x, y, theme)


def _face(emotion: int, painter: QPainter, x: float, y: float, theme: Theme) -> None:
    paint_face(painter, emotion, x + SIGN_WIDTH / 2, y, theme)


def _team(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    for index in range(3):
        paint_stripe(painter, Rect(x + 4 + index * 28, y - 22, 22, 44), index, theme)


def _moment(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    paint_moment(painter, x + SIGN_WIDTH / 2, y, theme)


def _missing(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    rounded(painter, Rect(x + 6, y - 18, 72, 36), 10.0, pen(theme.detail, 4.0, (12.0, 8.0)), NO_BRUSH)


def _changing(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    paint_badge(painter, "pencil", x + SIGN_WIDTH / 2, y, theme, theme.detail)


def _leaving(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    rounded(painter, Rect(x + 6, y - 18, 72, 36), 10.0, pen(theme.quiet, 4.0, (4.0, 8.0)), NO_BRUSH)


def _above(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    paint_expectation(painter, "exceeds", x + SIGN_WIDTH / 2, y, theme)


def _below(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    paint_expectation(painter, "below", x + SIGN_WIDTH / 2, y, theme)


def _arrow(
    painter: QPainter, x: float, y: float, name: str, width: float, theme: Theme, dashes: tuple[float, ...] = ()
) -> None:
    painter.setPen(pen(name, width, dashes))
    line(painter, (x, y), (x + SIGN_WIDTH - 20, y))
    painter.setPen(NO_PEN)
    painter.setBrush(brush(name))
    end = x + SIGN_WIDTH
    painter.drawPolygon(polygon([(end, y), (end - 24, y - 10), (end - 24, y + 10)]))


def _next(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    _arrow(painter, x, y, theme.link, 4.0, theme)


def _handoff(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    _arrow(painter, x, y, theme.handoff, 5.5, theme)
    painter.setPen(pen(theme.handoff, 4.0))
    painter.setBrush(brush(theme.card))
    painter.drawEllipse(QPointF(x + 8, y), 8.0, 8.0)


def _branch(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    _arrow(painter, x, y, theme.link, 4.0, theme)
    painter.setPen(pen(theme.link, 4.0))
    painter.setBrush(brush(theme.card))
    painter.drawPolygon(polygon([(x, y), (x + 12, y - 9), (x + 24, y), (x + 12, y + 9)]))


def _recovery(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    _arrow(painter, x, y, theme.recovery, 5.0, theme, (16.0, 10.0))
