"""Work on what strangers made is done in a process of its own, which can be stopped; what comes back is checked again."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QEventLoop, QObject, QProcess, QTimer, Signal

from cxdesigner.commands.pictures import new_picture
from cxdesigner.document import limits
from cxdesigner.document.records import Picture
from cxdesigner.document.refused import Refused
from cxdesigner.environment import python_running

SECONDS = 60
PICTURE_SECONDS = 15
QUIET_MS = 400
"""So long nothing is shown: most work is done by then. Keys and clicks wait meanwhile, and are not lost."""
_END_MS = 1_000
_ANSWER_BYTES = 2 * limits.FILE_BYTES


class Cancelled(Refused):
    """Somebody stopped the work. There is nothing to tell."""

    def __init__(self) -> None:
        super().__init__("This was stopped; nothing has changed.")


class Waiting(Protocol):
    """What is shown while the work takes long."""

    def close(self) -> object: ...


Show = Callable[["Apart"], Waiting]
"""Shows that a piece of work goes on, and lets it be cancelled."""


class Apart(QObject):
    """One piece of work in a process of its own: it ends by itself, by `cancel`, or when its time is up."""

    progressed = Signal(str)
    ended = Signal()

    def __init__(self, request: dict[str, Any], name: str, seconds: float) -> None:
        super().__init__()
        self.name = name
        self.said = ""
        self.result: dict[str, Any] | None = None
        self.reason = ""
        self.is_over = self.is_cancelled = False
        self._request = request
        self._seconds = seconds
        self._bytes = bytearray()
        self._process = QProcess(self)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._fail)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._give_up)

    def start(self) -> None:
        """Begin."""
        program, *words = python_running("cxdesigner.worker")
        self._clock.start(int(self._seconds * 1_000))
        self._process.start(program, words)
        self._process.write(json.dumps(self._request, ensure_ascii=False).encode("utf-8", "replace") + b"\n")

    def cancel(self) -> None:
        """Stop at once."""
        self.is_cancelled = True
        self._end("")

    def stop(self) -> None:
        """Let nothing of it be left."""
        self._clock.stop()
        self._process.blockSignals(True)
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(_END_MS)

    def _end(self, reason: str) -> None:
        if not self.is_over:
            self.is_over, self.reason = True, reason
            self.stop()
            self.ended.emit()

    def _give_up(self) -> None:
        self._end(f"“{self.name}” took longer than {self._seconds:g} seconds, so it was given up.")

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._end(f"“{self.name}” was not read, because the program could not start its second half.")

    def _finish(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        self._end(f"“{self.name}” could not be worked on: it takes too much memory, or is made to do harm.")

    def _read(self) -> None:
        come = self._process.readAllStandardOutput().data()
        self._bytes += come
        if len(self._bytes) > _ANSWER_BYTES:
            self._end(f"“{self.name}” gives more than a map can hold.")
        if b"\n" not in come:
            return
        *lines, rest = self._bytes.split(b"\n")
        self._bytes = bytearray(rest)
        for line in lines:
            if not self.is_over:
                self._take(bytes(line))

    def _take(self, line: bytes) -> None:
        """Take one answer; one that is none ends the work."""
        try:
            said = json.loads(line)
            kind, value = next(iter(said.items()))
        except (ValueError, RecursionError, AttributeError, StopIteration):
            kind, value = "", None
        if kind == "progress" and isinstance(value, str):
            self.said = value[: limits.TITLE_CHARACTERS]
            self.progressed.emit(self.said)
        elif kind == "result" and isinstance(value, dict):
            self.result = value
            self._end("")
        elif kind == "refused" and isinstance(value, str):
            self._end(value)
        else:
            self._end(f"“{self.name}” was answered in a way that nobody understands. Please report this.")


def done_apart(
    request: dict[str, Any], name: str, *, show: Show | None = None, seconds: float = SECONDS
) -> dict[str, Any]:
    """Return what comes of a request (see `worker.TASKS`), whose shape nobody vouches for. Raises Refused, in one sentence.

    The window goes on painting meanwhile, but takes no keys and clicks. With `show` something can be shown after a moment
    by which the work is cancelled: then Cancelled is raised.
    """
    work = Apart(request, name, seconds)
    loop = QEventLoop()
    work.ended.connect(loop.quit)
    work.start()
    waiting: Waiting | None = None
    try:
        if show is not None and not work.is_over:
            QTimer.singleShot(QUIET_MS, loop, loop.quit)
        if not work.is_over:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if not work.is_over and show is not None:
            waiting = show(work)
            loop.exec()
    finally:
        work.stop()
        if waiting is not None:
            waiting.close()
        work.deleteLater()
    if work.result is not None:
        return work.result
    if work.is_cancelled or not work.is_over:  # Or the whole program ends.
        raise Cancelled
    raise Refused(work.reason)


def picture_apart(name: str, *, path: Path | None = None, data: bytes = b"") -> Picture:
    """Return the picture in a file, or in some bytes, as a map keeps it. Raises Refused."""
    request: dict[str, Any] = {"task": "picture", "name": name}
    request |= {"path": str(path)} if path is not None else {"data": base64.b64encode(data).decode("ascii")}
    result = done_apart(request, name or "This picture", seconds=PICTURE_SECONDS)
    return new_picture(bytes_of(result.get("data")), str(result.get("media_type")), name)


def bytes_of(encoded: object) -> bytes:
    """Return bytes that came as text. Raises Refused."""
    try:
        return base64.b64decode(encoded, validate=True)  # type: ignore[arg-type]
    except (TypeError, ValueError, binascii.Error):
        raise Refused("What came back was damaged on the way. Please try again.") from None
