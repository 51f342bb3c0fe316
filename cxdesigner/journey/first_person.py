"""What customers do, in their own mouths: “Types a question” is “I type a question”, “the customer declines” is “I decline”."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(words.split())


_IRREGULAR = {"is": "am", "has": "have", "does": "do", "goes": "go", "isn't": "am not", "doesn't": "don't"}
_VERB_WORDS = (
    "accept add admire agree answer approve arrive ask attend book bring browse build buy call cancel carry change "
    "chat check choose click close collect come compare complain complete confirm contact count decide decline deliver "
    "describe discover discuss download drive drop eat enter exchange explain fill find finish forget forward get give "
    "go hand have hear hesitate install invite join keep learn leave like listen log look lose make meet miss move need "
    "negotiate notice open order pack park pay phone pick place post prepare print put queue read receive recommend "
    "refuse register reject remember renew repeat reply report request reserve return review say scan schedule scroll "
    "search see select sell send share show sign sit speak start stop subscribe switch take talk tell test thank think "
    "travel try type unpack update upload use visit wait walk want watch wonder write"
)
"""What customers do, in the form in which a title such as “Calls support” holds it with an “s”."""
_VERBS = word_set(_VERB_WORDS)

_ALONE = word_set(
    "admire browse decide forget give hesitate leave look lose notice remember scroll search think unpack wait watch wonder"
)
"""What people do without anybody who would have to help them."""

_THINGS_TOO = word_set(
    "answers calls changes orders places posts reports requests returns reviews shows updates visits"
)
"""Words that are things as well: “Reviews on Google” is no deed, “Reviews the offer” is one."""
_BEHIND_A_THING = word_set("about after and are at before by for from in is of on or page per policy to with")

_ENGLISH = re.compile(r"\b(?:a|and|by|for|it|of|out|the|to|up|with)\b", re.IGNORECASE)
"""Words by which a text that begins with a word of its own is known as English."""

_OTHERS = re.compile(
    r"\b(?:customers?|clients?|guests?|patients?)\b(?! (?:care|service|services|support)\b)", re.IGNORECASE
)
_SCRAP = re.compile(r"(?:not|over|under|without|lost|sold|won|\w+ed)\b", re.IGNORECASE)
"""How an English condition without a subject begins: “lost”, “not satisfied”."""
_ALSO = re.compile(r"\b(?P<joint>and|or|but|then) (?P<verb>\w+s)\b")
_THE_CUSTOMER = re.compile(
    r"\bthe customer(?!\w)(?:(?P<own>['’]s)(?!\w)|(?: (?P<verb>[\w']+)\b(?P<not> not\b)?)?)", re.IGNORECASE
)
_SAME_FOR_ME = frozenset(
    ("can", "cannot", "can't", "could", "did", "didn't", "had", "may", "might", "must", "should", "will", "would")
)

_LEADS = word_set("after as because for once only unless when whenever")
_FINITE = re.compile(
    r"\b(?:am|are|is|isn't|was|were|has|have|had|does|doesn't|do|don't|did|can|cannot|can't|could|may|must|should|will|"
    r"won't|would)\b"
)
_SUBJECTS = word_set(
    "a all an another any anybody anyone both each every everybody everything he i it my no nobody nothing one our she "
    "some somebody someone something that the their there these they this those two we you your"
)


WHAT_I_DO = "What I do"
"""Stands before words that we cannot put into the first person."""


ENDS = (".", "!", "?", "…", "。", "！", "？")
"""With these a sentence ends."""

_TELLS = word_set("he i it nobody she somebody there they we you")
_ASKS = word_set("how that what when where whether which who whom whose why")
_I_DO = re.compile(r"\bI [a-z]+")


class Condition(NamedTuple):
    """Under which condition a way is taken: words before the sentence (“if I decline”), or in a parenthesis behind it."""

    before: str = ""
    behind: str = ""


def is_mine(text: str) -> bool:
    """Tell whether a text is said by the customer."""
    return text.lstrip().startswith(("I ", "I’", "I'", "My ", "We "))


@lru_cache(maxsize=65_536)
def is_a_sentence(text: str) -> bool:
    """Tell whether an outside word tells what the customer sees, and is no name for it."""
    first = text.split(maxsplit=1)[0].casefold().rstrip(",")
    if text.endswith(ENDS) or first in _TELLS or text.startswith(("I’", "I'")):
        return True
    return first not in _ASKS and (_FINITE.search(text) is not None or _I_DO.search(text) is not None)


def is_deed(title: str) -> bool:
    """Tell whether a title says what the customer does: “Calls support” does, “Calls the customer” is done by us."""
    first, _, rest = title.partition(" ")
    first = first.casefold()
    if not _is_third_person(first) or _OTHERS.search(rest):
        return False
    return first not in _THINGS_TOO or (bool(rest) and rest.split()[0].casefold() not in _BEHIND_A_THING)


@lru_cache(maxsize=65_536)
def is_done_alone(title: str) -> bool:
    """Tell whether a title says what the customer does without any of us: “Gives up”, “Leaves without a word”."""
    first = title.partition(" ")[0].casefold()
    return first.endswith("s") and base_form(first) in _ALONE and is_deed(title)


def is_done_to_me(title: str) -> bool:
    """Tell whether a title says what one of us does to the customer: “Calls the customer”."""
    first, _, rest = title.partition(" ")
    return _is_third_person(first.casefold()) and _OTHERS.search(rest) is not None


def begins_with_a_verb(title: str) -> bool:
    """Tell whether a title begins as an order does: “Search for an agency”."""
    return title.split(" ", 1)[0].casefold() in _VERBS


def first_person(text: str) -> str:
    """Return what a customer does in the customer's own mouth: “Types a question” is “I type a question”.

    Only the first word is changed, and verbs that we know behind “and”. What begins as the customer says it stays as it is.
    """
    said = text.strip().rstrip(".")
    if is_mine(said):
        return said
    first, space, rest = said.partition(" ")
    return f"I {base_form(first.casefold())}{space}{_ALSO.sub(_also, rest)}"


def deed(does: str) -> str:
    """Return what somebody wrote down that the customer does, as a sentence; words that are no English verb stay as they are."""
    said = " ".join(does.split()).rstrip(".;")
    first, _, rest = said.partition(" ")
    word = first.casefold()
    is_known = word in _VERBS or base_form(word) in _VERBS or word in _IRREGULAR
    is_likely = word.isascii() and word.endswith("s") and (not rest or _ENGLISH.search(rest) is not None)
    return first_person(said) if is_mine(said) or is_known or is_likely else f"{WHAT_I_DO}: {said}"


def as_i_say(text: str) -> str:
    """Return a phrase in which “the customer” is me: “the customer says no” is “I say no”, “with the customer” is “with me”."""
    return _THE_CUSTOMER.sub(_me, text)


def condition(text: str) -> Condition:
    """Return the condition of a branch as it stands in a sentence of the customer.

    What is a sentence goes before it; a scrap such as “if lost”, or words of another language, are put behind it as they are.
    """
    said = " ".join(text.split()).rstrip(":.,;")
    if not said:
        return Condition()
    first, _, rest = said.partition(" ")
    word = first.casefold().strip(",")
    if word in ("otherwise", "else"):
        return Condition(before="otherwise")
    if word in _LEADS:
        return Condition(before=as_i_say(inside_a_sentence(said)))
    clause = rest if word == "if" else said
    if _has_a_subject(clause):
        return Condition(before=f"if {as_i_say(inside_a_sentence(clause))}")
    return Condition(behind=f"if {inside_a_sentence(clause)}" if word == "if" or _SCRAP.match(said) else said)


def base_form(verb: str) -> str:
    """Return a verb without the ending of the third person: types is type, tries is try, goes is go."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("ies") and len(verb) > 4:
        return verb[:-3] + "y"
    if verb.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and not verb.endswith(("ss", "us")) else verb


