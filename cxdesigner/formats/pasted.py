"""What comes from the clipboard of another program: lines, or a table whose columns may have to be asked about."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence

from cxdesigner.commands import lanes
from cxdesigner.document import limits
from cxdesigner.document.document import Document
from cxdesigner.document.fields import fields_of
from cxdesigner.document.records import Channel, Stage, Team, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line, clean_text, folded
from cxdesigner.formats import html_table, table_own
from cxdesigner.formats.imported import Imported
from cxdesigner.formats.table_build import TableBuilder
from cxdesigner.formats.table_cells import Row, header_row, split_rows
from cxdesigner.formats.table_columns import Column, Role, columns_of_table, header_key, header_score
from cxdesigner.formats.table_read import read_rows
from cxdesigner.journey import schedule

NAME = "the clipboard"
MOST_CHARACTERS, MOST_LINES = 1_000_000, 2_000
"""So much text is looked at, and so many lines become cards, at most: the window waits for them."""
UNUSED, CUSTOM = "", "custom"
"""What a column may be beside a field: not taken, or kept under its own name."""

_FIRST = ("title", "stage_id", "channel_id", "team_id", "when", "what", "whom", "how", "emotion", "status", "number")
"""The fields that people are offered before the others."""
_NOT_OFFERED = frozenset({"step", "order", "custom", "event_id", "offset_days", "origin_id", "picture_id"})
_SAMPLE = 200
_MOSTLY = 0.6
_SHORT = 40
"""The name of a channel has fewer characters."""
_EMOTION = re.compile(r"[+\-−]?[0-2]")
_NUMBER = re.compile(r"[A-Za-z]{0,3}\d+(\.\d+)*\.?")


def read_lines(text: str) -> list[str]:
    """Return the lines of a text that say something. Refuses more of them than can be taken at once."""
    _require_size(text)
    lines = [line for line in clean_text(text).split("\n") if line.strip()]
    require_few(lines)
    return lines


def require_few(lines: Sequence[str]) -> None:
    """Refuse more lines than can be taken at once."""
    if len(lines) > MOST_LINES:
        raise Refused(f"That is too much to paste at once: {len(lines):,} lines, and {MOST_LINES:,} are taken.")


def read_table(html: str, text: str) -> list[Row]:
    """Return the cells of what other programs put on the clipboard, all rows of one width; none where it is no table.

    Cells come from HTML or from text with tabs; text that only has commas is a table where it has a header, for commas stand in
    sentences too. Refuses what is too large.
    """
    if html_table.has_table(html):
        return _required(_trimmed(html_table.read_html(html)))
    _require_size(text)
    clean = clean_text(text)
    if "\t" in clean:
        csv.field_size_limit(limits.FILE_BYTES)
        return _required(_trimmed(list(csv.reader(io.StringIO(clean, newline=""), delimiter="\t"))))
    if not clean.strip():
        return []
    rows, problems = split_rows(clean, header_score)
    place = header_row(rows, header_score)
    has_header = place is not None and not problems and header_score(rows[place]) > 1
    return _required(_trimmed(rows)) if has_header else []


def is_obvious(rows: Sequence[Row]) -> bool:
    """Tell whether the headers of a table say what its columns are, so that nobody need be asked."""
    if table_own.header_place(rows) is not None:
        return True
    place = header_row(rows, header_score)
    if place is None:
        return False
    said = [cell for cell in rows[place] if cell.strip()]
    return len(rows) > place + 1 and 2 * header_score(rows[place]) > len(said)


def read(rows: Sequence[Row]) -> Imported:
    """Return the map that a table with headers describes. Steps that it counts are left out: rows say the order."""
    place = header_row(rows, header_score)
    steps = {at for at, cell in enumerate(rows[place]) if header_key(cell) == "step"} if place is not None else set()
    if place is None or table_own.header_place(rows) is not None:
        steps = set()
    return read_rows([[cell for at, cell in enumerate(row) if at not in steps] for row in rows], [], NAME)


# -- where it has to be asked ------------------------------------------------------------------------------------------


def meanings() -> dict[str, str]:
    """Return what a column may be, by the names of fields, as people call it."""
    labels = {info.name: info.label for info in fields_of(Touchpoint) if info.name not in _NOT_OFFERED}
    ordered = {name: labels[name] for name in _FIRST} | labels
    return {UNUSED: "Leave out", **ordered, CUSTOM: "Keep as a field of its own"}


def has_headings(rows: Sequence[Row]) -> bool:
    """Tell whether the first row seems to name the columns."""
    return bool(rows) and any(column.role is not Role.CUSTOM for column in columns_of_table(rows[0]))


def guesses(rows: Sequence[Row], document: Document, *, has_headings: bool) -> list[str]:
    """Return what each column seems to be, from its header and from what stands in it; each field at most once."""
    width = max(map(len, rows), default=0)
    known = columns_of_table(rows[0]) if rows and has_headings else []
    body = rows[1:] if has_headings else rows
    taken = [known[at].name if at < len(known) else "" for at in range(width)]
    columns = [[clean_line(row[at]) for row in body[:_SAMPLE] if row[at].strip()] for at in range(width)]
    for name, fits in _tests(document):
        if name in taken:
            continue
        shares = {at: fits(columns[at]) for at in range(width) if not taken[at] and columns[at]}
        best = max(shares, key=lambda at: shares[at], default=None)
        if best is not None and shares[best] >= _MOSTLY:
            taken[best] = name
    if "title" not in taken:
        free = [at for at in range(width) if not taken[at] and any(row[at].strip() for row in body)]
        if free:
            taken[max(free, key=lambda at: (len({row[at] for row in body}), -at))] = "title"
    return [name or (CUSTOM if any(row[at].strip() for row in body) else UNUSED) for at, name in enumerate(taken)]


def _tests(document: Document) -> list[tuple[str, Callable[[list[str]], float]]]:
    """Return for some fields how well the cells of a column fit, from 0 to 1; the surest come first."""
    stages = {folded(stage.title) for stage in document.all(Stage)}
    teams = {folded(team.title) for team in document.all(Team)}
    channels = {folded(channel.title) for channel in document.all(Channel)}

    def is_channel(cell: str) -> bool:
        is_hinted = len(cell) < _SHORT and lanes.channel_kind_and_icon(cell)[1] != lanes.UNKNOWN_ICON
        return folded(cell) in channels or is_hinted

    return [
        ("stage_id", lambda cells: _share(cells, lambda cell: folded(cell) in stages)),
        ("team_id", lambda cells: _share(cells, lambda cell: folded(cell) in teams)),
        ("number", _numbering),
        ("emotion", lambda cells: _share(cells, _EMOTION.fullmatch) if any(c[0] in "-−0" for c in cells) else 0.0),
        ("channel_id", lambda cells: _share(cells, is_channel)),
        ("when", lambda cells: _share(cells, lambda cell: schedule.read_when(cell).understood)),
    ]


def _numbering(cells: list[str]) -> float:
    """Tell whether cells count: numbers of which none comes twice, upwards where they are plain ones."""
    plain = [int(cell) for cell in cells if cell.isascii() and cell.isdigit() and len(cell) < 9]
    is_counting = len(set(cells)) == len(cells) and plain == sorted(plain)
    return _share(cells, _NUMBER.fullmatch) if is_counting else 0.0


def _share(cells: list[str], fits: Callable[[str], object]) -> float:
    return sum(bool(fits(cell)) for cell in cells) / len(cells)


def read_as(rows: Sequence[Row], names: Sequence[str], *, has_headings: bool) -> Imported:
    """Return the map that a table describes where people have said what its columns are. Refuses one without titles."""
    if "title" not in names:
        raise Refused("Say which column names the touchpoints, then paste again.")
    infos = {info.name: info for info in fields_of(Touchpoint)}
    columns = []
    for place, name in enumerate(names):
        header = clean_line(rows[0][place]) if has_headings else ""
        role = Role.FIELD if name in infos and name != CUSTOM else Role.CUSTOM
        if name != UNUSED:
            columns.append(
                Column(place, header or f"Column {place + 1}", role, infos[name] if role is Role.FIELD else None)
            )
    builder = TableBuilder(NAME, columns)
    for number, row in enumerate(rows):
        if number or not has_headings:
            builder.add_row(number + 1, row)
    return builder.finished()


# -- size and shape ----------------------------------------------------------------------------------------------------


def _require_size(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise Refused(
            f"That is too much to paste at once: {len(text):,} characters, and {MOST_CHARACTERS:,} are taken; paste it in parts."
        )
    longest = max(map(len, re.split(r"[\n\t]", text)))
    if longest > limits.TEXT_CHARACTERS:
        raise Refused(f"A line has {longest:,} characters, and {limits.TEXT_CHARACTERS:,} fit; paste it in parts.")


def _trimmed(rows: list[Row]) -> list[Row]:
    """Return rows without empty ones and without empty columns, all of one width."""
    full = [row for row in rows if any(cell.strip() for cell in row)]
    width = max(map(len, full), default=0)
    even = [[*row, *[""] * (width - len(row))] for row in full]
    used = [at for at in range(width) if any(row[at].strip() for row in even)]
    return [[clean_text(row[at]) for at in used] for row in even]


def _required(rows: list[Row]) -> list[Row]:
    if len(rows) > limits.TABLE_ROWS + 1:
        raise Refused(f"That is too much to paste at once: {len(rows):,} rows, and {limits.TABLE_ROWS:,} are taken.")
    if rows and len(rows[0]) > limits.TABLE_COLUMNS:
        raise Refused(
            f"This table has {len(rows[0]):,} columns, and {limits.TABLE_COLUMNS} can be read; copy only those that are needed."
        )
    longest = max((len(cell) for row in rows for cell in row), default=0)
    if longest > limits.TABLE_CELL_CHARACTERS:
        raise Refused(f"A cell has {longest:,} characters, and {limits.TABLE_CELL_CHARACTERS:,} fit; shorten it.")
    return rows
