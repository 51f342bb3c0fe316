"""Experience rows in another order."""

from __future__ import annotations

from cxdesigner.commands.stages import reordered
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.reading import rows_of
from cxdesigner.document.records import ExperienceRow, RecordId


def move_row(document: Document, row_id: RecordId, before_id: RecordId | None) -> Edit:
    """Plan moving an experience row above another one, or to the bottom."""
    row = document.get(ExperienceRow, row_id)
    pairs = reordered(rows_of(document, row.map_id), row, before_id)
    return Edit(f"Move row “{row.title}”", Change.replacing(pairs), show=(row_id,))
