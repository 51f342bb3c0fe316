"""What lies beside the map as its headings do: what comes from the palette goes through it, and at its ends the map scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

SCROLL_EACH_MS = 25


class BesideMap(QWidget):
    """A widget in a margin of the view."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self.view = view
        self.setAcceptDrops(True)

    def in_viewport(self, at: QPointF) -> QPointF:
        """Return which point of the viewport is beside a point of the widget."""
        return at + QPointF(self.pos() - self.view.viewport().pos())

    def runs_across(self) -> bool:
        """Tell whether it is above the map, not at its left."""
        return self.x() >= self.view.viewport().x()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.view.wheelEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from cxdesigner.canvas.drops import read_new

        event.setAccepted(read_new(event.mimeData()) is not None)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        at = self.in_viewport(event.position())
        event.setAccepted(self.view.hold_over(event.mimeData(), at, event.modifiers()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        from cxdesigner.canvas.drops import leave

        leave(self.view)

    def dropEvent(self, event: QDropEvent) -> None:
        event.setAccepted(self.view.take(event.mimeData(), self.in_viewport(event.position()), event.modifiers()))


class EdgeScrolling:
    """Scrolls the map for as long as something is held near an end of a strip beside it."""

    def __init__(self, strip: BesideMap) -> None:
        self._strip = strip
        self._by = QPoint()
        self._timer = QTimer(strip)
        self._timer.setInterval(SCROLL_EACH_MS)
        self._timer.timeout.connect(self._scroll)

    def hold(self, at: QPoint) -> None:
        """Something is held at a point of the strip."""
        view, strip = self._strip.view, self._strip
        beside, middle = strip.in_viewport(QPointF(at)).toPoint(), view.viewport().rect().center()
        along = QPoint(beside.x(), middle.y()) if strip.runs_across() else QPoint(middle.x(), beside.y())
        self._by = view.viewpoint.edge_pull(along)
        if self._by.isNull():
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """It is held no longer."""
        self._timer.stop()

    def _scroll(self) -> None:
        self._strip.view.viewpoint.scroll_by(self._by)
