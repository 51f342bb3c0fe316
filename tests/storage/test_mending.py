"""A file that is broken in small ways opens: what does not fit is mended, and each mending is told."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import pytest

from cxdesigner.document import limits
from cxdesigner.document.document import Document
from cxdesigner.document.fields import references_of
from cxdesigner.document.records import (
    ExperienceCell,
    Link,
    Map,
    Note,
    Picture,
    Prompt,
    RecordId,
    Stage,
    Status,
    Team,
    Touchpoint,
)
from cxdesigner.storage.codec import Loaded, decode, encode
from cxdesigner.storage.repair import NOTES_KEPT
from tests.document.made_up import PNG, every_field, one_card
from tests.storage.as_data import edited, plain


def loaded(**changes: Any) -> Loaded:
    """Load the map of one card, in which some members of the card's line are others."""
    data = plain(one_card())
    card = next(item for item in data["items"] if item["type"] == "touchpoint")
    card |= changes
    return decode(edited(data))


def card_of(found: Loaded) -> Touchpoint:
    return found.document.touchpoint(RecordId("card"))


def mended(found: Loaded) -> list[str]:
    """Return the notes about mendings; the first one says that the file was edited."""
    return [note for note in found.notes if "outside CX Designer" not in note]


MENDINGS: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"status": "gone"}, {"status": Status.EXISTING}, "“Status” was “gone”, which is none of"),
    ({"expectation": "gone"}, {"expectation": None}, "“Expectation” was “gone”"),
    ({"layer": ["x"]}, {"layer": None}, "“Layer” was “['x']”"),
    ({"emotion": 9}, {"emotion": 2}, "“Emotion” was 9 and was set to 2"),
    ({"emotion": 1.4}, {"emotion": 1}, "“Emotion” was 1.4 and was set to 1"),
    ({"emotion": True}, {"emotion": None}, "“Emotion” was no number"),
    ({"step": -1}, {"step": 0}, "“Step” was -1"),
    ({"step": None}, {"step": 0}, "“Step” was no number"),
    ({"offset_days": 1e300}, {"offset_days": limits.COORDINATE}, "“Days after the event” was 1e+300"),
    ({"offset_days": "x"}, {"offset_days": None}, "“Days after the event” was no number"),
    ({"moment_of_truth": "yes"}, {"moment_of_truth": False}, "neither yes nor no"),
    ({"title": None}, {"title": ""}, "“Touchpoint” was no text"),
    ({"title": 7}, {"title": "7"}, "“Touchpoint” held something that is not plain text"),
    ({"title": "a\nb"}, {"title": "a b"}, "“Touchpoint” held something that is not plain text"),
    ({"what": "bell\u0007"}, {"what": "bell"}, "“What” held something that is not plain text"),
    ({"what": "lone \ud800"}, {"what": "lone "}, "“What” held something that is not plain text"),
    ({"title": "x" * 501}, {"title": "x" * 500}, "had 501 characters and was cut after 500"),
    ({"what": "x" * 20_001}, {"what": "x" * 20_000}, "had 20,001 characters and was cut after 20,000"),
    ({"team_id": "nobody"}, {"team_id": None}, "“Team” led to something that is not there and was emptied"),
    ({"team_id": "stage"}, {"team_id": None}, "“Team” led to something that is not there and was emptied"),
    ({"team_id": 5}, {"team_id": None}, "“Team” referred to nothing"),
    ({"prompts": "x"}, {"prompts": ()}, "“Prompts” was no list"),
    ({"prompts": ["x"]}, {"prompts": ()}, "an entry of “Prompts” could not be understood: “x”"),
    ({"custom": [{"title": "a"}] * 501}, {}, "“Custom fields” had 501 entries and was cut after 500"),
]


@pytest.mark.parametrize(("changes", "expected", "note"), MENDINGS, ids=lambda value: ascii(value)[:30])
def test_a_value_that_does_not_fit_is_mended_and_told(
    changes: dict[str, Any], expected: dict[str, Any], note: str
) -> None:
    found = loaded(**changes)

    assert {name: getattr(card_of(found), name) for name in expected} == expected
    assert [one for one in mended(found) if note in one and one.startswith("Touchpoint")], found.notes
    assert found.is_repaired
    assert decode(encode(found.document, "test")).notes == ()


def test_a_whole_number_with_a_point_is_no_reason_for_a_note() -> None:
    found = loaded(emotion=1.0, offset_days=2)

    assert (card_of(found).emotion, card_of(found).offset_days) == (1, 2.0)
    assert isinstance(card_of(found).emotion, int)
    assert isinstance(card_of(found).offset_days, float)
    assert not found.is_repaired


def test_prompts_with_the_same_id_or_none_get_one_of_their_own() -> None:
    entry = {"id": "p", "text": "Call"}

    prompts = card_of(loaded(prompts=[entry, entry, {"text": "Write"}])).prompts

    assert [prompt.text for prompt in prompts] == ["Call", "Call", "Write"]
    assert len({prompt.id for prompt in prompts}) == 3
    assert prompts[0] == Prompt(id="p", text="Call")


