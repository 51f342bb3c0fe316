"""The buttons of the small bar: they show a value, open a menu, and give the keys back to the map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QToolButton, QWidget

from cxdesigner.canvas import icons
from cxdesigner.canvas.faces import paint_face
from cxdesigner.canvas.ink import NO_BRUSH, color, pen, polygon
from cxdesigner.canvas.marks import paint_pattern
from cxdesigner.canvas.theme import Theme
from cxdesigner.document import limits
from cxdesigner.layout.plan import Rect

MIXED = "different"
"""What a button says whose value is not the same in all selected cards."""
CHOSEN = "   ✓"
"""Stands behind the words of the line that is chosen: where a line has a picture, there is no room for a tick before it."""
SIZE, ICON = 28, 18
WORDS_WIDTH = 104
"""So wide the words of a button get, in pixels; the rest is in its tip."""
Draw = Callable[[QPainter, float], None]


class Entry(NamedTuple):
    """One line of a menu: a value, its words and its picture; `value` may be a callable that is called instead."""

    value: object
    words: str
    icon: QIcon | None = None


class BarButton(QToolButton):
    """A button of the bar. A click leaves the keys with the map; with the keys, arrows go on and Esc goes back."""

    left = Signal()
    """Somebody wants the keys back in the map."""
    passed = Signal(int)
    """The keys go on to the next button, or back to the one before."""
    asked_for_tip = Signal(str, QPoint)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(ICON, ICON))
        self.setFixedHeight(SIZE)
        self.setMinimumWidth(SIZE)

    def show_state(self, words: str, tip: str, icon: QIcon | None = None, *, is_chosen: bool = False) -> None:
        """Show words (where there are any), picture and whether it is pressed; *tip* says all of it."""
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if words else Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(style)
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, WORDS_WIDTH)
        self.setText(f" {shown.replace('&', '&&')}" if words else "")
        self.setIcon(icon if icon is not None else QIcon())
        self.setCheckable(is_chosen)
        self.setChecked(is_chosen)
        self.setAccessibleName(tip)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self.asked_for_tip.emit(self.accessibleName(), event.globalPos())
            return True
        return super().event(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        self.passed.emit(1 if is_next else -1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.passed.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)


class MenuButton(BarButton):
    """A button that offers values. The menu is made when it opens, because it depends on the document."""

    picked = Signal(object)

    def __init__(self, name: str, parent: QWidget, entries: Callable[[], Sequence[Entry | None]]) -> None:
        super().__init__(name, parent)
        self._entries = entries
        self._chosen: object = None
        self.clicked.connect(self.open_menu)

    def show_chosen(self, value: object, *, is_mixed: bool = False) -> None:
        """Remember which line of the menu is ticked."""
        self._chosen = self if is_mixed else value

    def menu_now(self) -> QMenu:
        """Return the menu as it is now; None among the entries is a line between groups."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for entry in self._entries():
            if entry is None:
                menu.addSeparator()
                continue
            is_chosen = not callable(entry.value) and entry.value == self._chosen
            action = QAction(f"{entry.words.replace('&', '&&')}{CHOSEN if is_chosen else ''}", menu)
            if entry.icon is not None:
                action.setIcon(entry.icon)
            if not callable(entry.value):
                action.setCheckable(True)
                action.setChecked(is_chosen)
            action.triggered.connect(partial(self._take, entry.value))
            menu.addAction(action)
        return menu

    def open_menu(self) -> None:
        """Offer the values below the button."""
        self.menu_now().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _take(self, value: object, is_checked: bool = False) -> None:
        if callable(value):
            value()
        else:
            self.picked.emit(value)


class NameField(QLineEdit):
    """Takes the name of something new in the place of a button. Enter tells it, Esc and leaving forget it."""

    named = Signal(str)
    left = Signal()

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setMaxLength(limits.TITLE_CHARACTERS)
        self.setFixedSize(150, SIZE)
        self.hide()

    def begin(self) -> None:
        """Take the keys, empty."""
        self.clear()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def _tell(self) -> None:
        title = self.text().strip()
        if title:
            self.named.emit(title)
        else:
            self.left.emit()


