"""Writes a document as one table: a row for each record, a column for each field, ids that stay.

The columns of touchpoints come first, then those that other records need. `table_own.py` reads it back to the very same
document; a person can read and change it in any spreadsheet program meanwhile.
"""

from __future__ import annotations

import codecs
import csv
import io

from cxdesigner.document.document import Document
from cxdesigner.document.fields import FIELDS, FieldInfo, Kind, fields_of
from cxdesigner.document.reading import links_of, maps_of, stages_of, touchpoints_of
from cxdesigner.document.records import (
    TYPE_NAMES,
    Channel,
    Event,
    Persona,
    Record,
    RecordId,
    Stage,
    Team,
    Touchpoint,
)
from cxdesigner.formats.plain_values import guarded, write_value
from cxdesigner.storage.strict_json import canonical

RECORD = "Record"
ID = "Id"
REVISION = "Revision"
NEWER = "Newer fields"
DOCUMENT_ROW = "document"
UNKNOWN_ROW = "unknown"

_FIRST = ("number", "stage_id", "title")
_BY_TITLE = frozenset({Stage, Team, Channel, Event, Persona})
_LABELS = {"title": "Title", "text": "Text"}


def _labels() -> dict[str, str]:
    """Return the header of each field by its name: touchpoints' fields first, each header only once."""
    touchpoint = {info.name: info for info in fields_of(Touchpoint)}
    ordered = {name: touchpoint[name] for name in _FIRST} | touchpoint
    for infos in FIELDS.values():
        for info in infos:
            ordered.setdefault(info.name, info)
    labels: dict[str, str] = {}
    for name, info in ordered.items():
        label = _LABELS.get(name, info.label)
        taken = {RECORD, ID, REVISION, NEWER, *labels.values()}
        labels[name] = f"{label} ({name})" if label in taken else label
    return labels


LABELS = _labels()
"""The header of each field in our own tables, by the name of the field, in the order of the columns."""

HEADERS = (RECORD, ID, *LABELS.values(), REVISION, NEWER)


def write_table(document: Document, *, delimiter: str = ",") -> bytes:
    """Return every record and field of a document as CSV (UTF-8 with a mark, so that spreadsheet programs see it)."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, HEADERS, restval="", lineterminator="\r\n", delimiter=delimiter)
    writer.writeheader()
    rows = [{RECORD: DOCUMENT_ROW, ID: document.id, REVISION: str(document.revision)}]
    names = _ReferenceNames(document)
    rows += [_row(record, names) for record in _in_reading_order(document)]
    rows += [{RECORD: UNKNOWN_ROW, LABELS["text"]: line} for line in document.unknown]
    for row in rows:
        writer.writerow({header: guarded(cell) for header, cell in row.items()})
    return codecs.BOM_UTF8 + file.getvalue().encode("utf-8")


def _in_reading_order(document: Document) -> list[Record]:
    """Return all records type by type, each type along the journey: so a person finds a card where it happens."""
    placed: list[Record] = []
    for map in maps_of(document):
        placed += [*stages_of(document, map.id), *touchpoints_of(document, map.id), *links_of(document, map.id)]
    places = {record.id: place for place, record in enumerate(placed)}
    types = list(TYPE_NAMES)

    def key(record: Record) -> tuple[int, int]:
        return types.index(type(record)), places.get(record.id, getattr(record, "position", len(placed)))

    return sorted(document, key=key)


class _ReferenceNames:
    """How a record is named in another one's row.

    What people change by typing another name (a stage, team, channel, event, persona) stands there by its title, where
    only one has it; all else by its title, # and its id, so that it is found again after somebody renamed it.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._counts: dict[tuple[type[Record], str], int] = {}
        for record in document:
            key = type(record), getattr(record, "title", "")
            self._counts[key] = self._counts.get(key, 0) + 1

    def name(self, record_id: RecordId) -> str:
        """Return what stands in the cell."""
        record = self._document.find(record_id)
        assert record is not None
        title: str = getattr(record, "title", "")
        is_typed = type(record) in _BY_TITLE and "#" not in title and title == title.strip() != ""
        if is_typed and self._counts[type(record), title] == 1:
            return title
        return f"{title} #{record_id}" if title else f"#{record_id}"


def _row(record: Record, names: _ReferenceNames) -> dict[str, str]:
    row = {RECORD: TYPE_NAMES[type(record)].replace("_", " "), ID: str(record.id)}
    for info in fields_of(type(record)):
        row[LABELS[info.name]] = _cell(info, getattr(record, info.name), names)
    if record.extra:
        row[NEWER] = canonical(record.extra)
    return row


def _cell(info: FieldInfo, value: object, names: _ReferenceNames) -> str:
    if info.kind is Kind.REFERENCE:
        return names.name(value) if value is not None else ""  # type: ignore[arg-type]
    return write_value(info, value)
