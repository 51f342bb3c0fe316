"""Every key that does something, on one page."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cxdesigner.ui.actions.menus import MENUS
from cxdesigner.ui.actions.spec import ActionSpec
from cxdesigner.ui.dialogs.frame import Dialog
from cxdesigner.ui.widgets.label import Label

GESTURES = (
    ("In the map", ""),
    ("Arrows", "go from card to card"),
    ("Ctrl and arrows", "move the card"),
    ("F2, double click", "rename in place"),
    ("Drag", "move; drop between two columns to make room"),
    ("Drag the round handle", "link to another card"),
    ("L, then click or Enter", "link from the selected card to the next"),
    ("Enter", "add a card after the selected one"),
    ("Shift or Ctrl, click", "select several: cards, stages, teams"),
    ("Ctrl and wheel", "zoom to the pointer"),
    ("Space or middle button, drag", "move the map"),
    ("Esc", "put back what is being dragged"),
    ("In quick entry", ""),
    ("Tab", "next part"),
    ("Enter", "add after the selected card"),
    ("Paste several lines", "several cards at once"),
)


class Shortcuts(Dialog):
    """Keys of the menus at the left, gestures at the right."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "Keys and gestures")
        columns = QHBoxLayout()
        columns.setSpacing(40)
        menus = [_rows_of(menu.text.replace("&", ""), menu.actions) for menu in MENUS]
        columns.addLayout(_column([row for rows in menus[:3] for row in rows]))
        columns.addLayout(_column([*(row for rows in menus[3:] for row in rows), *GESTURES]))
        self.body.addLayout(columns)
        self.add_close().setDefault(True)


def keys_of(spec: ActionSpec) -> str:
    """Return the keys of an action as people read them."""
    if isinstance(spec.shortcut, tuple):
        return " or ".join(_native(QKeySequence(keys)) for keys in spec.shortcut)
    return _native(QKeySequence(spec.shortcut)) if spec.shortcut else ""


def _native(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def _rows_of(title: str, actions: tuple[ActionSpec, ...]) -> list[tuple[str, str]]:
    rows = [(keys_of(spec), _words(spec)) for spec in actions if keys_of(spec)]
    return [(title, ""), *rows] if rows else []


def _words(spec: ActionSpec) -> str:
    text = spec.text.replace("&", "").rstrip("…")
    menu = spec.submenu.replace("&", "")
    return f"{menu}: {text}" if menu else text


def _column(rows: list[tuple[str, str]]) -> QVBoxLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(3)
    for number, (keys, words) in enumerate(rows):
        if words:
            grid.addWidget(Label(keys, "detail"), number, 0)
            grid.addWidget(Label(words), number, 1)
        else:
            heading = Label(keys, "bold")
            heading.setContentsMargins(0, 8 if number else 0, 0, 0)
            grid.addWidget(heading, number, 0, 1, 2)
    column = QVBoxLayout()
    column.addLayout(grid)
    column.addStretch(1)
    return column
