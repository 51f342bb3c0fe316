"""The inspector shows every field of what is selected, and changes it without an echo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from cxdesigner.commands.values import set_value
from cxdesigner.document.fields import FIELDS
from cxdesigner.document.records import Channel, Link, Map, Note, Record, RecordId, Stage, Team, Touchpoint
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.widgets.typing import Line, Text
from tests.onboarding import OFFER, SIGNING, WELCOME
from tests.ui.conftest import touchpoint
from tests.ui.inspecting import form_of, part


@pytest.mark.parametrize("record_type", [Touchpoint, Stage, Link, Team, Channel, Map])
def test_every_field_that_people_see_has_an_editor(window: MainWindow, record_type: type[Record]) -> None:
    record = window.desk.document.all(record_type)[0]

    form = form_of(window, record.id)

    for info in FIELDS[record_type]:
        if not info.hidden and info.name != "title":
            assert form.editor(info.name).info is info


def test_a_note_can_be_inspected_too(window: MainWindow) -> None:
    window.menus["map.add_note"].trigger()
    note = window.desk.document.all(Note)[0]

    form = form_of(window, note.id)
    QTest.keyClicks(part(form, "text", Text), "!")

    assert "!" in window.desk.document.get(Note, note.id).text


def test_with_nothing_selected_it_shows_the_map(window: MainWindow) -> None:
    window.desk.select(())

    form = window.editor().inspector().form()

    assert form is not None
    assert form.record_type is Map


def test_typing_in_one_field_is_one_undo_step(window: MainWindow) -> None:
    form = form_of(window, OFFER)

    QTest.keyClicks(part(form, "when", Line), "next day")
    typed = touchpoint(window, OFFER).when
    window.desk.undo()

    assert typed == "next day"
    assert touchpoint(window, OFFER).when == ""


def test_typing_again_after_the_focus_was_elsewhere_is_another_step(window: MainWindow, qtbot: QtBot) -> None:
    form = form_of(window, OFFER)
    field = part(form, "when", Line)
    QTest.keyClicks(field, "next day")
    field.left.emit()  # type: ignore[attr-defined]
    QTest.keyClicks(field, " at noon")

    window.desk.undo()

    assert touchpoint(window, OFFER).when == "next day"


def test_a_space_at_the_end_stays_while_one_is_typing(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    field = part(form, "whom", Line)

    QTest.keyClicks(field, "the project ")

    assert isinstance(field, QLineEdit)
    assert field.text() == "the project "


def test_the_cursor_stays_where_it_is_while_typing_in_the_middle(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    field = part(form, "whom", Line)
    assert isinstance(field, Line)
    QTest.keyClicks(field, "users")
    field.setCursorPosition(0)

    QTest.keyClicks(field, "all ")

    assert (field.text(), field.cursorPosition()) == ("all users", 4)


def test_the_title_is_changed_in_the_heading(window: MainWindow) -> None:
    form_of(window, OFFER)
    field = window.editor().inspector().title_editor().findChild(Line)

    field.end(False)
    QTest.keyClicks(field, " letter")

    assert touchpoint(window, OFFER).title == "Offer letter"


def test_a_title_is_never_emptied_by_typing(window: MainWindow) -> None:
    form_of(window, OFFER)
    field = window.editor().inspector().title_editor().findChild(Line)
    field.selectAll()

    QTest.keyClick(field, Qt.Key.Key_Backspace)
    field.left.emit()

    assert touchpoint(window, OFFER).title == "Offer"
    assert field.text() == "Offer"


def test_it_follows_an_edit_made_elsewhere(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    window.desk.plan(set_value, OFFER, "what", "Send it")

    field = part(form, "what", Text)

    assert isinstance(field, Text)
    assert field.text() == "Send it"


def test_undo_is_shown_in_the_field(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    field = part(form, "how", Text)
    assert isinstance(field, Text)
    QTest.keyClicks(field, "by hand")

    window.desk.undo()

    assert field.text() == ""


def test_ctrl_z_in_a_field_is_undo_of_the_document(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    field = part(form, "when", Line)
    window.activateWindow()
    field.setFocus()
    QTest.keyClicks(field, "next day")

    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert touchpoint(window, OFFER).when == ""


def test_a_number_may_have_a_comma_and_nonsense_changes_nothing(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    field = part(form, "duration_days", Line)

    QTest.keyClicks(field, "1,5")
    read = touchpoint(window, OFFER).duration_days
    QTest.keyClicks(field, "x")

    assert read == 1.5
    assert touchpoint(window, OFFER).duration_days == 1.5


def test_several_cards_are_changed_together_in_one_step(window: MainWindow) -> None:
    before = window.desk.document.copy()
    form = form_of(window, OFFER, SIGNING, WELCOME)

    QTest.keyClicks(part(form, "when", Line), "at once")
    said = {touchpoint(window, i).when for i in (OFFER, SIGNING, WELCOME)}
    window.desk.undo()

    assert said == {"at once"}
    assert window.desk.document == before


def test_what_was_understood_stands_below_the_timing(window: MainWindow) -> None:
    from cxdesigner.ui.panels.timing import what_was_understood

    form = form_of(window, TRAINING_ID)
    QTest.keyClicks(part(form, "when", Line), "Contract signing + 2 days")

    text, role = what_was_understood(window.desk.document, touchpoint(window, TRAINING_ID))

    assert "2 days after" in text
    assert role == "good"


TRAINING_ID = RecordId("training")


def test_the_problems_of_a_card_stand_near_it(window: MainWindow) -> None:
    window.desk.check()

    form_of(window, OFFER)

    sentences = window.desk.said_about((OFFER,))
    assert any("Offer" in sentence for sentence in sentences)


def test_a_long_text_is_wrapped_and_nothing_of_it_is_hidden_up_to_six_lines(window: MainWindow) -> None:
    window.desk.plan(set_value, OFFER, "what", "The customer gets to know who will do what. " * 5)
    text = part(form_of(window, OFFER), "what", Text)
    assert isinstance(text, Text)

    lines = round(text.document().size().height())

    assert 2 < lines <= 6
    assert not text.horizontalScrollBar().isVisible()
    assert not text.verticalScrollBar().isVisible()
    assert text.viewport().height() >= lines * text.fontMetrics().lineSpacing()


def test_the_title_is_the_first_field_of_the_map(window: MainWindow) -> None:
    window.desk.select(())
    form = window.editor().inspector().form()
    assert form is not None
    field = part(form, "title", Line)

    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, "Buying a car")

    assert window.desk.map.title == "Buying a car"
    assert next(iter(form._editors)) == "title"


def test_the_title_above_the_map_is_changed_by_a_double_click(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.editor().top_bar
    place = bar._title.geometry().center()
    window.activateWindow()

    QTest.mouseDClick(bar, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(bar.title_field.hasFocus)
    QTest.keyClicks(bar.title_field, "Buying a car")
    QTest.keyClick(bar.title_field, Qt.Key.Key_Return)

    assert window.desk.map.title == "Buying a car"
    assert bar.title_field.isHidden()


def test_escape_leaves_the_title_above_the_map_as_it_was(window: MainWindow) -> None:
    bar = window.editor().top_bar
    bar.edit_title()
    QTest.keyClicks(bar.title_field, "Buying a car")

    QTest.keyClick(bar.title_field, Qt.Key.Key_Escape)

    assert window.desk.map.title == "Onboarding"
    assert bar._title.isVisible()
