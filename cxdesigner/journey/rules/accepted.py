"""What the room can live with: the findings that it has accepted, and why, for print."""

from __future__ import annotations

from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.journey.rules import RULES, limit_of
from cxdesigner.journey.rules.found import listed
from cxdesigner.journey.rules.words import words_to_tell


class Accepted(NamedTuple):
    """One finding that was accepted: what the rule is called, what it is about, and the reason that was given."""

    rule: str
    what: str
    reason: str


def accepted(document: Document, map_id: RecordId) -> list[Accepted]:
    """Return the findings that were accepted on a map, rule by rule; those about what is gone are left out."""
    places = {rule_id: place for place, rule_id in enumerate(RULES)}
    said = sorted(document.map(map_id).accepted, key=lambda one: places.get(one.rule, len(places)))
    found = []
    for acceptance in said:
        titles = [document.title_of(i, "untitled") for i in acceptance.record_ids if i in document]
        if titles:
            rule = RULES.get(acceptance.rule)
            found.append(Accepted(rule.title if rule else acceptance.rule, listed(titles), acceptance.reason))
    return found


def switched_off(document: Document, map_id: RecordId) -> list[str]:
    """Return the names of the rules that a map does without, in the order of the table."""
    off = document.map(map_id).rules_off
    return [rule.title for rule in RULES.values() if rule.id in off]


class Decisions(NamedTuple):
    """All that a room has decided about the rules on one map."""

    accepted: list[Accepted]
    switched_off: list[str]
    limits: list[str]
    words: tuple[str, ...]


def decisions(document: Document, map_id: RecordId) -> Decisions:
    """Return what was accepted, which rules are off, which limits are others than usual, and the words of company language to tell."""
    map = document.map(map_id)
    limits = []
    for rule in RULES.values():
        if rule.limit is not None and (value := limit_of(map, rule)) != rule.limit.default:
            limits.append(f"{rule.title}: more than {value:g} {rule.limit.words} (usually {rule.limit.default})")
    return Decisions(
        accepted(document, map_id), switched_off(document, map_id), limits, words_to_tell(document, map_id)
    )
