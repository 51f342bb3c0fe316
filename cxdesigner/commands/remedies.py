"""What can be done about a finding: what one click mends, and the field in which the room answers what only it can know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxdesigner.commands.fixes import FIXES, TOGETHER, Remedy
from cxdesigner.commands.links import leaving
from cxdesigner.document.document import Document
from cxdesigner.document.fields import field
from cxdesigner.document.records import RecordId

if TYPE_CHECKING:
    from cxdesigner.journey.rules import Problem

ENTRY = "quick entry"
"""In place of a field: what is missing is said in the line of quick entry."""


def remedies(document: Document, problems: Sequence[Problem]) -> tuple[Remedy, ...]:
    """Return what can be done about one finding, or about several of one rule together, the most direct first."""
    there = [one for one in problems if all(record_id in document for record_id in one.record_ids)]
    if not there:
        return ()
    rule = there[0].rule
    found: list[Remedy] = []
    if rule in FIXES and (len(there) == 1 or rule in TOGETHER):
        found += FIXES[rule](document, there)
    if rule in FIELDS_TO_GO_TO and len(there) == 1:
        found.append(_to_the_field(document, there[0]))
    return tuple(found)


def _to_the_field(document: Document, problem: Problem) -> Remedy:
    name, words = FIELDS_TO_GO_TO[problem.rule]
    record_id = problem.record_ids[0]
    if problem.rule == "branch-without-condition":
        record_id = _silent_link(document, problem)
    elif problem.rule in ("no-what", "two-channels"):
        name = _field_meant(document, problem)
    record = document.find(record_id)
    label = "" if words else field(type(record), name).label
    return Remedy(words or f"Go to “{label}”", record_id=record_id, field=name)


def _silent_link(document: Document, problem: Problem) -> RecordId:
    """Return the first of the links of which nobody has said when."""
    links = {link.target_id: link.id for link in leaving(document, problem.record_ids[0]) if not link.condition}
    return next((links[i] for i in problem.record_ids[1:] if i in links), problem.record_ids[0])


def _field_meant(document: Document, problem: Problem) -> str:
    """Return the field of which a finding speaks: the first that is empty, or the one that holds the words that it quotes."""
    touchpoint, names = document.touchpoint(problem.record_ids[0]), ("what", "whom", "how")
    if problem.rule == "no-what":
        said = problem.message.rsplit("does not say ", 1)[-1]
        return next(name for name in names if name in said)
    quoted = re.findall("“([^”]*)”", problem.message)[-1]
    return next((name for name in ("title", *names) if quoted in getattr(touchpoint, name)), "how")


FIELDS_TO_GO_TO: dict[str, tuple[str, str]] = {
    "branch-without-condition": ("condition", ""),
    "before-trigger": ("when", ""),
    "trigger-circle": ("when", ""),
    "against-time": ("when", ""),
    "unknown-trigger": ("when", ""),
    "no-timing": ("when", ""),
    "long-promise": ("when", ""),
    "long-wait": ("when", ""),
    "no-owner": ("team_id", ""),
    "no-channel": ("channel_id", ""),
    "two-channels": ("how", ""),
    "moment-without-recovery": ("recovery", ""),
    "moment-without-prompt": ("prompts", "Write a prompt"),
    "worst-without-care": ("recovery", ""),
    "two-lows": ("recovery", ""),
    "low-end": ("recovery", ""),
    "silent-customer": (ENTRY, "Say what they do"),
    "unfounded-emotion": ("evidence", ""),
    "same-words": ("outside", ""),
    "company-words": ("outside", ""),
    "empty-stage": (ENTRY, "Say what happens"),
    "no-what": ("what", ""),
    "missing-today": ("status", ""),
    "no-prompts": ("prompts", "Write a prompt"),
}
"""The field in which the room answers a finding, and what stands on the button where it is not “Go to …”."""
