"""Tables as people keep them: any delimiter, encoding, line end, header, and what is wrong with them."""

from __future__ import annotations

import random

import pytest

from cxdesigner.document import limits
from cxdesigner.document.document import Document
from cxdesigner.document.fields import FieldInfo, fields_of
from cxdesigner.document.reading import first_map, stages_of
from cxdesigner.document.records import (
    Channel,
    ChannelKind,
    CustomField,
    Link,
    LinkKind,
    Team,
    Touchpoint,
)
from cxdesigner.document.refused import Refused
from cxdesigner.formats.table_read import read_table, title_from
from tests.formats.tables import cards, only_card, read

PLAIN = "Stage,Touchpoint,Team,Channel,When,Moment of truth\nBuy,Café visit,Sales,Email,Any time,yes\nUse,Call,Service,Phone,,no\n"


def what_it_says(document: Document) -> list[tuple[str, ...]]:
    return [
        (
            document.title_of(card.stage_id),
            card.title,
            document.title_of(card.team_id),
            document.title_of(card.channel_id),
            card.when,
            str(card.moment_of_truth),
        )
        for card in cards(document)
    ]


# -- bytes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_delimiter_encoding_and_line_end_do_not_matter(encoding: str, delimiter: str, line_end: str) -> None:
    data = PLAIN.replace(",", delimiter).replace("\n", line_end).encode(encoding)

    made = read_table(data, "table.csv")

    assert what_it_says(made.document) == what_it_says(read(PLAIN).document)
    assert made.problems == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_table_in_chinese_needs_no_mark_of_its_encoding(encoding: str) -> None:
    text = "触点,Touchpoint,说明\n" + "销售团队,欢迎客户来电咨询我们的产品,我们的销售人员在电话中介绍产品和服务\n" * 20

    made = read_table(text.encode(encoding), "table.csv")

    assert {card.title for card in made.document.all(Touchpoint)} == {"欢迎客户来电咨询我们的产品"}


def test_a_line_that_names_the_delimiter_is_obeyed_and_not_read() -> None:
    made = read("sep=;\n" + PLAIN.replace(",", ";"))

    assert what_it_says(made.document) == what_it_says(read(PLAIN).document)


def test_commas_in_the_texts_of_a_table_with_semicolons_do_not_cut_it() -> None:
    card = only_card("Touchpoint;What;Team\nCall, then write, then call;a, b, c, d, e;Sales\n")

    assert card.title == "Call, then write, then call"
    assert card.what == "a, b, c, d, e"


def test_a_cell_with_several_lines_stays_one_cell() -> None:
    card = only_card('Touchpoint,What\nCall,"first, line\r\nsecond ""line"""\n')

    assert card.what == 'first, line\nsecond "line"'


def test_a_row_whose_quotation_marks_do_not_match_is_reported_and_the_others_do_not_suffer() -> None:
    made = read('Touchpoint,Team,What\nOne,Sales,a\n"Big" sale,Sales,b\nThree,Sales,"c\nd"\n"Four,Sales,e\n')

    assert [card.title for card in cards(made.document)] == ["One", '"Big" sale', "Three", '"Four']
    assert [problem.row for problem in made.problems] == [3, 5]
    assert made.problems[0].text == '"Big" sale,Sales,b'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"  \r\n\t\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"PK\x03\x04 and so on", "Excel workbook"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (bytes(range(256)), "not a text file"),
        (b"Touchpoint\x01,\x02Team\n", "not a text file"),
        (b"SQLite format 3\x00\x10\x00\x01\x01\x00", "not a text file"),
        (b"name of,things\n1,2\n", "no column that names touchpoints"),
        (b"Touchpoint,Team\n", "no rows"),
        (b"Touchpoint,Team\n\n,,\n", "no rows"),
        (b"x" * (limits.FILE_BYTES + 1), "too large"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason) as refused:
        read_table(data, "thing.csv")

    assert str(refused.value).count("\n") == 0


@pytest.mark.parametrize("stray", ["\0", "\x01", "\x0b", "\x1b"])
def test_a_control_character_that_an_old_system_left_does_no_harm(stray: str) -> None:
    made = read(f"Touchpoint,What\nCa{stray}ll,{'we talk ' * 20}\n")

    assert [card.title for card in cards(made.document)] in (["Call"], ["Ca ll"])
    assert made.problems == ()


