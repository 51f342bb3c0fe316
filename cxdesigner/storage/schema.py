"""The JSON Schema of a `.cxmap` file, made from the table of fields; a copy of it lies in `resources/`."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from cxdesigner.document import limits
from cxdesigner.document.fields import PART_FIELDS, FieldInfo, Kind, fields_of
from cxdesigner.document.records import RECORD_TYPES, Picture
from cxdesigner.storage.codec import FORMAT
from cxdesigner.storage.migrations import VERSION

Schema = dict[str, Any]

_ID: Schema = {"type": "string", "minLength": 1, "maxLength": 100}
_SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_IMAGES: Schema = {
    "type": "object",
    "description": "Pictures in base64 by the sha256 of their bytes.",
    "maxProperties": limits.PICTURES,
    "propertyNames": _SHA256,
    "additionalProperties": {"type": "string", "contentEncoding": "base64"},
}
_END: Schema = {
    "type": "object",
    "required": ["items", "sha256"],
    "properties": {
        "items": {"type": "integer", "minimum": 0, "description": "How many records there are."},
        "sha256": {**_SHA256, "description": "Of all bytes before the line of this entry."},
    },
}


def schema() -> Schema:
    """Return the schema (JSON Schema 2020-12) of what `encode` writes.

    Names that it does not list are allowed everywhere, because newer versions add some. It cannot say that references
    lead to records of their type, and that the checksum is right: `decode` sees to both.
    """
    known = [{"$ref": f"#/$defs/{name}"} for name in RECORD_TYPES]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "CX Designer map",
        "description": "A document of customer experience maps: one JSON text in UTF-8, one record a line.",
        "type": "object",
        "required": ["format", "version", "id", "revision", "app", "items", "images", "end"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "id": {**_ID, "description": "Stays with the document through all its saves."},
            "revision": {"type": "integer", "minimum": 0, "description": "How often it was saved."},
            "app": {"type": "string", "description": "The program that wrote it."},
            "items": {"type": "array", "maxItems": limits.RECORDS, "items": {"$ref": "#/$defs/record"}},
            "images": _IMAGES,
            "end": _END,
        },
        "$defs": {
            "record": {
                "type": "object",
                "required": ["id", "type"],
                "properties": {"id": _ID, "type": {"type": "string"}},
                "if": {"properties": {"type": {"enum": list(RECORD_TYPES)}}},
                "then": {"anyOf": known},
            },
            **{name: _object(kind, name) for name, kind in RECORD_TYPES.items()},
            **{part.__name__.lower(): _object(part) for part in PART_FIELDS},
        },
    }


def text() -> str:
    """Return the schema as it stands in `resources/cxmap.schema.json`."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _object(kind: type, type_name: str = "") -> Schema:
    """Return the schema of a record (by the name of its type) or of a part."""
    defaults = {one.name: one.default for one in dataclasses.fields(kind)}
    required = [info.name for info in fields_of(kind) if defaults[info.name] is dataclasses.MISSING]
    properties = {info.name: _value(kind, info, defaults[info.name]) for info in fields_of(kind)}
    if type_name:
        required = ["id", "type", *required]
        properties = {"id": _ID, "type": {"const": type_name}, **properties}
    description = (kind.__doc__ or "").strip().splitlines()[0]
    return {"type": "object", "description": description, "required": required, "properties": properties}


def _value(kind: type, info: FieldInfo, default: Any) -> Schema:
    value: Schema = {"title": info.label}
    if info.help:
        value["description"] = info.help
    value |= _of_kind(kind, info)
    if default is None and isinstance(value.get("type"), str):
        value["type"] = [value["type"], "null"]
        if "enum" in value:
            value["enum"] = [*value["enum"], None]
    elif default not in (None, dataclasses.MISSING, (), b""):
        value["default"] = default
    return value


def _of_kind(kind: type, info: FieldInfo) -> Schema:
    match info.kind:
        case Kind.LINE:
            return {"type": "string", "maxLength": info.most_characters, "pattern": "^[^\\n]*$"}
        case Kind.TEXT:
            return {"type": "string", "maxLength": info.most_characters}
        case Kind.CHOICE:
            return {"type": "string", "enum": [str(choice) for choice in info.choices or ()]}
        case Kind.REFERENCE:
            return dict(_ID)
        case Kind.INTEGER | Kind.SCALE:
            return {"type": "integer", "minimum": int(info.least), "maximum": int(info.most)}
        case Kind.NUMBER:
            return {"type": "number", "minimum": info.least, "maximum": info.most}
        case Kind.YES_NO:
            return {"type": "boolean"}
        case Kind.PARTS:
            assert info.part is not None
            reference = {"$ref": f"#/$defs/{info.part.__name__.lower()}"}
            return {"type": "array", "maxItems": info.most_parts, "items": reference}
        case Kind.NAMES:
            name = {"type": "string", "maxLength": limits.TITLE_CHARACTERS}
            return {"type": "array", "maxItems": limits.PARTS_PER_RECORD, "items": name}
        case _:
            assert (info.kind, kind) == (Kind.BYTES, Picture)
            return {**_SHA256, "description": "The name of its bytes in “images”."}
