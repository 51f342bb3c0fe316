"""What may stand in a record: the model door, where types, lengths and numbers are checked."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterable
from functools import cache
from itertools import compress
from operator import attrgetter, is_not
from typing import Any

from cxdesigner.document import limits
from cxdesigner.document.fields import FieldInfo, Kind, fields_of
from cxdesigner.document.records import TYPE_NAMES, Record
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import is_clean, require_length

_Check = Callable[[FieldInfo, Any], None]


def check_record(record: Record, touched: Iterable[str] | None = None) -> None:
    """Refuse a record that no file, screen or printer of ours could carry.

    Where it takes the place of one that is sound, only the fields are looked at that may differ (*touched*).
    """
    if touched is not None:
        kind: type = type(record)
        rows = _rows(kind)
        for name in touched:
            if name in rows:
                check_value(rows[name], getattr(record, name))
        return
    if not isinstance(record.id, str) or not record.id or not is_clean(record.id) or len(record.id) > 100:
        raise Refused(f"A {TYPE_NAMES[type(record)]} has no proper id.")
    _check_fields(record)


@cache
def _rows(kind: type) -> dict[str, FieldInfo]:
    return {info.name: info for info in fields_of(kind)}


@cache
def _plan(
    kind: type,
) -> tuple[tuple[Any, ...], tuple[tuple[FieldInfo, _Check], ...], Callable[[object], tuple[Any, ...]]]:
    """Return the defaults of a type, row and check of each field, and the way to all values at once."""
    infos = fields_of(kind)
    defaults = {one.name: one.default for one in dataclasses.fields(kind)}
    rows = tuple((info, _CHECKS[info.kind]) for info in infos)
    return tuple(defaults[info.name] for info in infos), rows, attrgetter(*(info.name for info in infos))


def _check_fields(holder: object) -> None:
    """Check what differs from its default: an edit of 5,000 records has 200,000 fields, and most of them do not."""
    kind: type = type(holder)
    defaults, rows, values_of = _plan(kind)
    values = values_of(holder)
    for (info, check), value in compress(zip(rows, values, strict=True), map(is_not, values, defaults)):
        if value is None:  # Where nothing said is an answer, None is the default.
            raise Refused(f"“{info.label}” must not be empty.")
        check(info, value)


def check_value(info: FieldInfo, value: Any) -> None:
    """Refuse a value that does not fit its field."""
    if value is None:
        if info.required or info.kind in _NEVER_NONE:
            raise Refused(f"“{info.label}” must not be empty.")
        return
    _CHECKS[info.kind](info, value)


def _check_text(info: FieldInfo, value: Any) -> None:
    if type(value) is str and len(value) <= limits.TITLE_CHARACTERS and value.isascii() and value.isprintable():
        return
    if not isinstance(value, str) or not is_clean(value):
        raise Refused(f"“{info.label}” holds something that is not plain text.")
    if info.kind is Kind.LINE and "\n" in value:
        raise Refused(f"“{info.label}” must stand on one line.")
    require_length(value, info.most_characters, f"“{info.label}”")


def _check_choice(info: FieldInfo, value: Any) -> None:
    assert info.choices is not None
    if not isinstance(value, info.choices):
        raise Refused(f"“{info.label}” is one of: {', '.join(info.choices)}.")


def _check_reference(info: FieldInfo, value: Any) -> None:
    if not isinstance(value, str) or not value:
        raise Refused(f"“{info.label}” refers to nothing.")


def _check_integer(info: FieldInfo, value: Any) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused(f"“{info.label}” must be a whole number.")
    _check_range(info, value)


def _check_number(info: FieldInfo, value: Any) -> None:
    if not isinstance(value, float) or not math.isfinite(value):
        raise Refused(f"“{info.label}” must be a number.")
    _check_range(info, value)


def _check_range(info: FieldInfo, value: float) -> None:
    if not info.least <= value <= info.most:
        raise Refused(f"“{info.label}” must lie between {info.least:g} and {info.most:g}.")


def _check_yes_no(info: FieldInfo, value: Any) -> None:
    if not isinstance(value, bool):
        raise Refused(f"“{info.label}” is yes or no.")


def _check_parts(info: FieldInfo, value: Any) -> None:
    if not isinstance(value, tuple) or len(value) > info.most_parts:
        raise Refused(f"“{info.label}” holds more than {info.most_parts:,} entries.")
    for part in value:
        if type(part) is not info.part:
            raise Refused(f"“{info.label}” holds something that does not belong there.")
        _check_fields(part)
    ids = [part.id for part in value if hasattr(part, "id")]
    if len(set(ids)) != len(ids):
        raise Refused(f"“{info.label}” holds two entries with the same id.")


def _check_names(info: FieldInfo, value: Any) -> None:
    if not isinstance(value, tuple) or len(value) > limits.PARTS_PER_RECORD:
        raise Refused(f"“{info.label}” holds too many names.")
    for name in value:
        if not isinstance(name, str) or not is_clean(name) or len(name) > limits.TITLE_CHARACTERS:
            raise Refused(f"“{info.label}” holds something that is not a name.")


def _check_bytes(info: FieldInfo, value: Any) -> None:
    if not isinstance(value, bytes) or len(value) > limits.PICTURE_BYTES:
        raise Refused(f"A picture may have at most {limits.PICTURE_BYTES // 2**20} MiB.")


_CHECKS: dict[Kind, _Check] = {
    Kind.LINE: _check_text,
    Kind.TEXT: _check_text,
    Kind.CHOICE: _check_choice,
    Kind.REFERENCE: _check_reference,
    Kind.INTEGER: _check_integer,
    Kind.SCALE: _check_integer,
    Kind.NUMBER: _check_number,
    Kind.YES_NO: _check_yes_no,
    Kind.PARTS: _check_parts,
    Kind.NAMES: _check_names,
    Kind.BYTES: _check_bytes,
}

_NEVER_NONE = frozenset({Kind.LINE, Kind.TEXT, Kind.INTEGER, Kind.YES_NO, Kind.PARTS, Kind.NAMES, Kind.BYTES})
