"""Copies that programs which keep folders in step leave beside a map when two people saved it at the same time."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Container
from pathlib import Path
from typing import NamedTuple

from cxdesigner.storage.codec import SUFFIX
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.load import read_whole
from cxdesigner.storage.refusals import LoadError
from cxdesigner.storage.save import sha256_of
from cxdesigner.storage.versions import id_in

MOST_LOOKED_AT = 12
_BEHIND_THE_NAME = re.compile(
    r" \(.*(?i:[ck]onfli).*\)"  # Dropbox and Nextcloud, in the languages of Western Europe
    r"| \(this computer, .*\)"  # “Keep both…” of ours
    r"| ?\(\d{1,3}\)"  # Google Drive, and copies by hand
    r"|\.sync-conflict-\d{8}-\d{6}.*"  # Syncthing
    r"|_conflict-\d{8}-\d{6}.*"  # ownCloud
    r"|-[0-9A-Z][0-9A-Z-]{1,14}"  # OneDrive: the name of the other computer
    r"|-.*(?:MacBook|iMac|Mac-mini|Mac-Studio).*"
)


class ConflictCopy(NamedTuple):
    """Another copy of a map: its file, when that was changed (for the reader only), and its fingerprint."""

    path: Path
    made: float
    sha256: str


def conflict_copies(
    path: Path, document_id: str, known: Container[str] = (), fs: Fs | None = None
) -> list[ConflictCopy]:
    """Return the conflict copies beside a map: called as such, with its id, and of other contents than those known.

    What cannot be read is none. Nothing is decided by time.
    """
    fs = fs or Fs()
    found = []
    with contextlib.suppress(OSError):
        names = [name for name in fs.names_in(path.parent) if _is_called_so(name, path)]
        for name in names[:MOST_LOOKED_AT]:
            with contextlib.suppress(LoadError):
                data = read_whole(path.with_name(name), fs=fs)
                sha256 = sha256_of(data)
                if id_in(data) == document_id and sha256 not in known:
                    status = fs.stat(path.with_name(name))
                    found.append(ConflictCopy(path.with_name(name), status.st_mtime if status else 0.0, sha256))
    return found


def _is_called_so(name: str, path: Path) -> bool:
    """Tell whether a file beside a map has the name that a program gives to a copy of it."""
    behind = name.removeprefix(path.stem)
    if behind == name or not behind.lower().endswith(SUFFIX):
        return False
    behind = behind[: -len(SUFFIX)]
    return _BEHIND_THE_NAME.fullmatch(behind) is not None
