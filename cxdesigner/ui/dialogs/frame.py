"""What our dialogs have in common: margins, a heading, and a row of buttons at the lower right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxdesigner.ui.widgets.label import Label

AskWhere = Callable[[str, str, str], Path | None]
"""Asks where to write: called with a title, a suffix and what such files are called; None: nowhere."""
Write = Callable[[Path, Callable[[], bytes]], bool]
"""Writes what a function makes into a file, whole or not at all, and tells whether it did."""


class Dialog(QDialog):
    """A window with a heading. `body` takes what it is about; `foot` the buttons."""

    def __init__(self, parent: QWidget | None, title: str, about: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(Label(title, "title"))
        if about:
            column.addWidget(Label(about, "detail", wraps=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.addStretch(1)
        column.addSpacing(4)
        column.addLayout(self.body, 1)
        column.addSpacing(8)
        column.addLayout(self.foot)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return done

    def _grow(self) -> None:
        """Make room for words that have become more, so that nothing is pressed together."""
        layout = self.layout()
        needed = layout.totalMinimumHeightForWidth(self.width()) if layout is not None else 0
        if needed > self.height():
            self.resize(self.width(), min(needed, self.screen().availableGeometry().height()))

    def add_button(self, text: str, *, is_primary: bool = False, is_default: bool = False) -> QPushButton:
        """Add a button at the right."""
        button = QPushButton(text)
        button.setAutoDefault(is_default)
        button.setDefault(is_default)
        if is_primary:
            button.setProperty("role", "primary")
        self.foot.addWidget(button)
        return button

    def add_close(self, text: str = "Close") -> QPushButton:
        """Add the button that closes the dialog."""
        button = self.add_button(text)
        button.clicked.connect(self.reject)
        return button
