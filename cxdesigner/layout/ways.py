"""Where each run of each link lies, and how wide gutters and channels must be for that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from cxdesigner.layout import tracks
from cxdesigner.layout.cards import CARD_WIDTH
from cxdesigner.layout.labels import Label
from cxdesigner.layout.routing import (
    CLEAR,
    PORT_EDGE,
    TOP_SIDE,
    Chain,
    ChannelRun,
    ColumnRun,
    Ground,
    GutterRun,
    PortRun,
    Run,
    Spot,
    choose,
)

GUTTER = 120.0
OUTER_GUTTER = 60.0
STAGE_GAP = 16.0
PAD = 52.0
"""The least height of a channel above or below the cards of a lane."""
GAP = 22.0
"""From track to track."""
PORT_GAP = 26.0
"""From port to port on one side of a card."""
COLUMN_GAP = 44.0
GUTTER_EDGE = 42.0
LANE_EDGE, CARD_EDGE = 22.0, 28.0
SLOT = PORT_GAP / 2 - 0.01

Point = tuple[float, float]
SideRun = tuple[int, int, float, int, PortRun]
"""A run at one side of a card behind the ranks that tell which is above which."""


@dataclass(frozen=True, slots=True)
class Wire:
    """A link by the numbers of its cards; `label` is what must be written beside it."""

    source: int
    target: int
    label: Label | None = None

    def room_along(self, length: float) -> float:
        """Return how high the label is above a run of some length along a lane."""
        if self.label is None:
            return 0.0
        fits = self.label.long.rect.width + 40.0 <= length
        return (self.label.long if fits else self.label.short).rect.height + 4.0


@dataclass(slots=True)
class Frame:
    """The strips of a map: tops of lanes and their cards, left ends of columns and gutters, and the ways of links."""

    lane_tops: list[float]
    lane_heights: list[float]
    content_tops: list[float]
    gutter_lefts: list[float]
    gutter_widths: list[float]
    column_lefts: list[float]
    paths: list[tuple[Point, ...]]

    @property
    def right(self) -> float:
        return self.gutter_lefts[-1] + self.gutter_widths[-1]

    @property
    def bottom(self) -> float:
        return self.lane_tops[-1] + self.lane_heights[-1]


def find_ways(
    spots: Sequence[Spot],
    wires: Sequence[Wire],
    contents: Sequence[float],
    least_heights: Sequence[float],
    columns: int,
    stage_starts: frozenset[int],
    corner: Point,
) -> Frame:
    """Return the strips of a map and the ways of its links.

    *contents* are the heights of the tallest stack of each lane, *least_heights* those of the lanes, *corner* is where
    the first lane and the first gutter begin. Near-linear in cards and links.
    """
    ground = Ground(spots, contents, PAD)
    chains = [choose(ground, spots[wire.source], spots[wire.target]) for wire in wires]
    _place_ports(ground, spots, wires, chains)
    above, below = _place_channels(spots, wires, chains, len(contents))
    lane_tops, lane_heights, content_tops = _stack_lanes(contents, least_heights, above, below, corner[1])
    _lower_channels(chains, contents, lane_tops, content_tops)
    widths = _place_gutters(wires, chains, content_tops, columns, stage_starts)
    gutter_lefts, column_lefts = _line_up(widths, corner[0])
    _place_columns(chains, column_lefts)
    paths = [
        _corners(spots[wire.source], spots[wire.target], chain, content_tops, gutter_lefts, column_lefts)
        for wire, chain in zip(wires, chains, strict=True)
    ]
    return Frame(lane_tops, lane_heights, content_tops, gutter_lefts, widths, column_lefts, paths)


# -- ports -------------------------------------------------------------------------------------------------------------


def _place_ports(ground: Ground, spots: Sequence[Spot], wires: Sequence[Wire], chains: list[Chain]) -> None:
    """Give each run at a card its height: straight ones first, the others around them without touching."""
    sides: dict[tuple[int, bool], list[SideRun]] = defaultdict(list)
    for number, (wire, chain) in enumerate(zip(wires, chains, strict=True)):
        first, last = chain[0], chain[-1]
        if isinstance(first, PortRun):
            sides[wire.source, True].append((*_rank(ground, chain, 2, first), number, first))
        if isinstance(last, PortRun):
            sides[wire.target, last.arrives_from_right].append((*_rank(ground, chain, -3, last), number, last))
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


# -- channels ----------------------------------------------------------------------------------------------------------


def _place_channels(
    spots: Sequence[Spot], wires: Sequence[Wire], chains: list[Chain], lanes: int
) -> tuple[list[float], list[float]]:
    """Give each run along a lane its distance from the channel's upper end; return the heights of all channels."""
    bundles: dict[tuple[int, int], list[tuple[ChannelRun, tracks.Track]]] = defaultdict(list)
    for wire, chain in zip(wires, chains, strict=True):
        for run in chain:
            if isinstance(run, ChannelRun):
                ends = (
                    (float(run.first), _side_of(spots[wire.source], run)),
                    (float(run.last), _side_of(spots[wire.target], run)),
                )
                low, high = sorted((float(run.first), float(run.last)))
                room = wire.room_along((high - low) / 2 * (CARD_WIDTH + GUTTER))
                bundles[run.lane, run.side].append((run, tracks.Track(low, high, ends, room)))
    heights = [[PAD] * lanes, [PAD] * lanes]
    for (lane, side), bundle in bundles.items():
        count = tracks.assign([track for _, track in bundle], 0.5)
        start, end = (LANE_EDGE, CARD_EDGE) if side == TOP_SIDE else (CARD_EDGE, LANE_EDGE)
        rooms = [0.0] * count
        for _, track in bundle:
            rooms[track.index] = max(rooms[track.index], track.room)
        places = [start + index * GAP + sum(rooms[: index + 1]) for index in range(count)]
        for run, track in bundle:
            run.at = places[track.index]
        heights[side][lane] = max(PAD, places[-1] + end)
    for wire, chain in zip(wires, chains, strict=True):
        if wire.label is not None and isinstance(chain[0], ColumnRun) and chain[0].is_straight:
            upper = min(spots[wire.source].lane, spots[wire.target].lane)
            heights[1][upper] = max(heights[1][upper], wire.label.short.rect.height + 2 * CLEAR - PAD)
    return heights[0], heights[1]


