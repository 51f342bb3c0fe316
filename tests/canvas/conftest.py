"""A small map on the screen, and a hand that works on it with real mouse and keys."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.drops import MIME_TYPE
from cxdesigner.canvas.view import MapView
from cxdesigner.commands.emptying import ALONG, remove_and_empty
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.reading import maps_of
from cxdesigner.document.records import RecordId, Touchpoint
from cxdesigner.layout.plan import LaneKey, Rect
from tests.onboarding import MAP, onboarding

LEFT = Qt.MouseButton.LeftButton


class Board:
    """A view of the small map, its history, and the hand. Points are pixels of the viewport."""

    def __init__(self, view: MapView, history: History) -> None:
        self.view = view
        self.history = history
        self.document = view.document
        self.said: list[str] = []
        view.refused.connect(self.said.append)

    def pixel(self, x: float, y: float) -> QPoint:
        """Return where a point of the map is on the viewport."""
        return self.view.viewportTransform().map(QPointF(x, y)).toPoint()

    def card(self, record_id: RecordId) -> QPoint:
        """Return the middle of a card."""
        box = self.view.plan.card(record_id)
        assert box is not None
        return self.pixel(*box.rect.center)

    def cell(self, stage_id: RecordId, step: int, team_id: RecordId | None) -> QPoint:
        """Return the middle of a cell, lanes being teams."""
        rect = self.cell_rect(stage_id, step, team_id)
        return self.pixel(*rect.center)

    def cell_rect(self, stage_id: RecordId, step: int, team_id: RecordId | None) -> Rect:
        """Return the rectangle of a cell, lanes being teams."""
        column = next(c for c in self.view.plan.columns if (c.stage_id, c.step) == (stage_id, step))
        lane = next(lane for lane in self.view.plan.lanes if lane.key == LaneKey(lane.key.kind, team_id=team_id))
        return Rect(column.rect.x, lane.rect.y, column.rect.width, lane.rect.height)

    def click(self, at: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mouseClick(self.view.viewport(), LEFT, modifiers, at)

    def press(self, at: QPoint, on: QWidget | None = None) -> None:
        QTest.mousePress(on or self.view.viewport(), LEFT, pos=at)

    def move(self, at: QPoint, on: QWidget | None = None) -> None:
        QTest.mouseMove(on or self.view.viewport(), at)

    def release(self, at: QPoint, on: QWidget | None = None) -> None:
        QTest.mouseRelease(on or self.view.viewport(), LEFT, pos=at)

    def drag(self, start: QPoint, end: QPoint, on: QWidget | None = None) -> None:
        """Press, move in some steps, let go."""
        self.carry(start, end, on)
        self.release(end, on)

    def carry(self, start: QPoint, end: QPoint, on: QWidget | None = None) -> None:
        """Press and move in some steps."""
        self.press(start, on)
        for step in range(1, 6):
            self.move(start + (end - start) * step / 5, on)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is on the map: in the editor, if there is one."""
        QTest.keyClick(self.view.editor or self.view, key, modifiers)

    def type(self, text: str) -> None:
        """Type into the open editor, in place of what stands there."""
        assert self.view.editor is not None, "nobody may type: no editor is open"
        QTest.keyClicks(self.view.editor, text)

    def hold_over(self, at: QPoint, said: object, on: QWidget | None = None) -> bool:
        """Drag something from the palette over a point; tell whether it may be dropped there."""
        data = self._dragged(said)
        buttons, none = LEFT, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, buttons, none)
        QApplication.sendEvent(on or self.view.viewport(), enter)
        over = QDragMoveEvent(at, Qt.DropAction.CopyAction, data, buttons, none)
        QApplication.sendEvent(on or self.view.viewport(), over)
        return over.isAccepted()

    def drop(self, at: QPoint, said: object, on: QWidget | None = None) -> None:
        """Drag something from the palette to a point and let go."""
        self.hold_over(at, said, on)
        event = QDropEvent(
            QPointF(at), Qt.DropAction.CopyAction, self._dragged(said), LEFT, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(on or self.view.viewport(), event)

    def _dragged(self, said: object) -> QMimeData:
        self._data = QMimeData()
        self._data.setData(MIME_TYPE, said if isinstance(said, bytes) else json.dumps(said).encode())
        return self._data

    def touchpoint(self, record_id: RecordId) -> Touchpoint:
        return self.document.touchpoint(record_id)

    def answer_where(self) -> None:
        """Answer that cards go along with what is removed, whenever the map asks for it."""
        view = self.view
        view.asked_where.connect(lambda: view.do(lambda: remove_and_empty(view.document, view.selection, ALONG)))

    def titles(self) -> list[str]:
        return [touchpoint.title for touchpoint in self.document.all(Touchpoint)]


def board_of(document: Document, qtbot: QtBot, width: int, height: int) -> Board:
    """A window of so many pixels with the first map of a document."""
    history = History(document)
    view = MapView(document, maps_of(document)[0].id, history.perform)
    qtbot.addWidget(view)
    view.resize(width, height)
    with qtbot.waitExposed(view):
        view.show()
    return Board(view, history)


@pytest.fixture
def board(qtbot: QtBot) -> Iterator[Board]:
    document = onboarding()
    history = History(document)
    view = MapView(document, MAP, history.perform)
    qtbot.addWidget(view)
    view.resize(1300, 800)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    yield Board(view, history)
    view.finish_editing()
