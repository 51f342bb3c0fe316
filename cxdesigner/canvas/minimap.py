"""A small overview in the corner of the map: where one is, and a way to be elsewhere.

It is there only while the map is larger than the view. At the end of the map it makes way, or nobody would ever see what
lies in the last corner. It lies in the viewport, because what lies over one from outside takes its fast scrolling away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QWidget

from cxdesigner.canvas.specks import paint_part_in_view, paint_specks
from cxdesigner.layout.plan import Rect

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

MOST_WIDTH, MOST_HEIGHT = 240, 120
LEAST_WIDTH, LEAST_HEIGHT = 60, 48
"""A very long map is drawn higher than it is, or one would not see its lanes."""
FROM_EDGE = 14
REDRAW_AFTER_MS = 120
"""An edit shows here a moment after it shows on the map."""


class Minimap(QWidget):
    """Shows the plan of a view and which part of it is in view; pressing and dragging move the view."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._picture: QPixmap | None = None
        self._across = self._down = 1.0
        """Pixels in a unit."""
        self._is_wanted = True
        self._is_held = False
        self._corner = (False, False)
        """Whether it lies at the left, and at the top."""
        self._redrawing = QTimer(self)
        self._redrawing.setSingleShot(True)
        self._redrawing.setInterval(REDRAW_AFTER_MS)
        self._redrawing.timeout.connect(self._forget_picture)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Overview of the map")
        self.setAccessibleDescription("Shows which part of the map is in view. Press to go elsewhere.")
        self.hide()
        view.lit.connect(self._redrawing.start)
        view.zoomed.connect(self.place)
        for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
            bar.valueChanged.connect(self._make_way)
        self.place()

    def is_wanted(self) -> bool:
        """Tell whether it is there when the map is larger than the view."""
        return self._is_wanted

    def want(self, is_wanted: bool) -> None:
        """Be there when the map is larger than the view, or never."""
        self._is_wanted = is_wanted
        self.place()

    def follow_plan(self) -> None:
        """Show the new plan, in a moment."""
        self._redrawing.start()
        self.place()

    def place(self, _: object = None) -> None:
        """Lie in the lower right corner, at the end of the map in another; hide where all of the map is in view."""
        view = self._view
        is_larger = any(bar.maximum() > bar.minimum() for bar in (view.horizontalScrollBar(), view.verticalScrollBar()))
        size = self._size() if self._is_wanted and is_larger and view.shown_plan.stages else QSize()
        if not size.isValid() or size.width() * 2 > view.viewport().width():
            self.hide()
            return
        area = view.viewport().rect()
        if size != self.size():
            self._picture = None
        self._corner = at_left, at_top = self._free_corner()
        x = FROM_EDGE if at_left else area.right() - FROM_EDGE - size.width()
        y = FROM_EDGE if at_top else area.bottom() - FROM_EDGE - size.height()
        self.setGeometry(x, y, size.width(), size.height())
        self.show()
        self.update()

    def _free_corner(self) -> tuple[bool, bool]:
        """Tell whether it lies at the left, and at the top: where one can scroll away what it covers.

        While it is held it stays where it is.
        """
        if self._is_held:
            return self._corner
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        if across.value() < across.maximum() or down.value() < down.maximum():
            return False, False
        can_scroll_across = across.maximum() > across.minimum()
        return can_scroll_across, not can_scroll_across

    def _make_way(self) -> None:
        if not self.isHidden() and self._free_corner() != self._corner:
            self.place()

    def part_in_view(self) -> QRect:
        """Return the frame of what is in view, in pixels of the overview."""
        plan, seen, across, down = self._view.shown_plan, self._view.visible_rect(), self._across, self._down
        x, y = (seen.x() - plan.header_width) * across, (seen.y() - plan.header_height) * down
        return QRect(round(x), round(y), max(4, round(seen.width() * across)), max(4, round(seen.height() * down)))

    def _size(self) -> QSize:
        plan = self._view.shown_plan
        width, height = max(1.0, plan.width - plan.header_width), max(1.0, plan.height - plan.header_height)
        scale = min(MOST_WIDTH / width, MOST_HEIGHT / height)
        size = QSize(max(LEAST_WIDTH, round(width * scale)), max(LEAST_HEIGHT, round(height * scale)))
        self._across, self._down = size.width() / width, size.height() / height
        return size

    def _forget_picture(self) -> None:
        self._picture = None
        self.update()

    def _drawn(self) -> QPixmap:
        if self._picture is None:
            view, dots = self._view, self.devicePixelRatioF()
            self._picture = QPixmap(self.size() * dots)
            self._picture.setDevicePixelRatio(dots)
            self._picture.fill(view.theme.lane)
            painter = QPainter(self._picture)
            paint_specks(
                painter, view.shown_plan, view.theme, self._across, self._down, view.scene_of_map.attention.faded
            )
            painter.end()
        return self._picture

    def paintEvent(self, event: QPaintEvent) -> None:
        picture = self._drawn()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, picture)
        part = self.part_in_view()
        whole = Rect(0, 0, self.width(), self.height())
        paint_part_in_view(painter, Rect(part.x(), part.y(), part.width(), part.height()), whole, self._view.theme)
        painter.end()

    # -- the hand -------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_held = True
        self._go_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._is_held = False
        self._make_way()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _go_to(self, at: QPointF) -> None:
        plan = self._view.shown_plan
        self._view.viewpoint.is_fitted = False
        self._view.centerOn(plan.header_width + at.x() / self._across, plan.header_height + at.y() / self._down)
