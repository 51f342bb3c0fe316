"""What cards stand on: lanes and steps, headings, experience rows and the emotion curve."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from cxdesigner.canvas import fonts, icons
from cxdesigner.canvas.faces import paint_face
from cxdesigner.canvas.ink import (
    NO_BRUSH,
    NO_PEN,
    baseline,
    brush,
    fill,
    line,
    pen,
    polygon,
    rounded,
    text_block,
    text_line,
)
from cxdesigner.canvas.marks import STRIPE, paint_outline, paint_stripe
from cxdesigner.canvas.theme import Theme
from cxdesigner.document.records import LaneKind
from cxdesigner.layout.plan import LANE_TITLE, SMALL, Curve, LaneBox, Plan, Rect, RowBox, StageBox, TextBlock

STAGE_RADIUS = 20.0
EMOTION = "Emotion"
COUNT_ROOM = 52.0
"""What the small line below a title needs; without it the title stands alone."""


def count_of(number: int, word: str) -> str:
    """Return a number with its word: “1 step”, “3 steps”."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


# -- the grid ------------------------------------------------------------------------------------------------------------


def paint_ground(painter: QPainter, plan: Plan, theme: Theme, clip: Rect | None = None) -> None:
    """Draw lanes, steps, rows and the curve: all that is below cards and links. Without a stage there is no ground."""
    if not plan.stages:
        return
    for index, lane in enumerate(plan.lanes):
        if clip is None or lane.rect.meets(clip):
            fill(painter, lane.rect, theme.lane_other if index % 2 else theme.lane)
    for row in plan.rows:
        if clip is None or row.rect.meets(clip):
            fill(painter, row.rect, theme.lane)
    if plan.curve is not None and (clip is None or plan.curve.rect.grown(40).meets(clip)):
        fill(painter, plan.curve.rect, theme.lane)
    _paint_steps(painter, plan, theme, clip)
    _paint_lane_lines(painter, plan, theme, clip)
    for row in plan.rows:
        if clip is None or row.rect.meets(clip):
            _paint_row(painter, row, theme)
    if plan.curve is not None and (clip is None or plan.curve.rect.grown(40).meets(clip)):
        paint_curve(painter, plan.curve, theme, clip)


def _paint_steps(painter: QPainter, plan: Plan, theme: Theme, clip: Rect | None) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    bottoms = [lane.rect.bottom for lane in plan.lanes] + [row.rect.bottom for row in plan.rows]
    bottom = max(bottoms + ([plan.curve.rect.bottom] if plan.curve is not None else []), default=0.0)
    for stage in plan.stages:
        for column in stage.columns:
            tall = Rect(column.rect.x, column.rect.y, column.rect.width, bottom - column.rect.y)
            if clip is not None and not tall.grown(10).meets(clip):
                continue
            is_last = column is stage.columns[-1]
            painter.setPen(pen(theme.stage_line if is_last else theme.step_line, 4.0 if is_last else 3.0))
            right = column.rect.right
            line(painter, (right, column.rect.y), (right, bottom))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_lane_lines(painter: QPainter, plan: Plan, theme: Theme, clip: Rect | None) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pen(theme.line, 3.0))
    rects = [lane.rect for lane in plan.lanes] + [row.rect for row in plan.rows]
    if plan.curve is not None:
        rects.append(plan.curve.rect)
    for rect in rects:
        if clip is None or rect.grown(4).meets(clip):
            line(painter, (rect.x, rect.bottom), (rect.right, rect.bottom))
    if plan.lanes and (clip is None or plan.lanes[0].rect.grown(4).meets(clip)):
        first = plan.lanes[0].rect
        line(painter, (first.x, first.y), (first.right, first.y))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


# -- headings ------------------------------------------------------------------------------------------------------------


