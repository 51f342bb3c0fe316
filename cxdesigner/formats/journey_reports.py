"""What the journey says about itself, as plain data for other programs and as lines for people."""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import Enum
from typing import Any

from cxdesigner.document.document import Document
from cxdesigner.document.fields import field
from cxdesigner.document.records import RecordId, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.formats.findings import counted
from cxdesigner.journey.comparing import Altered, compare
from cxdesigner.journey.figures import signed
from cxdesigner.journey.graph import build
from cxdesigner.journey.measures import Share, measures
from cxdesigner.journey.paths import Path, paths
from cxdesigner.journey.story import LEAST_WAIT, story
from cxdesigner.journey.timeline import days_in_words, timeline
from cxdesigner.journey.ways import TITLES, NamedWay, expectations, lost, ways_of

Plain = dict[str, Any]

NO_WAY = "No way leads from the start of this journey to an end."


def names_of(document: Document, record_ids: Iterable[RecordId]) -> dict[RecordId, str]:
    """Return the titles of records, each once: where two are called alike, the second one is “Title (2)”."""
    names: dict[RecordId, str] = {}
    taken: dict[str, int] = {}
    for record_id in record_ids:
        title = document.title_of(record_id)
        taken[title] = number = taken.get(title, 0) + 1
        names[record_id] = title if number == 1 else f"{title} ({number})"
    return names


# -- paths -------------------------------------------------------------------------------------------------------------


def paths_report(document: Document, map_id: RecordId) -> Plain:
    """Return the ways of customers through a map, and what one customer may expect.

    `visits` are expected numbers for one customer (null: without end, where nobody gets out again), `lost` the shares of
    customers who end before the last stage, `split` the touchpoints whose branch was split evenly because nobody said how many customers go where.
    """
    journey = build(document, map_id)
    found = paths(journey)
    names = names_of(document, journey.touchpoints)

    def titles(path: Path) -> list[str]:
        return [names[touchpoint_id] for touchpoint_id in path]

    return {
        "paths": [titles(path) for path in found.all],
        "complete": found.is_complete,
        "shortest": titles(found.shortest),
        "likeliest": titles(found.likeliest),
        "most_handoffs": titles(found.most_handoffs),
        "worst_emotion": titles(found.worst_emotion),
        "visits": {names[i]: _finite(visits) for i, visits in found.chances.visits.items()},
        "lost": {names[i]: _finite(share) for i, share in lost(journey, found.chances).items()},
        "caught": _finite(found.chances.caught),
        "contacts": _finite(found.chances.contacts),
        "handoffs": _finite(found.chances.handoffs),
        "split": [names[i] for i in found.chances.split],
    }


def paths_words(document: Document, map_id: RecordId) -> list[str]:
    """Return the same for people: the likeliest way as a story, then the figures."""
    journey = build(document, map_id)
    found, times = paths(journey), timeline(journey)
    if not found.all:
        return [NO_WAY]
    ways = counted(len(found.all), "way") if found.is_complete else f"More than {counted(len(found.all), 'way')}"
    lines = [f"{ways} from the first touchpoint to an end. The likeliest:"]
    told = story(document, journey, found.likeliest, times)
    lines += [f"{number:3}. {sentence.text}" for number, sentence in enumerate(told, start=1)]
    for way in ways_of(journey, found, times):
        if way.key in TITLES:
            lines.append(f"{way.title}: {way.facts}.")
    return lines + [expectation.text for expectation in expectations(document, journey, found, times)]


def story_of(document: Document, map_id: RecordId, key: str) -> tuple[NamedWay, list[str]]:
    """Return one way by the word or number for it, and its story, a sentence a line. Raises Refused."""
    journey = build(document, map_id)
    found, times = paths(journey), timeline(journey)
    ways = {way.key: way for way in ways_of(journey, found, times)}
    if not ways:
        raise Refused(NO_WAY)
    if key not in ways:
        named = ", ".join(key for key in ways if key in TITLES)
        raise Refused(f"There is no way “{key}”. There is {named}, or a number up to {len(found.all)}.")
    told = story(document, journey, ways[key].path, times)
    return ways[key], [sentence.text for sentence in told]


