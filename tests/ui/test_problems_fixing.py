"""A finding is mended by one click, accepted with a reason, or its limit is set where it is read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cxdesigner.commands.lanes import add_team
from cxdesigner.commands.values import set_values
from cxdesigner.document.records import Expectation
from cxdesigner.journey.rules import RULES
from cxdesigner.storage.codec import encode
from cxdesigner.ui.dialogs.rules_pages import AcceptedPage
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.problem_model import PROBLEM
from cxdesigner.ui.panels.problems import ProblemsPanel
from cxdesigner.workspace import Workspace
from tests.journey.rule_examples import EXAMPLES
from tests.onboarding import OFFER, SIGNING, TRAINING, WELCOME
from tests.ui.conftest import Answers, touchpoint


@pytest.fixture
def panel(window: MainWindow) -> ProblemsPanel:
    """The list of a map with a team that meets nobody; that finding is chosen."""
    window.toggle("problems")
    window.desk.plan(add_team, "Dreamers")
    window.desk.check()
    panel = window.editor().problems_panel()
    _choose(panel, "unused-team")
    return panel


def _choose(panel: ProblemsPanel, rule: str) -> None:
    model = panel.view.model()
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    panel.view.setCurrentIndex(next(index for index in indexes if index.data(PROBLEM).rule == rule))


def _has_keys(window: MainWindow, field: QWidget) -> bool:
    here = window.focusWidget()
    return here is not None and (here is field or field.isAncestorOf(here))


def _rules(window: MainWindow) -> list[str]:
    window.desk.check()
    assert window.desk.workspace is not None
    return [problem.rule for problem in window.desk.workspace.problems]


def _button(panel: ProblemsPanel, name: str) -> QPushButton:
    return next(button for button in panel.actions_below.buttons if button.accessibleName() == name)


def test_one_click_mends_and_undo_takes_it_back(window: MainWindow, panel: ProblemsPanel) -> None:
    before = encode(window.desk.document, "")

    QTest.mouseClick(_button(panel, "Remove the team"), Qt.MouseButton.LeftButton)
    after = _rules(window)
    window.desk.undo()

    assert "unused-team" not in after
    assert encode(window.desk.document, "") == before


def test_where_several_things_are_meant_the_button_opens_a_menu(window: MainWindow, panel: ProblemsPanel) -> None:
    window.desk.plan(set_values, (SIGNING, WELCOME, TRAINING), "when", "next day")
    window.desk.check()
    _choose(panel, "no-timing")
    index = panel.view.currentIndex()

    menu = panel.menu_for(index)
    times = next(action.menu() for action in menu.actions() if action.text() == "Choose a time")
    assert isinstance(times, QMenu)
    next(action for action in times.actions() if action.text() == "next day").trigger()

    assert touchpoint(window, OFFER).when == "next day"
    assert _button(panel, "Choose a time").text() == "Choose a time …"


def test_a_closed_group_is_mended_as_a_whole_and_stays_chosen_when_it_opens(
    window: MainWindow, panel: ProblemsPanel
) -> None:
    _choose(panel, "no-timing")
    panel.view.clicked.emit(panel.view.currentIndex())

    names = [button.accessibleName() for button in panel.actions_below.buttons]

    assert names == ["Choose a time for all 4"]
    assert panel.actions_below.accept.text() == "Accept all 4…"
    assert panel.view.model().rowCount() > 4


def test_what_the_room_must_answer_is_written_in_its_field(
    window: MainWindow, panel: ProblemsPanel, qtbot: QtBot
) -> None:
    window.desk.plan(set_values, (SIGNING, WELCOME, TRAINING), "when", "next day")
    window.desk.check()
    _choose(panel, "no-timing")

    QTest.mouseClick(_button(panel, "Go to “When”"), Qt.MouseButton.LeftButton)
    form = window.editor().inspector().form()
    assert form is not None
    when = form.editor("when")
    qtbot.waitUntil(lambda: _has_keys(window, when))
    field = window.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "At noon")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert window.desk.selection == (OFFER,)
    assert window.is_shown("details")
    assert touchpoint(window, OFFER).when == "At noon"


def test_the_field_in_which_one_answers_is_scrolled_into_view(
    window: MainWindow, panel: ProblemsPanel, qtbot: QtBot
) -> None:
    window.resize(1024, 620)
    window.desk.plan(set_values, (OFFER,), "moment_of_truth", True)
    window.desk.plan(set_values, (OFFER,), "expectation", Expectation.BELOW)
    window.desk.check()
    _choose(panel, "moment-without-recovery")

    QTest.mouseClick(_button(panel, "Go to “Recovery”"), Qt.MouseButton.LeftButton)

    inspector = window.editor().inspector()
    form = inspector.form()
    assert form is not None
    field = form.editor("recovery")
    qtbot.waitUntil(lambda: _has_keys(window, field))
    assert inspector.viewport().rect().contains(field.mapTo(inspector.viewport(), QPoint(0, 0)))


def test_accepting_asks_for_the_reason_and_keeps_it(window: MainWindow, panel: ProblemsPanel) -> None:
    QTest.mouseClick(panel.actions_below.accept, Qt.MouseButton.LeftButton)
    QTest.keyClicks(panel.actions_below.reason, "They begin in May")
    QTest.keyClick(panel.actions_below.reason, Qt.Key.Key_Return)

    assert [(one.rule, one.reason) for one in window.desk.map.accepted] == [("unused-team", "They begin in May")]
    assert "unused-team" not in _rules(window)
    assert panel.acceptances.text() == "1 accepted · show"
    assert not panel.acceptances.isHidden()


def test_what_was_accepted_is_shown_from_the_panel(window: MainWindow, panel: ProblemsPanel, answers: Answers) -> None:
    shown = []
    answers.act = lambda dialog: shown.append(dialog._stack.currentWidget())  # type: ignore[attr-defined]
    panel.accepted.emit((panel.view.currentIndex().data(PROBLEM),), "They begin in May")

    QTest.mouseClick(panel.acceptances, Qt.MouseButton.LeftButton)

    assert isinstance(shown[0], AcceptedPage)


def test_a_right_click_offers_accepting_too(window: MainWindow, panel: ProblemsPanel) -> None:
    menu = panel.menu_for(panel.view.currentIndex())

    next(action for action in menu.actions() if action.text() == "Accept…").trigger()

    assert not panel.actions_below.reason.isHidden()


def test_without_a_reason_nothing_is_accepted_and_it_is_said_why(window: MainWindow, panel: ProblemsPanel) -> None:
    QTest.mouseClick(panel.actions_below.accept, Qt.MouseButton.LeftButton)
    QTest.keyClick(panel.actions_below.reason, Qt.Key.Key_Return)
    said = panel.actions_below.why_not.text()
    is_open = not panel.actions_below.reason.isHidden()
    QTest.keyClick(panel.actions_below.reason, Qt.Key.Key_Escape)

    assert is_open
    assert said.startswith("Say in a few words")
    assert panel.actions_below.reason.isHidden()
    assert panel.actions_below.why_not.isHidden()
    assert window.desk.map.accepted == ()


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES)
def test_every_finding_can_be_shown_and_chosen(window: MainWindow, rule: str) -> None:
    window.desk.open(Workspace.new(EXAMPLES[rule].broken()))
    window.desk.check()
    panel = window.editor().problems_panel()
    assert window.desk.workspace is not None
    if not window.desk.workspace.problems:
        return  # On the other map of the document.

    _choose(panel, rule)
    panel.view.clicked.emit(panel.view.currentIndex())

    assert not panel.actions_below.isHidden()
