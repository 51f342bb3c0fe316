"""Where each run of each link lies, and how wide gutters and channels must be for that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from cxdesigner.document.records import Link
from cxdesigner.layout import tracks
from cxdesigner.layout.memory import LayoutMemory
from cxdesigner.layout.routing import CLEAR, TOP_SIDE, ColumnRun, Ground, Spot
from cxdesigner.layout.spacing import Spacing
from cxdesigner.layout.strips import Block, Placed, Sorted, blocks_of, sort_turns
from cxdesigner.layout.wires import Tie, Wire, wires_of

STAGE_GAP = 16.0
GAP = 22.0
"""From track to track."""
COLUMN_GAP = 44.0
LANE_EDGE, CARD_EDGE = 22.0, 28.0
LOW_PAD = 20.0
"""Room above and below the piles of a collapsed lane."""
NARROW = 200.0
"""Below this width what stands in a column is the pile of a collapsed stage."""

Point = tuple[float, float]


@dataclass(slots=True)
class Frame:
    """The strips of a map: tops of lanes and their cards, left ends of columns and gutters; and the ways of links.

    `at` are the columns in which links begin, `turns` the x of the runs in each gutter of a block, counted from its first, right of the
    left end of the gutter.
    """

    lane_tops: list[float]
    lane_heights: list[float]
    content_tops: list[float]
    gutter_lefts: list[float]
    gutter_widths: list[float]
    column_lefts: list[float]
    card_widths: Sequence[float]
    wires: list[Wire]
    at: list[int]
    blocks: list[Placed]
    channel_at: dict[Wire, float] = field(default_factory=dict)
    column_at: dict[tuple[Wire, int], float] = field(default_factory=dict)
    turns: dict[tuple[Block, int], list[float]] = field(default_factory=dict)

    @property
    def right(self) -> float:
        return self.gutter_lefts[-1] + self.gutter_widths[-1]

    @property
    def bottom(self) -> float:
        return self.lane_tops[-1] + self.lane_heights[-1]


def find_ways(
    columns: Sequence[Sequence[Spot]],
    ties: Sequence[Tie],
    contents: Sequence[float],
    least_heights: Sequence[float],
    card_widths: Sequence[float],
    stage_starts: frozenset[int],
    corner: Point,
    spacing: Spacing,
    low_lanes: Collection[int],
    is_handoff: Callable[[Link], bool],
    memory: LayoutMemory,
) -> Frame:
    """Return the strips of a map and the ways of its links.

    *columns* are the cards of each column from top to bottom, *card_widths* how wide these are, *contents* the heights of the
    tallest stack of each lane, *least_heights* those of the lanes; *corner* is where the first lane and the first gutter
    begin. *low_lanes* get no more room around their cards than links need. *is_handoff* tells whether a link leads from
    team to team. Near-linear in cards and links.
    """
    pads = [LOW_PAD if lane in low_lanes else spacing.pad for lane in range(len(contents))]
    wires = wires_of(Ground(columns, contents, spacing.pad), ties, is_handoff, memory)
    at = [tie[4] for tie in ties]
    blocks = blocks_of(wires, at, len(columns) + 1, memory)
    channel_at, above, below = _place_channels(wires, at, pads, _along(card_widths, spacing.gutter))
    lane_tops, lane_heights, content_tops = _stack_lanes(contents, least_heights, above, below, corner[1])
    for wire in channel_at:
        run = wire.channel
        channel_at[wire] += lane_tops[run.lane] if run.side == TOP_SIDE else content_tops[run.lane] + contents[run.lane]
    in_order = _sorted_turns(blocks, content_tops, channel_at, memory)
    turns, widths = _place_gutters(in_order, wires, at, len(card_widths), stage_starts, spacing)
    gutter_lefts, column_lefts = _line_up(widths, corner[0], card_widths)
    strips = lane_tops, lane_heights, content_tops, gutter_lefts, widths, column_lefts, card_widths
    frame = Frame(*strips, wires, at, blocks)
    frame.channel_at, frame.turns = channel_at, turns
    frame.column_at = _place_columns(wires, at, column_lefts, card_widths)
    return frame


# -- channels ----------------------------------------------------------------------------------------------------------


def _place_channels(
    wires: Sequence[Wire], at: Sequence[int], pads: Sequence[float], along: Sequence[float]
) -> tuple[dict[Wire, float], list[float], list[float]]:
    """Return how far each run along a lane is from the channel's upper end, and the heights of all channels.

    *pads* are the least heights, *along* tells how far gutters and columns are to the right (see `ChannelRun`).
    """
    bundles: dict[tuple[int, int], list[tuple[Wire, tracks.Track]]] = defaultdict(list)
    heights = [list(pads), list(pads)]
    places_of: dict[Wire, float] = {}
    for wire, here in zip(wires, at, strict=True):
        if wire.channels:
            run = wire.channel
            begin, end_at = 2 * here + run.first, 2 * here + run.last
            ends = (
                (float(begin), _side_of(wire.source, run.lane, run.side)),
                (float(end_at), _side_of(wire.target, run.lane, run.side)),
            )
            low, high = sorted((begin, end_at))
            room = wire.room_along(along[high] - along[low])
            bundles[run.lane, run.side].append((wire, tracks.Track(float(low), float(high), ends, room)))
    for (lane, side), bundle in bundles.items():
        count = tracks.assign([track for _, track in bundle], 0.5)
        start, end = (LANE_EDGE, CARD_EDGE) if side == TOP_SIDE else (CARD_EDGE, LANE_EDGE)
        rooms = [0.0] * count
        for _, track in bundle:
            rooms[track.index] = max(rooms[track.index], track.room)
        places = [start + index * GAP + room for index, room in enumerate(accumulate(rooms))]
        for wire, track in bundle:
            places_of[wire] = places[track.index]
        heights[side][lane] = max(pads[lane], places[-1] + end)
    for wire in wires:
        first = wire.chain[0]
        if wire.label is not None and isinstance(first, ColumnRun) and first.is_straight:
            upper, lower = sorted((wire.source.lane, wire.target.lane))
            heights[1][upper] = max(heights[1][upper], wire.label.short.rect.height + 2 * CLEAR - pads[lower])
    return places_of, heights[0], heights[1]


def _along(card_widths: Sequence[float], gutter: float) -> list[float]:
    """Return how far to the right each gutter (at 2g) and each column (at 2c+1) is, where gutters are narrow."""
    halves = [half for width in card_widths for half in ((width + gutter) / 2,) * 2]
    return list(accumulate(halves, initial=0.0))


def _side_of(spot: Spot, lane: int, side: int) -> int:
    """Tell whether a card is above (−1) or below (+1) a channel."""
    if spot.lane == lane:
        return 1 if side == TOP_SIDE else -1
    return 1 if spot.lane > lane else -1


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


# -- gutters -----------------------------------------------------------------------------------------------------------


def _sorted_turns(
    blocks: Sequence[Placed], content_tops: Sequence[float], channel_at: dict[Wire, float], memory: LayoutMemory
) -> dict[int, tuple[Placed, Sorted]]:
    """Return the tracks of the runs of each gutter that has some."""
    kept: dict[tuple[object, ...], Sorted] = {}
    found = {
        placed.first + gutter: (placed, sort_turns(placed.block, gutter, content_tops, channel_at, memory, kept))
        for placed in blocks
        for gutter in placed.block.turns
    }
    memory.sorted = kept
    return found


def _place_gutters(
    in_order: dict[int, tuple[Placed, Sorted]],
    wires: Sequence[Wire],
    at: Sequence[int],
    columns: int,
    stage_starts: frozenset[int],
    spacing: Spacing,
) -> tuple[dict[tuple[Block, int], list[float]], list[float]]:
    """Return how far each run in a gutter is from the gutter's left end, and the widths of all gutters."""
    labels: dict[int, float] = defaultdict(float)
    for wire, here in zip(wires, at, strict=True):
        if wire.label is not None and wire.home is not None:
            labels[here + wire.home] = max(labels[here + wire.home], wire.label.short.rect.width)
    places, widths = {}, []
    edge = spacing.gutter_edge
    for gutter in range(columns + 1):
        width = spacing.gutter if 0 < gutter < columns else spacing.outer_gutter
        placed, order = in_order.get(gutter, (None, None))
        count = order.count if order is not None else 0
        span = (count - 1) * GAP
        lines = 2 * edge + span if count else 0.0
        center = max(width, lines) / 2
        if labels[gutter]:
            center = edge + span / 2 if count else center
            lines = labels[gutter] + (edge + span + 30.0 if count else 24.0)
        if gutter in stage_starts and 0 < gutter < columns:
            width += STAGE_GAP
        if placed is not None and order is not None:
            places[placed.block, gutter - placed.first] = [
                center + (index - (of - 1) / 2) * GAP for index, of in order.tracks
            ]
        widths.append(max(width, lines))
    return places, widths


