"""With a real mouse and real keys in a real window: choosing a way, walking along it, and showing times."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.paths import PathsPanel
from cxdesigner.ui.widgets.lines_list import LinesList
from tests.onboarding import OFFER, SIGNING, TRAINING, WELCOME
from tests.ui.real_hand import RealHand

pytestmark = pytest.mark.window


def panel_of(window: MainWindow, hand: RealHand) -> PathsPanel:
    """Open the panel with its key and wait until the ways are there."""
    hand.keys("F4")
    hand.until(lambda: window.is_shown("paths"))
    panel = window.editor().wayfinding.panel
    assert panel is not None
    hand.until(lambda: bool(panel.offered()))
    return panel


def choose_first(hand: RealHand, panel: PathsPanel) -> None:
    """Open the list of ways with the mouse and take the likeliest one."""
    hand.click(hand.on(panel.ways))
    hand.until(panel.ways.view().isVisible)
    hand.keys("Down")
    hand.keys("Return")


def press_row(hand: RealHand, rows: LinesList, place: int) -> None:
    rect = rows.visualRect(rows.model().index(place, 0))
    hand.click(hand.on(rows.viewport(), QPoint(rect.left() + 60, rect.center().y())))


def test_a_way_is_chosen_with_the_mouse_and_walked_along_with_keys(window: MainWindow, hand: RealHand) -> None:
    panel = panel_of(window, hand)

    choose_first(hand, panel)
    hand.until(lambda: window.view().spotlight.way is not None)
    for touchpoint_id in (OFFER, SIGNING, WELCOME, TRAINING):
        hand.keys("alt+Right")
        hand.until(lambda touchpoint_id=touchpoint_id: window.desk.selection == (touchpoint_id,))
    hand.keys("alt+Left")
    hand.until(lambda: window.desk.selection == (WELCOME,))

    assert panel.story.rows()[panel.story.currentIndex().row()].data == WELCOME
    assert hand.has_changed_nothing()


def test_a_sentence_of_the_story_is_pressed_and_its_card_is_shown(window: MainWindow, hand: RealHand) -> None:
    panel = panel_of(window, hand)
    choose_first(hand, panel)
    hand.until(lambda: len(panel.story.rows()) == 4)

    press_row(hand, panel.story, 2)

    hand.until(lambda: window.desk.selection == (WELCOME,))


def test_times_come_with_their_key_and_undo_takes_them_away(window: MainWindow, hand: RealHand) -> None:
    hand.keys("ctrl+t")
    hand.until(lambda: window.view().plan.time_scale is not None and window.view().times is not None)

    hand.undo()

    assert window.view().plan.time_scale is None
