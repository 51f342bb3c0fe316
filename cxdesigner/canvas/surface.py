"""The surface of the map: places in pixels and in units, headings in the margins, and what the hand lights up."""

from __future__ import annotations

import logging
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmapCache, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from cxdesigner.canvas import fonts
from cxdesigner.canvas.ground import paint_hint
from cxdesigner.canvas.hits import Hits
from cxdesigner.canvas.ink import box
from cxdesigner.canvas.landing import BAR
from cxdesigner.canvas.near import Sharpness
from cxdesigner.canvas.painting import paint_gap, paint_landing
from cxdesigner.canvas.picture import Picture
from cxdesigner.canvas.scene import MapScene, bounds_of
from cxdesigner.canvas.scroll_bars import FlatScrollBar
from cxdesigner.canvas.theme import THEMES, Theme
from cxdesigner.document.records import LaneKind, RecordId
from cxdesigner.layout.plan import Density, Plan, Rect

if TYPE_CHECKING:
    from cxdesigner.canvas.strip import Strip

PIXMAP_CACHE_KB = 128 * 1024
"""With Qt's own 10 MB the pictures of cards push each other out of the cache while one scrolls."""

CRISP_AFTER_MS = 120
"""The hand that zooms rests so long before the map is drawn anew."""

LINK_REACH = 7
"""How near a link the pointer must be to mean it, in pixels."""


EMPTY = "Double click to add the first touchpoint"
BLANK = ("Say what happens first:", "type it below and press Enter, or double click here.")
"""What an empty map without a stage says, on two lines."""


