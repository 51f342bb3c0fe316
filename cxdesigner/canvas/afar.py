"""The cards of some columns as they look when very many are in view: regions of one colour, made when they are drawn first.

Qt fills a region at once and keeps 16 bytes for each of its rectangles; a list of rectangles is an object of Python for each,
and each is filled by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from math import log2
from typing import TypeVar

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QRegion

from cxdesigner.canvas.ink import brush
from cxdesigner.canvas.marks import STRIPE
from cxdesigner.document.records import RecordId, Status
from cxdesigner.layout.plan import CardBox, Rect

MOMENT, PROBLEM = 34.0, 30.0
LEAST_SIGN = 2.0
"""Signs are no smaller than this, in pixels."""
FINE = 64
"""A region knows whole numbers only: so many parts of a unit."""
ASKEW = 1.5
"""Regions are joined unless that makes so many times the rectangles: cards that stand askew cut each other into strips."""

PIECE = 150
"""About so many cards are looked at together: as many columns as hold them."""

Team = int | None
Key = TypeVar("Key")


def columns_in_a_piece(cards: int, columns: int) -> int:
    """Return how many columns are looked at together; one edit rarely makes it another number."""
    return 1 << max(0, round(log2(PIECE * max(1, columns) / max(1, cards))))


class Marks:
    """The cards of some columns, and what is drawn of them, by team or by how grave a problem is.

    *least* is the length of a dot of the screen: no card and no stripe is smaller.
    """

    def __init__(self, cards: tuple[CardBox, ...], problems: Mapping[RecordId, str], least: float) -> None:
        self.cards = cards
        self.problems = problems
        self._least = least

    def _size(self, card: CardBox) -> tuple[float, float]:
        return max(card.rect.width, self._least), max(card.rect.height, self._least)

    @cached_property
    def highest(self) -> float:
        """The height of the highest card that is the first of its column."""
        firsts = {card.column: card.rect.height for card in reversed(self.cards)}
        return max(firsts.values(), default=0.0)

    @cached_property
    def bodies(self) -> dict[Team, QRegion]:
        """The cards themselves, without those of missing touchpoints."""
        least, missing = self._least, Status.MISSING
        return _regions(
            (card.color, x, y, width if width > least else least, height if height > least else least)
            for card in self.cards
            if card.status is not missing
            for x, y, width, height in (card.rect,)
        )

    @cached_property
    def boxes(self) -> list[QRectF]:
        """The same one by one, for where each has an edge."""
        there = [card for card in self.cards if card.status != Status.MISSING]
        return [QRectF(card.rect.x, card.rect.y, *self._size(card)) for card in there]

    @cached_property
    def missing(self) -> dict[Team, list[QRectF]]:
        """The cards of missing touchpoints."""
        found: dict[Team, list[QRectF]] = {}
        for card in self.cards:
            if card.status == Status.MISSING:
                found.setdefault(card.color, []).append(QRectF(card.rect.x, card.rect.y, *self._size(card)))
        return found

    @cached_property
    def stripes(self) -> dict[Team, QRegion]:
        """The stripes of the teams on all cards."""
        wide = max(STRIPE, self._least)
        return _regions((card.color, card.rect.x, card.rect.y, wide, self._size(card)[1]) for card in self.cards)

    @cached_property
    def moments(self) -> dict[str, QRegion]:
        """The signs of moments of truth."""
        side = max(MOMENT, LEAST_SIGN * self._least)
        return _regions(
            ("moment", card.rect.x + self._size(card)[0] - 66 - side / 2, card.rect.y - side / 2, side, side)
            for card in self.cards
            if card.moment_of_truth
        )

    @cached_property
    def dots(self) -> dict[str, QRegion]:
        """A dot for each card with a problem."""
        side = max(PROBLEM, LEAST_SIGN * self._least)
        found = ((self.problems.get(card.touchpoint_id), card.rect) for card in self.cards)
        return _regions(
            (severity, rect.right - 10 - side / 2, rect.y + 4 - side / 2, side, side)
            for severity, rect in found
            if severity is not None
        )


class Together:
    """The marks of several pieces of the map; what has one colour is joined."""

    def __init__(self, pieces: tuple[Marks, ...]) -> None:
        self._pieces = pieces

    @cached_property
    def highest(self) -> float:
        """The height of the highest card that is the first of its column."""
        return max((marks.highest for marks in self._pieces), default=0.0)

    @cached_property
    def teams(self) -> tuple[Team, ...]:
        """The teams that have a card."""
        return tuple(dict.fromkeys(card.color for marks in self._pieces for card in marks.cards))

    @cached_property
    def bodies(self) -> dict[Team, list[QRegion]]:
        return _joined(marks.bodies for marks in self._pieces)

    @cached_property
    def boxes(self) -> list[QRectF]:
        return [box for marks in self._pieces for box in marks.boxes]

    @cached_property
    def missing(self) -> dict[Team, list[QRectF]]:
        found: dict[Team, list[QRectF]] = {}
        for marks in self._pieces:
            for team, boxes in marks.missing.items():
                found.setdefault(team, []).extend(boxes)
        return found

    @cached_property
    def stripes(self) -> dict[Team, list[QRegion]]:
        return _joined(marks.stripes for marks in self._pieces)

    @cached_property
    def moments(self) -> list[QRegion]:
        return _joined(marks.moments for marks in self._pieces).get("moment", [])

    @cached_property
    def dots(self) -> dict[str, list[QRegion]]:
        return _joined(marks.dots for marks in self._pieces)


def fill_regions(painter: QPainter, name: str, regions: Iterable[QRegion], area: Rect) -> None:
    """Fill what of some regions is in a part of the map with one colour."""
    place = QRectF(area.x * FINE, area.y * FINE, area.width * FINE, area.height * FINE)
    for region in regions:
        painter.save()
        painter.scale(1 / FINE, 1 / FINE)
        painter.setClipRegion(region, Qt.ClipOperation.IntersectClip)
        painter.fillRect(place, brush(name))
        painter.restore()


def _regions(places: Iterable[tuple[Key, float, float, float, float]]) -> dict[Key, QRegion]:
    """Return one region for each key, of all its places: left, top, width and height."""
    found: dict[Key, QRegion] = {}
    for key, x, y, width, height in places:
        left, across = _whole(x, width)
        top, down = _whole(y, height)
        rect = QRect(left, top, across, down)
        region = found.get(key)
        if region is None:
            found[key] = QRegion(rect)
        else:
            region += rect
    return found


@lru_cache(maxsize=8192)
def _whole(start: float, length: float) -> tuple[int, int]:
    """Return a start and a length in parts of a unit; cards stand in columns and rows, so many share theirs."""
    first = round(start * FINE)
    return first, round((start + length) * FINE) - first


def _joined(pieces: Iterable[Mapping[Key, QRegion]]) -> dict[Key, list[QRegion]]:
    """Return as few regions as cover the same, from left to right."""
    found: dict[Key, list[QRegion]] = {}
    counts: dict[Key, int] = {}
    for piece in pieces:
        for key, region in piece.items():
            regions = found.setdefault(key, [])
            count = counts.get(key, 0) + region.rectCount()
            both = regions[-1].united(region) if regions else region
            if regions and both.rectCount() <= ASKEW * count:
                regions[-1] = both
            else:
                count = region.rectCount()
                regions.append(region)
            counts[key] = count
    return found
