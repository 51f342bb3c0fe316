"""The action plan as a model: one row a step, of which words, owner, date and what is done can be written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from cxdesigner.document.records import RecordId
    from cxdesigner.journey.action_plan import Step

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole

COLUMNS = (
    ("kind", "Kind"),
    ("what", "What"),
    ("stage", "Stage"),
    ("owner", "Owner"),
    ("due", "Due"),
    ("is_done", "Done"),
)
"""Fields of a step and what they are called."""
_WRITTEN = frozenset({"what", "owner", "due"})
_SHOWN = {"added": "+ new", "removed": "− goes", "moved": "→ moves", "changed": "≠ changes", "left over": "○ left over"}

Say = Callable[[str, str, object], object]


class PlanModel(QAbstractTableModel):
    """Knows the steps; what is written is told, and comes back with the next steps."""

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self._steps: list[Step] = []

    def show_steps(self, steps: list[Step]) -> None:
        """Show other steps; where only what they say is another, rows and selection stay."""
        if [step.id for step in steps] == [step.id for step in self._steps]:
            self._steps = steps
            if steps:
                self.dataChanged.emit(self.index(0, 0), self.index(len(steps) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._steps = steps
        self.endResetModel()

    def step(self, row: int) -> Step:
        """Return the step of a row."""
        return self._steps[row]

    def row_of(self, record_id: RecordId) -> int | None:
        """Return the first row about a card, or None."""
        return next((row for row, step in enumerate(self._steps) if step.touchpoint_id == record_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._steps)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return COLUMNS[section][1]
        return None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        step, name = self._steps[index.row()], COLUMNS[index.column()][0]
        if name == "is_done":
            if role == _Role.CheckStateRole:
                return Qt.CheckState.Checked if step.is_done else Qt.CheckState.Unchecked
            return ("done" if step.is_done else "open") if role == _Role.AccessibleTextRole else None
        if role == _Role.DisplayRole:
            return _SHOWN[step.kind] if name == "kind" else str(getattr(step, name))
        if role == _Role.EditRole:
            return str(getattr(step, name))
        if role == _Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        name = COLUMNS[index.column()][0]
        flags = super().flags(index)
        if name in _WRITTEN:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if name == "is_done" else flags

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        step, name = self._steps[index.row()], COLUMNS[index.column()][0]
        if name == "is_done" and role == _Role.CheckStateRole:
            self._say(step.id, name, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role != _Role.EditRole or name not in _WRITTEN or value == getattr(step, name):
            return False
        self._say(step.id, name, "" if name == "what" and value == step.said else str(value))
        return True
