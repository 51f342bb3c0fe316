"""How a checklist looks: calm pages in black and white, with room to tick, sign and date each line by hand."""

from __future__ import annotations

import datetime
import io
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageBreak, PageTemplate, Spacer

from cxdesigner.document.refused import Refused
from cxdesigner.formats.form_names import HEAD, FormHead
from cxdesigner.layout.sheets import Paper
from cxdesigner.paper import fonts
from cxdesigner.paper.checklist import Checklist, Section
from cxdesigner.paper.checklist_groups import HANDED_OUT
from cxdesigner.paper.checklist_rows import Band, Columns, ForWhom, Heading, Row, rule
from cxdesigner.paper.dates import day
from cxdesigner.paper.form_fields import FormFields
from cxdesigner.paper.text import Lettering, Pen, first_lines, paragraph, set_lines

_SIDE_MM, _TOP_MM, _BOTTOM_MM = 16.0, 30.0, 17.0
_DESIGNED_FOR_MM = 190.0
_LEAST_WIDTH_MM, _LEAST_HEIGHT_MM = 100.0, 120.0
_TITLE = Lettering(13, 16, bold=True)
_LONG_TITLE = Lettering(10, 12, bold=True)
_GROUP = Lettering(10, 13, bold=True)
_FACTS = Lettering(7.5, 10, ink=0.62)
_COLUMN = Lettering(6.8, 9, ink=0.62)
_NOTE = Lettering(8, 11, ink=0.7)


def print_checklist(checklist: Checklist, paper: Paper, language: str, *, is_fillable: bool = False) -> bytes:
    """Return the checklist as a PDF, with fields to fill in where that is asked for."""
    if paper.width_mm < _LEAST_WIDTH_MM or paper.height_mm < _LEAST_HEIGHT_MM:
        raise Refused(
            f"The paper {paper.name} is too small for a checklist: it takes at least "
            f"{_LEAST_WIDTH_MM:.0f} × {_LEAST_HEIGHT_MM:.0f} mm."
        )
    out = io.BytesIO()
    pages = _Pages(out, checklist, paper, language, is_fillable)
    pages.build(_story(checklist, pages.columns, pages.frame_height, is_fillable), canvasmaker=pages.canvas)
    return out.getvalue()


def _story(checklist: Checklist, columns: Columns, tallest: float, is_fillable: bool) -> list[Flowable]:
    story: list[Flowable] = []
    if is_fillable or len(checklist.sections) == 1:
        story += [ForWhom(columns), Spacer(1, 3 * mm)]
    for place, section in enumerate(checklist.sections):
        if place:
            story.append(PageBreak() if checklist.by in HANDED_OUT else Spacer(1, 6 * mm))
        story += _section(section, f"section-{place}", columns, tallest)
    if not checklist.sections:
        story.append(paragraph("This map has no touchpoints yet, so there is nothing to check.", _NOTE))
    return story + _missing_glyphs(checklist)


def _section(section: Section, key: str, columns: Columns, tallest: float) -> list[Flowable]:
    story: list[Flowable] = []
    band = Band(section.title, section.subtitle, _counted(section), key, columns)
    for place, entry in enumerate(section.entries):
        heading = Heading(entry, columns)
        again = Heading(entry, columns, is_continued=True)
        most = tallest - again.height
        rows = [Row(line, columns, again if number else None, most) for number, line in enumerate(entry.lines)]
        rows[-1].is_last = True
        together = ([] if place else [band]) + [heading, rows[0]]
        story.append(CondPageBreak(min(sum(part.height for part in together), tallest)))
        story += [*together, *rows[1:]]
        if place < len(section.entries) - 1:
            story.append(Spacer(1, 2.6 * mm))
    return story


def _counted(section: Section) -> str:
    moments = sum(entry.is_moment_of_truth for entry in section.entries)
    counts = [_many(len(section.entries), "touchpoint"), _many(section.count, "box", "boxes")]
    if moments:
        counts.append(_many(moments, "moment of truth", "moments of truth"))
    return " · ".join(counts)


def _many(count: int, noun: str, nouns: str = "") -> str:
    return f"{count} {noun if count == 1 else nouns or f'{noun}s'}"


