"""The page of a map: everything is in it, nothing runs in it, nothing comes from outside."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.reading import first_map, stages_of, touchpoints_of
from cxdesigner.document.records import Touchpoint
from cxdesigner.formats import open_any
from cxdesigner.wall.page import write_html

SAMPLES = sorted((Path(__file__).parent.parent / "files" / "samples").glob("*.csv"))
VOID = {"meta", "br", "hr", "img", "link", "input"}


class Reader(HTMLParser):
    """Collects tags, attributes, ids, words and what is not closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page_of(document: Document) -> str:
    return write_html(document, first_map(document).id).decode("utf-8")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_page_holds_the_picture_and_every_title_below_it(path: Path, qapp: object) -> None:
    document = open_any(path).document
    page = page_of(document)

    found = Reader(page)
    outline = unescape(page[page.index("<main>") :])

    assert found.open == []
    assert page.count("<svg") == 1
    titles = [
        record.title
        for record in (*touchpoints_of(document, first_map(document).id), *stages_of(document, first_map(document).id))
    ]
    assert [title for title in titles if title not in outline] == []
    assert [p.text for tp in document.all(Touchpoint) for p in tp.prompts if p.text not in outline] == []


def test_nothing_runs_and_nothing_comes_from_outside(qapp: object) -> None:
    found = Reader(page_of(open_any(SAMPLES[0]).document))

    assert found.tags & {"script", "iframe", "object", "embed", "link", "form", "base", "foreignobject"} == set()
    assert [name for name, _ in found.attributes if name.startswith("on")] == []
    loading = [value for name, value in found.attributes if name in ("src", "href", "xlink:href", "srcset", "data")]
    assert [value for value in loading if not value.startswith(("#", "data:image/"))] == []
    assert any("default-src 'none'" in value for name, value in found.attributes if name == "content")


def test_markup_in_a_text_is_shown_and_not_obeyed(qapp: object) -> None:
    document = open_any(SAMPLES[0]).document
    card = document.all(Touchpoint)[0]
    hostile = "<script>alert(1)</script><img src=x onerror=y> \" ' &amp;"
    document.apply(Change.replacing([(card, replace(card, title=hostile, what=hostile, when=hostile))]))

    page = page_of(document)

    assert "script" not in Reader(page).tags
    assert page.count("&lt;script&gt;") >= 3
    assert re.search(r"<img[^>]*onerror", page) is None


def test_every_way_of_the_outline_leads_to_a_place_on_the_page(qapp: object) -> None:
    found = Reader(page_of(open_any(SAMPLES[0]).document))

    ids = {value for name, value in found.attributes if name == "id"}
    links = {value[1:] for name, value in found.attributes if name == "href"}
    assert links
    assert links <= ids
