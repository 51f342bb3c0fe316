"""Long work that must be done in this process, step by step: the window goes on painting, and it can be stopped between."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from cxdesigner.canvas.apart import QUIET_MS, Cancelled
from cxdesigner.ui.dialogs.waiting import WaitingDialog

Told = Callable[[int], str]
"""Says in a sentence how far it is, by how many steps are done."""


class _Steps:
    """Takes a step whenever nothing else is to be done, and remembers how it ended."""

    def __init__(self, steps: Iterator[object], loop: QEventLoop) -> None:
        self.done = 0
        self.is_over = False
        self.failure: BaseException | None = None
        self.shown: WaitingDialog | None = None
        self.told: Told | None = None
        self._steps, self._loop = steps, loop
        self._clock = QTimer()
        self._clock.timeout.connect(self._step)
        self._clock.start(0)

    def _step(self) -> None:
        try:
            next(self._steps)
        except StopIteration:
            self._end()
        except Exception as failure:  # It belongs to the one who waits, not to the loop of Qt.
            self.failure = failure
            self._end()
        else:
            self.done += 1
            if self.shown is not None and self.told is not None:
                self.shown.say(self.told(self.done))

    def cancel(self) -> None:
        """Take no more steps."""
        self.failure = Cancelled()
        self._end()

    def stop(self) -> None:
        """Let nothing of it be left, not even what it holds between two steps."""
        self._clock.stop()
        close = getattr(self._steps, "close", None)
        if close is not None:
            close()

    def _end(self) -> None:
        self._clock.stop()
        self.is_over = True
        self._loop.quit()


def stepwise(steps: Iterator[object], window: QWidget, title: str, told: Told) -> None:
    """Take all steps of some work; after a moment something is shown by which it is stopped: then Cancelled is raised."""
    loop = QEventLoop()
    work = _Steps(steps, loop)
    QTimer.singleShot(QUIET_MS, loop, loop.quit)
    try:
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if not work.is_over:
            work.shown, work.told = WaitingDialog(window, title, told(work.done)), told
            work.shown.rejected.connect(work.cancel)
            work.shown.show()
            loop.exec()
    finally:
        work.stop()
        if work.shown is not None:
            work.shown.close()
    if work.failure is not None:
        raise work.failure
    if not work.is_over:  # The whole program ends.
        raise Cancelled
