"""The scroll bars beside a map: two flat shapes, because each step of panning and zooming draws them again.

Fusion fills the whole bar with shades of one colour, which costs more than the map itself when only a little of it is new.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from cxdesigner.canvas.ink import NO_PEN

ACROSS = 6.0
"""How broad the handle is, in pixels."""
ROUND = 3.0


class FlatScrollBar(QScrollBar):
    """Moves and looks as the window's other scroll bars do; colours are the palette's."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def handle(self) -> QRectF:
        """Return where the handle is, in pixels of the bar."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ScrollBar, QStyle.SubControl.SC_ScrollBarSlider
        place = QRectF(self.style().subControlRect(control, option, part, self))
        if self.orientation() == Qt.Orientation.Horizontal:
            return QRectF(place.x(), (self.height() - ACROSS) / 2, place.width(), ACROSS)
        return QRectF((self.width() - ACROSS) / 2, place.y(), ACROSS, place.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, role = self.palette(), QPalette.ColorRole
        is_hot = self.isSliderDown() or self.underMouse()
        painter = QPainter(self)
        painter.fillRect(self.rect(), palette.color(role.Window))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(NO_PEN)
        painter.setBrush(palette.color(role.PlaceholderText if is_hot else role.Mid))
        painter.drawRoundedRect(self.handle(), ROUND, ROUND)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()
