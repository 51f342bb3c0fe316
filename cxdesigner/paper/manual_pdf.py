"""How the manual looks as a PDF: a cover, the map, the contents, a section for each touchpoint, indexes, what is open."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, Image, PageBreak, PageTemplate, Spacer

from cxdesigner.layout.sheets import Paper
from cxdesigner.paper import fonts
from cxdesigner.paper.checklist_rows import diamond, rule
from cxdesigner.paper.manual import Chapter, Fact, Letterhead, Manual, Part, check_paper
from cxdesigner.paper.text import Lettering, Pen, first_lines, paragraph, set_lines

_SIDE, _TOP, _BOTTOM = 22 * mm, 24 * mm, 20 * mm
_COVER = Lettering(30, 36, bold=True)
_CHAPTER = Lettering(20, 25, bold=True)
_PART = Lettering(12.5, 16, bold=True)
_TEXT = Lettering(9.5, 13.5)
_STRONG = Lettering(9.5, 13.5, bold=True)
_QUIET = Lettering(8.8, 12.5, ink=0.62)
_FOOT = Lettering(7.8, 10, ink=0.62)
_LABEL_WIDTH = 42 * mm


def print_manual(manual: Manual, paper: Paper, letterhead: Letterhead, picture: bytes) -> bytes:
    """Return the manual as a PDF; *picture* is the map as PNG. Set twice: the first time tells on which page things are."""
    check_paper(paper)
    pages: dict[str, int] = {}
    data = b""
    for _ in range(2):
        out = io.BytesIO()
        document = _Pages(out, manual, paper, letterhead, pages)
        document.build(list(_story(manual, document, picture)), canvasmaker=document.canvas)
        pages, data = dict(document.found), out.getvalue()
    return data


def _story(manual: Manual, pages: _Pages, picture: bytes) -> Iterator[Flowable]:
    yield Spacer(1, pages.text_height * 0.28)
    yield paragraph(manual.title, _COVER, space_after_mm=3)
    yield paragraph(manual.subtitle, _QUIET, space_after_mm=10)
    for fact in manual.facts:
        yield FactRow(fact, pages.text_width)
    yield PageBreak()
    if picture:
        yield Mark("map", "The map", 0)
        yield _fitted(picture, pages.text_width, pages.text_height - 4 * mm)
        yield PageBreak()
    yield Mark("contents", "Contents", 0)
    yield Title("Contents", pages)
    for chapter in manual.chapters:
        yield Entry(
            f"{chapter.number}  {chapter.title}", pages.page(f"chapter-{chapter.number}"), pages.text_width, _STRONG
        )
        for part in chapter.parts:
            yield Entry(
                f"{part.anchor}  {part.title}", pages.page(f"part-{part.anchor}"), pages.text_width, _TEXT, 6 * mm
            )
    for chapter in manual.chapters:
        yield from _chapter(chapter, pages)
    yield from _back(manual, pages)


def _chapter(chapter: Chapter, pages: _Pages) -> Iterator[Flowable]:
    yield PageBreak()
    yield Mark(f"chapter-{chapter.number}", f"{chapter.number}  {chapter.title}", 0)
    yield Title(f"{chapter.number}  {chapter.title}", pages)
    for text in chapter.about:
        yield paragraph(text, _QUIET, space_after_mm=2)
    if not chapter.parts:
        yield paragraph("There is no touchpoint in this stage yet.", _QUIET)
    for part in chapter.parts:
        yield CondPageBreak(min(60 * mm, pages.text_height))
        yield Mark(f"part-{part.anchor}", f"{part.anchor}  {part.title}", 1)
        yield PartTitle(part, pages)
        yield paragraph(part.about, _QUIET, space_after_mm=1.5)
        for fact in part.facts:
            yield FactRow(fact, pages.text_width)
        if part.prompts:
            yield Spacer(1, 1.5 * mm)
            yield paragraph("Checklist", _STRONG, space_after_mm=0.5)
            for prompt in part.prompts:
                yield PromptRow(prompt, pages.text_width)
        yield Spacer(1, 5 * mm)


def _back(manual: Manual, pages: _Pages) -> Iterator[Flowable]:
    yield PageBreak()
    for index in manual.indexes:
        yield Mark(f"index-{index.title}", index.title, 0)
        yield Title(index.title, pages)
        for title, about, anchors in index.rows:
            yield CondPageBreak(20 * mm)
            where = ", ".join(f"{anchor} (p. {pages.page(f'part-{anchor}')})" for anchor in anchors)
            yield FactRow(Fact(title, "\n".join(filter(None, (about, where)))), pages.text_width)
        yield Spacer(1, 8 * mm)
    lists = ("Problems left open", manual.open_problems), ("Problems accepted", manual.accepted)
    for title, facts in lists:
        yield CondPageBreak(40 * mm)
        yield Mark(title, title, 0)
        yield Title(title, pages)
        if not facts:
            yield paragraph("None.", _QUIET)
        for fact in facts:
            yield FactRow(fact, pages.text_width)
        yield Spacer(1, 8 * mm)


def _fitted(picture: bytes, width: float, height: float) -> Image:
    wide, high = ImageReader(io.BytesIO(picture)).getSize()
    scale = min(width / wide, height / high)
    return Image(io.BytesIO(picture), wide * scale, high * scale)


class Mark(Flowable):  # type: ignore[misc]
    """Nothing to see: a place that contents, indexes and bookmarks lead to."""

    def __init__(self, key: str, title: str, level: int) -> None:
        super().__init__()
        self.key, self.title, self.level = key, title, level

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.canv.bookmarkPage(self.key)
        self.canv.addOutlineEntry(self.title[:200], self.key, self.level, closed=self.level == 0)


class _Block(Flowable):  # type: ignore[misc]
    """A block whose lines are set when it is made."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.block_width, self.block_height = width, height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.block_width, self.block_height


