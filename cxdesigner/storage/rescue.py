"""What can be had in place of a damaged file: its newest safe copy, the version kept last, and what can be read of the file itself."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cxdesigner.storage.codec import Loaded, salvage
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.load import load_document, read_whole
from cxdesigner.storage.offers import Offer, newest_of, offers_of
from cxdesigner.storage.refusals import LoadError
from cxdesigner.storage.save import sha256_of
from cxdesigner.storage.versions import Version, id_in, id_of_file, versions_of


class Rescue(NamedTuple):
    """The fingerprint of a damaged file, the newest version of it that opens, what is left of the file, and work on it not saved."""

    sha256: str
    version: Version | None = None
    kept: Loaded | None = None
    left: Loaded | None = None
    offer: Offer | None = None
    """Its safe copy can be read, and goes back to this file."""


def is_damaged(path: Path, fs: Fs | None = None) -> bool:
    """Tell whether a file is there and was a map once, which cannot be read as one."""
    try:
        load_document(path, fs)
    except LoadError as error:
        return error.is_damaged
    return False


def rescue_of(path: Path, data_folder: Path, spare: Sequence[Path] = (), fs: Fs | None = None) -> Rescue:
    """Look for ways back from a damaged file; it is not touched. Raises LoadError where not even bytes can be read."""
    fs = fs or Fs()
    data = read_whole(path, fs=fs)
    rescue = Rescue(sha256_of(data))
    with contextlib.suppress(LoadError):
        rescue = rescue._replace(left=salvage(data, path))
    for offer in offers_of(path, data_folder, fs, spare):
        with contextlib.suppress(LoadError):
            newest_of(offer, fs)
            origin = offer.origin._replace(
                path=path, sha256=rescue.sha256
            )  # A save keeps the damaged file, and asks nothing.
            rescue = rescue._replace(offer=offer._replace(origin=origin))
            break
    backups = data_folder / "backups"
    document_id = id_in(data) or id_of_file(path, backups, fs)
    for version in versions_of(document_id, backups, fs) if document_id else ():
        with contextlib.suppress(LoadError):
            return rescue._replace(version=version, kept=load_document(version.path, fs))
    return rescue
