"""Words that Qt cannot write into a PDF so that they are found again: drawn as outlines, and said in letters that nobody sees.

Qt 6.11 tells readers of a PDF one sign below U+10000 for each shape: emoji, joined letters and signs above and below others are
lost. So the canvas draws such lines as outlines; here the same words are laid over them, as scanners do it with what they read.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter

POINTS_PER_INCH = 72
_INVISIBLE = 3
"""The way of setting text that leaves no ink (PDF 1.7, 9.3.6)."""
_NAME = "/Unseen"


class Unseen(NamedTuple):
    """A line of words on a page. `matrix` leads from their place on the line, with y upwards, to inches from the top left corner."""

    page: int
    text: str
    size: float
    is_bold: bool
    matrix: tuple[float, float, float, float, float, float]


def unseen(painter: QPainter, page: int, text: str, x: float, y: float, dots_per_inch: float) -> Unseen:
    """Return what a painter would write with its font where the letters begin at a place."""
    to = painter.combinedTransform()
    a, b, c, d = (value / dots_per_inch for value in (to.m11(), to.m12(), to.m21(), to.m22()))
    begin = to.map(QPointF(x, y))
    font = painter.font()
    matrix = a, b, -c, -d, begin.x() / dots_per_inch, begin.y() / dots_per_inch
    return Unseen(page, text, font.pixelSize(), font.bold(), matrix)


def lay_over(writer: PdfWriter, words: Sequence[Unseen]) -> None:
    """Put words over the pages of a PDF of Qt's, whose tops are where Qt drew from."""
    by_page: dict[int, list[Unseen]] = {}
    for one in words:
        by_page.setdefault(one.page, []).append(one)
    for number, own in by_page.items():
        _lay_over(writer, writer.pages[number], own)


def _lay_over(writer: PdfWriter, page: PageObject, words: Sequence[Unseen]) -> None:
    from pypdf import PdfReader
    from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

    box = page.mediabox
    per_inch = POINTS_PER_INCH / float(page.get("/UserUnit", 1))
    drawn = PdfReader(BytesIO(_written(words, float(box.top), per_inch))).pages[0]
    form = DecodedStreamObject()
    contents = drawn.get_contents()
    assert contents is not None
    form.set_data(contents.get_data())
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject(box)
    form[NameObject("/Resources")] = drawn["/Resources"].clone(writer)
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    objects = resources.setdefault(NameObject("/XObject"), DictionaryObject()).get_object()
    objects[NameObject(_NAME)] = writer._add_object(form.flate_encode())
    before = page["/Contents"]
    streams = [*before] if isinstance(before, ArrayObject) else [page.raw_get("/Contents")]
    begin, end = (DecodedStreamObject(), DecodedStreamObject())
    begin.set_data(b"q\n")
    end.set_data(f"\nQ q {_NAME} Do Q".encode())  # Qt turns the page upside down for itself.
    page[NameObject("/Contents")] = ArrayObject([writer._add_object(begin), *streams, writer._add_object(end)])


def _written(words: Sequence[Unseen], top: float, per_inch: float) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    from cxdesigner.paper import fonts
    from cxdesigner.paper.text import Lettering, Pen, set_lines

    out = BytesIO()
    canvas = Canvas(out, pagesize=(1, 1), initialFontName=fonts.base(), invariant=1)
    for _, text, size, is_bold, (a, b, c, d, e, f) in words:
        lettering = Lettering(size, size, bold=is_bold)
        canvas.saveState()
        canvas.transform(*(k * per_inch for k in (a, -b, c, -d, e)), top - f * per_inch)
        pen = Pen(canvas)
        pen.text.setTextRenderMode(_INVISIBLE)
        for line in set_lines(text, lettering, 1e9)[:1]:
            pen.write_line(line, 0, 0, lettering)
        pen.lift()
        canvas.restoreState()
    canvas.save()
    return out.getvalue()
