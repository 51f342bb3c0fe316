"""Each sheet says which stages and lanes its part of the poster belongs to."""

from __future__ import annotations

import pypdfium2
import pytest

from cxdesigner.document.document import Document
from cxdesigner.layout.plan import Rect
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.wall.order import Order
from cxdesigner.wall.poster import tiling_of, write_poster
from cxdesigner.wall.repeated import lanes_beside, stages_above
from cxdesigner.wall.sizing import Picture, picture_of
from tests.wall.conftest import map_of, words_of


def poster(document: Document) -> Picture:
    return picture_of(document, map_of(document), Order(may_fold=False, paper=parse_paper("A0"))).trimmed()


def test_what_a_sheet_shows_itself_is_not_repeated(b2b: Document) -> None:
    picture = poster(b2b)
    whole = Rect(0, 0, picture.width_mm, picture.height_mm)

    assert stages_above(picture, whole) == []
    assert lanes_beside(picture, whole) == []


@pytest.mark.parametrize("tiles", ["A4", "Tabloid"])
def test_every_sheet_names_all_stages_and_lanes_of_its_part(b2b: Document, tiles: str) -> None:
    picture = poster(b2b)
    tiling = tiling_of(picture, Order(tiles=parse_paper(tiles)))
    data = write_poster(b2b, map_of(b2b), Order(paper=parse_paper("A0"), tiles=parse_paper(tiles), may_fold=False))
    pages = list(pypdfium2.PdfDocument(data))[1:]

    named = 0
    for sheet, page in zip(tiling.sheets, pages, strict=True):
        words = words_of(page)
        for heading in (*stages_above(picture, sheet.source), *lanes_beside(picture, sheet.source)):
            assert "".join(heading.name.split())[:3] in words
            named += 1
    assert named > len(pages)


def test_a_lane_is_named_where_it_goes_on_and_not_where_it_ended(b2b: Document) -> None:
    picture = poster(b2b)
    middle = Rect(picture.width_mm / 2, picture.height_mm / 2, 190, 60)

    lanes = lanes_beside(picture, middle)

    assert lanes
    assert all(middle.y <= lane.start < lane.end <= middle.bottom for lane in lanes)
