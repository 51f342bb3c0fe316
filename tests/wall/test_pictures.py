"""SVG and PNG: the same picture for slides and pages."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops
from PySide6.QtGui import QImage

from cxdesigner.document.document import Document
from cxdesigner.document.refused import Refused
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.wall import strips
from cxdesigner.wall.order import Order
from cxdesigner.wall.pictures import write_png, write_svg
from tests.wall.conftest import SAMPLES, map_of, titles_of

SVG = "{http://www.w3.org/2000/svg}"


def test_text_stays_text_in_svg(sample: Document) -> None:
    root = ElementTree.fromstring(write_svg(sample, map_of(sample), Order()))

    words = "".join("".join((text.text or "").split()) for text in root.iter(f"{SVG}text"))

    assert [title for title in titles_of(sample) if title not in words] == []


def test_svg_begins_with_a_white_ground_of_its_whole_size(b2b: Document) -> None:
    root = ElementTree.fromstring(write_svg(b2b, map_of(b2b), Order()))

    first = next(root.iter(f"{SVG}rect"))

    assert [first.get("width"), first.get("height")] == (root.get("viewBox") or "").split()[2:]


def test_svg_has_the_size_of_the_paper(b2b: Document) -> None:
    root = ElementTree.fromstring(write_svg(b2b, map_of(b2b), Order(paper=parse_paper("A0"), landscape=True)))

    assert (root.get("width"), root.get("height")) == ("1189mm", "841mm")


def test_hostile_titles_leave_svg_well_formed(tiny: Document) -> None:
    from dataclasses import replace

    from cxdesigner.document.change import Change
    from cxdesigner.document.records import RecordId

    card = tiny.touchpoint(RecordId("card"))
    tiny.apply(Change.replacing([(card, replace(card, title='<b>&amp;]]> "x" \' </text>'))]))

    root = ElementTree.fromstring(write_svg(tiny, map_of(tiny), Order()))

    assert any("<b>&amp;]]>" in (text.text or "") for text in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("dots", [72, 150])
def test_png_has_as_many_dots_as_asked_for(tiny: Document, dots: int) -> None:
    data = write_png(tiny, map_of(tiny), Order(paper=parse_paper("A4"), landscape=False), dots_per_inch=dots)

    image = QImage.fromData(data)

    assert (image.width(), image.height()) == (round(210 / 25.4 * dots), round(297 / 25.4 * dots))


def test_png_stands_on_white(tiny: Document) -> None:
    image = QImage.fromData(write_png(tiny, map_of(tiny), Order(), dots_per_inch=72))

    assert image.pixelColor(0, 0).name() == "#ffffff"


def test_a_picture_that_no_computer_can_hold_is_refused(tiny: Document) -> None:
    with pytest.raises(Refused, match="too large"):
        write_png(tiny, map_of(tiny), Order(paper=parse_paper("A0")), dots_per_inch=2400)


def test_a_picture_in_strips_has_no_seams(b2b: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    in_strips = Image.open(BytesIO(write_png(b2b, map_of(b2b), Order(), dots_across=2400)))
    monkeypatch.setattr(strips, "STRIP", 10_000)

    whole = Image.open(BytesIO(write_png(b2b, map_of(b2b), Order(), dots_across=2400)))

    assert in_strips.size == whole.size
    assert whole.height > 2 * 256
    other = ImageChops.difference(in_strips, whole).convert("L").histogram()
    assert sum(other[1:]) <= 40  # Qt begins a dash a little elsewhere where a line was cut off.


@pytest.mark.slow
def test_a_large_picture_takes_memory_for_a_strip_only(b2b: Document) -> None:
    code = """
import re, sys
from pathlib import Path
from cxdesigner.formats.table_read import read_table
from cxdesigner.document.reading import first_map
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.wall import strips
from cxdesigner.wall.pictures import write_png
from cxdesigner.wall.order import Order
path = Path(sys.argv[1])
document = read_table(path.read_bytes(), path.name).document
write_png(document, first_map(document).id, Order(paper=parse_paper("A0")), dots_per_inch=150)
print(int(re.search("VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""

    done = subprocess.run([sys.executable, "-c", code, str(SAMPLES[0])], capture_output=True, text=True, check=True)

    assert int(done.stdout) < 250  # MB; the dots alone are 105 MB, and Qt would hold 140 MB of them at once


def test_a_picture_tells_how_far_it_is_and_can_be_stopped(tiny: Document) -> None:
    class Stop(Exception):
        pass

    told: list[float] = []

    def progress(share: float) -> None:
        told.append(share)
        if share > 0.3:
            raise Stop

    with pytest.raises(Stop):
        write_png(tiny, map_of(tiny), Order(paper=parse_paper("A3")), dots_per_inch=150, progress=progress)

    assert 0.3 < told[-1] < 0.6


def test_the_title_travels_with_the_picture(tiny: Document) -> None:
    image = QImage.fromData(write_png(tiny, map_of(tiny), Order(), dots_per_inch=72))

    assert image.text("Title") == "Tiny map"
