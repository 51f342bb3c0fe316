"""Work that was not saved is offered again, and nothing but a save or a decision makes it go away."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.storage.load import load_document
from cxdesigner.storage.migrations import VERSION
from cxdesigner.storage.offers import Origin, discard, offers
from cxdesigner.storage.recovery import SNAPSHOTS_KEPT, SafeCopies
from cxdesigner.storage.refusals import LoadError
from tests.document.made_up import every_field, one_card
from tests.storage.faults import BrokenFs, ShortFs, everything_in, failing_with

FILES = Path(__file__).parent.parent / "files"
ORIGIN = Origin("Buying a bicycle", Path("/maps/bicycle.cxmap"), "ab" * 32)


class Session(SafeCopies):
    """Safe copies of a process that can be killed: its lock is free, and it did not close anything."""

    def die(self) -> None:
        for lock in self._locks.values():
            assert lock is not None
            self._fs.close(lock)
        self._locks.clear()


def session(data: Path, **more: object) -> Session:
    return Session(data, "test", **more)  # type: ignore[arg-type]


def killed_session(data: Path, *documents: Document) -> None:
    copies = session(data)
    for document in documents:
        copies.write(document, ORIGIN)
    copies.die()


def named(title: str) -> Document:
    document = one_card()
    card = document.touchpoint(RecordId("card"))
    document.apply(Change.replacing([(card, replace(card, title=title))]))
    return document


def test_after_a_crash_the_newest_copy_is_offered_and_opens(tmp_path: Path) -> None:
    killed_session(tmp_path, named("first"), named("second"))

    (offer,) = offers(tmp_path)

    assert (offer.origin, offer.records) == (ORIGIN, 4)
    assert session(tmp_path).adopt(offer).document == named("second")


def test_a_session_that_lives_is_not_offered(tmp_path: Path) -> None:
    copies = session(tmp_path)
    copies.write(one_card(), ORIGIN)

    assert offers(tmp_path) == []

    copies.die()
    assert len(offers(tmp_path)) == 1


def test_the_work_of_a_process_that_was_killed_is_offered_and_that_of_a_living_one_is_not(tmp_path: Path) -> None:
    script = """
