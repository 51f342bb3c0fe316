"""A strip of headings beside the map: pressing, dragging to another place, renaming, the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from cxdesigner.canvas.ink import color
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import LaneKey

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

ADDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
GHOST, LEFT_BEHIND = 0.94, 0.35
"""How strongly a heading is drawn that is in the hand, and the trace it has left."""


class Spot(NamedTuple):
    """One heading on the strip: what it heads, where it is in pixels, and its words."""

    record_id: RecordId | None
    lane: LaneKey | None
    rect: QRectF
    is_outer: bool = False


class Strip(QWidget):
    """Headings in a row. Knows pressing, dragging, editing and the menu; what they are, its kinds know."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self.view = view
        self._pressed: Spot | None = None
        self._start = QPoint()
        self._at: QPoint | None = None
        self.hovered: RecordId | None = None
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    # -- what the kinds say ---------------------------------------------------------------------------------------------

    def spots(self) -> list[Spot]:
        """Return the headings that can be taken hold of."""
        raise NotImplementedError

    def paint_all(self, painter: QPainter) -> None:
        """Draw all headings."""
        raise NotImplementedError

    def paint_spot(self, painter: QPainter, spot: Spot, at: QPointF) -> None:
        """Draw one heading at a place of the strip."""
        raise NotImplementedError

    def show_gap(self, at: QPoint) -> None:
        """Show where the heading in the hand would go."""
        raise NotImplementedError

    def drop(self, spot: Spot, at: QPoint) -> None:
        """Put the heading in the hand down."""
        raise NotImplementedError

    def why_not(self, spot: Spot) -> str:
        """Say why a heading stays where it is, or nothing."""
        return ""

    # -- painting -------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), color(self.view.theme.ground))
        try:
            self.paint_all(painter)
            if self._pressed is not None and self._at is not None:
                painter.resetTransform()
                painter.setClipping(False)
                painter.setOpacity(GHOST)
                self.paint_spot(painter, self._pressed, self._pressed.rect.topLeft() + self._moved(self._at))
        except Exception:
            self.view.tell_paint_error("A heading could not be drawn.")
        painter.end()

    def _moved(self, at: QPoint) -> QPointF:
        return QPointF(at - self._start)

    def opacity_of(self, record_id: RecordId | None) -> float:
        """Return how strongly a heading is drawn: what is in the hand has left a trace behind."""
        is_moving = self._pressed is not None and self._at is not None
        return LEFT_BEHIND if is_moving and self._pressed is not None and self._pressed.record_id == record_id else 1.0

    # -- the hand -------------------------------------------------------------------------------------------------------

    def spot_at(self, at: QPoint) -> Spot | None:
        """Return the heading under a point."""
        return next((spot for spot in self.spots() if spot.rect.contains(QPointF(at))), None)

    def spot_of(self, record_id: RecordId) -> Spot | None:
        """Return the heading of a record."""
        return next((spot for spot in self.spots() if spot.record_id == record_id), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.view.finish_editing()
        self.view.setFocus(Qt.FocusReason.MouseFocusReason)
        spot = self.spot_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or spot is None:
            return
        self._pressed, self._start, self._at = spot, event.position().toPoint(), None
        if spot.record_id is not None and event.modifiers() & ADDING:
            self._pressed = None
            others = [other for other in self.view.selection if other != spot.record_id]
            self.view.select(others if spot.record_id in self.view.selection else [*others, spot.record_id])
        elif spot.record_id is not None:
            self.view.select([spot.record_id])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover(self.spot_at(at))
            return
        if self._at is None:
            if (at - self._start).manhattanLength() < QApplication.startDragDistance():
                return
            why_not = self.why_not(self._pressed)
            if why_not:
                self._pressed = None
                self.view.refused.emit(why_not)
                return
            self.view.set_escape(self.cancel)
        self._at = at
        self.show_gap(at)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot, at = self._pressed, self._at
        self.cancel()
        if spot is not None and at is not None:
            self.drop(spot, event.position().toPoint())

    def cancel(self) -> None:
        """Put everything back."""
        if self._at is not None:
            self.view.set_escape(None)
        self._pressed = self._at = None
        self.view.scene_of_map.clear_overlays()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self.spot_at(event.position().toPoint())
        if spot is not None and spot.record_id is not None:
            self.view.edit_title(spot.record_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        spot = self.spot_at(event.pos())
        if spot is not None and spot.record_id is not None and spot.record_id not in self.view.selection:
            self.view.select([spot.record_id])
        self.view.asked_for_menu.emit(spot.record_id if spot is not None else None, event.globalPos())

    def leaveEvent(self, event: object) -> None:
        self._hover(None)

    def _hover(self, spot: Spot | None) -> None:
        record_id = spot.record_id if spot is not None else None
        if record_id != self.hovered:
            self.hovered = record_id
            self.setCursor(Qt.CursorShape.OpenHandCursor if spot is not None else Qt.CursorShape.ArrowCursor)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.view.keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.view.wheelEvent(event)

    # -- from the palette -----------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from cxdesigner.canvas.drops import read_new

        event.setAccepted(read_new(event.mimeData()) is not None)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setAccepted(self.view.hold_over(event.mimeData(), self._in_viewport(event.position())))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.view.clear_landing()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setAccepted(self.view.take(event.mimeData(), self._in_viewport(event.position())))

    def _in_viewport(self, at: QPointF) -> QPointF:
        return at + QPointF(self.pos() - self.view.viewport().pos())
