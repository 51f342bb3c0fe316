"""What both copies say differently: read, and decided line by line; whoever just goes on drops nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from cxdesigner.commands.merging import Decision, Side, sides_of
from cxdesigner.document.document import Document
from cxdesigner.document.merging import Conflict, Merged
from cxdesigner.formats.findings import counted
from cxdesigner.formats.merge_words import conflict_name, value_words
from cxdesigner.ui.dialogs.frame import Dialog
from cxdesigner.ui.widgets.label import Label

WHAT, MINE, THEIRS, KEPT = range(4)
_WORDS = {Side.MINE: "Mine", Side.THEIRS: "Theirs", Side.BOTH: "Both"}
_KEYS = {Qt.Key.Key_M: Side.MINE, Qt.Key.Key_T: Side.THEIRS, Qt.Key.Key_B: Side.BOTH}
_COLUMNS = {MINE: Side.MINE, THEIRS: Side.THEIRS}
_SHOWN_CHARACTERS = 600


class MergeDialog(Dialog):
    """A line for each thing to decide: what it is, what mine says, what theirs says, and which is kept."""

    def __init__(
        self, parent: QWidget | None, name: str, document: Document, merged: Merged, *, has_base: bool
    ) -> None:
        super().__init__(parent, f"Merge “{name}”", _about(merged, has_base))
        self._after = document.copy()
        self._after.apply(merged.change)
        self._conflicts = merged.conflicts
        self._sides = [sides_of(self._after, conflict) for conflict in merged.conflicts]
        self._chosen = [sides[0] for sides in self._sides]
        self.resize(900, 540)
        self.table = QTableWidget(len(self._conflicts), 4)
        self._lay_out()
        self.hint = Label(
            "M, T and B decide for mine, theirs or both in the line; a click on one side does too.", "detail"
        )
        self.body.addWidget(self.hint)
        mine = self.add_button("All mine")
        mine.clicked.connect(self.choose_all_mine)
        theirs = self.add_button("All theirs")
        theirs.clicked.connect(self.choose_all_theirs)
        self.foot.addSpacing(16)
        self.add_close("Cancel")
        self.merge = self.add_button("Merge", is_primary=True, is_default=True)
        self.merge.clicked.connect(self.accept)
        self.table.setFocus()

    def decisions(self) -> tuple[Decision, ...]:
        """Return what was decided, line by line."""
        return tuple(Decision(conflict, side) for conflict, side in zip(self._conflicts, self._chosen, strict=True))

    def choose(self, row: int, side: Side) -> None:
        """Decide one line; a side that it does not have is no decision."""
        if 0 <= row < len(self._conflicts) and side in self._sides[row]:
            self._chosen[row] = side
            self._show(row)

    def choose_all_mine(self) -> None:
        """Decide every line for mine."""
        self._choose_all(Side.MINE)

    def choose_all_theirs(self) -> None:
        """Decide every line for theirs."""
        self._choose_all(Side.THEIRS)

    def _choose_all(self, side: Side) -> None:
        for row in range(len(self._conflicts)):
            self.choose(row, side)

    def _lay_out(self) -> None:
        table = self.table
        table.setAccessibleName("What both copies say differently")
        table.setHorizontalHeaderLabels(["What", "Mine", "Theirs", "Keeps"])
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        for row, conflict in enumerate(self._conflicts):
            self._fill(row, conflict)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for column in (WHAT, MINE, THEIRS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(KEPT, QHeaderView.ResizeMode.ResizeToContents)
        table.resizeRowsToContents()
        table.cellClicked.connect(self._click)
        table.installEventFilter(self)
        table.setCurrentCell(0, WHAT)
        self.body.addWidget(table, 1)

    def _fill(self, row: int, conflict: Conflict) -> None:
        texts = (
            conflict_name(self._after, conflict),
            value_words(self._after, conflict.mine),
            value_words(self._after, conflict.theirs),
            "",
        )
        for column, text in enumerate(texts):
            shown = text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"
            item = QTableWidgetItem(shown)
            item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self.table.setItem(row, column, item)
        self._show(row)

    def _show(self, row: int) -> None:
        """Show which side is kept: by its name, and in bold letters."""
        chosen = self._chosen[row]
        for column, side in _COLUMNS.items():
            item = self.table.item(row, column)
            assert item is not None
            font = item.font()
            font.setBold(chosen in (side, Side.BOTH))
            item.setFont(font)
        kept = self.table.item(row, KEPT)
        assert kept is not None
        kept.setText(_WORDS[chosen])

    def _click(self, row: int, column: int) -> None:
        if column in _COLUMNS:
            self.choose(row, _COLUMNS[column])
        elif column == KEPT:
            self._choose_next(row)

    def _choose_next(self, row: int) -> None:
        sides = self._sides[row]
        self.choose(row, sides[(sides.index(self._chosen[row]) + 1) % len(sides)])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.table or event.type() != QEvent.Type.KeyPress:
            return False
        assert isinstance(event, QKeyEvent)
        row = self.table.currentRow()
        if event.key() == Qt.Key.Key_Space and row >= 0:
            self._choose_next(row)
        elif event.key() in _KEYS:
            self.choose(row, _KEYS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            return False
        return True


def _about(merged: Merged, has_base: bool) -> str:
    """Return how much comes in, how it was found out, and what happens to what is not decided."""
    came = f"{counted(merged.added, 'record')} will be added and {merged.changed:,} changed."
    how = (
        "Both copies were compared with the version that they were made from."
        if has_base
        else "No version was found that both were made from, so everything that differs is listed."
    )
    return f"{came} {how} {counted(len(merged.conflicts), 'thing')} to decide. As it stands no text is dropped; where only one can hold, it is mine."