import sys, time
from pathlib import Path
from cxdesigner.storage.offers import Origin
from cxdesigner.storage.recovery import SafeCopies
from tests.document.made_up import one_card
SafeCopies(Path(sys.argv[1]), "test").write(one_card(), Origin("Map"))
print("safe", flush=True)
time.sleep(60)
"""
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"safe"
        assert offers(tmp_path) == []
        process.kill()

    (offer,) = offers(tmp_path)

    assert session(tmp_path).adopt(offer).document == one_card()


def test_looking_and_opening_delete_nothing(tmp_path: Path) -> None:
    killed_session(tmp_path, named("first"), named("second"))
    before = everything_in(tmp_path)

    copies = session(tmp_path)
    copies.adopt(offers(tmp_path)[0])
    copies.die()

    left = everything_in(tmp_path)
    assert {name: left.get(name) for name in before} == before
    assert len(offers(tmp_path)) == 1


def test_work_that_goes_on_is_offered_once_with_its_latest_copy(tmp_path: Path) -> None:
    killed_session(tmp_path, named("first"))
    copies = session(tmp_path)
    copies.adopt(offers(tmp_path)[0])
    copies.write(named("second"), ORIGIN)
    copies.die()

    (offer,) = offers(tmp_path)

    assert session(tmp_path).adopt(offer).document == named("second")


def test_two_windows_cannot_go_on_with_the_same_work(tmp_path: Path) -> None:
    killed_session(tmp_path, one_card())
    (offer,) = offers(tmp_path)
    first = session(tmp_path)
    first.adopt(offer)

    with pytest.raises(LoadError, match="open in another window"):
        session(tmp_path).adopt(offer)


def test_after_a_save_and_a_clean_close_nothing_is_left(tmp_path: Path) -> None:
    copies = session(tmp_path)
    copies.write(one_card(), ORIGIN)

    copies.drop()
    copies.close()

    assert offers(tmp_path) == []
    assert list((tmp_path / "recovery").iterdir()) == []


def test_closing_without_a_save_keeps_the_copies(tmp_path: Path) -> None:
    copies = session(tmp_path)
    copies.write(one_card(), ORIGIN)

    copies.close()

    assert len(offers(tmp_path)) == 1


def test_work_that_nobody_wants_goes_to_the_trash_and_can_still_be_found(tmp_path: Path) -> None:
    copies = session(tmp_path)
    copies.write(one_card(), ORIGIN)
    copies.discard()
    killed_session(tmp_path, one_card())
    discard(offers(tmp_path)[0])

    assert offers(tmp_path) == []
    assert len(list((tmp_path / "recovery" / "trash").glob("*/snap-*.cxmap"))) == 2


def test_a_session_without_a_copy_leaves_no_trace(tmp_path: Path) -> None:
    copies = session(tmp_path)

    copies.drop()
    copies.close()
    copies.discard()

    assert list(tmp_path.iterdir()) == []


def test_the_last_copies_are_kept(tmp_path: Path) -> None:
    copies = session(tmp_path)
    for number in range(SNAPSHOTS_KEPT + 3):
        copies.write(named(str(number)), ORIGIN)

    kept = sorted(tmp_path.rglob("snap-*.cxmap"))

    assert [path.name for path in kept] == [f"snap-{number:06d}.cxmap" for number in range(4, 9)]


def test_where_the_newest_copy_is_damaged_the_one_before_it_opens(tmp_path: Path) -> None:
    killed_session(tmp_path, named("first"), named("second"))
    newest = max(tmp_path.rglob("snap-*.cxmap"))
    newest.write_bytes(newest.read_bytes()[:-40])

    loaded = session(tmp_path).adopt(offers(tmp_path)[0])

    assert loaded.document == named("first")


def test_where_no_copy_can_be_read_it_is_said_and_they_stay(tmp_path: Path) -> None:
    killed_session(tmp_path, one_card())
    next(tmp_path.rglob("snap-*.cxmap")).write_bytes(bytes(100))
    (offer,) = offers(tmp_path)

    with pytest.raises(LoadError, match="none of its safe copies can be read"):
        session(tmp_path).adopt(offer)

    assert len(offers(tmp_path)) == 1


def test_an_offer_that_somebody_removed_is_refused(tmp_path: Path) -> None:
    killed_session(tmp_path, one_card())
    (offer,) = offers(tmp_path)
    discard(offer)

    with pytest.raises(LoadError, match="not there any more"):
        session(tmp_path).adopt(offer)


@pytest.mark.parametrize(
    "meta",
    [b"", b"{", b"[]", b'{"title":5,"path":7,"sha256":[],"records":-1,"made":"x"}', b'{"path":"a\\u0000b"}', None],
)
def test_damaged_notes_about_a_session_do_not_hide_its_work(tmp_path: Path, meta: bytes | None) -> None:
    killed_session(tmp_path, one_card())
    path = next(tmp_path.rglob("meta.json"))
    path.unlink() if meta is None else path.write_bytes(meta)

    (offer,) = offers(tmp_path)

    assert (offer.origin, offer.records, offer.made) == (Origin("A map without a name"), 0, 0.0)
    assert session(tmp_path).adopt(offer).document == one_card()


def test_many_damaged_and_foreign_folders_are_looked_through_without_an_error(tmp_path: Path) -> None:
    root = tmp_path / "recovery"
    for number in range(100):
        folder = root / f"session-{number}"
        folder.mkdir(parents=True)
        if number % 4 == 0:
            (folder / "snap-000001.cxmap").write_bytes(bytes(number))
        if number % 4 == 1:
            (folder / "snap-nonsense.cxmap").mkdir()
        if number % 4 == 2:
            (folder / "lock").mkdir()
            (folder / "snap-000001.cxmap").mkdir()
    (root / "a file").write_bytes(b"")
    before = sorted(tmp_path.rglob("*"))

    found = offers(tmp_path)

    assert len(found) == 50
    assert {path for path in before if path.name != "lock"} <= set(tmp_path.rglob("*"))


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_safe_copies_of_every_version_are_still_offered_with_what_they_say_and_go_on(
    tmp_path: Path, version: int
) -> None:
    folder = tmp_path / "recovery" / "0123456789abcdef0123456789abcdef"
    shutil.copytree(FILES / "recovery" / f"version-{version}", folder)
    before = everything_in(folder)

    (offer,) = offers(tmp_path)
    loaded = session(tmp_path).adopt(offer)

    assert (offer.origin, offer.touchpoints, offer.tries) == (
        Origin("Everything", Path("/maps/everything.cxmap"), "ab" * 32),
        1,
        1,
    )
    assert (offer.made, offer.records) == (1_764_336_300.0, len(loaded.document))
    assert loaded.document == load_document(FILES / "versions" / f"version-{version}.cxmap").document
    assert everything_in(folder) == before | {"opening": b"2"}


def test_before_the_first_crash_there_is_nothing_to_offer(tmp_path: Path) -> None:
    assert offers(tmp_path) == []


@pytest.mark.parametrize("room", [0, 100, 2000])
def test_a_full_disk_is_told_and_the_copies_before_it_stay(tmp_path: Path, room: int) -> None:
    fs = ShortFs(1 << 20)
    copies = session(tmp_path, fs=fs)
    copies.write(named("first"), ORIGIN)
    fs.room = room

    with pytest.raises(Refused, match="the disk is full"):
        copies.write(every_field(), ORIGIN)

    copies.die()
    assert session(tmp_path).adopt(offers(tmp_path)[0]).document == named("first")
    assert not list(tmp_path.rglob("*.tmp"))


def test_whichever_operation_fails_the_copy_before_it_is_offered(tmp_path: Path) -> None:
    fs = BrokenFs()
    Session(tmp_path / "dry", "test", fs).write(one_card(), ORIGIN)

    for number in (errno.ENOSPC, errno.EIO, errno.EACCES):
        for at, operation in enumerate(fs.done):
            data = tmp_path / f"{number}-{at}"
            copies = session(data, fs=BrokenFs(len(fs.done) + at, failing_with(number)))
            copies.write(named("first"), ORIGIN)
            is_told = False
            try:
                copies.write(named("second"), ORIGIN)
            except Refused:
                is_told = True
            copies.die()
            found = session(data).adopt(offers(data)[0]).document
            assert found == (named("first") if is_told else named("second")), (at, operation)
            assert not list(data.rglob("*.tmp")), (at, operation)


def test_a_folder_that_a_clean_up_took_away_is_made_again(tmp_path: Path) -> None:
    copies = session(tmp_path)
    copies.write(named("first"), ORIGIN)
    for path in sorted(tmp_path.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()

    copies.write(named("second"), ORIGIN)

    copies.die()
    assert session(tmp_path).adopt(offers(tmp_path)[0]).document == named("second")
