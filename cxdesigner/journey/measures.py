"""What can be counted about a map."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.reading import (
    channels_of,
    last_felt,
    links_of,
    stages_of,
    steps_of,
    teams_of,
    touchpoints_of,
    touchpoints_of_stage,
)
from cxdesigner.document.records import ClueKind, Evidence, Expectation, Link, LinkKind, RecordId, Touchpoint
from cxdesigner.document.text import folded
from cxdesigner.journey.followed import following


def counts(document: Document, map_id: RecordId) -> dict[str, int]:
    """Return how many stages, steps (columns), touchpoints, teams, channels and links a map has.

    Teams and channels belong to the whole document; those count that this map uses.
    """
    stages = stages_of(document, map_id)
    touchpoints = touchpoints_of(document, map_id)
    here = {touchpoint.id for touchpoint in touchpoints}
    return {
        "stages": len(stages),
        "steps": sum(steps_of(document, stage.id) for stage in stages),
        "touchpoints": len(touchpoints),
        "teams": len({touchpoint.team_id for touchpoint in touchpoints} - {None}),
        "channels": len({touchpoint.channel_id for touchpoint in touchpoints} - {None}),
        "links": sum(link.source_id in here and link.target_id in here for link in document.all(Link)),
    }


class Share(NamedTuple):
    """So many of so many."""

    part: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, from 0 to 1; None where there is nothing to be a share of."""
        return self.part / self.of if self.of else None


class Felt(NamedTuple):
    """What customers feel in one stage: the mean of all emotions (−2 to 2), the lowest, the highest and the last one."""

    mean: float
    lowest: int
    highest: int
    end: int


class Said(NamedTuple):
    """A figure that was entered at touchpoints under one name: how often, and its mean.

    The mean has one digit more behind the point than what was entered, everywhere where it is told.
    """

    title: str
    unit: str
    entered: int
    mean: float


@dataclass(frozen=True)
class Measures:
    """The figures of one map. Dictionaries go by record id, in the order of the map; None is “without one”.

    `handoffs` counts links on which the team changes, `channel_switches` links on which the channel does; recoveries
    do not count. `clues` are counts by stage and kind. `emotion_end` is the feeling at the end of the usual way. `followed` counts the
    boxes that were ticked on filled checklists.
    """

    by_stage: dict[RecordId, int]
    by_team: dict[RecordId | None, int]
    by_channel: dict[RecordId | None, int]
    handoffs: int
    channel_switches: int
    evidence: Share
    moments_of_truth: Share
    prompts: Share
    clues: dict[RecordId, dict[ClueKind, int]]
    emotion: dict[RecordId, Felt]
    emotion_peak: RecordId | None
    emotion_low: RecordId | None
    emotion_end: int | None
    followed: Share
    said: tuple[Said, ...]


def measures(document: Document, map_id: RecordId) -> Measures:
    """Return the figures of one map.

    Evidence counts what is more than an assumption; a moment of truth counts where expectation is met or exceeded; prompts
    count touchpoints that a team owns. Peak and end are what people remember (Kahneman et al., 1993).
    """
    stages = stages_of(document, map_id)
    inside = {stage.id: touchpoints_of_stage(document, stage.id) for stage in stages}
    touchpoints = [touchpoint for group in inside.values() for touchpoint in group]
    links = [link for link in links_of(document, map_id) if link.kind is not LinkKind.RECOVERY]
    by_id = {touchpoint.id: touchpoint for touchpoint in touchpoints}
    felt = [touchpoint for touchpoint in touchpoints if touchpoint.emotion is not None]
    end = last_felt(document, touchpoints)
    moments = [touchpoint for touchpoint in touchpoints if touchpoint.moment_of_truth]
    owned = [touchpoint for touchpoint in touchpoints if touchpoint.team_id is not None]
    return Measures(
        by_stage={stage_id: len(group) for stage_id, group in inside.items()},
        by_team=_counted(touchpoints, "team_id", [team.id for team in teams_of(document)]),
        by_channel=_counted(touchpoints, "channel_id", [channel.id for channel in channels_of(document)]),
        handoffs=_switches(links, by_id, "team_id"),
        channel_switches=_switches(links, by_id, "channel_id"),
        evidence=Share(sum(tp.evidence not in (None, Evidence.ASSUMPTION) for tp in touchpoints), len(touchpoints)),
        moments_of_truth=Share(
            sum(tp.expectation in (Expectation.MEETS, Expectation.EXCEEDS) for tp in moments), len(moments)
        ),
        prompts=Share(sum(bool(touchpoint.prompts) for touchpoint in owned), len(owned)),
        clues={stage_id: dict(Counter(_clues(group))) for stage_id, group in inside.items()},
        emotion={stage_id: found for stage_id, group in inside.items() if (found := _felt(group)) is not None},
        emotion_peak=max(felt, key=_emotion).id if felt else None,
        emotion_low=min(felt, key=_emotion).id if felt else None,
        emotion_end=end.emotion if end is not None else None,
        followed=Share(*following(document, map_id).whole[:2]),
        said=tuple(_said(touchpoints)),
    )


def _counted(touchpoints: Sequence[Touchpoint], name: str, order: Sequence[RecordId]) -> dict[RecordId | None, int]:
    found = Counter(getattr(touchpoint, name) for touchpoint in touchpoints)
    return {key: found[key] for key in (*order, None) if found[key]}


def _switches(links: Sequence[Link], by_id: dict[RecordId, Touchpoint], name: str) -> int:
    ends = [(getattr(by_id[link.source_id], name), getattr(by_id[link.target_id], name)) for link in links]
    return sum(before is not None and after is not None and before != after for before, after in ends)


def _clues(touchpoints: Sequence[Touchpoint]) -> Iterator[ClueKind]:
    for touchpoint in touchpoints:
        yield from (clue.kind for clue in touchpoint.clues if clue.kind is not None)


def _emotion(touchpoint: Touchpoint) -> int:
    return touchpoint.emotion or 0


def _felt(touchpoints: Sequence[Touchpoint]) -> Felt | None:
    emotions = [touchpoint.emotion for touchpoint in touchpoints if touchpoint.emotion is not None]
    if not emotions:
        return None
    return Felt(sum(emotions) / len(emotions), min(emotions), max(emotions), emotions[-1])


def _said(touchpoints: Sequence[Touchpoint]) -> Iterator[Said]:
    values: dict[tuple[str, str], list[float]] = {}
    names: dict[tuple[str, str], tuple[str, str]] = {}
    for touchpoint in touchpoints:
        for measure in touchpoint.measures:
            if measure.value is not None:
                key = folded(measure.title), folded(measure.unit)
                values.setdefault(key, []).append(measure.value)
                names.setdefault(key, (measure.title, measure.unit))
    for key, entered in values.items():
        digits = max(map(_digits, entered)) + 1
        yield Said(*names[key], len(entered), round(math.fsum(entered) / len(entered), digits))


def _digits(value: float) -> int:
    """Return how many digits a value has behind the point."""
    return max(0, -int(Decimal(repr(value)).normalize().as_tuple().exponent)) if math.isfinite(value) else 0
