"""A file that needs no mending is read quickly, and as the careful way reads it; any other one is read carefully."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from cxdesigner.document.document import Document
from cxdesigner.document.records import Link, Map, Prompt, RecordId, Stage, Touchpoint
from cxdesigner.storage import codec, quick
from cxdesigner.storage.codec import decode, encode
from cxdesigner.storage.refusals import LoadError
from tests.document.made_up import documents, every_field
from tests.onboarding import OFFER, SALES, SIGNING, onboarding


@pytest.fixture(params=[0, math.inf], ids=["as a large file", "as a small file"], scope="module", autouse=True)
def large(request: pytest.FixtureRequest) -> Iterator[None]:
    """Read whatever comes as a large file is read, and again as a small one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quick, "LARGE", request.param)
        yield


def signed(body: bytes) -> bytes:
    """Return a file whose last line is right, whatever stands before it."""
    count = len(json.loads(body.rstrip().rstrip(b",") + b"}")["items"])
    end = json.dumps({"items": count, "sha256": hashlib.sha256(body).hexdigest()}, separators=(",", ":"))
    return body + f'"end":{end}}}\n'.encode()


def body_of(document: Document) -> bytes:
    data = encode(document, "test")
    return data[: data.rfind(b'\n"end":') + 1]


def with_card(**members: Any) -> bytes:
    """Return a signed file with one more card, whose members may be anything."""
    card = {"id": "odd", "stage_id": "buy", "title": "Odd", "type": "touchpoint"} | members
    card = {name: value for name, value in card.items() if value is not ...}
    line = json.dumps(card, ensure_ascii=False, separators=(",", ":"), allow_nan=True)
    return signed(body_of(onboarding()).replace(b'"items":[\n', f'"items":[\n{line},\n'.encode(), 1))


def was_quick(data: bytes) -> bool:
    return codec._decoded_quickly(data) is not None


@given(documents())
def test_both_ways_read_the_same_document(document: Document) -> None:
    data = encode(document, "test")

    quick, careful = codec._decoded_quickly(data), codec._decoded_carefully(data)

    assert quick is not None
    assert quick.document == careful.document == document
    assert (quick.document.id, quick.document.revision) == (careful.document.id, careful.document.revision)
    assert quick.sha256 == careful.sha256
    assert careful.notes == ()
    for record in document:
        assert set(quick.document.referring_to(record.id, Link)) == set(document.referring_to(record.id, Link))
        assert set(quick.document.referring_to(record.id, Touchpoint)) == set(
            document.referring_to(record.id, Touchpoint)
        )


def test_a_file_in_which_every_field_says_something_is_read_quickly() -> None:
    assert was_quick(encode(every_field(), "test"))


def test_a_record_that_was_read_quickly_is_like_any_other() -> None:
    document = decode(encode(onboarding(), "test")).document

    for record in onboarding():
        twin = document.find(record.id)
        assert twin == record
        assert hash(twin) == hash(record)
        assert repr(twin) == repr(record)


ODD = {
    "a foreign member": {"mood": "odd"},
    "an unclean text": {"what": "odd\u0007"},
    "an escaped control character": {"what": "odd\u0000"},
    "an unclean id": {"id": "odd\u0007"},
    "letters that are not composed": {"what": "o\u0308dd"},
    "a text on two lines where one is": {"when": "now\nor never"},
    "a title that is too long": {"title": "x" * 501},
    "a number for a text": {"what": 7},
    "no title": {"title": ...},
    "no stage": {"stage_id": ...},
    "a stage that is not there": {"stage_id": "nowhere"},
    "a team that is a card": {"team_id": "offer"},
    "yes for a number": {"step": True},
    "a step before the first": {"step": -1},
    "half a step": {"step": 1.5},
    "days without end": {"offset_days": float("inf")},
    "no number at all": {"offset_days": float("nan")},
    "a whole number of days": {"offset_days": 2},
    "a whole number of more digits than any": {"offset_days": 2**64},
    "a whole number of fewer than none": {"offset_days": -(2**63) - 1},
    "a status that nobody knows": {"status": "odd"},
    "days beyond all limits": {"offset_days": 1e12},
    "more prompts than fit": {"prompts": [{"id": f"p{n}", "text": "x"} for n in range(501)]},
    "no list of prompts": {"prompts": {"id": "p", "text": "x"}},
    "a prompt that is a text": {"prompts": ["x"]},
    "two prompts with one id": {"prompts": [{"id": "p", "text": "x"}, {"id": "p", "text": "y"}]},
    "a prompt without id": {"prompts": [{"text": "x"}]},
    "a foreign member of a prompt": {"prompts": [{"id": "p", "text": "x", "odd": 1}]},
    "an empty reference": {"team_id": None},
    "an id twice": {"id": "offer"},
    "an empty id": {"id": ""},
    "a type that nobody knows": {"type": "odd"},
    "a type that is no text": {"type": 7},
    "a picture that is not there": {"picture_id": "nowhere"},
}


