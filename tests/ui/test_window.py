"""What the window shows and does around the map: undo, titles, looks, finding, panels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxdesigner.commands.maps import add_map
from cxdesigner.commands.stages import move_stage
from cxdesigner.commands.values import set_value
from cxdesigner.document.records import Stage
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import BUY, MAP, OFFER, SALES, USE
from tests.ui.conftest import Answers


def test_a_blank_map_is_blank_and_the_first_line_begins_it(start: MainWindow) -> None:
    start.welcome().blank_asked.emit()
    blank = start.view().plan
    line = start.editor().speaking.bar.line

    QTest.keyClicks(line, "Offer - Email - Sales")
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert (blank.stages, blank.cards) == ((), ())
    assert [stage.title.lines for stage in start.view().plan.stages] == [("1 Stage 1",)]
    assert len(start.view().plan.cards) == 1


def test_the_first_stage_that_is_typed_into_a_blank_map_is_its_first_stage(start: MainWindow) -> None:
    start.welcome().blank_asked.emit()
    line = start.editor().speaking.bar.line

    for text in ("Stage: Onboarding", "Welcome letter - Email"):
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)

    assert [stage.title for stage in start.desk.document.all(Stage)] == ["Onboarding"]
    assert len(start.view().plan.cards) == 1


def test_in_a_blank_map_one_types_at_once(start: MainWindow) -> None:
    start.welcome().blank_asked.emit()

    assert start.focusWidget() is start.editor().speaking.bar.line


def test_a_double_click_begins_a_blank_map_too(start: MainWindow) -> None:
    start.welcome().blank_asked.emit()

    QTest.mouseDClick(start.view().viewport(), Qt.MouseButton.LeftButton, pos=start.view().centre())

    assert len(start.view().plan.cards) == 1
    assert start.view().editor is not None


def test_undo_leaves_the_selection_as_it_was(window: MainWindow) -> None:
    window.desk.select((USE,))
    window.desk.plan(move_stage, USE, BUY)

    window.desk.undo()
    undone = window.desk.selection
    window.desk.redo()

    assert undone == (USE,)
    assert window.desk.selection == (USE,)


def test_undo_of_a_removed_team_selects_none_of_its_cards(window: MainWindow, answers: Answers) -> None:
    answers.accepts = True
    window.desk.select((SALES,))
    window.menus["edit.delete"].trigger()

    window.menus["edit.undo"].trigger()

    assert window.desk.selection == ()


def test_undo_selects_the_one_card_that_it_brings_back(window: MainWindow) -> None:
    window.desk.select((OFFER,))
    window.menus["edit.delete"].trigger()

    window.menus["edit.undo"].trigger()

    assert window.desk.selection == (OFFER,)


def test_undo_goes_to_the_map_that_it_changes(window: MainWindow) -> None:
    window.desk.plan(set_value, OFFER, "title", "Proposal")
    window.desk.plan(add_map, "Another")
    window.desk.plan(set_value, OFFER, "title", "Written offer")
    shown = window.desk.map_id

    window.desk.undo()

    assert shown != MAP
    assert window.desk.map_id == MAP


def test_after_starting_a_to_be_map_the_map_has_the_keys(window: MainWindow) -> None:
    window.editor().speaking.bar.line.setFocus()

    window.editor().status.to_be_asked.emit()

    assert window.focusWidget() is window.view()


def test_the_title_says_what_is_open_and_whether_it_is_saved(window: MainWindow) -> None:
    before = window.windowTitle(), window.isWindowModified()

    window.desk.plan(set_value, MAP, "title", "Renamed")

    assert before == ("Onboarding[*] – CX Designer", False)
    assert (window.windowTitle(), window.isWindowModified()) == ("Renamed[*] – CX Designer", True)


@pytest.mark.parametrize("look", ["dark", "high contrast", "light"])
def test_a_look_is_taken_by_everything_and_kept(window: MainWindow, look: str) -> None:
    window.choose_look(look)

    assert window.view().theme.name == look
    assert window.chosen_look() == look
    assert MainWindow(window.settings).look().name == look


def test_finding_walks_through_all_places(window: MainWindow) -> None:
    field = window.editor().top_bar.find_field
    window.focus_find()

    QTest.keyClicks(field, "e")
    first, count = window.desk.selection, field._count.text()
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert first == (OFFER,)
    assert count.startswith("1 of ")
    assert window.desk.selection != first


def test_finding_nothing_says_so(window: MainWindow) -> None:
    field = window.editor().top_bar.find_field

    QTest.keyClicks(field, "zebra")

    assert field._count.text() == "nothing"


def test_panels_open_and_close(window: MainWindow) -> None:
    for panel in ("palette", "details", "problems", "table"):
        before = window.is_shown(panel)
        window.toggle(panel)
        assert window.is_shown(panel) is not before


def test_a_panel_that_nobody_has_opened_is_not_made(window: MainWindow) -> None:
    assert window.editor().beside._outline is None
    assert window.editor().beside._problems is None


def test_the_top_bar_leaves_no_room_unused_while_it_cuts_words(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.editor().top_bar
    window.resize(1440, 900)
    bar._about.setText("as-is · The owner of one machine, on a working day")

    qtbot.waitUntil(lambda: bar.checklist.x() - bar.find_field.geometry().right() <= 2 * bar.layout().spacing())
    assert bar._about.width() < bar._about.sizeHint().width()
