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

_NEAR = frozenset({"within", "with", "during", "at-once"})
"""What is said with these is soon after what came before, whatever that is called: “within 5 minutes of the call”."""
_AFTER = frozenset({"after", "every", "during"})
"""What is said to be after something counts from its end; everything else from its beginning."""


_LOOKED_BACK = 200
"""So many touchpoints are looked at for one that decides when somebody goes on."""


class Moment(NamedTuple):
    """When a touchpoint happens, in days of 24 hours after the journey began.

    `start_days` is the earliest that links and triggers allow, `slack_days` how much later it may be before the whole
    journey takes longer, `is_read` whether its timing was understood (a touchpoint without one counts as understood).
    `is_sure` is False where it waits for something of which nobody has said when it happens: then it is not before
    `start_days`, and nobody knows how much later.
    """

    start_days: float
    slack_days: float
    is_read: bool
    is_sure: bool = True


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
    first_day: int = 0
    """What the room calls the day on which the journey begins: 1 where the start itself is said to be on “day 1”."""


def timeline(journey: Journey) -> Timeline:
    """Return the schedule that the links and the timings of a journey give.

    It is the critical path method (Kelley and Walker, 1959): the earliest start of each touchpoint is the longest path to
    it over links (from the end of the one before, plus what "2 days later" says) and triggers ("signing + 2 days"). Ways
    that lead back in reading order cannot bind what comes before; they are left out. Time grows with touchpoints and
    links.
    """
    tied = _tied(journey)
    bonds, order = tied.bonds, tied.order
    earliest, cause = _earliest(journey, bonds, order)
    length = max((earliest[i] + _duration(touchpoint) for i, touchpoint in journey.touchpoints.items()), default=0.0)
    latest = {i: length - _duration(touchpoint) for i, touchpoint in journey.touchpoints.items()}
    for here in reversed(order):
        for target, days in bonds[here].items():
            latest[here] = min(latest[here], latest[target] - days)
    sure = _sure(journey, order, cause)
    moments = {
        i: Moment(earliest[i], max(0.0, latest[i] - earliest[i]), _is_read(journey, i), i in sure) for i in earliest
    }
    backwards = reversed(journey.touchpoints)  # Of several that end last, the last on the map.
    last = max(backwards, key=lambda i: earliest[i] + _duration(journey.touchpoints[i]), default=None)
    longest = []
    while last is not None:
        longest.append(last)
        last = cause.get(last)
    known = frozenset(cause) | ({journey.start} if journey.start is not None else frozenset())
    waits = tuple(_waits(journey, tied, earliest))
    return Timeline(moments, length, tuple(reversed(longest)), waits, known, int(_first_day(journey)))


def waits_of(journey: Journey, least: float) -> list[Wait]:
    """Return the waits of the schedule alone, which costs half of it, that are longer than so many days; the longest first."""
    tied = _tied(journey)
    earliest, _ = _earliest(journey, tied.bonds, tied.order)
    return _waits(journey, tied, earliest, least)


_Bonds = dict[RecordId, dict[RecordId, float]]


class _Tied(NamedTuple):
    """What the links and the timings of a journey say.

    `bonds` has for each touchpoint the days until each other one that must come after it, without circles, and `order` obeys
    that. `by_the_clock` are the ties that come from timings alone, `later` the days after what came before.
    """

    bonds: _Bonds
    order: list[RecordId]
    by_the_clock: list[tuple[RecordId, RecordId, float]]
    later: dict[RecordId, float]


def followers(journey: Journey) -> dict[RecordId, dict[RecordId, float]]:
    """Return, for each touchpoint, which others must come after it and by how many days at least; there is no circle."""
    return _tied(journey).bonds


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


def _tied(journey: Journey) -> _Tied:
    """Return what must be so many days after what, and why."""
    later, by_the_clock = _later(journey), list(_by_the_clock(journey))
    bonds: _Bonds = {touchpoint_id: {} for touchpoint_id in journey.touchpoints}
    for source, target, days in chain(_links(journey, later), by_the_clock):
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
    return _Tied(bonds, order, by_the_clock, later)


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


