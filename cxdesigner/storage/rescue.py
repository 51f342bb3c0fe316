"""What can be had in place of a file that is damaged: the version kept last, and what can be read of the file itself."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import NamedTuple

from cxdesigner.storage.codec import Loaded, salvage
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.load import load_document, read_whole
from cxdesigner.storage.refusals import LoadError
from cxdesigner.storage.save import sha256_of
from cxdesigner.storage.versions import Version, id_in, id_of_file, versions_of


class Rescue(NamedTuple):
    """The fingerprint of a damaged file, the newest version of it that opens, and what is left of the file."""

    sha256: str
    version: Version | None = None
    kept: Loaded | None = None
    left: Loaded | None = None


def rescue_of(path: Path, backups: Path, fs: Fs | None = None) -> Rescue:
    """Look for ways back from a damaged file; it is not touched. Raises LoadError where not even bytes can be read."""
    fs = fs or Fs()
    data = read_whole(path, fs=fs)
    rescue = Rescue(sha256_of(data))
    with contextlib.suppress(LoadError):
        rescue = rescue._replace(left=salvage(data, path))
    document_id = id_in(data) or id_of_file(path, backups, fs)
    for version in versions_of(document_id, backups, fs) if document_id else ():
        with contextlib.suppress(LoadError):
            return rescue._replace(version=version, kept=load_document(version.path, fs))
    return rescue
