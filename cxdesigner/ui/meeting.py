"""A map that is open already is shown where it is open: how windows of one user find each other, on this computer only."""

from __future__ import annotations

import hashlib
import sys
from functools import partial
from pathlib import Path

from cxdesigner.storage.fs import Fs
from cxdesigner.storage.settings import data_folder

ANSWER_MS = 2_000
"""A window that does not answer within this time is as good as none."""
SHOW, SHOWN = b"show\n", b"shown\n"
_LONGEST_NAME = 100
"""Bytes; the name of a local socket fits into 108 on Linux, and 104 on macOS."""


def meeting_folder() -> Path:
    """Return where windows meet: in the user's own folder, which nobody else can put a trap into."""
    return data_folder() / "open"


def name_for(path: Path) -> str:
    """Return the name under which the window with a map listens; empty where there can be none."""
    try:
        key = hashlib.sha256(str(Fs().resolve(path)).encode("utf-8", "surrogatepass")).hexdigest()[:20]
    except (OSError, ValueError):
        return ""
    name = f"cxdesigner-{key}" if sys.platform == "win32" else str(meeting_folder() / key)
    return name if len(name.encode("utf-8")) <= _LONGEST_NAME else ""


def show_where_open(path: Path) -> bool:
    """Let the window that has a map open come to the front, and tell whether there is one that answers in time."""
    from cxdesigner.ui.fetching import answered

    name = answered(partial(name_for, path), "", ANSWER_MS / 1_000)  # A disk that does not answer keeps no start.
    try:
        if not name or (sys.platform != "win32" and Fs().stat(Path(name)) is None):
            return False  # As at most starts; then no part of Qt is loaded for it.
    except OSError:
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(ANSWER_MS):
        return False
    socket.write(SHOW)
    is_shown = socket.waitForReadyRead(ANSWER_MS) and bytes(socket.readAll().data()) == SHOWN
    socket.abort()
    return is_shown
