"""Stickers, and what stands in experience rows."""

from __future__ import annotations

from dataclasses import replace

from cxdesigner.commands.places import lane_fields
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.reading import rows_of
from cxdesigner.document.records import ExperienceCell, ExperienceRow, Note, RecordId, RowKind, new_id
from cxdesigner.document.text import clean_line, clean_text
from cxdesigner.layout.plan import LaneKey


def add_note(
    document: Document,
    stage_id: RecordId,
    step: int,
    text: str = "Note",
    *,
    team_id: RecordId | None = None,
    channel_id: RecordId | None = None,
    right: float = 0.0,
    down: float = 0.0,
) -> Edit:
    """Plan putting a sticker into a cell, `right` and `down` of its corner in units of 0.1 mm."""
    note = Note(
        id=new_id(),
        text=clean_text(text) or "Note",
        stage_id=stage_id,
        step=step,
        team_id=team_id,
        channel_id=channel_id,
        right=right,
        down=down,
    )
    return Edit("Add note", Change.adding(note), show=(note.id,))


def move_note(
    document: Document,
    note_id: RecordId,
    stage_id: RecordId,
    step: int,
    lane: LaneKey | None,
    right: float,
    down: float,
) -> Edit:
    """Plan sticking a note into another cell, or elsewhere in its own; a lane that knows no teams leaves its team alone."""
    note = document.get(Note, note_id)
    kept = {name: value for name, value in lane_fields(lane).items() if name != "layer"} if lane else {}
    after = replace(note, stage_id=stage_id, step=step, right=float(right), down=float(down), **kept)
    return Edit("Move note", Change.replacing([(note, after)]), show=(note_id,))


def add_row(document: Document, map_id: RecordId, title: str, kind: RowKind = RowKind.TEXT) -> Edit:
    """Plan adding an experience row below the others."""
    rows = rows_of(document, map_id)
    position = rows[-1].position + 1 if rows else 0
    row = ExperienceRow(id=new_id(), title=clean_line(title) or "Row", map_id=map_id, kind=kind, position=position)
    return Edit(f"Add row “{row.title}”", Change.adding(row), show=(row.id,))


def set_cell(document: Document, row_id: RecordId, stage_id: RecordId, step: int, text: str) -> Edit:
    """Plan writing into one cell of an experience row; an empty text clears it."""
    said = clean_text(text)
    for cell in document.referring_to(row_id, ExperienceCell):
        if (cell.stage_id, cell.step) == (stage_id, step):
            change = Change.replacing([(cell, replace(cell, text=said))])
            if not said and cell.value is None and cell.picture_id is None:
                change = Change.removing(cell)
            return Edit("Change row", change, merge_key=f"{cell.id}.text")
    if not said:
        return Edit("Change row", Change())
    made = ExperienceCell(id=new_id(), row_id=row_id, stage_id=stage_id, step=step, text=said)
    return Edit("Change row", Change.adding(made), merge_key=f"{made.id}.text")
