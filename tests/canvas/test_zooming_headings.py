"""While the hand zooms, headings are stretched with the map; when it rests, they are drawn as they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage

from cxdesigner.commands.values import rename
from tests.canvas.conftest import Board


def _painted(board: Board, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which strips draw their headings anew."""
    drawn: list[str] = []
    for strip in (board.view.stage_strip, board.view.lane_strip):
        name = type(strip).__name__
        monkeypatch.setattr(strip, "paint_all", lambda painter, name=name: drawn.append(name))
    return drawn


def test_headings_are_not_drawn_anew_while_the_hand_zooms(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    board.view.stage_strip.grab()
    board.view.lane_strip.grab()
    board.view.viewpoint.set_zoom(1.1, QPointF(300, 300))
    drawn = _painted(board, monkeypatch)

    board.view.viewpoint.set_zoom(1.3, QPointF(300, 300))
    board.view.stage_strip.grab()
    board.view.lane_strip.grab()

    assert drawn == []


def test_headings_are_drawn_as_they_are_when_the_hand_rests(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    board.view.viewpoint.set_zoom(1.3, QPointF(300, 300))
    drawn = _painted(board, monkeypatch)

    board.view.end_zooming()
    board.view.stage_strip.grab()
    board.view.lane_strip.grab()

    assert sorted(set(drawn)) == ["LaneStrip", "StageStrip"]


def test_after_scrolling_the_headings_of_a_gesture_are_those_that_are_seen(board: Board) -> None:
    board.view.viewpoint.set_zoom(3.0)
    board.view.end_zooming()
    bar = board.view.horizontalScrollBar()
    bar.setValue(bar.maximum())
    board.view.stage_strip.grab()
    assert not board.view.stage_strip.is_kept

    board.view.viewpoint.set_zoom(3.2, QPointF(200, 200))

    assert board.view.stage_strip.is_kept


def test_no_heading_is_missing_while_the_hand_steps_back(board: Board) -> None:
    board.view.viewpoint.set_zoom(3.0)
    _seen(board)
    board.view.viewpoint.set_zoom(0.6, QPointF(300, 200))
    assert board.view.picture.is_stretched
    meanwhile = _seen(board)

    board.view.end_zooming()

    assert meanwhile == _seen(board)


def test_headings_come_back_as_they_were_when_the_hand_zooms_forth_and_back(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _from_afar(board)
    board.view.actual_size()
    _seen(board)
    drawn = _painted(board, monkeypatch)

    after = _from_afar(board)

    assert drawn == []
    assert after == before


def test_headings_that_look_different_now_are_drawn_anew_when_the_hand_comes_back(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    _from_afar(board)
    board.view.actual_size()
    _seen(board)
    board.view.select([board.view.plan.stages[0].stage_id])
    drawn = _painted(board, monkeypatch)

    _from_afar(board)

    assert sorted(set(drawn)) == ["LaneStrip", "StageStrip"]


def test_headings_with_another_title_are_drawn_anew_when_the_hand_comes_back(board: Board) -> None:
    before = _from_afar(board)
    board.view.actual_size()
    _seen(board)
    stage_id = board.view.plan.stages[0].stage_id
    board.view.do(lambda: rename(board.document, stage_id, "Elsewhere"), selects=False)

    assert _from_afar(board)[0] != before[0]


def _from_afar(board: Board) -> tuple[QImage, QImage]:
    board.view.fit_map()
    return _seen(board)


def _seen(board: Board) -> tuple[QImage, QImage]:
    """Return what the strips show."""
    return board.view.stage_strip.grab().toImage(), board.view.lane_strip.grab().toImage()
