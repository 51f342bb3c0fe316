"""Qt without a window: what pictures need where no editor runs."""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication

from cxdesigner.canvas import fonts

_kept: list[QGuiApplication] = []


def ready() -> None:
    """Make sure that Qt can draw and knows the bundled fonts.

    Where nobody has made an application, one is made that never touches a display, even if there is one; it lives as
    long as the process, because Qt allows one only.
    """
    if QGuiApplication.instance() is None:
        # Where widgets are loaded, a window may follow, and Qt aborts at the first one without an application for it.
        widgets = sys.modules.get("PySide6.QtWidgets")
        kind = QGuiApplication if widgets is None else widgets.QApplication
        _kept.append(kind(["cxdesigner", "-platform", "offscreen"]))
    fonts.load()
