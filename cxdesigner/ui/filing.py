"""Opening, saving, importing and exporting: everything between the desk and the disk, and the questions it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from cxdesigner.canvas.apart import Cancelled
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import file_name, shown_name
from cxdesigner.storage.settings import Settings
from cxdesigner.ui.desk import Desk
from cxdesigner.ui.rescue import Rescued, about, rescued, rescued_of

if TYPE_CHECKING:
    from cxdesigner.document.document import Document
    from cxdesigner.formats import RowProblem
    from cxdesigner.storage.recovery import Offer
    from cxdesigner.storage.refusals import ConflictError

NATIVE = ".cxmap"
_MAPS = "Maps (*.cxmap)"
_TABLES = "Tables and lists (*.csv *.tsv *.txt)"
_EVERYTHING = "Maps, tables and lists (*.cxmap *.csv *.tsv *.txt)"


class Filing(QObject):
    """The way in and out of the program. Nothing leaves the desk unsaved without a question."""

    def __init__(self, desk: Desk, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._settings = settings
        self._window = window

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
        newer = rescued_of(path) if path.suffix.lower() == NATIVE else None
        answer = self._ask_which(newer) if newer is not None else "file"
        if newer is not None and answer == "newer":
            is_done = self._restore(newer.offer)
        else:
            is_done = answer == "file" and self._guarded("This file cannot be opened", lambda: self._open(path))
        self._desk.is_unwanted = False
        return is_done

    def _open(self, path: Path) -> None:
        from cxdesigner.ui.apart import open_apart
        from cxdesigner.workspace import Workspace

        workspace = Workspace.open(path, read=partial(open_apart, window=self._window))
        self._desk.open(workspace)
        QTimer.singleShot(0, self, partial(self._settings.remember_file, path))
        self._tell_import(path, workspace.document, workspace.row_problems, workspace.notes)

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
        dialog.deleteLater()

    # -- after a crash -----------------------------------------------------------------------------------------------

    def rescued(self) -> list[Rescued]:
        """Return the work of sessions that ended without a save."""
        return rescued()

    def restore(self, offer: Offer) -> None:
        """Go on with work that was not saved when the program ended."""
        if self.may_leave():
            self._restore(offer)

    def throw_away(self, offer: Offer) -> bool:
        """Ask once more, and offer this work never again."""
        from cxdesigner.storage import recovery
        from cxdesigner.ui.widgets.say import Answer, ask

        answers = (Answer("drop", "Throw away"), Answer("keep", "Keep it", is_default=True, is_primary=True))
        title = f"Throw away “{shown_name(offer.origin.title)}”?"
        folder = shown_name(str(offer.folder.parent / "trash"))
        told = (
            f"{about(offer)}. This work is in no other file. It goes to the folder “{folder}”, and is offered no more."
        )
        is_meant = ask(self._window, title, told, answers) == "drop"
        if is_meant:
            recovery.discard(offer)
        return is_meant

    def _restore(self, offer: Offer) -> bool:
        from cxdesigner.workspace import Workspace

        return self._guarded("This work cannot be restored", lambda: self._desk.open(Workspace.restore(offer)))

    def _ask_which(self, newer: Rescued) -> str:
        from cxdesigner.ui.widgets.say import Answer, ask

        return ask(
            self._window,
            "There is newer work than this file",
            f"{newer.about}: this was not saved when the program ended. Whichever you take, the other is not deleted.",
            (Answer("file", "Open the file"), Answer("newer", "Restore it", is_default=True, is_primary=True)),
        )

    # -- out ---------------------------------------------------------------------------------------------------------

    def may_leave(self) -> bool:
        """Tell whether the present document may leave the desk; asks where it is not saved."""
        self._take_what_is_typed()
        workspace = self._desk.workspace
        if workspace is None or workspace.is_clean:
            return True
        from cxdesigner.ui.widgets.say import Answer, ask

        title = shown_name(workspace.path.name) if workspace.path else self._desk.document.title_of(self._desk.map_id)
        answer = ask(
            self._window,
            f"Save “{title}” first?",
            "There are changes that are in no file yet. If you do not save them, they are lost.",
            (
                Answer("drop", "Do not save"),
                Answer("stay", "Go back"),
                Answer("save", "Save", is_default=True, is_primary=True),
            ),
        )
        if answer == "drop":
            self._desk.is_unwanted = True
        return answer == "drop" or (answer == "save" and self.save())

    def save(self) -> bool:
        """Save to the file that was opened; ask for one where there is none."""
        self._take_what_is_typed()
        workspace = self._desk.workspace
        if workspace is None:
            return False
        if workspace.path is None:
            return self.save_as()
        from cxdesigner.storage.refusals import ConflictError

        try:
            self._save()
        except ConflictError as conflict:
            return self._resolve(conflict)
        except Refused as refusal:
            self._desk.saved.emit()
            return self._save_elsewhere(str(refusal))
        return True

    def _save_elsewhere(self, reason: str) -> bool:
        """Say why the map was not saved, and ask for another place."""
        from cxdesigner.ui.widgets.say import Answer, ask

        answers = (
            Answer("stay", "Go back"),
            Answer("elsewhere", "Save elsewhere…", is_default=True, is_primary=True),
        )
        return ask(self._window, "Not saved", reason, answers) == "elsewhere" and self.save_as()

    def _resolve(self, conflict: ConflictError) -> bool:
        """Ask what to do about a file that somebody else has changed; the answer that Enter gives keeps both."""
        from cxdesigner.ui.widgets.say import Answer, ask

        answer = ask(
            self._window,
            "Somebody else has changed this file",
            f"{conflict} You can keep both, by saving yours under another name. "
            "If you replace theirs, it stays among the earlier versions.",
            (
                Answer("replace", "Replace theirs"),
                Answer("stay", "Go back"),
                Answer("both", "Keep both…", is_default=True, is_primary=True),
            ),
        )
        if answer == "both":
            return self.save_as()
        return answer == "replace" and self._guarded("Not saved", partial(self._save, overwrite=True))

    def save_as(self) -> bool:
        """Ask where to save, and save there."""
        self._take_what_is_typed()
        if self._desk.workspace is None:
            return False
        path = self.ask_where("Save as", NATIVE, _MAPS)
        if path is None:
            return False
        is_titled = self._take_title(path)
        try:
            self._save(path)
        except Refused as refusal:
            reason = str(refusal)
        except OSError as error:
            reason = f"{error.strerror or error}. Choose another place and try again."
        else:
            return True
        if is_titled:
            self._desk.workspace.undo()
        self._desk.saved.emit()
        return self._save_elsewhere(reason)

    def _take_title(self, path: Path) -> bool:
        """Let a map that nobody has given a title be called as its file is."""
        from cxdesigner.commands.maps import UNTITLED
        from cxdesigner.commands.values import set_value

        desk = self._desk
        if not desk.is_open() or desk.map.title != UNTITLED or not path.stem.strip():
            return False
        return desk.plan(set_value, desk.map_id, "title", path.stem)

    def _save(self, path: Path | None = None, *, overwrite: bool = False) -> None:
        workspace = self._desk.workspace
        assert workspace is not None
        if path is None:
            workspace.save(overwrite=overwrite)
        else:
            workspace.save_as(path)
        if workspace.path is not None:
            self._settings.remember_file(workspace.path)
        self._desk.saved.emit()

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
            return row.write(desk.document)
        if suffix == ".html":
            from cxdesigner.wall.page import write_html

            return write_html(desk.document, desk.map_id)
        from cxdesigner.wall import pictures
        from cxdesigner.wall.order import Order

        draw = pictures.write_svg if suffix == ".svg" else pictures.write_png
        return draw(desk.document, desk.map_id, Order())

    def write(self, path: Path, make: Callable[[], bytes]) -> bool:
        """Write what *make* returns to a file, whole or not at all, and say so."""

        def write() -> None:
            from cxdesigner.storage.save import write_whole

            write_whole(path, make())
            name, folder = shown_name(path.name), shown_name(str(path.parent))
            self._desk.said.emit(f"“{name}” is written; it is in the folder {folder}.")

        return self._guarded(f"“{shown_name(path.name)}” was not written", write)

    def ask_where(self, title: str, suffix: str, kinds: str) -> Path | None:
        """Ask where to write; a name without the suffix gets it, and replaces nothing unasked."""
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(self._proposed(suffix)), kinds)
        path = Path(chosen)
        if not chosen or path.suffix.lower() == suffix:
            return path if chosen else None
        path = path.with_name(path.name + suffix)
        return path if not path.exists() or self._may_replace(path) else None

    def _proposed(self, suffix: str) -> Path:
        workspace = self._desk.workspace
        if workspace is not None and workspace.path is not None:
            return workspace.path.with_suffix(suffix)
        if workspace is not None and workspace.source is not None:
            return workspace.source.with_suffix(suffix)
        return Path(self.folder()) / (file_name(self._desk.document.title_of(self._desk.map_id), "map") + suffix)

    def _may_replace(self, path: Path) -> bool:
        from cxdesigner.ui.widgets.say import Answer, ask

        answers = (Answer("stay", "Go back", is_default=True), Answer("replace", "Replace it"))
        text = f"There is a file “{shown_name(path.name)}” already. What it holds would be gone."
        return ask(self._window, "Replace this file?", text, answers) == "replace"

    # -- around ------------------------------------------------------------------------------------------------------

    def _guarded(self, title: str, work: Callable[[], object]) -> bool:
        try:
            work()
        except Cancelled:
            return False
        except Refused as refusal:
            self._say(title, str(refusal))
        except OSError as error:
            self._say(title, f"{error.strerror or error}. Choose another place and try again.")
        else:
            return True
        self._desk.saved.emit()
        return False

    def _take_what_is_typed(self) -> None:
        """Let the field with the cursor tell what it tells when it is left."""
        from PySide6.QtWidgets import QComboBox, QLineEdit
        from shiboken6 import isValid

        field = self._window.focusWidget()
        if isinstance(field, (QLineEdit, QComboBox)):
            field.clearFocus()
            if isValid(field) and field.isVisible():
                field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, title: str, text: str) -> None:
        from cxdesigner.ui.widgets.say import say

        say(self._window, title, text)

    def folder(self) -> str:
        """Return the folder where the person is at work."""
        workspace = self._desk.workspace
        if workspace is not None and workspace.path is not None:
            return str(workspace.path.parent)
        recent = self._settings.recent_files()
        return str(recent[0].parent) if recent else str(Path.home())
