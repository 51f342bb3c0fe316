"""How things look that are put away: piles of cards, the headings of collapsed stages and lanes, and the chevrons that open them."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from cxdesigner.canvas import fonts
from cxdesigner.canvas.ink import (
    NO_BRUSH,
    NO_PEN,
    baseline,
    brush,
    fill,
    left_end,
    line,
    pen,
    rounded,
    text_block,
    text_line,
)
from cxdesigner.canvas.marks import paint_outline
from cxdesigner.canvas.theme import Theme
from cxdesigner.layout.plan import SMALL, PileBox, Plan, Rect, StageBox, TextBlock

CHEVRON = 44.0
"""Side of the square in which a chevron is pressed."""
REACH, HALF = 7.0, 12.0
"""Half the width and half the height of the chevron in it."""
RADIUS, STAGE_RADIUS = 14.0, 20.0
BEHIND = 7.0
"""How far a pile shows the cards below its first one."""
STRIPE = 14.0
AIR = 14.0
COUNT_ROOM = 52.0
"""What the small line below the title of a lane needs, as in `ground.py`."""


# -- piles ---------------------------------------------------------------------------------------------------------------


def paint_piles(painter: QPainter, plan: Plan, theme: Theme, clip: Rect | None = None) -> None:
    """Draw the marks for the cards of collapsed stages and lanes."""
    for pile in plan.piles:
        if clip is None or pile.rect.grown(10).meets(clip):
            paint_pile(painter, pile, theme)


def paint_pile(painter: QPainter, pile: PileBox, theme: Theme) -> None:
    """Draw one mark: a small card, with the edge of others behind it where there are several."""
    rect, edge = pile.rect, pen(theme.card_edge, theme.edge_width)
    right, down = 0.0, 0.0
    if len(pile.touchpoint_ids) > 1:
        size = rect.width - BEHIND, rect.height - BEHIND
        rounded(painter, Rect(rect.x + BEHIND, rect.y, *size), RADIUS, edge, brush(theme.lane_other))
        rect = Rect(rect.x, rect.y + BEHIND, *size)
        right, down = -BEHIND / 2, BEHIND / 2
    rounded(painter, rect, RADIUS, NO_PEN, brush(theme.card))
    painter.setBrush(brush(theme.team(pile.color)))
    painter.drawPath(left_end(rect, STRIPE, RADIUS))
    rounded(painter, rect, RADIUS, edge, NO_BRUSH)
    text_block(painter, pile.text, theme.detail, right, down)


# -- headings ------------------------------------------------------------------------------------------------------------


def paint_collapsed_stage(
    painter: QPainter, stage: StageBox, theme: Theme, place: Rect, *, is_selected: bool, is_hovered: bool
) -> None:
    """Draw the heading of a collapsed stage: its title, and below it a chevron and how many cards it has."""
    rounded(painter, place, STAGE_RADIUS, NO_PEN, brush(theme.stage))
    text_block(painter, stage.title, theme.stage_ink, place.x - stage.rect.x, place.y - stage.rect.y)
    square = chevron_of_stage(place, stage)
    paint_chevron(painter, square, theme.stage_ink, points_right=True)
    words = _count(stage.cards, place.right - square.right - 6)
    y = baseline(SMALL, square.y, square.height)
    text_line(painter, words, SMALL, theme.stage_detail, square.right - 2, y)
    if is_selected:
        paint_outline(painter, place.grown(-5), STAGE_RADIUS - 4, theme.selection, 7.0)
    elif is_hovered:
        paint_outline(painter, place.grown(-4), STAGE_RADIUS - 4, theme.stage_detail, 3.0)


def paint_collapsed_count(painter: QPainter, count: int, title: TextBlock, theme: Theme, place: Rect) -> None:
    """Write how many cards a collapsed lane has at the right of its title, where there is no room below it."""
    if place.height > title.line_height + COUNT_ROOM:
        return
    square = chevron_of_lane(place, is_collapsed=True)
    taken = title.rect.x + max((fonts.measure(text, title.style) for text in title.lines), default=0.0)
    words = _count(count, square.x - taken - AIR)
    x = square.x - fonts.measure(words, SMALL)
    text_line(painter, words, SMALL, theme.detail, x, baseline(SMALL, place.y, place.height))


def _count(number: int, room: float) -> str:
    """Return “12 cards”, or its number alone where there is little room, or nothing."""
    for words in (f"{number:,} card" if number == 1 else f"{number:,} cards", f"{number:,}"):
        if fonts.measure(words, SMALL) <= room:
            return words
    return ""


# -- chevrons ------------------------------------------------------------------------------------------------------------


def chevron_of_stage(place: Rect, stage: StageBox) -> Rect:
    """Return where the chevron of a stage is on its heading."""
    if stage.is_collapsed:
        return Rect(place.x + 4, place.y + place.height / 2 + 2, 36.0, CHEVRON)
    return Rect(place.right - CHEVRON - AIR, place.y + (place.height - CHEVRON) / 2, CHEVRON, CHEVRON)


def chevron_of_lane(place: Rect, *, is_collapsed: bool) -> Rect:
    """Return where the chevron of a lane, or of the team around lanes, is on its heading."""
    top = place.y + (place.height - CHEVRON) / 2 if is_collapsed or place.height < CHEVRON + 2 * AIR else place.y + AIR
    return Rect(place.right - CHEVRON - 8, top, CHEVRON, CHEVRON)


def paint_button(painter: QPainter, square: Rect, ground: str, ink: str) -> None:
    """Draw the chevron that collapses, on a ground of its own, for it stands where words may be."""
    fill(painter, square.grown(2), ground)
    paint_chevron(painter, square, ink, points_right=False)


def paint_chevron(painter: QPainter, square: Rect, name: str, *, points_right: bool) -> None:
    """Draw a chevron: to the right where there is something to open, downwards where it is open."""
    x, y = square.center
    painter.setPen(pen(name, 5.0))
    if points_right:
        line(painter, (x - REACH / 2, y - HALF), (x + REACH, y))
        line(painter, (x + REACH, y), (x - REACH / 2, y + HALF))
    else:
        line(painter, (x - HALF, y - REACH / 2), (x, y + REACH))
        line(painter, (x, y + REACH), (x + HALF, y - REACH / 2))
