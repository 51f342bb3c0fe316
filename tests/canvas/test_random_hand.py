"""A hand that does anything at all: no error, no broken picture, and undo leads back to the beginning."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from cxdesigner.canvas import fonts
from cxdesigner.commands import touchpoints
from cxdesigner.document.records import LaneKind, Link, Touchpoint
from cxdesigner.layout.grid import lay_out
from tests.canvas.conftest import LEFT, Board

KEYS = [
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape,
    Qt.Key.Key_F2, Qt.Key.Key_L, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_A, Qt.Key.Key_Delete,
]  # fmt: skip
DROPS = [
    {"new": "stage"},
    {"new": "row"},
    {"new": "note"},
    {"new": "touchpoint", "channel_id": "email"},
    {"new": "nothing"},
]


def _anywhere(board: Board, chance: random.Random) -> QPoint:
    area = board.view.viewport().rect()
    if board.view.plan.cards and chance.random() < 0.6:
        return board.card(chance.choice(board.view.plan.cards).touchpoint_id)
    return QPoint(chance.randrange(area.width()), chance.randrange(area.height()))


def _do_something(board: Board, chance: random.Random) -> None:
    view = board.view
    match chance.randrange(10):
        case 0 | 1 | 2:
            board.drag(_anywhere(board, chance), _anywhere(board, chance))
        case 3:
            board.click(_anywhere(board, chance), chance.choice([Qt.KeyboardModifier(0), *Qt.KeyboardModifier][:3]))
        case 4 | 5:
            board.key(chance.choice(KEYS))
        case 6:
            QTest.mouseDClick(view.viewport(), LEFT, pos=_anywhere(board, chance))
            if view.editor is not None:
                board.type(chance.choice(["Hello", "x y", "<b>"]))
        case 7:
            board.drop(_anywhere(board, chance), chance.choice(DROPS))
        case 8:
            chance.choice([board.history.undo, board.history.redo, view.fit_map, view.actual_size])()
        case 9:
            strip = chance.choice([view.stage_strip, view.lane_strip])
            spots = strip.spots()
            if spots:
                start, end = (chance.choice(spots).rect.center().toPoint() for _ in range(2))
                board.drag(start, end, strip)
            view.set_lanes(chance.choice(list(LaneKind)))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_whatever_the_hand_does_the_picture_is_that_of_the_document(board: Board, seed: int, caplog) -> None:
    chance, records = random.Random(seed), set(board.document)
    every = 1 if seed % 2 else 8  # What nobody looks at is not made: so all is looked at each time, or now and then.

    for number in range(300):
        if len(board.document.all(Touchpoint)) > 30:
            cards = [touchpoint.id for touchpoint in board.document.all(Touchpoint)][10:]
            board.history.perform(touchpoints.remove(board.document, cards))
        _do_something(board, chance)
        if number % every:
            continue
        plan = board.view.plan
        assert plan == lay_out(board.document, plan.map_id, board.view.lanes, fonts.measure)
        shown = set(board.view.scene_of_map.items_by_id)
        expected = {*(card.touchpoint_id for card in plan.cards), *(link.link_id for link in plan.links)}
        assert shown == expected | {note.note_id for note in plan.notes}
        there = shown.union(*(pile.touchpoint_ids for pile in plan.piles))  # The hand may have collapsed a stage.
        assert all(link.source_id in there and link.target_id in there for link in board.document.all(Link))
    board.view.grab()
    board.view.finish_editing()
    while board.history.undo():
        pass

    assert set(board.document) == records
    assert caplog.text == ""
