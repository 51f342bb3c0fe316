"""Maps as wholes: new ones, to-be copies, and the rules that a map does without."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.fields import references_of
from cxdesigner.document.reading import map_of, maps_of
from cxdesigner.document.records import Acceptance, FilledForm, Map, MapKind, Record, RecordId, RuleLimit, Stage, new_id
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line

UNTITLED = "Untitled map"
FIRST_STAGES = ("First contact", "Decision", "Delivery", "After the sale")


def new_document(title: str = UNTITLED, *, stages: tuple[str, ...] = FIRST_STAGES) -> Document:
    """Return a document with one empty map and the stages that most journeys have."""
    map = Map(id=new_id(), title=clean_line(title) or UNTITLED)
    parts = [Stage(id=new_id(), title=stage, map_id=map.id, position=position) for position, stage in enumerate(stages)]
    return Document([map, *parts])


def add_map(document: Document, title: str = UNTITLED, kind: MapKind = MapKind.AS_IS) -> Edit:
    """Plan adding an empty map after the others; the edit shows its id."""
    map = Map(id=new_id(), title=clean_line(title) or UNTITLED, kind=kind, position=_next_position(document))
    return Edit(f"Add map “{map.title}”", Change.adding(map), show=(map.id,))


def start_to_be(document: Document, map_id: RecordId) -> Edit:
    """Plan a to-be map as a copy of another one; each copied record knows its origin. The edit shows the new map's id.

    Filled checklists stay behind: they tell what was done by the map as it is. What the room has accepted stays accepted.
    """
    own = [record for record in document if map_of(document, record) == map_id and not isinstance(record, FilledForm)]
    twins = {record.id: new_id() for record in own}
    copies = [_copied(record, twins) for record in own]
    accepted = tuple(
        replace(one, record_ids=tuple(twins.get(record_id, record_id) for record_id in one.record_ids))
        for one in document.map(map_id).accepted
    )
    made = [
        replace(copy, kind=MapKind.TO_BE, position=_next_position(document), accepted=accepted, actions=(), printed=())
        if isinstance(copy, Map)
        else copy
        for copy in copies
    ]
    return Edit("Start a to-be map", Change.adding(*made), show=(twins[map_id],))


def _copied(record: Record, twins: dict[RecordId, RecordId]) -> Record:
    fields: dict[str, Any] = {
        info.name: twins.get(getattr(record, info.name), getattr(record, info.name))
        for info in references_of(type(record))
        if info.name != "origin_id"
    }
    if hasattr(record, "origin_id"):
        fields["origin_id"] = record.id
    return replace(record, id=twins[record.id], **fields)


def set_rule(document: Document, map_id: RecordId, rule: str, is_on: bool) -> Edit:
    """Plan switching a rule on or off for a map."""
    before = document.map(map_id)
    others = tuple(name for name in before.rules_off if name != rule)
    after = replace(before, rules_off=others if is_on else (*others, rule))
    return Edit(f"Switch “{rule}” {'on' if is_on else 'off'}", Change.replacing([(before, after)]))


def show_times(document: Document, map_id: RecordId, *, is_shown: bool) -> Edit:
    """Plan showing a map with times, on screen and on paper, or without them."""
    before = document.map(map_id)
    name = "Show times" if is_shown else "Hide times"
    return Edit(name, Change.replacing([(before, replace(before, shows_times=is_shown))]))


def accept_problem(
    document: Document, map_id: RecordId, rule: str, record_ids: tuple[RecordId, ...], reason: str
) -> Edit:
    """Plan accepting one finding of a rule, with the reason why the room can live with it."""
    before = document.map(map_id)
    acceptance = Acceptance(rule=rule, record_ids=record_ids, reason=clean_line(reason))
    after = replace(before, accepted=(*before.accepted, acceptance))
    return Edit("Accept problem", Change.replacing([(before, after)]))


def take_back_acceptance(document: Document, map_id: RecordId, place: int) -> Edit:
    """Plan that a finding which was accepted is a problem again; *place* is where it stands in the list of the map."""
    before = document.map(map_id)
    if not 0 <= place < len(before.accepted):
        raise Refused("This was taken back already.")
    after = replace(before, accepted=before.accepted[:place] + before.accepted[place + 1 :])
    return Edit("Take back an accepted problem", Change.replacing([(before, after)]))


def set_limit(document: Document, map_id: RecordId, rule: str, value: float | None) -> Edit:
    """Plan the number from which on a rule speaks on a map; None is what is usual. Turning it is one step for Undo."""
    before = document.map(map_id)
    others = tuple(limit for limit in before.rule_limits if limit.rule != rule)
    after = others if value is None else (*others, RuleLimit(rule=rule, value=float(value)))
    change = Change.replacing([(before, replace(before, rule_limits=after))])
    return Edit(f"Change the limit of “{rule}”", change, merge_key=f"{map_id}.rule_limits.{rule}")


def set_company_words(document: Document, map_id: RecordId, words: Iterable[str]) -> Edit:
    """Plan the list of words that customers of a map do not use; none brings back the list that we ship."""
    before = document.map(map_id)
    cleaned = {clean_line(word).casefold(): clean_line(word) for word in words}
    after = replace(before, company_words=tuple(word for word in cleaned.values() if word))
    return Edit("Change company language", Change.replacing([(before, after)]))


def _next_position(document: Document) -> int:
    return max((map.position for map in maps_of(document)), default=-1) + 1
