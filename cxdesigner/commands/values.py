"""Changing what a field says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from cxdesigner.commands.lanes import add_channel, add_team
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.checking import check_value
from cxdesigner.document.document import Document
from cxdesigner.document.fields import FieldInfo, Kind, field
from cxdesigner.document.reading import map_of
from cxdesigner.document.records import TYPE_NAMES, Event, Record, RecordId, Team, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line, clean_text
from cxdesigner.journey import schedule


def set_value(document: Document, record_id: RecordId, name: str, value: Any) -> Edit:
    """Plan giving one field of one record a new value; typing in one field becomes one undo step."""
    return set_values(document, (record_id,), name, value)


def set_values(document: Document, record_ids: Iterable[RecordId], name: str, value: Any) -> Edit:
    """Plan giving the same field of several records the same value. Refuses a value that does not fit the field."""
    pairs = []
    for record_id in record_ids:
        record = _record(document, record_id)
        info = field(type(record), name)
        pairs.append((record, _with_value(document, record, info, _clean(info, value))))
    label = field(type(pairs[0][0]), name).label if pairs else name
    ids = tuple(before.id for before, _ in pairs)
    return Edit(f"Change “{label}”", Change.replacing(pairs), merge_key=f"{','.join(ids)}.{name}", show=ids)


def rename(document: Document, record_id: RecordId, title: str) -> Edit:
    """Plan giving a record another title; one that holds nothing is refused."""
    line = clean_line(title)
    if not line:
        raise Refused("Give it a name of at least one letter.")
    edit = set_value(document, record_id, "title", line)
    return Edit(f"Rename to “{line}”", edit.change, show=edit.show)


def _record(document: Document, record_id: RecordId) -> Record:
    record = document.find(record_id)
    if record is None:
        raise Refused("This is not in the map any more.")
    return record


def _clean(info: FieldInfo, value: Any) -> Any:
    if isinstance(value, str) and info.kind is Kind.LINE:
        return clean_text(value).replace("\n", " ")
    if isinstance(value, str) and info.kind is Kind.TEXT:
        return clean_text(value)
    if isinstance(value, int) and not isinstance(value, bool) and info.kind is Kind.NUMBER:
        return float(value)
    return value


def _with_value(document: Document, record: Record, info: FieldInfo, value: Any) -> Record:
    check_value(info, value)
    if isinstance(record, Touchpoint) and info.name == "when":
        return with_when(document, record, value)
    return replace(record, **{info.name: value})


def with_when(document: Document, touchpoint: Touchpoint, when: str) -> Touchpoint:
    """Return the touchpoint with another timing: the text as said, and event and offset as far as they can be read.

    Only events that exist are referred to; `events.read_timing` makes the missing ones.
    """
    if when == touchpoint.when:
        return touchpoint
    said = schedule.read_when(when)
    map_id = map_of(document, touchpoint)
    named = None
    if said.trigger and map_id is not None:
        named = schedule.resolve(document, map_id, said.trigger, apart_from=touchpoint.id)
    event = named if isinstance(named, Event) else _event_of(document, named)
    return replace(touchpoint, when=when, event_id=event.id if event else None, offset_days=said.offset_days)


def _event_of(document: Document, named: Record | None) -> Event | None:
    if not isinstance(named, Touchpoint):
        return None
    events = sorted(document.referring_to(named.id, Event), key=lambda event: event.id)
    return events[0] if events else None


# -- many at once ------------------------------------------------------------------------------------------------------


def mark(document: Document, record_ids: Iterable[RecordId], name: str, value: Any) -> Edit:
    """Plan giving a field of several records one value by one press of a key or button: a step for Undo of its own."""
    edit = set_values(document, record_ids, name, value)
    count = len(edit.show)
    name = edit.name if count == 1 else f"{edit.name} of {count:,} {_nouns(document, edit)}"
    return replace(edit, name=name, merge_key="")


def toggle(document: Document, record_ids: Iterable[RecordId], name: str) -> Edit:
    """Plan saying yes in a field of several records, or no where all of them say yes."""
    ids = tuple(record_ids)
    value, is_mixed = common(document, ids, name)
    return mark(document, ids, name, is_mixed or not value)


def common(document: Document, record_ids: Iterable[RecordId], name: str) -> tuple[Any, bool]:
    """Return what a field of several records says, and whether they differ in it (then it is what the first one says)."""
    values = [getattr(record, name) for record in map(document.find, record_ids) if record is not None]
    if not values:
        return None, False
    return values[0], any(value != values[0] for value in values)


def refer_to_name(document: Document, record_ids: Iterable[RecordId], name: str, title: str) -> Edit:
    """Plan letting a field refer to a team or channel by its name, made where it is not there yet; one step for Undo."""
    ids = tuple(record_ids)
    info = field(type(_record(document, ids[0])), name)
    making = add_team(document, title) if info.refers_to is Team else add_channel(document, title)
    setting = mark(document, ids, name, making.show[0])
    return Edit(setting.name, making.change.then(setting.change), show=ids)


def _nouns(document: Document, edit: Edit) -> str:
    kinds = {type(document.find(record_id)) for record_id in edit.show}
    names = [TYPE_NAMES[kind].replace("_", " ") for kind in kinds if kind in TYPE_NAMES]
    return f"{names[0]}s" if len(names) == 1 else "things"