# -- headers ---------------------------------------------------------------------------------------------------------


def test_headers_are_known_in_any_order_and_case_and_by_other_names() -> None:
    made = read("WHO;timing;  contact_point ;MEDIUM;Phase\nSales;Any time;Call;Phone;Buy\n")

    assert what_it_says(made.document) == [("Buy", "Call", "Sales", "Phone", "Any time", "False")]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Customer's thoughts", "thinks"),
        ("The customer thinks", "thinks"),
        ("Customer says", "thinks"),
        ("customer_needs", "needs"),
        ("PAIN POINTS", "pain_point"),
        ("Idea", "opportunity"),
        ("Service recovery:", "recovery"),
        ("Inside view", "inside"),
        ("To whom?", "whom"),
        ("Description", "what"),
    ],
)
def test_a_header_that_people_use_leads_to_its_field(header: str, field: str) -> None:
    card = only_card(f"Touchpoint,{header}\nCall,said\n")

    assert getattr(card, field) == "said"


def test_a_column_that_nobody_knows_becomes_a_custom_field_under_its_own_header() -> None:
    card = only_card("Touchpoint,Cost centre,\nCall,4711,no header\n")

    assert card.custom == (
        CustomField(title="Cost centre", value="4711"),
        CustomField(title="Column 3", value="no header"),
    )


def test_a_column_of_pictures_is_kept_as_a_field_because_a_cell_can_hold_none() -> None:
    assert only_card("Touchpoint,Picture\nCall,logo.png\n").custom == (CustomField(title="Picture", value="logo.png"),)


@pytest.mark.parametrize("cell", ["yes", "3", "Ann", "picture.png", "- a\t; b = 2", "−", "10^400"])
@pytest.mark.parametrize("info", fields_of(Touchpoint), ids=lambda info: info.name)
def test_whatever_field_a_header_names_any_cell_is_read_or_kept(info: FieldInfo, cell: str) -> None:
    for header in {info.label, info.name.replace("_", " ")} - {"Title", "title"}:
        read(f'Touchpoint,"{header}"\nCall,"{cell}"\n')


def test_a_second_column_of_the_same_name_is_kept_too() -> None:
    card = only_card("Touchpoint,What,What\nCall,one,two\n")

    assert card.what == "one"
    assert card.custom == (CustomField(title="What", value="two"),)


def test_a_column_that_has_the_name_of_a_field_fills_it_before_one_that_is_called_alike() -> None:
    card = only_card("Touchpoint,Who,When,Team,Timing\nCall,Ann,now,Sales,soon\n")

    assert card.when == "now"
    assert card.custom == (CustomField(title="Who", value="Ann"), CustomField(title="Timing", value="soon"))


def test_cells_beyond_the_last_header_are_kept() -> None:
    card = only_card("Touchpoint,Team\nCall,Sales,extra\n")

    assert card.custom == (CustomField(title="Column 3", value="extra"),)


def test_lines_above_the_header_are_reported_and_not_mistaken_for_it() -> None:
    made = read("Journey of our best customers,,\n,,\nStage,Touchpoint,Team\nBuy,Call,Sales\n")

    assert what_it_says(made.document)[0][:3] == ("Buy", "Call", "Sales")
    assert [(problem.row, problem.text) for problem in made.problems] == [(1, "Journey of our best customers")]


def test_the_order_of_the_columns_changes_nothing() -> None:
    header, *rows = (line.split(",") for line in PLAIN.splitlines())
    order = list(range(len(header)))
    random.Random(7).shuffle(order)
    shuffled = "\n".join(",".join(row[place] for place in order) for row in [header, *rows])

    assert what_it_says(read(shuffled).document) == what_it_says(read(PLAIN).document)


# -- rows ------------------------------------------------------------------------------------------------------------


def test_teams_come_in_the_order_of_the_rows_with_a_colour_each() -> None:
    made = read("Touchpoint,Team\nA,Service\nB,Sales\nC,service\n")

    assert [(team.title, team.position, team.color) for team in made.document.all(Team)] == [
        ("Service", 0, 0),
        ("Sales", 1, 1),
    ]


def test_a_channel_is_given_the_kind_that_its_name_suggests() -> None:
    (channel,) = read("Touchpoint,Channel\nA,Phone\n").document.all(Channel)

    assert (channel.kind, channel.icon) == (ChannelKind.VOICE, "phone")


