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
SETTLED_MS = 10_000
"""What was restored and has not ended the program for so long is not to blame when it ends later."""


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
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._settle)
        desk.changed.connect(self._wait)
        desk.replaced.connect(self._start)
        desk.saved.connect(self.tell)

    def copy(self) -> None:
        """Have a safe copy made now, beside the work. Trouble is told and stays told until it works; it never stops the work."""
        self._clock.stop()
        self._waiting.invalidate()
        workspace = self._desk.workspace
        errand = workspace.begin_safe_copy() if workspace is not None and not self._desk.copies.is_busy() else None
        if errand is not None:
            self._desk.copies.begin(errand, self._copied)
        elif self._desk.copies.is_busy():
            self._clock.start(PAUSE_MS)  # The disk is slower than the hands: another copy when this one is done.
        self.tell()

    def _copied(self, error: BaseException | None) -> None:
        workspace = self._desk.workspace
        if error is not None:
            self._clock.start(RETRY_MS)
        elif workspace is not None and workspace.needs_safe_copy() and not self._clock.isActive():
            self._wait()
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
        if safety.is_clean and not self._desk.saves.is_busy():
            self._ticks.stop()
        elif not self._ticks.isActive():
            self._ticks.start()

    def stop(self) -> None:
        """Let nothing happen any more."""
        for clock in (self._clock, self._ticks, self._settled):
            clock.stop()

    def _settle(self) -> None:
        if self._desk.workspace is not None:
            self._desk.workspace.settle()

    def _start(self) -> None:
        self._clock.stop()
        self._waiting.invalidate()
        workspace = self._desk.workspace
        self._settled.stop() if workspace is None else self._settled.start()
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
