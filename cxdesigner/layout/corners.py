"""The corners of links, from the places of their runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import eq
from typing import TYPE_CHECKING

from cxdesigner.layout.memory import LayoutMemory
from cxdesigner.layout.routing import ChannelRun, ColumnRun, PortRun, Run, Spot
from cxdesigner.layout.strips import Placed
from cxdesigner.layout.wires import Wire

if TYPE_CHECKING:
    from cxdesigner.layout.ways import Frame

Point = tuple[float, float]
Path = tuple[Point, ...]
Place = tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...], tuple[tuple[float, ...], ...]]
"""Where a block is: tops of the cards of all lanes, left ends of its gutters and columns, and of its runs in gutters."""
Loose = dict[int, list[float]]
"""Of each link that leaves its block: the places of its runs."""


def corners_of(frame: Frame, blocks: Sequence[Placed], memory: LayoutMemory) -> list[Path]:
    """Return the corners of all links; where a block is in the same place they are the very same ones."""
    paths: list[Path] = [()] * len(frame.wires)
    known, kept = memory.points, {}
    loose: Loose = {
        number: _own_places(frame, wire) for number, wire in enumerate(frame.wires) if wire.drops or wire.channels
    }
    tops = tuple(frame.content_tops)
    for placed in blocks:
        block, first, numbers = placed
        behind = first + block.last + 1
        place: Place = (
            tops,
            tuple(frame.gutter_lefts[first:behind]),
            tuple(frame.column_lefts[max(0, first - 1) : behind]),
            tuple([tuple(frame.turns[block, gutter]) for gutter in block.turns]),
        )
        before = known.get(block)
        if before is not None and before[0] == place:
            own = before[1]
        else:
            own = _corners_in(frame, placed, before if before is not None and before[0][1:3] == place[1:3] else None)
        kept[block] = place, own
        for number, path in zip(numbers, own, strict=True):
            paths[number] = path
        if loose:
            _tell_places(frame, placed, loose)
    for number, places in loose.items():
        paths[number] = _corners(frame, number, places)
    memory.points = kept
    return paths


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
