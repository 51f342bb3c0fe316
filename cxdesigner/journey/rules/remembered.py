"""What rules found before: what nobody has touched since is not looked at again."""

from __future__ import annotations

from bisect import insort
from collections.abc import Container
from dataclasses import replace

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.journey.following import ORDER, Follower
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.rules.found import TOLD_ORDER, Problem, Rule

_FEW = 16
"""Where no more than one of so many is new, each is put to its place; else all are sorted."""


class Remembered:
    """The findings of rules, kept for one map from check to check, with the journey that they were found in.

    A rule is asked again only after an edit of what it looks at, and where it looks at each touchpoint or each stage alone, only
    about those that were edited. Touchpoints that were not edited follow each other as they did: what was found is in another order
    only where it names one that was. A check with it finds what a check without it finds, but for costly rules on a big map.
    """

    def __init__(self) -> None:
        self._follower = Follower()
        self._found: dict[str, list[Problem]] = {}
        self._checks = 0
        self._last_check: dict[str, int] = {}

    def look_at(self, document: Document, map_id: RecordId) -> Journey:
        """Return the journey of the map as it is now, and find out what of it is new."""
        self._checks += 1
        return self._follower.look_at(document, map_id)

    def find(self, rule: Rule, document: Document, journey: Journey) -> list[Problem]:
        """Return what a rule finds in the journey that was looked at last. Never change the list."""
        was_asked = self._last_check.get(rule.id) == self._checks - 1
        self._last_check[rule.id] = self._checks
        if not was_asked or rule.looks_at is None or self._follower.is_touched(*rule.looks_at):
            found = self._asked(rule, document, journey, is_new=not was_asked)
        elif not self._is_in_another_order(rule):
            return self._found[rule.id]
        elif all(len(one.record_ids) == 1 for one in self._found[rule.id]):
            kept, moved = _parted(self._found[rule.id], self._follower.fresh)
            found = _put_among(kept, moved, journey)
        else:
            found = self._asked(rule, document, journey, is_new=False)
        self._found[rule.id] = found
        return found

    def _is_in_another_order(self, rule: Rule) -> bool:
        """Tell whether touchpoints that a rule has named follow each other otherwise, and so what it says of them."""
        if not self._follower.is_touched(ORDER) or not (rule.is_alone or TOLD_ORDER in (rule.looks_at or ())):
            return False
        named = (one.record_ids for one in self._found[rule.id])
        return not all(map(self._follower.fresh.keys().isdisjoint, named))

    def _asked(self, rule: Rule, document: Document, journey: Journey, *, is_new: bool) -> list[Problem]:
        """Ask a rule about everything, or, where it looks at each touchpoint or stage alone, about those that are new."""
        if is_new or not (rule.is_alone or rule.is_by_stage) or self._follower.is_all_new:
            return [rule.problem(found) for found in rule.ask(document, journey)]
        fresh = self._follower.fresh if rule.is_alone else self._follower.in_fresh_stages
        kept, _ = _parted(self._found[rule.id], fresh)
        if self._follower.is_touched():
            _, kept = _parted(kept, journey.touchpoints)
        asked = rule.ask(document, replace(journey, touchpoints=fresh)) if fresh else ()
        return _put_among(kept, [rule.problem(found) for found in asked], journey)


def _parted(problems: list[Problem], touchpoints: Container[RecordId]) -> tuple[list[Problem], list[Problem]]:
    """Return the problems that are about others first, then those that are about these touchpoints first."""
    others = [one for one in problems if one.record_ids[0] not in touchpoints]
    return others, [one for one in problems if one.record_ids[0] in touchpoints] if len(others) < len(problems) else []


def _put_among(problems: list[Problem], others: list[Problem], journey: Journey) -> list[Problem]:
    """Put others among problems that come in reading order, and return all in one list."""
    rank = journey.rank

    def place(problem: Problem) -> int:
        return rank[problem.record_ids[0]]

    if len(others) > len(problems) // _FEW:
        return sorted([*problems, *others], key=place)
    for other in others:
        insort(problems, other, key=place)
    return problems
