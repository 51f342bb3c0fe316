"""A part of the map as it looks when very many cards are in view: flat shapes in long lists, and no words.

A card is a rectangle with its team's stripe, links and the curve are lines. The lists are kept for each column and
each piece of links, and made again only where something has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import ceil, log
from operator import is_
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from cxdesigner.canvas.ground import paint_ground
from cxdesigner.canvas.hits import LinkPiece
from cxdesigner.canvas.ink import NO_BRUSH, NO_PEN, box, brush, color, fill, mixed
from cxdesigner.canvas.marks import STRIPE
from cxdesigner.canvas.painting import FADED, QUIET, paint_note
from cxdesigner.canvas.scene import MapScene
from cxdesigner.canvas.theme import Theme
from cxdesigner.canvas.warmth import WarmSpecks
from cxdesigner.document.records import LinkKind, RecordId, RowKind, Status
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
MOMENT, PROBLEM = 34.0, 30.0
LEAST_SIGN = 2.0
"""Signs are no smaller than this, in pixels."""
LINK_WIDTH = 4.0
LEAST_INK = 0.5
"""A link that is thinner than a dot is drawn as wide as a dot, and paler: but not paler than this."""
MOST_NOTES = 60
MOST_LADDERS = 4
"""For so many zooms the lists are kept."""


class Lists(NamedTuple):
    """Rectangles that are filled with one colour each, by team or by how grave a problem is."""

    bodies: dict[int | None, list[QRectF]]
    stripes: dict[int | None, list[QRectF]]
    missing: dict[int | None, list[QRectF]]
    moments: list[QRectF]
    dots: dict[str, list[QRectF]]


class Marks(NamedTuple):
    """The rectangles of the cards of one column, and what they were made from."""

    bodies: dict[int | None, list[QRectF]]
    stripes: dict[int | None, list[QRectF]]
    missing: dict[int | None, list[QRectF]]
    moments: list[QRectF]
    dots: dict[str, list[QRectF]]
    cards: tuple[CardBox, ...]
    problems: Mapping[RecordId, str]


class Overview:
    """Draws many cards at once."""

    def __init__(self) -> None:
        self._marks: dict[tuple[int, float], Marks] = {}
        self._seen: tuple[Plan, Mapping[RecordId, str], dict[tuple[int, int, float], tuple[Marks, ...]]] | None = None
        """What was seen of the last plan with its problems, by the columns from where to where and the length of a dot."""
        self._lists: list[tuple[tuple[Marks, ...], Lists]] = []
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
        columns = self._columns(scene, span, least)
        self._paint_cards(painter, columns, theme, scale)
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
        lines: dict[str, list[QLineF]] = {}
        for piece in scene.hits.links.pieces_in(area.x, area.right):
            for role, found in _lines_of(piece).items():
                lines.setdefault(role, []).extend(found)
        is_following = attention.is_following or bool(attention.walked)
        share = QUIET if is_following else 1.0
        thin = round(share * max(LEAST_INK, min(1.0, 1.5 * LINK_WIDTH * scale)), 2)
        dots = round(LINK_WIDTH * scale)
        for role, name in (("link", theme.link), ("handoff", theme.handoff), ("recovery", theme.recovery)):
            if role in lines:
                painter.setPen(_line_pen(mixed(name, theme.lane, thin), dots))
                painter.drawLines(lines[role])
        painter.setPen(NO_PEN)
        if is_following:
            width = 2 * max(LINK_WIDTH, 1.0 / scale)
            strong = [rect for link in scene.links_looked_at() for rect in _bars(link, width)]
            _draw(painter, theme.selection, strong)

    # -- cards ----------------------------------------------------------------------------------------------------------

    def _columns(self, scene: MapScene, span: range, least: float) -> tuple[Marks, ...]:
        problems = scene.attention.problems
        if self._seen is None or self._seen[0] is not scene.plan or self._seen[1] is not problems:
            self._seen = scene.plan, problems, {}
        known, key = self._seen[2], (span.start, span.stop, least)
        if scene.loose or key not in known:
            columns = tuple(self._marks_of(scene, column, least) for column in span)
            if scene.loose:
                return columns
            if len(known) >= MOST_LADDERS:
                known.clear()
            known[key] = columns
        return known[key]

    def _marks_of(self, scene: MapScene, column: int, least: float) -> Marks:
        cards, problems = scene.hits.cards_of(column), scene.attention.problems
        if scene.loose:
            kept = tuple(card for card in cards if card.touchpoint_id not in scene.loose)
            if len(kept) < len(cards):
                return _marks(kept, problems, least)
        known = self._marks.get((column, least))
        if (
            known is None
            or known.problems is not problems
            or len(known.cards) != len(cards)
            or not all(map(is_, known.cards, cards))
        ):
            if len(self._marks) > MOST_LADDERS * max(100, len(scene.plan.columns)):
                self._marks.clear()
            known = self._marks[column, least] = _marks(cards, problems, least)
        return known

    def _gathered(self, columns: tuple[Marks, ...]) -> Lists:
        """Return the rectangles of several columns together; the last answers are kept."""
        for place, (known, lists) in enumerate(self._lists):
            if len(known) == len(columns) and all(map(is_, known, columns)):
                if place:
                    self._lists.insert(0, self._lists.pop(place))
                return lists
        lists = _lists(columns)
        self._lists = [(columns, lists), *self._lists[: MOST_LADDERS - 1]]
        return lists

    def _paint_cards(self, painter: QPainter, columns: tuple[Marks, ...], theme: Theme, scale: float) -> None:
        highest = max((marks.cards[0].rect.height for marks in columns if marks.cards), default=0.0)
        is_edged = highest * scale >= EDGED
        tint = min(1.0, TINT + (1.0 - TINT) * max(0.0, EDGED - highest * scale) / (EDGED - FULL))
        lists = self._gathered(columns)
        if is_edged:
            painter.setPen(_line_pen(theme.card_edge))
            _draw(painter, theme.card, [rect for rects in lists.bodies.values() for rect in rects])
        for team, stripes in lists.stripes.items():
            name = theme.team(team)
            painter.setPen(_line_pen(name))
            _draw(painter, theme.card, lists.missing.get(team))
            painter.setPen(NO_PEN)
            if not is_edged:
                _draw(painter, mixed(name, theme.card, round(tint, 2)), lists.bodies.get(team))
            if tint < 1.0:
                _draw(painter, name, stripes)
        if highest * scale >= SIGNED:
            _draw(painter, theme.moment, lists.moments)
            _draw(painter, theme.warning, lists.dots.get("warning"))
            _draw(painter, theme.error, lists.dots.get("error"))


def _draw(painter: QPainter, name: str, rects: list[QRectF] | None) -> None:
    """Fill rectangles with one call."""
    if rects:
        painter.setBrush(brush(name))
        painter.drawRects(rects)


def _lists(columns: Iterable[Marks]) -> Lists:
    lists = Lists({}, {}, {}, [], {})
    for marks in columns:
        lists.moments.extend(marks.moments)
        for ours, theirs in (
            (lists.bodies, marks.bodies),
            (lists.stripes, marks.stripes),
            (lists.missing, marks.missing),
        ):
            for team, rects in theirs.items():
                ours.setdefault(team, []).extend(rects)
        for severity, rects in marks.dots.items():
            lists.dots.setdefault(severity, []).extend(rects)
    return lists


def _marks(cards: tuple[CardBox, ...], problems: Mapping[RecordId, str], least: float) -> Marks:
    """Return the rectangles of some cards; *least* is the length of a dot, and nothing is smaller."""
    stripe, sign = max(STRIPE, least), max(MOMENT, LEAST_SIGN * least)
    dots = _dots(cards, problems, max(PROBLEM, LEAST_SIGN * least))
    marks = Marks({}, {}, {}, [], dots, cards, problems)
    for card in cards:
        (x, y, width, height), team = card.rect, card.color
        width, height = max(width, least), max(height, least)
        bodies = marks.missing if card.status == Status.MISSING else marks.bodies
        bodies.setdefault(team, []).append(QRectF(x, y, width, height))
        marks.stripes.setdefault(team, []).append(QRectF(x, y, stripe, height))
        if card.moment_of_truth:
            marks.moments.append(QRectF(x + width - 66 - sign / 2, y - sign / 2, sign, sign))
    return marks


def _dots(cards: Sequence[CardBox], problems: Mapping[RecordId, str], size: float) -> dict[str, list[QRectF]]:
    """Return a dot for each card with a problem, by how grave it is."""
    dots: dict[str, list[QRectF]] = {}
    for card in cards:
        severity = problems.get(card.touchpoint_id)
        if severity is not None:
            (x, y, width, _height) = card.rect
            dots.setdefault(severity, []).append(QRectF(x + width - 10 - size / 2, y + 4 - size / 2, size, size))
    return dots


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


def _lines_of(piece: LinkPiece) -> dict[str, list[QLineF]]:
    lines = piece.kept
    if not lines:
        for link in piece.links.values():
            role = "recovery" if link.kind is LinkKind.RECOVERY else "handoff" if link.is_handoff else "link"
            corners = link.points
            lines.setdefault(role, []).extend([QLineF(*start, *end) for start, end in pairwise(corners)])
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
    found: list[QPointF] = []
    start, low, high = None, 0.0, 0.0
    for point in curve.points:
        if start is None or point.x - start >= apart:
            if start is not None and low != high:
                found += (QPointF(start, low), QPointF(start, high))
            start, low, high = point.x, point.y, point.y
            found.append(QPointF(point.x, point.y))
        low, high = min(low, point.y), max(high, point.y)
    return found
