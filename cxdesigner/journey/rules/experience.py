"""Rules about what the customer will remember."""

from __future__ import annotations

from collections.abc import Iterator

from cxdesigner.document.document import Document
from cxdesigner.document.records import Expectation, LinkKind, RecordId
from cxdesigner.journey.event_names import event_words
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.rules.found import Found, quoted

_MAKING_GOOD = event_words("recovery recover complaint apology apologize goodwill compensation")
"""Words in the title of a touchpoint that is there to make good."""


def every_moment_of_truth_has_a_recovery(document: Document, journey: Journey) -> Iterator[Found]:
    """Where the customer decides about us and we fall short, somebody must know how to make it good."""
    for touchpoint_id, touchpoint in journey.touchpoints.items():
        if not touchpoint.moment_of_truth or touchpoint.expectation is not Expectation.BELOW:
            continue
        if not touchpoint.recovery.strip() and not _leads_to_a_recovery(journey, touchpoint_id):
            yield Found(
                f"{quoted(touchpoint.title)} decides how the customer remembers us, and it falls short. "
                "How do we make it good?",
                (touchpoint_id,),
            )


def _leads_to_a_recovery(journey: Journey, touchpoint_id: RecordId) -> bool:
    """Tell whether a recovery link leaves, or any link leads to a touchpoint that others use as their recovery."""
    for link in journey.leaving.get(touchpoint_id, ()):
        entering = journey.entering[link.target_id]
        if any(other.kind is LinkKind.RECOVERY for other in entering):
            return True
        if event_words(journey.touchpoints[link.target_id].title) & _MAKING_GOOD:
            return True
    return False
