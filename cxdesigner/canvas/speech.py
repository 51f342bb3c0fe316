"""What is said about a card: to a screen reader, and in the tip under the pointer."""

from __future__ import annotations

from collections.abc import Sequence

from cxdesigner.document.document import Document
from cxdesigner.document.records import Link, RecordId, Touchpoint


def spoken(document: Document, selection: Sequence[RecordId]) -> str:
    """Return what a screen reader says about the selection."""
    record = document.find(selection[0]) if len(selection) == 1 else None
    if not isinstance(record, Touchpoint):
        return f"{len(selection)} selected" if selection else ""
    said = [record.title, "touchpoint", f"stage {document.title_of(record.stage_id)}"]
    if record.team_id is not None:
        said.append(f"team {document.title_of(record.team_id)}")
    if record.channel_id is not None:
        said.append(f"by {document.title_of(record.channel_id)}")
    before = [link.source_id for link in document.referring_to(record.id, Link) if link.target_id == record.id]
    if before:
        said.append("follows " + " and ".join(document.title_of(source_id) for source_id in before))
    return ", ".join(said)


def tip(document: Document, record_id: RecordId | None) -> str:
    """Return the tip of a card as plain text: what does not fit on it; empty where there is nothing to say."""
    record = document.find(record_id)
    if not isinstance(record, Touchpoint):
        return ""
    lines = [record.title, record.when, record.what]
    return "\n".join(line for line in lines if line)