@pytest.mark.parametrize("members", ODD.values(), ids=ODD)
def test_whatever_is_odd_is_read_carefully_although_the_checksum_is_right(members: dict[str, Any]) -> None:
    data = with_card(**members)

    assert not was_quick(data)
    try:
        found = decode(data)
    except LoadError:
        return
    assert encode(found.document, "test")
    is_kept = any(record.extra for record in found.document) or found.document.unknown
    is_plain = members in ({"offset_days": 2}, {"team_id": None}, {"title": ...}) or "prompts" in members
    assert found.notes or is_kept or is_plain


def test_a_card_without_anything_odd_is_read_quickly() -> None:
    assert was_quick(with_card())


@pytest.mark.parametrize("text", [":", '":', '","title":"', "a\nb\tc", "\\", '\\"'])
def test_a_text_that_looks_like_names_and_quotes_is_read_quickly(text: str) -> None:
    assert was_quick(with_card(what=text))


@pytest.mark.parametrize(
    "twice",
    [
        b'"id":"odd","id":"odd"',
        b'"title":"Odd","title":"Even"',
        b'"id":"odd","step":1,"step":1',
        b'"id":"odd","prompts":[{"id":"p","text":"x","text":"y"}]',
    ],
    ids=["the id", "the title", "a number", "in a part"],
)
def test_a_name_that_comes_twice_is_refused_although_the_checksum_is_right(twice: bytes) -> None:
    line = b'{%b,"stage_id":"buy","type":"touchpoint"},\n' % (
        twice + (b',"title":"Odd"' if b"title" not in twice else b',"id":"odd"')
    )
    data = signed(body_of(onboarding()).replace(b'"items":[\n', b'"items":[\n' + line, 1))

    with pytest.raises(LoadError, match="twice"):
        decode(data)


def test_a_bomb_with_a_right_checksum_is_refused() -> None:
    deep = b'{"id":"odd","stage_id":"buy","title":%b"x"%b,"type":"touchpoint"},\n' % (b"[" * 900, b"]" * 900)
    data = signed(body_of(onboarding()).replace(b'"items":[\n', b'"items":[\n' + deep, 1))

    with pytest.raises(LoadError, match="nested"):
        decode(data)


def test_backslashes_and_quotes_in_texts_are_read_quickly() -> None:
    stage = Stage(id=RecordId("s"), title='Say "yes":', map_id=RecordId("m"), description='C:\\new\\table "x":')
    card = Touchpoint(
        id=RecordId("t"), title="a\\", stage_id=RecordId("s"), prompts=(Prompt(id="p", text='\\":'),), what="1\n2\t3"
    )
    document = Document([Map(id=RecordId("m"), title="Map"), stage, card])
    data = encode(document, "test")

    assert was_quick(data)
    assert decode(data).document == document


def test_an_id_that_is_said_again_is_kept_once() -> None:
    data = encode(onboarding(), "test")

    read = decode(data).document

    offer, signing, sales = read.touchpoint(OFFER), read.touchpoint(SIGNING), read.find(SALES)
    assert sales is not None
    assert offer.team_id is signing.team_id is sales.id
    assert all(link.source_id is read.touchpoint(link.source_id).id for link in read.all(Link))


@pytest.mark.parametrize("piece", [0, 50_000])
def test_a_file_without_records_is_read_quickly(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "PIECE", piece)

    assert was_quick(encode(Document(), "test"))
