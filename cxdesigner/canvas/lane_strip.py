"""The headings at the left that stay in view: lanes, the teams around them, experience rows and the curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QPainter

from cxdesigner.canvas import folds, fonts
from cxdesigner.canvas.ground import (
    COUNT_ROOM,
    paint_curve_heading,
    paint_lane_heading,
    paint_outer_heading,
    paint_row_heading,
)
from cxdesigner.canvas.landing import lane_gap
from cxdesigner.canvas.strip import Spot, Strip
from cxdesigner.document.records import LaneKind, RecordId
from cxdesigner.layout.heads import COLLAPSED_COUNT
from cxdesigner.layout.plan import LaneBox, LaneKey, Rect, RowBox
from cxdesigner.layout.shapes import outer_of

if TYPE_CHECKING:
    from cxdesigner.canvas.borders import Border
from cxdesigner.canvas.headings import in_pixels, lowered, narrowed, shortened


class LaneStrip(Strip):
    """The lanes, rows and the curve, at the left."""

    def along(self) -> tuple[float, float]:
        transform = self.view.viewportTransform()
        return transform.m22(), transform.dy()

    def stretched(self, start: float, length: float) -> QRectF:
        return QRectF(0, start, self.width(), length)

    def spots(self) -> list[Spot]:
        scale = self.view.viewpoint.heading_scale
        found = []
        for lane in self.view.plan.lanes:
            top, bottom = self.view.down(lane.header.y), self.view.down(lane.header.bottom)
            rect = QRectF(lane.header.x * scale, top, lane.header.width * scale, bottom - top)
            key = lane.key
            record_id = key.channel_id if lane.key.kind.endswith("channel") else key.team_id
            chevron = self._chevron(self._place(lane.header), is_collapsed=lane.is_collapsed)
            found.append(Spot(record_id, key, rect, chevron=chevron, is_collapsed=lane.is_collapsed))
            around = outer_of(key)
            if lane.outer is not None and lane.outer_title is not None and around is not None:
                top, bottom = self.view.down(lane.outer.y), self.view.down(lane.outer.bottom)
                rect = QRectF(lane.outer.x * scale, top, lane.outer.width * scale, bottom - top)
                chevron = self._chevron(self._place(lane.outer), is_collapsed=False)
                found.append(Spot(key.team_id, around, rect, is_outer=True, chevron=chevron))
        for row in self.view.plan.rows:
            place = self._place(row.header)
            found.append(Spot(row.row_id, None, in_pixels(place, scale)))
        return found

    def _chevron(self, place: Rect, *, is_collapsed: bool) -> QRectF:
        seen = place._replace(y=max(0.0, place.y), height=place.bottom - max(0.0, place.y))
        return in_pixels(folds.chevron_of_lane(seen, is_collapsed=is_collapsed), self.view.viewpoint.heading_scale)

    current: LaneKey | None = None
    """The lane whose heading was pressed last; ask `current_lane`."""

    def note_press(self, spot: Spot | None, at: QPoint) -> None:
        self.current = spot.lane if spot is not None else None

    def current_lane(self) -> LaneKey | None:
        """Return the lane that menus speak of: the one pressed last, if it is still there and still what is selected."""
        selection = self.view.selection
        if len(selection) > 1:
            return None
        found: list[tuple[RecordId | None, LaneKey]] = []
        for lane in self.view.plan.lanes:
            around = outer_of(lane.key)
            if lane.outer is not None and around is not None:
                found.append((around.team_id, around))
            found.append((self._record_of(lane), lane.key))
        for record_id, key in found:
            if key == self.current and selection == ((record_id,) if record_id is not None else ()):
                return key
        return next((key for record_id, key in found if selection == (record_id,)), None)

    def spot_of(self, record_id: RecordId) -> Spot | None:
        """Return the heading of a record: of a channel with several lanes, the one that was pressed last."""
        own = [spot for spot in self.spots() if spot.record_id == record_id]
        return next(
            (spot for spot in own if spot.lane is not None and spot.lane == self.current), own[0] if own else None
        )

    def border_at(self, at: QPoint) -> Border | None:
        from cxdesigner.canvas.borders import lane_border_at

        return lane_border_at(self.view, at.x(), at.y())

    def toggle(self, spot: Spot) -> None:
        from cxdesigner.commands.shapes import collapse_lane

        view, lane = self.view, spot.lane
        if lane is not None:
            view.do(
                lambda: collapse_lane(view.document, view.map_id, lane, is_collapsed=not spot.is_collapsed),
                selects=False,
            )

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
                self._paint_row(painter, row, 0.0)
        if plan.curve is not None:
            place = self._place(plan.curve.header)
            painter.setClipRect(QRectF(place.x, place.y - 2, place.width + 2, place.height + 4))
            sunk = self._sunk(place, 26.0, 92.0 if place.height > 52 + COUNT_ROOM else 52.0)
            paint_curve_heading(painter, plan.curve, self.view.theme, rect=place, sunk=sunk)

    def _paint_row(self, painter: QPainter, row: RowBox, moved: float) -> None:
        place = self._place(row.header).moved(0, moved)
        if place.bottom < 0:
            return
        lines = max(1, int(place.height // row.title.line_height))
        if len(row.title.lines) > lines:
            room = row.header.right - row.title.rect.x - 12
            narrow = narrowed(row.title, room, place.height)
            row = row._replace(title=narrow if narrow != row.title else shortened(row.title, room, lines))
        row = row._replace(title=lowered(row.title, place.height))
        sunk = self._sunk(place, row.title.rect.y - row.header.y, row.title.line_height * len(row.title.lines))
        paint_row_heading(painter, row, self.view.theme, rect=place, sunk=sunk)

    def tip_at(self, at: QPoint) -> str:
        for row in self.view.plan.rows:
            if self.view.down(row.header.y) <= at.y() < self.view.down(row.header.bottom):
                from cxdesigner.canvas.tips import heading_tip

                return heading_tip(self.view, row.row_id)
        return super().tip_at(at)

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
        if lane.is_collapsed:
            room = place.right - lane.title.rect.x - COLLAPSED_COUNT
            is_tight = True
        if is_tight and (len(lane.title.lines) > 1 or fonts.measure(lane.title.lines[0], lane.title.style) > room):
            lane = lane._replace(title=narrowed(lane.title, room))
            if len(lane.title.lines) > 1 or fonts.measure(lane.title.lines[0], lane.title.style) > room:
                lane = lane._replace(title=shortened(lane.title, room))
        lane = lane._replace(title=lowered(lane.title, place.height))
        words = lane.title.line_height * len(lane.title.lines)
        height = words + 40 if place.height > words + COUNT_ROOM else words
        sunk = self._sunk(place, lane.title.rect.y - lane.header.y, height)
        painter.save()
        painter.scale(scale, scale)
        painter.setClipRect(QRectF(place.x, place.y - 2, place.width + 2, place.height + 4))
        paint_lane_heading(
            painter,
            lane,
            self.view.theme,
            rect=place,
            sunk=sunk,
            is_selected=self._record_of(lane) in self.view.selection,
            is_hovered=self.is_hovered(Spot(self._record_of(lane), lane.key, QRectF())),
        )
        self._paint_fold(painter, lane, place)
        painter.restore()

    def _paint_fold(self, painter: QPainter, lane: LaneBox, place: Rect) -> None:
        """Draw the chevron of a lane, and how many cards a collapsed one has."""
        theme, record_id = self.view.theme, self._record_of(lane)
        seen = place._replace(y=max(0.0, place.y), height=place.bottom - max(0.0, place.y))
        square = folds.chevron_of_lane(seen, is_collapsed=lane.is_collapsed)
        if lane.is_collapsed:
            folds.paint_collapsed_count(painter, lane.count, lane.title, theme, place)
            folds.paint_chevron(painter, square, theme.detail, points_right=True)
        elif self.shows_chevron(Spot(record_id, lane.key, QRectF(), chevron=QRectF())):
            ground = theme.landing if record_id in self.view.selection else theme.lane
            folds.paint_button(painter, square, ground, theme.detail)

    def _paint_outer(self, painter: QPainter, lane: LaneBox) -> None:
        if lane.outer is None or lane.outer_title is None:
            return
        scale = self.view.viewpoint.heading_scale
        place = self._place(lane.outer)
        painter.save()
        painter.scale(scale, scale)
        painter.setClipRect(QRectF(place.x, place.y - 2, place.width + 2, place.height + 4))
        sunk = self._sunk(place, lane.outer_title.rect.y - lane.outer.y, lane.outer_title.rect.height)
        paint_outer_heading(painter, lane, self.view.theme, rect=place, sunk=sunk)
        spot = Spot(lane.key.team_id, outer_of(lane.key), QRectF(), is_outer=True, chevron=QRectF())
        if self.shows_chevron(spot):
            seen = place._replace(y=max(0.0, place.y), height=place.bottom - max(0.0, place.y))
            square = folds.chevron_of_lane(seen, is_collapsed=False)
            folds.paint_button(painter, square, self.view.theme.heading, self.view.theme.detail)
        painter.restore()

    def _record_of(self, lane: LaneBox) -> RecordId | None:
        return lane.key.channel_id if lane.key.kind.endswith("channel") else lane.key.team_id

    def paint_spot(self, painter: QPainter, spot: Spot, at: QPointF) -> None:
        moved = at.y() - spot.rect.y()
        for lane in self.view.plan.lanes:
            if lane.key == spot.lane:
                self._paint_lane(painter, lane, moved)
        for row in self.view.plan.rows:
            if row.row_id == spot.record_id:
                scale = self.view.viewpoint.heading_scale
                painter.scale(scale, scale)
                self._paint_row(painter, row, moved / scale)

    def why_not(self, spot: Spot) -> str:
        from cxdesigner.commands.allowed import may_move_lane

        return may_move_lane(spot.lane) if spot.lane is not None else ""

    def show_gap(self, at: QPoint) -> None:
        from cxdesigner.canvas import gaps

        plan, y = self.view.plan, self.view.in_map(QPointF(at)).y()
        lane = self._pressed.lane if self._pressed is not None else None
        if lane is None:
            _, y = gaps.row_gap(plan, y)
        elif lane.kind is plan.lanes_by and lane.kind is LaneKind.TEAM_AND_CHANNEL:
            _, y = gaps.channel_gap(plan, lane, y)
        else:
            _, y = gaps.team_gap(plan, y) if lane.kind is LaneKind.TEAM else lane_gap(plan, y)
        self.view.show_gap_down(y)

    def drop(self, spot: Spot, at: QPoint) -> None:
        from cxdesigner.canvas import gaps
        from cxdesigner.commands.lanes import move_lane

        plan, y, lane = self.view.plan, self.view.in_map(QPointF(at)).y(), spot.lane
        if lane is None:
            self._drop_row(spot.record_id, y)
            return
        if lane.kind is LaneKind.TEAM_AND_CHANNEL:
            self._drop_channel(lane, y)
            return
        before, _ = gaps.team_gap(plan, y) if lane.kind is LaneKind.TEAM else lane_gap(plan, y)
        is_same = before is not None and lane.kind is LaneKind.TEAM and before.team_id == lane.team_id
        if before != lane and not is_same:
            self.view.do(lambda: move_lane(self.view.document, self.view.map_id, lane, before))

    def _drop_channel(self, lane: LaneKey, y: float) -> None:
        """Put a lane inside its team elsewhere; it never leaves its team this way."""
        from cxdesigner.canvas import gaps
        from cxdesigner.commands.lanes import move_channel_after, move_lane

        view = self.view
        before, _ = gaps.channel_gap(view.plan, lane, y)
        if before is not None and before != lane:
            view.do(lambda: move_lane(view.document, view.map_id, lane, before))
        others = [box.key.channel_id for box in gaps.lanes_of_team(view.plan, lane) if box.key != lane]
        last = next((one for one in reversed(others) if one is not None), None)
        channel_id = lane.channel_id
        if before is None and last is not None and channel_id is not None:
            view.do(lambda: move_channel_after(view.document, channel_id, last))

    def _drop_row(self, row_id: RecordId | None, y: float) -> None:
        from cxdesigner.canvas.gaps import row_gap
        from cxdesigner.commands.rows import move_row

        before_id, _ = row_gap(self.view.plan, y)
        if row_id is not None and before_id != row_id:
            self.view.do(lambda: move_row(self.view.document, row_id, before_id))
