"""Why a file could not be read or written, in one sentence that names it."""

from __future__ import annotations

import errno
from pathlib import Path

from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name

NEWER = (
    "This map was made by a newer version of CX Designer and is for reading only; "
    "save it under another name to go on with a copy."
)
HELD = "Somebody else has this map open, so it is for reading only; save it under another name to go on with a copy."


def named(path: Path | None) -> str:
    """Return how a sentence calls a file."""
    return f"“{shown_name(path.name or str(path))}”" if path is not None else "The file"


class LoadError(Refused):
    """A file cannot be opened. Where it is damaged, `salvage` may still find most of its cards."""

    def __init__(self, path: Path | None, reason: str, *, is_damaged: bool = False) -> None:
        super().__init__(f"{named(path)} cannot be opened: {reason}")
        self.path = path
        self.reason = reason
        self.is_damaged = is_damaged

    def at(self, path: Path | None) -> LoadError:
        """Return the same error for a file whose name is known by now."""
        return LoadError(path, self.reason, is_damaged=self.is_damaged)


class SaveError(Refused):
    """A file was not written; what was there before is untouched."""

    def __init__(self, path: Path | None, reason: str) -> None:
        super().__init__(f"{named(path)} was not saved: {reason}")
        self.path = path
        self.reason = reason


class ConflictError(SaveError):
    """Somebody else has written the file since we read it."""


_REASONS = {
    errno.ENOSPC: "the disk is full. Free some space or save it elsewhere.",
    errno.EDQUOT: "your share of the disk is used up. Free some space or save it elsewhere.",
    errno.EACCES: "this place does not let you. Save it elsewhere.",
    errno.EPERM: "this place does not let you. Save it elsewhere.",
    errno.EROFS: "this disk is read-only. Save it elsewhere.",
    errno.ENOENT: "its folder is not there, or takes no files. Choose another folder.",
    errno.ENOTDIR: "its folder is not there. Choose another folder.",
    errno.ELOOP: "it is a link that leads back to itself. Choose another name.",
    errno.EFBIG: "files may not be so large here. Save it elsewhere.",
    errno.ENAMETOOLONG: "its name is too long. Choose a shorter one.",
    errno.EIO: "the disk reports an error. Save it elsewhere.",
}

_READ_REASONS = {
    errno.ENOENT: "it is not there.",
    errno.ENOTDIR: "it is not there.",
    errno.EACCES: "you are not allowed to read it.",
    errno.EPERM: "you are not allowed to read it.",
    errno.EISDIR: "it is a folder.",
    errno.ELOOP: "it is a link that leads back to itself.",
    errno.ENAMETOOLONG: "its name is too long.",
    errno.EIO: "the disk reports an error.",
}


def why_not_written(error: OSError) -> str:
    """Return what kept us from writing, with the way out."""
    return _REASONS.get(error.errno or 0, f"{error.strerror or 'the system gives no reason'}. Save it elsewhere.")


def why_not_read(error: OSError) -> str:
    """Return what kept us from reading."""
    return _READ_REASONS.get(error.errno or 0, f"{error.strerror or 'the system gives no reason'}.")
