"""Stickers: where they are put, moved and copied, and how they go along with cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from cxdesigner.commands.places import Column, columns_of, lane_fields
from cxdesigner.commands.rows import emotion_row
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.records import Note, RecordId, RowKind, Touchpoint, new_id
from cxdesigner.document.text import clean_text
from cxdesigner.layout.plan import LaneKey

Row = RecordId | Literal[RowKind.EMOTION] | None
"""An experience row, the emotion curve whether it has a row already or not, or none: a lane."""


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
    row: Row = None,
) -> Edit:
    """Plan putting a sticker into a cell of a lane or of a row, `right` and `down` of its corner in units of 0.1 mm."""
    row_id, change = _row(document, stage_id, row)
    note = Note(
        id=new_id(),
        text=clean_text(text) or "Note",
        stage_id=stage_id,
        step=step,
        team_id=team_id,
        channel_id=channel_id,
        row_id=row_id,
        right=right,
        down=down,
    )
    return Edit("Add note", change.then(Change.adding(note)), show=(note.id,))


class NotePlace(NamedTuple):
    """A place for a note: a cell of a lane or of a row, and how far right of and below its corner, in units of 0.1 mm."""

    stage_id: RecordId
    step: int
    lane: LaneKey | None
    right: float
    down: float
    row: Row = None


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
    return move_notes(document, {note_id: NotePlace(stage_id, step, lane, right, down)})


def move_notes(document: Document, places: Mapping[RecordId, NotePlace]) -> Edit:
    """Plan sticking several notes elsewhere, each to its place."""
    notes = [document.get(Note, note_id) for note_id in places]
    change, ids = _rows(document, places)
    change = change.then(Change.replacing([(note, _placed(note, places[note.id], ids[note.id])) for note in notes]))
    name = "Move note" if len(notes) == 1 else f"Move {len(notes)} notes"
    return Edit(name, change, show=tuple(places))


def copy_notes(document: Document, places: Mapping[RecordId, NotePlace]) -> Edit:
    """Plan copies of notes, each at a place."""
    change, ids = _rows(document, places)
    copies = [
        replace(_placed(document.get(Note, note_id), place, ids[note_id]), id=new_id())
        for note_id, place in places.items()
    ]
    name = "Copy note" if len(copies) == 1 else f"Copy {len(copies)} notes"
    return Edit(name, change.then(Change.adding(*copies)), show=tuple(copy.id for copy in copies))


def take_along(document: Document, moving: Edit, note_ids: Sequence[RecordId], like_id: RecordId) -> Edit:
    """Plan that notes go the same way as a touchpoint goes in an edit: as many columns, and from its lane into its new one.

    A note in an experience row stays in that row.
    """
    if not note_ids:
        return moving
    before, after = moving.change.edits.get(like_id, (None, None))
    if not isinstance(before, Touchpoint) or not isinstance(after, Touchpoint):
        return moving
    columns = columns_of(document, document.stage(before.stage_id).map_id)
    start, end = (before.stage_id, before.step), (after.stage_id, after.step)
    distance = columns.index(end) - columns.index(start) if end in columns else 0
    pairs = []
    for note_id in note_ids:
        note = moving.change.edits.get(note_id, (None, None))[1] or document.get(Note, note_id)
        assert isinstance(note, Note)
        stood = document.get(Note, note_id)
        stage_id, step = _moved_on(columns, (stood.stage_id, stood.step), distance)
        if (stood.stage_id, stood.step) == start:
            stage_id, step = end
        shared = {
            name: getattr(after, name)
            for name in ("team_id", "channel_id")
            if note.row_id is None and getattr(note, name) == getattr(before, name)
        }
        pairs.append((note, replace(note, stage_id=stage_id, step=step, **shared)))
    return replace(moving, change=moving.change.then(Change.replacing(pairs)), show=(*moving.show, *note_ids))


def copy_along(
    document: Document, copying: Edit, moving: Edit, note_ids: Sequence[RecordId], like_id: RecordId
) -> Edit:
    """Plan that copies of notes go with copies of touchpoints, to where the notes themselves would go in a move."""
    taken = take_along(document, moving, note_ids, like_id)
    copies = []
    for note_id in note_ids:
        note = taken.change.edits.get(note_id, (None, None))[1] or document.get(Note, note_id)
        copies.append(replace(note, id=new_id()))
    shown = (*copying.show, *(copy.id for copy in copies))
    return replace(copying, change=copying.change.then(Change.adding(*copies)), show=shown)


def _moved_on(columns: list[Column], place: Column, distance: int) -> Column:
    """Return the column so far to the right of another one; beyond the last stage a step that is not there yet."""
    at = columns.index(place) + distance if place in columns else -1
    if 0 <= at < len(columns):
        return columns[at]
    return place[0], max(0, place[1] + distance)


def _row(document: Document, stage_id: RecordId, row: Row) -> tuple[RecordId | None, Change]:
    """Return the id of a row, and what must be added for it: a curve may be drawn without a row of its own."""
    if row is RowKind.EMOTION:
        return emotion_row(document, document.stage(stage_id).map_id)
    return row, Change()


def _rows(document: Document, places: Mapping[RecordId, NotePlace]) -> tuple[Change, dict[RecordId, RecordId | None]]:
    """Return in which row each note will be, and what must be added for that; all of them are on one map."""
    on_curve = [place for place in places.values() if place.row is RowKind.EMOTION]
    curve_id, change = _row(document, on_curve[0].stage_id, RowKind.EMOTION) if on_curve else (None, Change())
    return change, {
        note_id: curve_id if place.row is RowKind.EMOTION else place.row for note_id, place in places.items()
    }


def _placed(note: Note, place: NotePlace, row_id: RecordId | None) -> Note:
    """Return a note as it is at a place. In a row it is nobody's: it would show up in a lane that it has long left."""
    if row_id is not None:
        note = replace(note, team_id=None, channel_id=None)
    fields = lane_fields(place.lane) if place.lane else {}
    kept = {name: value for name, value in fields.items() if name != "layer"}
    right, down = float(place.right), float(place.down)
    return replace(note, stage_id=place.stage_id, step=place.step, row_id=row_id, right=right, down=down, **kept)
