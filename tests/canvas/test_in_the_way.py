"""What floats above the map keeps out of the way: the small bar of other cards, the overview of what was asked for, the hint of the hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt

from cxdesigner.commands.touchpoints import add_touchpoint
from cxdesigner.document.records import RecordId
from tests.canvas.conftest import Board
from tests.onboarding import BUY, MAP, OFFER, SALES, SERVICE


def _full_rows(board: Board) -> RecordId:
    """Fill two rows of a lane and a lane below it; return a card in the middle of the uppermost row."""
    upper: list[RecordId] = []
    for team_id in (SALES, SALES, SERVICE):
        for step in range(8):
            edit = add_touchpoint(board.document, MAP, title=f"Card {step}", stage_id=BUY, step=step, team_id=team_id)
            board.document.apply(edit.change)
            upper.append(edit.show[0])
    board.view.refresh()
    return upper[4]


@pytest.mark.parametrize("zoom", [0.38, 0.5])
def test_a_bar_that_would_hide_a_row_of_cards_lies_at_the_foot_of_the_map(board: Board, zoom: float) -> None:
    view, middle = board.view, _full_rows(board)
    view.resize(1400, 800)
    view.viewpoint.set_zoom(zoom)
    view.select([middle])
    view.card_bar.show_now()

    row = view.card_bar.row

    assert row is not None
    area = view.viewportTransform().inverted()[0].mapRect(QRectF(row.geometry()))
    assert row.geometry().bottom() >= view.viewport().rect().bottom() - 10
    assert not [card for card in view.plan.cards if QRectF(*card.rect).intersects(area)]


def test_near_enough_to_read_the_bar_stays_at_its_card(board: Board) -> None:
    view, middle = board.view, _full_rows(board)
    view.resize(1400, 800)
    view.viewpoint.set_zoom(1.0)
    view.show_record(middle)
    view.select([middle])
    view.card_bar.show_now()

    row = view.card_bar.row

    assert row is not None
    assert abs(row.geometry().center().y() - board.card(middle).y()) < 150


def test_a_card_that_is_asked_for_does_not_lie_under_the_overview(board: Board) -> None:
    view, _ = board.view, _full_rows(board)
    view.resize(900, 500)
    view.viewpoint.set_zoom(1.0)
    view.minimap.want(True)
    assert not view.minimap.isHidden()
    for bar in (view.horizontalScrollBar(), view.verticalScrollBar()):
        bar.setValue(bar.minimum())

    hidden = []
    for card in view.plan.cards[:-1]:
        view.viewpoint.reveal(card.touchpoint_id)
        at_end = all(bar.value() == bar.maximum() for bar in (view.horizontalScrollBar(), view.verticalScrollBar()))
        shown = view.in_viewport(QRectF(*card.rect))
        assert view.viewport().rect().contains(shown)
        if shown.intersects(view.minimap.geometry()) and not at_end:
            hidden.append(card.touchpoint_id)

    assert hidden == []


def test_the_hint_goes_to_the_top_while_the_hand_works_at_the_foot(board: Board) -> None:
    view, area = board.view, board.view.viewport().rect()
    start, foot, top = board.card(OFFER), area.center(), area.center()
    foot.setY(area.bottom() - 60)
    top.setY(40)

    board.carry(start, foot)
    below = view.hand.hint.geometry().translated(-view.viewport().pos())
    board.move(top)
    above = view.hand.hint.geometry().translated(-view.viewport().pos())
    board.key(Qt.Key.Key_Escape)

    assert below.bottom() < area.center().y() < above.top()
    assert area.contains(below)
    assert area.contains(above)
