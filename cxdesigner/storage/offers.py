"""Work of sessions that ended without a save: what is there, and what each piece says about itself. Nothing is deleted here unasked."""

from __future__ import annotations

import contextlib
import re
import secrets
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name
from cxdesigner.storage.codec import Loaded
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.load import load_document, read_whole
from cxdesigner.storage.refusals import LoadError
from cxdesigner.storage.strict_json import parse

TRASH_DAYS = 14
TRASH_KEPT = 20
OPENING = "opening"
"""The file in a session's folder that says: somebody has begun to open this, and it is not known yet how that ended."""
_DATED = re.compile(r"\d{4}-\d\d-\d\d-")
_SNAPSHOT = re.compile(r"snap-(\d{6,9})\.cxmap")
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
    tries: int = 0
    """So often it was opened without the program living on: after the first time it is not opened just so."""


def roots(data_folder: Path, spare: Sequence[Path] = ()) -> list[Path]:
    """Return where safe copies may lie, the best place first."""
    return [folder / "recovery" for folder in (data_folder, *spare)]


def offers(data_folder: Path, fs: Fs | None = None, spare: Sequence[Path] = ()) -> list[Offer]:
    """Return the sessions that ended without a save, the latest first. Reads no document and deletes nothing."""
    fs = fs or Fs()
    found = []
    for root in roots(data_folder, spare):
        with contextlib.suppress(OSError):
            for name in fs.names_in(root):
                folder = root / name
                if name != "trash" and snapshots_in(folder, fs) and _is_abandoned(folder, fs):
                    found.append(_offer(folder, fs))
    return sorted(found, key=lambda offer: (-offer.made, offer.folder.name))


def offers_of(path: Path, data_folder: Path, fs: Fs | None = None, spare: Sequence[Path] = ()) -> list[Offer]:
    """Return the work on a file that is in no save of it, the latest first."""
    fs = fs or Fs()
    return [offer for offer in offers(data_folder, fs, spare) if _is_of(offer, path, fs)]


def _is_of(offer: Offer, path: Path, fs: Fs) -> bool:
    """Tell whether work is on that file. Of a file that is called otherwise the disk is not asked: it may be gone."""
    origin = offer.origin.path
    if origin is None or origin.name != path.name:
        return False
    with contextlib.suppress(OSError):
        return origin.absolute() == path.absolute() or fs.resolve(origin) == fs.resolve(path)
    return False


def newest_of(offer: Offer, fs: Fs | None = None) -> Loaded:
    """Return the newest snapshot of an offer that can be read, to be looked at. Raises LoadError."""
    return newest_in(offer.folder, fs or Fs())[0]


def discard(offer: Offer, fs: Fs | None = None) -> None:
    """Put an offer into the trash."""
    to_trash(offer.folder, fs or Fs())


def snapshots_in(folder: Path, fs: Fs) -> list[Path]:
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
        _tries(folder, fs),
    )


def _tries(folder: Path, fs: Fs) -> int:
    """Return how often work was begun to be opened without the program living on for a while."""
    try:
        told = read_whole(folder / OPENING, 20, fs)
    except LoadError:
        return 0
    return int(told) if told.isdigit() else 1


def number_of(path: Path) -> int:
    return int(path.stem.removeprefix("snap-"))


def newest_in(folder: Path, fs: Fs, before: int = 0) -> tuple[Loaded, int]:
    """Return the newest snapshot that can be read, and the highest number in use."""
    snapshots = snapshots_in(folder, fs)
    number = max(map(number_of, snapshots), default=0)
    for path in snapshots[min(before, len(snapshots) - 1) if snapshots else 0 :]:
        with contextlib.suppress(LoadError):
            return load_document(path, fs), number
    raise LoadError(folder, "none of its safe copies can be read.", is_damaged=True)


def to_trash(folder: Path, fs: Fs) -> None:
    """Move a session into the trash, and let go there what has lain for long; that happens here and nowhere else."""
    trash = folder.parent / "trash"
    with contextlib.suppress(OSError):
        fs.make_folder(trash)
        fs.replace(folder, trash / f"{time.strftime('%Y-%m-%d')}-{folder.name[:40]}-{secrets.token_hex(4)}")
    with contextlib.suppress(OSError):
        for name in _too_old(fs.names_in(trash), time.time()):
            for inside in fs.names_in(trash / name):
                fs.remove(trash / name / inside)
            fs.remove_folder(trash / name)


def _too_old(names: Sequence[str], now: float) -> list[str]:
    """Return the names in the trash whose date is long past; the last ones stay whatever the clock says."""
    oldest = time.strftime("%Y-%m-%d", time.localtime(now - TRASH_DAYS * 86_400))
    dated = sorted(name for name in names if _DATED.match(name))
    return [name for name in dated[:-TRASH_KEPT] if name[:10] < oldest]
