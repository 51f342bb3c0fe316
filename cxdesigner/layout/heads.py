"""The headings: the band of each stage above its steps, and each lane's at the left."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind, Stage
from cxdesigner.layout.cards import CARD_HEIGHT
from cxdesigner.layout.lanes import LANES, color_of, icon_of, is_unassigned
from cxdesigner.layout.plan import (
    DETAIL,
    LANE_TITLE,
    ColumnBox,
    Density,
    LaneBox,
    LaneKey,
    Measure,
    Rect,
    StageBox,
    TextBlock,
)
from cxdesigner.layout.spacing import Spacing
from cxdesigner.layout.text_fit import block, widest_word
from cxdesigner.layout.ways import Frame

BAND = 110.0
TIME_SCALE, TIME_GAP = 60.0, 6.0
"""Height of the time scale below the stages, and the gap above it."""
HEAD_GAP = 12.0
STAGE_BORDER = 7.0
"""From the band of a stage to the border of its columns."""
INDENT, PAPER_INDENT = 30.0, 20.0
COUNT = 170.0
"""Room at the right of a stage's heading for “3 steps”."""
LEFT, RIGHT, TOP = 46.0, 20.0, 26.0
ICON = 52.0
COUNT_LINE = 44.0
COLLAPSED_TITLE = DETAIL._replace(bold=True)
COLLAPSED_INDENT, COLLAPSED_TOP = 16.0, 18.0
COLLAPSED_COUNT = 110.0
"""Room for a number and the sign that opens it at the right of the title of a collapsed lane."""


def header_width(kind: LaneKind, spacing: Spacing) -> float:
    """Return where the headings of lanes end."""
    return spacing.header + (spacing.outer_header if LANES[kind].outer_title else 0.0)


# -- stages ------------------------------------------------------------------------------------------------------------


class StageHead(NamedTuple):
    """What a stage's heading says, and over how many columns of which width."""

    stage: Stage
    words: str
    """Its title as it is written."""
    steps: int
    card_width: float
    cards: int
    is_collapsed: bool = False


def band_of(stages: Sequence[StageHead], measure: Measure, density: Density, spacing: Spacing) -> float:
    """Return how high the band of stages must be, counting with the narrowest columns that there can be."""
    height = BAND
    for head in stages:
        title, outside = _stage_words(head, measure, density, spacing)
        height = max(height, title.rect.height + (outside.rect.height if outside else 0.0) + 2 * 20.0)
    return height


def stage_boxes(
    stages: Sequence[StageHead],
    columns: Sequence[ColumnBox],
    top: float,
    height: float,
    measure: Measure,
    density: Density,
    spacing: Spacing,
) -> tuple[StageBox, ...]:
    """Return the stages with their headings over their columns."""
    boxes = []
    indent = INDENT if density is Density.SCREEN else PAPER_INDENT
    groups = [tuple(group) for _, group in groupby(columns, key=lambda column: column.stage_id)]
    for head, own in zip(stages, groups, strict=True):
        left, right = own[0].rect.x + STAGE_BORDER, own[-1].rect.right - STAGE_BORDER
        title, outside = _stage_words(head, measure, density, spacing)
        if head.is_collapsed:
            title = _moved(title, left + COLLAPSED_INDENT, top + height / 2 - title.line_height)
            rect = Rect(left, top, right - left, height)
            boxes.append(StageBox(head.stage.id, rect, title, None, own, is_collapsed=True, cards=head.cards))
            continue
        words = title.rect.height + (outside.rect.height if outside else 0.0)
        down = top + (height - words) / 2
        boxes.append(
            StageBox(
                head.stage.id,
                Rect(left, top, right - left, height),
                _moved(title, left + indent, down),
                _moved(outside, left + indent, down + title.rect.height) if outside else None,
                own,
                cards=head.cards,
            )
        )
    return tuple(boxes)


def _stage_words(
    head: StageHead, measure: Measure, density: Density, spacing: Spacing
) -> tuple[TextBlock, TextBlock | None]:
    stage, words, on_screen = head.stage, head.words, density is Density.SCREEN
    indent = INDENT if on_screen else PAPER_INDENT
    width = spacing.stage_width(head.steps, head.card_width)
    if head.is_collapsed:
        room = width - 2 * (STAGE_BORDER + COLLAPSED_INDENT)
        return block(words, 0, 0, room, COLLAPSED_TITLE, measure, most_lines=1), None
    width -= 2 * (STAGE_BORDER + indent)
    title_width = width - COUNT if head.steps > 1 else width
    if widest_word(words, spacing.stage_title, measure) > title_width:
        title_width = width
    title = block(words, 0, 0, title_width, spacing.stage_title, measure, most_lines=2 if on_screen else None)
    if not stage.outside:
        return title, None
    return title, block(stage.outside, 0, 0, width, DETAIL, measure, most_lines=1 if on_screen else None)


