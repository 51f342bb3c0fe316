"""Prompts and fields of one's own are lines of a list: added, changed, ordered, removed, and never lost half typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxdesigner.commands.values import set_value
from cxdesigner.document.records import Prompt, RecordId
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.form import Form
from cxdesigner.ui.panels.parts import AddLine, PartsEditor
from cxdesigner.ui.widgets.typing import Line
from tests.onboarding import OFFER, WELCOME
from tests.ui.conftest import touchpoint
from tests.ui.inspecting import form_of


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
    window.desk.plan(set_value, OFFER, "prompts", (Prompt(id="p1", text="Ring up"),))
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
