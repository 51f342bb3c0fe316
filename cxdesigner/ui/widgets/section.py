"""A heading that opens and closes what is below it; the inside is made when it is first opened, in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class SectionHead(QPushButton):
    """The heading: its text at the left, an arrow at the right."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title.replace("&", "&&"), parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("role", "section")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.6))
        x, y = self.width() - 14.0, self.height() / 2
        if self.isChecked():
            painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])
        else:
            painter.drawPolyline([QPointF(x - 2, y - 4), QPointF(x + 2, y), QPointF(x - 2, y + 4)])
        painter.end()


class Section(QWidget):
    """A part of a panel."""

    toggled = Signal(bool)

    def __init__(
        self, title: str, make: Callable[[QWidget], QWidget], *, is_open: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._inside: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._head = SectionHead(title, self)
        if not title:
            self._head.hide()
        self._head.toggled.connect(self._open)
        self._column.addWidget(self._head)
        self._head.setChecked(is_open)
        self._open(is_open)

    @property
    def inside(self) -> QWidget | None:
        """What is below the heading, or None while nobody has opened it."""
        return self._inside

    def open(self, is_open: bool = True) -> None:
        """Open or close it."""
        self._head.setChecked(is_open)

    def is_open(self) -> bool:
        return self._head.isChecked()

    def _open(self, is_open: bool) -> None:
        if is_open and self._inside is None:
            self._inside = self._make(self)
            self._column.addWidget(self._inside)
        if self._inside is not None:
            self._inside.setVisible(is_open)
        self.toggled.emit(is_open)
