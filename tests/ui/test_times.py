"""Times on the map: a scale over the columns, the day on each card, and a sentence in the details."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from cxdesigner.commands.removing import remove
from cxdesigner.commands.values import set_value
from cxdesigner.document.records import RecordId, Touchpoint
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import OFFER, SIGNING, TRAINING, WELCOME


def show_times(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.plan(set_value, WELCOME, "when", "Contract signing + 12 days")
    window.desk.plan(set_value, TRAINING, "when", "42 blue of nothing")
    window.menus["view.times"].trigger()
    qtbot.waitUntil(lambda: window.view().times is not None, timeout=10_000)


def test_the_scale_and_the_tags_come_and_go_with_the_switch(window: MainWindow, qtbot: QtBot) -> None:
    top = window.view().plan.header_height
    show_times(window, qtbot)
    view = window.view()

    assert view.plan.time_scale is not None
    assert view.plan.header_height > top
    assert view.scene_of_map.attention.times[WELCOME].words == "day 12"
    assert not view.scene_of_map.attention.times[TRAINING].is_read
    assert window.menus["view.times"].isChecked()

    window.menus["view.times"].trigger()

    assert view.plan.time_scale is None
    assert view.plan.header_height == top
    assert not view.scene_of_map.attention.times
    assert view.times is None


def test_times_follow_an_edit_and_undo_takes_the_switch_back(window: MainWindow, qtbot: QtBot) -> None:
    show_times(window, qtbot)

    window.desk.plan(set_value, WELCOME, "when", "Contract signing + 3 weeks")
    qtbot.waitUntil(lambda: window.view().scene_of_map.attention.times[WELCOME].words == "day 21", timeout=10_000)
    window.desk.undo()
    window.desk.undo()

    assert not window.desk.map.shows_times
    assert window.view().times is None


def test_the_details_say_when_it_is_and_how_late_it_may_be(window: MainWindow, qtbot: QtBot) -> None:
    show_times(window, qtbot)
    window.desk.select((WELCOME,))

    form = window.editor().inspector()._forms[type(window.desk.document.touchpoint(WELCOME))]

    assert form.when_it_is.text() == (
        "at the earliest 12 days after the start; if it is late, the whole journey takes longer"
    )


def test_of_a_time_that_cannot_be_read_the_details_say_only_what_is_known(window: MainWindow, qtbot: QtBot) -> None:
    show_times(window, qtbot)
    window.desk.select((TRAINING,))

    form = window.editor().inspector().form()

    assert form is not None
    assert form._said["when"].text() == "kept as it is said; no time could be read from it"
    assert form.when_it_is.text() == "What leads to it is not over before 12 days after the start."


def test_times_that_come_when_the_card_and_its_stage_are_gone_are_told_of_nothing(
    window: MainWindow, qtbot: QtBot
) -> None:
    show_times(window, qtbot)
    window.desk.select((WELCOME,))
    window.desk.select(())
    stage = window.desk.document.touchpoint(WELCOME).stage_id
    cards = [card.id for card in window.desk.document.all(Touchpoint) if card.stage_id == stage]
    window.desk.plan(remove, [*cards, stage])
    assert stage not in window.desk.document

    window.editor().inspector().show_times()

    form = window.editor().inspector()._forms[Touchpoint]
    assert form._said["when"].text() == ""


def test_the_scale_tells_under_the_pointer_what_a_step_waits_for(window: MainWindow, qtbot: QtBot) -> None:
    from cxdesigner.canvas.tips import time_tip

    show_times(window, qtbot)
    view = window.view()
    columns = {(column.stage_id, column.step): column for column in view.plan.columns}
    welcome = window.desk.document.touchpoint(WELCOME)

    said = time_tip(view, columns[welcome.stage_id, welcome.step])

    assert said.splitlines()[:2] == ["At the earliest: day 12.", "The customer waits until then: after 12 days."]


def test_another_map_without_times_shows_none(window: MainWindow, qtbot: QtBot) -> None:
    from cxdesigner.commands.maps import add_map

    show_times(window, qtbot)
    window.desk.plan(add_map)

    assert window.desk.map_id != RecordId("map")
    assert window.view().times is None


def test_nothing_is_worked_out_where_times_are_not_shown(window: MainWindow) -> None:
    window.desk.plan(set_value, OFFER, "when", "At once")
    window.desk.plan(set_value, SIGNING, "when", "2 days later")

    assert not window.editor().timekeeper._clock.isActive()
