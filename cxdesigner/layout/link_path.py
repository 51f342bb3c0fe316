"""The line of a link, and its words, which get their place when somebody asks for the first of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxdesigner.document.records import LinkKind, RecordId
    from cxdesigner.layout.plan import TextBlock


_new = object.__new__
Labels = Mapping[int, "TextBlock"]
"""What is written beside links, by the number of the link."""
Nooks = Mapping[tuple[object, ...], list[tuple[int, "TextBlock"]]]
"""The words of parts of gutters, for the next layout (see `nooks.py`)."""


class Words:
    """What is written beside the links of a plan.

    All of it is placed together (*place*), when somebody asks for the first time: a map that is seen from afar shows no words.
    """

    __slots__ = ("_found", "_place")

    def __init__(self, place: Callable[[], tuple[Labels, Nooks]]) -> None:
        self._place: Callable[[], tuple[Labels, Nooks]] | None = place
        self._found: tuple[Labels, Nooks] = {}, {}

    def placed(self) -> Labels:
        """Return all words in their places."""
        return self._all()[0]

    def nooks(self) -> Nooks:
        """Return those of each gutter, for the next layout."""
        return self._all()[1]

    def _all(self) -> tuple[Labels, Nooks]:
        if self._place is not None:
            self._found, self._place = self._place(), None
        return self._found


class LinkPath:
    """A link as corners of an orthogonal line (at least two), from its source's edge to its target's edge. Never change it.

    `beside` is how far its words (`label`) may be from its corners to the left and to the right: whoever needs no more than that
    does not ask for their place.
    """

    __slots__ = (
        "_label",
        "_number",
        "_words",
        "beside",
        "is_handoff",
        "kind",
        "link_id",
        "points",
        "source_id",
        "target_id",
    )

    def __init__(
        self,
        link_id: RecordId,
        source_id: RecordId,
        target_id: RecordId,
        points: tuple[tuple[float, float], ...],
        kind: LinkKind,
        is_handoff: bool,
        beside: float = 0.0,
        words: Words | None = None,
        number: int = 0,
    ) -> None:
        self.link_id = link_id
        self.source_id = source_id
        self.target_id = target_id
        self.points = points
        self.kind = kind
        self.is_handoff = is_handoff
        self.beside = beside
        self._words = words
        self._number = number
        self._label: TextBlock | None = None

    def moved(self, points: tuple[tuple[float, float], ...], words: Words, number: int) -> LinkPath:
        """Return the same link along other corners, with its words among others; made in a fraction of the time of a new one."""
        twin = _new(LinkPath)
        twin.link_id = self.link_id
        twin.source_id = self.source_id
        twin.target_id = self.target_id
        twin.points = points
        twin.kind = self.kind
        twin.is_handoff = self.is_handoff
        twin.beside = self.beside
        twin._words = words if self.beside else None
        twin._number = number
        twin._label = None
        return twin

    @property
    def label(self) -> TextBlock | None:
        """What is written beside it, in its place."""
        if self._words is not None:
            self._label, self._words = self._words.placed()[self._number], None
        return self._label

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LinkPath):
            return NotImplemented
        return self is other or (self._line() == other._line() and self.label == other.label)

    def __hash__(self) -> int:
        return hash(self._line())

    def __repr__(self) -> str:
        return f"LinkPath({self._line()}, {self.label})"

    def _line(self) -> tuple[object, ...]:
        return self.link_id, self.source_id, self.target_id, self.points, self.kind, self.is_handoff
