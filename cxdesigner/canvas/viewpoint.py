"""Where one stands before the map: how near, and how a point stays under the pointer while that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QTransform

from cxdesigner.document.records import RecordId

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

PIXELS_PER_UNIT = 96 / 254
"""At 100 % a map has its natural size on a screen of 96 dots an inch."""

NEAREST, FARTHEST = 4.0, 0.05
STEP = 1.2
MARGIN = 60.0
"""Free ground beyond the right and lower end of the map, in units."""

SMALLEST_HEADING, LARGEST_HEADING = 0.62, 1.2
"""Headings stay readable when the map is far, and leave room when it is near."""


class Viewpoint:
    """The zoom of a view. Headings grow less than the map does; see `heading_scale`."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self.zoom = 1.0
        self.is_fitted = False
        """The whole map is shown, and stays so when the window changes, until somebody zooms or scrolls."""

    @property
    def scale(self) -> float:
        """Pixels in a unit."""
        return self.zoom * PIXELS_PER_UNIT

    @property
    def heading_scale(self) -> float:
        """Pixels in a unit of a heading."""
        return heading_zoom(self.zoom) * PIXELS_PER_UNIT

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Come nearer or step back; what is under *at* (in the viewport; its centre if none is given) stays there."""
        view = self._view
        at = at or QRectF(view.viewport().rect()).center()
        in_map = view.viewportTransform().inverted()[0].map(at)
        in_view = at + QPointF(view.viewport().pos())
        self.zoom = min(NEAREST, max(FARTHEST, zoom))
        self.is_fitted = False
        self.apply()
        moved = view.viewportTransform().map(in_map) + QPointF(view.viewport().pos()) - in_view
        across, down = view.horizontalScrollBar(), view.verticalScrollBar()
        across.setValue(across.value() + round(moved.x()))
        down.setValue(down.value() + round(moved.y()))
        view.zoomed.emit(self.zoom)

    def apply(self) -> None:
        """Make the view show this zoom, and its margins hold the headings."""
        self._view.setTransform(QTransform.fromScale(self.scale, self.scale))
        self._view.place_headings()

    def fit(self) -> None:
        """Show the whole map, no larger than its natural size and a bit."""
        view, plan = self._view, self._view.plan
        frame = 2 * view.frameWidth()
        width, height = max(80, view.width() - frame - 2), max(80, view.height() - frame - 2)
        zoom = 1.0
        for _ in range(6):
            head = heading_zoom(zoom) * PIXELS_PER_UNIT
            across = (width - plan.header_width * head) / max(1.0, plan.width - plan.header_width + MARGIN)
            down = (height - plan.header_height * head) / max(1.0, plan.height - plan.header_height + MARGIN)
            zoom = min(1.25, max(FARTHEST, min(across, down) / PIXELS_PER_UNIT))
        self.zoom = zoom
        self.apply()
        view.horizontalScrollBar().setValue(view.horizontalScrollBar().minimum())
        view.verticalScrollBar().setValue(view.verticalScrollBar().minimum())
        self.is_fitted = True
        view.zoomed.emit(self.zoom)

    def refit(self) -> None:
        """Show the whole map again, if that is what was shown."""
        if self.is_fitted:
            self.fit()

    def reveal(self, record_id: RecordId) -> bool:
        """Bring a record into view; False where the map does not show it."""
        view = self._view
        plan, visible = view.plan, view.visible_rect()
        item = view.scene_of_map.items_by_id.get(record_id)
        if item is not None:
            self.show_rect(item.boundingRect())
            return True
        for stage in plan.stages:
            if stage.stage_id == record_id:
                width = min(stage.rect.width, visible.width() / 2)
                self.show_rect(QRectF(stage.rect.x, visible.center().y(), width, 1))
                return True
        for lane in plan.lanes:
            if record_id in (lane.key.team_id, lane.key.channel_id):
                height = min(lane.rect.height, visible.height() / 2)
                self.show_rect(QRectF(visible.center().x(), lane.rect.y, 1, height))
                return True
        return False

    def show_rect(self, rect: QRectF) -> None:
        """Scroll as little as is needed to show a rectangle of the map with some room around it."""
        self._view.ensureVisible(rect, 40, 40)

    def edge_pull(self, pos: QPoint) -> QPoint:
        """Return how far to scroll while something is dragged near the edge of the viewport."""
        area, reach = self._view.viewport().rect(), 36

        def pull(at: int, length: int) -> int:
            if at < reach:
                return -max(2, (reach - max(at, -reach)) // 2)
            if at > length - reach:
                return max(2, (min(at, length + reach) - length + reach) // 2)
            return 0

        return QPoint(pull(pos.x(), area.width()), pull(pos.y(), area.height()))


def heading_zoom(zoom: float) -> float:
    """Return the zoom of headings beside a map of this zoom."""
    return min(LARGEST_HEADING, max(SMALLEST_HEADING, zoom))
