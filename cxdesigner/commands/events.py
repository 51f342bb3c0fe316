"""The triggers that touchpoints refer to: “Contract signing”, “Go-live”."""

from __future__ import annotations

from dataclasses import replace

from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.reading import touchpoints_of
from cxdesigner.document.records import Event, Record, RecordId, Touchpoint, new_id
from cxdesigner.document.text import clean_line
from cxdesigner.journey import schedule


def add_event(document: Document, title: str, touchpoint_id: RecordId | None = None) -> Edit:
    """Plan adding a trigger; where one of that name exists, the edit changes nothing and shows it."""
    words = schedule.event_words(title)
    for event in document.all(Event):
        if schedule.event_words(event.title) == words:
            return Edit("Add event", Change(), show=(event.id,))
    event = Event(id=new_id(), title=clean_line(title), touchpoint_id=touchpoint_id)
    return Edit(f"Add event “{event.title}”", Change.adding(event), show=(event.id,))


def read_timing(document: Document, map_id: RecordId) -> Edit:
    """Plan reading every “when” of a map: touchpoints that name another one come to share an event with it.

    What was said stays as it was; what cannot be read stays without event and offset.
    """
    events: dict[RecordId, Event] = {}
    for event in document.all(Event):
        if event.touchpoint_id is not None:
            events.setdefault(event.touchpoint_id, event)
    added: list[Event] = []
    pairs: list[tuple[Record, Record]] = []
    names = schedule.names_of(document, map_id)
    for touchpoint in touchpoints_of(document, map_id):
        said = schedule.read_when(touchpoint.when)
        named: Record | None = names.resolve(said.trigger, apart_from=touchpoint.id) if said.trigger else None
        if isinstance(named, Touchpoint):
            if named.id not in events:
                events[named.id] = Event(id=new_id(), title=_as_title(said.trigger), touchpoint_id=named.id)
                added.append(events[named.id])
            named = events[named.id]
        event_id = named.id if isinstance(named, Event) else None
        pairs.append((touchpoint, replace(touchpoint, event_id=event_id, offset_days=said.offset_days)))
    change = Change.adding(*added).then(Change.replacing(pairs))
    return Edit("Read the timing", change)


def _as_title(trigger: str) -> str:
    line = clean_line(trigger)
    return line[:1].upper() + line[1:]
