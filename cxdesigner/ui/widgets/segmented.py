"""One choice out of a few, all of them in view."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from cxdesigner.ui.widgets.label import set_plain_tooltip

BESIDE = 26
"""Pixels of a button beside its words; the button that is down writes them in bold, and they fit there too."""


class Segmented(QWidget):
    """A row of buttons of which one is down (or none, where `may_be_empty`).

    Where it *leaves_keys*, a click lets the keys stay where they are, for buttons beside a map; Tab reaches them all the same.
    """

    picked = Signal(object)

    def __init__(
        self,
        choices: Iterable[tuple[object, str]] = (),
        *,
        name: str = "",
        may_be_empty: bool = False,
        leaves_keys: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._may_be_empty = may_be_empty
        self._focus = Qt.FocusPolicy.TabFocus if leaves_keys else Qt.FocusPolicy.StrongFocus
        self._keys: dict[QAbstractButton, object] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(not may_be_empty)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        for key, text in choices:
            self.add(key, text)
        self._group.buttonClicked.connect(self._tell)

    def add(self, key: object, text: str, tip: str = "") -> QPushButton:
        """Add a choice at the right."""
        button = QPushButton(text.replace("&", "&&"), self)
        button.setCheckable(True)
        button.setFocusPolicy(self._focus)
        button.setProperty("role", "segment")
        set_plain_tooltip(button, tip)
        make_room(button, text)
        self._keys[button] = key
        self._group.addButton(button)
        self._row.addWidget(button)
        return button

    def set_text(self, key: object, text: str) -> None:
        """Call a choice otherwise; it gets the room it needs for that."""
        button = self.button(key)
        button.setText(text.replace("&", "&&"))
        make_room(button, text)

    def clear(self) -> None:
        """Take all choices away."""
        for button in list(self._keys):
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._keys.clear()

    def keys(self) -> list[object]:
        """Return what can be chosen, from left to right."""
        return list(self._keys.values())

    def button(self, key: object) -> QAbstractButton:
        """Return the button of a choice."""
        return next(button for button, known in self._keys.items() if known == key)

    def chosen(self) -> object | None:
        """Return what is chosen."""
        return next((key for button, key in self._keys.items() if button.isChecked()), None)

    def show_choice(self, chosen: object | None) -> None:
        """Show a choice without telling anybody."""
        exclusive = self._group.exclusive()
        self._group.setExclusive(False)
        for button, key in self._keys.items():
            with QSignalBlocker(button):
                button.setChecked(key == chosen)
        self._group.setExclusive(exclusive)

    def _tell(self, button: QAbstractButton) -> None:
        key = self._keys[button]
        if self._may_be_empty:
            chosen = key if button.isChecked() else None
            self.show_choice(chosen)
            self.picked.emit(chosen)
        else:
            self.picked.emit(key)


def make_room(button: QAbstractButton, text: str) -> None:
    """Keep so much room that the words fit in bold too."""
    button.ensurePolished()
    bold = QFont(button.font())
    bold.setWeight(QFont.Weight.DemiBold)
    button.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(text) + BESIDE)