# -- schedule ----------------------------------------------------------------------------------------------------------


def schedule_report(document: Document, map_id: RecordId) -> Plain:
    """Return for each touchpoint when it starts at the earliest and its slack, in days, whether its timing was read, and is sure."""
    journey = build(document, map_id)
    names = names_of(document, journey.touchpoints)
    return {
        names[i]: {
            "start_days": round(moment.start_days, 6),
            "slack_days": round(moment.slack_days, 6),
            "read": moment.is_read,
            "sure": moment.is_sure,
        }
        for i, moment in timeline(journey).moments.items()
    }


def schedule_words(document: Document, map_id: RecordId) -> list[str]:
    """Return the same for people, with the longest waits."""
    journey = build(document, map_id)
    found = timeline(journey)
    lines = [f"The journey takes at least {days_in_words(found.length_days)}."]
    for touchpoint_id, moment in found.moments.items():
        start = "at the start" if not moment.start_days else f"after {days_in_words(moment.start_days)}"
        late = f"; it may be {days_in_words(moment.slack_days)} late" if moment.slack_days > LEAST_WAIT else ""
        if not moment.is_sure:
            late = ""
            start = (
                f"not before {days_in_words(moment.start_days)}"
                if moment.start_days > LEAST_WAIT
                else "nobody has said when"
            )
        unread = "" if moment.is_read else f" (“{journey.touchpoints[touchpoint_id].when}” could not be read)"
        lines.append(f"{document.title_of(touchpoint_id)}: {start}{late}{unread}")
    for wait in found.waits[:3]:
        between = f"“{document.title_of(wait.source_id)}” and “{document.title_of(wait.target_id)}”"
        lines.append(f"The customer waits {days_in_words(wait.days)} between {between}.")
    return lines


# -- measures ----------------------------------------------------------------------------------------------------------


def measures_report(document: Document, map_id: RecordId) -> Plain:
    """Return the figures of a map. Shares are from 0 to 1 (null: of nothing), emotions from −2 to 2."""
    found = measures(document, map_id)

    def titled(counts: dict[Any, Any]) -> Plain:
        names = names_of(document, (key for key in counts if key is not None))
        return {("" if key is None else names[key]): value for key, value in counts.items()}

    return {
        "touchpoints": sum(found.by_stage.values()),
        "by_stage": titled(found.by_stage),
        "by_team": titled(found.by_team),
        "by_channel": titled(found.by_channel),
        "handoffs": found.handoffs,
        "channel_switches": found.channel_switches,
        "evidence": _share(found.evidence),
        "moments_of_truth": _share(found.moments_of_truth),
        "prompts": _share(found.prompts),
        "followed": _share(found.followed),
        "clues": titled({stage: {str(kind): n for kind, n in kinds.items()} for stage, kinds in found.clues.items()}),
        "emotion": titled(
            {
                stage: {"mean": round(felt.mean, 3), "lowest": felt.lowest, "highest": felt.highest, "end": felt.end}
                for stage, felt in found.emotion.items()
            }
        ),
        "peak": document.title_of(found.emotion_peak) or None,
        "low": document.title_of(found.emotion_low) or None,
        "end": found.emotion_end,
        "entered": [
            {"title": said.title, "unit": said.unit, "entered": said.entered, "mean": said.mean} for said in found.said
        ],
    }


