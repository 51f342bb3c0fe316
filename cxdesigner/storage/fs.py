"""The one place that touches the file system: small steps that tests can replace, break or stop."""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path

_BINARY = getattr(os, "O_BINARY", 0)
_NO_INHERIT = getattr(os, "O_CLOEXEC", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)


class Fs:
    """The file system. Every method is one operation that can fail with OSError; none of them decides anything."""

    def resolve(self, path: Path) -> Path:
        """Return the absolute path behind all symbolic links; what is not there yet stays as it is."""
        return Path(os.path.realpath(path))

    def stat(self, path: Path) -> os.stat_result | None:
        """Return what is known of a file, or None where there is none."""
        try:
            return path.stat()
        except FileNotFoundError:
            return None

    def may_write(self, path: Path) -> bool:
        """Tell whether we are allowed to change a file that is there."""
        return os.access(path, os.W_OK)

    def open_new(self, path: Path, mode: int) -> int:
        """Create a file that must not be there yet and return its descriptor; the process's mask applies to the mode."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _NO_INHERIT, mode)

    def open_log(self, path: Path, *, starts_anew: bool = False) -> int:
        """Return a descriptor that writes behind the end of a file, which is made, or emptied if asked to."""
        anew = os.O_TRUNC if starts_anew else 0
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | anew | _BINARY | _NO_INHERIT, 0o600)

    def set_mode(self, descriptor: int, mode: int) -> None:
        """Give an open file exactly this permission mode, where the system has such."""
        if sys.platform != "win32":
            os.fchmod(descriptor, mode)

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write some of the data and return how many bytes that were."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """Return when the disk holds the file."""
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Close a file."""
        os.close(descriptor)

    def read(self, path: Path, most: int) -> bytes:
        """Return at most so many bytes of a regular file, and refuse to wait for anything else (a pipe has no end)."""
        descriptor = os.open(path, os.O_RDONLY | _BINARY | _NO_INHERIT | _NO_WAIT)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(0, "it is not a regular file")
            return file.read(most)

    def replace(self, source: Path, target: Path) -> None:
        """Give a file the name of another one, which it replaces at one stroke."""
        source.replace(target)

    def sync_folder(self, folder: Path) -> None:
        """Return when the disk holds the names in a folder, where the system can do that."""
        if sys.platform == "win32":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """Make a folder and those above it; one that is there is fine. Only its owner may look into it."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def remove_folder(self, path: Path) -> None:
        """Remove an empty folder."""
        path.rmdir()

    def names_in(self, folder: Path) -> list[str]:
        """Return the names in a folder, sorted; none where there is no folder."""
        try:
            return sorted(entry.name for entry in folder.iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return []

    def lock(self, path: Path) -> int | None:
        """Return a descriptor that holds the lock of a file as long as it is open, or None where somebody else does.

        The system frees it when the process ends, in whatever way: a lock that can be had has no living owner.
        """
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _BINARY | _NO_INHERIT, 0o600)
        try:
            _lock(descriptor)
        except OSError:
            os.close(descriptor)
            return None
        return descriptor

    def is_running(self, pid: int) -> bool:
        """Tell whether a process of this computer lives; where that cannot be told, it does."""
        return _is_running(pid)

    def is_ours(self, path: Path) -> bool:
        """Tell whether nobody else owns a folder: a place that all may write to could hold one that is a trap."""
        return sys.platform == "win32" or path.lstat().st_uid == os.getuid()

    def wait(self, seconds: float) -> None:
        """Wait before trying again."""
        time.sleep(seconds)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _is_running(pid: int) -> bool:
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _is_running(pid: int) -> bool:
        if pid <= 0:
            return False
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except OSError:  # It is somebody else's, or no such number: that is for a person to decide.
            return True
        return True


def is_regular(status: os.stat_result) -> bool:
    """Tell whether this is a file with contents: no folder, pipe, socket or device."""
    return stat.S_ISREG(status.st_mode)


def permissions(status: os.stat_result) -> int:
    """Return who may read and write it."""
    return stat.S_IMODE(status.st_mode)
