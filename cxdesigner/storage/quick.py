"""Reading a file in which nothing needs mending: whole columns at once, where the careful way looks at value by value.

Nothing is read here that the careful way (`repair.py`, `plain.py`) would read differently. Whatever is odd in the least makes
the answer None, and then the careful way reads the file from the beginning.
"""

from __future__ import annotations

import dataclasses
import json
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import chain, groupby, islice, repeat
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple, NoReturn

from cxdesigner.document import limits
from cxdesigner.document.fields import FieldInfo, Kind, fields_of
from cxdesigner.document.making import FEW, blanks, fill
from cxdesigner.document.parts import WITH_ID
from cxdesigner.document.records import RECORD_TYPES, Record, RecordId
from cxdesigner.document.text import is_clean

_ODD_ESCAPE = re.compile(rb"\\[^nt]")
_ASCII = bytes(range(128))
_BEFORE, _BEHIND = b'"items":[', b'],\n"images":'
LARGE = 1_000_000
"""Lists of so many bytes are parsed by orjson, in half the time; for a smaller one loading it would take longer than it saves."""
PIECE = 50_000
"""So many bytes are parsed together: what is thrown away after that leaves its room to the next ones."""
_NO_FIELDS = frozenset({"id", "type"})
"""The members of a record that are looked at before all others."""
_SAID_AGAIN = (Kind.LINE, Kind.TEXT, Kind.REFERENCE, Kind.CHOICE)
"""What others may say, too: ids and names more often than not, and all the texts of a map that was copied."""

Column = list[Any]
Members = dict[str, Any]
RecordsByType = dict[type[Record], dict[RecordId, Record]]


class _Odd(Exception):
    """Something is not as we write it."""


def plain_of(data: bytes, unescaped: bytes) -> tuple[Any, Iterator[Any]] | None:
    """Return what the bytes say around the list of records, and these one by one; None where they hold anything that we never write: an odd character or escape.

    *unescaped* are the same bytes without escaped backslashes and quotes (`strict_json.without_escapes`). A name that comes twice in an object is not noticed here; `has_texts` counts the names, and so does `records_of`.
    """
    start, end = data.find(_BEFORE) + len(_BEFORE), data.rfind(_BEHIND)
    try:
        if not len(_BEFORE) <= start <= end or not _is_clean(data):
            return None
        if b"\\" in unescaped and _ODD_ESCAPE.search(unescaped):
            return None
        return json.loads((data[:start] + data[end:]).decode("utf-8"), parse_constant=_refuse), _items(data, start, end)
    except (ValueError, RecursionError, MemoryError):
        return None


def _items(data: bytes, start: int, end: int) -> Iterator[Any]:
    """Yield what is listed between two places, some lines at a time; ValueError where that is no list.

    No text goes on in the next line, or it would not be read at all: so a comma at the end of a line is one between two values.
    """
    read: Callable[[bytes], list[Any]]
    is_empty = start == end
    if end - start < LARGE:
        read = partial(json.loads, parse_constant=_refuse)
    else:
        from orjson import loads as read
    while start <= end and not is_empty:
        cut = data.find(b",\n", start + PIECE, end)
        cut = cut if cut >= 0 else end
        listed = read(b"[%b]" % data[start:cut])
        if not listed:
            raise ValueError("nothing stands before or behind a comma")
        yield from listed
        start = cut + 2


def _is_clean(data: bytes) -> bool:
    """Tell whether every text in UTF-8 bytes is clean; a text is when the whole is, and the few letters beyond ASCII decide.

    All other control characters are refused by whoever parses the text.
    """
    if b"\x7f" in data:
        return False
    if data.isascii():
        return True
    letters = data.translate(None, _ASCII).decode("utf-8")
    if any(unicodedata.category(letter)[0] == "M" or "\u1100" <= letter <= "\u11ff" for letter in set(letters)):
        return unicodedata.is_normalized("NFC", data.decode("utf-8"))
    return all(map(is_clean, set(letters)))


def has_texts(unescaped: bytes, number: int) -> bool:
    """Tell whether so many texts, names of members among them, stand in a file without escapes: each has two quotes.

    Where there are more, a name comes twice in some object, and Python's reader has dropped what came first.
    """
    return unescaped.count(b'"') == 2 * number


def records_of(items: Iterable[Any], pictures: Mapping[str, bytes]) -> tuple[RecordsByType, int] | None:
    """Return the records of a file, and how many texts it took to write them, names of members among them; None where anything is odd."""
    groups: dict[str, _Group] = {}
    try:
        reading = _Reading(pictures)
        for name, of_type in groupby(islice(items, limits.RECORDS + 1), itemgetter("type")):
            if name not in groups:
                groups[name] = reading.group(RECORD_TYPES[name])
            groups[name].take(of_type)
        number = sum(group.count for group in groups.values())
        if number > limits.RECORDS:
            return None
        records: RecordsByType = {}
        for group in groups.values():
            reading.texts_read += 2 * group.count  # What it is, and its id.
            made = reading.made(group)
            records[group.kind] = dict(zip(map(attrgetter("id"), made), made, strict=True))
        _require_ids([record_id for of_kind in records.values() for record_id in of_kind], number)
        reading.require_targets(records)
    except (_Odd, KeyError, TypeError, AttributeError, ValueError, RecursionError, MemoryError):
        return None
    return records, reading.texts_read


