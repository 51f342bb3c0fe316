"""The other way to see the same document: a table of all touchpoints, every cell open to change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QObject,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.fields import FieldInfo, Kind
from cxdesigner.document.reading import map_of, stages_of
from cxdesigner.document.records import RecordId, Stage
from cxdesigner.ui.panels.form import CREATORS, LISTS, Plan
from cxdesigner.ui.panels.outline_model import COLUMNS, INFO, VALUE, Index, OutlineModel, read_cell
from cxdesigner.ui.widgets.combo import Choice, Naming
from cxdesigner.ui.widgets.tick_box import paint_box
from cxdesigner.ui.widgets.typing import Line

_WIDTHS = {
    "title": 210,
    "stage_id": 120,
    "when": 170,
    "emotion": 64,
    "moment_of_truth": 132,
    "layer": 160,
    "number": 48,
}
_USUAL_WIDTH = 110
_WIDE = 180


class CellDelegate(QStyledItemDelegate):
    """Opens the editor that suits the field of a cell."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        info: FieldInfo = index.data(INFO)
        choices = self._choices(index, info)
        if choices is None:
            line = Line(parent)
            line.setMaxLength(info.most_characters)
            return line
        box = Naming(parent) if info.refers_to in CREATORS else Choice(parent)
        box.set_choices(choices)
        return box

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(INFO).kind is Kind.YES_NO:
            ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            paint_box(
                painter, QRectF(self._tick_rect(option, index)).center(), QApplication.palette(), is_ticked=ticked
            )

    def _tick_rect(self, option: QStyleOptionViewItem, index: Index) -> QRect:
        """Return where Qt takes a click for the tick."""
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        style = shown.widget.style()
        return style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, shown, shown.widget)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, Choice):
            editor.show_choice(index.data(VALUE))
        elif isinstance(editor, Line):
            value = index.data(VALUE)
            editor.setText(value if isinstance(value, str) else str(index.data() or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        info: FieldInfo = index.data(INFO)
        if isinstance(editor, Naming):
            value: object = editor.meant() or editor.new_name() or None
            if value is None and not editor.is_empty():
                return
        elif isinstance(editor, Choice):
            value = editor.chosen()
        else:
            assert isinstance(editor, Line)
            try:
                value = read_cell(info, editor.text())
            except ValueError:
                return
        if value != index.data(VALUE):
            model.setData(index, value, Qt.ItemDataRole.EditRole)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Let Enter settle a name before the cell is left; Qt would leave it a moment later, with or without it."""
        is_enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(editor, Naming) and is_enter and event.type() == QEvent.Type.KeyPress and not editor.is_listing():
            editor.enter()
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            return True
        return super().eventFilter(editor, event)

    def _choices(self, index: Index, info: FieldInfo) -> Sequence[tuple[object, str]] | None:
        model = index.model()
        assert isinstance(model, OutlineModel)
        document = model.document
        assert document is not None
        if info.choices is not None:
            empty = [] if info.name == "status" else [(None, "—")]
            return [*empty, *((choice, choice.value) for choice in info.choices)]
        if info.refers_to is Stage:
            map_id = map_of(document, document.touchpoint(model.id_at(index.row())))
            return [(stage.id, stage.title) for stage in stages_of(document, map_id)] if map_id else []
        if info.refers_to is not None:
            listed = LISTS[info.refers_to](document) if info.refers_to in LISTS else document.all(info.refers_to)
            return [(None, "—"), *((record.id, getattr(record, "title", "")) for record in listed)]
        if info.kind is Kind.SCALE:
            steps = range(int(info.least), int(info.most) + 1)
            return [(None, "—"), *((step, str(step).replace("-", "−")) for step in steps)]
        return None


class Outline(QTableView):
    """The table. Selecting rows selects their cards, and the other way round."""

    picked = Signal(tuple)

    def __init__(self, plan: Plan, seal: Callable[[], None]) -> None:
        super().__init__()
        self._model = OutlineModel(plan, seal)
        self._is_following = False
        self.setModel(self._model)
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleName("Table of touchpoints")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.verticalHeader().setDefaultSectionSize(28)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, info in enumerate(COLUMNS):
            usual = _WIDE if info.kind in (Kind.TEXT, Kind.PARTS) else _USUAL_WIDTH
            self.setColumnWidth(column, _WIDTHS.get(info.name, usual))

    def table(self) -> OutlineModel:
        """Return the model."""
        return self._model

    def show_map(self, document: Document | None, map_id: RecordId | None) -> None:
        """Show the touchpoints of a map."""
        with _Following(self):
            self._model.show_map(document, map_id)

    def follow(self, change: Change, selection: Sequence[RecordId]) -> None:
        """Look again after a change."""
        with _Following(self):
            self._model.follow(change)
        self.show_selection(selection)

    def show_selection(self, record_ids: Sequence[RecordId]) -> None:
        """Select the rows of cards that are selected elsewhere."""
        rows = [row for row in map(self._model.row_of, record_ids) if row is not None]
        now = {index.row() for index in self.selectionModel().selectedRows()}
        if now == set(rows):
            return
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self._model.index(row, 0), self._model.index(row, len(COLUMNS) - 1))
        with _Following(self):
            self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if rows:
                column = max(0, self.currentIndex().column())
                present = self._model.index(rows[0], column)
                self.selectionModel().setCurrentIndex(present, QItemSelectionModel.SelectionFlag.NoUpdate)
                self.scrollTo(present)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._is_following:
            rows = sorted(index.row() for index in self.selectionModel().selectedRows())
            self.picked.emit(tuple(self._model.id_at(row) for row in rows))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.isVisible():
            self.scrollTo(current)


class _Following:
    """While it lasts, the table follows somebody else and tells nothing."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline

    def __enter__(self) -> None:
        self._outline._is_following = True

    def __exit__(self, *_: object) -> None:
        self._outline._is_following = False
