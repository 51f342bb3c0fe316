"""One open document with its path, history, problems and safe copies; no Qt."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxdesigner import __version__
from cxdesigner.document.change import Edit
from cxdesigner.document.document import Document, Listener
from cxdesigner.document.history import History
from cxdesigner.document.reading import maps_of
from cxdesigner.document.records import Map, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.storage.codec import SUFFIX
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.load import read_whole
from cxdesigner.storage.recovery import Offer, Origin, SafeCopies
from cxdesigner.storage.refusals import LoadError, SaveError
from cxdesigner.storage.save import save_document, sha256_of
from cxdesigner.storage.settings import data_folder

if TYPE_CHECKING:
    from cxdesigner.formats import Opened, RowProblem
    from cxdesigner.journey.rules import Problem, Remembered

APP = f"cxdesigner {__version__}"
_FRESH_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a workspace finds outside: the folder of safe copies (None: the user's), the file system, and the clock."""

    folder: Path | None = None
    fs: Fs = field(default_factory=Fs)
    clock: Callable[[], float] = time.time


class Safety(NamedTuple):
    """How safe the work is, and the sentence that says so. Times are seconds since 1970; None: not in this session."""

    text: str
    is_clean: bool
    is_safe: bool
    saved_at: float | None = None
    copied_at: float | None = None
    has_failed: bool = False
    """The last save or safe copy failed, and none has succeeded since."""


class Workspace:
    """An open document. Everything that edits, saves or checks it goes through here.

    `source` is the file that the document came from where that is no map of ours (a table): saving asks for a name.
    `notes` and `row_problems` are what the person should hear about after opening or saving.
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
        self._fs = around.fs
        self._clock = around.clock
        self._sha256 = sha256
        self._folder = around.folder or data_folder()
        self._copies = SafeCopies(self._folder, APP, self._fs)
        self._copied_state: int | None = None
        self._imported_state: int | None = None
        self._checked: tuple[int, RecordId | None] | None = None
        self._remembered: Remembered | None = None
        self._map_id: RecordId | None = None
        self._saved_at: float | None = None
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
        if loaded is None or loaded.is_repaired:
            workspace.history.mark_unsaved()
        if loaded is None:
            workspace._imported_state = workspace.history.state
        return workspace

    @classmethod
    def restore(cls, offer: Offer, around: Surroundings | None = None) -> Workspace:
        """Return a workspace that goes on with the work of a session that ended without a save. Raises LoadError.

        It opens as modified, at the path it had; whether the file has changed since is found out by its contents.
        """
        workspace = cls(Document(), path=offer.origin.path, sha256=offer.origin.sha256, around=around)
        loaded = workspace._copies.adopt(offer)
        workspace.document, workspace.notes = loaded.document, loaded.notes
        workspace.history = History(loaded.document)
        workspace.history.mark_unsaved()
        workspace._copied_state, workspace._copied_at = workspace.history.state, offer.made or None
        return workspace

    # -- editing -------------------------------------------------------------------------------------------------------

    def perform(self, edit: Edit) -> None:
        """Make an edit. Raises Refused, and then nothing has changed."""
        self._require_editable()
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

    def _require_editable(self) -> None:
        if self.is_newer:
            raise Refused(
                "This map was made by a newer version of CX Designer and is for reading only; "
                "save it under another name to go on with a copy."
            )

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
    def is_read_only(self) -> bool:
        """Tell whether Save would be refused: a newer file, or one that we may not write."""
        if self.path is None:
            return False
        return self.is_newer or (self._fs.stat(self.path) is not None and not self._fs.may_write(self.path))

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
        if self.path is None:
            raise SaveError(None, "it has no name yet. Choose one.")
        self._require_editable()
        self._save(self.path, None if overwrite else self._sha256)

    def save_as(self, path: Path | str) -> None:
        """Save the document under another name and go on with that file; whoever asks has made sure about replacing."""
        place = Path(path)
        if place.suffix.lower() != SUFFIX:
            raise SaveError(place, f"the name of a map ends in {SUFFIX}. Add that.")
        self._save(place, None)
        self.path, self.source, self.is_newer = place, None, False

    def _save(self, path: Path, known_sha256: str | None) -> None:
        told: list[str] = []
        self.document.revision += 1
        try:
            self._sha256 = save_document(
                self.document,
                path,
                app=APP,
                known_sha256=known_sha256,
                backups=self._folder / "backups",
                fs=self._fs,
                tell=told.append,
            )
        except BaseException as error:
            self.document.revision -= 1
            self._save_error = str(error) if isinstance(error, Refused) else "Not saved: the program failed."
            raise
        self.history.mark_saved()
        self.notes = tuple(told)
        self._saved_at, self._save_error, self._copy_error = self._clock(), "", ""
        self._copied_state = self._copied_at = None
        self._copies.drop()

    def changed_on_disk(self) -> bool:
        """Tell whether somebody else has changed the file since we read or saved it, by its contents."""
        if self.path is None:
            return False
        try:
            return sha256_of(read_whole(self.path, fs=self._fs)) != self._sha256
        except LoadError:
            return False

    # -- safe copies ---------------------------------------------------------------------------------------------------

    def needs_safe_copy(self) -> bool:
        """Tell whether there is work that neither the file, nor the table it was read from, nor a safe copy holds."""
        return not self.is_clean and self.history.state not in (self._copied_state, self._imported_state)

    def make_safe_copy(self) -> bool:
        """Write a safe copy if there is something to keep, and tell whether the work is safe now. Raises nothing of the disk.

        The user interface calls this a second after a change. A failure shows in `safety` until a copy succeeds.
        """
        if not self.needs_safe_copy():
            return not self._copy_error or self.is_clean
        state = self.history.state
        try:
            self._copies.write(self.document, Origin(self.title, self.path, self._sha256))
        except Refused as error:
            self._copy_error = error.reason if isinstance(error, SaveError) else str(error)
            return False
        self._copied_state, self._copied_at, self._copy_error = state, self._clock(), ""
        return True

    def safety(self) -> Safety:
        """Return how safe the work is at this moment, and nothing but the truth."""
        clean, copied = self.is_clean, self._copied_at
        is_copied = self._copied_state == self.history.state
        return Safety(
            self._safety_text(clean),
            is_clean=clean,
            is_safe=clean or (is_copied and not self._copy_error),
            saved_at=self._saved_at,
            copied_at=copied,
            has_failed=not clean and bool(self._copy_error or self._save_error),
        )

    def _safety_text(self, clean: bool) -> str:
        if clean:
            return time.strftime("Saved %H:%M", time.localtime(self._saved_at)) if self._saved_at else "No changes"
        if self._copy_error:
            return f"NOT SAFE: {self._copy_error}"
        if self._copied_at is None:
            text = "Not saved yet"
        else:
            seconds = max(0, round(self._clock() - self._copied_at))
            ago = f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"
            text = f"Safe copy {ago} ago"
            if self.needs_safe_copy() and seconds > _FRESH_SECONDS:
                text = f"Changed since the safe copy {ago} ago"
        return f"{self._save_error} {text}" if self._save_error else text

    # -- closing -------------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """End the session: nothing is kept of saved work, unsaved work has its safe copy and is offered at the next start."""
        self.make_safe_copy()
        if self.is_clean:
            self._copies.drop()
        self._copies.close()

    def discard(self) -> None:
        """End the session of work that nobody wants; its safe copies go to the trash."""
        self._copies.discard()