def _links(journey: Journey, later: dict[RecordId, float]) -> Iterator[tuple[RecordId, RecordId, float]]:
    """Yield how long after what each touchpoint comes by the links that everybody goes.

    Where only branches and recoveries lead to one, it comes after the first of what they leave: each customer goes one of them.
    """
    lasts = {i: _duration(touchpoint) for i, touchpoint in journey.touchpoints.items()}
    rank = journey.rank
    for target_id, entering in journey.entering.items():
        ways = (
            [link for link in entering if link.kind is LinkKind.NEXT and not link.condition]
            if len(entering) > 1
            else entering
        )
        for link in ways or (min(entering, key=lambda link: rank[link.source_id]),):
            yield link.source_id, target_id, lasts[link.source_id] + later.get(target_id, 0.0)


def _later(journey: Journey) -> dict[RecordId, float]:
    """Return how many days after what came before a touchpoint happens, where its timing says that alone: “2 days later”."""
    return {
        i: when.offset_days
        for i, when in journey.whens.items()
        if when.offset_days is not None
        and when.offset_days > 0.0
        and when.understood
        and not when.trigger
        and when.relation != "on-day"
        and i not in journey.triggers
    }


def _by_the_clock(journey: Journey) -> Iterator[tuple[RecordId, RecordId, float]]:
    """Yield what must be so many days after what because the timing says so, and not because a link leads there.

    What waits for something that is not on the map waits at least so long from the start: that happens on the way. Only what
    the start itself waits for may have been before.
    """
    start, own = journey.start, journey.own_times
    before_start = own[start].root if start in own else None
    opening: dict[RecordId, RecordId] = {}
    for touchpoint_id, touchpoint in journey.touchpoints.items():
        opening.setdefault(touchpoint.stage_id, touchpoint_id)
        when = journey.whens[touchpoint_id]
        if (
            start is None
            or touchpoint.event_id is not None
            or not when.offset_days
            or touchpoint_id in journey.triggers
        ):
            continue
        if when.relation == "on-day":
            yield start, touchpoint_id, max(0.0, when.offset_days - _first_day(journey))
            continue
        is_before = touchpoint_id in own and own[touchpoint_id].root == before_start
        if when.trigger and when.understood and when.offset_days > 0 and not is_before:
            yield start, touchpoint_id, when.offset_days
    for touchpoint_id, named in journey.awaited():
        touchpoint, when = journey.touchpoints[touchpoint_id], journey.whens[touchpoint_id]
        days = touchpoint.offset_days if touchpoint.offset_days is not None else when.offset_days or 0.0
        cause = opening.get(named.id) if isinstance(named, Stage) else getattr(journey.happens_at(named), "id", None)
        if cause is None:
            if start is not None and days > 0 and named.id != before_start:
                yield start, touchpoint_id, days
            continue
        if when.relation in _AFTER and not isinstance(named, Stage):
            days += _duration(journey.touchpoints[cause])
        if when.relation == "before" or days < 0:
            yield touchpoint_id, cause, max(0.0, -days)  # A week before go-live: go-live is a week after it.
        else:
            yield cause, touchpoint_id, days
    # Where nobody has drawn the first contact, “first contact + 2 weeks” is still 12 days after “first contact + 2 days”.
    for waiting in days_from_unknown(journey).values():
        first, since = min(waiting.items(), key=lambda pair: pair[1])
        for touchpoint_id, days in waiting.items():
            if touchpoint_id != first:
                yield first, touchpoint_id, days - since


def _first_day(journey: Journey) -> float:
    """Return the number that the start itself has where it is said to be on a day: 1 for “day 1”, else 0."""
    when = journey.whens[journey.start] if journey.start is not None else None
    return when.offset_days or 0.0 if when is not None and when.relation == "on-day" else 0.0


