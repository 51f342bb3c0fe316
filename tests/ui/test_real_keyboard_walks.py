"""With real keys alone in a real window: walking over the map, selecting on the way, and moving what is selected.

Making, finding, filtering and going around the panels by keys are in `test_real_keyboard.py`.
"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from cxdesigner.document.reading import steps_of
from cxdesigner.document.records import LaneKind, Note, RecordId
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import BUY, OFFER, SALES, SERVICE, SIGNING, TRAINING, USE, WELCOME
from tests.ui.conftest import touchpoint
from tests.ui.real_hand import Answering, RealHand

pytestmark = pytest.mark.window


@pytest.fixture
def keys(window: MainWindow, hand: RealHand) -> RealHand:
    """Keys that go to the map, where the first card is selected."""
    hand.keys("ctrl+Home")
    hand.until(lambda: window.desk.selection == (OFFER,))
    return hand


def place(window: MainWindow, card_id: RecordId) -> tuple[RecordId, int, RecordId | None]:
    card = touchpoint(window, card_id)
    return card.stage_id, card.step, card.team_id


@pytest.mark.parametrize(
    ("pressed", "selected"),
    [
        (["Right"], (SIGNING,)),
        (["Down"], ()),
        (["Right", "Right", "Down"], (WELCOME,)),
        (["Right", "Left"], (OFFER,)),
        (["Up"], (BUY,)),
        (["Left"], (SALES,)),
        (["End"], (SIGNING,)),
        (["ctrl+End"], (TRAINING,)),
        (["ctrl+End", "Home"], (WELCOME,)),
        (["ctrl+End", "ctrl+Home"], (OFFER,)),
        (["ctrl+Home", "Up", "ctrl+Next"], (USE,)),
        (["Next"], ()),
        (["Next", "Prior"], (OFFER,)),
        (["Tab", "Tab"], (WELCOME,)),
        (["Tab", "Tab", "shift+Tab"], (SIGNING,)),
        (["shift+Right"], (OFFER, SIGNING)),
        (["Escape"], ()),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_key_walks_to_what_is_there_and_the_file_does_not_change(
    window: MainWindow, keys: RealHand, pressed: list[str], selected: tuple[RecordId, ...]
) -> None:
    keys.keys(*pressed)

    keys.until(lambda: window.desk.selection == selected)
    assert window.view().hasFocus()
    assert keys.has_changed_nothing()


def test_where_the_keyboard_is_is_always_in_view(window: MainWindow, keys: RealHand) -> None:
    view = window.view()
    view.viewpoint.set_zoom(3.0)
    keys.keys("ctrl+End", "ctrl+Home", "Right", "Right", "Down")

    keys.until(lambda: window.desk.selection == (WELCOME,))
    box = keys.box(WELCOME)
    assert view.visible_rect().contains(*box.center)
    assert view.walker.place is not None
    assert keys.has_changed_nothing()


@pytest.mark.parametrize(
    ("pressed", "expected"),
    [
        ("ctrl+Right", (BUY, 1, SALES)),
        ("ctrl+Down", (BUY, 0, SERVICE)),
        ("ctrl+alt+Right", (BUY, 1, SALES)),
        ("ctrl+shift+Right", (BUY, 1, SALES)),
    ],
)
def test_a_key_moves_the_selected_card(
    window: MainWindow, keys: RealHand, pressed: str, expected: tuple[RecordId, int, RecordId]
) -> None:
    keys.keys(pressed)

    keys.until(lambda: place(window, OFFER) == expected)
    keys.undo()


def test_a_card_that_is_pushed_moves_the_others_of_its_lane_on(window: MainWindow, keys: RealHand) -> None:
    keys.keys("ctrl+alt+Right")

    keys.until(lambda: place(window, OFFER) == (BUY, 1, SALES))
    assert place(window, SIGNING)[:2] > (BUY, 1)
    assert place(window, WELCOME) == (USE, 0, SERVICE)
    keys.undo()


def test_a_step_is_inserted_and_taken_away_again(window: MainWindow, keys: RealHand) -> None:
    keys.keys("ctrl+shift+Right")
    keys.until(lambda: steps_of(window.desk.document, BUY) == 3)
    keys.keys("ctrl+shift+Left")
    keys.until(lambda: steps_of(window.desk.document, BUY) == 2)

    keys.keys("ctrl+z")
    keys.until(lambda: steps_of(window.desk.document, BUY) == 3)
    keys.undo()


def test_a_lane_is_reached_and_reordered_with_keys(window: MainWindow, keys: RealHand) -> None:
    keys.keys("Left", "ctrl+Down")

    keys.until(lambda: [lane.key.team_id for lane in window.view().plan.lanes][:2] == [SERVICE, SALES])
    keys.undo()


@pytest.mark.parametrize("record_id", [BUY, SALES])
def test_a_heading_is_renamed_with_enter(window: MainWindow, keys: RealHand, record_id: RecordId) -> None:
    keys.keys("Up" if record_id == BUY else "Left", "Return")
    keys.title("Decide")

    assert window.desk.document.title_of(record_id) == "Decide"
    keys.undo()


def test_the_menu_key_opens_the_menu_of_the_card_and_esc_leaves_it(window: MainWindow, keys: RealHand) -> None:
    keys.keys("Menu")
    keys.until(lambda: QApplication.activePopupWidget() is not None)
    keys.keys("Escape")

    keys.until(lambda: QApplication.activePopupWidget() is None)
    assert window.desk.selection == (OFFER,)
    assert keys.has_changed_nothing()


def test_a_question_mark_shows_the_shortcuts(window: MainWindow, keys: RealHand, answering: Answering) -> None:
    def leave(dialog: QDialog) -> None:
        dialog.activateWindow()
        keys.until(dialog.isActiveWindow)
        keys.keys("Escape")

    answering.act = leave
    keys.keys("question")

    keys.until(lambda: answering.asked)
    assert keys.has_changed_nothing()


def test_k_and_n_walk_through_the_links_of_a_card_and_the_stickers(window: MainWindow, keys: RealHand) -> None:
    keys.keys("k")
    keys.until(lambda: window.desk.selection == (RecordId("l1"),))
    window.view().add_note()
    keys.until(lambda: window.view().editor is not None)
    keys.type("Why?")
    keys.does("mousemove", *keys.card(OFFER), "click", "1")
    keys.until(lambda: window.view().editor is None)

    keys.keys("n")

    (note,) = window.desk.document.all(Note)
    keys.until(lambda: window.desk.selection == (note.id,))


def test_a_space_selects_one_card_more_without_a_mouse(window: MainWindow, keys: RealHand) -> None:
    keys.keys("space")

    keys.until(lambda: window.desk.selection == ())
    keys.keys("space")
    keys.until(lambda: window.desk.selection == (OFFER,))
    assert window.desk.map.lanes is LaneKind.TEAM
    assert keys.has_changed_nothing()
