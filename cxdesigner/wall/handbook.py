"""The operations manual with the picture of its map: what `paper/` sets, with what is drawn here."""

from __future__ import annotations

import datetime

from cxdesigner.document.document import Document
from cxdesigner.document.reading import touchpoints_of
from cxdesigner.document.records import RecordId
from cxdesigner.layout.sheets import Paper, parse_paper
from cxdesigner.paper.manual import Letterhead, check_paper, manual_of
from cxdesigner.wall.order import Order
from cxdesigner.wall.pictures import write_png

_DOTS_PER_INCH = 220


def write_manual(
    document: Document,
    map_id: RecordId,
    *,
    is_docx: bool = False,
    paper: Paper | None = None,
    letterhead: Letterhead | None = None,
    date: datetime.date | None = None,
) -> bytes:
    """Return the operations manual of a map as PDF or DOCX; the map stands in it as a picture, folded to fit the page."""
    head, paper = letterhead or Letterhead(), paper or parse_paper("A4")
    check_paper(paper)
    manual = manual_of(document, map_id, date)
    picture = b""
    if touchpoints_of(document, map_id):
        order = Order(paper=paper, landscape=paper.width_mm > paper.height_mm, has_heading=False)
        picture = write_png(document, map_id, order, dots_per_inch=_DOTS_PER_INCH)
    if is_docx:
        from cxdesigner.paper.manual_docx import write_manual_docx

        return write_manual_docx(manual, paper, head, picture)
    from cxdesigner.paper.manual_pdf import print_manual

    return print_manual(manual, paper, head, picture)
