"""Documents by chance, ten times as many a second as hypothesis makes: every type, every field, all of Unicode, the ends of each range."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import count
from typing import Any

from cxdesigner.document import limits
from cxdesigner.document.document import Document
from cxdesigner.document.fields import FieldInfo, Kind, fields_of
from cxdesigner.document.parts import WITH_ID
from cxdesigner.document.records import RECORD_TYPES, Record, RecordId
from cxdesigner.document.text import clean_line, clean_text
from cxdesigner.storage.codec import encode

MOST_RECORDS = 40
_ODD = "\0\t\n\r\x1b\x7f\x85\u00ad\u200b\u200d\u202e\u2028\u2066\ud800\ufeff\ufffe\uffff\U0001f469\U0010ffff\"\\/<&>{}[],:='\u0301"


def document_of(least: int, most: int) -> Document:
    """Return a document that takes from *least* to *most* bytes in a file."""
    for seed in count():
        document = document_by_chance(random.Random(seed), 3 * MOST_RECORDS)
        if least <= len(encode(document, "test")) <= most:
            return document
    raise AssertionError


def document_by_chance(chance: random.Random, most: int = MOST_RECORDS) -> Document:
    """Return a document that fits together, of at most so many records, the same for the same seed."""
    there: dict[type[Record], list[RecordId]] = {kind: [] for kind in RECORD_TYPES.values()}
    records: list[Record] = []
    for number in range(chance.randint(0, most)):
        kind = chance.choice(list(RECORD_TYPES.values()))
        needed = [info.refers_to for info in fields_of(kind) if info.required and info.refers_to is not None]
        if all(there[target] for target in needed) and len(there[kind]) < limits.PICTURES:
            record = kind(id=RecordId(f"r{number}"), **_fields(chance, kind, there))
            records.append(record)
            there[kind].append(record.id)
    return Document(records, id=f"d{chance.randrange(10**6)}", revision=chance.randrange(10**6))


def _fields(chance: random.Random, kind: type[Record], there: dict[type[Record], list[RecordId]]) -> dict[str, Any]:
    found: dict[str, Any] = {"text": ""} if kind is RECORD_TYPES["note"] else {}
    for info in fields_of(kind):
        if info.refers_to is not None:
            if there[info.refers_to] and (info.required or chance.random() < 0.5):
                found[info.name] = chance.choice(there[info.refers_to])
        elif info.required or chance.random() < 0.3:
            found[info.name] = _value(chance, info)
    return found


def _value(chance: random.Random, info: FieldInfo) -> Any:
    if info.kind is Kind.CHOICE:
        return chance.choice(list(info.choices or ()))
    if info.kind is Kind.PARTS:
        return tuple(_part(chance, info.part, number) for number in range(chance.randint(0, 2)))
    return MAKERS[info.kind](chance, info)


def _part(chance: random.Random, part: Any, number: int) -> Any:
    members = {one.name: _value(chance, one) for one in fields_of(part)}
    return part(**(members | ({"id": f"p{number}"} if part in WITH_ID else {})))


def _text(chance: random.Random) -> str:
    length = chance.choice((0, 1, 3, 12, 40))
    signs = (
        chance.choice(_ODD) if chance.random() < 0.3 else chr(chance.randrange(32, 0x2FFFF)) for _ in range(length)
    )
    return "".join(signs)


def _number(chance: random.Random, info: FieldInfo) -> float:
    inside = chance.uniform(max(info.least, -1e6), min(info.most, 1e6))
    ends = (one for one in (info.least, info.most, 0.0, -0.0, 5e-324, 1 / 3) if info.least <= one <= info.most)
    return float(chance.choice([inside, *(one for one in ends if abs(one) <= 1e6)]))


def _integer(chance: random.Random, info: FieldInfo) -> int:
    return chance.choice((int(info.least), int(info.most), chance.randint(int(info.least), int(info.most))))


MAKERS: dict[Kind, Callable[[random.Random, FieldInfo], Any]] = {
    Kind.LINE: lambda chance, info: clean_line(_text(chance)),
    Kind.TEXT: lambda chance, info: clean_text(_text(chance)),
    Kind.INTEGER: _integer,
    Kind.SCALE: _integer,
    Kind.NUMBER: _number,
    Kind.YES_NO: lambda chance, info: chance.random() < 0.5,
    Kind.NAMES: lambda chance, info: tuple(clean_line(_text(chance)) for _ in range(chance.randint(0, 2))),
    Kind.BYTES: lambda chance, info: chance.randbytes(chance.choice((0, 1, 60))),
}
