"""The wall diagram as PDF: one page of any size, or many sheets to be glued together. Vectors only, text as text."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Container, Generator, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from cxdesigner.canvas.fonts import measure
from cxdesigner.canvas.ink import reads_from_right
from cxdesigner.canvas.painting import Theme
from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.journey.in_words import Told, in_words
from cxdesigner.layout.bands import Folding
from cxdesigner.layout.plan import Plan, Rect, TextBlock
from cxdesigner.layout.sheets import SLACK_MM, Sheet, Tiling, tile
from cxdesigner.paper.dates import day
from cxdesigner.wall import marks
from cxdesigner.wall.assembly import letter_words, paint_assembly, sheet_words, size_words
from cxdesigner.wall.bookmarks import bookmarks_on_one, bookmarks_on_sheets
from cxdesigner.wall.crosses import crosses_in
from cxdesigner.wall.finishing import About, finished
from cxdesigner.wall.order import Order
from cxdesigner.wall.pdf import Pages, PdfPages
from cxdesigner.wall.pictures import paint_map, paint_picture
from cxdesigner.wall.repeated import paint_repeated
from cxdesigner.wall.sizing import Picture, picture_in_steps, to_the_end
from cxdesigner.wall.strips import Progress


def write_poster(
    document: Document,
    map_id: RecordId,
    order: Order,
    *,
    revision: str | int | None = None,
    date: datetime.date | None = None,
    tell: Callable[[Poster], None] | None = None,
) -> bytes:
    """Return the poster of a map as PDF, and *tell* of it before it is drawn.

    Revision and date are the document's and today's, unless told otherwise. Where the order names a paper for sheets,
    these are as many as `tiling_of` announces, after a page that shows how they go together.
    """
    today = date or datetime.date.today()
    poster = poster_of(document, map_id, order, stamp_of(document, today, revision))
    if tell is not None:
        tell(poster)
    return as_pdf(document, map_id, poster, order.theme, today)


class Poster(NamedTuple):
    """A map on its way to paper: the picture, its sheets where it is cut into some, and what each sheet is named by.

    `only` are the numbers of the sheets that are printed, where these are not all.
    """

    picture: Picture
    tiling: Tiling | None
    title: str
    stamp: str
    only: frozenset[int] | None = None

    @property
    def page_mm(self) -> tuple[float, float]:
        """Width and height of each page."""
        on = self.picture if self.tiling is None else self.tiling.paper
        return on.width_mm, on.height_mm

    @property
    def pages(self) -> int:
        """How many pages are drawn, with the one that shows how the sheets go together."""
        return 1 if self.tiling is None else len(self.sheets) + self.has_assembly

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets that are printed; none where the poster is not cut into some."""
        all_sheets = () if self.tiling is None else self.tiling.sheets
        return tuple(sheet for sheet in all_sheets if self.only is None or sheet.number in self.only)

    def labels_on(self, pages: Container[int]) -> set[str]:
        """Return the names of the sheets that are on some pages, counted from 1."""
        return {sheet.label for page, sheet in enumerate(self.sheets, 1 + self.has_assembly) if page in pages}

    @property
    def has_assembly(self) -> bool:
        """Tell whether the first page shows how the sheets go together."""
        return self.tiling is not None and len(self.tiling.sheets) > 1


def poster_of(document: Document, map_id: RecordId, order: Order, stamp: str = "") -> Poster:
    """Return the poster of a map as it is ordered, cut into sheets where the order names a paper for these."""
    return to_the_end(poster_in_steps(document, map_id, order, stamp))


def poster_in_steps(
    document: Document, map_id: RecordId, order: Order, stamp: str = ""
) -> Generator[None, None, Poster]:
    """Return what `poster_of` does, and stop now and then, so that a window goes on."""
    title = document.map(map_id).title
    picture = yield from picture_in_steps(document, map_id, order)
    if order.tiles is None:
        return Poster(picture, None, title, stamp)
    picture = picture.trimmed()
    return Poster(picture, tiling_of(picture, order), title, stamp)


def stamp_of(document: Document, date: datetime.date, revision: str | int | None = None) -> str:
    """Return by which revision and date a sheet is known: the document's revision unless told otherwise."""
    return f"revision {document.revision if revision is None else revision} · {day(date)}"


def told(poster: Poster) -> str:
    """Return in one sentence how large a poster is and how many sheets it takes."""
    size = f"{size_words(poster.picture)}, {letter_words(poster.picture)}"
    if poster.tiling is None:
        return f"{size}."
    plan = " and a page that shows how they go together" if poster.has_assembly else ""
    return f"{size}: {sheet_words(poster.tiling, poster.only)}{plan}."


