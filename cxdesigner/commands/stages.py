"""Adding, reordering, splitting, merging and removing stages, with all that is in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cxdesigner.commands.removing import remove
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.fields import FIELDS, references_of
from cxdesigner.document.reading import stages_of, steps_of
from cxdesigner.document.records import (
    Channel,
    ExperienceCell,
    ExperienceRow,
    Note,
    Record,
    RecordId,
    Stage,
    Team,
    Touchpoint,
    new_id,
)
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line

Placed = Stage | Team | Channel | ExperienceRow
_Standing = Touchpoint | ExperienceCell | Note
"""What stands at a step of a stage."""

NEW_STAGE = "New stage"


def add_stage(
    document: Document, map_id: RecordId, title: str = NEW_STAGE, *, before_id: RecordId | None = None
) -> Edit:
    """Plan adding a stage before another one, or at the end; the edit shows its id."""
    stages = stages_of(document, map_id)
    position = stages[-1].position + 1 if stages else 0
    stage = Stage(id=new_id(), title=clean_line(title) or NEW_STAGE, map_id=map_id, position=position)
    change = Change.adding(stage)
    if before_id is not None:
        change = change.then(Change.replacing(reordered([*stages, stage], stage, before_id)))
    return Edit(f"Add stage “{stage.title}”", change, show=(stage.id,))


def add_stage_beside(document: Document, stage_id: RecordId, *, is_after: bool = True) -> Edit:
    """Plan adding a stage right behind another one, or right before it."""
    stage = document.stage(stage_id)
    before_id = next_of(document, stage_id) if is_after else stage_id
    return add_stage(document, stage.map_id, before_id=before_id)


def move_stage(document: Document, stage_id: RecordId, before_id: RecordId | None) -> Edit:
    """Plan moving a stage with all that is in it before another one, or to the end."""
    stage = document.stage(stage_id)
    pairs = reordered(stages_of(document, stage.map_id), stage, before_id)
    return Edit(f"Move stage “{stage.title}”", Change.replacing(pairs), show=(stage_id,))


def move_stage_by(document: Document, stage_id: RecordId, places: int) -> Edit:
    """Plan moving a stage one place to the left (−1) or to the right (+1); at the end of the map it stays."""
    stage = document.stage(stage_id)
    ids = [one.id for one in stages_of(document, stage.map_id)]
    target = ids.index(stage_id) + places
    if not 0 <= target < len(ids):
        return Edit(f"Move stage “{stage.title}”", Change())
    others = [one for one in ids if one != stage_id]
    return move_stage(document, stage_id, others[target] if target < len(others) else None)


def split_stage(document: Document, stage_id: RecordId, step: int) -> Edit:
    """Plan making two stages out of one: from a step on, everything goes into a new stage right behind it."""
    stage = document.stage(stage_id)
    if not 0 < step < steps_of(document, stage_id):
        raise Refused("A stage is split at a step that has another one before it; select a card of such a step first.")
    added = add_stage(document, stage.map_id, f"{stage.title} 2", before_id=next_of(document, stage_id))
    new = replace(_added(added), card_width=stage.card_width)
    change = added.change.then(Change.replacing([(_added(added), new)]))
    moved = [one for one in _standing_in(document, stage_id) if one.step >= step]
    pairs = [(one, replace(one, stage_id=new.id, step=one.step - step)) for one in moved]
    return Edit(f"Split stage “{stage.title}”", change.then(Change.replacing(pairs)), show=(new.id,))


def merge_stage_with_next(document: Document, stage_id: RecordId) -> Edit:
    """Plan making one stage out of a stage and the one behind it, whose steps follow; the first one's title stays."""
    stage = document.stage(stage_id)
    next_id = next_of(document, stage_id)
    if next_id is None:
        raise Refused("There is no stage behind this one to merge it with.")
    other = document.stage(next_id)
    change = _emptied(document, next_id, stage_id, 0)
    after = replace(
        stage,
        outside=stage.outside or other.outside,
        description="\n".join(text for text in (stage.description, other.description) if text),
        is_collapsed=stage.is_collapsed and other.is_collapsed,
    )
    change = change.then(Change.replacing([(stage, after)]))
    return Edit(f"Merge “{stage.title}” with “{other.title}”", change, show=(stage_id,))


