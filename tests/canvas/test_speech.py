"""What a screen reader hears on the map and in the table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from cxdesigner.canvas.speech import spoken
from cxdesigner.commands.links import add_link
from cxdesigner.commands.notes import add_note
from cxdesigner.commands.values import set_value
from cxdesigner.document.change import Change
from cxdesigner.document.records import ExperienceRow, RecordId
from tests.canvas.conftest import Board
from tests.onboarding import BUY, EMAIL, MAP, OFFER, SALES, SIGNING, TRAINING, WELCOME, onboarding

WHOLE = "Welcome letter, touchpoint, stage Use, team Service, by Email, follows Contract signing"


def test_a_touchpoint_is_said_in_one_sentence() -> None:
    assert spoken(onboarding(), (WELCOME,)) == WHOLE


def test_what_nobody_has_said_is_not_said() -> None:
    document = onboarding()
    for name in ("team_id", "channel_id"):
        document.apply(set_value(document, OFFER, name, None).change)

    assert spoken(document, (OFFER,)) == "Offer, touchpoint, stage Buy"


def test_all_touchpoints_that_one_follows_are_named() -> None:
    document = onboarding()
    document.apply(add_link(document, OFFER, WELCOME).change)
    document.apply(set_value(document, WELCOME, "moment_of_truth", True).change)

    said = spoken(document, (WELCOME,))

    assert said.endswith("by Email, moment of truth, follows Contract signing and Offer")


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        ((), ""),
        ((OFFER, SIGNING), "2 selected"),
        ((BUY,), "Buy, stage, 2 touchpoints"),
        ((SALES,), "Sales, team, 2 touchpoints"),
        ((EMAIL,), "Email, channel, 2 touchpoints"),
        ((RecordId("l2"),), "Link from Contract signing to Welcome letter, next"),
    ],
)
def test_everything_that_can_be_selected_says_what_it_is(selection: tuple[RecordId, ...], said: str) -> None:
    assert spoken(onboarding(), selection) == said


def test_a_note_says_in_which_row_it_is() -> None:
    document = onboarding()
    row = ExperienceRow(id=RecordId("needs"), title="Needs", map_id=MAP)
    document.apply(Change.adding(row))
    in_lane, in_row = add_note(document, BUY, 0, "Ask"), add_note(document, BUY, 0, "Ask", row=row.id)
    document.apply(in_lane.change.then(in_row.change))

    assert spoken(document, in_lane.show) == "Ask, note, stage Buy"
    assert spoken(document, in_row.show) == "Ask, note on Needs, stage Buy"


def test_each_step_of_the_keyboard_is_said(board: Board) -> None:
    board.view.select([WELCOME])
    assert board.view.accessibleDescription() == WHOLE

    board.key(Qt.Key.Key_Left)
    assert board.view.accessibleDescription() == "Empty, stage Buy, step 2, team Service"
    board.key(Qt.Key.Key_Up)
    assert board.view.accessibleDescription().startswith("Contract signing, touchpoint")
    board.key(Qt.Key.Key_Up)
    assert board.view.accessibleDescription() == "Buy, stage, 2 touchpoints"
    board.view.select([TRAINING])
    board.key(Qt.Key.Key_Home)
    board.key(Qt.Key.Key_Home)
    board.key(Qt.Key.Key_Left)
    assert board.view.accessibleDescription() == "Service, team, 2 touchpoints"
    board.key(Qt.Key.Key_Down)
    assert board.view.accessibleDescription() == "no team, 0 touchpoints"


def test_the_lanes_of_other_kinds_are_said_too(board: Board) -> None:
    from cxdesigner.document.records import LaneKind

    board.view.set_lanes(LaneKind.TEAM_AND_CHANNEL)
    board.view.select([OFFER])
    board.key(Qt.Key.Key_Right)

    assert board.view.accessibleDescription().endswith("step 2, team Sales, by Email")