def as_pdf(
    document: Document,
    map_id: RecordId,
    poster: Poster,
    theme: Theme,
    date: datetime.date,
    progress: Progress | None = None,
) -> bytes:
    """Return a poster that was worked out already as PDF; *date* is the one that its stamp names."""
    identity = f"{map_id} {poster.stamp}" if poster.only is None else f"{map_id} {poster.stamp} {sorted(poster.only)}"
    with PdfPages(identity, *poster.page_mm) as pages:
        for number in drawn(pages, poster, theme):
            if progress is not None:
                progress(number / poster.pages)
        return finished(pages.finish(), _about(document, map_id, poster, date)._replace(unseen=pages.writer.unseen))


def drawn(pages: Pages, poster: Poster, theme: Theme, wanted: Container[int] | None = None) -> Iterator[int]:
    """Draw the pages of a poster, or those of them whose number, from 1, is wanted; yield after each, since many take long."""
    for number, paint in enumerate(_painted(poster, theme), 1):
        if wanted is None or number in wanted:
            with pages.page() as painter:
                paint(painter)
            yield number


def _about(document: Document, map_id: RecordId, poster: Poster, today: datetime.date) -> About:
    of_map = document.map(map_id)
    if poster.tiling is None:
        bookmarks = bookmarks_on_one(document, poster.picture)
    else:
        pages = {sheet.number: page for page, sheet in enumerate(poster.sheets, int(poster.has_assembly))}
        bookmarks = bookmarks_on_sheets(document, poster.picture, poster.tiling, pages)
    author, language = of_map.authors or "CX Designer", of_map.language or "en"
    words = in_words(document, map_id, _told_on(poster.picture))
    return About(of_map.title, author, language, today, words, poster.page_mm, bookmarks)


def _told_on(picture: Picture) -> Told:
    """Return what stands on a poster: who left a lane out has it in no attachment either."""
    plans = [band.plan for band in picture.map.bands]
    columns = [column for plan in plans for stage in plan.stages for column in stage.columns]
    cards = {card.touchpoint_id for plan in plans for card in plan.cards}
    notes = {note.note_id for plan in plans for note in plan.notes}
    return Told({(column.stage_id, column.step) for column in columns}, cards | notes)


def tiling_of(picture: Picture, order: Order) -> Tiling:
    """Return the sheets of a poster, cut between the cards as far as can be; what would be blank is left out.

    What two neighbours share counts for the one at the right or below, which is glued over the other: so nothing is lost,
    and no sheet is spent on a strip that another one shows.
    """
    assert order.tiles is not None

    def own_part(source: Rect) -> Rect:
        width, height = (
            side - order.overlap_mm if end < whole - SLACK_MM else side
            for side, end, whole in (
                (source.width, source.right, picture.width_mm),
                (source.height, source.bottom, picture.height_mm),
            )
        )
        return Rect(source.x, source.y, width, height)

    drawn = [picture.on_page(rect) for rect in drawn_parts(picture.map)]
    return tile(
        picture.width_mm,
        picture.height_mm,
        order.tiles,
        margin_mm=order.margin_mm,
        overlap_mm=order.overlap_mm,
        landscape=order.tiles_landscape,
        keep=[picture.on_page(rect) for rect in _whole_parts(picture.map)],
        is_blank=lambda source: not any(rect.meets(own_part(source)) for rect in drawn),
    )


def drawn_parts(map: Folding) -> list[Rect]:
    """Return rectangles that together hold all ink of a map."""
    return [part.moved(0, band.top) for band in map.bands for part in _drawn(band.plan)]


def _drawn(plan: Plan) -> list[Rect]:
    parts = [stage.rect for stage in plan.stages] + [lane.rect for lane in plan.lanes]
    parts += [lane.header for lane in plan.lanes] + [row.rect for row in plan.rows]
    parts += [row.header for row in plan.rows] + [note.rect for note in plan.notes] + [card.rect for card in plan.cards]
    if plan.curve is not None:
        parts += [plan.curve.rect, plan.curve.header]
    if plan.title is not None:
        parts += [_words_of(block) for block in plan.title.lines]
    parts += [part for part in (plan.legend, plan.time_scale) if part is not None]
    return parts


def _words_of(block: TextBlock) -> Rect:
    """Return where the letters of a title stand: its line goes on to the end of the map, mostly without a word."""
    rect = block.rect
    wide = max((measure(line, block.style) for line in block.lines), default=0.0)
    is_at_right = any(reads_from_right(line) for line in block.lines)
    return rect if is_at_right else Rect(rect.x, rect.y, min(wide, rect.width), rect.height)


