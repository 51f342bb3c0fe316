"""The files that are handed out and come back: which folder, which forms, and writing several files in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cxdesigner.canvas.apart import Cancelled
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name


class HandingOut:
    """Asks for folders and forms, over a window; *said* takes a sentence for its status line."""

    def __init__(self, window: QWidget, folder: Callable[[], str], said: Callable[[str], object]) -> None:
        self._window, self._folder, self._said = window, folder, said

    def ask_folder(self, title: str) -> Path | None:
        """Ask for a folder."""
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(self._window, title, self._folder())
        return Path(chosen) if chosen else None

    def ask_logo(self) -> Path | None:
        """Ask for a picture."""
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getOpenFileName(
            self._window, "Choose a logo", self._folder(), "Pictures (*.png *.jpg *.jpeg)"
        )
        return Path(chosen) if chosen else None

    def ask_forms(self) -> list[Path]:
        """Ask for filled forms, any number of them."""
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getOpenFileNames(
            self._window, "Collect filled checklists", self._folder(), "Filled checklists (*.pdf);;All files (*)"
        )
        return [Path(name) for name in chosen]

    def write_all(self, folder: Path, names: list[str], make: Callable[[], Iterator[tuple[str, bytes]]]) -> bool:
        """Write files into a folder, each whole or not at all; what is there already is replaced only when asked."""
        from cxdesigner.ui.fetching import files_there, written

        found = files_there([folder / name for name in names])
        there = [name for name in names if folder / name in found]
        if there and not self._may_replace(there):
            return False
        try:
            for name, data in make():
                written(folder / name, data, self._window)
        except Cancelled:
            return False
        except Refused as refusal:
            self._say(str(refusal))
        except OSError as error:
            self._say(f"{error.strerror or error}. Choose another folder and try again.")
        else:
            many = "One file is" if len(names) == 1 else f"{len(names)} files are"
            self._said(f"{many} written; look in the folder {shown_name(str(folder))}.")
            return True
        return False

    def _may_replace(self, names: list[str]) -> bool:
        from cxdesigner.ui.widgets.say import Answer, ask

        answers = (Answer("stay", "Go back", is_default=True), Answer("replace", "Replace them"))
        first = shown_name(names[0])
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        text = f"In this folder there is “{first}”{more} already. What they hold would be gone."
        return ask(self._window, "Replace these files?", text, answers) == "replace"

    def _say(self, text: str) -> None:
        from cxdesigner.ui.widgets.say import say

        say(self._window, "Not all files were written", text)
