"""Piles: the cards of a collapsed stage or lane, put away behind a mark with their number."""

from __future__ import annotations

from collections.abc import Sequence

from cxdesigner.document.records import Touchpoint
from cxdesigner.layout.plan import SMALL, Measure, PileBox, Rect, TextBlock
from cxdesigner.layout.routing import PORT, Spot
from cxdesigner.layout.text_fit import block, line_height

HEIGHT = 72.0
"""Height of a pile in the one column of a collapsed stage."""
LOW_HEIGHT = 44.0
"""Height of a pile in a collapsed lane."""
MARGIN = 16.0
STRONG = SMALL._replace(bold=True)

Pile = list[Touchpoint]


def spot_of_pile(lane: int, place: int, *, is_low: bool) -> Spot:
    """Return where a pile stands in its cell: where links meet a first card, so that straight ones stay straight.

    *place* is how many cards and piles are above it in the column.
    """
    if is_low:
        return Spot(lane, 0.0, LOW_HEIGHT, place)
    return Spot(lane, PORT - HEIGHT / 2, PORT + HEIGHT / 2, place)


def pile_box(pile: Pile, rect: Rect, color: int | None, lane: int, column: int, measure: Measure) -> PileBox:
    """Return the mark of a pile: its number where it is narrow, else the title of its only card or how many it has."""
    ids = tuple(touchpoint.id for touchpoint in pile)
    text = _words(pile, rect.width, measure)
    width = min(rect.width, max(measure(line, text.style) for line in text.lines) if text.lines else 0.0)
    left = rect.x + (MARGIN if rect.width > HEIGHT * 3 else (rect.width - width) / 2)
    top = rect.y + (rect.height - text.rect.height) / 2
    placed = text._replace(rect=Rect(left, top, width, text.rect.height))
    return PileBox(ids, rect, placed, color, lane, column)


def count_words(count: int) -> str:
    """Return “12 cards”."""
    return f"{count} card" if count == 1 else f"{count} cards"


def _words(pile: Sequence[Touchpoint], width: float, measure: Measure) -> TextBlock:
    if width <= HEIGHT * 3:
        words = str(len(pile))
        return TextBlock(Rect(0, 0, width, line_height(STRONG)), (words,), STRONG, line_height(STRONG))
    words = pile[0].title if len(pile) == 1 else count_words(len(pile))
    return block(words, 0, 0, width - 2 * MARGIN, SMALL, measure, most_lines=1)
