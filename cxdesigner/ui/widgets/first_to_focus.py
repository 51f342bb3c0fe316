"""Where the keys go when somebody enters a panel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def first_to_focus(panel: QWidget) -> QWidget | None:
    """Return what takes the keys first in a panel: itself, or the first of its children in the order of Tab."""
    if panel.focusPolicy() & Qt.FocusPolicy.TabFocus and panel.isEnabled():
        return panel
    following = panel.nextInFocusChain()
    while following is not None and following is not panel:
        is_inside = panel.isAncestorOf(following) and following.isVisible() and following.isEnabled()
        if is_inside and following.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return following
        following = following.nextInFocusChain()
    return None
