"""Ten seconds of somebody at work on a big map: scrolling, zooming, dragging, dropping, undoing, in no order."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from cxdesigner.canvas.surface import CRISP_AFTER_MS
from cxdesigner.document.document import Document
from tests.benchmarks.canvas_boards import OurSide, cpu_of_frame, settle


def longest(document: Document, folder: Path, seconds: float) -> tuple[float, int]:
    """Return the CPU seconds of the longest frame, and how many frames there were. Problems are looked for after edits."""
    app = QApplication.instance() or QApplication([])
    assert app is not None
    settle()
    gc.collect()  # What larger maps have left behind in this process is not paid for here.
    ours = OurSide(document, folder)
    ours.map.actual_size()
    settle()
    chance = random.Random(3)
    frames: list[float] = []
    ends = time.monotonic() + seconds
    try:
        while time.monotonic() < ends:
            for change in chance.choice(_GESTURES)(ours, chance):
                frames.append(cpu_of_frame(change))
        ours.map.cancel_gesture()
        ours.map.actual_size()
        ours.view.horizontalScrollBar().setValue(ours.view.horizontalScrollBar().minimum())
        settle()
        ours.check_picture()
        return max(frames), len(frames)
    finally:
        ours.view.close()
        ours.view.deleteLater()
        ours.workspace.discard()


def _scroll(ours: OurSide, chance: random.Random) -> list[Callable[[], object]]:
    pixels = chance.choice((-300, -60, 60, 300))
    return [lambda: ours.scroll(pixels)] * 10


def _jump(ours: OurSide, chance: random.Random) -> list[Callable[[], object]]:
    bar = ours.view.horizontalScrollBar()
    return [lambda: bar.setValue(chance.randint(bar.minimum(), bar.maximum()))]


def _zoom(ours: OurSide, chance: random.Random) -> list[Callable[[], object]]:
    at = ours.view.viewport().rect().toRectF().center()
    way = 1 if ours.map.viewpoint.zoom < 0.3 else -1 if ours.map.viewpoint.zoom > 2 else chance.choice((1, -1))
    rests = [lambda: time.sleep(CRISP_AFTER_MS / 1000 + 0.01), *[lambda: None] * 8]
    return [*[lambda: ours.turn_wheel(at, way)] * 6, *rests, ours.map.end_zooming]


def _fit(ours: OurSide, _chance: random.Random) -> list[Callable[[], object]]:
    return [ours.map.fit_map, ours.map.actual_size]


def _select(ours: OurSide, chance: random.Random) -> list[Callable[[], object]]:
    cards = ours.cards_in_view()
    if not cards:
        return []
    card_id = chance.choice(cards).touchpoint_id
    return [lambda: ours.map.select([card_id])]


def _drop(ours: OurSide, chance: random.Random) -> list[Callable[[], object]]:
    cards = ours.cards_in_view()
    if not cards:
        return []
    transform = ours.view.viewportTransform()
    start = transform.map(QPointF(*chance.choice(cards).rect.center))
    end = transform.map(QPointF(*chance.choice(cards).rect.center))
    moves = [start + (end - start) * step / 8 for step in range(1, 9)]
    return [
        lambda: ours.press(start),
        *(lambda at=at: ours.move(at) for at in moves),  # type: ignore[misc]
        lambda: ours.release(end),
        ours.show_problems,
    ]


def _undo(ours: OurSide, _chance: random.Random) -> list[Callable[[], object]]:
    return [ours.workspace.undo, ours.show_problems]


_GESTURES = (_scroll, _jump, _zoom, _fit, _select, _drop, _drop, _undo)
