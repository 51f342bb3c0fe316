"""When things happen: reads what people said, and never changes a word of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from cxdesigner.journey.event_names import Named, Names, event_words, names_of, resolve
from cxdesigner.journey.lengths import ADVERBS, AMOUNT, NUMBER, UNIT, UNITS, days_of

__all__ = ["Named", "Names", "When", "days_of", "event_words", "names_of", "read_when", "resolve"]


class When(NamedTuple):
    """What could be read from a timing. All lengths are in days of 24 hours.

    `trigger` is what it waits for, in the words that were said, without an article ("" where none is named: then it
    counts from what came before); `offset_days` the time after it (below zero: before it), None where it is not said;
    `limit_days` how late it may be; `every_days` how often it is repeated, and `until` what ends that. `is_name` tells
    that the trigger is the name of one certain thing, and not "any work" or "the car is ready". Where `understood` is
    false, the words stay what they are and count for nothing.

    `relation` is one of: upon, after, before, within, with, during, every, until, at-once, any-time, agreed, as-said;
    on-day, where the offset counts from the start of the journey (“day 3”, “week 2”); hour, a time of the day or week.
    """

    trigger: str = ""
    offset_days: float | None = None
    relation: str = "as-said"
    every_days: float | None = None
    limit_days: float | None = None
    understood: bool = True
    until: str = ""
    is_name: bool = False


_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekend"
_PART_OF_DAY = r"day|morning|noon|afternoon|evening|night"
_UNTIL = r"(?:,?\s+(?:until|till|up to)\s+(?P<until>.+))?"

_CLAUSE = (
    r"\b(?:is|are|was|were|be|been|has|have|had|can|could|will|would|must|needs?|wants?|asks?|ends?|starts?|begins?|"
    r"comes?|goes|says?|gets?)\b"
)
_INDEFINITE = r"(?:a|an|any|every|each|some|all|no)\b"
_ARTICLE = r"(?:the|a|an|any|every|each|our|your|their|its)\s+"
_NOT_A_TIME = frozenset({"customer", "user", "client", "guest", "patient", "family", "everybody", "everyone"})


Reader = Callable[[re.Match[str]], When | None]
_READERS: list[tuple[str, tuple[str, ...], Reader]] = []


def _reads(pattern: str, words: str = "") -> Callable[[Reader], Reader]:
    """Put a reader into the table; the first pattern that fits the whole text, and gives an answer, is believed.

    Every text that fits has one of the words in it (with bars between them, in small letters; none: any text). So most
    patterns are never made, which would take longer than opening a map.
    """

    def register(reader: Reader) -> Reader:
        _READERS.append((pattern, tuple(words.split("|")), reader))
        return reader

    return register


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _without_article(said: str) -> str:
    article = _compiled(_ARTICLE).match(said)
    return said[article.end() :] if article else said


def _named(text: str | None, relation: str, *, is_clause: bool = False, **more: float | None) -> When:
    """Return a reading with a trigger in it."""
    said = (text or "").strip(" .,;:!")
    is_name = bool(said) and not is_clause and not _compiled(_INDEFINITE).match(said)
    is_name = is_name and not _compiled(_CLAUSE).search(said)
    return When(_without_article(said), relation=relation, is_name=is_name, **more)  # type: ignore[arg-type]


def _lengths(match: re.Match[str]) -> tuple[float, float | None]:
    """Return the length that was said and, of "2 to 3 days", the upper one."""
    upper = match["upper"]
    return days_of(match["number"], match["unit"]), days_of(upper, match["unit"]) if upper else None


@_reads(
    r"(?:at )?(?:any ?time|any hour|always|whenever|all day|24/7|24 hours a day|day and night|round the clock|"
    r"(?:(?:during|in|within) )?(?:opening|office|business|working) hours)",
    "any time|anytime|any hour|always|whenever|all day|day and|24/7|clock|hours",
)
def _any_time(match: re.Match[str]) -> When:
    return When(relation="any-time")


@_reads(
    r"at once|immediately|instantly|asap|right away|straight away|without delay|"
    r"as soon as (?:possible|known|it is known|we know)",
    "once|immediately|instantly|asap|away|delay|as soon as",
)
def _at_once(match: re.Match[str]) -> When:
    return When(offset_days=0.0, relation="at-once")


@_reads(
    r"(?:on |by |in |from )?(?P<unit>day|week|month)\s*(?P<number>\d{1,4})",
    "day|week|month",
)
def _on_day(match: re.Match[str]) -> When:
    """Read “day 3” as 3 days after the start, as the time scale says it; “week 2” begins 7 days after the start."""
    unit, number = match["unit"].casefold(), float(match["number"])
    count = number if unit == "day" else max(0.0, number - 1)
    return When(offset_days=count * UNITS[unit], relation="on-day")


_CLOCK = r"(?:\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm|o'clock|o’clock|h)?|noon|midnight)"


@_reads(
    rf"(?:(?:at|by|before|after|from|around|about|until|between) )?{_CLOCK}(?:\s*(?:-|–|to|and|until) {_CLOCK})?(?: sharp)?|"
    rf"(?:in the|during the|at) (?:{_PART_OF_DAY})|(?:from )?(?:{_WEEKDAY})\s*(?:-|–|to|and|or) (?:{_WEEKDAY})|"
    r"(?:on )?(?:working |week|business )days?",
    ":|am|pm|clock|noon|midnight|morning|evening|night|day",
)
def _hour(match: re.Match[str]) -> When | None:
    return When(relation="hour") if not match[0].isdigit() else None


@_reads(
    r"(?:as|when|in the|at the|on the) (?:agreed|scheduled|planned|promised|arranged)(?: \w+){0,2}|"
    r"by appointment|on (?:request|demand)|as needed|when needed|if needed",
    "agreed|scheduled|planned|promised|arranged|appointment|request|demand|needed",
)
def _agreed(match: re.Match[str]) -> When:
    return When(relation="agreed")


@_reads(r"(?:(?:on|upon|at|after|with) )?(?:every|each)(?P<time> time)? (?P<what>\D+)", "every |each ")
def _upon_each(match: re.Match[str]) -> When | None:
    is_interval = re.match(rf"(?:other |second |third )?(?:{UNIT}|{_WEEKDAY}|{_PART_OF_DAY})\b", match["what"], re.I)
    return None if is_interval else _named(match["what"], "upon", is_clause=True, offset_days=0.0)


@_reads(
    rf"(?:on |at )?(?:every|each)\s+(?:(?P<nth>other|second|third)\s+)?(?:(?P<number>{NUMBER})\s+)?"
    rf"(?P<unit>{UNIT}|{_WEEKDAY}|{_PART_OF_DAY})\b(?: (?:at|on|in)\b(?:(?! until ).)*)?{_UNTIL}",
    "every |each ",
)
def _every(match: re.Match[str]) -> When:
    unit = match["unit"].casefold()
    if unit in ("morning", "noon", "afternoon", "evening", "night"):
        length = 1.0
    elif re.fullmatch(_WEEKDAY, unit):
        length = 7.0
    else:
        length = days_of(match["number"] or "one", unit)
    times = {"other": 2, "second": 2, "third": 3}.get((match["nth"] or "").casefold(), 1)
    return When(relation="every", every_days=length * times, until=(match["until"] or "").strip())


@_reads(
    rf"(?P<often>once|twice|(?P<times>{NUMBER})(?: ?x| times)) (?:a|an|per|every|each) (?P<unit>{UNIT}){_UNTIL}",
    "once |twice | times |x ",
)
def _often(match: re.Match[str]) -> When | None:
    said = {"once": "one", "twice": "two"}.get(match["often"].casefold(), match["times"])
    times = days_of(said, "day")
    if not times:
        return None
    return When(
        relation="every", every_days=days_of("one", match["unit"]) / times, until=(match["until"] or "").strip()
    )


@_reads(rf"(?P<adverb>{'|'.join(ADVERBS)}){_UNTIL}", "|".join(ADVERBS))
def _adverb(match: re.Match[str]) -> When:
    return When(relation="every", every_days=ADVERBS[match["adverb"].casefold()], until=(match["until"] or "").strip())


@_reads(
    rf"(?:upon |on |at )?(?P<trigger>.*\S)(?:\s*(?P<plus>\+)|\s+[-−–—]|\s*[−–—]|(?<=[^\W\d])-(?=\d))\s*{AMOUNT}",
    "+|-|−|–|—",
)
def _sum(match: re.Match[str]) -> When:
    length, upper = _lengths(match)
    if match["plus"]:
        return _named(match["trigger"], "after", offset_days=length, limit_days=upper)
    return _named(match["trigger"], "before", offset_days=-length)


@_reads(
    rf"(?:within|in less than|in under|no later than|not later than|at the latest|at most|up to|max\.?|maximum)\s+"
    rf"(?:the )?(?:first |next )?{AMOUNT}(?:\s+(?P<side>of|after|from|following|since|before|prior to)\s+"
    r"(?P<trigger>.+?))?(?: at any (?:hour|time)| max\.?)?",
    "within|less than|under|later than|latest|most|up to|max",
)
def _within(match: re.Match[str]) -> When:
    length, upper = _lengths(match)
    side = (match["side"] or "").casefold()
    relation = "before" if side in ("before", "prior to") else "within"
    return _named(match["trigger"], relation, limit_days=upper or length)


@_reads(
    rf"(?:in |during |within )?(?:the )?first (?:{AMOUNT}|(?P<one>{UNIT}))(?: (?:of|after) (?P<trigger>.+))?", "first"
)
def _first(match: re.Match[str]) -> When:
    length = days_of("one", match["one"]) if match["one"] else days_of(match["number"], match["unit"])
    return _named(match["trigger"], "within", limit_days=length)


@_reads(
    rf"(?:at least |about |around |approximately |some |exactly )?{AMOUNT}\s+"
    r"(?P<side>after|from|following|since|past|before|prior to|ahead of)\s+(?P<trigger>.+)",
    "after |from |following |since |past |before |prior to |ahead of ",
)
def _amount_from(match: re.Match[str]) -> When:
    length, upper = _lengths(match)
    if match["side"].casefold() in ("before", "prior to", "ahead of"):
        return _named(match["trigger"], "before", offset_days=-length)
    return _named(match["trigger"], "after", offset_days=length, limit_days=upper)


@_reads(rf"(?:after |in |about |around |\+\s*)?{AMOUNT}(?: (?:later|afterwards?|after|on))?")
def _later(match: re.Match[str]) -> When | None:
    length, upper = _lengths(match)
    return When(offset_days=length, relation="after", limit_days=upper)


@_reads(r"(?:some |a few )?(?:seconds|minutes|hours|days|weeks|months)? ?(?:later|afterwards?)", "later|afterward")
def _some_time_later(match: re.Match[str]) -> When:
    return When(relation="after")


@_reads(
    rf"(?:on |at |in |during )?(?:the )?(?:\w+ of the )?same (?P<unit>{UNIT}|{_PART_OF_DAY})(?: (?:as|of) (?P<trigger>.+))?",
    "same",
)
def _same_time(match: re.Match[str]) -> When:
    unit = match["unit"].casefold()
    return _named(match["trigger"], "with", offset_days=0.0, limit_days=UNITS.get(unit.removesuffix("s"), 1.0))


@_reads(
    rf"(?:on |in )?(?:the )?(?:next|following) (?P<unit>(?:working |business )?day|week|month|quarter|year|{_PART_OF_DAY})|tomorrow",
    "next|following|tomorrow",
)
def _next_time(match: re.Match[str]) -> When:
    unit = (match["unit"] or "day").casefold()
    return When(offset_days=UNITS.get(unit, 1.0), relation="after")


@_reads(
    rf"(?:(?:on|by) )?(?:(?:the )?(?:next|following|this|coming) )?(?:{_WEEKDAY})",
    "mon|tues|wednes|thurs|fri|satur|sun|weekend",
)
def _weekday(match: re.Match[str]) -> When:
    return When(relation="after", limit_days=7.0)


@_reads(r"between (?P<trigger>.+?) and (?P<until>.+)", "between")
def _between(match: re.Match[str]) -> When:
    return _named(match["trigger"], "after")._replace(until=match["until"].strip())


@_reads(
    r"(?P<soon>right |immediately |directly |straight |just )?(?:shortly |soon |some time |any time |at any time )?"
    r"(?P<side>after|following|before|prior to|ahead of) (?P<trigger>.+)",
    "after |following |before |prior to |ahead of ",
)
def _beside(match: re.Match[str]) -> When:
    offset = 0.0 if match["soon"] else None
    if match["side"].casefold() in ("after", "following"):
        return _named(match["trigger"], "after", offset_days=offset)
    return _named(match["trigger"], "before", offset_days=offset)


@_reads(
    r"(?:when|whenever|once|as soon as|if|(?:on )?(?:the )?(?:day|moment|week) (?:that|when)) (?P<trigger>.+)",
    "when|once |as soon as |if | that ",
)
def _when_it_happens(match: re.Match[str]) -> When:
    return _named(match["trigger"], "upon", is_clause=True, offset_days=0.0)


@_reads(r"(?:while|during|throughout|in the course of) (?P<trigger>.+)", "while |during |throughout |in the course of ")
def _during(match: re.Match[str]) -> When:
    return _named(match["trigger"], "during")


@_reads(r"(?:with|together with|(?:the )?same) (?P<trigger>.+)", "with |same ")
def _with(match: re.Match[str]) -> When | None:
    if event_words(match["trigger"]) & _NOT_A_TIME:
        return None
    return _named(match["trigger"], "with", offset_days=0.0)


@_reads(r"(?:until|till|up to) (?P<trigger>.+)", "until |till |up to ")
def _until(match: re.Match[str]) -> When:
    return When(relation="until", until=match["trigger"].strip())


@_reads(r"by (?P<trigger>\D+)", "by ")
def _by(match: re.Match[str]) -> When:
    return _named(match["trigger"], "before")


@_reads(r"(?P<word>upon|on|at|from|since|on the day of|(?:the )?(?:day|time|moment) of) (?P<trigger>\D+)")
def _upon(match: re.Match[str]) -> When:
    trigger = re.sub(r"\s+day$", "", match["trigger"])
    return _named(trigger, "upon", is_clause=match["word"].casefold() == "at", offset_days=0.0)


@_reads(r"(?!(?:last|first|one|some|next|final)\b)(?P<trigger>\D+) day", " day")
def _day_of(match: re.Match[str]) -> When:
    return _named(match["trigger"], "upon", offset_days=0.0)


_BEFORE_THE_TIME = (
    r"(?:\S+ ){1,3}?(?=(?:within|upon|after|before|every|each|(?:the )?same|during|until) )"
    r"|(?:\S+(?:ed|en|nt) )(?:(?:out|in|over|up) )?(?=(?:at|on|by|with|when) )"
)
"""What may stand in front of a timing: "Answered within 30 minutes", "Handed out at training"."""


def _read(text: str) -> When | None:
    low = text.casefold()
    for pattern, words, reader in _READERS:
        match = _compiled(pattern).fullmatch(text) if any(word in low for word in words) else None
        reading = reader(match) if match else None
        if reading is not None:
            return reading
    return None


@lru_cache(maxsize=65_536)
def read_when(text: str) -> When:
    """Return what a timing says, such as "Contract signing + 2 days", "within 3 rings" or "every Friday until go-live".

    Never guesses wildly: what cannot be read is not `understood`. Then the text itself, if it is short, stands as the
    trigger, because it may be the name of an event ("Contract signing").
    """
    said = " ".join(text.split()).rstrip(".!;,: ")
    if len(said) > 200:
        return When(understood=False)
    reading = _read(said)
    if reading is None:
        lead = _compiled(_BEFORE_THE_TIME).match(said)
        reading = _read(said[lead.end() :]) if lead else None
    if reading is not None:
        return reading
    return When(said if 0 < len(said.split()) <= 5 else "", understood=False)
