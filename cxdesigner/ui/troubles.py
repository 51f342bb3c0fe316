"""Errors while running: none ends the program; the work is made safe, the error written down, and one sentence told."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from cxdesigner.document.refused import Refused
from cxdesigner.ui.logbook import write_down

if TYPE_CHECKING:
    from cxdesigner.ui.main_window import MainWindow

SORRY = "Something went wrong inside the program. Your work is still here; try again another way."
TOO_MANY = 3
WITHIN_SECONDS = 60.0
"""So many errors in so short a time, and the program proposes to begin afresh."""
LOGGED = 50
"""So many errors are written down in full in a minute; one in the middle of painting comes sixty times a second."""


class Troubles(QObject):
    """Catches what nobody caught, in whatever thread. Everything else happens in the thread of the window, a moment later."""

    _caught = Signal(str, bool)

    def __init__(self, window: MainWindow, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(window)
        self._window = window
        self._clock = clock
        self._recent: deque[float] = deque()
        self._is_asking = self._is_told = False
        self.wants_restart = False
        """Somebody chose to save and to begin afresh; `application.run` starts the program again when this one has ended."""
        self._caught.connect(self._take)

    def install(self) -> None:
        """Catch from now on: in this thread, in others, and what Python cannot raise anywhere."""
        sys.excepthook = self.caught
        threading.excepthook = self._caught_in_thread
        sys.unraisablehook = self._caught_unraisable

    def caught(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Take an error. It may come out of the middle of anything, so nothing is done here but to write it down."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        is_refusal = isinstance(error, Refused)
        if not is_refusal:
            self._note()
        if len(self._recent) <= LOGGED:
            write_down(kind, error, trace)
        self._caught.emit(str(error) if is_refusal else SORRY, is_refusal)

    def _caught_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_type is not SystemExit:
            self.caught(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _caught_unraisable(self, arguments: Any) -> None:
        self.caught(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _note(self) -> None:
        now = self._clock()
        while self._recent and self._recent[0] < now - WITHIN_SECONDS:
            self._recent.popleft()
        self._recent.append(now)

    def _take(self, text: str, is_refusal: bool) -> None:
        if self._is_told:
            return
        self._is_told = True
        QTimer.singleShot(0, self, self._begin_to_listen)
        if not is_refusal:
            self._window.safety.copy()
        if not is_refusal and len(self._recent) >= TOO_MANY and not self._is_asking:
            QTimer.singleShot(0, self, self._ask)
        else:
            self._window.say(text)

    def _begin_to_listen(self) -> None:
        """Errors that came in one go are one trouble for those who read of them."""
        self._is_told = False

    def _ask(self) -> None:
        from cxdesigner.ui.widgets.say import Answer, ask

        self._is_asking = True
        try:
            answer = ask(
                self._window,
                "Something keeps going wrong",
                "The program made several errors within a minute. It is best to save, and to begin afresh: that takes a few "
                "seconds. What cannot be saved is kept in a safe copy and offered again.",
                (
                    Answer("on", "Go on"),
                    Answer("restart", "Save and restart", is_default=True, is_primary=True),
                ),
            )
        finally:
            self._is_asking = False
            self._recent.clear()
        if answer == "restart":
            self.save_and_restart()

    def save_and_restart(self) -> None:
        """Save where that goes without a question, keep a safe copy where not, and end this process to begin another."""
        workspace = self._window.desk.workspace
        if workspace is not None and not workspace.is_clean and workspace.path is not None:
            with contextlib.suppress(
                Refused
            ):  # It is read-only, or has changed: the safe copy is offered after the start.
                workspace.save()
        if workspace is not None and not workspace.is_clean and not workspace.make_safe_copy():
            self._window.say(
                "Neither the map nor a safe copy could be written, so nothing was ended. Save it elsewhere first."
            )
            return
        self.wants_restart = True
        self._window.end()
