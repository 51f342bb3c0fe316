"""The column at the right: details, problems, ways or measures, one at a time, each made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from cxdesigner.ui.widgets.segmented import Segmented

DETAILS, PROBLEMS, PATHS, MEASURES = "details", "problems", "paths", "measures"


class Side(QWidget):
    """Its pages and the buttons between them."""

    turned = Signal(str)
    closed = Signal()

    def __init__(self, make: dict[str, Callable[[], QWidget]], titles: dict[str, str]) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self._make = make
        self._titles = titles
        self._pages: dict[str, QWidget] = {}
        self._buttons = Segmented(titles.items(), name="What is shown at the right")
        self._buttons.picked.connect(self.turn_to)
        self.pages = QStackedWidget(self)
        """Where pages are; one that is made in here costs less than one that comes filled."""
        shut = QToolButton()
        shut.setText("×")
        shut.setAccessibleName("Close this column")
        shut.clicked.connect(self._close)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 8, 4)
        head.setSpacing(4)
        head.addWidget(self._buttons)
        head.addStretch(1)
        head.addWidget(shut)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.pages, 1)

    def shown(self) -> str:
        """Return which page is shown."""
        return next((name for name, page in self._pages.items() if page is self.pages.currentWidget()), "")

    def turn_to(self, name: str) -> None:
        """Show a page."""
        if name not in self._pages:
            self._pages[name] = self._make[name]()
            self.pages.addWidget(self._pages[name])
        self.pages.setCurrentWidget(self._pages[name])
        self._buttons.show_choice(name)
        self.turned.emit(name)

    def set_title(self, name: str, title: str) -> None:
        """Call a page otherwise."""
        self._buttons.set_text(name, title)

    def _close(self) -> None:
        self.closed.emit()
