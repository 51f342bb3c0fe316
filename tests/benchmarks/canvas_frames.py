"""What a frame costs: panning, dragging, zooming and the whole map, against a plain scene of ready pictures."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from itertools import chain, repeat
from pathlib import Path

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from cxdesigner.document.document import Document
from tests.benchmarks.canvas_boards import LIKE, NEAR, FloorSide, OurSide, Side, cpu_of_frame, settle
from tests.benchmarks.measuring import interleaved

PAN = 40
"""Pixels of one step of panning."""
IN_A_ROW = 5
"""So many frames follow each other, as they do when a hand works; the one in the middle counts."""


def steady(frame: Callable[[], float]) -> float:
    """Return what a frame costs among others of its kind: the first one after something else pays for both."""
    return statistics.median(frame() for _ in range(IN_A_ROW))


def frames(document: Document, folder: Path, rounds: int) -> dict[str, tuple[float, float]]:
    """Return ours and the floor of each case, in CPU seconds."""
    app = QApplication.instance() or QApplication([])
    assert app is not None
    ours = OurSide(document, folder)
    floor = FloorSide(ours.map.plan, ours.map)
    found = {}
    try:
        _go_to_actual_size(ours, floor)
        found["pan_100"] = _panning(ours, floor, rounds * 3)
        found["drag_100"] = _dragging(ours, floor, rounds * 3)
        ours.map.fit_map()
        floor.fit()
        found["drag_fit"] = _dragging(ours, floor, rounds * 3)
        found["fit"] = _repainting(ours, floor, rounds)
        found["zoom_gesture"] = _zooming(ours, floor, rounds, is_crisp=False)
        found["zoom_fit"] = _zooming(ours, floor, rounds, is_crisp=True)
    finally:
        for side in (ours, floor):
            side.view.close()
            side.view.deleteLater()
        ours.workspace.discard()
    return found


def _go_to_actual_size(ours: OurSide, floor: FloorSide) -> None:
    ours.map.actual_size()
    floor.actual_size()
    for side in (ours, floor):
        side.view.horizontalScrollBar().setValue(side.view.horizontalScrollBar().minimum())
    settle()


def _panning(ours: OurSide, floor: FloorSide, rounds: int) -> tuple[float, float]:
    """Scroll to the right, and back where the map ends."""

    def steps(side: Side) -> Iterator[int]:
        bar = side.view.horizontalScrollBar()
        direction = 1
        while True:
            if not bar.minimum() <= bar.value() + direction * PAN <= bar.maximum():
                direction = -direction
            yield direction * PAN

    sides = [(side, steps(side)) for side in (ours, floor)]

    def measure(number: int) -> Callable[[], float]:
        side, pixels = sides[number]
        return lambda: steady(lambda: cpu_of_frame(lambda: side.scroll(next(pixels))))

    pair = interleaved(measure(0), measure(1), rounds=rounds, warm_up=3)
    ours.check_picture()
    return pair


def _dragging(ours: OurSide, floor: FloorSide, rounds: int) -> tuple[float, float]:
    """Carry one card around in small steps of the mouse; it is put back at the end.

    The floor is a frame of the plain scene: all ready pictures in view, drawn once.
    """

    cards = ours.cards_in_view()
    card = cards[len(cards) // 2]
    start = ours.map.viewportTransform().map(QPointF(*card.rect.center))
    ours.press(start)
    ours.move(start + QPointF(12, 12))
    settle()
    steps = chain.from_iterable(repeat((*range(40), *range(40, 0, -1))))

    def move() -> None:
        step = next(steps)
        ours.move(start + QPointF(12 + 4 * step, 12 + 2 * step))

    pair = interleaved(
        lambda: cpu_of_frame(move),
        lambda: cpu_of_frame(floor.view.viewport().update),
        rounds=rounds,
        warm_up=3,
    )
    hidden = _near(ours, card.touchpoint_id)
    ours.check_picture(without=hidden)
    ours.map.cancel_gesture()
    settle()
    ours.check_picture()
    return pair


def _near(ours: OurSide, touchpoint_id: str) -> list[str]:
    """Return the cards that the one in the hand may hide, and those that are just making room for it."""

    scale = ours.map.transform().m11()
    card = ours.map.plan.card(touchpoint_id)
    assert card is not None
    area = card.rect.grown(190 / scale)
    near = [other.touchpoint_id for other in ours.map.plan.cards if other.rect.meets(area)]
    return [*near, *ours.map.scene_of_map.loose]


def _repainting(ours: OurSide, floor: FloorSide, rounds: int) -> tuple[float, float]:
    """Paint the whole map afresh: nothing that was drawn before may be used."""

    ours.map.select([])
    pair = interleaved(
        lambda: steady(lambda: cpu_of_frame(ours.map.paint_afresh)),
        lambda: steady(lambda: cpu_of_frame(floor.view.viewport().update)),
        rounds=rounds,
    )
    ours.check_picture()
    return pair


def _zooming(ours: OurSide, floor: FloorSide, rounds: int, *, is_crisp: bool) -> tuple[float, float]:
    """Turn the wheel in and out; crisp, where that is asked, means that the picture of the gesture has been replaced."""

    ours.map.fit_map()
    floor.fit()
    pattern = (1, -1) if is_crisp else (1, 1, 1, -1, -1, -1)
    turns = {side: chain.from_iterable(repeat(pattern)) for side in (ours, floor)}
    middle = {side: side.view.viewport().rect().toRectF().center() for side in (ours, floor)}

    def turn() -> None:
        ours.turn_wheel(middle[ours], next(turns[ours]))
        if is_crisp:
            ours.map.end_zooming()

    def turn_floor() -> None:
        factor = 1.2 ** next(turns[floor])
        floor.view.scale(factor, factor)

    def our_frame() -> float:
        seconds = steady(lambda: cpu_of_frame(turn))
        assert ours.map.picture.is_stretched is not is_crisp, "another picture was timed than was meant"
        return seconds

    pair = interleaved(our_frame, lambda: cpu_of_frame(turn_floor), rounds=2 * (rounds // 2), warm_up=2)
    our_frame()
    ours.check_picture(reach=1 if is_crisp else 4, tolerance=NEAR if is_crisp else LIKE)
    ours.map.end_zooming()
    ours.map.fit_map()
    settle()
    return pair
