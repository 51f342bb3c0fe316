"""Whose stickers and whose problems are on a poster, and how its legend says so."""

from __future__ import annotations

from collections.abc import Mapping

from cxdesigner.canvas.legend import NO_SIGN, STICKER, Explained
from cxdesigner.document.document import Document
from cxdesigner.document.reading import map_of
from cxdesigner.document.records import Note, RecordId, Touchpoint
from cxdesigner.wall.order import Order

_GRAVITY = (
    ("error", "Breaks the journey"),
    ("warning", "Something is missing"),
    ("hint", "Still to be done"),
)


def authors_of_notes(document: Document, map_id: RecordId) -> list[str]:
    """Return who has written stickers on a map, in the order of the alphabet; who gave no name is none."""
    return sorted({note.author for note in document.all(Note) if note.author and map_of(document, note) == map_id})


def is_note_shown(document: Document, order: Order, note_id: RecordId) -> bool:
    """Tell whether a sticker is on the poster: one in a row of experience belongs to no team."""
    note = document.find(note_id)
    if not order.has_notes or not isinstance(note, Note):
        return False
    is_theirs = not order.notes_by or note.author == order.notes_by
    return is_theirs and (order.of_team is None or (note.row_id is None and note.team_id == order.of_team))


def problems_shown(document: Document, order: Order, problems: Mapping[RecordId, str]) -> dict[RecordId, str]:
    """Return of the gravest severities by record those that are marked: of all teams, or of the cards of one."""

    def is_shown(record_id: RecordId) -> bool:
        record = document.find(record_id)
        return order.of_team is None or (isinstance(record, Touchpoint) and record.team_id == order.of_team)

    return {record_id: severity for record_id, severity in problems.items() if is_shown(record_id)}


def explained(document: Document, order: Order) -> Explained:
    """Return what the legend says of marks and stickers: a name of a sign, and its words."""
    lines = list(_GRAVITY) if order.has_problems else []
    team = "" if order.of_team is None else document.title_of(order.of_team)
    if team and order.has_problems:
        lines.append((NO_SIGN, f"Marked for {team} only"))
    if order.has_notes and order.notes_by:
        lines.append((STICKER, f"Written by {order.notes_by} only"))
    if order.has_notes and team:
        lines.append((STICKER, f"Stuck to {team} only"))
    return tuple(lines)
