"""When the system wants us gone (a signal, a logoff): a safe copy, no question, and out within a second."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from cxdesigner.ui.logbook import CrashLog
    from cxdesigner.ui.main_window import MainWindow

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
LATEST_SECONDS = 0.9
STILL_HERE_MS = 15_000
"""When the system has changed its mind about a logoff by then, closing the window asks again."""


class Leaving(QObject):
    """Hears the system's wish to end us.

    Python runs its handlers only between two of its own steps, and in a window that rests there are none: so a pipe within
    this process wakes the window up. (On Windows Qt cannot listen to a pipe; there the next tick of a clock does it.)
    """

    def __init__(self, window: MainWindow, crash_log: CrashLog) -> None:
        super().__init__(window)
        self._window = window
        self._crash_log = crash_log
        self._pipe: tuple[int, int] | None = None
        self._is_leaving = False
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.commitDataRequest.connect(self.prepare)
        if threading.current_thread() is threading.main_thread():
            self._listen()

    def _listen(self) -> None:
        for number in SIGNALS:
            signal.signal(number, self._noted)
        if sys.platform == "win32":
            return
        self._pipe = os.pipe()
        for end in self._pipe:
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._pipe[1], warn_on_full_buffer=False)
        self._bell = QSocketNotifier(self._pipe[0], QSocketNotifier.Type.Read, self)
        self._bell.activated.connect(self._hear)

    def _noted(self, number: int, frame: FrameType | None) -> None:
        """Make sure of the end even where the window is busy: its last safe copy is two seconds old at most then."""
        self._crash_log.watch(LATEST_SECONDS, ends=True)
        QTimer.singleShot(0, self, partial(self.leave, 128 + number))

    def _hear(self) -> None:
        """Empty the pipe: that Python woke up was all it was for."""
        assert self._pipe is not None
        with contextlib.suppress(BlockingIOError):
            os.read(self._pipe[0], 64)

    def leave(self, code: int) -> None:
        """Keep what is open in a safe copy, and end the program, whatever is being asked at the moment."""
        if self._is_leaving:
            return
        self._is_leaving = True
        self._window.keep_what_is_typed()
        self._window.end()
        QApplication.exit(code)

    def prepare(self, session: QSessionManager | None = None) -> None:
        """Keep what is open in a safe copy, and let the window be closed without a question for a while."""
        self._window.keep_what_is_typed()
        if self._window.desk.workspace is not None:
            self._window.desk.workspace.make_safe_copy()
        self._window.asks_nothing = True
        QTimer.singleShot(STILL_HERE_MS, self, self._stay)

    def _stay(self) -> None:
        self._window.asks_nothing = False

    def close(self) -> None:
        """Let the signals do again what they do by themselves."""
        if threading.current_thread() is not threading.main_thread():
            return
        for number in SIGNALS:
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
        if self._pipe is not None:
            signal.set_wakeup_fd(-1)
            self._bell.setEnabled(False)
            for end in self._pipe:
                os.close(end)
            self._pipe = None
