"""A hand that changes its mind: keys pressed and let go on the way, Esc, undo in the middle; nothing is left behind."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, Qt

from cxdesigner.canvas import fonts
from cxdesigner.commands.notes import add_note
from cxdesigner.commands.touchpoints import remove
from cxdesigner.document.records import Touchpoint
from cxdesigner.layout.grid import lay_out
from cxdesigner.storage.codec import encode
from tests.canvas.conftest import Board
from tests.onboarding import BUY, SALES, SERVICE, USE

KEYS = [
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
]
MOST = 25


def _somewhere(board: Board, chance: random.Random) -> QPoint:
    """Return a card, its edge, the end of a link, a note, or any point at all."""
    plan, area = board.view.plan, board.view.viewport().rect()
    kind = chance.randrange(6)
    if kind < 2 and plan.cards:
        return board.pixel(*chance.choice(plan.cards).rect.center)
    if kind == 2 and plan.cards:
        rect = chance.choice(plan.cards).rect
        return board.pixel(rect.right + chance.randint(-6, 10), rect.y + chance.random() * rect.height)
    if kind == 3 and plan.links:
        return board.pixel(*chance.choice(plan.links).points[chance.choice([0, -1])])
    if kind == 4 and plan.notes:
        return board.pixel(*chance.choice(plan.notes).rect.center)
    return QPoint(chance.randrange(area.width()), chance.randrange(area.height()))


def _open_at_once(board: Board) -> None:
    """Let the cards make room without waiting for it."""
    if board.view.hand.room._timer.isActive():
        board.view.hand.room._open()


def _gesture(board: Board, chance: random.Random) -> None:
    view, hand = board.view, board.view.hand
    if chance.random() < 0.3:
        things = [card.touchpoint_id for card in view.plan.cards] + [link.link_id for link in view.plan.links]
        view.select(chance.sample(things, min(len(things), chance.randint(1, 4))))
    at = _somewhere(board, chance)
    hand.begin(at, chance.choice(KEYS))
    for _ in range(chance.randint(1, 6)):
        at = _somewhere(board, chance) if chance.random() < 0.5 else at + QPoint(chance.randint(-40, 40), 20)
        hand.follow(at, chance.choice(KEYS))
        if chance.random() < 0.6:
            _open_at_once(board)
    ending = chance.random()
    if ending < 0.15:
        board.key(Qt.Key.Key_Escape)
    elif ending < 0.25:
        board.history.undo()
        view.refresh()
    hand.let_go(at, chance.choice(KEYS))
    if view.editor is not None:
        board.key(chance.choice([Qt.Key.Key_Escape, Qt.Key.Key_Return]))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_a_hand_that_changes_its_mind_leaves_nothing_behind(board: Board, seed: int, caplog) -> None:
    chance, view = random.Random(seed), board.view
    for stage_id, team_id in ((BUY, SALES), (USE, SERVICE)):
        board.document.apply(add_note(board.document, stage_id, 0, "Ask", team_id=team_id, right=90.0).change)
    view.refresh()
    encoded, scene = encode(board.document, "test"), view.scene_of_map

    for _ in range(120):
        _gesture(board, chance)
        assert view.plan == lay_out(board.document, view.map_id, view.lanes, fonts.measure)
        assert all(item.pos().isNull() for item in scene.items_by_id.values())
        assert not scene.attention.lifted
        assert not view.hand.room.is_open
        assert not view.hand.hint.text()
        assert not any(overlay.isVisible() for overlay in (scene.landing, scene.gap, scene.band, view.hand.carried))
        cards = [touchpoint.id for touchpoint in board.document.all(Touchpoint)]
        if len(cards) > MOST:
            board.history.perform(remove(board.document, cards[10:]))
            view.refresh()
    view.grab()
    while board.history.undo():
        pass

    assert encode(board.document, "test") == encoded
    assert caplog.text == ""
