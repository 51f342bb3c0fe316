"""Every key that does something, on one page that can be searched."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from cxdesigner.canvas.key_words import GROUPS
from cxdesigner.ui.actions.menus import MENUS
from cxdesigner.ui.actions.spec import ActionSpec
from cxdesigner.ui.dialogs.frame import Dialog
from cxdesigner.ui.finding import plain
from cxdesigner.ui.widgets.label import Label

WIDTH, HEIGHT = 1040, 680
OF_SCREEN = 0.9
"""The page takes no more than this of the screen."""
COLUMNS = 2

Rows = list[tuple[str, str]]


def groups() -> list[tuple[str, Rows]]:
    """Return all keys in groups: those of the map, and those of each menu."""
    on_map = [(title, [(row.keys, row.words) for row in rows]) for title, rows in GROUPS]
    in_menus = [(f"{menu.text.replace('&', '')} menu", _rows_of(menu.actions)) for menu in MENUS]
    return [(title, rows) for title, rows in [*on_map, *in_menus] if rows]


class Shortcuts(Dialog):
    """Groups of keys in columns; what is typed at the top leaves only the rows that say it."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "Keys and gestures")
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find a key or what it does …")
        self.field.setAccessibleName("Find a key")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self.look_for)
        self.body.addWidget(self.field)
        self._groups: list[_Group] = []
        page = QWidget()
        across = QHBoxLayout(page)
        across.setContentsMargins(0, 0, 12, 0)
        across.setSpacing(40)
        for column in _in_columns(groups()):
            down = QVBoxLayout()
            down.setSpacing(0)
            for title, rows in column:
                self._groups.append(_group(title, rows))
                down.addWidget(self._groups[-1].box)
            down.addStretch(1)
            across.addLayout(down, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        self.body.addWidget(area, 1)
        self.add_close()
        room = (self.screen() or QGuiApplication.primaryScreen()).availableSize() * OF_SCREEN
        self.resize(min(WIDTH, room.width()), min(HEIGHT, room.height()))
        self.field.setFocus()

    def look_for(self, words: str) -> None:
        """Leave only the rows that say all these words."""
        wanted = plain(words).split()
        for group in self._groups:
            any_shown = False
            for text, labels in group.rows:
                is_shown = all(word in text for word in wanted)
                any_shown = any_shown or is_shown
                for label in labels:
                    label.setVisible(is_shown)
            group.box.setVisible(any_shown)

    def shown(self) -> list[str]:
        """Return what the rows say that are shown."""
        return [text for group in self._groups for text, labels in group.rows if not labels[0].isHidden()]


class _Group(NamedTuple):
    box: QWidget
    rows: list[tuple[str, tuple[Label, Label]]]


def _group(title: str, rows: Rows) -> _Group:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 14)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(3)
    grid.setColumnMinimumWidth(0, 190)
    grid.setColumnStretch(1, 1)
    grid.addWidget(Label(title, "bold"), 0, 0, 1, 2)
    made = []
    for number, (keys, words) in enumerate(rows, start=1):
        labels = Label(keys, "detail"), Label(words, wraps=True)
        grid.addWidget(labels[0], number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(labels[1], number, 1)
        made.append((plain(f"{title} {keys} {words}"), labels))
    return _Group(box, made)


def _in_columns(all_groups: list[tuple[str, Rows]]) -> list[list[tuple[str, Rows]]]:
    """Return groups in columns that are about as long, in reading order."""
    most = sum(len(rows) + 2 for _, rows in all_groups) / COLUMNS
    columns: list[list[tuple[str, Rows]]] = [[]]
    taken = 0
    for title, rows in all_groups:
        if taken and taken + len(rows) / 2 > most and len(columns) < COLUMNS:
            columns.append([])
            taken = 0
        columns[-1].append((title, rows))
        taken += len(rows) + 2
    return columns


def keys_of(spec: ActionSpec) -> str:
    """Return the keys of an action as people read them."""
    if isinstance(spec.shortcut, tuple):
        return " or ".join(_native(QKeySequence(keys)) for keys in spec.shortcut)
    return _native(QKeySequence(spec.shortcut)) if spec.shortcut else ""


def _native(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def _rows_of(actions: tuple[ActionSpec, ...]) -> Rows:
    return [(keys_of(spec), _words(spec)) for spec in actions if keys_of(spec)]


def _words(spec: ActionSpec) -> str:
    text = spec.text.replace("&", "").rstrip("…")
    menu = spec.submenu.replace("&", "")
    return f"{menu}: {text}" if menu else text
