"""Safe copies: complete snapshots of what is open, in a folder of their own, offered again after a crash.

Opening, failing and closing delete nothing; only a save that succeeded, or somebody who says so, makes a copy needless.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from cxdesigner.document.document import Document
from cxdesigner.document.records import Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.storage.codec import Loaded, encode
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.offers import OPENING, Offer, Origin, newest_in, number_of, roots, snapshots_in, to_trash
from cxdesigner.storage.refusals import LoadError, SaveError, why_not_written
from cxdesigner.storage.save import write_whole
from cxdesigner.storage.strict_json import canonical

SNAPSHOTS_KEPT = 5


class SafeCopies:
    """The safe copies of one open document. Its folder is made with the first copy and locked as long as we live.

    Where the disk refuses, the next of several places has to do; then there is a folder in each.
    """

    def __init__(self, data_folder: Path, app: str, fs: Fs | None = None, spare: Sequence[Path] = ()) -> None:
        self._fs = fs or Fs()
        self._app = app
        name = secrets.token_hex(16)
        self._places = [root / name for root in roots(data_folder, spare)]
        self._locks: dict[Path, int | None] = {}
        self._asked = 0
        self._dropped = 0
        self._disk = threading.RLock()

    def number(self) -> int:
        """Return the number of the next snapshot: numbers are given when a document is frozen, not when it is written."""
        self._asked += 1
        return self._asked

    @property
    def last_number(self) -> int:
        """The number that was given last; what a save that is begun now holds makes it and those before needless."""
        return self._asked

    def write(self, document: Document, origin: Origin, number: int | None = None) -> Path | None:
        """Write a complete snapshot and return where: in the folder of safe copies, else in the next place that takes it.

        Raises Refused where no place does. Returns None where a save has made it needless meanwhile.
        """
        number = self.number() if number is None else number
        with self._disk:
            if number <= self._dropped:
                return None
            path = self._write_somewhere(f"snap-{number:06d}.cxmap", encode(document, self._app))
            self._write_meta(path.parent, document, origin, number)
            self._remove(snapshots_in(path.parent, self._fs)[SNAPSHOTS_KEPT:])
            return path

    def _write_somewhere(self, name: str, data: bytes) -> Path:
        refusal: SaveError | None = None
        for folder in self._places:
            try:
                self._begin(folder)
                write_whole(folder / name, data, self._fs)
            except SaveError as error:
                refusal = refusal or error
            except OSError as error:
                refusal = refusal or SaveError(folder, why_not_written(error))
            else:
                return folder / name
        assert refusal is not None
        raise refusal

    def drop(self, through: int | None = None) -> None:
        """Remove the snapshots up to a number (all if none is named): the file holds what they hold.

        What cannot be removed is offered again, no worse.
        """
        with self._disk:
            self._dropped = self._asked if through is None else max(self._dropped, through)
            self._remove(path for path in self._snapshots() if number_of(path) <= self._dropped)

    def snapshots(self) -> list[Path]:
        """Return the snapshots of this session, the newest first."""
        with self._disk:
            return sorted(self._snapshots(), key=number_of, reverse=True)

    def close(self) -> None:
        """End the session: an empty folder goes, one with snapshots stays and will be offered."""
        with self._disk:
            for folder, lock in self._locks.items():
                self._leave(folder, lock)
            self._locks.clear()

    def _leave(self, folder: Path, lock: int | None) -> None:
        is_empty = not snapshots_in(folder, self._fs)
        with contextlib.suppress(OSError):
            if is_empty:
                for name in (OPENING, "meta.json", "lock"):
                    if self._fs.stat(folder / name) is not None:
                        self._fs.remove(folder / name)
            if lock is not None:
                self._fs.close(lock)
            if is_empty:
                self._fs.remove_folder(folder)

    def discard(self) -> None:
        """End the session of work that nobody wants: its folder goes to the trash, where it can still be found."""
        with self._disk:
            for folder, lock in self._locks.items():
                if lock is not None:
                    with contextlib.suppress(OSError):
                        self._fs.close(lock)
                to_trash(folder, self._fs)
            self._locks.clear()

    def adopt(self, offer: Offer, before: int = 0) -> Loaded:
        """Go on with the work of a session that ended: its newest sound snapshot, in its own folder.

        So it is offered again until it is saved, and not twice. With `before` so many newer ones are passed over. Until
        `settle` the folder says that it is being opened. Raises LoadError where no snapshot can be read, or where another
        window was faster.
        """
        lock = self._locked(offer.folder)
        try:
            with contextlib.suppress(SaveError):
                write_whole(offer.folder / OPENING, str(offer.tries + 1).encode(), self._fs)
            loaded, number = newest_in(offer.folder, self._fs, before)
        except BaseException:
            self._fs.close(lock)
            raise
        self.close()
        self._places = [offer.folder, *self._places[1:]]
        self._locks, self._asked = {offer.folder: lock}, number
        return loaded

    def settle(self) -> None:
        """Tell that what was adopted has not ended the program: the next time it is offered as any other work."""
        with self._disk:
            self._remove(folder / OPENING for folder in self._locks if self._fs.stat(folder / OPENING) is not None)

    def _locked(self, folder: Path) -> int:
        try:
            lock = self._fs.lock(folder / "lock")
        except OSError:
            raise LoadError(folder, "this safe copy is not there any more.") from None
        if lock is None:
            raise LoadError(folder, "this safe copy is open in another window.")
        return lock

    def _begin(self, folder: Path) -> None:
        if folder in self._locks and self._fs.stat(folder / "lock") is not None:
            return
        self._fs.make_folder(folder)
        if not self._fs.is_ours(folder.parent):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        self._locks[folder] = self._fs.lock(folder / "lock")

    def _write_meta(self, folder: Path, document: Document, origin: Origin, number: int) -> None:
        """Write what the list of offers shows. The snapshot is safe already: a failure here loses nothing."""
        meta = {
            "title": origin.title,
            "path": str(origin.path) if origin.path is not None else "",
            "sha256": origin.sha256,
            "records": len(document),
            "touchpoints": len(document.all(Touchpoint)),
            "made": time.time(),
            "number": number,
            "app": self._app,
        }
        with contextlib.suppress(OSError, Refused, ValueError):
            write_whole(folder / "meta.json", canonical(meta).encode(), self._fs)

    def _snapshots(self) -> list[Path]:
        return [path for folder in self._locks for path in snapshots_in(folder, self._fs)]

    def _remove(self, paths: Iterable[Path]) -> None:
        for path in paths:
            with contextlib.suppress(OSError):
                self._fs.remove(path)
