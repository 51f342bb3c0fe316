"""Bringing back an earlier version of a document."""

from __future__ import annotations

from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.records import Map, Record, RecordId
from cxdesigner.document.refused import Refused


def restore_version(document: Document, version: Document, name: str = "Bring back an earlier version") -> Edit:
    """Plan to make the records of a document those of another version of it, as one step for Undo.

    What only a newer program understands, in lines of its own, stays as it is in the document. Refused where the version holds no map.
    """
    if not version.all(Map):
        raise Refused("This version holds no map; nothing was changed.")
    edits: dict[RecordId, tuple[Record | None, Record | None]] = {}
    for record in document:
        other = version.find(record.id)
        if other != record:
            edits[record.id] = (record, other)
    for record in version:
        if record.id not in document:
            edits[record.id] = (None, record)
    return Edit(name, Change(edits))
