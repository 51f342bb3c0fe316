"""Reading from and writing to a disk that may never answer: beside the window, which lives on, and with a way to stop waiting."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from cxdesigner.canvas.apart import QUIET_MS, Cancelled
from cxdesigner.document.text import shown_name
from cxdesigner.storage.errand import Errand

T = TypeVar("T")

AT_ONCE_SECONDS = 0.1
"""Nearly every disk has answered by then; so long nothing else is done."""
STILL_TRYING_MS = 5_000
_LOOK_MS = 5
_BEGUN = "The disk takes its time."
_STILL = (
    "The disk has not answered yet: the network or the drive may be gone. It is still tried; you can also stop here."
)
_MAKING = "A large map takes a moment."
_LONG = "It is still being made. You can also stop here; then nothing is written."


class _Fetch(Generic[T]):
    """A piece of reading in a thread of its own, whose result somebody may no longer want when it comes."""

    def __init__(self, work: Callable[[], T], drop: Callable[[T], object] | None = None) -> None:
        self._found: list[T] = []
        self._errand = Errand(work, self._found.append)
        self._drop = drop
        self._guard = threading.Lock()
        self._is_over = self._is_unwanted = False
        # A daemon: a disk that never answers must not keep the program from ending.
        self._thread = threading.Thread(target=self._do, name="fetch", daemon=True)
        self._thread.start()

    def is_done(self, seconds: float = 0.0) -> bool:
        """Wait at most so long, and tell whether there is a result."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def result(self) -> T:
        """Return what was read, or raise what went wrong."""
        self._errand.end()
        return self._found.pop()

    def leave(self) -> None:
        """Want it no longer: what comes of it, or has come by now, is dropped, by the thread or here."""
        with self._guard:
            self._is_unwanted = True
            if not self._is_over:
                return
        self._let_go()

    def _do(self) -> None:
        self._errand.work()
        with self._guard:
            self._is_over = True
            if not self._is_unwanted:
                return
        self._let_go()

    def _let_go(self) -> None:
        with contextlib.suppress(BaseException):  # It has gone wrong, and nobody asks for it any more.
            result = self.result()
            if self._drop is not None:
                self._drop(result)


def fetched(
    work: Callable[[], T],
    window: QWidget,
    title: str,
    *,
    drop: Callable[[T], object] | None = None,
    told: tuple[str, str] = (_BEGUN, _STILL),
) -> T:
    """Return what *work* returns, which is done in a thread and must touch no object of Qt; raise what it raises.

    The window goes on painting meanwhile. After a moment it shows *title*, what is *told* at first and after some seconds,
    and a way to stop; then Cancelled is raised, and what comes too late is given to *drop*, in any thread.
    """
    fetch = _Fetch(work, drop)
    if not fetch.is_done(AT_ONCE_SECONDS) and not _waited(fetch, window, title, told):
        fetch.leave()
        raise Cancelled
    return fetch.result()


def made(work: Callable[[], T], window: QWidget, title: str) -> T:
    """Return what *work* makes of things that nobody else changes, beside the window as `fetched` does."""
    return fetched(work, window, title, told=(_MAKING, _LONG))


def answered(work: Callable[[], T], otherwise: T, seconds: float = AT_ONCE_SECONDS) -> T:
    """Return what *work* returns, or something else where the disk does not answer so soon. Raises what it raises."""
    fetch = _Fetch(work)
    if not fetch.is_done(seconds):
        fetch.leave()
        return otherwise
    return fetch.result()


def written(path: Path, data: bytes, window: QWidget) -> None:
    """Put data in the place of a file, whole or not at all. Raises SaveError; Cancelled where somebody stopped waiting.

    A disk that answers after that still takes the file: what was begun on it cannot be called back.
    """
    from cxdesigner.storage.save import write_whole

    fetched(partial(write_whole, path, data), window, f"Writing “{shown_name(path.name)}”")


def files_there(files: Sequence[Path]) -> set[Path]:
    """Return which of these files are there; where a disk does not answer, all may be."""
    return answered(lambda: {path for path in files if path.is_file()}, set(files))


def _waited(fetch: _Fetch[T], window: QWidget, title: str, told: tuple[str, str]) -> bool:
    """Wait for the thread, and tell whether it is done; else somebody stopped it, or the whole program ends."""
    loop = QEventLoop()
    look = QTimer(loop)
    look.setInterval(_LOOK_MS)
    look.timeout.connect(partial(_quit_when_done, fetch, loop))
    look.start()
    try:
        return _is_done_quietly(fetch, loop) or _is_done_while_told(fetch, loop, window, title, told)
    finally:
        look.timeout.disconnect()  # What is connected holds the loop, and the loop its timer: else both would look for ever.
        look.stop()


def _is_done_quietly(fetch: _Fetch[T], loop: QEventLoop) -> bool:
    QTimer.singleShot(QUIET_MS, loop, loop.quit)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return fetch.is_done()


def _is_done_while_told(fetch: _Fetch[T], loop: QEventLoop, window: QWidget, title: str, told: tuple[str, str]) -> bool:
    from cxdesigner.ui.dialogs.waiting import WaitingDialog

    begun, still = told
    dialog = WaitingDialog(window, title, begun)
    dialog.rejected.connect(loop.quit)
    QTimer.singleShot(STILL_TRYING_MS, dialog, partial(dialog.say, still))
    dialog.show()
    try:
        loop.exec()
    finally:
        dialog.close()
    return fetch.is_done()


def _quit_when_done(fetch: _Fetch[T], loop: QEventLoop) -> None:
    if fetch.is_done():
        loop.quit()
