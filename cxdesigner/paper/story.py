"""The story of one customer on paper: a numbered sentence for each touchpoint, and the waits between them."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, Indenter, PageTemplate, Spacer

from cxdesigner.document.document import Document
from cxdesigner.document.records import Map, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.paper import fonts
from cxdesigner.paper.dates import day
from cxdesigner.paper.text import Lettering, Line, Pen, PlainText, first_lines, paragraph, set_lines

if TYPE_CHECKING:
    from cxdesigner.layout.sheets import Paper

LANGUAGE = "en-GB"
WAITING = "I wait "
"""How a sentence begins that tells of no touchpoint; it gets no number."""

_LEAST_WIDTH_MM, _LEAST_HEIGHT_MM = 90.0, 100.0
_SIDE_MM, _TOP_MM, _BOTTOM_MM = 22.0, 20.0, 18.0
_NUMBER_MM = 10.0
_TITLE, _SUBTITLE = Lettering(17, 22, bold=True), Lettering(11, 15, bold=True)
_TEXT, _WAITING = Lettering(10.5, 15), Lettering(10.5, 15, italic=True, ink=0.62)
_FACTS, _FOOT = Lettering(9, 13, ink=0.62), Lettering(7.5, 10, ink=0.62)
_COUNT = Lettering(9, 15, bold=True, ink=0.62)


class Told(NamedTuple):
    """One way as it is printed: what it is called, what it is like, and its sentences."""

    title: str
    facts: str
    sentences: tuple[str, ...]


def write_story(
    document: Document,
    map_id: RecordId,
    title: str,
    facts: str,
    sentences: Sequence[str],
    *,
    paper: Paper,
    date: datetime.date | None = None,
) -> bytes:
    """Return the story of a way as a PDF; the same document, date and paper give the same bytes.

    Refuses a paper on which no sentence fits. Margins shrink with small papers, letters do not.
    """
    if paper.width_mm < _LEAST_WIDTH_MM or paper.height_mm < _LEAST_HEIGHT_MM:
        raise Refused(
            f"The paper {paper.name} is too small for a story: it takes at least "
            f"{_LEAST_WIDTH_MM:.0f} × {_LEAST_HEIGHT_MM:.0f} mm."
        )
    told = Told(title, facts, tuple(sentences))
    of_map = document.map(map_id)
    when = date or datetime.date.today()
    pages = _count_pages(_set(of_map, told, document.revision, when, paper, 0))
    return _set(of_map, told, document.revision, when, paper, pages)


def _count_pages(data: bytes) -> int:
    return data.count(b"/Type /Page\n")


def _set(of_map: Map, told: Told, revision: int, date: datetime.date, paper: Paper, pages: int) -> bytes:
    """Return the PDF, with “of n” on each page where the number of pages is known."""
    side = min(_SIDE_MM, paper.width_mm * 0.1) * mm
    width = paper.width_mm * mm - 2 * side

    def canvas(*arguments: Any, **more: Any) -> Canvas:
        made = Canvas(*arguments, **(more | {"invariant": 1, "initialFontName": fonts.base()}))
        made._doc._timeStamp.YMDhms = (date.year, date.month, date.day, 0, 0, 0)
        return made

    def finish_page(made: Any, template: Any) -> None:
        count = f"page {template.page} of {pages}" if pages else f"page {template.page}"
        pen = Pen(made)
        (line,) = set_lines(count, _FOOT, 300)
        words = f"{of_map.title} · revision {revision} · {day(date)}"
        pen.write(first_lines(words, _FOOT, width - line.width - 12), side, 10 * mm, width, _FOOT)
        pen.write_line(line, side + width - line.width, 10 * mm, _FOOT)
        pen.lift()

    out = io.BytesIO()
    template = BaseDocTemplate(
        out,
        pagesize=(paper.width_mm * mm, paper.height_mm * mm),
        title=f"{of_map.title} – {told.title}",
        author=of_map.authors or "CX Designer",
        subject=f"Revision {revision}, {day(date)}",
        creator="CX Designer",
        lang=LANGUAGE,
    )
    height = (paper.height_mm - _TOP_MM - _BOTTOM_MM) * mm
    frame = Frame(side, _BOTTOM_MM * mm, width, height, 0, 0, 0, 0, id="page")
    template.addPageTemplates(PageTemplate(id="page", frames=[frame], onPageEnd=finish_page))
    template.build(_parts(of_map, told, height), canvasmaker=canvas)
    return out.getvalue()


def _parts(of_map: Map, told: Told, tallest: float) -> list[Flowable]:
    about = " · ".join(part for part in (of_map.customer, of_map.scenario) if part)
    parts: list[Flowable] = [paragraph(of_map.title, _TITLE, space_after_mm=1)]
    if about:
        parts.append(paragraph(about, _FACTS, space_after_mm=2))
    parts += [paragraph(told.title, _SUBTITLE), paragraph(told.facts, _FACTS, space_after_mm=1), Spacer(1, 5 * mm)]
    number = 0
    for sentence in told.sentences:
        if sentence.startswith(WAITING):
            parts += [Indenter(_NUMBER_MM * mm), paragraph(sentence, _WAITING, space_after_mm=1.6)]
            parts.append(Indenter(-_NUMBER_MM * mm))
        else:
            number += 1
            parts.append(Numbered(str(number), sentence, tallest))
    missing = fonts.missing_in("".join(dict.fromkeys((of_map.title, about, *told.sentences))))
    if missing:
        signs = ", ".join(fonts.called(sign) for sign in missing[:40]) + (", …" if len(missing) > 40 else "")
        said = f"No font on this computer has these signs; {fonts.SUBSTITUTE} stands in their place: {signs}."
        parts += [Spacer(1, 6 * mm), paragraph(said, _FACTS)]
    return parts


class Numbered(PlainText):
    """A sentence with its number at the left; it is split over pages only where one page cannot hold it."""

    def __init__(self, number: str, sentence: str, tallest: float, lines: tuple[Line, ...] | None = None) -> None:
        super().__init__(sentence, _TEXT, space_after=1.6 * mm)
        self.number, self.tallest = number, tallest
        if lines is not None:
            self.lines = lines

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self.lines is None:
            self.lines = set_lines(self.typed, self.lettering, width - _NUMBER_MM * mm)
        self.width, self.height = width, len(self.lines) * self.lettering.leading
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        _, needed = self.wrap(width, height)
        lines = self.lines or ()
        fit = int(height / self.lettering.leading)
        if needed <= self.tallest or not 0 < fit < len(lines):
            return []
        return [
            Numbered(self.number, self.typed, self.tallest, lines[:fit]),
            Numbered("", self.typed, self.tallest, lines[fit:]),
        ]

    def draw(self) -> None:
        pen = Pen(self.canv)
        top, left = self.height - self.lettering.size, _NUMBER_MM * mm
        pen.write(set_lines(self.number, _COUNT, left), 0, top, left, _COUNT)
        pen.write(self.lines or (), left, top, self.width - left, self.lettering)
        pen.lift()
