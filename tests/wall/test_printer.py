"""What comes out of a printer: pages of exact size, only those that were wanted, and a sentence where it goes wrong."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter

from cxdesigner.canvas.theme import PAPER
from cxdesigner.document.document import Document
from cxdesigner.document.refused import Refused
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.wall.order import Order
from cxdesigner.wall.poster import Poster, poster_of, write_poster
from cxdesigner.wall.printer import print_poster, printer_for
from tests.wall.conftest import map_of, words_of

A_MILLIMETRE = 72 / 25.4


def of(document: Document, tiles: str | None, paper: str = "A1") -> Poster:
    order = Order(paper=parse_paper(paper), tiles=None if tiles is None else parse_paper(tiles))
    return poster_of(document, map_of(document), order, "today")


def into(path: Path, poster: Poster) -> QPrinter:
    """Return a printer that prints into a file."""
    printer = printer_for(poster)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


@pytest.mark.slow
@pytest.mark.parametrize("tiles", [None, "A4", "A3", "Letter"])
def test_as_many_pages_of_exactly_their_size_are_printed_as_a_pdf_has(
    b2b: Document, tmp_path: Path, tiles: str | None
) -> None:
    poster = of(b2b, tiles)

    count = len(list(print_poster(poster, into(tmp_path / "out.pdf", poster), PAPER)))

    printed = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    paper = None if tiles is None else parse_paper(tiles)
    saved = pypdfium2.PdfDocument(write_poster(b2b, map_of(b2b), Order(paper=parse_paper("A1"), tiles=paper)))
    assert count == len(printed) == len(saved) == poster.pages
    for one, other in zip(printed, saved, strict=True):
        assert one.get_size() == pytest.approx(other.get_size(), abs=0.2 * A_MILLIMETRE)


def test_only_the_pages_that_were_chosen_are_printed(b2b: Document, tmp_path: Path) -> None:
    poster = of(b2b, "A4")
    printer = into(tmp_path / "out.pdf", poster)
    printer.setFromTo(3, 4)

    assert list(print_poster(poster, printer, PAPER)) == [3, 4]
    assert poster.labels_on(range(3, 5)) == {"A2", "A3"}

    words = [words_of(page) for page in pypdfium2.PdfDocument(tmp_path / "out.pdf")]
    assert [f"sheet{number}of" in said for number, said in zip((2, 3), words, strict=True)] == [True, True]


def test_a_page_that_is_not_there_is_refused_in_one_sentence(b2b: Document, tmp_path: Path) -> None:
    poster = of(b2b, None)
    printer = into(tmp_path / "out.pdf", poster)
    printer.setFromTo(2, 3)

    with pytest.raises(Refused, match="this poster has 1"):
        list(print_poster(poster, printer, PAPER))


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_write_says_so(b2b: Document, tmp_path: Path) -> None:
    poster = of(b2b, None)
    printer = into(tmp_path / "no such folder" / "out.pdf", poster)

    with pytest.raises(Refused) as refusal:
        list(print_poster(poster, printer, PAPER))

    assert str(refusal.value).endswith(".")


def test_paper_is_printed_on_one_side_under_the_name_of_the_map(b2b: Document) -> None:
    printer = printer_for(of(b2b, "A4"))

    assert printer.duplex() == QPrinter.DuplexMode.DuplexNone
    assert printer.docName() == "B2B onboarding"


def test_who_stops_before_the_last_page_prints_no_page_more(tmp_path: Path, b2b: Document) -> None:
    poster = of(b2b, "A4")
    pages = print_poster(poster, into(tmp_path / "out.pdf", poster), PAPER)

    assert [next(pages), next(pages)] == [1, 2]
    pages.close()  # type: ignore[attr-defined]

    assert len(pypdfium2.PdfDocument(tmp_path / "out.pdf")) <= 2
