"""How a measure colours a card: its ground in one of five shades, and a tag with bars and a figure for eyes and copiers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from cxdesigner.canvas import fonts
from cxdesigner.canvas.far import far_scale
from cxdesigner.canvas.ink import NO_PEN, baseline, brush, pen, rounded, text_line
from cxdesigner.canvas.marks import STRIPE
from cxdesigner.canvas.theme import LIGHT, Theme
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import Plan, Rect, TextStyle

if TYPE_CHECKING:
    from cxdesigner.canvas.scene import MapScene
    from cxdesigner.journey.heat import Heat, Warmth

FIGURE = TextStyle(26, bold=True)
TAG_HEIGHT = 38.0
PAD, GAP = 12.0, 9.0
BAR, BAR_STEP, TALLEST = 6.0, 9.0, 24.0
DARKEST = len(LIGHT.heat) - 1
BARS = DARKEST * BAR_STEP - (BAR_STEP - BAR)
FAR_TIMES, FAR_BELOW = 1.8, 24.0
"""From afar only the bars are drawn, so many times as large, and hang out of the card below."""


def ground_of(warmth: Warmth | None, theme: Theme) -> str:
    """Return the colour of a card's ground."""
    return theme.card if warmth is None else theme.heat[warmth.level]


@lru_cache(maxsize=8)
def on_heat(theme: Theme) -> Theme:
    """Return a theme whose small words are as strong as its large ones: they stand on a shade."""
    return theme._replace(detail=theme.ink, quiet=theme.ink)


def paint_warmth(painter: QPainter, warmth: Warmth, card: Rect, theme: Theme, beside: float = 0.0) -> None:
    """Draw the tag at the upper left edge of a card, right of what else is *beside* there: more full bars, darker card."""
    if far_scale(painter, theme) is not None:
        tall, wide = TALLEST * FAR_TIMES, BARS * FAR_TIMES
        x, top = card.x + STRIPE + 10, card.bottom + FAR_BELOW - tall
        rounded(painter, Rect(x - 8, top - 6, wide + 16, tall + 8), 8.0, pen(theme.ink, 3.0), brush(theme.card))
        paint_bars(painter, warmth.level, x, top, theme, FAR_TIMES)
        return
    width = 2 * PAD + BARS + GAP + fonts.measure(warmth.figure, FIGURE)
    x, top = card.x + STRIPE + 8 + beside, card.y - 6 - TAG_HEIGHT / 2
    rounded(painter, Rect(x, top, width, TAG_HEIGHT), TAG_HEIGHT / 2, pen(theme.ink, 2.5), brush(theme.card))
    paint_bars(painter, warmth.level, x + PAD, top + (TAG_HEIGHT - TALLEST) / 2, theme)
    text_line(painter, warmth.figure, FIGURE, theme.ink, x + PAD + BARS + GAP, baseline(FIGURE, top, TAG_HEIGHT))


def paint_bars(painter: QPainter, level: int, x: float, top: float, theme: Theme, times: float = 1.0) -> None:
    """Draw four bars that grow to the right, as many of them full as the level says, the others as a foot only."""
    painter.setPen(NO_PEN)
    painter.setBrush(brush(theme.ink))
    for place in range(DARKEST):
        tall = TALLEST * (0.4 + 0.2 * place) if place < level else BAR * 0.6
        left = x + place * BAR_STEP * times
        painter.drawRect(QRectF(left, top + (TALLEST - tall) * times, BAR * times, tall * times))


def paint_swatch(painter: QPainter, level: int, rect: Rect, theme: Theme) -> None:
    """Draw one shade of a legend with its bars."""
    rounded(painter, rect, 8.0, pen(theme.card_edge, 2.5), brush(theme.heat[level]))
    paint_bars(painter, level, rect.x + (rect.width - BARS) / 2, rect.y + (rect.height - TALLEST) / 2, theme)


class WarmSpecks:
    """Colours very many cards from afar: rectangles in long lists, kept for each column until plan or measure are others."""

    def __init__(self) -> None:
        self._made_for: tuple[Plan, Mapping[RecordId, Warmth], float] | None = None
        self._columns: dict[int, dict[int, list[QRectF]]] = {}

    def paint(self, painter: QPainter, scene: MapScene, columns: Iterable[int], least: float) -> None:
        """Draw the shades of the cards in some columns beside the stripes of their teams; *least* is the length of a dot."""
        heat = scene.attention.heat
        if not heat:
            return
        made_for = (scene.plan, heat, least)
        if self._made_for is None or any(new is not old for new, old in zip(made_for, self._made_for, strict=True)):
            self._made_for = made_for
            self._columns.clear()
        painter.setPen(NO_PEN)
        for column in columns:
            if scene.loose or column not in self._columns:
                self._columns[column] = _specks_of(scene, column, least)
            for level, rects in self._columns[column].items():
                painter.setBrush(brush(scene.theme.heat[level]))
                painter.drawRects(rects)
        if scene.loose:
            self._columns.clear()


def _specks_of(scene: MapScene, column: int, least: float) -> dict[int, list[QRectF]]:
    found: dict[int, list[QRectF]] = {}
    for card in scene.hits.cards_of(column):
        warmth = scene.attention.heat.get(card.touchpoint_id)
        if warmth is not None and card.touchpoint_id not in scene.loose:
            (x, y, width, height), stripe = card.rect, max(STRIPE, least)
            found.setdefault(warmth.level, []).append(
                QRectF(x + stripe, y, max(least, width - stripe), max(least, height))
            )
    return found


def title_of(heat: Heat) -> str:
    """Return what stands above the shades of a legend."""
    from cxdesigner.journey.heat import ENTERED

    title = heat.title if heat.measure.startswith(ENTERED) else heat.title[:1].lower() + heat.title[1:]
    return f"The shade tells: {title}"