class Title(_Block):
    """The title of a chapter, over a line in the colour of the house."""

    def __init__(self, title: str, pages: _Pages) -> None:
        self.lines, self.color = first_lines(title, _CHAPTER, pages.text_width, 4), pages.color
        super().__init__(pages.text_width, len(self.lines) * _CHAPTER.leading + 6 * mm)

    def draw(self) -> None:
        pen = Pen(self.canv)
        pen.write(self.lines, 0, self.block_height - _CHAPTER.size, self.block_width, _CHAPTER)
        pen.lift()
        self.canv.setFillColor(self.color)
        self.canv.rect(0, 3.4 * mm, self.block_width, 0.9 * mm, stroke=0, fill=1)


class PartTitle(_Block):
    """The title of a touchpoint; a moment of truth says so by a mark and in words."""

    def __init__(self, part: Part, pages: _Pages) -> None:
        self.mark = set_lines("Moment of truth", _QUIET, pages.text_width) if part.is_moment_of_truth else ()
        room = pages.text_width - (self.mark[0].width + 8 * mm if self.mark else 0)
        self.lines, self.color = set_lines(f"{part.anchor}  {part.title}", _PART, room)[:8], pages.color
        super().__init__(pages.text_width, len(self.lines) * _PART.leading + 1.5 * mm)

    def draw(self) -> None:
        y = self.block_height - _PART.size - 1
        self.canv.setFillColor(self.color)
        self.canv.rect(-4 * mm, 1.5 * mm, 1.4 * mm, self.block_height - 2 * mm, stroke=0, fill=1)
        pen = Pen(self.canv)
        pen.write(self.lines, 0, y, self.block_width, _PART)
        if self.mark:
            x = self.block_width - self.mark[0].width
            pen.write_line(self.mark[0], x, y, _QUIET)
            self.canv.setFillColor(self.color)
            diamond(self.canv, x - 3 * mm, y + 3, 1.6 * mm)
        pen.lift()


class FactRow(Flowable):  # type: ignore[misc]
    """A label and its text beside each other; a long text goes on over the page."""

    def __init__(self, fact: Fact, width: float, lines: tuple[Any, ...] | None = None) -> None:
        super().__init__()
        self.fact, self.row_width = fact, width
        self.label = first_lines(fact.label, _QUIET, _LABEL_WIDTH - 3 * mm, 6)
        self.lines = set_lines(fact.text, _TEXT, width - _LABEL_WIDTH) if lines is None else lines

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.row_width, max(len(self.label) * _QUIET.leading, len(self.lines) * _TEXT.leading) + 1.2 * mm

    def split(self, width: float, height: float) -> list[Flowable]:
        fit = int((height - 1.2 * mm) / _TEXT.leading)
        if fit < max(2, len(self.label)) or fit >= len(self.lines):
            return []
        rest = Fact("", self.fact.text)
        return [FactRow(self.fact, self.row_width, self.lines[:fit]), FactRow(rest, self.row_width, self.lines[fit:])]

    def draw(self) -> None:
        _, height = self.wrap(0, 0)
        pen = Pen(self.canv)
        pen.write(self.label, 0, height - _TEXT.size, _LABEL_WIDTH, _QUIET)
        pen.write(self.lines, _LABEL_WIDTH, height - _TEXT.size, self.row_width - _LABEL_WIDTH, _TEXT)
        pen.lift()


class PromptRow(_Block):
    """One box to tick with what to do, and below it who, when, how and what proves it."""

    def __init__(self, prompt: tuple[str, ...], width: float) -> None:
        text, *more = prompt
        self.lines = set_lines(text, _TEXT, width - 8 * mm)
        self.more = set_lines(" · ".join(filter(None, more)), _QUIET, width - 8 * mm)
        height = len(self.lines) * _TEXT.leading + len(self.more) * _QUIET.leading
        super().__init__(width, height + 2 * mm)

    def draw(self) -> None:
        y = self.block_height - _TEXT.size - 1
        self.canv.setStrokeGray(0.13)
        self.canv.setLineWidth(0.8)
        self.canv.roundRect(1 * mm, y - 1.4, 3.2 * mm, 3.2 * mm, 0.5 * mm)
        pen = Pen(self.canv)
        pen.write(self.lines, 8 * mm, y, self.block_width - 8 * mm, _TEXT)
        pen.write(self.more, 8 * mm, y - len(self.lines) * _TEXT.leading, self.block_width - 8 * mm, _QUIET)
        pen.lift()


