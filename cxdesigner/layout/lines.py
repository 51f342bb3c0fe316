"""The lines of links between cards, made when somebody looks at them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from cxdesigner.document.document import Document
from cxdesigner.document.reading import is_handoff
from cxdesigner.document.records import Link, RecordId
from cxdesigner.layout.by_column import OfColumn
from cxdesigner.layout.content import Content
from cxdesigner.layout.corners import Corners
from cxdesigner.layout.labels import reach_of
from cxdesigner.layout.link_path import LinkPath, Links
from cxdesigner.layout.memory import LayoutMemory
from cxdesigner.layout.routing import Spot
from cxdesigner.layout.ways import Frame
from cxdesigner.layout.words import PlacedWords


def leads_to_another_team(document: Document, link: Link) -> bool:
    """Tell whether a link hands the customer to another team."""
    return is_handoff(document.touchpoint(link.source_id), document.touchpoint(link.target_id))


def lines_of_links(content: Content, frame: Frame, memory: LayoutMemory) -> Links:
    """Return the lines of links. Those that lead where they led, and say what they said, are the very same ones."""
    spots = [column.spots for column in content.filled]
    before = memory.lines
    if before is None or not before.is_of(frame, spots):
        memory.lines = before = Lines(_Drawing(frame, spots, before.drawing if before is not None else None))
    return before


class _Drawing:
    """Draws the links of a frame, with what is known of them from *before*; *spots* are what stands in each column."""

    def __init__(self, frame: Frame, spots: Sequence[Sequence[Spot]], before: _Drawing | None) -> None:
        self.frame = frame
        self.spots = spots
        self._corners: Corners = Corners(frame, before._corners if before is not None else None)
        self._words: PlacedWords = PlacedWords(
            frame, self._corners, spots, before._words if before is not None else None
        )
        self._known = before._still_known(frame) if before is not None else {}
        """The lines at which somebody has looked last, by the id of the link."""

    def _still_known(self, frame: Frame) -> dict[RecordId, LinkPath]:
        """Return the lines at which somebody has looked.

        What still waits for words of an older layout is left out: it would keep all of that.
        """
        known = self._known
        if len(known) > len(frame.wires):
            ids = {wire.link.id for wire in frame.wires}
            known = {link_id: path for link_id, path in known.items() if link_id in ids}
        return {i: path for i, path in known.items() if (words := path.waits_for()) is None or words is self._words}

    def lines(self, column: int, first: int, behind: int) -> list[LinkPath]:
        """Return the lines of the links with the numbers from *first* to *behind*, all that begin in a column."""
        known, words = self._known, self._words
        lines = []
        paths = self._corners.of_column(column, first, behind)
        for number, wire, points in zip(range(first, behind), self.frame.wires[first:behind], paths, strict=True):
            link, label = wire.link, wire.label
            beside = reach_of(label) if label is not None else 0.0
            line = known.get(link.id)
            if line is None or not line.is_about(link, beside, is_handoff=wire.is_handoff):
                given = link.id, link.source_id, link.target_id, points, link.kind, wire.is_handoff
                line = LinkPath(*given) if label is None else LinkPath(*given, beside, words, number)
            elif line.points != points or (label is not None and line.label != words.of(number)):
                line = line.moved(points, words, number)
            known[link.id] = line
            lines.append(line)
        return lines


class Lines(Links):
    """The links of a frame."""

    def __init__(self, drawing: _Drawing) -> None:
        self.drawing = drawing
        self._frame = frame = drawing.frame
        starts = [bisect_left(frame.at, column) for column in range(len(frame.column_lefts) + 1)]
        pairs = enumerate(pairwise(starts))
        super().__init__([_LinksOfColumn(drawing, column, first, behind) for column, (first, behind) in pairs])

    def is_of(self, frame: Frame, spots: Sequence[Sequence[Spot]]) -> bool:
        """Tell whether these are the lines of a frame."""
        return self.drawing.spots == spots and self._frame == frame

    # -- where they are ---------------------------------------------------------------------------------------------------

    def reach(self, first: int, behind: int) -> tuple[float, float]:
        frame = self._frame
        low, high = self._columns_reached(first, behind)
        return frame.gutter_lefts[low] - self._beside, (
            frame.gutter_lefts[high + 1] + frame.gutter_widths[high + 1] + self._beside
        )

    def _columns_reached(self, first: int, behind: int) -> tuple[int, int]:
        """Return the first and the last column at which links from some columns begin or end."""
        far = self._far_ends
        there = [end for column in range(first, behind) for end in far.get(column, ())]
        return min([first, *there]), min(max([behind, *there]), len(self._frame.column_lefts) - 1)

    @cached_property
    def _far_ends(self) -> dict[int, list[int]]:
        """The columns to which links lead that do not lead to a neighbour, by that from which they lead."""
        ends: dict[int, list[int]] = {}
        for wire, here in zip(self._frame.wires, self._frame.at, strict=True):
            if not 0 <= wire.reach <= 1:
                ends.setdefault(here, []).append(here + wire.reach)
        return ends

    @cached_property
    def _beside(self) -> float:
        """How far words may be beside the corners of their link."""
        return max([reach_of(wire.label) for wire in self._frame.wires if wire.label is not None], default=0.0)

    # -- which is which ---------------------------------------------------------------------------------------------------

    def _ids(self) -> Iterator[tuple[RecordId, RecordId, RecordId]]:
        for wire in self._frame.wires:
            yield wire.link.id, wire.link.source_id, wire.link.target_id


class _LinksOfColumn(OfColumn[LinkPath]):
    """The links that lead from a column, in the order of the journey."""

    __slots__ = ("_column", "_drawing", "_first")

    def __init__(self, drawing: _Drawing, column: int, first: int, behind: int) -> None:
        super().__init__(behind - first)
        self._drawing = drawing
        self._column = column
        self._first = first

    def _made(self) -> Sequence[LinkPath]:
        return self._drawing.lines(self._column, self._first, self._first + self.number)
