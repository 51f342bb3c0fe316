"""A save puts the new file in place whole, or leaves the old one whole; nothing lies around afterwards."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from cxdesigner.storage.fs import Fs
from cxdesigner.storage.load import load_document
from cxdesigner.storage.refusals import LoadError, SaveError
from cxdesigner.storage.save import save_document, write_whole
from tests.document.made_up import one_card
from tests.storage.faults import BrokenFs, Killed, ShortFs, everything_in, failing_with

OLD, NEW = b"the old file\n" * 50, b"the new file\n" * 70
ERRORS = [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT, errno.EROFS]
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file that holds the old contents, alone in its folder."""
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "map.cxmap").write_bytes(OLD)
    return folder / "map.cxmap"


def operations_of_a_save(path: Path, data: bytes = NEW) -> list[str]:
    fs, is_new = BrokenFs(), not path.exists()
    write_whole(path, data, fs)
    put_back(path, is_new)
    return fs.done


def put_back(path: Path, is_new: bool) -> None:
    if is_new:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(OLD)


def test_a_save_flushes_the_file_before_it_takes_the_name_and_the_folder_after(path: Path) -> None:
    done = operations_of_a_save(path)

    assert done.index("write") < done.index("sync") < done.index("close") < done.index("read")
    assert done.index("read") < done.index("replace") < done.index("sync_folder")


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
def test_whichever_operation_fails_the_old_file_is_whole_and_nothing_is_left(path: Path, number: int) -> None:
    operations = operations_of_a_save(path)

    for at, operation in enumerate(operations):
        fs = BrokenFs(at, failing_with(number))
        if operation == "sync_folder":  # The new file is in place: this is saved.
            write_whole(path, NEW, fs)
            assert everything_in(path.parent) == {path.name: NEW}, operation
            continue
        with pytest.raises(SaveError) as refused:
            write_whole(path, NEW, fs)
        assert everything_in(path.parent) == {path.name: OLD}, operation
        assert str(refused.value).startswith("“map.cxmap” was not saved: "), operation
        assert str(refused.value).endswith("."), operation


@pytest.mark.parametrize("is_new", [False, True])
def test_a_process_killed_at_any_operation_leaves_the_old_or_the_new_file(path: Path, is_new: bool) -> None:
    put_back(path, is_new)
    operations = operations_of_a_save(path)

    for at, operation in enumerate(operations):
        fs = BrokenFs(at)

        def die(_: str, fs: BrokenFs = fs) -> None:
            fs.is_dead = True
            raise Killed

        fs.failure = die
        with pytest.raises(Killed):
            write_whole(path, NEW, fs)
        found = path.read_bytes() if path.exists() else None
        assert found in ((None if is_new else OLD), NEW), operation
        assert (found == NEW) == (operations.index("replace") < at), operation
        put_back(path, is_new)


@pytest.mark.parametrize("bytes_at_a_time", [1, 7, 64])
def test_a_disk_that_takes_a_few_bytes_at_a_time_gets_them_all(path: Path, bytes_at_a_time: int) -> None:
    write_whole(path, NEW, ShortFs(bytes_at_a_time))

    assert everything_in(path.parent) == {path.name: NEW}


@pytest.mark.parametrize("room", [0, 1, len(NEW) // 2, len(NEW) - 1])
def test_a_disk_that_gets_full_after_a_short_write_keeps_the_old_file(path: Path, room: int) -> None:
    with pytest.raises(SaveError, match="the disk is full"):
        write_whole(path, NEW, ShortFs(100, room))

    assert everything_in(path.parent) == {path.name: OLD}


def test_a_file_that_reads_back_differently_does_not_take_the_name(path: Path) -> None:
    class LyingFs(Fs):
        def read(self, path: Path, most: int) -> bytes:
            return super().read(path, most)[:-1] + b"?"

    with pytest.raises(SaveError, match="could not be read back"):
        write_whole(path, NEW, LyingFs())

    assert everything_in(path.parent) == {path.name: OLD}


def test_an_interrupt_leaves_no_temporary_file(path: Path) -> None:
    def interrupt(operation: str) -> None:
        raise KeyboardInterrupt

    fs = BrokenFs(operations_of_a_save(path).index("sync"), interrupt)

    with pytest.raises(KeyboardInterrupt):
        write_whole(path, NEW, fs)

    assert everything_in(path.parent) == {path.name: OLD}


def test_the_temporary_file_lies_beside_the_target_and_its_name_is_short(path: Path) -> None:
    seen: list[Path] = []

    class WatchingFs(Fs):
        def open_new(self, path: Path, mode: int) -> int:
            seen.append(path)
            return super().open_new(path, mode)

    long_name = path.with_name("x" * 245 + ".cxmap")
    write_whole(long_name, NEW, WatchingFs())

    assert long_name.read_bytes() == NEW
    assert [one.parent for one in seen] == [path.parent]
    assert len(seen[0].name) < 40


def test_the_temporary_file_of_somebody_else_is_left_alone(path: Path) -> None:
    foreign = path.with_name(".~cx-1-00000000.tmp")
    foreign.write_bytes(b"theirs")

    write_whole(path, NEW)

    assert foreign.read_bytes() == b"theirs"


@posix_only
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444 | stat.S_IWUSR])
def test_the_permission_mode_of_the_old_file_is_kept(path: Path, mode: int) -> None:
    path.chmod(mode)

    write_whole(path, NEW)

    assert stat.S_IMODE(path.stat().st_mode) == mode


