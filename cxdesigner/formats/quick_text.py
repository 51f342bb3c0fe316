"""Reads lines as they were typed in the room: “Touchpoint - Channel - Team - When”, with `Stage:` lines and remarks."""

from __future__ import annotations

from cxdesigner.commands import maps, quick_entry
from cxdesigner.document import limits
from cxdesigner.document.reading import first_map
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line, clean_text, shown_name
from cxdesigner.formats.decoding import decoded
from cxdesigner.formats.imported import Imported, RowProblem
from cxdesigner.formats.table_read import is_table, read_table, title_from


def read_any_text(data: bytes, name: str) -> Imported:
    """Return what a text file holds: a table where its first lines are one, lines as said otherwise."""
    return read_table(data, name) if is_table(data, name) else read(data, name)


def read(data: bytes, name: str) -> Imported:
    """Return the map that lines describe. Lines that name no touchpoint are reported with their number and text."""
    lines = clean_text(decoded(data, name)).split("\n")
    if len(lines) > limits.TABLE_ROWS:
        raise Refused(f"“{shown_name(name)}” has {len(lines):,} lines, and {limits.TABLE_ROWS:,} can be read.")
    document = maps.new_document(title_from(name), stages=())
    taken: list[str] = []
    problems: list[RowProblem] = []
    for number, line in enumerate(lines, start=1):
        reason = _why_not(line)
        if reason:
            problems.append(RowProblem(number, line, reason, "Line"))
        else:
            taken.append(line)
    if not any(quick_entry.parse(line).title for line in taken):
        raise Refused(
            f"“{shown_name(name)}” names no touchpoint; write one a line: Touchpoint - Channel - Team - When."
        )
    document.apply(quick_entry.add_lines(document, first_map(document).id, taken).change)
    return Imported(document, tuple(problems))


def _why_not(line: str) -> str:
    said = quick_entry.parse(line)
    if said.is_comment or not line.strip():
        return ""
    if any(len(part.text) > limits.TITLE_CHARACTERS for part in said.parts):
        return f"A part of it is longer than {limits.TITLE_CHARACTERS} characters; it is left out."
    if said.is_stage and not said.stage:
        return "It names no stage; it is left out."
    if not said.is_stage and not clean_line(said.title):
        return "It names no touchpoint; it is left out."
    return ""
