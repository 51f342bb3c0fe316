"""Cards go into collapsed lanes and stages, and it is said where they are; what must be typed first is not put there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from cxdesigner.canvas.drops import EXPAND_FIRST
from cxdesigner.commands.shapes import collapse_lane, collapse_stages
from cxdesigner.document.records import LaneKind
from cxdesigner.layout.plan import LaneKey
from cxdesigner.storage.codec import encode
from tests.canvas.conftest import Board
from tests.onboarding import BUY, MAP, OFFER, SALES, SERVICE, USE


@pytest.fixture
def folded(board: Board) -> Board:
    """A board whose second stage is collapsed."""
    board.document.apply(collapse_stages(board.document, [USE]).change)
    board.view.refresh()
    return board


def in_stage(board: Board) -> QPoint:
    return board.cell(USE, 0, SALES)


def test_a_card_dropped_on_a_collapsed_stage_goes_to_its_end_and_says_so(folded: Board) -> None:
    encoded = encode(folded.document, "test")

    folded.carry(folded.card(OFFER), in_stage(folded))
    words = folded.view.hand.hint.text()
    folded.release(in_stage(folded))

    offer = folded.touchpoint(OFFER)
    assert words.startswith("Move to “Sales”, at the end of “2 Use”")
    assert (offer.stage_id, offer.step, offer.team_id) == (USE, 2, SALES)
    assert folded.said == ["“Offer” is in the collapsed stage “Use”; double click its mark there to see it."]
    folded.history.undo()
    assert encode(folded.document, "test") == encoded


def test_a_card_dropped_on_a_collapsed_lane_goes_into_it(board: Board) -> None:
    lane = LaneKey(LaneKind.TEAM, team_id=SERVICE)
    board.document.apply(collapse_lane(board.document, MAP, lane).change)
    board.view.refresh()

    board.drag(board.card(OFFER), board.cell(BUY, 0, SERVICE))

    assert board.touchpoint(OFFER).team_id == SERVICE
    assert board.view.plan.card(OFFER) is None


def test_a_new_card_in_a_collapsed_stage_is_refused_because_nobody_could_type_its_title(folded: Board) -> None:
    titles = folded.titles()

    folded.drop(in_stage(folded), {"new": "touchpoint", "channel": "Chat"})
    folded.drop(in_stage(folded), {"new": "note"})

    assert folded.titles() == titles
    assert folded.said == [EXPAND_FIRST] * 2


def test_a_link_drawn_into_a_collapsed_stage_makes_nothing(folded: Board) -> None:
    encoded = encode(folded.document, "test")
    card = folded.view.plan.card(OFFER)
    assert card is not None
    folded.click(folded.card(OFFER))

    folded.drag(folded.pixel(card.rect.right, card.rect.center[1]), in_stage(folded))

    assert encode(folded.document, "test") == encoded