def paint_stage_heading(
    painter: QPainter,
    stage: StageBox,
    theme: Theme,
    *,
    rect: Rect | None = None,
    indent: float = 0.0,
    is_selected: bool = False,
    is_hovered: bool = False,
) -> None:
    """Draw the band of a stage, in its place or in another rectangle; *indent* moves the words to the right."""
    place = rect or stage.rect
    rounded(painter, place, STAGE_RADIUS, NO_PEN, brush(theme.stage))
    right, down = place.x - stage.rect.x + indent, place.y - stage.rect.y
    text_block(painter, stage.title, theme.stage_ink, right, down)
    end = stage.title.rect.right
    if stage.outside is not None:
        text_block(painter, stage.outside, theme.stage_detail, right, down)
    count = count_of(len(stage.columns), "step")
    width = fonts.measure(count, SMALL)
    taken = max((fonts.measure(text, stage.title.style) for text in stage.title.lines), default=0.0)
    end = stage.title.rect.x + right + taken
    start = place.right - width - 30
    if start > end + 30:
        y = baseline(SMALL, stage.title.rect.y + down, stage.title.line_height)
        text_line(painter, count, SMALL, theme.stage_detail, start, y)
    if is_selected:
        paint_outline(painter, place.grown(-5), STAGE_RADIUS - 4, theme.selection, 7.0)
    elif is_hovered:
        paint_outline(painter, place.grown(-4), STAGE_RADIUS - 4, theme.stage_detail, 3.0)


def paint_lane_heading(
    painter: QPainter,
    lane: LaneBox,
    theme: Theme,
    *,
    rect: Rect | None = None,
    sunk: float = 0.0,
    is_selected: bool = False,
    is_hovered: bool = False,
) -> None:
    """Draw the heading of a lane, in its place or in another rectangle; *sunk* moves the words down."""
    place = rect or lane.header
    right, down = place.x - lane.header.x, place.y - lane.header.y + sunk
    fill(painter, place, theme.landing if is_selected else theme.lane if is_hovered else theme.heading)
    is_nobody = lane.key.team_id is None and lane.key.channel_id is None and lane.key.layer is None
    if lane.key.kind is LaneKind.TEAM:
        paint_stripe(painter, place, lane.color, theme)
    title = lane.title
    if lane.icon:
        size = 44.0
        left = min(place.x + STRIPE + 18, title.rect.x + right - size - 8)
        top = title.rect.y + down + (title.line_height - size) / 2
        icons.paint_icon(painter, lane.icon, QRectF(left, top, size, size), theme.detail, 1.8)
    if not is_nobody or place.height >= title.line_height:
        text_block(painter, title, theme.detail if is_nobody else theme.ink, right, down)
    if place.height > title.line_height * len(title.lines) + COUNT_ROOM:
        _paint_small(painter, count_of(lane.count, "touchpoint"), title, theme.detail, right, down)
    painter.setPen(pen(theme.line, 3.0))
    line(painter, (place.x, place.bottom), (place.right, place.bottom))
    line(painter, (place.right, place.y), (place.right, place.bottom))


def paint_outer_heading(
    painter: QPainter, lane: LaneBox, theme: Theme, *, rect: Rect | None = None, sunk: float = 0.0
) -> None:
    """Draw the heading of a team around its channels, where lanes are by team and channel."""
    if lane.outer is None or lane.outer_title is None:
        return
    place = rect or lane.outer
    fill(painter, place, theme.heading)
    paint_stripe(painter, place, lane.color, theme)
    text_block(painter, lane.outer_title, theme.ink, place.x - lane.outer.x, place.y - lane.outer.y + sunk)
    painter.setPen(pen(theme.line, 3.0))
    line(painter, (place.x, place.bottom), (place.right, place.bottom))
    line(painter, (place.right, place.y), (place.right, place.bottom))


def _paint_small(
    painter: QPainter, text: str, title: TextBlock, name: str, right: float = 0.0, down: float = 0.0
) -> None:
    y = baseline(SMALL, title.rect.y + down + title.line_height * max(1, len(title.lines)), SMALL.size * 1.4)
    text_line(painter, text, SMALL, name, title.rect.x + right, y)


def paint_row_headings(painter: QPainter, plan: Plan, theme: Theme, clip: Rect | None = None) -> None:
    """Draw the headings of experience rows and of the curve in their places."""
    for row in plan.rows:
        if clip is None or row.header.meets(clip):
            paint_row_heading(painter, row, theme)
    if plan.curve is not None and (clip is None or plan.curve.header.meets(clip)):
        paint_curve_heading(painter, plan.curve, theme)


