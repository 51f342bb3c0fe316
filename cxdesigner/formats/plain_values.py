"""How every kind of field stands in a cell of our own tables, so that reading gives back the very same value.

Plain words where they read back exactly, JSON where they do not.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable
from dataclasses import fields as dataclass_fields
from typing import Any

from cxdesigner.document import records as r
from cxdesigner.document.fields import FieldInfo, Kind, fields_of
from cxdesigner.document.text import clean_line, clean_text
from cxdesigner.formats.table_values import NotUnderstood, numbered_prompts, read_measures, read_prompts
from cxdesigner.storage.strict_json import canonical

Parts = tuple[Any, ...]

_NEWER = "extra"
"""Where parts, like records, carry what a newer version wrote."""

_FORMULA = re.compile(r"'*[=+\-@\t\r\x00]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")
_CLUE = re.compile(rf"(?P<text>.*?) ?\((?P<kind>{'|'.join(r.ClueKind)})\)", re.DOTALL)
_SIDE = re.compile(rf"(?P<rest>.*) \((?P<side>{'|'.join(r.Side)})\)")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet program takes for a formula: a ' in front of what looks like one."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unguarded(cell: str) -> str:
    """Return a cell without the ' that `guarded` put there."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def write_value(info: FieldInfo, value: Any) -> str:
    """Return the cell for a value of any field but references, which need their document."""
    return "" if value is None else _WRITERS[info.kind](value)


def read_value(info: FieldInfo, cell: str) -> Any:
    """Return the value that a cell holds. Raises NotUnderstood."""
    if not cell and info.kind not in _EMPTY:
        return None
    try:
        return _READERS[info.kind](info, cell)
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error) as error:
        raise NotUnderstood("it is not what the field holds") from error


def number_text(value: float) -> str:
    """Return the shortest text that reads back as the same number."""
    text = repr(value)
    return text[:-2] if text.endswith(".0") and text != "-0.0" else text


# -- parts -----------------------------------------------------------------------------------------------------------


def _write_parts(parts: Parts) -> str:
    if not parts:
        return ""
    try:
        plain = _PLAIN_PARTS[type(parts[0])](parts)
        if plain and _parts_from(type(parts[0]), plain) == parts:
            return plain
    except (ValueError, TypeError, KeyError):
        pass
    return canonical([_as_json(part) for part in parts])


def _as_json(part: Any) -> dict[str, Any]:
    pairs = ((field.name, getattr(part, field.name)) for field in dataclass_fields(part))
    return {name: value for name, value in pairs if value not in (None, "", ())}


def _read_parts(info: FieldInfo, cell: str) -> Parts:
    assert info.part is not None
    return _parts_from(info.part, cell) if cell else ()


def _parts_from(part: type, cell: str) -> Parts:
    if cell.startswith("[{"):
        return tuple(_part_from(part, entry) for entry in json.loads(cell))
    return _PART_READERS[part](cell)


def _part_from(part: type, entry: dict[str, Any]) -> Any:
    known = {info.name: info for info in fields_of(part)}
    made = {name: _part_value(known[name], value) for name, value in entry.items() if name != _NEWER}
    if _NEWER in entry:
        made[_NEWER] = tuple((str(key), str(value)) for key, value in entry[_NEWER])
    for info in known.values():
        if info.name not in made and info.kind in (Kind.LINE, Kind.TEXT):
            made[info.name] = ""
    return part(**made)


def _part_value(info: FieldInfo, value: Any) -> Any:
    if info.kind is Kind.CHOICE and info.choices is not None:
        return info.choices(value)
    if info.kind is Kind.NUMBER:
        return float(value)
    if info.kind is Kind.NAMES:
        return tuple(value)
    if info.kind is Kind.YES_NO:
        return value is True
    return clean_text(value)


def _plain_prompts(parts: Parts) -> str:
    return "; ".join(part.text for part in parts)


def _plain_clues(parts: Parts) -> str:
    return "\n".join(f"{part.text} ({part.kind})".strip() if part.kind else part.text for part in parts)


def _plain_measures(parts: Parts) -> str:
    return "\n".join(_plain_measure(part) for part in parts)


def _plain_measure(measure: r.Measure) -> str:
    figure = f": {number_text(measure.value)} {measure.unit}".rstrip() if measure.value is not None else ""
    return measure.title + figure + (f" ({measure.side})" if measure.side else "")


def _plain_custom(parts: Parts) -> str:
    return "\n".join(f"{part.title} = {part.value}" for part in parts)


def _no_plain_form(parts: Parts) -> str:
    return ""


def _read_plain_prompts(cell: str) -> Parts:
    return numbered_prompts(read_prompts(cell))


