"""One way through a journey as one customer would tell it: what I do, whom I meet, and how long I wait."""

from __future__ import annotations

from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.reading import layer_of
from cxdesigner.document.records import Channel, Layer, Link, LinkKind, RecordId, Touchpoint
from cxdesigner.journey import first_person
from cxdesigner.journey.encounters import Acquaintance, Manner, Way, encounter, manner_of, place_of, with_article
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.timeline import Moment, Timeline, days_in_words
from cxdesigner.journey.told_times import told_time

LEAST_WAIT = 1 / 24
"""A wait of less than an hour is not told, in days."""

_BEHIND = (Layer.BACKSTAGE, Layer.SUPPORT)
_FOR_ME = "For me"
"""Stands before the customer's own word for what happens."""
_QUOTES = (("“", "”"), ('"', '"'), ("'", "'"))


class Sentence(NamedTuple):
    """One sentence of a story, and the touchpoint it tells of; None: the customer waits."""

    text: str
    touchpoint_id: RecordId | None


def story(document: Document, journey: Journey, path: tuple[RecordId, ...], times: Timeline) -> list[Sentence]:
    """Return a way as one customer would tell it: a sentence a touchpoint, and one for each wait of an hour or more.

    Waits are those of the schedule. The customer's own words come first where somebody has written them down; what happens behind
    the scenes is told as such.
    """
    sentences: list[Sentence] = []
    teller = _Teller(document)
    waits = {(wait.source_id, wait.target_id): wait.days for wait in times.waits}
    before: RecordId | None = None
    for touchpoint_id in path:
        if before is not None:
            if _link_between(journey, before, touchpoint_id) is not None:
                days = waits.get((before, touchpoint_id), 0.0)
            else:
                days = _between(journey, before, touchpoint_id, times.moments)
            if days >= LEAST_WAIT:
                sentences.append(Sentence(f"I wait {days_in_words(days)}.", None))
                teller.waits()
        link = _link_between(journey, before, touchpoint_id)
        sentences.append(Sentence(teller.told(journey.touchpoints[touchpoint_id], link), touchpoint_id))
        before = touchpoint_id
    return sentences


def _between(journey: Journey, source: RecordId, target: RecordId, moments: dict[RecordId, Moment]) -> float:
    """Return the days between the end of one touchpoint and the beginning of another, to which a timing leads and no link."""
    lasts = max(0.0, journey.touchpoints[source].duration_days or 0.0)
    return max(0.0, moments[target].start_days - moments[source].start_days - lasts)


