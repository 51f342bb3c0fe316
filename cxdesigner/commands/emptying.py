"""Removing stages, teams and channels that are not empty: where their cards go is for somebody to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cxdesigner.commands.lanes import remove_lane
from cxdesigner.commands.removing import remove
from cxdesigner.commands.stages import remove_stage
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.reading import channels_of, stages_of, teams_of
from cxdesigner.document.records import Channel, Note, Record, RecordId, Stage, Team, Touchpoint


class Whither(NamedTuple):
    """Where the cards of something that is removed go: into another one, along with it, or (neither) to nobody."""

    into_id: RecordId | None = None
    along: bool = False


ALONG, TO_NOBODY = Whither(along=True), Whither()


def holders_among(document: Document, record_ids: Iterable[RecordId]) -> list[Stage | Team | Channel]:
    """Return those stages, teams and channels that have cards or notes."""
    found = [document.find(record_id) for record_id in record_ids]
    return [record for record in found if isinstance(record, (Stage, Team, Channel)) and _held(document, [record])]


def cards_in(document: Document, holders: Sequence[Stage | Team | Channel]) -> int:
    """Return how many touchpoints stages, teams or channels have together, in all maps."""
    return len([record for record in _held(document, holders) if isinstance(record, Touchpoint)])


def places_for_cards(document: Document, holders: Sequence[Stage | Team | Channel]) -> list[tuple[RecordId, str]]:
    """Return where cards can go instead, the nearest first; nowhere, where stages and lanes are removed together."""
    kinds = {type(holder) for holder in holders}
    if len(kinds) != 1:
        return []
    first, gone = holders[0], {holder.id for holder in holders}
    all_of_them: Sequence[Stage | Team | Channel]
    if isinstance(first, Stage):
        all_of_them = stages_of(document, first.map_id)
    elif isinstance(first, Team):
        all_of_them = teams_of(document)
    else:
        all_of_them = channels_of(document)
    places = {record.id: place for place, record in enumerate(all_of_them)}
    if any(holder.id not in places for holder in holders):
        return []
    own = places[first.id]
    others = sorted(
        (record for record in all_of_them if record.id not in gone),
        key=lambda record: (abs(places[record.id] - own), places[record.id]),
    )
    return [(record.id, record.title) for record in others]


def remove_and_empty(document: Document, record_ids: Sequence[RecordId], whither: Whither) -> Edit:
    """Plan removing records, the cards of stages, teams and channels going where somebody has said; one step for Undo."""
    holders = {holder.id for holder in holders_among(document, record_ids)}
    if not holders:
        return remove(document, record_ids)
    if len(record_ids) == 1:
        return _removal(document, record_ids[0], whither)
    trial, change = document.copy(), Change()
    for record_id in record_ids:
        if record_id in holders:
            edit = _removal(trial, record_id, whither)
            trial.apply(edit.change)
            change = change.then(edit.change)
    rest = [record_id for record_id in record_ids if record_id in trial]
    if rest:
        change = change.then(remove(trial, rest).change)
    return Edit(remove(document, record_ids).name, change)


def _removal(document: Document, record_id: RecordId, whither: Whither) -> Edit:
    if isinstance(document.find(record_id), Stage):
        return remove_stage(document, record_id, whither.into_id)
    return remove_lane(document, record_id, whither.into_id, along=whither.along)


def _held(document: Document, holders: Sequence[Record]) -> list[Record]:
    found: dict[RecordId, Record] = {}
    for holder in holders:
        for kind in (Touchpoint, Note):
            found.update((record.id, record) for record in document.referring_to(holder.id, kind))
    return list(found.values())
