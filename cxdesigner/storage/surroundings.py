"""What an open document finds around it: where its safe copies go, the file system, and the clock; tests bring their own."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from cxdesigner.storage.fs import Fs
from cxdesigner.storage.settings import data_folder, spare_folders


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a workspace finds outside: the folder of safe copies (None: the user's), the file system, and the clock.

    `spare` are places for safe copies where that folder takes none.
    """

    folder: Path | None = None
    fs: Fs = field(default_factory=Fs)
    clock: Callable[[], float] = time.time
    spare: tuple[Path, ...] | None = None

    def places(self) -> tuple[Path, tuple[Path, ...]]:
        """Return the folder of safe copies and earlier versions, and the places to turn to where it takes nothing."""
        spare = self.spare if self.spare is not None or self.folder is not None else spare_folders()
        return self.folder or data_folder(), spare or ()
