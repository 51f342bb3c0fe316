"""What is open, what is selected, and the one door through which the window edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.reading import map_of, maps_of
from cxdesigner.document.records import Map, Note, RecordId, Stage, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.storage.errand import Errand
from cxdesigner.ui.writer import Writer

if TYPE_CHECKING:
    from cxdesigner.workspace import Workspace

CHECK_AFTER_MS = 300
"""The rules look at the map this long after the last edit."""

FIRST_CHECK_AFTER_MS = 700
"""A document that was just opened is painted first."""


class Notice(NamedTuple):
    """Something that stays to be read above the map until it is done with: its key, how grave it is, and the ways out."""

    key: str
    role: str
    """caution or bad"""
    text: str
    ways: tuple[tuple[str, Callable[[], object]], ...] = ()


class Desk(QObject):
    """One workspace, or none, and what the window knows about it beside the document: the selection and the problems."""

    replaced = Signal()
    """Another document is open, or none."""
    changed = Signal(object)
    """A change was made; told once for each edit."""
    map_shown = Signal()
    selected = Signal(tuple)
    checked = Signal()
    """`problems` are those of the document as it is now."""
    saved = Signal()
    """A save was begun, or has ended, well or not."""
    noticed = Signal()
    """The notices are others than before."""
    said = Signal(str)
    """A sentence for the person in front of the screen."""
    show_asked = Signal(object)
    """Bring this record into view."""
    together_asked = Signal(tuple)
    """Bring all of these into view."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace: Workspace | None = None
        self.selection: tuple[RecordId, ...] = ()
        self.map_id: RecordId | None = None
        self.is_unwanted = False
        """Somebody said that the unsaved work on the desk need not be kept."""
        self.saves, self.copies, self.looks, self.ends = (Writer(self) for _ in range(4))
        """Saves wait for the disk of the user, safe copies for ours, looks and the end of a session for either: none for the other."""
        self.notices: dict[str, Notice] = {}
        self._stop_watching: Callable[[], None] | None = None
        self._check_clock = QTimer(self)
        self._check_clock.setSingleShot(True)
        self._check_clock.timeout.connect(self.check)

    # -- what is open ------------------------------------------------------------------------------------------------

    @property
    def document(self) -> Document:
        """The open document. Ask `is_open` first."""
        assert self.workspace is not None
        return self.workspace.document

    @property
    def map(self) -> Map:
        """The map that is shown."""
        assert self.map_id is not None
        return self.document.map(self.map_id)

    def is_open(self) -> bool:
        """Tell whether there is a document."""
        return self.workspace is not None

    def open(self, workspace: Workspace | None) -> None:
        """Put another workspace on the desk, or none."""
        self._check_clock.stop()
        for writer in (self.looks, self.copies, self.saves):
            writer.finish()
        if self._stop_watching is not None:
            self._stop_watching()
        if self.workspace is not None:
            end = self.workspace.discard if self.is_unwanted else self.workspace.close
            self.ends.begin(Errand(end, _nothing_more))
            self.ends.finish()
        self.is_unwanted = False
        self.workspace = workspace
        self.selection = ()
        self.notices.clear()
        self._stop_watching = None
        self.map_id = None
        if workspace is not None:
            self.map_id = _some_map(workspace)
            self._stop_watching = workspace.watch(self._follow)
            self._check_clock.start(FIRST_CHECK_AFTER_MS)
        self.replaced.emit()
        self.selected.emit(())
        self.noticed.emit()

    def leave(self) -> None:
        """Clear the desk without telling anybody: the window closes."""
        self.blockSignals(True)
        self.open(None)

    def show_map(self, map_id: RecordId) -> None:
        """Show another map of the document."""
        if self.workspace is None or map_id == self.map_id:
            return
        self.seal()
        self.map_id = self.workspace.map_id = map_id
        self.selection = ()
        self.map_shown.emit()
        self.selected.emit(())
        self._check_clock.start(CHECK_AFTER_MS)

    def notice(self, notice: Notice) -> None:
        """Let something be read above the map, in place of what had its key."""
        self.notices[notice.key] = notice
        self.noticed.emit()

    def forget_notice(self, key: str) -> None:
        """Take it away again."""
        if self.notices.pop(key, None) is not None:
            self.noticed.emit()

    # -- editing -----------------------------------------------------------------------------------------------------

    def perform(self, edit: Edit) -> bool:
        """Make an edit, and select and show what it asks to be looked at. A refusal is told; then nothing has changed."""
        if self.workspace is None:
            return False
        try:
            self.workspace.perform(edit)
        except Refused as refusal:
            self.said.emit(str(refusal))
            return False
        self._show(edit)
        return True

    def plan(self, planning: Callable[..., Edit], *arguments: object, **more: object) -> bool:
        """Plan an edit of the document by a command and make it; a refusal of either is told."""
        if self.workspace is None:
            return False
        try:
            edit = planning(self.document, *arguments, **more)
        except Refused as refusal:
            self.said.emit(str(refusal))
            return False
        return self.perform(edit)

    def undo(self) -> None:
        """Take back the last edit."""
        if self.workspace is not None:
            self._show_again(self.workspace.undo())

    def redo(self) -> None:
        """Make the last undone edit again."""
        if self.workspace is not None:
            self._show_again(self.workspace.redo())

    def seal(self) -> None:
        """End merging: what is typed next is an undo step of its own."""
        if self.workspace is not None:
            self.workspace.history.seal()

    # -- selecting ---------------------------------------------------------------------------------------------------

    def select(self, record_ids: Iterable[RecordId], *, seals: bool = True) -> None:
        """Select records; what is not in the document is left out. It ends merging, unless not `seals`."""
        ids = tuple(i for i in dict.fromkeys(record_ids) if self.workspace is not None and i in self.document)
        if ids != self.selection:
            if seals:
                self.seal()
            self.selection = ids
            self.selected.emit(ids)

    def show(self, record_ids: Iterable[RecordId]) -> None:
        """Select records and bring the first of them into view, on the map that it belongs to."""
        ids = self._turn_to(record_ids)
        if ids:
            self.show_asked.emit(ids[0])

    def show_together(self, record_ids: Iterable[RecordId]) -> None:
        """Select records and bring all of them into view, on the map that the first of them belongs to."""
        ids = self._turn_to(record_ids)
        if ids:
            self.together_asked.emit(ids)

    def _turn_to(self, record_ids: Iterable[RecordId]) -> tuple[RecordId, ...]:
        """Select those records that are there, on the map that the first of them belongs to, and return them."""
        ids = tuple(i for i in record_ids if i in self.document)
        if not ids:
            return ()
        record = self.document.find(ids[0])
        map_id = map_of(self.document, record) if record is not None else None
        if map_id is not None:
            self.show_map(map_id)
        self.select(ids)
        return ids

    def check(self) -> None:
        """Let the rules look at the map now."""
        self._check_clock.stop()
        if self.workspace is not None:
            self.workspace.check()
            self.checked.emit()

    def said_about(self, record_ids: Iterable[RecordId]) -> list[str]:
        """Return what the rules say about records, where something is selected."""
        if self.workspace is None or not self.selection:
            return []
        wanted = set(record_ids)
        return [problem.message for problem in self.workspace.problems if wanted & set(problem.record_ids)]

    def _show(self, edit: Edit) -> None:
        shown = [i for i in edit.show if i in self.document]
        maps = [i for i in shown if isinstance(self.document.find(i), Map)]
        if maps and edit.change.edits.get(maps[0], (True,))[0] is None:
            self.show_map(maps[0])
        elif shown and any(before is None for before, _ in edit.change.edits.values()):
            self.select(shown)
            self.show_asked.emit(shown[0])

    def _show_again(self, edit: Edit | None) -> None:
        """Bring into view what undo or redo has touched. What was selected stays so; else the one record it brought back is."""
        if edit is None:
            return
        touched = [i for i in dict.fromkeys((*edit.show, *edit.change.edits)) if i in self.document]
        seen = [i for i in touched if isinstance(self.document.find(i), (Touchpoint, Stage, Note))]
        if not seen:
            return
        record = self.document.find(seen[0])
        map_id = map_of(self.document, record) if record is not None else None
        if map_id is not None:
            self.show_map(map_id)
        back = [i for i in seen if i in edit.show or None in edit.change.edits[i]]
        if not self.selection and len(back) == 1:
            self.select(back)
        self.show_asked.emit(next((i for i in seen if i in self.selection), seen[0]))

    def _follow(self, change: Change) -> None:
        if self.map_id not in self.document:
            self.map_id = maps_of(self.document)[0].id
            assert self.workspace is not None
            self.workspace.map_id = self.map_id
            self.map_shown.emit()
        kept = tuple(i for i in self.selection if i in self.document)
        self.changed.emit(change)
        if kept != self.selection:
            self.selection = kept
            self.selected.emit(kept)
        self._check_clock.start(CHECK_AFTER_MS)


def _nothing_more(_: None) -> None:
    """Take note that a session has ended."""


def _some_map(workspace: Workspace) -> RecordId:
    """Return the map to show. A document without one gets an empty one, which undo does not take away again."""
    if workspace.map_id is None:
        from cxdesigner.commands.maps import add_map

        workspace.document.apply(add_map(workspace.document).change)
        workspace.history.mark_unsaved()
    assert workspace.map_id is not None
    return workspace.map_id
