"""What an edit costs until it is painted, with links, curve and problems; and opening a file until all of it is seen."""

from __future__ import annotations

import gc
import json
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cxdesigner.canvas.view import MapView
from cxdesigner.document.document import Document
from cxdesigner.document.reading import maps_of
from cxdesigner.storage.codec import decode, encode
from cxdesigner.storage.surroundings import Surroundings
from cxdesigner.workspace import Workspace
from tests.benchmarks.canvas_boards import HEIGHT, WIDTH, OurSide, cpu_of_frame, settle
from tests.benchmarks.measuring import cpu_of_call, interleaved, tidied


def edits(document: Document, folder: Path, rounds: int) -> dict[str, tuple[float, float]]:
    """Return ours and the floor of each case, in CPU seconds."""
    app = QApplication.instance() or QApplication([])
    assert app is not None
    data = encode(document, "benchmark")
    plain = json.loads(data)
    ours = OurSide(decode(data).document, folder)
    ours.map.actual_size()
    settle()

    def dumps() -> float:
        return cpu_of_call(lambda: json.dumps(plain))

    try:
        with tidied():
            found = {"drop": interleaved(_dropping(ours), dumps, rounds=rounds, warm_up=2)}
            moves: list[float] = []
            undos: list[float] = []
            floors: list[float] = []
            for _ in range(5):
                moves.append(_moving_all(ours))
                floors.append(dumps())
                undos.append(_undoing(ours))
                floors.append(dumps())
                gc.collect()
        floor = statistics.median(floors)
        found["move_all"] = statistics.median(moves), floor
        found["undo_all"] = statistics.median(undos), floor
        return found
    finally:
        ours.view.close()
        ours.view.deleteLater()
        ours.workspace.discard()


def _dropping(ours: OurSide) -> Callable[[], float]:
    """Return a drop of another card each time, into the next lane, from the release to the painted picture."""
    chance = random.Random(7)

    def drop() -> float:
        view = ours.map
        cards = [card for card in ours.cards_in_view() if card.lane + 1 < len(view.plan.lanes) - 1]
        card = chance.choice(cards)
        lane = view.plan.lanes[card.lane + 1].rect
        transform = view.viewportTransform()
        start = transform.map(QPointF(*card.rect.center))
        end = transform.map(QPointF(card.rect.center[0], lane.center[1]))
        before = ours.workspace.document.touchpoint(card.touchpoint_id)
        ours.press(start)
        for step in range(1, 5):
            ours.move(start + (end - start) * step / 4)
        settle()

        def release() -> None:
            ours.release(end)
            ours.show_problems()

        seconds = _cpu_of_edit(release)
        assert ours.workspace.document.touchpoint(card.touchpoint_id) != before, "the card was not dropped"
        ours.check_picture()
        ours.workspace.undo()
        ours.show_problems()
        settle()
        return seconds

    return drop


def _moving_all(ours: OurSide) -> float:
    """Move all cards one step to the right by the keyboard."""

    view = ours.map
    view.select([card.touchpoint_id for card in view.plan.cards])
    settle()
    before = ours.workspace.history.state

    def move() -> None:
        QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
        ours.show_problems()

    seconds = _cpu_of_edit(move)
    assert ours.workspace.history.state != before, "nothing was moved"
    ours.check_picture()
    return seconds


def _undoing(ours: OurSide) -> float:
    def undo() -> None:
        ours.workspace.undo()
        ours.show_problems()

    seconds = _cpu_of_edit(undo)
    ours.check_picture()
    return seconds


def _cpu_of_edit(edit: Callable[[], None]) -> float:
    return cpu_of_frame(edit)


# -- opening -------------------------------------------------------------------------------------------------------------


def opening(document: Document, folder: Path, rounds: int) -> tuple[float, float]:
    """From the bytes of the file to the first picture of the whole map."""

    data = encode(document, "benchmark")

    def open_map() -> float:

        started = time.process_time()
        workspace = Workspace.new(decode(data).document, Surroundings(folder=folder))
        view = MapView(workspace.document, maps_of(workspace.document)[0].id, workspace.perform)
        view.resize(WIDTH, HEIGHT)
        view.fit_map()
        view.show()
        QApplication.processEvents()
        QApplication.processEvents()
        seconds = time.process_time() - started
        shown = OurSide.__new__(OurSide)
        shown.view = shown.map = view
        shown.check_picture()
        view.close()
        view.deleteLater()
        QApplication.processEvents()
        workspace.discard()
        del workspace, view, shown
        gc.collect()  # What was opened before is gone, as the floor's is.
        return seconds

    with tidied():
        return interleaved(open_map, lambda: cpu_of_call(lambda: json.loads(data)), rounds=rounds, warm_up=1)
