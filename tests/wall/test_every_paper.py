"""Whatever is ordered: as many sheets as announced, each of its exact size, and none of them blank."""

from __future__ import annotations

import datetime
import itertools
import os

import pypdfium2
import pytest
from PySide6.QtGui import QImage, QPainter

from cxdesigner.document.document import Document
from cxdesigner.formats.templates import template, templates
from cxdesigner.layout.sheets import INCH_MM, PAPERS
from cxdesigner.wall.order import Order
from cxdesigner.wall.pictures import paint_picture
from cxdesigner.wall.poster import Poster, as_pdf, poster_of, tiling_of, told
from cxdesigner.wall.sizing import picture_of
from tests.wall.conftest import map_of

TEMPLATES = list(templates())
TILES = ("A4", "A3", "Letter", "Tabloid")
OVERLAPS = (0.0, 10.0, 20.0)
DATE = datetime.date(2026, 11, 28)
SCALE = 0.5
DOTS_PER_MM = 2
POINTS_PER_MM = 72 / INCH_MM
TWINS = {"ANSI A", "ANSI B"}
"""Other names of Letter and Tabloid."""


def wrongs(document: Document, poster: Poster) -> list[str]:
    """Return what is wrong with the PDF of a poster."""
    pdf = pypdfium2.PdfDocument(as_pdf(document, map_of(document), poster, Order().theme, DATE))
    wanted = [side * POINTS_PER_MM for side in poster.page_mm]
    wrong = [f"{len(pdf)} pages instead of {poster.pages}"] if len(pdf) != poster.pages else []
    for number, page in enumerate(pdf, 1):
        size = [right - left for left, right in zip(page.get_mediabox()[:2], page.get_mediabox()[2:], strict=True)]
        if size != pytest.approx(wanted, abs=0.01):
            wrong.append(f"page {number} is {size} and not {wanted}")
        is_sheet = number > poster.has_assembly
        if is_sheet and looks_blank(page, poster) and shows_nothing_of_its_own(poster, number):
            wrong.append(f"page {number} is blank")
    return wrong


def shows_nothing_of_its_own(poster: Poster, number: int) -> bool:
    """Tell whether nothing of the map is on a page but in the strips that the next ones, which are glued over them, show too.

    In the middle of a wide cell a sheet has no more than the line of a step near its edge; without it the wall had a hole.
    """
    if poster.tiling is None:
        return True
    strip, source = poster.tiling.overlap_mm, poster.sheets[number - 1 - poster.has_assembly].source
    width, height = (round((side - strip) * DOTS_PER_MM) for side in (source.width, source.height))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(DOTS_PER_MM / 10, DOTS_PER_MM / 10)
    painter.translate(-source.x * 10, -source.y * 10)
    paint_picture(painter, poster.picture, Order().theme)
    painter.end()
    return all(image.pixelColor(x, y).lightness() > 250 for x in range(width) for y in range(height))


def looks_blank(page: pypdfium2.PdfPage, poster: Poster) -> bool:
    """Tell whether nothing is on a sheet but the marks around it and in the strips that neighbours share."""
    picture = page.render(scale=SCALE, grayscale=True).to_pil()
    width, height = picture.size
    edge = 5.0 if poster.tiling is None else poster.tiling.margin_mm + poster.tiling.overlap_mm + 5
    x = y = round(edge * POINTS_PER_MM * SCALE)
    return bool(picture.crop((x, y, width - x, height - y)).getextrema()[0] > 250)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("paper", "tiles", "overlap_mm", "name"),
    [
        ("A1", "A4", 10.0, TEMPLATES[0]),
        ("A3", "Letter", 20.0, TEMPLATES[1]),
        ("ANSI D", "Tabloid", 0.0, TEMPLATES[2]),
        ("roll 914", "A3", 10.0, TEMPLATES[3]),
        ("A2", "A4", 0.0, TEMPLATES[4]),
    ],
)
def test_sheets_are_as_announced_exact_and_not_blank(paper: str, tiles: str, overlap_mm: float, name: str) -> None:
    document = template(name)
    order = Order(paper=PAPERS[paper], tiles=PAPERS[tiles], overlap_mm=overlap_mm)

    poster = poster_of(document, map_of(document), order)

    assert wrongs(document, poster) == []
    assert f"{len(poster.sheets)} sheet{'' if len(poster.sheets) == 1 else 's'} of {tiles}" in told(poster)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("paper", [paper for paper in PAPERS if paper not in TWINS])
def test_so_it_is_for_every_paper_with_all_sheets_and_overlaps(paper: str) -> None:
    """All templates too with CXDESIGNER_EVERY_TEMPLATE=1, in seven minutes; else one for each, in turns."""
    ways = [*itertools.product(TILES, OVERLAPS)]
    has_all = os.environ.get("CXDESIGNER_EVERY_TEMPLATE") == "1"
    found: dict[str, list[str]] = {}
    for place, name in enumerate(TEMPLATES):
        document = template(name)
        whole = picture_of(document, map_of(document), Order(paper=PAPERS[paper]))
        found[name] = wrongs(document, Poster(whole, None, "A title", "revision 1"))
        for tiles, overlap_mm in ways if has_all else ways[place :: len(TEMPLATES)]:
            picture = whole.trimmed()
            order = Order(paper=PAPERS[paper], tiles=PAPERS[tiles], overlap_mm=overlap_mm)
            poster = Poster(picture, tiling_of(picture, order), "A title", "revision 1")
            found[f"{name} on {tiles}, {overlap_mm} mm"] = wrongs(document, poster)

    assert {order: wrong for order, wrong in found.items() if wrong} == {}
