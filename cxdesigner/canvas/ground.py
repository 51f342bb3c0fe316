"""What cards stand on: lanes and steps, headings, experience rows and the emotion curve."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import inf

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from cxdesigner.canvas import fonts, icons
from cxdesigner.canvas.faces import paint_face
from cxdesigner.canvas.far import far_row, far_scale, is_faint
from cxdesigner.canvas.ink import (
    NO_BRUSH,
    NO_PEN,
    baseline,
    brush,
    fill,
    grid_pen,
    line,
    pen,
    reads_from_right,
    rounded,
    text_block,
    text_line,
)
from cxdesigner.canvas.marks import STRIPE, paint_outline, paint_stripe
from cxdesigner.canvas.theme import Theme
from cxdesigner.document.records import LaneKind
from cxdesigner.layout.plan import (
    LANE_TITLE,
    SMALL,
    ColumnBox,
    Curve,
    CurvePoint,
    LaneBox,
    Plan,
    Rect,
    RowBox,
    StageBox,
    TextBlock,
    TextStyle,
)

STAGE_RADIUS = 20.0
EMOTION = "Emotion"
POINT_NAME = TextStyle(28, bold=True)
FACE, FAR_FACE, MARKED_FACE = 24.0, 30.0, 44.0
"""Radius of a face near by, from afar, and of one that is named."""
NAME_AWAY, NAME_HEIGHT = 34.0, 36.0
RING = 7.0
"""How far outside the face of the last moment its ring is."""
WORD_AIR = 6.0
"""How far to both sides of words no line between steps is drawn."""
DASH = 16.0
"""A dash of the middle line and the gap after it."""
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
            _paint_row(painter, row, theme, clip)
    if plan.curve is not None and (clip is None or plan.curve.rect.grown(40).meets(clip)):
        paint_curve(painter, plan.curve, theme, clip)
    if plan.piles:
        from cxdesigner.canvas.folds import paint_piles  # Most maps do without.

        paint_piles(painter, plan, theme, clip)


def _paint_steps(painter: QPainter, plan: Plan, theme: Theme, clip: Rect | None) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    bottoms = [lane.rect.bottom for lane in plan.lanes] + [row.rect.bottom for row in plan.rows]
    bottom = max(bottoms + ([plan.curve.rect.bottom] if plan.curve is not None else []), default=0.0)
    left, end = (clip.x - 10, clip.right + 10) if clip is not None else (-inf, inf)
    steps: list[QLineF] = []
    ends: list[QLineF] = []
    for stage in plan.stages:
        columns = stage.columns
        first, behind = bisect_left(columns, left, key=_right_of), bisect_right(columns, end, key=_left_of)
        steps += [
            QLineF(x + width, y, x + width, bottom)
            for x, y, width, _ in (column.rect for column in columns[first:behind])
        ]
        if steps and behind == len(columns) > first:
            ends.append(steps.pop())
    painter.setPen(grid_pen(painter, theme.step_line, 3.0))
    painter.drawLines(steps)
    painter.setPen(grid_pen(painter, theme.stage_line, 4.0))
    painter.drawLines(ends)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _left_of(column: ColumnBox) -> float:
    return column.rect.x


def _right_of(column: ColumnBox) -> float:
    return column.rect.right


def _paint_lane_lines(painter: QPainter, plan: Plan, theme: Theme, clip: Rect | None) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(grid_pen(painter, theme.line, 3.0))
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
    end: float | None = None,
    is_selected: bool = False,
    is_hovered: bool = False,
) -> None:
    """Draw the band of a stage, in its place or in another rectangle.

    *indent* moves the words to the right; *end* is where somebody stops seeing the band.
    """
    place = rect or stage.rect
    rounded(painter, place, STAGE_RADIUS, NO_PEN, brush(theme.stage))
    right, down = place.x - stage.rect.x + indent, place.y - stage.rect.y
    text_block(painter, stage.title, theme.stage_ink, right, down)
    if stage.outside is not None:
        text_block(painter, stage.outside, theme.stage_detail, right, down)
    count = count_of(len(stage.columns), "step")
    width = fonts.measure(count, SMALL)
    taken = max((fonts.measure(text, stage.title.style) for text in stage.title.lines), default=0.0)
    start = min(place.right, place.right if end is None else end) - width - 30
    words_end = stage.title.rect.x + taken
    if any(reads_from_right(text) for text in stage.title.lines):
        words_end = stage.title.rect.right
    if start > words_end + right + 30:
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
    _paint_heading_lines(painter, place, theme)


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
    _paint_heading_lines(painter, place, theme)


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
    if place.height >= LANE_TITLE.size:
        text_line(painter, EMOTION, LANE_TITLE, theme.ink, x, baseline(LANE_TITLE, y, 52))
    if place.height > 52 + COUNT_ROOM:
        text_line(painter, "how it feels", SMALL, theme.detail, x, baseline(SMALL, y + 52, 40))


def paint_hint(painter: QPainter, text: str, x: float, y: float, theme: Theme) -> None:
    """Write a line of advice around a point, where a map is still empty."""
    text_line(painter, text, LANE_TITLE, theme.quiet, x - fonts.measure(text, LANE_TITLE) / 2, y)


def _paint_heading_lines(painter: QPainter, place: Rect, theme: Theme) -> None:
    """Draw the lines around a heading but at its left, as sharp as those of the grid that they go on in."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(grid_pen(painter, theme.line, 3.0))
    left, top, right, bottom = place.x, place.y, place.right, place.bottom
    around = QLineF(left, top, right, top), QLineF(left, bottom, right, bottom), QLineF(right, top, right, bottom)
    painter.drawLines(around)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_plain_heading(painter: QPainter, place: Rect, theme: Theme) -> None:
    fill(painter, place, theme.heading)
    _paint_heading_lines(painter, place, theme)


