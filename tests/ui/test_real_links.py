"""With a real mouse and real keys in a real window: links drawn, hung elsewhere, turned and taken away.

From an edge to a card that is the second one, with its condition, and onto empty ground: in `test_real_gestures.py`.
"""

from __future__ import annotations

import pytest

from cxdesigner.document.records import Link, LinkKind, RecordId
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import OFFER, SIGNING, TRAINING, WELCOME
from tests.ui.real_hand import RealHand

pytestmark = pytest.mark.window
L1, L2, L3 = (RecordId(name) for name in ("l1", "l2", "l3"))


def links(window: MainWindow) -> list[tuple[RecordId, RecordId]]:
    return [(link.source_id, link.target_id) for link in window.desk.document.all(Link)]


def take_link(window: MainWindow, hand: RealHand, link_id: RecordId = L1) -> None:
    hand.click(hand.link(link_id))
    hand.until(lambda: window.desk.selection == (link_id,))


@pytest.mark.parametrize(
    "edge",
    [
        pytest.param((1.0, 0.5), id="right"),
        pytest.param((0.3, 1.0), id="lower"),
        pytest.param((0.3, 0.0), id="upper"),
    ],
)
def test_a_link_is_drawn_from_any_edge_of_a_card(window: MainWindow, hand: RealHand, edge: tuple[float, float]) -> None:
    hand.does("mousemove", *hand.card(TRAINING))

    hand.drag(hand.card(TRAINING, *edge), hand.card(SIGNING))

    assert (TRAINING, SIGNING) in links(window)
    hand.undo()


def test_a_link_on_its_way_is_given_up_with_esc(window: MainWindow, hand: RealHand) -> None:
    hand.does("mousemove", *hand.card(TRAINING))

    hand.drag(hand.card(TRAINING, 1.0, 0.5), hand.card(SIGNING), "key", "Escape")

    assert hand.has_changed_nothing()


def test_l_and_a_click_on_the_next_card_make_a_link(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.card(TRAINING))
    hand.keys("l")
    hand.click(hand.card(OFFER))

    assert (TRAINING, OFFER) in links(window)
    assert window.view().hand.tool_name == "select"
    hand.undo()


def test_l_without_a_card_waits_for_both_ends(window: MainWindow, hand: RealHand) -> None:
    hand.keys("l")
    hand.click(hand.card(TRAINING))
    hand.click(hand.card(OFFER))

    assert (TRAINING, OFFER) in links(window)
    hand.undo()


def test_l_arrows_and_enter_make_a_link_without_a_mouse(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.card(TRAINING))
    hand.keys("l", "Left", "Left")
    (target,) = window.desk.selection
    hand.keys("Return")

    assert (TRAINING, target) in links(window)
    hand.undo()


def test_a_condition_that_is_typed_at_once_is_one_step_with_its_link(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.card(OFFER))
    hand.keys("l")
    hand.click(hand.card(TRAINING))
    hand.title("if in a hurry")

    (made,) = [link for link in window.desk.document.all(Link) if link.target_id == TRAINING and link.id != L3]
    assert (made.source_id, made.condition) == (OFFER, "if in a hurry")
    hand.undo()


def test_a_condition_that_is_forgotten_leaves_a_link_without_words(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.card(OFFER))
    hand.keys("l")
    hand.click(hand.card(TRAINING))
    hand.until(lambda: window.view().editor is not None)
    hand.type("if")
    hand.keys("Escape")

    hand.until(lambda: window.view().editor is None)
    assert (OFFER, TRAINING) in links(window)
    assert not any(link.condition for link in window.desk.document.all(Link))
    hand.undo()


def test_a_double_click_on_a_link_lets_its_condition_be_typed(window: MainWindow, hand: RealHand) -> None:
    hand.double_click(hand.link(L1))
    hand.title("if it pleases")

    assert window.desk.document.get(Link, L1).condition == "if it pleases"
    hand.undo()


@pytest.mark.parametrize("end", ["source_id", "target_id"])
def test_either_end_of_a_link_is_hung_on_another_card(window: MainWindow, hand: RealHand, end: str) -> None:
    take_link(window, hand)
    points = hand.path(L1).points

    hand.drag(hand.point(*points[0 if end == "source_id" else -1]), hand.card(WELCOME))

    assert getattr(window.desk.document.get(Link, L1), end) == WELCOME
    hand.undo()


def test_an_end_that_is_let_go_over_empty_ground_stays_where_it_was(window: MainWindow, hand: RealHand) -> None:
    take_link(window, hand)
    offer, welcome = hand.box(OFFER), hand.box(WELCOME)

    hand.drag(hand.point(*hand.path(L1).points[-1]), hand.point(offer.center[0], welcome.center[1]))

    assert hand.has_changed_nothing()


def test_a_link_is_removed_with_delete(window: MainWindow, hand: RealHand) -> None:
    take_link(window, hand)
    hand.keys("Delete")

    assert (OFFER, SIGNING) not in links(window)
    assert len(links(window)) == 2
    hand.undo()


@pytest.mark.parametrize("button", ["reverse", "remove"])
def test_the_bar_at_a_link_turns_it_round_or_removes_it(window: MainWindow, hand: RealHand, button: str) -> None:
    take_link(window, hand)
    hand.click(hand.bar(button))

    assert (OFFER, SIGNING) not in links(window)
    assert ((SIGNING, OFFER) in links(window)) == (button == "reverse")
    hand.undo()


def test_the_bar_at_a_link_says_of_which_kind_it_is(window: MainWindow, hand: RealHand) -> None:
    take_link(window, hand)
    hand.click(hand.bar("kind"))
    hand.choose("When it goes wrong")

    assert window.desk.document.get(Link, L1).kind is LinkKind.RECOVERY
    hand.undo()


def test_the_links_of_the_selected_card_stand_out_and_the_file_does_not_change(
    window: MainWindow, hand: RealHand
) -> None:
    scene = window.view().scene_of_map
    before = scene.attention

    hand.click(hand.card(SIGNING))

    assert scene.attention.selected == frozenset((SIGNING,))
    assert scene.attention != before
    assert hand.has_changed_nothing()
