"""A cell of a table that shows a share: its words, and behind them a bar as long as the share."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem

SHARE = Qt.ItemDataRole.UserRole + 1
"""The role under which a cell keeps its share, from 0 to 1; without one it has no bar."""


class ShareBar(QStyledItemDelegate):
    """Draws the bar; the words say the same, so that nothing is told by a colour alone."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        share = index.data(SHARE)
        if isinstance(share, float):
            rect: QRectF = QRectF(option.rect).adjusted(3, 4, -3, -4)
            color = QColor(QApplication.palette().color(QPalette.ColorRole.Highlight))
            color.setAlphaF(0.16)
            painter.fillRect(rect, color)
            color.setAlphaF(0.42)
            painter.fillRect(QRectF(rect.left(), rect.top(), rect.width() * share, rect.height()), color)
        super().paint(painter, option, index)
