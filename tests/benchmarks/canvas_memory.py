"""What a card costs in memory: measured in a child of its own, above the same window with an empty map."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

FLOOR_KB = 8.0
"""What a card may cost at most."""
ROLLUP = Path("/proc/self/smaps_rollup")


def memory_a_card(size: int) -> tuple[float, float]:
    """Return the KB that a card costs, and the floor."""
    from cxdesigner.storage.codec import encode
    from tests.benchmarks.big_map import big_map

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.cxmap"
        path.write_bytes(encode(big_map(size), "benchmark"))
        empty, full = _of_child("-"), _of_child(str(path))
    return (full - empty) / size, FLOOR_KB


def _of_child(path: str) -> float:
    command = [sys.executable, "-m", "tests.benchmarks.canvas_memory", path]
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    return float(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)


def private_kb() -> float:
    """Return the memory that is this process's own, in KB."""
    if ROLLUP.exists():
        lines = ROLLUP.read_text().splitlines()
        return float(sum(int(line.split()[1]) for line in lines if line.startswith("Private_")))
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if sys.platform == "darwin" else float(peak)


def measure(path: str) -> float:
    """Return the KB of one window with the map of a file, or an empty one, after somebody has looked around in it."""
    import gc

    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    from tests.benchmarks.big_map import big_map
    from tests.benchmarks.canvas_boards import OurSide, settle, temporary_folder

    small = OurSide(big_map(8), temporary_folder())  # Everything is imported, and was used once.
    small.workspace.discard()
    if path != "-":
        from cxdesigner.storage.codec import decode

        small.view.close()
        small.view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # which no loop does for us here
        settle()
        small = OurSide(decode(Path(path).read_bytes()).document, temporary_folder())
        small.workspace.discard()
    for zoom in (small.map.fit_map, small.map.actual_size):
        zoom()
        settle()
        for _ in range(10):
            small.scroll(700)
            settle()
    gc.collect()
    app.processEvents()
    return private_kb()


if __name__ == "__main__":
    print(measure(sys.argv[1]))
