"""The words of links between neighbours: placed gutter by gutter, and kept as long as nothing there has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cxdesigner.layout.crowd import Line, hidden_by, pieces_of
from cxdesigner.layout.labels import BESIDE, best_place
from cxdesigner.layout.plan import Rect, TextBlock
from cxdesigner.layout.routing import Spot
from cxdesigner.layout.strips import Block, Placed
from cxdesigner.layout.wires import Wire

if TYPE_CHECKING:
    from cxdesigner.layout.ways import Frame

Nooks = dict[tuple[object, ...], list[tuple[int, TextBlock]]]
"""The words of each nook of a gutter, with the numbers of their links in the block."""
WIDE = 300.0
"""Words of a gutter do not reach over a card that is at least as wide as this."""
MARGIN = 6.0
FAR_AWAY = 1e6


class Nook:
    """A gutter between two columns, as high as some lanes; everything in it is told from its left end and first card.

    Whatever is in another place of the map in the same way is alike; so the words in it are too.
    """

    def __init__(self, frame: Frame, placed: Placed, lanes: tuple[int, int], columns: Sequence[Sequence[Spot]]) -> None:
        block, gutter, (first, last) = placed.block, placed.first, lanes
        top = frame.content_tops[first]
        self._block = block
        self._first = first
        self._last = last
        self._beside = columns[gutter - 1], columns[gutter]
        self._sizes = frame.card_widths[gutter - 1], frame.gutter_widths[gutter], frame.card_widths[gutter]
        self._tops = tuple([y - top for y in frame.content_tops[first : last + 1]])
        self._turns = tuple(frame.turns.get((block, 0), ()))
        above = frame.lane_tops[0] - top if first == 0 else -FAR_AWAY
        below = frame.bottom - top if last == len(frame.lane_tops) - 1 else FAR_AWAY
        self._ends = above, below

    @property
    def key(self) -> tuple[object, ...]:
        """What decides about the places of the words."""
        return self._block, self._first, self._last, self._beside, self._sizes, self._tops, self._turns, self._ends

    def words(self) -> list[tuple[int, TextBlock]]:
        """Return the words of the links of these lanes, with the number of the link in the block."""
        paths = dict(self._paths())
        crowd = _Few(self, [line for number, path in paths.items() for line in pieces_of(path, number)])
        above, below = self._ends
        within = Rect(-FAR_AWAY, above, 2 * FAR_AWAY, below - above)
        placed = []
        for number, wire in enumerate(self._block.wires):
            if wire.label is not None and self._first <= wire.lanes[0] and wire.lanes[1] <= self._last:
                words = best_place(wire.label, paths[number], crowd, number, within)
                crowd.words.append(words.rect)
                placed.append((number, words))
        return placed

    def _height(self, lane: int, height: float) -> float:
        if lane < self._first:
            return -FAR_AWAY
        return FAR_AWAY if lane > self._last else self._tops[lane - self._first] + height

    def _paths(self) -> Iterator[tuple[int, tuple[tuple[float, float], ...]]]:
        block, right = self._block, self._sizes[1]
        turns = dict(zip((turn.number for turn in block.turns.get(0, ())), self._turns, strict=True))
        for number, (wire, heights) in enumerate(zip(block.wires, block.heights, strict=True)):
            if wire.lanes[0] > self._last or wire.lanes[1] < self._first:
                continue
            start, end = self._height(wire.source.lane, heights[0]), self._height(wire.target.lane, heights[1])
            into = right if wire.reach else 0.0
            if number not in turns or start == end:
                yield number, ((0.0, start), (into, end))
            else:
                turn = turns[number]
                yield number, ((0.0, start), (turn, start), (turn, end), (into, end))

    def meets_card(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Tell whether a place is on one of the cards beside the gutter."""
        sizes = self._sizes
        for column, is_near in zip(self._beside, (-sizes[0] < right and left < 0, sizes[1] < right), strict=True):
            if is_near:
                for spot in column:
                    if self._first <= spot.lane <= self._last:
                        y = self._tops[spot.lane - self._first]
                        if y + spot.top < bottom and top < y + spot.bottom:
                            return True
        return False


class _Few:
    """The cards, lines and words of a nook."""

    def __init__(self, nook: Nook, lines: list[Line]) -> None:
        self._nook = nook
        self._lines = lines
        self.words: list[Rect] = []

    def cost(self, left: float, top: float, right: float, bottom: float, number: int) -> float:
        """Return how much the words of a link would hide here."""
        if self._nook.meets_card(left, top, right, bottom):
            return 10_000.0
        return hidden_by(self._lines, self.words, (left, top, right, bottom), number)


def words_in_gutter(
    frame: Frame, placed: Placed, passed: bytearray, columns: Sequence[Sequence[Spot]], known: Nooks
) -> tuple[dict[int, TextBlock], Nooks] | None:
    """Return the words of the links of a block, by the number of the link, and by nook for the next layout.

    None where other links pass by (*passed*), or where words may reach too far. What is *known* of the block is that of the last layout.
    """
    block, gutter, numbers = placed
    if passed[gutter] or not 0 < gutter < len(columns):
        return None
    if min(frame.card_widths[gutter - 1], frame.card_widths[gutter]) < WIDE:
        return None
    found: dict[int, TextBlock] = {}
    kept: Nooks = {}
    for lanes in _bands(frame, block):
        nook = Nook(frame, placed, lanes, columns)
        key = nook.key
        words = known.get(key)
        if words is None:
            words = nook.words()
        kept[key] = words
        x, y = frame.gutter_lefts[gutter], frame.content_tops[lanes[0]]
        for number, text in words:
            found[numbers[number]] = text._replace(rect=text.rect.moved(x, y))
    return (found, kept) if kept else None


def passed_gutters(wires: Sequence[Wire], at: Sequence[int], gutters: int) -> bytearray:
    """Return for each gutter whether a link is there that leads farther than to a neighbour."""
    passed = bytearray(gutters)
    for wire, here in zip(wires, at, strict=True):
        if wire.gutter is None:
            left, right = sorted((here, here + wire.reach))
            passed[left : right + 2] = b"\1" * (right + 2 - left)
    return passed


def _bands(frame: Frame, block: Block) -> list[tuple[int, int]]:
    """Return the lanes, from where to where, in which words of a block may get into each other's way.

    Nothing, where words may reach farther than into the next lane.
    """
    lowest = min(frame.lane_heights)
    bands: list[tuple[int, int]] = []
    for number in block.labelled:
        wire, heights = block.wires[number], block.heights[number]
        first, last = wire.lanes
        assert wire.label is not None
        reach = max(wire.label.short.rect.height, wire.label.long.rect.height) + BESIDE + MARGIN
        if reach > lowest:
            return []
        high, low = heights if wire.source.lane <= wire.target.lane else heights[::-1]
        if first == last:
            high, low = min(heights), max(heights)
        above = frame.content_tops[first] - frame.lane_tops[first]
        below = frame.lane_tops[last] + frame.lane_heights[last] - frame.content_tops[last]
        if high - reach < -above:
            first = max(0, first - 1)
        if low + reach > below:
            last = min(last + 1, len(frame.lane_tops) - 1)
        bands.append((first, last))
    return _merged(bands)


def _merged(bands: list[tuple[int, int]]) -> list[tuple[int, int]]:
    apart: list[tuple[int, int]] = []
    for first, last in sorted(bands):
        if apart and first <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(last, apart[-1][1])
        else:
            apart.append((first, last))
    return apart
