"""What the rules found, as plain data for other programs (`cxdesigner check --json`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cxdesigner.document.document import Document
from cxdesigner.document.reading import maps_of
from cxdesigner.document.records import TYPE_NAMES, Link, RecordId, Stage, Touchpoint

if TYPE_CHECKING:
    from cxdesigner.journey.rules import Problem

FEW = 3
"""So many findings of one rule are always told one by one."""


def findings(document: Document, problems: Iterable[Problem]) -> dict[str, Any]:
    """Return the problems with the records they concern, and the counts of all maps together."""
    found = [
        {
            "rule": problem.rule,
            "severity": str(problem.severity),
            "message": problem.message,
            "records": [_named(document, record_id) for record_id in problem.record_ids],
        }
        for problem in problems
    ]
    return {"problems": found, "counts": counts_of_all(document)}


def told(document: Document, problems: Iterable[Problem], *, is_whole: bool = False) -> list[str]:
    """Return the problems as lines for people. What a rule finds again and again is one line, unless the whole is asked for."""
    from cxdesigner.journey.rules import RULES
    from cxdesigner.journey.rules.found import listed

    by_rule: dict[str, list[Problem]] = {}
    for problem in problems:
        by_rule.setdefault(problem.rule, []).append(problem)
    lines = []
    for rule_id, found in by_rule.items():
        if is_whole or len(found) <= FEW or not RULES[rule_id].is_told_together:
            lines += [f"{problem.severity}: {problem.message} [{rule_id}]" for problem in found]
        else:
            titles = listed([document.title_of(problem.record_ids[0]) for problem in found])
            lines.append(
                f"{found[0].severity}: {RULES[rule_id].title}: {len(found)} times, at {titles} (all with --verbose). [{rule_id}]"
            )
    return lines


def counts_of_all(document: Document) -> dict[str, int]:
    """Return the counts of all maps together; a team or channel that several maps use counts once."""
    from cxdesigner.journey import measures

    counts: dict[str, int] = {}
    for map in maps_of(document):
        for name, number in measures.counts(document, map.id).items():
            counts[name] = counts.get(name, 0) + number
    touchpoints = document.all(Touchpoint)
    counts["teams"] = len({touchpoint.team_id for touchpoint in touchpoints} - {None})
    counts["channels"] = len({touchpoint.channel_id for touchpoint in touchpoints} - {None})
    return counts


def summary(document: Document) -> str:
    """Return how much a document holds, in a few words."""
    nouns = ((Touchpoint, "touchpoint"), (Stage, "stage"), (Link, "link"))
    return ", ".join(counted(len(document.all(kind)), noun) for kind, noun in nouns)


def counted(number: int, noun: str) -> str:
    """Return how many there are of something: “1 stage”, “2 stages”."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _named(document: Document, record_id: RecordId) -> dict[str, str]:
    record = document.find(record_id)
    kind = TYPE_NAMES[type(record)] if record is not None else ""
    title = str(getattr(record, "title", ""))
    if isinstance(record, Link):
        title = f"{document.title_of(record.source_id)} → {document.title_of(record.target_id)}"
    return {"id": record_id, "type": kind, "title": title}
