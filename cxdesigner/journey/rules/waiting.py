"""Rules about waiting: who waits for whom, and how long does it take?"""

from __future__ import annotations

import math
from collections.abc import Iterator

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.rules.found import Found, quoted, titles_at


def no_triggers_go_in_a_circle(document: Document, journey: Journey) -> Iterator[Found]:
    """What a touchpoint waits for does not wait, over others or by itself, for that touchpoint."""
    causes = {}
    for touchpoint_id, named in journey.triggers.items():
        cause = journey.happens_at(named)
        if cause is not None and cause.id != touchpoint_id:
            causes[touchpoint_id] = cause.id
    circles = [sorted(circle, key=journey.rank.__getitem__) for circle in _circles(causes)]
    for circle in sorted(circles, key=lambda members: journey.rank[members[0]]):
        yield Found(f"{titles_at(journey, circle)} wait for each other, so none of them ever begins.", tuple(circle))


def _circles(causes: dict[RecordId, RecordId]) -> Iterator[list[RecordId]]:
    """Yield what waits for each other, in any order."""
    seen: set[RecordId] = set()
    for begin in causes:
        way: dict[RecordId, None] = {}
        here: RecordId | None = begin
        while here is not None and here not in seen:
            seen.add(here)
            way[here] = None
            here = causes.get(here)
        if here in way:
            members = list(way)
            yield members[members.index(here) :]


def no_promise_takes_too_long(document: Document, journey: Journey, limit: float) -> Iterator[Found]:
    """What the customer is told to wait for comes while they still remember that they wait."""
    for touchpoint_id, touchpoint in journey.touchpoints.items():
        when = journey.whens[touchpoint_id]
        if when.relation == "on-day":
            continue  # Counted from the start of the journey: nobody waits for it all the time.
        offset = touchpoint.offset_days if touchpoint.offset_days is not None else when.offset_days
        days = max(offset or 0.0, when.limit_days or 0.0)
        if days > limit:
            said = quoted(touchpoint.when) if touchpoint.when.strip() else _later(days)
            yield Found(
                f"{quoted(touchpoint.title)} comes {said}. Does the customer remember us for so long?",
                (touchpoint_id,),
            )


def no_silence_is_too_long(document: Document, journey: Journey, limit: float) -> Iterator[Found]:
    """Between two touchpoints that follow each other, the customer does not wait for weeks without a word."""
    if _most_days(journey) <= limit:
        return
    from cxdesigner.journey.timeline import days_in_words, waits_of

    for wait in waits_of(journey, limit):
        before, after = journey.touchpoints[wait.source_id], journey.touchpoints[wait.target_id]
        yield Found(
            f"Between {quoted(before.title)} and {quoted(after.title)}, the customer hears nothing "
            f"for {days_in_words(wait.days)}.",
            (after.id, before.id),
        )


def _later(days: float) -> str:
    from cxdesigner.journey.timeline import days_in_words

    return f"{days_in_words(days)} later"


def _most_days(journey: Journey) -> float:
    """Return a length that no wait is longer than: all that was said together, so that most maps need no schedule."""
    said = 0.0
    for touchpoint_id, touchpoint in journey.touchpoints.items():
        offset = (
            touchpoint.offset_days if touchpoint.offset_days is not None else journey.whens[touchpoint_id].offset_days
        )
        said += abs(offset or 0.0) + max(0.0, touchpoint.duration_days or 0.0)
    return math.inf if math.isnan(said) else said
