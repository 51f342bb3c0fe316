"""A robot in the real window: it types a card into quick entry twice a second, and says so, until it is killed.

`python -m tests.reliability.robot MAP` prints `ready`, and then `NUMBER SECONDS` (monotonic) after each edit.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest

from cxdesigner.document.records import Touchpoint
from cxdesigner.ui import application
from cxdesigner.ui.main_window import MainWindow

EVERY_MS = 500


class Robot(QObject):
    """Types, and looks whether there is one card more."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._number = 0
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self.work)
        QTimer.singleShot(500, self, self.begin)

    def begin(self) -> None:
        """Say that the window is there, and work from now on."""
        print("ready", flush=True)
        self._clock.start()

    def work(self) -> None:
        """Make one card with the keys, and say when it was there."""
        line = self._window.editor().speaking.bar.line
        line.setFocus()
        before = len(self._window.desk.document.all(Touchpoint))
        QTest.keyClicks(line, f"Robot {self._number + 1} - Email")
        QTest.keyClick(line, Qt.Key.Key_Return)
        if len(self._window.desk.document.all(Touchpoint)) == before + 1:
            self._number += 1
            print(self._number, time.monotonic(), flush=True)


def main() -> None:
    """Start the program as always, and the robot in it."""
    begin = application.begin

    def begin_with_robot(window: MainWindow, path: Path | None) -> None:
        begin(window, path)
        Robot(window)

    application.begin = begin_with_robot
    sys.exit(application.run(sys.argv[1]))


if __name__ == "__main__":
    main()
