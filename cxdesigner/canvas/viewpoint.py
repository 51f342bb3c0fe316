"""Where one stands before the map: how near, and how a point stays under the pointer while that changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsView

from cxdesigner.document.records import ExperienceCell, LaneKind, Note, RecordId

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

PIXELS_PER_UNIT = 96 / 254
"""At 100 % a map has its natural size on a screen of 96 dots an inch."""

NEAREST, FARTHEST, LEAST = 4.0, 0.05, 0.001
"""A map that is too large to be in view as a whole even from *FARTHEST* may be seen from farther away."""
STEP = 1.2
MARGIN = 60.0
"""Free ground beyond the right and lower end of the map, in units."""

CLEAR = 12
"""Pixels between the overview in the corner and what is shown beside it."""

LEAST_FILLING, MOST_FILLING = 0.3, 1.5
"""How far and how near one comes to see a part of the map as a whole."""

SMALLEST_HEADING, LARGEST_HEADING = 0.62, 1.2
"""Headings stay readable when the map is far, and leave room when it is near."""


class Viewpoint:
    """The zoom of a view. Headings grow less than the map does; see `heading_scale`."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self.zoom = 1.0
        self.is_fitted = False
        """The whole map is shown, and stays so when the window changes, until somebody zooms or scrolls."""
        self._lanes = LaneKind.TEAM
        self.stepped_back: tuple[float, float] | None = None
        """The zoom before several things were shown together, and the one at which they are; see `looking.show_together`."""

    @property
    def scale(self) -> float:
        """Pixels in a unit."""
        return self.zoom * PIXELS_PER_UNIT

    @property
    def heading_scale(self) -> float:
        """Pixels in a unit of a heading."""
        return heading_zoom(self.zoom) * PIXELS_PER_UNIT

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Come nearer or step back; what is under *at* (in the viewport; its centre if none is given) stays there.

        With a place it is a gesture: what is in view is stretched at once, and crisp when the hand rests.
        """
        view, is_gesture = self._view, at is not None
        at = at or QRectF(view.viewport().rect()).center()
        in_map = view.viewportTransform().inverted()[0].map(at)
        in_view = at + QPointF(view.viewport().pos())
        if is_gesture:
            view.begin_zooming()
        else:
            view.end_zooming()
        self.zoom = min(NEAREST, max(self.farthest(), zoom))
        self.is_fitted = False
        mode = view.viewportUpdateMode()
        view.setViewportUpdateMode(
            QGraphicsView.ViewportUpdateMode.FullViewportUpdate
        )  # or Qt would move old pixels first
        self.apply()
        moved = view.viewportTransform().map(in_map) + QPointF(view.viewport().pos()) - in_view
        across, down = view.horizontalScrollBar(), view.verticalScrollBar()
        across.setValue(across.value() + round(moved.x()))
        down.setValue(down.value() + round(moved.y()))
        view.setViewportUpdateMode(mode)
        view.zoomed.emit(self.zoom)

    def apply(self) -> None:
        """Make the view show this zoom, and its margins hold the headings."""
        self._view.setTransform(QTransform.fromScale(self.scale, self.scale))
        self._view.place_headings()

    def follow_plan(self) -> None:
        """Follow another plan; where the lanes are others now, what is selected comes into view."""
        self.apply()
        lanes, view = self._view.shown_plan.lanes_by, self._view
        if lanes != self._lanes:
            self._lanes = lanes
            rect = self._first_of(view.selection)
            if rect is not None:
                self.show_rect(rect)

    def farthest(self) -> float:
        """Return the zoom beyond which one cannot step back: the whole map is in view in any case."""
        return min(FARTHEST, self.whole_map())

    def whole_map(self) -> float:
        """Return the zoom at which the whole map is in view, no larger than its natural size and a bit."""
        view, plan = self._view, self._view.plan
        frame = 2 * view.frameWidth()
        width, height = max(80, view.width() - frame - 2), max(80, view.height() - frame - 2)
        zoom = 1.0
        for _ in range(6):
            head = heading_zoom(zoom) * PIXELS_PER_UNIT
            across = (width - plan.header_width * head) / max(1.0, plan.width - plan.header_width + MARGIN)
            down = (height - plan.header_height * head) / max(1.0, plan.height - plan.header_height + MARGIN)
            zoom = min(1.25, max(LEAST, min(across, down) / PIXELS_PER_UNIT))
        return zoom

    def fit(self) -> None:
        """Show the whole map."""
        view = self._view
        self.zoom = self.whole_map()
        view.end_zooming()
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
        for row in plan.rows:
            if row.row_id == record_id:
                self.show_rect(QRectF(visible.center().x(), row.rect.y, 1, row.rect.height))
                return True
        rect = self.rect_of(record_id)
        if rect is not None:
            self.show_rect(rect)
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
        self._clear_overview(rect)

    def scroll_by(self, by: QPoint) -> None:
        """Scroll by so many pixels to the right and down, as far as the map goes."""
        for bar, pixels in ((self._view.horizontalScrollBar(), by.x()), (self._view.verticalScrollBar(), by.y())):
            bar.setValue(bar.value() + pixels)

    def _clear_overview(self, rect: QRectF) -> None:
        """Scroll on, by the shorter way, where what was asked for would lie under the overview in the corner."""
        view = self._view
        if "minimap" not in vars(view) or view.minimap.isHidden():
            return
        shown, corner = view.in_viewport(rect), view.minimap.geometry()
        if not shown.intersects(corner):
            return
        ways = []
        for bar, far, near, start in (
            (view.verticalScrollBar(), shown.bottom(), corner.top(), shown.top()),
            (view.horizontalScrollBar(), shown.right(), corner.left(), shown.left()),
        ):
            by = far - near + CLEAR
            if bar.value() + by <= bar.maximum() and start >= by:
                ways.append((by, bar))
        if ways:
            by, bar = min(ways, key=lambda way: way[0])
            bar.setValue(bar.value() + by)

    def rect_of(self, record_id: RecordId) -> QRectF | None:
        """Return where a card, note, row or what stands in a row is on the map; None for all else."""
        plan, record = self._view.plan, self._view.document.find(record_id)
        card = plan.card(record_id) or (plan.pile(record_id) if plan.piles else None)
        rect = card.rect if card is not None else None
        if isinstance(record, Note):
            rect = next((note.rect for note in plan.notes if note.note_id == record_id), None)
        elif isinstance(record, ExperienceCell):
            for row in plan.rows:
                if row.row_id == record.row_id:
                    said = (
                        block
                        for stage_id, step, block in row.cells
                        if (stage_id, step) == (record.stage_id, record.step)
                    )
                    rect = next((block.rect for block in said), row.rect)
        return QRectF(*rect) if rect is not None else None

    def _first_of(self, record_ids: Iterable[RecordId]) -> QRectF | None:
        """Return where the first of some records is that the map shows."""
        return next((rect for rect in map(self.rect_of, record_ids) if rect is not None), None)

    def middle_of(self, record_ids: Iterable[RecordId]) -> QPointF | None:
        """Return where in the viewport the first of some records is; None where it is out of view."""
        rect = self._first_of(record_ids)
        if rect is None or not self._view.visible_rect().contains(rect.center()):
            return None
        return self._view.viewportTransform().map(rect.center())

    def zoom_by(self, factor: float) -> None:
        """Come nearer or step back as the keys do: what is selected stays in view, if it was; else the middle does."""
        view = self._view
        middle = self.middle_of(view.selection)
        self.set_zoom(self.zoom * factor, middle)
        rect = self._first_of(view.selection)
        if middle is not None and rect is not None:
            self.show_rect(rect)

    def show_natural_size(self) -> None:
        """Show the map in its natural size: what is selected stays where it is, if it was in view; else the middle does."""
        view = self._view
        middle = self.middle_of(view.selection)
        self.set_zoom(1.0)
        rect = self._first_of(view.selection)
        if middle is not None and rect is not None:
            self.scroll_by((view.viewportTransform().map(rect.center()) - middle).toPoint())
            self.show_rect(rect)

    def show_records(self, record_ids: Iterable[RecordId]) -> None:
        """Let some records fill the view together."""
        record_ids = tuple(record_ids)
        rects = [rect for rect in map(self.rect_of, record_ids) if rect is not None]
        if rects:
            together = rects[0]
            for rect in rects[1:]:
                together = together.united(rect)
            self.fill_with(together)
        for record_id in record_ids[:1] if not rects else ():
            stages = [stage.stage_id for stage in self._view.plan.stages]
            if record_id in stages:
                self.show_stage(record_id)
            else:
                self.reveal(record_id)

    def show_stage(self, stage_id: RecordId) -> None:
        """Let one stage fill the view, all its lanes if they can be read."""
        stage = next((stage for stage in self._view.plan.stages if stage.stage_id == stage_id), None)
        plan = self._view.plan
        if stage is not None:
            height = plan.height - plan.header_height
            self.fill_with(QRectF(stage.rect.x, plan.header_height, stage.rect.width, height))

    def fill_with(self, rect: QRectF) -> None:
        """Come so near that a rectangle of the map fills the view, but no nearer than letters need, and not too far to read."""
        view = self._view
        area = view.viewport().rect()
        zoom = min(area.width() / max(1.0, rect.width() + MARGIN), area.height() / max(1.0, rect.height() + MARGIN))
        self.set_zoom(min(MOST_FILLING, max(LEAST_FILLING, zoom / PIXELS_PER_UNIT)))
        left, top = view.in_viewport(rect).left(), view.in_viewport(rect).top()
        size = view.in_viewport(rect).size()
        across, down = view.horizontalScrollBar(), view.verticalScrollBar()
        across.setValue(across.value() + left - max(10, (view.viewport().width() - size.width()) // 2))
        down.setValue(down.value() + top - max(10, (view.viewport().height() - size.height()) // 2))

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
