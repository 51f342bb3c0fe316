"""The lock beside a document tells who has it open; it is never broken by its age, and never in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cxdesigner.storage.fs import Fs
from cxdesigner.storage.lock import DocumentLock, Holder, lock_path, myself

THEY = Holder("their-computer", "ida", 4_711, "theirs", 1_000.0)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    (tmp_path / "map.cxmap").write_bytes(b"a map")
    return tmp_path / "map.cxmap"


def held_by(holder: Holder, document: Path) -> DocumentLock:
    lock = DocumentLock(me=holder)
    assert lock.take(document) is None
    return lock


def here(pid: int) -> Holder:
    return myself()._replace(pid=pid, session="another", user="ida")


def test_a_document_that_nobody_has_is_locked_and_freed(document: Path) -> None:
    lock = DocumentLock()

    assert lock.take(document) is None
    assert lock_path(document).exists()

    lock.release()
    assert [one.name for one in document.parent.iterdir()] == ["map.cxmap"]
    lock.release()


def test_who_has_it_on_another_computer_is_told_however_old_the_lock(document: Path) -> None:
    held_by(THEY, document)
    before = lock_path(document).read_bytes()
    os.utime(lock_path(document), (1, 1))

    holder = DocumentLock().take(document)

    assert holder is not None
    assert (holder.host, holder.user, holder.session) == ("their-computer", "ida", "theirs")
    assert lock_path(document).read_bytes() == before


def test_by_force_it_becomes_ours_and_they_do_not_take_it_away(document: Path) -> None:
    theirs, ours = held_by(THEY, document), DocumentLock()

    assert ours.take(document, by_force=True) is None
    theirs.release()

    assert lock_path(document).exists()
    ours.release()
    assert not lock_path(document).exists()


def test_the_lock_of_a_process_of_this_computer_that_ended_is_nobodys(document: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    held_by(here(ended.pid), document)

    assert DocumentLock().take(document) is None


def test_the_lock_of_a_process_that_lives_is_held(document: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as living:
        held_by(here(living.pid), document)

        holder = DocumentLock().take(document)

        living.kill()
    assert holder is not None
    assert holder.user == "ida"


def test_a_window_that_opens_its_document_anew_is_not_in_its_own_way(document: Path) -> None:
    first = DocumentLock()
    first.take(document)
    again = DocumentLock()

    assert again.take(document) is None
    first.release()

    assert lock_path(document).exists()


def test_another_document_takes_the_lock_along(document: Path, tmp_path: Path) -> None:
    lock = DocumentLock()
    lock.take(document)

    lock.take(tmp_path / "other.cxmap")

    assert not lock_path(document).exists()
    assert lock_path(tmp_path / "other.cxmap").exists()


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 100, b"[]", b'{"pid":true,"since":"x","user":5,"host":[]}', b"{" * 9_999]
)
def test_a_lock_that_says_nothing_belongs_to_somebody(document: Path, data: bytes) -> None:
    lock_path(document).write_bytes(data)

    holder = DocumentLock().take(document)

    assert holder is not None
    assert (holder.user, holder.pid, holder.since) == ("somebody", 0, 0.0)


def test_what_a_lock_says_cannot_turn_a_line_around(document: Path) -> None:
    held_by(THEY._replace(user="\u202eida" + "x" * 200), document)

    holder = DocumentLock().take(document)

    assert holder is not None
    assert holder.user.startswith("ida")
    assert len(holder.user) == 80


def test_the_lock_of_a_link_lies_beside_its_target(document: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    link = tmp_path / "folder" / "link.cxmap"
    link.symlink_to(document)

    assert DocumentLock().take(link) is None
    assert lock_path(document).exists()


@pytest.mark.parametrize("broken", ["resolve", "stat", "remove", "open_new", "write", "close"])
def test_where_there_can_be_no_lock_there_is_none_and_nothing_is_raised(
    document: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    held_by(here(2**22 + 1), document)  # No process has this number.

    def fail(*_: object) -> None:
        raise PermissionError

    fs = Fs()
    monkeypatch.setattr(fs, broken, fail)
    lock = DocumentLock(fs)

    assert lock.take(document) is None or broken == "stat"
    lock.release()


def test_a_lock_that_cannot_be_removed_stays(document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fs = Fs()
    lock = DocumentLock(fs)
    lock.take(document)

    def fail(path: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(fs, "remove", fail)
    lock.release()

    assert lock_path(document).exists()


@pytest.mark.parametrize(("pid", "lives"), [(0, False), (-1, False), (1, True), (2**22 + 1, False)])
def test_a_process_lives_or_not(pid: int, lives: bool) -> None:
    assert Fs().is_running(pid) is lives


def test_a_process_that_cannot_be_asked_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(pid: int, signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)

    assert Fs().is_running(4_711)
