"""What has a certain time: so many days before or after something, whether that is on the map or not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from cxdesigner.document.records import RecordId, Stage, Touchpoint
from cxdesigner.journey.event_names import Named, event_words, is_everyday
from cxdesigner.journey.schedule import When

if TYPE_CHECKING:
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
    own: dict[object, Pinned] = dict(journey.own_times.items())
    counted = {}
    for touchpoint_id, found in journey.own_times.items():
        further = own.get(found.root)
        if further is not None:
            root, title, days = found
            for _ in range(_LONGEST_CHAIN):
                if further is None or root == touchpoint_id:
                    break
                root, title, days = further.root, further.title, days + further.days
                further = own.get(root)
            found = Pinned(root, title, days)
        counted[touchpoint_id] = found
    return counted


def days_from_unknown(journey: Journey) -> dict[frozenset[str], dict[RecordId, float]]:
    """Return what waits for something that is not on the map but has a name, in days; only where at least two do."""
    waiting: dict[frozenset[str], dict[RecordId, float]] = {}
    for touchpoint_id, found in journey.own_times.items():
        if not isinstance(found.root, str):
            waiting.setdefault(found.root, {})[touchpoint_id] = found.days
    return {words: days for words, days in waiting.items() if len(days) > 1}


def own_times(journey: Journey) -> dict[RecordId, Pinned]:
    """Return what the timing of each touchpoint itself says, where that is a certain time."""
    found = {}
    triggers, touchpoints = journey.triggers, journey.touchpoints
    for touchpoint_id in touchpoints:
        when = journey.whens[touchpoint_id]
        if when.relation in _CERTAIN and when.understood:
            named = triggers.get(touchpoint_id)
            if named is None and not when.is_name:
                continue
        else:
            named = triggers.get(touchpoint_id)
            if named is None or touchpoints[touchpoint_id].when:
                continue
        own = _own(journey, touchpoints[touchpoint_id], when, named)
        if own is not None:
            found[touchpoint_id] = own
    said = {own.root: own.title for own in found.values() if isinstance(own.root, frozenset)}
    longer = long_forms(said)
    for touchpoint_id, own in found.items():
        if isinstance(own.root, frozenset) and longer[own.root] != own.root:
            found[touchpoint_id] = Pinned(longer[own.root], said[longer[own.root]], own.days)
    return found


def long_forms(names: Iterable[frozenset[str]]) -> dict[frozenset[str], frozenset[str]]:
    """Return for each name, in its words, the one that is meant: “signing of contract” for “signing”, if no other has that word."""
    longer: dict[str, list[frozenset[str]]] = {}
    for words in (every := list(names)):
        if len(words) > 1:
            for word in words:
                longer.setdefault(word, []).append(words)
    forms = {words: longer.get(next(iter(words)), []) if len(words) == 1 else [] for words in every}
    return {words: found[0] if len(found) == 1 else words for words, found in forms.items()}


def _own(journey: Journey, touchpoint: Touchpoint, when: When, named: Named | None) -> Pinned | None:
    days = touchpoint.offset_days if touchpoint.offset_days is not None else when.offset_days
    if named is not None and days is None and not touchpoint.when:
        days = 0.0
    if days is None or isinstance(named, Stage):
        return None
    if named is None:
        return _unknown(journey, when, days)
    cause = journey.happens_at(named)
    if cause is None:
        return Pinned(named.id, named.title, days)
    lasts = _duration(cause) if when.relation == "after" else 0.0
    return Pinned(cause.id, named.title, days + lasts) if cause.id != touchpoint.id else None


def _unknown(journey: Journey, when: When, days: float) -> Pinned | None:
    if is_everyday(when.trigger) or journey.names.meant_by(when.trigger):
        return None
    words = event_words(when.trigger)
    return Pinned(words, when.trigger, days) if words else None


def _duration(touchpoint: Touchpoint) -> float:
    return max(0.0, touchpoint.duration_days or 0.0)