def measures_words(document: Document, map_id: RecordId) -> list[str]:
    """Return the same for people."""
    found = measures(document, map_id)
    lines = [f"{counted(sum(found.by_stage.values()), 'touchpoint')}"]
    for name, counts in (("stage", found.by_stage), ("team", found.by_team), ("channel", found.by_channel)):
        said = ", ".join(f"{document.title_of(key, f'no {name}')} {number}" for key, number in counts.items())
        lines.append(f"  by {name}: {said}")
    switches = f"{found.channel_switches:,} channel switch{'' if found.channel_switches == 1 else 'es'}"
    lines.append(f"{counted(found.handoffs, 'handoff')} and {switches}")
    for share, words in (
        (found.evidence, "touchpoints rest on more than an assumption"),
        (found.moments_of_truth, "moments of truth meet or exceed what is expected"),
        (found.prompts, "owned touchpoints have a prompt"),
    ):
        lines.append(f"{share.part} of {share.of} {words}")
    if found.followed.of:
        lines.append(f"{found.followed.part} of {found.followed.of} boxes were ticked on filled checklists")
    for stage_id, felt in found.emotion.items():
        lines.append(
            f"  {document.title_of(stage_id)}: emotion {signed(felt.mean)}, "
            f"from {signed(felt.lowest)} to {signed(felt.highest)}"
        )
    lines += [f"{said.title}: {said.mean:g} {said.unit}".rstrip() for said in found.said]
    return lines


def _share(share: Share) -> Plain:
    return {"count": share.part, "of": share.of, "share": None if share.value is None else round(share.value, 4)}


# -- compare -----------------------------------------------------------------------------------------------------------


def comparison_report(before: Document, before_map: RecordId, after: Document, after_map: RecordId) -> Plain:
    """Return what was added, removed, moved and changed between two maps; values as people read them."""
    found = compare(before, before_map, after, after_map)
    return {
        "added": [_place(after, touchpoint) for touchpoint in found.added],
        "removed": [_place(before, touchpoint) for touchpoint in found.removed],
        "moved": [_altered(before, after, altered) for altered in found.moved],
        "changed": [_altered(before, after, altered) for altered in found.changed],
    }


def comparison_words(before: Document, before_map: RecordId, after: Document, after_map: RecordId) -> list[str]:
    """Return the same for people, a line an action."""
    found = compare(before, before_map, after, after_map)
    lines = [f"Add “{touchpoint.title}” in “{after.title_of(touchpoint.stage_id)}”." for touchpoint in found.added]
    lines += [
        f"Remove “{touchpoint.title}” from “{before.title_of(touchpoint.stage_id)}”." for touchpoint in found.removed
    ]
    for altered in found.moved:
        for place, (old, new) in altered.fields.items():
            lines.append(f"Move “{altered.after.title}” from {place} “{old or '–'}” to “{new or '–'}”.")
    for altered in found.changed:
        for name, (old, new) in altered.fields.items():
            label = field(Touchpoint, name).label
            lines.append(f"Change {label} of “{altered.after.title}” from “{_shown(old)}” to “{_shown(new)}”.")
    return lines or ["Both maps say the same."]


def _place(document: Document, touchpoint: Touchpoint) -> Plain:
    return {
        "title": touchpoint.title,
        "stage": document.title_of(touchpoint.stage_id),
        "team": document.title_of(touchpoint.team_id),
        "channel": document.title_of(touchpoint.channel_id),
    }


def _altered(before: Document, after: Document, altered: Altered) -> Plain:
    fields = {name: [_plain(old), _plain(new)] for name, (old, new) in altered.fields.items()}
    return {"title": altered.after.title, "stage": after.title_of(altered.after.stage_id), "fields": fields}


def _plain(value: Any) -> Any:
    """Return a value of a record as JSON can hold it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_part(one) for one in value]
    return value


def _part(part: Any) -> str:
    """Return a part of a record as one line."""
    texts = (getattr(part, name, None) for name in ("title", "text", "kind", "value", "unit", "who", "when", "proof"))
    return " · ".join(str(text) for text in texts if text not in (None, ""))


def _shown(value: Any) -> str:
    plain = _plain(value)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    return "; ".join(plain) if isinstance(plain, list) else str(plain)


def _finite(value: float) -> float | None:
    """Return a figure as JSON can hold it; what is without end is null."""
    return round(value, 6) if math.isfinite(value) else None