class Bar(QFrame):
    """The ground of the bar: a calm plate with a thin edge."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.theme = theme

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # Between two buttons is not the map below.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()  # What a button does not know must not be done to the card.

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(color(self.theme.card))
        painter.setPen(pen(self.theme.card_edge, 1.0))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()


class Words(QWidget):
    """Some words between the buttons."""

    def __init__(self, parent: Bar) -> None:
        super().__init__(parent)
        self._bar = parent
        self._text = ""

    def text(self) -> str:
        """Return what it says."""
        return self._text

    def show_text(self, text: str) -> None:
        """Say something; nothing takes no room."""
        self._text = text
        self.setAccessibleName(text)
        self.setFixedSize(self.fontMetrics().horizontalAdvance(text) + 14, SIZE)
        self.setVisible(bool(text))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(color(self._bar.theme.detail))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class Divider(QWidget):
    """A thin line between groups of buttons."""

    def __init__(self, parent: Bar) -> None:
        super().__init__(parent)
        self._bar = parent
        self.setFixedSize(9, SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(4, 5, 1, self.height() - 10), color(self._bar.theme.line))
        painter.end()


# -- pictures ----------------------------------------------------------------------------------------------------------


@cache
def face_icon(emotion: int, theme: Theme) -> QIcon:
    """Return a face."""
    return _drawn(lambda painter, size: paint_face(painter, emotion, size / 2, size / 2, theme, size * 0.44))


@cache
def team_icon(team_color: int | None, theme: Theme) -> QIcon:
    """Return the colour and the pattern of a team."""

    def draw(painter: QPainter, size: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(theme.team(team_color)))
        painter.drawRoundedRect(QRectF(size * 0.24, size * 0.08, size * 0.52, size * 0.84), 3, 3)
        painter.save()
        painter.scale(size / 42, size / 42)
        paint_pattern(painter, Rect(10, 6, 22, 32), theme.pattern(team_color), theme)
        painter.restore()

    return _drawn(draw)


@cache
def moment_icon(theme: Theme, is_on: bool) -> QIcon:
    """Return the diamond of a moment of truth, full or only outlined."""

    def draw(painter: QPainter, size: float) -> None:
        middle, reach = size / 2, size * 0.4
        painter.setPen(pen(theme.moment if is_on else theme.quiet, size * 0.09))
        painter.setBrush(color(theme.moment) if is_on else NO_BRUSH)
        points = [
            (middle, middle - reach),
            (middle + reach, middle),
            (middle, middle + reach),
            (middle - reach, middle),
        ]
        painter.drawPolygon(polygon(points))

    return _drawn(draw)


@cache
def expectation_icon(expectation: str, theme: Theme) -> QIcon:
    """Return an arrow up or down, the sign for "as expected", or a faint line where nothing is said."""

    def draw(painter: QPainter, size: float) -> None:
        names = {"exceeds": theme.exceeds, "below": theme.below, "meets": theme.ink}
        painter.setPen(pen(names.get(expectation, theme.quiet), size * 0.11))
        painter.setBrush(NO_BRUSH)
        middle, reach = size / 2, size * 0.34
        if expectation in ("exceeds", "below"):
            tip = middle - reach if expectation == "exceeds" else middle + reach
            back = tip + (reach * 0.75 if expectation == "exceeds" else -reach * 0.75)
            painter.drawLine(QPointF(middle, middle - reach), QPointF(middle, middle + reach))
            for side in (-1, 1):
                painter.drawLine(QPointF(middle, tip), QPointF(middle + side * reach * 0.7, back))
        elif expectation == "meets":
            for offset in (-0.16, 0.16):
                y = middle + size * offset
                painter.drawLine(QPointF(middle - reach, y), QPointF(middle + reach, y))
        else:
            painter.drawLine(QPointF(middle - reach * 0.6, middle), QPointF(middle + reach * 0.6, middle))

    return _drawn(draw)


def icon(name: str, theme: Theme) -> QIcon:
    """Return a bundled icon in the ink of a theme."""
    return icons.icon(name, theme.ink, ICON)


def _drawn(draw: Draw) -> QIcon:
    result = QIcon()
    for factor in (1, 2, 3):
        picture = QPixmap(ICON * factor, ICON * factor)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(factor, factor)
        draw(painter, float(ICON))
        painter.end()
        picture.setDevicePixelRatio(factor)
        result.addPixmap(picture)
    return result
