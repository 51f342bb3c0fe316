"""Rules about the way of the customer: can they get there, and can they get on?"""

from __future__ import annotations

from collections.abc import Iterator

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.rules.found import Found, listed, quoted


def every_touchpoint_can_be_reached(document: Document, journey: Journey) -> Iterator[Found]:
    """From the start of the journey, some way leads to each touchpoint.

    What can be reached only through an unreachable touchpoint belongs to the same finding: one missing arrow is one
    problem. A map in which nothing is linked yet is read in its order, and says nothing.
    """
    if journey.start is None or not journey.leaving:
        return
    start = quoted(journey.touchpoints[journey.start].title)
    reached = journey.reached_from([journey.start])
    if len(reached) == len(journey.touchpoints):
        return
    heads = [i for i in journey.touchpoints if i not in reached and i not in journey.entering]
    for head in [*heads, *journey.touchpoints]:
        if head in reached:
            continue
        behind = _newly_reached(journey, head, reached)
        title = quoted(journey.touchpoints[head].title)
        also = f" Nor to the {len(behind)} that come after it." if behind else ""
        yield Found(f"No way leads from the start, {start}, to {title}.{also}", (head, *_in_order(journey, behind)))


def _newly_reached(journey: Journey, head: RecordId, reached: set[RecordId]) -> set[RecordId]:
    """Return what is reached from one touchpoint and was not before, and put it and the touchpoint to the reached."""
    reached.add(head)
    found: set[RecordId] = set()
    waiting = [head]
    while waiting:
        for link in journey.leaving.get(waiting.pop(), ()):
            if link.target_id not in reached:
                reached.add(link.target_id)
                found.add(link.target_id)
                waiting.append(link.target_id)
    return found


def nothing_ends_before_the_journey_does(document: Document, journey: Journey) -> Iterator[Found]:
    """Before the last stage, each touchpoint leads on to another one: elsewhere a customer is left standing.

    A map in which nothing is linked yet is read in its order, and says nothing.
    """
    if not journey.leaving:
        return
    last_stage = max(column for column, _ in journey.place.values())
    for touchpoint_id, touchpoint in journey.touchpoints.items():
        if touchpoint_id not in journey.leaving and journey.place[touchpoint_id][0] < last_stage:
            yield Found(
                f"For some customers the journey ends at {quoted(touchpoint.title)}. Is that meant to be?",
                (touchpoint_id,),
            )


def every_loop_has_a_way_out(document: Document, journey: Journey) -> Iterator[Found]:
    """Going round again is fine as long as there is a way out.

    A circle through the whole journey, from its first to its last stage, is meant: the happy customer comes back.
    """
    ends = [touchpoint_id for touchpoint_id in journey.touchpoints if touchpoint_id not in journey.leaving]
    may_end = journey.reached_from(ends, backwards=True)
    caught = [touchpoint_id for touchpoint_id in journey.touchpoints if touchpoint_id not in may_end]
    if not caught:
        return
    import networkx as nx

    columns = [column for column, _ in journey.place.values()]
    ways = nx.DiGraph((i, link.target_id) for i in caught for link in journey.leaving[i])
    loops = [_in_order(journey, loop) for loop in nx.attracting_components(ways)]
    for loop in sorted(loops, key=lambda members: journey.place[members[0]]):
        within = {journey.place[member][0] for member in loop}
        if len(set(columns)) >= 3 and min(columns) in within and max(columns) in within:
            continue
        titles = [journey.touchpoints[member].title for member in loop]
        if len(loop) == 1:
            yield Found(f"{quoted(titles[0])} leads only back to itself: the customer never gets out.", loop)
        else:
            yield Found(f"{listed(titles)} lead round and round: the customer never gets out.", loop)


def _in_order(journey: Journey, touchpoint_ids: set[RecordId]) -> tuple[RecordId, ...]:
    """Return touchpoints as they are read, from left to right."""
    return tuple(sorted(touchpoint_ids, key=journey.rank.__getitem__)) if touchpoint_ids else ()
