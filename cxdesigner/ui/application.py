"""Starting and ending the program with a window: what holds for all windows is set up here."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
from functools import partial
from pathlib import Path
from types import TracebackType

from cxdesigner.environment import require_qt

sys.setswitchinterval(0.0005)  # The window gets its turn soon while a thread encodes a save: see `writer.py`.
gc.disable()  # See `Tidying`; this early, because a start makes much and throws nothing away.
require_qt()

from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from cxdesigner.document.refused import Refused  # noqa: E402
from cxdesigner.storage.fs import Fs  # noqa: E402
from cxdesigner.storage.settings import data_folder  # noqa: E402
from cxdesigner.ui.dressing import STYLE  # noqa: E402
from cxdesigner.ui.main_window import MainWindow, window_icon  # noqa: E402
from cxdesigner.ui.meeting import show_where_open  # noqa: E402

_log = logging.getLogger("cxdesigner")
_LOG_BYTES = 500_000
TIDY_MS = 10_000
LISTEN_AFTER_MS = 400
"""A start paints the map first; other starts can find the window a moment later."""
SORRY = "Something went wrong inside the program. Your work is still here; save it, and try again another way."


class QuitAfterPaint(QObject):
    """Ends the program when its window has been painted once: for measuring how long a start takes."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._is_painted = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, QApplication.exit)  # quit() would ask about unsaved changes
        return False


def run(path: Path | str | None = None) -> int:
    """Open the editor on a map, a table, or the first page; return the exit code when the last window is closed."""
    if path is not None and show_where_open(Path(path)):
        return 0
    app = QApplication.instance() or _application()
    assert isinstance(app, QApplication)
    app.setApplicationName("cxdesigner")
    app.setApplicationDisplayName("CX Designer")
    app.setDesktopFileName("cxdesigner")
    app.aboutToQuit.connect(_leave_nothing_on_the_clipboard)
    window = MainWindow()
    Tidying(window)
    catch_everything(window)
    window.setWindowIcon(window_icon())
    if os.environ.get("CXDESIGNER_QUIT_AFTER_PAINT"):
        QuitAfterPaint(window)
    begin(window, Path(path) if path is not None else None)
    window.show()
    QTimer.singleShot(0, window.tell_notice)
    QTimer.singleShot(LISTEN_AFTER_MS, window, partial(_listen, window))
    code = app.exec()
    window.desk.leave()
    return int(code)


def _listen(window: MainWindow) -> None:
    from cxdesigner.ui.instance import listen

    listen(window)


def _application() -> QApplication:
    """Return the application with its style: given so, it need not be made known to Python, which takes its time."""
    app = QApplication([sys.argv[0] if sys.argv else "cxdesigner", "-style", STYLE])
    app.setProperty("has style", True)
    return app


class Tidying(QObject):
    """Lets garbage be collected in the thread of the window only: elsewhere it could destroy Qt's objects and crash."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = QTimer(self)
        self._clock.setInterval(TIDY_MS)
        self._clock.timeout.connect(self.tidy)
        self._clock.start()

    def tidy(self) -> None:
        """Collect garbage; what a start has made lives on anyway and is not looked at again."""
        gc.collect()
        if not gc.get_freeze_count():
            gc.freeze()


def begin(window: MainWindow, path: Path | None) -> None:
    """Show what the program was started with; the first page where that cannot be opened."""
    if path is None or not window.filing.open(path):
        window.show_start()


def catch_everything(window: MainWindow) -> None:
    """Let no error end the program or show its inside: it is written down, and the person gets one sentence."""

    def caught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        write_down(kind, error, trace)
        text = str(error) if isinstance(error, Refused) else SORRY
        QTimer.singleShot(0, window, lambda: window.say(text))

    def caught_in_thread(arguments: threading.ExceptHookArgs) -> None:
        write_down(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    sys.excepthook = caught
    threading.excepthook = caught_in_thread


def write_down(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """Write an error into the log; where no log can be written, to standard error."""
    if not _log.handlers:
        _log.addHandler(_handler())
    _log.error("uncaught", exc_info=(kind, error or kind(), trace))


def _handler() -> logging.Handler:
    path = data_folder() / "errors.log"
    try:
        Fs().make_folder(path.parent)
        is_long = path.is_file() and path.stat().st_size > _LOG_BYTES
        handler: logging.Handler = logging.FileHandler(path, mode="w" if is_long else "a", encoding="utf-8")
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler


def _leave_nothing_on_the_clipboard() -> None:
    """Clear our own clipboard content: on the offscreen platform Qt 6.11 crashes at exit over what is left there."""
    clipboard = QApplication.clipboard()
    if clipboard.ownsClipboard() and QApplication.platformName() == "offscreen":
        clipboard.clear()
