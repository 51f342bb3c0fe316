"""Safe copies: complete snapshots of what is open, in a folder of their own, offered again after a crash.

Opening, failing and closing delete nothing; only a save that succeeded, or somebody who says so, makes a copy needless.
"""

from __future__ import annotations

import contextlib
import re
import secrets
import time
from pathlib import Path
from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.records import Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name
from cxdesigner.storage.codec import Loaded, encode
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.load import load_document, read_whole
from cxdesigner.storage.refusals import LoadError, SaveError, why_not_written
from cxdesigner.storage.save import write_whole
from cxdesigner.storage.strict_json import canonical, parse

SNAPSHOTS_KEPT = 5
_SNAPSHOT = re.compile(r"snap-(\d{6})\.cxmap")
_MOST_META_BYTES = 100_000


class Origin(NamedTuple):
    """What a safe copy is a copy of: the file (None: it was never saved), its fingerprint, and what people call it."""

    title: str
    path: Path | None = None
    sha256: str = ""


class Offer(NamedTuple):
    """Work of a session that ended without being saved. `made` is for the reader only; nothing is decided by time."""

    folder: Path
    origin: Origin
    records: int = 0
    made: float = 0.0
    touchpoints: int | None = None


class SafeCopies:
    """The safe copies of one open document. Its folder is made with the first copy and locked as long as we live."""

    def __init__(self, data_folder: Path, app: str, fs: Fs | None = None) -> None:
        self._fs = fs or Fs()
        self._app = app
        self._root = data_folder / "recovery"
        self._folder = self._root / secrets.token_hex(16)
        self._lock: int | None = None
        self._number = 0

    def write(self, document: Document, origin: Origin) -> Path:
        """Write a complete snapshot and return where. Raises Refused where the document is not safe."""
        try:
            self._begin()
            path = self._folder / f"snap-{self._number + 1:06d}.cxmap"
            write_whole(path, encode(document, self._app), self._fs)
        except OSError as error:
            raise SaveError(self._folder, why_not_written(error)) from error
        self._number += 1
        self._write_meta(document, origin)
        self._remove(keep=SNAPSHOTS_KEPT)
        return path

    def drop(self) -> None:
        """Remove all snapshots: the file holds everything now. What cannot be removed is offered again, no worse."""
        self._remove(keep=0)

    def close(self) -> None:
        """End the session: an empty folder goes, one with snapshots stays and will be offered."""
        if self._lock is None:
            return
        is_empty = not _snapshots(self._folder, self._fs)
        with contextlib.suppress(OSError):
            if is_empty:
                for name in ("meta.json", "lock"):
                    if self._fs.stat(self._folder / name) is not None:
                        self._fs.remove(self._folder / name)
            self._fs.close(self._lock)
            if is_empty:
                self._fs.remove_folder(self._folder)
        self._lock = None

    def discard(self) -> None:
        """End the session of work that nobody wants: its folder goes to the trash, where it can still be found."""
        if self._lock is not None:
            with contextlib.suppress(OSError):
                self._fs.close(self._lock)
            self._lock = None
            _to_trash(self._folder, self._fs)

    def adopt(self, offer: Offer) -> Loaded:
        """Go on with the work of a session that ended: its newest sound snapshot, in its own folder.

        So it is offered again until it is saved, and not twice. Raises LoadError where no snapshot can be read, or where
        another window was faster.
        """
        lock = self._locked(offer.folder)
        try:
            loaded, number = _newest(offer.folder, self._fs)
        except BaseException:
            self._fs.close(lock)
            raise
        self.close()
        self._folder, self._lock, self._number = offer.folder, lock, number
        return loaded

    def _locked(self, folder: Path) -> int:
        try:
            lock = self._fs.lock(folder / "lock")
        except OSError:
            raise LoadError(folder, "this safe copy is not there any more.") from None
        if lock is None:
            raise LoadError(folder, "this safe copy is open in another window.")
        return lock

    def _begin(self) -> None:
        if self._lock is not None and self._fs.stat(self._folder / "lock") is not None:
            return
        self._fs.make_folder(self._folder)
        self._lock = self._fs.lock(self._folder / "lock")

    def _write_meta(self, document: Document, origin: Origin) -> None:
        """Write what the list of offers shows. The snapshot is safe already: a failure here loses nothing."""
        meta = {
            "title": origin.title,
            "path": str(origin.path) if origin.path is not None else "",
            "sha256": origin.sha256,
            "records": len(document),
            "touchpoints": len(document.all(Touchpoint)),
            "made": time.time(),
            "number": self._number,
            "app": self._app,
        }
        with contextlib.suppress(OSError, Refused, ValueError):
            write_whole(self._folder / "meta.json", canonical(meta).encode(), self._fs)

    def _remove(self, keep: int) -> None:
        if self._lock is None:
            return
        for path in _snapshots(self._folder, self._fs)[keep:]:
            with contextlib.suppress(OSError):
                self._fs.remove(path)


