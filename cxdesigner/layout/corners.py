"""The corners of links, from the places of their runs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import repeat
from operator import eq
from typing import TYPE_CHECKING

from cxdesigner.layout.routing import ChannelRun, ColumnRun, PortRun, Run, Spot
from cxdesigner.layout.strips import Block, Placed
from cxdesigner.layout.wires import Wire

if TYPE_CHECKING:
    from cxdesigner.layout.ways import Frame

Point = tuple[float, float]
Path = tuple[Point, ...]
Place = tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...], tuple[tuple[float, ...], ...]]
"""Where a block is: tops of the cards of all lanes, left ends of its gutters and columns, and of its runs in gutters."""
Loose = dict[int, list[float]]
"""Of each link that leaves its block: the places of its runs."""


class Corners:
    """The corners of links, worked out block by block when somebody asks for them.

    Where a block is in the same place as *before* they are the very same ones.
    """

    def __init__(self, frame: Frame, before: Corners | None) -> None:
        self._frame = frame
        known = before._known if before is not None else {}
        self._known: dict[Block, tuple[Place, list[Path]]] = {
            block: known[block] for block, _, _ in frame.blocks if block in known
        }
        """Where blocks are, or were when somebody asked last, and the corners of their links there."""
        self._made: dict[Block, list[Path]] = {}
        self._tops = tuple(frame.content_tops)
        self._block_at: list[Placed | None] = [None] * len(frame.gutter_lefts)
        for placed in frame.blocks:
            for gutter in range(placed.first, placed.first + placed.block.last + 1):
                self._block_at[gutter] = placed

    def block_at(self, gutter: int) -> Placed | None:
        """Return the block to which a gutter belongs."""
        return self._block_at[gutter]

    def of_column(self, column: int, first: int, behind: int) -> list[Path]:
        """Return the corners of the links with the numbers from *first* to *behind*, all that begin in a column."""
        paths: list[Path] = [()] * (behind - first)
        placed = self._block_at[column + 1]  # Those that stay in a block leave their card to the right.
        if placed is not None:
            numbers, own = placed.numbers, self._of_block(placed)
            for place in range(bisect_left(numbers, first), bisect_left(numbers, behind)):
                paths[numbers[place] - first] = own[place]
        for place, path in enumerate(paths):
            if not path:
                paths[place] = self._loose[first + place]
        return paths

    def all(self) -> list[Path]:
        """Return the corners of all links by their numbers."""
        paths: list[Path] = [()] * len(self._frame.wires)
        for placed in self._frame.blocks:
            for number, path in zip(placed.numbers, self._of_block(placed), strict=True):
                paths[number] = path
        for number, path in self._loose.items():
            paths[number] = path
        return paths

    def _of_block(self, placed: Placed) -> list[Path]:
        """Return the corners of the links of a block that stay in it; nothing for the others."""
        block, first, _ = placed
        if block not in self._made:
            frame, behind = self._frame, first + block.last + 1
            place: Place = (
                self._tops,
                tuple(frame.gutter_lefts[first:behind]),
                tuple(frame.column_lefts[max(0, first - 1) : behind]),
                tuple([tuple(frame.turns[block, gutter]) for gutter in block.turns]),
            )
            before = self._known.get(block)
            if before is None or before[0] != place:
                is_beside = before is not None and before[0][1:3] == place[1:3]
                before = place, _corners_in(frame, placed, before if is_beside else None)
                self._known[block] = before
            self._made[block] = before[1]
        return self._made[block]

    @cached_property
    def _loose(self) -> dict[int, Path]:
        """The corners of the links that leave their block, or are in none."""
        frame = self._frame
        loose: Loose = {
            number: _own_places(frame, wire) for number, wire in enumerate(frame.wires) if wire.drops or wire.channels
        }
        for placed in frame.blocks if loose else ():
            _tell_places(frame, placed, loose)
        return {number: _corners(frame, number, places) for number, places in loose.items()}


def _corners_in(frame: Frame, placed: Placed, before: tuple[Place, list[Path]] | None) -> list[Path]:
    """Return the corners of the links of a block that stay in it; nothing for the others.

    *before* is where it was, as far to the left, and the corners there: those in lanes that have not moved are the very same ones.
    """
    tops, lefts, widths = frame.content_tops, frame.column_lefts, frame.card_widths
    block, first, _ = placed
    turns = [0.0] * len(block.wires)
    for gutter, own in block.turns.items():
        left = frame.gutter_lefts[first + gutter]
        for run, x in zip(own, frame.turns[block, gutter], strict=True):
            turns[run.number] = left + x
    paths: list[Path] = []
    unmoved = [False] * len(tops) if before is None else list(map(eq, before[0][0], tops))
    known: Iterable[Path] = repeat(()) if before is None else before[1]
    for wire, at, heights, turn, old in zip(block.wires, block.at, block.heights, turns, known, strict=False):
        source, target = wire.source, wire.target
        if old and unmoved[source.lane] and unmoved[target.lane] and (len(old) == 2 or old[1][0] == turn):
            paths.append(old)
            continue
        if wire.drops or wire.channels:
            paths.append(())
            continue
        last = wire.chain[-1]
        here, there = first + at, first + at + wire.reach
        start, end = tops[source.lane] + heights[0], tops[target.lane] + heights[1]
        left, right = lefts[here] + widths[here], lefts[there]
        if last.arrives_from_right:  # type: ignore[union-attr]
            right += widths[there]
        if start == end:
            paths.append(((left, start), (right, end)))
        else:
            paths.append(((left, start), (turn, start), (turn, end), (right, end)))
    return paths


# -- links that leave their block --------------------------------------------------------------------------------------


def _own_places(frame: Frame, wire: Wire) -> list[float]:
    places = [frame.column_at.get((wire, place), 0.0) for place in range(len(wire.chain))]
    for place in wire.channels:
        places[place] = frame.channel_at[wire]
    return places


def _tell_places(frame: Frame, placed: Placed, loose: Loose) -> None:
    """Note the places of the runs that links have in a block which leave it."""
    block, first, numbers = placed
    for gutter, own in block.turns.items():
        left = frame.gutter_lefts[first + gutter]
        for turn, x in zip(own, frame.turns[block, gutter], strict=True):
            if (places := loose.get(numbers[turn.number])) is not None:
                places[turn.place] = left + x
    for number, wire, at, heights in zip(numbers, block.wires, block.at, block.heights, strict=True):
        if (places := loose.get(number)) is not None:
            for place in (0, -1):
                run = wire.chain[place]
                if isinstance(run, PortRun) and 0 <= at + run.lo <= block.last:
                    places[place] = frame.content_tops[run.lane] + heights[place]


def _corners(frame: Frame, number: int, places: Sequence[float]) -> Path:
    wire, here = frame.wires[number], frame.at[number]
    chain = wire.chain
    points = [_end(frame, wire.source, here, chain[0], places[0], is_start=True)]
    for place in range(len(chain) - 1):
        across = isinstance(chain[place], (PortRun, ChannelRun))
        points.append((places[place + 1], places[place]) if across else (places[place], places[place + 1]))
    points.append(_end(frame, wire.target, here + wire.reach, chain[-1], places[-1], is_start=False))
    return _without_needless(points)


def _end(frame: Frame, spot: Spot, column: int, run: Run, place: float, *, is_start: bool) -> Point:
    """Return where a link touches its card."""
    if isinstance(run, ColumnRun):
        is_below = run.above == spot.place
        return place, frame.content_tops[spot.lane] + (spot.bottom if is_below else spot.top)
    assert isinstance(run, PortRun)
    left = frame.column_lefts[column]
    return (left + frame.card_widths[column] if is_start or run.arrives_from_right else left), place


def _without_needless(points: list[Point]) -> Path:
    """Return the corners without those where the line goes straight on."""
    kept = [points[0]]
    for place in range(1, len(points) - 1):
        before, here, after = kept[-1], points[place], points[place + 1]
        is_on_line = (before[0] == here[0] == after[0]) or (before[1] == here[1] == after[1])
        if not is_on_line and here != before:
            kept.append(here)
    kept.append(points[-1])
    return tuple(kept)
