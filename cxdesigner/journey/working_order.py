"""In which order the touchpoints of a journey are worked off: as the graph says, and as the map shows where it says nothing."""

from __future__ import annotations

import heapq

from cxdesigner.document.document import Document
from cxdesigner.document.reading import teams_of
from cxdesigner.document.records import RecordId
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.timeline import followers


def working_order(document: Document, journey: Journey) -> tuple[RecordId, ...]:
    """Return all touchpoints so that each stands behind what leads to it or triggers it.

    Where nothing binds two of them, the one further to the left comes first, then the one of the upper team (the smallest
    topological order, Kahn, 1962). Ways that lead back in reading order bind nothing.
    """
    bonds = followers(journey)
    rank = _rank(document, journey)
    open_ones = dict.fromkeys(bonds, 0)
    for targets in bonds.values():
        for target in targets:
            open_ones[target] += 1
    waiting = [(rank[touchpoint_id], touchpoint_id) for touchpoint_id, count in open_ones.items() if not count]
    heapq.heapify(waiting)
    order: list[RecordId] = []
    while waiting:
        _, here = heapq.heappop(waiting)
        order.append(here)
        for target in bonds[here]:
            open_ones[target] -= 1
            if not open_ones[target]:
                heapq.heappush(waiting, (rank[target], target))
    return tuple(order)


def _rank(document: Document, journey: Journey) -> dict[RecordId, tuple[int, int, int, int]]:
    teams: dict[RecordId | None, int] = {team.id: place for place, team in enumerate(teams_of(document))}
    return {
        touchpoint.id: (*journey.place[touchpoint.id], teams.get(touchpoint.team_id, len(teams)), touchpoint.order)
        for touchpoint in journey.touchpoints.values()
    }
