"""When the hand that zooms rests, the headings become crisp by themselves: nobody has to touch anything."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from tests.canvas.conftest import Board


def test_headings_become_crisp_by_themselves_when_the_hand_rests(
    board: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = board.view
    view.show()
    qtbot.waitUntil(lambda: view.isVisible() and bool(view.grab()))
    view.viewpoint.set_zoom(2.0, QPointF(300, 300))
    view.repaint()
    view.stage_strip.repaint()
    view.lane_strip.repaint()
    assert view.picture.is_stretched

    drawn: set[str] = set()
    for strip in (view.stage_strip, view.lane_strip):
        name = type(strip).__name__
        monkeypatch.setattr(strip, "paint_all", lambda painter, name=name: drawn.add(name))

    qtbot.waitUntil(lambda: drawn == {"LaneStrip", "StageStrip"}, timeout=2000)
    assert not view.picture.is_stretched