@posix_only
def test_a_new_file_gets_the_mode_that_the_user_gives_to_new_files(path: Path) -> None:
    other = path.with_name("other.cxmap")
    before = os.umask(0o027)
    try:
        write_whole(other, NEW)
    finally:
        os.umask(before)

    assert stat.S_IMODE(other.stat().st_mode) == 0o640


@posix_only
def test_the_target_of_a_symbolic_link_is_replaced_and_the_link_stays(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.cxmap"
    link.symlink_to(path)

    write_whole(link, NEW)

    assert link.is_symlink()
    assert path.read_bytes() == NEW
    assert everything_in(path.parent) == {path.name: NEW}


@posix_only
@pytest.mark.parametrize("kind", ["fifo", "folder", "link to a fifo", "device"])
def test_what_is_no_ordinary_file_is_refused_before_it_is_opened(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "thing.cxmap"
    if kind == "folder":
        target.mkdir()
    elif kind == "device":
        target = Path("/dev/null")
    else:
        os.mkfifo(tmp_path / "pipe")
        target.symlink_to(tmp_path / "pipe") if kind.startswith("link") else os.mkfifo(target)
    before = sorted(tmp_path.iterdir())

    with pytest.raises(SaveError, match="no ordinary file"):
        write_whole(target, NEW)
    with pytest.raises(SaveError, match="no ordinary file"):
        save_document(one_card(), target, app="test")
    with pytest.raises(LoadError):
        load_document(target)

    assert sorted(tmp_path.iterdir()) == before


def test_a_read_only_file_is_not_replaced(path: Path) -> None:
    class ReadOnlyFs(Fs):
        def may_write(self, path: Path) -> bool:
            return False

    with pytest.raises(SaveError, match="read-only"):
        write_whole(path, NEW, ReadOnlyFs())

    assert everything_in(path.parent) == {path.name: OLD}


@pytest.mark.parametrize("name", ["gone/map.cxmap", "map.cxmap/inside.cxmap", "x" * 300 + ".cxmap", "nul\0name.cxmap"])
def test_a_place_that_cannot_be_is_refused_in_one_sentence(path: Path, name: str) -> None:
    with pytest.raises(SaveError) as refused:
        write_whole(path.parent / name, NEW)

    assert "\n" not in str(refused.value)
    assert everything_in(path.parent) == {path.name: OLD}


def test_a_file_that_another_program_holds_for_a_moment_is_tried_again(path: Path) -> None:
    class BusyFs(Fs):
        def __init__(self, times: int) -> None:
            self.times, self.waited = times, 0.0

        def replace(self, source: Path, target: Path) -> None:
            self.times -= 1
            if self.times >= 0:
                error = PermissionError(errno.EACCES, "held")
                error.winerror = 32  # type: ignore[attr-defined]
                raise error
            super().replace(source, target)

        def wait(self, seconds: float) -> None:
            self.waited += seconds

    patient, hopeless = BusyFs(3), BusyFs(99)

    with pytest.raises(SaveError):
        write_whole(path, NEW, hopeless)
    assert everything_in(path.parent) == {path.name: OLD}
    write_whole(path, NEW, patient)

    assert path.read_bytes() == NEW
    assert patient.waited == pytest.approx(0.35)
    assert 2 < hopeless.waited < 3
