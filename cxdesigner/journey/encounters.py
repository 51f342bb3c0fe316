"""How a customer tells that they meet us: by the channel a letter comes, somebody is on the phone, a page is found."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from cxdesigner.document.records import Channel, ChannelKind


class Way(Enum):
    """In which manner a channel brings customer and company together."""

    SENT = auto()
    SPOKEN = auto()
    MET = auto()
    FOUND = auto()
    ON_PAPER = auto()
    HEARD = auto()
    OTHER = auto()


class Manner(NamedTuple):
    """How a channel is spoken of: “by email”. *echo* are words that say the same: who calls is on the phone."""

    way: Way
    phrase: str
    verb: str = ""
    echo: str = ""


_OWN_NAME = "in the …"
"""Stands for the channel's own name: “in the web portal”."""

_MANNERS: tuple[tuple[str, Manner], ...] = (
    (r"internal", Manner(Way.OTHER, "")),
    (r"text message|sms", Manner(Way.SENT, "by text message", echo=r"texts?|message")),
    (r"word of mouth", Manner(Way.HEARD, "by word of mouth", echo=r"friends?")),
    (r"video", Manner(Way.SPOKEN, "on a video call", "talk", echo=r"video|call")),
    (r"chat|chatbot|live chat", Manner(Way.SPOKEN, "in the chat", "chat", echo=r"chats?")),
    (r"e-?mail|mail", Manner(Way.SENT, "by email", echo=r"e-?mails?|mails?")),
    (r"letter|post", Manner(Way.SENT, "by letter", echo=r"letters?|posts?")),
    (r"parcel|package", Manner(Way.SENT, "by parcel", echo=r"parcels?|packages?")),
    (
        r"phone|telephone|hotline|call|phone call",
        Manner(Way.SPOKEN, "on the phone", "speak", echo=r"(?:tele)?phones?|calls?"),
    ),
    (
        r"face[- ]to[- ]face|in person|personal|meeting",
        Manner(Way.MET, "face to face", "meet", echo=r"meets?|visits?"),
    ),
    (r"search engine", Manner(Way.FOUND, "in a search engine", echo=r"online")),
    (r"portal|self-service|app|intranet", Manner(Way.FOUND, _OWN_NAME, echo=r"portal|app|online")),
    (r"web|website|web site|online|internet", Manner(Way.FOUND, "on the web", echo=r"online|web|website")),
    (r"store|shop", Manner(Way.FOUND, "in the store", echo=r"stores?|shops?")),
    (r"premises", Manner(Way.FOUND, "on the premises", echo=r"premises")),
    (r"document", Manner(Way.ON_PAPER, "a document")),
    (r"invoice|bill", Manner(Way.ON_PAPER, "an invoice")),
    (r"contract|form|brochure|flyer", Manner(Way.ON_PAPER, "a …")),
)
"""Channels by the words in their names, the first that fits."""

_FOR_OTHERS = re.compile(
    r"\b(?:to|for) (?:(?:the|our|all) )?(?:adjusters?|authorit\w+|bank|carrier|colleagues|court|crew|department|employer|insur\w+|"
    r"landlord|management|manufacturer|partners?|police|suppliers?|teams?|vendors?)\b",
    re.IGNORECASE,
)
_FROM_ME = re.compile(
    r"\b(?:complaint|claim|inquiry|enquiry|application|cancellation|fault report|question)\b", re.IGNORECASE
)
_ONE_OF_US = re.compile(
    r"(?:^|\b)(?:advis[eo]r|agent|consultant|crew|department|desk|driver|engineer|line|manager|office|shop|store|team|technician|workshop)$",
    re.IGNORECASE,
)
_ARTICLES = ("the ", "our ", "a ", "an ", "my ", "your ")


