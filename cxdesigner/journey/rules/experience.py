"""Rules about what the customer will remember."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from cxdesigner.document.document import Document
from cxdesigner.document.reading import layer_of
from cxdesigner.document.records import ClueKind, Expectation, Layer, LinkKind, RecordId, Status
from cxdesigner.journey.event_names import event_words
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.rules.completeness import customer_acts_alone
from cxdesigner.journey.rules.found import Found, quoted

_MAKING_GOOD = event_words("recovery recover complaint apology apologize goodwill compensation")
"""Words in the title of a touchpoint that is there to make good."""


def every_moment_of_truth_has_a_recovery(document: Document, journey: Journey) -> Iterator[Found]:
    """Where the customer decides about us and we fall short, somebody must know how to make it good."""
    below = Expectation.BELOW
    for touchpoint_id, touchpoint in journey.touchpoints.items():
        if not touchpoint.moment_of_truth or touchpoint.expectation is not below:
            continue
        if not touchpoint.recovery.strip() and not _leads_to_a_recovery(journey, touchpoint_id):
            yield Found(
                f"{quoted(touchpoint.title)} is a moment of truth, and it is worse than the customer expects. "
                "What do we do to make up for it?",
                (touchpoint_id,),
            )


def _leads_to_a_recovery(journey: Journey, touchpoint_id: RecordId) -> bool:
    """Tell whether a recovery link leaves, or any link leads to a touchpoint that others use as their recovery."""
    recovery = LinkKind.RECOVERY
    for link in journey.leaving.get(touchpoint_id, ()):
        entering = journey.entering[link.target_id]
        if any(other.kind is recovery for other in entering):
            return True
        if event_words(journey.touchpoints[link.target_id].title) & _MAKING_GOOD:
            return True
    return False


def every_recovery_leads_back(document: Document, journey: Journey) -> Iterator[Found]:
    """Who was let down and made good is on the way again, or has come to the end of the journey."""
    recovery = LinkKind.RECOVERY  # Looked up once, which in Python 3.11 takes longer than all else here.
    recoveries = [link for link in journey.links if link.kind is recovery]
    if not recoveries:
        return
    on_the_way = _on_the_way(journey)
    on_the_way |= {i for i, (column, _) in journey.place.items() if column == journey.columns[-1]}
    back = journey.reached_from(on_the_way, backwards=True)
    lost = {link.target_id for link in recoveries if link.target_id not in back and link.target_id in journey.may_end}
    for target_id in sorted(lost, key=journey.rank.__getitem__):
        sources = [link.source_id for link in recoveries if link.target_id == target_id]
        behind = sorted(journey.reached_from([target_id]) - {target_id}, key=journey.rank.__getitem__)
        yield Found(
            f"{quoted(journey.touchpoints[target_id].title)} is to make good what went wrong at "
            f"{quoted(journey.touchpoints[sources[0]].title)}, but the customer never gets on from there.",
            (target_id, *behind),
        )


def every_stage_speaks_to_the_senses(document: Document, journey: Journey) -> Iterator[Found]:
    """Beside what works, a stage has something to see, to touch or somebody who is kind."""
    kinds: dict[RecordId, list[ClueKind | None]] = {}
    for touchpoint in journey.touchpoints.values():
        if touchpoint.clues:
            kinds.setdefault(touchpoint.stage_id, []).extend(clue.kind for clue in touchpoint.clues)
    for stage in journey.stages:
        found = kinds.get(stage.id, [])
        if len(found) >= 2 and all(kind is ClueKind.FUNCTIONAL for kind in found):
            yield Found(
                f"All that the customer notices in {quoted(stage.title)} is whether it works. "
                "What do they see and feel, and who is kind to them?",
                (stage.id,),
            )


def every_moment_of_truth_is_on_the_checklist(document: Document, journey: Journey) -> Iterator[Found]:
    """Where the checklist has been begun, the moments that decide are on it."""
    if not any(touchpoint.prompts for touchpoint in journey.touchpoints.values()):
        return
    for touchpoint_id, touchpoint in journey.touchpoints.items():
        if not touchpoint.moment_of_truth or touchpoint.prompts or touchpoint.status is Status.TO_REMOVE:
            continue
        if touchpoint.team_id is not None and not customer_acts_alone(touchpoint):
            yield Found(
                f"{quoted(touchpoint.title)} is a moment of truth, and nothing on the checklist says what we do there.",
                (touchpoint_id,),
            )


def the_customer_acts_in_every_stage(document: Document, journey: Journey) -> Iterator[Found]:
    """Where a map shows what the customer does, it does so in each stage.

    A map on which nobody has put anything into the customer's layer says nothing.
    """
    customer = Layer.CUSTOMER
    if customer not in map(attrgetter("layer"), journey.touchpoints.values()):
        return
    heard: dict[RecordId, bool] = {}
    for stage_id, touchpoints in groupby(journey.touchpoints.values(), attrgetter("stage_id")):
        heard[stage_id] = any(layer_of(document, touchpoint) is customer for touchpoint in touchpoints)
    for stage in journey.stages:
        if not heard.get(stage.id, True):
            yield Found(f"In {quoted(stage.title)}, the customer does nothing. What do they do meanwhile?", (stage.id,))


def _on_the_way(journey: Journey) -> set[RecordId]:
    """Return what a customer meets to whom nothing bad happens: no recovery is needed to get there."""
    begin = [i for i in journey.touchpoints if i not in journey.entering]
    reached = set(begin or ([journey.start] if journey.start else []))
    waiting = list(reached)
    while waiting:
        for link in journey.leaving.get(waiting.pop(), ()):
            if link.kind is not LinkKind.RECOVERY and link.target_id not in reached:
                reached.add(link.target_id)
                waiting.append(link.target_id)
    return reached
