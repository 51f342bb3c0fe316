"""What each card of a map is worth by one measure, in five shades: the darker, the more there is to look after.

A shade is never alone: each card carries a figure too, and the legend says in words what each shade means.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.reading import links_of, touchpoints_of
from cxdesigner.document.records import ClueKind, Evidence, Expectation, LinkKind, RecordId
from cxdesigner.document.text import folded
from cxdesigner.journey.followed import Followed, following

DARKEST = 4
ENTERED = "entered:"
"""Before the name of a figure that somebody has entered, such as NPS."""


class Warmth(NamedTuple):
    """How dark a card is, from 0 to `DARKEST`, and the figure that stands on it."""

    level: int
    figure: str


class Shade(NamedTuple):
    """One line of the legend."""

    level: int
    words: str


@dataclass(frozen=True)
class Heat:
    """All cards of a map by one measure; cards of which it says nothing are not in `cards`."""

    measure: str
    title: str
    shades: tuple[Shade, ...]
    cards: Mapping[RecordId, Warmth] = field(default_factory=dict)


class Kind(NamedTuple):
    """One measure that can colour cards: its title, and what works out shades and cards."""

    title: str
    find: Callable[[Document, RecordId], tuple[tuple[Shade, ...], dict[RecordId, Warmth]]]


Found = tuple[tuple[Shade, ...], dict[RecordId, Warmth]]


def heat(document: Document, map_id: RecordId, measure: str) -> Heat | None:
    """Return how a measure (a key of `KINDS`, or `ENTERED` and a name) colours a map; None where there is no such measure."""
    if measure.startswith(ENTERED):
        title = entered_measures(document, map_id).get(measure)
        if title is None:
            return None
        return Heat(measure, title, *_entered(document, map_id, measure))
    kind = KINDS.get(measure)
    return None if kind is None else Heat(measure, kind.title, *kind.find(document, map_id))


def measures_that_colour(document: Document, map_id: RecordId) -> dict[str, str]:
    """Return all measures by which the cards of a map can be coloured, with their titles: the fixed ones, then the entered."""
    return {name: kind.title for name, kind in KINDS.items()} | entered_measures(document, map_id)


def entered_measures(document: Document, map_id: RecordId) -> dict[str, str]:
    """Return the figures that were entered at touchpoints of a map, by the key under which they colour cards."""
    found: dict[str, str] = {}
    for touchpoint in touchpoints_of(document, map_id):
        for one in touchpoint.measures:
            if one.value is not None:
                unit = f" ({one.unit})" if one.unit and folded(one.unit) != folded(one.title) else ""
                found.setdefault(_key(one.title, one.unit), f"{one.title}{unit}")
    return found


def _key(title: str, unit: str) -> str:
    return f"{ENTERED}{folded(title)}|{folded(unit)}"


# -- what customers feel and expect ------------------------------------------------------------------------------------

_EMOTIONS = ("delighted", "content", "neutral", "unhappy", "angry")


def _emotion(document: Document, map_id: RecordId) -> Found:
    shades = tuple(Shade(level, f"{_signed(2 - level)} {words}") for level, words in enumerate(_EMOTIONS))
    return shades, {
        touchpoint.id: Warmth(2 - touchpoint.emotion, _signed(touchpoint.emotion))
        for touchpoint in touchpoints_of(document, map_id)
        if touchpoint.emotion is not None
    }


def _signed(emotion: int) -> str:
    return f"{emotion:+d}".replace("-", "−") if emotion else "0"


_EXPECTED: dict[Expectation | None, tuple[Shade, str]] = {
    Expectation.EXCEEDS: (Shade(0, "exceeds what is expected"), "exceeds"),
    Expectation.MEETS: (Shade(1, "meets it"), "meets"),
    None: (Shade(3, "nobody has said it"), "?"),
    Expectation.BELOW: (Shade(4, "stays below it"), "below"),
}


def _moments(document: Document, map_id: RecordId) -> Found:
    moments = (touchpoint for touchpoint in touchpoints_of(document, map_id) if touchpoint.moment_of_truth)
    return _by_value(_EXPECTED, ((touchpoint.id, touchpoint.expectation) for touchpoint in moments))


_KNOWN: dict[Evidence | None, tuple[Shade, str]] = {
    Evidence.DATA: (Shade(0, "data"), "data"),
    Evidence.RESEARCH: (Shade(1, "research"), "research"),
    Evidence.WORKSHOP: (Shade(2, "workshop"), "workshop"),
    Evidence.ASSUMPTION: (Shade(3, "assumption"), "assumption"),
    None: (Shade(4, "nobody has said it"), "?"),
}


def _evidence(document: Document, map_id: RecordId) -> Found:
    return _by_value(_KNOWN, ((touchpoint.id, touchpoint.evidence) for touchpoint in touchpoints_of(document, map_id)))


def _by_value(table: Mapping[Any, tuple[Shade, str]], values: Iterable[tuple[RecordId, Any]]) -> Found:
    marks = {value: Warmth(shade.level, figure) for value, (shade, figure) in table.items()}
    return tuple(shade for shade, _ in table.values()), {record_id: marks[value] for record_id, value in values}


# -- what is written down ----------------------------------------------------------------------------------------------

_PROMPTED = (Shade(0, "one prompt or more"), Shade(4, "no prompt"))


def _prompts(document: Document, map_id: RecordId) -> Found:
    return _PROMPTED, {
        touchpoint.id: Warmth(0 if touchpoint.prompts else DARKEST, str(len(touchpoint.prompts)))
        for touchpoint in touchpoints_of(document, map_id)
        if touchpoint.team_id is not None
    }


_KINDS_OF_CLUES = (Shade(0, "all three kinds"), Shade(1, "two kinds"), Shade(3, "one kind"), Shade(4, "none"))
_LETTERS = {ClueKind.FUNCTIONAL: "F", ClueKind.MECHANIC: "M", ClueKind.HUMANIC: "H"}


def _clues(document: Document, map_id: RecordId) -> Found:
    shades = {3 - place: shade for place, shade in enumerate(_KINDS_OF_CLUES)}
    found = {}
    for touchpoint in touchpoints_of(document, map_id):
        kinds = {clue.kind for clue in touchpoint.clues}
        letters = " ".join(letter for kind, letter in _LETTERS.items() if kind in kinds)
        found[touchpoint.id] = Warmth(shades[len(kinds - {None})].level, letters or "0")
    return _KINDS_OF_CLUES, found


# -- what is done ------------------------------------------------------------------------------------------------------

_FOLLOWED = (
    Shade(0, "9 of 10 boxes ticked or more"),
    Shade(1, "three quarters or more"),
    Shade(2, "half or more"),
    Shade(3, "a quarter or more"),
    Shade(4, "less"),
)
_LEAST_SHARES = (0.9, 0.75, 0.5, 0.25, 0.0)


def _followed(by: str) -> Callable[[Document, RecordId], Found]:
    def find(document: Document, map_id: RecordId) -> Found:
        """Return how often the checklist was followed: at the touchpoint, or at all of its stage or team."""
        known = following(document, map_id)
        groups: dict[str, Mapping[Any, Followed]] = {
            "": known.by_touchpoint,
            "stage_id": known.by_stage,
            "team_id": known.by_team,
        }
        found = {}
        for touchpoint in touchpoints_of(document, map_id):
            tally = groups[by].get(getattr(touchpoint, by) if by else touchpoint.id)
            if tally is not None and tally.share is not None:
                level = next(level for level, least in enumerate(_LEAST_SHARES) if tally.share >= least)
                found[touchpoint.id] = Warmth(level, f"{tally.share:.0%}")
        return _FOLLOWED, found

    return find


# -- being handed on ---------------------------------------------------------------------------------------------------

_TIMES = (Shade(0, "none"), Shade(2, "one"), Shade(3, "two"), Shade(4, "three or more"))


def _changes(name: str) -> Callable[[Document, RecordId], Found]:
    def find(document: Document, map_id: RecordId) -> Found:
        """Return how many links that come to a touchpoint or leave it join different teams or channels; recoveries do not count."""
        by_id = {touchpoint.id: getattr(touchpoint, name) for touchpoint in touchpoints_of(document, map_id)}
        times: Counter[RecordId] = Counter()
        for link in links_of(document, map_id):
            before, after = by_id.get(link.source_id), by_id.get(link.target_id)
            if link.kind is not LinkKind.RECOVERY and before is not None and after is not None and before != after:
                times.update((link.source_id, link.target_id))
        return _TIMES, {
            record_id: Warmth(_TIMES[min(times[record_id], len(_TIMES) - 1)].level, str(times[record_id]))
            for record_id in by_id
        }

    return find


# -- how many there are ------------------------------------------------------------------------------------------------


def _crowd(name: str) -> Callable[[Document, RecordId], Found]:
    def find(document: Document, map_id: RecordId) -> Found:
        """Return how many touchpoints there are of the same team, channel or stage."""
        touchpoints = touchpoints_of(document, map_id)
        groups = Counter(getattr(touchpoint, name) for touchpoint in touchpoints)
        of = {touchpoint.id: float(groups[getattr(touchpoint, name)]) for touchpoint in touchpoints}
        return _in_fifths(of, is_whole=True)

    return find


def _entered(document: Document, map_id: RecordId, measure: str) -> Found:
    values: dict[RecordId, list[float]] = {}
    for touchpoint in touchpoints_of(document, map_id):
        for one in touchpoint.measures:
            if one.value is not None and _key(one.title, one.unit) == measure:
                values.setdefault(touchpoint.id, []).append(one.value)
    means = {record_id: math.fsum(each) / len(each) for record_id, each in values.items()}
    return _in_fifths(means, more_is_better=_MORE_IS_BETTER.search(measure) is not None)


_MORE_IS_BETTER = re.compile(
    r"\b(?:satisf\w*|csat|nps|promoters?|recommend\w*|ratings?|stars|score|loyal\w*|retention|conversion|trust|ease|quality|"
    r"resol\w*|punctual\w*)\b"
)
"""Where a figure has one of these in its name, the cards with little of it need looking after; elsewhere those with much."""


def _in_fifths(values: dict[RecordId, float], *, is_whole: bool = False, more_is_better: bool = False) -> Found:
    """Return values in five shades of equal width between the least and the most; where all are alike there is one shade."""
    if not values:
        return (), {}
    least, most = min(values.values()), max(values.values())
    width = (most - least) / (DARKEST + 1)
    levels = {i: min(DARKEST, int((value - least) / width)) if width > 0 else 0 for i, value in values.items()}
    if more_is_better and width > 0:
        levels = {i: DARKEST - level for i, level in levels.items()}
    shades = []
    for level in sorted(set(levels.values())):
        inside = [values[i] for i, at in levels.items() if at == level]
        ends = _number(min(inside)), _number(max(inside))
        shades.append(Shade(level, ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"))
    return tuple(shades), {
        i: Warmth(levels[i], str(int(value)) if is_whole else _number(value)) for i, value in values.items()
    }


def _number(value: float) -> str:
    return f"{value:,.4g}".replace("-", "−")


KINDS: dict[str, Kind] = {
    "emotion": Kind("Emotion", _emotion),
    "moments": Kind("Moments of truth", _moments),
    "evidence": Kind("Evidence", _evidence),
    "prompts": Kind("Prompts", _prompts),
    "clues": Kind("Clues", _clues),
    "followed": Kind("Checklist followed", _followed("")),
    "followed-stage": Kind("Checklist followed in the stage", _followed("stage_id")),
    "followed-team": Kind("Checklist followed by the team", _followed("team_id")),
    "handoffs": Kind("Handoffs", _changes("team_id")),
    "switches": Kind("Channel switches", _changes("channel_id")),
    "team": Kind("Touchpoints of the team", _crowd("team_id")),
    "channel": Kind("Touchpoints of the channel", _crowd("channel_id")),
    "stage": Kind("Touchpoints of the stage", _crowd("stage_id")),
}
"""Every measure that can colour the cards by its name on the command line; what was entered comes beside."""
