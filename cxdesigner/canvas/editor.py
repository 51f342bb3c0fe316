"""Typing a title right where it stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QRect, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from cxdesigner.canvas import fonts
from cxdesigner.canvas.theme import Theme
from cxdesigner.document import limits
from cxdesigner.document.text import clean_text
from cxdesigner.layout.plan import TextStyle

Commit = Callable[[str], bool]
"""Takes what was typed; False keeps the editor open."""

SMALLEST_LETTERS = 12


class TitleEditor(QPlainTextEdit):
    """One line (or, for stickers, some) of plain text over the map. Enter keeps, Esc forgets, leaving keeps.

    Whoever opens it says what keeping and forgetting mean, and where it lies after each scroll and zoom.
    """

    def __init__(
        self,
        parent: QWidget,
        text: str,
        commit: Commit,
        cancel: Callable[[], None],
        *,
        is_long: bool = False,
    ) -> None:
        super().__init__(parent)
        self._commit, self._cancel = commit, cancel
        self._is_long = is_long
        self._is_done = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(3)
        self.setPlainText(text)
        self.setAccessibleName("Title")
        self.selectAll()

    def show_at(self, rect: QRect, style: TextStyle, scale: float, theme: Theme, ground: str, ink: str) -> None:
        """Lie over a rectangle of the parent, with letters as large as those below."""
        font = QFont(fonts.font(style))
        font.setPixelSize(max(SMALLEST_LETTERS, round(style.size * scale)))
        self.setFont(font)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(ground))
        palette.setColor(QPalette.ColorRole.Text, QColor(ink))
        palette.setColor(QPalette.ColorRole.Highlight, QColor(theme.selection))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.card))
        self.setPalette(palette)
        self.setGeometry(rect)
        self.setVisible(True)

    def begin(self) -> None:
        """Take the keys."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.selectAll()

    def keep(self) -> None:
        """Hand over what was typed, once."""
        if not self._is_done:
            self._is_done = True
            if self._commit(self.toPlainText()):
                self._leave()
            else:
                self._is_done = False

    def forget(self) -> None:
        """Leave everything as it was."""
        if not self._is_done:
            self._is_done = True
            self._cancel()
            self._leave()

    def _leave(self) -> None:
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.forget()
        elif is_enter and not (self._is_long and event.modifiers() & Qt.KeyboardModifier.ShiftModifier):
            self.keep()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text, and no more of it than a title can hold: a whole book would stop the window."""
        most = limits.TEXT_CHARACTERS if self._is_long else limits.TITLE_CHARACTERS
        self.insertPlainText(clean_text(source.text()[:most]))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.keep()
