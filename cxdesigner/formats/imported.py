"""What came in from another format: a document, and what could not be understood."""

from __future__ import annotations

from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.text import clean_line

_SHOWN = 200


class RowProblem(NamedTuple):
    """One row (or line) that was not understood as a whole; `row` counts as a spreadsheet does, the header being row 1."""

    row: int
    text: str
    reason: str
    noun: str = "Row"

    def __str__(self) -> str:
        line = clean_line(self.text)
        shown = line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
        return f"{self.noun} {self.row}: {self.reason} It reads: {shown}"


class Imported(NamedTuple):
    """A document made from another format, what was not understood, and what was assumed."""

    document: Document
    problems: tuple[RowProblem, ...] = ()
    notes: tuple[str, ...] = ()
