"""What stays to be read above the map: not saved, changed by somebody else, for reading only; each with its ways out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cxdesigner.ui.desk import Notice
from cxdesigner.ui.widgets.columns import empty
from cxdesigner.ui.widgets.label import Label


class Notices(QWidget):
    """One line for each notice; nothing where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Show these notices and no others."""
        empty(self._column)
        for notice in notices:
            self._column.addWidget(self._line(notice))
        self.setVisible(bool(notices))

    def texts(self) -> list[str]:
        """Return what is to be read."""
        return [label.text() for label in self.findChildren(Label) if not self.isHidden()]

    def _line(self, notice: Notice) -> QWidget:
        line = QFrame()
        line.setProperty("role", f"notice-{notice.role}")
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        row = QHBoxLayout(line)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(8)
        told = Label(notice.text, notice.role, wraps=True)
        told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        told.setAccessibleName(notice.text)
        row.addWidget(told, 1)
        for text, way in notice.ways:
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(partial(_go, way))
            row.addWidget(button)
        return line


def _go(way: Callable[[], object], is_checked: bool = False) -> None:
    way()
