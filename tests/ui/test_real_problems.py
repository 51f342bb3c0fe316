"""With a real mouse and real keys in a real window: a finding is mended, answered and accepted where it is read."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.problem_model import PROBLEM
from cxdesigner.ui.panels.problems import ProblemsPanel
from tests.onboarding import OFFER
from tests.ui.conftest import touchpoint
from tests.ui.real_hand import RealHand

pytestmark = pytest.mark.window


def panel_of(window: MainWindow, hand: RealHand, rule: str) -> ProblemsPanel:
    """Open the list with its key and press the finding of a rule."""
    hand.keys("F8")
    hand.until(lambda: window.is_shown("problems"))
    window.desk.check()
    panel = window.editor().problems_panel()
    model = panel.view.model()
    index = next(
        model.index(row, 0) for row in range(model.rowCount()) if model.index(row, 0).data(PROBLEM).rule == rule
    )
    panel.view.scrollTo(index)
    hand.click(hand.on(panel.view.viewport(), panel.view.visualRect(index).center()))
    hand.until(lambda: panel.actions_below.isVisible())
    return panel


def test_a_time_is_chosen_for_all_in_the_menu_of_the_button_and_undone(window: MainWindow, hand: RealHand) -> None:
    panel = panel_of(window, hand, "no-timing")

    hand.click(hand.on(panel.actions_below.buttons[0]))
    hand.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    hand.keys("Down")
    hand.keys("Return")
    hand.until(lambda: touchpoint(window, OFFER).when == "Same day")
    hand.undo()

    hand.until(lambda: touchpoint(window, OFFER).when == "")
    assert hand.has_changed_nothing()


def test_a_finding_is_accepted_only_with_a_reason(window: MainWindow, hand: RealHand) -> None:
    panel = panel_of(window, hand, "no-timing")

    hand.click(hand.on(panel.actions_below.accept))
    hand.until(panel.actions_below.reason.hasFocus)
    hand.keys("Return")
    hand.until(panel.actions_below.why_not.isVisible)
    hand.type("later")
    hand.keys("Return")

    hand.until(lambda: [one.reason for one in window.desk.map.accepted] == ["later"])
    assert panel.acceptances.isVisible()


def test_the_answer_is_typed_into_the_field_to_which_the_button_leads(window: MainWindow, hand: RealHand) -> None:
    panel_of(window, hand, "no-timing")
    panel = window.editor().problems_panel()
    hand.keys("Down")
    hand.until(lambda: [one.accessibleName() for one in panel.actions_below.buttons][-1:] == ["Go to “When”"])

    hand.click(hand.on(panel.actions_below.buttons[-1]))
    hand.until(lambda: window.is_shown("details") and window.focusWidget() is not panel.view)
    form = window.editor().inspector().form()
    assert form is not None
    hand.until(lambda: form.editor("when").isAncestorOf(window.focusWidget()))
    hand.type("At noon")
    hand.keys("Return")

    hand.until(lambda: touchpoint(window, OFFER).when == "At noon")
