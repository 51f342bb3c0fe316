"""Rules about the curve of emotions: how low it goes, what follows, and how it ends."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain

from cxdesigner.document.document import Document
from cxdesigner.document.records import LinkKind, RecordId
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.rules.found import Found, quoted, titles_at

LOW = -1
"""From here downwards, an emotion is a low."""


def the_end_is_not_low(document: Document, journey: Journey) -> Iterator[Found]:
    """The journey does not end in a low: people remember its peak and its end (Kahneman)."""
    felt = (i for i in reversed(journey.touchpoints) if journey.touchpoints[i].emotion is not None)
    latest = next(felt, None)
    if latest is None:
        return
    last_stage = journey.place[next(reversed(journey.touchpoints))][0]
    ends = []
    for touchpoint_id in chain([latest], felt) if journey.leaving else ():
        if journey.place[touchpoint_id][0] < last_stage:
            break
        if touchpoint_id not in journey.leaving:
            ends.append(touchpoint_id)
    ends = ends or [latest]
    if all((journey.touchpoints[i].emotion or 0) < 0 for i in ends):
        title = quoted(journey.touchpoints[ends[0]].title)
        yield Found(f"The journey ends low, with {title}. That is what the customer will remember.", (ends[0],))


def the_worst_is_followed_by_care(document: Document, journey: Journey) -> Iterator[Found]:
    """After the lowest moment comes something that lifts the customer, or somebody knows how to make it good."""
    emotions = [touchpoint.emotion for touchpoint in journey.touchpoints.values() if touchpoint.emotion is not None]
    if not emotions or min(emotions) > LOW:
        return
    for row in _worst_without_care(journey, min(emotions)):
        titles = titles_at(journey, row)
        yield Found(f"Nothing is worse for the customer than {titles}, and nothing that follows lifts them.", row)


def no_low_follows_a_low(document: Document, journey: Journey) -> Iterator[Found]:
    """After a low, the next touchpoint lifts the customer: one is forgiven, a row of them is the story that is told."""
    low = {i for i, tp in journey.touchpoints.items() if tp.emotion is not None and tp.emotion <= LOW}
    for row in _rows(journey, low):
        titles = [quoted(journey.touchpoints[i].title) for i in (row[0], row[-1])]
        if len(row) == 2:
            yield Found(f"{titles[0]} is a low, and so is {titles[1]} right after it. What lifts the customer?", row)
        else:
            yield Found(
                f"From {titles[0]} to {titles[1]}, {len(row)} touchpoints in a row are low. What lifts the customer?",
                row,
            )


def every_emotion_has_evidence(document: Document, journey: Journey) -> Iterator[Found]:
    """The room knows how it knows what the customer feels: a guess is called a guess."""
    open_ones = [i for i, tp in journey.touchpoints.items() if tp.emotion is not None and tp.evidence is None]
    if open_ones:
        titles = titles_at(journey, open_ones)
        yield Found(f"How do we know what the customer feels at {titles}?", tuple(open_ones))


def _rows(journey: Journey, members: Collection[RecordId]) -> Iterator[tuple[RecordId, ...]]:
    """Yield the groups of two and more of these that links hold together, each in reading order."""
    seen: set[RecordId] = set()
    for begin in journey.touchpoints if members else ():
        if begin not in members or begin in seen:
            continue
        group, waiting = {begin}, [begin]
        while waiting:
            here = waiting.pop()
            near = [link.target_id for link in journey.leaving.get(here, ())]
            near += [link.source_id for link in journey.entering.get(here, ())]
            for other in near:
                if other in members and other not in group:
                    group.add(other)
                    waiting.append(other)
        seen |= group
        if len(group) > 1:
            yield tuple(sorted(group, key=journey.rank.__getitem__))


def _worst_without_care(journey: Journey, worst: int) -> Iterator[tuple[RecordId, ...]]:
    """Yield the lowest touchpoints from which the customer goes on without a lift, as far as the map tells."""
    members = {i: None for i, touchpoint in journey.touchpoints.items() if touchpoint.emotion == worst}
    grouped = list(_rows(journey, members))
    together = {i for row in grouped for i in row}
    for row in sorted([*grouped, *((i,) for i in members if i not in together)], key=lambda row: journey.rank[row[0]]):
        leaving = [link for i in row for link in journey.leaving.get(i, ())]
        if any(i not in journey.leaving for i in row) or any(link.kind is LinkKind.RECOVERY for link in leaving):
            continue
        if any(journey.touchpoints[i].recovery.strip() for i in row):
            continue
        after = [journey.touchpoints[link.target_id].emotion for link in leaving if link.target_id not in row]
        if after and all(emotion is None for emotion in after):
            yield row
