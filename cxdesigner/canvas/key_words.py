"""What the keys and gestures of the map are called where people look them up; a test keeps it with `keys.py`."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt

_K, _M = Qt.Key, Qt.KeyboardModifier
_NONE, _SHIFT, _CTRL, _ALT = _M.NoModifier, _M.ShiftModifier, _M.ControlModifier, _M.AltModifier
_ARROWS = (_K.Key_Left, _K.Key_Right, _K.Key_Up, _K.Key_Down)
_PAGES = (_K.Key_PageUp, _K.Key_PageDown)


class KeyWords(NamedTuple):
    """How keys are written, what they do, and which rows of `keys.TABLES` that explains (none for a gesture)."""

    keys: str
    words: str
    modifiers: Qt.KeyboardModifier = _NONE
    explains: tuple[Qt.Key, ...] = ()


GROUPS: tuple[tuple[str, tuple[KeyWords, ...]], ...] = (
    (
        "Walking on the map",
        (
            KeyWords("Arrows", "go from cell to cell, and up or left to the headings", _NONE, _ARROWS),
            KeyWords("Tab, Shift+Tab", "go along the links; at a branch ↑ and ↓ choose the way"),
            KeyWords("K", "the links of the card, one after the other", _NONE, (_K.Key_K,)),
            KeyWords("N", "the notes of the map, one after the other", _NONE, (_K.Key_N,)),
            KeyWords("Home, End", "first and last step of the lane", _NONE, (_K.Key_Home, _K.Key_End)),
            KeyWords("Ctrl+Home, Ctrl+End", "first and last card of the map", _CTRL, (_K.Key_Home, _K.Key_End)),
            KeyWords("Page up, Page down", "a screen up or down", _NONE, _PAGES),
            KeyWords("Alt+Page up, Page down", "a screen to the left or right", _ALT, _PAGES),
            KeyWords("Ctrl+Page up, Page down", "the stage before, the next stage", _CTRL, _PAGES),
            KeyWords("+  −", "come nearer, step back", _NONE, (_K.Key_Plus, _K.Key_Equal, _K.Key_Minus)),
            KeyWords("Ctrl++  Ctrl+−", "the same", _CTRL, (_K.Key_Plus, _K.Key_Equal, _K.Key_Minus)),
            KeyWords("Menu, Shift+F10", "the menu of what is selected", _SHIFT, (_K.Key_F10,)),
            KeyWords("Esc", "put back what is in the hand; select nothing; show all stages", _NONE, (_K.Key_Escape,)),
        ),
    ),
    (
        "Selecting and changing",
        (
            KeyWords(
                "Enter",
                "next card; in an empty cell a card there; on a heading its name",
                _NONE,
                (_K.Key_Return, _K.Key_Enter),
            ),
            KeyWords("A letter in an empty cell", "begin a card there; on an empty map the first one"),
            KeyWords("F2", "change the name", _NONE, (_K.Key_F2,)),
            KeyWords("Shift+arrows", "select all cards on the way", _SHIFT, _ARROWS),
            KeyWords("Space", "select the card here, or no longer"),
            KeyWords("Ctrl+A", "select the cards of the headings, or all", _CTRL, (_K.Key_A,)),
            KeyWords("Ctrl+arrows", "move cards; on a heading, the stage or lane", _CTRL, _ARROWS),
            KeyWords("Ctrl+Alt+arrows", "move cards, and push what is there to the right", _CTRL | _ALT, _ARROWS),
            KeyWords(
                "Ctrl+Shift+→, ←",
                "put in a step before the card, take one out",
                _CTRL | _SHIFT,
                (_K.Key_Right, _K.Key_Left),
            ),
            KeyWords(
                "1 – 5",
                "how it feels, from very bad to very good",
                _NONE,
                (_K.Key_1, _K.Key_2, _K.Key_3, _K.Key_4, _K.Key_5),
            ),
            KeyWords("0", "nobody knows how it feels", _NONE, (_K.Key_0,)),
            KeyWords("M", "moment of truth", _NONE, (_K.Key_M,)),
            KeyWords(
                "L, then arrows and Enter",
                "link to another card; of a link, hang its end on another",
                _NONE,
                (_K.Key_L,),
            ),
            KeyWords("Shift+L on a link", "hang where it begins on another card", _SHIFT, (_K.Key_L,)),
            KeyWords("Ctrl+.", "go to the small bar at the card", _CTRL, (_K.Key_Period,)),
            KeyWords("Delete", "remove", _NONE, (_K.Key_Delete, _K.Key_Backspace)),
        ),
    ),
    (
        "With the mouse",
        (
            KeyWords("Drag", "move; drop between two columns to make room; with Alt in this lane only"),
            KeyWords("Ctrl and drag", "copy"),
            KeyWords("Drag the round handle", "link to another card"),
            KeyWords("Double click", "change the name; in an empty cell a new card"),
            KeyWords("Shift or Ctrl, click", "select several: cards, stages, teams"),
            KeyWords("Ctrl and wheel", "zoom to the pointer"),
            KeyWords("Wheel, Shift and wheel", "up and down, left and right"),
            KeyWords("Space or middle button, drag", "push the map"),
        ),
    ),
    (
        "In quick entry",
        (
            KeyWords("Tab", "next part"),
            KeyWords("Enter", "add after the selected card"),
            KeyWords("Paste several lines", "several cards at once"),
        ),
    ),
)
"""Groups with their rows, in the order in which they are read."""