def offers(data_folder: Path, fs: Fs | None = None) -> list[Offer]:
    """Return the sessions that ended without a save, the latest first. Reads no document and deletes nothing."""
    fs = fs or Fs()
    found = []
    root = data_folder / "recovery"
    with contextlib.suppress(OSError):
        for name in fs.names_in(root):
            folder = root / name
            if name != "trash" and _snapshots(folder, fs) and _is_abandoned(folder, fs):
                found.append(_offer(folder, fs))
    return sorted(found, key=lambda offer: (-offer.made, offer.folder.name))


def discard(offer: Offer, fs: Fs | None = None) -> None:
    """Put an offer into the trash."""
    _to_trash(offer.folder, fs or Fs())


def _snapshots(folder: Path, fs: Fs) -> list[Path]:
    """Return the snapshots of a session, the newest first."""
    with contextlib.suppress(OSError):
        names = [name for name in fs.names_in(folder) if _SNAPSHOT.fullmatch(name)]
        return [folder / name for name in reversed(names)]
    return []


def _is_abandoned(folder: Path, fs: Fs) -> bool:
    """Tell whether the process that made a session is gone. Where nothing can be locked, the work is offered."""
    try:
        lock = fs.lock(folder / "lock")
        if lock is None:
            return False
        fs.close(lock)
    except OSError:
        pass
    return True


def _offer(folder: Path, fs: Fs) -> Offer:
    """Return what a session says about itself; what it says wrongly is left out."""
    try:
        meta = parse(read_whole(folder / "meta.json", _MOST_META_BYTES, fs))
    except Refused:
        meta = None
    meta = meta if isinstance(meta, dict) else {}
    title, path, sha256 = (meta.get(name) for name in ("title", "path", "sha256"))
    records, made, touchpoints = (meta.get(name) for name in ("records", "made", "touchpoints"))
    return Offer(
        folder,
        Origin(
            shown_name(title)[:200] if isinstance(title, str) and title else "A map without a name",
            Path(path) if isinstance(path, str) and path and "\0" not in path else None,
            sha256 if isinstance(sha256, str) else "",
        ),
        records if type(records) is int and records >= 0 else 0,
        float(made) if isinstance(made, (int, float)) and not isinstance(made, bool) else 0.0,
        touchpoints if type(touchpoints) is int and touchpoints >= 0 else None,
    )


def _newest(folder: Path, fs: Fs) -> tuple[Loaded, int]:
    """Return the newest snapshot that can be read, and the highest number in use."""
    snapshots = _snapshots(folder, fs)
    number = max((int(path.stem.removeprefix("snap-")) for path in snapshots), default=0)
    for path in snapshots:
        with contextlib.suppress(LoadError):
            return load_document(path, fs), number
    raise LoadError(folder, "none of its safe copies can be read.", is_damaged=True)


def _to_trash(folder: Path, fs: Fs) -> None:
    with contextlib.suppress(OSError):
        trash = folder.parent / "trash"
        fs.make_folder(trash)
        fs.replace(folder, trash / f"{folder.name}-{secrets.token_hex(4)}")
