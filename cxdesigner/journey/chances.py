"""How often customers meet each touchpoint, and where they are lost: the journey as an absorbing Markov chain."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cxdesigner.document.reading import is_handoff
from cxdesigner.document.records import Link, RecordId
from cxdesigner.journey.graph import Journey

LEAST = 1e-9
"""A share below this is nobody: no map has so many customers, and figures would be lost in it."""
ROUNDING = 0.02
"""So far shares may be from one together and still be meant as a whole: three times 33 %."""


@dataclass(frozen=True)
class Chances:
    """What one customer who begins at the start may expect.

    `shares` are the chances of each way out of a touchpoint, by link; they sum up to at most 1, and what is missing ends
    there. `split` are the touchpoints at which several ways lead on and not all shares were said: there the rest was split
    evenly. `visits` is how often each touchpoint is met (infinite where nobody gets out again), `ends` the share of
    customers whose journey ends there, `caught` the share of those who go round and round for ever.
    """

    shares: dict[RecordId, float]
    split: tuple[RecordId, ...]
    visits: dict[RecordId, float]
    ends: dict[RecordId, float]
    caught: float
    contacts: float
    handoffs: float


def shares_of(links: Sequence[Link]) -> dict[RecordId, float]:
    """Return the chance of each way out of one touchpoint.

    Shares that were said count; where several were said and are more than 1 together, they count in proportion. What they
    leave is split evenly among the ways without one. Where all were said and are less than 1 together by more than
    rounding, the rest of the customers go nowhere.
    """
    said = {link.id: link.probability for link in links if link.probability is not None}
    open_ones = [link.id for link in links if link.probability is None]
    total = math.fsum(said.values())
    if total > 1 or (said and not open_ones and 1 - total <= ROUNDING and total > 0):
        said = {link_id: share / total for link_id, share in said.items()}
        total = 1.0
    rest = max(0.0, 1 - total) / len(open_ones) if open_ones else 0.0
    return {
        link_id: 0.0 if share < LEAST else share for link_id, share in (said | dict.fromkeys(open_ones, rest)).items()
    }


def chances(journey: Journey) -> Chances:
    """Return what one customer may expect who begins at the start of the journey.

    The journey is an absorbing Markov chain (Kemeny and Snell, Finite Markov Chains, 1960): with Q the chances to go from
    touchpoint to touchpoint and s the start, the visits v solve v = s + Qᵀ v, so v = (I − Qᵀ)⁻¹ s. The journey ends at i for
    vᵢ · (1 − Σⱼ Qᵢⱼ) of all customers. Contacts are Σ vᵢ; handoffs are Σ vᵢ · Qᵢⱼ over the ways on which the team changes.
    Time grows with touchpoints and links (sparse LU).
    """
    shares: dict[RecordId, float] = {}
    split = []
    for touchpoint_id, links in journey.leaving.items():
        shares |= shares_of(links)
        if len(links) > 1 and any(link.probability is None for link in links):
            split.append(touchpoint_id)
    order = [touchpoint_id for touchpoint_id in journey.touchpoints if touchpoint_id in set(split)]
    if journey.start is None:
        return Chances(shares, tuple(order), {}, {}, 0.0, 0.0, 0.0)
    reached, leaves = _sure_to_leave(journey, shares)
    visits = _visits(journey, shares, reached & leaves)
    caught = math.fsum(
        visits[link.source_id] * shares[link.id]
        for touchpoint_id in reached & leaves
        for link in journey.leaving.get(touchpoint_id, ())
        if link.target_id not in leaves
    )
    caught = 1.0 if journey.start not in leaves else caught
    ends = {
        i: visits[i] * max(0.0, 1 - math.fsum(shares[link.id] for link in journey.leaving.get(i, ()))) for i in visits
    }
    visits |= dict.fromkeys(reached - leaves, math.inf)
    handoffs = math.fsum(
        _times(visits[link.source_id], shares[link.id])
        for link in journey.links
        if link.source_id in reached
        and is_handoff(journey.touchpoints[link.source_id], journey.touchpoints[link.target_id])
    )
    return Chances(
        shares,
        tuple(order),
        {i: visits.get(i, 0.0) for i in journey.touchpoints},
        {i: share for i, share in ends.items() if share > 1e-12},
        caught,
        math.fsum(visits.values()),
        handoffs,
    )


def _times(visits: float, share: float) -> float:
    return 0.0 if not share else visits * share


def _sure_to_leave(journey: Journey, shares: dict[RecordId, float]) -> tuple[set[RecordId], set[RecordId]]:
    """Return what a customer can reach, and from where the journey can still end; ways that nobody takes do not count."""
    leaving = {i: [link for link in links if shares[link.id] > 0] for i, links in journey.leaving.items()}
    entering = {i: [link for link in links if shares[link.id] > 0] for i, links in journey.entering.items()}
    assert journey.start is not None
    reached = _walked({journey.start}, {i: [link.target_id for link in links] for i, links in leaving.items()})
    ending = {i for i in journey.touchpoints if 1 - math.fsum(shares[link.id] for link in leaving.get(i, ())) > LEAST}
    leaves = _walked(ending, {i: [link.source_id for link in links] for i, links in entering.items()})
    return reached, leaves


def _walked(begin: set[RecordId], ways: dict[RecordId, list[RecordId]]) -> set[RecordId]:
    seen, waiting = set(begin), list(begin)
    while waiting:
        for target in ways.get(waiting.pop(), ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def _visits(journey: Journey, shares: dict[RecordId, float], among: set[RecordId]) -> dict[RecordId, float]:
    """Return how often each of these touchpoints is met, by v = s + Qᵀ v."""
    if journey.start not in among:
        return {}
    import numpy as np
    from scipy.sparse import csc_array, eye_array
    from scipy.sparse.linalg import spsolve

    place = {touchpoint_id: number for number, touchpoint_id in enumerate(i for i in journey.touchpoints if i in among)}
    links = [link for link in journey.links if link.source_id in place and link.target_id in place]
    rows = [place[link.target_id] for link in links]
    columns = [place[link.source_id] for link in links]
    values = [shares[link.id] for link in links]
    size = len(place)
    moves = csc_array((np.array(values, dtype=float), (rows, columns)), shape=(size, size))
    start = np.zeros(size)
    start[place[journey.start]] = 1.0
    solved = spsolve((eye_array(size, format="csc") - moves).tocsc(), start)
    return {touchpoint_id: max(0.0, float(solved[number])) for touchpoint_id, number in place.items()}
