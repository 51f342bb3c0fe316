"""A sentence that comes, can be read, and goes by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from cxdesigner.ui.widgets.label import Label

SHOWN_MS = 7_000


class Toast(QFrame):
    """Lies over another widget, *above* its lower edge by so many pixels. One sentence at a time; the newer one takes the place."""

    def __init__(self, over: QWidget, *, above: int = 24) -> None:
        super().__init__(over)
        self.setProperty("role", "toast")
        self._over = over
        self._above = above
        self._do: Callable[[], None] | None = None
        self._label = Label(wraps=True)
        self._label.setMaximumWidth(640)
        self._button = QPushButton()
        self._button.setProperty("role", "toast")
        self._button.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    def text(self) -> str:
        return self._label.text() if not self.isHidden() else ""

    def show_text(self, text: str, *, action: str = "", do: Callable[[], None] | None = None) -> None:
        """Show a sentence, with a button where there is something to do about it."""
        self._label.setText(text)
        wide = self.fontMetrics().horizontalAdvance(text) + 24
        self._label.setMinimumWidth(min(wide, 560, max(160, self._over.width() - 220)))
        self._do = do
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.show()
        self.raise_()
        self._place()
        self._clock.start(SHOWN_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        x = (self._over.width() - self.width()) // 2
        self.move(max(8, x), max(8, self._over.height() - self.height() - self._above))

    def _act(self) -> None:
        do = self._do
        self.hide()
        if do is not None:
            do()

    def mousePressEvent(self, event: object) -> None:
        self.hide()

    def showEvent(self, event: object) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
