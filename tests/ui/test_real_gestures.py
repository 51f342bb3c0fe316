"""With a real window, a real mouse and real keys: cards moved, copied and pushed aside, links drawn and hung elsewhere."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from cxdesigner.document.records import Link, RecordId, Touchpoint
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import OFFER, SERVICE, SIGNING, TRAINING, WELCOME
from tests.ui.conftest import touchpoint
from tests.ui.real_hand import RealHand

pytestmark = pytest.mark.window
L1 = RecordId("l1")


def test_alt_pressed_during_a_drag_pushes_the_lane_aside(window: MainWindow, hand: RealHand, qtbot: QtBot) -> None:
    hand.drag(hand.card(OFFER), hand.card(WELCOME), "keydown", "alt", "sleep", "0.2")
    hand.does("keyup", "alt")

    steps = [(touchpoint(window, card).team_id, touchpoint(window, card).step) for card in (OFFER, WELCOME, TRAINING)]
    assert steps == [(SERVICE, 0), (SERVICE, 1), (SERVICE, 2)]
    hand.undo()


def test_control_held_during_a_drag_copies(window: MainWindow, hand: RealHand, qtbot: QtBot) -> None:
    hand.drag(hand.card(OFFER), hand.card(WELCOME, 0.5, 1.15), "keydown", "ctrl", "sleep", "0.2")
    hand.does("keyup", "ctrl")

    qtbot.waitUntil(lambda: len(window.desk.document.all(Touchpoint)) == 5, timeout=5_000)
    hand.undo()


def test_cards_make_room_below_a_resting_hand_and_escape_puts_all_back(
    window: MainWindow, hand: RealHand, qtbot: QtBot
) -> None:
    plan = window.view().plan

    hand.does("mousemove", *hand.card(TRAINING), "mousedown", "1", "sleep", "0.1")
    hand.does("mousemove", *hand.card(WELCOME, 0.5, 0.6), "sleep", "0.1", "mousemove", *hand.card(WELCOME, 0.5, 0.2))
    qtbot.waitUntil(lambda: window.view().hand.room.is_open, timeout=5_000)
    hand.does("key", "Escape", "mouseup", "1")

    assert window.view().plan == plan
    assert hand.file() == hand.encoded


def test_a_link_drawn_to_empty_ground_makes_a_card_with_the_title_and_the_condition_typed(
    window: MainWindow, hand: RealHand, qtbot: QtBot
) -> None:
    signing = window.view().plan.card(SIGNING)
    welcome = window.view().plan.card(WELCOME)
    assert signing is not None
    assert welcome is not None
    below = hand.point(signing.rect.center[0], welcome.rect.center[1])
    hand.does("mousemove", *hand.card(SIGNING), "click", "1", "sleep", "0.2")

    hand.drag(hand.card(SIGNING, 1.0, 0.5), below)
    qtbot.waitUntil(lambda: window.view().editor is not None, timeout=5_000)
    hand.title("Reminder", stays=True)
    hand.title("nobody answers")

    made = window.desk.document.all(Touchpoint)[-1]
    (link,) = [link for link in window.desk.document.all(Link) if link.target_id == made.id]
    assert (made.title, made.team_id) == ("Reminder", SERVICE)
    assert (link.source_id, link.condition) == (SIGNING, "nobody answers")
    hand.undo()


def test_a_second_link_takes_the_condition_typed_and_one_undo_takes_both(
    window: MainWindow, hand: RealHand, qtbot: QtBot
) -> None:
    hand.does("mousemove", *hand.card(OFFER), "click", "1", "sleep", "0.2")

    hand.drag(hand.card(OFFER, 1.0, 0.5), hand.card(TRAINING))
    qtbot.waitUntil(lambda: window.view().editor is not None, timeout=5_000)
    hand.does("type", "--delay", "15", "if they decline")
    hand.does("key", "Return")

    assert "if they decline" in [link.condition for link in window.desk.document.all(Link)]
    hand.undo()


def test_an_end_of_a_link_is_hung_on_another_card(window: MainWindow, hand: RealHand, qtbot: QtBot) -> None:
    (path,) = [path for path in window.view().plan.links if path.link_id == L1]
    middle = path.points[len(path.points) // 2 - 1], path.points[len(path.points) // 2]
    between = hand.point((middle[0][0] + middle[1][0]) / 2, (middle[0][1] + middle[1][1]) / 2)
    hand.does("mousemove", *between, "click", "1", "sleep", "0.2")
    qtbot.waitUntil(lambda: window.desk.selection == (L1,), timeout=5_000)

    hand.drag(hand.point(*path.points[-1]), hand.card(TRAINING))

    qtbot.waitUntil(lambda: window.desk.document.get(Link, L1).target_id == TRAINING, timeout=5_000)
    hand.undo()


def test_a_rubber_band_selects_and_all_of_it_moves_as_one_step(
    window: MainWindow, hand: RealHand, qtbot: QtBot
) -> None:
    offer, welcome = window.view().plan.card(OFFER), window.view().plan.card(WELCOME)
    assert offer is not None
    assert welcome is not None
    corner = hand.point(offer.rect.x - 35, offer.rect.y - 35)

    hand.drag(corner, hand.card(SIGNING))
    selected = set(window.desk.selection)
    hand.drag(hand.card(OFFER), hand.point(offer.rect.center[0], welcome.rect.center[1]))

    assert selected == {OFFER, SIGNING}
    qtbot.waitUntil(lambda: touchpoint(window, SIGNING).team_id == SERVICE, timeout=5_000)
    assert touchpoint(window, OFFER).team_id == SERVICE
    hand.undo()
