"""The kept picture after edits of anything, in view or not: what somebody has seen of a plan is compared, and nothing else is made."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from cxdesigner.canvas import fonts
from cxdesigner.canvas.view import MapView
from cxdesigner.document.history import History
from cxdesigner.document.records import Map
from cxdesigner.layout.grid import lay_out
from tests.benchmarks.big_map import big_map
from tests.layout import test_memory
from tests.layout.test_memory import STEPS

EVENTS, EVERY = 32, 4
ALIKE = 3
"""Where two pieces of the picture meet, a colour may be so much darker or lighter."""


def seen(view: MapView, qtbot: QtBot) -> QImage:
    """What the viewport shows when the titles have come."""
    picture = view.picture
    view.viewport().grab()
    qtbot.waitUntil(lambda: not (picture._coming or picture._words or picture.is_stretched))
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def farthest(one: QImage, other: QImage) -> int:
    """How far any colour of any pixel is from that of the other picture."""
    if one == other:
        return 0
    return max(abs(a - b) for a, b in zip(bytes(one.constBits()), bytes(other.constBits()), strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_after_any_edits_what_is_kept_is_what_would_be_painted(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    dice = random.Random(seed)
    document = big_map(dice.choice((60, 150, 300)))
    map_id = document.all(Map)[0].id
    monkeypatch.setattr(test_memory, "MAP", map_id)
    view = MapView(document, map_id, History(document).perform)
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # It would come and go with the edits.
    with qtbot.waitExposed(view):
        view.show()
    view.actual_size()
    trail: list[str] = []

    for event in range(1, EVENTS + 1):
        chance = dice.random()
        if chance < 0.5:
            step = dice.choice(STEPS)
            document.apply(step(document, dice))
            trail.append(step.__name__)
        elif chance < 0.8:
            bar = dice.choice((view.horizontalScrollBar(), view.verticalScrollBar()))
            bar.setValue(bar.value() + dice.choice((-900, -200, 200, 900, 3_000)))
        elif chance < 0.9:
            dice.choice((view.fit_map, view.actual_size))()
        else:
            cards = view.plan.cards
            view.select([dice.choice(cards).touchpoint_id] if cards and dice.random() < 0.7 else [])
        if event % EVERY == 0:
            kept = seen(view, qtbot)
            view.paint_afresh()
            assert farthest(kept, seen(view, qtbot)) <= ALIKE, trail

    assert view.plan == lay_out(document, map_id, view.lanes, fonts.measure)
