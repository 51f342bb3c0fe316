"""Rows that need the whole window, in a process of its own: a crash is a bad case there, and what Qt complains of is too.

`python -m tests.reliability.in_a_window ROW COUNT` prints what came of it as one line.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.reliability.kills import folders
from tests.reliability.outcome import Outcome
from tests.source_tree import ROOT

LONGEST_SECONDS = 1_800
ROWS = {"soak": "soak", "first page": "first_page", "response": "response", "clipboard": "clipboard"}
"""By name: the module of this folder whose `run` does the row."""
_HARMLESS = ("This plugin does not support",)


class Found(NamedTuple):
    """What a row in a window has found: how many cases, which were bad, and a figure worth reading."""

    count: int
    bad: list[str]
    told: str = ""


def in_a_window(row: str) -> Callable[[int], Outcome]:
    """Return a run of a row in a process of its own."""

    def run(count: int) -> Outcome:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="cxdesigner-window-") as name:
            environment = {**os.environ, **folders(Path(name)), "CXDESIGNER_SPARE_DIR": str(Path(name, "spare"))}
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
            done = subprocess.run(
                [sys.executable, "-X", "faulthandler", "-m", "tests.reliability.in_a_window", row, str(count)],
                cwd=ROOT,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=LONGEST_SECONDS,
            )
        seconds = time.monotonic() - begun
        if done.returncode:
            return Outcome(count, [f"ended with {done.returncode}: {done.stderr.strip()[-600:]}"], seconds)
        found = Found(*json.loads(done.stdout.splitlines()[-1]))
        return Outcome(found.count, found.bad, seconds, found.told)

    return run


def main() -> None:
    """Do a row, and print what it has found."""
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from cxdesigner.ui import application
    from cxdesigner.ui.main_window import MainWindow

    row, count = sys.argv[1], int(sys.argv[2])
    complaints: list[str] = []
    raised: list[str] = []
    app = application._application()
    qInstallMessageHandler(lambda kind, context, text: complaints.append(text))
    sys.excepthook = lambda kind, error, trace: raised.append(f"{kind.__name__}: {error}")
    window = MainWindow()
    window.show()
    try:
        found = importlib.import_module(f"tests.reliability.{ROWS[row]}").run(window, count)
    except Exception:
        found = Found(count, [traceback.format_exc()[-900:]])
    window.asks_nothing = True
    window.close()
    QApplication.clipboard().clear()
    app.processEvents()
    qInstallMessageHandler(None)
    bad = [*found.bad, *raised, *(text for text in complaints if not text.startswith(_HARMLESS))]
    print(json.dumps(found._replace(bad=bad)), flush=True)
    os._exit(0)  # How a process of Qt ends is R2's and R15's; here the line is what counts.


if __name__ == "__main__":
    main()
