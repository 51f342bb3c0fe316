"""What rules found before: a touchpoint that nobody has touched since is not looked at again."""

from __future__ import annotations

from dataclasses import replace

from cxdesigner.document.document import Document
from cxdesigner.document.records import Channel, RecordId, Touchpoint
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.rules.found import Problem, Rule


class Remembered:
    """The findings of rules that look at each touchpoint alone, kept for one map from check to check.

    What such a rule says depends on the touchpoint, on the channels, and on limits and words of the map; so it is good as long
    as these are the same. A check with it finds what a check without it finds, but for costly rules on a big map.
    """

    def __init__(self) -> None:
        self._touchpoints: dict[RecordId, Touchpoint] = {}
        self._channels: list[Channel] = []
        self._said: tuple[object, ...] = ()
        self._found: dict[str, dict[RecordId, Problem]] = {}
        self._fresh: dict[RecordId, Touchpoint] = {}
        self._checks = 0
        self._last_check: dict[str, int] = {}

    def look_at(self, document: Document, journey: Journey) -> None:
        """Find out which touchpoints are others than at the last check."""
        channels = document.all(Channel)
        checked = document.map(journey.map_id)
        said = checked.rule_limits, checked.company_words
        if said != self._said:
            self._found, self._said = {}, said
        if len(channels) != len(self._channels) or any(map(_is_other, channels, self._channels)):
            self._touchpoints, self._found, self._channels = {}, {}, channels
        known = self._touchpoints
        self._fresh = {i: touchpoint for i, touchpoint in journey.touchpoints.items() if known.get(i) is not touchpoint}
        self._touchpoints = journey.touchpoints
        self._checks += 1

    def find(self, rule: Rule, document: Document, journey: Journey) -> list[Problem]:
        """Return what a rule finds in a journey that was looked at, in reading order."""
        is_new = rule.id not in self._found or self._last_check[rule.id] != self._checks - 1
        self._last_check[rule.id] = self._checks
        found = self._found.setdefault(rule.id, {})
        fresh = journey.touchpoints if is_new else self._fresh
        if is_new:
            found.clear()
        for touchpoint_id in fresh:
            found.pop(touchpoint_id, None)
        if fresh:
            among = journey if is_new else replace(journey, touchpoints=fresh)
            found.update((one.record_ids[0], rule.problem(one)) for one in rule.ask(document, among))
        if len(found) > 2 * len(journey.touchpoints):
            self._found[rule.id] = {i: one for i, one in found.items() if i in journey.touchpoints}
        return [found[i] for i in journey.touchpoints if i in found] if found else []


def _is_other(one: object, other: object) -> bool:
    return one is not other
