"""Safe copies where the disk refuses, and while saves are under way; and what becomes of the trash."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import pytest

from cxdesigner.storage import offers as offers_module
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.offers import TRASH_DAYS, TRASH_KEPT, discard, newest_of, offers
from cxdesigner.storage.refusals import SaveError
from tests.document.made_up import one_card
from tests.storage.faults import everything_in
from tests.storage.test_recovery import ORIGIN, killed_session, named, session


class FullFs(Fs):
    """A disk on which some folders take nothing."""

    def __init__(self, *full: Path) -> None:
        self.full = full

    def open_new(self, path: Path, mode: int) -> int:
        if any(path.is_relative_to(folder) for folder in self.full):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().open_new(path, mode)


def test_where_one_place_is_full_the_next_one_takes_the_copy_and_it_is_offered(tmp_path: Path) -> None:
    data, spare = tmp_path / "data", tmp_path / "spare"
    copies = session(data, fs=FullFs(data), spare=(spare,))

    path = copies.write(named("first"), ORIGIN)

    assert path is not None
    assert path.is_relative_to(spare)
    assert copies.snapshots() == [path]
    copies.die()
    assert [newest_of(offer).document for offer in offers(data, spare=(spare,))] == [named("first")]


def test_copies_in_two_places_are_not_offered_while_we_live_and_go_together(tmp_path: Path) -> None:
    data, spare = tmp_path / "data", tmp_path / "spare"
    fs = FullFs()
    copies = session(data, fs=fs, spare=(spare,))
    copies.write(named("first"), ORIGIN)
    fs.full = (data,)
    copies.write(named("second"), ORIGIN)

    assert len(copies.snapshots()) == 2
    assert offers(data, spare=(spare,)) == []
    copies.drop()
    copies.close()
    assert everything_in(tmp_path) == {}


def test_where_no_place_takes_it_the_first_reason_is_told(tmp_path: Path) -> None:
    data, spare = tmp_path / "data", tmp_path / "spare"
    spare.write_bytes(b"a file where a folder must be")

    with pytest.raises(SaveError, match="the disk is full"):
        session(data, fs=FullFs(data), spare=(spare,)).write(one_card(), ORIGIN)


def test_a_place_of_somebody_else_is_not_used(tmp_path: Path) -> None:
    class ForeignFs(Fs):
        def is_ours(self, path: Path) -> bool:
            return False

    with pytest.raises(SaveError, match="does not let you"):
        session(tmp_path, fs=ForeignFs()).write(one_card(), ORIGIN)


def test_a_copy_that_a_save_has_made_needless_is_not_written(tmp_path: Path) -> None:
    copies = session(tmp_path)
    early = copies.number()
    copies.drop(copies.last_number)

    assert copies.write(named("saved"), ORIGIN, early) is None
    assert copies.write(named("edited since"), ORIGIN) is not None


def test_a_save_drops_what_it_holds_and_nothing_later(tmp_path: Path) -> None:
    copies = session(tmp_path)
    copies.write(named("saved"), ORIGIN)
    through = copies.last_number
    copies.write(named("edited since"), ORIGIN)

    copies.drop(through)
    copies.die()

    assert [newest_of(offer).document for offer in offers(tmp_path)] == [named("edited since")]
    assert len(list(tmp_path.rglob("snap-*"))) == 1


class UnlockableFs(Fs):
    """A disk that knows no locks."""

    def lock(self, path: Path) -> None:
        return None


@pytest.mark.parametrize("is_dropped", [True, False])
def test_copies_are_kept_where_nothing_can_be_locked(tmp_path: Path, is_dropped: bool) -> None:
    copies = session(tmp_path, fs=UnlockableFs())
    copies.write(one_card(), ORIGIN)
    if is_dropped:
        copies.drop()

    copies.close()

    assert len(list(tmp_path.rglob("snap-*"))) == (0 if is_dropped else 1)


def test_unwanted_copies_go_to_the_trash_where_nothing_can_be_locked(tmp_path: Path) -> None:
    copies = session(tmp_path, fs=UnlockableFs())
    copies.write(one_card(), ORIGIN)

    copies.discard()

    assert len(list((tmp_path / "recovery" / "trash").rglob("snap-*"))) == 1


def test_a_lock_that_cannot_be_closed_is_no_reason_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for end in ("close", "discard"):
        copies = session(tmp_path)
        copies.write(one_card(), ORIGIN)

        def fail(descriptor: int) -> None:
            raise OSError(errno.EIO, "broken")

        with monkeypatch.context() as broken:
            broken.setattr(copies._fs, "close", fail)
            getattr(copies, end)()


def test_the_word_that_work_is_being_opened_is_no_condition_for_opening_it(tmp_path: Path) -> None:
    killed_session(tmp_path, named("first"))
    copies = session(tmp_path, fs=FullFs(tmp_path))

    assert copies.adopt(offers(tmp_path)[0]).document == named("first")
    copies.settle()


@pytest.mark.parametrize(("told", "tries"), [(b"1", 1), (b"12", 12), (b"", 1), (b"x", 1), (b"\xb2", 1), (b"9" * 30, 0)])
def test_how_often_work_was_tried_is_told_whatever_stands_there(tmp_path: Path, told: bytes, tries: int) -> None:
    killed_session(tmp_path, named("first"))
    (offer,) = offers(tmp_path)
    (offer.folder / "opening").write_bytes(told)

    assert [offer.tries for offer in offers(tmp_path)] == [tries]


def test_passing_over_more_copies_than_there_are_opens_the_oldest(tmp_path: Path) -> None:
    killed_session(tmp_path, named("first"), named("second"))

    assert session(tmp_path).adopt(offers(tmp_path)[0], 9).document == named("first")


def test_a_place_that_cannot_be_listed_offers_nothing(tmp_path: Path) -> None:
    killed_session(tmp_path, named("first"))

    class BlindFs(Fs):
        def names_in(self, folder: Path) -> list[str]:
            if folder.name != "recovery":
                raise PermissionError
            return super().names_in(folder)

    class BlinderFs(Fs):
        def names_in(self, folder: Path) -> list[str]:
            raise PermissionError

    assert offers(tmp_path, BlindFs()) == []
    assert offers(tmp_path, BlinderFs()) == []


def thrown_away(data: Path, monkeypatch: pytest.MonkeyPatch, days: int, times: int = 1) -> None:
    """Throw work away as if it were so many days later."""
    now = time.time() + days * 86_400
    with monkeypatch.context() as later:
        later.setattr(offers_module.time, "time", lambda: now)
        real = time.strftime
        later.setattr(
            offers_module.time, "strftime", lambda form, moment=None: real(form, moment or time.localtime(now))
        )
        for _ in range(times):
            killed_session(data, named("unwanted"))
            discard(offers(data)[0])


def in_trash(data: Path) -> int:
    return len(list((data / "recovery" / "trash").iterdir()))


def test_the_trash_is_emptied_of_what_is_old_by_throwing_away_and_by_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thrown_away(tmp_path, monkeypatch, 0, times=3)
    thrown_away(tmp_path, monkeypatch, TRASH_DAYS - 1, times=TRASH_KEPT - 1)
    assert in_trash(tmp_path) == TRASH_KEPT + 2
    killed_session(tmp_path, named("wanted"))
    session(tmp_path).adopt(offers(tmp_path)[0])
    assert in_trash(tmp_path) == TRASH_KEPT + 2

    thrown_away(tmp_path, monkeypatch, TRASH_DAYS + 1)

    assert in_trash(tmp_path) == TRASH_KEPT


def test_a_clock_that_jumps_leaves_the_last_work_in_the_trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    thrown_away(tmp_path, monkeypatch, 0, times=5)

    thrown_away(tmp_path, monkeypatch, 40 * 365)

    assert in_trash(tmp_path) == 6


def test_trash_that_cannot_be_moved_stays_where_it_is(tmp_path: Path) -> None:
    class StuckFs(Fs):
        def replace(self, source: Path, target: Path) -> None:
            raise PermissionError

        def names_in(self, folder: Path) -> list[str]:
            if folder.name == "trash":
                raise PermissionError
            return super().names_in(folder)

    killed_session(tmp_path, named("unwanted"))

    discard(offers(tmp_path)[0], StuckFs())

    assert len(offers(tmp_path)) == 1
