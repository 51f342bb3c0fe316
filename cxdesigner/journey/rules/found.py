"""What a rule says: a severity, a sentence that can be read aloud, and the records that it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.journey.graph import Journey

_SHOWN_CHARACTERS = 80


class Severity(StrEnum):
    """How much it matters: an error breaks the journey, a warning is a gap in it, a hint is work still to do."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Found(NamedTuple):
    """One finding, before the table of rules has put its id and severity to it. The first record is the one to show."""

    message: str
    record_ids: tuple[RecordId, ...]


Find = Callable[[Document, Journey], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: what is looked for, how much it matters, and why it matters to the customer.

    `is_alone` says that the rule yields at most one finding a touchpoint, about that one, and that it looks at nothing
    else but that touchpoint and its channel.
    """

    id: str
    severity: Severity
    title: str
    why: str
    find: Find
    is_alone: bool = False


class Problem(NamedTuple):
    """What a rule found: listed, never in the way."""

    rule: str
    severity: Severity
    message: str
    record_ids: tuple[RecordId, ...]


def quoted(title: str) -> str:
    """Return a title as it stands in a sentence; a very long one is cut."""
    shown = title if len(title) <= _SHOWN_CHARACTERS else title[: _SHOWN_CHARACTERS - 1].rstrip() + "…"
    return f"“{shown or 'untitled'}”"


def listed(titles: Sequence[str], most: int = 3) -> str:
    """Return titles as people say them: “A”, “B” and “C”, or “A”, “B”, “C” and 4 more."""
    shown = [quoted(title) for title in titles[:most]]
    if len(titles) > most:
        return f"{', '.join(shown)} and {len(titles) - most} more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
