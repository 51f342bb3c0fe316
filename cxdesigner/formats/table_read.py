"""Reads tables as people keep them (CSV, TSV), and those that this program wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from cxdesigner.document import limits
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line, shown_name
from cxdesigner.formats import table_own
from cxdesigner.formats.decoding import decoded
from cxdesigner.formats.imported import Imported, RowProblem
from cxdesigner.formats.table_build import TableBuilder
from cxdesigner.formats.table_cells import Row, header_row, split_rows
from cxdesigner.formats.table_columns import columns_of_table, header_score

UNTITLED = "Imported map"

_BUSINESS = re.compile(r"\b([a-z]\d[a-z])\b")
_SHORT = re.compile(r"\b(crm|faq|hr|it|vip|sms|nps|usa|uk|eu)\b")


def read_table(data: bytes, name: str) -> Imported:
    """Return the map that a table describes, or the document that this program once wrote as a table.

    Refuses, in one sentence, what is no table, holds no column of touchpoints, or is too large. Rows that cannot be
    understood are reported and kept as far as that goes.
    """
    return read_rows(*split_rows(decoded(data, name), _score), name)


def read_rows(rows: list[Row], problems: list[RowProblem], name: str) -> Imported:
    """Return the map that rows of cells describe, wherever they come from; *problems* were found in cutting them."""
    own = table_own.header_place(rows)
    if own is not None:
        return table_own.read_own(rows, own, problems)
    return _foreign(rows, problems, name)


def is_table(data: bytes, name: str) -> bool:
    """Tell whether the text has a header that names touchpoints."""
    rows, _ = split_rows(decoded(data, name), _score)
    return header_row(rows, _score) is not None


def title_from(name: str) -> str:
    """Return what a map is called when only its file has a name: “b2b-onboarding.csv” gives “B2B onboarding”."""
    stem = re.sub(r"[-_\s]+", " ", PurePath(shown_name(name)).stem)
    words = clean_line(stem).lower() if stem.isupper() else clean_line(stem)
    words = _BUSINESS.sub(lambda found: found[1].upper(), words)
    words = _SHORT.sub(lambda found: found[1].upper(), words)
    return (words[:1].upper() + words[1:])[: limits.TITLE_CHARACTERS] or UNTITLED


def _score(cells: Sequence[str]) -> int:
    return max(header_score(cells), table_own.header_score(cells))


def _foreign(rows: list[Row], problems: list[RowProblem], name: str) -> Imported:
    shown = shown_name(name)
    place = header_row(rows, header_score)
    if place is None:
        raise Refused(
            f"“{shown}” has no column that names touchpoints; give one column the header “Touchpoint” and open it again."
        )
    body = rows[place + 1 :]
    while body and not any(cell.strip() for cell in body[-1]):
        body.pop()
    width = max(_width(row) for row in [rows[place], *body])
    _require_size(shown, body, width, place)
    columns = columns_of_table(_filled_up(rows[place], width))
    builder = TableBuilder(title_from(name), columns)
    above = [
        RowProblem(
            number, " | ".join(filter(None, map(clean_line, row))), "It stands above the header and is not read."
        )
        for number, row in enumerate(rows[:place], start=1)
        if _width(row)
    ]
    for number, row in enumerate(body, start=place + 2):
        builder.add_row(number, _filled_up(row, width))
    made = builder.finished()
    if not any(_width(row) for row in body):
        raise Refused(f"“{shown}” has a header but no rows; add one row for each touchpoint.")
    found = sorted((*above, *problems, *made.problems), key=lambda problem: problem.row)
    return Imported(made.document, tuple(found), made.notes)


def _width(row: Row) -> int:
    return max((place for place, cell in enumerate(row, start=1) if cell.strip()), default=0)


def _filled_up(row: Row, width: int) -> Row:
    return [*row[:width], *[""] * (width - len(row))]


def _require_size(shown: str, body: list[Row], width: int, place: int) -> None:
    if len(body) > limits.TABLE_ROWS:
        raise Refused(
            f"“{shown}” has {len(body):,} rows, and {limits.TABLE_ROWS:,} can be read; divide it into several tables."
        )
    if width > limits.TABLE_COLUMNS:
        raise Refused(
            f"“{shown}” has {width:,} columns, and {limits.TABLE_COLUMNS} can be read; remove those that are not needed."
        )
    for number, row in enumerate(body, start=place + 2):
        longest = max(map(len, row), default=0)
        if longest > limits.TABLE_CELL_CHARACTERS:
            raise Refused(
                f"A cell in row {number} of “{shown}” has {longest:,} characters, and"
                f" {limits.TABLE_CELL_CHARACTERS:,} fit; shorten it."
            )
