"""Text that is shown as it is: never interpreted as rich text, whatever somebody typed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget again, after a property that it names has changed."""
    # Before the first look Qt does it by itself. (To ask for a style makes all of it known to Python: no start waits for it.)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Label(QLabel):
    """Plain text. `role` names the way it looks in the style sheet: title, heading, detail, small, good, caution, bad."""

    def __init__(self, text: str = "", role: str = "", *, wraps: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wraps)
        if role:
            self.setProperty("role", role)

    def set_role(self, role: str) -> None:
        """Let it look otherwise from now on."""
        if self.property("role") != role:
            self.setProperty("role", role)
            restyle(self)


class ElidedLabel(Label):
    """Plain text on one line that ends in "…" where there is no room; the whole of it is in the tooltip."""

    def __init__(self, text: str = "", role: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, role, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("mm…"), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()
        set_plain_tooltip(self, self.text() if text != self.text() else "")


def set_plain_tooltip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip that shows text as it is, wrapped where it is long."""
    told = plain_tooltip(text)
    if widget.toolTip() != told:
        widget.setToolTip(told)


def show_plain_tip(text: str, place: QPoint, widget: QWidget) -> None:
    """Show a tip now at a place of the screen, or hide it where there is nothing to say."""
    if text:
        QToolTip.showText(place, plain_tooltip(text), widget)
    else:
        QToolTip.hideText()


def plain_tooltip(text: str) -> str:
    """Return text as a tooltip that shows it as it is."""
    return f"<qt>{escape(text).replace(chr(10), '<br/>')}</qt>" if text else ""
