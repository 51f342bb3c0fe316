"""When things happen, in the few words that stand on a card and above a step."""

from __future__ import annotations

from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.journey.graph import Journey, build
from cxdesigner.journey.timeline import Moment, Timeline, days_in_words, timeline

LONGEST_WAITS = 3
"""So many of the longest waits stand on the time scale, if they last at least a day."""

Step = tuple[RecordId, int]
"""A column of the map: its stage and the step in it."""


class CardTime(NamedTuple):
    """What stands on a card: “day 12”. `is_longest` tells that the whole journey takes longer if this is late."""

    words: str
    is_read: bool = True
    is_longest: bool = False


class StepTime(NamedTuple):
    """What stands above a step: “day 12–14”, and how long the customer has waited until then, where that is long.

    `is_early` tells that it begins before a step to its left does.
    """

    words: str
    wait: str = ""
    is_early: bool = False
    is_longest: bool = False


class Times(NamedTuple):
    """All times of a map. What nobody knows the time of is not in it, unless it says when and could not be read."""

    cards: dict[RecordId, CardTime]
    steps: dict[Step, StepTime]


def times_of_map(document: Document, map_id: RecordId) -> Times:
    """Return the times of a map, from its document alone."""
    journey = build(document, map_id)
    return times_of(journey, timeline(journey))


def times_of(journey: Journey, found: Timeline) -> Times:
    """Return what a schedule says of each card and each step."""
    longest = frozenset(i for i in found.longest if found.moments[i].is_sure)
    cards = {
        i: CardTime(moment_words(moment, found.first_day) if i in found.known else "", moment.is_read, i in longest)
        for i, moment in found.moments.items()
        if i in found.known or not moment.is_read
    }
    return Times(cards, _steps(journey, found, longest))


def _steps(journey: Journey, found: Timeline, longest: frozenset[RecordId]) -> dict[Step, StepTime]:
    waits: dict[Step, float] = {}
    for wait in found.waits[:LONGEST_WAITS]:
        if wait.days >= 1:
            step = _step(journey, wait.target_id)
            waits[step] = max(wait.days, waits.get(step, 0.0))
    times: dict[Step, list[RecordId]] = {}
    for touchpoint_id in journey.touchpoints:
        if touchpoint_id in found.known:
            times.setdefault(_step(journey, touchpoint_id), []).append(touchpoint_id)
    steps, latest = {}, 0.0
    for step, touchpoint_ids in times.items():
        at = [found.moments[i] for i in touchpoint_ids]
        days = [moment.start_days for moment in at if moment.is_sure] or [min(moment.start_days for moment in at)]
        first, last = min(days), max(days)
        is_sure = any(moment.is_sure for moment in at)
        wait_words = f"after {days_in_words(waits[step])}" if step in waits else ""
        is_longest = any(i in longest for i in touchpoint_ids)
        words = _between(first, last, found.first_day) if is_sure else not_before(first, found.first_day)
        steps[step] = StepTime(words, wait_words, is_sure and _is_before(first, latest), is_longest)
        latest = max(latest, first)
    return steps


def _step(journey: Journey, touchpoint_id: RecordId) -> Step:
    touchpoint = journey.touchpoints[touchpoint_id]
    return touchpoint.stage_id, touchpoint.step


def _is_before(days: float, other: float) -> bool:
    """Tell whether a time is before another one by what people would notice: a day, or an hour of the first day."""
    return days < other and day_words(days) != day_words(other) and other - days > 1 / 24


def _between(first: float, last: float, first_day: int) -> str:
    one, other = day_words(first, first_day), day_words(last, first_day)
    if one == other:
        return one
    return f"{one}–{other.removeprefix('day ')}" if first >= 1 else f"{one} – {other}"


def moment_words(moment: Moment, first_day: int = 0) -> str:
    """Return when something begins: “start”, “20 minutes”, “day 12”; where that is not sure, “from day 12” or “?”."""
    days = moment.start_days
    return day_words(days, first_day) if moment.is_sure else not_before(days, first_day)


def not_before(days: float, first_day: int = 0) -> str:
    """Return the little that is known of what waits for something that has no time: “from day 12”, or “?” within the first day."""
    return f"from {day_words(days, first_day)}" if days >= 0.9999 else "?"


def day_words(days: float, first_day: int = 0) -> str:
    """Return a time after the start: “start”, “20 minutes”, and from the first whole day on “day 12”, in days of 24 hours.

    Days are counted from *first_day*, as the room does: from 1 where the journey begins on “day 1”.
    """
    if days <= 0:
        return "start"
    return days_in_words(days) if days < 0.9999 else f"day {int(days + 0.0001) + first_day:,}"


def schedule_words(found: Timeline, touchpoint_id: RecordId) -> str:
    """Return in a sentence when a touchpoint happens at the earliest, and how late it may be; empty where nobody knows."""
    moment = found.moments.get(touchpoint_id)
    if moment is None or touchpoint_id not in found.known or not found.length_days:
        return ""
    if not moment.is_sure:
        if moment.start_days < 1 / 24:
            return ""
        return f"not before {days_in_words(moment.start_days)} after the start; nobody has said when exactly"
    start = (
        f"at the earliest {days_in_words(moment.start_days)} after the start"
        if moment.start_days > 0
        else "at the start"
    )
    if moment.slack_days <= 0 and touchpoint_id in found.longest:
        return f"{start}; if it is late, the whole journey takes longer"
    slack = f"; it may be {days_in_words(moment.slack_days)} late" if moment.slack_days > 1 / 24 else ""
    return f"{start}{slack}"
