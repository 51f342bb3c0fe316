"""The problems of a map as a list: the gravest first, and many of one kind folded into one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from cxdesigner.journey.rules import Problem

Index = QModelIndex | QPersistentModelIndex

ORDER = ("error", "warning", "hint")
PROBLEM = Qt.ItemDataRole.UserRole
MANY = 4
"""So many findings of one rule, and more, stand behind one row that opens."""


@dataclass(frozen=True, slots=True)
class Group:
    """The row for all that one rule found."""

    rule: str
    severity: str
    title: str
    count: int
    is_open: bool


class ProblemModel(QAbstractListModel):
    """Rows are problems, and groups of them."""

    def __init__(self) -> None:
        super().__init__()
        self._problems: list[Problem] = []
        self._titles: dict[str, str] = {}
        self._opened: set[str] = set()
        self._rows: list[Problem | Group] = []

    def show_problems(self, problems: Sequence[Problem], titles: dict[str, str]) -> None:
        """Take other problems, and what the rules are called; the same ones change nothing."""
        ordered = sorted(problems, key=lambda problem: ORDER.index(str(problem.severity)))
        if ordered != self._problems:
            self._problems, self._titles = ordered, titles
            self._arrange()

    def toggle(self, group: Group) -> None:
        """Open a group, or close it."""
        self._opened ^= {group.rule}
        self._arrange()

    def problems_of(self, row: Problem | Group) -> tuple[Problem, ...]:
        """Return the finding of a row, or all findings of a group."""
        if isinstance(row, Group):
            return tuple(problem for problem in self._problems if problem.rule == row.rule)
        return (row,)

    def place_of(self, row: Problem | Group) -> int | None:
        """Return where a row stands now, or None where it is gone; a group is the same one however many it counts."""
        is_group = isinstance(row, Group)
        same = (isinstance(it, Group) and it.rule == row.rule if is_group else it == row for it in self._rows)
        return next((place for place, is_same in enumerate(same) if is_same), None)

    def title(self, problem: Problem) -> str:
        """Return what the rule is called that found a problem."""
        return self._titles.get(problem.rule, problem.rule)

    def is_inside(self, problem: Problem) -> bool:
        """Tell whether a problem stands below the row of its group."""
        return problem.rule in self._opened and any(
            isinstance(row, Group) and row.rule == problem.rule for row in self._rows
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == PROBLEM:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            text = f"{row.title} ({row.count})" if isinstance(row, Group) else row.message
            return text if role == Qt.ItemDataRole.DisplayRole else f"{row.severity}: {text}"
        return None

    def _arrange(self) -> None:
        self.beginResetModel()
        self._rows = []
        done: set[str] = set()
        for problem in self._problems:
            if problem.rule in done:
                continue
            same = [other for other in self._problems if other.rule == problem.rule]
            done.add(problem.rule)
            if len(same) >= MANY:
                is_open = problem.rule in self._opened
                group = Group(problem.rule, str(problem.severity), self.title(problem), len(same), is_open)
                self._rows.append(group)
                same = same if is_open else []
            self._rows.extend(same)
        self.endResetModel()
