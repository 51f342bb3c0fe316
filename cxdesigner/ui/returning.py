"""Ways back: from a damaged file, to what somebody else saved, to the saved map, to an earlier version, to work after a crash."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cxdesigner.canvas.apart import Cancelled
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name
from cxdesigner.ui.desk import Notice
from cxdesigner.ui.fetching import answered, fetched, written
from cxdesigner.ui.rescue import about, when_words
from cxdesigner.ui.saving import FOREIGN, READING, Saving

if TYPE_CHECKING:
    from cxdesigner.storage.codec import Loaded
    from cxdesigner.storage.offers import Offer
    from cxdesigner.storage.refusals import LoadError
    from cxdesigner.workspace import Workspace

T = TypeVar("T")


class Returning(Saving):
    """What can be had again, and the questions that it takes. Whichever way one goes, nothing is deleted."""

    # -- a damaged file ----------------------------------------------------------------------------------------------

    def ask_about_damage(self, path: Path, error: LoadError) -> Workspace | None:
        """Offer what can be had in place of a damaged file; None where nothing is, or nobody wants it. Raises Refused."""
        from cxdesigner.storage.rescue import rescue_of
        from cxdesigner.storage.settings import data_folder, spare_folders
        from cxdesigner.ui.widgets.say import Answer, ask
        from cxdesigner.workspace import Workspace

        found = self._fetched(partial(rescue_of, path, data_folder(), spare_folders()), path)
        if found.kept is None and found.left is None and found.offer is None:
            raise error
        answers, told = [Answer("stay", "Go back")], [str(error)]
        if found.left is not None:
            told.append(f"Of the file itself, {_first_lower(found.left.notes[0])}")
            is_all = found.kept is None and found.offer is None
            answers.append(Answer("left", "Open what is left", is_default=is_all, is_primary=is_all))
        if found.version is not None:
            when = when_words(found.version.made, time.time())
            told.append(f"The version that was saved before it ({when}) is sound.")
            is_newest = found.offer is None
            answers.append(Answer("kept", "Open the version before", is_default=is_newest, is_primary=is_newest))
        if found.offer is not None:
            told.append(f"A safe copy of work on it that was not saved ({about(found.offer)}) is sound too.")
            answers.append(Answer("copy", "Open the safe copy", is_default=True, is_primary=True))
        told.append("The damaged file stays as it is until you save.")
        answer = ask(self._window, f"“{shown_name(path.name)}” is damaged", " ".join(told), answers)
        if answer == "copy" and found.offer is not None:
            before = self.ask_how_to_restore(found.offer)
            return None if before is None else self._restored(found.offer, before)
        loaded = {"kept": found.kept, "left": found.left}.get(answer)
        if loaded is None:
            return None
        return self._fetched(partial(Workspace.holding, loaded, path, found.sha256), path, drop=Workspace.discard)

    # -- for reading only --------------------------------------------------------------------------------------------

    def ask_about_holder(self, workspace: Workspace) -> bool:
        """Ask how to open a file that somebody else has open, and tell whether to open it at all."""
        holder = workspace.holder
        if holder is None:
            return True
        from cxdesigner.ui.widgets.say import Answer, ask

        where = f" on the computer {holder.host}" if holder.host else ""
        since = f" since {when_words(holder.since, time.time())}" if holder.since else ""
        answer = ask(
            self._window,
            "This map is open elsewhere",
            f"{shown_name(holder.user)} has it open{where}{since}. You can look at it, or go on with a copy; "
            "if both of you edit the file itself, whoever saves later is asked.",
            (
                Answer("edit", "Edit all the same"),
                Answer("copy", "Open a copy"),
                Answer("read", "Open for reading", is_default=True, is_primary=True),
            ),
        )
        if answer == "copy":
            workspace.become_a_copy()
        elif answer == "edit":
            workspace.edit_all_the_same()
        elif not answer:
            workspace.discard()
        return bool(answer)

    def tell_reading(self) -> None:
        """Say above the map that its file cannot be saved to, and why."""
        workspace = self._desk.workspace
        if workspace is None or not answered(partial(getattr, workspace, "is_read_only"), otherwise=False):
            return
        ways: tuple[tuple[str, Callable[[], object]], ...] = (("Save as…", self.save_as),)
        if workspace.is_newer:
            why = "This map was made by a newer version of CX Designer: it is shown as far as it is understood."
        elif workspace.holder is not None:
            why = f"{shown_name(workspace.holder.user)} has this map open."
            ways = (("Edit all the same", self._edit_all_the_same), *ways)
        else:
            why = "You may not change this file."
        self._desk.notice(Notice(READING, "caution", f"For reading only. {why}", ways))

    def _edit_all_the_same(self) -> None:
        if self._desk.workspace is not None:
            self._desk.workspace.edit_all_the_same()
            self._desk.forget_notice(READING)
            self._desk.saved.emit()

    # -- what is on disk -----------------------------------------------------------------------------------------------

    def look_at_disk(self) -> None:
        """See, beside the work, whether somebody else has changed the file; where so, say it and offer to keep both."""
        desk, workspace = self._desk, self._desk.workspace
        is_idle = not (desk.looks.has_waiting() or desk.saves.is_busy())  # One look that waits sees all that one can.
        if workspace is not None and workspace.path is not None and is_idle:
            desk.looks.begin(workspace.begin_look(), partial(self._looked, workspace))

    def _looked(self, workspace: Workspace, error: BaseException | None) -> None:
        if error is not None or workspace is not self._desk.workspace or workspace.path is None:
            return
        if not workspace.is_changed_on_disk:
            self._desk.forget_notice(FOREIGN)
            return
        ways: list[tuple[str, Callable[[], object]]] = [("Keep both…", self.keep_both)]
        if workspace.is_clean:
            ways.insert(0, ("Show theirs", self.show_theirs))
        name = shown_name(workspace.path.name)
        self._desk.notice(Notice(FOREIGN, "caution", f"Somebody else has changed “{name}”.", tuple(ways)))

    def show_theirs(self) -> None:
        """Show what somebody else has saved; Undo brings back what was shown."""
        self._take_file("Show what somebody else saved")

    def revert(self) -> None:
        """Go back to what the file holds; Undo brings back what was changed."""
        self._take_file("Go back to the saved map")

    def _take_file(self, name: str) -> None:
        from cxdesigner.commands.restoring import restore_version
        from cxdesigner.storage.load import load_document

        workspace = self._desk.workspace
        if workspace is None or workspace.path is None:
            return
        try:
            loaded = self._fetched(partial(load_document, workspace.path), workspace.path)
            if workspace is not self._desk.workspace:
                return
            workspace.take_file(restore_version(workspace.document, loaded.document, name), loaded)
        except Refused as refusal:
            self._desk.said.emit(str(refusal))  # Also that it was stopped.
            return
        self._desk.forget_notice(FOREIGN)
        self._desk.saved.emit()
        self._desk.said.emit("This is what the file holds. Undo brings back what you had.")

    # -- earlier versions ----------------------------------------------------------------------------------------------

    def bring_back(self, loaded: Loaded) -> None:
        """Make the map what it was in an earlier version, as one step for Undo."""
        from cxdesigner.commands.restoring import restore_version

        if self._desk.plan(restore_version, loaded.document):
            self._desk.said.emit("This is the earlier version. Undo brings back what you had.")

    def open_copy(self, loaded: Loaded) -> None:
        """Open an earlier version as a map that is in no file yet."""
        from cxdesigner.workspace import Workspace

        if self.may_leave():
            workspace = Workspace.holding(loaded)
            workspace.become_a_copy()
            self._desk.open(workspace)

    # -- after a crash -------------------------------------------------------------------------------------------------

    def ask_how_to_restore(self, offer: Offer) -> int | None:
        """Return how many of the newest safe copies to pass over; None where the work is not to be opened.

        Work that was restored before, and after which the program soon ended, is not opened just so again.
        """
        if not offer.tries:
            return 0
        from cxdesigner.ui.widgets.say import Answer, ask

        answer = ask(
            self._window,
            "The program ended soon after this was restored",
            f"{about(offer)}. It may be this work that ends the program. You can open the safe copy before it, "
            "or write it as a table that any program reads.",
            (
                Answer("leave", "Leave it"),
                Answer("again", "Try again"),
                Answer("table", "Write a table…"),
                Answer("earlier", "Open the copy before", is_default=True, is_primary=True),
            ),
        )
        if answer == "table":
            self._write_table(offer)
        return {"again": 0, "earlier": offer.tries}.get(answer)

    def _restored(self, offer: Offer, before: int) -> Workspace:
        from cxdesigner.workspace import Workspace

        path = offer.origin.path or offer.folder
        return self._fetched(partial(Workspace.restore, offer, before=before), path, drop=_put_back)

    def _write_table(self, offer: Offer) -> None:
        from cxdesigner.formats.table_write import write_table
        from cxdesigner.storage.offers import newest_of

        path = self.ask_where("Write a table", ".csv", "CSV (*.csv)", Path(self.folder()) / "restored.csv")
        if path is not None:
            self.write(path, lambda: write_table(newest_of(offer).document))

    def write(self, path: Path, make: Callable[[], bytes]) -> bool:
        """Write what *make* returns to a file, whole or not at all, and say so. The disk is waited for beside the window."""

        def write() -> None:
            name, folder = shown_name(path.name), shown_name(str(path.parent))
            written(path, make(), self._window)
            self._desk.said.emit(f"“{name}” is written; it is in the folder {folder}.")

        return self._guarded(f"“{shown_name(path.name)}” was not written", write)

    def write_beside(self, path: Path, make: Callable[[], bytes]) -> bool:
        """Do the same with what takes a while to make: in a thread, with a way to stop. Nobody else may change what it is of."""
        from cxdesigner.ui.fetching import made

        return self.write(path, partial(made, make, self._window, f"Making “{shown_name(path.name)}”"))

    def _fetched(self, work: Callable[[], T], path: Path, *, drop: Callable[[T], object] | None = None) -> T:
        """Return what is read of a file, beside the window. Raises what *work* does, and Cancelled where somebody stopped it."""
        return fetched(work, self._window, f"Reading “{shown_name(path.name)}”", drop=drop)

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

    def _say(self, title: str, text: str) -> None:
        from cxdesigner.ui.widgets.say import say

        say(self._window, title, text)


def _put_back(workspace: Workspace) -> None:
    """Let work be offered again, as if nobody had begun to restore it."""
    workspace.settle()
    workspace.close()


def _first_lower(text: str) -> str:
    return text[:1].lower() + text[1:]
