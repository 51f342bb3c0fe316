"""Where everything on a map goes: stages and steps from left to right, lanes from top to bottom, cards in cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

from cxdesigner.document.document import Document
from cxdesigner.document.reading import steps_of, touchpoints_of
from cxdesigner.document.records import LaneKind, RecordId, Team
from cxdesigner.layout.card_columns import CardsOfColumn, Signs
from cxdesigner.layout.cards import Faces
from cxdesigner.layout.cells import Cell, cell_at
from cxdesigner.layout.content import Content, gathered, least_heights, titles_of
from cxdesigner.layout.heads import (
    HEAD_GAP,
    TIME_GAP,
    TIME_SCALE,
    band_of,
    lane_boxes,
    stage_boxes,
)
from cxdesigner.layout.lanes import (
    LANES,
    LaneKindInfo,
    color_of,
    is_unassigned,
    lane_key,
    lane_keys,
    lane_name,
)
from cxdesigner.layout.lines import leads_to_another_team, lines_of_links
from cxdesigner.layout.memory import LayoutMemory
from cxdesigner.layout.news import news_of_map
from cxdesigner.layout.part import WHOLE, Part
from cxdesigner.layout.piles import pile_box
from cxdesigner.layout.plan import (
    Cards,
    ColumnBox,
    Curve,
    Density,
    LaneBox,
    Measure,
    NoteBox,
    PileBox,
    Plan,
    Rect,
    RowBox,
    TitleBlock,
)
from cxdesigner.layout.rows import curve_and_rows, note_box, note_reach, title_and_legend
from cxdesigner.layout.ways import Frame, find_ways

__all__ = [
    "LANES",
    "Cell",
    "LaneKindInfo",
    "cell_at",
    "is_unassigned",
    "lane_key",
    "lane_keys",
    "lay_out",
    "titles_of",
]

Box = TypeVar("Box", bound=tuple[Any, ...])
LEGEND_GAP = 50.0
FEW_LANES = 6
"""So many lanes that are not shown are named one by one."""
Head = tuple[TitleBlock, tuple[float, float], bool]
"""The title block, the size of the legend, and whether that stands beside the title."""


def lay_out(
    document: Document,
    map_id: RecordId,
    lanes: LaneKind,
    measure: Measure,
    density: Density = Density.SCREEN,
    *,
    paper_title: bool = False,
    card_width: float | None = None,
    part: Part = WHOLE,
    least_width: float = 0.0,
    more_signs: int = 0,
    faces: Faces | None = None,
    memory: LayoutMemory | None = None,
) -> Plan:
    """Return where everything goes, from the document alone: the same document gives the same plan.

    *measure* tells how wide a line of text is. *paper_title* adds the title block above the stages and room for the
    legend, with so many *more_signs* than usual. On paper cards may be wider or narrower than usual (*card_width*); on screen they may not. Of a *part* of the map
    there are the lanes that it needs; links that lead out of it are told on the cards.
    The title block is at least as wide as *least_width*. With the *faces* of other layouts on paper those are not worked out again. With the *memory* of the last layout on screen only what has
    changed is worked out; the plan is the same, and what is the same in both plans is the very same object, if somebody has looked at it before.
    """
    if memory is None or density is not Density.SCREEN or part != WHOLE:
        memory = LayoutMemory()
    content = gathered(document, map_id, lanes, measure, density, card_width, part, faces or Faces(), memory)
    wide = max(content.width, least_width)
    head = title_and_legend(document, map_id, wide, measure, _not_shown(content), more_signs) if paper_title else None
    head_top = head[0].rect.bottom if head else 0.0
    band = band_of(content.stages, measure, density, content.spacing)
    scale = TIME_GAP + TIME_SCALE if document.map(map_id).shows_times and content.stages else 0.0
    top = head_top + band + scale + 2 * HEAD_GAP
    frame = find_ways(
        [column.spots for column in content.filled],
        content.ties,
        content.heights,
        least_heights(content),
        content.widths,
        frozenset(content.first_column.values()),
        (content.header_width, top),
        content.spacing,
        content.shown.collapsed,
        partial(leads_to_another_team, document),
        memory,
    )
    return _drawn_up(content, frame, head, head_top + HEAD_GAP, band, memory)


def _not_shown(content: Content) -> str:
    """Return in words what of the map is left out: cards that nobody chose, or lanes, by their names."""
    document, hidden = content.document, content.shown.hidden
    if content.part.cards:
        there, here = len(touchpoints_of(document, content.map_id)), len(content.part.cards)
        return f"{there - here:,} of {there:,} touchpoints" if here < there else ""
    shown = content.part.lanes or content.keys
    is_few = len(hidden) <= max(FEW_LANES, len(shown))
    names = ", ".join(lane_name(document, key) for key in (hidden if is_few else shown))
    return names if is_few else f"any lane but {names}"


# -- drawing up --------------------------------------------------------------------------------------------------------


def _drawn_up(
    content: Content, frame: Frame, head: Head | None, head_top: float, band: float, memory: LayoutMemory
) -> Plan:
    columns = _column_rects(content, frame)
    cards, piles = _cards(content, frame, memory), _piles(content, frame)
    curve, rows = _below_lanes(content, frame, memory)
    bottom = max([frame.bottom, *(row.rect.bottom for row in rows), *([curve.rect.bottom] if curve else [])])
    width, bottom, legend = _with_legend(frame.right, bottom, head)
    before = memory.plan or Plan(content.map_id, content.kind, content.density, 0, 0)
    stages = stage_boxes(content.stages, columns, head_top, band, content.measure, content.density, content.spacing)
    memory.plan = Plan(
        content.map_id,
        content.kind,
        content.density,
        width,
        bottom,
        _kept(before.stages, stages),
        _kept(before.lanes, _lanes(content, frame)),
        cards,
        lines_of_links(content, frame, memory),
        curve,
        _kept(before.rows, rows),
        _kept(before.notes, (*_notes(content, frame, columns), *_notes_below(content, columns, curve, rows))),
        head[0] if head else None,
        legend,
        content.header_width,
        frame.lane_tops[0],
        _kept(before.piles, piles),
        content.shown.hidden,
        _time_scale(content, frame, head_top + band),
    )
    return memory.plan


def _time_scale(content: Content, frame: Frame, bottom: float) -> Rect | None:
    """Return the strip for times below the band of stages, which ends at *bottom*."""
    if not content.document.map(content.map_id).shows_times or not content.stages:
        return None
    return Rect(0, bottom + TIME_GAP, frame.right, TIME_SCALE)


def _kept(before: tuple[Box, ...], after: tuple[Box, ...]) -> tuple[Box, ...]:
    """Return what is there now; what is alike at the same place is the very same as before."""
    known = dict(zip((box[0] for box in before), before, strict=True))
    return tuple([old if (old := known.get(box[0])) == box else box for box in after])


def _lanes(content: Content, frame: Frame) -> tuple[LaneBox, ...]:
    counts = dict.fromkeys(range(len(content.keys)), 0)
    for column in content.filled:
        for spot in column.card_spots:
            counts[spot.lane] += 1
        for lane, pile in column.piles.items():
            counts[lane] += len(pile)
    given = content.document, content.keys, counts, frame, content.measure, content.density, content.spacing
    return lane_boxes(*given, content.header_width, content.shown.collapsed)


def _below_lanes(content: Content, frame: Frame, memory: LayoutMemory) -> tuple[Curve | None, tuple[RowBox, ...]]:
    header = Rect(0, frame.bottom, content.header_width, 0)
    steps: dict[tuple[RecordId, int], Rect] = {}
    collapsed: dict[tuple[RecordId, int], Rect] = {}
    for column, (place, left, width) in enumerate(
        zip(content.columns, frame.column_lefts, content.widths, strict=True)
    ):
        if column not in content.collapsed:
            steps[place] = Rect(left, 0, width, 0)
            continue
        count = steps_of(content.document, place[0])
        for step in range(count):
            collapsed[place[0], step] = Rect(left + width * step / count, 0, width / count, 0)
    given = content.document, content.map_id, content.felt, steps, header, frame.right
    reaches: dict[RecordId | None, float] = {}
    for note, words, row_id, _ in content.notes_below:
        reaches[row_id] = max(reaches.get(row_id, 0.0), note_reach(note, words))
    return curve_and_rows(*given, content.measure, content.density, collapsed, memory, content.filled, reaches)


def _with_legend(width: float, bottom: float, head: Head | None) -> tuple[float, float, Rect | None]:
    """Return width, height and legend of a map that ends here; a map with a title block has a legend too."""
    if head is None:
        return width, bottom, None
    title, size, is_beside = head
    width = max(width, title.rect.right, size[0])
    legend = Rect(width - size[0], 0.0 if is_beside else bottom + LEGEND_GAP, *size)
    return width, max(bottom, legend.bottom), legend


def _column_rects(content: Content, frame: Frame) -> list[ColumnBox]:
    """Return the columns side by side; between two of them the border is in the middle of the gutter."""
    borders = [left + width / 2 for left, width in zip(frame.gutter_lefts, frame.gutter_widths, strict=True)]
    borders[0], borders[-1] = frame.gutter_lefts[0], frame.right
    top, height = frame.lane_tops[0], frame.bottom - frame.lane_tops[0]
    return [
        ColumnBox(
            stage_id,
            step,
            Rect(borders[place], top, borders[place + 1] - borders[place], height),
            frame.column_lefts[place],
            content.widths[place],
            place in content.collapsed,
        )
        for place, (stage_id, step) in enumerate(content.columns)
    ]


def _cards(content: Content, frame: Frame, memory: LayoutMemory) -> Cards:
    """Return the cards; those that are where they were and say what they said are the very same ones."""
    document = content.document
    colors: dict[RecordId | None, int] = {team.id: team.color for team in document.all(Team)}
    signs = Signs(colors, news_of_map(document, content.map_id))
    known, kept = memory.cards, {}
    tops = frame.content_tops
    for place, (name, column, x) in enumerate(zip(content.columns, content.filled, frame.column_lefts, strict=True)):
        before = known.get(name)
        if before is None or not before.is_at(column, place, x, tops, signs):
            before = CardsOfColumn(column, place, x, tops, signs, before)
        kept[name] = before
    memory.cards = kept
    return Cards(list(kept.values()), memory.tied.column_of if memory.tied is not None else None)


def _piles(content: Content, frame: Frame) -> tuple[PileBox, ...]:
    boxes = []
    for place, column in enumerate(content.filled):
        for lane, pile in column.piles.items():
            spot = column.pile_spots[lane]
            x, y = frame.column_lefts[place], frame.content_tops[lane] + spot.top
            rect = Rect(x, y, content.widths[place], spot.bottom - spot.top)
            color = color_of(content.document, content.keys[lane])
            boxes.append(pile_box(pile, rect, color, lane, place, content.measure))
    return tuple(boxes)


def _notes(content: Content, frame: Frame, columns: Sequence[ColumnBox]) -> tuple[NoteBox, ...]:
    boxes = []
    for note, words, lane, column in content.notes:
        rect = columns[column].rect
        cell = Rect(rect.x, frame.lane_tops[lane], rect.width, frame.lane_heights[lane])
        within = Rect(content.header_width, cell.y, frame.right - content.header_width, cell.height)
        boxes.append(note_box(note, words, cell, within))
    return tuple(boxes)


def _notes_below(
    content: Content, columns: Sequence[ColumnBox], curve: Curve | None, rows: Sequence[RowBox]
) -> Iterator[NoteBox]:
    """Yield the stickers of the curve and of the experience rows."""
    areas: dict[RecordId | None, Rect] = {row.row_id: row.rect for row in rows}
    if curve is not None:
        areas[None] = curve.rect
    for note, words, row_id, place in content.notes_below:
        column, area = columns[place].rect, areas[row_id]
        cell = Rect(column.x, area.y, column.width, area.height)
        within = Rect(content.header_width, area.y, area.right - content.header_width, area.height)
        yield note_box(note, words, cell, within)
