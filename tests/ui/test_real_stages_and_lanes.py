"""With a real mouse and real keys in a real window: what is done to stages and lanes at their headings, each one undo step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QDialog, QPushButton

from cxdesigner.document.records import RecordId, Team, Touchpoint
from cxdesigner.layout.fitting import fitting_width
from cxdesigner.ui.dialogs.where import Where
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import BUY, EMAIL, OFFER, PHONE, SALES, SERVICE, SIGNING, TRAINING, USE, WELCOME
from tests.ui.conftest import touchpoint
from tests.ui.real_hand import RIGHT, Answering, RealHand

pytestmark = pytest.mark.window


def stages(window: MainWindow) -> list[str]:
    return [window.desk.document.stage(stage.stage_id).title for stage in window.view().plan.stages]


def lanes(window: MainWindow) -> list[str]:
    """Return the lanes from top to bottom, without the one of what is unassigned."""
    keys = (lane.key for lane in window.view().plan.lanes)
    return [window.desk.document.title_of(key.channel_id or key.team_id) for key in keys if any(key[1:3])]


def width(window: MainWindow, stage_id: RecordId) -> float | None:
    return window.desk.document.stage(stage_id).card_width


def from_menu(hand: RealHand, at: tuple[str, str], *words: str) -> None:
    hand.click(at, button=RIGHT)
    hand.choose(*words)


def answered(hand: RealHand, answer: str) -> Callable[[QDialog], None]:
    """Return a hand that presses one answer, by the beginning of its words, and then Remove."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, Where)
        button = next(button for button in dialog.answers() if button.text().startswith(answer))
        hand.click(hand.on(button, QPoint(20, button.height() // 2)))
        hand.until(button.isChecked)
        remove = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Remove")
        hand.click(hand.on(remove))

    return act


# -- stages --------------------------------------------------------------------------------------------------------------


def test_a_stage_is_dragged_before_another_one_with_all_its_cards(window: MainWindow, hand: RealHand) -> None:
    hand.drag(hand.heading(USE), hand.heading(BUY, 0.1))

    assert stages(window) == ["Use", "Buy"]
    assert touchpoint(window, WELCOME).stage_id == USE
    assert hand.box(WELCOME).x < hand.box(OFFER).x
    hand.undo()


def test_a_stage_on_its_way_is_put_back_with_esc(window: MainWindow, hand: RealHand) -> None:
    hand.drag(hand.heading(USE), hand.heading(BUY, 0.1), "key", "Escape")

    assert hand.has_changed_nothing()


@pytest.mark.parametrize("record_id", [BUY, SALES])
def test_a_heading_is_renamed_where_it_stands(window: MainWindow, hand: RealHand, record_id: RecordId) -> None:
    hand.double_click(hand.heading(record_id))
    hand.title("Decide")

    assert window.desk.document.title_of(record_id) == "Decide"
    hand.undo()


def test_a_selected_stage_is_renamed_with_f2(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.heading(BUY))
    hand.keys("F2")
    hand.title("Decide")

    assert stages(window) == ["Decide", "Use"]
    hand.undo()


@pytest.mark.parametrize(
    ("entry", "order"),
    [
        ("Add a stage before this one", ["Buy", "Decide", "Use"]),
        ("Add a stage after this one", ["Buy", "Use", "Decide"]),
    ],
)
def test_a_stage_is_inserted_beside_another_one(
    window: MainWindow, hand: RealHand, entry: str, order: list[str]
) -> None:
    from_menu(hand, hand.heading(USE), entry)
    hand.title("Decide")

    assert stages(window) == order
    hand.undo()


def test_a_stage_is_split_at_the_step_below_the_pointer(window: MainWindow, hand: RealHand) -> None:
    from_menu(hand, hand.heading(BUY, 0.7), "Split it at this step")
    hand.title("Sign")

    assert stages(window) == ["Buy", "Sign", "Use"]
    assert (touchpoint(window, OFFER).stage_id, touchpoint(window, SIGNING).step) == (BUY, 0)
    assert window.desk.document.stage(touchpoint(window, SIGNING).stage_id).title == "Sign"
    hand.undo()


def test_a_stage_is_merged_with_the_next(window: MainWindow, hand: RealHand) -> None:
    from_menu(hand, hand.heading(BUY), "Merge it with the next")

    assert stages(window) == ["Buy"]
    assert (touchpoint(window, TRAINING).stage_id, touchpoint(window, TRAINING).step) == (BUY, 3)
    hand.undo()


# -- removing, with the question where the cards go ----------------------------------------------------------------------


@pytest.mark.parametrize("record_id", [BUY, SALES], ids=["stage", "lane"])
@pytest.mark.parametrize(("answer", "cards"), [("They go ", 4), ("They are removed too", 2)])
def test_where_its_cards_go_is_asked_when_a_heading_is_removed(
    window: MainWindow, hand: RealHand, answering: Answering, record_id: RecordId, answer: str, cards: int
) -> None:
    answering.act = answered(hand, answer)

    hand.click(hand.heading(record_id))
    hand.keys("Delete")

    assert answering.asked == ["Where do its cards go?"]
    assert record_id not in window.desk.document
    assert len(window.desk.document.all(Touchpoint)) == cards
    hand.come_back()
    hand.undo()


def test_nothing_is_removed_when_the_question_is_left_with_esc(
    window: MainWindow, hand: RealHand, answering: Answering
) -> None:
    def leave(dialog: QDialog) -> None:
        dialog.activateWindow()
        hand.until(dialog.isActiveWindow)
        hand.keys("Escape")

    answering.act = leave
    hand.click(hand.heading(BUY))
    hand.keys("Delete")

    assert answering.asked == ["Where do its cards go?"]
    assert hand.has_changed_nothing()


# -- collapsing, hiding, resizing ----------------------------------------------------------------------------------------


def test_a_stage_is_collapsed_and_expanded_at_its_chevron(window: MainWindow, hand: RealHand) -> None:
    hand.does("mousemove", *hand.heading(BUY))
    hand.click(hand.chevron(BUY))
    assert window.desk.document.stage(BUY).is_collapsed
    assert window.view().plan.card(OFFER) is None
    hand.undo()

    hand.keys("ctrl+shift+z")
    hand.until(lambda: window.desk.document.stage(BUY).is_collapsed)
    hand.click(hand.chevron(BUY))

    assert hand.file() == hand.encoded


def test_a_lane_is_collapsed_and_expanded_at_its_chevron(window: MainWindow, hand: RealHand) -> None:
    hand.does("mousemove", *hand.heading(SALES))
    hand.click(hand.chevron(SALES))
    assert hand.lane(SALES).is_collapsed
    assert window.view().plan.card(OFFER) is None
    hand.undo()

    hand.keys("ctrl+shift+z")
    hand.until(lambda: hand.lane(SALES).is_collapsed)
    hand.click(hand.chevron(SALES))

    assert hand.file() == hand.encoded


@pytest.mark.parametrize("record_id", [BUY, SALES], ids=["stage", "lane"])
def test_a_heading_is_collapsed_from_its_menu_and_all_are_expanded(
    window: MainWindow, hand: RealHand, record_id: RecordId
) -> None:
    from_menu(hand, hand.heading(record_id), "Collapse")
    assert window.view().plan.card(OFFER) is None
    assert window.view().plan.piles

    from_menu(hand, hand.heading(record_id), "Expand all stages and lanes")
    assert hand.file() == hand.encoded
    hand.keys("ctrl+z")
    hand.until(lambda: window.view().plan.piles)
    hand.undo()


def test_a_lane_is_hidden_and_shown_again(window: MainWindow, hand: RealHand) -> None:
    from_menu(hand, hand.heading(SALES), "Hide")
    assert lanes(window) == ["Service"]
    hidden = hand.file()

    from_menu(hand, hand.heading(SERVICE), "Show hidden lanes")
    assert lanes(window) == ["Sales", "Service"]
    hand.keys("ctrl+z")
    hand.until(lambda: hand.file() == hidden)
    hand.undo()


def test_a_stage_is_resized_at_its_border_and_fitted_with_a_double_click(window: MainWindow, hand: RealHand) -> None:
    from cxdesigner.canvas import fonts

    x, y = hand.stage_border(BUY)
    hand.drag((x, y), (str(int(x) + 60), y))
    hand.until(lambda: width(window, BUY) is not None)
    wide = width(window, BUY)
    assert width(window, USE) is None

    hand.does("sleep", "0.4")  # Two presses in a row are a double click.
    hand.double_click(hand.stage_border(BUY))
    hand.until(lambda: width(window, BUY) == fitting_width(window.desk.document, BUY, fonts.measure))
    assert width(window, BUY) != wide
    hand.keys("ctrl+z")
    hand.until(lambda: width(window, BUY) == wide)
    hand.undo()


def test_a_lane_is_resized_at_its_border_and_fitted_with_a_double_click(window: MainWindow, hand: RealHand) -> None:
    before = hand.lane(SALES).rect.height
    x, y = hand.lane_border(SALES)
    hand.drag((x, y), (x, str(int(y) + 70)))
    hand.until(lambda: hand.lane(SALES).rect.height > before)
    high = hand.lane(SALES).rect.height

    hand.does("sleep", "0.4")  # Two presses in a row are a double click.
    hand.double_click(hand.lane_border(SALES))
    hand.until(lambda: hand.lane(SALES).rect.height == before)
    hand.keys("ctrl+z")
    hand.until(lambda: hand.lane(SALES).rect.height == high)
    hand.undo()


def test_a_border_in_the_hand_is_put_back_with_esc(hand: RealHand) -> None:
    x, y = hand.stage_border(BUY)
    hand.drag((x, y), (str(int(x) + 60), y), "key", "Escape")

    assert hand.has_changed_nothing()


def test_near_the_end_of_the_strip_the_map_scrolls_until_the_stage_is_where_it_shall_be(
    window: MainWindow, hand: RealHand
) -> None:
    view = window.view()
    view.viewpoint.set_zoom(2.2)
    across = view.horizontalScrollBar()
    across.setValue(across.minimum())
    strip = view.stage_strip
    end = hand.on(strip, QPoint(strip.width() - 4, strip.height() // 2))

    hand.carry(hand.heading(BUY, 0.1), end)
    hand.until(lambda: across.value() == across.maximum())
    assert view.scene_of_map.gap.isVisible()
    hand.drop()

    assert stages(window) == ["Use", "Buy"]
    hand.undo()


# -- lanes ---------------------------------------------------------------------------------------------------------------


def test_a_lane_is_dragged_above_another_one_with_all_its_cards(window: MainWindow, hand: RealHand) -> None:
    hand.drag(hand.heading(SERVICE, 0.3), hand.heading(SALES, 0.3, 0.1))

    assert lanes(window) == ["Service", "Sales"]
    assert hand.box(WELCOME).y < hand.box(OFFER).y
    hand.undo()


def test_near_the_end_of_the_strip_the_map_scrolls_until_the_lane_is_where_it_shall_be(
    window: MainWindow, hand: RealHand
) -> None:
    view = window.view()
    view.viewpoint.set_zoom(2.5)
    down = view.verticalScrollBar()
    down.setValue(down.maximum())
    strip = view.lane_strip
    top = hand.on(strip, QPoint(strip.width() // 2, 4))

    hand.carry(hand.heading(SERVICE, 0.3, 0.9), top)
    hand.until(lambda: down.value() == down.minimum())
    hand.drop()

    assert lanes(window) == ["Service", "Sales"]
    hand.undo()


@pytest.mark.parametrize(
    ("entry", "order"),
    [
        ("Add a lane above this one", ["Sales", "Marketing", "Service"]),
        ("Add a lane below this one", ["Sales", "Service", "Marketing"]),
    ],
)
def test_a_lane_is_inserted_beside_another_one(
    window: MainWindow, hand: RealHand, entry: str, order: list[str]
) -> None:
    from_menu(hand, hand.heading(SERVICE), entry)
    hand.title("Marketing")

    assert lanes(window) == order
    assert len(window.desk.document.all(Team)) == 3
    hand.undo()


def test_a_key_says_what_the_lanes_are(window: MainWindow, hand: RealHand) -> None:
    hand.keys("alt+2")
    hand.until(lambda: lanes(window) == ["Email", "Phone"])
    hand.undo()

    hand.keys("alt+2", "alt+1")
    hand.until(lambda: hand.file() == hand.encoded)


# -- lanes by team and channel -------------------------------------------------------------------------------------------


@pytest.fixture
def nested(window: MainWindow, hand: RealHand) -> RealHand:
    """Lanes of channels within teams."""
    hand.keys("alt+4")
    hand.until(lambda: lanes(window) == ["Email", "Phone", "Email", "Phone"])
    hand.encoded = hand.file()
    return hand


def test_a_team_around_its_lanes_is_collapsed_into_one_lane_and_expanded(window: MainWindow, nested: RealHand) -> None:
    nested.click(nested.outer(SALES))
    assert lanes(window) == ["Sales", "Email", "Phone"]
    assert window.view().plan.card(OFFER) is None
    assert window.view().plan.card(WELCOME) is not None
    nested.undo()

    nested.keys("ctrl+shift+z")
    nested.until(lambda: len(lanes(window)) == 3)
    nested.click(nested.chevron(SALES))
    assert nested.file() == nested.encoded


def test_a_channel_is_dragged_within_its_team(window: MainWindow, nested: RealHand) -> None:
    nested.drag(nested.heading(PHONE, 0.3), nested.heading(EMAIL, 0.3, 0.1))

    assert lanes(window)[:2] == ["Phone", "Email"]
    nested.undo()


def test_a_team_is_dragged_with_all_its_lanes(window: MainWindow, nested: RealHand) -> None:
    strip = window.view().lane_strip
    outer = {spot.record_id: spot.rect for spot in strip.spots() if spot.is_outer}

    above = outer[SALES].center().x(), outer[SALES].top() + 4
    nested.drag(nested.on(strip, outer[SERVICE].center()), nested.on(strip, QPointF(*above)))

    teams = list(dict.fromkeys(lane.key.team_id for lane in window.view().plan.lanes))
    assert teams == [SERVICE, SALES]
    nested.undo()


def test_a_card_dropped_into_another_lane_changes_its_team_and_its_channel(
    window: MainWindow, nested: RealHand
) -> None:
    below = nested.box(TRAINING).center[1]
    nested.drag(nested.card(OFFER), nested.point(nested.box(OFFER).center[0], below))

    moved = touchpoint(window, OFFER)
    assert (moved.team_id, moved.channel_id, moved.step) == (SERVICE, PHONE, 0)
    nested.undo()
