"""A printed report: pages with the title of the map on top, the date and the page below, and parts that flow over them."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer

from cxdesigner.document.document import Document
from cxdesigner.document.records import Map, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.journey.rules.accepted import Decisions
from cxdesigner.paper import fonts
from cxdesigner.paper.dates import day
from cxdesigner.paper.text import Lettering, Pen, first_lines, paragraph, set_lines

if TYPE_CHECKING:
    from cxdesigner.layout.sheets import Paper

LANGUAGE = "en-GB"
LEAST_WIDTH_MM, LEAST_HEIGHT_MM = 100.0, 120.0
SIDE_MM, TOP_MM, BOTTOM_MM, GUTTER_MM = 16.0, 28.0, 17.0, 10.0
TITLE, HEADING = Lettering(13, 16, bold=True), Lettering(11, 15, bold=True)
TEXT, FACTS = Lettering(9, 12.4), Lettering(8, 11, ink=0.62)
KINDS = {"as-is": "as it is today", "to-be": "as it should be"}

Make = Callable[[float, float], Sequence[Flowable]]
"""Makes the parts of a report, from the width of a column and the height of a page in points."""


class Report(NamedTuple):
    """What stands on each page: the map, what the report is, its revision and date."""

    map: Map
    title: str
    revision: int
    date: datetime.date


def report_of(document: Document, map_id: RecordId, title: str, date: datetime.date | None) -> Report:
    """Return a report about a map; the date is today's unless told otherwise."""
    return Report(document.map(map_id), title, document.revision, date or datetime.date.today())


def print_report(report: Report, paper: Paper, make: Make, *, columns: int = 1) -> bytes:
    """Return the report as PDF; the same parts, date and paper give the same bytes. Refuses a paper that is too small."""
    if paper.width_mm < LEAST_WIDTH_MM or paper.height_mm < LEAST_HEIGHT_MM:
        raise Refused(
            f"The paper {paper.name} is too small for this page: it takes at least "
            f"{LEAST_WIDTH_MM:.0f} × {LEAST_HEIGHT_MM:.0f} mm."
        )
    pages = _set(report, paper, make, columns, 0).count(b"/Type /Page\n")
    return _set(report, paper, make, columns, pages)


def _set(report: Report, paper: Paper, make: Make, columns: int, pages: int) -> bytes:
    """Return the PDF, with “of n” on each page where the number of pages is known."""
    date, whole = report.date, (paper.width_mm - 2 * SIDE_MM) * mm
    width = (whole - (columns - 1) * GUTTER_MM * mm) / columns
    height = (paper.height_mm - TOP_MM - BOTTOM_MM) * mm

    def canvas(*arguments: Any, **more: Any) -> Canvas:
        made = Canvas(*arguments, **(more | {"invariant": 1, "initialFontName": fonts.base()}))
        made._doc._timeStamp.YMDhms = (date.year, date.month, date.day, 0, 0, 0)
        return made

    def finish_page(made: Any, template: Any) -> None:
        _write_edges(made, report, paper, f"page {template.page}" + (f" of {pages}" if pages else ""))

    out = io.BytesIO()
    template = BaseDocTemplate(
        out,
        pagesize=(paper.width_mm * mm, paper.height_mm * mm),
        title=f"{report.map.title} – {report.title}",
        author=report.map.authors or "CX Designer",
        subject=f"Revision {report.revision}, {day(date)}",
        creator="CX Designer",
        lang=report.map.language or LANGUAGE,
    )
    frames = [
        Frame(SIDE_MM * mm + place * (width + GUTTER_MM * mm), BOTTOM_MM * mm, width, height, 0, 0, 0, 0, id=str(place))
        for place in range(columns)
    ]
    template.addPageTemplates(PageTemplate(id="page", frames=frames, onPageEnd=finish_page))
    template.build([*make(width, height)], canvasmaker=canvas)
    return out.getvalue()


def _write_edges(made: Any, report: Report, paper: Paper, count: str) -> None:
    """Write the header and the footer of a page."""
    left, width, top = SIDE_MM * mm, (paper.width_mm - 2 * SIDE_MM) * mm, (paper.height_mm - 13) * mm
    pen = Pen(made)
    (what,) = first_lines(report.title, HEADING, width * 0.4)
    pen.write(first_lines(report.map.title, TITLE, width - what.width - 12), left, top, width, TITLE)
    pen.write_line(what, left + width - what.width, top, HEADING)
    kind = KINDS[report.map.kind.value]
    facts = " · ".join(part for part in (kind[0].upper() + kind[1:], report.map.customer, report.map.scenario) if part)
    pen.write(first_lines(facts, FACTS, width), left, top - 13, width, FACTS)
    (line,) = set_lines(count, FACTS, 300)
    words = f"{report.map.title} · revision {report.revision} · {day(report.date)}"
    pen.write(first_lines(words, FACTS, width - line.width - 12), left, 10 * mm, width, FACTS)
    pen.write_line(line, left + width - line.width, 10 * mm, FACTS)
    pen.lift()
    for y, thickness in ((top - 20, 1.1), (10 * mm + 11, 0.4)):
        made.setStrokeGray(0.13)
        made.setLineWidth(thickness)
        made.line(left, y, left + width, y)


def missing_signs(texts: str) -> list[Flowable]:
    """Return a note on the signs that could not be printed, or nothing."""
    missing = fonts.missing_in("".join(dict.fromkeys(texts)))
    if not missing:
        return []
    signs = ", ".join(fonts.called(sign) for sign in missing[:40]) + (", …" if len(missing) > 40 else "")
    said = f"No font on this computer has these signs; {fonts.SUBSTITUTE} stands in their place: {signs}."
    return [Spacer(1, 6 * mm), paragraph(said, FACTS)]


def decided_about_rules(decisions: Decisions) -> list[Flowable]:
    """Return what the room has decided about the rules, for the end of a page that goes home; nothing where it has decided nothing."""
    parts: list[Flowable] = []
    for title, lines in (
        ("What the room can live with", [f"{it.rule}: {it.what}. Reason: {it.reason}" for it in decisions.accepted]),
        ("Rules that are switched off", decisions.switched_off),
        ("Limits that the room has set", decisions.limits),
        ("Company language on this map", [", ".join(decisions.words)] if decisions.words else []),
    ):
        if lines:
            parts += [Spacer(1, 3 * mm), paragraph(title, HEADING, space_after_mm=0.8)]
            parts += [paragraph(f"· {line}", TEXT, space_after_mm=0.6) for line in lines]
    return parts
