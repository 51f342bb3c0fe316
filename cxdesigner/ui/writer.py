"""Where the disk is waited for: beside the window, one piece of work after the other, so that nobody's hands have to rest."""

from __future__ import annotations

import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from cxdesigner.document.refused import Refused
from cxdesigner.storage.errand import Errand

LOOK_MS = 10
"""So often we look whether the disk is done."""
PATIENCE_SECONDS = 2.0
"""So long a disk is waited for that does not answer, when there is nothing else left to do."""

Then = Callable[[BaseException | None], object]


class Writer(QObject):
    """Does errands one after the other in a thread that knows no object of Qt, and ends each of them in the window's thread."""

    idle = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[Errand[Any], Then | None]] = deque()
        self._now: tuple[Errand[Any], Then | None] | None = None
        self._thread: threading.Thread | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_MS)
        self._clock.timeout.connect(self._look)

    def begin(self, errand: Errand[Any], then: Then | None = None) -> None:
        """Have an errand done; *then* hears in the window's thread what went wrong, or None."""
        self._waiting.append((errand, then))
        self._start_next()

    def is_busy(self) -> bool:
        """Tell whether there is something that is not done."""
        return self._now is not None or bool(self._waiting)

    def has_waiting(self) -> bool:
        """Tell whether there is something that is not begun."""
        return bool(self._waiting)

    def finish(self, seconds: float = PATIENCE_SECONDS) -> bool:
        """Wait until all is done, at most so long, and tell whether it is."""
        latest = time.monotonic() + seconds
        while self._now is not None:
            assert self._thread is not None
            self._thread.join(max(0.0, latest - time.monotonic()))
            if self._thread.is_alive():
                return False
            self._end()
        return True

    def _start_next(self) -> None:
        if self._now is None and self._waiting:
            self._now = self._waiting.popleft()
            # A daemon: a disk that never answers must not keep the program from ending.
            self._thread = threading.Thread(target=self._now[0].work, name="writer", daemon=True)
            self._thread.start()
            self._clock.start()

    def _look(self) -> None:
        if self._thread is not None and not self._thread.is_alive():
            self._end()

    def _end(self) -> None:
        assert self._now is not None
        (errand, then), self._now, self._thread = self._now, None, None
        self._clock.stop()
        error: BaseException | None = None
        try:
            errand.end()
        except BaseException as caught:
            error = caught
        self._start_next()
        if then is not None:
            then(error)
        if error is not None and not isinstance(error, (Refused, OSError)):
            sys.excepthook(type(error), error, error.__traceback__)
        if not self.is_busy():
            self.idle.emit()
