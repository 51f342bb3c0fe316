"""The map as small as a stamp: its stages, lanes, cards and curve without a word."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPainterPath

from cxdesigner.canvas.ink import NO_BRUSH, fill, pen
from cxdesigner.canvas.theme import Theme
from cxdesigner.layout.plan import CardBox, Plan, Rect

_STRIPE = 36.0


def paint_miniature(painter: QPainter, plan: Plan, theme: Theme) -> None:
    """Draw a plan without its words, in units of the plan; lines are thick enough to be seen when it is very small."""
    for index, lane in enumerate(plan.lanes):
        fill(painter, lane.rect, theme.curve_fill if index % 2 else theme.heading)
        fill(painter, Rect(lane.header.x, lane.header.y, _STRIPE, lane.header.height), theme.team(lane.color))
    for stage in plan.stages:
        fill(painter, stage.rect, theme.stage)
    painter.setBrush(NO_BRUSH)
    painter.setPen(pen(theme.link, 12.0))
    for link in plan.links:
        path = QPainterPath(QPointF(*link.points[0]))
        for x, y in link.points[1:]:
            path.lineTo(QPointF(x, y))
        painter.drawPath(path)
    for card in plan.cards:
        _paint_card(painter, card, theme)
    _paint_curve(painter, plan, theme)
    if plan.title is not None and plan.title.lines:
        rect = plan.title.lines[0].rect
        fill(painter, Rect(rect.x, rect.y + rect.height * 0.3, min(rect.width, 1200), rect.height * 0.5), theme.ink)


def _paint_card(painter: QPainter, card: CardBox, theme: Theme) -> None:
    rect = card.rect
    fill(painter, rect.grown(10), theme.quiet)
    fill(painter, rect, theme.card)
    fill(painter, Rect(rect.x, rect.y, _STRIPE, rect.height), theme.team(card.color))
    fill(painter, Rect(rect.x + 2 * _STRIPE, rect.y + 44, rect.width * 0.6, 34), theme.detail)
    for row in range(max(0, int((rect.height - 160) / 80))):
        fill(painter, Rect(rect.x + 2 * _STRIPE, rect.y + 130 + row * 80, rect.width * 0.7, 20), theme.line)


def _paint_curve(painter: QPainter, plan: Plan, theme: Theme) -> None:
    if plan.curve is None or not plan.curve.pieces:
        return
    path = QPainterPath(QPointF(*plan.curve.pieces[0][0]))
    for _, first, second, end in plan.curve.pieces:
        path.cubicTo(QPointF(*first), QPointF(*second), QPointF(*end))
    painter.setBrush(NO_BRUSH)
    painter.setPen(pen(theme.curve, 18.0))
    painter.drawPath(path)
