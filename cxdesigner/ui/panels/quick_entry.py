"""One line, one card: what is said in the room goes into the map as fast as it can be typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from cxdesigner.document.refused import Refused
from cxdesigner.ui.widgets.label import ElidedLabel, restyle, set_plain_tooltip
from cxdesigner.ui.widgets.typing import leaves_undo_to_the_window

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent, QKeyEvent, QPaintEvent, QResizeEvent

LABELS = {"title": "touchpoint", "stage": "stage", "comment": "not added"}
PARTS = 4
OFFERED = 8
ROOM_BELOW = 14
"""Pixels below the words, for what was understood."""
POPUP_GAP = 8
LINE_WIDTH, WHERE_WIDTH = 420, 200
"""So much room the line keeps; what is said at its right needs so much more, or gives way."""
HELP = "Touchpoint – Channel – Team – When"

Span = tuple[str, int, int]


class SpokenLine(QLineEdit):
    """A line that shows below its words what was understood."""

    lines_given = Signal(list)
    let_go = Signal()
    refused = Signal(str)

    def __init__(self, understand: Callable[[str], Sequence[Span]], complete: Callable[[str, int], list[str]]) -> None:
        super().__init__()
        self._understand = understand
        self._complete = complete
        self._spans: Sequence[Span] = ()
        self._quiet = QColor("#5b6875")
        self.setProperty("role", "quick")
        self.setPlaceholderText(f"Type what happens: {HELP}")
        self.setAccessibleName("Quick entry")
        self.setAccessibleDescription("One touchpoint a line: touchpoint, channel, team, when. Enter adds it.")
        self.setMaxLength(2_000)
        self.setTextMargins(0, 0, 0, ROOM_BELOW)
        self.textChanged.connect(self._follow)
        self._completer: QCompleter | None = None
        self.textEdited.connect(self._offer)

    def set_ink(self, quiet: str) -> None:
        """Take the colour of the words below the line."""
        self._quiet = QColor(quiet)
        self.update()

    def spans(self) -> Sequence[Span]:
        """Return what was understood: (name of the part, start, end)."""
        return self._spans

    def event(self, event: QEvent) -> bool:
        if not self.text() and leaves_undo_to_the_window(event):
            return True
        return super().event(event)

    # -- keys --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_text(QApplication.clipboard().text())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._hide_popup()
            self._give([self.text()])
        elif key == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Go to the next part while there is one; from an empty line Tab leaves as everywhere."""
        if not is_next or not self.text().strip():
            return super().focusNextPrevChild(is_next)
        return self._next_part() or super().focusNextPrevChild(is_next)

    def paste_text(self, text: str) -> None:
        """Paste: one line goes where the cursor is, several lines become several cards at once."""
        from cxdesigner.formats.pasted import read_lines  # A start does without.

        try:
            lines = read_lines(text)
        except Refused as refusal:
            self.refused.emit(str(refusal))
            return
        if len(lines) > 1:
            self._give(lines)
        elif lines:
            self.insert(lines[0].strip())

    def dropEvent(self, event: QDropEvent) -> None:
        self.paste_text(event.mimeData().text())
        event.acceptProposedAction()

    def _give(self, lines: list[str]) -> None:
        if any(line.strip() for line in lines):
            self.lines_given.emit(lines)

    def _escape(self) -> None:
        if self._is_popup_open():
            self._hide_popup()
        elif self.text():
            self.clear()
        else:
            self.let_go.emit()

    def _next_part(self) -> bool:
        offered = (
            self._complete(self.text(), self.cursorPosition()) if self.cursorPosition() == len(self.text()) else []
        )
        if self._completer is not None and self._is_popup_open() and offered:
            index = self._popup().currentIndex()
            self._take(str(index.data()) if index.isValid() else offered[0])
            self._hide_popup()
        later = [start for _, start, _ in self._spans if start > self.cursorPosition()]
        if later:
            self.setCursorPosition(later[0])
            end = next(end for _, start, end in self._spans if start == later[0])
            self.setSelection(later[0], end - later[0])
            return True
        if len(self._spans) >= PARTS or any(name in ("stage", "comment") for name, _, _ in self._spans):
            return False
        self.setCursorPosition(len(self.text()))
        self.insert(" – " if self.text().strip() and not self.text().rstrip().endswith("–") else " ")
        self._offer(self.text())
        return True

    def _hide_popup(self) -> None:
        if self._completer is not None:
            self._popup().hide()

    def _popup(self) -> QAbstractItemView:
        popup = self._made_completer().popup()
        assert popup is not None
        return popup

    def _is_popup_open(self) -> bool:
        return self._completer is not None and self._popup().isVisible()

    # -- completing --------------------------------------------------------------------------------------------------

    def _offer(self, text: str) -> None:
        at_end = self.cursorPosition() == len(text)
        offered = self._complete(text, self.cursorPosition()) if text.strip() and at_end else []
        if not offered:
            self._hide_popup()
            return
        completer = self._made_completer()
        completer.setModel(QStringListModel(offered[:OFFERED], completer))
        completer.complete(QRect(self._x_of(self._part_start()), 0, 240, self.height()))
        popup = self._popup()
        top = self.mapToGlobal(QPoint(0, 0)).y() - POPUP_GAP
        if popup.height() <= top - self.screen().availableGeometry().top():
            popup.move(
                popup.x(), top - popup.height()
            )  # The map is above; below are the status bar and the end of the screen.

    def _made_completer(self) -> QCompleter:
        if self._completer is None:
            self._completer = QCompleter(self)
            self._completer.setWidget(self)
            self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            self._completer.activated.connect(self._take)
            self._popup().setObjectName("popup")
        return self._completer

    def _take(self, word: str) -> None:
        start = self._part_start()
        self.setSelection(start, len(self.text()) - start)
        self.insert(word)

    def _part_start(self) -> int:
        """Return where the part begins in which the cursor stands: behind the last dash with a space."""
        before = self.text()[: self.cursorPosition()]
        cut = max((before.rfind(dash) for dash in (" - ", " – ", " — ")), default=-1)
        start = cut + 3 if cut >= 0 else 0
        return start + len(before[start:]) - len(before[start:].lstrip())

    # -- showing -----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._spans:
            return
        painter = QPainter(self)
        small = QFont(self.font())
        small.setPointSizeF(self.font().pointSizeF() * 0.72)
        painter.setFont(small)
        metrics = QFontMetrics(small)
        line_bottom = (self.height() - ROOM_BELOW + self.fontMetrics().height()) // 2
        free_from = 0
        for name, start, end in self._spans:
            left, right = self._x_of(start), self._x_of(end)
            if right < 0 or left > self.width():
                continue
            painter.setPen(QColor(self._quiet))
            painter.drawLine(left, line_bottom, right, line_bottom)
            left = max(left, free_from)
            label = LABELS.get(name, name)
            painter.drawText(QPoint(left, line_bottom + 1 + metrics.ascent()), label)
            free_from = left + metrics.horizontalAdvance(label) + 8
        painter.end()

    def _x_of(self, place: int) -> int:
        scrolled = self.cursorRect().center().x() - self.fontMetrics().horizontalAdvance(
            self.text()[: self.cursorPosition()]
        )
        return scrolled + self.fontMetrics().horizontalAdvance(self.text()[:place])

    def _follow(self, text: str) -> None:
        self._spans = self._understand(text) if text.strip() else ()
        names = [f"{LABELS.get(name, name)}: {text[start:end].strip()}" for name, start, end in self._spans]
        self.setAccessibleDescription("; ".join(names) or "One touchpoint a line: touchpoint, channel, team, when.")
        self.update()


