"""Reads the tables that `table_write.py` wrote, whatever a spreadsheet program or a person did to them meanwhile."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cxdesigner.commands import lanes
from cxdesigner.document import limits
from cxdesigner.document import records as r
from cxdesigner.document.checking import check_record, check_value
from cxdesigner.document.document import Document
from cxdesigner.document.fields import FieldInfo, Kind, fields_of, references_of
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line, clean_text, folded
from cxdesigner.formats.imported import Imported, RowProblem
from cxdesigner.formats.plain_values import read_value, unguarded
from cxdesigner.formats.table_cells import HEADER_WITHIN, Row
from cxdesigner.formats.table_values import NotUnderstood
from cxdesigner.formats.table_write import DOCUMENT_ROW, HEADERS, ID, LABELS, NEWER, RECORD, REVISION, UNKNOWN_ROW
from cxdesigner.storage.plain import is_proper_id

_KINDS = {name.replace("_", " "): kind for name, kind in r.RECORD_TYPES.items()}
_HEADERS = {folded(header): header for header in HEADERS}
_SURELY = len(HEADERS) // 2
"""Nobody else's table has more of our headers than that, whatever its rows hold."""


def header_score(cells: Sequence[str]) -> int:
    """Return how many of our own headers a row holds; 0 where it is none of ours."""
    found = {folded(cell) for cell in cells} & set(_HEADERS)
    return len(found) if {folded(RECORD), folded(ID)} <= found else 0


def header_place(rows: Sequence[Row]) -> int | None:
    """Return the place of our own header, or None where a table is not ours."""
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        score = header_score(row)
        if score > _SURELY:
            return place
        if score:
            at = [folded(cell) for cell in row].index(folded(RECORD))
            kinds = {folded(body[at]) for body in rows[place + 1 :] if len(body) > at} - {""}
            return place if kinds and kinds <= {*_KINDS, DOCUMENT_ROW, UNKNOWN_ROW} else None
    return None


def read_own(rows: Sequence[Row], place: int, problems: Sequence[RowProblem]) -> Imported:
    """Return the document that a table of ours holds, with its ids."""
    reader = _OwnReader(rows[place], problems)
    for number, row in enumerate(rows[place + 1 :], start=place + 2):
        if any(row):
            reader.take(number, row)
    return reader.finished()


