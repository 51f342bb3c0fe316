"""Stickers in experience rows: put there, moved, copied, pasted, taken away with their row; each taken back to the same bytes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cxdesigner.commands import clipboard, maps, notes, rows, stages, touchpoints
from cxdesigner.commands.emptying import holders_among
from cxdesigner.commands.removing import remove
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.merging import merge
from cxdesigner.document.reading import row_of_note, rows_of
from cxdesigner.document.records import (
    ExperienceRow,
    LaneKind,
    Map,
    Note,
    RecordId,
    RowKind,
    Stage,
    Team,
)
from cxdesigner.formats.table_read import read_table
from cxdesigner.formats.table_write import write_table
from cxdesigner.layout.plan import LaneKey
from cxdesigner.storage.codec import decode, encode
from tests.onboarding import BUY, MAP, OFFER, SALES, SERVICE, USE, onboarding

NEEDS, HELP = RecordId("needs"), RecordId("help")
IN_SERVICE = LaneKey(LaneKind.TEAM, team_id=SERVICE)


@pytest.fixture
def document() -> Document:
    """The small map with a row of needs, and a note in its second step."""
    made = onboarding()
    row = ExperienceRow(id=NEEDS, title="Needs", map_id=MAP, kind=RowKind.NEEDS)
    made.apply(Change.adding(row, Note(id=HELP, text="Who helps?", stage_id=BUY, step=1, row_id=NEEDS, right=12.0)))
    return made


@pytest.fixture
def history(document: Document) -> History:
    return History(document)


def note(document: Document) -> Note:
    return document.get(Note, HELP)


def where(one: Note) -> tuple[str | None, str, int, str | None]:
    return one.row_id, one.stage_id, one.step, one.team_id


def elsewhere() -> Document:
    """Another map of one stage, with no rows."""
    return maps.new_document("Elsewhere", stages=("Arrive",))


def test_a_note_is_put_into_a_row_and_belongs_to_no_team(document: Document, history: History) -> None:
    history.perform(notes.add_note(document, USE, 1, "Ask", row=NEEDS, right=4.0, down=5.0))

    new = next(one for one in document.all(Note) if one.id != HELP)
    assert where(new) == (NEEDS, USE, 1, None)
    assert (new.right, new.down) == (4.0, 5.0)


def test_from_a_lane_into_a_row_and_back_a_note_follows_where_it_was_put(document: Document, history: History) -> None:
    made = notes.add_note(document, BUY, 0, "Ask", team_id=SALES)
    history.perform(made)
    (note_id,) = made.show

    history.perform(notes.move_notes(document, {note_id: notes.NotePlace(USE, 1, None, 4, 5, NEEDS)}))
    in_row = document.get(Note, note_id)
    history.perform(notes.move_notes(document, {note_id: notes.NotePlace(BUY, 1, IN_SERVICE, 6, 7)}))

    assert where(in_row) == (NEEDS, USE, 1, None)
    assert where(document.get(Note, note_id)) == (None, BUY, 1, SERVICE)


def test_a_copy_goes_into_a_row_and_the_note_stays_in_its_lane(document: Document, history: History) -> None:
    made = notes.add_note(document, BUY, 0, "Ask", team_id=SALES)
    history.perform(made)

    edit = notes.copy_notes(document, {made.show[0]: notes.NotePlace(USE, 0, None, 0, 0, NEEDS)})
    history.perform(edit)

    assert where(document.get(Note, made.show[0])) == (None, BUY, 0, SALES)
    assert where(document.get(Note, edit.show[0])) == (NEEDS, USE, 0, None)


def test_the_first_note_on_the_emotion_curve_makes_its_row_and_one_undo_takes_both_back(
    document: Document, history: History
) -> None:
    before = encode(document, "test")

    history.perform(notes.move_notes(document, {HELP: notes.NotePlace(USE, 0, None, 1, 2, RowKind.EMOTION)}))
    (curve,) = [row for row in rows_of(document, MAP) if row.kind is RowKind.EMOTION]
    held = note(document).row_id
    history.undo()

    assert held == curve.id
    assert encode(document, "test") == before


def test_the_next_note_on_the_curve_finds_its_row(document: Document, history: History) -> None:
    for _ in range(2):
        history.perform(notes.add_note(document, BUY, 0, "Why?", row=RowKind.EMOTION))

    assert len([row for row in rows_of(document, MAP) if row.kind is RowKind.EMOTION]) == 1


def test_a_row_takes_its_notes_along_and_undo_brings_them_back(document: Document, history: History) -> None:
    before = encode(document, "test")

    history.perform(remove(document, [NEEDS]))
    left = document.all(Note)
    history.undo()

    assert left == []
    assert encode(document, "test") == before


def test_a_stage_takes_the_notes_of_its_rows_along_to_another_stage(document: Document, history: History) -> None:
    history.perform(stages.remove_stage(document, BUY, USE))

    assert (note(document).row_id, note(document).stage_id) == (NEEDS, USE)


def test_a_new_step_in_all_lanes_moves_the_notes_of_rows_on(document: Document, history: History) -> None:
    history.perform(touchpoints.add_touchpoint(document, MAP, stage_id=BUY, step=0, insert_column=True))

    assert where(note(document)) == (NEEDS, BUY, 2, None)


def test_a_note_in_a_row_goes_along_with_a_card_and_stays_in_its_row(document: Document, history: History) -> None:
    moving = touchpoints.move_touchpoints(document, [OFFER], USE, 0, IN_SERVICE)

    history.perform(notes.take_along(document, moving, [HELP], OFFER))

    assert where(note(document)) == (NEEDS, USE, 1, None)


def test_a_team_does_not_hold_a_note_that_was_moved_into_a_row(document: Document, history: History) -> None:
    finance = Team(id=RecordId("finance"), title="Finance")
    made = notes.add_note(document, BUY, 0, "Ask", team_id=finance.id)
    history.perform(Edit("Add", Change.adding(finance).then(made.change)))
    history.perform(notes.move_notes(document, {made.show[0]: notes.NotePlace(BUY, 0, None, 0, 0, NEEDS)}))

    assert holders_among(document, [finance.id]) == []


def test_a_to_be_map_gets_the_note_in_its_own_row(document: Document, history: History) -> None:
    edit = maps.start_to_be(document, MAP)
    history.perform(edit)

    (twin,) = [one for one in document.all(Note) if one.id != HELP]
    (row,) = rows_of(document, edit.show[0])
    assert twin.row_id == row.id != NEEDS


def test_a_copied_note_brings_its_row_along_where_there_is_none(document: Document) -> None:
    other = elsewhere()
    (stage,) = other.all(Stage)

    other.apply(clipboard.paste(other, stage.map_id, clipboard.copied(document, [HELP]), (stage.id, 0)).change)

    (pasted,), (row,) = other.all(Note), other.all(ExperienceRow)
    assert (pasted.row_id, row.title) == (row.id, "Needs")


def test_a_copied_note_finds_the_row_of_the_same_name(document: Document) -> None:
    other = elsewhere()
    (stage,) = other.all(Stage)
    other.apply(rows.add_row(other, stage.map_id, "needs", RowKind.NEEDS).change)

    other.apply(clipboard.paste(other, stage.map_id, clipboard.copied(document, [HELP]), (stage.id, 0)).change)

    (row,) = other.all(ExperienceRow)
    assert (other.all(Note)[0].row_id, row.title) == (row.id, "needs")


def test_a_copied_note_of_the_curve_finds_the_curve_whatever_it_is_called(document: Document) -> None:
    document.apply(notes.add_note(document, BUY, 0, "Why?", row=RowKind.EMOTION).change)
    (on_curve,) = [one for one in document.all(Note) if one.id != HELP]
    other = elsewhere()
    (stage,) = other.all(Stage)
    other.apply(rows.add_row(other, stage.map_id, "How it feels", RowKind.EMOTION).change)

    other.apply(clipboard.paste(other, stage.map_id, clipboard.copied(document, [on_curve.id]), (stage.id, 0)).change)

    (row,) = other.all(ExperienceRow)
    assert (other.all(Note)[0].row_id, row.title) == (row.id, "How it feels")


def test_a_note_is_pasted_into_another_row(document: Document, history: History) -> None:
    history.perform(rows.add_row(document, MAP, "Wants", RowKind.WANTS))
    wants = rows_of(document, MAP)[-1].id

    edit = clipboard.paste(document, MAP, clipboard.copied(document, [HELP]), (USE, 0), row_id=wants)
    history.perform(edit)

    assert where(document.get(Note, edit.show[0])) == (wants, USE, 0, None)


def test_a_note_that_is_pasted_into_a_lane_leaves_its_row_behind(document: Document) -> None:
    other = elsewhere()
    (stage,) = other.all(Stage)
    fragment = clipboard.copied(document, [HELP])

    other.apply(clipboard.paste(other, stage.map_id, fragment, (stage.id, 0), LaneKey(LaneKind.TEAM)).change)

    assert [one.row_id for one in other.all(Note)] == [None]
    assert other.all(ExperienceRow) == []


def test_beside_cards_a_pasted_note_stays_in_its_row(document: Document, history: History) -> None:
    fragment = clipboard.copied(document, [OFFER, HELP])

    edit = clipboard.paste(document, MAP, fragment, (USE, 0), IN_SERVICE)
    history.perform(edit)

    (pasted,) = [one for one in document.all(Note) if one.id != HELP]
    assert where(pasted) == (NEEDS, USE, 1, None)


def test_a_duplicate_stands_beside_it_in_the_same_row(document: Document, history: History) -> None:
    edit = clipboard.duplicate(document, MAP, [HELP])
    history.perform(edit)

    twin = document.get(Note, edit.show[0])
    assert where(twin) == where(note(document))
    assert twin.right > note(document).right


def test_file_and_table_keep_the_row_of_a_note(document: Document) -> None:
    assert decode(encode(document, "test")).document == document
    assert read_table(write_table(document), "map.csv").document == document


def test_a_note_without_a_row_is_written_as_ever() -> None:
    made = onboarding()
    made.apply(Change.adding(Note(id=HELP, text="Who?", stage_id=BUY)))

    assert b'{"id":"help","stage_id":"buy","text":"Who?","type":"note"}' in encode(made, "test")


def test_a_row_that_is_not_there_is_no_reason_to_lose_a_note(document: Document) -> None:
    data = encode(document, "test").replace(b'"row_id":"needs"', b'"row_id":"gone"')

    found = decode(data)

    assert found.document.get(Note, HELP).row_id is None
    assert any("Row" in told for told in found.notes)


def test_a_row_of_another_map_holds_no_note(document: Document, history: History) -> None:
    history.perform(maps.add_map(document, "Another"))
    other_id = next(map.id for map in document.all(Map) if map.id != MAP)
    history.perform(rows.add_row(document, other_id, "Far"))
    far = rows_of(document, other_id)[0].id

    assert row_of_note(document, note(document)) is not None
    assert row_of_note(document, replace(note(document), row_id=far)) is None


def test_a_row_that_they_removed_comes_back_for_the_note_that_i_put_there() -> None:
    base = onboarding()
    base.apply(Change.adding(ExperienceRow(id=NEEDS, title="Needs", map_id=MAP)))
    mine, theirs = base.copy(), base.copy()
    mine.apply(notes.add_note(mine, BUY, 0, "Mine", row=NEEDS).change)
    theirs.apply(remove(theirs, [NEEDS]).change)

    merged = merge(base, mine, theirs)
    mine.apply(merged.change)

    assert [one.row_id for one in mine.all(Note)] == [NEEDS]
    assert [conflict.record_id for conflict in merged.conflicts] == [NEEDS]
