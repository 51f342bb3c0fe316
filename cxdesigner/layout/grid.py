"""Where everything on a map goes: stages and steps from left to right, lanes from top to bottom, cards in cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cxdesigner.document.document import Document
from cxdesigner.document.reading import links_of, stages_of, steps_of, touchpoints_of_stage
from cxdesigner.document.records import LaneKind, Link, Note, RecordId, Stage, Touchpoint
from cxdesigner.layout.cards import CARD_WIDTH, CardFace, beside_lane, card_box, face_of, team_and_icon
from cxdesigner.layout.cells import Cell, cell_at
from cxdesigner.layout.heads import HEAD_GAP, band_of, header_width, lane_boxes, least_lane_heights, stage_boxes
from cxdesigner.layout.labels import label_of, place_labels, words_of
from cxdesigner.layout.lanes import LANES, LaneKindInfo, is_unassigned, lane_key, lane_keys, lane_of_note
from cxdesigner.layout.plan import (
    CardBox,
    ColumnBox,
    Curve,
    Density,
    LaneKey,
    LinkPath,
    Measure,
    NoteBox,
    Plan,
    Rect,
    RowBox,
    TextBlock,
    TitleBlock,
)
from cxdesigner.layout.routing import CLEAR, Spot
from cxdesigner.layout.rows import curve_and_rows, legend_size, note_block, note_box, note_height, notes_of, title_block
from cxdesigner.layout.ways import GUTTER, Frame, Wire, find_ways

__all__ = [
    "LANES",
    "Cell",
    "LaneKindInfo",
    "cell_at",
    "is_unassigned",
    "lane_key",
    "lane_keys",
    "lay_out",
]

STACK_GAP = 76.0
"""Between cards of one cell: room for a link and two lines of its label."""
LEGEND_GAP = 50.0


@dataclass(slots=True)
class _Content:
    """What a map holds, by lane and column, before anything has a place."""

    document: Document
    map_id: RecordId
    kind: LaneKind
    measure: Measure
    density: Density
    stages: list[Stage]
    keys: list[LaneKey]
    first_column: dict[RecordId, int] = field(default_factory=dict)
    columns: list[tuple[RecordId, int]] = field(default_factory=list)
    touchpoints: list[Touchpoint] = field(default_factory=list)
    faces: list[CardFace] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    """The tallest stack of each lane."""
    links: list[Link] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    notes: list[tuple[Note, TextBlock, int, int]] = field(default_factory=list)
    """Stickers with their words, lane and column."""

    @property
    def width(self) -> float:
        """The least width of the map."""
        return header_width(self.kind) + len(self.columns) * (CARD_WIDTH + GUTTER)


def lay_out(
    document: Document,
    map_id: RecordId,
    lanes: LaneKind,
    measure: Measure,
    density: Density = Density.SCREEN,
    *,
    paper_title: bool = False,
) -> Plan:
    """Return where everything goes, from the document alone: the same document gives the same plan.

    *measure* tells how wide a line of text is. *paper_title* adds the title block above the stages and room for the
    legend at the lower right.
    """
    content = _gathered(document, map_id, lanes, measure, density)
    title = title_block(document, map_id, content.width, measure) if paper_title else None
    head_top = title.rect.bottom if title else 0.0
    band = band_of(content.stages, content.columns, measure, density)
    top = head_top + band + 2 * HEAD_GAP
    frame = find_ways(
        content.spots,
        content.wires,
        content.heights,
        _least_heights(content),
        len(content.columns),
        frozenset(content.first_column.values()),
        (header_width(lanes), top),
    )
    return _drawn_up(content, frame, title, head_top + HEAD_GAP, band)


# -- gathering ---------------------------------------------------------------------------------------------------------


def _gathered(document: Document, map_id: RecordId, kind: LaneKind, measure: Measure, density: Density) -> _Content:
    keys = lane_keys(document, map_id, kind)
    content = _Content(document, map_id, kind, measure, density, stages_of(document, map_id), keys)
    for stage in content.stages:
        content.first_column[stage.id] = len(content.columns)
        content.columns += [(stage.id, step) for step in range(steps_of(document, stage.id))]
        content.touchpoints += touchpoints_of_stage(document, stage.id)
    _tie_links(content)
    _stack_cards(content)
    for note in notes_of(document, map_id):
        words = note_block(note, measure, density)
        column = content.first_column[note.stage_id] + note.step
        content.notes.append((note, words, lane_of_note(note, kind, keys), column))
    return content


def _stack_cards(content: _Content) -> None:
    """Put the cards of each cell below one another."""
    document, kind = content.document, content.kind
    lane_of = {key: place for place, key in enumerate(content.keys)}
    ends: dict[tuple[int, int], tuple[float, int]] = {}
    gaps = _gaps_for_labels(content)
    content.heights = [0.0] * len(content.keys)
    for place, touchpoint in enumerate(content.touchpoints):
        lane = lane_of[lane_key(document, touchpoint, kind)]
        column = content.first_column[touchpoint.stage_id] + touchpoint.step
        _, icon = team_and_icon(document, touchpoint)
        beside = beside_lane(document, touchpoint, kind) if content.density is Density.PAPER else ""
        face = face_of(touchpoint, icon, content.measure, content.density, beside)
        end, above = ends.get((lane, column), (0.0, -1))
        top = end + gaps.get((above, place), STACK_GAP) if above >= 0 else 0.0
        content.faces.append(face)
        content.spots.append(Spot(lane, column, top, top + face.height))
        ends[lane, column] = top + face.height, place
        content.heights[lane] = max(content.heights[lane], top + face.height)


def _gaps_for_labels(content: _Content) -> dict[tuple[int, int], float]:
    """Return how far two cards must be from each other, one below the other, for what is written between them."""
    gaps: dict[tuple[int, int], float] = {}
    for wire in content.wires:
        if wire.label is not None:
            pair = min(wire.source, wire.target), max(wire.source, wire.target)
            gaps[pair] = max(gaps.get(pair, STACK_GAP), wire.label.short.rect.height + 2 * CLEAR)
    return gaps


def _tie_links(content: _Content) -> None:
    place_of = {touchpoint.id: place for place, touchpoint in enumerate(content.touchpoints)}
    for link in links_of(content.document, content.map_id):
        if link.target_id not in place_of:
            continue
        words = words_of(link)
        label = label_of(words, content.measure, content.density) if words else None
        content.links.append(link)
        content.wires.append(Wire(place_of[link.source_id], place_of[link.target_id], label))


def _least_heights(content: _Content) -> list[float]:
    heights = least_lane_heights(content.document, content.keys, content.measure, content.density)
    for note, words, lane, _ in content.notes:
        heights[lane] = max(heights[lane], max(0.0, note.down) + note_height(words) + 10)
    return heights


# -- drawing up --------------------------------------------------------------------------------------------------------


def _drawn_up(content: _Content, frame: Frame, title: TitleBlock | None, head_top: float, band: float) -> Plan:
    columns = _column_rects(content, frame)
    cards = _cards(content, frame)
    curve, rows = _below_lanes(content, frame)
    bottom = max([frame.bottom, *(row.rect.bottom for row in rows), *([curve.rect.bottom] if curve else [])])
    width, bottom, legend = _with_legend(frame.right, bottom, title)
    return Plan(
        content.map_id,
        content.kind,
        content.density,
        width,
        bottom,
        stage_boxes(content.stages, columns, head_top, band, content.measure, content.density),
        lane_boxes(content.document, content.keys, content.spots, frame, content.measure, content.density),
        cards,
        _links(content, frame, cards),
        curve,
        rows,
        _notes(content, frame, columns),
        title,
        legend,
        header_width(content.kind),
        frame.lane_tops[0],
    )


def _below_lanes(content: _Content, frame: Frame) -> tuple[Curve | None, tuple[RowBox, ...]]:
    header = Rect(0, frame.bottom, header_width(content.kind), 0)
    steps = {
        place: Rect(left, 0, CARD_WIDTH, 0) for place, left in zip(content.columns, frame.column_lefts, strict=True)
    }
    given = content.document, content.map_id, content.touchpoints, steps, header, frame.right
    return curve_and_rows(*given, content.measure, content.density)


def _with_legend(width: float, bottom: float, title: TitleBlock | None) -> tuple[float, float, Rect | None]:
    """Return width, height and legend of a map that ends here; a map with a title block has a legend too."""
    if title is None:
        return width, bottom, None
    width = max(width, title.rect.right)
    size = legend_size(width)
    width = max(width, size[0])
    legend = Rect(width - size[0], bottom + LEGEND_GAP, *size)
    return width, legend.bottom, legend


def _column_rects(content: _Content, frame: Frame) -> list[ColumnBox]:
    """Return the columns side by side; between two of them the border is in the middle of the gutter."""
    borders = [left + width / 2 for left, width in zip(frame.gutter_lefts, frame.gutter_widths, strict=True)]
    borders[0], borders[-1] = frame.gutter_lefts[0], frame.right
    top, height = frame.lane_tops[0], frame.bottom - frame.lane_tops[0]
    return [
        ColumnBox(stage_id, step, Rect(borders[place], top, borders[place + 1] - borders[place], height))
        for place, (stage_id, step) in enumerate(content.columns)
    ]


def _cards(content: _Content, frame: Frame) -> tuple[CardBox, ...]:
    boxes = []
    for touchpoint, face, spot in zip(content.touchpoints, content.faces, content.spots, strict=True):
        team, icon = team_and_icon(content.document, touchpoint)
        x, y = frame.column_lefts[spot.column], frame.content_tops[spot.lane] + spot.top
        boxes.append(card_box(touchpoint, face, x, y, lane=spot.lane, column=spot.column, team=team, icon=icon))
    return tuple(boxes)


def _links(content: _Content, frame: Frame, cards: Sequence[CardBox]) -> tuple[LinkPath, ...]:
    within = Rect(frame.gutter_lefts[0], frame.lane_tops[0], 0, 0)
    within = Rect(within.x, within.y, frame.right - within.x, frame.bottom - within.y)
    labels = place_labels([wire.label for wire in content.wires], frame.paths, (card.rect for card in cards), within)
    paths = []
    for link, wire, points, label in zip(content.links, content.wires, frame.paths, labels, strict=True):
        source, target = content.touchpoints[wire.source], content.touchpoints[wire.target]
        is_handoff = None not in (source.team_id, target.team_id) and source.team_id != target.team_id
        paths.append(LinkPath(link.id, link.source_id, link.target_id, points, link.kind, is_handoff, label))
    return tuple(paths)


def _notes(content: _Content, frame: Frame, columns: Sequence[ColumnBox]) -> tuple[NoteBox, ...]:
    boxes = []
    for note, words, lane, column in content.notes:
        rect = columns[column].rect
        cell = Rect(rect.x, frame.lane_tops[lane], rect.width, frame.lane_heights[lane])
        within = Rect(header_width(content.kind), cell.y, frame.right - header_width(content.kind), cell.height)
        boxes.append(note_box(note, words, cell, within))
    return tuple(boxes)
