"""What came in from a table, and which rows were not understood: nothing is dropped silently."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from cxdesigner.document.text import clean_line, shown_name
from cxdesigner.ui.dialogs.frame import Dialog
from cxdesigner.ui.widgets.label import Label

if TYPE_CHECKING:
    from cxdesigner.formats import RowProblem


class ImportResult(Dialog):
    """Counts, notes, and a table of the rows that need a look."""

    def __init__(
        self, parent: QWidget | None, name: str, summary: str, problems: Sequence[RowProblem], notes: Sequence[str] = ()
    ) -> None:
        count = len(problems)
        rows = "One row was" if count == 1 else f"{count:,} rows were"
        super().__init__(parent, f"“{shown_name(name)}” is open", f"It holds {summary}. {rows} not fully understood:")
        self._problems = list(problems)
        self.resize(720, 420)
        self.table = QTableWidget(count, 3)
        self.table.setHorizontalHeaderLabels(["Row", "Why", "It reads"])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setWordWrap(True)
        for row, problem in enumerate(problems):
            for column, text in enumerate((str(problem.row), problem.reason, clean_line(problem.text)[:500])):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                self.table.setItem(row, column, item)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.resizeRowsToContents()
        self.body.addWidget(self.table, 1)
        for note in notes:
            self.body.addWidget(Label(note, "detail", wraps=True))
        copy = self.add_button("Copy the list")
        copy.clicked.connect(self.copy)
        close = self.add_button("Go to the map", is_primary=True, is_default=True)
        close.clicked.connect(self.accept)

    def copy(self) -> None:
        """Put the list on the clipboard, one row a line."""
        QGuiApplication.clipboard().setText("\n".join(str(problem) for problem in self._problems))
