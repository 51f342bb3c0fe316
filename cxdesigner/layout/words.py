"""The words beside the links of a plan: each has its place when somebody asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from cxdesigner.layout.plan import Rect, TextBlock

if TYPE_CHECKING:
    from cxdesigner.layout.corners import Corners
    from cxdesigner.layout.nooks import Nooks
    from cxdesigner.layout.routing import Spot
    from cxdesigner.layout.strips import Block, Placed
    from cxdesigner.layout.ways import Frame


class PlacedWords:
    """What is written beside links.

    Where only neighbours are linked, the words of one gutter are placed together; all others when somebody asks for the first
    of them, because they may get into each other's way. *spots* are what stands in each column; what was found *before* stays where
    nothing near it has changed.
    """

    def __init__(
        self, frame: Frame, corners: Corners, spots: Sequence[Sequence[Spot]], before: PlacedWords | None
    ) -> None:
        self._frame = frame
        self._corners = corners
        self._spots = spots
        known = before.nooks if before is not None else {}
        self.nooks: dict[Block, Nooks] = {block: known[block] for block, _, _ in frame.blocks if block in known}
        """The words of the gutters at which somebody has looked."""
        self._looked_at: set[Block] = set()
        self._found: dict[int, TextBlock] = {}

    def of(self, number: int) -> TextBlock:
        """Return the words of the link with a number; KeyError where it has none."""
        if number not in self._found:
            wire, here = self._frame.wires[number], self._frame.at[number]
            placed = self._corners.block_at(here + wire.gutter) if wire.gutter is not None else None
            if placed is not None:
                self._place_in(placed)
            if number not in self._found:
                self._place_all()
        return self._found[number]

    @cached_property
    def _passed(self) -> bytearray:
        from cxdesigner.layout.nooks import passed_gutters

        return passed_gutters(self._frame.wires, self._frame.at, len(self._spots) + 1)

    def _place_in(self, placed: Placed) -> None:
        from cxdesigner.layout.nooks import words_in_gutter  # Few maps need it.

        block = placed.block
        if block in self._looked_at:
            return
        self._looked_at.add(block)
        own = words_in_gutter(self._frame, placed, self._passed, self._spots, self.nooks.pop(block, {}))
        if own is not None:
            words, self.nooks[block] = own
            self._found.update(words)

    def _place_all(self) -> None:
        from cxdesigner.layout.crowd import Crowd
        from cxdesigner.layout.labels import place_labels

        frame = self._frame
        for placed in frame.blocks:
            if placed.block.labelled:
                self._place_in(placed)
        left, top = frame.gutter_lefts[0], frame.lane_tops[0]
        within = Rect(left, top, frame.right - left, frame.bottom - top)
        paths = self._corners.all()
        place_labels(frame.wires, paths, Crowd(frame, self._spots, paths), within, self._found)
