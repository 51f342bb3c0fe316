"""Which way each link goes around the cards: out to the right, along gutters and between lanes, in from the left.

Gutters are the free strips between columns (gutter *g* is left of column *g*), channels the free strips above and below
the cards of a lane. A link is a chain of runs, alternately across and down; the runs are chosen first (`choose`), then
each gets its place (`ways.py`). No run can meet a card: cards stand neither in gutters nor in channels, and a run at
the height of a card is taken only where the columns between are free.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

PORT = 105.0
"""How far below the top of a card its links leave and arrive."""
PORT_EDGE = 34.0
"""How near to a corner of a card a link may come."""
CLEAR = 18.0
"""How near a run may pass a card."""
PITCH = 620.0
BEND = 140.0
"""A bend counts as much as this length."""
UP = 60.0
"""So much longer a way may be that jumps over cards above and comes back below, so that both are told apart."""
TOP_SIDE, BOTTOM_SIDE = 0, 1


class Spot:
    """Where a card is: lane, column, and its top and bottom below the top of the first card of the lane."""

    __slots__ = ("bottom", "column", "is_first", "is_last", "lane", "place", "top")

    def __init__(self, lane: int, column: int, top: float, bottom: float) -> None:
        self.lane = lane
        self.column = column
        self.top = top
        self.bottom = bottom
        self.place = 0
        self.is_first = True
        self.is_last = True

    @property
    def port(self) -> float:
        """Where links meet the card, below the top of the first card of the lane."""
        return min(self.top + PORT, (self.top + self.bottom) / 2)


class PortRun:
    """Across at the height of a card, over gutters `lo` to `hi` of a lane."""

    __slots__ = ("arrives_from_right", "at", "hi", "is_straight", "lane", "lean", "least", "lo", "most", "room", "want")

    def __init__(self, lane: int, lo: int, hi: int, least: float, most: float, want: float) -> None:
        self.lane = lane
        self.lo = lo
        self.hi = hi
        self.least = least
        self.most = most
        self.want = want
        self.at = want
        self.lean = 0
        self.is_straight = False
        self.arrives_from_right = False
        self.room = 0.0
        """How high a label has room above or below this run, before there is a card."""


class ChannelRun:
    """Across above (`TOP_SIDE`) or below the cards of a lane, place to place (gutter *g* is 2g, column *c* 2c+1)."""

    __slots__ = ("at", "first", "lane", "last", "room", "side")

    def __init__(self, lane: int, side: int, first: int, last: int) -> None:
        self.lane = lane
        self.side = side
        self.first = first
        self.last = last
        self.at = 0.0
        self.room = 0.0


class GutterRun:
    """Down or up a gutter."""

    __slots__ = ("at", "gutter")

    def __init__(self, gutter: int) -> None:
        self.gutter = gutter
        self.at = 0.0


class ColumnRun:
    """Down or up in a column below the card with the number `above` in that column (−1: above all cards)."""

    __slots__ = ("above", "at", "column", "is_straight", "toward")

    def __init__(self, column: int, above: int, toward: float) -> None:
        self.column = column
        self.above = above
        self.toward = toward
        self.is_straight = False
        self.at = 0.0


Run = PortRun | ChannelRun | GutterRun | ColumnRun
Chain = list[Run]


class Ground:
    """The cards as the ways see them: which cells are taken, and in which order cards stand in a column."""

    def __init__(self, spots: Sequence[Spot], contents: Sequence[float], pad: float) -> None:
        self.tops = [0.0]
        """Rough y of the first card of each lane; only to compare ways."""
        for content in contents:
            self.tops.append(self.tops[-1] + content + 2 * pad)
        self.contents = contents
        self.pad = pad
        self.cells: dict[tuple[int, int], list[Spot]] = defaultdict(list)
        self.columns: dict[int, list[Spot]] = defaultdict(list)
        for spot in spots:
            self.cells[spot.lane, spot.column].append(spot)
            self.columns[spot.column].append(spot)
        for column in self.columns.values():
            column.sort(key=lambda spot: (spot.lane, spot.top))
            for place, spot in enumerate(column):
                spot.place = place
                spot.is_first = not place or column[place - 1].lane != spot.lane
                spot.is_last = place + 1 == len(column) or column[place + 1].lane != spot.lane
        taken: dict[int, set[int]] = defaultdict(set)
        for lane, column_index in self.cells:
            taken[lane].add(column_index)
        self.taken = {lane: sorted(columns) for lane, columns in taken.items()}

    def height(self, spot: Spot) -> float:
        """Return the rough y at which links meet a card."""
        return self.tops[spot.lane] + spot.port

    def channel(self, lane: int, side: int) -> float:
        """Return the rough y of a channel."""
        return self.tops[lane] + (self.contents[lane] + self.pad / 2 if side == BOTTOM_SIDE else -self.pad / 2)

    def free_until(self, lane: int, y: float, first: int, last: int) -> int:
        """Return the first column from *first* to *last* − 1 where a card is in the way at a height, else *last*."""
        columns = self.taken.get(lane, [])
        for place in range(bisect_left(columns, first), len(columns)):
            if columns[place] >= last:
                break
            if self._is_blocked(lane, columns[place], y):
                return columns[place]
        return last

    def free_since(self, lane: int, y: float, first: int, last: int) -> int:
        """Return the smallest column from which all up to *last* − 1 are free at a height, at least *first*."""
        columns = self.taken.get(lane, [])
        for place in range(bisect_left(columns, last) - 1, -1, -1):
            if columns[place] < first:
                break
            if self._is_blocked(lane, columns[place], y):
                return columns[place] + 1
        return first

    def _is_blocked(self, lane: int, column: int, y: float) -> bool:
        return any(spot.top - CLEAR < y < spot.bottom + CLEAR for spot in self.cells[lane, column])

    def widen(self, run: PortRun, y: float) -> None:
        """Note how far a run may be moved up and down, and what room it has, before it comes near a card."""
        columns = self.taken.get(run.lane, [])
        above, below = float("-inf"), float("inf")
        for place in range(bisect_left(columns, run.lo), bisect_left(columns, run.hi)):
            for spot in self.cells[run.lane, columns[place]]:
                if spot.bottom <= y:
                    above = max(above, spot.bottom)
                else:
                    below = min(below, spot.top)
        run.least, run.most = max(run.least, above + CLEAR), min(run.most, below - CLEAR)
        run.room = max(y - above, below - y) if run.hi > run.lo else 0.0


def choose(ground: Ground, source: Spot, target: Spot) -> Chain:
    """Return the way from a card to a card that a person would draw: short, with few bends, forward where it can."""
    if source.column == target.column:
        return _in_one_column(ground, source, target)
    if source.column < target.column:
        return _forward(ground, source, target)
    return _backward(ground, source, target)


# -- the same column ---------------------------------------------------------------------------------------------------


def _in_one_column(ground: Ground, source: Spot, target: Spot) -> Chain:
    if abs(source.place - target.place) == 1:
        run = ColumnRun(source.column, min(source.place, target.place), 0.0)
        run.is_straight = True
        return [run]
    gutter = source.column + 1
    back = _stub(target, gutter)
    back.arrives_from_right = True
    return [_stub(source, gutter), GutterRun(gutter), back]


# -- forward -----------------------------------------------------------------------------------------------------------


def _forward(ground: Ground, source: Spot, target: Spot) -> Chain:
    first, last = source.column + 1, target.column
    if source.lane == target.lane:
        straight = _straight(ground, source, target)
        if straight is not None:
            return [straight]
    latest = min(last, ground.free_until(source.lane, source.port, first, last))
    earliest = max(first, ground.free_since(target.lane, target.port, first, last))
    if earliest <= latest:
        return [
            _long_stub(ground, source, first, latest),
            GutterRun(latest),
            _long_stub(ground, target, latest, last),
        ]
    lane, side = _best_channel(ground, source, target, 1.0)
    return _through(source, target, lane, side)


def _straight(ground: Ground, source: Spot, target: Spot) -> PortRun | None:
    least = max(source.top, target.top) + PORT_EDGE
    most = min(source.bottom, target.bottom) - PORT_EDGE
    if least > most:
        return None
    y = min(max(source.port, least), most)
    first, last = source.column + 1, target.column
    if ground.free_until(source.lane, y, first, last) < last:
        return None
    run = PortRun(source.lane, first, last, least, most, y)
    ground.widen(run, y)
    run.is_straight = True
    return run


def _stub(spot: Spot, gutter: int) -> PortRun:
    return PortRun(spot.lane, gutter, gutter, spot.top + PORT_EDGE, spot.bottom - PORT_EDGE, spot.port)


def _long_stub(ground: Ground, spot: Spot, first: int, last: int) -> PortRun:
    """Return the run at a card's height over the gutters from *first* to *last*, whose columns between are free."""
    run = _stub(spot, first)
    run.hi = last
    ground.widen(run, spot.port)
    return run