def _line_up(widths: list[float], left: float, card_widths: Sequence[float]) -> tuple[list[float], list[float]]:
    gutters, columns = [left], []
    for width, card_width in zip(widths, card_widths, strict=False):
        columns.append(gutters[-1] + width)
        gutters.append(columns[-1] + card_width)
    return gutters, columns


# -- columns -----------------------------------------------------------------------------------------------------------


def _place_columns(
    wires: Sequence[Wire], at: Sequence[int], column_lefts: Sequence[float], card_widths: Sequence[float]
) -> dict[tuple[Wire, int], float]:
    """Return the x of each run above or below a card: straight ones at the middle, the others beside them."""
    bundles: dict[tuple[int, int], list[tuple[ColumnRun, tuple[Wire, int]]]] = defaultdict(list)
    for wire, here in zip(wires, at, strict=True):
        for place in wire.drops:
            run = wire.chain[place]
            assert isinstance(run, ColumnRun)
            bundles[here + run.column, run.above].append((run, (wire, place)))
    found = {}
    for (column, _), runs in bundles.items():
        runs.sort(key=lambda run: run[0].toward)
        straight = [place for place, run in enumerate(runs) if run[0].is_straight]
        middle = straight[0] if straight else (len(runs) - 1) / 2
        width = card_widths[column]
        least, most = (60.0, width - 110.0) if width > NARROW else (0.2 * width, 0.8 * width)
        gap = min(COLUMN_GAP, 0.6 * width / len(runs))
        for place, (_, key) in enumerate(runs):
            found[key] = column_lefts[column] + min(max(width / 2 + (place - middle) * gap, least), most)
    return found
