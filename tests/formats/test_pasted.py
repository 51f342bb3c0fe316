"""What other programs put on the clipboard becomes rows, lines or one sentence, and never harm."""

from __future__ import annotations

import contextlib
import time

import pytest

from cxdesigner.document import limits
from cxdesigner.document.reading import first_map, touchpoints_of
from cxdesigner.document.refused import Refused
from cxdesigner.formats import html_table, pasted
from cxdesigner.formats.copied import as_html, as_lines
from cxdesigner.formats.imported import Imported
from tests.onboarding import BUY, OFFER, WELCOME, onboarding

SPREADSHEET = """<html><head><style>td {color:red}</style></head><body><!--StartFragment--><table border=0>
<tr><th>Stage</th><th>Touchpoint</th><th>Channel</th></tr>
<tr><td rowspan=2>Buy</td><td>Offer<br>by mail</td><td>Email</td></tr>
<tr><td>Q &amp; A</td><td><b>Phone</b></td></tr></table><!--EndFragment--></body></html>"""


def cards(made: Imported) -> list[tuple[str, str, str]]:
    document = made.document
    return [
        (document.title_of(one.stage_id), one.title, document.title_of(one.channel_id))
        for one in touchpoints_of(document, first_map(document).id)
    ]


# -- copying -----------------------------------------------------------------------------------------------------------


def test_copied_cards_are_lines_as_they_are_said() -> None:
    assert as_lines(onboarding(), (OFFER, WELCOME)) == "Offer – Email – Sales\nWelcome letter – Email – Service"


def test_copied_cards_are_a_table_that_comes_back_as_the_same_cards() -> None:
    rows = pasted.read_table(as_html(onboarding(), (OFFER, WELCOME)), "")

    assert rows[0][:5] == ["Stage", "Step", "Touchpoint", "Channel", "Team"]
    assert pasted.is_obvious(rows)
    assert cards(pasted.read(rows)) == [("Buy", "Offer", "Email"), ("Use", "Welcome letter", "Email")]


def test_a_stage_is_copied_with_all_its_cards() -> None:
    assert as_lines(onboarding(), (BUY,)).count("\n") == 1


def test_what_people_type_is_no_html_and_no_formula() -> None:
    html = html_table.write_html(["a<b"], [["<script>x</script>"], ["two\nlines"]])

    assert "<script>" not in html
    assert html_table.read_html(html) == [["a<b"], ["<script>x</script>"], ["two\nlines"]]


# -- reading -----------------------------------------------------------------------------------------------------------


def test_cells_of_a_spreadsheet_are_read_with_merged_ones_and_line_ends() -> None:
    rows = pasted.read_table(SPREADSHEET, "ignored")

    assert rows == [["Stage", "Touchpoint", "Channel"], ["Buy", "Offer\nby mail", "Email"], ["Buy", "Q & A", "Phone"]]
    assert cards(pasted.read(rows)) == [("Buy", "Offer by mail", "Email"), ("Buy", "Q & A", "Phone")]


def test_text_with_tabs_is_a_table_and_sentences_with_commas_are_not() -> None:
    assert pasted.read_table("", "Offer\tEmail\n\nTraining\tPhone\n") == [["Offer", "Email"], ["Training", "Phone"]]
    assert pasted.read_table("", "First, they call\nThen, they wait") == []
    assert pasted.read_table("", "Stage,Touchpoint\nBuy,Offer") == [["Stage", "Touchpoint"], ["Buy", "Offer"]]


def test_headers_that_are_known_need_no_question_and_others_do() -> None:
    assert pasted.is_obvious([["Touchpoint", "Channel"], ["Offer", "Email"]])
    assert not pasted.is_obvious([["Offer", "Email"], ["Training", "Phone"]])
    assert not pasted.is_obvious([["Name", "Wert", "Farbe", "Ort"], ["Offer", "1", "2", "3"]])
    assert not pasted.is_obvious([["Touchpoint", "Channel"]])


def test_columns_without_headers_are_guessed_from_what_they_say() -> None:
    rows = [
        ["1", "Offer", "Email", "Sales", "contract signing + 2 days", "2"],
        ["2", "Training", "Phone", "Service", "every Friday", "-1"],
    ]

    names = pasted.guesses(rows, onboarding(), has_headings=False)

    assert names == ["number", "title", "channel_id", "team_id", "when", "emotion"]


def test_a_table_is_read_as_people_have_said() -> None:
    rows = [["Farbe", "Was"], ["blue", "Offer"], ["red", "Training"]]

    made = pasted.read_as(rows, ["custom", "title"], has_headings=True)

    first = touchpoints_of(made.document, first_map(made.document).id)[0]
    assert (first.title, [(one.title, one.value) for one in first.custom]) == ("Offer", [("Farbe", "blue")])


def test_a_table_without_titles_is_refused() -> None:
    with pytest.raises(Refused, match="names the touchpoints"):
        pasted.read_as([["a", "b"]], ["when", ""], has_headings=False)


# -- too much, and hostile ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", "x\ty\n" * (limits.TABLE_ROWS + 2)),
        ("", "\t".join("abcdefgh" * 10)),
        ("", "x\t" + "y" * (limits.TABLE_CELL_CHARACTERS + 1)),
        ("", "z" * (pasted.MOST_CHARACTERS + 1)),
        ("", "z" * (limits.TEXT_CHARACTERS + 1)),
        ("<table>" + "<tr><td>x" * (limits.TABLE_ROWS + 20), ""),
        ("<table><tr>" + "<td>x" * 1_000, ""),
        ("<table><tr><td colspan=9999>" * 50, ""),
        ("<table><tr><td>" + "y" * (limits.TABLE_CELL_CHARACTERS + 1) + "</table>", ""),
        ("<table>" * 100, ""),
    ],
)
def test_too_much_is_refused_in_one_sentence(html: str, text: str) -> None:
    with pytest.raises(Refused) as refusal:
        pasted.read_table(html, text)

    assert str(refusal.value).endswith(".")


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(Refused, match="too much"):
        pasted.read_lines("line\n" * (limits.TABLE_ROWS + 1))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["<!--", "<a ", "<table><tr><td x=", "&#", "</", "<![CDATA[", "<script>", "<td a='", "<td a=>", "<?"]
)
def test_html_that_never_ends_costs_hardly_more_than_the_largest_table(piece: str, cost_of_the_largest: float) -> None:
    html = ("<table><tr><td>" + piece * (html_table.MOST_CHARACTERS // len(piece)))[: html_table.MOST_CHARACTERS]

    cost = _cost_of_reading(html)

    assert cost < 3 * cost_of_the_largest


@pytest.fixture(scope="module")
def cost_of_the_largest() -> float:
    """CPU seconds for a sound table of as many characters as are taken: the floor, on whatever machine this is."""
    row = "<tr>" + "<td class=xl65 style='width:48pt'>Welcome</td>" * limits.TABLE_COLUMNS + "</tr>"
    return _cost_of_reading("<table>" + row * (html_table.MOST_CHARACTERS // len(row) - 1) + "</table>")


def _cost_of_reading(html: str) -> float:
    start = time.process_time()
    with contextlib.suppress(Refused):
        pasted.read_table(html, "")
    return time.process_time() - start


def test_nothing_of_a_script_or_a_style_is_read_and_nothing_is_loaded() -> None:
    html = "<table><tr><td><script>alert(1)</script>a<img src='http://example.org/x.png'><style>b{}</style></td><td>c\x00\x07</td></tr></table>"

    assert html_table.read_html(html) == [["a", "c"]]
