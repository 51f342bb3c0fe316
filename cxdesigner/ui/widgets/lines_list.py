"""A list whose rows are a sentence and a quiet line below it, on as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cxdesigner.ui.widgets.wrapped_list import WrappedList

Index = QModelIndex | QPersistentModelIndex

SIDE, TOP, MARK = 14, 5, 26
"""Around the words of a row, and the room of its mark, in pixels."""
_ROW = Qt.ItemDataRole.UserRole


class LinesRow(NamedTuple):
    """One row: what it says, what is said below it in small letters, and what it stands for.

    `mark` stands before it. A `is_quiet` row is pale and leads nowhere.
    """

    text: str
    detail: str = ""
    data: object = None
    mark: str = ""
    is_quiet: bool = False
    is_bold: bool = False


class LinesColors(NamedTuple):
    """The colours of a list, as names."""

    ink: str = "#000000"
    detail: str = "#555555"
    accent: str = "#0055aa"
    chosen: str = "#dde8ff"
    hover: str = "#eeeeee"


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[LinesRow] = ()

    def show_rows(self, rows: Sequence[LinesRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ". ".join(part.rstrip(".") for part in (row.mark, row.text, row.detail) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.rows[index.row()].is_quiet:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: LinesList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        text, detail = self._places(option.font, index.data(_ROW), width)
        return QSize(width, (detail.bottom() if detail.height() else text.bottom()) + 1 + TOP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: LinesRow = index.data(_ROW)
        colors, state = self._view.colors, option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        if is_chosen or (state & QStyle.StateFlag.State_MouseOver and not row.is_quiet):
            painter.fillRect(option.rect, QColor(colors.chosen if is_chosen else colors.hover))
        if is_chosen:
            painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), QColor(colors.accent))
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QColor(colors.accent))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        corner = option.rect.topLeft()
        text, detail = self._places(option.font, row, option.rect.width())
        painter.setFont(_font(option.font, row))
        painter.setPen(QColor(colors.detail if row.is_quiet else colors.ink))
        painter.drawText(text.translated(corner), Qt.TextFlag.TextWordWrap, row.text)
        painter.setPen(QColor(colors.detail))
        painter.setFont(_small(option.font))
        painter.drawText(detail.translated(corner), Qt.TextFlag.TextWordWrap, row.detail)
        if row.mark:
            side = QRect(corner.x() + SIDE - 4, corner.y() + TOP + 1, MARK - 4, text.height())
            painter.drawText(side, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, row.mark)

    def _places(self, font: QFont, row: LinesRow, width: int) -> tuple[QRect, QRect]:
        """Return where both texts of a row go, as if the row were at the origin."""
        left = SIDE + (MARK if self._view.has_marks else 0)
        room = max(60, width - left - SIDE)
        text = QRect(left, TOP, room, _height(_font(font, row), room, row.text))
        below = _height(_small(font), room, row.detail) if row.detail else 0
        return text, QRect(left, text.bottom() + 1, room, below)


class LinesList(WrappedList):
    """The list. Whoever walks through it with the arrows, or presses a row, picks that row."""

    picked = Signal(object)
    """What a row stands for."""

    def __init__(self, name: str, *, has_marks: bool = False) -> None:
        super().__init__(name)
        self.colors = LinesColors()
        self.has_marks = has_marks
        self._is_told = True
        self._model = _Model()
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.selectionModel().currentChanged.connect(self._tell)
        self.clicked.connect(self._tell)

    def rows(self) -> Sequence[LinesRow]:
        """Return what is shown."""
        return self._model.rows

    def show_rows(self, rows: Sequence[LinesRow]) -> None:
        """Show other rows; none of them is picked."""
        if list(rows) != list(self._model.rows):
            self._model.show_rows(rows)

    def show_colors(self, colors: LinesColors) -> None:
        """Take other colours."""
        self.colors = colors
        self.viewport().update()

    def show_current(self, place: int | None) -> None:
        """Mark a row as picked, without telling anybody; None marks none."""
        self._is_told = False
        if place is None:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        else:
            self.setCurrentIndex(self._model.index(place, 0))
        self._is_told = True

    def _tell(self, index: QModelIndex, _: object = None) -> None:
        row: LinesRow | None = index.data(_ROW) if index.isValid() else None
        if self._is_told and row is not None and not row.is_quiet:
            self.picked.emit(row.data)


def _font(font: QFont, row: LinesRow) -> QFont:
    shown = QFont(font)
    shown.setItalic(row.is_quiet)
    if row.is_bold:
        shown.setWeight(QFont.Weight.DemiBold)
    return shown


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.88)
    return small


def _height(font: QFont, room: int, text: str) -> int:
    metrics = QFontMetrics(font)
    return metrics.boundingRect(QRect(0, 0, room, 4_000), Qt.TextFlag.TextWordWrap, text).height()
