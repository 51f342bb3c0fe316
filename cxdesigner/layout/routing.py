"""Which way each link goes around the cards: out to the right, along gutters and between lanes, in from the left.

Gutters are the free strips between columns (gutter *g* is left of column *g*), channels the free strips above and below
the cards of a lane. A link is a chain of runs, alternately across and down; the runs are chosen first (`choose`), then
each gets its place (`ways.py`). A chain counts columns and gutters from the column of its source: where a step is put in far to
the left, all ways behind it stay as they are. No run can meet a card: cards stand neither in gutters nor in channels, and a run at
the height of a card is taken only where the columns between are free.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from cxdesigner.document.records import RecordId

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
    """Where a card is in its column: lane, and its top and bottom below the top of the first card of the lane.

    `place` counts the cards of its column from the top of the map, `is_first` and `is_last` say whether it is the first
    and the last one of its cell. `port` is where links meet the card, below the top of the first card of the lane, `edge` is
    how near to its corners they may come: a pile of cards is lower than a card. A spot never changes: what is the very
    same spot is in the same place. All is given by its place where there are thousands: by names it takes twice as long.
    """

    __slots__ = ("bottom", "column", "edge", "is_first", "is_last", "lane", "place", "port", "team_id", "top")

    def __init__(
        self,
        lane: int,
        top: float,
        bottom: float,
        place: int = 0,
        is_first: bool = True,
        is_last: bool = True,
        team_id: RecordId | None = None,
    ) -> None:
        self.lane = lane
        self.top = top
        self.bottom = bottom
        self.place = place
        self.is_first = is_first
        self.is_last = is_last
        self.team_id = team_id
        middle = (top + bottom) / 2
        self.port = middle if middle < top + PORT else top + PORT
        edge = (bottom - top) / 2 - 4
        self.edge = edge if edge < PORT_EDGE else PORT_EDGE

    def is_like(self, other: Spot) -> bool:
        """Tell whether another spot is at the same place."""
        return (
            self.lane == other.lane
            and self.top == other.top
            and self.bottom == other.bottom
            and self.place == other.place
            and self.is_first == other.is_first
            and self.is_last == other.is_last
            and self.team_id == other.team_id
        )


class PortRun(NamedTuple):
    """Across at the height of a card, over gutters `lo` to `hi` of a lane, at `want` or where `least` to `most` allow.

    `room` is how high a label has room above or below this run, before there is a card.
    """

    lane: int
    lo: int
    hi: int
    least: float
    most: float
    want: float
    is_straight: bool = False
    arrives_from_right: bool = False
    room: float = 0.0


class ChannelRun(NamedTuple):
    """Across above (`TOP_SIDE`) or below the cards of a lane, place to place (gutter *g* is 2g, column *c* 2c+1)."""

    lane: int
    side: int
    first: int
    last: int


class GutterRun(NamedTuple):
    """Down or up a gutter."""

    gutter: int


class ColumnRun(NamedTuple):
    """Down or up in a column below the card with the number `above` in that column (−1: above all cards)."""

    column: int
    above: int
    toward: float = 0.0
    is_straight: bool = False


Run = PortRun | ChannelRun | GutterRun | ColumnRun
Chain = tuple[Run, ...]


class Ground:
    """The cards as the ways see them: which cells are taken, and in which order cards stand in a column."""

    def __init__(self, columns: Sequence[Sequence[Spot]], contents: Sequence[float], pad: float) -> None:
        """*columns* are the cards of each column from the top of the map to its end."""
        self.tops = [0.0]
        """Rough y of the first card of each lane; only to compare ways."""
        for content in contents:
            self.tops.append(self.tops[-1] + content + 2 * pad)
        self.contents = contents
        self.pad = pad
        self.columns = columns

    @cached_property
    def taken(self) -> list[list[int]]:
        """The columns of each lane where there are cards; only ways that go farther than to a neighbour ask for it."""
        taken: list[list[int]] = [[] for _ in self.contents]
        for place, column in enumerate(self.columns):
            for spot in column:
                if spot.is_first:
                    taken[spot.lane].append(place)
        return taken

    @cached_property
    def cells(self) -> dict[tuple[int, int], list[Spot]]:
        """The cards of each lane and column, for the ways that ask for `taken`."""
        cells: dict[tuple[int, int], list[Spot]] = defaultdict(list)
        for place, column in enumerate(self.columns):
            for spot in column:
                cells[spot.lane, place].append(spot)
        return cells

    def height(self, spot: Spot) -> float:
        """Return the rough y at which links meet a card."""
        return self.tops[spot.lane] + spot.port

    def channel(self, lane: int, side: int) -> float:
        """Return the rough y of a channel."""
        return self.tops[lane] + (self.contents[lane] + self.pad / 2 if side == BOTTOM_SIDE else -self.pad / 2)

    def free_until(self, lane: int, y: float, first: int, last: int) -> int:
        """Return the first column from *first* to *last* − 1 where a card is in the way at a height, else *last*."""
        if first >= last:
            return last
        columns = self.taken[lane]
        for place in range(bisect_left(columns, first), len(columns)):
            if columns[place] >= last:
                break
            if self._is_blocked(lane, columns[place], y):
                return columns[place]
        return last

    def free_since(self, lane: int, y: float, first: int, last: int) -> int:
        """Return the smallest column from which all up to *last* − 1 are free at a height, at least *first*."""
        if first >= last:
            return first
        columns = self.taken[lane]
        for place in range(bisect_left(columns, last) - 1, -1, -1):
            if columns[place] < first:
                break
            if self._is_blocked(lane, columns[place], y):
                return columns[place] + 1
        return first

    def _is_blocked(self, lane: int, column: int, y: float) -> bool:
        return any(spot.top - CLEAR < y < spot.bottom + CLEAR for spot in self.cells[lane, column])

    def widened(self, run: PortRun, here: int, y: float) -> PortRun:
        """Return a run with how far it may be moved up and down, and what room it has, before it comes near a card.

        *here* is the column from which the run counts.
        """
        if run.hi <= run.lo:
            return run
        columns = self.taken[run.lane]
        above, below = float("-inf"), float("inf")
        for place in range(bisect_left(columns, here + run.lo), bisect_left(columns, here + run.hi)):
            for spot in self.cells[run.lane, columns[place]]:
                if spot.bottom <= y:
                    above = max(above, spot.bottom)
                else:
                    below = min(below, spot.top)
        least, most = max(run.least, above + CLEAR), min(run.most, below - CLEAR)
        return run._replace(least=least, most=most, room=max(y - above, below - y))


def choose(ground: Ground, source: Spot, target: Spot, here: int, reach: int) -> Chain:
    """Return the way from a card to a card that a person would draw: short, with few bends, forward where it can.

    *here* is the column of the source, that of the target is *reach* columns to the right. Between neighbours, and within a column,
    the way is the same wherever they are.
    """
    if not reach:
        return _in_one_column(source, target)
    if reach > 0:
        return _forward(ground, source, target, here, reach)
    return _backward(ground, source, target, here, reach)


# -- the same column ---------------------------------------------------------------------------------------------------


def _in_one_column(source: Spot, target: Spot) -> Chain:
    if abs(source.place - target.place) == 1:
        return (ColumnRun(0, min(source.place, target.place), is_straight=True),)
    return _stub(source, 1), _gutter(1), _stub(target, 1, arrives_from_right=True)


# -- forward -----------------------------------------------------------------------------------------------------------


def _forward(ground: Ground, source: Spot, target: Spot, here: int, reach: int) -> Chain:
    if source.lane == target.lane:
        straight = _straight(ground, source, target, here, reach)
        if straight is not None:
            return (straight,)
    if reach == 1:
        return _stub(source, 1), _gutter(1), _stub(target, 1)
    first, last = here + 1, here + reach
    latest = min(last, ground.free_until(source.lane, source.port, first, last)) - here
    earliest = max(first, ground.free_since(target.lane, target.port, first, last)) - here
    if earliest <= latest:
        return (
            _long_stub(ground, source, here, 1, latest),
            _gutter(latest),
            _long_stub(ground, target, here, latest, reach),
        )
    lane, side = _best_channel(ground, source, target, 1.0)
    return _through(source, target, reach, lane, side)


def _straight(ground: Ground, source: Spot, target: Spot, here: int, reach: int) -> PortRun | None:
    least, below = source.top + source.edge, target.top + target.edge
    most, above = source.bottom - source.edge, target.bottom - target.edge
    least = below if below > least else least
    most = above if above < most else most
    if least > most:
        return None
    y = source.port if least <= source.port <= most else min(max(source.port, least), most)
    if reach == 1:
        return _run(source.lane, 1, least, most, y, True, False)
    if ground.free_until(source.lane, y, here + 1, here + reach) < here + reach:
        return None
    return ground.widened(PortRun(source.lane, 1, reach, least, most, y, is_straight=True), here, y)


def _stub(spot: Spot, gutter: int, *, arrives_from_right: bool = False) -> PortRun:
    least, most = spot.top + spot.edge, spot.bottom - spot.edge
    return _run(spot.lane, gutter, least, most, spot.port, False, arrives_from_right)


@lru_cache(maxsize=4096)
def _run(
    lane: int, gutter: int, least: float, most: float, want: float, is_straight: bool, arrives_from_right: bool
) -> PortRun:
    """Return a run over one gutter. Thousands of cards of one height stand at few heights: equal runs are kept once."""
    return PortRun(lane, gutter, gutter, least, most, want, is_straight, arrives_from_right)


@cache
def _gutter(gutter: int) -> GutterRun:
    return GutterRun(gutter)


def _long_stub(ground: Ground, spot: Spot, here: int, first: int, last: int) -> PortRun:
    """Return the run at a card's height over the gutters from *first* to *last*, whose columns between are free."""
    return ground.widened(_stub(spot, first)._replace(hi=last), here, spot.port)


