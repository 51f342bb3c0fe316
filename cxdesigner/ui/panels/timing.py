"""What was understood of a timing, said in a sentence."""

from __future__ import annotations

from cxdesigner.document.document import Document
from cxdesigner.document.reading import map_of
from cxdesigner.document.records import Touchpoint
from cxdesigner.journey import schedule


def what_was_understood(document: Document, touchpoint: Touchpoint) -> tuple[str, str]:
    """Return a sentence about the timing of a touchpoint, and its role: good, or caution where nothing was understood."""
    if not touchpoint.when.strip():
        return "", "small"
    said = schedule.read_when(touchpoint.when)
    map_id = map_of(document, touchpoint)
    named = None
    if said.trigger and map_id is not None:
        named = schedule.resolve(document, map_id, said.trigger, apart_from=touchpoint.id)
    is_name = named is not None and schedule.event_words(named.title) == schedule.event_words(said.trigger)
    if not said.understood and touchpoint.event_id is None and not is_name:
        return "kept as it is said; no time could be read from it", "caution"
    if said.relation == "on-day":
        return f"understood: {_offset(said.offset_days or 0.0)} the start", "good"
    parts = []
    if touchpoint.event_id is not None:
        parts.append(f"event “{document.title_of(touchpoint.event_id)}”")
    elif said.trigger:
        parts.append(f"“{getattr(named, 'title', said.trigger)}”")
    if touchpoint.offset_days is not None and (touchpoint.offset_days or parts):
        parts.append(_offset(touchpoint.offset_days))
    if said.limit_days is not None:
        parts.append(f"at the latest {days_text(said.limit_days)} later")
    if said.every_days is not None:
        parts.append(f"every {days_text(said.every_days)}")
    return (f"understood: {', '.join(parts)}", "good") if parts else ("", "small")


def _offset(days: float) -> str:
    if not days:
        return "at that time"
    return f"{days_text(abs(days))} {'after' if days > 0 else 'before'}"


def days_text(days: float) -> str:
    """Return a length of time in the unit in which people say it."""
    for unit, length in (("day", 1.0), ("hour", 1 / 24), ("minute", 1 / 1_440), ("second", 1 / 86_400)):
        if days >= length * 0.999 or unit == "second":
            count = round(days / length, 1)
            shown = int(count) if float(count).is_integer() else count
            return f"{shown} {unit}{'' if shown == 1 else 's'}"
    raise AssertionError
