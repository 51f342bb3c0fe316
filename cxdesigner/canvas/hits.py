"""What lies under a point of the plan, answered without the scene, at any zoom and for any number of cards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from cxdesigner.canvas.painting import handle_of
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import CardBox, LinkPath, NoteBox, Plan, Rect

SQUARE = 1_000.0
"""Side of one square of the index, in units: some cards each."""

HANDLE_REACH = 26.0
LINK_REACH = 60.0
"""The farthest from which a link is meant, in units; on the screen it is some pixels."""


class Hits:
    """An index of what a plan shows; made again with each plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._cards: dict[tuple[int, int], list[CardBox]] = defaultdict(list)
        for card in plan.cards:
            for square in _squares(card.rect.grown(HANDLE_REACH)):
                self._cards[square].append(card)
        self._links: dict[tuple[int, int], dict[RecordId, LinkPath]] = defaultdict(dict)
        for link in plan.links:
            for piece in _pieces(link):
                for square in _squares(piece.grown(LINK_REACH)):
                    self._links[square][link.link_id] = link

    def card_at(self, x: float, y: float) -> CardBox | None:
        """Return the card under a point."""
        found = None
        for card in self._cards.get(_square(x, y), ()):
            if card.rect.contains(x, y):
                found = card
        return found

    def handle_at(self, x: float, y: float) -> CardBox | None:
        """Return the card whose knob for links is under a point."""
        for card in self._cards.get(_square(x, y), ()):
            at_x, at_y = handle_of(card)
            if (x - at_x) ** 2 + (y - at_y) ** 2 <= HANDLE_REACH**2:
                return card
        return None

    def note_at(self, x: float, y: float) -> NoteBox | None:
        """Return the sticker under a point."""
        return next((note for note in reversed(self._plan.notes) if note.rect.contains(x, y)), None)

    def link_at(self, x: float, y: float, reach: float) -> LinkPath | None:
        """Return the link that passes a point within *reach*, or whose words stand there."""
        found = None
        for link in self._links.get(_square(x, y), {}).values():
            if any(piece.grown(min(reach, LINK_REACH)).contains(x, y) for piece in _pieces(link)):
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

    def things_in(self, rect: Rect) -> list[RecordId]:
        """Return the cards and stickers that meet a rectangle."""
        cards = {
            card.touchpoint_id: None
            for square in _squares(rect)
            for card in self._cards.get(square, ())
            if card.rect.meets(rect)
        }
        return [*cards, *(note.note_id for note in self._plan.notes if note.rect.meets(rect))]


def _square(x: float, y: float) -> tuple[int, int]:
    return int(x // SQUARE), int(y // SQUARE)


def _squares(rect: Rect) -> Iterator[tuple[int, int]]:
    left, top = _square(rect.x, rect.y)
    right, bottom = _square(rect.right, rect.bottom)
    for column in range(left, right + 1):
        for row in range(top, bottom + 1):
            yield column, row


def _pieces(link: LinkPath) -> Iterator[Rect]:
    """Yield the straight pieces of a link, and the rectangle of its words."""
    for (x1, y1), (x2, y2) in pairwise(link.points):
        yield Rect(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))
    if link.label is not None:
        yield link.label.rect
