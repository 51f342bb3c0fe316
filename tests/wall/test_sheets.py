"""The poster on many sheets: as many as announced, each with its part, its name and its marks."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from PIL import Image

from cxdesigner.canvas.fonts import measure
from cxdesigner.document.document import Document
from cxdesigner.layout.plan import Rect
from cxdesigner.layout.sheets import label_of, parse_paper
from cxdesigner.wall.order import Order
from cxdesigner.wall.poster import drawn_parts, tiling_of
from cxdesigner.wall.sizing import picture_of
from tests.wall.conftest import map_of, titles_of, words_of, written

A_MILLIMETRE = 72 / 25.4


def printed(
    document: Document, paper: str = "A0", tiles: str = "A4", overlap_mm: float = 10.0
) -> pypdfium2.PdfDocument:
    """Return a poster on sheets."""
    order = Order(paper=parse_paper(paper), tiles=parse_paper(tiles), overlap_mm=overlap_mm)
    return pypdfium2.PdfDocument(written(document, order))


@pytest.mark.slow
@pytest.mark.parametrize("tiles", ["A4", "A3", "Letter", "Tabloid"])
@pytest.mark.parametrize("overlap_mm", [0.0, 10.0, 20.0])
def test_there_are_exactly_the_announced_sheets(b2b: Document, tiles: str, overlap_mm: float) -> None:
    pdf = printed(b2b, tiles=tiles, overlap_mm=overlap_mm)

    announced = re.search(r"(\d+)sheets?of", words_of(pdf[0]))
    numbered = [re.search(r"sheet(\d+)of(\d+)", words_of(page)) for page in list(pdf)[1:]]

    count = len(pdf) - 1
    assert announced is not None
    assert int(announced[1]) == count
    assert [found and found.groups() for found in numbered] == [(str(n + 1), str(count)) for n in range(count)]


@pytest.mark.slow
@pytest.mark.parametrize("tiles", ["A4", "A3", "Letter", "Tabloid"])
def test_every_sheet_has_exactly_the_size_of_its_paper(b2b: Document, tiles: str) -> None:
    pdf = printed(b2b, tiles=tiles)
    paper = parse_paper(tiles)

    sides = {tuple(sorted(round(side / A_MILLIMETRE, 2) for side in page.get_size())) for page in pdf}

    assert len(sides) == 1
    assert sides.pop() == pytest.approx(sorted((paper.width_mm, paper.height_mm)), abs=0.2)


@pytest.mark.slow
def test_no_sheet_is_blank(sample: Document) -> None:
    pdf = printed(sample)

    blank = [number for number, page in enumerate(pdf) if is_blank_inside(page)]

    assert blank == []


def is_blank_inside(page: pypdfium2.PdfPage) -> bool:
    """Tell whether nothing but marks is on a sheet: nothing is dark in its inside, crosses and dotted lines left out."""
    bitmap = page.render(scale=0.5, grayscale=True).to_pil()
    width, height = bitmap.size
    inside = bitmap.crop((int(width * 0.12), int(height * 0.12), int(width * 0.88), int(height * 0.88)))
    return bool(inside.getextrema()[0] > 235)


def test_no_sheet_is_spent_on_the_rest_of_the_line_of_a_title(b2b: Document) -> None:
    map = picture_of(b2b, map_of(b2b), Order(paper=parse_paper("A0"))).map
    heading = map.bands[0].plan.title
    assert heading is not None
    title = heading.lines[0]

    (part,) = [part for part in drawn_parts(map) if part[:2] == title.rect[:2]]

    assert measure(title.lines[0], title.style) == part.width < title.rect.width / 2


@pytest.mark.slow
@pytest.mark.parametrize("overlap_mm", [0.0, 10.0, 60.0])
@pytest.mark.parametrize("tiles", ["A4", "A5", "Tabloid"])
def test_a_sheet_that_is_left_out_takes_nothing_along(b2b: Document, tiles: str, overlap_mm: float) -> None:
    picture = picture_of(b2b, map_of(b2b), Order(paper=parse_paper("A0"))).trimmed()

    tiling = tiling_of(picture, Order(tiles=parse_paper(tiles), overlap_mm=overlap_mm))

    lost = [
        (x, y)
        for part in map(picture.on_page, drawn_parts(picture.map))
        for x in (part.x, part.center[0], part.right)
        for y in (part.y, part.center[1], part.bottom)
        if not any(
            sheet.source.x - 0.1 <= x <= sheet.source.right + 0.1
            and sheet.source.y - 0.1 <= y <= sheet.source.bottom + 0.1
            for sheet in tiling.sheets
        )
    ]
    assert lost == []


@pytest.mark.parametrize("overlap_mm", [10.0, 60.0])
def test_no_sheet_is_spent_on_what_its_neighbours_at_the_right_and_below_show(b2b: Document, overlap_mm: float) -> None:
    picture = picture_of(b2b, map_of(b2b), Order(paper=parse_paper("A0"))).trimmed()
    parts = [picture.on_page(rect) for rect in drawn_parts(picture.map)]

    tiling = tiling_of(picture, Order(tiles=parse_paper("A5"), overlap_mm=overlap_mm))

    labels = {sheet.label for sheet in tiling.sheets}
    idle = []
    for sheet in tiling.sheets:
        at_right, below = label_of(sheet.row, sheet.column + 1), label_of(sheet.row + 1, sheet.column)
        x, y, width, height = sheet.source
        own = Rect(x, y, width - overlap_mm * (at_right in labels), height - overlap_mm * (below in labels))
        if not any(part.meets(own) for part in parts):
            idle.append(sheet.label)
    assert idle == []


@pytest.mark.slow
def test_all_titles_are_on_the_sheets(sample: Document) -> None:
    pdf = printed(sample, overlap_mm=20.0)

    words = "".join(words_of(page) for page in pdf)

    assert [title for title in titles_of(sample) if title not in words] == []


def test_a_sheet_holds_its_own_part_only(b2b: Document) -> None:
    pdf = printed(b2b)

    first = words_of(pdf[1])

    assert ("Discoverycall" in first, "Requestforarecommendation" in first) == (True, False)


def test_a_sheet_is_named_by_row_and_column_and_names_its_neighbours(b2b: Document) -> None:
    pdf = printed(b2b)

    words = words_of(pdf[2])

    assert [part for part in ("A2", "col2/", "row1/", "A1", "A3", "B2", "B2Bonboarding") if part not in words] == []


@pytest.mark.parametrize("sheet", [1, 2, 3])
def test_the_bar_on_each_sheet_is_as_long_as_it_says(b2b: Document, sheet: int) -> None:
    page = printed(b2b)[sheet]
    said = re.search(r"(50|100)mm(:measureit|when|[A-Z]|$)", words_of(page))
    scale = 4.0
    bitmap = page.render(scale=scale, grayscale=True).to_pil()
    width, height = bitmap.size
    below = bitmap.crop((0, int(height - 9 * A_MILLIMETRE * scale), width, int(height - 4 * A_MILLIMETRE * scale)))

    longest = max(longest_dark_run(below.crop((0, y, below.width, y + 1)).tobytes()) for y in range(below.height))

    assert said is not None
    assert longest / scale / A_MILLIMETRE == pytest.approx(int(said[1]), abs=0.4)


def longest_dark_run(row: bytes) -> int:
    return max((len(run) for run in re.findall(rb"[\x00-\x60]+", row)), default=0)


def test_the_assembly_page_says_what_to_do(b2b: Document) -> None:
    words = words_of(printed(b2b)[0])

    said = ("Printallsheetsat100%", "overlap10mm", "PosterA0", "A1", "revision0")

    assert [part for part in said if part not in words] == []


@pytest.mark.slow
def test_sheets_glued_by_their_marks_give_back_the_poster(b2b: Document) -> None:
    scale = 1.5
    dots = A_MILLIMETRE * scale
    whole = picture_of(b2b, map_of(b2b), Order(paper=parse_paper("A1")))
    trimmed = whole.trimmed()
    tiling = tiling_of(trimmed, Order(tiles=parse_paper("A4")))
    poster = pypdfium2.PdfDocument(written(b2b, Order(paper=parse_paper("A1"))))[0]
    pages = printed(b2b, paper="A1")

    glued = Image.new("L", (round(trimmed.width_mm * dots), round(trimmed.height_mm * dots)), 255)
    for sheet in tiling.sheets:
        page = pages[sheet.number].render(scale=scale, grayscale=True).to_pil()
        x, y, right, bottom = (round(length * dots) for length in edges(sheet.on_paper))
        glued.paste(page.crop((x, y, right, bottom)), (round(sheet.source.x * dots), round(sheet.source.y * dots)))

    left, top = (whole.left_mm - trimmed.left_mm) * dots, (whole.top_mm - trimmed.top_mm) * dots
    expected = poster.render(scale=scale, grayscale=True).to_pil()
    expected = expected.crop((round(left), round(top), round(left) + glued.width, round(top) + glued.height))
    assert difference(glued.tobytes(), expected.tobytes()) < 4


def edges(rect: Rect) -> tuple[float, float, float, float]:
    return rect.x, rect.y, rect.right, rect.bottom


def test_cuts_run_between_the_cards_where_the_sheets_leave_room(b2b: Document) -> None:
    picture = picture_of(b2b, map_of(b2b), Order(may_fold=False, paper=parse_paper("A0"))).trimmed()

    tiling = tiling_of(picture, Order(tiles=parse_paper("A4")))

    parts = [picture.in_map(*sheet.source).grown(1) for sheet in tiling.sheets]
    cards = [card.rect.moved(0, band.top) for band in picture.map.bands for card in band.plan.cards]
    cut = [card for card in cards if not any(holds(part, card) for part in parts)]
    assert cut == []


def holds(part: Rect, rect: Rect) -> bool:
    return part.x <= rect.x and part.y <= rect.y and rect.right <= part.right and rect.bottom <= part.bottom


def difference(first: bytes, second: bytes) -> float:
    """Return by how much two pictures differ on the average, in shades from 0 to 255."""
    return sum(abs(a - b) for a, b in zip(first, second, strict=True)) / len(first)


def test_a_poster_that_fits_on_one_sheet_needs_no_assembly_page(tiny: Document) -> None:
    pdf = printed(tiny, paper="A4", tiles="A3")

    assert len(pdf) == 1