class _OwnReader:
    """Takes the rows one after the other; names of other records are looked up when all are known."""

    def __init__(self, header: Row, problems: Sequence[RowProblem]) -> None:
        self._header = [_HEADERS.get(folded(cell), "") for cell in header]
        self._titles = [clean_line(cell) or f"Column {place + 1}" for place, cell in enumerate(header)]
        self._problems = list(problems)
        self._id = ""
        self._revision = 0
        self._unknown: list[str] = []
        self._made: dict[r.RecordId, tuple[type[r.Record], dict[str, Any], int, str]] = {}
        self._added: list[r.Record] = []
        self._places: dict[r.RecordId, tuple[int, str]] = {}

    def take(self, number: int, row: Row) -> None:
        """Take one row."""
        cells = {header: unguarded(cell) for header, cell in zip(self._header, row, strict=False) if header}
        text = " | ".join(filter(None, map(clean_line, row)))
        kind = folded(cells.get(RECORD, "")) or "touchpoint"
        if kind == DOCUMENT_ROW:
            self._id = cells[ID] if is_proper_id(cells.get(ID)) else ""
            revision = cells.get(REVISION, "").strip()
            self._revision = int(revision) if revision.isdecimal() and len(revision) < 10 else 0
        elif kind == UNKNOWN_ROW:
            self._take_unknown(number, cells.get(LABELS["text"], ""), text)
        elif kind in _KINDS:
            self._take_record(number, _KINDS[kind], cells, row, text)
        else:
            self._report(number, text, f"“{kind[:60]}” in “{RECORD}” is nothing that a map holds; it is left out.")

    def _take_unknown(self, number: int, line: str, text: str) -> None:
        try:
            json.loads(line)
        except (ValueError, RecursionError):
            self._report(number, text, "Its text is no JSON any more, and it is left out.")
        else:
            self._unknown.append(line)

    def _take_record(self, number: int, kind: type[r.Record], cells: dict[str, str], row: Row, text: str) -> None:
        fields: dict[str, Any] = {}
        misfits: list[r.CustomField] = []
        for info in fields_of(kind):
            cell = cells.get(LABELS[info.name])
            if cell is None or (not cell and info.kind is Kind.CHOICE):
                continue
            try:
                fields[info.name] = _value(info, cell)
            except (NotUnderstood, Refused) as error:
                misfits.append(_kept(LABELS[info.name], cell))
                fate = "kept as a field" if kind is r.Touchpoint else "left out"
                reason = str(error).rstrip(".")
                self._report(number, text, f"“{cell[:60]}” in “{LABELS[info.name]}” is {fate}: {reason}.")
        fields = {name: value for name, value in fields.items() if value is not None}
        fields["extra"] = self._extra(number, cells.get(NEWER, ""), text)
        others = self._other_columns(row)
        if kind is r.Touchpoint:
            fields["custom"] = (*fields.get("custom", ()), *misfits, *others)
        else:
            for other in others:
                shown = clean_line(other.value)[:60]
                self._report(number, text, f"“{shown}” in “{other.title}” has no place in it and is left out.")
        self._made[self._own_id(number, cells.get(ID, ""), text)] = (kind, fields, number, text)

    def _own_id(self, number: int, written: str, text: str) -> r.RecordId:
        record_id = r.RecordId(written) if is_proper_id(written) else r.new_id()
        if written and record_id != written:
            self._report(number, text, f"“{written[:60]}” is no proper id; it gets a new one.")
        if record_id in self._made:
            self._report(number, text, "Its id stands in another row too; it gets a new one.")
            record_id = r.new_id()
        self._places[record_id] = (number, text)
        return record_id

    def _other_columns(self, row: Row) -> list[r.CustomField]:
        """Return the cells of columns that are not ours."""
        titles = self._titles + [f"Column {place + 1}" for place in range(len(self._titles), len(row))]
        ours = self._header + [""] * (len(row) - len(self._header))
        return [_kept(titles[place], cell) for place, cell in enumerate(row) if cell.strip() and not ours[place]]

    def _extra(self, number: int, cell: str, text: str) -> tuple[tuple[str, str], ...]:
        try:
            pairs = json.loads(cell) if cell else []
            return tuple((str(key), str(value)) for key, value in pairs)
        except (ValueError, TypeError, RecursionError):
            self._report(number, text, f"“{NEWER}” is no JSON any more and is left out.")
            return ()

    # -- when all rows are known -------------------------------------------------------------------------------------

    def finished(self) -> Imported:
        """Return the document; what refers to nothing is mended or left out, and reported."""
        names = self._names()
        records: dict[r.RecordId, r.Record] = {}
        for record_id, (kind, fields, number, text) in self._made.items():
            record = self._record(record_id, kind, dict(fields), names, number, text)
            if record is not None:
                records[record_id] = record
        records |= {record.id: record for record in self._added}
        self._mend(records)
        if not any(isinstance(record, r.Map) for record in records.values()):
            raise Refused("This table holds no map any more: its row “map” is missing or cannot be read.")
        document = Document(records.values(), id=self._id, revision=self._revision)
        document.unknown = tuple(self._unknown)
        return Imported(document, tuple(sorted(self._problems, key=lambda problem: problem.row)))

    def _names(self) -> dict[tuple[type[r.Record], str], r.RecordId]:
        names: dict[tuple[type[r.Record], str], r.RecordId] = {}
        for record_id, (kind, fields, _, _) in self._made.items():
            names.setdefault((kind, folded(fields.get("title", ""))), record_id)
        exact = {(kind, fields.get("title", "")): record_id for record_id, (kind, fields, *_) in self._made.items()}
        return names | exact

    def _record(
        self,
        record_id: r.RecordId,
        kind: type[r.Record],
        fields: dict[str, Any],
        names: dict[tuple[type[r.Record], str], r.RecordId],
        number: int,
        text: str,
    ) -> r.Record | None:
        for info in references_of(kind):
            if fields.get(info.name):
                fields[info.name] = self._target(info, fields[info.name], names, number, text)
            elif info.name in fields:
                del fields[info.name]
        try:
            record = kind(id=record_id, **{name: value for name, value in fields.items() if value is not None})
            check_record(record)
        except (TypeError, Refused) as error:
            reason = str(error) if isinstance(error, Refused) else "Something that it cannot be without is missing."
            self._report(number, text, f"{reason} It is left out.")
            return None
        return record

    def _target(
        self,
        info: FieldInfo,
        cell: str,
        names: dict[tuple[type[r.Record], str], r.RecordId],
        number: int,
        text: str,
    ) -> r.RecordId | None:
        assert info.refers_to is not None
        for at in (place for place, letter in enumerate(cell) if letter == "#"):
            if cell[at + 1 :] in self._made:
                return r.RecordId(cell[at + 1 :])
        found = names.get((info.refers_to, cell)) or names.get((info.refers_to, folded(cell)))
        if found is not None:
            return found
        added = self._new(info.refers_to, clean_line(cell)[: limits.TITLE_CHARACTERS])
        if added is None:
            self._report(number, text, f"“{cell[:60]}” in “{LABELS[info.name]}” names nothing in this table.")
            return None
        self._added.append(added)
        self._places[added.id] = (number, text)
        names[info.refers_to, folded(cell)] = added.id
        return added.id

    def _new(self, kind: type[r.Record], title: str) -> r.Record | None:
        """Return a stage, team or channel that somebody named in a cell and gave no row; None where it must have one."""
        place = len(self._added) + sum(made is kind for made, *_ in self._made.values())
        if kind is r.Team:
            return r.Team(id=r.new_id(), title=title, position=place, color=place % 100)
        if kind is r.Channel:
            channel_kind, icon = lanes.channel_kind_and_icon(title)
            return r.Channel(id=r.new_id(), title=title, position=place, kind=channel_kind, icon=icon)
        map_id = next((record_id for record_id, (made, *_) in self._made.items() if made is r.Map), None)
        if kind is r.Stage and map_id is not None:
            return r.Stage(id=r.new_id(), title=title, position=place, map_id=map_id)
        return None

    def _mend(self, records: dict[r.RecordId, r.Record]) -> None:
        """Let nothing refer to a row that was left out."""
        is_whole = False
        while not is_whole:
            is_whole = True
            for record in list(records.values()):
                for info in references_of(type(record)):
                    target = getattr(records[record.id], info.name)
                    if target is None or type(records.get(target)) is info.refers_to:
                        continue
                    is_whole = False
                    number, text = self._places[record.id]
                    if info.required:
                        del records[record.id]
                        self._report(number, text, f"Its “{LABELS[info.name]}” is left out, and so is this row.")
                        break
                    records[record.id] = replace(records[record.id], **{info.name: None})  # type: ignore[arg-type]

    def _report(self, number: int, text: str, reason: str) -> None:
        self._problems.append(RowProblem(number, text, reason))


def _value(info: FieldInfo, cell: str) -> Any:
    """Return what a cell holds; a name stays as it is until all rows are known. Raises NotUnderstood or Refused."""
    if info.kind is Kind.REFERENCE:
        return clean_text(cell)
    value = read_value(info, cell)
    if value is not None:
        check_value(info, value)
    return value


def _kept(title: str, cell: str) -> r.CustomField:
    return r.CustomField(title=title[: limits.TITLE_CHARACTERS], value=clean_text(cell))
