"""Pictures on cards and in experience rows: put there, taken away, and gone when nobody shows them any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cxdesigner.document import limits
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.fields import FIELDS, references_of
from cxdesigner.document.records import (
    ExperienceCell,
    ExperienceRow,
    Persona,
    Picture,
    Record,
    RecordId,
    Stage,
    Touchpoint,
    new_id,
)
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line

SHOWING = (Touchpoint, ExperienceCell, Persona)
"""What may have a picture."""
MEDIA_TYPES = ("image/png", "image/jpeg")
NO_CARD = "Select a card first, or drop the picture on one."


def new_picture(data: bytes, media_type: str, title: str = "") -> Picture:
    """Return a picture that is not in the document yet. Refuses what no file of ours could carry."""
    if media_type not in MEDIA_TYPES or not data:
        raise Refused("Only pictures in PNG or JPEG can be kept in a map; save it as one of these first.")
    if len(data) > limits.PICTURE_BYTES:
        raise Refused(f"A picture may have at most {limits.PICTURE_BYTES // 2**20} MiB; make it smaller first.")
    return Picture(id=new_id(), title=clean_line(title)[: limits.TITLE_CHARACTERS], media_type=media_type, data=data)


def set_picture(document: Document, record_ids: Sequence[RecordId], picture: Picture) -> Edit:
    """Plan showing a picture on cards (or whatever may have one), in the place of the one they show now.

    A picture of the same bytes that is in the document already is shown again and not kept twice.
    """
    records = [record for record_id in record_ids if isinstance(record := document.find(record_id), SHOWING)]
    if not records:
        raise Refused(NO_CARD)
    adding, picture_id = _kept(document, picture)
    pairs = [(record, replace(record, picture_id=picture_id)) for record in records]
    change = adding.then(Change.replacing(pairs))
    return Edit(_name("Put a picture on", document, records), without_unused(document, change), show=tuple(record_ids))


def set_picture_in_cell(document: Document, row_id: RecordId, stage_id: RecordId, step: int, picture: Picture) -> Edit:
    """Plan showing a picture in an experience row at one step of a stage."""
    row, stage = document.get(ExperienceRow, row_id), document.get(Stage, stage_id)
    if row.map_id != stage.map_id:
        raise Refused("A picture stays within one map.")
    adding, picture_id = _kept(document, picture)
    cell = cell_in_row(document, row_id, stage_id, step)
    if cell is not None:
        putting = Change.replacing([(cell, replace(cell, picture_id=picture_id))])
    else:
        putting = Change.adding(
            ExperienceCell(id=new_id(), row_id=row_id, stage_id=stage_id, step=step, picture_id=picture_id)
        )
    name = f"Put a picture into “{row.title}”" if row.title else "Put a picture into a row"
    return Edit(name, without_unused(document, adding.then(putting)), show=(row_id,))


def cell_in_row(document: Document, row_id: RecordId, stage_id: RecordId, step: int) -> ExperienceCell | None:
    """Return what stands in an experience row at one step of a stage."""
    cells = document.referring_to(row_id, ExperienceCell)
    return next((cell for cell in cells if (cell.stage_id, cell.step) == (stage_id, step)), None)


def remove_picture(document: Document, record_ids: Sequence[RecordId]) -> Edit:
    """Plan showing no picture on records any more. An experience cell that holds nothing else goes with it."""
    records = [document.find(record_id) for record_id in record_ids]
    shown = [record for record in records if isinstance(record, SHOWING) and record.picture_id is not None]
    if not shown:
        raise Refused("There is no picture to remove here.")
    empty = [
        record for record in shown if isinstance(record, ExperienceCell) and not record.text and record.value is None
    ]
    rest = [(record, replace(record, picture_id=None)) for record in shown if record not in empty]
    change = Change.removing(*empty).then(Change.replacing(rest))
    name = _name("Remove the picture of", document, shown)
    return Edit(name, without_unused(document, change), show=tuple(record.id for record in shown))


def without_unused(document: Document, change: Change) -> Change:
    """Return a change that also removes the pictures that it leaves to nobody.

    A picture that nobody has shown before the change stays: somebody has put it into the file with intent.
    """
    dropped = {
        picture_id
        for before, after in change.edits.values()
        for picture_id in _pictures_of(before) - _pictures_of(after)
    }
    pictures = [picture for picture in map(document.find, sorted(dropped)) if isinstance(picture, Picture)]
    return change.then(Change.removing(*(picture for picture in pictures if _is_unused(document, picture, change))))


def _is_unused(document: Document, picture: Picture, change: Change) -> bool:
    if picture.id in change.edits:
        return False
    touched = [after for _, after in change.edits.values()]
    others = [
        record for kind in FIELDS for record in document.referring_to(picture.id, kind) if record.id not in change.edits
    ]
    return not others and not any(picture.id in _pictures_of(record) for record in touched)


def _pictures_of(record: Record | None) -> set[RecordId]:
    if record is None:
        return set()
    named = (getattr(record, info.name) for info in references_of(type(record)) if info.refers_to is Picture)
    return {picture_id for picture_id in named if picture_id is not None}


def _kept(document: Document, picture: Picture) -> tuple[Change, RecordId]:
    """Return what adds a picture, and its id; nothing where its bytes are kept already."""
    for known in document.all(Picture):
        if known.data == picture.data and known.media_type == picture.media_type:
            return Change(), known.id
    return Change.adding(picture), picture.id


def _name(verb: str, document: Document, records: Sequence[Record]) -> str:
    title = getattr(records[0], "title", "")
    return f"{verb} “{title}”" if len(records) == 1 and title else f"{verb} {len(records):,} cards"
