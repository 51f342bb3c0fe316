"""Documents for tests: one in which every field of every record says something, and any that hypothesis can think of."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import strategies as st

from cxdesigner.document import limits
from cxdesigner.document.document import Document
from cxdesigner.document.fields import FieldInfo, Kind, fields_of
from cxdesigner.document.parts import WITH_ID
from cxdesigner.document.records import (
    RECORD_TYPES,
    Clue,
    ClueKind,
    Map,
    Prompt,
    Record,
    RecordId,
    Stage,
    Team,
    Touchpoint,
)
from cxdesigner.document.text import clean_text

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def one_card() -> Document:
    """Return a map with one stage, one team and one card."""
    return Document(
        [
            Map(id=RecordId("map"), title="Buying a bicycle"),
            Stage(id=RecordId("stage"), title="Search", map_id=RecordId("map")),
            Team(id=RecordId("team"), title="Sales"),
            Touchpoint(
                id=RecordId("card"),
                title="Web shop",
                stage_id=RecordId("stage"),
                team_id=RecordId("team"),
                clues=(Clue(text="Loads slowly", kind=ClueKind.MECHANIC),),
                prompts=(Prompt(id="p1", text="Answer within an hour", who="Ann"),),
            ),
        ],
        id="bicycle",
    )


def every_field() -> Document:
    """Return a document with one record of each type, in which each field differs from its default."""
    ids = {kind: RecordId(f"the-{name}") for name, kind in RECORD_TYPES.items()}
    records = [
        kind(id=ids[kind], **{info.name: _telling_value(info, ids) for info in fields_of(kind)})
        for kind in RECORD_TYPES.values()
    ]
    return Document(records, id="everything", revision=7)


def _telling_value(info: FieldInfo, ids: dict[type[Record], RecordId]) -> Any:
    match info.kind:
        case Kind.LINE:
            return f"{info.label} – „schön“ 日本"
        case Kind.TEXT:
            return f"{info.label}\n\tline two 🙂 <b>&"
        case Kind.CHOICE:
            assert info.choices is not None
            return list(info.choices)[-1]
        case Kind.REFERENCE:
            assert info.refers_to is not None
            return ids[info.refers_to]
        case Kind.INTEGER | Kind.SCALE:
            return int(min(info.most, 2))
        case Kind.NUMBER:
            return float(max(info.least, 0.25))
        case Kind.YES_NO:
            return True
        case Kind.PARTS:
            assert info.part is not None
            return (info.part(**{one.name: _telling_value(one, ids) for one in fields_of(info.part)}),)
        case Kind.NAMES:
            return ("one", "two")
        case Kind.BYTES:
            return PNG


texts = st.text(max_size=30).map(clean_text)
lines = texts.map(lambda text: text.replace("\n", " "))
identities = st.text("abcdefghij0123456789", min_size=1, max_size=6).map(RecordId)


def values(info: FieldInfo) -> st.SearchStrategy[Any]:
    """Return any value that a field may hold; references are left to `documents`."""
    match info.kind:
        case Kind.LINE:
            return lines
        case Kind.TEXT:
            return texts
        case Kind.CHOICE:
            assert info.choices is not None
            return st.sampled_from(list(info.choices))
        case Kind.INTEGER | Kind.SCALE:
            return st.integers(int(info.least), int(info.most))
        case Kind.NUMBER:
            numbers = st.floats(info.least, info.most, allow_nan=False)
            return numbers.filter(math.isfinite)
        case Kind.YES_NO:
            return st.booleans()
        case Kind.PARTS:
            assert info.part is not None
            members = {one.name: values(one) for one in fields_of(info.part)}
            if info.part in WITH_ID:
                members["id"] = identities
            part = st.builds(info.part, **members)
            unique_by = (lambda one: one.id) if info.part in WITH_ID else None
            return st.lists(part, max_size=3, unique_by=unique_by).map(tuple)
        case Kind.NAMES:
            return st.lists(lines, max_size=3).map(tuple)
        case _:
            return st.binary(max_size=60)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Return any document: every type may come, and every reference leads to a record of its type."""
    wanted = draw(st.lists(st.tuples(identities, st.sampled_from(list(RECORD_TYPES.values()))), max_size=12))
    ids: dict[type[Record], list[RecordId]] = {kind: [] for kind in RECORD_TYPES.values()}
    records: dict[RecordId, Record] = {}
    for identity, kind in wanted:
        required = [info.refers_to for info in fields_of(kind) if info.required and info.refers_to is not None]
        is_possible = all(ids[target] for target in required if target is not None)
        if identity in records or not is_possible or len(ids[kind]) >= limits.PICTURES:
            continue
        records[identity] = kind(id=identity, **_drawn(draw, kind, ids))
        ids[kind].append(identity)
    return Document(records.values(), id=draw(identities), revision=draw(st.integers(0, 10**6)))


def _drawn(draw: st.DrawFn, kind: type[Record], ids: dict[type[Record], list[RecordId]]) -> dict[str, Any]:
    """Draw the fields of a record; those that are not drawn keep their default."""
    found: dict[str, Any] = {}
    for info in fields_of(kind):
        if info.refers_to is not None:
            if info.required or (ids[info.refers_to] and draw(st.booleans())):
                found[info.name] = draw(st.sampled_from(ids[info.refers_to]))
        elif info.required or draw(st.integers(0, 3)) == 0:
            found[info.name] = draw(values(info))
    return {"text": "", **found} if kind is RECORD_TYPES["note"] else found