def _require_ids(ids: Column, number: int) -> None:
    """Refuse what cannot be the ids of so many records."""
    if ids and (
        set(map(type, ids)) != {str}
        or not min(map(len, ids)) > 0
        or max(map(len, ids)) > 100
        or "\n" in "".join(ids)
        or len(set(ids)) < number
    ):
        raise _Odd


class _Alike:
    """Objects that have the same names in the same order: their places among all of one type, and their values in a row."""

    def __init__(self, kind: type, names: tuple[str, ...]) -> None:
        infos = _plan_of(kind).infos
        self.places: list[int] = []
        self.values: Column = []
        self.said_again = [name for name in names if name in _NO_FIELDS or infos[name].kind in _SAID_AGAIN]


class _Group:
    """What many records, or parts, of one type say; few of a thousand have other names than all the others.

    Of what is said again, only the first string is kept, and the others go at once: *known* are all of them by themselves.
    """

    def __init__(self, kind: type, known: dict[str, str]) -> None:
        self.kind = kind
        self.count = 0
        self.alike: dict[tuple[str, ...], _Alike] = {}
        self._known = known

    def take(self, many: Iterable[Members]) -> None:
        """Take up some more."""
        keep, place = self._known.setdefault, self.count
        for members in many:
            names = tuple(members)
            alike = self.alike.get(names)
            if alike is None:
                alike = self.alike[names] = _Alike(self.kind, names)
            for name in alike.said_again:
                value = members[name]
                members[name] = keep(value, value)
            alike.places.append(place)
            alike.values += members.values()
            place += 1
        self.count = place


def _records(kind: type, number: int, columns: Mapping[str, Iterable[Any]]) -> list[Any]:
    """Return so many records, or parts, that hold these values."""
    records: list[Any] = blanks(kind, number)
    if len(columns) > FEW:
        rows = zip(*columns.values(), strict=True)
        fill(records, "__dict__", map(dict, map(zip, repeat(tuple(columns)), rows)))
    else:
        for name, values in columns.items():
            fill(records, name, values)
    return records


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

    def group(self, kind: type) -> _Group:
        """Return what takes up all records or parts of one type."""
        return _Group(kind, self._known)

    def made(self, group: _Group) -> list[Any]:
        """Return the records or parts of a group, in their order."""
        plan = _plan_of(group.kind)
        known = _NO_FIELDS if issubclass(group.kind, Record) else frozenset()
        columns: defaultdict[str, Column] = defaultdict(list)
        for names, alike in group.alike.items():
            self.texts_read += len(alike.values)
            for place, name in enumerate(names):
                columns[name] += alike.values[place :: len(names)]
        for name in plan.required:
            if len(columns.get(name, ())) != group.count:
                raise _Odd
        for name, column in columns.items():
            if name not in known:
                info = plan.infos[name]
                columns[name] = _CHECKS[info.kind](self, info, column) or column
        all_made: list[Any] = [None] * group.count
        left = {name: iter(column) for name, column in columns.items()}
        for names, alike in group.alike.items():
            number = len(alike.places)
            own = {sys.intern(name): islice(left[name], number) for name in names if name != "type"}
            records = _records(group.kind, number, own)
            for place, record in zip(alike.places, records, strict=True):
                all_made[place] = record
        return all_made

    def require_targets(self, records: RecordsByType) -> None:
        """Refuse where a reference leads nowhere, or to a record of another type."""
        for kind, targets in self._targets.items():
            if not targets <= records.get(kind, {}).keys():
                raise _Odd

    # -- each kind of field ----------------------------------------------------------------------------------------------

    def texts(self, info: FieldInfo, column: Column) -> None:
        self.texts_read += len(column)
        text = "".join(column)  # Refuses with a TypeError whatever is no text.
        if max(map(len, column)) > info.most_characters:
            raise _Odd
        if info.kind is Kind.LINE and "\n" in text:
            raise _Odd

    def choices(self, info: FieldInfo, column: Column) -> Column:
        assert info.choices is not None
        self.texts_read += len(column)
        known = {choice.value: choice for choice in info.choices}
        return list(map(known.__getitem__, column))

    def references(self, info: FieldInfo, column: Column) -> None:
        """Note what is referred to: `require_targets` refuses whatever is not the id of a record, texts or not."""
        assert info.refers_to is not None
        self.texts_read += len(column)
        self._targets[info.refers_to].update(column)

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
        flat = list(chain.from_iterable(column))
        _require_types(flat, dict)
        if info.part in WITH_ID:
            for entries in filter(None, column):
                ids = {entry["id"] for entry in entries}
                if len(ids) != len(entries) or not all(ids):
                    raise _Odd
        group = self.group(info.part)
        group.take(flat)
        ready = iter(self.made(group))
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
