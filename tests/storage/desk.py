"""What tests of the workspace share: a clock that stands still, a disk that can be full, and how a process ends."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

from cxdesigner.document.change import Change, Edit
from cxdesigner.document.records import RecordId
from cxdesigner.workspace import Workspace
from tests.storage.faults import BrokenFs, failing_with


class Clock:
    """A clock that stands still until it is told."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


class FailingFs(BrokenFs):
    """A disk that is full whenever it is told so."""

    is_full = False

    def __init__(self) -> None:
        super().__init__()

    def open_new(self, path: Path, mode: int) -> int:
        """Refuse to make a file while the disk is full."""
        if self.is_full:
            failing_with(errno.ENOSPC)("open_new")
        return super().open_new(path, mode)


def rename(workspace: Workspace, title: str) -> None:
    card = workspace.document.touchpoint(RecordId("card"))
    workspace.perform(Edit("Rename", Change.replacing([(card, replace(card, title=title))])))


def kill(workspace: Workspace) -> None:
    """End a session as the system ends a killed process: only its lock is freed."""
    copies = workspace._copies
    for lock in copies._locks.values():
        assert lock is not None
        copies._fs.close(lock)
    copies._locks.clear()