def _side_of(spot: Spot, run: ChannelRun) -> int:
    """Tell whether a card is above (−1) or below (+1) a channel."""
    if spot.lane == run.lane:
        return 1 if run.side == TOP_SIDE else -1
    return 1 if spot.lane > run.lane else -1


def _stack_lanes(
    contents: Sequence[float], least_heights: Sequence[float], above: list[float], below: list[float], top: float
) -> tuple[list[float], list[float], list[float]]:
    tops, heights, content_tops = [], [], []
    for lane, content in enumerate(contents):
        tops.append(top)
        content_tops.append(top + above[lane])
        heights.append(max(least_heights[lane], above[lane] + content + below[lane]))
        top += heights[-1]
    return tops, heights, content_tops


def _lower_channels(
    chains: list[Chain], contents: Sequence[float], lane_tops: list[float], content_tops: list[float]
) -> None:
    """Turn the distances of channel runs and of ports into places in the map."""
    for chain in chains:
        for run in chain:
            if isinstance(run, ChannelRun):
                is_top = run.side == TOP_SIDE
                run.at += lane_tops[run.lane] if is_top else content_tops[run.lane] + contents[run.lane]
            elif isinstance(run, PortRun):
                run.at += content_tops[run.lane]


# -- gutters -----------------------------------------------------------------------------------------------------------


def _place_gutters(
    wires: Sequence[Wire],
    chains: list[Chain],
    content_tops: list[float],
    columns: int,
    stage_starts: frozenset[int],
) -> list[float]:
    """Give each run in a gutter its distance from the gutter's left end; return the widths of all gutters."""
    bundles: dict[int, list[tuple[GutterRun, tracks.Track]]] = defaultdict(list)
    labels: dict[int, float] = defaultdict(float)
    for wire, chain in zip(wires, chains, strict=True):
        for place, run in enumerate(chain):
            if isinstance(run, GutterRun):
                bundles[run.gutter].append((run, _gutter_track(run, chain, place)))
        if wire.label is not None:
            home = _gutter_of_label(chain, wire.label.short.rect.height)
            labels[home] = max(labels[home], wire.label.short.rect.width)
    widths = []
    for gutter in range(columns + 1):
        width = GUTTER if 0 < gutter < columns else OUTER_GUTTER
        bundle = bundles.get(gutter, [])
        count = tracks.assign([track for _, track in bundle], 16.0)
        span = (count - 1) * GAP
        lines = 2 * GUTTER_EDGE + span if count else 0.0
        center = max(width, lines) / 2
        if labels[gutter]:
            center = GUTTER_EDGE + span / 2 if count else center
            lines = labels[gutter] + (GUTTER_EDGE + span + 30.0 if count else 24.0)
        if gutter in stage_starts and 0 < gutter < columns:
            width += STAGE_GAP
        for run, track in bundle:
            run.at = center + (track.index - (track.of - 1) / 2) * GAP
        widths.append(max(width, lines))
    return widths


