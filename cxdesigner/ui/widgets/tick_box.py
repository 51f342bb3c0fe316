"""A box to tick, drawn so that it is seen in every look."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QCheckBox, QStyle, QStyleOptionButton

SIDE = 15.0


def paint_box(
    painter: QPainter, center: QPointF, palette: QPalette, *, is_ticked: bool, is_focused: bool = False
) -> None:
    """Draw a box around a point: an edge that is seen on any ground, and the tick where there is one."""
    role = QPalette.ColorRole
    rect = QRectF(0, 0, SIDE, SIDE)
    rect.moveCenter(center)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = palette.color(role.Highlight if is_ticked or is_focused else role.PlaceholderText)
    painter.setPen(QPen(edge, 2.0 if is_focused else 1.3))
    painter.setBrush(palette.color(role.Highlight if is_ticked else role.Base))
    painter.drawRoundedRect(rect, 3, 3)
    if is_ticked:
        pen = QPen(palette.color(role.HighlightedText), 2.0)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        x, y = center.x(), center.y()
        painter.drawPolyline([QPointF(x - 3.6, y + 0.2), QPointF(x - 1.0, y + 2.8), QPointF(x + 3.8, y - 2.6)])
    painter.restore()


class TickBox(QCheckBox):
    """A check box whose box is seen, ticked or not."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        rect = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        palette = QApplication.palette()  # Our own has no ground: the style sheet makes it transparent.
        painter = QPainter(self)
        painter.fillRect(rect.adjusted(-1, -1, 1, 1), palette.color(QPalette.ColorRole.Window))
        paint_box(painter, QRectF(rect).center(), palette, is_ticked=self.isChecked(), is_focused=self.hasFocus())
        painter.end()
