"""The column “Next”: “12 (70 %); 14 (30 %) if it is late” as ways to go on, with conditions and probabilities."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from cxdesigner.document.records import LinkKind, RecordId, Touchpoint
from cxdesigner.document.text import clean_line, clean_text, folded

_PROBABILITY = re.compile(r"\(\s*(\d+(?:[.,]\d+)?)\s*(?:%|percent|per cent)\s*\)")
_CONDITION = re.compile(r"\s(?:if|when|unless|otherwise|else|in case|only|after|until|as soon as)\b", re.IGNORECASE)
_ANOTHER = re.compile(r"\s*(?:[,/&+]|\b(?:or|and)\b)\s*(?![^(]*\))", re.IGNORECASE)
"""Between two ways, where it stands in no bracket."""
_LEAD = re.compile(r"^(?:(?:go\s+to|to|step|no\.?|nr\.?)\s+|#|→\s*|->\s*)", re.IGNORECASE)
_CONDITIONS_TRIED = 20
"""A title may itself hold an “if”; so many are tried as the beginning of the condition."""
_NOTHING = frozenset({"", "-", "–", "—", "none", "n/a", "end", "(end)"})


class Way(NamedTuple):
    """One way on from a touchpoint."""

    target_id: RecordId
    condition: str = ""
    probability: float | None = None

    @property
    def kind(self) -> LinkKind:
        """Branch where there is a condition, next otherwise: a table does not say which ways are recoveries."""
        return LinkKind.BRANCH if self.condition else LinkKind.NEXT


class Targets:
    """The touchpoints of a table by what “Next” may call them: their number, or their title."""

    def __init__(self, numbered: Iterable[tuple[str, Touchpoint]]) -> None:
        self._ids: dict[str, RecordId] = {}
        titles: dict[str, RecordId] = {}
        for number, touchpoint in numbered:
            if number:
                self._ids.setdefault(number_key(number), touchpoint.id)
            titles.setdefault(folded(touchpoint.title), touchpoint.id)
        self._ids = titles | self._ids

    def find(self, text: str) -> RecordId | None:
        """Return the touchpoint that a text names, or None."""
        key = number_key(text)
        return self._ids.get(key) or self._ids.get(number_key(_LEAD.sub("", key)))


def number_key(text: str) -> str:
    """Return a number as it is compared: “07” and “7.0” are “7”."""
    key = folded(text)
    found = re.fullmatch(r"0*(\d+)(?:[.,]0+)?", key)
    return found[1] if found else key


def read_ways(text: str, targets: Targets) -> tuple[list[Way], list[str]]:
    """Return the ways that a cell names, and the pieces whose target is unknown."""
    ways: list[Way] = []
    unknown: list[str] = []
    for piece in _pieces(text, targets):
        way = _read_way(piece, targets)
        if way is not None:
            ways.append(way)
        else:
            unknown.append(piece)
    return ways, unknown


def _pieces(text: str, targets: Targets) -> list[str]:
    pieces: list[str] = []
    for part in re.split(r"[;\n]", clean_text(text)):
        line = clean_line(part)
        between = [clean_line(piece) for piece in _ANOTHER.split(line)]
        if not targets.find(line) and all(targets.find(_PROBABILITY.sub(" ", piece)) for piece in between):
            pieces += between
        elif folded(line) not in _NOTHING:
            pieces.append(line)
    return pieces


def _read_way(piece: str, targets: Targets) -> Way | None:
    found = _PROBABILITY.search(piece)
    probability = float(found[1].replace(",", ".")) / 100 if found else None
    if probability is not None and probability > 1:
        return None
    rest = clean_line(_PROBABILITY.sub(" ", piece))
    whole = targets.find(rest)
    if whole is not None:
        return Way(whole, "", probability)
    for at in islice(_CONDITION.finditer(rest), _CONDITIONS_TRIED):
        target = targets.find(rest[: at.start()])
        if target is not None:
            condition = rest[at.start() :].strip()
            return Way(target, _without_if(condition), probability)
    first = rest.partition(" ")[0].rstrip(":,.")
    target = targets.find(first)
    remainder = rest[len(first) :]
    if target is None or _begins_with_another(remainder, targets):
        return None
    return Way(target, _without_if(remainder.lstrip(":,.").strip(" ():–-")), probability)


def _begins_with_another(text: str, targets: Targets) -> bool:
    """Tell whether what follows a target is no condition but a second target (“12 or 14 if it is late”)."""
    found = _ANOTHER.match(text)
    if found is None:
        return False
    word = text[found.end() :].partition(" ")[0]
    return word.isdecimal() or targets.find(word) is not None


def _without_if(condition: str) -> str:
    return condition[3:] if condition.lower().startswith("if ") else condition