def _missing_glyphs(checklist: Checklist) -> list[Flowable]:
    """Return a note on the signs that could not be printed; without it a reader would take the substitute for a typing error."""
    texts = [checklist.map_title, checklist.authors, checklist.customer]
    for section in checklist.sections:
        texts += [section.title, section.subtitle]
        for entry in section.entries:
            texts += [entry.title, *entry.about, *entry.after, entry.how, *entry.why, entry.recovery]
            texts += [part for line in entry.lines for part in (line.text, line.who, line.when, line.how, line.proof)]
    missing = fonts.missing_in("".join(dict.fromkeys(texts)))
    if not missing:
        return []
    signs = ", ".join(fonts.called(sign) for sign in missing[:40]) + (", …" if len(missing) > 40 else "")
    said = f"No font on this computer has these signs; {fonts.SUBSTITUTE} stands in their place: {signs}."
    return [Spacer(1, 8 * mm), paragraph(said, _NOTE)]


def head_of(checklist: Checklist) -> FormHead:
    """Return what a form says about itself, so that it finds back to its map."""
    return FormHead(
        document=checklist.document_id,
        map=checklist.map_id,
        title=checklist.map_title,
        revision=checklist.revision,
        date=checklist.date.isoformat(),
        by=checklist.by,
        group=checklist.sections[0].title if len(checklist.sections) == 1 else "",
    )


class _Canvas(Canvas):  # type: ignore[misc]
    """A canvas whose date is the given one, and which says on each page, at the end, how many pages there are."""

    def __init__(self, *arguments: Any, date: datetime.date, pages: _Pages, **more: Any) -> None:
        more |= {"invariant": 1, "initialFontName": fonts.base()}
        super().__init__(*arguments, **more)
        self._doc._timeStamp.YMDhms = (date.year, date.month, date.day, 0, 0, 0)
        self._doc.updateSignature(date.isoformat())
        self._pages = pages
        self.form: FormFields | None = None
        if pages.is_fillable:
            self.form = FormFields(self)
            self.form.hidden(HEAD, head_of(pages.checklist).as_text())

    def save(self) -> None:
        """Write the totals that pages have left room for, then the document."""
        if self._code:
            self.showPage()
        self._total("pages", self.getPageNumber() - 1)
        for key, count in self._pages.pages_of_section.items():
            self._total(key, count)
        super().save()

    def _total(self, key: str, count: int) -> None:
        self.beginForm(f"total-{key}", lowerx=0, lowery=-5, upperx=200, uppery=20)
        pen = Pen(self)
        pen.write(set_lines(f"of {count}", _FACTS, 200), 0, 0, 200, _FACTS)
        pen.lift()
        self.endForm()


