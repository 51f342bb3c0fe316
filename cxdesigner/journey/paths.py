"""The ways of single customers: all of them, the shortest, the likeliest, and those that hurt."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from cxdesigner.document.reading import is_handoff
from cxdesigner.document.records import RecordId
from cxdesigner.journey.chances import Chances, chances
from cxdesigner.journey.graph import Journey

if TYPE_CHECKING:
    import networkx as nx

Path = tuple[RecordId, ...]

MOST_PATHS = 100
"""So many ways are listed at most; nobody reads more."""
MOST_STEPS = 60_000
"""Listing ways looks at about so many touchpoints at most: on a big map the list is shorter."""
_END = RecordId("")
"""Where all journeys end, in the graph of ways."""


@dataclass(frozen=True)
class Paths:
    """The ways from the start of a journey to an end, each touchpoint at most once on each.

    `all` begins with the likeliest; `is_complete` tells that there are no more. `most_handoffs` and `worst_emotion`, the way
    with the deepest lows, are looked for among these and among all ways that never lead back to an earlier column. Of ways
    that are alike, the one that is read first is taken.
    """

    all: tuple[Path, ...]
    is_complete: bool
    shortest: Path
    likeliest: Path
    most_handoffs: Path
    worst_emotion: Path
    chances: Chances


def paths(journey: Journey, most: int = MOST_PATHS) -> Paths:
    """Return the ways through a journey, at most so many of them."""
    found = chances(journey)
    graph = _ways(journey, found)
    if journey.start is None or _END not in graph or journey.start not in graph:
        return Paths((), True, (), (), (), (), found)
    import networkx as nx

    most = max(1, min(most, MOST_STEPS // max(1, graph.number_of_nodes())))
    listed = list(islice(nx.shortest_simple_paths(graph, journey.start, _END, weight="cost"), most + 1))
    shortest = nx.shortest_path(graph, journey.start, _END)
    every = tuple(tuple(path[:-1]) for path in listed[:most])
    straight = _extreme(journey, graph, lambda source, target: float(_is_handoff(journey, source, target)))
    handed = max(filter(None, (straight, *every)), key=lambda path: handoffs_on(journey, path), default=())
    straight = _extreme(journey, graph, lambda source, target: -float(_low(journey, source)))
    hurt = min(
        filter(None, (straight, *every)), key=lambda path: (lows_on(journey, path), felt_on(journey, path)), default=()
    )
    return Paths(every, len(listed) <= most, tuple(shortest[:-1]), every[0], handed, hurt, found)


def chance_of(journey: Journey, found: Chances, path: Path) -> float:
    """Return the share of customers who go exactly this way; parallel links count together."""
    share = 1.0
    for source, target in pairwise(path):
        share *= math.fsum(found.shares[link.id] for link in journey.leaving[source] if link.target_id == target)
    last = math.fsum(found.shares[link.id] for link in journey.leaving.get(path[-1], ()))
    return share * max(0.0, 1 - last)


def handoffs_on(journey: Journey, path: Path) -> int:
    """Return how often the customer is handed to another team on a way."""
    return sum(_is_handoff(journey, source, target) for source, target in pairwise(path))


def lows_on(journey: Journey, path: Path) -> int:
    """Return the sum of all bad feelings on a way, 0 or less: good ones do not make them good."""
    return sum(_low(journey, touchpoint_id) for touchpoint_id in path)


def felt_on(journey: Journey, path: Path) -> int:
    """Return the sum of all feelings on a way."""
    return sum(journey.touchpoints[touchpoint_id].emotion or 0 for touchpoint_id in path)


def _ways(journey: Journey, found: Chances) -> nx.DiGraph:
    """Return where customers go: what can be reached and leads to an end, with the cost −log(chance) of each way."""
    import networkx as nx

    graph = nx.DiGraph()
    for source in journey.touchpoints:
        links = journey.leaving.get(source, ())
        for target in sorted({link.target_id for link in links}, key=journey.rank.__getitem__):
            share = math.fsum(found.shares[link.id] for link in links if link.target_id == target)
            if share > 0 and target != source:
                graph.add_edge(source, target, cost=-math.log(min(1.0, share)))
    for touchpoint_id in journey.touchpoints:
        rest = 1 - math.fsum(found.shares[link.id] for link in journey.leaving.get(touchpoint_id, ()))
        if rest > 1e-12:
            graph.add_edge(touchpoint_id, _END, cost=-math.log(min(1.0, rest)))
    if journey.start is None or journey.start not in graph or _END not in graph:
        return graph
    useful = nx.descendants(graph, journey.start) | {journey.start}
    useful &= nx.ancestors(graph, _END) | {_END}
    return graph.subgraph(useful)


def _extreme(journey: Journey, graph: nx.DiGraph, gain: Callable[[RecordId, RecordId], float]) -> Path:
    """Return the way with the greatest sum of gains among those that never lead back in reading order; () if all do."""
    import networkx as nx

    place = {touchpoint_id: number for number, touchpoint_id in enumerate(journey.touchpoints)}
    place[_END] = len(place)
    forward = nx.DiGraph((a, b) for a, b in graph.edges if place[a] < place[b])
    start = journey.start
    assert start is not None
    if start not in forward or _END not in nx.descendants(forward, start):
        return ()
    best: dict[RecordId, tuple[float, RecordId | None]] = {start: (0.0, None)}
    for here in nx.topological_sort(forward):
        if here not in best:
            continue
        for target in forward.successors(here):
            value = best[here][0] + gain(here, target)
            if target not in best or value > best[target][0]:
                best[target] = value, here
    way: list[RecordId] = []
    step: RecordId | None = best[_END][1]
    while step is not None:
        way.append(step)
        step = best[step][1]
    return tuple(reversed(way))


def _is_handoff(journey: Journey, source: RecordId, target: RecordId) -> bool:
    return target != _END and is_handoff(journey.touchpoints[source], journey.touchpoints[target])


def _low(journey: Journey, touchpoint_id: RecordId) -> int:
    return min(0, journey.touchpoints[touchpoint_id].emotion or 0)
