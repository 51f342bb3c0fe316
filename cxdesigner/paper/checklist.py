"""The written control checklist of a map: what each group has to do, taken from the document and set on paper."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cxdesigner.document.document import Document
from cxdesigner.document.reading import channels_of, stages_of, teams_of, touchpoints_of_stage
from cxdesigner.document.records import RecordId, Stage, Status, Touchpoint
from cxdesigner.document.refused import Refused

if TYPE_CHECKING:
    from cxdesigner.layout.sheets import Paper

LANGUAGE = "en-GB"

_QUOTES = '“”"'


class By(StrEnum):
    """What the sections of a checklist are."""

    STAGE = "stage"
    TEAM = "team"
    CHANNEL = "channel"


NOBODY = {By.STAGE: "Without a stage", By.TEAM: "Nobody’s yet", By.CHANNEL: "Without a channel"}
"""What a section is called that holds what no team, channel or stage has."""

_STATUS = {
    Status.EXISTING: "",
    Status.MISSING: "not there yet",
    Status.TO_CHANGE: "to be changed",
    Status.TO_REMOVE: "to be removed",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One box to tick. What is "" is left to be written in by hand."""

    text: str
    who: str
    when: str
    proof: str
    touchpoint_id: RecordId


@dataclass(frozen=True, slots=True)
class Entry:
    """One touchpoint with its boxes; `about` is its team, channel, times and status, `why` what it means to the customer."""

    title: str
    about: tuple[str, ...]
    why: tuple[str, ...]
    is_moment_of_truth: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """All touchpoints of one stage, team or channel."""

    title: str
    subtitle: str
    entries: tuple[Entry, ...]

    @property
    def count(self) -> int:
        """How many boxes there are to tick."""
        return sum(len(entry.lines) for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Checklist:
    """Everything that is printed, in reading order."""

    map_title: str
    map_kind: str
    customer: str
    authors: str
    by: By
    revision: str
    date: datetime.date
    sections: tuple[Section, ...]


def write_checklist(
    document: Document,
    map_id: RecordId,
    *,
    by: By | str = By.STAGE,
    paper: Paper,
    revision: str | int | None = None,
    date: datetime.date | None = None,
    language: str = LANGUAGE,
) -> bytes:
    """Return the checklist of a map as a PDF; the same document, date and paper give the same bytes.

    The revision is the document's own, the date today, unless told otherwise. Refuses a paper on which no line fits.
    """
    from cxdesigner.paper.checklist_pages import print_checklist

    return print_checklist(collect(document, map_id, by=by, revision=revision, date=date), paper, language)


def collect(
    document: Document,
    map_id: RecordId,
    *,
    by: By | str = By.STAGE,
    revision: str | int | None = None,
    date: datetime.date | None = None,
) -> Checklist:
    """Return what the checklist of a map says."""
    of_map = document.map(map_id)
    return Checklist(
        map_title=of_map.title,
        map_kind=of_map.kind.value,
        customer=of_map.customer,
        authors=of_map.authors,
        by=kind_of(by),
        revision=str(document.revision if revision is None else revision),
        date=date or datetime.date.today(),
        sections=tuple(_sections(document, map_id, kind_of(by))),
    )


def kind_of(by: By | str) -> By:
    """Return the kind of section by its name; refuse another word."""
    try:
        return By(by)
    except ValueError:
        known = ", ".join(kind.value for kind in By)
        raise Refused(f"A checklist cannot be made by “{by}”; choose one of: {known}.") from None


def _sections(document: Document, map_id: RecordId, by: By) -> Iterable[Section]:
    days = _days(document, map_id)
    groups: dict[RecordId | None, list[Touchpoint]] = {}
    for touchpoint in touchpoints_in_order(document, map_id):
        groups.setdefault(_group_id(touchpoint, by), []).append(touchpoint)
    for group_id in [*_groups_in_order(document, map_id, by), None]:
        if group_id in groups:
            entries = tuple(
                _entry(document, touchpoint, by, days.get(touchpoint.id, "")) for touchpoint in groups[group_id]
            )
            stage = document.find(group_id)
            outside = stage.outside if isinstance(stage, Stage) else ""
            yield Section(document.title_of(group_id, NOBODY[by]), f"“{outside}”" if outside else "", entries)


def _groups_in_order(document: Document, map_id: RecordId, by: By) -> list[RecordId]:
    if by is By.STAGE:
        return [stage.id for stage in stages_of(document, map_id)]
    return [record.id for record in (teams_of(document) if by is By.TEAM else channels_of(document))]


def _group_id(touchpoint: Touchpoint, by: By) -> RecordId | None:
    if by is By.STAGE:
        return touchpoint.stage_id
    return touchpoint.team_id if by is By.TEAM else touchpoint.channel_id


def touchpoints_in_order(document: Document, map_id: RecordId) -> list[Touchpoint]:
    """Return the touchpoints of a map as the customer meets them: by stage, step and team."""
    teams: dict[RecordId | None, int] = {team.id: place for place, team in enumerate(teams_of(document))}

    def place_in_stage(touchpoint: Touchpoint) -> tuple[int, int, int]:
        return touchpoint.step, teams.get(touchpoint.team_id, len(teams)), touchpoint.order

    return [
        touchpoint
        for stage in stages_of(document, map_id)
        for touchpoint in sorted(touchpoints_of_stage(document, stage.id), key=place_in_stage)
    ]


def _days(document: Document, map_id: RecordId) -> dict[RecordId, str]:
    """Return on which day each touchpoint comes at the earliest, as the schedule has it; nothing where all is one moment."""
    from cxdesigner.journey.times import times_of_map

    cards = times_of_map(document, map_id).cards
    if len({time.words for time in cards.values() if time.words}) < 2:
        return {}
    return {touchpoint_id: time.words for touchpoint_id, time in cards.items() if time.words}


def _entry(document: Document, touchpoint: Touchpoint, by: By, day: str) -> Entry:
    team = document.title_of(touchpoint.team_id)
    about = (
        document.title_of(touchpoint.stage_id) if by is not By.STAGE else "",
        team if by is not By.TEAM else "",
        document.title_of(touchpoint.channel_id) if by is not By.CHANNEL else "",
        touchpoint.when,
        f"earliest: {day}" if day else "",
        _STATUS[touchpoint.status],
    )
    title = f"{touchpoint.number}  {touchpoint.title}" if touchpoint.number else touchpoint.title
    return Entry(
        title=title,
        about=tuple(part for part in about if part),
        why=tuple(_why(touchpoint)),
        is_moment_of_truth=touchpoint.moment_of_truth,
        lines=_lines(touchpoint, team, day),
    )


def _lines(touchpoint: Touchpoint, team: str, day: str) -> tuple[Line, ...]:
    """Return one line for each prompt; without a prompt, one made of the touchpoint's title and of what happens.

    Where nobody has said when, the *day* of the schedule stands there.
    """
    when = touchpoint.when or day
    if not touchpoint.prompts:
        text = f"{touchpoint.title}: {touchpoint.what}" if touchpoint.what else touchpoint.title
        return (Line(text, team, when, "", touchpoint.id),)
    return tuple(
        Line(
            prompt.text,
            prompt.who or team,
            prompt.when or when,
            prompt.proof,
            touchpoint.id,
        )
        for prompt in touchpoint.prompts
    )


def _why(touchpoint: Touchpoint) -> Iterable[str]:
    """Yield why this matters to the customer: in the customer's words, then what the customer notices."""
    if touchpoint.outside:
        yield f"“{touchpoint.outside.strip(_QUOTES)}”"
    for clue in touchpoint.clues:
        yield clue.text
