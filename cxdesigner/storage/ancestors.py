"""Versions of a map that lie around: what two copies may have in common."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from cxdesigner.document.document import Document
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.load import load_document
from cxdesigner.storage.refusals import LoadError

MOST_VERSIONS = 24
_ID = re.compile(r"[0-9A-Za-z-]{1,64}")
_VERSION = re.compile(r"(\d{6})\S*\.cxmap")


def versions_known(document_id: str, folder: Path, beside: Path | None = None, fs: Fs | None = None) -> list[Document]:
    """Return earlier versions of a map from the data *folder*, and the one in a file *beside* them; what cannot be read is none.

    Where there are very many, the oldest and the newest are looked at.
    """
    fs = fs or Fs()
    paths: list[Path] = []
    if _ID.fullmatch(document_id):
        place = folder / "backups" / document_id
        with contextlib.suppress(OSError):
            paths = [place / name for name in fs.names_in(place) if _VERSION.fullmatch(name)]
    half = MOST_VERSIONS // 2
    chosen = [*paths[:half], *paths[half:][-half:], *([beside] if beside is not None else [])]
    found = []
    for path in chosen:
        with contextlib.suppress(LoadError):
            loaded = load_document(path, fs)
            if loaded.document.id == document_id and not loaded.is_newer:
                found.append(loaded.document)
    return found
