"""A `.cxmap` file gives back the very document that was written, keeps what it does not know, and mends what is broken."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from cxdesigner.document import limits
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import (
    RECORD_TYPES,
    TYPE_NAMES,
    Picture,
    Record,
    RecordId,
    Team,
    Touchpoint,
)
from cxdesigner.document.refused import Refused
from cxdesigner.resources import text as resource_text
from cxdesigner.storage import codec, migrations, schema
from cxdesigner.storage.codec import decode, encode, salvage
from cxdesigner.storage.plain import line_of
from cxdesigner.storage.refusals import LoadError
from cxdesigner.storage.strict_json import canonical
from tests.document.made_up import PNG, documents, every_field, one_card
from tests.storage.as_data import VERSIONS, edited, plain

# -- round trip --------------------------------------------------------------------------------------------------------


@given(documents())
def test_what_was_written_is_read_again_and_written_the_same(document: Document) -> None:
    data = encode(document, "test")

    found = decode(data)

    assert found.document == document
    assert (found.document.id, found.document.revision) == (document.id, document.revision)
    assert (found.notes, found.is_repaired, found.is_newer, found.is_edited_elsewhere) == ((), False, False, False)
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert encode(found.document, "test") == data


@given(documents())
def test_every_document_that_is_written_fits_the_schema(document: Document) -> None:
    jsonschema.Draft202012Validator(schema.schema()).validate(plain(document))


@pytest.mark.parametrize("kind", RECORD_TYPES.values(), ids=lambda kind: kind.__name__)
def test_every_type_survives_with_every_field(kind: type[Record]) -> None:
    found = decode(encode(every_field(), "test")).document

    assert found.all(kind) == every_field().all(kind)


def test_a_document_in_which_every_field_says_something_fits_the_schema() -> None:
    jsonschema.Draft202012Validator(schema.schema()).validate(plain(every_field()))


@pytest.mark.parametrize(
    ("name", "value"),
    [("title", None), ("stage_id", ""), ("emotion", 3), ("status", "gone"), ("prompts", {}), ("moment_of_truth", 1)],
)
def test_the_schema_says_no_to_a_wrong_value(name: str, value: Any) -> None:
    data = plain(one_card())
    next(item for item in data["items"] if item["type"] == "touchpoint")[name] = value

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema.schema()).validate(data)


def test_the_schema_in_the_resources_is_the_one_of_the_fields() -> None:
    assert resource_text("cxmap.schema.json") == schema.text()


def test_the_order_in_which_records_came_does_not_show_in_the_file() -> None:
    records = list(every_field())

    twin = Document(reversed(records), id="everything", revision=7)

    assert encode(twin, "test") == encode(every_field(), "test")


def test_a_file_is_lines_of_records_with_a_checksum_of_all_that_stands_before_it() -> None:
    data = encode(every_field(), "cxdesigner 1.0")

    lines = data.decode("utf-8").splitlines()
    body, end = data[: data.rindex(b'"end":')], json.loads("{" + lines[-1])["end"]

    assert lines[0] == '{"format":"cxmap","version":1,"id":"everything","revision":7,"app":"cxdesigner 1.0",'
    assert lines[1] == '"items":['
    assert [json.loads(line.rstrip(",]"))["type"] for line in lines[2 : 2 + len(RECORD_TYPES)]] == list(RECORD_TYPES)
    assert end == {"items": len(RECORD_TYPES), "sha256": hashlib.sha256(body).hexdigest()}
    assert b"\r" not in data
    assert data.endswith(b"}\n")


@given(documents())
def test_a_line_is_what_json_itself_makes_of_it_with_sorted_names(document: Document) -> None:
    for record in [*document, *every_field()]:
        line = line_of(record)
        assert line == canonical(json.loads(line))


def test_an_extra_that_is_no_json_is_refused() -> None:
    document = Document([Team(id=RecordId("team"), title="", extra=(("glow", "{"),))])

    with pytest.raises(Refused, match="no JSON"):
        encode(document, "test")


def test_a_field_that_holds_its_default_is_left_out_of_the_line() -> None:
    team = Document([Team(id=RecordId("team"), title="Sales")])

    assert plain(team)["items"] == [{"id": "team", "title": "Sales", "type": "team"}]


def test_an_empty_document_is_a_file_too() -> None:
    document = Document(id="empty")

    assert decode(encode(document, "test")).document == document


def test_a_picture_that_stands_twice_is_kept_once() -> None:
    document = Document([Picture(id=RecordId("a"), data=PNG), Picture(id=RecordId("b"), data=PNG)])

    data = encode(document, "test")

    assert data.count(base64.b64encode(PNG)) == 1
    assert decode(data).document == document


def test_a_document_that_no_file_can_hold_is_refused_with_the_way_out() -> None:
    pictures = [
        Picture(id=RecordId(str(number)), data=bytes([number]) + bytes(limits.PICTURE_BYTES - 1)) for number in range(4)
    ]

    with pytest.raises(Refused, match="a file holds at most 32 MiB; remove some pictures"):
        encode(Document(pictures), "test")


# -- what newer versions wrote -----------------------------------------------------------------------------------------


def newer() -> dict[str, Any]:
    """Return a file in which a newer version wrote something everywhere."""
    data = plain(every_field())
    sha256 = hashlib.sha256(b"hologram").hexdigest()
    for item in data["items"]:
        item["glow"] = {"b": [1, 2.5, None], "a": "später \ud800"}
        for part in (part for value in item.values() if isinstance(value, list) for part in value):
            if isinstance(part, dict):
                part["weight"] = 3
    data["items"].append({"id": "h1", "type": "hologram", "image": sha256, "title": "Later"})
    data["images"][sha256] = base64.b64encode(b"hologram").decode()
    data |= {"unknown": {"x": 1}, "flavour": ["sweet"]}
    return data


def test_unknown_fields_types_members_and_pictures_are_kept_and_written_back() -> None:
    data = newer()

    found = decode(edited(data))
    again = plain(found.document)

    assert not found.is_repaired
    assert {item["id"]: item for item in again["items"]} == {item["id"]: item for item in data["items"]}
    assert {name: again[name] for name in ("unknown", "flavour", "images")} == {
        name: data[name] for name in ("unknown", "flavour", "images")
    }


def test_what_is_unknown_survives_edits_and_further_saves() -> None:
    document = decode(edited(newer())).document
    card = document.all(Touchpoint)[0]
    document.apply(Change.replacing([(card, replace(card, title="Edited"))]))

    once = encode(document, "test")
    twice = encode(decode(once).document, "test")

    assert once == twice
    assert b'"type":"hologram"' in twice
    assert b'"glow":' in twice
    assert decode(twice).notes == ()


def test_a_newer_version_opens_for_reading_as_far_as_it_is_understood() -> None:
    data = plain(one_card()) | {"version": migrations.VERSION + 1}

    found = decode(edited(data))

    assert found.is_newer
    assert found.document.touchpoint(RecordId("card")).title == "Web shop"
    assert "newer version" in found.notes[0]


def test_an_older_version_is_migrated_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    def from_1(data: dict[str, Any]) -> dict[str, Any]:
        return data | {"items": [{**item, "title": item.pop("name", "")} for item in data["items"]]}

    def from_2(data: dict[str, Any]) -> dict[str, Any]:
        return data | {"items": [{**item, "title": item["title"].upper()} for item in data["items"]]}

    for module in (migrations, codec):
        monkeypatch.setattr(module, "VERSION", 3)
    monkeypatch.setattr(migrations, "MIGRATIONS", {1: from_1, 2: from_2})
    old = {"format": "cxmap", "version": 1, "id": "x", "items": [{"type": "team", "id": "t", "name": "Sales"}]}

    found = decode(edited(old))

    assert found.document.all(Team)[0].title == "SALES"


def test_every_step_from_the_first_version_to_the_present_one_is_there() -> None:
    assert sorted(migrations.MIGRATIONS) == list(range(1, migrations.VERSION))


@pytest.mark.parametrize("version", range(1, migrations.VERSION + 1))
def test_an_old_file_of_every_version_opens_with_all_its_records(version: int) -> None:
    data = (VERSIONS / f"version-{version}.cxmap").read_bytes()

    found = decode(data)

    kinds = [json.loads(line.rstrip(b",]"))["type"] for line in data.splitlines() if b'"type":' in line]
    assert sorted(TYPE_NAMES[type(record)] for record in found.document) == sorted(kinds)
    assert found.notes == ()


def test_the_present_version_is_still_written_byte_by_byte_as_it_was() -> None:
    data = (VERSIONS / f"version-{migrations.VERSION}.cxmap").read_bytes()

    assert encode(decode(data).document, "cxdesigner 0.1.0") == data


# -- rescuing ----------------------------------------------------------------------------------------------------------


def many_cards() -> Document:
    base = list(one_card())
    cards = [Touchpoint(id=RecordId(f"c{n}"), title=f"Card {n}", stage_id=RecordId("stage")) for n in range(146)]
    return Document([*base, *cards], id="many", revision=3)


def test_a_file_that_was_cut_off_gives_back_the_cards_before_the_cut() -> None:
    data = encode(many_cards(), "test")

    found = salvage(data[: data.index(b"Card 141")])

    assert found.is_repaired
    assert found.notes[0].split(" of ")[0].isdigit()
    assert len(found.document) == int(found.notes[0].split(" of ")[0])
    assert (found.document.id, found.document.revision) == ("many", 3)
    assert found.document.touchpoint(RecordId("c140")) == many_cards().touchpoint(RecordId("c140"))


def test_a_file_with_a_hole_of_zeros_says_how_many_of_how_many_could_be_read() -> None:
    data = bytearray(encode(many_cards(), "test"))
    lines = data.split(b"\n")
    lines[60:68] = [bytes(len(b"\n".join(lines[60:68])))]

    found = salvage(b"\n".join(lines))

    assert found.notes[0] == "142 of 150 records could be read."
    assert len(found.document) == 142


def test_a_sound_file_is_salvaged_whole_with_its_pictures() -> None:
    found = salvage(encode(every_field(), "test"))

    assert found.document == every_field()
    assert found.notes == (f"{len(RECORD_TYPES)} of {len(RECORD_TYPES)} records could be read.",)


@pytest.mark.parametrize("data", [b"", bytes(1000), b"hello\nworld\n", b'{"format":"cxmap","version":1,\n"items":[\n'])
def test_where_nothing_is_left_salvage_says_so(data: bytes) -> None:
    with pytest.raises(LoadError, match=r"^“map\.cxmap” cannot be opened: nothing in it"):
        salvage(data, Path("map.cxmap"))


@pytest.mark.slow
def test_a_file_cut_at_any_byte_is_refused_and_salvage_never_fails_on_it_otherwise() -> None:
    data = encode(every_field(), "test")

    for cut in range(len(data) - 2):
        with pytest.raises(LoadError) as refused:
            decode(data[:cut])
        assert refused.value.is_damaged
        try:
            found = salvage(data[:cut])
        except LoadError:
            continue
        assert found.is_repaired
