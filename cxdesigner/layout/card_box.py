"""A card in its place: what signs tell is there at once, its words when somebody looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, Protocol

from cxdesigner.layout.by_column import ByColumn, OfColumn, Ready

if TYPE_CHECKING:
    from cxdesigner.document.records import RecordId, Touchpoint
    from cxdesigner.layout.plan import CardBlocks, PictureBox, Rect, TextBlock

_new = object.__new__


class Written(Protocol):
    """What stands on a card, wherever that is."""

    def blocks(self, rect: Rect) -> CardBlocks:
        """Return the words of the card with this rectangle."""


class CardBox:
    """A card. Never change it.

    Where it is and what is told by signs is there at once; `title`, `when`, `details`, `icon_at` and `picture` are made when
    somebody asks for them, because most cards of a large map are not looked at.
    """

    __slots__ = (
        "_blocks",
        "_written",
        "color",
        "column",
        "emotion",
        "expectation",
        "icon",
        "lane",
        "moment_of_truth",
        "news",
        "rect",
        "status",
        "touchpoint_id",
    )

    def __init__(
        self,
        touchpoint: Touchpoint,
        rect: Rect,
        written: Written,
        lane: int,
        column: int,
        color: int | None = None,
        icon: str = "",
        news: str = "",
    ) -> None:
        self.touchpoint_id = touchpoint.id
        self.rect = rect
        self.lane = lane
        """Index in `Plan.lanes`."""
        self.column = column
        """Index in `Plan.columns`."""
        self.color = color
        """Place in the palette: the team's; None without a team."""
        self.icon = icon
        self.news = news
        """In a to-be map: “new”, “changed” or “moved” against the touchpoint of today; see `layout/news.py`."""
        self.emotion = touchpoint.emotion
        self.moment_of_truth = touchpoint.moment_of_truth
        self.expectation: str = touchpoint.expectation or ""
        self.status: str = touchpoint.status
        self._written = written
        self._blocks: CardBlocks | None = None

    def moved(self, rect: Rect, column: int) -> CardBox:
        """Return this card in another place of its lane; made in a fraction of the time that a new one takes."""
        twin = _new(CardBox)
        twin.touchpoint_id = self.touchpoint_id
        twin.rect = rect
        twin.lane = self.lane
        twin.column = column
        twin.color = self.color
        twin.icon = self.icon
        twin.news = self.news
        twin.emotion = self.emotion
        twin.moment_of_truth = self.moment_of_truth
        twin.expectation = self.expectation
        twin.status = self.status
        twin._written = self._written
        twin._blocks = None
        return twin

    @property
    def blocks(self) -> CardBlocks:
        """The words and the picture."""
        if self._blocks is None:
            self._blocks = self._written.blocks(self.rect)
        return self._blocks

    @property
    def title(self) -> TextBlock:
        return self.blocks.title

    @property
    def when(self) -> TextBlock:
        return self.blocks.when

    @property
    def details(self) -> tuple[TextBlock, ...]:
        return self.blocks.details

    @property
    def icon_at(self) -> Rect | None:
        return self.blocks.icon_at

    @property
    def picture(self) -> PictureBox | None:
        return self.blocks.picture

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CardBox):
            return NotImplemented
        return self is other or (self._signs() == other._signs() and self.blocks == other.blocks)

    def __hash__(self) -> int:
        return hash((self.touchpoint_id, self.rect))

    def __repr__(self) -> str:
        return f"CardBox({self._signs()}, {self.blocks})"

    def _signs(self) -> tuple[object, ...]:
        shown = self.touchpoint_id, self.rect, self.lane, self.column, self.color, self.icon, self.news
        return *shown, self.emotion, self.moment_of_truth, str(self.expectation), str(self.status)

    def _replace(self, **changes: Any) -> CardBox:
        """Return a card like this one but for these fields, as named tuples do."""
        twin = copy(self)
        twin._blocks = self.blocks._replace(
            **{name: changes.pop(name) for name in self.blocks._fields if name in changes}
        )
        for name, value in changes.items():
            setattr(twin, name, value)
        return twin


class Cards(ByColumn[CardBox]):
    """The cards of a plan."""

    def __init__(
        self, columns: Sequence[OfColumn[CardBox]] = (), column_of: Mapping[RecordId, int] | None = None
    ) -> None:
        """*column_of* tells in which column each touchpoint is that has a card; without it, all cards are looked at for that."""
        super().__init__(columns)
        self._given = column_of
        self._found: dict[int, dict[RecordId, CardBox]] = {}

    @classmethod
    def of(cls, cards: Iterable[CardBox]) -> Cards:
        """Return cards that are there, in the order of their columns."""
        by_column = {column: Ready(list(own)) for column, own in groupby(cards, key=lambda card: card.column)}
        return cls([by_column.get(column, Ready(())) for column in range(max(by_column, default=-1) + 1)])

    @cached_property
    def _places(self) -> Mapping[RecordId, int]:
        if self._given is not None:
            return self._given
        return {card.touchpoint_id: place for place, own in enumerate(self.columns) for card in own.things}

    def find(self, touchpoint_id: RecordId) -> CardBox | None:
        """Return the card of a touchpoint, or None."""
        column = self._places.get(touchpoint_id)
        if column is None:
            return None
        if column not in self._found:
            self._found[column] = {card.touchpoint_id: card for card in self.columns[column].things}
        return self._found[column].get(touchpoint_id)
