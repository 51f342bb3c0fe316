"""Papers, and posters on many sheets."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesigner.document.refused import Refused
from cxdesigner.layout.plan import Rect
from cxdesigner.layout.sheets import PAPERS, Paper, label_of, letter_mm, parse_paper, readable_from_m, tile

LENGTHS = st.floats(30, 6_000)
SHEETS = st.sampled_from(["A4", "A3", "Letter", "Tabloid"])
OVERLAPS = st.sampled_from([0.0, 5.0, 10.0, 20.0])


@pytest.mark.parametrize(
    ("said", "width", "height"),
    [
        ("A0", 841, 1189),
        ("a4", 210, 297),
        ("2A0", 1189, 1682),
        ("letter", 215.9, 279.4),
        ("Legal", 215.9, 355.6),
        ("tabloid", 279.4, 431.8),
        ("Ledger", 279.4, 431.8),
        ("ANSI E", 863.6, 1117.6),
        ("ansi-d", 558.8, 863.6),
        ("arch e1", 762, 1066.8),
        ("ARCHE", 914.4, 1219.2),
        ("ARCH E3", 685.8, 990.6),
        ("roll 914", 914, 0),
        ("914 mm roll", 914, 0),
        ("Roll 36in", 914.4, 0),
        ("800x1200", 800, 1200),
        ("80 × 120 cm", 800, 1200),
        ("24x36in", 609.6, 914.4),
        ("1,2 x 0,8 m", 1200, 800),
    ],
)
def test_a_paper_is_known_by_what_people_call_it(said: str, width: float, height: float) -> None:
    paper = parse_paper(said)

    assert (paper.width_mm, paper.height_mm) == (width, height)


@pytest.mark.parametrize("name", list(PAPERS))
def test_every_paper_is_understood_by_its_own_name(name: str) -> None:
    assert parse_paper(name.swapcase()) == PAPERS[name]


@pytest.mark.parametrize(
    "said", ["", "A9", "roll", "0x5", "800x", "nan x 3", "-3x4", "1e9x2", "A0\nA1", "5x5mm", "99999x10m"]
)
def test_an_unknown_paper_is_refused_in_one_sentence_that_says_what_there_is(said: str) -> None:
    with pytest.raises(Refused, match=r"^(There is no paper|No paper can)[^\n]*\.$"):
        parse_paper(said)


@given(LENGTHS, LENGTHS, SHEETS, OVERLAPS, st.sampled_from([None, True, False]))
def test_the_sheets_cover_the_poster_with_exactly_the_announced_overlap(
    width: float, height: float, name: str, overlap: float, landscape: bool | None
) -> None:
    tiling = tile(width, height, PAPERS[name], overlap_mm=overlap, landscape=landscape)

    assert len(tiling.sheets) == tiling.rows * tiling.columns
    by_place = {(sheet.row, sheet.column): sheet.source for sheet in tiling.sheets}
    last = by_place[tiling.rows - 1, tiling.columns - 1]
    assert (by_place[0, 0].x, by_place[0, 0].y) == (0, 0)
    assert (last.right, last.bottom) == pytest.approx((width, height))
    for (row, column), source in by_place.items():
        if column:
            assert by_place[row, column - 1].right - source.x == pytest.approx(overlap)
        if row:
            assert by_place[row - 1, column].bottom - source.y == pytest.approx(overlap)


@given(LENGTHS, LENGTHS, SHEETS, OVERLAPS)
def test_every_part_fits_its_sheet(width: float, height: float, name: str, overlap: float) -> None:
    tiling = tile(width, height, PAPERS[name], overlap_mm=overlap)

    for sheet in tiling.sheets:
        assert sheet.on_paper.x == tiling.margin_mm
        assert sheet.on_paper.right <= tiling.paper.width_mm - tiling.margin_mm + 0.11
        assert sheet.on_paper.bottom <= tiling.paper.height_mm - tiling.margin_mm + 0.11


@given(st.integers(1, 9), st.floats(-0.09, 0.09), OVERLAPS)
def test_a_hair_too_much_costs_no_sheet(count: int, hair: float, overlap: float) -> None:
    window = 190.0
    width = count * window - (count - 1) * overlap + hair

    tiling = tile(width, 100, PAPERS["A4"], overlap_mm=overlap, landscape=False)

    assert tiling.columns == count


def test_more_than_a_hair_costs_one_sheet_more() -> None:
    assert tile(190.2, 100, PAPERS["A4"], overlap_mm=0, landscape=False).columns == 2


def test_without_a_wish_the_orientation_with_fewer_sheets_is_taken() -> None:
    wide = tile(1100, 190, PAPERS["A4"], overlap_mm=0)

    assert wide.paper.width_mm > wide.paper.height_mm
    assert len(wide.sheets) == 4


def test_a0_on_a4_with_an_overlap_of_ten_takes_twenty_five_sheets() -> None:
    assert len(tile(841, 1189, PAPERS["A4"]).sheets) == 25


@st.composite
def columns_of_cards(draw: st.DrawFn) -> list[Rect]:
    cards, x = [], draw(st.floats(0, 80))
    for _ in range(draw(st.integers(1, 30))):
        width = draw(st.floats(10, 60))
        cards.append(Rect(x, draw(st.floats(0, 300)), width, draw(st.floats(5, 60))))
        x += width + draw(st.floats(0, 30))
    return cards


@given(columns_of_cards(), OVERLAPS, SHEETS)
def test_seams_that_avoid_cards_cost_no_sheet_and_cut_no_more(cards: list[Rect], overlap: float, name: str) -> None:
    width = max(card.right for card in cards) + 10

    plain = tile(width, 370, PAPERS[name], overlap_mm=overlap, landscape=True)
    aware = tile(width, 370, PAPERS[name], overlap_mm=overlap, landscape=True, keep=cards)

    assert (aware.rows, aware.columns) == (plain.rows, plain.columns)
    assert aware.cut <= cut_by(plain.sheets, cards)
    assert aware.cut == cut_by(aware.sheets, cards)
    assert max(sheet.source.width for sheet in aware.sheets) <= aware.paper.width_mm - 20 + 0.11


def cut_by(sheets: object, cards: list[Rect]) -> int:
    return sum(not any(holds(sheet.source, card) for sheet in sheets) for card in cards)  # type: ignore[attr-defined]


def holds(sheet: Rect, card: Rect) -> bool:
    near = 1e-5
    across = sheet.x - near <= card.x and card.right <= sheet.right + near
    return across and sheet.y - near <= card.y and card.bottom <= sheet.bottom + near


def test_the_seam_moves_into_the_gutter_where_the_sheet_count_allows_it() -> None:
    cards = [Rect(40.0 + 62 * place, 20, 50, 20) for place in range(18)]

    tiling = tile(1189, 180, PAPERS["A4"], landscape=True, keep=cards)

    assert tiling.columns == tile(1189, 180, PAPERS["A4"], landscape=True).columns
    assert tiling.cut == 0
    for sheet in tiling.sheets[1:]:
        assert not [card for card in cards if card.x < sheet.source.x < card.right]


def test_blank_sheets_are_not_printed_but_remembered() -> None:
    tiling = tile(500, 500, PAPERS["A4"], is_blank=lambda part: part.x > 0 and part.y > 0)

    assert [sheet.number for sheet in tiling.sheets] == list(range(1, len(tiling.sheets) + 1))
    assert len(tiling.sheets) + len(tiling.blanks) == tiling.rows * tiling.columns
    assert all(sheet.row and sheet.column for sheet in tiling.blanks)


def test_a_poster_without_anything_on_it_still_has_one_sheet() -> None:
    assert len(tile(500, 500, PAPERS["A4"], is_blank=lambda _: True).sheets) == 1


def test_a_label_names_row_and_column() -> None:
    assert [label_of(0, 0), label_of(1, 2), label_of(25, 0), label_of(26, 9)] == ["A1", "B3", "Z1", "AA10"]


def test_cut_marks_are_the_corners_of_the_part_on_the_paper() -> None:
    (sheet,) = tile(100, 50, PAPERS["A4"], landscape=False).sheets

    assert sheet.cut_marks == ((10, 10), (110, 10), (110, 60), (10, 60))


@pytest.mark.parametrize(
    ("paper", "margin", "overlap"),
    [
        (PAPERS["roll 914"], 10, 10),
        (PAPERS["A4"], 96, 10),
        (PAPERS["A4"], 10, -1),
        (PAPERS["A4"], 10, 96),
        (PAPERS["A4"], 10, math.nan),
    ],
)
def test_sheets_that_cannot_be_are_refused(paper: Paper, margin: float, overlap: float) -> None:
    with pytest.raises(Refused):
        tile(500, 500, paper, margin_mm=margin, overlap_mm=overlap)


def test_letters_grow_with_the_scale_and_so_does_the_distance() -> None:
    assert letter_mm(2.0) == pytest.approx(2 * letter_mm())
    assert readable_from_m(6.2) == pytest.approx(2.48)
