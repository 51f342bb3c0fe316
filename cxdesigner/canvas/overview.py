"""A part of the map as it looks when very many cards are in view: flat shapes in long lists, and no words.

A card is a rectangle with its team's stripe, links and the curve are lines. What has one colour is one region or one path,
which Qt fills at once; they are kept for each column and each piece of links, and made again only where something has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import ceil, log
from operator import is_

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPen

from cxdesigner.canvas.afar import Marks, Together, columns_in_a_piece, fill_regions
from cxdesigner.canvas.ground import paint_ground
from cxdesigner.canvas.hits import LinkPiece
from cxdesigner.canvas.ink import NO_BRUSH, NO_PEN, box, brush, color, fill, mixed
from cxdesigner.canvas.painting import FADED, QUIET, paint_note
from cxdesigner.canvas.scene import MapScene
from cxdesigner.canvas.theme import Theme
from cxdesigner.canvas.warmth import WarmSpecks
from cxdesigner.document.records import LinkKind, RecordId, RowKind
from cxdesigner.layout.curve import CurvePoints
from cxdesigner.layout.plan import SMALL, CardBox, Curve, LinkPath, Plan, Rect, RowBox, TextBlock

EDGED = 12.5
"""Cards of so many pixels have an edge; smaller ones are tinted with their team's colour instead."""
TINT = 0.3
FULL = 9.5
"""Cards of so many pixels are all of their team's colour, without a stripe; between this and an edge the tint grows."""
SIGNED = 9.5
"""Smaller cards, in pixels, show neither problems nor moments of truth: these would hide whose the cards are."""
RUNG = 1.25
"""Bars are made as wide as a pixel, or up to so many times that, so that they serve for several zooms."""
LINK_WIDTH = 4.0
LEAST_INK = 0.5
"""A link that is thinner than a dot is drawn as wide as a dot, and paler: but not paler than this."""
MOST_NOTES = 60
MOST_LADDERS = 4
"""For so many zooms the lists are kept."""


