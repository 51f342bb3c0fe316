"""Each promise about saving has a check, and each check finds the mistake that breaks the promise (R3 of the bar)."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cxdesigner import workspace as sound_workspace
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.records import RecordId
from cxdesigner.storage import lock as sound_lock
from cxdesigner.storage import recovery as sound_recovery
from cxdesigner.storage import save as sound_save
from cxdesigner.storage.codec import encode
from cxdesigner.storage.lock import Holder
from cxdesigner.storage.offers import Origin, offers
from cxdesigner.storage.refusals import SaveError
from cxdesigner.storage.surroundings import Surroundings
from tests.document.made_up import one_card
from tests.storage.desk import FailingFs
from tests.storage.faults import BrokenFs, Killed, everything_in, failing_with
from tests.storage.mutants import MUTANTS, mutated
from tests.storage.power import PowerFs, could_be_old, unreadable_states

OLD, NEW = b"the old file\n" * 50, b"the new file\n" * 70


def renamed(document: Document, title: str) -> Edit:
    card = document.touchpoint(RecordId("card"))
    return Edit("Rename", Change.replacing([(card, replace(card, title=title))]))


def _file(folder: Path) -> Path:
    (folder / "maps").mkdir()
    (folder / "maps" / "map.cxmap").write_bytes(OLD)
    return folder / "maps" / "map.cxmap"


# -- the promises: each takes the module that is to keep it, and an empty folder --------------------------------------


def no_cut_of_the_power_harms_the_file(save: Any, folder: Path) -> None:
    path = _file(folder)
    fs = PowerFs(path.parent)
    save.write_whole(path, NEW, fs)
    assert unreadable_states(fs, path.name, (OLD, NEW)) == []


def what_was_reported_as_saved_survives_a_cut_of_the_power(save: Any, folder: Path) -> None:
    path = _file(folder)
    fs = PowerFs(path.parent)
    save.write_whole(path, NEW, fs)
    assert not could_be_old(fs, path.name, NEW)


def a_kill_leaves_the_old_version_somewhere(save: Any, folder: Path) -> None:
    """At every operation the file, or the versions that are kept, hold the old map: it is never the only one that goes."""
    path, document = folder / "map.cxmap", one_card()
    save.save_document(document, path, app="test")
    old = path.read_bytes()
    document.apply(renamed(document, "Our shop").change)
    dry = BrokenFs()
    save.save_document(document, path, app="test", backups=folder / "dry", fs=dry)
    for at in range(len(dry.done)):
        path.write_bytes(old)
        fs = BrokenFs(at)

        def die(_: str, fs: BrokenFs = fs) -> None:
            fs.is_dead = True
            raise Killed

        fs.failure = die
        with pytest.raises(Killed):
            save.save_document(document, path, app="test", backups=folder / str(at), fs=fs)
        kept = [found for name, found in everything_in(folder / str(at)).items() if name.endswith(".cxmap")]
        assert old in (path.read_bytes(), *kept), at


def nobody_elses_temporary_file_is_touched(save: Any, folder: Path) -> None:
    path = _file(folder)
    foreign = path.with_name(".~cx-1-00000000.tmp")
    foreign.write_bytes(b"theirs")
    os.utime(foreign, (1, 1))
    save.write_whole(path, NEW)
    assert foreign.exists()


def a_file_that_cannot_be_read_again_is_never_written(save: Any, folder: Path) -> None:
    path, document = folder / "map.cxmap", one_card()
    save.save_document(document, path, app="test")
    before = path.read_bytes()
    save.encode = lambda document, app: before[:-20]
    try:
        with pytest.raises(SaveError):
            save.save_document(document, path, app="test")
    finally:
        save.encode = encode
    assert path.read_bytes() == before


def work_is_not_clean_before_it_is_in_the_file(workspace: Any, folder: Path) -> None:
    disk = FailingFs()
    opened = workspace.Workspace.new(one_card(), Surroundings(folder / "data", disk))
    opened.save_as(folder / "map.cxmap")
    opened.perform(renamed(opened.document, "Our shop"))
    errand = opened.begin_save()
    assert not opened.is_clean
    disk.is_full = True
    errand.work()
    with pytest.raises(SaveError):
        errand.end()
    assert not opened.is_clean


def what_is_edited_during_a_save_is_not_taken_for_saved(workspace: Any, folder: Path) -> None:
    opened = workspace.Workspace.new(one_card(), Surroundings(folder / "data"))
    opened.save_as(folder / "map.cxmap")
    opened.perform(renamed(opened.document, "Our shop"))
    errand = opened.begin_save()
    opened.perform(renamed(opened.document, "Our new shop"))
    errand.run()
    assert not opened.is_clean
    assert b"Our new shop" not in (folder / "map.cxmap").read_bytes()


def safe_copies_stay_until_the_file_is_written(workspace: Any, folder: Path) -> None:
    disk = FailingFs()
    opened = workspace.Workspace.new(one_card(), Surroundings(folder / "data", disk))
    opened.perform(renamed(opened.document, "Our shop"))
    opened.make_safe_copy()
    before = everything_in(folder / "data" / "recovery")
    disk.is_full = True
    with pytest.raises(SaveError):
        opened.save_as(folder / "map.cxmap")
    assert everything_in(folder / "data" / "recovery") == before


def opening_deletes_no_safe_copy(recovery: Any, folder: Path) -> None:
    copies = recovery.SafeCopies(folder, "test")
    copies.write(one_card(), Origin("Map"))
    copies.close()
    before = set(everything_in(folder))
    again = recovery.SafeCopies(folder, "test")
    again.adopt(offers(folder)[0])
    again.close()
    assert set(everything_in(folder)) >= before


def a_lock_of_another_computer_is_never_broken(lock: Any, folder: Path) -> None:
    path = _file(folder)
    assert lock.DocumentLock(me=Holder("theirs", "ida", 2**22 + 1, "theirs", 0.0)).take(path) is None
    assert lock.DocumentLock().take(path) is not None


Promise = Callable[[Any, Path], None]
PROMISES: dict[Promise, tuple[ModuleType, tuple[str, ...]]] = {
    no_cut_of_the_power_harms_the_file: (sound_save, ("no flush of the file", "temporary file in another folder")),
    what_was_reported_as_saved_survives_a_cut_of_the_power: (sound_save, ("no flush of the folder",)),
    a_kill_leaves_the_old_version_somewhere: (sound_save, ("backup after the replacement",)),
    nobody_elses_temporary_file_is_touched: (sound_save, ("stale temporary files swept by age",)),
    a_file_that_cannot_be_read_again_is_never_written: (sound_save, ("no look whether the bytes give the map back",)),
    work_is_not_clean_before_it_is_in_the_file: (sound_workspace, ("clean before the save has succeeded",)),
    what_is_edited_during_a_save_is_not_taken_for_saved: (sound_workspace, ("edits during a save taken for saved",)),
    safe_copies_stay_until_the_file_is_written: (
        sound_workspace,
        ("safe copies dropped before the file is written",),
    ),
    opening_deletes_no_safe_copy: (sound_recovery, ("safe copies deleted at opening",)),
    a_lock_of_another_computer_is_never_broken: (sound_lock, ("the lock of another computer broken",)),
}
_CASES = [(promise, mutant) for promise, (_, mutants) in PROMISES.items() for mutant in mutants]


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_product_keeps_the_promise(promise: Promise, tmp_path: Path) -> None:
    promise(PROMISES[promise][0], tmp_path)


@pytest.mark.parametrize(("promise", "mutant"), _CASES, ids=[mutant for _, mutant in _CASES])
def test_the_mistake_is_found(promise: Promise, mutant: str, tmp_path: Path) -> None:
    broken = mutated(mutant)

    with pytest.raises((AssertionError, pytest.fail.Exception)):
        promise(broken, tmp_path)


def test_every_mutant_is_looked_for() -> None:
    assert {mutant for _, mutant in _CASES} == MUTANTS.keys()


def test_the_model_of_the_disk_knows_what_a_cut_can_do(tmp_path: Path) -> None:
    path = _file(tmp_path)
    fs = PowerFs(path.parent)
    descriptor = fs.open_new(path.with_name("new"), 0o600)
    fs.write(descriptor, memoryview(b"12"))
    fs.write(descriptor, memoryview(b"2"))
    fs.close(descriptor)

    found = {state.get("new") for state in fs.after_a_cut()}

    assert found == {None, b"", b"1", b"\0\0", b"12"}
    assert all(state[path.name] == OLD for state in fs.after_a_cut())


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_flush_that_fails_is_never_tried_on_the_same_file_again(tmp_path: Path, number: int) -> None:
    """After a failed flush the system may call the pages clean: only a new file with all bytes will do."""
    path = _file(tmp_path)
    dry = BrokenFs()
    sound_save.write_whole(path, NEW, dry)
    broken = BrokenFs(dry.done.index("sync"), failing_with(number))

    with pytest.raises(SaveError):
        sound_save.write_whole(path, OLD, broken)
    assert broken.done.count("sync") == 1
    sound_save.write_whole(path, OLD, broken)

    assert broken.done.count("open_new") == 2
    assert path.read_bytes() == OLD
