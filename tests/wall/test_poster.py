"""The poster on one page: exact, complete, and nothing but vectors and text."""

from __future__ import annotations

import datetime

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind
from cxdesigner.document.refused import Refused
from cxdesigner.layout.sheets import Paper, parse_paper
from cxdesigner.wall.order import Order
from cxdesigner.wall.poster import write_poster
from cxdesigner.wall.sizing import picture_of
from tests.wall.conftest import map_of, titles_of, words_of, written

A_MILLIMETRE = 72 / 25.4


def opened(data: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(data)


@pytest.mark.slow
@pytest.mark.parametrize("lanes", list(LaneKind))
def test_all_titles_of_a_sample_can_be_read_from_its_poster(sample: Document, lanes: LaneKind) -> None:
    pdf = opened(written(sample, Order(paper=parse_paper("A0"), lanes=lanes)))

    words = words_of(pdf[0])

    assert [title for title in titles_of(sample) if title not in words] == []


def test_no_text_of_a_sample_is_cut_off(sample: Document) -> None:
    pdf = opened(written(sample, Order(paper=parse_paper("A0"))))

    assert "…" not in words_of(pdf[0])


@pytest.mark.slow
def test_a_poster_is_one_page_without_pictures(sample: Document) -> None:
    pdf = opened(written(sample, Order(paper=parse_paper("A0"))))

    images = list(pdf[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=5))

    assert (len(pdf), images) == (1, [])


@pytest.mark.parametrize("name", ["A0", "A1", "A2", "A3", "A4", "ANSI E", "ARCH E1", "841x1189"])
@pytest.mark.parametrize("landscape", [True, False])
def test_the_page_has_the_size_of_the_paper(tiny: Document, name: str, landscape: bool) -> None:
    paper = parse_paper(name)
    pdf = opened(write_poster(tiny, map_of(tiny), Order(paper=paper, landscape=landscape)))

    sides = sorted((paper.width_mm, paper.height_mm), reverse=landscape)

    assert [side / A_MILLIMETRE for side in pdf[0].get_size()] == pytest.approx(sides, abs=0.2)


def test_without_a_wish_the_page_lies_as_the_letters_become_larger(sample: Document) -> None:
    free, upright, lying = (
        picture_of(sample, map_of(sample), Order(may_fold=False, paper=parse_paper("A0"), landscape=landscape))
        for landscape in (None, False, True)
    )

    assert free.scale == max(upright.scale, lying.scale)


def test_a_roll_is_as_long_as_the_map(b2b: Document) -> None:
    pdf = opened(write_poster(b2b, map_of(b2b), Order(paper=parse_paper("roll 914"))))

    width, height = pdf[0].get_size()

    assert (height / A_MILLIMETRE == pytest.approx(914, abs=0.2), width > 2 * height) == (True, True)


def test_a_poster_longer_than_five_metres_says_so_in_larger_units(b2b: Document) -> None:
    data = write_poster(b2b, map_of(b2b), Order(paper=Paper("banner", 2000, 9000), landscape=True))

    assert (data[:8], b"/UserUnit" in data) == (b"%PDF-1.6", True)


def test_the_pdf_knows_its_title_and_author(tiny: Document) -> None:
    facts = opened(write_poster(tiny, map_of(tiny), Order(paper=parse_paper("A3")))).get_metadata_dict()

    assert (facts["Title"], facts["Author"]) == ("Tiny map", "Ann")


def test_fonts_are_embedded(b2b: Document) -> None:
    data = written(b2b, Order(paper=parse_paper("A0")))

    assert data.count(b"/FontFile2") == data.count(b"/Type /FontDescriptor") > 0


def test_the_same_map_gives_the_same_picture(b2b: Document) -> None:
    pages = [opened(write_poster(b2b, map_of(b2b), Order(paper=parse_paper("A1"))))[0] for _ in range(2)]

    first, second = (bytes(page.render(scale=0.5).buffer) for page in pages)

    assert first == second


def test_a_paper_smaller_than_its_margins_is_refused(tiny: Document) -> None:
    with pytest.raises(Refused, match="too small"):
        write_poster(tiny, map_of(tiny), Order(paper=Paper("stamp", 9, 9)))


def test_a_date_may_be_given(b2b: Document) -> None:
    date = datetime.date(2026, 11, 22)
    data = write_poster(
        b2b, map_of(b2b), Order(paper=parse_paper("A1"), tiles=parse_paper("A4")), date=date, revision=7
    )

    assert "revision7·22November2026" in words_of(opened(data)[1])
