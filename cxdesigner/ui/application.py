"""Starting and ending the program with a window: what holds for all windows is set up here."""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from pathlib import Path

from cxdesigner.environment import require_qt

sys.setswitchinterval(0.0005)  # The window gets its turn soon while a thread encodes a save: see `writer.py`.
gc.disable()  # See `Tidying`; this early, because a start makes much and throws nothing away.
require_qt()

from PySide6.QtCore import QEvent, QMargins, QObject, QProcess, QRect, Qt, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from cxdesigner.environment import python_running  # noqa: E402
from cxdesigner.ui.dressing import STYLE  # noqa: E402
from cxdesigner.ui.leaving import Leaving  # noqa: E402
from cxdesigner.ui.logbook import CrashLog, Heartbeat, QtMessages  # noqa: E402
from cxdesigner.ui.main_window import MainWindow, window_icon  # noqa: E402
from cxdesigner.ui.meeting import show_where_open  # noqa: E402
from cxdesigner.ui.troubles import Troubles  # noqa: E402

TIDY_MS = 10_000
FRAME = QMargins(4, 32, 4, 4)
"""About what a desktop draws around a window, in pixels; until it is shown, nobody knows."""
LISTEN_AFTER_MS = 400
"""A start paints the map first; other starts can find the window a moment later."""


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
    QtMessages().install()
    crash_log = CrashLog()
    window = MainWindow()
    Tidying(window)
    heartbeat = Heartbeat(crash_log, window)
    troubles, leaving = Troubles(window), Leaving(window, crash_log)
    troubles.install()
    window.setWindowIcon(window_icon())
    if os.environ.get("CXDESIGNER_QUIT_AFTER_PAINT"):
        QuitAfterPaint(window)
    begin(window, Path(path) if path is not None else None)
    keep_on_screen(window, window.screen().availableGeometry())
    window.show()
    QTimer.singleShot(0, window.tell_notice)
    QTimer.singleShot(LISTEN_AFTER_MS, window, partial(_listen, window))
    code = app.exec()
    heartbeat.stop()
    open_path = window.desk.workspace.path if window.desk.workspace is not None else window.left_path
    window.desk.leave()
    leaving.close()
    crash_log.close()
    if troubles.wants_restart:
        begin_afresh(open_path)
    return int(code)


def _listen(window: MainWindow) -> None:
    from cxdesigner.ui.instance import listen

    listen(window)


def begin_afresh(path: Path | None) -> None:
    """Start the program once more, in a process of its own, on what was open."""
    program, *words = python_running("cxdesigner.__main__")
    QProcess.startDetached(program, [*words, *([str(path.absolute())] if path is not None else [])])


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


def keep_on_screen(window: QWidget, room: QRect) -> None:
    """Let a window fill the *room* of its screen (in pixels) where that is too small for it: a projector has few of them."""
    size = window.size().grownBy(FRAME)
    if size != size.boundedTo(room.size()):
        window.resize(window.size().boundedTo(room.size().shrunkBy(FRAME)))
        window.move(room.topLeft())
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def _leave_nothing_on_the_clipboard() -> None:
    """Clear our own clipboard content: on the offscreen platform Qt 6.11 crashes at exit over what is left there."""
    clipboard = QApplication.clipboard()
    if clipboard.ownsClipboard() and QApplication.platformName() == "offscreen":
        clipboard.clear()
