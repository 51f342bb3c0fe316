"""Collapsing, hiding and resizing: what is shown changes, what is in the map does not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdesigner.commands import lanes, maps, shapes, stages
from cxdesigner.document.change import Edit
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.reading import stages_of, teams_of, touchpoints_of
from cxdesigner.document.records import LaneKind, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.lanes import lane_keys_on_screen
from cxdesigner.layout.plan import LaneKey, TextStyle
from cxdesigner.storage.codec import encode
from tests.onboarding import BUY, MAP, USE, onboarding

SALES_LANE, SERVICE_LANE, NOBODY = (
    LaneKey(LaneKind.TEAM, RecordId(one) if one else None) for one in ("sales", "service", "")
)


def measure(text: str, style: TextStyle) -> float:
    return len(text) * style.size * 0.5


def test_collapsing_a_stage_changes_how_it_is_shown_and_nothing_else(document: Document, history: History) -> None:
    cards = touchpoints_of(document, MAP)

    history.perform(shapes.collapse_stages(document, [BUY]))

    assert document.stage(BUY).is_collapsed
    assert touchpoints_of(document, MAP) == cards


def test_several_stages_collapse_in_one_step(document: Document, history: History) -> None:
    edit = shapes.collapse_stages(document, [BUY, USE])
    history.perform(edit)

    assert edit.name == "Collapse 2 stages"
    history.undo()
    assert not any(stage.is_collapsed for stage in stages_of(document, MAP))


def test_a_collapsed_lane_expands_and_leaves_nothing_behind(document: Document, history: History) -> None:
    before = document.map(MAP)

    history.perform(shapes.collapse_lane(document, MAP, SALES_LANE))
    history.perform(shapes.collapse_lane(document, MAP, SALES_LANE, is_collapsed=False))

    assert document.map(MAP) == before


def test_the_last_lane_is_not_hidden(document: Document, history: History) -> None:
    history.perform(shapes.hide_lane(document, MAP, SALES_LANE))
    history.perform(shapes.hide_lane(document, MAP, NOBODY))

    with pytest.raises(Refused, match="at least one lane"):
        shapes.hide_lane(document, MAP, SERVICE_LANE)


def test_all_hidden_lanes_come_back_at_once_and_keep_their_height(document: Document, history: History) -> None:
    history.perform(shapes.resize_lane(document, MAP, SALES_LANE, 700.0))
    history.perform(shapes.hide_lane(document, MAP, SALES_LANE))
    history.perform(shapes.hide_lane(document, MAP, SERVICE_LANE))

    history.perform(shapes.show_all_lanes(document, MAP))

    plan = lay_out(document, MAP, LaneKind.TEAM, measure)
    assert plan.hidden_lanes == ()
    assert plan.lanes[0].rect.height == 700.0


def test_expand_all_opens_stages_and_lanes_but_shows_nothing_hidden(document: Document, history: History) -> None:
    history.perform(shapes.collapse_stages(document, [BUY]))
    history.perform(shapes.collapse_lane(document, MAP, SALES_LANE))
    history.perform(shapes.hide_lane(document, MAP, SERVICE_LANE))

    history.perform(shapes.expand_all(document, MAP))

    plan = lay_out(document, MAP, LaneKind.TEAM, measure)
    assert not plan.piles
    assert plan.hidden_lanes == (SERVICE_LANE,)


@pytest.mark.parametrize(("wanted", "kept"), [(700.4, 700.0), (10.0, 280.0), (9_999.0, 1_200.0), (500.0, None)])
def test_the_width_of_cards_stays_within_what_can_be_read(
    document: Document, history: History, wanted: float, kept: float | None
) -> None:
    history.perform(shapes.resize_stage(document, BUY, 900.0))
    history.perform(shapes.resize_stage(document, BUY, wanted))

    assert document.stage(BUY).card_width == kept


def test_a_lane_that_is_fitted_is_as_usual(document: Document, history: History) -> None:
    before = document.map(MAP)

    history.perform(shapes.resize_lane(document, MAP, SALES_LANE, 900.0))
    history.perform(shapes.resize_lane(document, MAP, SALES_LANE, None))

    assert document.map(MAP) == before


def test_a_to_be_map_is_shown_as_the_map_that_it_copies(document: Document, history: History) -> None:
    history.perform(shapes.hide_lane(document, MAP, SALES_LANE))

    edit = maps.start_to_be(document, MAP)
    history.perform(edit)

    assert document.map(edit.show[0]).lane_shapes == document.map(MAP).lane_shapes


COMMANDS: list[Callable[[Document, int], Edit]] = [
    lambda document, n: shapes.collapse_stages(document, [_stage(document, n)], is_collapsed=n % 2 == 0),
    lambda document, n: shapes.collapse_lane(document, MAP, _lane(document, n), is_collapsed=n % 3 > 0),
    lambda document, n: shapes.hide_lane(document, MAP, _lane(document, n)),
    lambda document, n: shapes.show_all_lanes(document, MAP),
    lambda document, n: shapes.expand_all(document, MAP),
    lambda document, n: shapes.resize_stage(document, _stage(document, n), 200.0 + 90 * n),
    lambda document, n: shapes.resize_lane(document, MAP, _lane(document, n), 100.0 * n),
    lambda document, n: stages.split_stage(document, _stage(document, n), 1 + n % 3),
    lambda document, n: stages.merge_stage_with_next(document, _stage(document, n)),
    lambda document, n: stages.remove_stage(document, _stage(document, n), _stage(document, n + 1)),
    lambda document, n: stages.add_stage_beside(document, _stage(document, n), is_after=n % 2 == 0),
    lambda document, n: lanes.add_lane_beside(document, _lane(document, n), is_after=n % 2 == 0),
    lambda document, n: lanes.move_lane_by(document, _lane(document, n), 1 - 2 * (n % 2)),
    lambda document, n: lanes.remove_lane(document, _team(document, n), _team(document, n + 1)),
    lambda document, n: lanes.set_lanes(document, MAP, tuple(LaneKind)[n % 4]),
]


def _stage(document: Document, number: int) -> RecordId:
    found = stages_of(document, MAP)
    return found[number % len(found)].id


def _team(document: Document, number: int) -> RecordId:
    found = teams_of(document)
    return found[number % len(found)].id


def _lane(document: Document, number: int) -> LaneKey:
    keys = lane_keys_on_screen(document, MAP, document.map(MAP).lanes)
    key = keys[number % len(keys)]
    return LaneKey(LaneKind.TEAM, key.team_id) if key.kind is LaneKind.TEAM_AND_CHANNEL and number % 2 else key


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, len(COMMANDS) - 1), st.integers(0, 11)), max_size=15))
def test_whatever_is_done_every_card_is_somewhere_and_undo_all_gives_back_the_file(
    script: list[tuple[int, int]],
) -> None:
    document = onboarding()
    history = History(document)
    before = encode(document, "test")

    for command, number in script:
        with suppress(Refused):
            history.perform(COMMANDS[command](document, number))
        plan = lay_out(document, MAP, document.map(MAP).lanes, measure)
        shown = {card.touchpoint_id for card in plan.cards} | {
            one for pile in plan.piles for one in pile.touchpoint_ids
        }
        assert plan.hidden_lanes or shown == {card.id for card in touchpoints_of(document, MAP)}
        assert plan.lanes

    while history.undo():
        pass
    assert encode(document, "test") == before
