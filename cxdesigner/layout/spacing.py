"""How much room cards, headings and the lines between them get: generous on screen, tight on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cxdesigner.layout.plan import LANE_TITLE, STAGE_TITLE, TITLE, Measure, TextStyle
from cxdesigner.layout.text_fit import widest_word

CARD_WIDTH = 500.0
"""Width of a card unless told otherwise; on screen always."""
NARROWEST_CARD, WIDEST_CARD = 280.0, 600.0
HEADER = 380.0
"""Width of the heading of a lane."""
OUTER_HEADER = 300.0
"""Width of the heading of a team around its channels."""
NARROWEST_HEADER, WIDEST_OUTER_HEADER = 240.0, 360.0
CARD_MARGINS, STAGE_MARGINS, LANE_MARGINS, ROW_MARGINS = 56.0, 60.0, 118.0, 66.0
"""What of a card on paper, of a stage and of the headings of lanes and rows is not for its title."""
LEAST_TITLE, LEAST_STAGE_TITLE = 31, 34
"""So small titles may become where a word would else not fit; still larger than the words below them."""


class Spacing(NamedTuple):
    """The widths, gaps and sizes of titles of one plan."""

    card_width: float = CARD_WIDTH
    gutter: float = 120.0
    """Between two columns of cards where no link needs more."""
    gutter_edge: float = 42.0
    """From the first and the last line in a gutter to the cards."""
    outer_gutter: float = 60.0
    """Before the first column and behind the last one."""
    pad: float = 52.0
    """Least height of the channel above and of that below the cards of a lane."""
    stack_gap: float = 76.0
    """Between cards of one cell: room for a link and two lines of its label."""
    header: float = HEADER
    outer_header: float = OUTER_HEADER
    title: TextStyle = TITLE
    stage_title: TextStyle = STAGE_TITLE

    @property
    def pitch(self) -> float:
        """From column to column, where no link needs more."""
        return self.card_width + self.gutter

    def stage_width(self, steps: int, card_width: float | None = None) -> float:
        """Return how wide a stage is where its gutters are as narrow as can be; its cards may have a width of their own."""
        width = self.card_width if card_width is None else card_width
        return steps * (width + self.gutter) - self.gutter / 2


SCREEN = Spacing()
PAPER = Spacing(gutter=72.0, gutter_edge=36.0, outer_gutter=44.0, pad=36.0)


class Titles(NamedTuple):
    """What must be readable at any width: titles of cards, of stages with their steps, of lanes, of rows and of teams around lanes."""

    cards: Sequence[str]
    stages: Sequence[tuple[str, int]]
    lanes: Sequence[str] = ()
    rows: Sequence[str] = ()
    outer_lanes: Sequence[str] = ()


def spacing_for(titles: Titles, measure: Measure, card_width: float | None = None) -> Spacing:
    """Return the room that a plan gives on paper.

    Cards may have another width than usual; all titles are then set so small that the longest word fits, but
    not below a limit, and the headings of lanes are as narrow as their words allow.
    """
    width = CARD_WIDTH if card_width is None else min(max(card_width, NARROWEST_CARD), WIDEST_CARD)
    words = max(
        _widest(titles.lanes, LANE_TITLE, measure) + LANE_MARGINS,
        _widest(titles.rows, LANE_TITLE, measure) + ROW_MARGINS,
    )
    around = _widest(titles.outer_lanes, LANE_TITLE, measure) + ROW_MARGINS
    paper = PAPER._replace(
        card_width=width,
        header=min(max(words, NARROWEST_HEADER), HEADER),
        outer_header=min(max(around, NARROWEST_HEADER), WIDEST_OUTER_HEADER),
    )
    on_cards = (width - CARD_MARGINS) / max(1.0, _widest(titles.cards, TITLE, measure))
    on_stages = min(
        [
            (paper.stage_width(steps) - STAGE_MARGINS) / max(1.0, widest_word(title, STAGE_TITLE, measure))
            for title, steps in titles.stages
        ],
        default=1.0,
    )
    return paper._replace(
        title=_smaller(TITLE, on_cards, LEAST_TITLE),
        stage_title=_smaller(STAGE_TITLE, on_stages, LEAST_STAGE_TITLE),
    )


def least_card_width(titles: Titles, measure: Measure) -> float:
    """Return how narrow cards may be so that no word of a title is broken, if need be in smaller letters."""
    least = _widest(titles.cards, _sized(TITLE, LEAST_TITLE), measure) + CARD_MARGINS
    small = _sized(STAGE_TITLE, LEAST_STAGE_TITLE)
    for title, steps in titles.stages:
        needed = widest_word(title, small, measure) + STAGE_MARGINS + PAPER.gutter / 2
        least = max(least, needed / steps - PAPER.gutter)
    return min(max(least, NARROWEST_CARD), CARD_WIDTH)


def _widest(texts: Iterable[str], style: TextStyle, measure: Measure) -> float:
    return max((widest_word(text, style, measure) for text in texts), default=0.0)


def _smaller(style: TextStyle, share: float, least: int) -> TextStyle:
    return style if share >= 1 else _sized(style, max(least, int(style.size * share)))


def _sized(style: TextStyle, size: int) -> TextStyle:
    return style._replace(size=size)
