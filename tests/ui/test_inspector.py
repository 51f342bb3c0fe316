"""The inspector shows every field of what is selected, and changes it without an echo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from cxdesigner.commands.values import set_value
from cxdesigner.document.fields import FIELDS
from cxdesigner.document.records import (
    Channel,
    Expectation,
    Link,
    Map,
    Note,
    Persona,
    Prompt,
    Record,
    RecordId,
    Stage,
    Team,
    Touchpoint,
)
from cxdesigner.ui.dressing import dress
from cxdesigner.ui.look import LOOKS
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.form import Form
from cxdesigner.ui.panels.parts import AddLine, PartsEditor
from cxdesigner.ui.widgets.combo import Choice, Naming
from cxdesigner.ui.widgets.faces import Faces
from cxdesigner.ui.widgets.segmented import Segmented
from cxdesigner.ui.widgets.tick_box import TickBox
from cxdesigner.ui.widgets.typing import Line, Text
from tests.onboarding import MAP, OFFER, SERVICE, SIGNING, WELCOME
from tests.ui.conftest import touchpoint


def form_of(window: MainWindow, *record_ids: RecordId) -> Form:
    window.desk.select(record_ids)
    form = window.editor().inspector().form()
    assert form is not None
    return form


def part(form: Form, name: str, kind: type[QWidget]) -> QWidget:
    found = form.editor(name).findChild(kind)
    assert found is not None
    return found  # type: ignore[no-any-return]


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
    window.desk.plan(_set, OFFER, "what", "Send it")

    field = part(form, "what", Text)

    assert isinstance(field, Text)
    assert field.text() == "Send it"


def _set(document: object, record_id: RecordId, name: str, value: object) -> object:
    from cxdesigner.commands.values import set_value

    return set_value(document, record_id, name, value)  # type: ignore[arg-type]


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


def test_a_face_sets_the_emotion_and_the_same_face_takes_it_away(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    faces = part(form, "emotion", Faces)
    assert isinstance(faces, Faces)

    QTest.mouseClick(faces, Qt.MouseButton.LeftButton, pos=faces.center_of(-2).toPoint())
    angry = touchpoint(window, OFFER).emotion
    QTest.mouseClick(faces, Qt.MouseButton.LeftButton, pos=faces.center_of(-2).toPoint())

    assert angry == -2
    assert touchpoint(window, OFFER).emotion is None


def test_a_few_choices_stand_side_by_side_and_can_be_let_go(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    choices = part(form, "expectation", Segmented)
    assert isinstance(choices, Segmented)

    choices.button(Expectation.BELOW).click()
    chosen = touchpoint(window, OFFER).expectation
    choices.button(Expectation.BELOW).click()

    assert chosen is Expectation.BELOW
    assert touchpoint(window, OFFER).expectation is None


def test_a_box_is_ticked(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    box = part(form, "moment_of_truth", QCheckBox)
    assert isinstance(box, QCheckBox)

    box.click()

    assert touchpoint(window, OFFER).moment_of_truth is True


def test_a_number_may_have_a_comma_and_nonsense_changes_nothing(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    field = part(form, "duration_days", Line)

    QTest.keyClicks(field, "1,5")
    read = touchpoint(window, OFFER).duration_days
    QTest.keyClicks(field, "x")

    assert read == 1.5
    assert touchpoint(window, OFFER).duration_days == 1.5


def test_a_team_is_chosen_from_the_list(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    box = part(form, "team_id", Naming)
    assert isinstance(box, Naming)

    box.setCurrentIndex([key for key, _ in box.choices()].index(SERVICE))
    box.activated.emit(box.currentIndex())

    assert touchpoint(window, OFFER).team_id == SERVICE


def test_a_new_team_is_made_by_its_name_in_one_step(window: MainWindow) -> None:
    before = window.desk.document.copy()
    form = form_of(window, OFFER, SIGNING)
    box = part(form, "team_id", Naming)
    assert isinstance(box, Naming)

    box.words().selectAll()
    QTest.keyClicks(box.words(), "Finance")
    QTest.keyClick(box.words(), Qt.Key.Key_Return)
    teams = {window.desk.document.title_of(touchpoint(window, i).team_id) for i in (OFFER, SIGNING)}
    window.desk.undo()

    assert teams == {"Finance"}
    assert window.desk.document == before


def test_a_name_that_is_known_makes_no_second_team(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    box = part(form, "team_id", Naming)
    assert isinstance(box, Naming)

    box.words().selectAll()
    QTest.keyClicks(box.words(), "service")
    QTest.keyClick(box.words(), Qt.Key.Key_Return)

    assert touchpoint(window, OFFER).team_id == SERVICE
    assert len(window.desk.document.all(Team)) == 2


def test_the_wheel_over_a_box_changes_nothing(window: MainWindow, qtbot: QtBot) -> None:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    form = form_of(window, OFFER)
    box = part(form, "status", Choice)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(box, wheel)

    assert touchpoint(window, OFFER).status.value == "existing"


def test_several_cards_are_changed_together_in_one_step(window: MainWindow) -> None:
    before = window.desk.document.copy()
    form = form_of(window, OFFER, SIGNING, WELCOME)

    QTest.keyClicks(part(form, "when", Line), "at once")
    said = {touchpoint(window, i).when for i in (OFFER, SIGNING, WELCOME)}
    window.desk.undo()

    assert said == {"at once"}
    assert window.desk.document == before


def test_where_cards_differ_the_field_says_so(window: MainWindow) -> None:
    form = form_of(window, OFFER, WELCOME)
    box = part(form, "team_id", Naming)
    assert isinstance(box, Naming)

    assert box.chosen() is None
    assert box.words().placeholderText() == "different"


def test_leaving_a_field_in_which_cards_differ_changes_none_of_them(window: MainWindow) -> None:
    before = window.desk.document.copy()
    form = form_of(window, OFFER, WELCOME)
    box = part(form, "team_id", Naming)
    assert isinstance(box, Naming)

    box.words().setFocus()
    QTest.keyClick(box.words(), Qt.Key.Key_Return)

    assert window.desk.document == before


def test_what_was_understood_stands_below_the_timing(window: MainWindow) -> None:
    from cxdesigner.ui.panels.timing import what_was_understood

    form = form_of(window, TRAINING_ID)
    QTest.keyClicks(part(form, "when", Line), "Contract signing + 2 days")

    text, role = what_was_understood(window.desk.document, touchpoint(window, TRAINING_ID))

    assert "2 days after" in text
    assert role == "good"


TRAINING_ID = RecordId("training")


def test_prompts_are_added_changed_ordered_and_removed(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    editor = form.editor("prompts")
    assert isinstance(editor, PartsEditor)
    add = editor.focusProxy()

    for text in ("Send the agenda", "Ring up"):
        QTest.keyClicks(add, text)
        QTest.keyClick(add, Qt.Key.Key_Return)
    second = editor.rows()[1].findChild(Line)
    second.end(False)
    QTest.keyClicks(second, " first")
    editor.rows()[1].move_asked.emit(-1)
    ordered = [prompt.text for prompt in touchpoint(window, OFFER).prompts]
    editor.rows()[0].removal_asked.emit()

    assert ordered == ["Ring up first", "Send the agenda"]
    assert [prompt.text for prompt in touchpoint(window, OFFER).prompts] == ["Send the agenda"]


def test_a_prompt_knows_who_when_how_and_what_proves_it(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    editor = form.editor("prompts")
    assert isinstance(editor, PartsEditor)
    QTest.keyClicks(editor.focusProxy(), "Send the agenda")
    QTest.keyClick(editor.focusProxy(), Qt.Key.Key_Return)
    row = editor.rows()[0]

    row.open()
    fields = list(row.findChildren(Line))[1:]
    for field, text in zip(fields, ("Service lead", "Ann", "3 days before", "by mail", "copy"), strict=True):
        QTest.keyClicks(field, text)

    prompt = touchpoint(window, OFFER).prompts[0]
    assert (prompt.who, prompt.person, prompt.when) == ("Service lead", "Ann", "3 days before")
    assert (prompt.how, prompt.proof) == ("by mail", "copy")


def test_a_prompt_keeps_its_id_when_it_is_changed(window: MainWindow) -> None:
    window.desk.plan(_set, OFFER, "prompts", (Prompt(id="p1", text="Ring up"),))
    form = form_of(window, OFFER)
    editor = form.editor("prompts")
    assert isinstance(editor, PartsEditor)

    QTest.keyClicks(editor.rows()[0].findChild(Line), "!")

    assert touchpoint(window, OFFER).prompts[0].id == "p1"


def test_a_custom_field_is_made_of_a_line_with_a_colon(window: MainWindow) -> None:
    form = form_of(window, OFFER)
    editor = form.editor("custom")

    QTest.keyClicks(editor.focusProxy(), "System: CRM")
    QTest.keyClick(editor.focusProxy(), Qt.Key.Key_Return)

    custom = touchpoint(window, OFFER).custom[0]
    assert (custom.title, custom.value) == ("System", "CRM")


def test_the_problems_of_a_card_stand_near_it(window: MainWindow) -> None:
    window.desk.check()

    form_of(window, OFFER)

    sentences = window.desk.said_about((OFFER,))
    assert any("Offer" in sentence for sentence in sentences)


def test_a_persona_can_be_chosen_for_the_map(window: MainWindow) -> None:
    from cxdesigner.document.change import Change, Edit

    window.desk.perform(Edit("Add persona", Change.adding(Persona(id=RecordId("anna"), title="Anna"))))
    form = form_of(window, MAP)
    box = part(form, "persona_id", Choice)
    assert isinstance(box, Choice)

    box.setCurrentIndex(1)
    box.activated.emit(1)

    assert window.desk.map.persona_id == "anna"


def add_line(form: Form) -> AddLine:
    line = form.editor("prompts").findChild(AddLine)
    assert line is not None
    return line


def prompts(window: MainWindow, record_id: RecordId) -> list[str]:
    return [prompt.text for prompt in touchpoint(window, record_id).prompts]


def test_a_prompt_that_is_half_typed_stays_with_the_card_it_was_typed_for(window: MainWindow) -> None:
    before = prompts(window, OFFER), prompts(window, WELCOME)
    line = add_line(form_of(window, OFFER))
    QTest.keyClicks(line, "Half a prompt")

    window.desk.select((WELCOME,))
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert (prompts(window, OFFER), prompts(window, WELCOME)) == ([*before[0], "Half a prompt"], before[1])


def test_a_prompt_is_kept_when_the_focus_leaves_its_line(window: MainWindow, qtbot: QtBot) -> None:
    line = add_line(form_of(window, OFFER))
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "Bring samples")

    window.view().setFocus()

    assert prompts(window, OFFER)[-1] == "Bring samples"
    assert line.text() == ""


def test_escape_empties_the_line_for_a_prompt(window: MainWindow) -> None:
    before = prompts(window, OFFER)
    line = add_line(form_of(window, OFFER))
    QTest.keyClicks(line, "Half a prompt")

    QTest.keyClick(line, Qt.Key.Key_Escape)
    window.desk.select((WELCOME,))

    assert prompts(window, OFFER) == before


def test_what_was_typed_for_a_card_that_is_gone_goes_nowhere(window: MainWindow) -> None:
    line = add_line(form_of(window, OFFER))
    QTest.keyClicks(line, "Half a prompt")

    window.menus["edit.delete"].trigger()
    window.desk.select((WELCOME,))

    assert line.text() == ""
    assert "Half a prompt" not in prompts(window, WELCOME)


def test_a_box_that_is_not_ticked_is_seen_in_every_look(window: MainWindow) -> None:
    for look in LOOKS.values():
        dress(look)
        panel = QScrollArea()
        box = TickBox("Moment of truth")
        panel.setWidget(box)

        picture = panel.grab(box.rect()).toImage()

        ground = picture.pixelColor(box.width() - 1, box.height() - 1).lightness()
        row = [picture.pixelColor(x, box.height() // 2).lightness() for x in range(16)]
        assert max(abs(light - ground) for light in row) > 60, look.name
    dress(LOOKS["light"])


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


def test_a_layer_that_nobody_named_says_where_the_card_stands(window: MainWindow) -> None:
    box = part(form_of(window, OFFER), "layer", Choice)
    assert isinstance(box, Choice)

    assert box.chosen() is None
    assert box.placeholderText() == "as it stands: Frontstage"


def test_a_recovery_link_is_called_the_same_as_on_the_poster(window: MainWindow) -> None:
    link = window.desk.document.all(Link)[0]

    kinds = part(form_of(window, link.id), "kind", Segmented)

    assert "when it goes wrong" in [button.text() for button in kinds.findChildren(QPushButton)]
