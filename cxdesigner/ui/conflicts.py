"""Conflict copies beside the open map: they are looked for beside the work, told above the map, and merged if somebody says so."""

from __future__ import annotations

import contextlib
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name
from cxdesigner.ui.desk import Desk, Notice
from cxdesigner.ui.rescue import when_words
from cxdesigner.ui.writer import Writer

if TYPE_CHECKING:
    from cxdesigner.document.document import Document
    from cxdesigner.storage.conflict_copies import ConflictCopy
    from cxdesigner.workspace import Workspace

LOOK_AFTER_MS = 900
"""A map that was just opened is painted and checked first."""
COPIES = "copies"
"""The key of our notice."""
MOST_NAMED = 3


class CopiesBeside(QObject):
    """Looks after a map was opened, and when the window comes to the front. Nothing is merged or removed unasked."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._done_with: set[str] = set()
        """Fingerprints of copies that hold nothing new, were merged, or that nobody wants to hear of now."""
        self._told: tuple[ConflictCopy, ...] = ()
        self.looks = Writer(self)
        desk.replaced.connect(self._begin)

    def look(self) -> None:
        """Look for copies, beside the work; where one holds something that is not here, say it and offer to merge it."""
        workspace = self._desk.workspace
        if workspace is None or workspace.path is None or workspace.is_for_reading or self.looks.is_busy():
            return
        from cxdesigner.storage.errand import Errand
        from cxdesigner.ui import merging  # noqa: F401  The thread that needs it must not be the first to load it.

        known = {copy.sha256: copy for copy in self._told}
        work = partial(copies_with_news, workspace.document.copy(), workspace.path, set(self._done_with), known)
        self.looks.begin(Errand(work, partial(self._tell, workspace)))

    def _begin(self) -> None:
        self._done_with.clear()
        self._told = ()
        if self._desk.workspace is not None and self._desk.workspace.path is not None:
            QTimer.singleShot(LOOK_AFTER_MS, self, self.look)

    def _tell(self, workspace: Workspace, found: tuple[list[ConflictCopy], set[str]]) -> None:
        if workspace is not self._desk.workspace:
            return
        copies, without_news = found
        self._done_with |= without_news
        told = tuple(copy for copy in copies if copy.sha256 not in self._done_with)
        if not told:
            self._desk.forget_notice(COPIES)
        elif told != self._told:
            ways = (("Merge it…", partial(self._merge, told[0])), ("Not now", self._leave))
            self._desk.notice(Notice(COPIES, "caution", words(told, time.time()), ways))
        self._told = told

    def _merge(self, copy: ConflictCopy) -> None:
        from cxdesigner.ui.merging import merge_file

        if merge_file(self._desk, self._window, copy.path):
            self._done_with.add(copy.sha256)
            self._told = ()
            self._desk.forget_notice(COPIES)
            self.look()

    def _leave(self) -> None:
        self._done_with |= {copy.sha256 for copy in self._told}
        self._told = ()
        self._desk.forget_notice(COPIES)


def copies_with_news(
    mine: Document, path: Path, done_with: set[str], known: dict[str, ConflictCopy]
) -> tuple[list[ConflictCopy], set[str]]:
    """Return the copies beside a map that hold something else than it, and the fingerprints of those that do not.

    Those known to are not compared again. Reads files; touches no object of Qt.
    """
    from cxdesigner.storage.conflict_copies import conflict_copies
    from cxdesigner.storage.load import load_document
    from cxdesigner.ui.merging import compared

    found, without = [], set()
    for copy in conflict_copies(path, mine.id, done_with):
        if copy.sha256 in known:
            found.append(copy)
            continue
        with contextlib.suppress(Refused):  # One that is damaged can be opened by itself, and says so then.
            merged = compared(mine, load_document(copy.path).document, path).merged
            has_news = bool(merged.change) or bool(merged.conflicts)
            found.append(copy) if has_news else without.add(copy.sha256)
    return found, without


def words(copies: tuple[ConflictCopy, ...], now: float) -> str:
    """Return what is told of copies: what they are called, and when they were made."""
    named = [f"“{shown_name(copy.path.name)}” ({when_words(copy.made, now)})" for copy in copies[:MOST_NAMED]]
    if len(copies) > MOST_NAMED:
        named.append(f"{len(copies) - MOST_NAMED} more")
    if len(copies) == 1:
        return f"Another copy of this map lies beside it, with something that is not in here: {named[0]}."
    listed = f"{', '.join(named[:-1])} and {named[-1]}"
    return f"{len(copies)} other copies of this map lie beside it, with something that is not in here: {listed}."
