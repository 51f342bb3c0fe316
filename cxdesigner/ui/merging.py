"""Merging another copy of the open map: which file, from which common version, and what is to be decided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QFileDialog, QWidget

from cxdesigner.canvas.apart import Cancelled
from cxdesigner.commands.merging import Decision, merge_copy
from cxdesigner.document.ancestry import likely_base
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.merging import REMOVED, Conflict, Merged, counted, merge
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name
from cxdesigner.formats.merge_words import merged_words
from cxdesigner.ui.widgets.throwing_away import throw_away

if TYPE_CHECKING:
    from cxdesigner.ui.desk import Desk

_MAPS = "Maps (*.cxmap);;All files (*)"


class Copies(NamedTuple):
    """What came of comparing a copy with the open map: the merge, and whether a version was found that both were made from."""

    merged: Merged
    has_base: bool


def ask_and_merge(desk: Desk, window: QWidget, folder: str) -> None:
    """Ask for another copy and bring what it holds into the map that is open, as one step for Undo."""
    name, _ = QFileDialog.getOpenFileName(window, "Merge another copy", folder, _MAPS)
    if name:
        merge_file(desk, window, Path(name))


def merge_file(desk: Desk, window: QWidget, path: Path) -> bool:
    """Bring a copy in: at once where there is nothing to decide, else after a window that lists what differs.

    Tell whether that is done, in whatever way; it is not where the copy cannot be read, or nobody wanted to decide.
    """
    from cxdesigner.ui.apart import open_apart
    from cxdesigner.ui.fetching import fetched
    from cxdesigner.ui.widgets.say import say

    workspace = desk.workspace
    if workspace is None:
        return False
    try:
        theirs = open_apart(path, window).document
        compare = partial(compared, desk.document.copy(), theirs, workspace.path)
        copies = fetched(compare, window, f"Comparing with “{shown_name(path.name)}”")
    except Cancelled:
        return False
    except Refused as refusal:
        say(window, "This copy cannot be merged", str(refusal))
        return False
    if not copies.merged.change and not copies.merged.conflicts:
        desk.said.emit(f"“{shown_name(path.name)}” holds nothing that is not here already.")
    elif not copies.merged.conflicts:
        _bring_in(desk, copies.merged, ())
    else:
        return _decide(desk, window, shown_name(path.name), copies)
    return True


def compared(mine: Document, theirs: Document, path: Path | None) -> Copies:
    """Return what their copy adds to mine. Where the common version is a guess, nothing of mine goes without a question."""
    from cxdesigner.storage.ancestors import versions_known
    from cxdesigner.storage.settings import data_folder

    base = None
    if mine.id == theirs.id:
        base = likely_base(versions_known(mine.id, data_folder(), path), mine, theirs)
    merged = merge(base, mine, theirs)
    return Copies(asking_before_removing(mine, merged), base is not None)


def asking_before_removing(mine: Document, merged: Merged) -> Merged:
    """Return the same merge, in which what they removed stays until somebody decides that it goes."""
    gone = merged.change.removed()
    if not gone:
        return merged
    change = Change({record_id: pair for record_id, pair in merged.change.edits.items() if pair[1] is not None})
    asked = tuple(Conflict(one.id, str(getattr(one, "title", "")), REMOVED, "kept", REMOVED) for one in gone)
    return counted(change, merged.conflicts + asked)


def _decide(desk: Desk, window: QWidget, name: str, copies: Copies) -> bool:
    from cxdesigner.ui.dialogs.merging import MergeDialog

    dialog = MergeDialog(window, name, desk.document, copies.merged, has_base=copies.has_base)
    try:
        is_decided = bool(dialog.exec())
        if is_decided:
            _bring_in(desk, copies.merged, dialog.decisions())
        return is_decided
    finally:
        throw_away(dialog)


def _bring_in(desk: Desk, merged: Merged, decisions: Sequence[Decision]) -> None:
    """Make one edit of it, and tell how much came in."""
    try:
        edit = merge_copy(desk.document, merged, decisions)
    except Refused as refusal:
        desk.said.emit(str(refusal))
        return
    if not edit:
        desk.said.emit("Everything stays as it is here.")
    elif desk.perform(edit):
        desk.said.emit(merged_words(counted(edit.change)))
