"""When safe copies are made, and that the truth about them is told."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from cxdesigner.ui.desk import Desk

PAUSE_MS = 1_000
"""A safe copy is made after a pause of this length …"""
LATEST_MS = 2_000
"""… and at the latest this long after the first edit that is not in one."""
RETRY_MS = 10_000
TELL_MS = 1_000


class SafetyClock(QObject):
    """Watches the desk, has safe copies made in time, and tells the sentence that says how safe the work is."""

    told = Signal(str, str)
    """The sentence, and the role of a label that suits it: safe, detail or bad."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._waiting = QElapsedTimer()
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.copy)
        self._ticks = QTimer(self)
        self._ticks.setInterval(TELL_MS)
        self._ticks.timeout.connect(self.tell)
        desk.changed.connect(self._wait)
        desk.replaced.connect(self._start)
        desk.saved.connect(self.tell)

    def copy(self) -> None:
        """Have a safe copy made now. Trouble is told and stays told until it works; it never stops the work."""
        self._clock.stop()
        self._waiting.invalidate()
        if self._desk.workspace is not None and not self._desk.workspace.make_safe_copy():
            self._clock.start(RETRY_MS)
        self.tell()

    def tell(self) -> None:
        """Tell how safe the work is."""
        workspace = self._desk.workspace
        if workspace is None:
            self._ticks.stop()
            self.told.emit("", "detail")
            return
        safety = workspace.safety()
        is_told_good = safety.is_clean or safety.copied_at is not None
        self.told.emit(safety.text, "bad" if safety.has_failed else "safe" if is_told_good else "detail")
        if safety.is_clean:
            self._ticks.stop()
        elif not self._ticks.isActive():
            self._ticks.start()

    def stop(self) -> None:
        """Let nothing happen any more."""
        self._clock.stop()
        self._ticks.stop()

    def _start(self) -> None:
        self._clock.stop()
        self._waiting.invalidate()
        workspace = self._desk.workspace
        if workspace is not None and workspace.needs_safe_copy():
            self._wait()
        else:
            self.tell()

    def _wait(self, change: object = None) -> None:
        if not self._waiting.isValid():
            self._waiting.start()
        left = LATEST_MS - self._waiting.elapsed()
        self._clock.start(int(max(0, min(PAUSE_MS, left))))
        self.tell()