def remove_stage(document: Document, stage_id: RecordId, into_id: RecordId | None = None) -> Edit:
    """Plan removing a stage: its cards, notes and cells go along, or (`into_id`) into another stage of the map.

    They keep their steps: in a stage that comes later they stand before what is there, in an earlier one behind it.
    """
    if into_id is None:
        return remove(document, (stage_id,))
    stage, into = document.stage(stage_id), document.stage(into_id)
    ids = [one.id for one in stages_of(document, stage.map_id)]
    if into_id not in ids or into_id == stage_id:
        raise Refused("The cards can go into another stage of the same map.")
    is_later = ids.index(into_id) > ids.index(stage_id)
    room = _used_steps(document, stage_id) if is_later else 0
    change = _emptied(document, stage_id, into_id, room)
    return Edit(f"Remove stage “{stage.title}”", change, show=(into.id,))


def next_of(document: Document, stage_id: RecordId) -> RecordId | None:
    """Return the stage behind a stage, or None behind the last one."""
    ids = [one.id for one in stages_of(document, document.stage(stage_id).map_id)]
    place = ids.index(stage_id) + 1
    return ids[place] if place < len(ids) else None


def reordered(records: Sequence[Placed], moved: Placed, before_id: RecordId | None) -> list[tuple[Record, Record]]:
    """Return (before, after) that puts one record before another (or last), with as few new positions as the order needs."""
    if moved.id == before_id:
        return []
    others: list[Placed] = [record for record in records if record.id != moved.id]
    at: int = next((place for place, record in enumerate(others) if record.id == before_id), len(others))
    arranged: list[Placed] = [*others[:at], moved, *others[at:]]
    return [(record, replace(record, position=place)) for place, record in enumerate(arranged)]


def _added(edit: Edit) -> Stage:
    stage = edit.change.edits[edit.show[0]][1]
    assert isinstance(stage, Stage)
    return stage


def _standing_in(document: Document, stage_id: RecordId) -> list[_Standing]:
    found: list[_Standing] = [*document.referring_to(stage_id, Touchpoint)]
    found += document.referring_to(stage_id, ExperienceCell)
    found += document.referring_to(stage_id, Note)
    return found


def _used_steps(document: Document, stage_id: RecordId) -> int:
    """Return how many steps of a stage have something in them; an empty stage has none."""
    return max((one.step for one in _standing_in(document, stage_id)), default=-1) + 1


def _emptied(document: Document, stage_id: RecordId, into_id: RecordId, room: int) -> Change:
    """Return what puts everything of a stage into another one and removes it.

    What is in the other one makes *room* for so many steps before it; without room it is what comes first.
    """
    pairs: list[tuple[Record, Record]] = []
    if room:
        pairs += [(one, replace(one, step=one.step + room)) for one in _standing_in(document, into_id)]
    shift = 0 if room else _used_steps(document, into_id)
    for one in _standing_in(document, stage_id):
        pairs.append((one, replace(one, stage_id=into_id, step=one.step + shift)))
    change = Change.replacing(pairs)
    return change.then(Change.replacing(_retargeted(document, change, stage_id, into_id))).then(
        Change.removing(document.stage(stage_id))
    )


def _retargeted(
    document: Document, change: Change, gone_id: RecordId, kept_id: RecordId
) -> list[tuple[Record, Record]]:
    """Return what else must refer to the stage that stays: the stages of a to-be map that were copied from this one."""
    pairs: list[tuple[Record, Record]] = []
    for kind in FIELDS:
        for record in document.referring_to(gone_id, kind):
            if record.id in change.edits:
                continue
            named = {info.name: kept_id for info in references_of(kind) if getattr(record, info.name) == gone_id}
            fields: dict[str, Any] = dict(named)
            pairs.append((record, replace(record, **fields)))
    return pairs
