"""A file system that breaks when it is told to."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cxdesigner.storage.fs import Fs

OPERATIONS = (
    "resolve",
    "stat",
    "may_write",
    "open_new",
    "set_mode",
    "write",
    "sync",
    "close",
    "read",
    "replace",
    "sync_folder",
    "remove",
    "make_folder",
    "remove_folder",
    "names_in",
    "lock",
)


class Killed(BaseException):
    """The process ends here; nothing runs any more."""


class BrokenFs(Fs):
    """The real file system, in which one operation fails and, once killed, all of them."""

    def __init__(self, at: int = -1, failure: Callable[[str], None] | None = None) -> None:
        self.done: list[str] = []
        self.at = at
        self.failure = failure
        self.is_dead = False
        self.takes_half = False
        """The operation that comes takes half of what it is given, if it writes."""
        self.waited = 0.0

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name not in OPERATIONS:
            return found

        def operation(*arguments: Any) -> Any:
            if self.is_dead:
                raise Killed
            self.done.append(name)
            if len(self.done) - 1 == self.at and self.failure is not None:
                self.failure(name)
            if self.takes_half and name == "write":
                arguments = arguments[0], arguments[1][: len(arguments[1]) // 2 or 1]
            self.takes_half = False
            return found(*arguments)

        return operation

    def wait(self, seconds: float) -> None:
        """Remember how long we would have waited."""
        self.waited += seconds


class ShortFs(Fs):
    """A disk that takes a few bytes at a time, as a nearly full one does."""

    def __init__(self, bytes_at_a_time: int, room: int = 1 << 40) -> None:
        self.bytes_at_a_time = bytes_at_a_time
        self.room = room

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write a few bytes; none where there is no room."""
        if self.room <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = super().write(descriptor, data[: min(self.bytes_at_a_time, self.room)])
        self.room -= written
        return written


def failing_with(number: int) -> Callable[[str], None]:
    """Return the failure of an operation with one error of the system."""

    def fail(operation: str) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def everything_in(folder: Path) -> dict[str, bytes]:
    """Return the contents of all files below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
