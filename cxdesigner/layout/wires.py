"""Links as the ways see them: from spot to spot, with the runs that were chosen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cache

from cxdesigner.document.records import Link
from cxdesigner.layout.labels import Label
from cxdesigner.layout.memory import LayoutMemory
from cxdesigner.layout.routing import CLEAR, Chain, ChannelRun, ColumnRun, Ground, GutterRun, PortRun, Spot, choose

Span = tuple[int, int]
Tie = tuple[Link, Spot, Spot, Label | None, int, int]
"""A link, from where to where it leads, what is written beside it, and the columns of both ends."""


@cache
def _once(low: int, high: int) -> Span:
    """Return two numbers together. Thousands of links say the same ones: those are kept once."""
    return low, high


@cache
def _alone(low: int, high: int) -> tuple[Span]:
    return (_once(low, high),)


class Wire:
    """A link with the runs of its way; it never changes, so the very same wire goes the same way.

    It counts columns and gutters from the column of its source, and leads `reach` columns to the right; where it begins is not its
    own: `Frame.at` knows that. `spans` are the gutters from where to where its runs at cards lead: none, one, or one at each end. `turns` are the
    numbers of its runs in gutters, `channels` those along lanes, `drops` those above or below cards. `gutter` is the only one
    in which a link between neighbours runs, None for others; `home` is the one in which its words need room; `lanes` are from where to where it may lead.
    """

    __slots__ = (
        "chain",
        "channels",
        "drops",
        "gutter",
        "home",
        "is_handoff",
        "label",
        "lanes",
        "link",
        "reach",
        "source",
        "spans",
        "target",
        "turns",
    )

    def __init__(self, tie: Tie, chain: Chain, is_handoff: bool) -> None:
        link, source, target, label, here, there = tie
        self.link = link
        self.reach = there - here
        self.source = source
        self.target = target
        self.label = label
        self.chain = chain
        self.is_handoff = is_handoff
        self.channels: tuple[int, ...] = ()
        self.drops: tuple[int, ...] = ()
        self.lanes = _once(source.lane, target.lane) if source.lane < target.lane else _once(target.lane, source.lane)
        first, last = chain[0], chain[-1]
        if len(chain) == 1:
            self.turns: tuple[int, ...] = ()
            self.spans: tuple[Span, ...] = _alone(first.lo, first.hi) if isinstance(first, PortRun) else ()
            self.drops = () if isinstance(first, PortRun) else (0,)
        elif len(chain) == 3 and isinstance(first, PortRun) and isinstance(last, PortRun):
            self.turns = (1,)
            self.spans = _alone(first.lo, last.hi)
        else:
            places = range(len(chain))
            self.turns = tuple(place for place in places if isinstance(chain[place], GutterRun))
            self.channels = tuple(place for place in places if isinstance(chain[place], ChannelRun))
            self.drops = tuple(place for place in places if isinstance(chain[place], ColumnRun))
            self.spans = tuple(_once(run.lo, run.hi) for run in (first, last) if isinstance(run, PortRun))
        self.gutter: int | None = None
        if len(self.spans) == 1 and not self.drops and self.spans[0][0] == self.spans[0][1]:
            self.gutter = self.spans[0][0]
        self.home = None if label is None else _gutter_of_label(chain, label.short.rect.height)

    @property
    def channel(self) -> ChannelRun:
        """The run along a lane; only for wires that have one, and none has two."""
        run = self.chain[self.channels[0]]
        assert isinstance(run, ChannelRun)
        return run

    def room_along(self, length: float) -> float:
        """Return how high the label is above a run of some length along a lane."""
        if self.label is None:
            return 0.0
        fits = self.label.long.rect.width + 40.0 <= length
        return (self.label.long if fits else self.label.short).rect.height + 4.0


def wires_of(
    ground: Ground, ties: Sequence[Tie], is_handoff: Callable[[Link], bool], memory: LayoutMemory
) -> list[Wire]:
    """Return all links with the ways that are chosen for them."""
    known, kept = memory.wires, {}
    has_same_heights = memory.contents == ground.contents
    changed = _changed(memory.spots, ground.columns) if known else []
    wires = []
    for tie in ties:
        link, source, target, _, here, there = tie
        reach = there - here
        wire = known.get(link.id)
        if (
            wire is None
            or wire.link is not link
            or wire.source is not source
            or wire.target is not target
            or wire.reach != reach
        ):
            team, other = source.team_id, target.team_id
            is_clear = team is not None and other is not None  # else one of them may be a pile, of many teams
            leaves = team != other if is_clear else is_handoff(link)
            wire = Wire(tie, choose(ground, source, target, here, reach), leaves)
        elif not 0 <= reach <= 1:
            low, high = sorted((here, there))
            is_passed = bisect_left(changed, low) < bisect_right(changed, high)
            if is_passed or (wire.channels and not has_same_heights):
                chain = choose(ground, source, target, here, reach)
                if chain != wire.chain:
                    wire = Wire(tie, chain, wire.is_handoff)
        kept[link.id] = wire
        wires.append(wire)
    memory.wires = kept
    memory.spots, memory.contents = ground.columns, ground.contents
    return wires


def _changed(before: Sequence[Sequence[Spot]], after: Sequence[Sequence[Spot]]) -> list[int]:
    """Return the places of columns where other cards stand now, or elsewhere."""
    return [place for place, spots in enumerate(after) if place >= len(before) or before[place] is not spots]


def _gutter_of_label(chain: Chain, height: float) -> int | None:
    """Return the gutter in which the label of a link needs room, or None where the link has room for it anyway."""
    ports = [run for run in chain if isinstance(run, PortRun)]
    has_room = not ports or any(run.room > height + 2 * CLEAR for run in ports)
    if has_room or any(isinstance(run, ChannelRun) for run in chain):
        return None
    return ports[-1].hi
