"""A saved map can be opened again, nobody else's work is replaced unasked, and the version before it is kept."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.storage import save as save_module
from cxdesigner.storage.codec import decode, encode
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.load import load_document
from cxdesigner.storage.refusals import ConflictError, SaveError
from cxdesigner.storage.save import save_document, sha256_of
from cxdesigner.storage.versions import LAST_KEPT, versions_of
from tests.document.made_up import every_field, one_card
from tests.storage.faults import BrokenFs, failing_with

ERRORS = [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT, errno.EROFS]


@pytest.fixture
def saved(tmp_path: Path) -> tuple[Path, Document, str]:
    """Return a saved document with its fingerprint."""
    path, document = tmp_path / "map.cxmap", one_card()
    return path, document, save_document(document, path, app="test")


def rename(document: Document, title: str) -> None:
    card = document.touchpoint(RecordId("card"))
    document.apply(Change.replacing([(card, replace(card, title=title))]))


def test_what_was_saved_is_loaded_again(tmp_path: Path) -> None:
    path = tmp_path / "map.cxmap"

    fingerprint = save_document(every_field(), path, app="test")

    assert load_document(path).document == every_field()
    assert load_document(path).sha256 == fingerprint == sha256_of(path.read_bytes())


def test_a_file_that_somebody_else_changed_is_not_replaced(saved: tuple[Path, Document, str]) -> None:
    path, document, fingerprint = saved
    theirs = path.read_bytes().replace(b"Web shop", b"Their shop")
    path.write_bytes(theirs)
    rename(document, "Our shop")

    with pytest.raises(ConflictError, match="somebody has changed the file"):
        save_document(document, path, app="test", known_sha256=fingerprint)

    assert path.read_bytes() == theirs


def test_a_file_that_was_only_touched_is_no_conflict(saved: tuple[Path, Document, str]) -> None:
    path, document, fingerprint = saved
    os.utime(path, (1, 1))
    rename(document, "Our shop")

    save_document(document, path, app="test", known_sha256=fingerprint)

    assert load_document(path).document == document


def test_a_file_that_is_gone_is_written_anew(saved: tuple[Path, Document, str]) -> None:
    path, document, fingerprint = saved
    path.unlink()

    save_document(document, path, app="test", known_sha256=fingerprint)

    assert load_document(path).document == document


def test_the_version_that_is_replaced_is_kept(saved: tuple[Path, Document, str], tmp_path: Path) -> None:
    path, document, fingerprint = saved
    before = path.read_bytes()
    rename(document, "Our shop")

    save_document(document, path, app="test", known_sha256=fingerprint, backups=tmp_path / "backups")

    assert [one.path.read_bytes() for one in versions_of(document.id, tmp_path / "backups")] == [before]


def test_the_last_versions_are_kept_by_number_the_newest_first(
    saved: tuple[Path, Document, str], tmp_path: Path
) -> None:
    path, document, _ = saved
    for number in range(LAST_KEPT + 5):
        rename(document, str(number))
        save_document(document, path, app="test", backups=tmp_path / "backups")

    kept = versions_of(document.id, tmp_path / "backups")

    titles = [decode(one.path.read_bytes()).document.title_of(RecordId("card")) for one in kept]
    assert titles == [str(number) for number in range(LAST_KEPT + 3, 3, -1)]


def test_a_version_of_another_map_goes_to_the_versions_of_that_map(
    saved: tuple[Path, Document, str], tmp_path: Path
) -> None:
    path, document, _ = saved

    save_document(every_field(), path, app="test", backups=tmp_path / "backups")

    assert len(versions_of(document.id, tmp_path / "backups")) == 1
    assert versions_of(every_field().id, tmp_path / "backups") == []


def test_an_id_is_never_a_path(saved: tuple[Path, Document, str], tmp_path: Path) -> None:
    path, document, _ = saved
    document.id = "../../outside"
    save_document(document, path, app="test")
    rename(document, "Our shop")

    save_document(document, path, app="test", backups=tmp_path / "data" / "backups")

    assert len(versions_of(document.id, tmp_path / "data" / "backups")) == 1
    assert {one.name for one in tmp_path.iterdir()} == {"map.cxmap", "data"}


@pytest.mark.slow
@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
def test_whichever_operation_of_saving_a_document_fails_the_map_is_old_or_new(
    saved: tuple[Path, Document, str], tmp_path: Path, number: int
) -> None:
    path, document, fingerprint = saved
    old = path.read_bytes()
    rename(document, "Our shop")
    new = encode(document, "test")
    fs = BrokenFs()
    save_document(document, path, app="test", known_sha256=fingerprint, backups=tmp_path / "dry", fs=fs)

    for at, operation in enumerate(fs.done):
        path.write_bytes(old)
        told: list[str] = []
        broken = BrokenFs(at, failing_with(number))
        backups = tmp_path / str(at)
        try:
            save_document(
                document, path, app="test", known_sha256=fingerprint, backups=backups, fs=broken, tell=told.append
            )
        except SaveError:
            assert path.read_bytes() == old, (at, operation)
        else:
            assert path.read_bytes() == new, (at, operation)
            assert told or versions_of(document.id, backups), (at, operation)
        assert not list(tmp_path.rglob("*.tmp")), (at, operation)


def test_the_old_version_is_kept_before_it_is_replaced(saved: tuple[Path, Document, str], tmp_path: Path) -> None:
    path, document, _ = saved
    rename(document, "Our shop")
    fs = BrokenFs()

    save_document(document, path, app="test", backups=tmp_path / "backups", fs=fs)

    assert fs.done.index("make_folder") < fs.done.index("replace")
    assert fs.done.count("replace") == 3


def test_a_version_of_somebody_else_that_cannot_be_kept_is_not_replaced(
    saved: tuple[Path, Document, str], tmp_path: Path
) -> None:
    path, document, _ = saved
    before = path.read_bytes()
    rename(document, "Our shop")
    (tmp_path / "backups").write_bytes(b"a file where a folder must be")

    with pytest.raises(SaveError, match="could not be kept first"):
        save_document(document, path, app="test", backups=tmp_path / "backups")

    assert path.read_bytes() == before


@pytest.mark.parametrize("answer", [None, "damaged"])
def test_a_file_that_would_not_give_the_map_back_is_never_written(
    saved: tuple[Path, Document, str], monkeypatch: pytest.MonkeyPatch, answer: str | None
) -> None:
    path, document, _ = saved
    before = path.read_bytes()
    rename(document, "Our shop")
    wrong = before if answer is None else before[:-20]
    monkeypatch.setattr(save_module, "encode", lambda document, app: wrong)

    with pytest.raises(SaveError, match="Please report this"):
        save_document(document, path, app="test")

    assert path.read_bytes() == before


def change_while_it_is_read_back(path: Path, change: bytes | None) -> Fs:
    """Return a disk on which somebody else saves, or takes the file away, between our look at it and its replacement."""

    class BusyFs(Fs):
        def read(self, place: Path, most: int) -> bytes:
            data = super().read(place, most)
            if place.name.startswith(".~cx-") and place.parent == path.parent:
                path.unlink(missing_ok=True)
                if change is not None:
                    path.write_bytes(change)
            return data

    return BusyFs()


@pytest.mark.parametrize("change", [b"theirs", None])
@pytest.mark.parametrize("overwrites", [True, False])
def test_what_somebody_saves_at_the_very_moment_is_not_replaced(
    saved: tuple[Path, Document, str], tmp_path: Path, change: bytes | None, overwrites: bool
) -> None:
    path, document, fingerprint = saved
    rename(document, "Our shop")
    known = None if overwrites else fingerprint

    with pytest.raises(ConflictError, match="at this very moment"):
        save_document(
            document,
            path,
            app="test",
            known_sha256=known,
            backups=tmp_path / "backups",
            fs=change_while_it_is_read_back(path, change),
        )

    assert (path.read_bytes() if path.exists() else None) == change
    assert not list(tmp_path.glob(".~cx-*"))


class WaitingFs(Fs):
    """A disk on which another process is saving for so many looks."""

    def __init__(self, looks: int) -> None:
        self.looks, self.waits = looks, 0

    def lock(self, path: Path) -> int | None:
        self.looks -= 1
        return super().lock(path) if self.looks < 0 else None

    def wait(self, seconds: float) -> None:
        self.waits += 1


@pytest.mark.parametrize(("looks", "waits"), [(0, 0), (3, 3), (10_000, 100)])
def test_another_process_of_ours_that_saves_is_waited_for_but_not_for_ever(
    saved: tuple[Path, Document, str], tmp_path: Path, looks: int, waits: int
) -> None:
    path, document, _ = saved
    rename(document, "Our shop")
    fs = WaitingFs(looks)

    save_document(document, path, app="test", backups=tmp_path / "backups", fs=fs)

    assert fs.waits == waits
    assert load_document(path).document == document


def test_a_lock_that_cannot_be_let_go_is_no_reason_to_say_not_saved(
    saved: tuple[Path, Document, str], tmp_path: Path
) -> None:
    path, document, _ = saved
    rename(document, "Our shop")
    fs = BrokenFs()
    save_document(document, path, app="test", backups=tmp_path / "dry", fs=fs)
    broken = BrokenFs(len(fs.done) - 1, failing_with(errno.EIO))
    assert fs.done[-1] == "close"

    save_document(document, path, app="test", backups=tmp_path / "backups", fs=broken)

    assert load_document(path).document == document