def _read_plain_clues(cell: str) -> Parts:
    return tuple(_read_clue(line) for line in cell.split("\n") if line)


def _read_clue(line: str) -> r.Clue:
    found = _CLUE.fullmatch(line)
    return r.Clue(text=found["text"], kind=r.ClueKind(found["kind"])) if found else r.Clue(text=line)


def _read_plain_measures(cell: str) -> Parts:
    found: list[r.Measure] = []
    for line in cell.split("\n"):
        match = _SIDE.fullmatch(line)
        found += read_measures(match["rest"], r.Side(match["side"])) if match else read_measures(line)
    return tuple(found)


def _read_plain_custom(cell: str) -> Parts:
    pairs = (line.split(" = ", 1) for line in cell.split("\n") if line)
    return tuple(r.CustomField(title=clean_line(title), value=value) for title, value in pairs)


def _refuse_plain(cell: str) -> Parts:
    raise NotUnderstood("it is not what the field holds")


_PLAIN_PARTS: dict[type, Callable[[Parts], str]] = {
    r.Answer: _no_plain_form,
    r.Prompt: _plain_prompts,
    r.Clue: _plain_clues,
    r.Measure: _plain_measures,
    r.CustomField: _plain_custom,
    r.Acceptance: _no_plain_form,
    r.Action: _no_plain_form,
    r.LaneShape: _no_plain_form,
    r.RuleLimit: _no_plain_form,
}
_PART_READERS: dict[type, Callable[[str], Parts]] = {
    r.Answer: _refuse_plain,
    r.Prompt: _read_plain_prompts,
    r.Clue: _read_plain_clues,
    r.Measure: _read_plain_measures,
    r.CustomField: _read_plain_custom,
    r.Acceptance: _refuse_plain,
    r.Action: _refuse_plain,
    r.LaneShape: _refuse_plain,
    r.RuleLimit: _refuse_plain,
}

# -- other kinds -----------------------------------------------------------------------------------------------------


def _write_names(names: tuple[str, ...]) -> str:
    plain = "; ".join(names)
    return plain if _names_from(plain) == names else json.dumps(list(names), ensure_ascii=False)


def _names_from(cell: str) -> tuple[str, ...]:
    if cell.startswith('["'):
        return tuple(clean_text(str(name)) for name in json.loads(cell))
    return tuple(cell.split("; ")) if cell else ()


def _read_names(info: FieldInfo, cell: str) -> tuple[str, ...]:
    return _names_from(cell)


def _read_text(info: FieldInfo, cell: str) -> str:
    return clean_text(cell)


def _read_choice(info: FieldInfo, cell: str) -> Any:
    assert info.choices is not None
    return info.choices(clean_line(cell).lower())


def _read_integer(info: FieldInfo, cell: str) -> int:
    return int(clean_line(cell)) if len(cell) < 20 else int("too long")


def _read_number(info: FieldInfo, cell: str) -> float:
    return float(clean_line(cell).replace(",", "."))


def _read_yes_no(info: FieldInfo, cell: str) -> bool:
    return {"yes": True, "true": True, "no": False, "false": False, "": False}[clean_line(cell).lower()]


def _write_yes_no(value: bool) -> str:
    return "yes" if value else "no"


def _write_bytes(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _read_bytes(info: FieldInfo, cell: str) -> bytes:
    return base64.b64decode(cell, validate=True)


_EMPTY = frozenset({Kind.LINE, Kind.TEXT, Kind.YES_NO, Kind.PARTS, Kind.NAMES, Kind.BYTES})
"""Kinds for which an empty cell is a value and not None."""

_WRITERS: dict[Kind, Callable[[Any], str]] = {
    Kind.LINE: str,
    Kind.TEXT: str,
    Kind.CHOICE: str,
    Kind.INTEGER: str,
    Kind.SCALE: str,
    Kind.NUMBER: number_text,
    Kind.YES_NO: _write_yes_no,
    Kind.PARTS: _write_parts,
    Kind.NAMES: _write_names,
    Kind.BYTES: _write_bytes,
}
_READERS: dict[Kind, Callable[[FieldInfo, str], Any]] = {
    Kind.LINE: _read_text,
    Kind.TEXT: _read_text,
    Kind.CHOICE: _read_choice,
    Kind.INTEGER: _read_integer,
    Kind.SCALE: _read_integer,
    Kind.NUMBER: _read_number,
    Kind.YES_NO: _read_yes_no,
    Kind.PARTS: _read_parts,
    Kind.NAMES: _read_names,
    Kind.BYTES: _read_bytes,
}
