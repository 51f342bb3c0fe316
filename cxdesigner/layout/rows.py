"""What stands around the lanes: experience rows, stickers, and on paper the title block and the legend."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType

from cxdesigner.document.document import Document
from cxdesigner.document.reading import last_felt, rows_of, stages_of
from cxdesigner.document.records import (
    ExperienceCell,
    ExperienceRow,
    MapKind,
    Note,
    Persona,
    Picture,
    RecordId,
    RowKind,
    Touchpoint,
)
from cxdesigner.layout.columns import Column
from cxdesigner.layout.curve import HEIGHT as CURVE_HEIGHT
from cxdesigner.layout.curve import (
    MARKS,
    NO_MARKS,
    CurvePoints,
    Felt,
    FeltOfColumn,
    Marks,
    Pieces,
    emotion_curve,
    heights_in,
    peak_and_low,
)
from cxdesigner.layout.memory import LayoutMemory
from cxdesigner.layout.pictures import GAP, height_in_row, picture_box
from cxdesigner.layout.plan import (
    DETAIL,
    LANE_TITLE,
    MAP_TITLE,
    SMALL,
    Curve,
    Density,
    Measure,
    NoteBox,
    PictureBox,
    Rect,
    RowBox,
    TextBlock,
    TextStyle,
    TitleBlock,
)
from cxdesigner.layout.text_fit import block

ROW_HEIGHT = 130.0
ROW_PAD = 24.0
HEADER_LEFT = 46.0
HEADER_RIGHT = 20.0
NOTE_WIDTH = 260.0
NOTE_PAD = 20.0
NOTE_LINES = 12
ROW_LINES = 8
SUBTITLE = TextStyle(46)
KINDS = {MapKind.AS_IS: "As it is today", MapKind.TO_BE: "As it is to be"}
LEGEND_SIGNS = 16
"""How many signs the legend explains; `canvas/legend.py` draws them."""
LEGEND_COLUMN, LEGEND_LINE, LEGEND_HEAD, LEGEND_EDGE = 470.0, 56.0, 84.0, 30.0
LEGEND_NEWS = 3
"""How many more where the map is the copy of another one."""
MOST_LEGEND_COLUMNS = 8
LEGEND_MARGIN = 80.0
"""Between the title and the legend beside it."""
LEAST_TITLE_WIDTH = 1200.0
"""So wide the title is at least beside a legend."""


def curve_and_rows(
    document: Document,
    map_id: RecordId,
    touchpoints: Sequence[Touchpoint],
    columns: dict[tuple[RecordId, int], Rect],
    header: Rect,
    right: float,
    measure: Measure,
    density: Density,
    collapsed: Mapping[tuple[RecordId, int], Rect] = MappingProxyType({}),
    memory: LayoutMemory | None = None,
    filled: Sequence[Column] = (),
    reaches: Mapping[RecordId | None, float] = MappingProxyType({}),
) -> tuple[Curve | None, tuple[RowBox, ...]]:
    """Return the emotion curve, where something was felt or a row asks for it, and below it the experience rows.

    *columns* are the places of cards at each step; *header* is as wide as the headings and begins below the lanes.
    *collapsed* are the places of the steps of collapsed stages: the curve runs over them. *filled* is what stands in
    each of the columns, *reaches* how far down the stickers of a row reach (None: those of the curve).
    """
    is_felt = any(it.emotion is not None for it in touchpoints) if collapsed else any(column.felt for column in filled)
    is_asked_for = any(row.kind is RowKind.EMOTION for row in rows_of(document, map_id))
    curve = None
    top = header.y
    if is_felt or is_asked_for:
        height = max(CURVE_HEIGHT, reaches.get(None, 0.0))
        inside = Rect(header.right, top, right - header.right, height)
        end = last_felt(document, touchpoints)
        given = inside, Rect(header.x, top, header.width, height), end.id if end else None
        if not collapsed:
            curve = _curve(filled, columns.values(), *given, memory or LayoutMemory())
        else:
            curve = emotion_curve(_felt(touchpoints, columns | dict(collapsed)), *given)
            hidden = {it.id for it in touchpoints if (it.stage_id, it.step) in collapsed}
            points = tuple(it for it in curve.points if it.touchpoint_id not in hidden)
            curve = curve._replace(points=points, pieces=Pieces(points))
        top += height
    below = Rect(header.x, top, header.width, 0)
    return curve, row_boxes(document, map_id, columns, below, right, measure, density, reaches)


def _curve(
    filled: Sequence[Column],
    places: Iterable[Rect],
    rect: Rect,
    header: Rect,
    end: RecordId | None,
    memory: LayoutMemory,
) -> Curve:
    """Return the curve through what was felt in all columns, the very same one as before where nothing of it has changed."""
    heights, marks = heights_in(rect), _marks(filled, end)
    known, kept = memory.felt, []
    for number, (column, place) in enumerate(zip(filled, places, strict=True)):
        given = column.felt, place.x, place.width, heights, marks.get(number, NO_MARKS)
        before = known[number] if number < len(known) else None
        kept.append(before if before is not None and before.is_like(*given) else FeltOfColumn(*given))
    memory.felt = kept
    if memory.curve is None or memory.curve[0] != rect or memory.curve[1] != header or known != kept:
        points = CurvePoints(kept)
        memory.curve = Curve(rect, header, rect.y + rect.height / 2, points, Pieces(points))
    return memory.curve


def _marks(filled: Sequence[Column], end: RecordId | None) -> dict[int, Marks]:
    """Return which points of which columns are the peak, the low and the end of the curve."""
    starts = list(accumulate((len(column.felt) for column in filled), initial=0))
    if not starts[-1]:
        return {}
    peak, low = peak_and_low([it.emotion for column in filled for it in column.felt if it.emotion is not None])
    last = _place_of(end, filled, starts)
    found: dict[int, dict[int, set[str]]] = {}
    for place, name in zip((peak, low, last), MARKS, strict=True):
        if place >= 0:
            column = bisect_right(starts, place) - 1
            found.setdefault(column, {}).setdefault(place - starts[column], set()).add(name)
    return {column: {at: frozenset(names) for at, names in own.items()} for column, own in found.items()}


def _place_of(end: RecordId | None, filled: Sequence[Column], starts: Sequence[int]) -> int:
    """Return the number of the point of a touchpoint, which is near the end; the last one where it has none."""
    for number in reversed(range(len(filled))):
        for at, touchpoint in enumerate(filled[number].felt):
            if touchpoint.id == end:
                return starts[number] + at
    return starts[-1] - 1


def _felt(touchpoints: Sequence[Touchpoint], columns: dict[tuple[RecordId, int], Rect]) -> list[Felt]:
    """Return what was felt where some stages are collapsed, and their steps share one column."""
    by_step: dict[tuple[RecordId, int], list[tuple[RecordId, int]]] = {}
    for touchpoint in touchpoints:
        if touchpoint.emotion is not None:
            by_step.setdefault((touchpoint.stage_id, touchpoint.step), []).append((touchpoint.id, touchpoint.emotion))
    felt = []
    for place, cards in by_step.items():
        column = columns[place]
        for number, (touchpoint_id, emotion) in enumerate(cards):
            felt.append(Felt(touchpoint_id, column.x + column.width * (number + 0.5) / len(cards), emotion))
    return felt


def row_boxes(
    document: Document,
    map_id: RecordId,
    columns: dict[tuple[RecordId, int], Rect],
    header: Rect,
    right: float,
    measure: Measure,
    density: Density,
    reaches: Mapping[RecordId | None, float],
) -> tuple[RowBox, ...]:
    """Return the experience rows of a map below one another; the top left corner of *header* is where the first begins.

    *columns* are the places of the steps, of which only x and width count. The emotion row is the curve, no row
    here.
    """
    boxes = []
    top = header.y
    for row in rows_of(document, map_id):
        if row.kind is RowKind.EMOTION:
            continue
        title = block(
            row.title,
            header.x + HEADER_LEFT,
            top + ROW_PAD,
            header.width - HEADER_LEFT - HEADER_RIGHT,
            LANE_TITLE,
            measure,
        )
        cells = _cells_of(document, row, columns, top + ROW_PAD, measure, density)
        shown = _pictures_of(document, row, columns, top + ROW_PAD, cells, density)
        lowest = max([title.rect.bottom, *(cell[2].rect.bottom for cell in cells), *(p.rect.bottom for p in shown)])
        height = max(ROW_HEIGHT, lowest + ROW_PAD - top, reaches.get(row.id, 0.0))
        rect = Rect(header.x, top, right - header.x, height)
        boxes.append(
            RowBox(row.id, row.kind, rect, Rect(header.x, top, header.width, height), title, tuple(cells), shown)
        )
        top += height
    return tuple(boxes)


def _cells_of(
    document: Document,
    row: ExperienceRow,
    columns: dict[tuple[RecordId, int], Rect],
    top: float,
    measure: Measure,
    density: Density,
) -> list[tuple[RecordId, int, TextBlock]]:
    most = ROW_LINES if density is Density.SCREEN else None
    cells = []
    for cell in document.referring_to(row.id, ExperienceCell):
        text = _words_of(row, cell)
        column = columns.get((cell.stage_id, cell.step))
        if text and column is not None:
            words = block(text, column.x + 20, top, column.width - 40, DETAIL, measure, most_lines=most)
            cells.append((cell.stage_id, cell.step, words))
    return sorted(cells, key=lambda cell: (cell[2].rect.x, cell[2].lines))


def _pictures_of(
    document: Document,
    row: ExperienceRow,
    columns: dict[tuple[RecordId, int], Rect],
    top: float,
    cells: Sequence[tuple[RecordId, int, TextBlock]],
    density: Density,
) -> tuple[PictureBox, ...]:
    """Return the pictures of a row, each below the words of its step."""
    lows = {(stage_id, step): words.rect.bottom + GAP for stage_id, step, words in cells}
    boxes = []
    for cell in document.referring_to(row.id, ExperienceCell):
        picture, place = document.find(cell.picture_id), (cell.stage_id, cell.step)
        if isinstance(picture, Picture) and place in columns:
            left, width = columns[place].x + 20, columns[place].width - 40
            area = Rect(left, lows.get(place, top), width, height_in_row(picture, width, density))
            box = picture_box(picture, area)
            boxes.append(box._replace(rect=box.rect._replace(x=left)))
    return tuple(sorted(boxes, key=lambda box: box.rect))


def _words_of(row: ExperienceRow, cell: ExperienceCell) -> str:
    value = "" if cell.value is None else f"{cell.value:g} {row.unit}".strip()
    return "\n".join(words for words in (value, cell.text) if words)


def note_block(note: Note, measure: Measure, density: Density) -> TextBlock:
    """Return the words of a sticker at the origin."""
    most = NOTE_LINES if density is Density.SCREEN else None
    text = f"{note.text}\n— {note.author}" if note.author else note.text
    return block(text, 0, 0, NOTE_WIDTH - 2 * NOTE_PAD, SMALL, measure, most_lines=most)


def note_height(words: TextBlock) -> float:
    """Return how high a sticker is."""
    return max(120.0, words.rect.height + 2 * NOTE_PAD)


def note_reach(note: Note, words: TextBlock) -> float:
    """Return how high the lane or row of a sticker must be at least."""
    return max(0.0, note.down) + note_height(words) + 10


def note_box(note: Note, words: TextBlock, cell: Rect, within: Rect) -> NoteBox:
    """Return a sticker in its cell, moved so far that it stays within its lane or row."""
    height = note_height(words)
    x = min(max(cell.x + note.right, within.x), max(within.x, within.right - NOTE_WIDTH))
    y = min(max(cell.y + note.down, within.y), max(within.y, within.bottom - height))
    text = TextBlock(words.rect.moved(x + NOTE_PAD, y + NOTE_PAD), words.lines, SMALL, words.line_height, words.is_cut)
    return NoteBox(note.id, Rect(x, y, NOTE_WIDTH, height), text)


def notes_of(document: Document, map_id: RecordId) -> list[Note]:
    """Return the stickers of a map from left to right."""
    notes = [note for stage in stages_of(document, map_id) for note in document.referring_to(stage.id, Note)]
    places = {stage.id: place for place, stage in enumerate(stages_of(document, map_id))}
    return sorted(notes, key=lambda note: (places[note.stage_id], note.step, note.down, note.right, note.id))


# -- on paper ----------------------------------------------------------------------------------------------------------


def title_block(
    document: Document, map_id: RecordId, width: float, measure: Measure, not_shown: str = ""
) -> TitleBlock:
    """Return what the map is: name, kind, customer, scenario, scope, purpose, what of it is *not shown*, who made it
    and when; all in full.
    """
    map = document.map(map_id)
    persona = document.find(map.persona_id)
    customer = map.customer or (persona.title if isinstance(persona, Persona) else "")
    lines: list[TextBlock] = [block(map.title, 0, 0, width, MAP_TITLE, measure)]
    made = " · ".join(part for part in (map.authors, map.date) if part)
    whose = " · ".join(part for part in (KINDS[map.kind], customer) if part)
    said = [("Scenario", map.scenario), ("Scope", map.scope), ("Purpose", map.purpose), ("Not shown", not_shown)]
    for text in (whose, *(f"{name}: {text}" for name, text in said if text), made):
        if text:
            lines.append(block(text, 0, lines[-1].rect.bottom + 8, width, SUBTITLE, measure))
    return TitleBlock(Rect(0, 0, width, lines[-1].rect.bottom + 40), tuple(lines))


def title_and_legend(
    document: Document, map_id: RecordId, width: float, measure: Measure, not_shown: str = "", more_signs: int = 0
) -> tuple[TitleBlock, tuple[float, float], bool]:
    """Return the title block, the size of the legend, and whether this stands beside the title and not below the map.

    The legend has room for so many *more_signs* than usual.
    Beside the title it costs the map no height; it goes there where the map is so wide that the title keeps its lines.
    """
    alone = title_block(document, map_id, width, measure, not_shown)
    signs = LEGEND_SIGNS + more_signs + (0 if document.map(map_id).origin_id is None else LEGEND_NEWS)
    choices = []
    for columns in range(MOST_LEGEND_COLUMNS, 1, -1):
        size = legend_size(columns, signs)
        room = width - size[0] - LEGEND_MARGIN
        if room >= LEAST_TITLE_WIDTH:
            title = title_block(document, map_id, room, measure, not_shown)
            choices.append((max(title.rect.height, size[1] + LEGEND_MARGIN / 2), columns, title, size))
    if not choices:
        columns = max(1, min(4, int((width - LEGEND_EDGE) // LEGEND_COLUMN)))
        return alone, legend_size(columns, signs), False
    height, _, title, size = min(choices, key=lambda choice: choice[:2])
    return title._replace(rect=title.rect._replace(width=width, height=height)), size, True


def legend_size(columns: int, signs: int = LEGEND_SIGNS) -> tuple[float, float]:
    """Return width and height of the legend with so many columns."""
    lines = -(-signs // columns)
    return LEGEND_EDGE + columns * LEGEND_COLUMN, LEGEND_HEAD + lines * LEGEND_LINE
