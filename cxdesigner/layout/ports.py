"""At which height links leave and reach the sides of their cards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from cxdesigner.layout.routing import PORT_EDGE, Chain, ChannelRun, Ground, PortRun, Spot

PORT_GAP = 26.0
"""From port to port on one side of a card."""
SLOT = PORT_GAP / 2 - 0.01

SideRun = tuple[int, int, float, int, PortRun]
"""A run at one side of a card behind the ranks that tell which is above which."""


def place_ports(
    ground: Ground, spots: Sequence[Spot], ends: Sequence[tuple[int, int]], chains: Sequence[Chain]
) -> None:
    """Give each run at a card its height: straight ones first, the others around them without touching.

    *ends* are the numbers of the cards that each chain ties.
    """
    sides: dict[tuple[int, bool], list[SideRun]] = defaultdict(list)
    for number, ((source, target), chain) in enumerate(zip(ends, chains, strict=True)):
        first, last = chain[0], chain[-1]
        if isinstance(first, PortRun):
            sides[source, True].append((*_rank(ground, chain, 2, first), number, first))
        if isinstance(last, PortRun):
            sides[target, last.arrives_from_right].append((*_rank(ground, chain, -3, last), number, last))
    for (spot, is_right), runs in sides.items():
        _spread(spots[spot], runs, is_right)
    taken: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    runs_in_order = [run for chain in chains for run in chain if isinstance(run, PortRun)]
    for run in sorted(runs_in_order, key=lambda run: not run.is_straight):
        _settle(run, taken)


def _rank(ground: Ground, chain: Chain, place: int, run: PortRun) -> tuple[int, int, float]:
    """Return the order of a run among those of one side of a card, from the uppermost to the lowest.

    Those that go up come first, the next to turn uppermost; then what goes straight on; then those that go down, the
    next to turn lowest. So none has to cross another one.
    """
    here = ground.tops[run.lane] + run.want
    if len(chain) == 1:
        return 0, 0, here
    other = chain[place]
    if isinstance(other, PortRun):
        there = ground.tops[other.lane] + other.want
    else:
        assert isinstance(other, ChannelRun)
        there = ground.channel(other.lane, other.side)
    run.lean = 1 if there > here else -1
    return run.lean, -run.lean * (run.hi - run.lo), there


def _spread(spot: Spot, runs: list[SideRun], is_right: bool) -> None:
    """Spread the runs of one side of a card around its middle port, or around the one that goes straight on."""
    if len(runs) == 1:
        return
    runs.sort(key=lambda run: run[:4])
    straight = [place for place, run in enumerate(runs) if run[4].is_straight]
    middle = straight[0] if straight else (len(runs) - 1) / 2
    room = spot.bottom - spot.top - 2 * PORT_EDGE
    gap = min(PORT_GAP, room / (len(runs) - 1))
    for place, (*_, run) in enumerate(runs):
        if is_right or not run.is_straight:
            want = (run.want if run.is_straight else spot.port) + (place - middle) * gap
            run.want = min(max(want, run.least), run.most)


def _settle(run: PortRun, taken: dict[int, dict[int, set[int]]]) -> None:
    """Move a run up or down, as little as possible, so that it touches no other one in its gutters."""
    lane = taken[run.lane]
    gutters = range(run.lo, run.hi + 1)
    busy = lane[run.lo] if run.lo == run.hi else set().union(*(lane[gutter] for gutter in gutters if gutter in lane))
    lean = run.lean or 1
    run.at = run.want
    slot = round(run.at / SLOT)
    if not busy.isdisjoint((slot - 1, slot, slot + 1)):
        for steps in (2, 4, -2, 1, -1, 3, 6, -4, -3, 5, -6, -5):
            y = run.want + steps * lean * (PORT_GAP / 2)
            slot = round(y / SLOT)
            if run.least <= y <= run.most and busy.isdisjoint((slot - 1, slot, slot + 1)):
                run.at = y
                break
        else:
            slot = round(run.at / SLOT)
    for gutter in gutters:
        lane[gutter].add(slot)