class Overview:
    """Draws many cards at once."""

    def __init__(self) -> None:
        self._marks: dict[tuple[int, int, float], Marks] = {}
        """By the columns from where to where, and the length of a dot."""
        self._seen: tuple[Plan, Mapping[RecordId, str], dict[tuple[int, int, float], Together]] | None = None
        """What was seen of the last plan with its problems, by the columns from where to where and the length of a dot."""
        self._ground: tuple[Plan, Plan] | None = None
        self._warm = WarmSpecks()
        self._curves: dict[float, tuple[Curve, list[QPointF]]] = {}

    def paint(self, painter: QPainter, scene: MapScene, area: Rect, scale: float) -> None:
        """Draw all that stands still in a part of the map; a unit has *scale* dots, and the painter is clipped to it."""
        plan, theme, hits = scene.plan, scene.theme, scene.hits
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        fill(painter, area, theme.ground)
        paint_ground(painter, self._plain(plan), theme, area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if plan.curve is not None:
            self._paint_curve(painter, plan.curve, theme, scale)
        if scene.landing.bounds is not None:
            scene.landing.paint_under(painter)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_links(painter, scene, area, scale)
        least = rung(1.0 / scale)
        span = range(*hits.span_of(area.x, area.right))
        self._paint_cards(painter, self._together(scene, span, least), theme, area, scale)
        self._warm.paint(painter, scene, span, least)
        _paint_looked_at(painter, scene, area, scale)
        for note in hits.notes_in(area, 20)[:MOST_NOTES]:
            if note.note_id not in scene.loose:
                paint_note(painter, note, theme, scene.attention.look_of(note.note_id))

    def _plain(self, plan: Plan) -> Plan:
        """Return the ground of a plan, its curve an empty row: from afar it is drawn as a line."""
        if self._ground is None or self._ground[0] is not plan:
            curve, rows = plan.curve, plan.rows
            if curve is not None:
                title = TextBlock(curve.header, (), SMALL, 0.0)
                rows = (*rows, RowBox(RecordId(""), RowKind.THOUGHTS, curve.rect, curve.header, title, ()))
            self._ground = (
                plan,
                Plan(
                    plan.map_id,
                    plan.lanes_by,
                    plan.density,
                    plan.width,
                    plan.height,
                    plan.stages,
                    plan.lanes,
                    rows=rows,
                    piles=plan.piles,
                ),
            )
        return self._ground[1]

    # -- the curve ------------------------------------------------------------------------------------------------------

    def _paint_curve(self, painter: QPainter, curve: Curve, theme: Theme, scale: float) -> None:
        dot = rung(1.0 / scale)
        if dot not in self._curves or self._curves[dot][0] is not curve:
            if len(self._curves) >= MOST_LADDERS:
                self._curves.clear()
            self._curves[dot] = curve, _thinned(curve, 2.0 * dot)
        painter.setPen(_line_pen(theme.stage_line))
        painter.drawLine(QPointF(curve.rect.x, curve.middle_y), QPointF(curve.rect.right, curve.middle_y))
        painter.setPen(_line_pen(theme.curve))
        painter.drawPolyline(self._curves[dot][1])

    # -- links ----------------------------------------------------------------------------------------------------------

    def _paint_links(self, painter: QPainter, scene: MapScene, area: Rect, scale: float) -> None:
        theme, attention = scene.theme, scene.attention
        pieces = [_lines_of(piece) for piece in scene.hits.links.pieces_in(area.x, area.right)]
        is_following = attention.is_following or bool(attention.walked)
        share = QUIET if is_following else 1.0
        thin = round(share * max(LEAST_INK, min(1.0, 1.5 * LINK_WIDTH * scale)), 2)
        dots = round(LINK_WIDTH * scale)
        painter.setBrush(NO_BRUSH)
        for role, name in (("link", theme.link), ("handoff", theme.handoff), ("recovery", theme.recovery)):
            painter.setPen(_line_pen(mixed(name, theme.lane, thin), dots))
            for lines in pieces:
                if role in lines:
                    painter.drawPath(lines[role])
        painter.setPen(NO_PEN)
        if is_following:
            width = 2 * max(LINK_WIDTH, 1.0 / scale)
            strong = [rect for link in scene.links_looked_at() for rect in _bars(link, width)]
            _draw(painter, theme.selection, strong)

    # -- cards ----------------------------------------------------------------------------------------------------------

    def _together(self, scene: MapScene, span: range, least: float) -> Together:
        """Return what is drawn of the cards of some columns, and of a few beside them."""
        plan, problems = scene.plan, scene.attention.problems
        if self._seen is None or self._seen[0] is not plan or self._seen[1] is not problems:
            self._seen = plan, problems, {}
        step = columns_in_a_piece(len(plan.cards), len(plan.columns))
        starts = range(span.start // step * step, span.stop, step)
        known, key = self._seen[2], (starts.start, starts.stop, least)
        if scene.loose or key not in known:
            together = Together(tuple(self._marks_of(scene, start, start + step, least) for start in starts))
            if scene.loose:
                return together
            if len(known) >= MOST_LADDERS:
                known.clear()
            known[key] = together
        return known[key]

    def _marks_of(self, scene: MapScene, start: int, behind: int, least: float) -> Marks:
        cards, problems = scene.hits.cards_of(start, behind), scene.attention.problems
        if scene.loose:
            kept = tuple(card for card in cards if card.touchpoint_id not in scene.loose)
            if len(kept) < len(cards):
                return Marks(kept, problems, least)
        known = self._marks.get((start, behind, least))
        if (
            known is None
            or known.problems is not problems
            or len(known.cards) != len(cards)
            or not all(map(is_, known.cards, cards))
        ):
            if len(self._marks) > MOST_LADDERS * max(100, len(scene.plan.columns)):
                self._marks.clear()
            known = self._marks[start, behind, least] = Marks(cards, problems, least)
        return known

    def _paint_cards(self, painter: QPainter, cards: Together, theme: Theme, area: Rect, scale: float) -> None:
        height = cards.highest * scale
        is_edged = height >= EDGED
        tint = min(1.0, TINT + (1.0 - TINT) * max(0.0, EDGED - height) / (EDGED - FULL))
        if is_edged:
            painter.setPen(_line_pen(theme.card_edge))
            _draw(painter, theme.card, cards.boxes)
        for team in cards.teams:
            name = theme.team(team)
            painter.setPen(_line_pen(name))
            _draw(painter, theme.card, cards.missing.get(team))
            if not is_edged:
                ground = mixed(name, theme.card, round(tint, 2))
                fill_regions(painter, ground, cards.bodies.get(team, ()), area)
            if tint < 1.0:
                fill_regions(painter, name, cards.stripes.get(team, ()), area)
        if height >= SIGNED:
            fill_regions(painter, theme.moment, cards.moments, area)
            fill_regions(painter, theme.warning, cards.dots.get("warning", ()), area)
            fill_regions(painter, theme.error, cards.dots.get("error", ()), area)


def _draw(painter: QPainter, name: str, rects: list[QRectF] | None) -> None:
    """Draw rectangles with one call."""
    if rects:
        painter.setBrush(brush(name))
        painter.drawRects(rects)


def _paint_looked_at(painter: QPainter, scene: MapScene, area: Rect, scale: float) -> None:
    """Draw what is selected, hovered or faded."""
    attention, theme = scene.attention, scene.theme
    painter.setPen(NO_PEN)
    faded = [box(card.rect.grown(4)) for card in _cards_of(scene, attention.faded, area)]
    if faded:
        painter.setOpacity(1.0 - FADED)
        painter.setBrush(brush(theme.lane))
        painter.drawRects(faded)
        painter.setOpacity(1.0)
    painter.setBrush(NO_BRUSH)
    wide = max(6.0, 2.0 / scale)
    hovered = (attention.hovered,) if attention.hovered is not None else ()
    chosen = (*attention.selected, attention.source) if attention.source is not None else attention.selected
    for card_ids, name in ((hovered, theme.quiet), (chosen, theme.selection)):
        rings = [box(card.rect.grown(4 + wide / 2)) for card in _cards_of(scene, card_ids, area)]
        if rings:
            painter.setPen(QPen(color(name), wide))
            painter.drawRects(rings)


def _cards_of(scene: MapScene, card_ids: Iterable[RecordId], area: Rect) -> list[CardBox]:
    """Return those of some cards that stand in a part of the map."""
    near = area.grown(40)
    found = (scene.plan.card(card_id) for card_id in card_ids if card_id not in scene.loose)
    return [card for card in found if card is not None and card.rect.meets(near)]


def rung(length: float) -> float:
    """Return the next greater one of a ladder of lengths."""
    return float(RUNG ** ceil(log(max(length, 1e-6), RUNG) - 1e-9))


def _line_pen(name: str, dots: int = 0) -> QPen:
    """Return a pen of one dot, or some more, however far the map is."""
    pen = QPen(color(name), dots if dots > 1 else 0)
    pen.setCosmetic(True)
    return pen


def _lines_of(piece: LinkPiece) -> dict[str, QPainterPath]:
    """Return the lines of some links by their role, each line by itself: wide ones overlap at the corners."""
    lines, recovery = piece.kept, LinkKind.RECOVERY
    if not lines:
        for link in piece.links:
            role = "recovery" if link.kind is recovery else "handoff" if link.is_handoff else "link"
            path = lines.get(role)
            if path is None:
                path = lines[role] = QPainterPath()
            for start, end in pairwise(link.points):
                path.moveTo(*start)
                path.lineTo(*end)
    return lines


def _bars(link: LinkPath, width: float) -> list[QRectF]:
    """Return the pieces of a link as rectangles of a width."""
    half = width / 2
    found = []
    x1, y1 = link.points[0]
    for x2, y2 in link.points[1:]:
        left, across = (x1, x2 - x1) if x1 < x2 else (x2, x1 - x2)
        top, down = (y1, y2 - y1) if y1 < y2 else (y2, y1 - y2)
        found.append(QRectF(left - half, top - half, across + width, down + width))
        x1, y1 = x2, y2
    return found


def _thinned(curve: Curve, apart: float) -> list[QPointF]:
    """Return points of a curve that are not nearer to each other than *apart*, of those between the highest and lowest."""
    points = curve.points
    places = points.places() if isinstance(points, CurvePoints) else ((point.x, point.y) for point in points)
    found: list[QPointF] = []
    start, low, high = float("-inf"), 0.0, 0.0
    for x, y in places:
        if x - start >= apart:
            if low != high:
                found += (QPointF(start, low), QPointF(start, high))
            start, low, high = x, y, y
            found.append(QPointF(x, y))
        elif y < low:
            low = y
        elif y > high:
            high = y
    return found