def _gutter_track(run: GutterRun, chain: Chain, place: int) -> tracks.Track:
    ends = []
    for step in (-1, 1):
        other = chain[place + step]
        assert isinstance(other, (PortRun, ChannelRun))
        if isinstance(other, PortRun):
            is_left = step < 0 or other.arrives_from_right
        else:
            is_left = min(other.first, other.last) < 2 * run.gutter
        ends.append((other.at, -1 if is_left else 1))
    low, high = sorted((ends[0][0], ends[1][0]))
    return tracks.Track(low, high, tuple(ends))


def _gutter_of_label(chain: Chain, height: float) -> int:
    """Return the gutter in which the label of a link needs room, or −1 where the link has room for it anyway."""
    ports = [run for run in chain if isinstance(run, PortRun)]
    has_room = not ports or any(run.room > height + 2 * CLEAR for run in ports)
    if has_room or any(isinstance(run, ChannelRun) for run in chain):
        return -1
    return ports[-1].hi


def _line_up(widths: list[float], left: float) -> tuple[list[float], list[float]]:
    gutters, columns = [], []
    for width in widths:
        gutters.append(left)
        left += width
        columns.append(left)
        left += CARD_WIDTH
    return gutters, columns[:-1]


# -- columns and corners -----------------------------------------------------------------------------------------------


def _place_columns(chains: list[Chain], column_lefts: list[float]) -> None:
    """Give each run above or below a card its x: straight ones at the middle, the others beside them."""
    bundles: dict[tuple[int, int], list[ColumnRun]] = defaultdict(list)
    for chain in chains:
        for run in chain:
            if isinstance(run, ColumnRun):
                bundles[run.column, run.above].append(run)
    for (column, _), runs in bundles.items():
        runs.sort(key=lambda run: run.toward)
        straight = [place for place, run in enumerate(runs) if run.is_straight]
        middle = straight[0] if straight else (len(runs) - 1) / 2
        gap = min(COLUMN_GAP, 300.0 / len(runs))
        for place, run in enumerate(runs):
            offset = (place - middle) * gap
            run.at = column_lefts[column] + min(max(CARD_WIDTH / 2 + offset, 60.0), CARD_WIDTH - 110.0)


def _corners(
    source: Spot,
    target: Spot,
    chain: Chain,
    content_tops: list[float],
    gutter_lefts: list[float],
    column_lefts: list[float],
) -> tuple[Point, ...]:
    places = [_place(run, gutter_lefts) for run in chain]
    first, last = chain[0], chain[-1]
    start = _end(source, first, places[0], content_tops, column_lefts, is_start=True)
    end = _end(target, last, places[-1], content_tops, column_lefts, is_start=False)
    points = [start]
    for place in range(len(chain) - 1):
        across = isinstance(chain[place], (PortRun, ChannelRun))
        points.append((places[place + 1], places[place]) if across else (places[place], places[place + 1]))
    points.append(end)
    return _without_needless(points)


def _place(run: Run, gutter_lefts: list[float]) -> float:
    return gutter_lefts[run.gutter] + run.at if isinstance(run, GutterRun) else run.at


def _end(
    spot: Spot,
    run: Run,
    place: float,
    content_tops: list[float],
    column_lefts: list[float],
    *,
    is_start: bool,
) -> Point:
    """Return where a link touches its card."""
    left = column_lefts[spot.column]
    if isinstance(run, ColumnRun):
        is_below = run.above == spot.place
        return place, content_tops[spot.lane] + (spot.bottom if is_below else spot.top)
    assert isinstance(run, PortRun)
    return (left + CARD_WIDTH if is_start or run.arrives_from_right else left), place


def _without_needless(points: list[Point]) -> tuple[Point, ...]:
    """Return the corners without those where the line goes straight on."""
    kept = [points[0]]
    for place in range(1, len(points) - 1):
        before, here, after = kept[-1], points[place], points[place + 1]
        is_on_line = (before[0] == here[0] == after[0]) or (before[1] == here[1] == after[1])
        if not is_on_line and here != before:
            kept.append(here)
    kept.append(points[-1])
    return tuple(kept)
