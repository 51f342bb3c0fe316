"""How fast the canvas is with 100 to 10,000 cards, and that what is timed was painted.

Frames are compared with a plain scene that has one ready picture a card: for panning and zooming with the same step there, for dragging
with one frame of it. The whole map is seen in maps that are about as wide as they are high, so that every card has some pixels.
"""

from __future__ import annotations

import os
import shutil

from tests.benchmarks.measuring import Result

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SIZES = (100, 1_000, 5_000, 10_000)
MAIN = 5_000
"""The size whose results have no number in their names."""
BARS = {
    "pan_100": 1.5,
    "drag_100": 1.5,
    "drag_fit": 0.5,
    "fit": 0.5,
    "zoom_gesture": 0.15,
    "zoom_fit": 0.6,
    "drop": 3.0,
    "move_all": 6.0,
    "undo_all": 6.0,
    "open": 8.0,
}
LONGEST_FRAME = 0.1
SESSION_SECONDS = 10.0
SHAPE = 0.7
"""Width to height of a screen, times height to width of a card with what is around it."""


def canvas() -> dict[str, Result]:
    """Return all results of all sizes."""
    results: dict[str, Result] = {}
    for size in SIZES:
        for name, result in canvas_of(size).items():
            results[name if size == MAIN else f"{name}_{size}"] = result
    results.update(longest_frame())
    return results


def canvas_of(size: int) -> dict[str, Result]:
    """Return the results of one size; the bars are for the main one."""
    from tests.benchmarks import canvas_edits, canvas_frames, canvas_memory
    from tests.benchmarks.big_map import big_map
    from tests.benchmarks.canvas_boards import temporary_folder

    folder = temporary_folder()
    try:
        rounds = 9 if size >= MAIN else 15
        frames = canvas_frames.frames(big_map(size, columns=columns_of(size)), folder, rounds)
        cases = frames | canvas_edits.edits(big_map(size), folder, rounds)
        cases["open"] = canvas_edits.opening(big_map(size, columns=columns_of(size)), folder, 5)
        results = {
            name: Result(*pair, "s", rounds, BARS.get(name) if size == MAIN else None) for name, pair in cases.items()
        }
        ours, floor = canvas_memory.memory_a_card(size)
        results["memory"] = Result(ours, floor, "KB", size, 1.0 if size == MAIN else None)
        return results
    finally:
        shutil.rmtree(folder)


def columns_of(size: int) -> int:
    """Return how many steps a map has whose shape is about that of a screen, so that the whole of it can be seen."""
    return max(10, round((SHAPE * size) ** 0.5 / 10) * 10)


# -- a session -----------------------------------------------------------------------------------------------------------


def longest_frame(size: int = 1_000, seconds: float = SESSION_SECONDS) -> dict[str, Result]:
    """The longest frame while somebody scrolls, zooms, drags, drops and takes back at random."""
    from tests.benchmarks.big_map import big_map
    from tests.benchmarks.canvas_boards import temporary_folder
    from tests.benchmarks.canvas_session import longest
    from tests.benchmarks.measuring import tidied

    folder = temporary_folder()
    try:
        with tidied():
            ours, frames = longest(big_map(size), folder, seconds)
    finally:
        shutil.rmtree(folder)
    return {f"longest_frame_{size}": Result(ours, LONGEST_FRAME, "s", frames, bar=1.0)}
