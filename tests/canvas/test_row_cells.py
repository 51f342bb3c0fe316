"""The cells of experience rows, filled in front of the room: by double click, by typing, with Tab; and walked with keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from cxdesigner.canvas.row_cells import RowCell, cell_of_row
from cxdesigner.canvas.walking import Place
from cxdesigner.commands import rows
from cxdesigner.commands.removing import remove
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.reading import rows_of
from cxdesigner.document.records import ExperienceCell, ExperienceRow, RecordId, RowKind
from cxdesigner.storage.codec import encode
from tests.canvas.conftest import Board
from tests.onboarding import BUY, MAP, SALES, TRAINING, USE

THOUGHTS, COST, SEEN = RecordId("thoughts"), RecordId("cost"), RecordId("seen")
Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def filled(board: Board) -> Board:
    """The small map with three rows below it; the first cell of the first one says something."""
    made = [
        ExperienceRow(id=THOUGHTS, title="Thoughts", map_id=MAP, kind=RowKind.THOUGHTS, position=0),
        ExperienceRow(id=COST, title="Cost", map_id=MAP, kind=RowKind.MEASURE, position=1, unit="min"),
        ExperienceRow(id=SEEN, title="Seen", map_id=MAP, kind=RowKind.PICTURES, position=2),
    ]
    board.history.perform(Edit("Add", Change.adding(*made)))
    board.history.perform(rows.set_cell(board.document, THOUGHTS, BUY, 0, "Will they call?"))
    board.history.seal()
    board.view.fit_map()
    return board


def place(board: Board, row_id: RecordId, column: int) -> RowCell:
    cell = cell_of_row(board.view.plan, row_id, column)
    assert cell is not None
    return cell


def at(board: Board, row_id: RecordId, column: int) -> QPoint:
    return board.pixel(*place(board, row_id, column).rect.center)


def double_click(board: Board, point: QPoint) -> None:
    board.click(point)
    QTest.mouseDClick(board.view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def said(board: Board, row_id: RecordId = THOUGHTS) -> dict[tuple[str, int], str | float | None]:
    cells = [cell for cell in board.document.all(ExperienceCell) if cell.row_id == row_id]
    return {(cell.stage_id, cell.step): cell.text or cell.value for cell in cells}


def test_a_double_click_opens_an_empty_cell_and_enter_keeps_what_was_typed(filled: Board) -> None:
    double_click(filled, at(filled, THOUGHTS, 2))

    filled.type("At last")
    filled.key(Key.Key_Return)

    assert said(filled) == {(BUY, 0): "Will they call?", (USE, 0): "At last"}
    assert filled.view.editor is None


def test_shift_enter_begins_a_new_line(filled: Board) -> None:
    double_click(filled, at(filled, THOUGHTS, 2))

    filled.type("One")
    filled.key(Key.Key_Return, SHIFT)
    filled.type("two")
    filled.key(Key.Key_Return)

    assert said(filled)[USE, 0] == "One\ntwo"


def test_escape_leaves_a_cell_as_it_was(filled: Board) -> None:
    before = encode(filled.document, "test")
    double_click(filled, at(filled, THOUGHTS, 0))

    filled.type("Other words")
    filled.key(Key.Key_Escape)

    assert encode(filled.document, "test") == before
    assert filled.view.editor is None


def test_what_is_typed_is_one_step_for_undo(filled: Board) -> None:
    before = encode(filled.document, "test")
    double_click(filled, at(filled, THOUGHTS, 0))
    filled.type("Other words")
    filled.key(Key.Key_Return)
    assert said(filled)[BUY, 0] == "Other words"

    filled.history.undo()

    assert encode(filled.document, "test") == before


def test_a_click_elsewhere_keeps_what_was_typed(filled: Board) -> None:
    double_click(filled, at(filled, THOUGHTS, 1))
    filled.type("Hm")

    filled.click(at(filled, COST, 3))

    assert said(filled)[BUY, 1] == "Hm"


def test_tab_fills_a_row_from_step_to_step_and_shift_tab_goes_back(filled: Board) -> None:
    double_click(filled, at(filled, THOUGHTS, 0))

    filled.type("a")
    filled.key(Key.Key_Tab)
    filled.type("b")
    filled.key(Key.Key_Tab)
    filled.type("c")
    filled.key(Key.Key_Backtab, SHIFT)
    filled.type("B")
    filled.key(Key.Key_Return)

    assert said(filled) == {(BUY, 0): "a", (BUY, 1): "B", (USE, 0): "c"}


def test_tab_in_the_last_cell_just_keeps(filled: Board) -> None:
    double_click(filled, at(filled, THOUGHTS, 3))

    filled.type("end")
    filled.key(Key.Key_Tab)

    assert said(filled)[USE, 1] == "end"
    assert filled.view.editor is None


def test_a_measure_takes_a_number_and_refuses_words_but_lets_one_type_on(filled: Board) -> None:
    double_click(filled, at(filled, COST, 1))

    filled.type("much")
    filled.key(Key.Key_Return)
    assert filled.said == ["This row holds numbers; type one, for example 4 or 2.5."]
    assert filled.view.editor is not None
    filled.view.editor.selectAll()
    filled.type("4,5 min")
    filled.key(Key.Key_Return)

    assert said(filled, COST) == {(BUY, 1): 4.5}


def test_leaving_a_cell_with_a_refused_number_leaves_no_editor_behind(filled: Board) -> None:
    double_click(filled, at(filled, COST, 1))
    filled.type("much")

    filled.click(at(filled, THOUGHTS, 3))

    assert filled.view.editor is None
    assert said(filled, COST) == {}


def test_a_double_click_in_a_row_of_pictures_asks_for_one(filled: Board) -> None:
    asked: list[RowCell] = []
    filled.view.asked_for_picture.connect(asked.append)

    double_click(filled, at(filled, SEEN, 2))

    assert [(cell.row_id, cell.stage_id, cell.step) for cell in asked] == [(SEEN, USE, 0)]
    assert filled.view.editor is None


def test_a_row_that_is_removed_while_somebody_types_closes_the_editor(filled: Board) -> None:
    from cxdesigner.commands.removing import remove

    double_click(filled, at(filled, THOUGHTS, 1))
    filled.type("Hm")

    filled.view.do(lambda: remove(filled.document, (THOUGHTS,)))

    assert filled.view.editor is None


def test_what_is_typed_into_a_row_that_goes_when_another_map_is_shown_is_let_go(filled: Board) -> None:
    double_click(filled, at(filled, THOUGHTS, 2))
    filled.type("At last")

    filled.history.perform(remove(filled.document, [THOUGHTS]))
    filled.view.set_document(filled.document, MAP)

    assert filled.view.editor is None
    assert not said(filled)


# -- with keys ---------------------------------------------------------------------------------------------------------


def test_down_leads_from_the_last_lane_into_the_rows_and_up_leads_back(filled: Board) -> None:
    last = Place(len(filled.view.plan.lanes) - 1, 3)
    filled.view.walker.go(last)

    filled.key(Key.Key_Down)
    assert filled.view.walker.row_cell() == place(filled, THOUGHTS, 3)
    filled.key(Key.Key_Down)
    assert filled.view.walker.row_cell() == place(filled, COST, 3)
    filled.key(Key.Key_Up)
    filled.key(Key.Key_Up)

    assert filled.view.walker.place == last


def test_left_of_the_first_cell_is_the_heading_of_the_row_and_down_is_the_next_heading(filled: Board) -> None:
    filled.click(at(filled, THOUGHTS, 0))

    filled.key(Key.Key_Left)
    assert filled.view.selection == (THOUGHTS,)
    filled.key(Key.Key_Down)

    assert filled.view.selection == (COST,)


def test_home_and_end_lead_to_the_ends_of_a_row(filled: Board) -> None:
    filled.click(at(filled, COST, 1))

    filled.key(Key.Key_End)
    assert filled.view.walker.row_cell() == place(filled, COST, 3)
    filled.key(Key.Key_Home)

    assert filled.view.walker.row_cell() == place(filled, COST, 0)


def test_a_cell_says_its_row_its_place_and_its_words(filled: Board) -> None:
    filled.click(at(filled, THOUGHTS, 1))

    assert filled.view.walker.spoken() == "Thoughts, Buy, step 2: empty"
    filled.key(Key.Key_Left)

    assert filled.view.walker.spoken() == "Thoughts, Buy, step 1: “Will they call?”"


def test_letters_typed_in_a_cell_take_the_place_of_its_words(filled: Board) -> None:
    filled.click(at(filled, THOUGHTS, 0))

    QTest.keyClicks(filled.view, "M")
    assert filled.view.editor is not None
    QTest.keyClicks(filled.view.editor, "ore")
    filled.key(Key.Key_Return)

    assert said(filled) == {(BUY, 0): "More"}


def test_f2_and_enter_open_the_cell_where_the_keyboard_is(filled: Board) -> None:
    for key in (Key.Key_F2, Key.Key_Return):
        filled.click(at(filled, THOUGHTS, 0))
        filled.key(key)
        assert filled.view.editor is not None
        assert filled.view.editor.toPlainText() == "Will they call?"
        filled.key(Key.Key_Escape)


def test_delete_empties_a_cell_and_the_keyboard_stays_there(filled: Board) -> None:
    filled.click(at(filled, THOUGHTS, 0))

    filled.key(Key.Key_Delete)

    assert said(filled) == {}
    assert filled.view.walker.row_cell() == place(filled, THOUGHTS, 0)


def test_control_down_moves_a_row_at_whose_heading_the_keyboard_is(filled: Board) -> None:
    filled.click(at(filled, THOUGHTS, 0))
    filled.key(Key.Key_Left)

    filled.key(Key.Key_Down, Qt.KeyboardModifier.ControlModifier)

    assert [row.row_id for row in filled.view.plan.rows] == [COST, THOUGHTS, SEEN]
    assert filled.view.walker.record_id == THOUGHTS


def test_the_keyboard_stays_with_its_row_when_a_lane_comes(filled: Board) -> None:
    from cxdesigner.commands.lanes import add_team

    filled.click(at(filled, COST, 2))

    filled.view.do(lambda: add_team(filled.document, "Legal"), selects=False)

    assert filled.view.walker.row_cell() == place(filled, COST, 2)


def test_all_arrows_lead_through_a_map_with_rows_without_getting_stuck(filled: Board) -> None:
    for key in (Key.Key_Home, *[Key.Key_Down] * 9, *[Key.Key_Left] * 6, *[Key.Key_Up] * 9, Key.Key_PageDown):
        filled.key(key)
        filled.key(Key.Key_Right, SHIFT)
        assert filled.view.walker.spoken()
    assert filled.history.undo_name() == "Write into “Thoughts”"


# -- under the pointer -------------------------------------------------------------------------------------------------


def test_the_cell_under_the_pointer_is_framed_and_no_other(filled: Board) -> None:
    filled.move(at(filled, THOUGHTS, 1))
    assert filled.view.hand.row_hover.cell == place(filled, THOUGHTS, 1)

    filled.move(filled.card(TRAINING))

    assert filled.view.hand.row_hover.cell is None


@pytest.mark.parametrize(
    ("row_id", "down", "expected"),
    [
        (THOUGHTS, -40, ["New row", "Thoughts", "Cost", "Seen"]),
        (THOUGHTS, 40, ["Thoughts", "New row", "Cost", "Seen"]),
        (SEEN, 40, ["Thoughts", "Cost", "Seen", "New row"]),
    ],
)
def test_a_row_from_the_palette_stands_between_the_rows_where_it_was_dropped(
    filled: Board, row_id: RecordId, down: int, expected: list[str]
) -> None:
    before = encode(filled.document, "test")
    x, y = place(filled, row_id, 1).rect.center

    assert filled.hold_over(filled.pixel(x, y + down), {"new": "row"})
    assert filled.view.scene_of_map.gap.isVisible()
    filled.drop(filled.pixel(x, y + down), {"new": "row"})

    assert [row.title for row in rows_of(filled.document, MAP)] == expected
    assert filled.view.editor is not None
    filled.key(Key.Key_Escape)
    assert encode(filled.document, "test") == before


def test_the_first_row_from_the_palette_goes_below_the_curve_and_is_named_at_once(board: Board) -> None:
    curve = board.view.plan.curve
    assert curve is not None
    board.drop(board.cell(BUY, 0, SALES), {"new": "row"})
    board.type("Questions")
    board.key(Key.Key_Return)

    (row,) = rows_of(board.document, MAP)
    assert (row.title, row.kind) == ("Questions", RowKind.TEXT)
    assert board.view.plan.rows[0].rect.y == curve.rect.bottom
    board.history.undo()
    assert rows_of(board.document, MAP) == []


def test_a_row_can_be_dropped_on_the_headings_too(filled: Board) -> None:
    strip = filled.view.lane_strip
    spot = strip.spot_of(COST)
    assert spot is not None

    filled.drop(spot.rect.center().toPoint() + QPoint(0, 6), {"new": "row"}, strip)

    assert [row.title for row in rows_of(filled.document, MAP)] == ["Thoughts", "Cost", "New row", "Seen"]


def test_a_row_in_a_map_without_stages_waits_for_them(board: Board) -> None:
    board.history.perform(remove(board.document, [BUY, USE]))

    board.drop(QPoint(600, 300), {"new": "row"})
    board.view.finish_editing()

    assert [row.title for row in rows_of(board.document, MAP)] == ["New row"]
