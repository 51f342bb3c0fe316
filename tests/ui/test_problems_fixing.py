"""A finding is mended by one click, accepted with a reason, or its limit is set where it is read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cxdesigner.commands.lanes import add_team
from cxdesigner.journey.rules import RULES
from cxdesigner.storage.codec import encode
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.problem_model import PROBLEM
from cxdesigner.ui.panels.problems import ProblemsPanel
from cxdesigner.workspace import Workspace
from tests.journey.rule_examples import EXAMPLES


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


def _rules(window: MainWindow) -> list[str]:
    window.desk.check()
    assert window.desk.workspace is not None
    return [problem.rule for problem in window.desk.workspace.problems]


def test_one_click_mends_and_undo_takes_it_back(window: MainWindow, panel: ProblemsPanel) -> None:
    before = encode(window.desk.document, "")

    QTest.mouseClick(panel.actions_below.fix, Qt.MouseButton.LeftButton)
    after = _rules(window)
    window.desk.undo()

    assert "unused-team" not in after
    assert encode(window.desk.document, "") == before


def test_a_finding_without_a_fix_has_no_such_button(panel: ProblemsPanel) -> None:
    assert panel.actions_below.fix.text() == "Remove the team"

    _choose(panel, "no-timing")

    assert panel.actions_below.fix.isHidden()
    assert panel.actions_below.accept.isEnabled()


def test_accepting_asks_for_the_reason_and_keeps_it(window: MainWindow, panel: ProblemsPanel) -> None:
    QTest.mouseClick(panel.actions_below.accept, Qt.MouseButton.LeftButton)
    QTest.keyClicks(panel.actions_below.reason, "They begin in May")
    QTest.keyClick(panel.actions_below.reason, Qt.Key.Key_Return)

    assert [(one.rule, one.reason) for one in window.desk.map.accepted] == [("unused-team", "They begin in May")]
    assert "unused-team" not in _rules(window)


def test_nothing_is_accepted_without_a_reason_and_escape_closes_it(window: MainWindow, panel: ProblemsPanel) -> None:
    QTest.mouseClick(panel.actions_below.accept, Qt.MouseButton.LeftButton)
    QTest.keyClick(panel.actions_below.reason, Qt.Key.Key_Return)
    is_open = not panel.actions_below.reason.isHidden()
    QTest.keyClick(panel.actions_below.reason, Qt.Key.Key_Escape)

    assert is_open
    assert panel.actions_below.reason.isHidden()
    assert window.desk.map.accepted == ()


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
