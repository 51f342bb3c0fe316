"""Work that is done beside the window: one piece at a time, in a thread, so that the hand never waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

ASK_EACH_MS = 30
"""So often one asks whether it is done."""

Work = Callable[[], Any]
Then = Callable[[Any], object]


class Aside(QObject):
    """Does what it is asked for, and tells the answer in the thread of the window.

    Of what is asked for while it works, only the last is done. The work must look at nothing that the window changes.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._now: tuple[Future[Any], Then] | None = None
        self._next: tuple[Work, Then] | None = None
        self._asking = QTimer(self)
        self._asking.setInterval(ASK_EACH_MS)
        self._asking.timeout.connect(self._ask)

    @property
    def is_busy(self) -> bool:
        """Tell whether something is being done."""
        return self._now is not None

    def ask(self, work: Work, then: Then) -> None:
        """Let something be done, and its answer be told."""
        self._next = work, then
        if self._now is None:
            self._begin()

    def forget(self) -> None:
        """Tell no answer of what was asked for until now."""
        self._next = None
        if self._now is not None:
            self._now = self._now[0], _nobody_listens

    def _begin(self) -> None:
        if self._next is None:
            return
        (work, then), self._next = self._next, None
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # A start does without.

            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="aside")
        self._now = self._pool.submit(work), then
        self._asking.start()

    def _ask(self) -> None:
        if self._now is None or not self._now[0].done():
            return
        self._asking.stop()
        (future, then), self._now = self._now, None
        self._begin()
        then(future.result())


def _nobody_listens(_: Any) -> None:
    """Do nothing with an answer that has come too late."""
