"""How a map looks: the only place with ink. Screen, poster, SVG and PNG all come through here.

Everything is drawn in units of 0.1 mm; the caller scales the painter. Only what a PDF can carry is used: no effects, no
caches, no gradients with alpha, no blend modes, no `QIcon.paint`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from cxdesigner.canvas import fonts, icons, legend
from cxdesigner.canvas.faces import FACE_RADIUS, paint_face
from cxdesigner.canvas.far import far_card, far_scale, is_faint
from cxdesigner.canvas.ground import (
    paint_ground,
    paint_lane_heading,
    paint_outer_heading,
    paint_row_headings,
    paint_stage_heading,
)
from cxdesigner.canvas.ink import (
    NO_BRUSH,
    NO_PEN,
    brush,
    line,
    pen,
    polygon,
    right_edge,
    rounded,
    rounded_line,
    text_block,
)
from cxdesigner.canvas.marks import (
    STRIPE,
    paint_badge,
    paint_expectation,
    paint_grip,
    paint_handle,
    paint_moment,
    paint_outline,
    paint_problem,
    paint_stripe,
    paint_tag,
    tag_width,
)
from cxdesigner.canvas.theme import THEMES, Theme
from cxdesigner.canvas.warmth import ground_of, on_heat, paint_warmth
from cxdesigner.document.records import LinkKind, RecordId, Status
from cxdesigner.layout.plan import CardBox, LinkPath, NoteBox, Plan, Rect

if TYPE_CHECKING:
    from cxdesigner.journey.heat import Heat, Warmth
    from cxdesigner.journey.times import CardTime, Times

__all__ = ["THEMES", "Look", "Theme", "paint_card", "paint_link", "paint_note", "paint_plan"]

CARD_RADIUS = 18.0
LINK_RADIUS = 20.0
ARROW = 24.0
ICON = 42.0
LABEL_AIR = 5.0
"""Ground around the words of a link, so that no line runs into them."""
BROKEN = frozenset({Status.MISSING, Status.TO_REMOVE})
"""The edge of such a card is broken: it is not there yet, or will not be for long."""
FADED, QUIET = 0.25, 0.4
"""How strongly links are drawn that have nothing to do with what is selected."""


class Look(NamedTuple):
    """What is true of a thing at this moment and not in the document."""

    is_selected: bool = False
    is_hovered: bool = False
    is_strong: bool = False
    """A link of a selected card."""
    is_faded: bool = False
    is_lifted: bool = False
    """Carried by the hand."""
    is_quiet: bool = False
    """A link that stands back, because others are looked at."""
    problem: str = ""
    time: CardTime | None = None
    warmth: Warmth | None = None
    news: str = ""
    """How dark it is by the measure that colours cards; a word where it is another one in the map it is compared with."""


PLAIN = Look()


def paint_plan(
    painter: QPainter,
    plan: Plan,
    theme: Theme,
    *,
    clip: Rect | None = None,
    selected: Collection[RecordId] = frozenset(),
    problems: Mapping[RecordId, str] | None = None,
    faded: Collection[RecordId] = frozenset(),
    times: Times | None = None,
    heat: Heat | None = None,
    explained: legend.Explained = (),
) -> None:
    """Draw a whole plan, or what of it meets *clip*; nothing else is sent to the painter, so tiles stay small.

    Where the plan has a time scale, *times* stand on it and on the cards. What is *explained* goes into the legend.
    """
    problems, warm = problems or {}, heat.cards if heat is not None else {}
    days = times.cards if times is not None and plan.time_scale is not None else {}
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    paint_ground(painter, plan, theme, clip)
    links = []
    for link in plan.links:
        if clip is None or link_bounds(link).meets(clip):
            is_strong = link.source_id in selected or link.target_id in selected
            look = Look(link.link_id in selected, is_strong=is_strong, is_faded=link.link_id in faded)
            paint_link(painter, link, theme, look, with_words=False)
            links.append((link, look))
    for link, look in links:
        painter.setOpacity(FADED if look.is_faded else 1.0)
        paint_link_words(painter, link, theme, look)
    painter.setOpacity(1.0)
    for card in plan.cards:
        if clip is None or card.rect.grown(30).meets(clip):
            card_id = card.touchpoint_id
            look = Look(card_id in selected, is_faded=card_id in faded, problem=problems.get(card_id, ""))
            look = look._replace(time=days.get(card_id), warmth=warm.get(card_id))
            paint_card(painter, card, theme, look)
    for note in plan.notes:
        if clip is None or note.rect.grown(10).meets(clip):
            paint_note(painter, note, theme, Look(note.note_id in selected))
    paint_headings(painter, plan, theme, clip, selected, heat, explained)
    if times is not None:
        from cxdesigner.canvas.time_scale import paint_time_scale  # Most maps do without.

        paint_time_scale(painter, plan, times, theme, clip)
    painter.restore()


def paint_headings(
    painter: QPainter,
    plan: Plan,
    theme: Theme,
    clip: Rect | None = None,
    selected: Collection[RecordId] = frozenset(),
    heat: Heat | None = None,
    explained: legend.Explained = (),
) -> None:
    """Draw the headings of stages, lanes and rows, and on paper the title block and the legend."""
    for stage in plan.stages:
        if clip is None or stage.rect.meets(clip):
            paint_stage_heading(painter, stage, theme, is_selected=stage.stage_id in selected)
    for lane in plan.lanes:
        if clip is None or lane.header.meets(clip) or (lane.outer is not None and lane.outer.meets(clip)):
            paint_lane_heading(painter, lane, theme)
            paint_outer_heading(painter, lane, theme)
    paint_row_headings(painter, plan, theme, clip)
    if plan.title is not None and (clip is None or plan.title.rect.meets(clip)):
        legend.paint_title_block(painter, plan.title, theme)
    if plan.legend is not None and (clip is None or plan.legend.meets(clip)):
        legend.paint_legend(painter, plan.legend, theme, cards=plan.cards, heat=heat, explained=explained)


# -- cards ---------------------------------------------------------------------------------------------------------------


def paint_card(painter: QPainter, card: CardBox, theme: Theme, look: Look = PLAIN) -> None:
    """Draw a card: colour is the team, icon the channel, dashes are not there yet, the diamond decides everything."""
    if look.is_faded:
        painter.setOpacity(FADED)
    scale = far_scale(painter, theme)
    if scale is not None and card.picture is None:
        card = far_card(card, scale)
    _paint_card_body(painter, card, theme, look)
    _paint_card_words(painter, card, theme if look.warmth is None else on_heat(theme))
    if card.picture is not None:
        from cxdesigner.canvas.pictures import paint_picture  # Most maps do without.

        paint_picture(painter, card.picture, theme)
    _paint_card_marks(painter, card, theme, look)
    if look.time is not None:
        from cxdesigner.canvas.time_scale import paint_card_time

        paint_card_time(painter, card.rect, look.time, theme, scale)
    if look.is_faded:
        painter.setOpacity(1.0)


def _paint_card_body(painter: QPainter, card: CardBox, theme: Theme, look: Look) -> None:
    rect = card.rect
    if theme.has_shadow:
        drop = 14.0 if look.is_lifted else 5.0
        rounded(painter, rect.moved(drop / 4, drop), CARD_RADIUS, NO_PEN, brush(theme.shadow))
    edge = pen(theme.quiet if look.is_hovered else theme.card_edge, theme.edge_width)
    if card.status == Status.MISSING:
        edge = pen(theme.team(card.color), theme.edge_width + 1.0, (14.0, 9.0))
    elif card.status == Status.TO_REMOVE:
        edge = pen(theme.quiet, theme.edge_width + 1.0, (4.0, 8.0))
    rounded(painter, rect, CARD_RADIUS, NO_PEN if card.status in BROKEN else edge, brush(ground_of(look.warmth, theme)))
    paint_stripe(painter, rect, card.color, theme, radius=CARD_RADIUS)
    if card.status in BROKEN:
        painter.setPen(edge)
        painter.setBrush(NO_BRUSH)
        painter.drawPath(right_edge(rect, STRIPE, CARD_RADIUS))
    if look.is_selected:
        paint_outline(painter, rect.grown(8), CARD_RADIUS + 7, theme.selection, 6.0)


def _paint_card_words(painter: QPainter, card: CardBox, theme: Theme) -> None:
    title = card.title
    if card.icon:
        top = title.rect.y + (title.line_height - ICON) / 2
        left = max(card.rect.x + STRIPE + 6, title.rect.x - ICON - 10)
        place = Rect(left, top, ICON, ICON) if card.icon_at is None else card.icon_at
        icons.paint_icon(painter, card.icon, QRectF(place.x, place.y, place.width, place.height), theme.ink)
    gone = card.status == Status.TO_REMOVE
    text_block(painter, title, theme.quiet if gone else theme.ink)
    if gone:
        painter.setPen(pen(theme.quiet, 3.0))
        for row, text in enumerate(title.lines):
            y = title.rect.y + (row + 0.55) * title.line_height
            line(painter, (title.rect.x, y), (title.rect.x + fonts.measure(text, title.style), y))
    text_block(painter, card.when, theme.detail)
    for block in card.details:
        text_block(painter, block, theme.detail)


def _paint_card_marks(painter: QPainter, card: CardBox, theme: Theme, look: Look) -> None:
    rect = card.rect
    x, y = rect.right - 18 - FACE_RADIUS, rect.bottom - 16 - FACE_RADIUS
    if card.emotion is not None:
        paint_face(painter, card.emotion, x, y, theme)
        x -= 2 * FACE_RADIUS - 2
    paint_expectation(painter, card.expectation, x, y, theme)
    if card.moment_of_truth:
        paint_moment(painter, rect.right - 66, rect.y, theme)
    if card.status == Status.TO_CHANGE:
        paint_badge(painter, "pencil", rect.right - 122, rect.y, theme, theme.detail)
    if news := card.news or look.news:
        paint_tag(painter, news, rect.x + STRIPE + 8, rect.y - 6, theme)
    if look.warmth is not None:
        paint_warmth(painter, look.warmth, rect, theme, tag_width(news) + 8 if news else 0.0)
    if look.problem:
        paint_problem(painter, look.problem, rect.right - 10, rect.y + 4, theme)
    if look.is_hovered or look.is_selected:
        paint_handle(painter, *handle_of(card), theme)


def handle_of(card: CardBox) -> tuple[float, float]:
    """Return where the knob sits from which links are drawn out of a card."""
    return card.rect.right, card.rect.y + card.rect.height / 2


# -- links ---------------------------------------------------------------------------------------------------------------


def paint_link(painter: QPainter, link: LinkPath, theme: Theme, look: Look = PLAIN, *, with_words: bool = True) -> None:
    """Draw a link: round corners, an arrow at its end, a diamond where it branches, red dashes where it recovers."""
    if look.is_faded or look.is_quiet:
        painter.setOpacity(FADED if look.is_faded else QUIET)
    name, width = _link_ink(link, theme, look)
    points = list(link.points)
    (x, y), (right, down) = points[-1], _direction(points[-2], points[-1])
    points[-1] = (x - right * (ARROW - 4), y - down * (ARROW - 4))
    painter.setBrush(NO_BRUSH)
    painter.setPen(pen(name, width, (16.0, 10.0) if link.kind is LinkKind.RECOVERY else ()))
    painter.drawPath(rounded_line(points, LINK_RADIUS))
    painter.setPen(NO_PEN)
    painter.setBrush(brush(name))
    back_x, back_y = x - right * ARROW, y - down * ARROW
    side_x, side_y = down * ARROW * 0.42, right * ARROW * 0.42
    painter.drawPolygon(polygon([(x, y), (back_x + side_x, back_y + side_y), (back_x - side_x, back_y - side_y)]))
    _paint_link_start(painter, link, theme, name)
    if with_words:
        paint_link_words(painter, link, theme, look)
    if look.is_selected:
        for x, y in (link.points[0], link.points[-1]):
            paint_grip(painter, x, y, theme)
    if look.is_faded or look.is_quiet:
        painter.setOpacity(1.0)


def _link_ink(link: LinkPath, theme: Theme, look: Look) -> tuple[str, float]:
    is_strong = look.is_selected or look.is_hovered or look.is_strong
    if link.kind is LinkKind.RECOVERY and not look.is_selected:
        return theme.recovery, 7.5 if is_strong else 5.0
    if is_strong:
        return theme.selection, 7.5
    more = theme.edge_width - 3.0
    return (theme.handoff, 6.0 + more) if link.is_handoff else (theme.link, 4.0 + more)


def _direction(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    right, down = end[0] - start[0], end[1] - start[1]
    length = (right * right + down * down) ** 0.5 or 1.0
    return right / length, down / length


def _paint_link_start(painter: QPainter, link: LinkPath, theme: Theme, name: str) -> None:
    (x, y), (right, down) = link.points[0], _direction(link.points[0], link.points[1])
    if link.kind is LinkKind.BRANCH:
        x, y = x + right * 12, y + down * 12
        painter.setPen(pen(name, 4.0))
        painter.setBrush(brush(theme.card))
        painter.drawPolygon(polygon([(x - 12, y), (x, y - 9), (x + 12, y), (x, y + 9)]))
    elif link.is_handoff:
        painter.setPen(pen(name, 4.0))
        painter.setBrush(brush(theme.card))
        painter.drawEllipse(QPointF(x + right * 11, y + down * 11), 8.0, 8.0)


def paint_link_words(painter: QPainter, link: LinkPath, theme: Theme, look: Look = PLAIN) -> None:
    """Write what stands beside a link, on a ground of its own so that other lines end there."""
    if link.label is None or is_faint(far_scale(painter, theme)):
        return
    rect = link.label.rect
    ground = Rect(rect.x - LABEL_AIR, rect.y, rect.width + 2 * LABEL_AIR, rect.height)
    rounded(painter, ground, 8.0, NO_PEN, brush(theme.halo))
    name, _ = _link_ink(link, theme, look)
    is_marked = link.kind is LinkKind.RECOVERY or name == theme.selection
    text_block(painter, link.label, name if is_marked else theme.detail)


def link_bounds(link: LinkPath) -> Rect:
    """Return the rectangle in which a link leaves ink."""
    xs, ys = zip(*link.points, strict=True)
    left, top = min(xs), min(ys)
    right, bottom = max(xs), max(ys)
    if link.label is not None:
        rect = link.label.rect
        left, top = min(left, rect.x), min(top, rect.y)
        right, bottom = max(right, rect.right), max(bottom, rect.bottom)
    return Rect(left, top, right - left, bottom - top).grown(16)


# -- stickers ------------------------------------------------------------------------------------------------------------


def paint_note(painter: QPainter, note: NoteBox, theme: Theme, look: Look = PLAIN) -> None:
    """Draw a sticker with its lower right corner folded."""
    rect, fold = note.rect, 26.0
    if theme.has_shadow:
        painter.fillRect(QRectF(rect.x + 4, rect.y + 6, rect.width - fold, rect.height), brush(theme.shadow))
    outline = QPainterPath(QPointF(rect.x, rect.y))
    for x, y in (
        (rect.right, rect.y),
        (rect.right, rect.bottom - fold),
        (rect.right - fold, rect.bottom),
        (rect.x, rect.bottom),
    ):
        outline.lineTo(x, y)
    outline.closeSubpath()
    painter.setPen(pen(theme.note_edge, 3.0))
    painter.setBrush(brush(theme.note))
    painter.drawPath(outline)
    painter.setBrush(brush(theme.note_edge))
    corner = [
        (rect.right, rect.bottom - fold),
        (rect.right - fold, rect.bottom - fold),
        (rect.right - fold, rect.bottom),
    ]
    painter.drawPolygon(polygon(corner))
    text_block(painter, note.text, theme.note_ink)
    if look.is_selected:
        paint_outline(painter, rect.grown(8), 10.0, theme.selection, 6.0)


# -- what the hand is doing ----------------------------------------------------------------------------------------------


def paint_landing(painter: QPainter, rect: Rect, theme: Theme, *, is_allowed: bool = True) -> None:
    """Light up the cell in which a card would land."""
    name = theme.selection if is_allowed else theme.error
    inside = brush(theme.landing if is_allowed else theme.refusal)
    rounded(painter, rect.grown(-6), CARD_RADIUS, pen(name, 4.0, (14.0, 10.0)), inside)


def paint_ghost(painter: QPainter, rect: Rect, theme: Theme) -> None:
    """Draw the place that waits for a card in the hand."""
    rounded(painter, rect, CARD_RADIUS, pen(theme.selection, 3.0), brush(theme.card))


def paint_gap(painter: QPainter, rect: Rect, theme: Theme) -> None:
    """Draw the bar at which a step, a stage or a lane would be put in."""
    rounded(painter, rect, min(rect.width, rect.height) / 2, NO_PEN, brush(theme.selection))


def paint_band(painter: QPainter, rect: Rect, theme: Theme) -> None:
    """Draw the rubber band."""
    painter.setOpacity(0.2)
    painter.fillRect(QRectF(rect.x, rect.y, rect.width, rect.height), brush(theme.selection))
    painter.setOpacity(1.0)
    painter.setPen(pen(theme.selection, 3.0))
    painter.setBrush(NO_BRUSH)
    painter.drawRect(QRectF(rect.x, rect.y, rect.width, rect.height))
