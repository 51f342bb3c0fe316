"""With a real mouse and real keys in a real window: titles typed in place, the small bar, and keys that say how it is."""

from __future__ import annotations

import pytest

from cxdesigner.document.records import Expectation, RecordId, Status
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import EMAIL, OFFER, PHONE, SALES, SERVICE, SIGNING, TRAINING, WELCOME
from tests.ui.conftest import touchpoint
from tests.ui.real_hand import RealHand

pytestmark = pytest.mark.window

BAR = [
    pytest.param("channel_id", "Phone", PHONE, id="channel"),
    pytest.param("team_id", "Service", SERVICE, id="team"),
    pytest.param("emotion 2", None, 2, id="emotion"),
    pytest.param("moment_of_truth", None, True, id="moment of truth"),
    pytest.param("expectation", "More than expected", Expectation.EXCEEDS, id="expectation"),
    pytest.param("status", "To change", Status.TO_CHANGE, id="status"),
]
"""A button of the bar, the entry of its menu, and what a card then says."""


def says(window: MainWindow, card_id: RecordId, button: str) -> object:
    return getattr(touchpoint(window, card_id), button.split()[0])


def test_f2_lets_the_title_of_the_selected_card_be_typed(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.card(OFFER))
    hand.keys("F2")
    hand.title("Quotation")

    assert touchpoint(window, OFFER).title == "Quotation"
    hand.undo()


def test_a_double_click_lets_a_title_be_typed_and_a_click_beside_keeps_it(window: MainWindow, hand: RealHand) -> None:
    hand.double_click(hand.card(OFFER))
    hand.until(lambda: window.view().editor is not None)
    hand.type("Quotation")
    hand.click(hand.card(TRAINING))

    hand.until(lambda: window.view().editor is None)
    assert touchpoint(window, OFFER).title == "Quotation"
    hand.undo()


def test_esc_leaves_a_title_as_it_was(window: MainWindow, hand: RealHand) -> None:
    hand.double_click(hand.card(OFFER))
    hand.until(lambda: window.view().editor is not None)
    hand.type("Quotation")
    hand.keys("Escape")

    hand.until(lambda: window.view().editor is None)
    assert hand.has_changed_nothing()


@pytest.mark.parametrize(("button", "entry", "value"), BAR)
def test_the_bar_at_a_card_says_something_about_it(
    window: MainWindow, hand: RealHand, button: str, entry: str | None, value: object
) -> None:
    hand.click(hand.card(OFFER))
    hand.click(hand.bar(button))
    if entry is not None:
        hand.choose(entry)

    assert says(window, OFFER, button) == value
    hand.undo()


@pytest.mark.parametrize(("button", "entry", "value"), BAR)
def test_the_bar_at_many_cards_says_it_about_all_of_them_in_one_step(
    window: MainWindow, hand: RealHand, button: str, entry: str | None, value: object
) -> None:
    hand.click(hand.card(OFFER))
    hand.click(hand.card(WELCOME), "ctrl")
    hand.click(hand.bar(button))
    if entry is not None:
        hand.choose(entry)

    assert says(window, OFFER, button) == says(window, WELCOME, button) == value
    hand.undo()


def test_a_channel_that_nobody_knew_is_named_in_the_bar(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.card(OFFER))
    hand.click(hand.bar("channel_id"))
    hand.choose("New channel…")
    hand.type("Fair")
    hand.keys("Return")

    channel_id = touchpoint(window, OFFER).channel_id
    assert channel_id not in (EMAIL, PHONE)
    assert window.desk.document.title_of(channel_id) == "Fair"
    hand.undo()


@pytest.mark.parametrize(("key", "emotion"), [("1", -2), ("2", -1), ("3", 0), ("5", 2), ("0", None)])
def test_a_number_says_what_the_customer_feels(
    window: MainWindow, hand: RealHand, key: str, emotion: int | None
) -> None:
    hand.click(hand.card(OFFER))
    hand.keys(key)

    assert touchpoint(window, OFFER).emotion == emotion
    assert touchpoint(window, SIGNING).emotion == 1
    hand.undo()


def test_4_says_what_a_card_says_already_once_it_said_something_else(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.card(OFFER))
    hand.keys("5", "4")

    assert touchpoint(window, OFFER).emotion == 1
    hand.keys("ctrl+z")
    hand.until(lambda: touchpoint(window, OFFER).emotion == 2)
    hand.undo()


def test_m_makes_a_moment_of_truth(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.card(OFFER))
    hand.keys("m")

    assert touchpoint(window, OFFER).moment_of_truth
    hand.undo()


@pytest.mark.parametrize(("key", "name", "value"), [("1", "emotion", -2), ("m", "moment_of_truth", True)])
def test_keys_say_it_about_all_selected_cards_in_one_step(
    window: MainWindow, hand: RealHand, key: str, name: str, value: object
) -> None:
    hand.keys("ctrl+a", key)

    assert {getattr(touchpoint(window, one), name) for one in (OFFER, SIGNING, WELCOME, TRAINING)} == {value}
    hand.undo()


def test_the_keys_go_into_the_bar_and_back_to_the_map(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.card(OFFER))
    hand.keys("ctrl+period")
    hand.until(lambda: window.view().card_bar.row is not None and window.view().card_bar.row.has_keys())
    hand.keys("Tab", "Tab", "space")

    assert touchpoint(window, OFFER).emotion == -2
    hand.keys("Escape")
    hand.until(window.view().hasFocus)
    hand.undo()


def test_cards_are_removed_with_delete_and_come_back_with_their_links(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.card(SIGNING))
    hand.keys("Delete")

    assert SIGNING not in window.desk.document
    assert touchpoint(window, OFFER).team_id == SALES
    hand.undo()
