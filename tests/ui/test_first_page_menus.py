"""On the first page no map is open, and the menus know that; the buttons of a choice are wide enough for the one that is down."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtGui import QFont, QFontMetrics

from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.widgets.segmented import Segmented


def test_the_menus_can_be_asked_what_is_possible_before_a_map_is_open(
    start: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    assert not start.desk.is_open()

    with caplog.at_level(logging.ERROR):
        start.menus.refresh()

    assert not caplog.records
    assert not start.menus["map.merge_stage"].isEnabled()


def test_a_choice_that_is_down_has_room_for_its_words_in_bold(window: MainWindow) -> None:
    buttons = [
        button
        for choice in window.findChildren(Segmented)
        if choice.isVisibleTo(window)
        for button in map(choice.button, choice.keys())
    ]
    assert buttons

    for button in buttons:
        bold = QFont(button.font())
        bold.setWeight(QFont.Weight.DemiBold)
        assert button.minimumWidth() >= QFontMetrics(bold).horizontalAdvance(button.text()) + 24
