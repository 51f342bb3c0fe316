"""When each touchpoint happens at the earliest, how much air it has, and where the customer waits."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from cxdesigner.document.records import LinkKind, RecordId, Stage, Touchpoint
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.pinned import days_from_unknown

_AFTER = frozenset({"after", "every", "during"})
"""What is said to be after something counts from its end; everything else from its beginning."""


class Moment(NamedTuple):
    """When a touchpoint happens, in days of 24 hours after the journey began.

    `start_days` is the earliest that links and triggers allow, `slack_days` how much later it may be before the whole
    journey takes longer, `is_read` whether its timing was understood (a touchpoint without one counts as understood).
    """

    start_days: float
    slack_days: float
    is_read: bool


class Wait(NamedTuple):
    """The customer waits between two touchpoints, in days."""

    source_id: RecordId
    target_id: RecordId
    days: float


@dataclass(frozen=True)
class Timeline:
    """The schedule of one journey. `longest` are the touchpoints that decide how long it takes, in their order."""

    moments: dict[RecordId, Moment]
    length_days: float
    longest: tuple[RecordId, ...]
    waits: tuple[Wait, ...]
    """The longest first; those of no length are left out."""
    known: frozenset[RecordId] = frozenset()
    """What has a time: the start, and what a link or a trigger leads to. Of the rest nobody knows when it happens."""


def timeline(journey: Journey) -> Timeline:
    """Return the schedule that the links and the timings of a journey give.

    It is the critical path method (Kelley and Walker, 1959): the earliest start of each touchpoint is the longest path to
    it over links (from the end of the one before, plus what "2 days later" says) and triggers ("signing + 2 days"). Ways
    that lead back in reading order cannot bind what comes before; they are left out. Time grows with touchpoints and
    links.
    """
    bonds, order = _bonds(journey)
    earliest, cause = _earliest(journey, bonds, order)
    length = max((earliest[i] + _duration(touchpoint) for i, touchpoint in journey.touchpoints.items()), default=0.0)
    latest = {i: length - _duration(touchpoint) for i, touchpoint in journey.touchpoints.items()}
    for here in reversed(order):
        for target, days in bonds[here].items():
            latest[here] = min(latest[here], latest[target] - days)
    moments = {i: Moment(earliest[i], max(0.0, latest[i] - earliest[i]), _is_read(journey, i)) for i in earliest}
    backwards = reversed(journey.touchpoints)  # Of several that end last, the last on the map.
    last = max(backwards, key=lambda i: earliest[i] + _duration(journey.touchpoints[i]), default=None)
    longest = []
    while last is not None:
        longest.append(last)
        last = cause.get(last)
    known = frozenset(cause) | ({journey.start} if journey.start is not None else frozenset())
    return Timeline(moments, length, tuple(reversed(longest)), tuple(_waits(journey, earliest)), known)


def waits_of(journey: Journey) -> list[Wait]:
    """Return the waits of the schedule alone, which costs half of it; the longest first."""
    earliest, _ = _earliest(journey, *_bonds(journey))
    return _waits(journey, earliest)


_Bonds = dict[RecordId, dict[RecordId, float]]


def followers(journey: Journey) -> dict[RecordId, dict[RecordId, float]]:
    """Return, for each touchpoint, which others must come after it and by how many days at least; there is no circle."""
    return _bonds(journey)[0]


def _earliest(
    journey: Journey, bonds: _Bonds, order: list[RecordId]
) -> tuple[dict[RecordId, float], dict[RecordId, RecordId]]:
    """Return when each touchpoint begins at the earliest, and which other one decides that."""
    earliest = dict.fromkeys(journey.touchpoints, 0.0)
    cause: dict[RecordId, RecordId] = {}
    for here in order:
        begin = earliest[here]
        for target, days in bonds[here].items():
            known = earliest[target]
            if begin + days > known or (target not in cause and known == 0 <= days):
                earliest[target] = max(known, begin + days)
                cause[target] = here
    return earliest, cause


def _bonds(journey: Journey) -> tuple[_Bonds, list[RecordId]]:
    """Return what must be so many days after what, without circles, and an order that obeys it.

    For each touchpoint there stand the days until each other one.
    """
    bonds: _Bonds = {touchpoint_id: {} for touchpoint_id in journey.touchpoints}
    for source, target, days in chain(_links(journey), _triggers(journey), _unknown(journey)):
        if source != target and bonds[source].get(target, -math.inf) < days:
            bonds[source][target] = days
    order = _sorted(bonds)
    circling = bonds.keys() - set(order) if len(order) < len(bonds) else ()
    if circling:
        import networkx as nx

        among = nx.DiGraph((a, b) for a in circling for b in bonds[a] if b in circling)
        for circle in nx.strongly_connected_components(among):
            for a in circle if len(circle) > 1 else ():
                for b in [b for b in bonds[a] if b in circle and journey.rank[b] <= journey.rank[a]]:
                    del bonds[a][b]
        order = _sorted(bonds)
    return bonds, order


def _sorted(bonds: _Bonds) -> list[RecordId]:
    """Return touchpoints so that each stands behind what binds it (Kahn, 1962); those in a circle, and behind one, are not in it."""
    open_ones = dict.fromkeys(bonds, 0)
    for targets in bonds.values():
        for target in targets:
            open_ones[target] += 1
    order = [touchpoint_id for touchpoint_id, count in open_ones.items() if not count]
    for here in order:
        for target in bonds[here]:
            open_ones[target] -= 1
            if not open_ones[target]:
                order.append(target)
    return order


def _links(journey: Journey) -> Iterator[tuple[RecordId, RecordId, float]]:
    lasts = {i: _duration(touchpoint) for i, touchpoint in journey.touchpoints.items()}
    later = {
        i: when.offset_days
        for i, when in journey.whens.items()
        if (when.offset_days or 0.0) > 0.0
        and when.understood
        and not when.trigger
        and when.relation != "on-day"
        and i not in journey.triggers
    }
    for link in journey.links:
        source_id, target_id = link.source_id, link.target_id
        yield source_id, target_id, lasts[source_id] + (later.get(target_id) or 0.0)


def _triggers(journey: Journey) -> Iterator[tuple[RecordId, RecordId, float]]:
    opening: dict[RecordId, RecordId] = {}
    for touchpoint in journey.touchpoints.values():
        opening.setdefault(touchpoint.stage_id, touchpoint.id)
        when = journey.whens[touchpoint.id]
        if when.relation == "on-day" and journey.start is not None and touchpoint.event_id is None:
            yield journey.start, touchpoint.id, when.offset_days or 0.0
    for touchpoint_id, named in journey.triggers.items():
        cause = opening.get(named.id) if isinstance(named, Stage) else getattr(journey.happens_at(named), "id", None)
        if cause is None:
            continue
        touchpoint, when = journey.touchpoints[touchpoint_id], journey.whens[touchpoint_id]
        days = touchpoint.offset_days if touchpoint.offset_days is not None else when.offset_days or 0.0
        if when.relation in _AFTER and not isinstance(named, Stage):
            days += _duration(journey.touchpoints[cause])
        if when.relation == "before" or days < 0:
            yield touchpoint_id, cause, max(0.0, -days)  # A week before go-live: go-live is a week after it.
        else:
            yield cause, touchpoint_id, days


def _unknown(journey: Journey) -> Iterator[tuple[RecordId, RecordId, float]]:
    """Yield how much later touchpoints are than the first of those that wait for the same unknown thing.

    Where nobody has drawn the first contact, “first contact + 2 weeks” is still 12 days after “first contact + 2 days”.
    """
    for waiting in days_from_unknown(journey).values():
        first, since = min(waiting.items(), key=lambda pair: pair[1])
        for touchpoint_id, days in waiting.items():
            if touchpoint_id != first:
                yield first, touchpoint_id, days - since


def _duration(touchpoint: Touchpoint) -> float:
    return max(0.0, touchpoint.duration_days or 0.0)


def _is_read(journey: Journey, touchpoint_id: RecordId) -> bool:
    touchpoint = journey.touchpoints[touchpoint_id]
    return not touchpoint.when.strip() or touchpoint_id in journey.triggers or journey.whens[touchpoint_id].understood


def _waits(journey: Journey, earliest: dict[RecordId, float]) -> list[Wait]:
    """Return how long the customer waits on each way that leads on, the longest first."""
    found = []
    gone = {i: earliest[i] + _duration(touchpoint) for i, touchpoint in journey.touchpoints.items()}
    for link in journey.links:
        days = earliest[link.target_id] - gone[link.source_id]
        if days > 0 and link.kind is not LinkKind.RECOVERY:
            found.append(Wait(link.source_id, link.target_id, days))
    return sorted(found, key=lambda wait: -wait.days)


def days_in_words(days: float) -> str:
    """Return a length of time as people say it: “2 days”, “3 hours”, “20 minutes”, “6 weeks”."""
    for unit, length in (("week", 7.0), ("day", 1.0), ("hour", 1 / 24), ("minute", 1 / 1_440), ("second", 1 / 86_400)):
        if days >= length * (2 if unit == "week" else 0.9999) or unit == "second":
            amount = days / length
            shown = f"{amount:.0f}" if abs(amount - round(amount)) < 0.05 or amount >= 10 else f"{amount:.1f}"
            return f"{shown} {unit}{'' if shown == '1' else 's'}"
    return ""
