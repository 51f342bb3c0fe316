"""Faces of the emotion curve in the hand."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from cxdesigner.layout.plan import CurvePoint
from cxdesigner.storage.codec import encode
from tests.canvas.conftest import Board
from tests.onboarding import OFFER, SIGNING


def face(board: Board, number: int = 1) -> CurvePoint:
    assert board.view.plan.curve is not None
    return board.view.plan.curve.points[number]


def height(board: Board, emotion: int) -> QPoint:
    """Return where a face would be dragged to for an emotion."""
    curve = board.view.plan.curve
    assert curve is not None
    step = (curve.rect.height / 2 - 72) / 2
    return board.pixel(face(board).x, curve.middle_y - emotion * step)


def pixel(board: Board) -> QPoint:
    board.view.fit_map()
    return board.pixel(face(board).x, face(board).y)


def test_a_face_that_is_dragged_down_says_how_it_feels_there_and_nothing_else(board: Board) -> None:
    start = pixel(board)

    board.drag(start, height(board, -2))

    assert board.touchpoint(SIGNING).emotion == -2
    assert board.touchpoint(OFFER).emotion == 1
    assert board.view.selection == (SIGNING,)


def test_a_face_dragged_beyond_the_top_means_the_best(board: Board) -> None:
    start = pixel(board)

    board.drag(start, start - QPoint(0, 300))

    assert board.touchpoint(SIGNING).emotion == 2


def test_one_undo_takes_a_drag_of_a_face_back(board: Board) -> None:
    before = encode(board.document, "test")
    board.drag(pixel(board), height(board, -1))
    assert encode(board.document, "test") != before

    board.history.undo()

    assert encode(board.document, "test") == before


def test_escape_puts_a_face_back(board: Board) -> None:
    before = encode(board.document, "test")
    board.carry(pixel(board), height(board, -2))
    assert board.view.scene_of_map.band.isVisible()

    board.key(Qt.Key.Key_Escape)
    board.release(height(board, -2))

    assert encode(board.document, "test") == before
    assert not board.view.scene_of_map.band.isVisible()


def test_a_face_let_go_where_it_was_is_no_edit(board: Board) -> None:
    board.drag(pixel(board), height(board, 1) + QPoint(12, 0))

    assert board.history.undo_name() == ""


def test_a_click_on_a_face_selects_its_card(board: Board) -> None:
    board.click(pixel(board))

    assert board.view.selection == (SIGNING,)
    assert board.history.undo_name() == ""


def test_over_a_face_the_pointer_is_a_hand(board: Board) -> None:
    board.move(pixel(board))

    assert board.view.viewport().cursor().shape() is Qt.CursorShape.OpenHandCursor
