"""What one click can honestly mend: an ordinary edit for a finding, where there is only one way to mean it.

A finding that only the room can answer (when? who? what does the customer call it?) has no fix.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from cxdesigner.commands import values
from cxdesigner.commands.lanes import remove_lane
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.records import Link, LinkKind, RecordId

if TYPE_CHECKING:
    from cxdesigner.journey.rules import Problem

Fix = Callable[[Document, "Problem"], Edit | None]


def fix(document: Document, problem: Problem) -> Edit | None:
    """Plan mending what a rule has found, or return None where one click cannot, or there is nothing left to mend."""
    mend = FIXES.get(problem.rule)
    if mend is None or any(record_id not in document for record_id in problem.record_ids):
        return None
    return mend(document, problem) or None


def _make_recovery(document: Document, problem: Problem) -> Edit | None:
    source_id, target_id = problem.record_ids[:2]
    links = [
        link
        for link in _leaving(document, source_id)
        if link.target_id == target_id and link.kind is not LinkKind.RECOVERY
    ]
    pairs = [(link, replace(link, kind=LinkKind.RECOVERY)) for link in links]
    title = document.title_of(target_id)
    return Edit(f"Make the way to “{title}” a recovery", Change.replacing(pairs), show=(source_id, target_id))


def _make_ordinary(document: Document, problem: Problem) -> Edit | None:
    links = [link for link in _leaving(document, problem.record_ids[0]) if link.kind is LinkKind.BRANCH]
    pairs = [(link, replace(link, kind=LinkKind.NEXT)) for link in links]
    return Edit("Make the branch an ordinary link", Change.replacing(pairs), show=problem.record_ids[:1])


def _scale_shares(document: Document, problem: Problem) -> Edit | None:
    """Plan the same shares in proportion, 100 % together."""
    links = [link for link in _leaving(document, problem.record_ids[0]) if link.probability is not None]
    total = math.fsum(link.probability or 0.0 for link in links)
    if total <= 0:
        return None
    pairs = [(link, replace(link, probability=min(1.0, (link.probability or 0.0) / total))) for link in links]
    return Edit("Scale the shares to 100 %", Change.replacing(pairs), show=problem.record_ids[:1])


def _remove_lane(document: Document, problem: Problem) -> Edit | None:
    return remove_lane(document, problem.record_ids[0])


def _clear_outside(document: Document, problem: Problem) -> Edit | None:
    edit = values.set_value(document, problem.record_ids[0], "outside", "")
    return Edit("Clear the outside word", edit.change, show=edit.show)


def _leaving(document: Document, touchpoint_id: RecordId) -> list[Link]:
    return [link for link in document.referring_to(touchpoint_id, Link) if link.source_id == touchpoint_id]


FIXES: dict[str, Fix] = {
    "runs-backwards": _make_recovery,
    "branch-with-one-arm": _make_ordinary,
    "branch-shares": _scale_shares,
    "unused-team": _remove_lane,
    "unused-channel": _remove_lane,
    "same-words": _clear_outside,
}
"""What mends a finding, by the id of its rule."""

NAMES: dict[str, str] = {
    "runs-backwards": "Make it a recovery",
    "branch-with-one-arm": "Make it an ordinary link",
    "branch-shares": "Scale to 100 %",
    "unused-team": "Remove the team",
    "unused-channel": "Remove the channel",
    "same-words": "Clear the outside word",
}
"""What stands on the button."""
