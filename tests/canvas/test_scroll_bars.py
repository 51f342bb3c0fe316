"""The scroll bars beside a map: two flat shapes, where Qt's own bars would take them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.scroll_bars import FlatScrollBar
from tests.canvas.conftest import Board

ORIENTATIONS = (Qt.Orientation.Horizontal, Qt.Orientation.Vertical)


def _bar(qtbot: QtBot, orientation: Qt.Orientation) -> FlatScrollBar:
    bar = FlatScrollBar(orientation)
    qtbot.addWidget(bar)
    bar.setRange(0, 900)
    bar.setPageStep(100)
    bar.resize(*((400, 14) if orientation == Qt.Orientation.Horizontal else (14, 400)))
    bar.show()
    return bar


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_the_handle_is_drawn_where_one_is_and_nowhere_else(qtbot: QtBot, orientation: Qt.Orientation) -> None:
    bar = _bar(qtbot, orientation)
    at_start = bar.handle().center().toPoint()

    bar.setValue(900)

    at_end, image, palette = bar.handle().center().toPoint(), bar.grab().toImage(), bar.palette()
    assert at_start != at_end
    assert image.pixelColor(at_end).rgb() == palette.color(QPalette.ColorRole.Mid).rgb()
    assert image.pixelColor(at_start).rgb() == palette.color(QPalette.ColorRole.Window).rgb()


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_the_handle_can_be_dragged(qtbot: QtBot, orientation: Qt.Orientation) -> None:
    bar = _bar(qtbot, orientation)
    start = bar.handle().center().toPoint()
    by = QPoint(100, 0) if orientation == Qt.Orientation.Horizontal else QPoint(0, 100)

    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(bar, start + by)
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=start + by)

    assert bar.value() > 100
    assert bar.handle().center().toPoint() == start + by


def test_a_map_has_these_bars(board: Board) -> None:
    bars = board.view.horizontalScrollBar(), board.view.verticalScrollBar()

    assert [type(bar) for bar in bars] == [FlatScrollBar, FlatScrollBar]
    assert [bar.orientation() for bar in bars] == list(ORIENTATIONS)
