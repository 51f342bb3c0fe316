"""All touchpoints of a map as a table over the document: rows along the journey, columns from the field table."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from cxdesigner.canvas.speech import spoken_touchpoint
from cxdesigner.commands.values import set_value
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.fields import FIELDS, FieldInfo, Kind
from cxdesigner.document.fields import field as field_of
from cxdesigner.document.reading import touchpoints_of
from cxdesigner.document.records import RecordId, Touchpoint
from cxdesigner.ui.panels.editors import number_text, read_number
from cxdesigner.ui.panels.form import CREATORS, Plan, refer_to_name, suggested_layer
from cxdesigner.ui.widgets.label import plain_tooltip

Index = QModelIndex | QPersistentModelIndex

_FIRST = ("stage_id", "title", "channel_id", "team_id", "when", "emotion", "expectation", "moment_of_truth", "status")
COLUMNS: tuple[FieldInfo, ...] = (
    *(field_of(Touchpoint, name) for name in _FIRST),
    *(info for info in FIELDS[Touchpoint] if not info.hidden and info.name not in _FIRST),
)
"""Every field that people see: first what is asked for most."""
INFO = Qt.ItemDataRole.UserRole
VALUE = Qt.ItemDataRole.UserRole + 1
_DISPLAY = Qt.ItemDataRole.DisplayRole


class OutlineModel(QAbstractTableModel):
    """Reads the document, keeps only the order of the rows, and plans what is typed."""

    def __init__(self, plan: Plan, seal: Callable[[], None]) -> None:
        super().__init__()
        self._plan, self._seal = plan, seal
        self.document: Document | None = None
        self._map_id: RecordId | None = None
        self._ids: list[RecordId] = []
        self._rows: dict[RecordId, int] = {}

    @property
    def quiet(self) -> QColor:
        """The colour of what nobody has said."""
        return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)

    def show_map(self, document: Document | None, map_id: RecordId | None) -> None:
        """Show the touchpoints of a map."""
        self.beginResetModel()
        self.document, self._map_id = document, map_id
        self._take_ids()
        self.endResetModel()

    def follow(self, change: Change) -> None:
        """Look again after a change: single cells where the rows stay, everything where they do not."""
        if self.document is None or self._map_id is None or self._map_id not in self.document:
            return
        ids = [touchpoint.id for touchpoint in touchpoints_of(self.document, self._map_id)]
        if ids != self._ids:
            self.beginResetModel()
            self._take_ids()
            self.endResetModel()
        elif ids:
            rows = [self._rows[i] for i in change.edits if i in self._rows]
            first, last = (min(rows), max(rows)) if len(rows) == len(change.edits) else (0, len(ids) - 1)
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

    def id_at(self, row: int) -> RecordId:
        """Return which touchpoint stands in a row."""
        return self._ids[row]

    def row_of(self, record_id: RecordId) -> int | None:
        """Return in which row a touchpoint stands."""
        return self._rows.get(record_id)

    # -- Qt ----------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return COLUMNS[section].label
            if role == Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(COLUMNS[section].help)
        elif role == Qt.ItemDataRole.DisplayRole:
            return section + 1
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        info = COLUMNS[index.column()]
        if info.kind is Kind.YES_NO:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags if info.kind is Kind.PARTS else flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self.document is None:
            return None
        info = COLUMNS[index.column()]
        if role == INFO:
            return info
        value = getattr(self.document.touchpoint(self._ids[index.row()]), info.name)
        if role == VALUE:
            return value
        if info.name == "layer" and value is None and role in (_DISPLAY, Qt.ItemDataRole.ForegroundRole):
            touchpoint = self.document.touchpoint(self._ids[index.row()])
            return suggested_layer(self.document, (touchpoint,)) if role == _DISPLAY else self.quiet
        if role == Qt.ItemDataRole.CheckStateRole and info.kind is Kind.YES_NO:
            return Qt.CheckState.Checked if value else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(self.document, info, value)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index, info, value)
        if role == Qt.ItemDataRole.ToolTipRole:
            text = shown(self.document, info, value)
            return plain_tooltip(text) if len(text) > 24 else None
        return None

    def _spoken(self, index: Index, info: FieldInfo, value: Any) -> str:
        """Return what a screen reader says of a cell: of the title, one sentence about the whole row."""
        assert self.document is not None
        if info.name == "title":
            return spoken_touchpoint(self.document, self.document.touchpoint(self._ids[index.row()]))
        if info.kind is Kind.YES_NO:
            return f"{info.label}: {'yes' if value else 'no'}"
        return f"{info.label}: {shown(self.document, info, value) or 'nothing said'}"

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        info = COLUMNS[index.column()]
        record_id = self._ids[index.row()]
        if info.kind is Kind.YES_NO:
            if role != Qt.ItemDataRole.CheckStateRole:
                return False
            value = Qt.CheckState(value) == Qt.CheckState.Checked
        if info.refers_to in CREATORS and isinstance(value, str) and value and value not in (self.document or ()):
            done = self._plan(refer_to_name, (record_id,), info, value)
        elif info.required and not value:
            return False
        else:
            done = self._plan(set_value, record_id, info.name, value)
        self._seal()
        return done

    def _take_ids(self) -> None:
        known = self.document is not None and self._map_id is not None
        self._ids = [tp.id for tp in touchpoints_of(self.document, self._map_id)] if known else []  # type: ignore[arg-type]
        self._rows = {record_id: row for row, record_id in enumerate(self._ids)}


def shown(document: Document, info: FieldInfo, value: Any) -> str:
    """Return the text of a cell."""
    if value is None or info.kind is Kind.YES_NO:
        return ""
    if info.refers_to is not None:
        return document.title_of(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return "; ".join(str(getattr(part, "text", "") or getattr(part, "title", "")) for part in value)
    if isinstance(value, (int, float)):
        sign = "+" if info.least < 0 and info.kind is Kind.SCALE and value > 0 else ""
        return sign + number_text(value).replace("-", "−")
    return " ".join(str(value).split())


def read_cell(info: FieldInfo, text: str) -> object:
    """Return what a typed number or text says; raises ValueError where it says nothing that the field takes."""
    if info.kind in (Kind.NUMBER, Kind.INTEGER, Kind.SCALE):
        if not text.strip():
            return None
        number = read_number(text)
        if number is None or not info.least <= number <= info.most:
            raise ValueError(text)
        return number if info.kind is Kind.NUMBER else int(number)
    return text
