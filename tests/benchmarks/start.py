"""What a start costs: asking for the version, and opening the editor on a sample until it has painted."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.benchmarks.measuring import Result, cpu_of_program, interleaved

SAMPLE = Path(__file__).parent.parent / "files" / "samples" / "b2b-onboarding.csv"
MAP = Path(__file__).parent.parent.parent / "resources" / "templates" / "business-customer-onboarding.cxmap"
EDITOR_BAR = 1.6
SCREEN = {"screens": [{"name": "projector", "x": 0, "y": 0, "width": 1920, "height": 1080, "dpr": 1}]}
"""Without it the screen is so small that the editor would fill it, and paint less than people see."""
EMPTY_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, QApplication.quit)

app = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
sys.exit(app.exec())
"""


def start_version() -> dict[str, Result]:
    """`cxdesigner --version` against a Python that does nothing."""
    program = shutil.which("cxdesigner", path=str(Path(sys.executable).parent))
    command = [program] if program else [sys.executable, "-m", "cxdesigner"]
    ours = partial(cpu_of_program, [*command, "--version"])
    floor = partial(cpu_of_program, [sys.executable, "-c", "pass"])
    rounds = 31
    return {"start_version": Result(*interleaved(ours, floor, rounds=rounds), "s", rounds, bar=2.0)}


def start_editor() -> dict[str, Result]:
    """The editor opened on a table until the first picture is painted, against an empty main window."""
    return {"start_editor": _editor_on(SAMPLE)}


def start_editor_cxmap() -> dict[str, Result]:
    """The same with a map of ours, which is what people open every day."""
    return {"start_editor_cxmap": _editor_on(MAP)}


def _editor_on(file: Path) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        screen = Path(folder, "screen.json")
        screen.write_text(json.dumps(SCREEN))
        platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
        place = {
            "QT_QPA_PLATFORM": f"offscreen:configfile={screen}" if platform == "offscreen" else platform,
            "CXDESIGNER_CONFIG_DIR": folder,
            "CXDESIGNER_DATA_DIR": folder,
            "CXDESIGNER_QUIT_AFTER_PAINT": "1",
        }
        ours = partial(cpu_of_program, [sys.executable, "-m", "cxdesigner", str(file)], place)
        floor = partial(cpu_of_program, [sys.executable, "-c", EMPTY_WINDOW], place)
        rounds = 15
        return Result(*interleaved(ours, floor, rounds=rounds), "s", rounds, bar=EDITOR_BAR)
