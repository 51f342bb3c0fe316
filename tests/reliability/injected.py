"""What comes out of files for others, read back by programs that are not ours: the text, and nothing that was not asked for."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId

Asked = Callable[[Document, RecordId, str], Iterator[str]]
"""Names what is wrong with a document whose card has a text as its title, in one kind of file."""
_RUNNING = re.compile(rb"/URI\b|/JavaScript|/Launch|/GoToR")


def in_every_file(document: Document, map_id: RecordId, title: str) -> Iterator[str]:
    """Name what is wrong in any file."""
    for name, wrong in FILES.items():
        for one in wrong(document, map_id, title):
            yield f"{title!r} {one} {name}"


class _Page(HTMLParser):
    """Collects the words, and the elements with what they refer to."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.asked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "object", "embed", "form"):
            self.asked.append(tag)
        for name, value in attrs:
            is_link = name in ("href", "src", "xlink:href") and not (value or "").startswith(("#", "data:image/"))
            if is_link or name.startswith("on"):
                self.asked.append(f"{name}={value}")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _web_page(document: Document, map_id: RecordId, title: str) -> Iterator[str]:
    from cxdesigner.formats.html_page import write_page

    page = _Page()
    page.feed(write_page(document, map_id, "<svg xmlns='http://www.w3.org/2000/svg'/>").decode())
    if _flat(title) not in _flat(" ".join(page.words)):
        yield "is not in"
    for asked in page.asked:
        yield f"became {asked} in"


def _workbook(document: Document, map_id: RecordId, title: str) -> Iterator[str]:
    import openpyxl

    from cxdesigner.formats.workbook import write_workbook

    cells = [
        cell
        for page in openpyxl.load_workbook(io.BytesIO(write_workbook(document)))
        for row in page.iter_rows()
        for cell in row
    ]
    if title and title not in {cell.value for cell in cells}:
        yield "is not in"
    if any(cell.data_type == "f" or cell.hyperlink for cell in cells):
        yield "became a formula or a link in"


def _manual(document: Document, map_id: RecordId, title: str) -> Iterator[str]:
    import docx

    from cxdesigner.layout.sheets import parse_paper
    from cxdesigner.paper.manual import letterhead, manual_of
    from cxdesigner.paper.manual_docx import write_manual_docx

    data = write_manual_docx(manual_of(document, map_id), parse_paper("A4"), letterhead(), _DOT)
    told = docx.Document(io.BytesIO(data))
    words = [one.text for one in told.element.body.iter() if one.tag.endswith("}t") and one.text]
    if _flat(title) not in _flat("".join(words)):
        yield "is not in"
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if name.endswith(".rels") and b'TargetMode="External"' in parts.read(name):
                yield "became a link in"


def _poster(document: Document, map_id: RecordId, title: str) -> Iterator[str]:
    from cxdesigner.layout.sheets import parse_paper
    from cxdesigner.wall.order import Order
    from cxdesigner.wall.poster import as_pdf, poster_of

    order = Order(paper=parse_paper("A3"))
    data = as_pdf(document, map_id, poster_of(document, map_id, order), order.theme, datetime.date(2026, 1, 1))
    yield from _pdf(data, title)


def _checklist(document: Document, map_id: RecordId, title: str) -> Iterator[str]:
    from cxdesigner.layout.sheets import parse_paper
    from cxdesigner.paper.checklist import write_checklist

    yield from _pdf(write_checklist(document, map_id, paper=parse_paper("A4")), title)


def _pdf(data: bytes, title: str) -> Iterator[str]:
    import pypdfium2

    pages = pypdfium2.PdfDocument(data)
    words = "".join(page.get_textpage().get_text_range() for page in pages)
    if title.isascii() and _flat(title) not in _flat(words):  # Scripts that are shaped have tests of their own.
        yield "is not in"
    if _RUNNING.search(data):
        yield "became a link in"


def _tip(document: Document, map_id: RecordId, title: str) -> Iterator[str]:
    from PySide6.QtGui import QTextDocument

    from cxdesigner.ui.widgets.label import plain_tooltip

    shown = QTextDocument()
    shown.setHtml(plain_tooltip(title))
    if _flat(shown.toPlainText()) != _flat(title):
        yield "is not in"
    if "\ufffc" in shown.toPlainText():
        yield "became a picture in"


def _flat(text: str) -> str:
    """Return text without white space, soft hyphens and joints, which lines may have more or fewer of."""
    return re.sub(r"[\s\u00ad\u200b\u2060\ufeff\ufffe]", "", text)


_DOT = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xff\xff\xff\x7f"
    b"\0\t\xfb\x03\xfd\x05CE\xca\0\0\0\0IEND\xaeB`\x82"
)
FILES: dict[str, Asked] = {
    "a web page": _web_page,
    "a workbook": _workbook,
    "a manual": _manual,
    "a poster": _poster,
    "a checklist": _checklist,
    "a tip": _tip,
}
