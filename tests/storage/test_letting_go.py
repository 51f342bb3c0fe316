"""What is let go of in time: descriptors, locks and marks; and what the disk is asked to hold."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cxdesigner.storage.fs import Fs
from cxdesigner.storage.offers import Origin, offers
from cxdesigner.storage.recovery import SafeCopies
from tests.document.made_up import every_field, one_card

ORIGIN = Origin("Buying a bicycle", Path("/maps/bicycle.cxmap"), "ab" * 32)


def is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def locks_of(copies: SafeCopies) -> list[int]:
    return [lock for lock in copies._locks.values() if lock is not None]


def test_a_folder_is_flushed_by_the_system_and_let_go_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: flushed.append(descriptor))

    Fs().sync_folder(tmp_path)

    (descriptor,) = flushed
    assert not is_open(descriptor)


def test_a_session_that_is_closed_twice_closes_nothing_of_others(tmp_path: Path) -> None:
    copies = SafeCopies(tmp_path, "test")
    copies.write(one_card(), ORIGIN)
    (lock,) = locks_of(copies)
    copies.close()
    others = os.open(tmp_path, os.O_RDONLY)
    assert others == lock, "the number is given out again"

    copies.close()

    assert is_open(others)
    os.close(others)


def test_work_that_nobody_wants_lets_go_of_its_lock(tmp_path: Path) -> None:
    copies = SafeCopies(tmp_path, "test")
    copies.write(one_card(), ORIGIN)
    (lock,) = locks_of(copies)

    copies.discard()

    assert not is_open(lock)


def test_copies_of_a_session_are_told_the_newest_first(tmp_path: Path) -> None:
    copies = SafeCopies(tmp_path, "test")
    copies.write(one_card(), ORIGIN)
    copies.write(every_field(), ORIGIN)

    names = [path.name for path in copies.snapshots()]

    assert names == ["snap-000002.cxmap", "snap-000001.cxmap"]
    copies.close()


def test_what_went_well_for_a_while_is_not_marked_as_being_opened_any_more(tmp_path: Path) -> None:
    first = SafeCopies(tmp_path, "test")
    first.write(one_card(), ORIGIN)
    first.close()
    (offer,) = offers(tmp_path)
    second = SafeCopies(tmp_path, "test")
    second.adopt(offer)
    assert (offer.folder / "opening").exists()

    second.settle()

    assert not (offer.folder / "opening").exists()
    second.close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names")
def test_a_pipe_that_took_the_place_of_a_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(OSError, match="not a regular file"):
        Fs().read(tmp_path / "pipe", 10)
