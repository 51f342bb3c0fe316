"""The log: what went wrong inside, for whoever mends it; it lies in the data folder and goes nowhere else."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import sys
from collections import Counter
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QTimer, QtMsgType, qInstallMessageHandler

from cxdesigner.storage.fs import Fs
from cxdesigner.storage.settings import data_folder

ERRORS = "errors.log"
CRASHES = "crashes.log"
_MOST_BYTES = 500_000
_MOST_MESSAGES = 200
"""So many messages of Qt are written down in one session, and each one three times: a flood must not fill the disk."""
BEAT_MS = 1_000
FROZEN_SECONDS = 5.0
_log = logging.getLogger("cxdesigner")
_LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def write_down(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """Write an error into the log; where no log can be written, to standard error."""
    _opened().error("uncaught", exc_info=(kind, error or kind(), trace))


def _opened() -> logging.Logger:
    if not _log.handlers:
        _log.addHandler(_handler())
        _log.propagate = False
    return _log


def _handler() -> logging.Handler:
    path = data_folder() / ERRORS
    try:
        Fs().make_folder(path.parent)
        handler: logging.Handler = logging.FileHandler(path, mode="w" if _is_long(path) else "a", encoding="utf-8")
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler


def _is_long(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > _MOST_BYTES


class QtMessages:
    """Takes what Qt complains about: it goes to the log, and to standard error for those who read it there."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def install(self) -> None:
        """Listen from now on."""
        qInstallMessageHandler(self.take)

    def take(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        """Write one message down, unless it comes again and again."""
        level = _LEVELS.get(kind)
        if level is None:
            return
        with contextlib.suppress(OSError, ValueError, AttributeError):  # There may be no standard error at all.
            sys.stderr.write(f"{text}\n")
        self._seen[text] += 1
        if self._seen[text] <= 3 and len(self._seen) <= _MOST_MESSAGES:
            with contextlib.suppress(Exception):  # An error in here would be told through here.
                _opened().log(level, "Qt: %s", text)


class CrashLog:
    """Where Python leaves the stacks of all threads when the process dies or hangs: a file that is open from the start.

    Nothing is saved in that moment, because nothing can be relied on by then; the safe copy is there already.
    """

    def __init__(self, fs: Fs | None = None) -> None:
        self._fs = fs or Fs()
        self.descriptor = self._open()
        if self.descriptor is not None:
            faulthandler.enable(self.descriptor)

    def _open(self) -> int | None:
        path = data_folder() / CRASHES
        try:
            self._fs.make_folder(path.parent)
            return self._fs.open_log(path, starts_anew=_is_long(path))
        except OSError:
            return None

    def watch(self, seconds: float, *, ends: bool = False) -> None:
        """Write down all stacks unless `forget` or `watch` comes in time, and end the process then if asked to."""
        if self.descriptor is not None:
            faulthandler.dump_traceback_later(seconds, exit=ends, file=self.descriptor)
        elif ends:
            with contextlib.suppress(OSError, ValueError, RuntimeError):
                faulthandler.dump_traceback_later(seconds, exit=True)

    def forget(self) -> None:
        """Watch no more."""
        faulthandler.cancel_dump_traceback_later()

    def close(self) -> None:
        """End all watching."""
        self.forget()
        if self.descriptor is not None:
            faulthandler.disable()
            os.close(self.descriptor)
            self.descriptor = None


class Heartbeat(QObject):
    """Says every second that the window is alive; when it stops doing so for five, the crash log tells where it stands."""

    def __init__(self, log: CrashLog, parent: QObject) -> None:
        super().__init__(parent)
        self._log = log
        self._clock = QTimer(self)
        self._clock.setInterval(BEAT_MS)
        self._clock.timeout.connect(self.beat)
        self._clock.start()

    def beat(self) -> None:
        """Be alive."""
        self._log.watch(FROZEN_SECONDS)

    def stop(self) -> None:
        """Say nothing any more."""
        self._clock.stop()
        self._log.forget()
