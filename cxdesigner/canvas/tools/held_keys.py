"""Alt, Ctrl and Shift while something is in the hand: they say how, and the menu bar does not take Alt for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from cxdesigner.canvas.hand import Hand
    from cxdesigner.canvas.view import MapView

KEYS = {
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
    Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
}


class HeldKeys(QObject):
    """Watches the keys of a view as long as something is carried."""

    def __init__(self, view: MapView, hand: Hand) -> None:
        super().__init__(view)
        self._view = view
        self._hand = hand

    def watch(self, is_watching: bool) -> None:
        """Begin or end."""
        self._view.removeEventFilter(self)
        if is_watching:
            self._view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride):
            return False
        assert isinstance(event, QKeyEvent)
        key = KEYS.get(Qt.Key(event.key()))
        if key is None:
            return False
        if kind != QEvent.Type.ShortcutOverride:
            is_down = kind == QEvent.Type.KeyPress
            self._hand.hold_keys(event.modifiers() | key if is_down else event.modifiers() & ~key)
        event.accept()
        return True
