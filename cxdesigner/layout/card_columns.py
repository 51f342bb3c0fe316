"""The cards of a column in their places, made when somebody looks at them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cxdesigner.layout.by_column import OfColumn
from cxdesigner.layout.card_box import CardBox
from cxdesigner.layout.plan import Rect

if TYPE_CHECKING:
    from cxdesigner.document.records import RecordId
    from cxdesigner.layout.cards import Card
    from cxdesigner.layout.columns import Column

_new = tuple.__new__
"""Makes a named tuple of all its fields, several times as quickly as its name does."""


class Signs:
    """What cards tell that their touchpoints do not say: the colours of teams, and what is new against the map of today."""

    def __init__(self, colors: Mapping[RecordId | None, int], news: Mapping[RecordId, str]) -> None:
        self.colors = colors
        self.news = news


class CardsOfColumn(OfColumn[CardBox]):
    """The cards of the column with the number *place*, whose left ends are at *x*; *tops* are those of the first cards of all lanes.

    Cards that are where they were *before*, and say what they said, are the very same ones, if somebody has looked at them then.
    """

    __slots__ = ("_before", "_column", "_place", "_signs", "_tops", "_x")

    def __init__(
        self,
        column: Column,
        place: int,
        x: float,
        tops: Sequence[float],
        signs: Signs,
        before: CardsOfColumn | None,
    ) -> None:
        super().__init__(len(column.cards))
        self._column = column
        self._place = place
        self._x = x
        self._tops = tops
        self._signs = signs
        self._before: CardsOfColumn | None = before if before is None or before.is_made else before._before

    def is_at(self, column: Column, place: int, x: float, tops: Sequence[float], signs: Signs) -> bool:
        """Tell whether these are the cards of a column that stands there."""
        is_there = self._column is column and self._place == place and self._x == x and self._tops == tops
        return is_there and self._signs.news == signs.news

    def _made(self) -> Sequence[CardBox]:
        before, self._before = self._before, None
        is_told = self._signs.news or (before is not None and before._signs.news)
        if before is None or is_told or before._column is not self._column:
            return self._new_ones(before)
        return self._moved_ones(before)

    def _new_ones(self, before: CardsOfColumn | None) -> list[CardBox]:
        place, x, tops, news = self._place, self._x, self._tops, self._signs.news
        colors = self._signs.colors
        box_of: dict[Card, CardBox] = {}
        if before is not None:
            box_of = dict(zip(before._column.cards, before.things, strict=True))
        boxes = []
        for card, spot in zip(self._column.cards, self._column.card_spots, strict=True):
            touchpoint, y = card.touchpoint, tops[spot.lane] + spot.top
            told = news.get(touchpoint.id, "") if news else ""
            box = box_of.get(card) if box_of else None
            if box is None or box.news != told or box.lane != spot.lane:
                rect, color = _new(Rect, (x, y, card.width, card.height)), colors.get(touchpoint.team_id)
                box = CardBox(touchpoint, rect, card, spot.lane, place, color, card.icon, told)
            elif box.rect[1] != y or box.rect[0] != x or box.column != place:
                box = box.moved(_new(Rect, (x, y, card.width, card.height)), place)
            boxes.append(box)
        return boxes

    def _moved_ones(self, before: CardsOfColumn) -> list[CardBox]:
        """Return the cards of a column that is elsewhere, or in which lanes have moved; nothing is told about them."""
        place, x, tops = self._place, self._x, self._tops
        is_here = before._place == place and before._x == x
        is_still = [is_here and top == old for top, old in zip(tops, before._tops, strict=True)]
        boxes = []
        for card, spot, box in zip(self._column.cards, self._column.card_spots, before.things, strict=True):
            lane = spot.lane
            if not is_still[lane]:
                box = box.moved(_new(Rect, (x, tops[lane] + spot.top, card.width, card.height)), place)
            boxes.append(box)
        return boxes
