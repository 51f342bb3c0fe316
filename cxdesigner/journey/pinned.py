"""What has a certain time: so many days before or after something, whether that is on the map or not."""

from __future__ import annotations

from typing import NamedTuple

from cxdesigner.document.records import RecordId, Stage, Touchpoint
from cxdesigner.journey.event_names import event_words, is_everyday
from cxdesigner.journey.graph import Journey

_CERTAIN = frozenset({"upon", "after", "before"})
"""Only what is said with these has a certain time: “within 2 days” may be at once."""

_LONGEST_CHAIN = 50
"""What waits for something that waits for something … is followed so far."""


class Pinned(NamedTuple):
    """A time in days after something (before it: below zero); `root` names that: a record's id, or the words of a name."""

    root: RecordId | frozenset[str]
    title: str
    days: float


def pinned(journey: Journey) -> dict[RecordId, Pinned]:
    """Return what has a certain time, each counted from the first thing in its chain. Costs time in proportion to the map."""
    own = {i: found for i in journey.touchpoints if (found := _own(journey, i)) is not None}
    counted = {}
    for touchpoint_id, found in own.items():
        root, title, days = found
        for _ in range(_LONGEST_CHAIN):
            further = own.get(root) if isinstance(root, str) else None
            if further is None or root == touchpoint_id:
                break
            root, title, days = further.root, further.title, days + further.days
        counted[touchpoint_id] = Pinned(root, title, days)
    return counted


def days_from_unknown(journey: Journey) -> dict[frozenset[str], dict[RecordId, float]]:
    """Return what waits for something that is not on the map but has a name, in days; only where at least two do."""
    waiting: dict[frozenset[str], dict[RecordId, float]] = {}
    for touchpoint_id in journey.touchpoints:
        if touchpoint_id not in journey.triggers:
            found = _own(journey, touchpoint_id)
            if found is not None and not isinstance(found.root, str):
                waiting.setdefault(found.root, {})[touchpoint_id] = found.days
    return {words: days for words, days in waiting.items() if len(days) > 1}


def _own(journey: Journey, touchpoint_id: RecordId) -> Pinned | None:
    """Return what the timing of a touchpoint itself says."""
    touchpoint, when = journey.touchpoints[touchpoint_id], journey.whens[touchpoint_id]
    days = touchpoint.offset_days if touchpoint.offset_days is not None else when.offset_days
    named = journey.triggers.get(touchpoint_id)
    if named is not None and touchpoint.event_id is not None and not touchpoint.when.strip():
        days = days or 0.0
    elif not when.understood or when.relation not in _CERTAIN:
        return None
    if days is None or isinstance(named, Stage):
        return None
    if named is None:
        return _unknown(journey, touchpoint_id, days)
    cause = journey.happens_at(named)
    if cause is None:
        return Pinned(named.id, named.title, days)
    lasts = _duration(cause) if when.relation == "after" else 0.0
    return Pinned(cause.id, named.title, days + lasts) if cause.id != touchpoint_id else None


def _unknown(journey: Journey, touchpoint_id: RecordId, days: float) -> Pinned | None:
    when = journey.whens[touchpoint_id]
    if not when.is_name or is_everyday(when.trigger) or journey.names.meant_by(when.trigger):
        return None
    words = event_words(when.trigger)
    return Pinned(words, when.trigger, days) if words else None


def _duration(touchpoint: Touchpoint) -> float:
    return max(0.0, touchpoint.duration_days or 0.0)
