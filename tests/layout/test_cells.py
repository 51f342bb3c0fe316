"""Where a drop lands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from cxdesigner.document.document import Document
from cxdesigner.layout.cells import cell_at
from cxdesigner.layout.plan import Plan
from tests.layout.sketches import board, documents, touchpoint
from tests.layout.test_grid import planned


@pytest.fixture
def plan() -> Plan:
    """Two stages: two cards in one cell, one two steps later, one in the second stage and another lane."""
    cards = [touchpoint(0, step=0, team_id="t0"), touchpoint(1, step=0, order=1, team_id="t0")]
    cards += [touchpoint(2, step=2, team_id="t0"), touchpoint(3, stage_id="s1", step=0, team_id="t1")]
    return planned(board(*cards))


@settings(max_examples=40)
@given(documents())
def test_the_middle_of_a_card_is_in_its_own_cell(document: Document) -> None:
    plan = planned(document)

    for card in plan.cards:
        cell = cell_at(plan, *card.rect.center)
        assert cell is not None
        fields = document.touchpoint(card.touchpoint_id)
        assert (cell.stage_id, cell.step, cell.lane_index) == (fields.stage_id, fields.step, card.lane)
        assert not cell.before_column


def test_an_empty_cell_takes_a_card(plan: Plan) -> None:
    column, lane = plan.columns[1].rect, plan.lanes[1].rect

    cell = cell_at(plan, column.center[0], lane.center[1])

    assert cell is not None
    assert (cell.stage_id, cell.step, cell.lane.team_id, cell.before_id) == ("s0", 1, "t1", None)


def test_above_a_card_means_before_it_and_below_the_last_behind_all(plan: Plan) -> None:
    first, second = (plan.card(card_id) for card_id in ("p0", "p1"))  # type: ignore[arg-type]
    assert first is not None
    assert second is not None

    places = [cell_at(plan, first.rect.center[0], y) for y in (first.rect.y, second.rect.y, second.rect.bottom)]

    assert [cell and cell.before_id for cell in places] == ["p0", "p1", None]


def test_between_two_columns_a_step_is_inserted(plan: Plan) -> None:
    border, lane = plan.columns[1].rect.x, plan.lanes[0].rect

    left, right = (cell_at(plan, border + nudge, lane.center[1]) for nudge in (-5, 5))

    assert left is not None
    assert left.before_column
    assert left == right


def test_at_the_end_of_a_stage_the_new_step_belongs_to_that_stage(plan: Plan) -> None:
    last = plan.stages[0].columns[-1].rect

    cell = cell_at(plan, last.right - 5, plan.lanes[0].rect.center[1])

    assert cell is not None
    assert (cell.stage_id, cell.step, cell.before_column) == ("s0", 3, True)


def test_at_the_start_of_a_stage_the_new_step_is_its_first(plan: Plan) -> None:
    first = plan.stages[1].columns[0].rect

    cell = cell_at(plan, first.x + 5, plan.lanes[0].rect.center[1])

    assert cell is not None
    assert (cell.stage_id, cell.step, cell.before_column) == ("s1", 0, True)


@pytest.mark.parametrize("place", ["heading of a lane", "heading of a stage", "below the lanes", "right of the map"])
def test_outside_of_the_lanes_nothing_can_be_dropped(plan: Plan, place: str) -> None:
    inside = plan.columns[0].rect.center
    x, y = {
        "heading of a lane": (plan.header_width / 2, inside[1]),
        "heading of a stage": (inside[0], plan.header_height / 2),
        "below the lanes": (inside[0], plan.lanes[-1].rect.bottom + 1),
        "right of the map": (plan.width + 1, inside[1]),
    }[place]

    assert cell_at(plan, x, y) is None