# -- rows and curve ------------------------------------------------------------------------------------------------------


def _paint_row(painter: QPainter, row: RowBox, theme: Theme, clip: Rect | None) -> None:
    scale = far_scale(painter, theme)
    if scale is not None:
        row = far_row(row, scale)  # The whole of it, or words would have another size in each part that is painted.
    for _stage_id, _step, block in row.cells:
        if clip is not None and not block.rect.grown(20).meets(clip):
            continue
        if scale is not None and block.lines:
            _clear_words(painter, block, theme)
        text_block(painter, block, theme.ink)
    for picture in row.pictures:
        from cxdesigner.canvas.pictures import paint_picture  # Most maps do without.

        paint_picture(painter, picture, theme)


def _clear_words(painter: QPainter, block: TextBlock, theme: Theme) -> None:
    """Let no line between steps run through words that are wider than their step."""
    left, y, width, _ = block.rect
    for text in block.lines:
        wide = width if reads_from_right(text) else fonts.measure(text, block.style)
        fill(painter, Rect(left - WORD_AIR, y, wide + 2 * WORD_AIR, block.line_height), theme.lane)
        y += block.line_height


def paint_curve(painter: QPainter, curve: Curve, theme: Theme, clip: Rect | None = None) -> None:
    """Draw the emotion curve with a face for each touchpoint; best, lowest and last are named, from afar larger."""
    scale = far_scale(painter, theme)
    painter.setPen(pen(theme.stage_line, 3.0, (6.0, 10.0)))
    left, right = (clip.x - 120, clip.right + 120) if clip is not None else (curve.rect.x, curve.rect.right)
    whole_dashes = max(0.0, left - curve.rect.x) // DASH * DASH
    line(painter, (curve.rect.x + whole_dashes, curve.middle_y), (min(right, curve.rect.right), curve.middle_y))
    _paint_curve_line(painter, curve, theme, left, right)
    first, end = (bisect_left(curve.points, x, key=_across) for x in (left, right))
    for place, point in enumerate(curve.points[first:end], first):
        is_marked = point.is_peak or point.is_low or point.is_end
        radius = FACE if not is_faint(scale) else MARKED_FACE if is_marked else FAR_FACE
        paint_face(painter, point.emotion, point.x, point.y, theme, radius)
        if point.is_end:
            painter.setBrush(NO_BRUSH)
            painter.setPen(pen(theme.curve, 4.0))
            painter.drawEllipse(QPointF(point.x, point.y), radius + RING, radius + RING)
        if not is_faint(scale):
            _paint_point_name(painter, curve, place, theme)


def _across(point: CurvePoint) -> float:
    return point.x


def _paint_curve_line(painter: QPainter, curve: Curve, theme: Theme, left: float, right: float) -> None:
    first = max(0, bisect_left(curve.points, left, key=_across) - 1)
    pieces = curve.pieces[first : bisect_right(curve.points, right, key=_across)]
    if not pieces:
        return
    path = QPainterPath(QPointF(*pieces[0][0]))
    for _start, out, into, end in pieces:
        path.cubicTo(QPointF(*out), QPointF(*into), QPointF(*end))
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


def name_of_point(point: CurvePoint) -> str:
    """Return what a point of the curve is called, where people remember it: “best”, “lowest”, “last”."""
    marked = ((point.is_peak, "best"), (point.is_low, "lowest"), (point.is_end, "last"))
    return ", ".join(word for is_so, word in marked if is_so)


def _paint_point_name(painter: QPainter, curve: Curve, place: int, theme: Theme) -> None:
    """Write the name of a point where the curve does not go: above a height, below a depth."""
    point = curve.points[place]
    name = name_of_point(point)
    if not name:
        return
    before = curve.points[place - 1] if place else point
    is_above = point.is_peak or not (point.is_low or before.y < point.y)
    away = NAME_AWAY + (RING if point.is_end else 0.0)
    top = point.y - away - NAME_HEIGHT if is_above else point.y + away
    x = point.x - fonts.measure(name, POINT_NAME) / 2
    text_line(painter, name, POINT_NAME, theme.ink, x, baseline(POINT_NAME, top, NAME_HEIGHT))
