"""From the desk to the disk: saving, in all its ways, beside the work; and the questions that it takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from cxdesigner.document.refused import Refused
from cxdesigner.document.text import file_name, shown_name
from cxdesigner.storage.settings import Settings
from cxdesigner.ui.desk import Desk, Notice

if TYPE_CHECKING:
    from cxdesigner.storage.errand import Errand
    from cxdesigner.storage.refusals import ConflictError
    from cxdesigner.workspace import Workspace

NATIVE = ".cxmap"
MAPS = "Maps (*.cxmap)"
SHORT_WAIT_SECONDS = 0.3
"""So long the window waits for a save before it says that it does."""
SAVING, FOREIGN, READING = "saving", "foreign", "reading"
"""The keys of our notices: a save that failed, a file that somebody else changed, a map that is for reading only."""


class Saving(QObject):
    """The way out of the program. Nothing leaves the desk unsaved without a question, and no save keeps the hands waiting."""

    def __init__(self, desk: Desk, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._settings = settings
        self._window = window

    # -- leaving -----------------------------------------------------------------------------------------------------

    def may_leave(self) -> bool:
        """Tell whether the present document may leave the desk; asks where it is not saved."""
        self._take_what_is_typed()
        self._wait()
        workspace = self._desk.workspace
        if self._desk.saves.is_busy():
            return False
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
        return answer == "drop" or (answer == "save" and self.save_and_wait())

    def save_and_wait(self) -> bool:
        """Save, wait until that is done, and tell whether everything is in the file now."""
        self.save()
        self._wait()
        return self._desk.workspace is not None and self._desk.workspace.is_clean

    def _wait(self) -> None:
        """Wait for saves that are under way; what takes longer is told, and can be left to itself."""
        saves = self._desk.saves
        while not saves.finish(SHORT_WAIT_SECONDS):
            from cxdesigner.ui.widgets.say import Answer, Question

            answers = (Answer("stay", "Go back to the map"),)
            told = "The disk takes its time. Your work is also kept in a safe copy."
            question = Question(self._window, "Saving…", told, answers)
            saves.idle.connect(question.reject)
            question.exec()
            question.deleteLater()
            if saves.is_busy():
                return

    # -- saving ------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Begin to save to the file that was opened; ask for one where there is none."""
        self._take_what_is_typed()
        workspace = self._desk.workspace
        if workspace is None:
            return
        if workspace.path is None or workspace.is_for_reading:
            self.save_as()
        else:
            self._begin(None)

    def save_as(self, proposed: Path | None = None) -> None:
        """Ask where to save, and begin to save there."""
        self._take_what_is_typed()
        workspace = self._desk.workspace
        path = None if workspace is None else self.ask_where("Save as", NATIVE, MAPS, proposed)
        if path is not None:
            self._begin(path, is_titled=self._take_title(path))

    def save_copy(self) -> None:
        """Ask where to write a copy, and write it; the map stays with the file that it has."""
        self._take_what_is_typed()
        workspace = self._desk.workspace
        proposed = self.proposed(NATIVE)
        path = self.ask_where("Save a copy", NATIVE, MAPS, proposed.with_name(f"{proposed.stem} copy{NATIVE}"))
        if workspace is not None and path is not None:
            self._try(lambda: workspace.begin_copy(path), partial(self._tell_copy, path))

    def _tell_copy(self, path: Path, error: BaseException | None) -> None:
        if error is None:
            self._desk.said.emit(f"A copy is in “{shown_name(path.name)}”; you go on with the map you had.")
        else:
            self._tell_failure(error)

    def _begin(self, path: Path | None, *, overwrite: bool = False, is_titled: bool = False) -> None:
        workspace = self._desk.workspace
        if workspace is not None:
            then = partial(self._after, workspace, path, is_titled)
            self._try(lambda: workspace.begin_save(path, overwrite=overwrite), then)

    def _try(self, plan: Callable[[], Errand[str]], then: Callable[[BaseException | None], object]) -> None:
        try:
            errand = plan()
        except Refused as refusal:
            then(refusal)
        else:
            self._desk.saves.begin(errand, then)
            self._desk.saved.emit()

    def _after(self, workspace: Workspace, path: Path | None, is_titled: bool, error: BaseException | None) -> None:
        """Tell how a save has ended, if its map is still the one on the desk."""
        from cxdesigner.storage.refusals import ConflictError

        if workspace is not self._desk.workspace:
            return
        if error is not None and is_titled:
            workspace.undo()
        self._desk.saved.emit()
        if isinstance(error, ConflictError):
            self._resolve(error)
        elif error is not None:
            self._tell_failure(error)
        else:
            for key in (SAVING, FOREIGN, READING) if path is not None else (SAVING, FOREIGN):
                self._desk.forget_notice(key)
            if workspace.path is not None:
                self._settings.remember_file(workspace.path)
            if workspace.notes:
                self._desk.said.emit(" ".join(workspace.notes))

    def _tell_failure(self, error: BaseException) -> None:
        """Say above the map that it was not saved, and what to do; it stays there until a save succeeds."""
        workspace = self._desk.workspace
        reason = str(error) if isinstance(error, Refused) else "Not saved: the program failed."
        is_kept = workspace is not None and workspace.safety().is_safe and not workspace.is_clean
        kept = " Your work is in a safe copy." if is_kept else ""
        ways: tuple[tuple[str, Callable[[], object]], ...] = (("Save elsewhere…", self.save_as),)
        if workspace is not None and workspace.path is not None and not workspace.is_for_reading:
            ways = (*ways, ("Try again", self.save))
        self._desk.notice(Notice(SAVING, "bad", f"{reason}{kept}", ways))

    def _resolve(self, conflict: ConflictError) -> None:
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
            self.keep_both()
        elif answer == "replace":
            self._begin(None, overwrite=True)

    def keep_both(self) -> None:
        """Save beside the file of somebody else, under a name that says whose it is."""
        workspace = self._desk.workspace
        assert workspace is not None
        assert workspace.path is not None
        mine = f"{workspace.path.stem} (this computer, {time.strftime('%H.%M')}){NATIVE}"
        self.save_as(workspace.path.with_name(mine))

    def _take_title(self, path: Path) -> bool:
        """Let a map that nobody has given a title be called as its file is."""
        from cxdesigner.commands.maps import UNTITLED
        from cxdesigner.commands.values import set_value

        desk = self._desk
        if not desk.is_open() or desk.map.title != UNTITLED or not path.stem.strip():
            return False
        return desk.plan(set_value, desk.map_id, "title", path.stem)

    # -- asking where --------------------------------------------------------------------------------------------------

    def ask_where(self, title: str, suffix: str, kinds: str, proposed: Path | None = None) -> Path | None:
        """Ask where to write; a name without the suffix gets it, and replaces nothing unasked."""
        from PySide6.QtWidgets import QFileDialog

        from cxdesigner.ui.fetching import files_there

        place = str(proposed or self.proposed(suffix))
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, place, kinds)
        path = Path(chosen)
        if not chosen or path.suffix.lower() == suffix:
            return path if chosen else None
        path = path.with_name(path.name + suffix)
        return path if not files_there((path,)) or self._may_replace(path) else None

    def proposed(self, suffix: str) -> Path:
        """Return where one would look for a file of this kind of the map that is open."""
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

    def folder(self) -> str:
        """Return the folder where the person is at work."""
        workspace = self._desk.workspace
        if workspace is not None and workspace.path is not None:
            return str(workspace.path.parent)
        recent = self._settings.recent_files()
        return str(recent[0].parent) if recent else str(Path.home())

    def _take_what_is_typed(self) -> None:
        """Let the field with the cursor tell what it tells when it is left."""
        from PySide6.QtWidgets import QComboBox, QLineEdit
        from shiboken6 import isValid

        field = self._window.focusWidget()
        if isinstance(field, (QLineEdit, QComboBox)):
            field.clearFocus()
            if isValid(field) and field.isVisible():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
