"""Where everything on a map goes: stages and steps from left to right, lanes from top to bottom, cards in cells."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from cxdesigner.document.document import Document
from cxdesigner.document.reading import links_of, rows_of, stages_of, steps_of, touchpoints_of_stage
from cxdesigner.document.records import LaneKind, Link, LinkKind, Note, RecordId, RowKind, Stage, Touchpoint
from cxdesigner.layout.cards import CardFace, beside_lane, card_box, face_of, team_and_icon
from cxdesigner.layout.cells import Cell, cell_at
from cxdesigner.layout.heads import (
    HEAD_GAP,
    band_of,
    header_width,
    lane_boxes,
    least_lane_heights,
    stage_boxes,
)
from cxdesigner.layout.labels import label_of, place_labels, words_of
from cxdesigner.layout.lanes import (
    LANES,
    LaneKindInfo,
    is_unassigned,
    lane_key,
    lane_keys,
    lane_keys_on_screen,
    lane_of_note,
)
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
from cxdesigner.layout.rows import curve_and_rows, note_block, note_box, note_height, notes_of, title_and_legend
from cxdesigner.layout.spacing import SCREEN, Spacing, Titles, spacing_for
from cxdesigner.layout.ways import Frame, Wire, find_ways

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

LEGEND_GAP = 50.0
Head = tuple[TitleBlock, tuple[float, float], bool]
"""The title block, the size of the legend, and whether that stands beside the title."""


@dataclass(slots=True)
class _Content:
    """What a map holds, by lane and column, before anything has a place."""

    document: Document
    map_id: RecordId
    kind: LaneKind
    measure: Measure
    density: Density
    stages: list[tuple[Stage, str]]
    """With their titles as they are written."""
    keys: list[LaneKey]
    spacing: Spacing
    first_column: dict[RecordId, int] = field(default_factory=dict)
    columns: list[tuple[RecordId, int]] = field(default_factory=list)
    touchpoints: list[Touchpoint] = field(default_factory=list)
    faces: list[CardFace] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    """The tallest stack of each lane."""
    links: list[Link] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    elsewhere: dict[RecordId, list[str]] = field(default_factory=dict)
    """What is written on cards about links to cards that are not on this plan."""
    notes: list[tuple[Note, TextBlock, int, int]] = field(default_factory=list)
    """Stickers with their words, lane and column."""

    @property
    def header_width(self) -> float:
        """Where the headings of lanes end."""
        return header_width(self.kind, self.spacing)

    @property
    def width(self) -> float:
        """The least width of the map."""
        return self.header_width + len(self.columns) * self.spacing.pitch


def lay_out(
    document: Document,
    map_id: RecordId,
    lanes: LaneKind,
    measure: Measure,
    density: Density = Density.SCREEN,
    *,
    paper_title: bool = False,
    card_width: float | None = None,
    only: Collection[RecordId] = (),
    least_width: float = 0.0,
) -> Plan:
    """Return where everything goes, from the document alone: the same document gives the same plan.

    *measure* tells how wide a line of text is. *paper_title* adds the title block above the stages and room for the
    legend. On paper cards may be wider or narrower than usual (*card_width*); on screen they may not. With
    *only* these stages are laid out, with the lanes that they need; links that lead out of them are told on the cards.
    The title block is at least as wide as *least_width*.
    """
    content = _gathered(document, map_id, lanes, measure, density, card_width, only)
    wide = max(content.width, least_width)
    head = title_and_legend(document, map_id, wide, measure) if paper_title else None
    head_top = head[0].rect.bottom if head else 0.0
    band = band_of(content.stages, content.columns, measure, density, content.spacing)
    top = head_top + band + 2 * HEAD_GAP
    frame = find_ways(
        content.spots,
        content.wires,
        content.heights,
        _least_heights(content),
        len(content.columns),
        frozenset(content.first_column.values()),
        (content.header_width, top),
        content.spacing,
    )
    return _drawn_up(content, frame, head, head_top + HEAD_GAP, band)


def titles_of(document: Document, map_id: RecordId, kind: LaneKind) -> Titles:
    """Return the titles that decide how narrow cards and headings can be."""
    stages = numbered_stages(document, map_id)
    keys = lane_keys(document, map_id, kind)
    around = LANES[kind].outer_title
    return Titles(
        [touchpoint.title for stage, _ in stages for touchpoint in touchpoints_of_stage(document, stage.id)],
        [(words, steps_of(document, stage.id)) for stage, words in stages],
        [LANES[kind].lane_title(document, key) for key in keys],
        [row.title for row in rows_of(document, map_id) if row.kind is not RowKind.EMOTION],
        [around(document, key) for key in keys] if around else [],
    )


def numbered_stages(document: Document, map_id: RecordId) -> list[tuple[Stage, str]]:
    """Return the stages, each with its title as it is written: with its number, unless it has one."""
    return [
        (stage, stage.title if stage.title[:1].isdigit() else f"{place + 1} {stage.title}")
        for place, stage in enumerate(stages_of(document, map_id))
    ]


# -- gathering ---------------------------------------------------------------------------------------------------------


def _gathered(
    document: Document,
    map_id: RecordId,
    kind: LaneKind,
    measure: Measure,
    density: Density,
    card_width: float | None,
    only: Collection[RecordId],
) -> _Content:
    is_on_screen = density is Density.SCREEN
    spacing = SCREEN if is_on_screen else spacing_for(titles_of(document, map_id, kind), measure, card_width)
    stages = [pair for pair in numbered_stages(document, map_id) if not only or pair[0].id in only]
    keys = lane_keys(document, map_id, kind) if not is_on_screen else lane_keys_on_screen(document, map_id, kind)
    content = _Content(document, map_id, kind, measure, density, stages, keys, spacing)
    for stage, _ in stages:
        content.first_column[stage.id] = len(content.columns)
        content.columns += [(stage.id, step) for step in range(steps_of(document, stage.id))]
        content.touchpoints += touchpoints_of_stage(document, stage.id)
    notes = [note for note in notes_of(document, map_id) if note.stage_id in content.first_column]
    if only:
        used = {lane_key(document, touchpoint, kind) for touchpoint in content.touchpoints}
        used |= {keys[lane_of_note(note, kind, keys)] for note in notes}
        content.keys = [key for key in keys if key in used] or keys[:1]
    _tie_links(content)
    _stack_cards(content)
    for note in notes:
        words = note_block(note, measure, density)
        column = content.first_column[note.stage_id] + note.step
        lane = content.keys.index(keys[lane_of_note(note, kind, keys)])
        content.notes.append((note, words, lane, column))
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
        more = content.elsewhere.get(touchpoint.id, ())
        face = face_of(touchpoint, icon, content.measure, content.density, beside, content.spacing, more)
        end, above = ends.get((lane, column), (0.0, -1))
        top = end + gaps.get((above, place), content.spacing.stack_gap) if above >= 0 else 0.0
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
            gaps[pair] = max(gaps.get(pair, content.spacing.stack_gap), wire.label.short.rect.height + 2 * CLEAR)
    return gaps


def _tie_links(content: _Content) -> None:
    place_of = {touchpoint.id: place for place, touchpoint in enumerate(content.touchpoints)}
    for link in links_of(content.document, content.map_id):
        words = words_of(link)
        if link.source_id not in place_of or link.target_id not in place_of:
            _tell_elsewhere(content, link, words)
            continue
        label = label_of(words, content.measure, content.density) if words else None
        content.links.append(link)
        content.wires.append(Wire(place_of[link.source_id], place_of[link.target_id], label))


def _tell_elsewhere(content: _Content, link: Link, words: str) -> None:
    """Note what is written on the card of a link whose other card is on another plan of the same map."""
    document = content.document
    source, target = document.touchpoint(link.source_id), document.touchpoint(link.target_id)
    if document.stage(source.stage_id).map_id != document.stage(target.stage_id).map_id:
        return
    condition = f" ({words})" if words else ""
    towards = "When it goes wrong" if link.kind is LinkKind.RECOVERY else "Next"
    content.elsewhere.setdefault(source.id, []).append(f"{towards}: {target.title}{condition}")
    content.elsewhere.setdefault(target.id, []).append(f"From: {source.title}{condition}")


def _least_heights(content: _Content) -> list[float]:
    given = content.document, content.keys, content.measure, content.density, content.spacing
    heights = least_lane_heights(*given, frozenset(spot.lane for spot in content.spots))
    for note, words, lane, _ in content.notes:
        heights[lane] = max(heights[lane], max(0.0, note.down) + note_height(words) + 10)
    return heights


# -- drawing up --------------------------------------------------------------------------------------------------------


def _drawn_up(content: _Content, frame: Frame, head: Head | None, head_top: float, band: float) -> Plan:
    columns = _column_rects(content, frame)
    cards = _cards(content, frame)
    curve, rows = _below_lanes(content, frame)
    bottom = max([frame.bottom, *(row.rect.bottom for row in rows), *([curve.rect.bottom] if curve else [])])
    width, bottom, legend = _with_legend(frame.right, bottom, head)
    return Plan(
        content.map_id,
        content.kind,
        content.density,
        width,
        bottom,
        stage_boxes(content.stages, columns, head_top, band, content.measure, content.density, content.spacing),
        lane_boxes(
            content.document, content.keys, content.spots, frame, content.measure, content.density, content.spacing
        ),
        cards,
        _links(content, frame, cards),
        curve,
        rows,
        _notes(content, frame, columns),
        head[0] if head else None,
        legend,
        content.header_width,
        frame.lane_tops[0],
    )


def _below_lanes(content: _Content, frame: Frame) -> tuple[Curve | None, tuple[RowBox, ...]]:
    header = Rect(0, frame.bottom, content.header_width, 0)
    steps = {
        place: Rect(left, 0, content.spacing.card_width, 0)
        for place, left in zip(content.columns, frame.column_lefts, strict=True)
    }
    given = content.document, content.map_id, content.touchpoints, steps, header, frame.right
    return curve_and_rows(*given, content.measure, content.density)


def _with_legend(width: float, bottom: float, head: Head | None) -> tuple[float, float, Rect | None]:
    """Return width, height and legend of a map that ends here; a map with a title block has a legend too."""
    if head is None:
        return width, bottom, None
    title, size, is_beside = head
    width = max(width, title.rect.right, size[0])
    legend = Rect(width - size[0], 0.0 if is_beside else bottom + LEGEND_GAP, *size)
    return width, max(bottom, legend.bottom), legend


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
        team, _ = team_and_icon(content.document, touchpoint)
        x, y = frame.column_lefts[spot.column], frame.content_tops[spot.lane] + spot.top
        boxes.append(card_box(touchpoint, face, x, y, lane=spot.lane, column=spot.column, team=team))
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
        within = Rect(content.header_width, cell.y, frame.right - content.header_width, cell.height)
        boxes.append(note_box(note, words, cell, within))
    return tuple(boxes)
