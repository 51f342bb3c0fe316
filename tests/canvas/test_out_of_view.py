"""What was under the pointer, in the editor or selected, when the map goes on below it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesigner.document.records import LaneKind, RecordId
from tests.benchmarks.big_map import big_map
from tests.canvas.conftest import Board, board_of

FIRST, MIDDLE, LAST = RecordId("card000000"), RecordId("card000084"), RecordId("card000159")


@pytest.fixture
def wide(qtbot: QtBot) -> Board:
    """Twenty steps of eight teams, of which a few are in view."""
    wide = board_of(big_map(160), qtbot, 900, 600)
    wide.view.actual_size()
    return wide


def hover(board: Board, record_id: RecordId) -> None:
    """Rest the pointer on a card."""
    at, port = QPointF(board.card(record_id)), board.view.viewport()
    place, nothing = QPointF(port.mapToGlobal(at.toPoint())), Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, place, nothing, nothing, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(port, event)


def is_seen(board: Board, record_id: RecordId) -> bool:
    """Whether the middle of a card is in view."""
    return board.view.viewport().rect().contains(board.card(record_id))


# -- the pointer ---------------------------------------------------------------------------------------------------------


def test_a_card_stands_out_no_longer_when_the_pointer_has_left_the_map(wide: Board) -> None:
    hover(wide, FIRST)
    attention = wide.view.scene_of_map.attention
    assert attention.hovered == FIRST

    QApplication.sendEvent(wide.view.viewport(), QEvent(QEvent.Type.Leave))

    assert wide.view.scene_of_map.attention.hovered is None


def test_a_card_that_has_gone_on_below_the_pointer_stands_out_no_longer_and_its_tip_is_gone(wide: Board) -> None:
    tips: list[str] = []
    wide.view.asked_for_tip.connect(lambda text, place: tips.append(text))
    hover(wide, FIRST)

    wide.view.reveal(LAST)

    assert wide.view.scene_of_map.attention.hovered is None
    assert tips
    assert set(tips) == {""}


def test_what_is_in_the_hand_stays_there_while_the_map_goes_on(wide: Board) -> None:
    start = wide.card(FIRST)
    wide.press(start)
    for step in (15, 30):
        wide.move(start + QPoint(step, 4))

    wide.view.horizontalScrollBar().setValue(wide.view.horizontalScrollBar().value() + 200)

    assert wide.view.scene_of_map.attention.lifted == {FIRST}
    wide.key(Qt.Key.Key_Escape)


# -- the zoom ------------------------------------------------------------------------------------------------------------


def test_the_natural_size_is_seen_at_the_selected_card_if_that_was_in_view(wide: Board) -> None:
    wide.view.fit_map()
    wide.view.select([LAST])
    assert is_seen(wide, LAST)

    wide.view.actual_size()

    assert wide.view.viewpoint.zoom == 1.0
    assert is_seen(wide, LAST)


def test_the_natural_size_is_seen_where_one_is_when_the_selected_card_is_elsewhere(wide: Board) -> None:
    wide.view.select([LAST])
    wide.view.reveal(FIRST)
    assert not is_seen(wide, LAST)

    wide.view.zoom_in()
    wide.view.actual_size()

    assert not is_seen(wide, LAST)
    assert is_seen(wide, FIRST)


def test_a_selected_card_is_in_view_in_other_lanes_too(wide: Board) -> None:
    wide.view.select([MIDDLE])
    wide.view.reveal(MIDDLE)

    for kind in (LaneKind.CHANNEL, LaneKind.TEAM_AND_CHANNEL, LaneKind.LAYER, LaneKind.TEAM):
        wide.view.set_lanes(kind)

        assert is_seen(wide, MIDDLE), kind


# -- the editor ----------------------------------------------------------------------------------------------------------


def test_an_editor_goes_out_of_view_with_its_card_and_comes_back_when_somebody_types(wide: Board) -> None:
    wide.view.edit_title(FIRST)
    editor = wide.view.editor
    assert editor is not None

    wide.view.horizontalScrollBar().setValue(wide.view.horizontalScrollBar().maximum())

    assert not editor.geometry().intersects(wide.view.viewport().rect())
    wide.type("Another title")
    assert is_seen(wide, FIRST)
    assert wide.view.viewport().rect().contains(editor.geometry())
    wide.key(Qt.Key.Key_Return)
    assert wide.touchpoint(FIRST).title == "Another title"


def test_an_editor_that_is_out_of_view_can_be_left_without_going_back(wide: Board) -> None:
    title = wide.touchpoint(FIRST).title
    wide.view.edit_title(FIRST)
    wide.type("Another title")
    wide.view.horizontalScrollBar().setValue(wide.view.horizontalScrollBar().maximum())

    wide.key(Qt.Key.Key_Escape)

    assert wide.view.editor is None
    assert wide.touchpoint(FIRST).title == title
    assert not is_seen(wide, FIRST)
