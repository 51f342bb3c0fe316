"""The gutters between the columns: which links meet in them, and where each of them goes down or up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cxdesigner.layout import tracks
from cxdesigner.layout.memory import LayoutMemory
from cxdesigner.layout.ports import Heights, heights_of
from cxdesigner.layout.routing import ChannelRun, GutterRun, PortRun
from cxdesigner.layout.wires import Wire


class Turn(NamedTuple):
    """A run in a gutter: the number of its link in the block, that of the run, the sides on which it goes on (−1 left)."""

    number: int
    place: int
    sides: tuple[int, int]


class Block:
    """Gutters side by side that runs at cards lead through together, with all links that meet a card there.

    What happens in a block depends on these links alone; so a block is worked out once and kept, wherever it moves. Its gutters
    count from 0 to `last`; `at` are the columns from which its links count, seen from there (the column behind a gutter has its number).
    """

    def __init__(self, last: int, wires: Sequence[Wire], at: Sequence[int]) -> None:
        self.last = last
        self.wires = wires
        self.at = at
        self.heights: Heights = heights_of(wires, at, last)
        self.labelled = [number for number, wire in enumerate(wires) if wire.label is not None]
        """The numbers of links that have words."""
        self.turns: dict[int, list[Turn]] = {}
        for number, wire in enumerate(wires):
            for place in wire.turns:
                run = wire.chain[place]
                assert isinstance(run, GutterRun)
                gutter = at[number] + run.gutter
                if 0 <= gutter <= last:
                    self.turns.setdefault(gutter, []).append(_turn(wire, number, place, run.gutter))
        self.lanes = {gutter: self._lanes(turns) for gutter, turns in self.turns.items()}
        """The first and the last lane that the runs of a gutter begin or end in."""

    def _lanes(self, turns: Sequence[Turn]) -> tuple[int, int]:
        lanes = []
        for turn in turns:
            chain = self.wires[turn.number].chain
            lanes += [chain[turn.place - 1].lane, chain[turn.place + 1].lane]  # type: ignore[union-attr]
        return min(lanes), max(lanes)


class Placed(NamedTuple):
    """A block where it is: its first gutter, and the numbers of its links among all."""

    block: Block
    first: int
    numbers: list[int]


class Sorted(NamedTuple):
    """The tracks of the runs of one gutter, each with among how many it lies, and how many there are at most."""

    tracks: tuple[tuple[int, int], ...]
    count: int  # type: ignore[assignment]


_ALONE = Sorted(((0, 1),), 1)


def _turn(wire: Wire, number: int, place: int, gutter: int) -> Turn:
    sides = []
    for step in (-1, 1):
        other = wire.chain[place + step]
        if isinstance(other, PortRun):
            is_left = step < 0 or other.arrives_from_right
        else:
            assert isinstance(other, ChannelRun)
            is_left = min(other.first, other.last) < 2 * gutter
        sides.append(-1 if is_left else 1)
    return Turn(number, place, (sides[0], sides[1]))


def blocks_of(wires: Sequence[Wire], at: Sequence[int], gutters: int, memory: LayoutMemory) -> list[Placed]:
    """Return the blocks from left to right. *at* are the columns in which the links begin."""
    joined = bytearray(gutters + 1)
    for wire, here in zip(wires, at, strict=True):
        for low, high in wire.spans if wire.gutter is None else ():
            if low != high:
                joined[here + low : here + high] = b"\1" * (high - low)
    block_at, starts = [], []
    for gutter in range(gutters):
        if not gutter or not joined[gutter - 1]:
            starts.append(gutter)
        block_at.append(len(starts) - 1)
    members: list[list[int]] = [[] for _ in starts]
    for number, (wire, here) in enumerate(zip(wires, at, strict=True)):
        if wire.gutter is not None:
            members[block_at[here + wire.gutter]].append(number)
            continue
        for low, _ in wire.spans:
            numbers = members[block_at[here + low]]
            if not numbers or numbers[-1] != number:
                numbers.append(number)
    known, kept = memory.blocks, {}
    blocks = []
    for place, numbers in enumerate(members):
        if numbers:
            first = starts[place]
            own = tuple([wires[number] for number in numbers])
            begins = tuple([at[number] - first for number in numbers])
            last = (starts[place + 1] if place + 1 < len(starts) else gutters) - 1 - first
            key = (last, own, begins)
            block = known.get(key)
            if block is None:
                block = Block(last, own, begins)
            kept[key] = block
            blocks.append(Placed(block, first, numbers))
    memory.blocks = kept
    return blocks


def sort_turns(
    block: Block,
    gutter: int,
    content_tops: Sequence[float],
    channel_at: dict[Wire, float],
    memory: LayoutMemory,
    kept: dict[tuple[object, ...], Sorted],
) -> Sorted:
    """Return the tracks of the runs of a gutter of a block, counted from its first. *channel_at* are the y of runs along lanes."""
    if len(block.turns[gutter]) == 1:
        return _ALONE
    top, bottom = block.lanes[gutter]
    base = content_tops[top]
    below = [place - base for place in content_tops[top : bottom + 1]]
    turns = block.turns[gutter]
    channels = []
    if channel_at:
        for turn in turns:
            wire = block.wires[turn.number]
            if wire.channels:
                channels.append(channel_at[wire] - base)
    key = block, gutter, tuple(below), tuple(channels)
    found = memory.sorted.get(key)
    if found is None:
        found = _sorted(block, turns, top, below, channels)
    kept[key] = found
    return found


def _sorted(block: Block, turns: Sequence[Turn], top: int, below: Sequence[float], channels: Sequence[float]) -> Sorted:
    bundle = []
    channel = iter(channels)
    for number, place, sides in turns:
        wire = block.wires[number]
        along = next(channel) if wire.channels else 0.0
        ends = []
        for step, side in zip((-1, 1), sides, strict=True):
            other = wire.chain[place + step]
            if isinstance(other, PortRun):
                height = block.heights[number][0 if place + step == 0 else 1]
                ends.append((round(below[other.lane - top] + height, 3), side))
            else:
                ends.append((round(along, 3), side))
        low, high = ends[0][0], ends[1][0]
        bundle.append(tracks.Track(min(low, high), max(low, high), tuple(ends)))
    count = tracks.assign(bundle, 16.0)
    return Sorted(tuple([(track.index, track.of) for track in bundle]), count)
