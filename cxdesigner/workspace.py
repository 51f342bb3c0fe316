"""One open document with its path, history, problems and safe copies; no Qt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cxdesigner import __version__
from cxdesigner.document.change import Edit
from cxdesigner.document.document import Document, Listener
from cxdesigner.document.history import History
from cxdesigner.document.reading import maps_of
from cxdesigner.document.records import Map, RecordId, new_id
from cxdesigner.document.refused import Refused
from cxdesigner.storage.codec import SUFFIX, Loaded
from cxdesigner.storage.errand import Errand
from cxdesigner.storage.lock import DocumentLock, Holder
from cxdesigner.storage.offers import Offer, Origin
from cxdesigner.storage.recovery import SafeCopies
from cxdesigner.storage.refusals import HELD, NEWER, SaveError
from cxdesigner.storage.safety import Facts, Safety, told
from cxdesigner.storage.save import is_other, save_document
from cxdesigner.storage.surroundings import Surroundings
from cxdesigner.storage.versions import Version, safe_copies, versions_of

if TYPE_CHECKING:
    from cxdesigner.formats import Opened, RowProblem
    from cxdesigner.journey.rules import Problem, Remembered

APP = f"cxdesigner {__version__}"


class Workspace:
    """An open document. Everything that edits, saves or checks it goes through here.

    `source` is the file that the document came from where that is no map of ours (a table): saving asks for a name.
    `notes` and `row_problems` are what the person should hear about after opening or saving. `holder` is who else has
    the file open: then it is for reading only, until `edit_all_the_same` or `become_a_copy`.
    """

    def __init__(
        self,
        document: Document,
        *,
        path: Path | None = None,
        sha256: str = "",
        around: Surroundings | None = None,
    ) -> None:
        around = around or Surroundings()
        self.document = document
        self.history = History(document)
        self.path = path
        self.source: Path | None = None
        self.notes: tuple[str, ...] = ()
        self.row_problems: tuple[RowProblem, ...] = ()
        self.problems: tuple[Problem, ...] = ()
        self.is_newer = False
        self.is_changed_on_disk = False
        """What the last look at the file has found; see `begin_look`."""
        self.holder: Holder | None = None
        self._fs = around.fs
        self._clock = around.clock
        self._sha256 = sha256
        self._folder, spare = around.places()
        self._copies = SafeCopies(self._folder, APP, self._fs, spare)
        self._lock = DocumentLock(self._fs)
        self._copied_state: int | None = None
        self._imported_state: int | None = None
        self._checked: tuple[int, RecordId | None] | None = None
        self._remembered: Remembered | None = None
        self._map_id: RecordId | None = None
        self._saved_at: float | None = None
        self._saving_since: float | None = None
        self._copied_at: float | None = None
        self._save_error = self._copy_error = ""

    # -- opening -------------------------------------------------------------------------------------------------------

    @classmethod
    def new(cls, document: Document, around: Surroundings | None = None) -> Workspace:
        """Return a workspace for a document that has no file yet."""
        return cls(document, around=around)

    @classmethod
    def open(
        cls, path: Path | str, around: Surroundings | None = None, *, read: Callable[[Path], Opened] | None = None
    ) -> Workspace:
        """Return a workspace for a file: a map of ours, or any table. Raises Refused (LoadError) and then nothing is open.

        A table and a map that had to be mended open as modified; the file itself is never touched by opening.
        A window gives another way to `read`, which can be stopped.
        """
        from cxdesigner import formats

        opened = (read or formats.open_any)(Path(path))
        loaded = opened.loaded
        workspace = cls(
            opened.document,
            path=None if loaded is None else opened.path,
            sha256="" if loaded is None else loaded.sha256,
            around=around,
        )
        workspace.notes, workspace.row_problems = opened.notes, opened.problems
        if loaded is None:
            workspace.source = opened.path
        else:
            workspace.is_newer = loaded.is_newer
            workspace.holder = workspace._lock.take(opened.path)
        if loaded is None or loaded.is_repaired:
            workspace.history.mark_unsaved()
        if loaded is None:
            workspace._imported_state = workspace.history.state
        return workspace

    @classmethod
    def restore(cls, offer: Offer, around: Surroundings | None = None, *, before: int = 0) -> Workspace:
        """Return a workspace that goes on with the work of a session that ended without a save. Raises LoadError.

        It opens as modified, at the path it had; whether the file has changed since is found out by its contents. With
        `before` so many of the newest safe copies are passed over. Call `settle` when the program has lived on for a while.
        """
        workspace = cls(Document(), path=offer.origin.path, sha256=offer.origin.sha256, around=around)
        workspace._put(workspace._copies.adopt(offer, before))
        if not before:
            workspace._copied_state, workspace._copied_at = workspace.history.state, offer.made or None
        if workspace.path is not None:
            workspace.holder = workspace._lock.take(workspace.path)
        return workspace

    @classmethod
    def holding(
        cls, loaded: Loaded, path: Path | None = None, sha256: str = "", around: Surroundings | None = None
    ) -> Workspace:
        """Return a workspace for an earlier version, in no file yet, or for what could be got of a damaged file, at its path.

        It opens as modified. `sha256` is the fingerprint of the damaged file: a save keeps that among the earlier versions.
        """
        workspace = cls(Document(), path=path, sha256=sha256, around=around)
        workspace._put(loaded)
        workspace.holder = workspace._lock.take(path) if path is not None else None
        return workspace

    def _put(self, loaded: Loaded) -> None:
        self.document, self.notes = loaded.document, loaded.notes
        self.history = History(loaded.document)
        self.history.mark_unsaved()

    def settle(self) -> None:
        """Tell that the program has lived on with what was restored."""
        self._copies.settle()

    def edit_all_the_same(self) -> None:
        """Edit a file that somebody else has open: whoever saves later is asked."""
        if self.path is not None:
            self._lock.take(self.path, by_force=True)
        self.holder = None

    def become_a_copy(self) -> None:
        """Go on with a copy that is in no file yet."""
        self._lock.release()
        self.path, self.holder, self.is_newer, self._sha256 = None, None, False, ""
        self.document.id = new_id()
        self.history.mark_unsaved()

    # -- editing -------------------------------------------------------------------------------------------------------

    def perform(self, edit: Edit) -> None:
        """Make an edit. Raises Refused, and then nothing has changed."""
        if self.is_for_reading:
            raise Refused(NEWER if self.is_newer else HELD)
        self.history.perform(edit)

    def undo(self) -> Edit | None:
        """Take back the last edit and return it."""
        return self.history.undo()

    def redo(self) -> Edit | None:
        """Make the last undone edit again and return it."""
        return self.history.redo()

    def watch(self, listener: Listener) -> Callable[[], None]:
        """Call a listener with each change after it was made; return the way to stop that. It must not edit."""
        return self.document.watch(listener)

    # -- asking --------------------------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """What a window calls this document."""
        if self.path is not None:
            return self.path.stem
        maps = maps_of(self.document)
        return maps[0].title if maps and maps[0].title else "New map"

    @property
    def map_id(self) -> RecordId | None:
        """The map that is looked at: the chosen one as long as it is there, or the first. None: there is no map."""
        if not isinstance(self.document.find(self._map_id), Map):
            maps = maps_of(self.document)
            self._map_id = maps[0].id if maps else None
        return self._map_id

    @map_id.setter
    def map_id(self, map_id: RecordId | None) -> None:
        self._map_id = map_id

    @property
    def is_clean(self) -> bool:
        """Tell whether closing would lose nothing."""
        return self.history.is_clean()

    @property
    def is_for_reading(self) -> bool:
        """Tell whether edits are refused: the file is of a newer version, or somebody else has it open."""
        return self.is_newer or self.holder is not None

    @property
    def is_read_only(self) -> bool:
        """Tell whether Save would be refused: a newer file, one that somebody else has open, or one that we may not write."""
        if self.path is None:
            return False
        return self.is_for_reading or (self._fs.stat(self.path) is not None and not self._fs.may_write(self.path))

    def check(self) -> tuple[Problem, ...]:
        """Find the problems of the map that is looked at, if anything has changed, and return them (also `problems`)."""
        seen = (self.history.state, self.map_id)
        if seen != self._checked:
            from cxdesigner.journey import rules

            if self._checked is None or self._checked[1] != self.map_id:
                self._remembered = rules.Remembered()
            found = [] if self.map_id is None else rules.check(self.document, self.map_id, remembered=self._remembered)
            self.problems = tuple(found)
            self._checked = seen
        return self.problems

    # -- saving --------------------------------------------------------------------------------------------------------

    def save(self, *, overwrite: bool = False) -> None:
        """Save the document where it came from. Raises SaveError (ConflictError: the file was changed by somebody else).

        Whatever fails, the document stays modified and the old file stays whole. With `overwrite` the version of
        somebody else is replaced, after it was kept with the earlier versions.
        """
        self.begin_save(overwrite=overwrite).run()

    def save_as(self, path: Path | str) -> None:
        """Save the document under another name and go on with that file; whoever asks has made sure about replacing."""
        self.begin_save(Path(path)).run()

    def begin_save(self, path: Path | None = None, *, overwrite: bool = False) -> Errand[str]:
        """Return a save of the document as it is now, to be done in any thread; edits meanwhile are not in it, and stay.

        Without a path it goes where the document came from. Raises SaveError and Refused where that cannot be.
        """
        if path is None and self.path is None:
            raise SaveError(None, "it has no name yet. Choose one.")
        if path is None and self.is_for_reading:
            raise Refused(NEWER if self.is_newer else HELD)
        if path is not None and path.suffix.lower() != SUFFIX:
            raise SaveError(path, f"the name of a map ends in {SUFFIX}. Add that.")
        self.history.seal()
        frozen, state, number = self.document.copy(), self.history.state, self._copies.last_number
        told: list[str] = []
        self._saving_since = self._clock()

        def work() -> str:  # A save before this one may have given the file another name, and given it other contents.
            frozen.revision = self.document.revision + 1
            known = None if path is not None or overwrite else self._sha256
            return self._write(frozen, path or self.path, known, told.append)

        def take(sha256: str) -> None:
            self._take_saved(sha256, state, frozen.revision, number)
            self.notes = tuple(told)
            if path is not None:
                self.path, self.source, self.is_newer, self.holder = path, None, False, self._lock.take(path)

        return Errand(work, take, self._note_failed_save)

    def begin_copy(self, path: Path) -> Errand[str]:
        """Return the writing of a copy of the document, with an id of its own; the document stays with the file it has."""
        if path.suffix.lower() != SUFFIX:
            raise SaveError(path, f"the name of a map ends in {SUFFIX}. Add that.")
        twin = self.document.copy()
        twin.id = new_id()
        return Errand(lambda: self._write(twin, path, None, None), lambda sha256: None)

    def _write(
        self, document: Document, path: Path | None, known_sha256: str | None, tell: Callable[[str], None] | None
    ) -> str:
        assert path is not None
        backups = self._folder / "backups"
        return save_document(
            document, path, app=APP, known_sha256=known_sha256, backups=backups, fs=self._fs, tell=tell
        )

    def _take_saved(self, sha256: str, state: int, revision: int, number: int) -> None:
        """Note that the file holds what was open in a state. Only now the safe copies of it are needless."""
        self._sha256, self.document.revision, self.is_changed_on_disk = sha256, revision, False
        self.history.mark_saved(state)
        self._saved_at, self._saving_since = self._clock(), None
        self._save_error = self._copy_error = ""
        self._copies.drop(number)
        if self.is_clean or self._copied_state == state:
            self._copied_state = self._copied_at = None

    def _note_failed_save(self, error: BaseException) -> None:
        self._saving_since = None
        self._save_error = str(error) if isinstance(error, Refused) else "Not saved: the program failed."

    def begin_look(self) -> Errand[bool]:
        """Return a look at the file, by its contents: whether somebody else has changed it since we read or saved it."""
        path, known = self.path, self._sha256

        def take(is_changed: bool) -> None:
            self.is_changed_on_disk = is_changed and self._sha256 == known  # Else we have saved meanwhile.

        return Errand(lambda: path is not None and is_other(path, known, self._fs), take)

    def take_file(self, edit: Edit, loaded: Loaded) -> None:
        """Make the edit that turns the document into what its file holds now; Undo takes that back. Raises Refused."""
        self.perform(edit)
        self._take_saved(loaded.sha256, self.history.state, loaded.document.revision, 0)
        self._saved_at = None

    def versions(self) -> list[Version]:
        """Return what can be brought back: the safe copies of this session and the versions that were saved over."""
        saved = versions_of(self.document.id, self._folder / "backups", self._fs)
        return [*safe_copies(self._copies.snapshots(), self._fs), *saved]

    # -- safe copies ---------------------------------------------------------------------------------------------------

    def needs_safe_copy(self) -> bool:
        """Tell whether there is work that neither the file, nor the table it was read from, nor a safe copy holds."""
        return not self.is_clean and self.history.state not in (self._copied_state, self._imported_state)

    def make_safe_copy(self) -> bool:
        """Write a safe copy if there is something to keep, and tell whether the work is safe now. Raises nothing of the disk."""
        errand = self.begin_safe_copy()
        if errand is None:
            return not self._copy_error or self.is_clean
        errand.work()
        try:
            errand.end()
        except Refused:
            return False
        return True

    def begin_safe_copy(self) -> Errand[Path | None] | None:
        """Return a safe copy of the document as it is now, to be made in any thread, or None where there is nothing to keep.

        The user interface asks for one a second after a change. A failure shows in `safety` until a copy succeeds.
        """
        if not self.needs_safe_copy():
            return None
        frozen, state, number = self.document.copy(), self.history.state, self._copies.number()
        origin = Origin(self.title, self.path, self._sha256)

        def take(written: Path | None) -> None:
            if written is not None:
                self._copied_state, self._copied_at = state, self._clock()
            self._copy_error = ""

        return Errand(lambda: self._copies.write(frozen, origin, number), take, self._note_failed_copy)

    def _note_failed_copy(self, error: BaseException) -> None:
        self._copy_error = error.reason if isinstance(error, SaveError) else str(error)

    def safety(self) -> Safety:
        """Return how safe the work is at this moment, and nothing but the truth."""
        return told(
            Facts(
                self._clock(),
                self.is_clean,
                is_copied=self._copied_state == self.history.state,
                is_read_from_table=self._imported_state == self.history.state,
                saved_at=self._saved_at,
                copied_at=self._copied_at,
                saving_since=self._saving_since,
                save_error=self._save_error,
                copy_error=self._copy_error,
            )
        )

    # -- closing -------------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """End the session: nothing is kept of saved work, unsaved work has its safe copy and is offered at the next start."""
        self.make_safe_copy()
        if self.is_clean:
            self._copies.drop()
        self._copies.close()
        self._lock.release()

    def discard(self) -> None:
        """End the session of work that nobody wants; its safe copies go to the trash."""
        self._copies.discard()
        self._lock.release()
