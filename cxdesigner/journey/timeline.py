"""When each touchpoint happens at the earliest, how much air it has, and where the customer waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cxdesigner.document.records import LinkKind, RecordId, Stage, Touchpoint
from cxdesigner.journey.graph import Journey

if TYPE_CHECKING:
    import networkx as nx

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


def timeline(journey: Journey) -> Timeline:
    """Return the schedule that the links and the timings of a journey give.

    It is the critical path method (Kelley and Walker, 1959): the earliest start of each touchpoint is the longest path to
    it over links (from the end of the one before, plus what "2 days later" says) and triggers ("signing + 2 days"). Ways
    that lead back in reading order cannot bind what comes before; they are left out. Time grows with touchpoints and
    links.
    """
    import networkx as nx

    graph = _bonds(journey)
    order = list(nx.topological_sort(graph))
    earliest = dict.fromkeys(journey.touchpoints, 0.0)
    cause: dict[RecordId, RecordId] = {}
    for here in order:
        for target, days in _onward(graph, here):
            if earliest[here] + days > earliest[target] or (target not in cause and earliest[target] == 0 <= days):
                earliest[target] = max(earliest[target], earliest[here] + days)
                cause[target] = here
    length = max((earliest[i] + _duration(touchpoint) for i, touchpoint in journey.touchpoints.items()), default=0.0)
    latest = {i: length - _duration(touchpoint) for i, touchpoint in journey.touchpoints.items()}
    for here in reversed(order):
        for target, days in _onward(graph, here):
            latest[here] = min(latest[here], latest[target] - days)
    moments = {i: Moment(earliest[i], max(0.0, latest[i] - earliest[i]), _is_read(journey, i)) for i in earliest}
    last = max(journey.touchpoints, key=lambda i: earliest[i] + _duration(journey.touchpoints[i]), default=None)
    longest = []
    while last is not None:
        longest.append(last)
        last = cause.get(last)
    return Timeline(moments, length, tuple(reversed(longest)), tuple(_waits(journey, earliest)))


def _onward(graph: nx.DiGraph, here: RecordId) -> Iterator[tuple[RecordId, float]]:
    for target, days in graph.adj[here].items():
        yield target, days["days"]


def _bonds(journey: Journey) -> nx.DiGraph:
    """Return what must be so many days after what, without circles: the touchpoints, and an edge for each bond."""
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(journey.touchpoints)
    for source, target, days in (*_links(journey), *_triggers(journey)):
        if source != target and (not graph.has_edge(source, target) or graph[source][target]["days"] < days):
            graph.add_edge(source, target, days=days)
    place = {touchpoint_id: number for number, touchpoint_id in enumerate(journey.touchpoints)}
    for circle in list(nx.strongly_connected_components(graph)):
        if len(circle) > 1:
            back = [(a, b) for a, b in graph.subgraph(circle).edges if place[b] <= place[a]]
            graph.remove_edges_from(back)
    return graph


def _links(journey: Journey) -> Iterator[tuple[RecordId, RecordId, float]]:
    for link in journey.links:
        later = 0.0
        when = journey.whens[link.target_id]
        if link.target_id not in journey.triggers and when.understood and not when.trigger:
            later = max(0.0, when.offset_days or 0.0)
        yield link.source_id, link.target_id, _duration(journey.touchpoints[link.source_id]) + later


def _triggers(journey: Journey) -> Iterator[tuple[RecordId, RecordId, float]]:
    opening: dict[RecordId, RecordId] = {}
    for touchpoint in journey.touchpoints.values():
        opening.setdefault(touchpoint.stage_id, touchpoint.id)
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


def _duration(touchpoint: Touchpoint) -> float:
    return max(0.0, touchpoint.duration_days or 0.0)


def _is_read(journey: Journey, touchpoint_id: RecordId) -> bool:
    touchpoint = journey.touchpoints[touchpoint_id]
    return not touchpoint.when.strip() or touchpoint.event_id is not None or journey.whens[touchpoint_id].understood


def _waits(journey: Journey, earliest: dict[RecordId, float]) -> list[Wait]:
    """Return how long the customer waits on each way that leads on, the longest first."""
    found = []
    for link in journey.links:
        if link.kind is LinkKind.RECOVERY:
            continue
        gone = earliest[link.source_id] + _duration(journey.touchpoints[link.source_id])
        if earliest[link.target_id] > gone:
            found.append(Wait(link.source_id, link.target_id, earliest[link.target_id] - gone))
    return sorted(found, key=lambda wait: -wait.days)


def days_in_words(days: float) -> str:
    """Return a length of time as people say it: “2 days”, “3 hours”, “20 minutes”, “6 weeks”."""
    for unit, length in (("week", 7.0), ("day", 1.0), ("hour", 1 / 24), ("minute", 1 / 1_440)):
        if days >= length * (2 if unit == "week" else 1) or unit == "minute":
            amount = days / length
            shown = f"{amount:.0f}" if abs(amount - round(amount)) < 0.05 or amount >= 10 else f"{amount:.1f}"
            return f"{shown} {unit}{'' if shown == '1' else 's'}"
    return ""
