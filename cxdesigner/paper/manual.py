"""The operations manual of a map: what it says, taken from the document, for whatever file it is set in."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from cxdesigner.document import limits
from cxdesigner.document.document import Document
from cxdesigner.document.fields import FieldInfo, Kind, field, fields_of
from cxdesigner.document.reading import (
    channels_of,
    links_by_end,
    links_of,
    stages_of,
    teams_of,
    touchpoints_of,
    touchpoints_of_stage,
)
from cxdesigner.document.records import Link, LinkKind, Map, RecordId, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line
from cxdesigner.layout.sheets import Paper
from cxdesigner.paper.dates import day

_TOLD = (
    *(
        "what",
        "whom",
        "how",
        "when",
        "layer",
        "status",
        "duration_days",
        "does",
        "needs",
        "wants",
        "thinks",
        "feels",
        "emotion",
    ),
    *("inside", "outside", "clues", "expectation", "importance_to_customer", "importance_to_company", "evidence"),
    *("pain_point", "opportunity", "recovery", "measures", "custom"),
)
"""The fields of a touchpoint that its section tells, in this order; prompts are a table of their own."""

PROMPT_HEADERS = ("What to do", "Who", "When", "How", "What proves it")


class Letterhead(NamedTuple):
    """How a manual looks in somebody's house: a picture (PNG or JPEG), a colour, and a line below each page."""

    logo: bytes = b""
    color: str = "#25364a"
    footer: str = ""


LEAST_MM = 140.0
"""Narrower, the columns of a manual hold no words."""


def check_paper(paper: Paper) -> None:
    """Refuse a paper on which no manual can be set."""
    if paper.width_mm < LEAST_MM or paper.height_mm < LEAST_MM:
        raise Refused(
            f"The paper {paper.name} is too small for a manual: it takes at least {LEAST_MM:.0f} mm each way."
        )


def letterhead(logo: bytes = b"", color: str = "", footer: str = "") -> Letterhead:
    """Return a letterhead of what somebody has chosen. Refuses a colour that is none, and a picture that cannot be read."""
    said = color.strip() or Letterhead().color
    if re.fullmatch(r"#[0-9a-fA-F]{6}", said) is None:
        raise Refused(f"“{clean_line(color)[:40]}” is no colour; write it like #25364a.")
    if logo and not logo.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        raise Refused("The logo is no PNG and no JPEG.")
    if len(logo) > limits.PICTURE_BYTES:
        raise Refused(f"The logo has more than {limits.PICTURE_BYTES // 2**20} MiB.")
    return Letterhead(logo, said, clean_line(footer)[: limits.TITLE_CHARACTERS])


