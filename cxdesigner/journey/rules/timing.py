"""Rules about when: is it known, and can it be true?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId, Stage, Touchpoint
from cxdesigner.journey.event_names import event_words, is_everyday
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.pinned import Pinned, long_forms, pinned
from cxdesigner.journey.rules.found import Found, quoted, titles_at
from cxdesigner.journey.schedule import When

_COUNTED_FROM = frozenset({"upon", "after", "before", "within"})
_SAME_TIME = 1 / 24
"""What is no more than an hour apart is not out of order, in days."""


def every_touchpoint_has_a_time(document: Document, journey: Journey) -> Iterator[Found]:
    """The room knows when each touchpoint happens: a date, a trigger, or "within 3 rings"."""
    for touchpoint_id, touchpoint in journey.touchpoints.items():
        if not touchpoint.when.strip() and touchpoint.event_id is None:
            yield Found(f"Nobody has said when {quoted(touchpoint.title)} happens.", (touchpoint_id,))


def every_trigger_is_on_the_map(document: Document, journey: Journey) -> Iterator[Found]:
    """What a touchpoint waits for is an event, a touchpoint or a stage of this map.

    Only what is said as a name counts: "any extra work" and "the car is ready" name nothing, "the call" and "arrival"
    need no explanation, and where a branch leads to the touchpoint, its condition is the trigger.
    """
    unknown: dict[frozenset[str], list[Touchpoint]] = {}
    for touchpoint_id, touchpoint in journey.touchpoints.items():
        when = journey.whens[touchpoint_id]
        if not when.is_name or when.relation not in _COUNTED_FROM or touchpoint.event_id is not None:
            continue
        if is_everyday(when.trigger) or journey.names.meant_by(when.trigger):
            continue
        if any(link.condition for link in journey.entering.get(touchpoint_id, ())):
            continue
        unknown.setdefault(event_words(when.trigger), []).append(touchpoint)
    for waiting in _with_their_short_forms(unknown, journey):
        trigger = quoted(max((journey.whens[touchpoint.id].trigger for touchpoint in waiting), key=len))
        waiting_ids = tuple(touchpoint.id for touchpoint in waiting)
        verb = "waits" if len(waiting) == 1 else "wait"
        yield Found(
            f"{titles_at(journey, waiting_ids)} {verb} for {trigger}, but nothing on this map is called that.",
            waiting_ids,
        )


def nothing_happens_before_its_trigger(document: Document, journey: Journey) -> Iterator[Found]:
    """What waits for something stands behind it, or in the same column, and not before it."""
    for touchpoint_id, named in journey.awaited():
        touchpoint = journey.touchpoints[touchpoint_id]
        if _is_meant_to_come_before(touchpoint, journey.whens[touchpoint_id]):
            continue
        cause = named if isinstance(named, Stage) else journey.happens_at(named)
        if cause is None or cause.id == touchpoint_id:
            continue
        column = journey.place[cause.id] if isinstance(cause, Touchpoint) else (journey.column_of[cause.id], 0)
        if journey.place[touchpoint_id] < column:
            yield Found(
                f"{quoted(touchpoint.title)} waits for {quoted(cause.title)}, but stands before it.",
                (touchpoint_id, cause.id),
            )


def the_steps_follow_the_time(document: Document, journey: Journey) -> Iterator[Found]:
    """What counts from the same thing stands in the order in which it comes: two days after it before five days after it.

    The fewest cards are told of: those that are not in the longest row that is in order (Fredman, 1975).
    """
    together: dict[object, list[RecordId]] = {}
    times = pinned(journey)
    for touchpoint_id, time in times.items():
        together.setdefault(time.root, []).append(touchpoint_id)
    for waiting in together.values():
        if len(waiting) < 2:
            continue
        waiting.sort(key=lambda i: (journey.place[i], times[i].days))
        kept = _longest_in_order([times[i].days for i in waiting])
        in_order = [waiting[place] for place in sorted(kept)]
        for touchpoint_id in (i for place, i in enumerate(waiting) if place not in kept):
            found = _against(touchpoint_id, in_order, journey.place, times)
            if found is not None:
                other, side = found
                yield Found(
                    f"{quoted(journey.touchpoints[touchpoint_id].title)} comes {_after(times[touchpoint_id])}, but stands "
                    f"{side} {quoted(journey.touchpoints[other].title)}, which comes {_after(times[other])}.",
                    (touchpoint_id, other),
                )


def _longest_in_order(days: list[float]) -> set[int]:
    """Return the places of the longest row of numbers, in their order, of which none is smaller than the one before."""
    ends: list[int] = []
    values: list[float] = []
    came: list[int | None] = []
    for place, value in enumerate(days):
        length = bisect_right(values, value)
        came.append(ends[length - 1] if length else None)
        values[length:] = [value, *values[length + 1 :]]
        ends[length:] = [place, *ends[length + 1 :]]
    kept = set()
    here: int | None = ends[-1] if ends else None
    while here is not None:
        kept.add(here)
        here = came[here]
    return kept


def _against(
    touchpoint_id: RecordId,
    in_order: list[RecordId],
    place: dict[RecordId, tuple[int, int]],
    times: dict[RecordId, Pinned],
) -> tuple[RecordId, str] | None:
    """Return the first card in order that a card contradicts, and on which side of it the card stands."""
    mine, days = place[touchpoint_id], times[touchpoint_id].days
    for other in in_order:
        if mine < place[other] and days > times[other].days + _SAME_TIME:
            return other, "before"
        if mine > place[other] and days < times[other].days - _SAME_TIME:
            return other, "behind"
    return None


def _after(time: Pinned) -> str:
    from cxdesigner.journey.timeline import days_in_words

    if not time.days:
        return f"with {quoted(time.title)}"
    return f"{days_in_words(abs(time.days))} {'after' if time.days > 0 else 'before'} {quoted(time.title)}"


def _with_their_short_forms(
    unknown: dict[frozenset[str], list[Touchpoint]], journey: Journey
) -> list[list[Touchpoint]]:
    """Put "signing" to "signing of contract", where only one longer name holds that word."""
    forms = long_forms(unknown)
    together: dict[frozenset[str], list[Touchpoint]] = {words: [] for words in unknown}
    for words, waiting in unknown.items():
        together[forms[words]] += waiting
    return [sorted(waiting, key=lambda tp: journey.rank[tp.id]) for waiting in together.values() if waiting]


def _is_meant_to_come_before(touchpoint: Touchpoint, when: When) -> bool:
    if touchpoint.event_id is not None and touchpoint.offset_days is not None:
        return touchpoint.offset_days < 0
    return when.relation == "before"
