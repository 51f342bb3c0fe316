"""Boxes to choose from a list, one of which takes new names too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPalette, QPen
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent, QWheelEvent

NONE = "—"


def paint_chevron(box: QComboBox) -> None:
    """Draw the arrow of a box in the colour of its text; a style sheet could only take a picture of one colour."""
    painter = QPainter(box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(box.palette().color(QPalette.ColorRole.PlaceholderText), 1.6))
    x, y = box.width() - 15.0, box.height() / 2 - 1.5
    painter.drawPolyline([QPointF(x - 4, y), QPointF(x, y + 4), QPointF(x + 4, y)])
    painter.end()


class Choice(QComboBox):
    """One of several keys. The wheel scrolls the panel around it, not the choice."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(14)
        self._keys: list[object] = []
        self.activated.connect(self._tell)

    def set_choices(self, choices: Iterable[tuple[object, str]], icons: dict[object, QIcon] | None = None) -> None:
        """Offer keys with their texts, keeping what is chosen."""
        chosen = self.chosen()
        with QSignalBlocker(self):
            self.clear()
            self._keys.clear()
            for key, text in choices:
                self.addItem((icons or {}).get(key, QIcon()), text)
                self._keys.append(key)
            self.show_choice(chosen)

    def choices(self) -> list[tuple[object, str]]:
        """Return what is offered: keys, as they were given, with their texts."""
        return [(key, self.itemText(place)) for place, key in enumerate(self._keys)]

    def chosen(self) -> object | None:
        """Return the key that is chosen."""
        return self._keys[self.currentIndex()] if 0 <= self.currentIndex() < len(self._keys) else None

    def key_named(self, text: str) -> object | None:
        """Return the key of a text, whatever its case; None where there is no such text."""
        return next((key for key, known in self.choices() if known.casefold() == text.casefold()), None)

    def show_choice(self, key: object | None) -> None:
        """Show a key without telling anybody."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self._keys.index(key) if key in self._keys else -1)

    def show_mixed(self, word: str) -> None:
        """Show that there is not one key, by a word in its place."""
        with QSignalBlocker(self):
            self.setPlaceholderText(word)
            self.setCurrentIndex(-1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_chevron(self)

    def _tell(self, index: int) -> None:
        self.picked.emit(self._keys[index])


class Naming(Choice):
    """One of several keys, or a name that is new; an empty name is none."""

    named = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object | None = None
        self._told = ""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = self.completer()
        assert completer is not None
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.words().returnPressed.connect(self._settle)

    def words(self) -> QLineEdit:
        """Return the field in which a name is typed."""
        field = self.lineEdit()
        assert field is not None
        return field

    def show_choice(self, key: object | None) -> None:
        super().show_choice(key)
        self._shown = key
        with QSignalBlocker(self):
            self.setEditText(self.itemText(self.currentIndex()) if key is not None and self.currentIndex() >= 0 else "")
        self.words().setPlaceholderText(NONE)
        self._told = ""
        self.words().setCursorPosition(0)

    def show_mixed(self, word: str) -> None:
        super().show_mixed(word)
        self._shown = None
        self.words().setPlaceholderText(word)
        with QSignalBlocker(self):
            self.setEditText("")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._settle()
            self.left.emit()

    def _tell(self, index: int) -> None:
        self._shown = self._keys[index]
        self.picked.emit(self._shown)

    def _settle(self) -> None:
        """Take the text as it stands: a known name, nothing, or a new name."""
        text = " ".join(self.currentText().split())
        key = self.key_named(text)
        if key is not None or text in ("", NONE):
            if key != self._shown:
                self._shown = key
                self.picked.emit(key)
        elif text != self._told:
            self._told = text
            self.named.emit(text)
