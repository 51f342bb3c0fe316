"""What lies where in a plan, answered without the scene, at any zoom and for any number of cards.

A plan is in order already: columns from left to right, cards by column. Only links need an index, and where most of them
are the very same as before, so is most of the index.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from PySide6.QtGui import QPainterPath

from cxdesigner.canvas.painting import handle_of, link_bounds
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import CardBox, LinkPath, NoteBox, Plan, Rect

PIECE = 4_000.0
"""Width of a piece of the map, in units: links are kept by the piece in which they begin at the left."""

HANDLE_REACH = 26.0
LINK_REACH = 60.0
"""The farthest from which a link is meant, in units; on the screen it is some pixels."""

_FAR_RIGHT = float("inf")


class LinkPiece:
    """The links that begin, at their left, in one piece of the map. Whoever draws them may keep what he made of them."""

    __slots__ = ("_bounds", "_right", "kept", "links")

    def __init__(self) -> None:
        self.links: dict[int, LinkPath] = {}
        """By their place in the plan."""
        self._bounds: list[tuple[int, LinkPath, Rect]] | None = None
        self._right: float | None = None
        self.kept: dict[str, QPainterPath] = {}
        """What others have made of these links; empty again as soon as one of them changes."""

    @property
    def right(self) -> float:
        """Where the last of them ends."""
        if self._right is None:
            self._right = max(map(_right_of, self.links.values()), default=-_FAR_RIGHT)
        return self._right

    @property
    def bounds(self) -> list[tuple[int, LinkPath, Rect]]:
        """The place of each link in the plan, the link, and the rectangle in which it leaves ink."""
        if self._bounds is None:
            self._bounds = [(place, link, link_bounds(link)) for place, link in self.links.items()]
        return self._bounds

    def change(self) -> None:
        """Note that another link is among them, or one less."""
        self._right = self._bounds = None
        self.kept.clear()


class LinkIndex:
    """Links by the piece of the map in which they begin; follows from plan to plan and does again only what is new."""

    def __init__(self) -> None:
        self._links: tuple[LinkPath, ...] = ()
        self._homes: list[int] = []
        self._pieces: defaultdict[int, LinkPiece] = defaultdict(LinkPiece)

    def follow(self, links: tuple[LinkPath, ...]) -> None:
        """Hold other links; those that are the very same objects stay as they are."""
        if links is self._links:
            return
        if len(links) != len(self._links):
            pieces: defaultdict[int, LinkPiece] = defaultdict(LinkPiece)
            self._homes = [int(_left_of(link) // PIECE) for link in links]
            for place, (home, link) in enumerate(zip(self._homes, links, strict=True)):
                pieces[home].links[place] = link
            self._pieces = pieces
        else:
            for place, link in enumerate(links):
                if link is not self._links[place]:
                    self._move(place, link)
        self._links = links

    def _move(self, place: int, link: LinkPath) -> None:
        home, before = int(_left_of(link) // PIECE), self._homes[place]
        if home == before:
            piece = self._pieces[home]
            piece.links[place] = link
            piece.change()
            return
        del self._pieces[before].links[place]
        self._pieces[before].change()
        self._homes[place] = self._put(place, link)

    def _put(self, place: int, link: LinkPath) -> int:
        home = int(_left_of(link) // PIECE)
        piece = self._pieces[home]
        piece.links[place] = link
        piece.change()
        return home

    def pieces_in(self, left: float, right: float) -> Iterator[LinkPiece]:
        """Yield the pieces with links that may be between two places across the map."""
        for home, piece in self._pieces.items():
            if home * PIECE < right and piece.right > left:
                yield piece

    def links_in(self, rect: Rect) -> list[LinkPath]:
        """Return the links that leave ink in a rectangle, in the order of the plan."""
        left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom
        found = [
            (place, link)
            for piece in self.pieces_in(left, right)
            for place, link, (x, y, width, height) in piece.bounds
            if x < right and left < x + width and y < bottom and top < y + height
        ]
        found.sort(key=lambda entry: entry[0])
        return [link for _, link in found]


_INK = 16.0
"""A link leaves ink so far from its line at most, as `link_bounds` has it."""


def _left_of(link: LinkPath) -> float:
    return min(link.points)[0] - link.beside - _INK


def _right_of(link: LinkPath) -> float:
    return max(link.points)[0] + link.beside + _INK


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

    @cached_property
    def _columns(self) -> list[int]:
        return [card.column for card in self.plan.cards]

    def cards_between(self, left: float, right: float) -> tuple[CardBox, ...]:
        """Return the cards of the columns that meet a part of the map, from left to right."""
        first = bisect_right(self._lefts, left) - 1
        last = bisect_left(self._lefts, right) - 1
        columns = self._columns
        return self.plan.cards[bisect_left(columns, first) : bisect_right(columns, last)]

    def span_of(self, left: float, right: float) -> tuple[int, int]:
        """Return the first column that meets a part of the map, and the one behind the last."""
        return max(0, bisect_right(self._lefts, left) - 1), bisect_left(self._lefts, right)

    def cards_of(self, column: int, behind: int | None = None) -> tuple[CardBox, ...]:
        """Return the cards of a column, or of all columns from one to that *behind* them."""
        columns = self._columns
        return self.plan.cards[bisect_left(columns, column) : bisect_left(columns, behind or column + 1)]

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
