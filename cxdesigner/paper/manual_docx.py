"""The manual as a document for word processors (DOCX), in the styles that everybody can change."""

from __future__ import annotations

import datetime
import io
from typing import Any

from cxdesigner.layout.sheets import Paper
from cxdesigner.paper.manual import PROMPT_HEADERS, Chapter, Fact, Letterhead, Manual, Part, check_paper

_SIDE_MM, _TOP_MM, _BOTTOM_MM, _LINE_MM = 22.0, 24.0, 20.0, 10.0
_LABEL_MM = 42.0


def write_manual_docx(manual: Manual, paper: Paper, letterhead: Letterhead, picture: bytes) -> bytes:
    """Return the manual as DOCX; *picture* is the map as PNG, in the shape of the paper. Headings are real headings, so that contents can be made anew."""
    import docx
    from docx.shared import Mm, Pt, RGBColor

    check_paper(paper)
    width = paper.width_mm - 2 * _SIDE_MM
    document: Any = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(paper.width_mm), Mm(paper.height_mm)
    section.left_margin = section.right_margin = Mm(_SIDE_MM)
    section.top_margin, section.bottom_margin = Mm(_TOP_MM), Mm(_BOTTOM_MM)
    color = RGBColor.from_string(letterhead.color.lstrip("#").upper())
    document.styles["Normal"].font.name = "Noto Sans"
    document.styles["Normal"].font.size = Pt(10)
    for level in (1, 2):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.color.rgb = "Noto Sans", color
    _properties(document, manual)
    _footer(section, letterhead.footer or manual.title)
    if letterhead.logo:
        document.add_picture(io.BytesIO(letterhead.logo), height=Mm(18))
    document.add_heading(manual.title, 0)
    document.add_paragraph(manual.subtitle)
    _facts(document, manual.facts, width)
    if picture:
        document.add_page_break()
        document.add_picture(io.BytesIO(picture), width=Mm(_picture_mm(paper)))
    for chapter in manual.chapters:
        _chapter(document, chapter, width)
    for index in manual.indexes:
        document.add_heading(index.title, 1)
        _facts(
            document,
            tuple(
                Fact(title, "\n".join(filter(None, (about, ", ".join(where))))) for title, about, where in index.rows
            ),
            width,
        )
    for title, facts in (("Problems left open", manual.open_problems), ("Problems accepted", manual.accepted)):
        document.add_heading(title, 1)
        _facts(document, facts or (Fact("None", ""),), width)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _picture_mm(paper: Paper) -> float:
    """Return how wide a picture in the shape of the paper may be, so that it stays on its page."""
    high = paper.height_mm - _TOP_MM - _BOTTOM_MM - _LINE_MM
    return min(paper.width_mm - 2 * _SIDE_MM, high * paper.width_mm / paper.height_mm)


def _chapter(document: Any, chapter: Chapter, width: float) -> None:
    document.add_page_break()
    document.add_heading(f"{chapter.number}  {chapter.title}", 1)
    for text in chapter.about:
        document.add_paragraph(text)
    for part in chapter.parts:
        _part(document, part, width)


def _part(document: Any, part: Part, width: float) -> None:
    document.add_heading(f"{part.anchor}  {part.title}", 2)
    mark = " · ◆ Moment of truth" if part.is_moment_of_truth else ""
    document.add_paragraph(part.about + mark)
    _facts(document, part.facts, width)
    if part.prompts:
        document.add_paragraph()
        rows = [("☐", *PROMPT_HEADERS), *(("☐", *prompt) for prompt in part.prompts)]
        table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for cells, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, row, strict=True):
                cell.text = text
        _repeat_first_row(table)


def _facts(document: Any, facts: tuple[Fact, ...], width: float) -> None:
    """Add a table of two columns without lines, so many mm wide: labels and texts."""
    from docx.shared import Mm

    if not facts:
        return
    table = document.add_table(rows=len(facts), cols=2)
    table.autofit = False
    for cells, fact in zip(table.rows, facts, strict=True):
        for cell, wide, text in zip(cells.cells, (Mm(_LABEL_MM), Mm(width - _LABEL_MM)), fact, strict=True):
            cell.width, cell.text = wide, text


def _repeat_first_row(table: Any) -> None:
    from docx.oxml import OxmlElement

    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _footer(section: Any, text: str) -> None:
    """Put a text and the number of the page at the bottom of each page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    line = section.footer.paragraphs[0]
    line.add_run(f"{text}\t\t")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)


def _properties(document: Any, manual: Manual) -> None:
    facts = document.core_properties
    facts.title, facts.author, facts.language = manual.title, "CX Designer", manual.language
    facts.created = facts.modified = datetime.datetime.combine(manual.date, datetime.time())
