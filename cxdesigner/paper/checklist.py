"""The written control checklist of a map: what each group has to do, taken from the document and set on paper."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.records import Prompt, RecordId, Status, Touchpoint
from cxdesigner.document.text import file_name, folded
from cxdesigner.journey.graph import build
from cxdesigner.journey.working_order import working_order
from cxdesigner.paper.checklist_groups import FIRST, HANDED_OUT, By, Ground, Group, group_of, kind_of

if TYPE_CHECKING:
    from cxdesigner.layout.sheets import Paper

LANGUAGE = "en-GB"

_QUOTES = '“”"'


_STATUS = {
    Status.EXISTING: "",
    Status.MISSING: "not there yet",
    Status.TO_CHANGE: "to be changed",
    Status.TO_REMOVE: "to be removed",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One box to tick. What is "" is left to be written in by hand; without `prompt_id` it stands for the touchpoint itself."""

    text: str
    who: str
    when: str
    how: str
    proof: str
    touchpoint_id: RecordId
    prompt_id: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One touchpoint with its boxes.

    `about` is its team, channel, time and status, `why` what it means to the customer, `recovery` what is done when it
    goes wrong, `after` what must have happened before, in other hands.
    """

    title: str
    about: tuple[str, ...]
    after: tuple[str, ...]
    how: str
    why: tuple[str, ...]
    recovery: str
    is_moment_of_truth: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """All touchpoints of one stage, team, channel, role, person or event."""

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

    document_id: str
    map_id: RecordId
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
    is_fillable: bool = False,
) -> bytes:
    """Return the checklist of a map as a PDF; the same document, date and paper give the same bytes.

    The revision is the document's own, the date today, unless told otherwise. A fillable one is a form (AcroForm), which
    `formats/filled_form.py` reads back. Refuses a paper on which no line fits.
    """
    from cxdesigner.paper.checklist_pages import print_checklist

    checklist = collect(document, map_id, by=by, revision=revision, date=date)
    return print_checklist(checklist, paper, language, is_fillable=is_fillable)


def print_each(
    document: Document,
    map_id: RecordId,
    *,
    by: By | str = By.TEAM,
    paper: Paper,
    date: datetime.date | None = None,
    is_fillable: bool = False,
) -> Iterator[tuple[str, bytes]]:
    """Yield, for each section, the name of its file and its checklist as a PDF: one for each team, in one go."""
    from cxdesigner.paper.checklist_pages import print_checklist

    whole = collect(document, map_id, by=by, date=date)
    for name, section in zip(names_of_each(whole), whole.sections, strict=True):
        yield name, print_checklist(replace(whole, sections=(section,)), paper, LANGUAGE, is_fillable=is_fillable)


def names_of_each(checklist: Checklist) -> list[str]:
    """Return a file name for each section; no two are the same, whatever the system makes of upper and lower case."""
    names: dict[str, str] = {}
    for section in checklist.sections:
        stem = file_name(f"{checklist.map_title} - {section.title}", "checklist")
        name, number = f"{stem}.pdf", 2
        while folded(name) in names:
            name, number = f"{stem} {number}.pdf", number + 1
        names[folded(name)] = name
    return list(names.values())


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
        document_id=document.id,
        map_id=map_id,
        map_title=of_map.title,
        map_kind=of_map.kind.value,
        customer=of_map.customer,
        authors=of_map.authors,
        by=kind_of(by),
        revision=str(document.revision if revision is None else revision),
        date=date or datetime.date.today(),
        sections=tuple(_sections(document, map_id, kind_of(by))),
    )


Due = tuple[float, RecordId]
"""Which prompts of a touchpoint stand together: all of them, or, around an event, those that are due on the same day."""


class _Found(NamedTuple):
    """A section while it is collected."""

    group: Group
    prompts: dict[Due, list[Prompt | None]]


def _sections(document: Document, map_id: RecordId, by: By) -> Iterable[Section]:
    """Yield the sections; in each, touchpoints stand in the order in which they are worked off, around an event by the days."""
    journey = build(document, map_id)
    order = working_order(document, journey)
    ground = Ground(document, journey, order)
    starts = _days(document, map_id)
    found: dict[str, _Found] = {}
    for touchpoint_id in order:
        touchpoint = journey.touchpoints[touchpoint_id]
        for prompt in touchpoint.prompts or (None,):
            group = group_of(ground, by, touchpoint, prompt)
            days = ground.due(touchpoint, prompt)[1] if by is By.EVENT and group.key else 0.0
            section = found.setdefault(group.key, _Found(group, {}))
            section.prompts.setdefault((days, touchpoint_id), []).append(prompt)

    def place_of(section: _Found) -> tuple[int, str]:
        place = section.group.place
        first = ground.place[next(iter(section.prompts))[1]] if place == FIRST else place
        return first, folded(section.group.title)

    for group, prompts in sorted(found.values(), key=place_of):
        dues = sorted(prompts, key=lambda due: due[0])
        yield Section(
            group.title,
            group.subtitle,
            tuple(_entry(ground, by, group, due[1], prompts[due], starts.get(due[1], "")) for due in dues),
        )


def _days(document: Document, map_id: RecordId) -> dict[RecordId, str]:
    """Return on which day each touchpoint comes at the earliest, as the schedule has it; nothing where all is one moment."""
    from cxdesigner.journey.times import times_of_map

    cards = times_of_map(document, map_id).cards
    if len({time.words for time in cards.values() if time.words}) < 2:
        return {}
    return {touchpoint_id: time.words for touchpoint_id, time in cards.items() if time.words}


def _entry(
    ground: Ground, by: By, group: Group, touchpoint_id: RecordId, prompts: list[Prompt | None], day: str
) -> Entry:
    document, touchpoint = ground.document, ground.journey.touchpoints[touchpoint_id]
    team = document.title_of(touchpoint.team_id)
    about = (
        document.title_of(touchpoint.stage_id) if by is not By.STAGE else "",
        team if by is not By.TEAM else "",
        document.title_of(touchpoint.channel_id) if by is not By.CHANNEL else "",
        touchpoint.when,
        f"earliest: {day}" if day else "",
        _STATUS[touchpoint.status],
    )
    return Entry(
        title=_numbered(touchpoint),
        about=tuple(part for part in about if part),
        after=tuple(_after(ground, by, group, touchpoint_id)),
        how=touchpoint.how,
        why=tuple(_why(touchpoint)),
        recovery=touchpoint.recovery,
        is_moment_of_truth=touchpoint.moment_of_truth,
        lines=tuple(_line(touchpoint, team, prompt, day) for prompt in prompts),
    )


def _numbered(touchpoint: Touchpoint) -> str:
    return f"{touchpoint.number}  {touchpoint.title}" if touchpoint.number else touchpoint.title


def _after(ground: Ground, by: By, group: Group, touchpoint_id: RecordId) -> Iterable[str]:
    """Yield what others must have done first: who holds only this sheet has to wait for it."""
    if by not in HANDED_OUT:
        return
    for link in ground.journey.entering.get(touchpoint_id, ()):
        before = ground.journey.touchpoints[link.source_id]
        is_here = any(group_of(ground, by, before, prompt).key == group.key for prompt in before.prompts or (None,))
        if not is_here and ground.place[before.id] < ground.place[touchpoint_id]:
            team = ground.document.title_of(before.team_id)
            yield f"{_numbered(before)} ({team})" if team else _numbered(before)


def _line(touchpoint: Touchpoint, team: str, prompt: Prompt | None, day: str) -> Line:
    """Return the line of a prompt; without a prompt, one made of the touchpoint's title and of what happens.

    Where nobody has said when, the *day* of the schedule stands there.
    """
    when = touchpoint.when or day
    if prompt is None:
        text = f"{touchpoint.title}: {touchpoint.what}" if touchpoint.what else touchpoint.title
        return Line(text, team, when, "", "", touchpoint.id)
    return Line(
        text=prompt.text,
        who=" · ".join(filter(None, (prompt.who, prompt.person))) or team,
        when=prompt.when or when,
        how=prompt.how,
        proof=prompt.proof,
        touchpoint_id=touchpoint.id,
        prompt_id=prompt.id,
    )


def _why(touchpoint: Touchpoint) -> Iterable[str]:
    """Yield why this matters to the customer: in the customer's words, then what the customer notices."""
    if touchpoint.outside:
        yield f"“{touchpoint.outside.strip(_QUOTES)}”"
    for clue in touchpoint.clues:
        yield clue.text