def _whole_parts(map: Folding) -> list[Rect]:
    """Return what a cut should spare: a card or a sticker counts as much as five headings."""
    parts = []
    for band in map.bands:
        plan = band.plan
        wholes = [card.rect for card in plan.cards] + [note.rect for note in plan.notes]
        headings = [stage.title.rect for stage in plan.stages] + [lane.title.rect for lane in plan.lanes]
        parts += [rect.moved(0, band.top) for rect in wholes * 5 + headings]
    return parts


def _painted(poster: Poster, theme: Theme) -> Iterator[Callable[[QPainter], None]]:
    """Yield for each page, in their order, what draws it."""
    tiling = poster.tiling
    if tiling is None:
        yield partial(paint_picture, picture=poster.picture, theme=theme)
        return

    def assembly(painter: QPainter) -> None:
        page = _page_of(tiling)
        marks.paint_page_ground(painter, page, theme)
        paint_assembly(painter, page, poster.picture, tiling, poster.title, poster.stamp, theme, poster.only)

    if poster.has_assembly:
        yield assembly
    for sheet in poster.sheets:
        yield partial(paint_sheet, poster=poster, sheet=sheet, theme=theme)


def _page_of(tiling: Tiling) -> Rect:
    return Rect(0, 0, tiling.paper.width_mm * 10, tiling.paper.height_mm * 10)


def paint_sheet(painter: QPainter, poster: Poster, sheet: Sheet, theme: Theme) -> None:
    """Draw one sheet in units of 0.1 mm: its part of the picture, cut off at its edges, and the marks around it."""
    picture, tiling = poster.picture, poster.tiling
    assert tiling is not None
    page, source = _page_of(tiling), sheet.source
    marks.paint_page_ground(painter, page, theme)
    trim = Rect(*(10 * length for length in sheet.on_paper))
    painter.save()
    painter.setClipRect(QRectF(trim.x, trim.y, trim.width, trim.height))
    painter.translate(trim.x + (picture.left_mm - source.x) * 10, trim.y + (picture.top_mm - source.y) * 10)
    painter.scale(picture.scale, picture.scale)
    paint_map(painter, picture, theme, picture.in_map(source.x, source.y, source.width, source.height))
    painter.restore()
    paint_repeated(painter, picture, source, trim, theme)
    counted = f"row {sheet.row + 1}/{tiling.rows} · col {sheet.column + 1}/{tiling.columns}"
    facts = f"sheet {sheet.number} of {len(tiling.sheets)} · {counted} · {poster.title} · {poster.stamp}"
    _draw_marks(painter, page, trim, tiling, sheet, facts, theme)


def _draw_marks(
    painter: QPainter, page: Rect, trim: Rect, tiling: Tiling, sheet: Sheet, facts: str, theme: Theme
) -> None:
    marks.paint_cut_marks(painter, trim, theme)
    marks.paint_label(painter, sheet.label, facts, trim, page.width, theme)
    marks.paint_scale_bar(painter, trim, page.height, theme)
    by_place = {(other.row, other.column): other for other in tiling.sheets}
    for side, (down, right) in {"left": (0, -1), "right": (0, 1), "above": (-1, 0), "below": (1, 0)}.items():
        other = by_place.get((sheet.row + down, sheet.column + right))
        if other is not None:
            marks.paint_neighbour(painter, other.label, side, trim, theme)
            _draw_seam(painter, trim, sheet, other, tiling.keep, theme)


def _draw_seam(painter: QPainter, trim: Rect, sheet: Sheet, other: Sheet, keep: Sequence[Rect], theme: Theme) -> None:
    """Draw what two neighbours share: two crosses in the strip that both print, and a line to glue up to."""
    left, right = max(sheet.source.x, other.source.x), min(sheet.source.right, other.source.right)
    top, bottom = max(sheet.source.y, other.source.y), min(sheet.source.bottom, other.source.bottom)
    if right - left < 1 or bottom - top < 1:
        return

    def on_paper(x: float, y: float) -> tuple[float, float]:
        return trim.x + (x - sheet.source.x) * 10, trim.y + (y - sheet.source.y) * 10

    is_beside = sheet.row == other.row
    strip = Rect(left, top, right - left, bottom - top)
    for place in crosses_in(strip, keep, is_upright=is_beside):
        marks.paint_cross(painter, *on_paper(*place), theme)
    if (other.row, other.column) > (sheet.row, sheet.column):
        end = (left, bottom) if is_beside else (right, top)
        marks.paint_glue_line(painter, on_paper(left, top), on_paper(*end), theme)
