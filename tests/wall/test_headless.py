"""Pictures without a display."""

from __future__ import annotations

import os
import subprocess
import sys

_PROGRAM = """
from cxdesigner.wall import headless
headless.ready()
headless.ready()
from PySide6.QtGui import QFontDatabase, QGuiApplication
print(QGuiApplication.platformName(), "Noto Sans" in QFontDatabase.families())
"""


def test_a_program_without_an_application_gets_one_that_touches_no_display() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    environment["DISPLAY"] = ":987"

    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, env=environment, timeout=60)

    assert (done.stdout.strip(), done.returncode) == ("offscreen True", 0)


def test_where_widgets_are_loaded_a_window_may_follow() -> None:
    code = "from PySide6.QtWidgets import QApplication, QWidget;" + _PROGRAM + "QWidget().show()\n"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)

    assert (done.stdout.strip(), done.returncode) == ("offscreen True", 0)
