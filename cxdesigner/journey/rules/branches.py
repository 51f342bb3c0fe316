"""Rules about where ways part: who goes which way, and how many?"""

from __future__ import annotations

import math
from collections.abc import Iterator

from cxdesigner.document.document import Document
from cxdesigner.document.records import Link, LinkKind
from cxdesigner.journey.chances import ROUNDING
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.rules.found import Found, quoted


def every_branch_says_when(document: Document, journey: Journey) -> Iterator[Found]:
    """Where several ways lead on, at most one goes without saying: the others have a condition, or at least a share."""
    for touchpoint_id, links in journey.leaving.items():
        if len(links) < 2:
            continue
        silent = [link for link in links if not _is_said(link) and link.kind is not LinkKind.RECOVERY]
        if len(silent) > 1 or any(link.kind is LinkKind.BRANCH for link in silent):
            title = quoted(journey.touchpoints[touchpoint_id].title)
            yield Found(
                f"{len(links)} ways lead on from {title}, and nobody has said when the customer goes which.",
                (touchpoint_id, *dict.fromkeys(link.target_id for link in silent)),
            )


def every_branch_has_another_arm(document: Document, journey: Journey) -> Iterator[Found]:
    """A branch is a fork: whoever says "if" has somewhere to go for "if not"."""
    for touchpoint_id, links in journey.leaving.items():
        if len(links) == 1 and links[0].kind is LinkKind.BRANCH:
            condition = f" under the condition {quoted(links[0].condition)}" if links[0].condition else " as a branch"
            yield Found(
                f"From {quoted(journey.touchpoints[touchpoint_id].title)} one way leads on,{condition}. "
                "What happens otherwise?",
                (touchpoint_id, links[0].target_id),
            )


def the_shares_of_a_branch_are_a_whole(document: Document, journey: Journey) -> Iterator[Found]:
    """The shares of the ways out of a touchpoint are 100 % together, or leave something for the ways without one."""
    said = dict.fromkeys(link.source_id for link in journey.links if link.probability is not None)
    for touchpoint_id in said:
        links = journey.leaving[touchpoint_id]
        shares = [link.probability for link in links if link.probability is not None]
        total = math.fsum(shares)
        title = quoted(journey.touchpoints[touchpoint_id].title)
        if total > 1 + ROUNDING:
            yield Found(f"{_percent(total)} of the customers leave {title}, more than ever come.", (touchpoint_id,))
        elif len(shares) == len(links) and total < 1 - ROUNDING:
            lost = _percent(1 - total)
            yield Found(f"{_percent(total)} of the customers go on from {title}. Where do the other {lost} go?", (touchpoint_id,))  # fmt: skip


def _is_said(link: Link) -> bool:
    return bool(link.condition.strip()) or link.probability is not None


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
