"""What people mean when they name an event: the same few words, in any order and any form."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property, lru_cache

from cxdesigner.document.document import Document
from cxdesigner.document.reading import events_of, map_of, stages_of, touchpoints_of
from cxdesigner.document.records import Event, RecordId, Stage, Touchpoint
from cxdesigner.document.text import folded

Named = Event | Touchpoint | Stage

_WORD = re.compile(r"[^\W_]+(?:['’\-‐‑][^\W_]+)*")
_JOINTS = re.compile(r"['’\-‐‑]")
_VOWEL = re.compile("[aeiouy]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SMALL_WORDS = _words(
    "the a an of to for and or in on at by with from any every each some all our your their his her its my this that "
    "these those is are be been was were has have had it as"
)
_PARTICLES = _words("up off out over live")
"""Words that make one with the word before them: "go live" is "go-live", "picks up" is "pick-up"."""

_ENDINGS = (
    ("ies", "y", 5),
    ("sses", "ss", 5),
    ("s", "", 4),
    ("ment", "", 7),
    ("ing", "", 6),
    ("ed", "", 5),
    ("ion", "", 7),
    ("al", "", 7),
    ("ry", "r", 7),
    ("e", "", 5),
)


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    """Return a word without the ending that changes from sentence to sentence: signing, signed, sign are one."""
    for ending, instead, at_least in _ENDINGS:
        if len(word) < at_least or not word.endswith(ending):
            continue
        stem = word[: -len(ending)] + instead
        if (ending == "s" and word[-2] in "su") or not _VOWEL.search(stem):
            continue
        if ending in ("ing", "ed", "al") and len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiols":
            stem = stem[:-1]
        word = stem
    return word


def _stem_of_joined(word: str) -> str:
    """Return the stem of a word with a hyphen or an apostrophe in it: pick-up, picks-up and pickup are one."""
    parts = _JOINTS.split(word.removesuffix("'s").removesuffix("’s"))
    if len(parts) > 1 and parts[-1] in _PARTICLES:
        return _stem(_stem("".join(parts[:-1])) + parts[-1])
    return _stem("".join(parts))


@lru_cache(maxsize=65_536)
def event_words(title: str) -> frozenset[str]:
    """Return the words that carry a name, in a form in which "Signing of contract" equals "contract signing".

    Case, order, small words, plural and the endings of verbs do not count. Empty where nothing is named.
    """
    words: list[str] = []
    plain = title.casefold() if title.isascii() else folded(title)
    for word in _WORD.findall(plain):
        if word in _PARTICLES and words:
            words[-1] = _stem(words[-1] + word)
        elif not word.isalnum():
            words.append(_stem_of_joined(word))
        elif word not in _SMALL_WORDS:
            words.append(_stem(word))
    return frozenset(words)


_STATES = event_words("complete done finished received sent day")
"""What is said behind a name to tell in which state it is: "Questionnaire complete", "go-live day"."""

_EVERYDAY = event_words(
    "request call visit meeting customer user client work job date day time contact person team first new service "
    "support note message letter email mail phone"
)
"""Words that alone name nothing: "the call", "the customer". They must match a whole title."""

_IN_A_ROW = event_words("next last final previous")

_OF_THE_DAY = event_words(
    "noon midnight lunch breakfast dinner morning afternoon evening night weekend week month quarter year hour today "
    "start beginning end closing opening arrival departure leaving waiting entry entrance entering exit site home "
    "holiday christmas easter spring summer winter autumn monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december"
)
"""Times and turns of everyday life that everybody knows and no map explains."""


@lru_cache(maxsize=65_536)
def is_everyday(trigger: str) -> bool:
    """Tell whether a trigger names no certain thing of a journey, such as "the call", "arrival" or "10:00"."""
    words = event_words(trigger) - _IN_A_ROW
    return (len(words) <= 1 and words <= _EVERYDAY) or all(word in _OF_THE_DAY or word[0].isdigit() for word in words)


_MOST_TITLES = 200
"""How many titles are looked through for words that they share: a word of more titles than that names nothing."""


class Names:
    """All that a trigger can name in one map, found by its words. Build it once, ask it often.

    It takes what can be named; where two have the same words, the first one is meant. Names of the same records with the same titles
    (*alike*), in whatever order these came, save most of the work; *others* are the ids of those that are other objects there, or stand
    elsewhere in the order.
    """

    def __init__(
        self, named: dict[RecordId, Named], alike: Names | None = None, others: Collection[RecordId] | None = None
    ) -> None:
        self._named = named
        self._answers: dict[frozenset[str], list[Named]] = {}
        self._cut: set[frozenset[str]] = set() if alike is None else alike._cut
        """What was not looked for among all titles, so that the order of them all decides."""
        if alike is not None and others is not None:
            self._answers = alike.answers_without(others)
        self._kept = frozenset(self._answers)
        self._exact: dict[frozenset[str], list[RecordId]] = {} if alike is None else alike._exact
        self._holding: dict[str, list[RecordId]] = {} if alike is None else alike._holding
        if alike is not None:
            return
        for record in self._named.values():
            words = event_words(record.title)
            self._exact.setdefault(words, []).append(record.id)
            for word in words:
                self._holding.setdefault(word, []).append(record.id)

    @cached_property
    def _rank(self) -> dict[RecordId, int]:
        return {record_id: rank for rank, record_id in enumerate(self._named)}

    def answers_without(self, others: Collection[RecordId]) -> dict[frozenset[str], list[Named]]:
        """Return all answers found so far that stay the same whatever becomes of some records, and where these stand."""
        return {
            words: meant
            for words, meant in self._answers.items()
            if not (meant and any(record.id in others for record in meant))
            and not (self._cut and (words in self._cut or words - _STATES in self._cut))
        }

    @property
    def is_cut(self) -> bool:
        """Tell whether the order of all that is named decides about some trigger whether it names anything."""
        return bool(self._cut)

    def has_kept(self, words: frozenset[str]) -> bool:
        """Tell whether what a trigger of these words may mean is what it meant among the names that were alike."""
        return words in self._kept

    def meant_by(self, trigger: str) -> list[Named]:
        """Return all that a trigger may mean, all equally likely: whole titles first, then titles that hold its words.

        A state behind the name ("Questionnaire complete") is left out where nothing is found with it.
        """
        words = event_words(trigger)
        if not words:
            return []
        if words not in self._answers:
            self._answers[words] = self._search(words) or self._search(words - _STATES)
        return self._answers[words]

    def resolve(self, trigger: str, *, apart_from: RecordId | None = None) -> Named | None:
        """Return what a trigger means, or None where it names nothing or may mean several things.

        Nothing waits for itself: give the touchpoint whose timing it is as *apart_from*.
        """
        meant = (record for record in self.meant_by(trigger) if record.id != apart_from)
        first = next(meant, None)
        if first is None or next(meant, None) is None or event_words(first.title) == event_words(trigger):
            return first
        return None

    def _search(self, words: frozenset[str]) -> list[Named]:
        rank, named = self._rank, self._named
        if words in self._exact:
            return [named[record_id] for record_id in sorted(self._exact[words], key=rank.__getitem__)]
        if not words or (len(words) == 1 and words <= _EVERYDAY) or any(word not in self._holding for word in words):
            return []
        rarest = min((self._holding[word] for word in words), key=len)
        if len(rarest) > _MOST_TITLES:
            self._cut.add(words)
        rarest = sorted(rarest, key=rank.__getitem__)[:_MOST_TITLES]
        titles = [(event_words(named[record_id].title), record_id) for record_id in rarest]
        holding = [(len(title), record_id) for title, record_id in titles if words <= title]
        fewest = min((length for length, _ in holding), default=0)
        return [named[record_id] for length, record_id in holding if length == fewest]


def names_of(document: Document, map_id: RecordId) -> Names:
    """Return what can be named in one map: events, then touchpoints and stages in reading order."""
    touchpoints = {touchpoint.id: touchpoint for touchpoint in touchpoints_of(document, map_id)}
    return names_among(document, map_id, touchpoints, stages_of(document, map_id))


def names_among(
    document: Document,
    map_id: RecordId,
    touchpoints: Mapping[RecordId, Touchpoint],
    stages: Iterable[Stage],
    alike: Names | None = None,
    others: Collection[RecordId] | None = None,
) -> Names:
    """Return the same for touchpoints and stages that were put in order already; *alike* and *others* as `Names` has them.

    Events belong to the whole document; one that happens at a touchpoint of another map comes last.
    """
    near: dict[RecordId, Named] = {}
    far: dict[RecordId, Named] = {}
    for event in events_of(document):
        at = document.find(event.touchpoint_id)
        (far if at is not None and map_of(document, at) != map_id else near)[event.id] = event
    return Names({**near, **touchpoints, **{stage.id: stage for stage in stages}, **far}, alike, others)


def resolve(document: Document, map_id: RecordId, trigger: str, *, apart_from: RecordId | None = None) -> Named | None:
    """Return the event, touchpoint or stage of a map that a trigger names, or None where that is not certain.

    Whole titles come first, then the shortest title that holds all words of the trigger. Costs time in proportion to
    the map: whoever asks for many triggers keeps `names_of` and asks that.
    """
    return names_of(document, map_id).resolve(trigger, apart_from=apart_from)
