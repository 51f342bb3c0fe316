"""Cards and grids for a paper wall."""

from __future__ import annotations

import pypdfium2
import pytest

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.document.short_ids import meant_by, short_ids
from cxdesigner.layout.addresses import addresses_of, lane_letter, lane_number
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.paper.cards import LABELS, sheet_of, write_cards
from cxdesigner.paper.workshop_grid import grid_of, sheets_of, write_grid
from tests.paper.conftest import DATE, MAP, words_of


@pytest.mark.parametrize("per_sheet", [8, 6, 4])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_touchpoint_is_on_a_card_with_its_id(onboarding: Document, per_sheet: int, paper: str) -> None:
    data = write_cards(onboarding, MAP, sheet_of(per_sheet, parse_paper(paper)), blanks=5, date=DATE)

    pdf = pypdfium2.PdfDocument(data)
    words = words_of(pdf)
    assert len(pdf) == -(-8 // per_sheet)
    for said in ("9 Welcome call", "Thank-you card", "Nobody visits", "CAL", "CAR", "VIS", "Service · Phone", "Title"):
        assert said in words


@pytest.mark.parametrize("name", list(LABELS))
def test_the_labels_of_a_sheet_lie_on_its_paper_and_on_no_other_label(name: str) -> None:
    sheet = sheet_of(labels=name.upper())

    right = sheet.left + (sheet.columns - 1) * sheet.pitch_x + sheet.width
    low = sheet.top + (sheet.rows - 1) * sheet.pitch_y + sheet.height
    assert right <= sheet.paper.width_mm - sheet.left + 0.2
    assert low <= sheet.paper.height_mm - sheet.top + 0.2
    assert sheet.pitch_x >= sheet.width
    assert sheet.pitch_y >= sheet.height


def test_label_sheets_and_counts_that_nobody_knows_are_refused() -> None:
    with pytest.raises(Refused, match="Avery L7163"):
        sheet_of(labels="napkin")
    with pytest.raises(Refused, match="8, 6 or 4"):
        sheet_of(7)
    with pytest.raises(Refused, match="too small"):
        sheet_of(8, parse_paper("100x100"))


def test_the_code_of_a_card_holds_the_id_of_its_touchpoint(onboarding: Document) -> None:
    from reportlab.graphics.barcode.qr import QrCodeWidget

    from cxdesigner.paper.cards import _bars

    page = pypdfium2.PdfDocument(write_cards(onboarding, MAP, sheet_of(4), date=DATE))[0]
    picture = page.render(scale=6).to_pil().convert("L")
    widget = QrCodeWidget("card", barLevel="M")
    widget.qr.make()
    side = len(widget.qr.modules)
    height = 297 / 2
    code = min(24.0, height * 0.36)
    to_pixels = 6 * 72 / 25.4
    for row in range(side):
        for column in range(side):
            x = (105 - 4.5 - code + (column + 0.5) * code / side) * to_pixels
            y = (height - 4.5 - code + (row + 0.5) * code / side) * to_pixels
            assert (picture.getpixel((round(x), round(y))) < 128) == bool(widget.qr.modules[row][column])
    assert sum(end - start for _, start, end in _bars(widget.qr.modules)) == sum(map(sum, widget.qr.modules))


@pytest.mark.parametrize(
    ("ids", "short"),
    [
        (("k3v9m2", "k3w111", "abc"), {"k3v9m2": "K3V", "k3w111": "K3W", "abc": "ABC"}),
        (("abcd1", "abcd2"), {"abcd1": "ABCD1", "abcd2": "ABCD2"}),
        (("t-1", "t-12"), {"t-1": "T-1", "t-12": "T-12"}),
    ],
)
def test_short_ids_are_as_long_as_it_takes(ids: tuple[str, ...], short: dict[str, str]) -> None:
    all_ids = [RecordId(each) for each in ids]

    found = short_ids(all_ids)

    assert found == short
    assert all(meant_by(typed.lower(), all_ids) == [record_id] for record_id, typed in found.items())


@pytest.mark.parametrize(("typed", "meant"), [("o9c", "09c4"), ("ILX", "11x2"), ("09C", "09c4"), ("zzz", None)])
def test_a_letter_that_looks_like_a_figure_is_read_as_one(typed: str, meant: str | None) -> None:
    found = meant_by(typed, [RecordId("09c4"), RecordId("11x2")])

    assert found == ([meant] if meant else [])


def test_lanes_have_letters_like_columns_of_a_spreadsheet() -> None:
    assert [lane_letter(number) for number in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]
    assert all(lane_number(lane_letter(number).lower()) == number for number in range(200))


def test_the_grid_is_as_large_as_its_cards_and_calls_its_cells_by_name(onboarding: Document) -> None:
    sheet = sheet_of(8)

    page = pypdfium2.PdfDocument(write_grid(onboarding, MAP, sheet, date=DATE))[0]

    grid = grid_of(onboarding, MAP, sheet)
    words = page.get_textpage().get_text_range().split()
    assert page.get_size() == pytest.approx((grid.width / 25.4 * 72, grid.height / 25.4 * 72), abs=0.1)
    assert {"A1.1", "A1.2", "A1.3", "B2.2", "C2.1", "Marketing"} <= set(words)
    assert "A1.4" not in words  # two steps and a spare one


@pytest.mark.parametrize("paper", ["A4", "A3", "Letter"])
def test_the_grid_on_sheets_has_as_many_as_announced_and_shows_every_cell(onboarding: Document, paper: str) -> None:
    sheet = sheet_of(8)
    columns, rows = sheets_of(grid_of(onboarding, MAP, sheet), parse_paper(paper))

    pdf = pypdfium2.PdfDocument(write_grid(onboarding, MAP, sheet, tiles=parse_paper(paper), date=DATE))

    assert len(pdf) == columns * rows
    assert f"Sheet A1 of {lane_letter(rows - 1)}{columns}" in words_of(pdf)


def test_a_grid_too_long_for_one_page_asks_for_sheets(onboarding: Document) -> None:
    wide = sheet_of(4, parse_paper("2000x2000"))

    with pytest.raises(Refused, match="put it on sheets"):
        write_grid(onboarding, MAP, wide)


def test_an_address_leads_to_its_cell_and_a_wrong_one_nowhere(onboarding: Document) -> None:
    addresses = addresses_of(onboarding, MAP)

    found = addresses.cell(" b2.3 ")

    assert found is not None
    assert (found[0].title, found[1], found[2].team_id) == ("Up and running", 2, "marketing")
    assert [addresses.cell(wrong) for wrong in ("Z1.1", "A9.1", "A1.0", "A0.1", "A1", "", "1.1")] == [None] * 7