class Surface(QGraphicsView):
    """A view of a plan. It knows nothing of documents; `MapView` brings them in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fonts.load_own()
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), PIXMAP_CACHE_KB))
        self.theme: Theme = THEMES["light"]
        self.shown_plan = Plan(RecordId(""), LaneKind.TEAM, Density.SCREEN, 0, 0)
        self.hits = Hits(self.shown_plan)
        self.scene_of_map = MapScene(self)
        self.picture = Picture(self.scene_of_map, self._show_again)
        self._margins = (-1, -1)
        self._has_told_paint_error = False
        self._ground = QWidget()  # PySide6 tries all its types on a viewport that Qt has made itself.
        self.setViewport(self._ground)
        self.setScene(self.scene_of_map)
        self.setHorizontalScrollBar(FlatScrollBar(Qt.Orientation.Horizontal))
        self.setVerticalScrollBar(FlatScrollBar(Qt.Orientation.Vertical))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setAutoFillBackground(False)
        self.setAcceptDrops(True)

    # -- places ---------------------------------------------------------------------------------------------------------

    def in_map(self, at: QPointF) -> QPointF:
        """Return the point of the map at a point of the viewport."""
        return self.viewportTransform().inverted()[0].map(at)

    def in_viewport(self, rect: QRectF) -> QRect:
        """Return the pixels of the viewport that show a rectangle of the map."""
        return self.viewportTransform().mapRect(rect).toAlignedRect()

    def visible_rect(self) -> QRectF:
        """Return the part of the map that is in view."""
        return self.viewportTransform().inverted()[0].mapRect(QRectF(self.viewport().rect()))

    def across(self, x: float) -> float:
        """Return where a place of the map is across the viewport, in pixels."""
        transform = self.viewportTransform()
        return x * transform.m11() + transform.dx()

    def down(self, y: float) -> float:
        """Return where a place of the map is down the viewport, in pixels."""
        transform = self.viewportTransform()
        return y * transform.m22() + transform.dy()

    def rect_of(self, record_id: RecordId) -> QRectF | None:
        """Return where a card, link or sticker is in the map, whether it is in view or not; None where it is not shown."""
        shown = self.scene_of_map.items_by_id.get(record_id)
        return box(bounds_of(shown.thing)) if shown is not None else None

    def thing_at(self, at: QPointF) -> RecordId | None:
        """Return what is on top at a point of the map: a sticker, a card or a link."""
        scale = self.transform().m11() or 1.0
        return self.hits.thing_at(at.x(), at.y(), LINK_REACH / scale)

    # -- headings -------------------------------------------------------------------------------------------------------

    def headings(self) -> tuple[Strip, Strip, QWidget]:
        """Return the widgets on top, at the left and in the corner."""
        raise NotImplementedError

    def heading_scale(self) -> float:
        """Return the pixels in a unit of a heading."""
        raise NotImplementedError

    def place_headings(self) -> None:
        """Give the headings their margins, and draw them again."""
        scale = self.heading_scale()
        left, top = round(self.shown_plan.header_width * scale), round(self.shown_plan.header_height * scale)
        if (left, top) != self._margins:
            self._margins = left, top
            self.setViewportMargins(left, top, 0, 0)
        area = self.viewport().geometry()
        above, beside, corner = self.headings()
        above.setGeometry(area.x(), area.y() - top, area.width(), top)
        beside.setGeometry(area.x() - left, area.y(), left, area.height())
        corner.setGeometry(area.x() - left, area.y() - top, left, top)
        for heading in (above, beside, corner):
            heading.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_headings()

    def scrollContentsBy(self, right: int, down: int) -> None:
        super().scrollContentsBy(right, down)
        above, beside, _ = self.headings()
        if right:
            above.pass_by()
        if down:
            beside.pass_by()

    # -- ground ---------------------------------------------------------------------------------------------------------

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        try:
            self.picture.draw(painter, QRectF(rect), self.seen_pixels(), self._sharpness())
            if not self.shown_plan.cards:
                middle = self.visible_rect().center()
                for number, line in enumerate((EMPTY,) if self.shown_plan.stages else BLANK):
                    paint_hint(painter, line, middle.x(), middle.y() + 60 * number, self.theme)
        except Exception:
            self.tell_paint_error("The ground of the map could not be drawn.")

    def seen_pixels(self) -> QRect:
        """Return the pixels of the map that are in view: places of the map times its scale."""
        corner = -self.viewportTransform().map(QPointF(0, 0)).toPoint()
        return QRect(corner, self.viewport().size())

    def _sharpness(self) -> Sharpness:
        return Sharpness(self.transform().m11(), self.viewport().devicePixelRatioF())

    def _show_again(self, pixels: QRect) -> None:
        if pixels.isEmpty():
            self.viewport().update()
        else:
            self.viewport().update(pixels.translated(-self.seen_pixels().topLeft()))

    def paint_afresh(self) -> None:
        """Draw all that is in view again, from nothing."""
        self.picture.forget()

    # -- zooming --------------------------------------------------------------------------------------------------------

    @cached_property
    def _resting(self) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(self._rest)
        return timer

    def _rest(self) -> None:
        """Get ready for the map as it is at this zoom, a part at a time, and show it."""
        try:
            is_ready = self.picture.prepare(self.seen_pixels(), self._sharpness())
        except Exception:
            self.tell_paint_error("A card could not be drawn.")
            is_ready = True
        if is_ready:
            self.end_zooming()
        else:
            self._resting.start(0)

    def begin_zooming(self) -> None:
        """Show what is in view larger or smaller for as long as the hand zooms; it becomes crisp when the hand rests."""
        above, beside, _ = self.headings()
        for strip in (above, beside):
            if not self.picture.is_stretched and not strip.is_kept:
                strip.keep()
        if self.picture.stretch():
            self._resting.start(CRISP_AFTER_MS)

    def end_zooming(self) -> None:
        """Show the map as it is at this zoom."""
        if self.picture.is_stretched:
            self._resting.stop()
            self.picture.sharpen()
            for heading in self.headings():
                heading.update()

    # -- what goes wrong ------------------------------------------------------------------------------------------------

    def tell_paint_error(self, message: str) -> None:
        """Log an error in painting, once: it comes again with each frame."""
        if not self._has_told_paint_error:
            self._has_told_paint_error = True
            logging.getLogger(__name__).exception(message)

    # -- what the hand lights up ----------------------------------------------------------------------------------------

    def show_landing(self, rect: Rect, *, is_gap: bool, is_allowed: bool) -> None:
        """Light up the cell where something would land, or the bar where it would be put in."""
        scene = self.scene_of_map
        if is_gap:
            scene.landing.clear()
            scene.gap.show_drawing(rect, partial(self._paint_gap, rect))
        else:
            scene.gap.clear()
            scene.landing.show_drawing(rect, partial(self._paint_landing, rect, is_allowed))

    def show_gap_across(self, x: float) -> None:
        """Show the bar at which a stage would be put in."""
        plan = self.shown_plan
        x = max(x, plan.header_width + BAR / 2)
        height = plan.height - plan.header_height
        self.show_landing(Rect(x - BAR / 2, plan.header_height, BAR, height), is_gap=True, is_allowed=True)

    def show_gap_down(self, y: float) -> None:
        """Show the bar at which a lane would be put in."""
        plan = self.shown_plan
        y = max(y, plan.header_height + BAR / 2)
        width = plan.width - plan.header_width
        self.show_landing(Rect(plan.header_width, y - BAR / 2, width, BAR), is_gap=True, is_allowed=True)

    def clear_landing(self) -> None:
        """Light nothing up."""
        self.scene_of_map.landing.clear()
        self.scene_of_map.gap.clear()

    def _paint_gap(self, rect: Rect, painter: QPainter) -> None:
        paint_gap(painter, rect, self.theme)

    def _paint_landing(self, rect: Rect, is_allowed: bool, painter: QPainter) -> None:
        paint_landing(painter, rect, self.theme, is_allowed=is_allowed)

    def centre(self) -> QPoint:
        """Return the middle of the viewport."""
        return self.viewport().rect().center()
