"""From text to rows of cells: any delimiter, any line end, and quotation marks that do not match."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence

from cxdesigner.document import limits
from cxdesigner.formats.imported import RowProblem

DELIMITERS = (",", ";", "\t", "|")
HEADER_WITHIN = 10
"""The header is looked for in so many rows that hold something."""

_SNIFFED = 65_536
_QUOTED_LINES = 200
"""A quoted cell may span so many lines where the quotation marks of the table do not match."""

Row = list[str]


def split_rows(text: str, score: Callable[[Sequence[str]], int]) -> tuple[list[Row], list[RowProblem]]:
    """Return all rows of a table, cut by the delimiter that gives the header the highest score.

    A row whose quotation marks do not match is cut without regard to them and reported; the others do not suffer.
    """
    text, announced = _announced(text)
    delimiter = announced or _best_delimiter(text, score)
    csv.field_size_limit(limits.FILE_BYTES)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)), []
    except csv.Error:
        return _one_by_one(text, delimiter)


def header_row(rows: Sequence[Row], score: Callable[[Sequence[str]], int]) -> int | None:
    """Return the place of the row that looks most like a header, or None where none does."""
    filled = [place for place, row in enumerate(rows[:1000]) if any(cell.strip() for cell in row)][:HEADER_WITHIN]
    best = max(filled, key=lambda place: (score(rows[place]), -place), default=None)
    return best if best is not None and score(rows[best]) > 0 else None


def _announced(text: str) -> tuple[str, str]:
    """Return the text without the line in which a spreadsheet program names the delimiter, and that delimiter."""
    found = re.match(r"sep=([,;\t|])(\r\n|\r|\n)", text)
    return (text[found.end() :], found[1]) if found else (text, "")


def _best_delimiter(text: str, score: Callable[[Sequence[str]], int]) -> str:
    def rank(delimiter: str) -> tuple[int, int]:
        rows: list[Row] = []
        try:
            for row in csv.reader(io.StringIO(text[:_SNIFFED], newline=""), delimiter=delimiter):
                rows.append(row)
                if len(rows) > 4 * HEADER_WITHIN:
                    break
        except csv.Error:
            pass
        place = header_row(rows, score)
        return (score(rows[place]), len(rows[place])) if place is not None else (0, max(map(len, rows), default=0))

    return max(DELIMITERS, key=rank)


def _one_by_one(text: str, delimiter: str) -> tuple[list[Row], list[RowProblem]]:
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    rows: list[Row] = []
    problems = []
    at = 0
    while at < len(lines):
        if not lines[at]:
            at += 1
            continue
        end = _end_of_row(lines, at)
        row = _strict_row("".join(lines[at:end]), delimiter)
        if row is None:
            end = at + 1
            line = lines[at].rstrip("\r\n")
            row = line.split(delimiter)
            problems.append(RowProblem(len(rows) + 1, line, "Its quotation marks do not match."))
        rows.append(row)
        at = end
    return rows, problems


def _end_of_row(lines: list[str], start: int) -> int:
    quotes = 0
    for place in range(start, min(len(lines), start + _QUOTED_LINES)):
        quotes += lines[place].count('"')
        if quotes % 2 == 0:
            return place + 1
    return start + 1


def _strict_row(text: str, delimiter: str) -> Row | None:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None
