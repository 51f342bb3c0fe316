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
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import islice, repeat
from operator import setitem
from typing import Any, NamedTuple, NoReturn

from cxdesigner.document import limits
from cxdesigner.document.fields import FieldInfo, Kind, fields_of
from cxdesigner.document.making import FEW, blanks, fill
from cxdesigner.document.parts import WITH_ID
from cxdesigner.document.records import RECORD_TYPES, Record, RecordId
from cxdesigner.document.text import is_clean

_ODD_ESCAPE = re.compile(rb"\\[^nt]")
_ODD_CONTROLS = bytes(range(0x09)) + bytes(range(0x0B, 0x20)) + b"\x7f"
_NOT_CONTROLS = bytes(byte for byte in range(256) if byte not in _ODD_CONTROLS)
_ASCII = bytes(range(128))

Column = list[Any]
Members = dict[str, Any]
RecordsByType = dict[type[Record], dict[RecordId, Record]]


class _Odd(Exception):
    """Something is not as we write it."""


def plain_of(data: bytes, unescaped: bytes) -> Any:
    """Return what the bytes say, or None where they hold anything that we never write: an odd character or escape.

    *unescaped* are the same bytes without escaped backslashes and quotes (`strict_json.without_escapes`). A name that comes twice in an object is not noticed here; `has_texts` counts the names, and so does `records_of`.
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


def has_texts(unescaped: bytes, number: int) -> bool:
    """Tell whether so many texts, names of members among them, stand in a file without escapes: each has two quotes.

    Where there are more, a name comes twice in some object, and Python's reader has dropped what came first.
    """
    return unescaped.count(b'"') == 2 * number


def records_of(items: object, pictures: Mapping[str, bytes]) -> tuple[RecordsByType, int] | None:
    """Return the records of a file, and how many texts it took to write them, names of members among them; None where anything is odd."""
    if not isinstance(items, list) or len(items) > limits.RECORDS:
        return None
    groups: dict[str, list[Members]] = {}
    try:
        for members in items:
            groups.setdefault(members["type"], []).append(members)
        reading = _Reading(pictures)
        ids = {name: [members["id"] for members in group] for name, group in groups.items()}
        for column in ids.values():
            reading.require_ids(column)
        records: RecordsByType = {}
        for name, group in groups.items():
            reading.texts_read += 3 * len(group)  # “type”, what it is, and the id.
            kind = RECORD_TYPES[name]
            for members in group:
                del members["type"]
            records[kind] = dict(zip(ids[name], reading.made(kind, group), strict=True))
        if len(set().union(*records.values())) != len(items):
            return None
        reading.require_targets(records)
    except (_Odd, KeyError, TypeError, AttributeError, ValueError):
        return None
    return records, reading.texts_read


def _by_names(group: list[Members]) -> dict[tuple[str, ...], list[int]]:
    """Return the places of members that have the same names in the same order: few of a thousand records do not."""
    found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, names in enumerate(map(tuple, group)):
        found[names].append(place)
    return found


class _Alike(NamedTuple):
    """Records whose members have the same names, and these members."""

    records: list[Any]
    members: list[Members]


def _hand_out(name: str, holders: Iterable[_Alike], column: Column, changed: Column | None) -> None:
    """Give out the values of a column: to the records themselves where they are of few fields, else to the members that are theirs."""
    start = 0
    for records, members in holders:
        end = start + len(records)
        if len(members[0]) <= FEW:
            fill(records, name, (column if changed is None else changed)[start:end])
        elif changed is not None:
            deque(map(setitem, members, repeat(name), changed[start:end]), maxlen=0)
        start = end


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
    """Counts texts, and notes what references lead to, while records and parts are made."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        self._pictures = pictures
        self._known: dict[str, str] = {}
        """Ids and lines by themselves: what is said again is kept once."""
        self._targets: defaultdict[type[Record], set[str]] = defaultdict(set)
        self.texts_read = 0

    def made(self, kind: type, group: list[Members]) -> list[Any]:
        """Return the records or parts of one type; the members become their own."""
        plan = _plan_of(kind)
        columns: defaultdict[str, Column] = defaultdict(list)
        holders: defaultdict[str, list[_Alike]] = defaultdict(list)
        all_made: list[Any] = [None] * len(group)
        for names, places in _by_names(group).items():
            alike = [group[place] for place in places]
            records: list[Any] = blanks(kind, len(places))
            self.texts_read += len(names) * len(alike)
            for name, values in zip(names, zip(*map(dict.values, alike), strict=True), strict=True):
                columns[name] += values
                holders[name].append(_Alike(records, alike))
            if len(names) > FEW:
                fill(records, "__dict__", alike)
            for place, record in zip(places, records, strict=True):
                all_made[place] = record
        for name in plan.required:
            if len(columns.get(name, ())) != len(group):
                raise _Odd
        is_record = issubclass(kind, Record)
        for name, column in columns.items():
            changed = None
            if name != "id" or not is_record:
                info = plan.infos[name]
                changed = _CHECKS[info.kind](self, info, column)
            _hand_out(name, holders[name], column, changed)
        return all_made

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

    def require_targets(self, records: RecordsByType) -> None:
        """Refuse where a reference leads nowhere, or to a record of another type."""
        for kind, targets in self._targets.items():
            if not targets <= records.get(kind, {}).keys():
                raise _Odd

    def _shared(self, column: Column) -> Column:
        """Return a column in which equal strings are the very same one."""
        return list(map(self._known.setdefault, column, column))

    # -- each kind of field ----------------------------------------------------------------------------------------------

    def texts(self, info: FieldInfo, column: Column) -> Column | None:
        self.texts_read += len(column)
        text = "".join(column)  # Refuses with a TypeError whatever is no text.
        if max(map(len, column)) > info.most_characters:
            raise _Odd
        if info.kind is not Kind.LINE:
            return None
        if "\n" in text:
            raise _Odd
        return self._shared(column)

    def choices(self, info: FieldInfo, column: Column) -> Column:
        assert info.choices is not None
        self.texts_read += len(column)
        known = {choice.value: choice for choice in info.choices}
        return list(map(known.__getitem__, column))

    def references(self, info: FieldInfo, column: Column) -> Column:
        """Note what is referred to: `require_targets` refuses whatever is not the id of a record, texts or not."""
        assert info.refers_to is not None
        self.texts_read += len(column)
        self._targets[info.refers_to].update(column)
        return list(map(self._known.__getitem__, column))

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
        return [tuple(islice(ready, len(entries))) for entries in column]

    def lists_of_names(self, info: FieldInfo, column: Column) -> Column:
        _require_types(column, list)
        if max(map(len, column)) > limits.PARTS_PER_RECORD:
            raise _Odd
        flat = [name for names in column for name in names]
        self.texts_read += len(flat)
        _require_types(flat, str)
        if flat and max(map(len, flat)) > limits.TITLE_CHARACTERS:
            raise _Odd
        return [tuple(names) for names in column]

    def pictures(self, info: FieldInfo, column: Column) -> Column:
        self.texts_read += len(column)
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


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)
