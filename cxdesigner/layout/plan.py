"""The finished plan of a picture: where each thing goes and which lines of text it shows.

All lengths are units of 0.1 mm at the map's natural size, x to the right and y downwards. `painting.py` draws a plan and
decides nothing but ink; whoever makes a plan decides places and words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from cxdesigner.document.records import LaneKind, RecordId, RowKind
from cxdesigner.layout.card_box import CardBox as CardBox
from cxdesigner.layout.card_box import Cards as Cards
from cxdesigner.layout.link_path import LinkPath as LinkPath
from cxdesigner.layout.link_path import Links as Links

UNIT_MM = 0.1
"""One unit of layout in millimetres: fine enough for whole font sizes."""


class Rect(NamedTuple):
    """A rectangle; `x` and `y` are its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def center(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def contains(self, x: float, y: float) -> bool:
        return self.x <= x < self.right and self.y <= y < self.bottom

    def meets(self, other: Rect) -> bool:
        """Tell whether the insides of both overlap."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def moved(self, right: float, down: float) -> Rect:
        return Rect(self.x + right, self.y + down, self.width, self.height)

    def grown(self, by: float) -> Rect:
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


class TextStyle(NamedTuple):
    """A size in units and a weight; the family is the bundled one."""

    size: int
    bold: bool = False
    italic: bool = False


TITLE = TextStyle(38, bold=True)
DETAIL = TextStyle(31)
SMALL = TextStyle(28)
STAGE_TITLE = TextStyle(46, bold=True)
LANE_TITLE = TextStyle(40, bold=True)
MAP_TITLE = TextStyle(90, bold=True)

Measure = Callable[[str, TextStyle], float]
"""Width of one line of text in units. The picture room passes one made of font metrics, tests a simple one."""


class Density(StrEnum):
    """How much of a text is shown."""

    SCREEN = "screen"
    """Titles on at most two lines, then "…"; cards of one height."""
    PAPER = "paper"
    """Every text in full; cards grow with what they say."""


class TextBlock(NamedTuple):
    """Lines of text in a rectangle; the first line's top is the rectangle's top."""

    rect: Rect
    lines: tuple[str, ...]
    style: TextStyle
    line_height: float
    is_cut: bool = False
    """The text did not fit and ends in "…"."""


class ColumnBox(NamedTuple):
    """One step of a stage, from top of the first lane to the bottom of the last; of a collapsed stage, all its steps.

    Its cards stand at `card_x` and are `card_width` wide.
    """

    stage_id: RecordId
    step: int
    rect: Rect
    card_x: float = 0.0
    card_width: float = 0.0
    is_collapsed: bool = False


class StageBox(NamedTuple):
    """The heading of a stage (`rect`) and its columns."""

    stage_id: RecordId
    rect: Rect
    title: TextBlock
    outside: TextBlock | None
    columns: tuple[ColumnBox, ...]
    is_collapsed: bool = False
    cards: int = 0
    """How many touchpoints it has."""


class LaneKey(NamedTuple):
    """Which touchpoints belong to a lane; what is None is "without one" (Unassigned). `kind` says which fields count."""

    kind: LaneKind
    team_id: RecordId | None = None
    channel_id: RecordId | None = None
    layer: str | None = None


class LaneBox(NamedTuple):
    """A lane across the whole map (`rect`) with its heading at the left (`header`).

    `outer` is the heading of the team around it, where lanes are by team and channel; it stands on the first lane of a
    team and is as high as all lanes of that team.
    """

    key: LaneKey
    rect: Rect
    header: Rect
    title: TextBlock
    count: int  # type: ignore[assignment]  # (a tuple can count, which nobody needs here)
    color: int | None
    icon: str = ""
    outer: Rect | None = None
    outer_title: TextBlock | None = None
    is_collapsed: bool = False


class PileBox(NamedTuple):
    """The cards of one cell of a collapsed stage or lane: a mark with how many they are. Links end at its edge."""

    touchpoint_ids: tuple[RecordId, ...]
    rect: Rect
    text: TextBlock
    color: int | None = None
    lane: int = 0
    column: int = 0


class PictureBox(NamedTuple):
    """A picture in its place; `data` are the bytes of the record, which never change."""

    rect: Rect
    picture_id: RecordId
    data: bytes


class CardBlocks(NamedTuple):
    """The words and the picture of a card, in the map (not relative to the card)."""

    title: TextBlock
    when: TextBlock
    details: tuple[TextBlock, ...] = ()
    """More lines, on paper: what, whom, how … each already with its label in the text."""
    icon_at: Rect | None = None
    """Where the icon goes; before the title where nothing is said."""
    picture: PictureBox | None = None


class CurvePoint(NamedTuple):
    """One touchpoint on the emotion curve; `is_peak`, `is_low` and `is_end` are marked."""

    touchpoint_id: RecordId
    x: float
    y: float
    emotion: int
    is_peak: bool = False
    is_low: bool = False
    is_end: bool = False


class Curve(NamedTuple):
    """The emotion curve: points to mark and cubic Bézier pieces (start, control, control, end) through them."""

    rect: Rect
    header: Rect
    middle_y: float
    points: Sequence[CurvePoint]
    pieces: Sequence[tuple[tuple[float, float], ...]]


class RowBox(NamedTuple):
    """An experience row with one block of text for each cell that says something: (stage id, step, block)."""

    row_id: RecordId
    kind: RowKind
    rect: Rect
    header: Rect
    title: TextBlock
    cells: tuple[tuple[RecordId, int, TextBlock], ...]
    pictures: tuple[PictureBox, ...] = ()


class NoteBox(NamedTuple):
    """A sticker."""

    note_id: RecordId
    rect: Rect
    text: TextBlock


class TitleBlock(NamedTuple):
    """On paper: what the map is, at the top left; the legend is beside it or at the bottom right (no such on screen)."""

    rect: Rect
    lines: tuple[TextBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is drawn, in reading order."""

    map_id: RecordId
    lanes_by: LaneKind
    density: Density
    width: float
    height: float
    stages: tuple[StageBox, ...] = ()
    lanes: tuple[LaneBox, ...] = ()
    cards: Cards = field(default_factory=Cards)
    links: Links = field(default_factory=Links)
    curve: Curve | None = None
    rows: tuple[RowBox, ...] = ()
    notes: tuple[NoteBox, ...] = ()
    title: TitleBlock | None = None
    legend: Rect | None = None
    header_width: float = 0.0
    """Right end of the lane headings: what stays in view at the left."""
    header_height: float = 0.0
    """Lower end of the stage headings: what stays in view at the top."""
    piles: tuple[PileBox, ...] = ()
    """What collapsed stages and lanes hold."""
    hidden_lanes: tuple[LaneKey, ...] = ()
    """Lanes that somebody has hidden; a team stands for all its lanes."""
    time_scale: Rect | None = None
    """The strip over the columns where times stand, and at its left what they are; None where the map shows none."""
    columns: tuple[ColumnBox, ...] = field(init=False, compare=False, repr=False)
    """All columns from left to right."""

    def __post_init__(self) -> None:
        columns = tuple(column for stage in self.stages for column in stage.columns)
        object.__setattr__(self, "columns", columns)

    def card(self, touchpoint_id: RecordId) -> CardBox | None:
        """Return the card of a touchpoint, or None where the plan does not show it."""
        return self.cards.find(touchpoint_id)

    def pile(self, touchpoint_id: RecordId) -> PileBox | None:
        """Return the pile in which a touchpoint is put away, or None."""
        return next((pile for pile in self.piles if touchpoint_id in pile.touchpoint_ids), None)