def manner_of(channel: Channel | None) -> Manner:
    """Return how a channel is spoken of: by its name where we know the word, else by its kind."""
    if channel is None:
        return Manner(Way.OTHER, "")
    title = " ".join(channel.title.split())
    for words, manner in _MANNERS:
        if re.search(rf"(?<!\w)(?:{words})(?!\w)", title, re.IGNORECASE):
            return manner._replace(
                phrase=manner.phrase.replace("in the …", f"in the {_lower(title)}").replace("…", _lower(title))
            )
    match channel.kind:
        case ChannelKind.VOICE:
            return Manner(Way.SPOKEN, f"({title})", "speak")
        case ChannelKind.IN_PERSON:
            return Manner(Way.MET, f"({title})", "meet")
        case _:
            return Manner(Way.OTHER, title)


class Acquaintance(NamedTuple):
    """How the customer knows whom they meet: new to them after another team, met before, or the same one at once."""

    is_new: bool = False
    is_again: bool = False
    goes_on: bool = False


def encounter(manner: Manner, name: str, team: str, title: str, known: Acquaintance, *, is_led: bool = False) -> str:
    """Return what happens as the customer tells it, in a clause that has no full stop and begins with a small letter.

    *name* is what the touchpoint is called, in quotes. Who is met again is said, and who takes over. Nothing is told that the map
    does not say: where a letter may be the customer's own, nobody sends it, and what goes on at once may be one and the same call.
    *is_led* says that a condition stands before it, so that it begins with who acts.
    """
    us, phrase = with_article(team), manner.phrase
    now = "now " if known.is_new and not known.is_again else ""
    again = " again" if known.is_again else ""
    match manner.way:
        case Way.SPOKEN | Way.MET if known.goes_on and team and not phrase.startswith("("):
            return f"{phrase} with {us}: {name}"
        case Way.SENT if not team:
            return f"{phrase}: {name}" if _FROM_ME.search(title) else f"{phrase}, I get {name}"
        case Way.SENT if _FROM_ME.search(title) and not _FOR_OTHERS.search(title):
            touch = f"I am {now}in touch with {us}{again}"
            return f"{touch} {phrase}: {name}" if is_led else f"{phrase}, {touch}: {name}"
        case Way.SENT:
            sends = f"{us} sends {'' if _FOR_OTHERS.search(title) else 'me '}{name}"
            return f"{sends} {phrase}" if is_led else f"{phrase}, {sends}"
        case Way.SPOKEN if not team:
            return f"{phrase}: {name}"
        case Way.SPOKEN if manner.verb == "chat":
            return f"I {now}chat with {us}{again}: {name}"
        case Way.SPOKEN:
            return f"I {now}{manner.verb} with {us} {phrase}{again}: {name}"
        case Way.MET:
            return f"I {now}meet {us or 'somebody'} {phrase}{again}: {name}"
        case Way.FOUND:
            find = f"I find {name}{f' from {us}' if team else ''}"
            return f"{find} {phrase}" if is_led else f"{phrase}, {find}"
        case Way.ON_PAPER:
            return f"there is {phrase}{f' from {us}' if team else ''}: {name}"
        case Way.HEARD:
            return f"{phrase}, I hear of {name}"
    met = ", ".join(filter(None, (phrase, team)))
    return f"I come to {name}{f' ({met})' if met else ''}"


def place_of(manner: Manner, team: str, deed: str) -> str:
    """Return where the customer does something, to be put before it; empty where the deed says it, or nobody knows."""
    if manner.way in (Way.OTHER, Way.HEARD, Way.ON_PAPER) or manner.phrase.startswith("("):
        return ""
    if manner.echo and re.search(rf"\b(?:{manner.echo})\b", deed, re.IGNORECASE):
        return ""
    if manner.way in (Way.SPOKEN, Way.MET) and team:
        return f"{manner.phrase} with {with_article(team)}"
    return manner.phrase


@lru_cache(maxsize=1_024)
def with_article(team: str) -> str:
    """Return a team as it stands in a sentence: Marketing, but the Service advisor and the Crew."""
    needs_one = _ONE_OF_US.search(team) is not None and not team.casefold().startswith(_ARTICLES)
    return f"the {team}" if needs_one else team


def _lower(title: str) -> str:
    words = title.split()
    return " ".join(word.lower() if word[1:].islower() else word for word in words)
