"""One column of a map: its cards stacked in their cells, its piles, and how high each lane becomes by them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from operator import is_
from typing import TYPE_CHECKING

from cxdesigner.document.making import may_differ
from cxdesigner.document.records import RecordId, Touchpoint
from cxdesigner.layout.cards import Card
from cxdesigner.layout.piles import spot_of_pile
from cxdesigner.layout.routing import Spot

if TYPE_CHECKING:
    from collections.abc import Callable

Gaps = Mapping[tuple[RecordId, RecordId], float]
"""How far two cards must be from each other, one below the other, for what is written between them."""

_STEP = frozenset({"stage_id", "step", "order"})
"""The fields that say in which column a touchpoint stands, and where among the others: nothing on its card tells them."""


class Column:
    """The cards and piles of a column. It never changes, and it does not know where it is: `moved` is the same one elsewhere."""

    __slots__ = (
        "card_spots",
        "cards",
        "felt",
        "gaps",
        "heights",
        "pile_spots",
        "piles",
        "spot_of",
        "spots",
        "touchpoints",
        "width",
    )

    def __init__(self, touchpoints: Sequence[Touchpoint], width: float, gaps: Gaps) -> None:
        self.touchpoints = touchpoints
        self.width = width
        self.gaps = gaps
        self.felt = [it for it in touchpoints if it.emotion is not None]
        """What the customer feels here, with what is in hidden lanes too."""
        self.cards: list[Card] = []
        """In the order of the journey."""
        self.card_spots: list[Spot] = []
        """Where each of them is."""
        self.piles: dict[int, list[Touchpoint]] = {}
        """Those of collapsed lanes and stages, by lane."""
        self.pile_spots: dict[int, Spot] = {}
        self.spots: tuple[Spot, ...] = ()
        """Of cards and piles, from the top of the map to its end."""
        self.spot_of: dict[RecordId, Spot] = {}
        self.heights: list[tuple[int, float]] = []
        """The lower end of the last card of each lane."""

    def is_about(self, touchpoints: Sequence[Touchpoint], width: float, gaps: Gaps) -> bool:
        """Tell whether this is the column of these very touchpoints."""
        own = self.touchpoints
        is_alike = self.width == width and self.gaps == gaps and len(own) == len(touchpoints)
        return is_alike and all(map(is_, own, touchpoints))

    def moved(
        self, touchpoints: Sequence[Touchpoint], width: float, gaps: Gaps, touched: frozenset[str] | None
    ) -> Column | None:
        """Return this column with the same touchpoints at another step; None where more than that is different.

        *touched* are the fields in which any of them may be different, None where that is not known.
        """
        if self.width != width or self.gaps != gaps or len(touchpoints) != len(self.touchpoints):
            return None
        is_only_moved = touched is not None and touched <= _STEP
        for before, after in zip(self.touchpoints, touchpoints, strict=True):
            if before is after:
                continue
            if before.id != after.id or not (is_only_moved or _STEP.issuperset(may_differ(before, after))):
                return None
        twin = copy(self)
        twin.touchpoints = touchpoints
        return twin


class Stacking:
    """How touchpoints become the cards and piles of a column.

    *lane_of* tells the lane of a touchpoint (None where it is hidden), *card_of* what stands on its card; in the lanes
    *collapsed* there are piles.
    """

    def __init__(
        self,
        lane_of: Callable[[Touchpoint], int | None],
        card_of: Callable[[Touchpoint, float], Card],
        collapsed: frozenset[int],
        stack_gap: float,
    ) -> None:
        self._lane_of = lane_of
        self._card_of = card_of
        self._collapsed = collapsed
        self._gap = stack_gap

    def column(
        self,
        touchpoints: Sequence[Touchpoint],
        width: float,
        gaps: Gaps,
        before: Column | None = None,
        *,
        is_collapsed: bool = False,
    ) -> Column:
        """Return the column of these touchpoints; what stands where it did *before* keeps its spot."""
        column = Column(touchpoints, width, gaps)
        lanes: dict[int, list[Touchpoint]] = {}
        for touchpoint in touchpoints:
            lane = self._lane_of(touchpoint)
            if lane is None:
                continue
            into = column.piles if is_collapsed or lane in self._collapsed else lanes
            own = into.get(lane)
            if own is None:
                into[lane] = [touchpoint]
            else:
                own.append(touchpoint)
        spots: list[Spot] = []
        stack = _Stack(column, before, spots)
        for lane in sorted({*lanes, *column.piles}):
            if lane in column.piles:
                bottom = self._pile_up(stack, lane)
            else:
                bottom = self._stack(stack, lane, lanes[lane])
            column.heights.append((lane, bottom))
        shown = [it.id for it in touchpoints if it.id in stack.cards]
        column.cards = list(map(stack.cards.__getitem__, shown))
        column.card_spots = list(map(column.spot_of.__getitem__, shown))
        column.spots = tuple(spots)
        if before is not None and len(before.spots) == len(spots) and all(map(is_, before.spots, spots)):
            column.spots = before.spots
        return column

    def _pile_up(self, stack: _Stack, lane: int) -> float:
        """Put the pile of a lane into its cell; return its lower end."""
        column = stack.column
        spot = spot_of_pile(lane, len(stack.spots), is_low=lane in self._collapsed)
        stack.spots.append(spot)
        column.pile_spots[lane] = spot
        column.spot_of.update((touchpoint.id, spot) for touchpoint in column.piles[lane])
        return spot.bottom

    def _stack(self, stack: _Stack, lane: int, touchpoints: Sequence[Touchpoint]) -> float:
        """Put the cards of a cell below one another; return the lower end of the last one."""
        column, bottom = stack.column, 0.0
        gaps, gap, width, last = column.gaps, self._gap, column.width, touchpoints[-1]
        spots, known, written = stack.spots, stack.known, stack.written
        above: RecordId | None = None
        for touchpoint in touchpoints:
            touchpoint_id, top = touchpoint.id, 0.0
            if above is not None:
                top = bottom + (gaps.get((above, touchpoint_id), gap) if gaps else gap)
            card = (written.get(id(touchpoint)) if written else None) or self._card_of(touchpoint, width)
            bottom = top + card.height
            spot = Spot(lane, top, bottom, len(spots), above is None, touchpoint is last, touchpoint.team_id)
            if known and (old := known.get(touchpoint_id)) is not None and old.is_like(spot):
                spot = old
            spots.append(spot)
            stack.cards[touchpoint_id] = card
            column.spot_of[touchpoint_id] = spot
            above = touchpoint_id
        return bottom


class _Stack:
    """A column that is being filled, with what is known of it from before."""

    def __init__(self, column: Column, before: Column | None, spots: list[Spot]) -> None:
        self.column = column
        self.spots = spots
        self.cards: dict[RecordId, Card] = {}
        self.known = before.spot_of if before is not None else {}
        is_as_wide = before is not None and before.width == column.width
        self.written = {id(card.touchpoint): card for card in before.cards} if before and is_as_wide else {}
