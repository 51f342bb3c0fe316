"""Reading a file that may be anything: a pipe, a folder, a bomb, or a map."""

from __future__ import annotations

from pathlib import Path

from cxdesigner.document import limits
from cxdesigner.storage.codec import Loaded, decode
from cxdesigner.storage.fs import Fs, is_regular
from cxdesigner.storage.refusals import LoadError, why_not_read
from cxdesigner.storage.strict_json import require_size


def read_whole(path: Path, most: int = limits.FILE_BYTES, fs: Fs | None = None) -> bytes:
    """Return all bytes of a regular file. Raises LoadError, before reading, for everything else and for what is too large."""
    fs = fs or Fs()
    try:
        status = fs.stat(path)
        if status is None:
            raise LoadError(path, "it is not there.")
        if not is_regular(status):
            raise LoadError(path, "it is a folder." if path.is_dir() else "it is no ordinary file.")
        require_size(status.st_size, most)
        data = fs.read(path, most + 1)
        require_size(len(data), most)
    except OSError as error:
        raise LoadError(path, why_not_read(error)) from error
    except LoadError as error:
        raise error.at(path) from None
    except ValueError:  # A NUL in the name.
        raise LoadError(path, "there is no such name.") from None
    return data


def load_document(path: Path, fs: Fs | None = None) -> Loaded:
    """Return what a `.cxmap` file holds. Raises LoadError."""
    return decode(read_whole(path, fs=fs), path)
