"""The clipboard: cards as cards for ourselves, and as lines of text for everybody else."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

from cxdesigner.document.document import Document
from cxdesigner.document.reading import stages_of, touchpoints_of
from cxdesigner.document.records import RecordId, Stage, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_text
from cxdesigner.ui.desk import Desk

MEDIA_TYPE = "application/vnd.cxdesigner.fragment+json"
MOST_LINES = 2_000


def copy(desk: Desk) -> bool:
    """Put the selected cards on the clipboard; say why where there is nothing to copy."""
    from cxdesigner.commands.clipboard import copied
    from cxdesigner.storage.codec import encode

    try:
        fragment = copied(desk.document, desk.selection)
    except Refused as refusal:
        desk.said.emit(str(refusal))
        return False
    data = QMimeData()
    data.setData(MEDIA_TYPE, QByteArray(encode(fragment, "cxdesigner")))
    data.setText(as_lines(desk.document, desk.selection))
    QGuiApplication.clipboard().setMimeData(data)
    return True


def cut(desk: Desk) -> None:
    """Put the selected cards on the clipboard and take them off the map."""
    from cxdesigner.commands.removing import remove

    if copy(desk):
        desk.plan(remove, desk.selection)


def paste(desk: Desk) -> None:
    """Put cards from the clipboard behind the selected one; lines of text become cards as in quick entry."""
    from cxdesigner.commands import clipboard, quick_entry
    from cxdesigner.storage.codec import decode

    offered = QGuiApplication.clipboard().mimeData()
    if offered is None:  # An empty clipboard, on some platforms.
        return
    if offered.hasFormat(MEDIA_TYPE):
        try:
            fragment = decode(bytes(offered.data(MEDIA_TYPE).data())).document
        except Refused as refusal:
            desk.said.emit(str(refusal))
            return
        place = behind(desk)
        if place is None:
            desk.said.emit("Add a stage first, then paste into it.")
        else:
            desk.plan(clipboard.paste, desk.map_id, fragment, place)
        return
    lines = [line for line in clean_text(offered.text()).split("\n") if line.strip()]
    if len(lines) > MOST_LINES:
        desk.said.emit(f"That is too much to paste at once: {len(lines):,} lines, and {MOST_LINES:,} are taken.")
    elif lines:
        last = next((i for i in reversed(desk.selection) if isinstance(desk.document.find(i), Touchpoint)), None)
        desk.plan(quick_entry.add_lines, desk.map_id, lines, last)


def behind(desk: Desk) -> tuple[RecordId, int] | None:
    """Return the step after the selected card, the beginning of the selected stage, or the end of the map."""
    for record_id in reversed(desk.selection):
        record = desk.document.find(record_id)
        if isinstance(record, Touchpoint):
            return record.stage_id, record.step + 1
        if isinstance(record, Stage):
            return record.id, 0
    last = touchpoints_of(desk.document, desk.map.id)
    if last:
        return last[-1].stage_id, last[-1].step + 1
    stages = stages_of(desk.document, desk.map.id)
    return (stages[0].id, 0) if stages else None


def as_lines(document: Document, record_ids: tuple[RecordId, ...]) -> str:
    """Return touchpoints as they are said: touchpoint – channel – team – when, one a line."""
    lines = []
    for record_id in record_ids:
        record = document.find(record_id)
        if isinstance(record, Touchpoint):
            parts = (record.title, document.title_of(record.channel_id), document.title_of(record.team_id), record.when)
            lines.append(" – ".join(parts).rstrip(" –"))
    return "\n".join(lines)
