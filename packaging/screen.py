"""The screen: is there one, and where there is none, one that nobody sees for the tests in a real window."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from stopped import Stopped

_SIZE = "1920x1080x24"


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
def for_tests() -> Iterator[dict[str, str]]:
    """Yield the environment in which real windows open: on Linux a screen of our own, elsewhere the one there is."""
    if sys.platform != "linux":
        yield {"QT_QPA_PLATFORM": "windows" if os.name == "nt" else "cocoa"}
        return
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
        yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}", "WAYLAND_DISPLAY": ""}
    finally:
        server.terminate()
        server.wait()
