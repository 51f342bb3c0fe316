"""When things happen, drawn: a scale over the columns, and a small tag with the day on each card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter

from cxdesigner.canvas import fonts
from cxdesigner.canvas.far import READABLE, is_faint
from cxdesigner.canvas.ink import NO_PEN, baseline, brush, line, pen, polygon, rounded, text_line
from cxdesigner.canvas.marks import STRIPE
from cxdesigner.canvas.theme import Theme
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import SMALL, Plan, Rect, TextStyle

if TYPE_CHECKING:
    from cxdesigner.journey.times import CardTime, StepTime, Times

LABELS = ("Earliest day, from the start", "Days from the start", "Days")
"""What the scale is, in as many words as there is room for."""
NOT_READ = "time not read"
WORDS, WAIT = TextStyle(34, bold=True), TextStyle(31, italic=True)
TAG, STRONG_TAG = TextStyle(24), TextStyle(24, bold=True)
TAG_HEIGHT, TAG_PAD, TAG_INSIDE = 32.0, 12.0, 11.0
PAD = 16.0
"""From the left end of a column to its words."""
TICK = 12.0
EARLY = 18.0
"""Room for the sign of a step that begins too early."""


def paint_time_scale(painter: QPainter, plan: Plan, times: Times, theme: Theme, clip: Rect | None = None) -> None:
    """Draw the whole scale of a plan, as on paper."""
    scale = plan.time_scale
    if scale is None or (clip is not None and not scale.meets(clip)):
        return
    label = fitting_label(plan.header_width - 2 * PAD)
    text_line(painter, label, SMALL, theme.detail, scale.x + PAD, baseline(SMALL, scale.y, scale.height))
    for place, time, is_again in columns_of(plan, times):
        if clip is None or place.meets(clip):
            paint_step_time(painter, place, time, theme, has_words=not is_again)


def fitting_label(width: float) -> str:
    """Return what the scale is, in words that fit a width in units."""
    return next((label for label in LABELS if fonts.measure(label, SMALL) <= width), "")


def columns_of(plan: Plan, times: Times) -> list[tuple[Rect, StepTime | None, bool]]:
    """Return for each column its place on the scale, its time, and whether that is told already by the column before."""
    assert plan.time_scale is not None
    found: list[tuple[Rect, StepTime | None, bool]] = []
    before: StepTime | None = None
    for column in plan.columns:
        time = _time_of(column.stage_id, column.step, times, is_whole_stage=column.is_collapsed)
        place = Rect(column.rect.x, plan.time_scale.y, column.rect.width, plan.time_scale.height)
        found.append((place, time, _says(time) == _says(before) and time is not None))
        before = time or before
    return found


def _says(time: StepTime | None) -> tuple[str, bool] | None:
    return (time.words, time.is_early) if time is not None else None


def _time_of(stage_id: RecordId, step: int, times: Times, *, is_whole_stage: bool) -> StepTime | None:
    """Return the time of a step; a collapsed stage has that of its first step that has one."""
    if not is_whole_stage:
        return times.steps.get((stage_id, step))
    own = (time for (owner, _), time in times.steps.items() if owner == stage_id)
    return next(own, None)


def paint_step_time(
    painter: QPainter, place: Rect, time: StepTime | None, theme: Theme, *, has_words: bool = True, start: float = 0.0
) -> None:
    """Draw the time of one column: a tick, a line that is thick where the whole journey hangs on it, and the words.

    Words begin no further left than *start*; what does not fit is left out, the wait first.
    """
    bottom = place.bottom - 5.0
    is_longest = time is not None and time.is_longest
    name = theme.quiet if time is None else theme.ink if is_longest else theme.detail
    painter.setPen(pen(name, 7.0 if is_longest else 3.0, (8.0, 8.0) if time is None else (), is_round=False))
    line(painter, (place.x, bottom), (place.right, bottom))
    painter.setPen(pen(theme.detail, 3.0))
    line(painter, (place.x, bottom - TICK), (place.x, bottom))
    if time is None or not has_words:
        return
    left = max(place.x + PAD, start + 6.0)
    room = place.right - left - 6.0
    early = EARLY if time.is_early else 0.0
    width = fonts.measure(time.words, WORDS) + early
    if width > room:
        return
    base = baseline(WORDS, place.y, place.height - 10.0)
    if time.is_early:
        painter.setPen(NO_PEN)
        painter.setBrush(brush(theme.warning))
        middle = base - 12.0
        painter.drawPolygon(polygon([(left, middle), (left + 13, middle - 9), (left + 13, middle + 9)]))
    text_line(painter, time.words, WORDS, theme.ink, left + early, base)
    if time.wait and width + 12 + fonts.measure(time.wait, WAIT) <= room:
        text_line(painter, time.wait, WAIT, theme.detail, left + width + 12, base)


def paint_card_time(
    painter: QPainter, rect: Rect, time: CardTime, theme: Theme, far_scale: float | None = None
) -> None:
    """Draw the day of a card on a small tag at its lower edge; it says so where the timing could not be read.

    The edge is dark where the whole journey takes longer if this is late. Nothing reaches beyond the card's sides. From
    afar (*far_scale* is how many pixels a unit has) only that it could not be read is told, by a question mark.
    """
    if far_scale is not None:
        if not time.is_read:
            _paint_unread_from_afar(painter, rect, theme, far_scale)
        return
    style = STRONG_TAG if time.is_longest else TAG
    room = rect.width - STRIPE - 16 - 2 * TAG_PAD
    offers = [time.words] if time.is_read else [" · ".join(filter(None, (time.words, NOT_READ))), NOT_READ, "?"]
    words = next((words for words in offers if words and fonts.measure(words, style) <= room), "")
    if not words:
        return
    width = fonts.measure(words, style) + 2 * TAG_PAD
    place = Rect(rect.x + STRIPE + 8, rect.bottom - TAG_INSIDE, width, TAG_HEIGHT)
    edge = theme.ink if time.is_longest else theme.quiet
    rounded(painter, place, TAG_HEIGHT / 2, pen(edge, 3.0 if time.is_longest else 2.0), brush(theme.card))
    ink = theme.error if not time.is_read else theme.ink if time.is_longest else theme.detail
    text_line(painter, words, style, ink, place.x + TAG_PAD, baseline(style, place.y, TAG_HEIGHT))


def _paint_unread_from_afar(painter: QPainter, rect: Rect, theme: Theme, scale: float) -> None:
    if is_faint(scale):
        return
    style = STRONG_TAG._replace(size=round(READABLE / scale))
    height = style.size * 1.3
    place = Rect(rect.x + STRIPE + 8, rect.bottom - TAG_INSIDE + TAG_HEIGHT - height, height, height)
    rounded(painter, place, height / 2, pen(theme.error, 2.0), brush(theme.card))
    left = place.x + (place.width - fonts.measure("?", style)) / 2
    text_line(painter, "?", style, theme.error, left, baseline(style, place.y, height))
