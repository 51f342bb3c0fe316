"""Experience rows and what stands in them: adding, filling, emptying, moving; each taken back to the same bytes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cxdesigner.commands import rows
from cxdesigner.commands.removing import remove
from cxdesigner.document.change import Edit
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.reading import rows_of
from cxdesigner.document.records import ExperienceCell, ExperienceRow, Picture, RecordId, RowKind
from cxdesigner.document.refused import Refused
from cxdesigner.storage.codec import encode
from tests.onboarding import BUY, MAP, USE, onboarding

THOUGHTS, COST, SEEN = RecordId("thoughts"), RecordId("cost"), RecordId("seen")


@pytest.fixture
def document() -> Document:
    made = onboarding()
    history = History(made)
    for place, (row_id, title, kind) in enumerate(
        [
            (THOUGHTS, "Thoughts", RowKind.THOUGHTS),
            (COST, "Cost", RowKind.MEASURE),
            (SEEN, "Seen", RowKind.PICTURES),
        ]
    ):
        unit = "min" if row_id == COST else ""
        row = ExperienceRow(id=row_id, title=title, map_id=MAP, kind=kind, position=place, unit=unit)
        history.perform(_adding(row))
    return made


def _adding(record: ExperienceRow | ExperienceCell | Picture) -> Edit:
    from cxdesigner.document.change import Change

    return Edit("Add", Change.adding(record))


def cells(document: Document) -> list[tuple[str, int, str, float | None]]:
    return [(cell.stage_id, cell.step, cell.text, cell.value) for cell in document.all(ExperienceCell)]


def titles(document: Document) -> list[str]:
    return [row.title for row in rows_of(document, MAP)]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({}, ["Thoughts", "Cost", "Seen", "Mood"]),
        ({"after_id": THOUGHTS}, ["Thoughts", "Mood", "Cost", "Seen"]),
        ({"after_id": SEEN}, ["Thoughts", "Cost", "Seen", "Mood"]),
        ({"before_id": THOUGHTS}, ["Mood", "Thoughts", "Cost", "Seen"]),
        ({"before_id": SEEN}, ["Thoughts", "Cost", "Mood", "Seen"]),
    ],
)
def test_a_new_row_stands_where_it_was_put(document: Document, place: dict[str, RecordId], expected: list[str]) -> None:
    History(document).perform(rows.add_row(document, MAP, "Mood", **place))

    assert titles(document) == expected


def test_words_typed_into_a_cell_stand_there_and_other_words_take_their_place(document: Document) -> None:
    history = History(document)

    history.perform(rows.set_cell(document, THOUGHTS, BUY, 0, "Will they call?"))
    history.perform(rows.set_cell(document, THOUGHTS, BUY, 0, " They did\nnot. "))

    assert cells(document) == [(BUY, 0, "They did\nnot.", None)]


def test_empty_words_take_the_record_of_a_cell_away(document: Document) -> None:
    history = History(document)
    history.perform(rows.set_cell(document, THOUGHTS, BUY, 0, "Will they call?"))

    history.perform(rows.set_cell(document, THOUGHTS, BUY, 0, " \n"))

    assert cells(document) == []


def test_empty_words_leave_a_cell_that_shows_a_picture(document: Document) -> None:
    history = History(document)
    history.perform(_adding(Picture(id=RecordId("p"), data=b"x")))
    cell = ExperienceCell(id=RecordId("c"), row_id=SEEN, stage_id=BUY, step=0, text="A form", picture_id=RecordId("p"))
    history.perform(_adding(cell))

    history.perform(rows.set_cell(document, SEEN, BUY, 0, ""))

    assert [cell.picture_id for cell in document.all(ExperienceCell)] == ["p"]


@pytest.mark.parametrize(
    ("said", "value"),
    [("4", 4), ("4.5", 4.5), ("4,5", 4.5), ("12 min", 12), ("−3", -3), ("1,200", 1200), ("1 200", 1200), ("0", 0)],
)
def test_a_measure_takes_a_number_as_people_type_it(document: Document, said: str, value: float) -> None:
    History(document).perform(rows.set_cell(document, COST, BUY, 1, said))

    assert cells(document) == [(BUY, 1, "", value)]


@pytest.mark.parametrize("said", ["much", "4 or 5", "nan", "inf", "1e999", "min min", "1_0 x"])
def test_a_measure_refuses_what_is_no_number_in_one_sentence(document: Document, said: str) -> None:
    with pytest.raises(Refused, match=r"This row holds numbers; type one, for example 4 or 2\.5\."):
        rows.set_cell(document, COST, BUY, 1, said)


def test_nothing_typed_into_a_measure_empties_it(document: Document) -> None:
    history = History(document)
    history.perform(rows.set_cell(document, COST, BUY, 1, "4"))

    history.perform(rows.set_cell(document, COST, BUY, 1, ""))

    assert cells(document) == []


def test_a_number_is_refused_in_a_row_of_words(document: Document) -> None:
    with pytest.raises(Refused, match="Only a row that is a measure"):
        rows.set_cell_value(document, THOUGHTS, BUY, 0, 4.0)


def test_the_emotion_curve_has_no_cells_to_write_into(document: Document) -> None:
    history = History(document)
    history.perform(rows.add_row(document, MAP, kind=RowKind.EMOTION))
    curve = rows_of(document, MAP)[-1]

    with pytest.raises(Refused, match="drag a face"):
        rows.set_cell(document, curve.id, BUY, 0, "Hm")


def test_a_cell_stays_within_its_map(document: Document) -> None:
    from cxdesigner.commands.maps import add_map
    from cxdesigner.commands.stages import add_stage

    history = History(document)
    history.perform(add_map(document, "Other"))
    other = next(one for one in document.all(type(document.map(MAP))) if one.id != MAP)
    history.perform(add_stage(document, other.id, "Far"))
    far = next(stage for stage in document.all(type(document.stage(BUY))) if stage.map_id == other.id)

    with pytest.raises(Refused, match="within one map"):
        rows.set_cell(document, THOUGHTS, far.id, 0, "Hm")


def test_a_row_is_added_right_below_another_one(document: Document) -> None:
    History(document).perform(rows.add_row(document, MAP, kind=RowKind.NEEDS, after_id=THOUGHTS))

    assert titles(document) == ["Thoughts", "Needs", "Cost", "Seen"]


def test_a_row_without_a_neighbour_is_added_last(document: Document) -> None:
    History(document).perform(rows.add_row(document, MAP, kind=RowKind.PAIN_POINTS, after_id=SEEN))

    assert titles(document)[-1] == "Pain points"


def test_a_second_emotion_curve_is_refused(document: Document) -> None:
    History(document).perform(rows.add_row(document, MAP, kind=RowKind.EMOTION))

    with pytest.raises(Refused, match="its emotion curve already"):
        rows.add_row(document, MAP, kind=RowKind.EMOTION)


def test_a_row_moves_past_the_emotion_row_that_is_drawn_elsewhere(document: Document) -> None:
    history = History(document)
    history.perform(rows.add_row(document, MAP, kind=RowKind.EMOTION, after_id=THOUGHTS))

    history.perform(rows.move_row_by(document, THOUGHTS, 1))

    assert [title for title in titles(document) if title != "Emotion"] == ["Cost", "Thoughts", "Seen"]


def test_the_last_row_moves_no_farther_down(document: Document) -> None:
    assert not rows.move_row_by(document, SEEN, 1).change.edits


def test_removing_a_row_takes_its_cells_along(document: Document) -> None:
    history = History(document)
    history.perform(rows.set_cell(document, THOUGHTS, USE, 1, "At last"))

    history.perform(remove(document, (THOUGHTS,)))

    assert titles(document) == ["Cost", "Seen"]
    assert cells(document) == []


@pytest.mark.parametrize(
    "plan",
    [
        lambda document: rows.set_cell(document, THOUGHTS, BUY, 0, "Will they call?"),
        lambda document: rows.set_cell(document, THOUGHTS, USE, 0, ""),
        lambda document: rows.set_cell(document, THOUGHTS, USE, 0, "Other"),
        lambda document: rows.set_cell(document, COST, USE, 0, "4"),
        lambda document: rows.add_row(document, MAP, kind=RowKind.NEEDS, after_id=THOUGHTS),
        lambda document: rows.move_row_by(document, COST, -1),
        lambda document: remove(document, (THOUGHTS,)),
    ],
)
def test_undo_gives_back_the_very_same_file(document: Document, plan: Callable[[Document], Edit]) -> None:
    history = History(document)
    history.perform(rows.set_cell(document, THOUGHTS, USE, 0, "Hm"))
    history.seal()
    before = encode(document, "test")

    history.perform(plan(document))
    assert encode(document, "test") != before
    history.undo()

    assert encode(document, "test") == before
