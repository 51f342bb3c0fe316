"""What a rule says: a severity, a sentence that can be read aloud, and the records that it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.records import Map, RecordId
from cxdesigner.journey.graph import Journey

_SHOWN_CHARACTERS = 80
_LISTED = 3


class Severity(StrEnum):
    """How much it matters: an error breaks the journey, a warning is a gap in it, a hint is work still to do."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Found(NamedTuple):
    """One finding, before the table of rules has put its id and severity to it. The first record is the one to show."""

    message: str
    record_ids: tuple[RecordId, ...]


TOLD_ORDER = "told order"
"""Beside what may be touched: the order in which those touchpoints are read that findings of a rule name."""

Find = Callable[..., Iterator[Found]]
"""Called with the document and the journey; a rule that has a limit gets it as a third argument."""


class Limit(NamedTuple):
    """The one number of a rule. `words` say what is counted, as in “3 handoffs in one stage”."""

    default: int
    words: str
    least: int = 1
    most: int = 999


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: what is looked for, how much it matters, and why it matters to the customer.

    `limit` is the number from which on it speaks, which a map may set otherwise. A finding is left out where one of the
    rules that it `yields_to` has found something about the same record: one fault is one finding.

    `is_alone` says that the rule yields at most one finding a touchpoint, about that one, and that it looks at nothing
    else but that touchpoint, the channels, and what the map says about rules. `is_by_stage` says the same of the touchpoints of
    one stage, of which a finding names one first. `is_costly` says that on a big map it waits until somebody asks.

    `looks_at` are the fields of touchpoints that the rule reads (places are `stage_id` and `step`, timings `when`), with LINKS,
    START, TRIGGERS and NAMES where it reads these; it is not asked again after an edit of anything else. None: it is asked each
    time, as it must be where it reads more of the document than its map, stages, teams, channels and events.

    ORDER among them says that it matters in which order touchpoints are read; TOLD_ORDER that it matters only for those that
    findings name. Which touchpoints these are, and which stand in one finding, has then nothing to do with where others are read,
    and findings that name one touchpoint each come in reading order. Rules that look at each touchpoint alone need neither.

    `is_told_together` says that many findings of it are one line where people read them as text, so that they bury no others.
    """

    id: str
    severity: Severity
    title: str
    why: str
    find: Find
    limit: Limit | None = None
    yields_to: tuple[str, ...] = ()
    is_alone: bool = False
    is_costly: bool = False
    looks_at: tuple[str, ...] | None = None
    is_by_stage: bool = False
    is_told_together: bool = False

    def ask(self, document: Document, journey: Journey) -> Iterator[Found]:
        """Yield what the rule finds with the limit that the map has set."""
        if self.limit is None:
            return self.find(document, journey)
        return self.find(document, journey, limit_of(document.map(journey.map_id), self))

    def problem(self, found: Found) -> Problem:
        """Return a finding of the rule with its id and severity put to it."""
        return Problem(self.id, self.severity, found.message, found.record_ids)


def limit_of(map: Map, rule: Rule) -> float:
    """Return the limit of a rule on a map: what was set last, or what is usual."""
    assert rule.limit is not None
    said = (one.value for one in reversed(map.rule_limits) if one.rule == rule.id and one.value is not None)
    return next(said, rule.limit.default)


class Problem(NamedTuple):
    """What a rule found: listed, never in the way."""

    rule: str
    severity: Severity
    message: str
    record_ids: tuple[RecordId, ...]


def quoted(title: str) -> str:
    """Return a title as it stands in a sentence; a very long one is cut."""
    shown = title if len(title) <= _SHOWN_CHARACTERS else title[: _SHOWN_CHARACTERS - 1].rstrip() + "…"
    return f"“{shown or 'untitled'}”"


def listed(titles: Sequence[str], more: int = 0) -> str:
    """Return titles as people say them: “A”, “B” and “C”, or “A”, “B”, “C” and 4 more; *more* of them were left out already."""
    shown = [quoted(title) for title in titles[:_LISTED]]
    more += len(titles) - len(shown)
    if more:
        return f"{', '.join(shown)} and {more} more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def titles_at(journey: Journey, touchpoint_ids: Sequence[RecordId]) -> str:
    """Return the titles of touchpoints as people say them. Costs the same for three of them and for thousands."""
    shown = [journey.touchpoints[touchpoint_id].title for touchpoint_id in touchpoint_ids[:_LISTED]]
    return listed(shown, len(touchpoint_ids) - len(shown))


def worst_by_record(problems: Sequence[Problem]) -> dict[RecordId, str]:
    """Return the gravest severity that was found about each record. Problems come as `check` gives them, the gravest first."""
    return {record_ids[0]: severity for _, severity, _, record_ids in reversed(problems) if record_ids}
