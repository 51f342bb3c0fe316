"""The small bar at what is selected: it says what the cards say, changes them in one step, and is never in the way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.card_bar import spots_beside
from cxdesigner.canvas.card_bar_parts import MIXED, BarButton, MenuButton, NameField
from cxdesigner.canvas.card_bar_rows import Row
from cxdesigner.canvas.theme import THEMES
from cxdesigner.document.change import Change
from cxdesigner.document.records import Channel, Expectation, Link, LinkKind, RecordId, Status, Touchpoint
from cxdesigner.storage.codec import encode
from tests.canvas.conftest import Board
from tests.onboarding import EMAIL, OFFER, PHONE, SERVICE, SIGNING, TRAINING, USE, WELCOME

L1 = RecordId("l1")


@pytest.fixture(autouse=True)
def closed_menus() -> Iterator[None]:
    yield
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def bar_for(board: Board, *ids: RecordId) -> Row:
    """Select, and return the bar that comes."""
    board.view.select(ids)
    board.view.card_bar.show_now()
    row = board.view.card_bar.row
    assert row is not None
    return row


def pick(row: Row, name: str, words: str) -> None:
    """Choose a line of a menu."""
    button = row.button(name)
    assert isinstance(button, MenuButton)
    menu = button.menu_now()
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.deleteLater()


def says(row: Row, name: str) -> str:
    return row.button(name).accessibleName()


def click(button: BarButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


# -- what it says ------------------------------------------------------------------------------------------------------


def test_a_click_on_a_card_brings_the_bar_and_leaves_the_keys_with_the_map(board: Board, qtbot: QtBot):
    board.click(board.card(WELCOME))

    qtbot.waitUntil(lambda: board.view.card_bar.row is not None)
    row = board.view.card_bar.row
    assert row is not None
    assert (says(row, "channel_id"), says(row, "team_id")) == ("Channel: Email", "Team: Service")
    assert board.view.hasFocus()


def test_cards_that_differ_are_said_to_differ(board: Board):
    row = bar_for(board, OFFER, WELCOME)

    assert says(row, "channel_id") == "Channel: Email"
    assert says(row, "team_id") == f"Team: {MIXED}"
    assert row.button("emotion 1").isChecked()


def test_what_is_no_card_and_no_link_has_no_bar(board: Board):
    board.view.select([USE])
    board.view.card_bar.show_now()

    assert board.view.card_bar.row is None


def test_the_bar_follows_an_undo(board: Board):
    row = bar_for(board, OFFER)
    click(row.button("emotion -2"))
    was_on = row.button("emotion -2").isChecked()

    board.history.undo()
    board.view.card_bar.show_now()

    assert was_on
    assert not row.button("emotion -2").isChecked()


# -- what it changes ---------------------------------------------------------------------------------------------------


def test_each_part_of_the_bar_is_one_step_and_undo_gives_the_same_file(board: Board):
    before = encode(board.document, "test")
    row = bar_for(board, OFFER, SIGNING, TRAINING)
    steps = {
        "channel_id": lambda: pick(row, "channel_id", "Phone"),
        "team_id": lambda: pick(row, "team_id", "Service"),
        "emotion": lambda: click(row.button("emotion -1")),
        "moment_of_truth": lambda: click(row.button("moment_of_truth")),
        "expectation": lambda: pick(row, "expectation", "Below what was expected"),
        "status": lambda: pick(row, "status", "Missing"),
    }
    wanted = [PHONE, SERVICE, -1, True, Expectation.BELOW, Status.MISSING]

    for (name, act), value in zip(steps.items(), wanted, strict=True):
        act()
        said = {getattr(board.touchpoint(i), name) for i in (OFFER, SIGNING, TRAINING)}
        board.history.undo()
        board.view.plan  # noqa: B018  (laid out again)
        assert said == {value}
        assert encode(board.document, "test") == before


def test_a_face_that_is_pressed_again_is_taken_back(board: Board):
    row = bar_for(board, OFFER)

    click(row.button("emotion 1"))

    assert board.touchpoint(OFFER).emotion is None


def test_a_new_channel_is_typed_in_the_bar(board: Board, qtbot: QtBot):
    row = bar_for(board, OFFER, WELCOME)
    pick(row, "channel_id", "New channel…")
    field = next(field for field in row.findChildren(NameField) if not field.isHidden())

    QTest.keyClicks(field, "Video call")
    QTest.keyClick(field, Qt.Key.Key_Return)

    channel = next(one for one in board.document.all(Channel) if one.title == "Video call")
    assert {board.touchpoint(i).channel_id for i in (OFFER, WELCOME)} == {channel.id}
    assert board.history.undo_name() == "Change “Channel” of 2 touchpoints"
    assert field.isHidden()
    assert board.view.selection == (OFFER, WELCOME)


def test_a_new_channel_that_is_not_named_changes_nothing(board: Board):
    row = bar_for(board, OFFER)
    pick(row, "channel_id", "New channel…")
    field = next(field for field in row.findChildren(NameField) if not field.isHidden())

    QTest.keyClick(field, Qt.Key.Key_Escape)

    assert board.touchpoint(OFFER).channel_id == EMAIL
    assert board.history.undo_name() == ""
    assert board.view.selection == (OFFER,)
    assert not row.button("channel_id").isHidden()


def test_five_hundred_cards_are_changed_in_one_step(board: Board):
    ids = [RecordId(f"c{n}") for n in range(500)]
    board.document.apply(
        Change.adding(*(Touchpoint(id=i, title="Card", stage_id=USE, step=n % 25) for n, i in enumerate(ids)))
    )
    row = bar_for(board, *ids)

    click(row.button("moment_of_truth"))
    all_yes = all(board.touchpoint(i).moment_of_truth for i in ids)
    board.history.undo()

    assert all_yes
    assert not any(board.touchpoint(i).moment_of_truth for i in ids)


# -- keys --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "emotion"), [("1", -2), ("2", -1), ("3", 0), ("4", 1), ("5", 2), ("0", None)])
def test_digits_say_how_it_feels(board: Board, key: str, emotion: int | None):
    board.view.select([OFFER, TRAINING])

    QTest.keyClicks(board.view, key)

    assert [board.touchpoint(i).emotion for i in (OFFER, TRAINING)] == [emotion, emotion]


def test_m_marks_a_moment_of_truth_and_takes_it_back(board: Board):
    board.view.select([OFFER])

    board.key(Qt.Key.Key_M)
    first = board.touchpoint(OFFER).moment_of_truth
    board.key(Qt.Key.Key_M)

    assert (first, board.touchpoint(OFFER).moment_of_truth) == (True, False)


def test_a_key_that_changes_many_cards_says_so(board: Board):
    told: list[str] = []
    board.view.refused.connect(told.append)
    board.view.select([WELCOME])
    board.key(Qt.Key.Key_4)
    assert not told

    board.view.select([OFFER, SIGNING])
    board.key(Qt.Key.Key_1)

    assert told == ["2 cards were changed at once; Ctrl+Z takes it back."]


def test_keys_go_through_the_bar_and_back_to_the_map(board: Board):
    board.view.select([OFFER])

    board.key(Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    row = board.view.card_bar.row
    assert row is not None
    first = row.button("channel_id").hasFocus()
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    still_in_bar = row.has_keys()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    assert first
    assert board.touchpoint(OFFER).emotion == -1
    assert still_in_bar
    assert board.view.hasFocus()


# -- links -------------------------------------------------------------------------------------------------------------


def test_a_link_has_a_bar_of_its_own(board: Board):
    row = bar_for(board, L1)

    pick(row, "kind", "When it goes wrong")
    kind = board.document.get(Link, L1).kind
    pick(row, "probability", "25%")
    share = board.document.get(Link, L1).probability
    click(row.button("reverse"))
    source = board.document.get(Link, L1).source_id
    click(row.button("remove"))

    assert (kind, share, source) == (LinkKind.RECOVERY, 0.25, SIGNING)
    assert L1 not in board.document


def test_the_condition_of_a_link_is_typed_on_the_map(board: Board):
    row = bar_for(board, L1)

    click(row.button("condition"))
    board.type("if they agree")
    board.key(Qt.Key.Key_Return)

    assert board.document.get(Link, L1).condition == "if they agree"


# -- where it is -------------------------------------------------------------------------------------------------------


def test_the_bar_goes_while_the_hand_drags_and_while_somebody_types(board: Board, qtbot: QtBot):
    bar_for(board, WELCOME)
    board.press(board.card(WELCOME))
    while_held = board.view.card_bar.row
    board.release(board.card(WELCOME))
    qtbot.waitUntil(lambda: board.view.card_bar.row is not None)
    board.view.edit_title(WELCOME)
    while_typing = board.view.card_bar.row
    board.key(Qt.Key.Key_Escape)

    assert (while_held, while_typing) == (None, None)
    qtbot.waitUntil(lambda: board.view.card_bar.row is not None)


@pytest.mark.parametrize("zoom", [0.3, 1.0, 2.5])
@pytest.mark.parametrize("card_id", [OFFER, SIGNING, WELCOME, TRAINING])
def test_the_bar_is_in_view_and_never_on_its_card(board: Board, zoom: float, card_id: RecordId):
    board.view.viewpoint.set_zoom(zoom)
    board.view.show_record(card_id)
    board.view.card_bar.show_now()

    row, box = board.view.card_bar.row, board.view.plan.card(card_id)
    assert row is not None
    assert box is not None
    card = QRect(board.pixel(box.rect.x, box.rect.y), board.pixel(box.rect.right, box.rect.bottom))
    assert not row.geometry().intersects(card)
    assert board.view.viewport().rect().contains(row.geometry())


def test_the_bar_follows_a_scroll_and_goes_with_its_card(board: Board):
    board.view.viewpoint.set_zoom(2.5)
    row = bar_for(board, TRAINING)
    board.view.reveal(TRAINING)
    box = board.view.plan.card(TRAINING)
    assert box is not None
    distance = row.geometry().center() - board.pixel(*box.rect.center)

    bar = board.view.horizontalScrollBar()
    bar.setValue(bar.value() - 37)
    after = row.geometry().center() - board.pixel(*box.rect.center)
    bar.setValue(bar.minimum())

    assert after.y() == distance.y()
    assert board.view.card_bar.row is None


AREA, SIZE = QRect(0, 0, 1000, 600), QSize(400, 36)


@pytest.mark.parametrize(
    ("rects", "tops"),
    [
        ([QRect(300, 200, 200, 80)], [150, 294]),
        ([QRect(300, 10, 200, 80)], [104]),
        ([QRect(300, 20, 200, 560)], []),
        ([QRect(0, 20, 200, 560), QRect(500, 300, 100, 50)], [250, 364]),
        ([], []),
    ],
)
def test_the_bar_lies_above_or_below_or_nowhere(rects: list[QRect], tops: list[int]):
    assert [spot.y() for spot in spots_beside(rects, SIZE, AREA)] == tops


def test_the_bar_lies_where_no_other_card_is(board: Board):
    row = bar_for(board, WELCOME)

    assert row.y() > board.card(WELCOME).y()
    assert bar_for(board, OFFER).y() > board.card(OFFER).y()


def test_the_bar_stays_within_the_map_at_its_edges():
    assert spots_beside([QRect(-150, 200, 200, 80)], SIZE, AREA)[0] == QPoint(6, 150)


@pytest.mark.parametrize("width", [700, 620, 560])
def test_the_bar_of_several_cards_stays_within_a_narrow_map(board: Board, width: int):
    board.view.resize(width, 600)
    board.view.select([SIGNING, OFFER])
    board.view.reveal(OFFER)
    board.view.card_bar.show_now()

    row = board.view.card_bar.row

    assert row is not None
    assert board.view.viewport().rect().contains(row.geometry())
    assert row.button("more").geometry().right() < row.width()


@pytest.mark.parametrize("name", sorted(THEMES))
def test_the_bar_takes_the_colours_of_the_theme(board: Board, name: str):
    board.view.set_theme(THEMES[name])
    row = bar_for(board, WELCOME)

    picture = row.grab().toImage()

    assert picture.pixelColor(row.width() // 2, 3).name() == THEMES[name].card


def test_from_afar_the_bar_lies_at_the_foot_of_the_map_and_hides_no_card(board: Board):
    board.view.fit_map()
    board.view.viewpoint.set_zoom(0.2)
    board.view.end_zooming()
    board.view.select([OFFER])
    board.view.card_bar.show_now()

    row = board.view.card_bar.row
    assert row is not None
    assert row.geometry().bottom() >= board.view.viewport().rect().bottom() - 10


def test_at_the_foot_of_a_narrow_map_the_bar_lies_above_the_overview(board: Board):
    board.view.viewpoint.set_zoom(0.2)
    board.view.minimap.setGeometry(120, board.view.viewport().height() - 134, 240, 120)
    board.view.minimap.show()

    board.view.select([OFFER])
    board.view.card_bar.show_now()

    row = board.view.card_bar.row
    assert row is not None
    area = board.view.viewport().rect()
    assert area.contains(row.geometry())
    assert not row.geometry().intersects(board.view.minimap.geometry())


def test_at_the_foot_of_the_map_the_bar_lies_beside_the_overview(board: Board):
    board.view.resize(900, 460)
    board.view.viewpoint.set_zoom(0.22)
    board.view.end_zooming()
    board.view.minimap.setGeometry(board.view.viewport().width() - 190, board.view.viewport().height() - 60, 180, 48)
    board.view.minimap.show()
    board.view.select([OFFER])
    board.view.card_bar.show_now()

    row = board.view.card_bar.row
    assert row is not None
    assert not row.geometry().intersects(board.view.minimap.geometry())