def _moved(words: TextBlock, right: float, down: float) -> TextBlock:
    return TextBlock(words.rect.moved(right, down), words.lines, words.style, words.line_height, words.is_cut)


# -- lanes -------------------------------------------------------------------------------------------------------------


def least_lane_heights(
    document: Document,
    keys: Sequence[LaneKey],
    measure: Measure,
    density: Density,
    spacing: Spacing,
    used: Collection[int],
    collapsed: Collection[int] = (),
    chosen: Mapping[int, float] = MappingProxyType({}),
) -> list[float]:
    """Return how high each lane must be for its heading and, on screen, for a card that may be dropped there.

    *used* are the places of the lanes that hold cards. An empty *Unassigned* is no higher than its name, and neither are
    *collapsed* lanes; *chosen* are the heights that somebody wants.
    """
    room = CARD_HEIGHT + 2 * spacing.pad if density is Density.SCREEN else 0.0
    heights = []
    for place, key in enumerate(keys):
        is_first = not place or keys[place - 1].team_id != key.team_id
        title, outer = _lane_words(document, key, measure, density, spacing)
        if place in collapsed:
            heights.append(2 * COLLAPSED_TOP + title.line_height)
            continue
        lines = [title.rect.height, outer.rect.height if outer and is_first else 0.0]
        if density is Density.SCREEN and place and is_unassigned(key) and place not in used and place not in chosen:
            heights.append(2 * TOP + title.rect.height)
            continue
        heights.append(max(chosen.get(place, room), TOP + max(lines) + COUNT_LINE + RIGHT))
    return heights


def lane_boxes(
    document: Document,
    keys: Sequence[LaneKey],
    counts: Mapping[int, int],
    frame: Frame,
    measure: Measure,
    density: Density,
    spacing: Spacing,
    header_right: float,
    collapsed: Collection[int] = (),
) -> tuple[LaneBox, ...]:
    """Return the lanes with their headings; a team's heading around its channels stands on the first of them.

    *counts* tells how many cards each lane has, *header_right* where headings end: that of a team whose lanes are
    collapsed into one reaches over both columns of headings.
    """
    boxes = []
    for lane, key in enumerate(keys):
        top, height = frame.lane_tops[lane], frame.lane_heights[lane]
        title, outer_title = _lane_words(document, key, measure, density, spacing)
        outer = None
        left = spacing.outer_header if outer_title else 0.0
        is_low = lane in collapsed
        if is_low:
            title = _one_line(title, document, key, header_right - left, measure)
        is_first = not lane or keys[lane - 1].team_id != key.team_id
        if outer_title is not None and is_first:
            outer = Rect(0, top, spacing.outer_header, _height_of_team(keys, lane, frame))
        boxes.append(
            LaneBox(
                key,
                Rect(0, top, frame.right, height),
                Rect(left, top, header_right - left, height),
                _moved(title, left, top),
                counts.get(lane, 0),
                color_of(document, key),
                icon_of(document, key),
                outer,
                _moved(outer_title, 0, top) if outer_title is not None and is_first else None,
                is_low,
            )
        )
    return tuple(boxes)


def _one_line(title: TextBlock, document: Document, key: LaneKey, width: float, measure: Measure) -> TextBlock:
    """Return the title of a collapsed lane, beside which its number of cards is written."""
    words = LANES[key.kind].lane_title(document, key)
    room = width - title.rect.x - COLLAPSED_COUNT
    return block(words, title.rect.x, COLLAPSED_TOP, room, LANE_TITLE, measure, most_lines=1)


def _height_of_team(keys: Sequence[LaneKey], first: int, frame: Frame) -> float:
    """Return how high all lanes of a team are together, from its first."""
    height = 0.0
    for key, lane_height in zip(keys[first:], frame.lane_heights[first:], strict=True):
        if key.team_id != keys[first].team_id:
            break
        height += lane_height
    return height


def _lane_words(
    document: Document, key: LaneKey, measure: Measure, density: Density, spacing: Spacing
) -> tuple[TextBlock, TextBlock | None]:
    """Return the title of a lane and that of the team around it, as if the heading were at the origin."""
    info = LANES[key.kind]
    most = 3 if density is Density.SCREEN else None
    left = LEFT + (ICON if icon_of(document, key) else 0.0)
    words = info.lane_title(document, key)
    title = block(words, left, TOP, spacing.header - left - RIGHT, LANE_TITLE, measure, most_lines=most)
    if info.outer_title is None:
        return title, None
    around = info.outer_title(document, key)
    outer = block(around, LEFT, TOP, spacing.outer_header - LEFT - RIGHT, LANE_TITLE, measure, most_lines=most)
    return title, outer
