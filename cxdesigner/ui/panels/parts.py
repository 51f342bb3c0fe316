"""Lists of parts in a record: prompts, clues, measures, custom fields; add, change, order, take away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from cxdesigner.document.fields import PART_FIELDS, FieldInfo
from cxdesigner.document.records import Clue, CustomField, Measure, Part, Prompt, new_id
from cxdesigner.document.text import clean_line
from cxdesigner.ui.panels.editors import EDITORS, ChoiceEditor, Editor, number_text
from cxdesigner.ui.widgets.label import Label, set_plain_tooltip
from cxdesigner.ui.widgets.throwing_away import throw_away
from cxdesigner.ui.widgets.typing import Line

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent


def new_prompt(text: str) -> Prompt:
    """Return a prompt with an id of its own."""
    return Prompt(id=new_id(), text=text)


def _new_custom(text: str) -> CustomField:
    title, _, value = text.partition(":")
    return CustomField(title=clean_line(title) or text, value=value.strip())


NEW: dict[type, tuple[Callable[[str], Any], str]] = {
    Prompt: (new_prompt, "Add a prompt, then Enter"),
    Clue: (lambda text: Clue(text=text), "Add a clue, then Enter"),
    Measure: (lambda text: Measure(title=text), "Add a measure, then Enter"),
    CustomField: (_new_custom, "Field: value, then Enter"),
}
"""How a line becomes a part, and what the empty line says."""


def part_fields(part_type: type) -> list[FieldInfo]:
    """Return the fields of a part that people see, the main one first."""
    return [info for info in PART_FIELDS[part_type] if not info.hidden]


class AddLine(Line):
    """An empty line: Enter makes a new part of what it says, and so does leaving it. Esc empties it."""

    given = Signal(str)

    def settle(self) -> None:
        """Make a part of what is typed, if anything is."""
        text = clean_line(self.text())
        self.clear()
        if text:
            self.given.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()
        super().focusOutEvent(event)


class PartRow(QFrame):
    """One part: its main field, what else is known of it in small letters, and the rest when opened."""

    edited = Signal(str, object)
    left = Signal()
    move_asked = Signal(int)
    removal_asked = Signal()

    def __init__(self, part_type: type) -> None:
        super().__init__()
        self.setObjectName("prompt")
        self._fields = part_fields(part_type)
        self._part: Any = None
        self._editors: dict[str, Editor] = {}
        self._main = Line()
        self._main.setProperty("role", "bare")
        self._main.setMaxLength(self._fields[0].most_characters)
        self._main.setAccessibleName(self._fields[0].label)
        self._main.edited.connect(partial(self._tell, self._fields[0].name))
        self._main.left.connect(self.left)
        self._summary = Label("", "small", wraps=True)
        self._more = self._tool("…", "More")
        self._more.clicked.connect(self._open_menu)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self._main, 1)
        top.addWidget(self._more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 3, 4, 3)
        self._column.setSpacing(2)
        self._column.addLayout(top)
        self._column.addWidget(self._summary)
        self._details: QWidget | None = None

    def focus(self) -> None:
        self._main.setFocus()

    def show_part(self, part: Part) -> None:
        """Show a part without telling anybody."""
        self._part = part
        self._main.show_text(str(getattr(part, self._fields[0].name)))
        set_plain_tooltip(self._main, self._main.text() if len(self._main.text()) > 40 else "")
        said = [(info.label, _said(getattr(part, info.name))) for info in self._fields[1:]]
        self._summary.setText(" · ".join(text for _, text in said if text))
        is_open = self._details is not None and self._details.isVisibleTo(self)
        self._summary.setVisible(bool(self._summary.text()) and not is_open)
        for name, editor in self._editors.items():
            editor.show_value(getattr(part, name))

    def open(self, is_open: bool = True) -> None:
        """Show or hide the fields beside the main one."""
        if self._details is None and is_open:
            self._details = self._make_details()
            self._column.addWidget(self._details)
        if self._details is not None:
            self._details.setVisible(is_open)
        self._summary.setVisible(not is_open and bool(self._summary.text()))

    def is_open(self) -> bool:
        return self._details is not None and self._details.isVisibleTo(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_asked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def menu(self) -> QMenu:
        """Return what can be done with it. Whoever shows it deletes it."""
        menu = QMenu(self)
        if len(self._fields) > 1:
            words = ", ".join(info.label.lower() for info in self._fields[1:])
            menu.addAction(
                "Hide the rest" if self.is_open() else words.capitalize(), partial(self.open, not self.is_open())
            )
            menu.addSeparator()
        menu.addAction("Move up\tAlt+Up", partial(self.move_asked.emit, -1))
        menu.addAction("Move down\tAlt+Down", partial(self.move_asked.emit, 1))
        menu.addSeparator()
        menu.addAction("Remove", self.removal_asked.emit)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _make_details(self) -> QWidget:
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 4, 4)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(8)
        for row, info in enumerate(self._fields[1:]):
            editor = ChoiceEditor(info, inside) if info.choices is not None else EDITORS[info.kind](info, inside)
            editor.show_value(getattr(self._part, info.name))
            editor.changed.connect(partial(self._tell, info.name))
            editor.left.connect(self.left)
            self._editors[info.name] = editor
            grid.addWidget(Label(info.label, "small"), row, 0)
            grid.addWidget(editor, row, 1)
        return inside

    def _tool(self, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setAccessibleName(tip)
        set_plain_tooltip(button, tip)
        return button

    def _tell(self, name: str, value: object) -> None:
        self.edited.emit(name, value)


class PartsEditor(Editor):
    """A list of parts, and a line that adds one."""

    def __init__(self, info: FieldInfo, parent: QWidget | None = None) -> None:
        super().__init__(info, parent)
        assert info.part is not None
        self._part_type = info.part
        self._parts: tuple[Any, ...] = ()
        self._rows: list[PartRow] = []
        self._column.setSpacing(4)
        self._add = AddLine()
        make, hint = NEW[self._part_type]
        self._make = make
        self._add.setPlaceholderText(hint)
        self._add.given.connect(self._append)
        self._hold(self._add)
        self._mixed = Label("The selected cards differ here; select one of them to change it.", "small", wraps=True)
        self._mixed.hide()
        self._column.addWidget(self._mixed)

    def rows(self) -> list[PartRow]:
        """Return the rows from top to bottom."""
        return list(self._rows)

    def settle(self) -> None:
        self._add.settle()

    def drop_typed(self) -> None:
        self._add.clear()

    def show_value(self, value: object, *, is_mixed: bool = False) -> None:
        parts = () if is_mixed or not isinstance(value, tuple) else value
        self._mixed.setVisible(is_mixed)
        self._add.setVisible(not is_mixed)
        while len(self._rows) > len(parts):
            self._drop_row(self._rows[-1])
        while len(self._rows) < len(parts):
            self._new_row(len(self._rows))
        self._parts = parts
        for row, part in zip(self._rows, parts, strict=True):
            row.show_part(part)

    def _new_row(self, place: int) -> None:
        row = PartRow(self._part_type)
        row.edited.connect(partial(self._change, row))
        row.left.connect(self.left)
        row.move_asked.connect(partial(self._move, row))
        row.removal_asked.connect(partial(self._remove, row))
        self._rows.append(row)
        self._column.insertWidget(place, row)

    def _drop_row(self, row: PartRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        throw_away(row)

    def _append(self, text: str) -> None:
        self.changed.emit((*self._parts, self._make(text)))
        self.left.emit()

    def _change(self, row: PartRow, name: str, value: object) -> None:
        place = self._rows.index(row)
        if name == part_fields(self._part_type)[0].name and not str(value).strip():
            return
        changed = replace(self._parts[place], **{name: value})
        self.changed.emit((*self._parts[:place], changed, *self._parts[place + 1 :]))

    def _move(self, row: PartRow, by: int) -> None:
        place = self._rows.index(row)
        other = place + by
        if 0 <= other < len(self._parts):
            parts = list(self._parts)
            parts[place], parts[other] = parts[other], parts[place]
            self.changed.emit(tuple(parts))
            self.left.emit()
            self._rows[other].focus()

    def _remove(self, row: PartRow) -> None:
        place = self._rows.index(row)
        self.changed.emit((*self._parts[:place], *self._parts[place + 1 :]))
        self.left.emit()


def _said(value: object) -> str:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return value
    return number_text(value)
