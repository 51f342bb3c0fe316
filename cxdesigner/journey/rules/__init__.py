"""What a journey should be like: one table of rules, and the one function that asks them all."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cxdesigner.document.document import Document
from cxdesigner.document.reading import maps_of
from cxdesigner.document.records import Map, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.journey.graph import Journey, build
from cxdesigner.journey.rules import completeness, experience, flow, ownership, timing
from cxdesigner.journey.rules.found import Found, Problem, Rule, Severity
from cxdesigner.journey.rules.remembered import Remembered

__all__ = ["RULES", "Found", "Problem", "Remembered", "Rule", "Severity", "check", "check_journey"]

_ROWS = (
    Rule(
        "unreachable",
        Severity.ERROR,
        "No way leads there",
        "A touchpoint to which no way leads is never met by any customer, however good it is.",
        flow.every_touchpoint_can_be_reached,
    ),
    Rule(
        "endless-loop",
        Severity.ERROR,
        "Round and round without a way out",
        "A customer who is sent round in a circle gives up, and tells others.",
        flow.every_loop_has_a_way_out,
    ),
    Rule(
        "dead-end",
        Severity.WARNING,
        "The customer is left standing",
        "Where nothing leads on before the journey is over, we lose the customer, or nobody has said what comes next.",
        flow.nothing_ends_before_the_journey_does,
    ),
    Rule(
        "before-trigger",
        Severity.WARNING,
        "Placed before what it waits for",
        "A promise that counts from something that has not happened yet cannot be kept.",
        timing.nothing_happens_before_its_trigger,
    ),
    Rule(
        "unknown-trigger",
        Severity.WARNING,
        "Waits for something that is not on the map",
        "If nobody knows when the trigger happens, the customer waits, and nobody notices.",
        timing.every_trigger_is_on_the_map,
    ),
    Rule(
        "no-timing",
        Severity.WARNING,
        "Nobody has said when",
        "To the customer, late and never look the same.",
        timing.every_touchpoint_has_a_time,
        is_alone=True,
    ),
    Rule(
        "no-owner",
        Severity.WARNING,
        "Nobody owns it",
        "What nobody owns, nobody does well: the customer falls between two teams.",
        ownership.every_touchpoint_has_an_owner,
        is_alone=True,
    ),
    Rule(
        "no-channel",
        Severity.WARNING,
        "Nobody has said by what",
        "How we meet somebody says as much as what we say: a letter is not a call.",
        ownership.every_touchpoint_has_a_channel,
        is_alone=True,
    ),
    Rule(
        "moment-without-recovery",
        Severity.WARNING,
        "A moment of truth falls short, with nothing to make it good",
        "These few moments decide what the customer tells others. Well made good, they win more trust than no fault.",
        experience.every_moment_of_truth_has_a_recovery,
    ),
    Rule(
        "empty-stage",
        Severity.WARNING,
        "Nothing happens in a stage",
        "Days in which the customer hears nothing are part of the journey too.",
        completeness.every_stage_has_a_touchpoint,
    ),
    Rule(
        "duplicate-title",
        Severity.WARNING,
        "The same title twice in a stage",
        "Two cards with one name become one in people's heads, and one of the two is forgotten.",
        completeness.no_title_stands_twice_in_a_stage,
    ),
    Rule(
        "no-prompts",
        Severity.HINT,
        "Nothing on the checklist",
        "A map that is not put into action through written prompts changes nothing for the customer.",
        completeness.every_owned_touchpoint_has_a_prompt,
        is_alone=True,
    ),
)

RULES: dict[str, Rule] = {rule.id: rule for rule in _ROWS}
"""Every rule by its id, in the order in which problems are listed within one severity."""

_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


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
    of it. Raises Refused for a rule that does not exist.
    """
    for rule_id in (*only, *without):
        if rule_id not in RULES:
            raise Refused(f"There is no rule “{rule_id}”. The rules are: {', '.join(RULES)}.")
    asked = [rule for rule in _ROWS if (not only or rule.id in only) and rule.id not in without]
    maps = maps_of(document) if map_id is None else [document.map(map_id)]
    problems = [
        problem for map in maps for problem in check_journey(document, map, build(document, map.id), asked, remembered)
    ]
    return sorted(problems, key=lambda problem: _RANKS[problem.severity])


def check_journey(
    document: Document,
    map: Map,
    journey: Journey,
    rules: Collection[Rule] = _ROWS,
    remembered: Remembered | None = None,
) -> Iterator[Problem]:
    """Yield what the rules find in a journey that is built already, rule by rule.

    A finding is accepted when all its records are among those for which the room accepted it.
    """
    accepted: dict[str, list[frozenset[RecordId]]] = {}
    for acceptance in map.accepted:
        accepted.setdefault(acceptance.rule, []).append(frozenset(acceptance.record_ids))
    if remembered is not None:
        remembered.look_at(document, journey)
    for rule in rules:
        if rule.id in map.rules_off:
            continue
        pardons = accepted.get(rule.id, ())
        seen = remembered if rule.is_alone else None
        for found in seen.find(rule, document, journey) if seen is not None else rule.find(document, journey):
            if not pardons or not any(these.issuperset(found.record_ids) for these in pardons):
                yield Problem(rule.id, rule.severity, found.message, found.record_ids)
