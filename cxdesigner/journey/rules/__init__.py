"""What a journey should be like: one table of rules, and the one function that asks them all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from cxdesigner.document.document import Document
from cxdesigner.document.reading import maps_of
from cxdesigner.document.records import Map, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.journey.graph import Journey, build
from cxdesigner.journey.rules.found import Found, Limit, Problem, Rule, Severity, limit_of
from cxdesigner.journey.rules.remembered import Remembered
from cxdesigner.journey.rules.table import ROWS

__all__ = [
    "RULES",
    "Found",
    "Limit",
    "Problem",
    "Remembered",
    "Rule",
    "Severity",
    "check",
    "check_journey",
    "limit_of",
]

RULES: dict[str, Rule] = {rule.id: rule for rule in ROWS}
"""Every rule by its id, in the order in which problems are listed within one severity."""

BIG = 1_500
"""From so many touchpoints on, costly rules are left out of checks that are made again and again."""


def check(
    document: Document,
    map_id: RecordId | None = None,
    *,
    only: Collection[str] = (),
    without: Collection[str] = (),
    remembered: Remembered | None = None,
) -> list[Problem]:
    """Return what the rules find in one map, or in all maps: errors first, then warnings, then hints.

    Within a severity, problems stand rule by rule, each in reading order. Rules that the map has switched off and
    findings that the room has accepted are left out. Whoever checks one map again and again hands in what is remembered
    of it; then the costly rules are left out where the map is big. Raises Refused for a rule that does not exist.
    """
    for rule_id in (*only, *without):
        if rule_id not in RULES:
            raise Refused(f"There is no rule “{rule_id}”. The rules are: {', '.join(RULES)}.")
    asked = [rule for rule in ROWS if (not only or rule.id in only) and rule.id not in without]
    maps = maps_of(document) if map_id is None else [document.map(map_id)]
    by_severity: dict[Severity, list[Problem]] = {severity: [] for severity in Severity}
    for map in maps:
        journey = build(document, map.id) if remembered is None else remembered.look_at(document, map.id)
        for rule, problems in check_journey(document, map, journey, asked, remembered):
            by_severity[rule.severity] += problems
    found = list(chain.from_iterable(by_severity.values()))
    return found if len(maps) == 1 else list(dict.fromkeys(found))  # What all maps share is told once.


def check_journey(
    document: Document,
    map: Map,
    journey: Journey,
    rules: Collection[Rule] = ROWS,
    remembered: Remembered | None = None,
) -> Iterator[tuple[Rule, list[Problem]]]:
    """Yield what each rule finds in a journey that is built already, rule by rule. Never change the lists.

    A finding is accepted when all its records are among those for which the room accepted it. A rule that yields to
    others is silent about records of which these speak, accepted or not.
    """
    accepted: dict[str, list[frozenset[RecordId]]] = {}
    for acceptance in map.accepted:
        accepted.setdefault(acceptance.rule, []).append(frozenset(acceptance.record_ids))
    told = _told(document, map, journey, rules, remembered)
    for rule in rules:
        problems = told.get(rule.id, [])
        pardons = accepted.get(rule.id, ())
        spoken_for = {i for other in rule.yields_to for problem in told.get(other, ()) for i in problem.record_ids}
        if pardons or spoken_for:
            problems = [one for one in problems if not _is_settled(one, pardons, spoken_for)]
        yield rule, problems


def _is_settled(problem: Problem, pardons: Collection[frozenset[RecordId]], spoken_for: Collection[RecordId]) -> bool:
    is_accepted = any(these.issuperset(problem.record_ids) for these in pardons)
    return is_accepted or problem.record_ids[0] in spoken_for


def _told(
    document: Document, map: Map, journey: Journey, rules: Iterable[Rule], remembered: Remembered | None
) -> dict[str, list[Problem]]:
    """Return all that each rule that is on has to say."""
    is_quick = remembered is not None and len(journey.touchpoints) > BIG
    told = {}
    for rule in rules:
        if rule.id in map.rules_off or (is_quick and rule.is_costly):
            continue
        if remembered is not None:
            told[rule.id] = remembered.find(rule, document, journey)
        else:
            told[rule.id] = [rule.problem(found) for found in rule.ask(document, journey)]
    return told
