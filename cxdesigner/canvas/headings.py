"""Headings that stay in view: stages on top, lanes at the left, at every scroll and zoom.

They are widgets in the margins of the view, painted by the very functions that paint them on paper; the map below keeps
its fast scrolling. A heading is dragged to reorder stages or lanes with all that is in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cxdesigner.canvas import fonts
from cxdesigner.canvas.ground import (
    COUNT_ROOM,
    paint_curve_heading,
    paint_lane_heading,
    paint_outer_heading,
    paint_row_heading,
    paint_stage_heading,
)
from cxdesigner.canvas.ink import color
from cxdesigner.canvas.landing import lane_gap, stage_gap
from cxdesigner.canvas.strip import Spot, Strip
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import LaneBox, Rect, StageBox, TextBlock

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView


def shortened(block: TextBlock, width: float) -> TextBlock:
    """Return the words of a heading on one line within a width, for when there is less room than the plan has."""
    text = fonts.metrics(block.style).elidedText(" ".join(block.lines), Qt.TextElideMode.ElideRight, max(0.0, width))
    return block._replace(lines=(text,))


class StageStrip(Strip):
    """The stages, on top."""

    def spots(self) -> list[Spot]:
        scale = self.view.viewpoint.heading_scale
        found = []
        for stage in self.view.plan.stages:
            left, right = self._span(stage)
            top, bottom = stage.rect.y * scale, stage.rect.bottom * scale
            rect = QRectF(left, top, max(4.0, right - left), bottom - top)
            found.append(Spot(stage.stage_id, None, rect))
        return found

    def _span(self, stage: StageBox) -> tuple[float, float]:
        """Return where the band of a stage begins and ends, in pixels."""
        return self.view.across(stage.rect.x), self.view.across(stage.rect.right)

    def paint_all(self, painter: QPainter) -> None:
        for stage, spot in zip(self.view.plan.stages, self.spots(), strict=True):
            if spot.rect.right() > 0 and spot.rect.left() < self.width():
                painter.setOpacity(self.opacity_of(spot.record_id))
                self._paint_stage(painter, stage, spot.rect)

    def paint_spot(self, painter: QPainter, spot: Spot, at: QPointF) -> None:
        stage = next(stage for stage in self.view.plan.stages if stage.stage_id == spot.record_id)
        self._paint_stage(painter, stage, QRectF(QPointF(at.x(), spot.rect.y()), spot.rect.size()))

    def _paint_stage(self, painter: QPainter, stage: StageBox, rect: QRectF) -> None:
        scale = self.view.viewpoint.heading_scale
        place = Rect(rect.x() / scale, stage.rect.y, rect.width() / scale, stage.rect.height)
        inset = stage.title.rect.x - stage.rect.x
        taken = max((fonts.measure(text, stage.title.style) for text in stage.title.lines), default=0.0)
        hidden = max(0.0, -place.x)
        indent = max(0.0, min(hidden, place.width - taken - 2 * inset))
        room = place.width - indent - inset - 16
        if taken > room:
            stage = stage._replace(title=shortened(stage.title, room))
        if stage.outside is not None and fonts.measure(stage.outside.lines[0], stage.outside.style) > room:
            stage = stage._replace(outside=shortened(stage.outside, room))
        painter.save()
        painter.scale(scale, scale)
        painter.setClipRect(QRectF(place.x - 2, place.y - 2, place.width + 4, place.height + 4))
        paint_stage_heading(
            painter,
            stage,
            self.view.theme,
            rect=place,
            indent=indent,
            is_selected=stage.stage_id in self.view.selection,
            is_hovered=stage.stage_id == self.hovered,
        )
        painter.restore()

    def show_gap(self, at: QPoint) -> None:
        _, x = stage_gap(self.view.plan, self.view.in_map(QPointF(at)).x())
        self.view.show_gap_across(x)

    def drop(self, spot: Spot, at: QPoint) -> None:
        before_id, _ = stage_gap(self.view.plan, self.view.in_map(QPointF(at)).x())
        stage_id = spot.record_id
        if stage_id is not None and before_id != stage_id:
            from cxdesigner.commands.stages import move_stage

            self.view.do(lambda: move_stage(self.view.document, stage_id, before_id))


class LaneStrip(Strip):
    """The lanes, rows and the curve, at the left."""

    def spots(self) -> list[Spot]:
        scale = self.view.viewpoint.heading_scale
        found = []
        for lane in self.view.plan.lanes:
            top, bottom = self.view.down(lane.header.y), self.view.down(lane.header.bottom)
            rect = QRectF(lane.header.x * scale, top, lane.header.width * scale, bottom - top)
            key = lane.key
            record_id = key.channel_id if lane.key.kind.value.endswith("channel") else key.team_id
            found.append(Spot(record_id, key, rect))
            if lane.outer is not None and lane.outer_title is not None:
                top, bottom = self.view.down(lane.outer.y), self.view.down(lane.outer.bottom)
                rect = QRectF(lane.outer.x * scale, top, lane.outer.width * scale, bottom - top)
                found.append(Spot(key.team_id, key._replace(channel_id=None), rect, is_outer=True))
        return found

    def paint_all(self, painter: QPainter) -> None:
        plan = self.view.plan
        if not plan.stages:
            return
        for lane in plan.lanes:
            painter.setOpacity(self.opacity_of(self._record_of(lane)))
            self._paint_lane(painter, lane, 0.0)
        painter.setOpacity(1.0)
        for lane in plan.lanes:
            self._paint_outer(painter, lane)
        scale = self.view.viewpoint.heading_scale
        painter.scale(scale, scale)
        for row in plan.rows:
            if row.header.height > 0:
                paint_row_heading(painter, row, self.view.theme, rect=self._place(row.header))
        if plan.curve is not None:
            place = self._place(plan.curve.header)
            painter.setClipRect(QRectF(place.x, place.y, place.width, place.height))
            sunk = self._sunk(place, 26.0, 92.0 if place.height > 52 + COUNT_ROOM else 52.0)
            paint_curve_heading(painter, plan.curve, self.view.theme, rect=place, sunk=sunk)

    def _place(self, header: Rect) -> Rect:
        """Return where a heading is on the strip, in units of headings."""
        scale = self.view.viewpoint.heading_scale
        top, bottom = self.view.down(header.y) / scale, self.view.down(header.bottom) / scale
        return Rect(header.x, top, header.width, bottom - top)

    def _sunk(self, place: Rect, inset: float, height: float) -> float:
        """Return how far words move so that they stay in view in a tall lane, and within a low one."""
        if place.height < inset + height:
            return max(-inset, (place.height - height) / 2 - inset)
        hidden = max(0.0, -place.y)
        return min(hidden, place.height - height - 2 * inset) if hidden and place.height > height + 2 * inset else 0.0

    def _paint_lane(self, painter: QPainter, lane: LaneBox, moved: float) -> None:
        scale = self.view.viewpoint.heading_scale
        place = self._place(lane.header).moved(0, moved / scale)
        if place.bottom < 0 or place.y * scale > self.height():
            return
        room = lane.header.right - lane.title.rect.x - 12
        is_tight = place.height < lane.title.rect.height + 90
        if is_tight and (len(lane.title.lines) > 1 or fonts.measure(lane.title.lines[0], lane.title.style) > room):
            lane = lane._replace(title=shortened(lane.title, room))
        words = lane.title.line_height * len(lane.title.lines)
        height = words + 40 if place.height > words + COUNT_ROOM else words
        sunk = self._sunk(place, lane.title.rect.y - lane.header.y, height)
        painter.save()
        painter.scale(scale, scale)
        painter.setClipRect(QRectF(place.x, place.y, place.width, place.height))
        paint_lane_heading(
            painter,
            lane,
            self.view.theme,
            rect=place,
            sunk=sunk,
            is_selected=self._record_of(lane) in self.view.selection,
            is_hovered=self._record_of(lane) is not None and self._record_of(lane) == self.hovered,
        )
        painter.restore()

    def _paint_outer(self, painter: QPainter, lane: LaneBox) -> None:
        if lane.outer is None or lane.outer_title is None:
            return
        scale = self.view.viewpoint.heading_scale
        place = self._place(lane.outer)
        painter.save()
        painter.scale(scale, scale)
        painter.setClipRect(QRectF(place.x, place.y, place.width, place.height))
        sunk = self._sunk(place, lane.outer_title.rect.y - lane.outer.y, lane.outer_title.rect.height)
        paint_outer_heading(painter, lane, self.view.theme, rect=place, sunk=sunk)
        painter.restore()

    def _record_of(self, lane: LaneBox) -> RecordId | None:
        return lane.key.channel_id if lane.key.kind.value.endswith("channel") else lane.key.team_id

    def paint_spot(self, painter: QPainter, spot: Spot, at: QPointF) -> None:
        for lane in self.view.plan.lanes:
            if lane.key == spot.lane:
                self._paint_lane(painter, lane, at.y() - spot.rect.y())

    def why_not(self, spot: Spot) -> str:
        from cxdesigner.commands.allowed import may_move_lane

        return may_move_lane(spot.lane) if spot.lane is not None else ""

    def show_gap(self, at: QPoint) -> None:
        _, y = lane_gap(self.view.plan, self.view.in_map(QPointF(at)).y())
        self.view.show_gap_down(y)

    def drop(self, spot: Spot, at: QPoint) -> None:
        before, _ = lane_gap(self.view.plan, self.view.in_map(QPointF(at)).y())
        lane = spot.lane
        if lane is not None and before is not None and spot.is_outer and before.team_id == lane.team_id:
            return
        if lane is not None and before != lane:
            from cxdesigner.commands.lanes import move_lane

            self.view.do(lambda: move_lane(self.view.document, self.view.map_id, lane, before))


class Corner(QWidget):
    """The empty corner between the headings."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), self.height()), color(self._view.theme.ground))
        painter.end()
