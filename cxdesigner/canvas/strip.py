"""A strip of headings beside the map: pressing, dragging to another place, renaming, the menu."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QPointingDevice,
)
from PySide6.QtWidgets import QApplication

from cxdesigner.canvas.beside_map import BesideMap, EdgeScrolling
from cxdesigner.canvas.heading_pictures import HeadingPictures, Looks
from cxdesigner.canvas.ink import color
from cxdesigner.document.records import RecordId, Stage
from cxdesigner.layout.plan import LaneKey

if TYPE_CHECKING:
    from cxdesigner.canvas.borders import Border
    from cxdesigner.canvas.resting import Resting
    from cxdesigner.canvas.view import MapView

ADDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
RESTS = (QPointingDevice.PointerType.Finger, QPointingDevice.PointerType.Pen)
"""What has no second button: resting stands for it."""
GHOST, LEFT_BEHIND = 0.94, 0.35
"""How strongly a heading is drawn that is in the hand, and the trace it has left."""


class Spot(NamedTuple):
    """One heading on the strip: what it heads, where it is in pixels, and where it is collapsed or expanded."""

    record_id: RecordId | None
    lane: LaneKey | None
    rect: QRectF
    is_outer: bool = False
    chevron: QRectF | None = None
    is_collapsed: bool = False

    def is_same(self, other: Spot | None) -> bool:
        """Tell whether both head the same thing, wherever it is now."""
        return other is not None and self[:2] == other[:2] and self.is_outer == other.is_outer


class Strip(BesideMap):
    """Headings in a row. Knows pressing, dragging, editing and the menu; what they are, its kinds know."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._pressed: Spot | None = None
        self._start = QPoint()
        self._at: QPoint | None = None
        self._border: Border | None = None
        self._hovered: Spot | None = None
        self._pictures = HeadingPictures()
        self._kept = QPixmap()
        self._kept_along = (1.0, 0.0)
        self._is_kept = self._is_passing = False
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
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

    def border_at(self, at: QPoint) -> Border | None:
        """Return the border under a point, if it can be dragged."""
        return None

    def toggle(self, spot: Spot) -> None:
        """Collapse what a heading heads, or expand it."""
        raise NotImplementedError

    def note_press(self, spot: Spot | None, at: QPoint) -> None:
        """Remember which heading was meant last, for what menus do."""

    @property
    def hovered(self) -> RecordId | None:
        """The record whose heading the pointer is over."""
        return self._hovered.record_id if self._hovered is not None else None

    def is_hovered(self, spot: Spot) -> bool:
        """Tell whether the pointer is over a heading."""
        return spot.is_same(self._hovered)

    def shows_chevron(self, spot: Spot) -> bool:
        """Tell whether a heading offers to be collapsed: under the pointer, and where it is selected."""
        is_chosen = spot.record_id is not None and self.view.selection == (spot.record_id,)
        return spot.chevron is not None and not spot.is_collapsed and (is_chosen or self.is_hovered(spot))

    def tip_at(self, at: QPoint) -> str:
        """Return what is told about a heading: its whole title, and more."""
        from cxdesigner.canvas.tips import heading_tip

        spot = self.spot_at(at)
        return heading_tip(self.view, spot.record_id) if spot is not None else ""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            self.view.asked_for_tip.emit(self.tip_at(event.pos()), event.globalPos())
            return True
        return super().event(event)

    # -- painting -------------------------------------------------------------------------------------------------------

    def along(self) -> tuple[float, float]:
        """Return how a place of the map becomes a pixel along the strip: times the first, plus the second."""
        raise NotImplementedError

    def stretched(self, start: float, length: float) -> QRectF:
        """Return the part of the strip that begins at a pixel along it and is so long."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            if self.view.picture.is_stretched and self._is_kept:
                self._paint_stretched(painter)
            elif self._is_passing:
                self._is_passing = self._is_kept = False
                self._paint_now(painter)
            else:
                self.keep()
                painter.drawPixmap(0, 0, self._kept)
        except Exception:
            self.view.tell_paint_error("A heading could not be drawn.")
        painter.end()

    def _paint_stretched(self, painter: QPainter) -> None:
        """Draw what was seen last, larger or smaller, as the map beside it does while the hand zooms; all anew if it lacks any."""
        (scale, shift), (now, moved) = self._kept_along, self.along()
        ratio, plan, size = now / scale, self.view.plan, self._kept.deviceIndependentSize()
        length, begin, end = (
            (size.width(), plan.header_width, plan.width)
            if self.runs_across()
            else (size.height(), plan.header_height, plan.height)
        )
        target = self.stretched(moved - ratio * shift, ratio * length)
        needed = self.stretched(now * begin + moved, now * (end - begin)) & QRectF(self.rect())
        if not target.adjusted(-1, -1, 1, 1).contains(needed):
            self._paint_now(painter)
            return
        painter.fillRect(self.rect(), color(self.view.theme.ground))
        painter.drawPixmap(target, self._kept, QRectF(self._kept.rect()))

    def pass_by(self) -> None:
        """Draw the headings again because the map has been scrolled; no picture is kept of what will be gone at once."""
        self._is_passing = not self.view.picture.is_stretched
        if self._at is not None:
            self.show_gap(self._at)
        self.update()

    def keep(self) -> None:
        """Draw the headings into a picture, from which they come while the hand zooms."""
        if self.size().isEmpty():
            return
        self._kept_along, self._is_kept = self.along(), True
        looks = self._looks() if self._at is None else None
        self._kept = self._pictures.of(looks, self.size(), self.devicePixelRatioF(), self._paint_now)

    def _looks(self) -> Looks:
        """Return all that decides how the headings look, while none is in the hand."""
        view, hovered, (times, plus) = self.view, self._hovered, self.along()
        place = self.width(), self.height(), self.devicePixelRatioF(), round(times, 9), round(plus, 3)
        about = (*hovered[:2], hovered.is_outer) if hovered is not None else None
        values = *place, round(view.viewpoint.heading_scale, 9), view.selection, about, view.spotlight.stage_id
        return Looks((view.plan, view.theme, view.times), values)

    @property
    def is_kept(self) -> bool:
        """Tell whether there is a picture of what is seen now."""
        return self._is_kept

    def _paint_now(self, painter: QPainter) -> None:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), color(self.view.theme.ground))
        self.paint_all(painter)
        if self._pressed is not None and self._at is not None:
            painter.resetTransform()
            painter.setClipping(False)
            painter.setOpacity(GHOST)
            self.paint_spot(painter, self._pressed, self._pressed.rect.topLeft() + self._moved(self._at))

    def _moved(self, at: QPoint) -> QPointF:
        return QPointF(at - self._start)

    def opacity_of(self, record_id: RecordId | None) -> float:
        """Return how strongly a heading is drawn: what is in the hand has left a trace behind, other stages stand back."""
        focused = self.view.spotlight.stage_id
        if focused not in (None, record_id) and isinstance(self.view.document.find(record_id), Stage):
            return LEFT_BEHIND
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
        at = event.position().toPoint()
        spot = self.spot_at(at)
        self.note_press(spot, at)
        if event.button() == Qt.MouseButton.LeftButton and self._take_border(at):
            return
        if event.button() == Qt.MouseButton.LeftButton and spot is not None and _is_on_chevron(spot, at):
            self.toggle(spot)
            return
        if event.button() == Qt.MouseButton.LeftButton and event.pointerType() in RESTS:
            self._start = at
            self.resting.begin(self, at)
        if event.button() != Qt.MouseButton.LeftButton or spot is None:
            return
        self._pressed, self._start, self._at = spot, event.position().toPoint(), None
        if spot.record_id is not None and event.modifiers() & ADDING:
            self._pressed = None
            others = [other for other in self.view.selection if other != spot.record_id]
            self.view.select(others if spot.record_id in self.view.selection else [*others, spot.record_id])
        else:
            self.view.select([spot.record_id] if spot.record_id is not None else [])

    def _take_border(self, at: QPoint) -> bool:
        self._border = self.border_at(at)
        if self._border is None:
            return False
        self._start = at
        self.view.set_escape(self.cancel)
        self._border.show(self.view, QPoint())
        return True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._border is not None:
            self._border.show(self.view, at - self._start)
            return
        if "resting" in vars(self):
            self.resting.follow(at)
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover(self.spot_at(at), at)
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
        self.edge.hold(at)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot, at, border = self._pressed, self._at, self._border
        self.cancel()
        moved = event.position().toPoint() - self._start
        if border is not None and moved.manhattanLength() >= 2:
            border.drop(self.view, moved)
        if spot is not None and at is not None:
            self.drop(spot, event.position().toPoint())

    def cancel(self) -> None:
        """Put everything back."""
        if "resting" in vars(self):
            self.resting.stop()
        if "edge" in vars(self):
            self.edge.stop()
        if self._at is not None or self._border is not None:
            self.view.set_escape(None)
        self._pressed = self._at = self._border = None
        self.view.scene_of_map.clear_overlays()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        spot, border = self.spot_at(at), self.border_at(at)
        self.cancel()
        if border is not None:
            border.fit(self.view)
        elif spot is not None and _is_on_chevron(spot, at):
            self.toggle(spot)
        elif spot is not None and spot.record_id is not None:
            self.view.edit_title(spot.record_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._ask_for_menu(event.pos())

    @cached_property
    def resting(self) -> Resting:
        """The finger or pen that rests on a heading; made when one comes."""
        from cxdesigner.canvas.resting import Resting

        return Resting(self.view, self._rested)

    @cached_property
    def edge(self) -> EdgeScrolling:
        """What scrolls the map while a heading is held near the end of the strip; made when one is dragged."""
        return EdgeScrolling(self)

    def _rested(self) -> None:
        at = self._start
        self.cancel()
        self._ask_for_menu(at)

    def _ask_for_menu(self, at: QPoint) -> None:
        """Ask for the menu of the heading under a point, and select what it heads."""
        spot = self.spot_at(at)
        self.note_press(spot, at)
        if spot is not None and spot.record_id not in self.view.selection:
            self.view.select([spot.record_id] if spot.record_id is not None else [])
        thing = (spot.lane or spot.record_id) if spot is not None else None
        self.view.asked_for_menu.emit(thing, self.mapToGlobal(at))

    def leaveEvent(self, event: object) -> None:
        self._hover(None, QPoint(-1, -1))

    def _hover(self, spot: Spot | None, at: QPoint) -> None:
        border = self.border_at(at) if self.rect().contains(at) else None
        shape = Qt.CursorShape.OpenHandCursor if spot is not None else Qt.CursorShape.ArrowCursor
        if border is not None:
            shape = border.cursor
        elif spot is not None and _is_on_chevron(spot, at):
            shape = Qt.CursorShape.PointingHandCursor
        if shape != self.cursor().shape():
            self.setCursor(shape)
        is_other = not spot.is_same(self._hovered) if spot is not None else self._hovered is not None
        self._hovered = spot
        if is_other:
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.view.keyPressEvent(event)


def _is_on_chevron(spot: Spot, at: QPoint) -> bool:
    return spot.chevron is not None and spot.chevron.contains(QPointF(at))
