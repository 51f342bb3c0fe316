"""The screen: is there one, and where there is none, some that nobody sees for the tests in a real window."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from stopped import Stopped

_SIZE = "1920x1080x24"
SCREENS = "CXDESIGNER_TEST_SCREENS"
"""The variable that names the screens of our own."""


def is_there() -> bool:
    """Tell whether a window can be opened. Windows and macOS always have a screen."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("WAYLAND_DISPLAY")) or _answers(os.environ.get("DISPLAY", ""))


def _answers(display: str) -> bool:
    """Tell whether an X server listens there; one on another machine is believed."""
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if host not in ("", "unix") or not number:
        return bool(number)
    for address in (f"/tmp/.X11-unix/X{number}", f"\0/tmp/.X11-unix/X{number}"):
        with socket.socket(socket.AF_UNIX) as line:
            if line.connect_ex(address) == 0:
                return True
    return False


@contextmanager
def for_tests(count: int = 1) -> Iterator[dict[str, str]]:
    """Yield the environment in which real windows open: on Linux on screens of our own, elsewhere on the one there is.

    Each screen has one mouse, one focus and one clipboard. Whoever works side by side takes one each out of `SCREENS`.
    """
    if sys.platform != "linux":
        yield {"QT_QPA_PLATFORM": "windows" if os.name == "nt" else "cocoa"}
        return
    with ExitStack() as stack:
        screens = [stack.enter_context(_unseen()) for _ in range(count)]
        yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": screens[0], "WAYLAND_DISPLAY": "", SCREENS: " ".join(screens)}


@contextmanager
def _unseen() -> Iterator[str]:
    """Yield the name of a screen that is there as long as it is needed."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", _SIZE, "-nolisten", "tcp", "-noreset"],
        pass_fds=[write],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()  # Xvfb looks for a free number itself, and ends this line when it is up.
        if not number:
            raise Stopped("The virtual screen (Xvfb) did not start; try `Xvfb -displayfd 1` to see why.")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()
