"""With a real mouse and real keys in a real window: each way of adding cards, stages and stickers, and its undo."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from cxdesigner.commands.rows import add_row
from cxdesigner.document.reading import rows_of
from cxdesigner.document.records import Note, RecordId, RowKind, Stage, Touchpoint
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import BUY, MAP, OFFER, PHONE, SALES, SERVICE, TRAINING, USE, WELCOME
from tests.ui.conftest import touchpoint
from tests.ui.real_hand import RealHand

pytestmark = pytest.mark.window
KNOWN = ("offer", "signing", "welcome", "training")


def tile(window: MainWindow, name: str) -> QWidget:
    return next(tile for tile in window.editor().palette_panel.tiles() if tile.accessibleName() == name)


def made(window: MainWindow) -> Touchpoint:
    (card,) = [card for card in window.desk.document.all(Touchpoint) if card.id not in KNOWN]
    return card


def place(card: Touchpoint) -> tuple[RecordId, int, RecordId | None]:
    return card.stage_id, card.step, card.team_id


def test_a_channel_from_the_palette_becomes_a_card_where_it_is_dropped(window: MainWindow, hand: RealHand) -> None:
    hand.bring(tile(window, "Phone"), hand.cell(BUY, 1, SERVICE))
    hand.title("Follow-up call")

    card = made(window)
    assert (card.title, card.channel_id) == ("Follow-up call", PHONE)
    assert place(card) == (BUY, 1, SERVICE)
    hand.undo()


def test_a_channel_dropped_between_two_columns_becomes_a_step_of_its_own(window: MainWindow, hand: RealHand) -> None:
    border = window.view().plan.columns[1].rect.x
    hand.bring(tile(window, "Phone"), hand.point(border, hand.box(OFFER).center[1]))
    hand.title("Reminder")

    assert place(made(window)) == (BUY, 1, SALES)
    assert touchpoint(window, RecordId("signing")).step == 2
    hand.undo()


def test_with_alt_a_channel_dropped_between_two_columns_makes_a_step_in_its_lane_only(
    window: MainWindow, hand: RealHand
) -> None:
    border = window.view().plan.columns[3].rect.x
    hand.bring(tile(window, "Phone"), hand.point(border, hand.box(TRAINING).center[1]), held=("alt",))
    hand.title("Reminder")

    assert place(made(window)) == (USE, 1, SERVICE)
    assert touchpoint(window, TRAINING).step == 2
    hand.undo()


def test_a_stage_from_the_palette_stands_between_the_others(window: MainWindow, hand: RealHand) -> None:
    hand.bring(tile(window, "Stage"), hand.cell(USE, 0, SALES, 0.1))
    hand.title("Decide")

    stages = [window.desk.document.stage(stage.stage_id).title for stage in window.view().plan.stages]
    assert stages == ["Buy", "Decide", "Use"]
    hand.undo()


def test_a_double_click_into_an_empty_cell_makes_a_card_there(window: MainWindow, hand: RealHand) -> None:
    hand.double_click(hand.cell(USE, 1, SALES))
    hand.title("Invoice")

    assert made(window).title == "Invoice"
    assert place(made(window)) == (USE, 1, SALES)
    hand.undo()


def test_a_card_whose_title_is_forgotten_with_esc_is_gone_too(window: MainWindow, hand: RealHand) -> None:
    hand.double_click(hand.cell(USE, 1, SALES))
    hand.until(lambda: window.view().editor is not None)
    hand.type("Inv")
    hand.keys("Escape")

    hand.until(lambda: window.view().editor is None)
    assert hand.file() == hand.encoded


def test_enter_after_the_selected_card_makes_the_next_one_in_its_lane(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.card(WELCOME))
    hand.keys("Return")
    hand.title("Welcome call")

    assert made(window).title == "Welcome call"
    assert place(made(window)) == (USE, 1, SERVICE)
    hand.undo()


def test_enter_behind_the_last_card_makes_a_new_step(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.card(TRAINING))
    hand.keys("Return")
    hand.title("Refresher")

    assert place(made(window)) == (USE, 2, SERVICE)
    hand.undo()


def test_a_line_in_quick_entry_becomes_a_card_and_the_map_undoes_it(window: MainWindow, hand: RealHand) -> None:
    line = window.editor().speaking.bar.line
    hand.click(hand.on(line))
    hand.until(line.hasFocus)

    hand.type("Call - Phone - Service")
    hand.keys("Return")

    hand.until(lambda: len(window.desk.document.all(Touchpoint)) == 5)
    assert (made(window).title, made(window).channel_id, made(window).team_id) == ("Call", PHONE, SERVICE)
    hand.click(hand.on(window.view().viewport(), window.view().viewport().rect().bottomLeft() / 1.02))
    hand.undo()


def test_a_sticker_from_the_palette_says_what_is_typed_on_it(window: MainWindow, hand: RealHand) -> None:
    hand.bring(tile(window, "Note"), hand.cell(BUY, 1, SERVICE))
    hand.until(lambda: window.view().editor is not None)
    hand.type("Who calls?")
    hand.click(hand.cell(USE, 1, SALES))

    (note,) = window.desk.document.all(Note)
    assert (note.text, note.stage_id, note.step, note.team_id) == ("Who calls?", BUY, 1, SERVICE)
    hand.undo()


def test_a_sticker_is_dragged_into_another_cell_and_stays_with_it(window: MainWindow, hand: RealHand) -> None:
    window.desk.perform(_stick(window))
    hand.encoded = hand.file()
    (note,) = window.desk.document.all(Note)

    hand.drag(hand.note(note.id), hand.cell(USE, 1, SALES))

    (moved,) = window.desk.document.all(Note)
    assert (moved.stage_id, moved.step, moved.team_id, moved.text) == (USE, 1, SALES, note.text)
    hand.undo()


def test_a_sticker_goes_with_its_stage(window: MainWindow, hand: RealHand) -> None:
    window.desk.perform(_stick(window))
    hand.encoded = hand.file()
    (note,) = window.desk.document.all(Note)
    before = hand.note(note.id)

    hand.drag(hand.heading(BUY), hand.heading(USE, 0.9))

    assert [stage.stage_id for stage in window.view().plan.stages] == [USE, BUY]
    assert int(hand.note(note.id)[0]) > int(before[0])
    assert window.desk.document.all(Note) == [note]
    hand.undo()


@pytest.mark.parametrize(("name", "kind"), [("Stage", Stage), ("Phone", Touchpoint)])
def test_what_is_pressed_in_the_palette_is_added_too(
    window: MainWindow, hand: RealHand, name: str, kind: type[Stage] | type[Touchpoint]
) -> None:
    before = len(window.desk.document.all(kind))

    hand.click(hand.on(tile(window, name)))
    hand.title("Something new")

    added = window.desk.document.all(kind)
    assert (len(added), added[-1].title) == (before + 1, "Something new")
    hand.undo()


def _stick(window: MainWindow):  # type: ignore[no-untyped-def]
    from cxdesigner.commands.notes import add_note
    from cxdesigner.commands.values import set_value

    edit = add_note(window.desk.document, BUY, 1, team_id=SERVICE, channel_id=None, right=20.0, down=20.0)
    window.desk.perform(edit)
    return set_value(window.desk.document, edit.show[0], "text", "Who calls?")


def test_a_row_from_the_palette_stands_below_the_others_and_is_named_at_once(
    window: MainWindow, hand: RealHand
) -> None:
    row_id = _with_needs(window, hand)

    hand.bring(tile(window, "Row"), hand.in_row(row_id, 1, 0.8))
    hand.title("Questions")

    assert [row.title for row in rows_of(window.desk.document, MAP)] == ["Needs", "Questions"]
    hand.undo()


def test_a_sticker_from_the_palette_goes_into_an_experience_row(window: MainWindow, hand: RealHand) -> None:
    row_id = _with_needs(window, hand)

    hand.bring(tile(window, "Note"), hand.in_row(row_id, 2))
    hand.title("Who helps?")

    (note,) = window.desk.document.all(Note)
    assert (note.text, note.row_id, note.stage_id, note.step, note.team_id) == ("Who helps?", row_id, USE, 0, None)
    hand.undo()


def test_a_sticker_is_dragged_from_a_lane_into_an_experience_row(window: MainWindow, hand: RealHand) -> None:
    row_id = _with_needs(window, hand)
    window.desk.perform(_stick(window))
    hand.encoded = hand.file()
    (note,) = window.desk.document.all(Note)

    hand.drag(hand.note(note.id), hand.in_row(row_id, 3))

    (moved,) = window.desk.document.all(Note)
    assert (moved.row_id, moved.stage_id, moved.step, moved.team_id) == (row_id, USE, 1, None)
    hand.undo()


def _with_needs(window: MainWindow, hand: RealHand) -> RecordId:
    """Add an experience row before the hand comes; return its id."""
    window.desk.plan(add_row, MAP, "Needs", RowKind.NEEDS)
    window.view().fit_map()
    window.view().setFocus()
    hand.encoded = hand.file()
    return window.view().plan.rows[0].row_id
