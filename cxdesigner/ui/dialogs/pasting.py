"""What the columns of a pasted table are, asked before it becomes cards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from cxdesigner.document.document import Document
from cxdesigner.document.text import clean_line
from cxdesigner.formats import pasted
from cxdesigner.formats.imported import Imported
from cxdesigner.ui.dialogs.frame import Dialog
from cxdesigner.ui.widgets.combo import Choice
from cxdesigner.ui.widgets.label import Label
from cxdesigner.ui.widgets.tick_box import TickBox

SHOWN_ROWS = 40
COLUMN_WIDTH = 168
_LONGEST = 200


class Pasting(Dialog):
    """The rows as they came, and above each column what it is; guesses are chosen already."""

    def __init__(self, parent: QWidget | None, document: Document, rows: Sequence[list[str]]) -> None:
        super().__init__(parent, "Paste a table", "Each row becomes a card. Say what the columns are:")
        self._document, self._rows = document, list(rows)
        width = max(map(len, self._rows), default=0)
        self.resize(min(1_000, max(560, 90 + COLUMN_WIDTH * width)), 460)
        self.headings = TickBox("The first row names the columns")
        self.headings.setChecked(pasted.has_headings(self._rows))
        self.headings.toggled.connect(self._guess)
        self.columns = [Choice() for _ in range(width)]
        self.table = QTableWidget(min(len(self._rows), SHOWN_ROWS) + 1, width)
        self.count = Label("", "bold")
        self._lay_out()
        self.add_close("Cancel")
        self.paste = self.add_button("Paste", is_primary=True, is_default=True)
        self.paste.clicked.connect(self.accept)
        self._guess()

    def _lay_out(self) -> None:
        table = self.table
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setAccessibleName("The table on the clipboard")
        table.horizontalHeader().hide()
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for at, choice in enumerate(self.columns):
            choice.set_choices(pasted.meanings().items())
            choice.setAccessibleName(f"What column {at + 1} is")
            choice.picked.connect(self._look_again)
            table.setCellWidget(0, at, choice)
            table.setColumnWidth(at, COLUMN_WIDTH)
        table.setRowHeight(0, 38)
        for number, row in enumerate(self._rows[:SHOWN_ROWS], start=1):
            for at, cell in enumerate(row):
                table.setItem(number, at, QTableWidgetItem(clean_line(cell)[:_LONGEST]))
        self.body.addWidget(self.headings)
        self.body.addWidget(table, 1)
        if len(self._rows) > SHOWN_ROWS:
            self.body.addWidget(Label(f"and {len(self._rows) - SHOWN_ROWS:,} rows more", "detail"))
        self.body.addWidget(self.count)

    def names(self) -> list[str]:
        """Return what each column is: the name of a field, or what `formats/pasted.py` has beside."""
        return [str(choice.chosen() or pasted.UNUSED) for choice in self.columns]

    def made(self) -> Imported:
        """Return the map that the table describes now."""
        return pasted.read_as(self._rows, self.names(), has_headings=self.headings.isChecked())

    def _guess(self, *_: object) -> None:
        names = pasted.guesses(self._rows, self._document, has_headings=self.headings.isChecked())
        for choice, name in zip(self.columns, names, strict=True):
            choice.show_choice(name)
        self._look_again()

    def _look_again(self, *_: object) -> None:
        """Say how many cards there will be, or what is missing."""
        names = self.names()
        count = len(self._rows) - self.headings.isChecked()
        twice = [name for name in set(names) - {pasted.UNUSED, pasted.CUSTOM} if names.count(name) > 1]
        reason = ""
        if "title" not in names:
            reason = "Say which column names the touchpoints."
        elif twice:
            reason = f"Only one column can be “{pasted.meanings()[twice[0]]}”."
        elif not count:
            reason = "There is no row below the first one."
        self.count.setText(reason or (f"{count:,} cards, one a row" if count > 1 else "1 card"))
        self.paste.setEnabled(not reason)