class QuickEntry(QWidget):
    """The bar below the map: the line, and where the card will go."""

    lines_given = Signal(list)
    let_go = Signal()

    def __init__(self, understand: Callable[[str], Sequence[Span]], complete: Callable[[str, int], list[str]]) -> None:
        super().__init__()
        self.setObjectName("quickarea")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.line = SpokenLine(understand, complete)
        self.line.setMinimumHeight(48)
        self.line.setMinimumWidth(LINE_WIDTH)
        self.line.lines_given.connect(self.lines_given)
        self.line.let_go.connect(self.let_go)
        self.line.textChanged.connect(self._calm)
        self.line.installEventFilter(self)
        self._where = ElidedLabel("", "detail")
        self._where.setContentsMargins(0, 0, 0, ROOM_BELOW)
        frame = QFrame()
        frame.setObjectName("quickentry")
        self._frame = frame
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(self.line, 1)
        row.addWidget(self._where)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.addWidget(frame)
        set_plain_tooltip(
            frame,
            f"{HELP}\n“Stage: Onboarding” starts a stage. Tab goes to the next part, Enter adds, Esc clears. "
            "Several pasted lines add several cards.",
        )
        self._calm("")

    def show_where(self, text: str) -> None:
        """Say where the card will go."""
        self._where.setText(text)

    def clear(self) -> None:
        """Make room for the next line."""
        self.line.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._where.setVisible(self.width() >= LINE_WIDTH + WHERE_WIDTH)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._calm(self.line.text())
        return False

    def _calm(self, text: str) -> None:
        calm = not text and not self.line.hasFocus()
        if self._frame.property("calm") != calm:
            self._frame.setProperty("calm", calm)
            restyle(self._frame)
