"""Columns of widgets whose content changes."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout


def empty(column: QBoxLayout) -> None:
    """Take everything out of a column."""
    while column.count():
        item = column.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
