"""What came of a merge, in words."""

from __future__ import annotations

from enum import Enum
from typing import Any

from cxdesigner.document.document import Document
from cxdesigner.document.fields import field
from cxdesigner.document.merging import REMOVED, Conflict, Merged
from cxdesigner.document.records import TYPE_NAMES, Link, RecordId
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
    name = _name(document, conflict)
    if conflict.field == REMOVED:
        return f"The {name} was removed by one and used by the other; it was kept."
    assert record is not None
    label = field(type(record), conflict.field).label
    mine, theirs = (_shown(document, value) for value in (conflict.mine, conflict.theirs))
    return f"{label} of the {name}: mine is “{mine}” and was kept, theirs is “{theirs}”."


def conflict_name(document: Document, conflict: Conflict) -> str:
    """Return what a conflict is about, as a heading: “Touchpoint “Call”: When”."""
    name = _name(document, conflict)
    name = f"{name[:1].upper()}{name[1:]}"
    record = document.find(conflict.record_id)
    if conflict.field == REMOVED or record is None:
        return name
    return f"{name}: {field(type(record), conflict.field).label}"


def value_words(document: Document, value: Any) -> str:
    """Return a value so that it can be read in full: the parts of a list line by line."""
    if isinstance(value, tuple):
        return "\n".join(f"• {_part(part)}" for part in value) or "–"
    if isinstance(value, str) and value in document:
        return document.title_of(RecordId(value)) or "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ") or "–"
    if isinstance(value, bytes):
        return f"a picture of {max(1, len(value) // 1024):,} KiB"
    return str(value) if value not in (None, "") else "–"


def _part(part: Any) -> str:
    said = (str(getattr(part, name, "") or "") for name in ("text", "title", "who", "when", "proof", "value"))
    return " · ".join(word for word in said if word) if not isinstance(part, str) else part


def _name(document: Document, conflict: Conflict) -> str:
    record = document.find(conflict.record_id)
    kind = TYPE_NAMES[type(record)].replace("_", " ") if record is not None else "record"
    if isinstance(record, Link) and not conflict.title:
        return f"{kind} from “{document.title_of(record.source_id)}” to “{document.title_of(record.target_id)}”"
    return f"{kind} “{conflict.title}”" if conflict.title else kind


def _shown(document: Document, value: Any) -> str:
    if isinstance(value, tuple):
        text = f"{len(value)} entries"
    elif isinstance(value, str) and value in document:
        text = document.title_of(RecordId(value))
    else:
        text = "" if value is None else str(value)
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN_CHARACTERS else text[: _SHOWN_CHARACTERS - 1] + "…"
