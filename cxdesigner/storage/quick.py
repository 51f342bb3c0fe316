"""Reading a file in which nothing needs mending: whole columns at once, where the careful way looks at value by value.

Nothing is read here that the careful way (`repair.py`, `plain.py`) would read differently. Whatever is odd in the least makes
the answer None, and then the careful way reads the file from the beginning.
"""

from __future__ import annotations

import dataclasses
import json
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple, NoReturn

from cxdesigner.document import limits
from cxdesigner.document.fields import FieldInfo, Kind, fields_of, references_of
from cxdesigner.document.making import made
from cxdesigner.document.parts import WITH_ID
from cxdesigner.document.records import RECORD_TYPES, Record, RecordId
from cxdesigner.document.text import is_clean

_ODD_ESCAPE = re.compile(rb"\\[^nt]")
_ODD_CONTROLS = bytes(range(0x09)) + bytes(range(0x0B, 0x20)) + b"\x7f"
_NOT_CONTROLS = bytes(byte for byte in range(256) if byte not in _ODD_CONTROLS)
_ASCII = bytes(range(128))
_KEY_END = b'":'

Column = list[Any]
Members = dict[str, Any]


class _Odd(Exception):
    """Something is not as we write it."""


def plain_of(data: bytes, unescaped: bytes) -> Any:
    """Return what the bytes say, or None where they hold anything that we never write: an odd character or escape.

    *unescaped* are the same bytes without escaped backslashes and quotes (`strict_json.without_escapes`). A name that comes twice in an object is not noticed here; `has_names` counts the names, and so does `records_of`.
    """
    try:
        if _ODD_ESCAPE.search(unescaped) or not _is_clean(data):
            return None
        return json.loads(data.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError, MemoryError):
        return None


def _is_clean(data: bytes) -> bool:
    """Tell whether every text in UTF-8 bytes is clean; a text is when the whole is, and the few letters beyond ASCII decide."""
    if data.translate(None, _NOT_CONTROLS):
        return False
    letters = data.translate(None, _ASCII).decode("utf-8")
    if any(unicodedata.category(letter)[0] == "M" or "\u1100" <= letter <= "\u11ff" for letter in set(letters)):
        return unicodedata.is_normalized("NFC", data.decode("utf-8"))
    return all(map(is_clean, set(letters)))


def has_names(unescaped: bytes, number: int) -> bool:
    """Tell whether so many names of members stand in a file without escapes: each is a quote before a colon.

    Where there are more, some may be texts that begin with a colon: in front of their quote stands no name.
    """
    found = unescaped.count(_KEY_END)
    if found > number:
        found -= sum(unescaped.count(before + _KEY_END) for before in (b":", b",", b"["))
    return found == number


def records_of(items: object, pictures: Mapping[str, bytes]) -> tuple[list[Record], int] | None:
    """Return the records of a file, type by type, and how many names of members they took; None where anything is odd."""
    if not isinstance(items, list) or len(items) > limits.RECORDS:
        return None
    groups: dict[str, list[Members]] = {}
    try:
        for members in items:
            groups.setdefault(members["type"], []).append(members)
        reading = _Reading(pictures)
        records: dict[RecordId, Record] = {}
        ids = {name: [members["id"] for members in group] for name, group in groups.items()}
        for column in ids.values():
            reading.require_ids(column)
        for name, group in groups.items():
            for members in group:
                del members["type"]
            reading.names += len(group)
            records.update(zip(ids[name], reading.made(RECORD_TYPES[name], group), strict=True))
        if len(records) != len(items):
            return None
        _require_references(records)
    except (_Odd, KeyError, TypeError, AttributeError, ValueError):
        return None
    return list(records.values()), reading.names


class _Plan(NamedTuple):
    infos: dict[str, FieldInfo]
    required: tuple[str, ...]


@cache
def _plan_of(kind: type) -> _Plan:
    infos = {info.name: info for info in fields_of(kind)}
    required = tuple(
        one.name for one in dataclasses.fields(kind) if one.default is dataclasses.MISSING and one.name != "id"
    )
    return _Plan(infos, required)