class Fact(NamedTuple):
    """A label and what it says."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """The section of one touchpoint. `anchor` is its number in the manual, such as 2.3."""

    anchor: str
    title: str
    about: str
    is_moment_of_truth: bool
    facts: tuple[Fact, ...]
    prompts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One stage with its touchpoints."""

    number: int
    title: str
    about: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Where each team or channel is met: its title, what is said of it, and the numbers of its sections."""

    title: str
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Manual:
    """All that a manual says, in reading order."""

    title: str
    subtitle: str
    facts: tuple[Fact, ...]
    chapters: tuple[Chapter, ...]
    indexes: tuple[Index, ...]
    open_problems: tuple[Fact, ...]
    accepted: tuple[Fact, ...]
    language: str
    date: datetime.date


def manual_of(document: Document, map_id: RecordId, date: datetime.date | None = None) -> Manual:
    """Return what the manual of a map says: stages, touchpoints, indexes, and which problems are open or accepted."""
    of_map = document.map(map_id)
    today = date or datetime.date.today()
    anchors = {
        touchpoint.id: f"{number}.{place}"
        for number, stage in enumerate(stages_of(document, map_id), start=1)
        for place, touchpoint in enumerate(touchpoints_of_stage(document, stage.id), start=1)
    }
    leaving = links_by_end("source_id", links_of(document, map_id))
    chapters = tuple(
        Chapter(
            number,
            stage.title,
            tuple(filter(None, (f"“{stage.outside}”" if stage.outside else "", stage.description))),
            tuple(
                _part(document, touchpoint, anchors, leaving.get(touchpoint.id, ()))
                for touchpoint in touchpoints_of_stage(document, stage.id)
            ),
        )
        for number, stage in enumerate(stages_of(document, map_id), start=1)
    )
    return Manual(
        title=of_map.title,
        subtitle=f"Operations manual · {of_map.kind} · revision {document.revision} · {day(today)}",
        facts=tuple(_about_map(of_map)),
        chapters=chapters,
        indexes=tuple(_indexes(document, map_id, anchors)),
        open_problems=tuple(_open_problems(document, map_id)),
        accepted=tuple(_accepted(document, map_id)),
        language=of_map.language or "en",
        date=today,
    )


def _about_map(of_map: Map) -> Iterator[Fact]:
    for name in ("customer", "scenario", "scope", "purpose", "authors", "date"):
        text = getattr(of_map, name)
        if text:
            yield Fact(field(Map, name).label, text)


def _part(document: Document, touchpoint: Touchpoint, anchors: dict[RecordId, str], links: Sequence[Link]) -> Part:
    team = document.title_of(touchpoint.team_id, "Nobody owns it yet")
    facts = [
        Fact(info.label, text)
        for name in _TOLD
        if (text := _text(document, info := field(Touchpoint, name), getattr(touchpoint, name)))
    ]
    return Part(
        anchor=anchors[touchpoint.id],
        title=touchpoint.title,
        about=" · ".join(filter(None, (team, document.title_of(touchpoint.channel_id), _number(touchpoint)))),
        is_moment_of_truth=touchpoint.moment_of_truth,
        facts=(*facts, *_ways(document, anchors, links)),
        prompts=tuple(
            (prompt.text, " · ".join(filter(None, (prompt.who, prompt.person))), prompt.when, prompt.how, prompt.proof)
            for prompt in touchpoint.prompts
        ),
    )


def _number(touchpoint: Touchpoint) -> str:
    return f"No {touchpoint.number}" if touchpoint.number else ""


def _ways(document: Document, anchors: dict[RecordId, str], links: Sequence[Link]) -> Iterator[Fact]:
    for link in links:
        label = "If it goes wrong" if link.kind is LinkKind.RECOVERY else "Then"
        condition = f" ({link.condition})" if link.condition else ""
        yield Fact(label, f"{anchors.get(link.target_id, '')} {document.title_of(link.target_id)}{condition}".strip())


def _text(document: Document, info: FieldInfo, value: Any) -> str:
    if value is None or value == Touchpoint.__dataclass_fields__[info.name].default:
        return ""
    if info.kind is Kind.PARTS:
        return "\n".join(_part_text(part) for part in value)
    if info.name == "emotion":
        return f"{value:+d}".replace("-", "−") if value else "0"
    if isinstance(value, StrEnum):
        return value.value
    return f"{value:g}" if isinstance(value, float) else str(value)


def _part_text(part: Any) -> str:
    values = (getattr(part, info.name) for info in fields_of(type(part)) if not info.hidden)
    return " · ".join(
        f"{value:g}" if isinstance(value, float) else str(value) for value in values if value not in ("", None)
    )


def _indexes(document: Document, map_id: RecordId, anchors: dict[RecordId, str]) -> Iterator[Index]:
    touchpoints = touchpoints_of(document, map_id)

    def numbers(name: str, record_id: RecordId) -> tuple[str, ...]:
        return tuple(anchors[tp.id] for tp in touchpoints if getattr(tp, name) == record_id)

    teams = [(team.title, team.description, numbers("team_id", team.id)) for team in teams_of(document)]
    channels = [
        (channel.title, channel.kind.value, numbers("channel_id", channel.id)) for channel in channels_of(document)
    ]
    yield Index("Teams", tuple(row for row in teams if row[2]))
    yield Index("Channels", tuple(row for row in channels if row[2]))


def _open_problems(document: Document, map_id: RecordId) -> Iterable[Fact]:
    from cxdesigner.journey import rules

    return [Fact(str(problem.severity), problem.message) for problem in rules.check(document, map_id)]


def _accepted(document: Document, map_id: RecordId) -> Iterator[Fact]:
    from cxdesigner.journey.rules.accepted import accepted

    for one in accepted(document, map_id):
        yield Fact(f"{one.rule}: {one.what}", one.reason or "no reason given")
