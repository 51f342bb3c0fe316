"""Whom or what a line of the checklist belongs to: one row in `GROUPINGS` for each way to make the parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.reading import channels_of, teams_of
from cxdesigner.document.records import Channel, Event, Prompt, RecordId, Stage, Team, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line, folded
from cxdesigner.journey.event_names import Named
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.schedule import When, read_when


class By(StrEnum):
    """What the sections of a checklist are."""

    STAGE = "stage"
    TEAM = "team"
    CHANNEL = "channel"
    ROLE = "role"
    PERSON = "person"
    EVENT = "event"


HANDED_OUT = frozenset({By.TEAM, By.ROLE, By.PERSON})
"""Each section of these goes to somebody else, and so begins on a sheet of its own."""

NOBODY = {
    By.STAGE: "Without a stage",
    By.TEAM: "Nobody’s yet",
    By.CHANNEL: "Without a channel",
    By.ROLE: "Nobody’s yet",
    By.PERSON: "Nobody named yet",
    By.EVENT: "Not tied to an event",
}
"""What a section is called that holds what no team, channel or stage has."""

FIRST, LAST = -1, 1_000_000


class Group(NamedTuple):
    """One section: `key` tells it from others, `place` sorts them (equal ones by their title).

    With `FIRST` as its place it stands where its first touchpoint is worked off.
    """

    key: str
    title: str
    subtitle: str = ""
    place: int = 0


class Ground:
    """What is asked again and again while lines are grouped."""

    def __init__(self, document: Document, journey: Journey, order: tuple[RecordId, ...]) -> None:
        self.document, self.journey = document, journey
        self.place = {touchpoint_id: place for place, touchpoint_id in enumerate(order)}
        self.events_at = {event.touchpoint_id: event for event in document.all(Event) if event.touchpoint_id}
        self._groups: dict[RecordId | None, Group] = {}
        self._undrawn = _undrawn(journey)

    def by_record(self, by: By, record_id: RecordId | None) -> Group:
        """Return the section of a stage, team or channel."""
        if not self._groups:
            for place, record in enumerate(self._records(by)):
                outside = record.outside if isinstance(record, Stage) else ""
                self._groups[record.id] = Group(record.id, record.title, f"“{outside}”" if outside else "", place)
        return self._groups.get(record_id) or nobody(by)

    def _records(self, by: By) -> Sequence[Stage | Team | Channel]:
        if by is By.STAGE:
            return self.journey.stages
        return teams_of(self.document) if by is By.TEAM else channels_of(self.document)

    def due(self, touchpoint: Touchpoint, prompt: Prompt | None) -> tuple[Named | None, float]:
        """Return what a line waits for, and how many days after it it is due; below zero: before it.

        What the time of the prompt names comes first, then what its touchpoint waits for, then what happens at it. What is waited
        for by name is an event here, also where nobody has drawn it: “contract signing”.
        """
        if prompt is not None and prompt.when:
            own = read_when(prompt.when)
            named = self.journey.names.resolve(own.trigger, apart_from=touchpoint.id) if own.trigger else None
            if named is not None:
                return self._event(named), _days(own)
        named = self.journey.triggers.get(touchpoint.id)
        if named is None:
            return self._undrawn.get(touchpoint.id) or (self.events_at.get(touchpoint.id), 0.0)
        offset = touchpoint.offset_days
        return self._event(named), offset if offset is not None else _days(self.journey.whens[touchpoint.id])

    def _event(self, named: Named) -> Named:
        """Return the event that happens at a touchpoint, where one does, else what was named."""
        return self.events_at.get(named.id, named) if isinstance(named, Touchpoint) else named


def _undrawn(journey: Journey) -> dict[RecordId, tuple[Event, float]]:
    """Return what touchpoints wait for that has a name and is not on the map, as events, and how many days after it they come."""
    waiting = {i: own for i, own in journey.own_times.items() if not isinstance(own.root, str)}
    titles: dict[object, str] = {}
    for own in waiting.values():
        titles[own.root] = max(titles.get(own.root, ""), own.title, key=len)
    events = {
        root: Event(id=RecordId(f"waited for: {folded(title)}"), title=f"{title[:1].upper()}{title[1:]}")
        for root, title in titles.items()
    }
    return {i: (events[own.root], own.days) for i, own in waiting.items()}


def kind_of(by: By | str) -> By:
    """Return the kind of section by its name; refuse another word."""
    try:
        return By(by)
    except ValueError:
        known = ", ".join(kind.value for kind in By)
        raise Refused(f"A checklist cannot be made by “{by}”; choose one of: {known}.") from None


def nobody(by: By) -> Group:
    """Return the section of what has no group; it comes last."""
    return Group("", NOBODY[by], place=LAST)


def group_of(ground: Ground, by: By, touchpoint: Touchpoint, prompt: Prompt | None) -> Group:
    """Return the section that a line belongs to. *prompt* is None for the line that stands for the touchpoint itself."""
    return GROUPINGS[by](ground, touchpoint, prompt)


def _days(when: When) -> float:
    before = -1.0 if when.relation == "before" else 1.0
    return when.offset_days if when.offset_days is not None else before * (when.limit_days or 0.0)


def _stage(ground: Ground, touchpoint: Touchpoint, prompt: Prompt | None) -> Group:
    return ground.by_record(By.STAGE, touchpoint.stage_id)


def _team(ground: Ground, touchpoint: Touchpoint, prompt: Prompt | None) -> Group:
    return ground.by_record(By.TEAM, touchpoint.team_id)


def _channel(ground: Ground, touchpoint: Touchpoint, prompt: Prompt | None) -> Group:
    return ground.by_record(By.CHANNEL, touchpoint.channel_id)


def _role(ground: Ground, touchpoint: Touchpoint, prompt: Prompt | None) -> Group:
    said = clean_line(prompt.who) if prompt is not None else ""
    title = said or ground.document.title_of(touchpoint.team_id)
    return Group(folded(title), title) if title else nobody(By.ROLE)


def _person(ground: Ground, touchpoint: Touchpoint, prompt: Prompt | None) -> Group:
    name = clean_line(prompt.person) if prompt is not None else ""
    return Group(folded(name), name) if name else nobody(By.PERSON)


def _event(ground: Ground, touchpoint: Touchpoint, prompt: Prompt | None) -> Group:
    named, _ = ground.due(touchpoint, prompt)
    if named is None:
        return nobody(By.EVENT)
    at = named.touchpoint_id if isinstance(named, Event) else named.id
    place = ground.place.get(at, FIRST) if at is not None else FIRST
    if isinstance(named, Stage):
        first = (ground.place[i] for i, tp in ground.journey.touchpoints.items() if tp.stage_id == named.id)
        place = min(first, default=FIRST)
    return Group(named.id, named.title, place=place)


GROUPINGS: dict[By, Callable[[Ground, Touchpoint, Prompt | None], Group]] = {
    By.STAGE: _stage,
    By.TEAM: _team,
    By.CHANNEL: _channel,
    By.ROLE: _role,
    By.PERSON: _person,
    By.EVENT: _event,
}
"""How a line finds its section."""
