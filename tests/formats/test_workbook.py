"""The workbook holds what the map holds, as text where it is text."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from cxdesigner.commands.filled_forms import keep_forms
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.reading import first_map, links_of, touchpoints_of
from cxdesigner.document.records import Answer, FilledForm, Prompt, RecordId, Touchpoint
from cxdesigner.formats import open_any
from cxdesigner.formats.workbook import SHEETS, write_workbook
from cxdesigner.journey import rules

SAMPLES = sorted((Path(__file__).parent.parent / "files" / "samples").glob("*.csv"))
HOSTILE = ("=1+1", '=HYPERLINK("http://x")', "@SUM(A1)", "+1", "-1", "http://example.org", "0123", "1e5", "TRUE", "'=x")


@pytest.fixture
def document() -> Document:
    return open_any(SAMPLES[0]).document


def workbook(document: Document) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_workbook(document)))


def column(book: Workbook, sheet: str, header: str) -> list[object]:
    rows = list(book[sheet].iter_rows(values_only=True))
    place = rows[0].index(header)
    return [row[place] for row in rows[1:]]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_sheet_has_a_row_for_each_thing(path: Path) -> None:
    document = open_any(path).document
    map_id = first_map(document).id

    book = workbook(document)

    touchpoints = touchpoints_of(document, map_id)
    assert book.sheetnames == ["Touchpoints", "Links", "Prompts", "Problems", "Measures"]
    assert column(book, "Touchpoints", "Touchpoint") == [touchpoint.title for touchpoint in touchpoints]
    assert column(book, "Links", "Id") == [link.id for link in links_of(document, map_id)]
    assert column(book, "Prompts", "What to do") == [p.text for tp in touchpoints for p in tp.prompts]
    assert column(book, "Problems", "Problem") == [problem.message for problem in rules.check(document, map_id)]
    assert "Handoffs" in column(book, "Measures", "Measure")


def test_what_looks_like_a_formula_a_link_or_a_number_stays_text(document: Document) -> None:
    cards = document.all(Touchpoint)[: len(HOSTILE)]
    pairs = [
        (card, replace(card, title=text, prompts=(Prompt(id="1", text=text),)))
        for card, text in zip(cards, HOSTILE, strict=True)
    ]
    document.apply(Change.replacing(pairs))

    book = workbook(document)

    for sheet, header in (("Touchpoints", "Touchpoint"), ("Prompts", "What to do")):
        found = {cell.value: cell for row in book[sheet].iter_rows() for cell in row}
        assert [text for text in HOSTILE if text not in found] == [], header
        assert {found[text].data_type for text in HOSTILE} == {"s"}
        assert all(found[text].hyperlink is None for text in HOSTILE)


def test_figures_are_numbers(document: Document) -> None:
    card = document.all(Touchpoint)[0]
    document.apply(Change.replacing([(card, replace(card, emotion=-2, duration_days=1.5))]))

    book = workbook(document)

    assert -2 in column(book, "Touchpoints", "Emotion")
    assert 1.5 in column(book, "Touchpoints", "Duration (days)")


def test_filled_forms_have_a_sheet_where_some_came_back(document: Document) -> None:
    card = document.all(Touchpoint)[0]
    answers = (Answer(touchpoint_id=card.id, prompt_id=card.prompts[0].id if card.prompts else "", done=True),)
    form = FilledForm(id=RecordId("f"), title="a.pdf", map_id=first_map(document).id, answers=answers)
    document.apply(keep_forms(document, [form]).change)

    book = workbook(document)

    assert column(book, "Filled forms", "Done") == ["yes"]
    assert 1 in column(book, "Touchpoints", "Followed")


def test_the_same_document_is_the_same_workbook(document: Document) -> None:
    assert write_workbook(document) == write_workbook(document)


def test_an_empty_document_gives_sheets_with_headers_only() -> None:
    book = workbook(Document())

    assert [book[sheet.title].max_row for sheet in SHEETS[:5]] == [1] * 5
