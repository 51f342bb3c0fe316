"""Tab walks along the links, and Shift+Tab back again the way one came."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.canvas.conftest import Board
from tests.onboarding import OFFER, SIGNING, WELCOME

KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


def test_who_went_on_with_tab_comes_back_with_shift_tab_and_may_go_on_again(board: Board) -> None:
    board.view.select([OFFER])
    board.key(KEY.Key_Tab)
    board.key(KEY.Key_Tab)
    assert board.view.selection == (WELCOME,)

    board.key(KEY.Key_Backtab, SHIFT)
    assert board.view.selection == (SIGNING,)
    board.key(KEY.Key_Tab)

    assert board.view.selection == (WELCOME,)
    assert board.view.hasFocus()
