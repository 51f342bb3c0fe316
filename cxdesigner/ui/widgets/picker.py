"""A small grid of pictures of which one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cxdesigner.canvas.theme import LIGHT, Theme
from cxdesigner.ui.widgets.label import plain_tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

Draw = Callable[[QPainter, QRectF, object, Theme], None]
"""Draws a choice into a square."""

CELL = 34
INSET = 6
ROUND = 6.0


class Picker(QWidget):
    """Shows choices side by side, in as many rows as they need. Click, or walk with the arrows."""

    picked = Signal(object)

    def __init__(self, choices: Sequence[tuple[object, str]], draw: Draw, name: str) -> None:
        super().__init__()
        self._choices, self._draw = list(choices), draw
        self._chosen: object = None
        self._theme = LIGHT
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def chosen(self) -> object:
        """Return what is chosen; None where it is none of these."""
        return self._chosen

    def show_choice(self, choice: object) -> None:
        """Show a choice without telling anybody."""
        self._chosen = choice
        words = dict(self._choices)
        self.setAccessibleDescription(words.get(choice, "none of these"))
        self.update()

    def rect_of(self, choice: object) -> QRectF:
        """Return where a choice is."""
        place = [key for key, _ in self._choices].index(choice)
        row, column = divmod(place, self._columns())
        return QRectF(column * CELL, row * CELL, CELL, CELL)

    def sizeHint(self) -> QSize:
        width = max(self.width(), 6 * CELL)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(4 * CELL, CELL)

    def heightForWidth(self, width: int) -> int:
        return -(-len(self._choices) // max(1, width // CELL)) * CELL

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setFixedHeight(self.heightForWidth(event.size().width()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if place is not None:
            QToolTip.showText(event.globalPosition().toPoint(), plain_tooltip(self._choices[place][1]), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns(),
            Qt.Key.Key_Down: self._columns(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = [key for key, _ in self._choices]
        place = keys.index(self._chosen) + step if self._chosen in keys else 0
        if 0 <= place < len(keys):
            self._choose(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, (choice, _) in enumerate(self._choices):
            cell = self.rect_of(choice)
            is_first_in_focus = self.hasFocus() and self._chosen is None and not place
            if choice == self._chosen or is_first_in_focus:
                style = Qt.PenStyle.SolidLine if choice == self._chosen else Qt.PenStyle.DotLine
                painter.setPen(QPen(QColor(self._theme.selection), 3.0 if self.hasFocus() else 2.0, style))
                painter.setBrush(QColor(self._theme.landing))
                painter.drawRoundedRect(cell.adjusted(2, 2, -2, -2), ROUND, ROUND)
            self._draw(painter, cell.adjusted(INSET, INSET, -INSET, -INSET), choice, self._theme)
        painter.end()

    def _columns(self) -> int:
        return max(1, self.width() // CELL)

    def _at(self, point: QPointF) -> int | None:
        for place, (choice, _) in enumerate(self._choices):
            if self.rect_of(choice).contains(point):
                return place
        return None

    def _choose(self, place: int) -> None:
        choice = self._choices[place][0]
        if choice != self._chosen:
            self.show_choice(choice)
            self.picked.emit(choice)
