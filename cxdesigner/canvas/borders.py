"""The borders between headings in the hand: a stage is made wider or narrower, a lane higher or lower."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from cxdesigner.canvas import fonts
from cxdesigner.layout.plan import LaneBox, StageBox
from cxdesigner.layout.shapes import HIGHEST, LOWEST, NARROWEST, WIDEST

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

REACH = 4.0
"""How near to a border the pointer takes hold of it, in pixels."""


class Border:
    """A border that can be dragged. It shows where it would go, and makes one edit when it is let go."""

    cursor = Qt.CursorShape.SplitHCursor

    def show(self, view: MapView, moved: QPoint) -> None:
        """Show the border so far from where it was taken, in pixels."""
        raise NotImplementedError

    def drop(self, view: MapView, moved: QPoint) -> None:
        """Leave the border there."""
        raise NotImplementedError

    def fit(self, view: MapView) -> None:
        """Give what it borders the size that its content needs."""
        raise NotImplementedError


class StageBorder(Border):
    """The border at the right of a stage: its cards become wider or narrower."""

    def __init__(self, stage: StageBox) -> None:
        self._stage = stage

    def _width(self, view: MapView, moved: QPoint) -> float:
        width = self._stage.columns[0].card_width
        wanted = width + moved.x() / view.viewpoint.scale / len(self._stage.columns)
        return min(max(wanted, NARROWEST), WIDEST)

    def show(self, view: MapView, moved: QPoint) -> None:
        columns = self._stage.columns
        more = self._width(view, moved) - columns[0].card_width
        view.show_gap_across(columns[-1].rect.right + more * len(columns))

    def drop(self, view: MapView, moved: QPoint) -> None:
        from cxdesigner.commands.shapes import resize_stage

        width = self._width(view, moved)
        if round(width) != round(self._stage.columns[0].card_width):
            view.do(lambda: resize_stage(view.document, self._stage.stage_id, width), selects=False)

    def fit(self, view: MapView) -> None:
        from cxdesigner.commands.shapes import resize_stage
        from cxdesigner.layout.fitting import fitting_width

        width = fitting_width(view.document, self._stage.stage_id, fonts.measure)
        view.do(lambda: resize_stage(view.document, self._stage.stage_id, width), selects=False)


class LaneBorder(Border):
    """The border below a lane: the lane becomes higher, or as low as its cards allow."""

    cursor = Qt.CursorShape.SplitVCursor

    def __init__(self, lane: LaneBox) -> None:
        self._lane = lane

    def _height(self, view: MapView, moved: QPoint) -> float:
        return min(max(self._lane.rect.height + moved.y() / view.viewpoint.scale, LOWEST), HIGHEST)

    def show(self, view: MapView, moved: QPoint) -> None:
        view.show_gap_down(self._lane.rect.y + self._height(view, moved))

    def drop(self, view: MapView, moved: QPoint) -> None:
        from cxdesigner.commands.shapes import resize_lane

        height = self._height(view, moved)
        if round(height) != round(self._lane.rect.height):
            view.do(lambda: resize_lane(view.document, view.map_id, self._lane.key, height), selects=False)

    def fit(self, view: MapView) -> None:
        from cxdesigner.commands.shapes import resize_lane

        view.do(lambda: resize_lane(view.document, view.map_id, self._lane.key, None), selects=False)


def stage_border_at(view: MapView, x: float) -> StageBorder | None:
    """Return the border of a stage near a place across the viewport; a collapsed stage has none."""
    for stage in view.plan.stages:
        if not stage.is_collapsed and abs(view.across(stage.columns[-1].rect.right) - x) <= REACH:
            return StageBorder(stage)
    return None


def lane_border_at(view: MapView, x: float, y: float) -> LaneBorder | None:
    """Return the border below a lane near a place of the headings; a collapsed lane has none.

    On the heading of a team around its lanes only the border below the last of them is meant.
    """
    lanes = view.plan.lanes
    for lane, below in zip(lanes, (*lanes[1:], None), strict=True):
        if lane.is_collapsed or abs(view.down(lane.rect.bottom) - y) > REACH:
            continue
        is_inside = below is not None and below.key.team_id == lane.key.team_id
        if is_inside and x < lane.header.x * view.viewpoint.heading_scale:
            return None
        return LaneBorder(lane)
    return None
