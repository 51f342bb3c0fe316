"""The preview of the wall diagram can be looked at from near, so that a card is read before it is printed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesigner.ui.widgets.paper_preview import PUSH, Cut, PaperPreview

RED, GREEN = QColor("#ff0000"), QColor("#00ff00")


class Paper:
    """A paper of 400 by 200 mm with a red dot of 1 mm at (300, 50), and all parts of it that were painted."""

    def __init__(self) -> None:
        self.painted: list[QRectF] = []

    def paint(self, painter: QPainter, part: QRectF) -> None:
        self.painted.append(QRectF(part))
        painter.fillRect(QRectF(0, 0, 400, 200), GREEN)
        painter.fillRect(QRectF(300, 50, 1, 1), RED)


@pytest.fixture
def paper() -> Paper:
    return Paper()


@pytest.fixture
def preview(qtbot: QtBot, paper: Paper) -> PaperPreview:
    preview = PaperPreview()
    qtbot.addWidget(preview)
    preview.resize(440, 240)
    preview.show_paper(400, 200, paper.paint)
    preview.show()
    preview.grab()
    return preview


def wheel(preview: PaperPreview, at: QPointF, delta: int) -> None:
    none = Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, none, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(preview, event)


def color_at(qtbot: QtBot, preview: PaperPreview, x: int, y: int) -> QColor:
    preview.grab()
    qtbot.waitUntil(preview.is_painted)
    return preview.grab().toImage().pixelColor(x, y)


def test_the_wheel_goes_nearer_to_what_is_under_the_pointer(qtbot: QtBot, preview: PaperPreview) -> None:
    at = QPointF(320.5, 70.5)  # The whole is 400 pixels wide with a margin of 20, so one pixel is one millimetre.

    wheel(preview, at, 480)

    assert preview.zoom == pytest.approx(4.0)
    assert color_at(qtbot, preview, 320, 70) == RED
    assert color_at(qtbot, preview, 325, 70) == GREEN


def test_from_near_what_is_in_view_is_painted_anew_and_only_that(
    qtbot: QtBot, preview: PaperPreview, paper: Paper
) -> None:
    paper.painted.clear()

    preview.zoom_by(4.0, QPointF(320.5, 70.5))
    color_at(qtbot, preview, 320, 70)

    (part,) = paper.painted
    assert part.width() == pytest.approx(110)
    assert part.contains(QPointF(300.5, 50.5))
    assert preview._near.image.width() == 440 * preview.devicePixelRatioF()


def test_the_edge_of_what_is_painted_is_sharp(qtbot: QtBot, preview: PaperPreview) -> None:
    preview.zoom_by(8.0, QPointF(320.5, 70.5))
    color_at(qtbot, preview, 320, 70)

    row = preview.grab().toImage()
    colors = {row.pixelColor(x, 70).name() for x in range(300, 345)}

    assert RED.name() in colors
    assert len(colors) <= 4  # Red, green, and one mixed pixel at each edge at most.


def test_dragging_and_arrows_push_the_paper_and_it_never_leaves_the_view(qtbot: QtBot, preview: PaperPreview) -> None:
    preview.zoom_by(4.0)
    before = preview._frame()[1]

    QTest.mousePress(preview, Qt.MouseButton.LeftButton, pos=QPoint(200, 100))
    QTest.mouseMove(preview, QPoint(170, 90))
    QTest.mouseRelease(preview, Qt.MouseButton.LeftButton, pos=QPoint(170, 90))
    dragged = preview._frame()[1] - before
    QTest.keyClick(preview, Qt.Key.Key_Left)
    pushed = preview._frame()[1] - before
    preview.push(QPointF(-90_000, 90_000))

    assert (dragged.x(), dragged.y()) == pytest.approx((-30, -10))
    assert pushed.x() == pytest.approx(PUSH - 30)
    scale, corner = preview._frame()
    assert corner.x() + 400 * scale == pytest.approx(420)
    assert corner.y() == pytest.approx(20)


def test_buttons_and_keys_go_nearer_and_back(preview: PaperPreview) -> None:
    assert not preview.fit.isEnabled()

    preview.nearer.click()
    QTest.keyClick(preview, "+")
    near = preview.zoom
    preview.farther.click()
    farther = preview.zoom
    preview.fit.click()

    assert near == pytest.approx(2.25)
    assert farther == pytest.approx(1.5)
    assert preview.zoom == 1.0
    assert not preview.farther.isEnabled()


def test_a_double_click_goes_near_and_the_next_one_back(preview: PaperPreview) -> None:
    QTest.mouseDClick(preview, Qt.MouseButton.LeftButton, pos=QPoint(320, 70))
    near = preview.zoom
    QTest.mouseDClick(preview, Qt.MouseButton.LeftButton, pos=QPoint(320, 70))

    assert (near, preview.zoom) == (4.0, 1.0)


def test_another_picture_on_the_same_paper_is_seen_from_as_near_and_another_paper_as_a_whole(
    preview: PaperPreview, paper: Paper
) -> None:
    preview.zoom_by(4.0)

    preview.show_paper(400, 200, paper.paint)
    same = preview.zoom
    preview.show_paper(300, 200, paper.paint)

    assert (same, preview.zoom) == (4.0, 1.0)


def test_the_name_of_a_sheet_does_not_lie_on_what_is_read(qtbot: QtBot, preview: PaperPreview) -> None:
    preview.show_cuts([Cut(200, 0, 200, 100, "A2")])
    first = color_at(qtbot, preview, 320, 70)

    preview.zoom_by(4.0, QPointF(320.5, 70.5))

    assert first != RED
    assert color_at(qtbot, preview, 320, 70) == RED
