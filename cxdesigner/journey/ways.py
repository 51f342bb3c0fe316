"""The ways that people ask for, by name, and what one customer may expect, in sentences."""

from __future__ import annotations

import math
from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.journey.chances import Chances
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.paths import Path, Paths, chance_of, felt_on, handoffs_on, lows_on
from cxdesigner.journey.story import LEAST_WAIT
from cxdesigner.journey.timeline import Timeline, days_in_words

LONGEST_WAITS = 3
"""So many of the longest waits are told."""


LEAST_SHARE = 0.005
"""Fewer customers than this are not worth a sentence: all shares together are rounded by as much."""


class NamedWay(NamedTuple):
    """A way by its name. `key` is the word for it on the command line; `facts` says in figures what it is like."""

    key: str
    title: str
    path: Path
    facts: str

    @property
    def brief(self) -> str:
        """The facts for a narrow column that says above them of whom they tell."""
        return self.facts.replace(" of customers", "", 1)


class Expectation(NamedTuple):
    """A sentence about what customers may expect, and the touchpoints that it tells of."""

    text: str
    touchpoint_ids: tuple[RecordId, ...] = ()


TITLES = {
    "likeliest": "The likeliest way",
    "shortest": "The shortest way",
    "most-handoffs": "The way with most handoffs",
    "worst-emotion": "The way with the deepest lows",
    "likeliest-to-the-end": "The likeliest way to the last stage",
    "shortest-to-the-end": "The shortest way to the last stage",
    "longest": "What takes longest",
}
"""The ways that have a name, by the word for them on the command line."""


def ways_of(journey: Journey, found: Paths, times: Timeline) -> list[NamedWay]:
    """Return the ways that have a name, then all ways by number, the likeliest first.

    “What takes longest” goes along triggers too, where these decide when things happen. Where a named way ends before the
    last stage, the one that arrives there is told too.
    """
    arriving = [path for path in found.all if _arrives(journey, path)]
    named = {
        "likeliest": found.likeliest,
        "shortest": found.shortest,
        "most-handoffs": found.most_handoffs,
        "worst-emotion": found.worst_emotion,
    }
    if arriving and not _arrives(journey, found.likeliest):
        named["likeliest-to-the-end"] = arriving[0]
    if arriving and not _arrives(journey, found.shortest) and found.is_complete:
        named["shortest-to-the-end"] = min(arriving, key=len)
    ways = [_way(journey, found, key, TITLES[key], path) for key, path in named.items() if path]
    if ways and times.length_days:
        facts = f"{days_in_words(times.length_days)} at least · hangs on {_counted(len(times.longest), 'touchpoint')}"
        ways.append(NamedWay("longest", TITLES["longest"], times.longest, facts))
    ways += [_way(journey, found, str(n), f"Way {n}", path) for n, path in enumerate(found.all, start=1)]
    return ways


def _way(journey: Journey, found: Paths, key: str, title: str, path: Path) -> NamedWay:
    felt = felt_on(journey, path)
    lows = lows_on(journey, path) if key == "worst-emotion" else 0
    share = chance_of(journey, found.chances, path)
    alike = _alike(journey, found, share) if key == "likeliest" else 0
    facts = (
        f"{share_words(share)} of customers",
        f"{alike} other{'s are' if alike > 1 else ' is'} as likely" if alike else "",
        _counted(len(path), "touchpoint"),
        _counted(handoffs_on(journey, path), "handoff"),
        f"lows {_signed(lows)}" if lows else "",
        f"emotion {_signed(felt)}" if any(journey.touchpoints[i].emotion is not None for i in path) else "",
        "" if _arrives(journey, path) else "lost before the last stage",
    )
    return NamedWay(key, title, path, " · ".join(fact for fact in facts if fact))


def _alike(journey: Journey, found: Paths, share: float) -> int:
    """Return how many other ways are as likely as the likeliest."""
    return sum(math.isclose(chance_of(journey, found.chances, path), share, rel_tol=1e-6) for path in found.all[1:])


def _arrives(journey: Journey, path: Path) -> bool:
    """Tell whether a way ends in the last stage that has touchpoints."""
    return journey.place[path[-1]][0] == _last(journey)


def _last(journey: Journey) -> int:
    return max(journey.columns, default=0)


def _signed(value: int) -> str:
    return f"{value:+d}".replace("-", "−") if value else "0"


def expectations(document: Document, journey: Journey, found: Paths, times: Timeline) -> list[Expectation]:
    """Return what customers may expect: contacts, handoffs, where they are lost, how long it takes and where they wait."""
    expected = found.chances
    told = [
        Expectation(
            f"One customer meets {number(expected.contacts)} touchpoints "
            f"and is handed on {number(expected.handoffs)} times on average."
        )
    ]
    if expected.split:
        titles = ", ".join(f"“{document.title_of(i)}”" for i in expected.split)
        told.append(
            Expectation(
                f"Nobody has said how many customers go which way; so they are split evenly at {titles}.",
                expected.split,
            )
        )
    for touchpoint_id, share in sorted(lost(journey, expected).items(), key=lambda pair: -pair[1]):
        title = document.title_of(touchpoint_id)
        told.append(Expectation(f"{share_words(share)} of customers are lost at “{title}”.", (touchpoint_id,)))
    if expected.caught > 0:
        caught = tuple(i for i, visits in expected.visits.items() if math.isinf(visits))
        told.append(
            Expectation(f"{share_words(expected.caught)} of customers go round in a circle and never get out.", caught)
        )
    straight = math.fsum(chance_of(journey, expected, path) for path in found.all)
    again = 1 - expected.caught - straight
    if found.is_complete and again >= LEAST_SHARE:
        told.append(
            Expectation(
                f"{share_words(again)} of customers pass a touchpoint more than once. The ways that are listed pass each one "
                f"only once; so their shares add up to {share_words(straight)}."
            )
        )
    if times.length_days:
        told.append(Expectation(f"The journey takes at least {days_in_words(times.length_days)}.", times.longest))
    for wait in [wait for wait in times.waits[:LONGEST_WAITS] if wait.days >= LEAST_WAIT]:
        between = f"“{document.title_of(wait.source_id)}” and “{document.title_of(wait.target_id)}”"
        ends = wait.source_id, wait.target_id
        told.append(Expectation(f"The customer waits {days_in_words(wait.days)} between {between}.", ends))
    return told


def lost(journey: Journey, expected: Chances) -> dict[RecordId, float]:
    """Return the share of customers whose journey ends at a touchpoint before the last stage."""
    last = _last(journey)
    return {i: share for i, share in expected.ends.items() if journey.place[i][0] < last}


def met_words(visits: float) -> str:
    """Return how often one customer meets a touchpoint, in words."""
    if math.isinf(visits):
        return "met again and again without end"
    if visits < 0.005:
        return "met by nobody"
    if abs(visits - 1) < 0.005:
        return "met once on average"
    return f"met {visits:.2f} times by one customer on average" if visits > 1 else f"met {visits:.2f} times on average"


def share_words(share: float) -> str:
    """Return a share of customers as people read it: “62 %”, “less than 1 %”."""
    return "less than 1 %" if 0 < share < 0.01 else f"{share * 100:.0f} %"


def number(value: float) -> str:
    """Return an expected number; what is without end is said so."""
    return f"{value:.1f}" if math.isfinite(value) else "endlessly many"


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
