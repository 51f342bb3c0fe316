"""The pictures on the first page come one after the other, and one that fails holds up none."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from cxdesigner.ui.panels.welcome import Welcome

TEMPLATES = [("broken", "Broken", "Cannot be drawn"), ("whole", "Whole", "Can be drawn")]


def test_a_template_that_cannot_be_drawn_is_tried_once_and_the_next_one_is_drawn(qtbot: QtBot) -> None:
    tried: list[str] = []

    def draw(name: str, size: QSize, dots: float) -> QPixmap:
        tried.append(name)
        if name == "broken":
            raise ValueError(name)
        return QPixmap(size)

    welcome = Welcome(draw, lambda *_: None)
    qtbot.addWidget(welcome)
    with qtbot.captureExceptions() as failed:
        welcome.show_templates(TEMPLATES)
        welcome.show()
        qtbot.waitUntil(lambda: welcome.cards()[1].has_picture())
        qtbot.waitUntil(lambda: not welcome._clock.isActive())

    assert tried.count("broken") == len(failed) == 1
    assert not welcome.cards()[0].has_picture()
