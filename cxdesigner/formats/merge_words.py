"""What came of a merge, in words."""

from __future__ import annotations

from typing import Any

from cxdesigner.document.document import Document
from cxdesigner.document.fields import field
from cxdesigner.document.merging import REMOVED, Conflict, Merged
from cxdesigner.document.records import TYPE_NAMES, RecordId
from cxdesigner.formats.findings import counted

_SHOWN_CHARACTERS = 60


def merged_words(merged: Merged) -> str:
    """Return one sentence: what came, what changed, what went, and how much is to be decided."""
    parts = [
        counted(merged.added, "record") + " added",
        f"{merged.changed:,} changed",
        f"{merged.removed:,} removed",
    ]
    todo = f"; {counted(len(merged.conflicts), 'thing')} to decide" if merged.conflicts else ""
    return f"Merged: {', '.join(parts)}{todo}."


def conflict_words(document: Document, conflict: Conflict) -> str:
    """Return one conflict as a sentence that says what was kept."""
    record = document.find(conflict.record_id)
    kind = TYPE_NAMES[type(record)].replace("_", " ") if record is not None else "record"
    name = f"{kind} “{conflict.title}”" if conflict.title else kind
    if conflict.field == REMOVED:
        return f"The {name} was removed by one and used by the other; it was kept."
    assert record is not None
    label = field(type(record), conflict.field).label
    mine, theirs = (_shown(document, value) for value in (conflict.mine, conflict.theirs))
    return f"{label} of the {name}: mine is “{mine}” and was kept, theirs is “{theirs}”."


def _shown(document: Document, value: Any) -> str:
    if isinstance(value, tuple):
        text = f"{len(value)} entries"
    elif isinstance(value, str) and value in document:
        text = document.title_of(RecordId(value))
    else:
        text = "" if value is None else str(value)
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"
