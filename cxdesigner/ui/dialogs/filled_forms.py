"""What came back: filled checklists are collected here, and one sees how often each prompt was done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from cxdesigner.document.document import Document
from cxdesigner.document.records import FilledForm, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name
from cxdesigner.formats import form_reports
from cxdesigner.formats.form_reports import ReportRow, followed_words
from cxdesigner.journey.followed import following
from cxdesigner.ui.dialogs.frame import AskWhere, Dialog, Write
from cxdesigner.ui.widgets.label import Label
from cxdesigner.ui.widgets.segmented import Segmented
from cxdesigner.ui.widgets.share_bar import SHARE, ShareBar

VIEWS: dict[str, tuple[str, tuple[str, ...], Callable[[Document, RecordId], list[ReportRow]]]] = {
    "forms": ("Forms", form_reports.FORMS, form_reports.form_rows),
    "prompts": ("Prompts", form_reports.PROMPTS, form_reports.prompt_rows),
    "parts": ("Stages and teams", form_reports.PARTS, form_reports.part_rows),
}
_NOTHING = "No filled checklist has been collected yet. Make one with “Checklist…” as a form, let it be filled in, and collect it here."


class FilledForms(Dialog):
    """The forms that the map keeps, what they say, and the way to more of them.

    `plan` makes edits of the document, `show` brings a record into view.
    """

    def __init__(
        self,
        parent: QWidget | None,
        document: Document,
        map_id: RecordId,
        *,
        plan: Callable[..., bool],
        ask_forms: Callable[[], list[Path]],
        ask_where: AskWhere,
        write: Write,
        show: Callable[[tuple[RecordId, ...]], object] = lambda ids: None,
    ) -> None:
        super().__init__(parent, "Filled checklists", "How often the checklist of this map is followed.")
        self._document, self._map_id = document, map_id
        self._plan, self._ask_forms, self._show = plan, ask_forms, show
        self._ask_where, self._write = ask_where, write
        self._waiting: list[Path] = []
        self._taken: list[FilledForm] = []
        self._told: list[str] = []
        self._asked_for = 0
        self._is_reading = self._is_in_hand = False
        self._rows: list[ReportRow] = []
        self.resize(860, 560)
        self._make_body()
        self._make_foot()
        self._fill()

    def _make_body(self) -> None:
        top = QHBoxLayout()
        self.whole = Label("", "strong", wraps=True)
        self.view = Segmented([(key, row[0]) for key, row in VIEWS.items()], name="What is shown")
        self.view.show_choice("forms")
        self.view.picked.connect(self._fill)
        top.addWidget(self.view)
        top.addStretch(1)
        self.body.addWidget(self.whole)
        self.body.addLayout(top)
        self.table = QTableWidget(0, 0)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setItemDelegate(ShareBar(self.table))
        self.table.setAccessibleName("Filled checklists")
        self.table.itemSelectionChanged.connect(self._follow_selection)
        self.table.itemDoubleClicked.connect(self._show_row)
        self.body.addWidget(self.table, 1)
        self.told = Label("", "detail", wraps=True)
        self.body.addWidget(self.told)

    def _make_foot(self) -> None:
        self.forget = self.add_button("Remove form")
        self.forget.clicked.connect(self._remove)
        self.audit = self.add_button("Audit table…")
        self.audit.clicked.connect(self._save_table)
        self.close_button = self.add_close()
        self.collect_button = self.add_button("Collect forms…", is_primary=True, is_default=True)
        self.collect_button.clicked.connect(self.collect)

    # -- collecting --------------------------------------------------------------------------------------------------

    def collect(self) -> None:
        """Ask for filled forms and read them, one after the other, so that the window stays awake and may stop."""
        if self._is_reading:
            self._waiting.clear()
            return
        self._waiting = self._ask_forms()
        self._taken, self._told, self._asked_for = [], [], len(self._waiting)
        if self._waiting:
            self._is_reading = True
            self.collect_button.setText("Stop")
            QTimer.singleShot(0, self, self._read_next)

    def _read_next(self) -> None:
        if not self._is_reading or self._is_in_hand:
            return
        if not self._waiting:
            self._keep()
            return
        path = self._waiting.pop(0)
        done = self._asked_for - len(self._waiting)
        self.told.setText(f"Reading {done:,} of {self._asked_for:,}: {shown_name(path.name)}")
        self._is_in_hand = True  # The window goes on while a form is read, and so do its clocks.
        try:
            self._take(path)
        except Refused as refusal:
            self._told.append(f"“{shown_name(path.name)}” is not counted: {refusal}")
        except OSError as error:
            self._told.append(f"“{shown_name(path.name)}” cannot be read: {error.strerror or error}.")
        finally:
            self._is_in_hand = False
        QTimer.singleShot(0, self, self._read_next)

    def _take(self, path: Path) -> None:
        from cxdesigner.formats.collecting import collected, form_id
        from cxdesigner.storage.load import read_whole
        from cxdesigner.ui.apart import form_apart
        from cxdesigner.ui.fetching import fetched

        data = fetched(partial(read_whole, path), self, f"Reading “{shown_name(path.name)}”")
        record_id = form_id(data)
        if any(form.id == record_id for form in self._taken):
            raise Refused("the same form was chosen twice.")
        found = collected(self._document, form_apart(data, shown_name(path.name)), record_id, path.name)
        self._taken.append(found.record)
        self._told += [f"“{shown_name(path.name)}”: {note}" for note in found.notes]

    def _keep(self) -> None:
        from cxdesigner.commands.filled_forms import keep_forms

        self._is_reading = False
        self.collect_button.setText("Collect forms…")
        if self._taken:
            self._plan(keep_forms, self._taken)
        many = f"{len(self._taken):,} of {self._asked_for:,} forms collected."
        more = f" … and {len(self._told) - 6:,} more." if len(self._told) > 6 else ""
        self.told.setText(" ".join((many, *self._told[:6])) + more)
        self._fill()

    def is_reading(self) -> bool:
        """Tell whether forms are still being read."""
        return self._is_reading

    def done(self, result: int) -> None:
        """Close; what was read until now is kept."""
        if self._is_reading:
            self._waiting.clear()
            self._keep()
        super().done(result)

    # -- looking -----------------------------------------------------------------------------------------------------

    def _fill(self, key: object = None) -> None:
        _, headers, rows_of = VIEWS[str(self.view.chosen() or "forms")]
        self._rows = rows_of(self._document, self._map_id)
        self.whole.setText(followed_words(following(self._document, self._map_id).whole) or _NOTHING)
        self.table.clear()
        self.table.setColumnCount(len(headers))
        self.table.setHorizontalHeaderLabels(headers)
        self.table.setRowCount(len(self._rows))
        for place, row in enumerate(self._rows):
            followed = row.followed
            for column, cell in enumerate(row.cells):
                self.table.setItem(place, column, QTableWidgetItem(cell))
            ticked = QTableWidgetItem(f"{followed.done:,} of {followed.of:,}")
            ticked.setData(SHARE, followed.share)
            self.table.setItem(place, len(headers) - 1, ticked)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for column in range(len(headers)):
            is_wide = column < 2
            mode = QHeaderView.ResizeMode.Stretch if is_wide else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        header.setSectionResizeMode(len(headers) - 1, QHeaderView.ResizeMode.Fixed)
        self.table.setColumnWidth(len(headers) - 1, 130)
        self.audit.setEnabled(bool(following(self._document, self._map_id).whole.of))
        self._follow_selection()

    def _follow_selection(self) -> None:
        self.forget.setEnabled(self.view.chosen() == "forms" and bool(self._chosen()))

    def _chosen(self) -> tuple[RecordId, ...]:
        places = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        found = (self._rows[place].record_id for place in places if place < len(self._rows))
        return tuple(record_id for record_id in found if record_id is not None)

    def _show_row(self, item: QTableWidgetItem) -> None:
        row = self._rows[item.row()]
        if self.view.chosen() == "prompts" and row.record_id is not None:
            self._show((row.record_id,))
            self.accept()

    # -- doing -------------------------------------------------------------------------------------------------------

    def _remove(self) -> None:
        from cxdesigner.commands.removing import remove

        if self._plan(remove, self._chosen()):
            self._fill()

    def _save_table(self) -> None:
        from cxdesigner.formats.audit_table import write_audit_table

        path = self._ask_where("Save the audit table", ".csv", "CSV (*.csv)")
        if path is not None:
            self._write(path, lambda: write_audit_table(self._document, self._map_id))
