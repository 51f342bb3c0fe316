"""From older versions of the file to the present one, on plain data, one step a version."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Plain = dict[str, Any]

VERSION = 1
"""The version that we write. It rises only where an older program would misread the file; new fields do not need that."""

MIGRATIONS: dict[int, Callable[[Plain], Plain]] = {}
"""By version: the step from this version to the next one. Each has an old file in `tests/files/versions/`."""


def migrated(plain: Plain, version: int) -> Plain:
    """Return the plain data of a file as the present version would have written it; a newer one comes back as it is."""
    while version < VERSION:
        plain = MIGRATIONS[version](plain)
        version += 1
    return plain
