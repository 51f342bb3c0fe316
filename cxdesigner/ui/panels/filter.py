"""What stands out on the map and why: one stage, one way, and what is filtered, in one line above the map."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from cxdesigner.canvas.spotlight import Filter
from cxdesigner.document.document import Document
from cxdesigner.document.reading import channels_of, teams_of
from cxdesigner.document.records import Evidence, Expectation, Status
from cxdesigner.ui.widgets.label import ElidedLabel, set_plain_tooltip

Choices = Iterable[tuple[Hashable, str]]


def _teams(document: Document) -> Choices:
    return [*((team.id, team.title) for team in teams_of(document)), (None, "No team")]


def _channels(document: Document) -> Choices:
    return [*((channel.id, channel.title) for channel in channels_of(document)), (None, "No channel")]


def _statuses(document: Document) -> Choices:
    return [(status, status.value.capitalize()) for status in Status]


def _expectations(document: Document) -> Choices:
    return [*((value, value.value.capitalize()) for value in Expectation), (None, "Nobody has said it")]


def _evidence(document: Document) -> Choices:
    return [*((value, value.value.capitalize()) for value in Evidence), (None, "Nobody has said it")]


FIELDS: tuple[tuple[str, str, Callable[[Document], Choices]], ...] = (
    ("teams", "Team", _teams),
    ("channels", "Channel", _channels),
    ("statuses", "Status", _statuses),
    ("expectations", "Expectation", _expectations),
    ("evidence", "Evidence", _evidence),
)
"""What can be chosen from: the field of `Filter`, what it is called, and its values."""
MARKS = (("moment_of_truth", "Moments of truth"), ("is_bad", "Felt as bad"))


class StayingMenu(QMenu):
    """A menu that stays open while one ticks: several values are chosen with as many clicks."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.activeAction()
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Tells what is picked; who keeps the filter tells it what is shown. With nothing to say it is not there."""

    picked = Signal(object)
    stepped = Signal(int)
    focus_ended = Signal()
    way_stepped = Signal(int)
    way_ended = Signal()
    closed = Signal()

    def __init__(self, document: Callable[[], Document | None]) -> None:
        super().__init__()
        self.setObjectName("filterbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setAccessibleName("Filter")
        self._document = document
        self._filter = Filter()
        self._buttons: dict[str, QPushButton] = {}
        self._focus = self._make_focus()
        self._way = self._make_way()
        self._said = ElidedLabel("", "detail")
        self._clear = _button("Clear", "Let everything stand out again", self._clear_all)
        self._shut = _button("×", "End the filter and close this line (Esc)", self.close_bar)
        self._choices = QWidget()
        choices = QHBoxLayout(self._choices)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(2)
        for name, title, values in FIELDS:
            self._buttons[name] = _button(title, f"Let only touchpoints with this {title.lower()} stand out")
            menu = StayingMenu(self._buttons[name])
            menu.aboutToShow.connect(partial(self._fill, menu, name, values))
            self._buttons[name].setMenu(menu)
            choices.addWidget(self._buttons[name])
        for name, title in MARKS:
            button = self._buttons[name] = _button(title, f"{title}: let only these stand out")
            button.setProperty("role", "segment")
            button.setCheckable(True)
            bold = QFont(button.font())
            bold.setWeight(QFont.Weight.DemiBold)
            button.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(title) + 40)
            button.clicked.connect(partial(self._mark, name))
            choices.addWidget(button)
        choices.addWidget(self._said, 1)
        choices.addWidget(self._clear)
        choices.addWidget(self._shut)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 8, 3)
        row.setSpacing(8)
        row.addWidget(self._focus)
        row.addWidget(self._way)
        row.addWidget(self._choices, 1)
        row.addStretch()
        self._focus.hide()
        self._way.hide()
        self._choices.hide()
        self.hide()

    def _make_focus(self) -> QWidget:
        box = QWidget()
        box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._stage = ElidedLabel("", "bold")
        row.addWidget(_button("←", "The stage before (Ctrl+Page up)", partial(self.stepped.emit, -1)))
        row.addWidget(self._stage)
        row.addWidget(_button("→", "The next stage (Ctrl+Page down)", partial(self.stepped.emit, 1)))
        row.addWidget(_button("Whole journey", "Let all stages stand out again (Esc)", self.focus_ended.emit))
        return box

    def _make_way(self) -> QWidget:
        box = QWidget()
        box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._walked = ElidedLabel("", "bold")
        row.addWidget(_button("←", "The touchpoint before on this way (Alt+Left)", partial(self.way_stepped.emit, -1)))
        row.addWidget(self._walked)
        row.addWidget(_button("→", "The next touchpoint on this way (Alt+Right)", partial(self.way_stepped.emit, 1)))
        row.addWidget(_button("Whole map", "Let everything stand out again (Esc)", self.way_ended.emit))
        return box

    # -- what is shown -------------------------------------------------------------------------------------------------

    def is_open(self) -> bool:
        """Tell whether one can choose what to filter."""
        return not self._choices.isHidden()

    def open_bar(self) -> None:
        """Let somebody choose."""
        self._choices.show()
        self.show()
        self._buttons["teams"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_bar(self) -> None:
        """End the filter and go."""
        self._clear_all()
        self._choices.hide()
        self._show_or_hide()
        self.closed.emit()

    def show_filter(self, filter: Filter, passing: int, of: int) -> None:
        """Show what is filtered and how many touchpoints stand out."""
        self._filter = filter
        document = self._document()
        words = filter.words(document) if document is not None else ""
        self._said.setText(f"Filter: {words} · {passing} of {of}" if filter else "Nothing is filtered")
        self._clear.setEnabled(bool(filter))
        for name, title, _ in FIELDS:
            count = len(getattr(filter, name))
            self._buttons[name].setText(f"{title} {count}" if count else title)
        for name, _ in MARKS:
            self._buttons[name].setChecked(getattr(filter, name))
        if filter:
            self._choices.show()
        self._show_or_hide()

    def show_focus(self, stage_title: str | None) -> None:
        """Show which stage is looked at alone; None: all are."""
        self._focus.setVisible(stage_title is not None)
        if stage_title is not None:
            _say(self._stage, f"Only “{stage_title}”", 220)
        self._show_or_hide()

    def show_way(self, words: str | None) -> None:
        """Show which way stands out, and where one is on it; None: no way."""
        self._way.setVisible(words is not None)
        if words is not None:
            _say(self._walked, words, 320)
        self._show_or_hide()

    def _show_or_hide(self) -> None:
        self.setVisible(not (self._choices.isHidden() and self._focus.isHidden() and self._way.isHidden()))

    def words(self) -> str:
        """Return what it says about the filter."""
        return self._said.text()

    # -- what is picked ------------------------------------------------------------------------------------------------

    def _fill(self, menu: QMenu, name: str, values: Callable[[Document], Choices]) -> None:
        menu.clear()
        document = self._document()
        for value, title in values(document) if document is not None else ():
            action = QAction(title.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(value in getattr(self._filter, name))
            action.toggled.connect(partial(self._pick, name, value))
            menu.addAction(action)

    def _pick(self, name: str, value: Hashable, is_on: bool) -> None:
        chosen = getattr(self._filter, name)
        changed = chosen | {value} if is_on else chosen - {value}
        self._tell({name: frozenset(changed)})

    def _mark(self, name: str, _: bool = False) -> None:
        self._tell({name: self._buttons[name].isChecked()})

    def _tell(self, changes: dict[str, Any]) -> None:
        self.picked.emit(replace(self._filter, **changes))

    def _clear_all(self) -> None:
        if self._filter:
            self.picked.emit(Filter())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)


def _say(label: ElidedLabel, words: str, most: int) -> None:
    """Write words on a label that gets room for them, as far as there is so much."""
    label.setText(words)
    label.setMinimumWidth(min(most, label.fontMetrics().horizontalAdvance(words) + 8))


def _button(text: str, tip: str, pressed: Callable[[], object] | None = None) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "quiet")
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    button.setAccessibleName(tip if len(text) == 1 else text)
    set_plain_tooltip(button, tip)
    if pressed is not None:
        button.clicked.connect(lambda _: pressed())
    return button