class _Teller:
    """A customer who tells touchpoint after touchpoint, and remembers whom they have met."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._last_team: RecordId | None = None
        self._last_channel: RecordId | None = None
        self._has_waited = False
        self._met: set[tuple[RecordId | None, RecordId | None]] = set()

    def waits(self) -> None:
        """Note that time has gone by: who was on the phone is no longer."""
        self._has_waited = True

    def told(self, touchpoint: Touchpoint, link: Link | None) -> str:
        """Return what happens at a touchpoint, as one or a few sentences."""
        if layer_of(self._document, touchpoint) in _BEHIND:
            return _joined(self._behind_the_scenes(touchpoint), link, touchpoint, is_led=False)
        text = self._seen(touchpoint, link)
        meeting = touchpoint.team_id, touchpoint.channel_id
        self._met.add(meeting)
        self._last_team, self._last_channel = touchpoint.team_id or self._last_team, touchpoint.channel_id
        self._has_waited = False
        return text

    def _behind_the_scenes(self, touchpoint: Touchpoint) -> str:
        team = self._document.title_of(touchpoint.team_id)
        return f"behind the scenes{f', {team}' if team else ''}: {_title(touchpoint)}"

    def _seen(self, touchpoint: Touchpoint, link: Link | None) -> str:
        title, time = _title(touchpoint), told_time(touchpoint.when, touchpoint.title)
        manner, team = self._manner(touchpoint), self._document.title_of(touchpoint.team_id)
        is_led = link is not None and (bool(_condition(link).before) or link.kind is LinkKind.RECOVERY)
        if _is_done_by_me(touchpoint, title):
            is_there = is_led or (touchpoint.channel_id == self._last_channel and manner.way is Way.FOUND)
            place = "" if is_there else place_of(manner, team, title)
            return _joined(f"{place}{', ' if place else ''}{first_person.first_person(title)}{time}", link, touchpoint)
        if team and first_person.is_done_to_me(title):
            done = first_person.as_i_say(first_person.inside_a_sentence(title))
            return _joined(f"{with_article(team)} {done}{time}", link, touchpoint)
        name, time = _quoted(title), _behind_a_name(time)
        if _is_told_in_own_words(touchpoint, manner):
            return _joined(f"{name}{time}", link, touchpoint, is_name=True)
        clause = encounter(manner, name, team, title, self._acquaintance(touchpoint), is_led=is_led)
        if time.startswith(" ("):
            return _joined(_with_a_parenthesis(clause, time[2:-1]), link, touchpoint)
        return _joined(f"{clause}{time}", link, touchpoint)

    def _acquaintance(self, touchpoint: Touchpoint) -> Acquaintance:
        meeting = touchpoint.team_id, touchpoint.channel_id
        is_new = touchpoint.team_id is not None and self._last_team not in (None, touchpoint.team_id)
        goes_on = not self._has_waited and meeting == (self._last_team, self._last_channel)
        return Acquaintance(is_new, meeting in self._met, goes_on)

    def _manner(self, touchpoint: Touchpoint) -> Manner:
        channel = self._document.find(touchpoint.channel_id)
        return manner_of(channel if isinstance(channel, Channel) else None)


def _is_done_by_me(touchpoint: Touchpoint, title: str) -> bool:
    if first_person.is_mine(title) or first_person.is_deed(title):
        return True
    return touchpoint.layer is Layer.CUSTOMER and first_person.begins_with_a_verb(title)


def _is_told_in_own_words(touchpoint: Touchpoint, manner: Manner) -> bool:
    """Tell whether the title is but a headline for what the customer says: nobody of us is there to be met."""
    if touchpoint.does.strip():
        return manner.way in (Way.OTHER, Way.HEARD)
    return first_person.is_mine(touchpoint.outside) and manner.way in (Way.OTHER, Way.HEARD, Way.FOUND)


def _condition(link: Link | None) -> first_person.Condition:
    return first_person.Condition() if link is None else first_person.condition(link.condition)


def _joined(
    clause: str, link: Link | None, touchpoint: Touchpoint, *, is_led: bool = True, is_name: bool = False
) -> str:
    """Return a clause as a sentence under the condition of the way that led there, and what the customer says of it.

    A clause that cannot be led to by a condition has it behind; one that is a name has a colon before the customer's words.
    """
    said = _condition(link)
    if said.before and is_led:
        clause = f"{said.before}, {clause}"
    elif said.before or said.behind:
        clause = _with_a_parenthesis(clause, said.before or said.behind)
    elif link is not None and link.kind is LinkKind.RECOVERY:
        clause = f"it goes wrong, and then {clause}" if is_led else f"it goes wrong, and {clause}"
    more = _own_words(touchpoint)
    if is_name and more and not more[0].startswith((first_person.WHAT_I_DO, _FOR_ME)):
        return " ".join([f"{_upper(clause)}: {first_person.inside_a_sentence(more[0])}", *more[1:]])
    return " ".join([_ended(_upper(clause)), *more])


def _with_a_parenthesis(clause: str, text: str) -> str:
    """Return a clause with something in a parenthesis behind it, in the one that is there already where there is one."""
    return f"{clause[:-1]}; {text})" if clause.endswith(")") else f"{clause} ({text})"


def _own_words(touchpoint: Touchpoint) -> list[str]:
    """Return what the customer does, tells and thinks, as far as somebody has written it down."""
    more = []
    title = _title(touchpoint)
    if touchpoint.does.strip() and not _is_said_by(touchpoint.does, title):
        more.append(_ended(first_person.deed(touchpoint.does)))
    outside = _bare(touchpoint.outside)
    if outside and not _is_said_by(outside, title):
        more.append(
            _ended(_upper(outside)) if first_person.is_a_sentence(outside) else f"{_FOR_ME}: {_ended(_quoted(outside))}"
        )
    thought = _bare(touchpoint.thinks)
    if thought:
        more.append(f"I think: “{_ended(thought)}”")
    return more


def _is_said_by(text: str, title: str) -> bool:
    """Tell whether a title says already what a text says: who “Leaves without a word” leaves."""
    return set(text.casefold().rstrip(".").split()) <= set(title.casefold().split())


def _bare(text: str) -> str:
    said = " ".join(text.split())
    if len(said) > 1 and (said[0], said[-1]) in _QUOTES:
        said = said[1:-1].strip()
    return said


def _title(touchpoint: Touchpoint) -> str:
    return " ".join(touchpoint.title.split()).rstrip(".") or "untitled"


def _quoted(title: str) -> str:
    return f"“{title.replace('“', '‘').replace('”', '’')}”"


def _behind_a_name(time: str) -> str:
    """Return a time as it stands behind what is in quotes: behind a comma, if not in a parenthesis."""
    return f",{time}" if time.startswith(" ") and not time.startswith(" (") else time


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(first_person.ENDS) else f"{sentence}."


def _link_between(journey: Journey, source: RecordId | None, target: RecordId) -> Link | None:
    if source is None:
        return None
    return next((link for link in journey.leaving.get(source, ()) if link.target_id == target), None)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
