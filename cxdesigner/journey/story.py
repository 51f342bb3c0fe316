"""One way through a journey as one customer would tell it: what I do, whom I meet, and how long I wait."""

from __future__ import annotations

import re
from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.records import Layer, Link, LinkKind, RecordId, Touchpoint
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.timeline import Moment, Timeline, days_in_words

LEAST_WAIT = 1 / 24
"""A wait of less than an hour is not told, in days."""

_IRREGULAR = {"is": "am", "has": "have", "does": "do", "goes": "go", "isn't": "am not", "doesn't": "don't"}
_VERB_WORDS = (
    "accept add admire agree answer approve arrive ask attend book bring browse build buy call cancel carry change "
    "chat check choose click close collect come compare complain complete confirm contact count decide decline deliver "
    "describe discover discuss download drive drop eat enter exchange explain fill find finish forget forward get give "
    "go hand have hear hesitate install invite join keep learn leave like listen log look lose make meet miss move need "
    "negotiate notice open order pack park pay phone pick place post prepare print put queue read receive recommend "
    "register reject remember renew repeat reply report request reserve return review scan schedule scroll search see "
    "select sell send share show sign sit speak start stop subscribe switch take talk tell test think thank travel try "
    "type unpack update upload use visit wait walk want watch wonder write"
)
"""What customers do, in the form in which a title such as “Calls support” holds it with an “s”."""
_VERBS = frozenset(_VERB_WORDS.split())

_QUOTES = (("“", "”"), ('"', '"'), ("'", "'"))
_BEGINS_A_CONDITION = frozenset(
    (
        "if",
        "when",
        "whenever",
        "unless",
        "otherwise",
        "else",
        "yes",
        "no",
        "only",
        "once",
        "after",
        "because",
        "as",
        "for",
    )
)
_ALSO = re.compile(r"\b(?P<joint>and|or|but|then) (?P<verb>\w+s)\b")


class Sentence(NamedTuple):
    """One sentence of a story, and the touchpoint it tells of; None: the customer waits."""

    text: str
    touchpoint_id: RecordId | None


def story(document: Document, journey: Journey, path: tuple[RecordId, ...], times: Timeline) -> list[Sentence]:
    """Return a way as one customer would tell it: a sentence a touchpoint, and one for each wait of an hour or more.

    Waits are those of the schedule. The customer's own words come first where somebody has written them down.
    """
    sentences: list[Sentence] = []
    before: RecordId | None = None
    for touchpoint_id in path:
        if before is not None:
            days = wait_between(journey, before, touchpoint_id, times.moments)
            if days >= LEAST_WAIT:
                sentences.append(Sentence(f"I wait {days_in_words(days)}.", None))
        sentences.append(Sentence(_told(document, journey, before, touchpoint_id), touchpoint_id))
        before = touchpoint_id
    return sentences


def wait_between(journey: Journey, source: RecordId, target: RecordId, moments: dict[RecordId, Moment]) -> float:
    """Return how long the customer waits between the end of one touchpoint and the beginning of another, in days."""
    lasts = max(0.0, journey.touchpoints[source].duration_days or 0.0)
    return max(0.0, moments[target].start_days - moments[source].start_days - lasts)


def _told(document: Document, journey: Journey, before: RecordId | None, touchpoint_id: RecordId) -> str:
    touchpoint = journey.touchpoints[touchpoint_id]
    lead = _lead(_link_between(journey, before, touchpoint_id))
    team = document.title_of(touchpoint.team_id)
    if team and before is not None and journey.touchpoints[before].team_id not in (None, touchpoint.team_id):
        team = f"now {team}"
    met = ", ".join(name for name in (document.title_of(touchpoint.channel_id), team) if name)
    when = touchpoint.when.strip().rstrip(".")
    said = "".join((f" ({met})" if met else "", f", {_lower(when)}" if when else ""))
    return f"{lead}{_what_i_do(touchpoint)}{said}.{_what_i_think(touchpoint)}"


def _lead(link: Link | None) -> str:
    condition = link.condition.strip().rstrip(":.") if link is not None else ""
    if condition:
        is_said = condition.split(" ", 1)[0].casefold().strip(",") in _BEGINS_A_CONDITION
        return f"{_upper(condition)}: " if is_said else f"If {_lower(condition)}: "
    return "It goes wrong, and then: " if link is not None and link.kind is LinkKind.RECOVERY else ""


def _what_i_do(touchpoint: Touchpoint) -> str:
    if touchpoint.does.strip():
        return first_person(touchpoint.does)
    if _is_mine(touchpoint.outside):
        return touchpoint.outside.strip().rstrip(".")
    title = touchpoint.title.strip().rstrip(".")
    first = title.split(" ", 1)[0].casefold()
    is_done = first.endswith("s") and _base_form(first) in _VERBS
    if _is_mine(title) or is_done or (touchpoint.layer is Layer.CUSTOMER and first in _VERBS):
        return first_person(title)
    return f"I get to “{title}”"


def _what_i_think(touchpoint: Touchpoint) -> str:
    outside = "" if _is_mine(touchpoint.outside) and not touchpoint.does.strip() else touchpoint.outside
    thought = (touchpoint.thinks or outside).strip()
    if len(thought) > 1 and (thought[0], thought[-1]) in _QUOTES:
        thought = thought[1:-1]
    return f" I think: “{thought}”" if thought else ""


def _is_mine(text: str) -> bool:
    return text.lstrip().startswith(("I ", "I’", "I'", "My ", "We "))


def first_person(text: str) -> str:
    """Return what a customer does in the customer's own mouth: “Types a question” is “I type a question”.

    Only the first word is changed, and verbs that we know behind “and”. What begins as the customer says it stays as it is.
    """
    said = text.strip().rstrip(".")
    if _is_mine(said):
        return said
    first, space, rest = said.partition(" ")
    return f"I {_base_form(first.casefold())}{space}{_ALSO.sub(_also, rest)}"


def _also(match: re.Match[str]) -> str:
    base = _base_form(match["verb"].casefold())
    return f"{match['joint']} {base if base in _VERBS else match['verb']}"


def _base_form(verb: str) -> str:
    """Return a verb without the ending of the third person: types is type, tries is try, goes is go."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("ies") and len(verb) > 4:
        return verb[:-3] + "y"
    if verb.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and not verb.endswith(("ss", "us")) else verb


def _link_between(journey: Journey, source: RecordId | None, target: RecordId) -> Link | None:
    if source is None:
        return None
    return next((link for link in journey.leaving.get(source, ()) if link.target_id == target), None)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    """Return a timing as it stands inside a sentence; names such as “CRM” keep their letters."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