class Entry(_Block):
    """A line of the contents: a title and its page."""

    def __init__(self, title: str, page: str, width: float, lettering: Lettering, indent: float = 0.0) -> None:
        self.title = first_lines(title, lettering, width - indent - 16 * mm)
        self.page = set_lines(page, lettering, 16 * mm)
        self.lettering, self.indent = lettering, indent
        super().__init__(width, lettering.leading + (2 * mm if not indent else 0))

    def draw(self) -> None:
        pen = Pen(self.canv)
        pen.write(self.title, self.indent, 2, self.block_width - self.indent, self.lettering)
        for line in self.page:
            pen.write_line(line, self.block_width - line.width, 2, self.lettering)
        pen.lift()


class _Canvas(Canvas):  # type: ignore[misc]
    """A canvas whose date is the given one."""

    def __init__(self, *arguments: Any, manual: Manual, **more: Any) -> None:
        super().__init__(*arguments, **(more | {"invariant": 1, "initialFontName": fonts.base()}))
        self._doc._timeStamp.YMDhms = (manual.date.year, manual.date.month, manual.date.day, 0, 0, 0)
        self._doc.updateSignature(manual.date.isoformat())
        self.showOutline()


class _Pages(BaseDocTemplate):  # type: ignore[misc]
    """The pages with their footer; `found` tells on which page each mark is, `known` what the setting before had found."""

    def __init__(
        self, out: io.BytesIO, manual: Manual, paper: Paper, letterhead: Letterhead, known: dict[str, int]
    ) -> None:
        self.manual, self.letterhead, self.known = manual, letterhead, known
        self.found: dict[str, int] = {}
        self.color: Color = HexColor(letterhead.color)
        size = paper.width_mm * mm, paper.height_mm * mm
        super().__init__(
            out, pagesize=size, title=f"{manual.title} – operations manual", author="CX Designer", lang=manual.language
        )
        self.text_width, self.text_height = size[0] - 2 * _SIDE, size[1] - _TOP - _BOTTOM
        frame = Frame(_SIDE, _BOTTOM, self.text_width, self.text_height, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate(id="page", frames=[frame], onPage=self._draw_page))

    def canvas(self, *arguments: Any, **more: Any) -> _Canvas:
        """Make the canvas; reportlab calls this."""
        return _Canvas(*arguments, manual=self.manual, **more)

    def page(self, key: str) -> str:
        """Return the page of a mark, as the setting before had found it."""
        return str(self.known.get(key, "000"))

    def afterFlowable(self, flowable: Flowable) -> None:
        """Remember where marks are."""
        if isinstance(flowable, Mark):
            self.found[flowable.key] = self.page_number()
        self.found["last"] = self.page_number()

    def page_number(self) -> int:
        """Return the number of the page that is being set."""
        return int(self.canv.getPageNumber())

    def _draw_page(self, canvas: Any, document: Any) -> None:
        width, height = self.pagesize
        if canvas.getPageNumber() == 1:
            canvas.setFillColor(self.color)
            canvas.rect(0, height - 14 * mm, width, 14 * mm, stroke=0, fill=1)
        if self.letterhead.logo:
            self._draw_logo(canvas, width, height)
        rule(canvas, _SIDE, 13 * mm, self.text_width, 0.4, 0.4)
        pen = Pen(canvas)
        said = self.letterhead.footer or self.manual.title
        pen.write(first_lines(said, _FOOT, self.text_width - 35 * mm), _SIDE, 8.5 * mm, self.text_width, _FOOT)
        (page,) = set_lines(f"page {canvas.getPageNumber()} of {self.known.get('last', 1)}", _FOOT, self.text_width)
        pen.write_line(page, _SIDE + self.text_width - page.width, 8.5 * mm, _FOOT)
        pen.lift()

    def _draw_logo(self, canvas: Any, width: float, height: float) -> None:
        """Draw the logo: large on the cover, small at the head of each other page."""
        is_cover = canvas.getPageNumber() == 1
        logo = ImageReader(io.BytesIO(self.letterhead.logo))
        wide, high = logo.getSize()
        most = (60 * mm, 26 * mm) if is_cover else (32 * mm, 10 * mm)
        scale = min(most[0] / wide, most[1] / high)
        top = height - (24 * mm if is_cover else 7 * mm)
        size = wide * scale, high * scale
        canvas.drawImage(logo, width - _SIDE - size[0], top - size[1], *size, mask="auto")
