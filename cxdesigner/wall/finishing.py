"""What Qt leaves out of a PDF: the language, bookmarks, the map in words, and the same bytes for the same map and date."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from cxdesigner.layout.sheets import INCH_MM
from cxdesigner.wall.unseen import POINTS_PER_INCH, Unseen, lay_over

if TYPE_CHECKING:
    from pypdf import PageObject

WORDS_NAME = "in-words.txt"
"""Name of the attached file that says in words what the pages show."""


class Bookmark(NamedTuple):
    """A place in a PDF by name: `page` counts from 0; `x` and `y` are shares of the page, from its top left corner."""

    title: str
    page: int
    x: float
    y: float


class About(NamedTuple):
    """What a PDF says about itself. `language` is a tag such as “en”; `words` is attached as a text file.

    `page_mm` is the width and height of each page: Qt makes whole points of them. `unseen` are the words that were drawn as outlines.
    """

    title: str
    author: str
    language: str
    date: datetime.date
    words: str
    page_mm: tuple[float, float]
    bookmarks: Sequence[Bookmark] = ()
    unseen: Sequence[Unseen] = ()


def finished(data: bytes, about: About) -> bytes:
    """Return a PDF of Qt's with all that *about* says; pages, fonts and pictures are taken over as they are.

    Time of day and random names are left out, so that the same map of the same date gives the same bytes.
    """
    from pypdf import PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, Fit, NameObject, TextStringObject

    writer = PdfWriter(clone_from=BytesIO(data))
    writer.pdf_header = data[:8].decode()
    catalog = writer.root_object
    catalog.pop("/Metadata", None)
    catalog[NameObject("/Lang")] = TextStringObject(about.language)
    catalog[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    day = f"D:{about.date:%Y%m%d}000000Z"
    writer.metadata = {
        "/Title": about.title,
        "/Author": about.author,
        "/Creator": "CX Designer",
        "/CreationDate": day,
        "/ModDate": day,
    }
    writer.add_attachment(WORDS_NAME, about.words.encode())
    lay_over(writer, about.unseen)
    for page in writer.pages:
        _make_exact(page, about.page_mm)
    for bookmark in about.bookmarks:
        page = writer.pages[bookmark.page]
        left, top = float(page.mediabox.left), float(page.mediabox.top)
        x = left + bookmark.x * float(page.mediabox.width)
        y = top - bookmark.y * float(page.mediabox.height)
        writer.add_outline_item(title=bookmark.title, page_number=bookmark.page, fit=Fit.xyz(left=x, top=y))
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


def _make_exact(page: PageObject, size_mm: tuple[float, float]) -> None:
    """Give a page its size to the hundredth of a point. Its top stays where it is, since Qt draws from there."""
    from pypdf.generic import RectangleObject

    unit = float(page.get("/UserUnit", 1))
    width, height = (side / INCH_MM * POINTS_PER_INCH / unit for side in size_mm)
    left, top = float(page.mediabox.left), float(page.mediabox.top)
    page.mediabox = RectangleObject((left, round(top - height, 4), round(left + width, 4), top))
