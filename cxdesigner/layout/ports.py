"""At which height links leave and reach the sides of their cards."""

from __future__ import annotations

from collections.abc import Sequence

from cxdesigner.layout.routing import TOP_SIDE, Chain, ChannelRun, PortRun, Spot
from cxdesigner.layout.wires import Wire

PORT_GAP = 26.0
"""From port to port on one side of a card."""
SLOT = PORT_GAP / 2 - 0.01

End = tuple[int, bool]
"""The number of a link, and whether its last run is meant (else its first)."""
Heights = tuple[tuple[float, float], ...]
"""For each link the height of its first and of its last run, below the top of the first card of the lane."""


def heights_of(wires: Sequence[Wire], at: Sequence[int], last: int) -> Heights:
    """Return the heights of all runs at cards in the gutters from 0 to *last*.

    *wires* are all links with such a run there, in their order, *at* the columns from which they count; no run at a card leads out
    of these gutters. Straight runs come first, the others around them without touching. A run elsewhere counts as 0.
    """
    lefts: dict[Spot, list[End]] = {}
    rights: dict[Spot, list[End]] = {}
    runs: list[tuple[PortRun, int, bool]] = []
    straight: list[tuple[PortRun, int, bool]] = []
    for number, (wire, here) in enumerate(zip(wires, at, strict=True)):
        chain = wire.chain
        start, end = chain[0], chain[-1]
        if isinstance(start, PortRun) and 0 <= here + start.lo <= last:
            rights.setdefault(wire.source, []).append((number, False))
            (straight if start.is_straight else runs).append((start, number, False))
        if isinstance(end, PortRun) and 0 <= here + end.lo <= last:
            (rights if end.arrives_from_right else lefts).setdefault(wire.target, []).append((number, True))
            if len(chain) > 1:
                runs.append((end, number, True))
    wants: dict[End, float] = {}
    for sides, is_right in ((rights, True), (lefts, False)):
        for spot, ends in sides.items():
            if len(ends) > 1:
                _spread(spot, ends, wires, wants, is_right=is_right)
    return _settled(wires, at, straight + runs, wants)


def _turn(chain: Chain, run: PortRun, *, is_last: bool) -> tuple[int, tuple[int, float]]:
    """Return where a run turns, −1 up, 1 down, 0 where it goes straight on, and how low what it leads to is.

    Lanes count before heights: what is in a lower lane is lower, however high the lanes will be.
    """
    if len(chain) == 1:
        return 0, (run.lane, run.want)
    other = chain[-3 if is_last else 2]
    if isinstance(other, PortRun):
        there = other.lane, other.want
    else:
        assert isinstance(other, ChannelRun)
        there = other.lane, float("-inf") if other.side == TOP_SIDE else float("inf")
    return (1 if there > (run.lane, run.want) else -1), there


def _spread(spot: Spot, ends: list[End], wires: Sequence[Wire], wants: dict[End, float], *, is_right: bool) -> None:
    """Spread the runs of one side of a card around its middle port, or around the one that goes straight on.

    From the uppermost to the lowest: those that go up come first, the next to turn uppermost; then what goes straight on;
    then those that go down, the next to turn lowest. So none has to cross another one.
    """
    ranked = []
    for number, is_last in ends:
        chain = wires[number].chain
        run = chain[-1 if is_last else 0]
        assert isinstance(run, PortRun)
        lean, there = _turn(chain, run, is_last=is_last)
        ranked.append((lean, -lean * (run.hi - run.lo), there, number, is_last, run))
    ranked.sort()  # No link has two ends at one side of a card.
    straight = [place for place, end in enumerate(ranked) if end[5].is_straight]
    middle = straight[0] if straight else (len(ranked) - 1) / 2
    room = spot.bottom - spot.top - 2 * spot.edge
    gap = min(PORT_GAP, room / (len(ranked) - 1))
    for place, (_, _, _, number, is_last, run) in enumerate(ranked):
        if is_right or not run.is_straight:
            key = number, is_last and not run.is_straight
            center = wants.get(key, run.want) if run.is_straight else spot.port
            wants[key] = min(max(center + (place - middle) * gap, run.least), run.most)


def _settled(
    wires: Sequence[Wire], at: Sequence[int], runs: Sequence[tuple[PortRun, int, bool]], wants: dict[End, float]
) -> Heights:
    """Move runs up or down, as little as possible, so that none touches another one in its gutters."""
    firsts, lasts = [0.0] * len(wires), [0.0] * len(wires)
    taken: dict[tuple[int, int], set[int]] = {}
    for run, number, is_last in runs:
        lane, low = run.lane, at[number] + run.lo
        high = low + run.hi - run.lo
        want = y = wants.get((number, is_last), run.want) if wants else run.want
        slot = round(want / SLOT)
        if low == high:
            busy = taken.get((lane, low))
            if busy is None:
                taken[lane, low] = {slot}
            else:
                if not busy.isdisjoint((slot - 1, slot, slot + 1)):
                    y, slot = _moved(run, want, _lean(wires[number], run, is_last=is_last), busy)
                busy.add(slot)
        else:
            strips = [taken.setdefault((lane, gutter), set()) for gutter in range(low, high + 1)]
            busy = set().union(*strips)
            if not busy.isdisjoint((slot - 1, slot, slot + 1)):
                y, slot = _moved(run, want, _lean(wires[number], run, is_last=is_last), busy)
            for strip in strips:
                strip.add(slot)
        (lasts if is_last else firsts)[number] = y
        if run.is_straight:
            lasts[number] = y
    return tuple(zip(firsts, lasts, strict=True))


def _lean(wire: Wire, run: PortRun, *, is_last: bool) -> int:
    return _turn(wire.chain, run, is_last=is_last)[0] or 1


def _moved(run: PortRun, want: float, lean: int, busy: set[int]) -> tuple[float, int]:
    """Return the nearest free height and its slot; what is wanted where none is free."""
    for steps in (2, 4, -2, 1, -1, 3, 6, -4, -3, 5, -6, -5):
        y = want + steps * lean * (PORT_GAP / 2)
        slot = round(y / SLOT)
        if run.least <= y <= run.most and busy.isdisjoint((slot - 1, slot, slot + 1)):
            return y, slot
    return want, round(want / SLOT)
