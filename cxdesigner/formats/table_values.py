"""What a cell of somebody's table says: words, numbers, yes and no, scales, lists."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from cxdesigner.document.fields import FieldInfo, Kind
from cxdesigner.document.records import Evidence, Expectation, Layer, Measure, Prompt, Side, Status
from cxdesigner.document.text import clean_line, clean_text, folded

_YES = frozenset({"yes", "y", "true", "x", "1", "ja", "oui", "si", "✓", "✔", "☑", "mot", "moment of truth"})
_NO = frozenset({"no", "n", "false", "0", "nein", "non", "-", "–", "☐", "✗"})

_FEELINGS: dict[int, tuple[str, ...]] = {
    -2: ("angry", "furious", "very negative", "very unhappy", "terrible", "very bad", "--", "−−", "😡", "😠", "😭"),
    -1: ("annoyed", "unhappy", "frustrated", "negative", "dissatisfied", "bad", "sad", "🙁", "😟", "😕", "☹"),
    0: ("neutral", "indifferent", "ok", "okay", "mixed", "o", "😐"),
    1: ("happy", "satisfied", "pleased", "positive", "content", "good", "+", "🙂", "😊"),
    2: ("delighted", "very happy", "very positive", "enthusiastic", "excellent", "very good", "++", "😀", "😍", "😃"),
}
_EMOTIONS = {word: value for value, words in _FEELINGS.items() for word in words}

_OTHER_WORDS: dict[type[StrEnum], dict[str, StrEnum]] = {
    Expectation: {
        "worse": Expectation.BELOW,
        "not met": Expectation.BELOW,
        "fails": Expectation.BELOW,
        "met": Expectation.MEETS,
        "as expected": Expectation.MEETS,
        "exceeded": Expectation.EXCEEDS,
        "better": Expectation.EXCEEDS,
        "above": Expectation.EXCEEDS,
    },
    Status: {
        "exists": Status.EXISTING,
        "there": Status.EXISTING,
        "change": Status.TO_CHANGE,
        "to be changed": Status.TO_CHANGE,
        "remove": Status.TO_REMOVE,
        "to be removed": Status.TO_REMOVE,
        "not there": Status.MISSING,
    },
    Evidence: {"assumed": Evidence.ASSUMPTION, "guess": Evidence.ASSUMPTION, "measured": Evidence.DATA},
    Layer: {"front stage": Layer.FRONTSTAGE, "back stage": Layer.BACKSTAGE, "support processes": Layer.SUPPORT},
}

_NUMBER = re.compile(r"'?([+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+))")
_DURATION = re.compile(r"([\d.,]+)\s*(min|minute|h|hour|d|day|w|week|month)(?:s|\.)?")
_DAYS_IN = {
    "min": 1 / 1440,
    "minute": 1 / 1440,
    "h": 1 / 24,
    "hour": 1 / 24,
    "d": 1,
    "day": 1,
    "w": 7,
    "week": 7,
    "month": 30,
}
_BULLET = re.compile(r"^(?:[-–•*☐▢]\s+|\[ ?\]\s*)")
_MEASURE = re.compile(r"(?P<title>.+?)\s*(?:=|:)\s*(?P<value>[+-−]?\d+(?:[.,]\d+)?)\s*(?P<unit>[^\d\s].{0,20})?")


class NotUnderstood(ValueError):
    """A cell says something that its field cannot hold; the message says what the field can hold."""


def read_value(info: FieldInfo, text: str) -> Any:
    """Return what a cell means in a field of a touchpoint. Raises NotUnderstood."""
    return _READERS[info.kind](info, text)


def read_number(text: str) -> float:
    """Return a number, whatever the decimal mark. Raises NotUnderstood."""
    found = _NUMBER.fullmatch(folded(text).replace("−", "-"))
    if found is None or not math.isfinite(value := float(found[1].replace(",", "."))):
        raise NotUnderstood("it must be a number")
    return value


def read_prompts(text: str) -> list[str]:
    """Return the lines of a checklist: cut at semicolons and line ends, without boxes and bullets."""
    pieces = re.split(r"[;\n]", clean_text(text))
    return [line for piece in pieces if (line := clean_line(_BULLET.sub("", piece.strip())))]


def numbered_prompts(lines: list[str]) -> tuple[Prompt, ...]:
    """Return prompts whose ids (p1, p2 …) stay with them when they are reordered."""
    return tuple(Prompt(id=f"p{number}", text=line) for number, line in enumerate(lines, start=1))


def read_measures(text: str, side: Side | None = None) -> list[Measure]:
    """Return measures named in a cell: “First-time fix rate”, or with a figure “Satisfaction: 71 %”."""
    found = []
    for piece in re.split(r"[;\n]", clean_text(text)):
        line = clean_line(piece)
        match = _MEASURE.fullmatch(line)
        if match is not None:
            value = read_number(match["value"])
            found.append(Measure(title=match["title"], value=value, unit=match["unit"] or "", side=side))
        elif line:
            found.append(Measure(title=line, side=side))
    return found


def _read_line(info: FieldInfo, text: str) -> str:
    line = clean_line(text)
    if len(line) > info.most_characters:
        raise NotUnderstood(f"it has {len(line):,} characters, and {info.most_characters} fit")
    return line


def _read_text(info: FieldInfo, text: str) -> str:
    return clean_text(text).strip()


def _read_choice(info: FieldInfo, text: str) -> StrEnum:
    assert info.choices is not None
    word = folded(text).strip(" .!")
    for choice in info.choices:
        if word.replace("-", " ") == choice.value.replace("-", " "):
            return choice
    other = _OTHER_WORDS.get(info.choices, {}).get(word.replace("-", " "))
    if other is None:
        raise NotUnderstood(f"it must be one of: {', '.join(info.choices)}")
    return other


def _read_yes_no(info: FieldInfo, text: str) -> bool:
    word = folded(text)
    if word not in _YES and word not in _NO:
        raise NotUnderstood("it must be yes or no")
    return word in _YES


def _read_scale(info: FieldInfo, text: str) -> int:
    word = folded(text).strip(" .!").replace("\ufe0f", "")
    if info.name == "emotion" and word in _EMOTIONS:
        return _EMOTIONS[word]
    value = read_number(text)
    if not value.is_integer() or not info.least <= value <= info.most:
        raise NotUnderstood(f"it must be a whole number from {info.least:g} to {info.most:g}")
    return int(value)


def _read_days(info: FieldInfo, text: str) -> float:
    found = _DURATION.fullmatch(folded(text))
    value = read_number(found[1]) * _DAYS_IN[found[2]] if found else read_number(text)
    if not info.least <= value <= info.most:
        raise NotUnderstood(f"it must lie between {info.least:g} and {info.most:g}")
    return value


_READERS: dict[Kind, Callable[[FieldInfo, str], Any]] = {
    Kind.LINE: _read_line,
    Kind.TEXT: _read_text,
    Kind.CHOICE: _read_choice,
    Kind.YES_NO: _read_yes_no,
    Kind.SCALE: _read_scale,
    Kind.NUMBER: _read_days,
}
