"""Columns of widgets whose content changes."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout

from cxdesigner.ui.widgets.throwing_away import throw_away


def empty(column: QBoxLayout) -> None:
    """Take everything out of a column."""
    while column.count():
        item = column.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            throw_away(widget)
