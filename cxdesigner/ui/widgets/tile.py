"""A thing that can be dragged into the map, or put there by a click."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt
from PySide6.QtGui import QDrag, QFont, QFontMetrics, QIcon
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from cxdesigner.ui.widgets.label import set_plain_tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

WIDTH, HEIGHT, LINE = 72, 50, 13
LETTERS = 11
"""Size of the letters in pixels; the style sheet says the same."""


class Tile(QToolButton):
    """An icon with a word below it. `carries` travels as JSON under `media_type` when it is dragged."""

    def __init__(
        self,
        icon: QIcon,
        text: str,
        media_type: str,
        carries: Mapping[str, object],
        tip: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.carries = dict(carries)
        self._media_type = media_type
        self._pressed: QPoint | None = None
        self.setProperty("role", "tile")
        self.setIcon(icon)
        self.setIconSize(QSize(20, 20))
        self.setAccessibleName(text)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        lines = self._wrapped(text)
        self.setText("\n".join(lines))
        self.setFixedSize(WIDTH, HEIGHT + LINE * (len(lines) - 1))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        set_plain_tooltip(self, tip)

    def _wrapped(self, text: str) -> list[str]:
        """Return the text on one line or two, the second cut where it is too long."""
        font = QFont(self.font())
        font.setPixelSize(LETTERS)
        metrics = QFontMetrics(font)
        words, first = text.split(), ""
        while words and metrics.horizontalAdvance(f"{first} {words[0]}") <= WIDTH - 4:
            first = f"{first} {words.pop(0)}".strip()
        lines = [first, " ".join(words)] if first else [" ".join(words)]
        return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, WIDTH - 4) for line in lines if line]

    def mime(self) -> QMimeData:
        """Return what a drag of it carries."""
        data = QMimeData()
        data.setData(self._media_type, json.dumps(self.carries).encode())
        return data

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._pressed = None
            self.setDown(False)
            self._drag()

    def _drag(self) -> None:
        drag = QDrag(self)
        drag.setMimeData(self.mime())
        picture = self.grab()
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(self.width() // 2, self.height() // 2))
        drag.exec(Qt.DropAction.CopyAction)
        self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)  # The leaving of the mouse was lost in the drag.
        self.update()
