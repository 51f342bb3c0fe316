"""The edges of what a file may say: each is refused, mended or read carefully, and none is forgotten."""

from __future__ import annotations

import contextlib
import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from cxdesigner.document import limits
from cxdesigner.document.change import Change
from cxdesigner.document.records import Map, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.storage import codec, quick
from cxdesigner.storage.codec import decode, encode, salvage
from cxdesigner.storage.errand import Errand
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.refusals import LoadError
from cxdesigner.storage.safety import Facts, told
from cxdesigner.storage.save import is_other, save_document
from cxdesigner.storage.settings import spare_folders
from tests.document.made_up import every_field, one_card
from tests.storage.as_data import edited, plain
from tests.storage.test_quick import body_of, signed, was_quick, with_card


def with_map(**members: Any) -> bytes:
    """Return a signed file whose map has other members."""
    lines = body_of(one_card()).split(b"\n")
    place = next(n for n, line in enumerate(lines) if b'"type":"map"' in line)
    line = json.loads(lines[place].rstrip(b",]"))
    tail = lines[place][len(lines[place].rstrip(b",]")) :]
    lines[place] = json.dumps(line | members, sort_keys=True, separators=(",", ":")).encode() + tail
    return signed(b"\n".join(lines))


@pytest.mark.parametrize(
    "members",
    [
        {"company_words": ["x"] * (limits.PARTS_PER_RECORD + 1)},
        {"company_words": ["x" * (limits.TITLE_CHARACTERS + 1)]},
        {"company_words": [7]},
        {"accepted": [{"rule": "r"}] * (limits.PARTS_PER_RECORD + 1)},
        {"card_width": 1e9},
        {"kind": None},
        {"persona_id": "x" * 101},
        {"persona_id": ""},
    ],
    ids=lambda members: f"{next(iter(members))}",
)
def test_a_map_beyond_the_edge_is_read_carefully_and_opens(members: dict[str, Any]) -> None:
    data = with_map(**members)

    assert not was_quick(data)
    found = decode(data)
    assert found.document.map(RecordId("map")).title == one_card().map(RecordId("map")).title
    assert encode(found.document, "test")


def test_a_map_within_the_edge_is_read_quickly() -> None:
    assert was_quick(with_map(company_words=["x" * limits.TITLE_CHARACTERS] * limits.PARTS_PER_RECORD))


@pytest.mark.parametrize("status", [None, "odd", []])
def test_a_choice_that_is_none_becomes_the_usual_one(status: object) -> None:
    found = decode(with_card(status=status, offset_days=None, expectation=None))

    card = found.document.touchpoint(RecordId("odd"))
    assert card.offset_days is None


@pytest.mark.parametrize(
    ("good", "bad"),
    [(b'"version":1', b'"version":true'), (b'"revision":0', b'"revision":-1'), (b'"id":"bicycle"', b'"id":""')],
)
def test_a_header_that_is_odd_is_read_carefully_although_the_checksum_is_right(good: bytes, bad: bytes) -> None:
    body = body_of(one_card())
    assert good in body

    data = signed(body.replace(good, bad, 1))

    assert not was_quick(data)
    with pytest.raises(LoadError, match="version") if b'version":true' in data else contextlib.nullcontext():
        assert decode(data).notes


def test_more_records_than_fit_are_no_quick_matter() -> None:
    teams = [{"id": f"team{number}", "title": "Sales", "type": "team"} for number in range(limits.RECORDS + 1)]

    assert quick.records_of(teams, {}) is None


def test_a_document_that_cannot_be_is_refused_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    data, written = edited(plain(every_field())), encode(every_field(), "test")

    def refuse(*_: object, **__: object) -> None:
        raise Refused("A document holds at most 1 record.")

    monkeypatch.setattr(codec, "Document", refuse)

    with pytest.raises(LoadError, match="cannot be opened: a document holds at most 1 record"):
        decode(data)
    with pytest.raises(LoadError, match=r"“map\.cxmap” cannot be opened"):
        salvage(written, Path("map.cxmap"))


def test_a_line_that_is_no_record_is_passed_over_by_salvage() -> None:
    data = encode(one_card(), "test").replace(b'"items":[\n', b'"items":[\n"7",\n7,\n', 1)

    assert salvage(data).document == one_card()


def test_a_file_that_is_not_there_or_the_same_is_no_other(tmp_path: Path) -> None:
    assert not is_other(tmp_path / "gone.cxmap", "ab" * 32, Fs())


def test_an_earlier_version_that_cannot_be_kept_does_not_keep_ours_off_the_disk(tmp_path: Path) -> None:
    path, document = tmp_path / "map.cxmap", one_card()
    known = save_document(document, path, app="test")
    document.apply(Change.adding(Map(id=RecordId("second"), title="Second")))
    (tmp_path / "backups").write_bytes(b"a file where a folder must be")

    save_document(document, path, app="test", known_sha256=known, backups=tmp_path / "backups")

    assert decode(path.read_bytes()).document == document


def test_an_errand_that_fails_without_anybody_to_note_it_still_says_so() -> None:
    def fail() -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.raises(OSError, match="Input/output"):
        Errand(fail, lambda result: None).run()


@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [(0.0, "Saving…"), (4.9, "Saving…"), (5.0, "Still saving: the disk does not answer. Safe copy 3 s ago")],
)
def test_a_save_that_takes_long_is_told_with_what_is_safe(seconds: float, sentence: str) -> None:
    facts = Facts(1_000.0, is_clean=False, is_copied=True, copied_at=997.0, saving_since=1_000.0 - seconds)

    assert told(facts).text == sentence
    assert told(facts).is_safe


def test_a_save_that_waits_over_a_safe_copy_that_failed_does_not_look_safe() -> None:
    facts = Facts(1_000.0, is_clean=False, is_copied=True, copied_at=997.0, saving_since=1_000.0, copy_error="full.")

    assert not told(facts).is_safe
    assert told(facts._replace(saving_since=None)).text == "NOT SAFE: full."


def test_the_spare_places_are_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CXDESIGNER_SPARE_DIR", str(tmp_path))
    assert spare_folders() == (tmp_path,)

    monkeypatch.delenv("CXDESIGNER_SPARE_DIR")
    assert len(set(spare_folders())) == 2
    assert all("cxdesigner" in folder.name for folder in spare_folders())


def test_waiting_waits() -> None:
    Fs().wait(0)


def test_a_log_is_written_behind_its_end_or_from_its_beginning(tmp_path: Path) -> None:
    fs, log = Fs(), tmp_path / "errors.log"
    for text, starts_anew in ((b"old", True), (b"first ", True), (b"second", False)):
        descriptor = fs.open_log(log, starts_anew=starts_anew)
        fs.write(descriptor, memoryview(text))
        fs.close(descriptor)

    assert log.read_bytes() == b"first second"
