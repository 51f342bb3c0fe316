"""Headings that stay in view: stages on top, lanes at the left, at every scroll and zoom.

They are widgets in the margins of the view, painted by the very functions that paint them on paper; the map below keeps
its fast scrolling. A heading is dragged to reorder stages or lanes with all that is in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from cxdesigner.canvas import folds, fonts
from cxdesigner.canvas.far import LINE, joined, largest
from cxdesigner.canvas.ground import (
    paint_stage_heading,
)
from cxdesigner.canvas.landing import stage_gap
from cxdesigner.canvas.strip import Spot, Strip
from cxdesigner.layout.plan import Plan, Rect, StageBox, TextBlock

if TYPE_CHECKING:
    from cxdesigner.canvas.borders import Border
    from cxdesigner.journey.times import StepTime, Times


def shortened(block: TextBlock, width: float, most_lines: int = 1) -> TextBlock:
    """Return the words of a heading on fewer lines within a width, for when there is less room than the plan has."""
    if width < 2 * block.style.size:
        return block._replace(lines=(), is_cut=True)
    kept, rest = block.lines[: most_lines - 1], " ".join(block.lines[most_lines - 1 :])
    text = fonts.metrics(fonts.legible(block.style, rest)).elidedText(
        rest, Qt.TextElideMode.ElideRight, max(0.0, width)
    )
    return block._replace(lines=(*kept, text), is_cut=block.is_cut or text != rest)


def narrowed(block: TextBlock, width: float, height: float = 0.0) -> TextBlock:
    """Return the words of a heading in letters so small that all of them fit a width, and a height if there is more of it.

    They stay as they are where letters that can still be read are not small enough.
    """
    least, height = block.style._replace(size=int(NARROWEST * block.style.size)), max(height, block.line_height)
    wide = sum(fonts.measure(line, block.style) for line in block.lines)
    if (wide <= width and len(block.lines) == 1) or wide * NARROWEST > width * (height // (least.size * LINE)):
        return block  # Known without trying, which takes its time while one zooms.
    lines, size = largest(joined(block.lines), width, height, least, block.style.size)
    if not lines or (size == block.style.size and len(lines) >= len(block.lines)):
        return block
    line_height = size * LINE if len(lines) > 1 else block.line_height
    return block._replace(lines=lines, style=block.style._replace(size=size), line_height=line_height)


def lowered(block: TextBlock, height: float) -> TextBlock:
    """Return words in letters so small that a line fits a height; none where nobody could read them."""
    if height >= block.line_height:
        return block
    size = int(block.style.size * height / block.line_height)
    lines = block.lines if size >= SMALLEST else ()
    return block._replace(lines=lines, style=block.style._replace(size=max(1, size)), line_height=height)


def _within(stage: StageBox, room: float, title_room: float) -> StageBox:
    """Return a stage whose words that read from the right end where their room does."""
    title = stage.title._replace(rect=stage.title.rect._replace(width=title_room))
    outside = stage.outside
    if outside is not None:
        outside = outside._replace(rect=outside.rect._replace(width=room))
    return stage._replace(title=title, outside=outside)


COUNT = 150.0
"""Room for “3 steps” beside the title of a stage, in units of headings."""
NARROWEST = 0.7
"""How much smaller the letters of a heading may get before its words are cut instead."""
SMALLEST = 22
"""Height of the smallest letters of a heading, in units of headings."""


def in_units(rect: Rect, scale: float) -> Rect:
    """Return a rectangle of pixels in units of headings."""
    return Rect(rect.x / scale, rect.y / scale, rect.width / scale, rect.height / scale)


def in_pixels(rect: Rect, scale: float) -> QRectF:
    """Return a rectangle of headings in pixels of the strip."""
    return QRectF(rect.x * scale, rect.y * scale, rect.width * scale, rect.height * scale)


class StageStrip(Strip):
    """The stages, on top."""

    def along(self) -> tuple[float, float]:
        transform = self.view.viewportTransform()
        return transform.m11(), transform.dx()

    def stretched(self, start: float, length: float) -> QRectF:
        return QRectF(start, 0, length, self.height())

    def spots(self) -> list[Spot]:
        scale, (times, plus) = self.view.viewpoint.heading_scale, self.along()
        found = []
        for stage in self.view.plan.stages:
            left, right = stage.rect.x * times + plus, stage.rect.right * times + plus
            top, bottom = stage.rect.y * scale, stage.rect.bottom * scale
            rect = QRectF(left, top, max(4.0, right - left), bottom - top)
            seen = Rect(rect.x(), rect.y(), min(rect.right(), self.width()) - rect.x(), rect.height())
            chevron = in_pixels(folds.chevron_of_stage(in_units(seen, scale), stage), scale)
            found.append(Spot(stage.stage_id, None, rect, chevron=chevron, is_collapsed=stage.is_collapsed))
        return found

    def border_at(self, at: QPoint) -> Border | None:
        from cxdesigner.canvas.borders import stage_border_at

        return stage_border_at(self.view, at.x())

    def toggle(self, spot: Spot) -> None:
        from cxdesigner.commands.shapes import collapse_stages

        stage_id = spot.record_id
        if stage_id is not None:
            self.view.do(
                lambda: collapse_stages(self.view.document, [stage_id], is_collapsed=not spot.is_collapsed),
                selects=False,
            )

    def note_press(self, spot: Spot | None, at: QPoint) -> None:
        self.pressed_at = self.view.in_map(QPointF(at)).x() if spot is not None else None

    pressed_at: float | None = None
    """Where across the map a heading was pressed last."""

    def paint_all(self, painter: QPainter) -> None:
        for stage, spot in zip(self.view.plan.stages, self.spots(), strict=True):
            if spot.rect.right() > 0 and spot.rect.left() < self.width():
                painter.setOpacity(self.opacity_of(spot.record_id))
                self._paint_stage(painter, stage, spot)
        if self.view.plan.time_scale is not None:
            painter.setOpacity(1.0)
            self._paint_times(painter)

    def _paint_times(self, painter: QPainter) -> None:
        """Draw the time scale over the columns that are in view."""
        from cxdesigner.canvas.time_scale import columns_of, paint_step_time
        from cxdesigner.journey.times import Times

        view, scale, (times, plus) = self.view, self.view.viewpoint.heading_scale, self.along()
        painter.save()
        painter.scale(scale, scale)
        known = self._times
        if known is None or known[0] is not view.plan or known[1] is not view.times:
            known = self._times = view.plan, view.times, columns_of(view.plan, view.times or Times({}, {}))
        for place, time, is_again in known[2]:
            left, right = (place.x * times + plus) / scale, (place.right * times + plus) / scale
            if right > 0 and left * scale < self.width():
                seen = place._replace(x=left, width=right - left)
                paint_step_time(painter, seen, time, view.theme, has_words=not is_again or left < 0)
        painter.restore()

    _times: tuple[Plan, Times | None, list[tuple[Rect, StepTime | None, bool]]] | None = None
    """What stands on the time scale, and the plan and the times for which it was worked out."""

    def tip_at(self, at: QPoint) -> str:
        return super().tip_at(at) or self._time_at(at)

    def _time_at(self, at: QPoint) -> str:
        """Return what the time scale tells at a point."""
        from cxdesigner.canvas.tips import time_tip

        scale, x = self.view.plan.time_scale, self.view.in_map(QPointF(at)).x()
        if scale is None or at.y() < scale.y * self.view.viewpoint.heading_scale:
            return ""
        column = next((column for column in self.view.plan.columns if column.rect.x <= x < column.rect.right), None)
        return time_tip(self.view, column) if column is not None else ""

    def paint_spot(self, painter: QPainter, spot: Spot, at: QPointF) -> None:
        stage = next(stage for stage in self.view.plan.stages if stage.stage_id == spot.record_id)
        rect = QRectF(QPointF(at.x(), spot.rect.y()), spot.rect.size())
        self._paint_stage(painter, stage, spot._replace(rect=rect, chevron=None))

    def _paint_stage(self, painter: QPainter, stage: StageBox, spot: Spot) -> None:
        rect, scale = spot.rect, self.view.viewpoint.heading_scale
        place = Rect(rect.x() / scale, stage.rect.y, rect.width() / scale, stage.rect.height)
        if stage.is_collapsed:
            self._paint_collapsed(painter, stage, place)
            return
        inset = stage.title.rect.x - stage.rect.x
        stage = stage._replace(title=narrowed(stage.title, place.width - inset - 16))
        taken = max((fonts.measure(text, stage.title.style) for text in stage.title.lines), default=0.0)
        hidden = max(0.0, -place.x)
        indent = min(hidden, place.width)
        end = min(place.right, self.width() / scale)
        square = None
        if spot.chevron is not None and self.shows_chevron(spot):
            square = folds.chevron_of_stage(place._replace(width=end - place.x), stage)
            end = square.x
        room = end - place.x - indent - inset - 16
        if taken > room:
            stage = stage._replace(title=shortened(stage.title, room))
        if stage.outside is not None and fonts.measure(stage.outside.lines[0], stage.outside.style) > room:
            stage = stage._replace(outside=shortened(stage.outside, room))
        stage = _within(stage, room, room - COUNT if taken <= room - COUNT else room)
        painter.save()
        painter.scale(scale, scale)
        painter.setClipRect(QRectF(place.x - 2, place.y - 2, place.width + 4, place.height + 4))
        paint_stage_heading(
            painter,
            stage,
            self.view.theme,
            rect=place,
            indent=indent,
            end=end,
            is_selected=stage.stage_id in self.view.selection,
            is_hovered=stage.stage_id == self.hovered,
        )
        if square is not None:
            folds.paint_button(painter, square, self.view.theme.stage, self.view.theme.stage_ink)
        painter.restore()

    def _paint_collapsed(self, painter: QPainter, stage: StageBox, place: Rect) -> None:
        scale, inset = self.view.viewpoint.heading_scale, stage.title.rect.x - stage.rect.x
        stage = stage._replace(title=narrowed(stage.title, place.width - 2 * inset))
        if max((fonts.measure(text, stage.title.style) for text in stage.title.lines), default=0.0) > (
            place.width - 2 * inset
        ):
            stage = stage._replace(title=shortened(stage.title, place.width - 2 * inset))
        painter.save()
        painter.scale(scale, scale)
        painter.setClipRect(QRectF(place.x - 2, place.y - 2, place.width + 4, place.height + 4))
        folds.paint_collapsed_stage(
            painter,
            stage,
            self.view.theme,
            place,
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
