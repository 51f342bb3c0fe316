"""Other people's formats: one file each, and one table of them. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.formats.imported import Imported, RowProblem

if TYPE_CHECKING:
    from cxdesigner.storage.codec import Loaded

__all__ = [
    "FORMATS",
    "NATIVE_SUFFIX",
    "Format",
    "Imported",
    "Opened",
    "RowProblem",
    "format_for",
    "open_any",
    "read_any",
]

NATIVE_SUFFIX = ".cxmap"


class Format(NamedTuple):
    """One format: the suffixes of its files, what people call it, and how it is read and written (None: it is not)."""

    suffixes: tuple[str, ...]
    title: str
    read: Callable[[bytes, str], Imported] | None = None
    write: Callable[[Document], bytes] | None = None
    write_map: Callable[[Document, RecordId], bytes] | None = None
    """Writes one map of several, where a file can hold one alone."""


class Opened(NamedTuple):
    """A document from a file, with everything that the person should hear about; `loaded` where the file is our own."""

    path: Path
    document: Document
    problems: tuple[RowProblem, ...] = ()
    notes: tuple[str, ...] = ()
    loaded: Loaded | None = None

    @property
    def is_native(self) -> bool:
        """Tell whether the file is one of ours, so that Save may write it again."""
        return self.loaded is not None


def _read_table(data: bytes, name: str) -> Imported:
    from cxdesigner.formats.table_read import read_table

    return read_table(data, name)


def _write_table(document: Document) -> bytes:
    from cxdesigner.formats.table_write import write_table

    return write_table(document)


def _write_tabbed_table(document: Document) -> bytes:
    from cxdesigner.formats.table_write import write_table

    return write_table(document, delimiter="\t")


def _read_text(data: bytes, name: str) -> Imported:
    from cxdesigner.formats.quick_text import read_any_text

    return read_any_text(data, name)


def _write_workbook(document: Document) -> bytes:
    from cxdesigner.formats.workbook import write_workbook

    return write_workbook(document)


def _write_graphml(document: Document, map_id: RecordId | None = None) -> bytes:
    from cxdesigner.formats.graphs import write_graphml

    return write_graphml(document, map_id)


def _write_node_link(document: Document, map_id: RecordId | None = None) -> bytes:
    from cxdesigner.formats.graphs import write_node_link

    return write_node_link(document, map_id)


FORMATS: dict[str, Format] = {
    "csv": Format((".csv",), "Table (CSV)", _read_table, _write_table),
    "tsv": Format((".tsv", ".tab"), "Table with tabs (TSV)", _read_table, _write_tabbed_table),
    "xlsx": Format((".xlsx",), "Workbook (XLSX)", write=_write_workbook),
    "graphml": Format((".graphml",), "Graph (GraphML)", write=_write_graphml, write_map=_write_graphml),
    "node-link": Format((".json",), "Graph (node-link JSON)", write=_write_node_link, write_map=_write_node_link),
    "text": Format((".txt", ".text", ".md"), "Lines as they are said in the room", _read_text),
}
"""Every format but our own, by its short name: menus, the command line and drag and drop follow this table."""


def format_for(path: Path) -> Format | None:
    """Return the format of a file by its suffix, or None."""
    suffix = path.suffix.lower()
    return next((row for row in FORMATS.values() if suffix in row.suffixes), None)


def open_any(path: str | Path) -> Opened:
    """Return the document in a file: a map of ours, or any table or list of lines. Refuses with one sentence."""
    from cxdesigner.storage.load import read_whole

    place = Path(path)
    return read_any(read_whole(place), place)


def read_any(data: bytes, path: Path) -> Opened:
    """Return the document in the bytes of a file; what they are counts, and only then how the file is called."""
    if path.suffix.lower() == NATIVE_SUFFIX or _is_native(data):
        return _native(data, path)
    row = format_for(path)
    read = row.read if row is not None and row.read is not None else _read_table
    made = read(data, path.name)
    return Opened(path, made.document, made.problems, made.notes)


def _is_native(data: bytes) -> bool:
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and b'"format"' in start and b"cxmap" in start


def _native(data: bytes, path: Path) -> Opened:
    from cxdesigner.storage import codec

    loaded = codec.decode(data, path)
    return Opened(path, loaded.document, (), loaded.notes, loaded)
