"""Widgets that are done with: they go, and the style sheet forgets them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget

_DIRECTLY = Qt.FindChildOption.FindDirectChildrenOnly
_NO_RULES = "/**/"


def throw_away(widget: QWidget) -> None:
    """Let a widget go with all that is in it, as soon as nothing is done with it any more.

    Qt 6.11 looks up the rules of the style sheet for the field of a spin box and for the list of a combo box when it makes
    them, keeps what it found by their addresses, and forgets to listen when they go: a kilobyte for each, and with a new
    widget at the same address the rules of the old one. It listens where a widget has a style sheet of its own.
    """
    for box in (*widget.findChildren(QComboBox), *widget.findChildren(QAbstractSpinBox)):
        for part in box.findChildren(QWidget, options=_DIRECTLY):
            if not part.testAttribute(Qt.WidgetAttribute.WA_StyleSheet):
                part.setStyleSheet(_NO_RULES)
    widget.deleteLater()
