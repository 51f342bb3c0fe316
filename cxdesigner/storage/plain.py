"""Records as the plain data of a file line, and back: written canonically, read with a complaint for all that is odd."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from itertools import compress
from operator import attrgetter, is_not
from typing import Any, NamedTuple, TypeGuard

from cxdesigner.document import limits
from cxdesigner.document.fields import FieldInfo, Kind, fields_of
from cxdesigner.document.parts import WITH_ID
from cxdesigner.document.records import TYPE_NAMES, Part, Record, RecordId, new_id
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_text, is_clean
from cxdesigner.storage.strict_json import canonical

Complain = Callable[[str], None]
"""Told what is odd about a value, as the end of a sentence that begins with the record and the field."""


# -- writing -----------------------------------------------------------------------------------------------------------


class _Writing(NamedTuple):
    """How a type is written: for each field, in the order of their names, `"name":`, its default, and its writer."""

    rows: tuple[tuple[str, Any, Callable[[Any], str]], ...]
    defaults: tuple[Any, ...]
    values_of: Callable[[Any], tuple[Any, ...]]


@cache
def _writing(kind: type) -> _Writing:
    writers = {info.name: _WRITERS[info.kind] for info in fields_of(kind)}
    defaults = {one.name: one.default for one in dataclasses.fields(kind) if one.name != "extra"}
    names = sorted(defaults)
    rows = tuple((f'"{name}":', defaults[name], writers.get(name, _quoted)) for name in names)
    return _Writing(rows, tuple(defaults[name] for name in names), attrgetter(*names))


def line_of(record: Record) -> str:
    """Return the line of a record: its type, its id, and every field that differs from its default, by their names.

    Pictures stand there by the sha256 of their bytes. It is the text that `canonical` would make of the same members,
    put together here because a file has thousands of lines.
    """
    return _object(record, (f'"type":"{TYPE_NAMES[type(record)]}"',))


def _object(holder: Record | Part, more: tuple[str, ...] = ()) -> str:
    kind: type = type(holder)
    rows, defaults, values_of = _writing(kind)
    values = values_of(holder)
    differing = compress(zip(rows, values, strict=True), map(is_not, values, defaults))
    members = [name + write(value) for (name, default, write), value in differing if value != default]
    members += more
    if holder.extra:
        return _with_extra(holder, members)
    members.sort()
    return "{" + ",".join(members) + "}"


def _with_extra(holder: Record | Part, members: list[str]) -> str:
    """Return a line with what a newer version wrote; where both know a name, ours counts."""
    try:
        extra = {name: json.loads(text) for name, text in holder.extra}
    except ValueError:
        raise Refused("A record holds something of another version that is no JSON; it cannot be saved.") from None
    return canonical(extra | json.loads("{" + ",".join(members) + "}"))


def picture_key(data: bytes) -> str:
    """Return the name by which a picture stands in the file."""
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _array(entries: Iterable[str]) -> str:
    return "[" + ",".join(entries) + "]"


_quoted = json.encoder.encode_basestring

_WRITERS: dict[Kind, Callable[[Any], str]] = {
    Kind.LINE: _quoted,
    Kind.TEXT: _quoted,
    Kind.CHOICE: _quoted,
    Kind.REFERENCE: _quoted,
    Kind.INTEGER: int.__repr__,
    Kind.SCALE: int.__repr__,
    Kind.NUMBER: float.__repr__,
    Kind.YES_NO: lambda value: "true" if value else "false",
    Kind.PARTS: lambda parts: _array(map(_object, parts)),
    Kind.NAMES: lambda names: _array(map(_quoted, names)),
    Kind.BYTES: lambda data: _quoted(picture_key(data)),
}


# -- reading -----------------------------------------------------------------------------------------------------------


class _Reading(NamedTuple):
    """How one field is read. A plain text (printable ASCII) of at most `most_plain` characters needs no reader."""

    info: FieldInfo
    fallback: Any
    read: Callable[..., Any]
    most_plain: int


_MOST_PLAIN = {Kind.LINE: limits.TITLE_CHARACTERS, Kind.TEXT: limits.TITLE_CHARACTERS, Kind.REFERENCE: 100}


@cache
def _reading(kind: type) -> tuple[dict[str, _Reading], dict[str, Any]]:
    """Return how each field of a type is read, by its name, and what stands in for required fields."""
    defaults = {one.name: one.default for one in dataclasses.fields(kind)}
    plan = {
        info.name: _Reading(
            info, _fallback(info, defaults[info.name]), _READERS[info.kind], _MOST_PLAIN.get(info.kind, -1)
        )
        for info in fields_of(kind)
    }
    return plan, {name: how.fallback for name, how in plan.items() if defaults[name] is dataclasses.MISSING}


def _fallback(info: FieldInfo, default: Any) -> Any:
    if default is not dataclasses.MISSING:
        return default
    return "" if info.kind in (Kind.LINE, Kind.TEXT) else None


def read_record(
    kind: type[Record], members: Mapping[str, Any], complain: Complain, pictures: Mapping[str, bytes]
) -> Record:
    """Return the record that a line describes; what does not fit is mended and told.

    References are not looked at: a required one that is missing is None here, and the repair of the whole mends it.
    """
    values = _read_members(kind, members, complain, pictures, ("id", "type"))
    identity = members.get("id")
    if not is_proper_id(identity):
        complain("had no proper id and got a new one")
        identity = new_id()
    return kind(id=RecordId(identity), **values)


def is_proper_id(value: object) -> TypeGuard[str]:
    """Tell whether a value can be the id of a record."""
    return isinstance(value, str) and 0 < len(value) <= 100 and is_clean(value)


def _read_members(
    kind: type,
    members: Mapping[str, Any],
    complain: Complain,
    pictures: Mapping[str, bytes],
    not_extra: tuple[str, ...] = (),
) -> dict[str, Any]:
    plan, required = _reading(kind)
    values = dict(required)
    extra: list[tuple[str, str]] = []
    for name, raw in members.items():
        how = plan.get(name)
        if how is None:
            if name not in not_extra:
                extra.append((name, canonical(raw)))
            continue
        info, fallback, read, most_plain = how
        if type(raw) is str and len(raw) <= most_plain and raw.isascii() and raw.isprintable():
            values[name] = raw
        else:
            values[name] = read(info, raw, fallback, complain, pictures)
    if extra:
        values["extra"] = tuple(sorted(extra))
    return values


def _read_text(info: FieldInfo, raw: Any, fallback: Any, complain: Complain, pictures: object) -> Any:
    if type(raw) is str:
        text = clean_text(raw)
    elif isinstance(raw, (int, float)) and not isinstance(raw, bool):
        text = str(raw)
    else:
        complain(f"“{info.label}” was no text and was left empty")
        return fallback
    if info.kind is Kind.LINE:
        text = text.replace("\n", " ")
    if len(text) > info.most_characters:
        complain(f"“{info.label}” had {len(text):,} characters and was cut after {info.most_characters:,}")
        text = clean_text(text[: info.most_characters])
    elif text != raw:
        complain(f"“{info.label}” held something that is not plain text, which was taken out")
    return text


def _read_choice(info: FieldInfo, raw: Any, fallback: Any, complain: Complain, pictures: object) -> Any:
    if raw is None and fallback is None:
        return None
    assert info.choices is not None
    try:
        return _choices(info.choices)[raw]
    except (KeyError, TypeError):
        complain(f"“{info.label}” was “{_shown(raw)}”, which is none of: {', '.join(info.choices)}")
        return fallback


@cache
def _choices(choices: type[StrEnum]) -> dict[str, StrEnum]:
    return {choice.value: choice for choice in choices}


def _read_reference(info: FieldInfo, raw: Any, fallback: Any, complain: Complain, pictures: object) -> Any:
    if raw is None or is_proper_id(raw):
        return raw
    complain(f"“{info.label}” referred to nothing")
    return None


def _read_number(info: FieldInfo, raw: Any, fallback: Any, complain: Complain, pictures: object) -> Any:
    if raw is None and fallback is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        complain(f"“{info.label}” was no number and was left out")
        return fallback
    whole = info.kind is not Kind.NUMBER
    value: float = round(raw) if whole else float(raw)
    if value != raw or not info.least <= value <= info.most:
        least, most = (int(info.least), int(info.most)) if whole else (float(info.least), float(info.most))
        value = min(max(value, least), most)
        complain(f"“{info.label}” was {_shown(raw)} and was set to {value:g}")
    return value


def _read_yes_no(info: FieldInfo, raw: Any, fallback: Any, complain: Complain, pictures: object) -> Any:
    if isinstance(raw, bool):
        return raw
    complain(f"“{info.label}” was neither yes nor no")
    return fallback


def _entries(info: FieldInfo, raw: Any, complain: Complain) -> list[Any]:
    if not isinstance(raw, list):
        complain(f"“{info.label}” was no list and was left empty")
        return []
    if len(raw) > info.most_parts:
        complain(f"“{info.label}” had {len(raw):,} entries and was cut after {info.most_parts:,}")
    return raw[: info.most_parts]


def _read_parts(
    info: FieldInfo, raw: Any, fallback: Any, complain: Complain, pictures: Mapping[str, bytes]
) -> tuple[Any, ...]:
    assert info.part is not None
    parts: list[Any] = []
    ids: set[str] = set()
    for entry in _entries(info, raw, complain):
        if not isinstance(entry, dict):
            complain(f"an entry of “{info.label}” could not be understood: “{_shown(entry)}”")
            continue
        values = _read_members(info.part, entry, complain, pictures)
        if info.part in WITH_ID and (not values["id"] or values["id"] in ids):
            complain(f"an entry of “{info.label}” had no id of its own and got a new one")
            values["id"] = new_id()
        ids.add(values.get("id", ""))
        parts.append(info.part(**values))
    return tuple(parts)


def _read_names(info: FieldInfo, raw: Any, fallback: Any, complain: Complain, pictures: object) -> tuple[str, ...]:
    names = []
    for entry in _entries(info, raw, complain):
        if isinstance(entry, str) and is_clean(entry) and len(entry) <= limits.TITLE_CHARACTERS:
            names.append(entry)
        else:
            complain(f"an entry of “{info.label}” could not be understood: “{_shown(entry)}”")
    return tuple(names)


def _read_bytes(info: FieldInfo, raw: Any, fallback: Any, complain: Complain, pictures: Mapping[str, bytes]) -> bytes:
    data = pictures.get(raw) if isinstance(raw, str) else None
    if data is None:
        complain("its picture is missing in the file")
        return b""
    return data


def _shown(raw: Any) -> str:
    """Return a foreign value as it may stand in a sentence."""
    text = clean_text(str(raw)).replace("\n", " ")
    return text if len(text) <= 60 else text[:59] + "…"


_READERS: dict[Kind, Callable[..., Any]] = {
    Kind.LINE: _read_text,
    Kind.TEXT: _read_text,
    Kind.CHOICE: _read_choice,
    Kind.REFERENCE: _read_reference,
    Kind.INTEGER: _read_number,
    Kind.SCALE: _read_number,
    Kind.NUMBER: _read_number,
    Kind.YES_NO: _read_yes_no,
    Kind.PARTS: _read_parts,
    Kind.NAMES: _read_names,
    Kind.BYTES: _read_bytes,
}
