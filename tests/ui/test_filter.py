"""The filter above the map: choosing, counting, fading, ending; and the stage that is looked at alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.spotlight import Filter
from cxdesigner.document.records import RecordId
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.filter import FilterBar
from tests.onboarding import BUY, OFFER, SERVICE, SIGNING, TRAINING, USE, WELCOME


def _tick(bar: FilterBar, name: str, title: str) -> None:
    menu = bar._buttons[name].menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == title).trigger()


def _faded(window: MainWindow) -> set[RecordId]:
    return {OFFER, SIGNING, WELCOME, TRAINING} & window.view().scene_of_map.attention.faded


def test_ticking_a_team_lets_the_others_fade_and_says_how_many_stand_out(window: MainWindow) -> None:
    window.menus["view.filter"].trigger()
    bar = window.editor().lighting.bar

    _tick(bar, "teams", "Service")
    assert _faded(window) == {OFFER, SIGNING}
    assert bar.words() == "Filter: Service · 2 of 4"
    _tick(bar, "channels", "Email")

    assert _faded(window) == {OFFER, SIGNING, TRAINING}
    assert bar.words() == "Filter: Service, Email · 1 of 4"


def test_ticking_again_takes_it_out_of_the_filter(window: MainWindow) -> None:
    window.toggle("filter")
    bar = window.editor().lighting.bar

    _tick(bar, "statuses", "Missing")
    _tick(bar, "statuses", "Missing")

    assert not window.view().spotlight.filter
    assert bar.words() == "Nothing is filtered"


def test_esc_in_the_filter_ends_it_and_gives_the_keys_back_to_the_map(window: MainWindow) -> None:
    window.toggle("filter")
    bar = window.editor().lighting.bar
    _tick(bar, "teams", "Service")

    QTest.keyClick(bar, Qt.Key.Key_Escape)

    assert not _faded(window)
    assert not window.is_shown("filter")
    assert bar.isHidden()


def test_the_line_of_a_filter_stays_as_long_as_something_is_filtered(window: MainWindow) -> None:
    window.view().set_spotlight(window.view().spotlight.__class__(filter=Filter(teams=frozenset({SERVICE}))))

    assert window.is_shown("filter")
    assert window.menus["view.filter"].isChecked()


def test_a_filter_counts_anew_after_an_edit(window: MainWindow) -> None:
    from cxdesigner.commands.values import set_value

    window.toggle("filter")
    _tick(window.editor().lighting.bar, "teams", "Service")
    window.desk.plan(set_value, OFFER, "team_id", SERVICE)

    assert window.view().plan.cards
    assert window.editor().lighting.bar.words() == "Filter: Service · 3 of 4"


def test_a_room_is_walked_through_the_journey_stage_by_stage(window: MainWindow) -> None:
    window.desk.select((OFFER,))

    window.menus["view.focus"].trigger()
    assert _faded(window) == {WELCOME, TRAINING}
    assert window.editor().lighting.bar._stage.text() == "Only “Buy”"
    window.menus["view.next_stage"].trigger()
    assert window.view().spotlight.stage_id == USE
    assert _faded(window) == {OFFER, SIGNING}
    window.menus["view.next_stage"].trigger()
    assert window.view().spotlight.stage_id == USE
    window.menus["view.previous_stage"].trigger()
    assert window.view().spotlight.stage_id == BUY
    window.menus["view.focus"].trigger()

    assert not _faded(window)
    assert window.editor().lighting.bar.isHidden()


def test_another_document_begins_with_nothing_filtered(window: MainWindow) -> None:
    window.toggle("filter")
    _tick(window.editor().lighting.bar, "teams", "Service")

    window.filing.new()

    assert not window.view().spotlight


@pytest.mark.parametrize("by", [1, -1])
def test_f6_goes_through_all_panels_and_comes_back_to_the_map(window: MainWindow, qtbot: QtBot, by: int) -> None:
    window.activateWindow()
    window.view().setFocus()
    qtbot.waitUntil(window.view().hasFocus)
    seen = []

    for _ in range(10):
        window.focus_panel(by)
        seen.append(window.focusWidget())
        if window.view().hasFocus():
            break

    assert window.view().hasFocus()
    assert len(seen) >= 4
    assert len({id(widget) for widget in seen}) == len(seen)
