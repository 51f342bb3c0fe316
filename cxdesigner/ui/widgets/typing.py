"""Fields to type into: they tell each change, and when the focus leaves them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QTextOption
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from cxdesigner.document import limits
from cxdesigner.document.text import clean_text

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QFocusEvent, QResizeEvent

SPARE = 4
_UNDO_REDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def leaves_undo_to_the_window(event: QEvent) -> bool:
    """Tell whether this is undo or redo, which belong to the document and not to a field."""
    if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
        return False
    if any(event.matches(key) for key in _UNDO_REDO):
        event.ignore()
        return True
    return False


class Line(QLineEdit):
    """One line. What is shown from outside does not disturb somebody who is typing the very same."""

    edited = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(self.edited)

    def show_text(self, text: str) -> None:
        """Show a text without telling anybody; a difference in white space at the ends waits until the focus leaves."""
        if self.text() == text or (self.hasFocus() and self.text().strip() == text.strip()):
            return
        with QSignalBlocker(self):
            place = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(place, len(text)) if self.hasFocus() else 0)

    def event(self, event: QEvent) -> bool:
        return leaves_undo_to_the_window(event) or super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Text(QPlainTextEdit):
    """Several lines; as high as what they say, within reason. Tab leaves it."""

    edited = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, most_lines: int = 6) -> None:
        super().__init__(parent)
        self._most_lines = most_lines
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.setUndoRedoEnabled(False)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._tell)
        self._fit()

    def text(self) -> str:
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show a text without telling anybody."""
        if self.toPlainText() != text:
            with QSignalBlocker(self):
                cursor = self.textCursor()
                place = min(cursor.position(), len(text))
                self.setPlainText(text)
                cursor = self.textCursor()
                cursor.setPosition(place if self.hasFocus() else 0)
                self.setTextCursor(cursor)
            self._fit()

    def event(self, event: QEvent) -> bool:
        return leaves_undo_to_the_window(event) or super().event(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text, and no more of it than a text may have: a whole book would stop the window."""
        self.insertPlainText(clean_text(source.text()[: limits.TEXT_CHARACTERS]))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(120, self.height())

    def _tell(self) -> None:
        self._fit()
        self.edited.emit(self.toPlainText())

    def _fit(self) -> None:
        """Take as much height as the lines need: the layout of a plain text counts in lines."""
        needed = max(1, round(self.document().size().height()))
        policy = Qt.ScrollBarPolicy
        is_cut = needed > self._most_lines
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if is_cut else policy.ScrollBarAlwaysOff)
        block = self.document().firstBlock()
        line = block.layout().boundingRect().height() / max(1, block.lineCount())
        line = max(line, QFontMetricsF(self.font()).lineSpacing())
        around = max(self.height() - self.viewport().height(), 0)
        height = math.ceil(min(needed, self._most_lines) * line) + around + SPARE
        if height != self.height():
            self.setFixedHeight(height)