def _best_channel(ground: Ground, source: Spot, target: Spot, up: float) -> tuple[int, int]:
    """Return the nearest channel; of two, the one above where *up* is positive, else the one below."""
    start, end = ground.height(source), ground.height(target)
    lanes = (source.lane, target.lane) if source.lane != target.lane else (source.lane,)
    ways = [(lane, side) for lane in lanes for side in (TOP_SIDE, BOTTOM_SIDE)]

    def length(way: tuple[int, int]) -> float:
        y = ground.channel(*way)
        return abs(start - y) + abs(end - y) + (UP * up if way[1] == BOTTOM_SIDE else 0.0)

    return min(ways, key=length)


def _through(source: Spot, target: Spot, reach: int, lane: int, side: int) -> Chain:
    return (
        _stub(source, 1),
        _gutter(1),
        ChannelRun(lane, side, 2, 2 * reach),
        _gutter(reach),
        _stub(target, reach),
    )


# -- backward ----------------------------------------------------------------------------------------------------------


def _backward(ground: Ground, source: Spot, target: Spot, here: int, reach: int) -> Chain:
    """Return a loop: below or above the cards where that is free, else around through the gutters."""
    ways: list[tuple[float, Chain]] = []
    start, end = ground.height(source), ground.height(target)
    across = -reach * PITCH

    def offer(bends: int, channel: tuple[int, int], chain: Chain, more: float = 0.0) -> None:
        y = ground.channel(*channel)
        more += UP if channel[1] == TOP_SIDE else 0.0
        ways.append((bends * BEND + abs(start - y) + abs(end - y) + across + more, chain))

    lane, side = _best_channel(ground, source, target, -1.0)
    offer(4, (lane, side), _through(source, target, reach, lane, side), PITCH / 2)
    for side, can_leave in ((TOP_SIDE, source.is_first), (BOTTOM_SIDE, source.is_last)):
        own = ChannelRun(source.lane, side, 1, 2 * reach)
        if can_leave and (source.lane != target.lane or not _is_open(target, side)):
            chain: Chain = (_leave(source, 0, side), own, _gutter(reach), _stub(target, reach))
            offer(3, (source.lane, side), chain, PITCH / 4)
        if can_leave and _can_slide(ground, source, target, here + reach, side):
            own = ChannelRun(source.lane, side, 1, 2 * reach + 1)
            faces = side if source.lane == target.lane else 1 - side
            offer(2, (source.lane, side), (_leave(source, 0, side), own, _leave(target, reach, faces)))
    for side in (TOP_SIDE, BOTTOM_SIDE):
        if _is_open(target, side) and source.lane != target.lane:
            across_it = ChannelRun(target.lane, side, 2, 2 * reach + 1)
            chain = _stub(source, 1), _gutter(1), across_it, _leave(target, reach, side)
            offer(3, (target.lane, side), chain, PITCH / 4)
    there = float(reach)
    return tuple(
        run._replace(toward=there if run.column == 0 else -there) if isinstance(run, ColumnRun) else run
        for run in min(ways, key=lambda way: way[0])[1]
    )


def _is_open(spot: Spot, side: int) -> bool:
    return spot.is_first if side == TOP_SIDE else spot.is_last


def _leave(spot: Spot, column: int, side: int) -> ColumnRun:
    return ColumnRun(column, spot.place - 1 if side == TOP_SIDE else spot.place)


def _can_slide(ground: Ground, source: Spot, target: Spot, there: int, side: int) -> bool:
    """Tell whether the channel of the source reaches the target from above or below without a card between."""
    if source.lane == target.lane:
        return _is_open(target, side)
    if (side == BOTTOM_SIDE) != (target.lane > source.lane):
        return False
    column = ground.columns[there]
    place = target.place - 1 if side == BOTTOM_SIDE else target.place + 1
    if not 0 <= place < len(column):
        return True
    return column[place].lane <= source.lane if side == BOTTOM_SIDE else column[place].lane >= source.lane
