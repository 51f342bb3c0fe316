"""The line of a link, and its words, which get their place when somebody asks for the first of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from cxdesigner.layout.by_column import ByColumn, Ready

if TYPE_CHECKING:
    from cxdesigner.document.records import Link, LinkKind, RecordId
    from cxdesigner.layout.plan import TextBlock


_new = object.__new__
FEW = 60
"""The links of so many records are looked for one by one; for more, all links are looked at."""


class Words(Protocol):
    """What is written beside links, in its place."""

    def of(self, number: int) -> TextBlock:
        """Return the words of the link with a number."""


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
            self._label, self._words = self._words.of(self._number), None
        return self._label

    def waits_for(self) -> Words | None:
        """Return what will place its words when somebody asks for them; None where they have their place, or there are none."""
        return self._words

    def is_about(self, link: Link, beside: float, *, is_handoff: bool) -> bool:
        """Tell whether this is a link that leads so, with words of that reach."""
        return (
            self.source_id == link.source_id
            and self.target_id == link.target_id
            and self.kind == link.kind
            and self.is_handoff == is_handoff
            and self.beside == beside
        )

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


class Links(ByColumn[LinkPath]):
    """The links of a plan by the column from which they lead."""

    @classmethod
    def of(cls, links: Sequence[LinkPath]) -> Links:
        """Return links that are there."""
        return Links([Ready(links)])

    def find(self, link_id: RecordId) -> LinkPath | None:
        """Return the link with an id, or None."""
        return next((link for link in self._with(link_id) if link.link_id == link_id), None)

    def at(self, touchpoint_id: RecordId) -> list[LinkPath]:
        """Return the links that leave a touchpoint or come to it, in their order."""
        return [link for link in self._with(touchpoint_id) if link.link_id != touchpoint_id]

    def of_any(self, record_ids: Set[RecordId]) -> list[LinkPath]:
        """Return the links with one of these ids, and those that begin or end at one of them, in their order."""
        if len(record_ids) > FEW:
            numbers = [number for number, own in enumerate(self._ids()) if not record_ids.isdisjoint(own)]
        else:
            numbers = sorted({number for record_id in record_ids for number in self._numbers.get(record_id, ())})
        return [self[number] for number in numbers]

    def _with(self, record_id: RecordId) -> list[LinkPath]:
        """Return the links that say an id: their own, or that of an end."""
        return [self[number] for number in dict.fromkeys(self._numbers.get(record_id, ()))]

    def reach(self, first: int, behind: int) -> tuple[float, float]:
        """Return from where to where the links of the columns from one to that *behind* them may lead, with their words, across the map."""
        links = self.between(first, behind)
        left = min([min(link.points)[0] - link.beside for link in links], default=float("inf"))
        return left, max([max(link.points)[0] + link.beside for link in links], default=float("-inf"))

    def _ids(self) -> Iterable[tuple[RecordId, RecordId, RecordId]]:
        """Yield the id of each link and those of its ends."""
        return ((link.link_id, link.source_id, link.target_id) for link in self)

    @cached_property
    def _numbers(self) -> dict[RecordId, list[int]]:
        """The numbers of links by their own ids and by those of their ends."""
        found: dict[RecordId, list[int]] = {}
        for number, ids in enumerate(self._ids()):
            for record_id in ids:
                found.setdefault(record_id, []).append(number)
        return found
