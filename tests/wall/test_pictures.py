"""SVG and PNG: the same picture for slides and pages."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage

from cxdesigner.document.document import Document
from cxdesigner.document.refused import Refused
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.wall.pictures import write_png, write_svg
from tests.wall.conftest import map_of, titles_of

SVG = "{http://www.w3.org/2000/svg}"


def test_text_stays_text_in_svg(sample: Document) -> None:
    root = ElementTree.fromstring(write_svg(sample, map_of(sample)))

    words = "".join("".join((text.text or "").split()) for text in root.iter(f"{SVG}text"))

    assert [title for title in titles_of(sample) if title not in words] == []


def test_svg_begins_with_a_white_ground_of_its_whole_size(b2b: Document) -> None:
    root = ElementTree.fromstring(write_svg(b2b, map_of(b2b)))

    first = next(root.iter(f"{SVG}rect"))

    assert [first.get("width"), first.get("height")] == (root.get("viewBox") or "").split()[2:]


def test_svg_has_the_size_of_the_paper(b2b: Document) -> None:
    root = ElementTree.fromstring(write_svg(b2b, map_of(b2b), paper=parse_paper("A0"), landscape=True))

    assert (root.get("width"), root.get("height")) == ("1189mm", "841mm")


def test_hostile_titles_leave_svg_well_formed(tiny: Document) -> None:
    from dataclasses import replace

    from cxdesigner.document.change import Change
    from cxdesigner.document.records import RecordId

    card = tiny.touchpoint(RecordId("card"))
    tiny.apply(Change.replacing([(card, replace(card, title='<b>&amp;]]> "x" \' </text>'))]))

    root = ElementTree.fromstring(write_svg(tiny, map_of(tiny)))

    assert any("<b>&amp;]]>" in (text.text or "") for text in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("dots", [72, 150])
def test_png_has_as_many_dots_as_asked_for(tiny: Document, dots: int) -> None:
    data = write_png(tiny, map_of(tiny), dots_per_inch=dots, paper=parse_paper("A4"), landscape=False)

    image = QImage.fromData(data)

    assert (image.width(), image.height()) == (round(210 / 25.4 * dots), round(297 / 25.4 * dots))


def test_png_stands_on_white(tiny: Document) -> None:
    image = QImage.fromData(write_png(tiny, map_of(tiny), dots_per_inch=72))

    assert image.pixelColor(0, 0).name() == "#ffffff"


def test_a_picture_that_no_computer_can_hold_is_refused(tiny: Document) -> None:
    with pytest.raises(Refused, match="too large"):
        write_png(tiny, map_of(tiny), dots_per_inch=2400, paper=parse_paper("A0"))
