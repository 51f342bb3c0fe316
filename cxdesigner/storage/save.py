"""Saving that never loses the old file: whole or not at all, read back, and with the old version kept."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

from cxdesigner.document import limits
from cxdesigner.document.document import Document
from cxdesigner.document.refused import Refused
from cxdesigner.storage.codec import decode, encode
from cxdesigner.storage.fs import Fs, is_regular, permissions
from cxdesigner.storage.load import read_whole
from cxdesigner.storage.refusals import ConflictError, LoadError, SaveError, why_not_written
from cxdesigner.storage.versions import keep

_BUSY_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
"""Seconds between tries on Windows, where scanners and sync tools hold files open for a moment."""
_BUSY_ERRORS = frozenset({5, 32, 33})
_NEW_FILE_MODE = 0o666
_ALONE_TRIES, _ALONE_WAIT = 100, 0.02
"""So often, and so many seconds, another process of ours is waited for that is saving."""


def write_whole(path: Path, data: bytes, fs: Fs | None = None, *, look_again: Callable[[], None] | None = None) -> None:
    """Put data in the place of a file, whole or not at all. Raises SaveError, and then what was there is untouched.

    A symbolic link stays and its target is replaced; anything that is no ordinary file is refused before it is opened.
    The data goes to a new file in the same folder, which is flushed, read back, and only then takes the name: so the
    file is either the old or the new one at every instant, even when the power fails. `look_again` is called at the last
    moment, and may raise.
    """
    fs = fs or Fs()
    try:
        target, status = _target(path, fs)
        mode = None if status is None else permissions(status)
        temporary = target.with_name(f".~cx-{os.getpid()}-{secrets.token_hex(4)}.tmp")
        try:
            _write_new(temporary, data, mode, fs)
            if look_again is not None:
                look_again()
            _replace(temporary, target, fs)
        except BaseException:
            with contextlib.suppress(OSError):
                fs.remove(temporary)
            raise
    except OSError as error:
        raise SaveError(path, why_not_written(error)) from error
    _sync_folder(target.parent, fs)


def _target(path: Path, fs: Fs) -> tuple[Path, os.stat_result | None]:
    """Return what must be replaced, and what is known of it (None: a new file)."""
    if "\0" in str(path) or not path.name:
        raise SaveError(path, "this is no name for a file. Choose another one.")
    target = fs.resolve(path)
    status = fs.stat(target)
    if status is None:
        return target, None
    if not is_regular(status):
        raise SaveError(path, "this is no ordinary file. Choose another name.")
    if not fs.may_write(target):
        raise SaveError(path, "the file is read-only. Save it under another name.")
    return target, status


def _write_new(path: Path, data: bytes, mode: int | None, fs: Fs) -> None:
    descriptor = fs.open_new(path, _NEW_FILE_MODE if mode is None else 0o600)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[fs.write(descriptor, rest) :]
        if mode is not None:
            fs.set_mode(descriptor, mode)
        fs.sync(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            fs.close(descriptor)
        raise
    fs.close(descriptor)
    if fs.read(path, len(data) + 1) != data:
        raise OSError(0, "what was written could not be read back")


def _replace(temporary: Path, target: Path, fs: Fs) -> None:
    for seconds in _BUSY_WAITS:
        try:
            return fs.replace(temporary, target)
        except OSError as error:
            if getattr(error, "winerror", None) not in _BUSY_ERRORS:
                raise
        fs.wait(seconds)
    return fs.replace(temporary, target)


def _sync_folder(folder: Path, fs: Fs) -> None:
    """Make the new name last. The file is in place already: a failure is for the log, not for the user."""
    try:
        fs.sync_folder(folder)
    except OSError as error:
        import logging

        logging.getLogger(__name__).warning("The folder %s could not be flushed: %s", folder, error)


# -- documents ---------------------------------------------------------------------------------------------------------


def sha256_of(data: bytes) -> str:
    """Return the fingerprint by which we know a file again."""
    return hashlib.sha256(data).hexdigest()


def save_document(
    document: Document,
    path: Path,
    *,
    app: str,
    known_sha256: str | None = None,
    backups: Path | None = None,
    fs: Fs | None = None,
    tell: Callable[[str], None] | None = None,
) -> str:
    """Save a document and return the sha256 of the file. Raises SaveError, and then the old file is untouched.

    `known_sha256` is the fingerprint of the file as we read or saved it last: where the disk holds something else by
    now, ConflictError is raised and nothing is written. None means that whatever is there may be replaced. The version
    that is replaced goes to the folder `backups` first. Where that fails, a version of somebody else is not replaced;
    where it was our own, `tell` hears of it and the save goes on, because a full data folder must not keep work off disk.
    """
    fs = fs or Fs()
    data = _checked(document, path, app)
    with _alone(backups, fs):
        _save_checked(data, document.id, path, known_sha256, backups, fs, tell or _unheard)
    return sha256_of(data)


def _unheard(sentence: str) -> None:
    """Tell nobody."""


@contextlib.contextmanager
def _alone(backups: Path | None, fs: Fs) -> Iterator[None]:
    """Let only one of our processes on this computer look at a file and replace it at a time.

    Where nothing can be locked, or somebody takes very long, the look at the last moment has to do.
    """
    lock: int | None = None
    if backups is not None:
        with contextlib.suppress(OSError):
            fs.make_folder(backups)
            for _ in range(_ALONE_TRIES):
                lock = fs.lock(backups / "saving.lock")
                if lock is not None:
                    break
                fs.wait(_ALONE_WAIT)
    try:
        yield
    finally:
        if lock is not None:
            with contextlib.suppress(OSError):
                fs.close(lock)


def _save_checked(
    data: bytes,
    document_id: str,
    path: Path,
    known_sha256: str | None,
    backups: Path | None,
    fs: Fs,
    tell: Callable[[str], None],
) -> None:
    old, saved_at = _on_disk(path, fs)
    if old is not None and known_sha256 is not None and sha256_of(old) != known_sha256:
        raise ConflictError(path, "somebody has changed the file since you opened it. Save yours under another name.")
    if old is not None and backups is not None and old != data:
        try:
            keep(old, document_id, backups, fs, saved_at, fs.resolve(path))
        except (OSError, SaveError) as error:
            reason = why_not_written(error) if isinstance(error, OSError) else error.reason
            if known_sha256 is None:
                raise SaveError(path, f"what is there now could not be kept first: {reason}") from error
            tell(f"Saved, but the earlier version could not be kept: {reason}")

    def look_again() -> None:
        if _on_disk(path, fs)[0] != old:
            raise ConflictError(path, "somebody has saved it at this very moment. Look at theirs, and save again.")

    write_whole(path, data, fs, look_again=look_again)


def is_other(path: Path, known_sha256: str, fs: Fs) -> bool:
    """Tell whether a file holds something else than what we know; one that cannot be read does not."""
    try:
        return sha256_of(read_whole(path, fs=fs)) != known_sha256
    except LoadError:
        return False


def _checked(document: Document, path: Path, app: str) -> bytes:
    """Return the bytes of a document, proved to give it back."""
    data = encode(document, app)
    try:
        again = decode(data)
    except Refused as error:
        raise SaveError(
            path, f"the program made a file it cannot read itself ({error}). Please report this."
        ) from error
    if again.document != document or (again.document.id, again.document.revision) != (document.id, document.revision):
        raise SaveError(path, "the program made a file that differs from the map. Please report this.")
    return data


def _on_disk(path: Path, fs: Fs) -> tuple[bytes | None, float]:
    """Return what a save would replace, and when it was saved; None where there is nothing.

    What is no ordinary file is never opened.
    """
    try:
        target, status = _target(path, fs)
        return (None, 0.0) if status is None else (fs.read(target, 4 * limits.FILE_BYTES), status.st_mtime)
    except OSError as error:
        raise SaveError(path, why_not_written(error)) from error
