"""With a real mouse in a real window: each way of moving cards, each one step of undo.

The rubber band, Alt, Ctrl to copy, and cards that make room are in `test_real_gestures.py`.
"""

from __future__ import annotations

import pytest

from cxdesigner.document.reading import steps_of
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import Rect
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import BUY, OFFER, SALES, SERVICE, SIGNING, TRAINING, USE, WELCOME
from tests.ui.conftest import touchpoint
from tests.ui.real_hand import RealHand

pytestmark = pytest.mark.window
ALL = (OFFER, SIGNING, WELCOME, TRAINING)


def teams(window: MainWindow) -> dict[RecordId, RecordId | None]:
    return {card_id: touchpoint(window, card_id).team_id for card_id in ALL}


def places(window: MainWindow) -> dict[RecordId, tuple[RecordId, int]]:
    return {card_id: (touchpoint(window, card_id).stage_id, touchpoint(window, card_id).step) for card_id in ALL}


@pytest.mark.parametrize(
    ("stage_id", "step", "team_id"),
    [
        pytest.param(BUY, 0, SERVICE, id="into another lane"),
        pytest.param(BUY, 1, SALES, id="to another step"),
        pytest.param(USE, 1, SALES, id="into another stage"),
        pytest.param(USE, 0, SERVICE, id="into another stage and lane"),
    ],
)
def test_a_card_goes_into_the_cell_where_the_hand_lets_go(
    window: MainWindow, hand: RealHand, stage_id: RecordId, step: int, team_id: RecordId
) -> None:
    hand.drag(hand.card(OFFER), hand.cell(stage_id, step, team_id, 0.5, 0.85))

    moved = touchpoint(window, OFFER)
    assert (moved.stage_id, moved.step, moved.team_id) == (stage_id, step, team_id)
    hand.undo()


@pytest.mark.parametrize("key", ["ctrl", "shift"])
def test_cards_that_are_clicked_one_after_another_move_together(window: MainWindow, hand: RealHand, key: str) -> None:
    hand.click(hand.card(OFFER, 0.3))
    hand.click(hand.card(SIGNING, 0.3), key)
    assert set(window.desk.selection) == {OFFER, SIGNING}

    hand.drag(hand.card(SIGNING, 0.7), hand.cell(BUY, 1, SERVICE))

    assert teams(window) == dict.fromkeys(ALL, SERVICE)
    assert places(window)[OFFER] == (BUY, 0)
    hand.undo()


def test_a_card_that_is_clicked_again_with_ctrl_is_left_behind(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.card(OFFER, 0.3))
    hand.click(hand.card(SIGNING, 0.3), "ctrl")
    hand.click(hand.card(OFFER, 0.7), "ctrl")
    assert window.desk.selection == (SIGNING,)

    hand.drag(hand.card(SIGNING, 0.7), hand.cell(BUY, 1, SERVICE))

    assert (teams(window)[OFFER], teams(window)[SIGNING]) == (SALES, SERVICE)
    hand.undo()


def test_all_cards_that_ctrl_a_selects_move_together(window: MainWindow, hand: RealHand) -> None:
    before = places(window)
    hand.keys("ctrl+a")
    assert set(window.desk.selection) == set(ALL)

    hand.drag(hand.card(OFFER), hand.cell(BUY, 1, SALES, 0.5, 0.85))

    assert places(window) != before
    assert places(window)[OFFER] == (BUY, 1)
    assert places(window)[SIGNING] > (BUY, 1)
    hand.undo()


def test_the_cards_of_a_stage_are_selected_at_its_heading_and_move_together(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.heading(BUY), button="3")
    hand.choose("Select its cards")
    assert set(window.desk.selection) == {OFFER, SIGNING}

    hand.drag(hand.card(OFFER), hand.cell(BUY, 0, SERVICE))

    assert teams(window) == dict.fromkeys(ALL, SERVICE)
    assert places(window)[SIGNING] == (BUY, 1)
    hand.undo()