def _is_third_person(word: str) -> bool:
    return word.endswith("s") and base_form(word) in _VERBS


def _has_a_subject(clause: str) -> bool:
    words = clause.casefold().split()
    if len(words) < 2 or words[0] == "not":
        return False
    return words[0] in _SUBJECTS or (_FINITE.search(clause.casefold()) is not None and not _FINITE.match(words[0]))


def _also(match: re.Match[str]) -> str:
    base = base_form(match["verb"].casefold())
    return f"{match['joint']} {base if base in _VERBS else match['verb']}"


def _me(match: re.Match[str]) -> str:
    if match["own"]:
        return "my"
    verb = match["verb"]
    if verb is None:
        return "me"
    word = verb.casefold()
    if word in _SAME_FOR_ME:
        said = verb
    elif word == "was":
        said = "was"
    elif word in _IRREGULAR or base_form(word) != word:
        said = base_form(word)
    elif word.endswith("ed") and not match.start():
        said = verb
    else:
        return f"me {verb}{match['not'] or ''}"
    return f"I {said}{match['not'] or ''}"


def inside_a_sentence(text: str) -> str:
    """Return a text as it stands inside a sentence; names such as “CRM”, and “I”, keep their letters."""
    return text if text[1:2].isupper() or text.startswith(("I ", "I'", "I’")) else text[:1].lower() + text[1:]
