"""Our own table holds every record and field: reading it again gives the very same file."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.fields import FIELDS
from cxdesigner.document.reading import first_map, stages_of
from cxdesigner.document.records import (
    Channel,
    Link,
    Map,
    Measure,
    Note,
    Prompt,
    RecordId,
    Side,
    Stage,
    Team,
    Touchpoint,
)
from cxdesigner.document.refused import Refused
from cxdesigner.formats import open_any
from cxdesigner.formats.plain_values import guarded, unguarded
from cxdesigner.formats.table_read import read_table
from cxdesigner.formats.table_write import HEADERS, LABELS, write_table
from cxdesigner.storage.codec import encode
from tests.document.made_up import documents, every_field

SAMPLES = Path(__file__).parent.parent / "files" / "samples"


def file_of(document: Document) -> bytes:
    return encode(document, "test")


def again(document: Document, delimiter: str = ",") -> Document:
    """Return what comes back from a table, and fail where anything was not understood."""
    made = read_table(write_table(document, delimiter=delimiter), "export.csv")
    assert made.problems == ()
    return made.document


def rows_of(document: Document) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(write_table(document).decode("utf-8-sig"), newline="")))


def table_of(rows: list[dict[str, str]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode("utf-8")


def small() -> Document:
    stage = Stage(id=RecordId("buy"), title="Buy", map_id=RecordId("map"))
    return Document(
        [
            Map(id=RecordId("map"), title="Onboarding"),
            stage,
            Team(id=RecordId("sales"), title="Sales"),
            Touchpoint(id=RecordId("call"), title="Call", stage_id=stage.id, team_id=RecordId("sales")),
            Touchpoint(id=RecordId("visit"), title="Visit", stage_id=stage.id, step=1),
            Link(id=RecordId("link"), source_id=RecordId("call"), target_id=RecordId("visit")),
        ],
        id="thefile",
        revision=3,
    )


# -- round trips -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.stem)
def test_a_sample_written_as_a_table_and_read_again_is_the_same_file(path: Path) -> None:
    document = open_any(path).document

    assert file_of(again(document)) == file_of(document)


def test_a_document_in_which_every_field_says_something_comes_back_the_same() -> None:
    document = every_field()

    assert file_of(again(document)) == file_of(document)


@pytest.mark.slow
@given(documents())
def test_any_document_comes_back_the_same(document: Document) -> None:
    if not document.all(Map):
        document.apply(Change.adding(Map(id=RecordId("the map"), title="")))

    assert file_of(again(document)) == file_of(document)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_of_our_own_table_does_not_matter(delimiter: str) -> None:
    document = every_field()

    assert file_of(again(document, delimiter)) == file_of(document)


def test_what_a_newer_version_wrote_comes_back_too() -> None:
    document = small()
    team = document.get(Team, RecordId("sales"))
    document.apply(Change.replacing([(team, replace(team, extra=(("logo", '{"x":[1,"ü"]}'),)))]))
    document.unknown = ('{"id":"r1","type":"robot"}', '["settings",{"a":1}]')

    assert file_of(again(document)) == file_of(document)


def test_half_a_character_in_a_field_of_a_newer_version_comes_back() -> None:
    document = small()
    team = document.get(Team, RecordId("sales"))
    document.apply(Change.replacing([(team, replace(team, extra=(("lo\ud800go", '"\\ud800"'),)))]))

    assert file_of(again(document)) == file_of(document)


def test_stages_and_cards_stand_in_the_table_as_they_stand_on_the_map() -> None:
    document = open_any(SAMPLES / "b2b-onboarding.csv").document
    mixed = Document(sorted(document, key=lambda record: record.id), id=document.id)

    rows = rows_of(mixed)

    map_id = first_map(document).id
    assert [row["Id"] for row in rows if row["Record"] == "stage"] == [one.id for one in stages_of(document, map_id)]
    assert [row["No"] for row in rows if row["Record"] == "touchpoint"] == [str(place) for place in range(1, 24)]
    assert next(row["Title"] for row in rows if row["Record"] == "team") == "Sales"


def test_two_teams_of_the_same_name_stay_two() -> None:
    document = small()
    document.apply(Change.adding(Team(id=RecordId("sales2"), title="Sales", position=1)))

    assert again(document) == document


def test_a_team_whose_name_looks_like_an_id_is_not_mistaken_for_one() -> None:
    document = small()
    document.apply(
        Change.adding(
            Team(id=RecordId("x"), title="#sales"),
            Touchpoint(id=RecordId("t"), title="T", stage_id=RecordId("buy"), team_id=RecordId("x")),
        )
    )

    assert again(document) == document


# -- what a person sees ----------------------------------------------------------------------------------------------


def test_every_field_of_every_record_has_a_column_of_its_own() -> None:
    names = {info.name for infos in FIELDS.values() for info in infos}

    assert set(LABELS) == names
    assert len(set(HEADERS)) == len(HEADERS)


def test_plain_values_are_written_as_people_say_them() -> None:
    document = open_any(SAMPLES / "restoration-control-system.csv").document

    row = next(row for row in rows_of(document) if row["Title"] == "Arrival time by text")

    assert row["Record"] == "touchpoint"
    assert row["Stage"] == "First call"
    assert row["Team"] == "Dispatch"
    assert row["Emotion"] == "-1"
    assert row["Moment of truth"] == "no"
    assert row["Clues"] == "A face before the doorbell (mechanic)"
    assert row["Prompts"] == "Send text; Log the time sent"


@pytest.mark.parametrize("text", ["=1+1", "+49 30 1", "-cmd", "@SUM(A1)", "\tx", "'=1", "''-", "'", "-1", "-0.5", "--"])
def test_no_cell_is_a_formula_and_none_is_changed(text: str) -> None:
    document = small()
    document.apply(Change.adding(Note(id=RecordId("note"), text=text, stage_id=RecordId("buy"))))

    cell = next(row["Text"] for row in rows_of(document) if row["Record"] == "note")

    assert not cell.startswith(("=", "+", "@", "\t")), cell
    assert cell.startswith("-") == (text in ("-1", "-0.5"))
    assert again(document) == document


@pytest.mark.parametrize("cell", ["-1", "-12.5", "", "a", "'quoted'", "3"])
def test_harmless_cells_are_not_guarded(cell: str) -> None:
    assert guarded(cell) == cell
    assert unguarded(cell) == cell


@pytest.mark.parametrize(
    "prompts",
    [
        (Prompt(id="p1", text="One; two"),),
        (Prompt(id="p2", text="Not the first"),),
        (Prompt(id="p1", text="With who", who="Ann"),),
        (Prompt(id="p1", text="- bullet"),),
        (Prompt(id="p1", text=""),),
        (Prompt(id="p1", text='[{"'),),
    ],
)
def test_prompts_that_plain_words_cannot_carry_come_back_the_same(prompts: tuple[Prompt, ...]) -> None:
    document = small()
    call = document.touchpoint(RecordId("call"))
    document.apply(Change.replacing([(call, replace(call, prompts=prompts))]))

    assert again(document) == document


def test_measures_are_written_in_plain_words_where_these_read_back() -> None:
    document = small()
    call = document.touchpoint(RecordId("call"))
    measures = (Measure(title="Satisfaction", value=71.0, unit="%"), Measure(title="Repeats", side=Side.OUTSIDE))
    document.apply(Change.replacing([(call, replace(call, measures=measures))]))

    cell = next(row["Measures"] for row in rows_of(document) if row["Id"] == "call")

    assert cell == "Satisfaction: 71 %\nRepeats (outside)"
    assert again(document) == document


# -- changed by a person ---------------------------------------------------------------------------------------------


def test_a_changed_cell_changes_that_field_and_nothing_else() -> None:
    rows = rows_of(small())
    next(row for row in rows if row["Id"] == "call")["Title"] = "Welcome call"

    made = read_table(table_of(rows), "export.csv").document

    expected = small()
    call = expected.touchpoint(RecordId("call"))
    expected.apply(Change.replacing([(call, replace(call, title="Welcome call"))]))
    assert made == expected


def test_a_row_that_somebody_adds_becomes_a_touchpoint_with_its_team() -> None:
    rows = rows_of(small())
    rows.append(dict.fromkeys(rows[0], "") | {"Title": "Letter", "Stage": "buy", "Team": "Marketing", "Step": "2"})

    made = read_table(table_of(rows), "export.csv")

    letter = next(card for card in made.document.all(Touchpoint) if card.title == "Letter")
    assert made.problems == ()
    assert (letter.stage_id, made.document.title_of(letter.team_id)) == ("buy", "Marketing")


def test_a_column_that_somebody_adds_becomes_a_custom_field() -> None:
    rows = [row | {"Cost": "7" if row["Id"] == "call" else ""} for row in rows_of(small())]

    made = read_table(table_of(rows), "export.csv")

    (field,) = made.document.touchpoint(RecordId("call")).custom
    assert (field.title, field.value) == ("Cost", "7")


@pytest.mark.parametrize(("header", "cell"), [("Emotion", "9"), ("Moment of truth", "maybe"), ("Step", "-4")])
def test_a_cell_that_does_not_fit_its_field_costs_nobody_the_card(header: str, cell: str) -> None:
    rows = rows_of(small())
    next(row for row in rows if row["Id"] == "call")[header] = cell

    made = read_table(table_of(rows), "export.csv")

    (field,) = made.document.touchpoint(RecordId("call")).custom
    (problem,) = made.problems
    assert (field.title, field.value) == (header, cell)
    assert "is kept as a field" in problem.reason
    assert len(made.document.all(Link)) == len(small().all(Link))


def test_yes_and_numbers_may_be_written_as_spreadsheet_programs_do() -> None:
    rows = rows_of(small())
    call_row = next(row for row in rows if row["Id"] == "call")
    call_row |= {"Moment of truth": "TRUE", "Days after the event": "1,5"}

    made = read_table(table_of(rows), "export.csv")

    call = made.document.touchpoint(RecordId("call"))
    assert (call.moment_of_truth, call.offset_days, made.problems) == (True, 1.5, ())


def test_a_row_of_a_kind_that_nobody_knows_is_left_out_and_reported() -> None:
    rows = rows_of(small())
    rows.append(dict.fromkeys(rows[0], "") | {"Record": "robot", "Title": "R2"})

    made = read_table(table_of(rows), "export.csv")

    assert [problem.row for problem in made.problems] == [len(rows) + 1]
    assert made.document == small()


def test_cards_of_a_stage_that_somebody_renamed_in_its_own_row_only_are_kept() -> None:
    rows = rows_of(small())
    next(row for row in rows if row["Id"] == "buy")["Title"] = "Purchase"

    made = read_table(table_of(rows), "export.csv").document

    assert {made.title_of(card.stage_id) for card in made.all(Touchpoint)} == {"Buy"}
    assert {stage.title for stage in made.all(Stage)} == {"Buy", "Purchase"}


def test_what_referred_to_a_removed_row_is_mended_and_reported() -> None:
    rows = [row for row in rows_of(small()) if row["Id"] not in ("visit",)]

    made = read_table(table_of(rows), "export.csv")

    assert RecordId("link") not in made.document
    assert len(made.problems) >= 1
    assert any("Visit" in problem.reason for problem in made.problems), made.problems


def test_an_id_that_stands_twice_is_reported_and_both_rows_are_kept() -> None:
    rows = rows_of(small())
    rows.append(next(row for row in rows if row["Id"] == "call") | {"Title": "Copy"})

    made = read_table(table_of(rows), "export.csv")

    assert sorted(card.title for card in made.document.all(Touchpoint)) == ["Call", "Copy", "Visit"]
    assert len(made.problems) == 1


@pytest.mark.parametrize(
    ("column", "cell"), [("Emotion", "seven"), ("Step", "2.5"), ("Prompts", '[{"id":'), ("Clues", '[{"colour":"red"}]')]
)
def test_a_cell_that_no_longer_fits_is_reported_with_its_text(column: str, cell: str) -> None:
    rows = rows_of(small())
    next(row for row in rows if row["Id"] == "call")[column] = cell

    made = read_table(table_of(rows), "export.csv")

    assert len(made.problems) == 1
    assert cell in made.problems[0].reason
    assert RecordId("call") in made.document


def test_a_table_whose_map_was_removed_is_refused() -> None:
    rows = [row for row in rows_of(small()) if row["Record"] != "map"]

    with pytest.raises(Refused, match="no map"):
        read_table(table_of(rows), "export.csv")


def test_a_table_whose_map_cannot_be_read_any_more_is_refused_too() -> None:
    rows = rows_of(small())
    next(row for row in rows if row["Record"] == "map")["Title"] = "so " * 300
    next(row for row in rows if row["Id"] == "call")["Stage"] = "A stage without a row"

    with pytest.raises(Refused, match="no map"):
        read_table(table_of(rows), "export.csv")


def test_a_table_of_somebody_else_with_the_same_two_headers_is_not_taken_for_ours() -> None:
    made = read_table(b"Record,Id,Touchpoint\n7,x,Call\n", "table.csv")

    (card,) = made.document.all(Touchpoint)
    assert card.title == "Call"
    assert [field.title for field in card.custom] == ["Record", "Id"]


def test_the_number_of_saves_and_the_id_of_the_file_stay() -> None:
    document = again(small())

    assert (document.id, document.revision) == ("thefile", 3)
    assert first_map(document).title == "Onboarding"
    assert document.all(Channel) == []
