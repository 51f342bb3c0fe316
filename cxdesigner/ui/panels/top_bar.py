"""The line above the map: which map this is, what its lanes are, finding, and the two ways to paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from cxdesigner.document.fields import field as field_of
from cxdesigner.document.records import LaneKind, Map
from cxdesigner.document.text import clean_line
from cxdesigner.ui.widgets.label import ElidedLabel, Label, set_plain_tooltip
from cxdesigner.ui.widgets.segmented import Segmented
from cxdesigner.ui.widgets.typing import Line

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent

_LANES = ((LaneKind.TEAM, "Team"), (LaneKind.CHANNEL, "Channel"), (LaneKind.LAYER, "Layer"))
TITLE_WIDTH = 200
"""So much of a title is always seen."""
WIDE = 1100
"""In narrower windows what explains gives way to what is pressed."""
_BOTH = (LaneKind.TEAM_AND_CHANNEL, "Team › Channel")


class FindField(QLineEdit):
    """Words to look for. Enter goes to the next place, Shift+Enter to the one before, Esc lets go."""

    looked_for = Signal(str)
    stepped = Signal(int)
    let_go = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "find")
        self.setPlaceholderText("Find a touchpoint, team, word …")
        self.setAccessibleName("Find")
        self.setMaxLength(200)
        self.setMinimumWidth(150)
        self.setMaximumWidth(340)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(self.looked_for)
        self._count = Label("", "small", parent=self)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.show_count("")

    def show_count(self, text: str) -> None:
        """Say at the right end how many were found; with nothing looked for, the key that leads here."""
        self._count.setText(text or ("" if self.text() else "Ctrl F"))
        self._count.adjustSize()
        self.setTextMargins(0, 0, self._count.width() + 8, 0)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Down:
            self.stepped.emit(1)
        elif event.key() == Qt.Key.Key_Up:
            self.stepped.emit(-1)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.looked_for.emit("")
            self.let_go.emit()
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        self._count.setGeometry(self.width() - self._count.width() - 14, 0, self._count.width(), self.height())


class TitleField(Line):
    """The title while it is changed. Enter and leaving take it, Esc leaves it as it was."""

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "title")
        self.setAccessibleName("Title of the map")
        self.setMaxLength(field_of(Map, "title").most_characters)
        self.setMinimumWidth(260)
        self.hide()

    def begin(self, title: str) -> None:
        """Show the title, marked as a whole."""
        self.setText(title)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self._end("")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._end(self.text())

    def _end(self, title: str) -> None:
        if not self.isHidden():
            self.hide()
            self.taken.emit(clean_line(title))


class TopBar(QWidget):
    """Shows what is told and tells what is pressed; it knows no document."""

    lanes_picked = Signal(object)
    wall_asked = Signal()
    checklist_asked = Signal()
    title_pressed = Signal()
    retitled = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self._title = ElidedLabel("", "title")
        self._about = ElidedLabel("", "detail")
        self._title.setCursor(Qt.CursorShape.PointingHandCursor)
        self.title_field = TitleField()
        self.title_field.taken.connect(self._take_title)
        self.lanes = Segmented(name="Lanes by", leaves_keys=True)
        for kind, text in (*_LANES, _BOTH):
            self.lanes.add(kind, text)
        self.lanes.picked.connect(self.lanes_picked)
        self.find_field = FindField()
        self.checklist = QPushButton("Checklist…")
        self.checklist.clicked.connect(self._ask_checklist)
        self.wall = QPushButton("Wall diagram…")
        self.wall.setProperty("role", "primary")
        self.wall.clicked.connect(self._ask_wall)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self.title_field, 1)
        row.addWidget(self._about, 1)
        row.addSpacing(8)
        self._lanes_by = Label("Lanes by", "detail")
        row.addWidget(self._lanes_by)
        row.addWidget(self.lanes)
        row.addSpacing(8)
        row.addWidget(self.find_field, 2)
        row.addStretch()  # Takes only what the words before it leave.
        row.addWidget(self.checklist)
        row.addWidget(self.wall)

    def show_map(self, map: Map) -> None:
        """Show the title, the kind and the customer of a map, and its lanes."""
        self._title.setText(map.title)
        self._title.setMinimumWidth(min(self._title.fontMetrics().horizontalAdvance(map.title) + 4, TITLE_WIDTH))
        about = " · ".join(part for part in (map.kind.value, map.customer) if part)
        self._about.setText(about)
        set_plain_tooltip(self._about, map.scenario)
        self.lanes.show_choice(map.lanes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for words in (self._about, self._lanes_by):
            words.setVisible(self.width() >= WIDE)

    def mouseReleaseEvent(self, event: object) -> None:
        if self.title_field.isHidden():
            self.title_pressed.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._title.geometry().contains(event.position().toPoint()):
            self.edit_title()

    def edit_title(self) -> None:
        """Let the title be changed where it stands."""
        self._title.hide()
        self.title_field.begin(self._title.text())

    def _take_title(self, title: str) -> None:
        self._title.show()
        if title and title != self._title.text():
            self.retitled.emit(title)

    def _ask_checklist(self) -> None:
        self.checklist_asked.emit()

    def _ask_wall(self) -> None:
        self.wall_asked.emit()