def test_a_row_without_a_stage_stands_in_the_stage_of_the_row_before() -> None:
    made = read("Stage,Touchpoint\nBuy,A\n,B\nUse,C\n")

    assert [row[:2] for row in what_it_says(made.document)] == [("Buy", "A"), ("Buy", "B"), ("Use", "C")]


def test_a_row_that_names_only_a_stage_makes_an_empty_stage() -> None:
    made = read("Stage,Touchpoint,Team\nBuy,A,Sales\nWait,,\nUse,C,Sales\n")

    titles = [stage.title for stage in stages_of(made.document, first_map(made.document).id)]
    assert titles == ["Buy", "Wait", "Use"]
    assert made.problems == ()


def test_a_row_without_a_title_is_reported_with_number_and_text_and_its_cells_are_kept() -> None:
    made = read("Stage,Touchpoint,Team\nBuy,A,Sales\n\nUse,,Service\n")

    assert [(problem.row, problem.text) for problem in made.problems] == [(4, "Use | Service")]
    assert what_it_says(made.document)[1][:3] == ("Use", "Row 4", "Service")


def test_empty_rows_are_passed_over() -> None:
    made = read("Touchpoint,Team\n\nA,Sales\n,\n  ,\t\nB,Sales\n\n")

    assert [card.title for card in cards(made.document)] == ["A", "B"]
    assert made.problems == ()


def test_a_number_that_stands_twice_is_reported() -> None:
    made = read("No,Touchpoint\n1,A\n01,B\n")

    assert [problem.row for problem in made.problems] == [3]


def test_unknown_targets_are_reported_and_kept() -> None:
    made = read("No,Touchpoint,Next\n1,A,2; 99 if lost\n2,B,2\n")

    assert [(problem.row, card.custom) for problem, card in zip(made.problems, cards(made.document), strict=True)] == [
        (2, (CustomField(title="Next", value="99 if lost"),)),
        (3, (CustomField(title="Next", value="2"),)),
    ]
    assert len(made.document.all(Link)) == 1


def test_probabilities_and_conditions_become_links() -> None:
    made = read("No,Touchpoint,Next\n1,A,2 (70 %); 3 (30 %) if it is late\n2,B,\n3,C,\n")

    assert [
        (made.document.title_of(link.target_id), link.kind, link.condition, link.probability)
        for link in made.document.all(Link)
    ] == [("B", LinkKind.NEXT, "", 0.7), ("C", LinkKind.BRANCH, "it is late", 0.3)]


# -- limits ----------------------------------------------------------------------------------------------------------


def test_as_many_rows_as_the_limit_says_are_read_and_one_more_is_refused() -> None:
    rows = "".join(f"card {number}\n" for number in range(limits.TABLE_ROWS))

    made = read(f"Touchpoint\n{rows}")

    assert len(made.document.all(Touchpoint)) == limits.TABLE_ROWS
    with pytest.raises(Refused, match="5,001 rows"):
        read(f"Touchpoint\n{rows}one more\n")


def test_as_many_columns_as_the_limit_says_are_read_and_one_more_is_refused() -> None:
    more = limits.TABLE_COLUMNS - 1

    card = only_card("Touchpoint" + ",x" * more + "\nCall" + ",y" * more + "\n")

    assert len(card.custom) == more
    with pytest.raises(Refused, match="61 columns"):
        read("Touchpoint" + ",x" * (more + 1) + "\nCall\n")


def test_a_cell_at_the_limit_is_read_and_a_longer_one_is_refused_with_its_row() -> None:
    longest = "a " * (limits.TABLE_CELL_CHARACTERS // 2 - 1) + "aa"

    assert only_card(f"Touchpoint,What\nCall,{longest}\n").what == longest
    with pytest.raises(Refused, match="row 2"):
        read(f"Touchpoint,What\nCall,{longest}a\n")


# -- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("b2b-onboarding.csv", "B2B onboarding"),
        ("store_first  thought.csv", "Store first thought"),
        ("MY MAP.CSV", "My map"),
        ("Journey 2024.csv", "Journey 2024"),
        (".csv", ".csv"),
    ],
)
def test_a_map_is_called_after_its_file(name: str, title: str) -> None:
    assert title_from(name) == title
