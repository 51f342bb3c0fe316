"""What lies where in a plan, answered without the scene, at any zoom and for any number of cards.

A plan is in order already: columns from left to right, cards and links by column. Only the columns at which somebody looks are
asked for what is in them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from operator import is_

from PySide6.QtGui import QPainterPath

from cxdesigner.canvas.afar import columns_in_a_piece
from cxdesigner.canvas.painting import handle_of, link_bounds
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import CardBox, LinkPath, Links, NoteBox, Plan, Rect

HANDLE_REACH = 26.0
LINK_REACH = 60.0
"""The farthest from which a link is meant, in units; on the screen it is some pixels."""


class LinkPiece:
    """The links that lead from some columns side by side. Whoever draws them may keep what he made of them."""

    __slots__ = ("_bounds", "kept", "links")

    def __init__(self) -> None:
        self.links: tuple[LinkPath, ...] = ()
        self._bounds: list[tuple[LinkPath, Rect]] | None = None
        self.kept: dict[str, QPainterPath] = {}
        """What others have made of these links; empty again as soon as one of them changes."""

    @property
    def bounds(self) -> list[tuple[LinkPath, Rect]]:
        """Each link, and the rectangle in which it leaves ink."""
        if self._bounds is None:
            self._bounds = [(link, link_bounds(link)) for link in self.links]
        return self._bounds

    def hold(self, links: tuple[LinkPath, ...]) -> None:
        """Hold other links, or the very same ones."""
        if len(links) != len(self.links) or not all(map(is_, links, self.links)):
            self.links, self._bounds = links, None
            self.kept.clear()


class LinkIndex:
    """Links by the columns from which they lead; follows from plan to plan, and looks only at what somebody asks for."""

    def __init__(self) -> None:
        self._links = Links()
        self._step = 1
        self._pieces: dict[int, LinkPiece] = {}
        self._reaches: list[tuple[int, float, float]] | None = None
        self._looked_at: set[int] = set()

    def follow(self, links: Links) -> None:
        """Hold other links; what was made of those that are the very same objects stays."""
        step = columns_in_a_piece(len(links), len(links.columns))
        if step != self._step:
            self._step = step
            self._pieces.clear()
        self._links, self._reaches = links, None
        self._looked_at.clear()

    def _piece(self, start: int) -> LinkPiece:
        """Return the links that lead from a column and the next ones."""
        piece = self._pieces.get(start)
        if piece is None:
            piece = self._pieces[start] = LinkPiece()
        if start not in self._looked_at:
            self._looked_at.add(start)
            piece.hold(self._links.between(start, start + self._step))
        return piece

    def pieces_in(self, left: float, right: float) -> Iterator[LinkPiece]:
        """Yield the pieces with links that may be between two places across the map, from left to right."""
        if self._reaches is None:
            starts = range(0, len(self._links.columns), self._step)
            self._reaches = [(start, *self._links.reach(start, start + self._step)) for start in starts]
        for start, low, high in self._reaches:
            if low - _INK < right and left < high + _INK:
                yield self._piece(start)

    def links_in(self, rect: Rect) -> list[LinkPath]:
        """Return the links that leave ink in a rectangle, in the order of the plan."""
        left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom
        return [
            link
            for piece in self.pieces_in(left, right)
            for link, (x, y, width, height) in piece.bounds
            if x < right and left < x + width and y < bottom and top < y + height
        ]


_INK = 16.0
"""A link leaves ink so far from its line at most, as `link_bounds` has it."""


class Hits:
    """Where the things of a plan are. Made from the one for the plan before, it takes over what is the same."""

    def __init__(self, plan: Plan, before: Hits | None = None) -> None:
        self.plan = plan
        self._before = before
        if before is not None:
            before._before = None

    # -- what is found out when it is asked for -------------------------------------------------------------------------

    @cached_property
    def links(self) -> LinkIndex:
        """The links by place. The plan before can be asked no more."""
        before, self._before = self._before, None
        index = before.links if before is not None and "links" in vars(before) else LinkIndex()
        index.follow(self.plan.links)
        return index

    @cached_property
    def _lefts(self) -> list[float]:
        return [column.rect.x for column in self.plan.columns]

    def cards_between(self, left: float, right: float) -> tuple[CardBox, ...]:
        """Return the cards of the columns that meet a part of the map, from left to right."""
        first = bisect_right(self._lefts, left) - 1
        last = bisect_left(self._lefts, right) - 1
        return self.plan.cards.between(first, last + 1)

    def span_of(self, left: float, right: float) -> tuple[int, int]:
        """Return the first column that meets a part of the map, and the one behind the last."""
        return max(0, bisect_right(self._lefts, left) - 1), bisect_left(self._lefts, right)

    def cards_of(self, column: int, behind: int | None = None) -> tuple[CardBox, ...]:
        """Return the cards of a column, or of all columns from one to that *behind* them."""
        return self.plan.cards.between(column, behind or column + 1)

    # -- what is under a point ------------------------------------------------------------------------------------------

    def card_at(self, x: float, y: float) -> CardBox | None:
        """Return the card under a point."""
        found = None
        for card in self.cards_between(x - 1, x + 1):
            if card.rect.contains(x, y):
                found = card
        return found

    def handle_at(self, x: float, y: float) -> CardBox | None:
        """Return the card whose knob for links is under a point."""
        for card in self.cards_between(x - 2 * HANDLE_REACH, x + 2 * HANDLE_REACH):
            at_x, at_y = handle_of(card)
            if (x - at_x) ** 2 + (y - at_y) ** 2 <= HANDLE_REACH**2:
                return card
        return None

    def note_at(self, x: float, y: float) -> NoteBox | None:
        """Return the sticker under a point."""
        return next((note for note in reversed(self.plan.notes) if note.rect.contains(x, y)), None)

    def link_at(self, x: float, y: float, reach: float) -> LinkPath | None:
        """Return the link that passes a point within *reach*, or whose words stand there."""
        reach = min(reach, LINK_REACH)
        found = None
        for link in self.links.links_in(Rect(x - reach, y - reach, 2 * reach, 2 * reach)):
            if any(piece.grown(reach).contains(x, y) for piece in _pieces(link)):
                found = link
        return found

    def thing_at(self, x: float, y: float, reach: float) -> RecordId | None:
        """Return what is on top at a point: a sticker, a card, or a link."""
        note = self.note_at(x, y)
        if note is not None:
            return note.note_id
        card = self.card_at(x, y)
        if card is not None:
            return card.touchpoint_id
        link = self.link_at(x, y, reach)
        return link.link_id if link is not None else None

    # -- what is in a rectangle -----------------------------------------------------------------------------------------

    def cards_in(self, rect: Rect, reach: float = 0.0) -> list[CardBox]:
        """Return the cards that meet a rectangle, or come as near to it as *reach*."""
        left, top, right, bottom = rect.x - reach, rect.y - reach, rect.right + reach, rect.bottom + reach
        return [
            card
            for card in self.cards_between(left, right)
            if card.rect.x < right
            and left < card.rect.right
            and card.rect.y < bottom
            and top < card.rect.y + card.rect.height
        ]

    def links_in(self, rect: Rect) -> list[LinkPath]:
        """Return the links that leave ink in a rectangle."""
        return self.links.links_in(rect)

    def notes_in(self, rect: Rect, reach: float = 0.0) -> list[NoteBox]:
        """Return the stickers that meet a rectangle, or come as near to it as *reach*."""
        area = rect.grown(reach)
        return [note for note in self.plan.notes if note.rect.meets(area)]

    def things_in(self, rect: Rect) -> list[RecordId]:
        """Return the cards and stickers that meet a rectangle."""
        cards = [card.touchpoint_id for card in self.cards_in(rect)]
        return [*cards, *(note.note_id for note in self.notes_in(rect))]


def _pieces(link: LinkPath) -> Iterator[Rect]:
    """Yield the straight pieces of a link, and the rectangle of its words."""
    for (x1, y1), (x2, y2) in pairwise(link.points):
        yield Rect(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))
    if link.label is not None:
        yield link.label.rect
