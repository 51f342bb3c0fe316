"""With a real window and real keys alone: walking, making, finding, filtering, stage by stage, and around the panels."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from cxdesigner.document.records import Touchpoint
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import BUY, OFFER, SALES, SIGNING, TRAINING, USE, WELCOME
from tests.ui.real_hand import RealHand

pytestmark = pytest.mark.window


@pytest.fixture
def keys(window: MainWindow, hand: RealHand) -> RealHand:
    """Keys that go to the map, where the first card is selected."""
    hand.does("mousemove", *hand.card(OFFER), "click", "1", "sleep", "0.2")
    assert window.desk.selection == (OFFER,)
    return hand


def test_a_card_is_made_in_an_empty_cell_by_walking_there_and_typing(
    window: MainWindow, keys: RealHand, qtbot: QtBot
) -> None:
    keys.does("key", "Right", "sleep", "0.1", "key", "Right", "sleep", "0.1")
    assert window.desk.selection == ()

    keys.does("type", "--delay", "40", "Kick-off")
    keys.does("key", "Return")

    made = next(card for card in window.desk.document.all(Touchpoint) if card.title == "Kick-off")
    assert (made.stage_id, made.step, made.team_id) == (USE, 0, SALES)
    keys.undo()


def test_tab_goes_along_the_journey_and_leaves_the_map_at_its_end(
    window: MainWindow, keys: RealHand, qtbot: QtBot
) -> None:
    keys.does("key", "Tab", "sleep", "0.1", "key", "Tab", "sleep", "0.1", "key", "Tab", "sleep", "0.1")
    assert window.desk.selection == (TRAINING,)
    assert window.view().hasFocus()

    keys.does("key", "Tab", "sleep", "0.1")
    qtbot.waitUntil(lambda: not window.view().hasFocus(), timeout=5_000)


def test_headings_are_reached_and_reordered_with_keys(window: MainWindow, keys: RealHand) -> None:
    keys.does("key", "Up", "sleep", "0.1", "key", "ctrl+Right", "sleep", "0.2")

    assert [stage.stage_id for stage in window.view().plan.stages] == [USE, BUY]
    keys.undo()


def test_the_menu_opens_with_shift_f10_where_the_keyboard_is(window: MainWindow, keys: RealHand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.view().asked_for_menu, timeout=5_000) as asked:
        keys.does("key", "shift+F10")

    assert asked.args[0] == OFFER
    keys.does("key", "Escape")


def test_what_is_found_is_stepped_through_with_f3_and_esc_lets_everything_stand_out(
    window: MainWindow, keys: RealHand, qtbot: QtBot
) -> None:
    keys.does("key", "ctrl+f", "sleep", "0.1")
    keys.does("type", "--delay", "40", "ing")
    qtbot.waitUntil(lambda: window.desk.selection == (SIGNING,), timeout=5_000)
    assert window.view().scene_of_map.attention.faded >= {OFFER, WELCOME}

    keys.does("key", "F3", "sleep", "0.1")
    assert window.desk.selection == (TRAINING,)
    keys.does("key", "Escape", "sleep", "0.1")

    assert not window.view().scene_of_map.attention.faded
    assert window.view().hasFocus()


def test_a_room_walks_through_the_stages_with_keys(window: MainWindow, keys: RealHand, qtbot: QtBot) -> None:
    keys.does("key", "ctrl+4", "sleep", "0.2")
    assert window.view().spotlight.stage_id == BUY
    keys.does("key", "ctrl+Next", "sleep", "0.2")
    assert window.view().spotlight.stage_id == USE

    keys.does("key", "Escape", "sleep", "0.1", "key", "Escape", "sleep", "0.1")
    assert window.view().spotlight.stage_id is None
    assert keys.file() == keys.encoded


def test_a_filter_is_set_and_ended_with_keys(window: MainWindow, keys: RealHand, qtbot: QtBot) -> None:
    keys.does("key", "ctrl+shift+f", "sleep", "0.2", "key", "space", "sleep", "0.3", "key", "Down", "key", "space")
    qtbot.waitUntil(lambda: bool(window.view().spotlight.filter), timeout=5_000)
    assert window.view().scene_of_map.attention.faded >= {WELCOME, TRAINING}

    keys.does("key", "Escape", "sleep", "0.2", "key", "Escape", "sleep", "0.2")

    assert not window.view().spotlight
    assert window.view().hasFocus()


def test_f6_goes_around_the_panels_and_back_to_the_map(window: MainWindow, keys: RealHand, qtbot: QtBot) -> None:
    keys.does("key", "F6", "sleep", "0.1")
    assert window.editor().speaking.bar.line.hasFocus()

    keys.does("key", "shift+F6", "sleep", "0.1")

    assert window.view().hasFocus()
