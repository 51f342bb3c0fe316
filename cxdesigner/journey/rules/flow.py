"""Rules about the way of the customer: can they get there, and can they get on?"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cxdesigner.document.document import Document
from cxdesigner.document.records import LinkKind, RecordId
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.rules.found import Found, quoted, titles_at


def every_touchpoint_can_be_reached(document: Document, journey: Journey) -> Iterator[Found]:
    """From a start of the journey, some way leads to each touchpoint.

    All beginnings in the first stage are starts: that there are several is told by another rule. What can be reached only through an unreachable touchpoint belongs to the same finding: one missing arrow is one
    problem. A map in which nothing is linked yet is read in its order, and says nothing.
    """
    if journey.start is None or not journey.leaving:
        return
    beginnings = starts_of(journey)
    start = quoted(journey.touchpoints[beginnings[0]].title)
    reached = journey.reached_from(beginnings)
    if len(reached) == len(journey.touchpoints):
        return
    heads = [i for i in journey.starts if i not in reached]
    turns: list[Collection[RecordId]] = [*journey.reached_in_turn(beginnings, tuple(heads))]
    if len(reached) + len(heads) + sum(map(len, turns)) < len(journey.touchpoints):
        known = reached.union(heads, *turns)  # What is left goes in circles.
        for touchpoint_id in journey.touchpoints:
            if touchpoint_id not in known:
                heads.append(touchpoint_id)
                turns.append(journey.newly_reached(touchpoint_id, known))
    for head, behind in zip(heads, turns, strict=True):
        title = quoted(journey.touchpoints[head].title)
        also = f" Nor to the {len(behind)} that come after it." if behind else ""
        yield Found(f"No way leads from the start, {start}, to {title}.{also}", (head, *_in_order(journey, behind)))


def nothing_ends_before_the_journey_does(document: Document, journey: Journey) -> Iterator[Found]:
    """Before the last stage, each touchpoint leads on to another one: elsewhere a customer is left standing.

    A map in which nothing is linked yet is read in its order, and says nothing.
    """
    if not journey.leaving:
        return
    for touchpoint_id in journey.ends:
        if journey.place[touchpoint_id][0] < journey.columns[-1]:
            title = quoted(journey.touchpoints[touchpoint_id].title)
            yield Found(f"For some customers the journey ends at {title}. Is that meant to be?", (touchpoint_id,))


def the_journey_has_one_start(document: Document, journey: Journey) -> Iterator[Found]:
    """In the first stage there is one touchpoint to which nothing leads: there each customer begins."""
    beginnings = starts_of(journey)
    if len(beginnings) > 1:
        titles = titles_at(journey, beginnings)
        yield Found(f"The journey begins at {titles}. Is it one journey?", beginnings)


def the_journey_comes_to_an_end(document: Document, journey: Journey) -> Iterator[Found]:
    """In the last stage there is a touchpoint at which the journey is over.

    A circle from the last stage to the first is meant: the happy customer comes back. Where nobody gets out at all,
    that is an endless loop, and told as such.
    """
    if not journey.leaving or not journey.place:
        return
    columns, ends = journey.columns, journey.ends
    if any(journey.place[i][0] == columns[-1] for i in ends):
        return
    last = [i for i in journey.touchpoints if journey.place[i][0] == columns[-1]]
    back = [i for i in last if any(journey.place[link.target_id][0] < columns[-1] for link in journey.leaving[i])]
    first = {i for i in back if any(journey.place[link.target_id][0] == columns[0] for link in journey.leaving[i])}
    if not back or first or not ends or len(journey.may_end) < len(journey.touchpoints):
        return
    titles = titles_at(journey, ends)
    yield Found(
        f"From {quoted(journey.touchpoints[back[-1]].title)} the customer is sent back, "
        f"and the journey ends only at {titles}, before its last stage.",
        (*reversed(back), *ends),
    )


def no_way_runs_backwards(document: Document, journey: Journey) -> Iterator[Found]:
    """The customer is not sent back to a stage that was over, but for making something good.

    From the last stage to the first is meant: the happy customer comes back.
    """
    columns = journey.columns
    seen = set()
    for link in journey.links:
        source, target = journey.place[link.source_id][0], journey.place[link.target_id][0]
        if target >= source or link.kind is LinkKind.RECOVERY or (link.source_id, link.target_id) in seen:
            continue
        if link.target_id not in journey.leaving:
            continue  # Nobody goes through anything again: for them it is over.
        if not any(
            journey.place[other.source_id][0] <= target and other.kind is LinkKind.NEXT and not other.condition
            for other in journey.entering[link.target_id]
        ):
            continue  # Most were never there: it is beside the way.
        if len(columns) >= 3 and (source, target) == (columns[-1], columns[0]):
            continue
        seen.add((link.source_id, link.target_id))
        before, after = journey.touchpoints[link.source_id], journey.touchpoints[link.target_id]
        yield Found(
            f"{quoted(before.title)} sends the customer back to {quoted(after.title)}, "
            f"in {quoted(journey.stages[target].title)}. Must they go through all of that again?",
            (link.source_id, link.target_id),
        )


def starts_of(journey: Journey) -> tuple[RecordId, ...]:
    """Return the touchpoints of the first stage to which nothing leads and that lead on; or else where it begins."""
    if journey.start is None:
        return ()
    column = journey.place[next(iter(journey.touchpoints))][0]
    found = tuple(i for i in journey.starts if i in journey.leaving and journey.place[i][0] == column)
    return found or (journey.start,)


def every_loop_has_a_way_out(document: Document, journey: Journey) -> Iterator[Found]:
    """Going round again is fine as long as there is a way out.

    A circle through the whole journey, from its first to its last stage, is meant: the happy customer comes back.
    """
    if len(journey.may_end) == len(journey.touchpoints):
        return
    import networkx as nx

    columns = journey.columns
    caught = [touchpoint_id for touchpoint_id in journey.touchpoints if touchpoint_id not in journey.may_end]
    ways = nx.DiGraph((i, link.target_id) for i in caught for link in journey.leaving[i])
    loops = [_in_order(journey, loop) for loop in nx.attracting_components(ways)]
    for loop in sorted(loops, key=lambda members: journey.rank[members[0]]):
        within = {journey.place[member][0] for member in loop}
        if len(columns) >= 3 and columns[0] in within and columns[-1] in within:
            continue
        titles = titles_at(journey, loop)
        if len(loop) == 1:
            yield Found(f"{titles} leads only back to itself: the customer never gets out.", loop)
        else:
            yield Found(f"{titles} lead round and round: the customer never gets out.", loop)


def _in_order(journey: Journey, touchpoint_ids: Collection[RecordId]) -> tuple[RecordId, ...]:
    """Return touchpoints as they are read, from left to right."""
    return tuple(sorted(touchpoint_ids, key=journey.rank.__getitem__)) if touchpoint_ids else ()