def _best_channel(ground: Ground, source: Spot, target: Spot, up: float) -> tuple[int, int]:
    """Return the nearest channel; of two, the one above where *up* is positive, else the one below."""
    start, end = ground.height(source), ground.height(target)
    lanes = (source.lane, target.lane) if source.lane != target.lane else (source.lane,)
    ways = [(lane, side) for lane in lanes for side in (TOP_SIDE, BOTTOM_SIDE)]

    def length(way: tuple[int, int]) -> float:
        y = ground.channel(*way)
        return abs(start - y) + abs(end - y) + (UP * up if way[1] == BOTTOM_SIDE else 0.0)

    return min(ways, key=length)


def _through(source: Spot, target: Spot, lane: int, side: int) -> Chain:
    out, into = source.column + 1, target.column
    return [
        _stub(source, out),
        GutterRun(out),
        ChannelRun(lane, side, 2 * out, 2 * into),
        GutterRun(into),
        _stub(target, into),
    ]


# -- backward ----------------------------------------------------------------------------------------------------------


def _backward(ground: Ground, source: Spot, target: Spot) -> Chain:
    """Return a loop: below or above the cards where that is free, else around through the gutters."""
    ways: list[tuple[float, Chain]] = []
    start, end = ground.height(source), ground.height(target)
    across = (source.column - target.column) * PITCH

    def offer(bends: int, channel: tuple[int, int], chain: Chain, more: float = 0.0) -> None:
        y = ground.channel(*channel)
        more += UP if channel[1] == TOP_SIDE else 0.0
        ways.append((bends * BEND + abs(start - y) + abs(end - y) + across + more, chain))

    lane, side = _best_channel(ground, source, target, -1.0)
    offer(4, (lane, side), _through(source, target, lane, side), PITCH / 2)
    for side, can_leave in ((TOP_SIDE, source.is_first), (BOTTOM_SIDE, source.is_last)):
        own = ChannelRun(source.lane, side, 2 * source.column + 1, 2 * target.column)
        if can_leave and (source.lane != target.lane or not _is_open(target, side)):
            chain: Chain = [_leave(source, side), own, GutterRun(target.column), _stub(target, target.column)]
            offer(3, (source.lane, side), chain, PITCH / 4)
        if can_leave and _can_slide(ground, source, target, side):
            own = ChannelRun(source.lane, side, 2 * source.column + 1, 2 * target.column + 1)
            faces = side if source.lane == target.lane else 1 - side
            offer(2, (source.lane, side), [_leave(source, side), own, _leave(target, faces)])
    for side in (TOP_SIDE, BOTTOM_SIDE):
        if _is_open(target, side) and source.lane != target.lane:
            out = source.column + 1
            across_it = ChannelRun(target.lane, side, 2 * out, 2 * target.column + 1)
            chain = [_stub(source, out), GutterRun(out), across_it, _leave(target, side)]
            offer(3, (target.lane, side), chain, PITCH / 4)
    best = min(ways, key=lambda way: way[0])[1]
    for run in best:
        if isinstance(run, ColumnRun):
            run.toward = float(
                target.column - source.column if run.column == source.column else source.column - target.column
            )
    return best


def _is_open(spot: Spot, side: int) -> bool:
    return spot.is_first if side == TOP_SIDE else spot.is_last


def _leave(spot: Spot, side: int) -> ColumnRun:
    return ColumnRun(spot.column, spot.place - 1 if side == TOP_SIDE else spot.place, 0.0)


def _can_slide(ground: Ground, source: Spot, target: Spot, side: int) -> bool:
    """Tell whether the channel of the source reaches the target from above or below without a card between."""
    if source.lane == target.lane:
        return _is_open(target, side)
    if (side == BOTTOM_SIDE) != (target.lane > source.lane):
        return False
    column = ground.columns[target.column]
    place = target.place - 1 if side == BOTTOM_SIDE else target.place + 1
    if not 0 <= place < len(column):
        return True
    return column[place].lane <= source.lane if side == BOTTOM_SIDE else column[place].lane >= source.lane