def test_the_later_one_of_two_records_with_the_same_id_gets_a_new_one() -> None:
    data = plain(one_card())
    data["items"].append({"type": "team", "id": "card", "title": "Service"})

    found = decode(edited(data))

    assert card_of(found).title == "Web shop"
    assert [team.title for team in found.document.all(Team)] == ["Sales", "Service"]
    assert "Team “Service” had the id of another record and got a new one." in found.notes


@pytest.mark.parametrize("identity", [None, "", 5, "x" * 101, "bell\a"], ids=ascii)
def test_a_record_without_a_proper_id_gets_one(identity: Any) -> None:
    found = decode(
        edited({"format": "cxmap", "version": 1, "id": "x", "items": [{"type": "team", "id": identity, "title": "A"}]})
    )

    assert found.document.all(Team)[0].title == "A"
    assert any("no proper id" in note for note in found.notes)


def test_a_link_that_leads_nowhere_is_left_out_and_listed() -> None:
    data = plain(one_card())
    data["items"].append({"type": "link", "id": "link", "source_id": "card", "target_id": "gone"})

    found = decode(edited(data))

    assert found.document.all(Link) == []
    assert "Link led to a card that is not there and was left out." in found.notes


@pytest.mark.parametrize("how", ["gone", None, "team", 5], ids=str)
def test_a_card_without_its_stage_is_not_lost(how: Any) -> None:
    found = loaded(stage_id=how)

    stage = found.document.stage(card_of(found).stage_id)
    assert (stage.title, stage.map_id) == ("Recovered", "map")
    assert any("belonged to a stage that is not there and was kept apart" in note for note in found.notes)


def test_records_that_lost_everything_above_them_are_kept_under_a_map_of_their_own() -> None:
    items = [
        {"type": "touchpoint", "id": "card", "title": "Card"},
        {"type": "note", "id": "note", "text": "Hm", "stage_id": "gone"},
        {"type": "experience_cell", "id": "cell", "text": "Joy", "row_id": "gone", "stage_id": "gone"},
    ]

    found = decode(edited({"format": "cxmap", "version": 1, "id": "x", "items": items}))

    (one_map,) = found.document.all(Map)
    (stage,) = found.document.all(Stage)
    assert (one_map.title, stage.map_id) == ("Recovered", one_map.id)
    assert {card_of(found).stage_id, found.document.all(Note)[0].stage_id} == {stage.id}
    assert found.document.all(ExperienceCell)[0].text == "Joy"


def test_what_is_no_record_is_left_out_and_told() -> None:
    data = plain(one_card())
    data["items"] += [None, 5, [], {"id": "x"}, {"id": "y", "type": 3}]

    found = decode(edited(data))

    assert found.document == one_card()
    assert sum("was no record and was left out" in note for note in found.notes) == 5


def test_a_missing_or_damaged_picture_is_told_and_the_rest_opens() -> None:
    data = plain(Document([Picture(id=RecordId("a"), data=PNG), Picture(id=RecordId("b"), data=b"other")]))
    key = hashlib.sha256(PNG).hexdigest()
    data["images"] = {key: "not base64 !", hashlib.sha256(b"other").hexdigest(): base64.b64encode(b"turned").decode()}

    found = decode(edited(data))

    assert [picture.data for picture in found.document.all(Picture)] == [b"", b"turned"]
    assert any("A picture is damaged" in note for note in found.notes)
    assert any("not what it was" in note for note in found.notes)


def test_a_header_that_says_nonsense_is_mended() -> None:
    data = plain(one_card()) | {"id": 5, "revision": -1, "images": [], "end": 3}

    found = decode(edited(data))

    assert found.document == one_card()
    assert (found.document.revision, len(found.document.id)) == (0, 12)
    assert found.is_repaired


def test_more_notes_than_anybody_reads_are_counted() -> None:
    data = plain(one_card())
    data["items"] += [None] * 500

    notes = decode(edited(data)).notes

    assert len(notes) == NOTES_KEPT + 1
    assert notes[-1].startswith("… and ")


def test_a_file_edited_by_hand_opens_with_a_note_and_nothing_mended() -> None:
    data = encode(one_card(), "test").replace(b"Web shop", b"Online shop")

    found = decode(data)

    assert card_of(found).title == "Online shop"
    assert (found.is_edited_elsewhere, found.is_repaired, len(found.notes)) == (True, False, 1)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: json.dumps(json.loads(data), indent=2).encode("utf-8"),
        lambda data: data[: data.rindex(b',\n"end"')] + b"}",
    ],
    ids=["byte order mark", "Windows line ends", "pretty", "no checksum"],
)
def test_what_other_programs_do_to_a_text_file_loses_nothing(change: Any) -> None:
    found = decode(change(encode(every_field(), "test")))

    assert found.document == every_field()
    assert not found.is_repaired
    assert found.is_edited_elsewhere


def test_every_reference_of_a_loaded_document_leads_somewhere() -> None:
    data = plain(every_field())
    data["items"] = [
        item for item in data["items"] if item["type"] in ("touchpoint", "link", "note", "experience_cell")
    ]

    document = decode(edited(data)).document

    for record in document:
        for info in references_of(type(record)):
            assert getattr(record, info.name) is None or getattr(record, info.name) in document
