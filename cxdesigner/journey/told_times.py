"""When something happens, as it stands in a sentence: “go-live - 1 week” is “1 week before go-live”."""

from __future__ import annotations

import re

from cxdesigner.journey.first_person import as_i_say, inside_a_sentence, word_set
from cxdesigner.journey.lengths import AMOUNT

_COUNTED = re.compile(rf"(?P<event>.+?)\s*(?P<sign>[+\-–−])\s*(?P<length>{AMOUNT})", re.IGNORECASE)
_BEGINS_WITH_A_LENGTH = re.compile(rf"(?:about |some )?{AMOUNT}", re.IGNORECASE)

_STANDS_ALONE = word_set(
    "after around as at before by daily directly during each every immediately in monthly on once quarterly right "
    "throughout tomorrow twice until upon weekly when whenever while with within yearly"
)
"""Words with which a time begins that can stand in a sentence as it is."""
_DONE = word_set("agreed answered delivered given handed mailed posted printed sent shown signed")
"""“Handed out at training” stands behind a comma, as something that is told of the thing."""
_NO_NEWS = ("any time", "anytime", "with the customer")
"""What is no time, or none in particular."""
_PROMISES = word_set("answer reply response")
_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_DAYS = word_set("day weekend morning evening afternoon monday tuesday wednesday thursday friday saturday sunday")
_SPANS = _DAYS | word_set("hour minute month night quarter time week year")
_GATHERINGS = word_set(
    "appointment call certificate conversation interview letter meeting offer proposal session survey training visit workshop"
)
_LATER = re.compile(r"(?:minutes|hours|days|weeks|months|years|moments|soon|shortly|much) (?:later|after|before)", re.I)


def told_time(when: str, title: str = "") -> str:
    """Return a timing with the mark that leads to it: “ within 1 minute”, “, handed out at training”, “ (Ende Mai)”.

    What the title says already is not said again; what we do not know how to put stands in a parenthesis, letter by letter.
    """
    said = " ".join(when.split()).rstrip(".,;")
    if not said or _words(said) <= _words(title) or said.casefold() in _NO_NEWS:
        return ""
    if _LATER.match(said):
        return f", {inside_a_sentence(said)}"
    phrase = _phrase(said)
    if phrase:
        return f" {as_i_say(phrase)}"
    if said.split()[0].casefold() in _DONE:
        return f", {as_i_say(inside_a_sentence(said))}"
    return f" ({inside_a_sentence(said) if said.split()[0].casefold() in _PROMISES else said})"


def _phrase(said: str) -> str:
    """Return a timing as an adverb of time, or an empty text where we cannot say it in English."""
    words = said.casefold().split()
    counted = _COUNTED.fullmatch(said)
    if counted:
        event = inside_a_sentence(counted["event"])
        article = "the " if " " in event and event.split()[-1].casefold() in _GATHERINGS else ""
        return f"{counted['length']} {'after' if counted['sign'] == '+' else 'before'} {article}{event}"
    if words[0] in _STANDS_ALONE or (_BEGINS_WITH_A_LENGTH.match(said) and len(words) > 2):
        return inside_a_sentence(said)
    if words[:2] in (["any", "time"], ["any", "hour"]):
        return f"at {inside_a_sentence(said)}"
    if words[0] == "next" and len(words) == 2:
        return said.replace("Next", "next", 1) if words[1] in _WEEKDAYS else f"the {inside_a_sentence(said)}"
    if words[0] in ("same", "the") and len(words) > 1:
        rest = said.split(" ", 1)[1] if words[0] == "the" else said
        named = inside_a_sentence(rest)
        return f"{'the' if _is_a_span(named) else 'during the'} {named}"
    if words[0] in ("first", "last") and len(words) > 1:
        return f"{'on' if words[1] in _DAYS else 'in'} the {inside_a_sentence(said)}"
    if words[0] in ("morning", "afternoon", "evening") and words[1:2] == ["of"]:
        return f"in the {inside_a_sentence(said)}"
    if words[0] in ("beginning", "end", "start") and words[1:2] == ["of"]:
        return f"at the {inside_a_sentence(said)}"
    if words[:2] in (["day", "that"], ["day", "of"], ["day", "when"]):
        return f"on the {inside_a_sentence(said)}"
    if len(words) == 2 and words[1] == "day":
        return f"on {inside_a_sentence(said)}"
    return "during opening hours" if words == ["opening", "hours"] else ""


def _is_a_span(named: str) -> bool:
    return any(word in _SPANS for word in named.casefold().split()[:2])


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
