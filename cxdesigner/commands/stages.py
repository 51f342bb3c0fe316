"""Adding and reordering stages, with all that is in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.reading import stages_of
from cxdesigner.document.records import Channel, Record, RecordId, Stage, Team, new_id
from cxdesigner.document.text import clean_line

Placed = Stage | Team | Channel

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


def move_stage(document: Document, stage_id: RecordId, before_id: RecordId | None) -> Edit:
    """Plan moving a stage with all that is in it before another one, or to the end."""
    stage = document.stage(stage_id)
    pairs = reordered(stages_of(document, stage.map_id), stage, before_id)
    return Edit(f"Move stage “{stage.title}”", Change.replacing(pairs), show=(stage_id,))


def reordered(records: Sequence[Placed], moved: Placed, before_id: RecordId | None) -> list[tuple[Record, Record]]:
    """Return (before, after) that puts one record before another (or last), with as few new positions as the order needs."""
    if moved.id == before_id:
        return []
    others: list[Placed] = [record for record in records if record.id != moved.id]
    at: int = next((place for place, record in enumerate(others) if record.id == before_id), len(others))
    arranged: list[Placed] = [*others[:at], moved, *others[at:]]
    return [(record, replace(record, position=place)) for place, record in enumerate(arranged)]
