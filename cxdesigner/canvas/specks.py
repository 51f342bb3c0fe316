"""The whole map in a corner: stages, lanes and a speck for each card, in the colours of the teams, without a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter

from cxdesigner.canvas.ink import NO_BRUSH, NO_PEN, brush, color, mixed, pen
from cxdesigner.canvas.theme import Theme
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import Plan, Rect

FADED = 0.25
"""How much of its colour a speck keeps that is not looked for."""
LEAST_SPECK = 2.0
"""No card is less than this, in pixels, however far the map is."""


def paint_specks(
    painter: QPainter, plan: Plan, theme: Theme, across: float, down: float, faded: Collection[RecordId] = ()
) -> None:
    """Draw a plan without its headings at the left and on top, so many pixels a unit, from the painter's origin."""
    left, top = plan.header_width, plan.header_height
    width, height = (plan.width - left) * across, (plan.height - top) * down
    painter.fillRect(QRectF(0, 0, width, height), color(theme.lane))
    for stage in plan.stages[1::2]:
        band = QRectF((stage.rect.x - left) * across, 0, stage.rect.width * across, height)
        painter.fillRect(band, color(theme.heading))
    painter.setPen(pen(theme.line, 1.0))
    lines = [(lane.rect.bottom - top) * down for lane in plan.lanes]
    painter.drawLines([QLineF(0, y, width, y) for y in lines])
    specks: dict[str, list[QRectF]] = defaultdict(list)
    for card in plan.cards:
        name = theme.team(card.color)
        if card.touchpoint_id in faded:
            name = mixed(name, theme.lane, FADED)
        rect = card.rect
        size = max(LEAST_SPECK, rect.width * across), max(LEAST_SPECK, rect.height * down)
        specks[name].append(QRectF((rect.x - left) * across, (rect.y - top) * down, *size))
    painter.setPen(NO_PEN)
    for name, rects in specks.items():
        painter.setBrush(brush(name))
        painter.drawRects(rects)


def paint_part_in_view(painter: QPainter, rect: Rect, whole: Rect, theme: Theme) -> None:
    """Draw the frame of an overview and, in it, the part of the map that is in view."""
    painter.setBrush(NO_BRUSH)
    painter.setPen(pen(theme.card_edge, 1.0))
    painter.drawRect(QRectF(*whole).adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setPen(pen(theme.selection, 2.0))
    painter.drawRect(QRectF(*rect).intersected(QRectF(*whole)).adjusted(1, 1, -1, -1))
