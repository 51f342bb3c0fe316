"""Touchpoints as cards for a paper wall, with a short id and a QR code; blank cards for what nobody thought of.

Eight, six or four a sheet, to be cut along thin lines, or on label sheets by their name. The QR code holds the id, so that a
scanner types it where it is asked for. It is drawn here; nothing is fetched.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from cxdesigner.document.document import Document
from cxdesigner.document.reading import touchpoints_of
from cxdesigner.document.records import RecordId, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.document.short_ids import short_ids
from cxdesigner.layout.sheets import Paper, parse_paper
from cxdesigner.paper import fonts
from cxdesigner.paper.checklist_rows import diamond, rule
from cxdesigner.paper.text import Lettering, Line, Pen, first_lines, set_lines

PER_SHEET = {8: (2, 4), 6: (2, 3), 4: (2, 2)}
"""How many cards there are side by side and below one another."""

_PAD = 4.5 * mm
_SIZES = (22, 19, 16.5, 14.5, 13, 11.5, 10, 9, 8)
_SMALL = Lettering(8, 10.5, ink=0.65)
_STRONG = Lettering(8, 10.5, bold=True)
_WHAT = Lettering(10, 13, ink=0.75)
_ID = Lettering(15, 17, bold=True)
_MOST_BLANKS = 200


class Sheet(NamedTuple):
    """Where the cards of a sheet stand, in mm: paper, first corner from the upper left, size and pitch of a card, count."""

    name: str
    paper: Paper
    left: float
    top: float
    width: float
    height: float
    pitch_x: float
    pitch_y: float
    columns: int
    rows: int
    is_cut: bool = False


LABELS = {
    sheet.name.casefold(): sheet
    for sheet in (
        Sheet("Avery L7160", parse_paper("A4"), 7.25, 15.15, 63.5, 38.1, 66.0, 38.1, 3, 7),
        Sheet("Avery L7163", parse_paper("A4"), 4.65, 15.15, 99.1, 38.1, 101.6, 38.1, 2, 7),
        Sheet("Avery L7165", parse_paper("A4"), 4.65, 13.1, 99.1, 67.7, 101.6, 67.7, 2, 4),
        Sheet("Avery L7166", parse_paper("A4"), 4.65, 8.85, 99.1, 93.1, 101.6, 93.1, 2, 3),
        Sheet("Avery L7169", parse_paper("A4"), 4.65, 9.5, 99.1, 139.0, 101.6, 139.0, 2, 2),
        Sheet("Avery 5163", parse_paper("Letter"), 3.97, 12.7, 101.6, 50.8, 106.36, 50.8, 2, 5),
        Sheet("Avery 5164", parse_paper("Letter"), 3.97, 12.7, 101.6, 84.67, 106.36, 84.67, 2, 3),
    )
}
"""Label sheets by their names in small letters, as their makers publish them."""


def sheet_of(per_sheet: int = 8, paper: Paper | None = None, labels: str = "") -> Sheet:
    """Return how cards stand on a sheet: so many on a paper (A4), or as a label sheet has them. Refuses what is not known."""
    if labels:
        known = LABELS.get(" ".join(labels.casefold().split()))
        if known is None:
            names = ", ".join(sheet.name for sheet in LABELS.values())
            raise Refused(f"There is no label sheet “{labels[:60]}” here; there are {names}.")
        return known
    if per_sheet not in PER_SHEET:
        raise Refused(f"There are 8, 6 or 4 cards on a sheet, not {per_sheet}.")
    paper = paper or parse_paper("A4")
    columns, rows = PER_SHEET[per_sheet]
    width, height = paper.width_mm / columns, paper.height_mm / rows
    if width < 50 or height < 35:
        raise Refused(f"The paper {paper.name} is too small for {per_sheet} cards.")
    return Sheet(f"{per_sheet} a sheet", paper, 0, 0, width, height, width, height, columns, rows, is_cut=True)


def write_cards(
    document: Document, map_id: RecordId, sheet: Sheet, *, blanks: int = 0, date: datetime.date | None = None
) -> bytes:
    """Return the touchpoints of a map as cards in a PDF, in the order of the journey, then so many blank ones."""
    touchpoints = touchpoints_of(document, map_id)
    names = short_ids([touchpoint.id for touchpoint in touchpoints])
    blanks = max(0, min(blanks, _MOST_BLANKS)) if touchpoints or blanks else sheet.columns * sheet.rows
    out = io.BytesIO()
    size = sheet.paper.width_mm * mm, sheet.paper.height_mm * mm
    canvas = Canvas(
        out, pagesize=size, invariant=1, initialFontName=fonts.base(), lang=document.map(map_id).language or "en"
    )
    day = date or datetime.date.today()
    canvas._doc._timeStamp.YMDhms = (day.year, day.month, day.day, 0, 0, 0)
    canvas.setTitle(f"{document.map(map_id).title} – cards")
    canvas.setCreator("CX Designer")
    places = _places(sheet)
    cards: list[Touchpoint | None] = [*touchpoints, *[None] * blanks]
    for number, card in enumerate(cards):
        place = number % len(places)
        if number and not place:
            canvas.showPage()
        if not place and sheet.is_cut:
            _cut_lines(canvas, sheet)
        canvas.saveState()
        canvas.translate(*places[place])
        box = sheet.width * mm, sheet.height * mm
        if card is None:
            _draw_blank(canvas, *box)
        else:
            _draw_card(canvas, document, card, names[card.id], *box)
        canvas.restoreState()
    canvas.save()
    return out.getvalue()


def _places(sheet: Sheet) -> list[tuple[float, float]]:
    """Return the lower left corner of each card in points, row by row."""
    height = sheet.paper.height_mm
    return [
        ((sheet.left + column * sheet.pitch_x) * mm, (height - sheet.top - row * sheet.pitch_y - sheet.height) * mm)
        for row in range(sheet.rows)
        for column in range(sheet.columns)
    ]


def _cut_lines(canvas: Any, sheet: Sheet) -> None:
    canvas.saveState()
    canvas.setStrokeGray(0.6)
    canvas.setLineWidth(0.4)
    canvas.setDash(2, 2)
    width, height = sheet.paper.width_mm * mm, sheet.paper.height_mm * mm
    for column in range(1, sheet.columns):
        canvas.line(column * sheet.pitch_x * mm, 0, column * sheet.pitch_x * mm, height)
    for row in range(1, sheet.rows):
        canvas.line(0, height - row * sheet.pitch_y * mm, width, height - row * sheet.pitch_y * mm)
    canvas.restoreState()


def _draw_card(canvas: Any, document: Document, card: Touchpoint, name: str, width: float, height: float) -> None:
    room, top = width - 2 * _PAD, height - _PAD
    code = min(24 * mm, height * 0.36)
    pen = Pen(canvas)
    facts = " · ".join(
        filter(None, (document.title_of(card.team_id, "Unassigned"), document.title_of(card.channel_id)))
    )
    beside = _mark_moment(canvas, pen, facts, width, top) if card.moment_of_truth else 0.0
    pen.write(first_lines(facts, _STRONG, room - beside), _PAD, top - _STRONG.size, room, _STRONG)
    top -= _STRONG.leading + 1.2 * mm
    rule(canvas, _PAD, top, room, 1.2, 0.85)
    bottom = _PAD + code + 1.5 * mm
    title, lettering = _fitting(f"{card.number}  {card.title}".strip(), room, top - bottom - 1.5 * mm)
    pen.write(title, _PAD, top - 1.6 * mm - lettering.size, room, lettering)
    below = top - 3.2 * mm - len(title) * lettering.leading
    most = int((below - bottom) / _WHAT.leading)
    if most > 0:
        pen.write(first_lines(card.what, _WHAT, room, most), _PAD, below - _WHAT.size, room, _WHAT)
    left = room - code - 3 * mm
    pen.write(first_lines(name, _ID, left), _PAD, _PAD + 1, left, _ID)
    said = [*first_lines(card.when, _SMALL, left), *first_lines(document.title_of(card.stage_id), _SMALL, left)]
    y = _PAD + _ID.leading + len(said) * _SMALL.leading - 3
    pen.write(tuple(said), _PAD, y, left, _SMALL)
    pen.lift()
    _draw_code(canvas, card.id, width - _PAD - code, _PAD, code)


def _mark_moment(canvas: Any, pen: Pen, facts: str, width: float, top: float) -> float:
    """Mark a moment of truth by a diamond, and in words where the facts leave room; return how much room that takes."""
    (words,) = set_lines("Moment of truth", _STRONG, width)
    (said, *_) = set_lines(facts, _STRONG, 10 * width)
    is_wide = said.width + words.width + 7 * mm <= width - 2 * _PAD
    right = width - _PAD - (words.width + 1.2 * mm if is_wide else 0)
    if is_wide:
        pen.write_line(words, width - _PAD - words.width, top - _STRONG.size, _STRONG)
    diamond(canvas, right - 1.6 * mm, top - _STRONG.size + 2.8, 1.5 * mm)
    return float(width - _PAD - right + 5 * mm)


def _fitting(text: str, width: float, height: float) -> tuple[tuple[Line, ...], Lettering]:
    """Return a title as large as it fits; the smallest one may end in "…"."""
    for size in _SIZES:
        lettering = Lettering(size, size * 1.16, bold=True)
        lines = set_lines(text, lettering, width)
        if len(lines) * lettering.leading <= height:
            return lines, lettering
    return first_lines(text, lettering, width, max(1, int(height / lettering.leading))), lettering


def _draw_blank(canvas: Any, width: float, height: float) -> None:
    room, y = width - 2 * _PAD, height - _PAD - 9 * mm
    pen = Pen(canvas)
    for title, share in (("Title", 1.0), ("", 1.0), ("Team", 0.6), ("Channel", 0.6), ("When", 0.6)):
        if y < _PAD:
            break
        rule(canvas, _PAD, y, room * share, 0.5, 0.45)
        pen.write(set_lines(title, _SMALL, room), _PAD, y + 1.5, room, _SMALL)
        y -= min(10 * mm, (height - 2 * _PAD) / 5.2)
    pen.lift()


def _draw_code(canvas: Any, text: str, x: float, y: float, side: float) -> None:
    """Draw a QR code (ISO 18004) as bars, a row at a time."""
    from reportlab.graphics.barcode.qr import QrCodeWidget

    widget = QrCodeWidget(text, barLevel="M")
    widget.qr.make()
    modules = widget.qr.modules
    step = side / len(modules)
    canvas.setFillGray(0)
    path = canvas.beginPath()
    for row, start, end in _bars(modules):
        path.rect(x + start * step, y + side - (row + 1) * step, (end - start) * step, step)
    canvas.drawPath(path, stroke=0, fill=1)


def _bars(modules: list[list[bool | None]]) -> Iterator[tuple[int, int, int]]:
    """Yield (row, start, end) of each run of dark modules."""
    for row, line in enumerate(modules):
        start: int | None = None
        for place, is_dark in enumerate([*line, False]):
            if is_dark and start is None:
                start = place
            elif not is_dark and start is not None:
                yield row, start, place
                start = None
