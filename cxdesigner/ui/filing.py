"""Opening, importing, restoring and exporting: everything between the desk and the disk beside saving, and the questions it takes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from cxdesigner.canvas.apart import Cancelled
from cxdesigner.document.text import shown_name
from cxdesigner.ui.conflicts import CopiesBeside
from cxdesigner.ui.rescue import Rescued, about, rescued, rescued_of
from cxdesigner.ui.returning import Returning
from cxdesigner.ui.saving import NATIVE
from cxdesigner.ui.widgets.throwing_away import throw_away

if TYPE_CHECKING:
    from cxdesigner.document.document import Document
    from cxdesigner.formats import RowProblem
    from cxdesigner.storage.offers import Offer
    from cxdesigner.storage.settings import Settings
    from cxdesigner.ui.desk import Desk
    from cxdesigner.workspace import Workspace

_TABLES = "Tables and lists (*.csv *.tsv *.txt)"
_EVERYTHING = "Maps, tables and lists (*.cxmap *.csv *.tsv *.txt)"


class Filing(Returning):
    """The way in and out of the program."""

    def __init__(self, desk: Desk, settings: Settings, window: QWidget) -> None:
        super().__init__(desk, settings, window)
        self.copies_beside = CopiesBeside(desk, window)

    def look_at_disk(self) -> None:
        super().look_at_disk()
        self.copies_beside.look()

    # -- in ----------------------------------------------------------------------------------------------------------

    def new(self) -> None:
        """Start a blank map."""
        from cxdesigner.commands.maps import new_document
        from cxdesigner.workspace import Workspace

        if self.may_leave():
            self._desk.open(Workspace.new(new_document(stages=())))

    def new_from_template(self, name: str) -> None:
        """Start a map from a template."""
        from cxdesigner.formats.templates import template
        from cxdesigner.workspace import Workspace

        if self.may_leave():
            self._guarded("This template cannot be used", lambda: self._desk.open(Workspace.new(template(name))))

    def ask_and_open(self) -> None:
        """Ask for a file and open it."""
        from PySide6.QtWidgets import QFileDialog

        path, _ = QFileDialog.getOpenFileName(self._window, "Open", self.folder(), f"{_EVERYTHING};;All files (*)")
        if path:
            self.open(Path(path))

    def ask_and_import(self) -> None:
        """Ask for a table and make a map of it."""
        from PySide6.QtWidgets import QFileDialog

        path, _ = QFileDialog.getOpenFileName(
            self._window, "Import a table", self.folder(), f"{_TABLES};;All files (*)"
        )
        if path:
            self.open(Path(path))

    def ask_and_bring_in(self) -> None:
        """Ask for a table and add what it holds to the map that is open, as one step for Undo."""
        from PySide6.QtWidgets import QFileDialog

        path, _ = QFileDialog.getOpenFileName(
            self._window, "Bring a table into this map", self.folder(), f"{_TABLES};;All files (*)"
        )
        if path:
            self._guarded("This table cannot be brought in", lambda: self._bring_in(Path(path)))

    def ask_and_merge(self) -> None:
        """Ask for another copy of the map that is open, and bring what it holds into this one."""
        from cxdesigner.ui.merging import ask_and_merge

        ask_and_merge(self._desk, self._window, self.folder())

    def _bring_in(self, path: Path) -> None:
        from cxdesigner.commands.clipboard import bring_in
        from cxdesigner.ui.apart import open_apart

        opened = open_apart(path, self._window)
        if self._desk.plan(bring_in, self._desk.map_id, opened.document):
            self._tell_import(path, opened.document, opened.problems, opened.notes)

    def open(self, path: Path) -> bool:
        """Open a map, or make one of a table; say in one sentence why it cannot be."""
        if not self.may_leave():
            return False
        try:
            newer = self._fetched(partial(rescued_of, path), path) if path.suffix.lower() == NATIVE else None
        except Cancelled:
            self._desk.is_unwanted = False
            return False
        answer = self._ask_which(newer) if newer is not None else "file"
        if newer is not None and answer == "newer":
            is_done = self._restore(newer.offer)
        else:
            is_done = answer == "file" and self._guarded("This file cannot be opened", lambda: self._open(path))
            is_done = is_done and self._desk.is_open()
        self._desk.is_unwanted = False
        return is_done

    def _open(self, path: Path) -> None:
        workspace = self._opened(path)
        if workspace is None or not self.ask_about_holder(workspace):
            return
        self._desk.open(workspace)
        self.tell_reading()
        QTimer.singleShot(0, self, partial(self._settings.remember_file, path))
        self._tell_import(path, workspace.document, workspace.row_problems, workspace.notes)

    def _opened(self, path: Path) -> Workspace | None:
        from cxdesigner.storage.refusals import LoadError
        from cxdesigner.ui.apart import open_apart
        from cxdesigner.workspace import Workspace

        try:
            if path.suffix.lower() == NATIVE:
                return self._fetched(partial(Workspace.open, path), path, drop=Workspace.discard)
            return Workspace.open(path, read=partial(open_apart, window=self._window))
        except LoadError as error:
            if not error.is_damaged:
                raise
            return self.ask_about_damage(path, error)

    def _tell_import(
        self, path: Path, document: Document, problems: Sequence[RowProblem], notes: Sequence[str]
    ) -> None:
        """Show the rows that were not understood; where all were, say only what there is to say."""
        if not problems:
            if notes:
                self._desk.said.emit(" ".join(notes))
            return
        from cxdesigner.formats.findings import summary
        from cxdesigner.ui.dialogs.import_result import ImportResult

        dialog = ImportResult(self._window, path.name, summary(document), problems, notes)
        dialog.exec()
        throw_away(dialog)

    # -- after a crash -----------------------------------------------------------------------------------------------

    def rescued(self) -> list[Rescued]:
        """Return the work of sessions that ended without a save."""
        return rescued()

    def restore(self, offer: Offer) -> None:
        """Go on with work that was not saved when the program ended."""
        if self.may_leave():
            self._restore(offer)
            self._desk.is_unwanted = False  # Where it was not restored, what was open goes on.

    def throw_away(self, offer: Offer) -> bool:
        """Ask once more, and offer this work never again."""
        from cxdesigner.storage import offers
        from cxdesigner.ui.widgets.say import Answer, ask

        answers = (Answer("drop", "Throw away"), Answer("keep", "Keep it", is_default=True, is_primary=True))
        title = f"Throw away “{shown_name(offer.origin.title)}”?"
        folder = shown_name(str(offer.folder.parent / "trash"))
        told = (
            f"{about(offer)}. This work is in no other file. It goes to the folder “{folder}”, and is offered no more."
        )
        is_meant = ask(self._window, title, told, answers) == "drop"
        if is_meant:
            offers.discard(offer)
        return is_meant

    def _restore(self, offer: Offer) -> bool:
        before = self.ask_how_to_restore(offer)
        return before is not None and self._guarded(
            "This work cannot be restored", lambda: self._desk.open(self._restored(offer, before))
        )

    def _ask_which(self, newer: Rescued) -> str:
        from cxdesigner.ui.widgets.say import Answer, ask

        return ask(
            self._window,
            "There is newer work than this file",
            f"{newer.about}: this was not saved when the program ended. Whichever you take, the other is not deleted.",
            (Answer("file", "Open the file"), Answer("newer", "Restore it", is_default=True, is_primary=True)),
        )

    # -- other files ---------------------------------------------------------------------------------------------------

    def export(self, suffix: str) -> bool:
        """Ask where to write a table, a page or a picture of the map, and write it."""
        if not self._desk.is_open():
            return False
        path = self.ask_where("Export", suffix, f"{suffix[1:].upper()} (*{suffix})")
        return path is not None and self.write(path, lambda: self._exported(suffix))

    def _exported(self, suffix: str) -> bytes:
        from cxdesigner.formats import format_for

        desk = self._desk
        assert desk.map_id is not None
        row = format_for(Path(suffix[1:] + suffix))
        if row is not None and row.write is not None:
            from cxdesigner.ui.fetching import made

            return made(partial(row.write, desk.document.copy()), self._window, "Making the file")
        from cxdesigner.ui.apart import drawn_apart
        from cxdesigner.wall.order import Order

        return drawn_apart(desk.document, desk.map_id, Order(), suffix, self._window)
