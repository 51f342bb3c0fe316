"""What a PDF of a poster says about itself: bookmarks, language, the map in words, and nothing that changes by itself."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace

import pypdf
import pypdfium2
import pytest

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import Stage, Touchpoint
from cxdesigner.journey.in_words import in_words
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.wall.finishing import WORDS_NAME
from cxdesigner.wall.order import Order
from cxdesigner.wall.poster import write_poster
from tests.wall.conftest import map_of

DATE = datetime.date(2026, 3, 14)


def printed(document: Document, tiles: str | None = None) -> bytes:
    paper = None if tiles is None else parse_paper(tiles)
    return write_poster(document, map_of(document), Order(paper=parse_paper("A1"), tiles=paper), date=DATE)


def bookmarks(data: bytes) -> list[tuple[str, int, float]]:
    """Return title, page and height above the foot of the page of each bookmark."""
    found = []
    for item in pypdfium2.PdfDocument(data).get_toc():
        place = item.get_dest()
        found.append((item.get_title(), place.get_index(), place.get_view()[1][1]))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("tiles", [None, "A4", "A3"])
def test_every_stage_has_a_bookmark_that_leads_to_its_heading(b2b: Document, tiles: str | None) -> None:
    data = printed(b2b, tiles)

    found = bookmarks(data)

    assert [title for title, _, _ in found] == [stage.title for stage in b2b.all(Stage)]
    pdf = pypdfium2.PdfDocument(data)
    for title, page, top in found:
        around = pdf[page].get_textpage().get_text_bounded(bottom=top - 120, top=top + 2)
        assert title.split()[0] in around


@pytest.mark.parametrize("tiles", [None, "A4"])
def test_the_same_map_and_date_give_the_same_bytes(b2b: Document, tiles: str | None) -> None:
    assert printed(b2b, tiles) == printed(b2b, tiles)


def test_the_map_in_words_travels_with_the_poster(b2b: Document) -> None:
    reader = pypdf.PdfReader(io.BytesIO(printed(b2b)))

    words = reader.attachments[WORDS_NAME][0].decode()

    assert words == in_words(b2b, map_of(b2b))
    assert all(touchpoint.title in words for touchpoint in b2b.all(Touchpoint))


def test_readers_are_told_the_language_of_the_map(b2b: Document) -> None:
    of_map = b2b.map(map_of(b2b))
    b2b.apply(Change.replacing([(of_map, replace(of_map, language="de"))]))

    catalog = pypdf.PdfReader(io.BytesIO(printed(b2b))).root_object

    assert catalog["/Lang"] == "de"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
