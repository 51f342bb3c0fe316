"""Rules about words: whose language is it, and what is said twice?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cxdesigner.document.document import Document
from cxdesigner.document.reading import layer_of, touchpoints_of
from cxdesigner.document.records import ChannelKind, Layer, RecordId, Touchpoint
from cxdesigner.document.text import folded
from cxdesigner.journey.first_person import is_a_sentence
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.rules.found import Found, quoted

COMPANY_WORDS = (
    *("touchpoint", "touch team", "discovery call", "prospect", "entitlement", "escalation", "escalate"),
    *("tier 1", "tier 2", "tier 3", "first-level support", "second-level support", "SLA", "KPI", "CRM", "ERP", "RMA"),
    *("SKU", "FTE", "NPS", "CSAT", "churn", "upsell", "upselling", "cross-sell", "cross-selling", "win-back"),
    *("hypercare", "handover", "hand-over", "handoff", "hand-off", "back office", "stakeholder", "deliverable"),
    *("workflow", "use case", "triage", "lifecycle", "customer journey", "sales funnel", "lead qualification"),
)
"""What companies say among themselves, and customers do not."""

_KINDS = {
    ChannelKind.DIGITAL: r"e-?mail|mail|chat|text message|sms|website|web|web portal|portal|app|video call",
    ChannelKind.VOICE: r"phone|telephone|phone call|call",
    ChannelKind.PAPER: r"letter|post|fax",
    ChannelKind.IN_PERSON: r"face[- ]to[- ]face|in person|visit|meeting",
}
_WORD = "|".join(_KINDS.values())
_TWO = re.compile(
    rf"\b(?:(?:by|via|per|over)\s+(?:the |a )?(?P<a>{_WORD})(?:\s*/\s*|\s*,?\s+(?:or|and)\s+)"
    rf"(?P<b>{_WORD})|(?P<c>{_WORD})(?:\s*/\s*|\s+or\s+)(?:by |via )?(?:the |a )?(?P<d>{_WORD}))\b",
    re.IGNORECASE,
)


def the_customer_has_a_word_of_their_own(document: Document, journey: Journey) -> Iterator[Found]:
    """What we call it and what the customer calls it are two things; where they are one, nobody has asked."""
    for touchpoint_id, touchpoint in journey.touchpoints.items():
        if touchpoint.inside and touchpoint.outside and folded(touchpoint.inside) == folded(touchpoint.outside):
            yield Found(
                f"{quoted(touchpoint.title)} has the same word inside and outside, {quoted(touchpoint.outside)}. "
                "What does the customer call it?",
                (touchpoint_id,),
            )


def no_customer_must_speak_our_language(document: Document, journey: Journey) -> Iterator[Found]:
    """What the customer reads and hears is in their own words.

    Looked at is what happens before the customer's eyes: the outside word, or the title where there is none, or only a sentence
    about what the customer sees. What stays inside, such as an internal handover, may be called as we like.
    """
    pattern = _any_of(document.map(journey.map_id).company_words or COMPANY_WORDS)
    for touchpoint_id, touchpoint in journey.touchpoints.items():
        word = _spoken(pattern, _heard(touchpoint))
        if word and layer_of(document, touchpoint) in (Layer.CUSTOMER, Layer.FRONTSTAGE):
            title = quoted(touchpoint.title)
            said = title if word == touchpoint.title else f"The word {quoted(word)} in {title}"
            yield Found(f"{said} is company language. What does the customer call it?", (touchpoint_id,))


def words_to_tell(document: Document, map_id: RecordId) -> tuple[str, ...]:
    """Return what is worth telling of the company's own words on a map: those that the room has added, and those that are found.

    None where the room has left the list as it was.
    """
    words = document.map(map_id).company_words
    if not words:
        return ()
    usual = set(map(folded, COMPANY_WORDS))
    texts = [text for touchpoint in touchpoints_of(document, map_id) for text in (_heard(touchpoint), touchpoint.title)]
    return tuple(
        word
        for word in words
        if folded(word) not in usual or any(_spoken(_any_of((word,)), text) for text in dict.fromkeys(texts))
    )


def _heard(touchpoint: Touchpoint) -> str:
    """Return what a touchpoint is called before the customer."""
    outside = touchpoint.outside.strip()
    return touchpoint.title if not outside or is_a_sentence(outside) else outside


def every_touchpoint_has_one_channel(document: Document, journey: Journey) -> Iterator[Found]:
    """A touchpoint happens by one channel; "by email or phone" are two, and two promises."""
    for touchpoint_id, touchpoint in journey.touchpoints.items():
        for text in (touchpoint.title, touchpoint.what, touchpoint.how):
            match = _two_channels(text) if text else ""
            if match:
                yield Found(
                    f"{quoted(touchpoint.title)} happens by two channels, {quoted(match)}. Are these two touchpoints?",
                    (touchpoint_id,),
                )
                break


@lru_cache(maxsize=65_536)
def _two_channels(text: str) -> str:
    """Return the words that name two different channels, or an empty text."""
    match = _TWO.search(text)
    if match is None:
        return ""
    one, other = (match["a"], match["b"]) if match["a"] else (match["c"], match["d"])
    return match[0] if _kind_of(one) is not _kind_of(other) else ""


def _kind_of(word: str) -> ChannelKind | None:
    return next((kind for kind, words in _KINDS.items() if re.fullmatch(words, word, re.IGNORECASE)), None)


@lru_cache(maxsize=65_536)
def _spoken(pattern: re.Pattern[str], text: str) -> str:
    """Return the first of the words that stands in a text, or an empty one."""
    match = pattern.search(text)
    return match[0] if match else ""


@lru_cache(maxsize=16)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})s?(?!\w)", re.IGNORECASE)
