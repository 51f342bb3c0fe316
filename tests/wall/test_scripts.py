"""Words of every script in what leaves the program: right way round, as vectors, in all outputs."""

from __future__ import annotations

import datetime
import io
import unicodedata
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator, QSvgRenderer

from cxdesigner.canvas import fonts
from cxdesigner.canvas.ink import text_block
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.layout.plan import TITLE
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.layout.text_fit import block
from cxdesigner.paper.cards import sheet_of, write_cards
from cxdesigner.paper.checklist import write_checklist
from cxdesigner.wall.handbook import write_manual
from cxdesigner.wall.order import Order
from cxdesigner.wall.pictures import write_svg
from cxdesigner.wall.poster import write_poster
from tests.onboarding import MAP, OFFER, onboarding
from tests.scripts import SCRIPTS

DAY = datetime.date(2026, 11, 28)
ARABIC = "عرض السعر (المعدّل)"
HEBREW = "הצעת מחיר [מעודכנת]"
EMOJI = "👩🏽‍💻👨‍👩‍👧‍👦"
SVG = "{http://www.w3.org/2000/svg}"


def _titled(title: str) -> Document:
    document = onboarding()
    before = document.touchpoint(OFFER)
    document.apply(Change.replacing([(before, replace(before, title=title))]))
    return document


def _drawn(painter: QPainter, title: str) -> None:
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    text_block(painter, block(title, 10, 10, 480, TITLE, fonts.measure), "#000000")


def _on_screen(title: str) -> QImage:
    image = QImage(500, 80, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    _drawn(painter, title)
    painter.end()
    return image


def _by_svg(title: str) -> QImage:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(500, 80))
    generator.setViewBox(QRectF(0, 0, 500, 80))
    painter = QPainter(generator)
    _drawn(painter, title)
    painter.end()
    image = QImage(500, 80, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(buffer.data())).render(painter, QRectF(0, 0, 500, 80))
    painter.end()
    return image


@pytest.mark.parametrize("title", [ARABIC, HEBREW, f"Angebot {ARABIC} v2"])
def test_what_reads_from_the_right_looks_in_svg_as_on_the_screen(qapp: object, title: str) -> None:
    one, other = _on_screen(title), _by_svg(title)

    pixels = [(x, y) for x in range(500) for y in range(80)]
    ink = sum(255 - one.pixelColor(x, y).red() for x, y in pixels)
    away = sum(abs(one.pixelColor(x, y).red() - other.pixelColor(x, y).red()) for x, y in pixels)

    assert ink > 50_000
    assert away < 0.25 * ink


def test_in_svg_other_words_stay_words(qapp: object) -> None:
    root = ElementTree.parse(io.BytesIO(write_svg(_titled(ARABIC), MAP, Order()))).getroot()

    said = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))

    assert "Training" in said
    assert not any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in said)


@pytest.mark.parametrize("title", [ARABIC, HEBREW])
def test_on_the_poster_what_reads_from_the_right_can_be_found_again(qapp: object, title: str) -> None:
    page = pypdfium2.PdfDocument(write_poster(_titled(title), MAP, Order(paper=parse_paper("A3"))))[0]

    assert title.split()[0] in page.get_textpage().get_text_range()


def test_people_with_a_trade_and_families_are_drawn_whole_and_as_vectors(qapp: object) -> None:
    page = pypdfium2.PdfDocument(write_poster(_titled(EMOJI), MAP, Order(paper=parse_paper("A3"))))[0]

    assert [thing for thing in page.get_objects() if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE] == []
    assert fonts.measure(EMOJI, TITLE) < fonts.measure("👩👩👩", TITLE)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _read(data: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_words_of_every_script_are_found_in_the_poster_again(qapp: object, script: str) -> None:
    poster = write_poster(_titled(SCRIPTS[script]), MAP, Order(paper=parse_paper("A3")), date=DAY)

    assert _plain(SCRIPTS[script]) in _plain(_read(poster))


@pytest.mark.slow
@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("pages", ["checklist", "cards", "manual"])
def test_the_words_of_every_script_are_found_on_every_page_again(qapp: object, script: str, pages: str) -> None:
    document = _titled(SCRIPTS[script])
    written = {
        "checklist": lambda: write_checklist(document, MAP, by="stage", paper=parse_paper("A4")),
        "cards": lambda: write_cards(document, MAP, sheet_of(8)),
        "manual": lambda: write_manual(document, MAP),
    }

    assert _plain(SCRIPTS[script]) in _plain(_read(written[pages]()))


def test_words_that_are_laid_over_outlines_leave_no_ink(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def painted() -> bytes:
        data = write_poster(_titled(SCRIPTS["Devanagari"]), MAP, Order(paper=parse_paper("A5")), date=DAY)
        return pypdfium2.PdfDocument(data)[0].render(scale=2).to_numpy().tobytes()

    with_words = painted()
    monkeypatch.setattr("cxdesigner.wall.finishing.lay_over", lambda writer, words: None)

    assert with_words == painted()
