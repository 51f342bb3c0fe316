"""The kept picture after edits of anything, in view or not: what somebody has seen of a plan is compared, and nothing else is made."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from cxdesigner.canvas import fonts
from cxdesigner.canvas.view import MapView
from cxdesigner.document.change import Change
from cxdesigner.document.history import History
from cxdesigner.document.records import Link, LinkKind, Map
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.plan import Rect
from tests.benchmarks.big_map import big_map
from tests.layout import test_memory
from tests.layout.test_memory import STEPS

EVENTS, EVERY = 40, 2
ALIKE = 40
"""Where two pieces of the picture meet, a thin line may be so much darker or lighter; a card or link in a wrong place is more."""


def seen(view: MapView, qtbot: QtBot) -> QImage:
    """What the viewport shows when the titles have come."""
    picture = view.picture
    view.viewport().grab()
    qtbot.waitUntil(lambda: not (picture._coming or picture._words or picture.is_stretched))
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def quiet_edit(view: MapView, dice: random.Random) -> Change:
    """An edit of something in view after which the rest of the map stays where it is."""
    view.refresh()
    area = Rect(*view.visible_rect().getRect())
    links = [view.document.get(Link, path.link_id) for path in view.hits.links_in(area)]
    cards = [view.document.touchpoint(card.touchpoint_id) for card in view.hits.cards_in(area)]
    if links and dice.random() < 0.5:
        tie = dice.choice(links)
        kinds = [kind for kind in LinkKind if kind is not tie.kind]
        return Change.replacing([(tie, replace(tie, kind=dice.choice(kinds)))])
    if cards:
        card = dice.choice(cards)
        return Change.replacing([(card, replace(card, title=f"Title {dice.randrange(1_000)}"))])
    return Change({})


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
    document = big_map(dice.choice((24, 60, 150)))
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
        if chance < 0.25:
            step = dice.choice(STEPS)
            document.apply(step(document, dice))
            trail.append(step.__name__)
        elif chance < 0.6:
            document.apply(quiet_edit(view, dice))
            trail.append("quiet edit")
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