def _sure(journey: Journey, order: list[RecordId], cause: dict[RecordId, RecordId]) -> set[RecordId]:
    """Return what has a time that somebody has said, counted from something that has one too; the start has one.

    What says nothing, or only how long after what came before, goes by that. What counts from the same thing as the start does
    (“signing + 2 days” where the start is “upon signing”) has a time, wherever that thing is.
    """
    sure = set() if journey.start is None else {journey.start}
    own = journey.own_times
    begin = own.get(journey.start) if journey.start is not None else None
    for here in order:
        when = journey.whens[here]
        is_on_day = here not in journey.triggers and when.relation == "on-day"
        has_root = begin is not None and here in own and own[here].root == begin.root
        if is_on_day or has_root or (cause.get(here) in sure and _goes_by_its_cause(journey, here)):
            sure.add(here)
    return sure


def _goes_by_its_cause(journey: Journey, touchpoint_id: RecordId) -> bool:
    named = journey.triggers.get(touchpoint_id)
    if named is not None:
        return isinstance(named, Stage) or journey.happens_at(named) is not None
    if not journey.touchpoints[touchpoint_id].when.strip():
        return True
    when = journey.whens[touchpoint_id]
    return when.understood and (when.relation in _NEAR or (not when.trigger and when.relation in ("upon", "after")))


def _duration(touchpoint: Touchpoint) -> float:
    return max(0.0, touchpoint.duration_days or 0.0)


def _is_read(journey: Journey, touchpoint_id: RecordId) -> bool:
    touchpoint = journey.touchpoints[touchpoint_id]
    return not touchpoint.when.strip() or touchpoint_id in journey.triggers or journey.whens[touchpoint_id].understood


def _waits(journey: Journey, tied: _Tied, earliest: dict[RecordId, float], least: float = 0.0) -> list[Wait]:
    """Return how long the customer waits on each way that leads on, the longest first.

    They wait for what the timing says, and not for customers who come another way.
    """
    due: dict[RecordId, float] = {}
    by: dict[RecordId, RecordId] = {}
    for source_id, target_id, days in tied.by_the_clock:
        if target_id in tied.bonds[source_id] and earliest[source_id] + days > due.get(target_id, 0.0):
            due[target_id], by[target_id] = earliest[source_id] + days, source_id
    found = []
    gone = {i: earliest[i] + _duration(touchpoint) for i, touchpoint in journey.touchpoints.items()}
    for link in journey.links:
        target_id, left = link.target_id, gone[link.source_id]
        if link.kind is not LinkKind.RECOVERY and journey.rank[link.source_id] < journey.rank[target_id]:
            days = max(due.get(target_id, 0.0) - left, tied.later.get(target_id, 0.0))
            if days > least and _waits_for(journey, link.source_id, by.get(target_id)):
                found.append(Wait(link.source_id, target_id, days))
    return sorted(found, key=lambda wait: -wait.days)


def _waits_for(journey: Journey, waiting: RecordId, cause: RecordId | None) -> bool:
    """Tell whether a customer comes by what decides when it goes on: not where that is on the way of others.

    What no link leads to or from is on nobody's way, and holds for all. So does what is farther back than anybody looks.
    """
    if (
        cause is None
        or cause in (waiting, journey.start)
        or not (cause in journey.leaving or cause in journey.entering)
    ):
        return True
    seen, open_ones = {waiting}, [waiting]
    while open_ones and len(seen) < _LOOKED_BACK:
        for link in journey.entering.get(open_ones.pop(), ()):
            if link.source_id == cause:
                return True
            if link.source_id not in seen:
                seen.add(link.source_id)
                open_ones.append(link.source_id)
    return bool(open_ones)


def days_in_words(days: float) -> str:
    """Return a length of time as people say it: “2 days”, “3 hours”, “20 minutes”, “6 weeks”."""
    for unit, length in (("week", 7.0), ("day", 1.0), ("hour", 1 / 24), ("minute", 1 / 1_440), ("second", 1 / 86_400)):
        if days >= length * (2 if unit == "week" else 0.9999) or unit == "second":
            amount = days / length
            shown = f"{amount:.0f}" if abs(amount - round(amount)) < 0.05 or amount >= 10 else f"{amount:.1f}"
            return f"{shown} {unit}{'' if shown == '1' else 's'}"
    return ""
