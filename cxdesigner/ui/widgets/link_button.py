"""A button that looks like a link: for what is beside the matter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton


def link_button(text: str, pressed: Callable[[], object]) -> QPushButton:
    """Return such a button; *pressed* is called without the state that Qt tells."""
    button = QPushButton(text)
    button.setProperty("role", "link")
    button.clicked.connect(lambda _: pressed())
    return button
