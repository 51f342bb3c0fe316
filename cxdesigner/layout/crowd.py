"""What the words beside links must keep clear of: cards, lines, and each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from cxdesigner.layout.plan import Rect
from cxdesigner.layout.routing import Spot
from cxdesigner.layout.wires import Wire

if TYPE_CHECKING:
    from cxdesigner.layout.labels import Path
    from cxdesigner.layout.ways import Frame

Line = tuple[float, float, float, float, int]
"""Left, top, right, bottom of a piece of a link, and the number of the link."""
AROUND = 2
"""So many strips beside the way of a link its words may reach."""
MANY = 24
"""Lines across more strips than this are found by their height."""
ANYWHERE = -99
"""Stands for all strips."""
FEW = 64
"""Above so many lines in a strip they are found by rows."""
ROW = 150.0
LOW = 130.0
"""The words of a link may reach over lanes that are lower than this."""


class Crowd:
    """Cards, lines, and words that were placed, by strip: gutter *g* is strip 2g, column *c* is strip 2c + 1.

    Only lines near a link that has words are looked at.
    """

    def __init__(self, frame: Frame, columns: Sequence[Sequence[Spot]], paths: Sequence[Path]) -> None:
        self._columns = columns
        self._tops = frame.content_tops
        ends = chain.from_iterable(zip(frame.gutter_lefts, frame.column_lefts, strict=False))
        self._borders = [*ends, frame.gutter_lefts[-1]]
        self._lines: dict[int, list[Line]] = defaultdict(list)
        self._rows: dict[int, dict[int, list[Line]]] = {}
        self._wanted: dict[int, tuple[int, int]] = {}
        self._words: dict[int, list[Rect]] = defaultdict(list)
        self._across: list[Line] = []
        reach = 1 if min(frame.lane_heights) > LOW else len(frame.lane_heights)
        self._want(frame.wires, frame.at)
        for number, (wire, here, path) in enumerate(zip(frame.wires, frame.at, paths, strict=True)):
            if wire.gutter is None:
                self._add_long(pieces_of(path, number))
            elif self._is_wanted(wire, 2 * (here + wire.gutter), reach):
                self._lines[2 * (here + wire.gutter)] += pieces_of(path, number)
        self._across.sort(key=_by_y)

    def _want(self, wires: Sequence[Wire], at: Sequence[int]) -> None:
        """Note between which lanes the words of links may be, for each strip that they may reach."""
        wanted = self._wanted
        for wire, here in zip(wires, at, strict=True):
            if wire.label is None:
                continue
            left, right = sorted((here, here + wire.reach))
            high, low = wire.lanes
            strips: Iterable[int] = range(2 * left + 1 - AROUND, 2 * right + 2 + AROUND)
            for strip in strips if right - left < MANY else (ANYWHERE,):
                lanes = wanted.get(strip)
                wanted[strip] = (high, low) if lanes is None else (min(high, lanes[0]), max(low, lanes[1]))

    def _is_wanted(self, wire: Wire, strip: int, reach: int) -> bool:
        for place in (strip, ANYWHERE):
            lanes = self._wanted.get(place)
            if lanes is not None and wire.lanes[1] >= lanes[0] - reach and wire.lanes[0] <= lanes[1] + reach:
                return True
        return False

    def _strips(self, left: float, right: float) -> range:
        first = max(0, bisect_right(self._borders, left) - 1)
        return range(first, max(first + 1, bisect_left(self._borders, right)))

    def _add_long(self, lines: Sequence[Line]) -> None:
        for line in lines:
            strips = self._strips(line[0], line[2])
            if len(strips) > MANY:
                self._across.append(line)
            else:
                for strip in strips:
                    self._lines[strip].append(line)

    def cost(self, left: float, top: float, right: float, bottom: float, number: int) -> float:
        """Return how much the words of a link would hide here: a card counts most, then other words, then lines."""
        strips = self._strips(left, right)
        near: list[Line] = []
        words: list[Rect] = []
        for strip in strips:
            if strip % 2 and self._meets_card(strip // 2, top, bottom):
                return 10_000.0
            near += self._near(strip, top, bottom)
            words += self._words.get(strip, ())
        if self._across:
            across = self._across
            near += across[bisect_left(across, top - 4, key=_by_y) : bisect_left(across, bottom, key=_by_y)]
        return hidden_by(near, words, (left, top, right, bottom), number)

    def _near(self, strip: int, top: float, bottom: float) -> Sequence[Line]:
        """Return the lines of a strip; where these are many, only those about this high."""
        lines = self._lines.get(strip, ())
        if len(lines) <= FEW:
            return lines
        rows = self._rows.get(strip)
        if rows is None:
            rows = self._rows[strip] = defaultdict(list)
            for line in lines:
                for row in range(int(line[1] // ROW), int(line[3] // ROW) + 1):
                    rows[row].append(line)
        return [it for row in range(int(top // ROW), int(bottom // ROW) + 1) for it in rows.get(row, ())]

    def _meets_card(self, column: int, top: float, bottom: float) -> bool:
        tops = self._tops
        for spot in self._columns[column]:
            y = tops[spot.lane]
            if y + spot.top < bottom and top < y + spot.bottom:
                return True
        return False

    def add(self, rect: Rect) -> None:
        """Remember words that were placed."""
        for strip in self._strips(rect.x, rect.right):
            self._words[strip].append(rect)


def hidden_by(
    lines: Iterable[Line], words: Iterable[Rect], place: tuple[float, float, float, float], number: int
) -> float:
    """Return how much words would hide at a place: other words count more than lines, their own line least."""
    left, top, right, bottom = place
    cost = 0.0
    for x, y, width, height in words:
        if x < right and left < x + width and y < bottom and top < y + height:
            cost = 1_000.0
    hidden = {it for it in lines if it[1] < bottom and top < it[3] and it[0] < right and left < it[2]}
    return cost + sum([60.0 if it[4] == number else 100.0 for it in hidden])


def pieces_of(path: Sequence[tuple[float, float]], number: int) -> list[Line]:
    """Return the straight pieces of a link."""
    if len(path) == 2 and path[0][1] == path[1][1]:
        (x1, y1), (x2, _) = path
        return [(min(x1, x2) - 2, y1 - 2, max(x1, x2) + 2, y1 + 2, number)]
    pieces = []
    for (x1, y1), (x2, y2) in pairwise(path):
        if x1 > x2 or y1 > y2:
            x1, y1, x2, y2 = x2, y2, x1, y1
        pieces.append((x1 - 2, y1 - 2, x2 + 2, y2 + 2, number))
    return pieces


def _by_y(line: Line) -> float:
    return line[1]