class _Pages(BaseDocTemplate):  # type: ignore[misc]
    """The pages: header, column titles, footer, and what must be said again at the top of the next page."""

    def __init__(self, out: io.BytesIO, checklist: Checklist, paper: Paper, language: str, is_fillable: bool) -> None:
        self.checklist, self.is_fillable = checklist, is_fillable
        # Small papers show the same page smaller: words keep their lines, hands still find room to write.
        self.smaller = min(1.0, paper.width_mm / _DESIGNED_FOR_MM)
        self.size = paper.width_mm * mm / self.smaller, paper.height_mm * mm / self.smaller
        width = self.size[0] - 2 * _SIDE_MM * mm
        self.frame_height = self.size[1] - (_TOP_MM + _BOTTOM_MM) * mm
        self.columns = Columns(width)
        self.section = ("", "")
        self.shown: list[tuple[str, str]] = []
        self.pages_of_section: dict[str, int] = {}
        super().__init__(
            out,
            pagesize=(paper.width_mm * mm, paper.height_mm * mm),
            title=f"{checklist.map_title} – checklist by {checklist.by}",
            author=checklist.authors or "CX Designer",
            subject=f"Revision {checklist.revision}, {day(checklist.date)}",
            creator="CX Designer",
            lang=language,
            allowSplitting=1,
        )
        frame = Frame(_SIDE_MM * mm, _BOTTOM_MM * mm, width, self.frame_height, 0, 0, 0, 0, id="page")
        self.addPageTemplates(
            PageTemplate(id="page", frames=[frame], onPage=self.begin_page, onPageEnd=self.finish_page)
        )

    def canvas(self, *arguments: Any, **more: Any) -> _Canvas:
        """Make the canvas; reportlab calls this."""
        return _Canvas(*arguments, date=self.checklist.date, pages=self, **more)

    def filterFlowables(self, flowables: list[Flowable]) -> None:
        """Say again, at the top of a page, which touchpoint a row belongs to."""
        first = flowables[0]
        if isinstance(first, Row) and first.again is not None and self.frame._atTop:
            flowables.insert(0, first.again.copied())

    def afterFlowable(self, flowable: Flowable) -> None:
        """Remember which sections this page shows; the one that goes on from the page before counts too."""
        if isinstance(flowable, Band):
            self.section = (flowable.key, flowable.title)
        if isinstance(flowable, Band | Heading | Row) and self.section not in self.shown:
            self.shown.append(self.section)

    def begin_page(self, canvas: Any, document: Any) -> None:
        """Set the scale of the page."""
        canvas.scale(self.smaller, self.smaller)

    def finish_page(self, canvas: Any, document: Any) -> None:
        """Write header and footer; only now is it known which sections the page shows."""
        pen = Pen(canvas)
        self._write_header(canvas, pen)
        self._write_footer(canvas, pen)
        pen.lift()
        self.shown = []

    def _write_header(self, canvas: Any, pen: Pen) -> None:
        left, top = _SIDE_MM * mm, self.size[1] - 13 * mm
        width = self.columns.width
        group = self._group()
        beside = first_lines(group, _GROUP, width * 0.4, 1 if self.checklist.by in HANDED_OUT else 2)
        lettering, lines = _TITLE, set_lines(self.checklist.map_title, _TITLE, width * 0.57)
        if len(lines) > 1:
            lettering, lines = _LONG_TITLE, first_lines(self.checklist.map_title, _LONG_TITLE, width * 0.57, 2)
        rise = (len(lines) - 1) * lettering.leading
        pen.write(lines, left, top + rise, width, lettering)
        for place, line in enumerate(beside):
            pen.write_line(line, left + width - line.width, top - place * _GROUP.leading, _GROUP)
        facts = " · ".join(filter(None, (self.checklist.map_kind, self.checklist.customer)))
        pen.write(first_lines(self._facts(facts), _FACTS, width * 0.84), left, top - 11, width, _FACTS)
        if self.checklist.by in HANDED_OUT and self.shown:
            self._write_sheet_of_section(canvas, left + width, top - len(beside) * _GROUP.leading + 1)
        rule(canvas, left, top - 20, width, 1.1, 0.87)
        self.columns.write_titles(pen, left, top - 32, _COLUMN)
        rule(canvas, left, top - 38, width, 0.4, 0.5)

    def _facts(self, facts: str) -> str:
        made = f"Checklist by {self.checklist.by} · revision {self.checklist.revision} · {day(self.checklist.date)}"
        return f"{made} · {facts}" if facts else made

    def _group(self) -> str:
        titles = [title for _, title in self.shown]
        return titles[0] if len(titles) == 1 else f"{titles[0]} – {titles[-1]}" if titles else ""

    def _write_sheet_of_section(self, canvas: Any, right: float, y: float) -> None:
        key = self.shown[-1][0]
        self.pages_of_section[key] = self.pages_of_section.get(key, 0) + 1
        self._count(canvas, f"sheet {self.pages_of_section[key]}", key, right, y, 1)

    def _write_footer(self, canvas: Any, pen: Pen) -> None:
        left, y, width = _SIDE_MM * mm, 10 * mm, self.columns.width
        rule(canvas, left, y + 10, width, 0.4, 0.5)
        who = first_lines(f"{self.checklist.map_title} · {self._group()}", _FACTS, width * 0.75)
        pen.write(who, left, y, width, _FACTS)
        self._count(canvas, f"page {self.page}", "pages", left + width, y, self._digits_of_last_page())

    def _digits_of_last_page(self) -> int:
        """Return how many digits are kept free for the number of pages, which is known roughly from the boxes."""
        boxes = sum(section.count for section in self.checklist.sections)
        return len(str(max(1, boxes // 14)))

    def _count(self, canvas: Any, said: str, key: str, right: float, y: float, digits: int) -> None:
        """Write "page 3" and leave room for "of 12", which the canvas knows at the end."""
        (total,) = set_lines("of " + "0" * digits, _FACTS, 200)
        (line,) = set_lines(said, _FACTS, 200)
        start = right - total.width
        pen = Pen(canvas)  # a pen of its own, so that both halves are read one after the other
        pen.write_line(line, start - line.width - 2.2, y, _FACTS)
        pen.lift()
        canvas.saveState()
        canvas.translate(start, y)
        canvas.doForm(f"total-{key}")
        canvas.restoreState()
