"""Typing a title right where it stands."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QMimeData, QRect, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QInputMethodEvent, QKeyEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from cxdesigner.canvas import fonts
from cxdesigner.canvas.theme import Theme
from cxdesigner.document import limits
from cxdesigner.document.text import clean_text
from cxdesigner.layout.plan import TextStyle

Commit = Callable[[str], bool]
"""Takes what was typed; False keeps the editor open."""

SMALLEST_LETTERS = 12
MOST_WIDTH = 360
"""So wide an editor gets over a map that is far away, in pixels."""
LEAST_HEIGHT = 22


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
        self.on_tab: Callable[[int], None] | None = None
        """What Tab (1) and Shift+Tab (−1) do beside keeping; None: the keys go on to the next widget."""
        self.on_typing_unseen: Callable[[], object] | None = None
        """Called before a key is typed while the editor is out of view, as after a scroll: brings it back."""
        self._dressed = (0, "", "")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(3)
        self.setPlainText(text)
        self.setAccessibleName("Title")
        self._room = QRect()
        self.textChanged.connect(self._grow)
        self.selectAll()

    def show_at(self, rect: QRect, style: TextStyle, scale: float, theme: Theme, ground: str, ink: str) -> None:
        """Lie over a rectangle of the parent, with letters as large as those below.

        Letters that would be too small to type are larger, and then the editor is wider, so that its lines break as before.
        """
        font = QFont(fonts.font(style))
        size = max(SMALLEST_LETTERS, round(style.size * scale))
        font.setPixelSize(size)
        self.setFont(font)
        self._dress(size, ground, ink)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(ground))
        palette.setColor(QPalette.ColorRole.Text, QColor(ink))
        palette.setColor(QPalette.ColorRole.Highlight, QColor(theme.selection))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.card))
        self.setPalette(palette)
        self._room = QRect(rect)
        self._room.setWidth(max(rect.width(), min(round(rect.width() * size / (style.size * scale)), MOST_WIDTH)))
        self.setGeometry(self._room)
        self.setVisible(True)
        self._grow()

    def _dress(self, size: int, ground: str, ink: str) -> None:
        """Have our own size and colours: the style sheet of the window has others for all fields, and only another one is stronger."""
        if (size, ground, ink) != self._dressed:
            self._dressed = size, ground, ink
            colors = f"background: {ground}; color: {ink}"
            self.setStyleSheet(f"QPlainTextEdit {{ font-size: {size}px; padding: 0; {colors}; }}")

    def _grow(self) -> None:
        """Be as high as the lines that are typed, and stay within the parent, unless what lies below has left it."""
        parent = self.parentWidget()
        if self._room.isNull() or parent is None:
            return
        layout, block, lines = self.document().documentLayout(), self.document().begin(), 0.0
        while block.isValid():
            lines += layout.blockBoundingRect(block).height()
            block = block.next()
        around = self.height() - self.viewport().height() + 2 * round(self.document().documentMargin())
        needed = ceil(lines) + around + 2
        area = parent.rect()
        height = min(max(self._room.height(), needed), max(LEAST_HEIGHT, area.height()))
        left, top = self._room.x(), self._room.y()
        if self._room.intersects(area):
            left = max(0, min(left, area.right() + 1 - self._room.width()))
            top = max(0, min(top, area.bottom() + 1 - height))
        self.setGeometry(left, top, self._room.width(), height)
        self.ensureCursorVisible()
        if needed <= height:
            self.verticalScrollBar().setValue(0)

    def begin(self) -> None:
        """Take the keys."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.selectAll()
        self._grow()

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
            parent = self.parentWidget()
            if self.on_typing_unseen is not None and parent is not None and not self._room.intersects(parent.rect()):
                self.on_typing_unseen()
            super().keyPressEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        if self.on_tab is None:
            return super().focusNextPrevChild(is_next)
        self.on_tab(1 if is_next else -1)
        return True

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Grow with what is being composed too: it is no text of the document until it is done."""
        super().inputMethodEvent(event)
        self._grow()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text, and no more of it than a title can hold: a whole book would stop the window."""
        most = limits.TEXT_CHARACTERS if self._is_long else limits.TITLE_CHARACTERS
        self.insertPlainText(clean_text(source.text()[:most]))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.keep()
