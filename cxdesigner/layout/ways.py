"""Where each run of each link lies, and how wide gutters and channels must be for that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cxdesigner.layout import tracks
from cxdesigner.layout.labels import Label
from cxdesigner.layout.ports import place_ports
from cxdesigner.layout.routing import (
    CLEAR,
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
from cxdesigner.layout.spacing import Spacing

STAGE_GAP = 16.0
GAP = 22.0
"""From track to track."""
COLUMN_GAP = 44.0
LANE_EDGE, CARD_EDGE = 22.0, 28.0

Point = tuple[float, float]


class Wire(NamedTuple):
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
    spacing: Spacing,
) -> Frame:
    """Return the strips of a map and the ways of its links.

    *contents* are the heights of the tallest stack of each lane, *least_heights* those of the lanes, *corner* is where
    the first lane and the first gutter begin. Near-linear in cards and links.
    """
    ground = Ground(spots, contents, spacing.pad)
    chains = [choose(ground, spots[wire.source], spots[wire.target]) for wire in wires]
    place_ports(ground, spots, [(wire.source, wire.target) for wire in wires], chains)
    above, below = _place_channels(spots, wires, chains, len(contents), spacing)
    lane_tops, lane_heights, content_tops = _stack_lanes(contents, least_heights, above, below, corner[1])
    _lower_channels(chains, contents, lane_tops, content_tops)
    widths = _place_gutters(wires, chains, columns, stage_starts, spacing)
    gutter_lefts, column_lefts = _line_up(widths, corner[0], spacing.card_width)
    _place_columns(chains, column_lefts, spacing.card_width)
    paths = [
        _corners(
            spots[wire.source], spots[wire.target], chain, content_tops, gutter_lefts, column_lefts, spacing.card_width
        )
        for wire, chain in zip(wires, chains, strict=True)
    ]
    return Frame(lane_tops, lane_heights, content_tops, gutter_lefts, widths, column_lefts, paths)


# -- channels ----------------------------------------------------------------------------------------------------------


def _place_channels(
    spots: Sequence[Spot], wires: Sequence[Wire], chains: list[Chain], lanes: int, spacing: Spacing
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
                room = wire.room_along((high - low) / 2 * spacing.pitch)
                bundles[run.lane, run.side].append((run, tracks.Track(low, high, ends, room)))
    heights = [[spacing.pad] * lanes, [spacing.pad] * lanes]
    for (lane, side), bundle in bundles.items():
        count = tracks.assign([track for _, track in bundle], 0.5)
        start, end = (LANE_EDGE, CARD_EDGE) if side == TOP_SIDE else (CARD_EDGE, LANE_EDGE)
        rooms = [0.0] * count
        for _, track in bundle:
            rooms[track.index] = max(rooms[track.index], track.room)
        places = [start + index * GAP + sum(rooms[: index + 1]) for index in range(count)]
        for run, track in bundle:
            run.at = places[track.index]
        heights[side][lane] = max(spacing.pad, places[-1] + end)
    for wire, chain in zip(wires, chains, strict=True):
        if wire.label is not None and isinstance(chain[0], ColumnRun) and chain[0].is_straight:
            upper = min(spots[wire.source].lane, spots[wire.target].lane)
            heights[1][upper] = max(heights[1][upper], wire.label.short.rect.height + 2 * CLEAR - spacing.pad)
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
    columns: int,
    stage_starts: frozenset[int],
    spacing: Spacing,
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
    edge = spacing.gutter_edge
    for gutter in range(columns + 1):
        width = spacing.gutter if 0 < gutter < columns else spacing.outer_gutter
        bundle = bundles.get(gutter, [])
        count = tracks.assign([track for _, track in bundle], 16.0)
        span = (count - 1) * GAP
        lines = 2 * edge + span if count else 0.0
        center = max(width, lines) / 2
        if labels[gutter]:
            center = edge + span / 2 if count else center
            lines = labels[gutter] + (edge + span + 30.0 if count else 24.0)
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


def _line_up(widths: list[float], left: float, card_width: float) -> tuple[list[float], list[float]]:
    gutters, columns = [], []
    for width in widths:
        gutters.append(left)
        left += width
        columns.append(left)
        left += card_width
    return gutters, columns[:-1]


# -- columns and corners -----------------------------------------------------------------------------------------------


def _place_columns(chains: list[Chain], column_lefts: list[float], card_width: float) -> None:
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
        gap = min(COLUMN_GAP, 0.6 * card_width / len(runs))
        for place, run in enumerate(runs):
            offset = (place - middle) * gap
            run.at = column_lefts[column] + min(max(card_width / 2 + offset, 60.0), card_width - 110.0)


def _corners(
    source: Spot,
    target: Spot,
    chain: Chain,
    content_tops: list[float],
    gutter_lefts: list[float],
    column_lefts: list[float],
    card_width: float,
) -> tuple[Point, ...]:
    places = [_place(run, gutter_lefts) for run in chain]
    first, last = chain[0], chain[-1]
    start = _end(source, first, places[0], content_tops, column_lefts, card_width, is_start=True)
    end = _end(target, last, places[-1], content_tops, column_lefts, card_width, is_start=False)
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
    card_width: float,
    *,
    is_start: bool,
) -> Point:
    """Return where a link touches its card."""
    left = column_lefts[spot.column]
    if isinstance(run, ColumnRun):
        is_below = run.above == spot.place
        return place, content_tops[spot.lane] + (spot.bottom if is_below else spot.top)
    assert isinstance(run, PortRun)
    return (left + card_width if is_start or run.arrives_from_right else left), place


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
