"""What came in from another format: a document, and what could not be understood."""

from __future__ import annotations

from dataclasses import dataclass

from cxdesigner.document.document import Document
from cxdesigner.document.text import clean_line

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One row (or line) that was not understood as a whole; `row` counts as a spreadsheet does, the header being row 1."""

    row: int
    text: str
    reason: str

    def __str__(self) -> str:
        line = clean_line(self.text)
        shown = line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
        return f"Row {self.row}: {self.reason} It reads: {shown}"


@dataclass(frozen=True, slots=True)
class Imported:
    """A document made from another format, what was not understood, and what was assumed."""

    document: Document
    problems: tuple[RowProblem, ...] = ()
    notes: tuple[str, ...] = ()
