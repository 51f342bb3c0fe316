"""Tables in HTML, as programs put them on the clipboard: written escaped, read as plain text and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

from cxdesigner.document import limits
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_text

Row = list[str]

_SILENT = frozenset({"script", "style", "template"})
_CELLS = frozenset({"td", "th"})
_LINES = frozenset({"br", "p", "div", "li"})
_MOST_NESTED = 40
MOST_CHARACTERS = 12_000_000
"""A table as large as can be read has about so many, with all that a spreadsheet program writes around each cell."""
UNREADABLE = "The table on the clipboard cannot be read; paste it as plain text."
_PIECE = 65_536
_MOST_UNFINISHED = 1_000_000
"""A tag or remark that goes on for longer is none."""


def write_html(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table; everything that people have typed is escaped, and line ends stay."""
    head = "".join(f"<th>{_escaped(header)}</th>" for header in headers)
    body = "".join(f"<tr>{''.join(f'<td>{_escaped(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    return (
        '<html><head><meta charset="utf-8"></head><body>\n'
        f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table>\n</body></html>"
    )


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def has_table(text: str) -> bool:
    """Tell whether HTML holds a table."""
    return "<table" in text.lower()


def read_html(text: str) -> list[Row]:
    """Return the rows of the first table in HTML; nothing is loaded or run, and what is not text is left out.

    Refuses, in one sentence, what is larger than a table that can be read.
    """
    if len(text) > MOST_CHARACTERS:
        raise Refused("That is too much to paste at once; paste it in parts, or import it as a file.")
    reader = _Reader()
    start = 0
    while start < len(text):
        # An unfinished tag is looked at again with each piece: pieces as long as what is unfinished keep that linear.
        end = start + max(_PIECE, len(reader.rawdata))
        reader.feed(text[start:end])
        if len(reader.rawdata) > _MOST_UNFINISHED:
            raise Refused(UNREADABLE)
        start = end
    reader.end_table()
    return reader.rows


class _Reader(HTMLParser):
    """Collects the cells of one table. A table within a cell is text of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self._row: Row | None = None
        self._cell: list[str] | None = None
        self._span = 1
        self._depth = 0
        self._silent = 0
        self._is_done = False
        self._held: dict[int, tuple[int, str]] = {}
        """Cells that reach down into the rows below, by column: how many rows still, and what they say."""
        self._reach = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            if self._depth > _MOST_NESTED:
                raise Refused(UNREADABLE)
        elif self._is_done or self._depth != 1:
            self._say("\n" if tag in _LINES else "")
        elif tag == "tr":
            self._end_row()
            self._row = []
        elif tag in _CELLS:
            self._end_cell()
            self._begin_cell(dict(attrs))
        elif tag in _LINES:
            self._say("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._end_row()
                self._is_done = True
        elif self._depth == 1 and tag == "tr":
            self._end_row()
        elif self._depth == 1 and tag in _CELLS:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        # Line ends in HTML are white space: only tags break lines.
        self._say(" ".join(data.split("\n")) if "\n" in data else data)

    def end_table(self) -> None:
        """Take the last row, whether the table was closed or not.

        What stands behind the last whole tag is left alone: the parser of Python 3.11 takes the square of its length for it.
        """
        self._end_row()

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        if self._row is None:
            self._row = []
        self._fill_held()
        self._cell = []
        self._span = _count(attributes.get("colspan"), limits.TABLE_COLUMNS)
        self._reach = _count(attributes.get("rowspan"), limits.TABLE_ROWS)

    def _say(self, text: str) -> None:
        if self._cell is not None and text and not self._silent and not self._is_done:
            self._cell.append(text)

    def _end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        lines = (" ".join(line.split()) for line in clean_text("".join(self._cell)).split("\n"))
        text = "\n".join(line for line in lines if line)
        if len(text) > limits.TABLE_CELL_CHARACTERS:
            raise Refused(
                f"A cell of this table has {len(text):,} characters, and {limits.TABLE_CELL_CHARACTERS:,} fit."
            )
        for _ in range(self._span):
            if self._reach > 1:
                self._held[len(self._row)] = self._reach - 1, text
            self._row.append(text)
            text = ""
        self._cell = None
        if len(self._row) > limits.TABLE_COLUMNS * 4:
            raise Refused(f"This table has too many columns; {limits.TABLE_COLUMNS} can be read.")

    def _fill_held(self) -> None:
        """Say again what a cell of a row above says for this one too."""
        assert self._row is not None
        while (held := self._held.pop(len(self._row), None)) is not None:
            left, text = held
            if left > 1:
                self._held[len(self._row)] = left - 1, text
            self._row.append(text)

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is None:
            return
        self._fill_held()
        if self._row:
            self.rows.append(self._row)
        self._row = None
        if len(self.rows) > limits.TABLE_ROWS + 10:
            raise Refused(f"That is too much to paste at once: at most {limits.TABLE_ROWS:,} rows are taken.")


def _count(text: str | None, most: int) -> int:
    return (
        max(1, min(int(text), most)) if text is not None and text.isascii() and text.isdigit() and len(text) < 6 else 1
    )
