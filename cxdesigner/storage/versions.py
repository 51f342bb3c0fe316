"""Earlier versions of a map: kept before each replacement, thinned out by what there is and never by the clock of today."""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from cxdesigner.document.refused import Refused
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.load import read_whole
from cxdesigner.storage.strict_json import canonical, parse

LAST_KEPT = 20
HOURS_KEPT = 24
DAYS_KEPT = 30
_NAME = re.compile(r"(\d{6})(?:-(\d{4}-\d\d-\d\d)T(\d\d)\.(\d\d)(?:-[0-9a-f]{4})?)?\.cxmap")
_ID_IN_HEADER = re.compile(rb'^\{"format":"cxmap","version":\d{1,9},"id":"([0-9A-Za-z-]{1,64})"')
_WHERE = "file.json"
_MOST_WHERE_BYTES = 20_000
_TOUCHPOINT = b'"type":"touchpoint"'


class Version(NamedTuple):
    """A version of a map that can be brought back. `made` (seconds since 1970) is for the reader; nothing is decided by it."""

    path: Path
    made: float
    is_safe_copy: bool = False


def keep(old: bytes, document_id: str, folder: Path, fs: Fs, saved_at: float, file: Path | None = None) -> Path:
    """Keep an earlier version and return where. Raises OSError and SaveError.

    It goes to the folder of the map that it is a version of, which need not be the one that is being saved. `saved_at` is
    when it was saved, for its name; which versions stay is decided by their numbers and by how many hours and days there
    are, so a clock that jumps cannot make the last versions go. `file` is noted, so that the versions can be found by it.
    """
    from cxdesigner.storage.save import write_whole

    own = folder / folder_name(id_in(old) or document_id)
    fs.make_folder(own)
    names = _names_in(own, fs)
    number = int(names[0][:6]) + 1 if names else 1
    moment = time.strftime("%Y-%m-%dT%H.%M", time.localtime(max(0.0, saved_at)))
    path = own / f"{number:06d}-{moment}-{secrets.token_hex(2)}.cxmap"  # Two windows may take the same number.
    write_whole(path, old, fs)
    if file is not None:
        with contextlib.suppress(OSError, Refused):
            write_whole(own / _WHERE, canonical({"file": str(file)}).encode(), fs)
    stay = set(kept_of((path.name, *names)))
    for name in names:
        if name not in stay:
            with contextlib.suppress(OSError):
                fs.remove(own / name)
    return path


def kept_of(names: Iterable[str]) -> list[str]:
    """Return the names that stay, of names with the newest first: the last ones, and the newest of each hour and day."""
    stay: list[str] = []
    hours: set[str] = set()
    days: set[str] = set()
    for place, name in enumerate(names):
        match = _NAME.fullmatch(name)
        assert match is not None
        day, hour = match.group(2) or "", f"{match.group(2)}T{match.group(3)}"
        is_first_of_hour = bool(day) and hour not in hours and len(hours) < HOURS_KEPT
        is_first_of_day = bool(day) and day not in days and len(days) < DAYS_KEPT
        if place < LAST_KEPT or is_first_of_hour or is_first_of_day:
            stay.append(name)
        if day:
            hours.add(hour)
            days.add(day)
    return stay


def versions_of(document_id: str, folder: Path, fs: Fs | None = None) -> list[Version]:
    """Return the earlier versions of a map, the newest first; none where the folder cannot be read."""
    fs = fs or Fs()
    own = folder / folder_name(document_id)
    with contextlib.suppress(OSError):
        return [Version(own / name, _made(own / name, fs)) for name in _names_in(own, fs)]
    return []


def safe_copies(paths: Iterable[Path], fs: Fs) -> list[Version]:
    """Return safe copies as versions, in their order."""
    found = []
    for path in paths:
        with contextlib.suppress(OSError):
            status = fs.stat(path)
            if status is not None:
                found.append(Version(path, status.st_mtime, is_safe_copy=True))
    return found


def id_in(data: bytes) -> str:
    """Return the id that the first line of a map names, or an empty text."""
    match = _ID_IN_HEADER.match(data)
    return match.group(1).decode("ascii") if match else ""


def id_of_file(file: Path, folder: Path, fs: Fs) -> str:
    """Return the id of the map whose versions were kept for a file: for one that cannot tell it itself. Else an empty text."""
    with contextlib.suppress(OSError):
        for name in fs.names_in(folder):
            with contextlib.suppress(Refused):
                plain = parse(read_whole(folder / name / _WHERE, _MOST_WHERE_BYTES, fs))
                if isinstance(plain, dict) and plain.get("file") == str(fs.resolve(file)):
                    return name
    return ""


def touchpoints_in(data: bytes) -> int:
    """Return how many touchpoints the bytes of a map hold, without reading it as a map."""
    return data.count(_TOUCHPOINT)


def folder_name(document_id: str) -> str:
    """Return a name for a folder that no id can turn into a path."""
    if re.fullmatch(r"[0-9A-Za-z-]{1,64}", document_id):
        return document_id
    return hashlib.sha256(document_id.encode("utf-8")).hexdigest()[:32]


def _names_in(folder: Path, fs: Fs) -> list[str]:
    """Return the names of versions, the newest first."""
    return sorted((name for name in fs.names_in(folder) if _NAME.fullmatch(name)), reverse=True)


def _made(path: Path, fs: Fs) -> float:
    match = _NAME.fullmatch(path.name)
    assert match is not None
    if match.group(2):
        with contextlib.suppress(ValueError, OverflowError):
            named = f"{match.group(2)}T{match.group(3)}.{match.group(4)}"
            return time.mktime(time.strptime(named, "%Y-%m-%dT%H.%M"))
    status = fs.stat(path)
    return status.st_mtime if status is not None else 0.0