def test_the_cards_of_a_lane_are_selected_at_its_heading_with_ctrl_a_and_move_together(
    window: MainWindow, hand: RealHand
) -> None:
    hand.click(hand.heading(SERVICE))
    hand.keys("ctrl+a")
    assert set(window.desk.selection) == {WELCOME, TRAINING}

    hand.drag(hand.card(WELCOME), hand.cell(USE, 0, SALES))

    assert teams(window) == dict.fromkeys(ALL, SALES)
    hand.undo()


def test_the_cell_below_the_hand_lights_up_and_esc_puts_the_card_back(window: MainWindow, hand: RealHand) -> None:
    scene = window.view().scene_of_map
    hand.carry(hand.card(OFFER), hand.cell(BUY, 0, SERVICE, 0.4, 0.4))
    service = hand.lane(SERVICE).rect
    lit = scene.landing.bounds
    assert window.view().hand.room.is_open or (lit is not None and lit.meets(service))
    assert OFFER in scene.attention.lifted

    hand.keys("Escape")
    hand.drop()

    assert scene.landing.bounds is None
    assert not scene.attention.lifted
    assert hand.has_changed_nothing()


def test_a_card_that_is_let_go_where_it_was_changes_nothing(hand: RealHand) -> None:
    hand.drag(hand.card(OFFER, 0.4), hand.card(OFFER, 0.6))

    assert hand.has_changed_nothing()


def test_a_card_that_is_let_go_beside_all_lanes_goes_back(window: MainWindow, hand: RealHand) -> None:
    hand.drag(hand.card(OFFER), hand.on(window.view().stage_strip))

    assert hand.has_changed_nothing()


def test_between_two_columns_a_step_is_inserted_in_all_lanes(window: MainWindow, hand: RealHand) -> None:
    border = window.view().plan.columns[3].rect.x
    hand.drag(hand.card(OFFER), hand.point(border, hand.box(OFFER).center[1]))

    assert steps_of(window.desk.document, USE) == 3
    assert (places(window)[OFFER], places(window)[TRAINING]) == ((USE, 1), (USE, 2))
    assert touchpoint(window, TRAINING).team_id == SERVICE
    hand.undo()


def test_near_the_edge_the_map_scrolls_until_the_hand_is_where_it_wants_to_be(
    window: MainWindow, hand: RealHand
) -> None:
    view = window.view()
    view.viewpoint.set_zoom(2.5)
    view.reveal(OFFER)
    across = view.horizontalScrollBar()
    across.setValue(across.minimum())
    viewport = view.viewport()
    right = hand.on(viewport, viewport.rect().topRight())[0]
    edge = str(int(right) - 4), hand.card(OFFER)[1]

    hand.carry(hand.card(OFFER), edge)
    hand.until(lambda: across.value() == across.maximum())
    hand.does("mousemove", *hand.cell(USE, 1, SALES))
    hand.drop()

    assert places(window)[OFFER] == (USE, 1)
    hand.undo()


def test_what_was_undone_is_done_again_with_ctrl_shift_z(window: MainWindow, hand: RealHand) -> None:
    hand.drag(hand.card(OFFER), hand.cell(BUY, 0, SERVICE))
    moved = hand.file()
    hand.undo()

    hand.keys("ctrl+shift+z")

    hand.until(lambda: hand.file() == moved)
    hand.undo()


def test_a_card_dropped_above_another_one_of_its_cell_comes_before_it(window: MainWindow, hand: RealHand) -> None:
    hand.drag(hand.card(OFFER), hand.card(WELCOME, 0.5, 0.2))

    boxes = hand.box(OFFER), hand.box(WELCOME)
    assert places(window)[OFFER] == places(window)[WELCOME]
    assert boxes[0].y < boxes[1].y
    assert not Rect(*boxes[0]).meets(boxes[1])
    hand.undo()
