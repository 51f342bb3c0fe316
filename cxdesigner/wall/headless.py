"""Qt without a window: what pictures need where no editor runs."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from cxdesigner.canvas import fonts

_kept: list[QGuiApplication] = []


def ready() -> None:
    """Make sure that Qt can draw and knows the bundled fonts.

    Where nobody has made an application, one is made that never touches a display, even if there is one; it lives as
    long as the process, because Qt allows one only.
    """
    if QGuiApplication.instance() is None:
        _kept.append(QGuiApplication(["cxdesigner", "-platform", "offscreen"]))
    fonts.load()