class _Reading:
    """Counts the names of members while records and parts are made."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        self._pictures = pictures
        self._known: dict[str, str] = {}
        """Ids and lines by themselves: what is said again is kept once."""
        self.names = 0

    def made(self, kind: type, group: list[Members]) -> list[Any]:
        """Return the records or parts of one type; the members become their own."""
        plan = _plan_of(kind)
        columns: defaultdict[str, list[Members]] = defaultdict(list)
        for members in group:
            for name in members:
                columns[name].append(members)
        self.names += sum(map(len, group))
        for name in plan.required:
            if len(columns.get(name, ())) != len(group):
                raise _Odd
        is_record = issubclass(kind, Record)
        for name, holders in columns.items():
            if name == "id" and is_record:
                continue
            info = plan.infos[name]
            column = list(map(itemgetter(name), holders))
            changed = _CHECKS[info.kind](self, info, column)
            if changed is not None:
                for members, value in zip(holders, changed, strict=True):
                    members[name] = value
        return [made(kind, members) for members in group]

    def require_ids(self, ids: Column) -> None:
        """Refuse what cannot be the id of a record."""
        if (
            set(map(type, ids)) != {str}
            or not min(map(len, ids)) > 0
            or max(map(len, ids)) > 100
            or "\n" in "".join(ids)
        ):
            raise _Odd
        self._known.update(zip(ids, ids, strict=True))

    def _shared(self, column: Column) -> Column:
        """Return a column in which equal strings are the very same one."""
        return list(map(self._known.setdefault, column, column))

    # -- each kind of field ----------------------------------------------------------------------------------------------

    def texts(self, info: FieldInfo, column: Column) -> Column | None:
        _require_types(column, str)
        if max(map(len, column)) > info.most_characters:
            raise _Odd
        if info.kind is not Kind.LINE:
            return None
        if "\n" in "".join(column):
            raise _Odd
        return self._shared(column)

    def choices(self, info: FieldInfo, column: Column) -> Column:
        assert info.choices is not None
        known = {choice.value: choice for choice in info.choices}
        return [known[value] for value in column]

    def references(self, info: FieldInfo, column: Column) -> Column:
        _require_types(column, str)
        if max(map(len, column)) > 100 or not min(map(len, column)):
            raise _Odd
        return self._shared(column)

    def integers(self, info: FieldInfo, column: Column) -> None:
        _require_types(column, int)
        if min(column) < info.least or max(column) > info.most:
            raise _Odd

    def numbers(self, info: FieldInfo, column: Column) -> None:
        _require_types(column, float)
        if not all(map(math.isfinite, column)) or min(column) < info.least or max(column) > info.most:
            raise _Odd

    def yes_no(self, info: FieldInfo, column: Column) -> None:
        _require_types(column, bool)

    def parts(self, info: FieldInfo, column: Column) -> Column:
        _require_types(column, list)
        assert info.part is not None
        if max(map(len, column)) > info.most_parts:
            raise _Odd
        if info.part in WITH_ID:
            for entries in column:
                ids = [entry["id"] for entry in entries]
                if len(set(ids)) != len(ids) or not all(ids):
                    raise _Odd
        flat = [entry for entries in column for entry in entries]
        _require_types(flat, dict)
        ready = iter(self.made(info.part, flat) if flat else ())
        return [tuple(next(ready) for _ in entries) for entries in column]

    def lists_of_names(self, info: FieldInfo, column: Column) -> Column:
        _require_types(column, list)
        if max(map(len, column)) > limits.PARTS_PER_RECORD:
            raise _Odd
        flat = [name for names in column for name in names]
        _require_types(flat, str)
        if flat and max(map(len, flat)) > limits.TITLE_CHARACTERS:
            raise _Odd
        return [tuple(names) for names in column]

    def pictures(self, info: FieldInfo, column: Column) -> Column:
        return [self._pictures[key] for key in column]


_CHECKS: dict[Kind, Callable[[_Reading, FieldInfo, Column], Column | None]] = {
    Kind.LINE: _Reading.texts,
    Kind.TEXT: _Reading.texts,
    Kind.CHOICE: _Reading.choices,
    Kind.REFERENCE: _Reading.references,
    Kind.INTEGER: _Reading.integers,
    Kind.SCALE: _Reading.integers,
    Kind.NUMBER: _Reading.numbers,
    Kind.YES_NO: _Reading.yes_no,
    Kind.PARTS: _Reading.parts,
    Kind.NAMES: _Reading.lists_of_names,
    Kind.BYTES: _Reading.pictures,
}


def _require_types(column: Iterable[Any], wanted: type) -> None:
    if not set(map(type, column)) <= {wanted}:
        raise _Odd


def _require_references(records: Mapping[RecordId, Record]) -> None:
    """Refuse where a reference leads nowhere, or to a record of another type."""
    kinds = {record_id: type(record) for record_id, record in records.items()}
    by_kind: dict[type[Record], list[Members]] = {}
    for record in records.values():
        by_kind.setdefault(type(record), []).append(record.__dict__)
    for kind, group in by_kind.items():
        for info in references_of(kind):
            targets = {members[info.name] for members in group if info.name in members}
            if not {kinds.get(target) for target in targets} <= {info.refers_to}:
                raise _Odd


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)
