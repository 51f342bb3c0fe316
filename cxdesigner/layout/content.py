"""What a map holds, by lane and column, before anything has a place: cards and piles, links, stickers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from cxdesigner.document.document import Document
from cxdesigner.document.reading import (
    links_by_end,
    place_in_stage,
    row_of_note,
    rows_of,
    stages_of,
    steps_of,
    touchpoints_of_stage,
)
from cxdesigner.document.records import (
    Channel,
    ExperienceCell,
    LaneKind,
    Link,
    LinkKind,
    Note,
    Picture,
    RecordId,
    RowKind,
    Stage,
    Team,
    Touchpoint,
)
from cxdesigner.layout.cards import Card, Faces, beside_lane, picture_of
from cxdesigner.layout.columns import Column, Gaps, Stacking
from cxdesigner.layout.heads import StageHead, header_width, least_lane_heights
from cxdesigner.layout.labels import label_of, words_of
from cxdesigner.layout.lanes import LANES, lane_key, lane_keys, lane_keys_on_screen, lane_of_note
from cxdesigner.layout.memory import LayoutMemory, StagesByStep
from cxdesigner.layout.part import WHOLE, Part, named_lanes
from cxdesigner.layout.plan import Density, LaneKey, Measure, TextBlock
from cxdesigner.layout.routing import CLEAR
from cxdesigner.layout.rows import note_block, note_reach, notes_of
from cxdesigner.layout.shapes import COLLAPSED_STAGE, ShownLanes, chosen_width, shown_lanes
from cxdesigner.layout.spacing import SCREEN, Spacing, Titles, spacing_for
from cxdesigner.layout.ties import tied
from cxdesigner.layout.wires import Tie


@dataclass(slots=True)
class Content:
    """What a map holds, by lane and column, before anything has a place."""

    document: Document
    map_id: RecordId
    kind: LaneKind
    measure: Measure
    density: Density
    shown: ShownLanes
    spacing: Spacing
    part: Part = WHOLE
    faces: Faces = field(default_factory=Faces)
    stages: list[StageHead] = field(default_factory=list)
    first_column: dict[RecordId, int] = field(default_factory=dict)
    place_of_step: dict[tuple[RecordId, int], int] = field(default_factory=dict)
    """The column of each step that has one of its own."""
    columns: list[tuple[RecordId, int]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    """How wide the cards of each column are."""
    collapsed: set[int] = field(default_factory=set)
    """The columns of collapsed stages."""
    filled: list[Column] = field(default_factory=list)
    """What stands in each column."""
    felt: list[Touchpoint] = field(default_factory=list)
    """All touchpoints, also those of hidden lanes: the customer feels them all the same."""
    heights: list[float] = field(default_factory=list)
    """The tallest stack of each lane."""
    ties: list[Tie] = field(default_factory=list)
    elsewhere: dict[RecordId, list[str]] = field(default_factory=dict)
    """What is written on cards about links to cards that are not on this plan."""
    notes: list[tuple[Note, TextBlock, int, int]] = field(default_factory=list)
    """Stickers in lanes with their words, lane and column."""
    notes_below: list[tuple[Note, TextBlock, RecordId | None, int]] = field(default_factory=list)
    """Stickers in experience rows with their words, row (None: the emotion curve) and column."""

    @property
    def keys(self) -> list[LaneKey]:
        """The lanes that are drawn."""
        return self.shown.keys

    @property
    def header_width(self) -> float:
        """Where the headings of lanes end."""
        return header_width(self.kind, self.spacing)

    @property
    def width(self) -> float:
        """The least width of the map."""
        return self.header_width + sum(self.widths) + len(self.widths) * self.spacing.gutter


def gathered(
    document: Document,
    map_id: RecordId,
    kind: LaneKind,
    measure: Measure,
    density: Density,
    card_width: float | None,
    part: Part,
    faces: Faces,
    memory: LayoutMemory,
) -> Content:
    """Return what a map holds, with the cards stacked in their columns."""
    is_on_screen = density is Density.SCREEN
    spacing = SCREEN if is_on_screen else spacing_for(titles_of(document, map_id, kind), measure, card_width)
    stages = part.stages_in(document, numbered_stages(document, map_id))
    ids = {stage.id for stage, _ in stages}
    keys = lane_keys(document, map_id, kind) if not is_on_screen else lane_keys_on_screen(document, map_id, kind)
    all_notes = [note for note in notes_of(document, map_id) if note.stage_id in ids]
    notes = [note for note in all_notes if row_of_note(document, note) is None]
    lanes_of_notes = [keys[lane_of_note(note, kind, keys)] for note in notes]
    shown = _shown_lanes(document, map_id, kind, keys, stages, lanes_of_notes, part, on_screen=is_on_screen)
    content = Content(document, map_id, kind, measure, density, shown, spacing, part, faces)
    memory.begin(_context(content))
    known, memory.stages = memory.stages, {}
    steps = [_add_stage(content, stage, words, known, memory.stages) for stage, words in stages]
    links = _links_of(content, memory)
    if not is_on_screen:
        _tell_elsewhere(content)
    _stack_cards(content, [cards for own in steps for cards in own], _gaps_for_labels(content, memory.labelled), memory)
    memory.tied = tied(content.filled, links, measure, density, memory.tied)
    content.ties = memory.tied.ties
    for note, key in zip(notes, lanes_of_notes, strict=True):
        lane, place = shown.place_of.get(key), content.place_of_step.get((note.stage_id, note.step))
        if lane is not None and lane not in shown.collapsed and place is not None:
            content.notes.append((note, note_block(note, measure, density), lane, place))
    for note in all_notes:
        row, place = row_of_note(document, note), content.place_of_step.get((note.stage_id, note.step))
        if row is not None and place is not None:
            row_id = row.id if row.kind is not RowKind.EMOTION else None
            content.notes_below.append((note, note_block(note, measure, density), row_id, place))
    return content


def _shown_lanes(
    document: Document,
    map_id: RecordId,
    kind: LaneKind,
    keys: list[LaneKey],
    stages: list[tuple[Stage, str]],
    lanes_of_notes: list[LaneKey],
    part: Part,
    *,
    on_screen: bool,
) -> ShownLanes:
    """Return the lanes that are drawn: of a part of the map those that it needs."""
    if part == WHOLE:
        return shown_lanes(document.map(map_id), keys, on_screen=on_screen)
    cards = [card for stage, _ in stages for card in touchpoints_of_stage(document, stage.id)]
    if part.cards:
        used = {lane_key(document, card, kind) for card in cards if card.id in part.cards}
        return named_lanes([key for key in keys if key in used], part.lanes or tuple(used))
    used = {*lanes_of_notes, *(lane_key(document, card, kind) for card in cards)}
    if part.lanes:
        named = named_lanes(keys, part.lanes)
        needed = named_lanes(keys, tuple(used.intersection(part.lanes)) or part.lanes) if part.stages else named
        return needed._replace(hidden=named.hidden)
    keys = [key for key in keys if key in used] or keys[:1]
    return shown_lanes(document.map(map_id), keys, on_screen=on_screen)


def _context(content: Content) -> tuple[object, ...]:
    """Return all that cards and links depend on besides touchpoints, links and stages."""
    document, shown = content.document, content.shown
    others = [document.all(kind) for kind in (Team, Channel, Picture)]
    return content.map_id, content.kind, content.measure, content.density, content.spacing, shown, others


def _add_stage(
    content: Content, stage: Stage, words: str, known: StagesByStep, kept: StagesByStep
) -> list[list[Touchpoint]]:
    """Take up a stage with its columns; return the touchpoints of each."""
    document, is_on_screen = content.document, content.density is Density.SCREEN
    is_collapsed = stage.is_collapsed and is_on_screen
    first = content.first_column[stage.id] = len(content.columns)
    touchpoints, by_step = _touchpoints_by_step(document, stage.id, known, kept)
    width = (chosen_width(stage) if is_on_screen else None) or content.spacing.card_width
    if is_collapsed:
        width, by_step = COLLAPSED_STAGE, [touchpoints]
        content.collapsed.add(first)
    columns = [(stage.id, step) for step in range(len(by_step))]
    if content.part.cards:
        wanted = content.part.cards
        touchpoints = [touchpoint for touchpoint in touchpoints if touchpoint.id in wanted]
        by_step = [[touchpoint for touchpoint in step if touchpoint.id in wanted] for step in by_step]
        columns = [column for column, step in zip(columns, by_step, strict=True) if step]
        by_step = [step for step in by_step if step]
    content.stages.append(StageHead(stage, words, len(columns), width, len(touchpoints), is_collapsed))
    content.columns += columns
    content.widths += [width] * len(columns)
    if not is_collapsed:
        content.place_of_step.update((column, first + place) for place, column in enumerate(columns))
    content.felt += touchpoints
    return by_step


def _touchpoints_by_step(
    document: Document, stage_id: RecordId, known: StagesByStep, kept: StagesByStep
) -> tuple[list[Touchpoint], list[list[Touchpoint]]]:
    """Return the touchpoints of a stage along the journey, and those of each of its steps."""
    came = document.referring_to(stage_id, Touchpoint)
    before = known.get(stage_id)
    if before is not None and before[0] == came:
        _, touchpoints, by_step = before
    else:
        touchpoints = sorted(came, key=place_in_stage)
        by_step = [[] for _ in range(touchpoints[-1].step + 1 if touchpoints else 0)]
        for touchpoint in touchpoints:
            by_step[touchpoint.step].append(touchpoint)
    kept[stage_id] = came, touchpoints, by_step
    others = [cell.step for cell in document.referring_to(stage_id, ExperienceCell)]
    others += [note.step for note in document.referring_to(stage_id, Note)]
    steps = max(*others, 0) + 1 if others else 1
    return touchpoints, by_step + [[] for _ in range(len(by_step), steps)]


def _stack_cards(
    content: Content, steps: list[list[Touchpoint]], gaps: Mapping[tuple[RecordId, int], Gaps], memory: LayoutMemory
) -> None:
    """Fill the columns; those about the same touchpoints as last time, at whatever step, are the same as then."""
    stacking = Stacking(_lane_of(content), _card_of(content), content.shown.collapsed, content.spacing.stack_gap)
    content.heights = [0.0] * len(content.keys)
    known, kept = memory.columns, {}
    touched, memory.state = content.document.touched_since(memory.state, Touchpoint), content.document.state
    by_first = {column.touchpoints[0].id: column for column in known.values() if column.touchpoints}
    nothing: Gaps = {}
    for place, (name, width, touchpoints) in enumerate(zip(content.columns, content.widths, steps, strict=True)):
        is_collapsed = place in content.collapsed
        own = gaps.get(name, nothing) if not is_collapsed else nothing
        column = known.get(name)
        if column is None or not column.is_about(touchpoints, width, own):
            before = by_first.get(touchpoints[0].id, column) if touchpoints else column
            column = before.moved(touchpoints, width, own, touched) if before is not None else None
            if column is None:
                column = stacking.column(touchpoints, width, own, before, is_collapsed=is_collapsed)
        kept[name] = column
        content.filled.append(column)
        for lane, height in column.heights:
            if height > content.heights[lane]:
                content.heights[lane] = height
    memory.columns = kept


def _lane_of(content: Content) -> Callable[[Touchpoint], int | None]:
    """Return what tells the lane of a touchpoint: its place among the lanes that are drawn."""
    document, kind, place_of = content.document, content.kind, content.shown.place_of
    known: dict[tuple[object, ...], int | None] = {}

    def lane_of(touchpoint: Touchpoint) -> int | None:
        fields = touchpoint.team_id, touchpoint.channel_id, touchpoint.layer
        try:
            return known[fields]
        except KeyError:
            lane = known[fields] = place_of.get(lane_key(document, touchpoint, kind))
            return lane

    return lane_of


def _card_of(content: Content) -> Callable[[Touchpoint, float], Card]:
    """Return what makes the card of a touchpoint with a width."""
    document, kind, measure, faces = content.document, content.kind, content.measure, content.faces
    spacings = {width: content.spacing._replace(card_width=width) for width in set(content.widths)}
    icons: dict[RecordId | None, str] = {channel.id: channel.icon for channel in document.all(Channel)}

    def on_screen(touchpoint: Touchpoint, width: float) -> Card:
        picture = picture_of(document, touchpoint.picture_id) if touchpoint.picture_id is not None else None
        return Card(touchpoint, icons.get(touchpoint.channel_id, ""), measure, spacings[width], picture)

    def on_paper(touchpoint: Touchpoint, width: float) -> Card:
        icon = icons.get(touchpoint.channel_id, "")
        beside = beside_lane(document, touchpoint, kind)
        more = content.elsewhere.get(touchpoint.id, ())
        picture = picture_of(document, touchpoint.picture_id)
        face = faces.face_of(touchpoint, icon, measure, beside, spacings[width], more, picture)
        return Card(touchpoint, face.icon, measure, spacings[width], picture, face)

    return on_screen if content.density is Density.SCREEN else on_paper


# -- links -------------------------------------------------------------------------------------------------------------


def _links_of(content: Content, memory: LayoutMemory) -> dict[RecordId, tuple[Link, ...]]:
    """Return the links of the document by the touchpoint at which they start."""
    links = content.document.all(Link)
    if links != memory.links:
        leaving = links_by_end("source_id", links)
        for source_id, own in leaving.items():
            if len(own) > 1:
                leaving[source_id] = tuple(sorted(own, key=attrgetter("id")))
        memory.links, memory.leaving = links, leaving
        memory.labelled = [link for link in links if link.condition or link.probability is not None]
    return memory.leaving


def _gaps_for_labels(content: Content, labelled: Sequence[Link]) -> Mapping[tuple[RecordId, int], Gaps]:
    """Return for each step how far two of its cards must be from each other for what is written between them."""
    document = content.document
    found: dict[tuple[RecordId, int], dict[tuple[RecordId, RecordId], float]] = {}
    for link in labelled:
        source, target = document.touchpoint(link.source_id), document.touchpoint(link.target_id)
        if source.stage_id != target.stage_id or source.step != target.step:
            continue
        label = label_of(words_of(link), content.measure, content.density)
        gaps = found.setdefault((source.stage_id, source.step), {})
        gap = max(content.spacing.stack_gap, label.short.rect.height + 2 * CLEAR)
        for pair in ((source.id, target.id), (target.id, source.id)):
            gaps[pair] = max(gaps.get(pair, 0.0), gap)
    return found


def _tell_elsewhere(content: Content) -> None:
    """Note what is written on the cards of links whose other card is not on this plan, but on the same map."""
    document = content.document
    lane_of = _lane_of(content)
    here = {touchpoint.id for touchpoint in content.felt if lane_of(touchpoint) is not None}
    place_of = {stage.id: place for place, stage in enumerate(stages_of(document, content.map_id))}
    told = []
    for link in document.all(Link):
        if (link.source_id in here) != (link.target_id in here):
            source, target = document.touchpoint(link.source_id), document.touchpoint(link.target_id)
            if source.stage_id in place_of and target.stage_id in place_of:
                told.append((place_of[source.stage_id], place_in_stage(source), link.id, source, target, link))
    for *_, source, target, link in sorted(told, key=lambda one: one[:3]):
        words = words_of(link)
        condition = f" ({words})" if words else ""
        towards = "When it goes wrong" if link.kind is LinkKind.RECOVERY else "Next"
        content.elsewhere.setdefault(source.id, []).append(f"{towards}: {target.title}{condition}")
        content.elsewhere.setdefault(target.id, []).append(f"From: {source.title}{condition}")


def least_heights(content: Content) -> list[float]:
    """Return how high each lane must be at least, with its stickers."""
    given = content.document, content.keys, content.measure, content.density, content.spacing
    used = frozenset(lane for column in content.filled for lane, _ in column.heights)
    heights = least_lane_heights(*given, used, content.shown.collapsed, content.shown.heights)
    for note, words, lane, _ in content.notes:
        heights[lane] = max(heights[lane], note_reach(note, words))
    return heights


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