def paint_row_heading(
    painter: QPainter, row: RowBox, theme: Theme, *, rect: Rect | None = None, sunk: float = 0.0
) -> None:
    """Draw the heading of an experience row."""
    place = rect or row.header
    _paint_plain_heading(painter, place, theme)
    text_block(painter, row.title, theme.ink, place.x - row.header.x, place.y - row.header.y + sunk)


def paint_curve_heading(
    painter: QPainter, curve: Curve, theme: Theme, *, rect: Rect | None = None, sunk: float = 0.0
) -> None:
    """Draw the heading of the emotion curve."""
    place = rect or curve.header
    _paint_plain_heading(painter, place, theme)
    x, y = place.x + STRIPE + 24, place.y + 26 + sunk
    text_line(painter, EMOTION, LANE_TITLE, theme.ink, x, baseline(LANE_TITLE, y, 52))
    if place.height > 52 + COUNT_ROOM:
        text_line(painter, "how it feels", SMALL, theme.detail, x, baseline(SMALL, y + 52, 40))


def paint_hint(painter: QPainter, text: str, x: float, y: float, theme: Theme) -> None:
    """Write a line of advice around a point, where a map is still empty."""
    text_line(painter, text, LANE_TITLE, theme.quiet, x - fonts.measure(text, LANE_TITLE) / 2, y)


def _paint_plain_heading(painter: QPainter, place: Rect, theme: Theme) -> None:
    fill(painter, place, theme.heading)
    painter.setPen(pen(theme.line, 3.0))
    line(painter, (place.x, place.bottom), (place.right, place.bottom))
    line(painter, (place.right, place.y), (place.right, place.bottom))


# -- rows and curve ------------------------------------------------------------------------------------------------------


def _paint_row(painter: QPainter, row: RowBox, theme: Theme) -> None:
    for _stage_id, _step, block in row.cells:
        text_block(painter, block, theme.ink)


def paint_curve(painter: QPainter, curve: Curve, theme: Theme, clip: Rect | None = None) -> None:
    """Draw the emotion curve with a face for each touchpoint; the best, the worst and the last are pointed at."""
    painter.setPen(pen(theme.line, 3.0, (4.0, 12.0)))
    line(painter, (curve.rect.x, curve.middle_y), (curve.rect.right, curve.middle_y))
    left, right = (clip.x - 60, clip.right + 60) if clip is not None else (curve.rect.x, curve.rect.right)
    _paint_curve_line(painter, curve, theme, left, right)
    for point in curve.points:
        if not left <= point.x <= right:
            continue
        paint_face(painter, point.emotion, point.x, point.y, theme, 24.0)
        name, away = theme.face(point.emotion), 40 if point.is_end else 34
        if point.is_peak:
            _paint_pointer(painter, point.x, point.y - away, -1, name)
        if point.is_low:
            _paint_pointer(painter, point.x, point.y + away, 1, name)
        if point.is_end:
            painter.setBrush(NO_BRUSH)
            painter.setPen(pen(theme.curve, 4.0))
            painter.drawEllipse(QPointF(point.x, point.y), 31.0, 31.0)


def _paint_curve_line(painter: QPainter, curve: Curve, theme: Theme, left: float, right: float) -> None:
    pieces = [piece for piece in curve.pieces if piece[3][0] >= left and piece[0][0] <= right]
    if not pieces:
        return
    path = QPainterPath(QPointF(*pieces[0][0]))
    for _start, first, second, end in pieces:
        path.cubicTo(QPointF(*first), QPointF(*second), QPointF(*end))
    area = QPainterPath(path)
    area.lineTo(pieces[-1][3][0], curve.middle_y)
    area.lineTo(pieces[0][0][0], curve.middle_y)
    area.closeSubpath()
    painter.setPen(NO_PEN)
    painter.setBrush(brush(theme.curve_fill))
    painter.drawPath(area)
    painter.setBrush(NO_BRUSH)
    painter.setPen(pen(theme.curve, 6.0))
    painter.drawPath(path)


def _paint_pointer(painter: QPainter, x: float, y: float, down: int, name: str) -> None:
    painter.setPen(NO_PEN)
    painter.setBrush(brush(name))
    painter.drawPolygon(polygon([(x, y + 14 * down), (x - 12, y), (x + 12, y)]))
