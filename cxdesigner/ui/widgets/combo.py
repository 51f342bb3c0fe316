"""Boxes to choose from a list, one of which takes new names too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from cxdesigner.ui.widgets.label import restyle

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent, QWheelEvent

NONE = "—"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


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
        self._look_quiet(False)

    def show_mixed(self, word: str) -> None:
        """Show that there is not one key, by a word in its place."""
        with QSignalBlocker(self):
            self.setPlaceholderText(word)
            self.setCurrentIndex(-1)
        self._look_quiet(True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_chevron(self)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Let a text that is too long end in dots; Qt would cut it in the middle of a letter."""
        super().initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width() - 4
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)

    def _look_quiet(self, is_quiet: bool) -> None:
        if bool(self.property("quiet")) != is_quiet:
            self.setProperty("quiet", is_quiet)
            restyle(self)

    def _tell(self, index: int) -> None:
        self._look_quiet(False)
        self.picked.emit(self._keys[index])


class Naming(Choice):
    """One of several keys, or a name that is new; an empty name is none.

    Enter and Tab take the completion that is marked, or the only one. Esc closes the list; with Enter the text is then
    meant as it stands.
    """

    named = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object | None = None
        self._told = ""
        self._is_entered = False
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = self.completer()
        assert completer is not None
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.words().returnPressed.connect(self.enter)
        self.words().textEdited.connect(self._forget_enter)

    def words(self) -> QLineEdit:
        """Return the field in which a name is typed."""
        field = self.lineEdit()
        assert field is not None
        return field

    def show_choice(self, key: object | None) -> None:
        super().show_choice(key)
        self._shown = key
        text = self.itemText(self.currentIndex()) if key is not None and self.currentIndex() >= 0 else ""
        self.words().setPlaceholderText(NONE)
        self._told = ""
        if text != self.words().text() or not self.hasFocus():
            with QSignalBlocker(self):
                self.setEditText(text)
            self.words().setCursorPosition(0)

    def show_mixed(self, word: str) -> None:
        super().show_mixed(word)
        self._shown = None
        self.words().setPlaceholderText(word)
        with QSignalBlocker(self):
            self.setEditText("")

    def event(self, event: QEvent) -> bool:
        """Let Enter and Tab take a completion first, and then do what they do without a list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._completes(event):
            self._take_completion()
            self._popup().hide()
            QCoreApplication.postEvent(self, QKeyEvent(event.type(), event.key(), event.modifiers(), event.text()))
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            QTimer.singleShot(0, self, self.words().selectAll)  # The press that follows would undo it.
        elif event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.words().selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._settle()
            self.left.emit()

    def meant(self) -> object | None:
        """Return the key that the text means: the one of this name, or, until somebody pressed Enter, the only one it begins."""
        text = self._text().casefold()
        key = self.key_named(text)
        if key is not None or not text or text == NONE or self._is_entered:
            return key
        known = [(key, title.casefold()) for key, title in self.choices() if key is not None]
        begun = [key for key, title in known if title.startswith(text)] or [
            key for key, title in known if text in title
        ]
        return begun[0] if len(begun) == 1 else None

    def new_name(self) -> str:
        """Return the name that somebody gave with Enter and that means no key, or an empty text."""
        text = self._text()
        return text if self._is_entered and text != NONE and self.meant() is None else ""

    def is_empty(self) -> bool:
        """Tell whether nothing is meant."""
        return self._text() in ("", NONE)

    def is_listing(self) -> bool:
        """Tell whether completions are shown."""
        return self._popup().isVisible()

    def _text(self) -> str:
        return " ".join(self.currentText().split())

    def _popup(self) -> QAbstractItemView:
        completer = self.completer()
        assert completer is not None
        popup = completer.popup()
        assert popup is not None
        return popup

    def _completes(self, event: QKeyEvent) -> bool:
        return event.key() in (*_ENTER, Qt.Key.Key_Tab) and self.is_listing()

    def _take_completion(self) -> None:
        marked = self._popup().currentIndex()
        key = self.meant()
        if marked.isValid():
            self.setEditText(str(marked.data()))
        elif key is not None:
            self.setEditText(self.itemText(self._keys.index(key)))

    def enter(self) -> None:
        """Take what the text means, a new name too."""
        self._is_entered = True
        self._settle()

    def _forget_enter(self, text: str) -> None:
        self._is_entered = False

    def _tell(self, index: int) -> None:
        self._shown = self._keys[index]
        self.picked.emit(self._shown)

    def _settle(self) -> None:
        """Take what the text means: a known name, nothing, or a new name."""
        text, key = self._text(), self.meant()
        if key is not None or self.is_empty():
            if key != self._shown:
                self._shown = key
                self.picked.emit(key)
            elif key is not None and text != self.itemText(self._keys.index(key)):
                self.show_choice(key)
        elif text != self._told:
            self._told = text
            self.named.emit(text)
