"""Splitting, merging, moving and removing stages and lanes, with all that is in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cxdesigner.commands import lanes, rows, stages
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.reading import channels_of, links_of, rows_of, stages_of, teams_of, touchpoints_of
from cxdesigner.document.records import (
    ExperienceCell,
    ExperienceRow,
    LaneKind,
    LaneShape,
    Link,
    Map,
    Note,
    Record,
    RecordId,
    Stage,
    Touchpoint,
)
from cxdesigner.document.refused import Refused
from cxdesigner.layout.plan import LaneKey
from cxdesigner.storage.codec import encode
from tests.onboarding import BUY, EMAIL, MAP, OFFER, PHONE, SALES, SERVICE, SIGNING, TRAINING, USE, WELCOME

ROW, NOTE, CELL = RecordId("row"), RecordId("note"), RecordId("cell")


@pytest.fixture(autouse=True)
def extras(document: Document) -> None:
    """Give the second step of “Buy” and the first of “Use” something else than a card."""
    records: list[Record] = [
        ExperienceRow(id=ROW, title="Thoughts", map_id=MAP),
        ExperienceCell(id=CELL, row_id=ROW, stage_id=BUY, step=1, text="At last"),
        Note(id=NOTE, text="Ask legal", stage_id=USE, step=0, team_id=SERVICE),
    ]
    document.apply(Change.adding(*records))


def place(document: Document, record_id: RecordId) -> tuple[RecordId, int]:
    record = document.find(record_id)
    assert isinstance(record, (Touchpoint, Note, ExperienceCell))
    return record.stage_id, record.step


def titles(document: Document) -> list[str]:
    return [stage.title for stage in stages_of(document, MAP)]


def test_splitting_a_stage_puts_its_later_steps_into_a_new_one_behind_it(document: Document, history: History) -> None:
    edit = stages.split_stage(document, BUY, 1)
    history.perform(edit)

    new = edit.show[0]
    assert titles(document) == ["Buy", "Buy 2", "Use"]
    assert place(document, OFFER) == (BUY, 0)
    assert place(document, SIGNING) == (new, 0)
    assert place(document, CELL) == (new, 0)


@pytest.mark.parametrize("step", [0, 2, 7])
def test_a_stage_is_not_split_where_one_part_would_be_empty(document: Document, step: int) -> None:
    with pytest.raises(Refused, match="split"):
        stages.split_stage(document, BUY, step)


def test_merging_puts_the_steps_of_the_next_stage_behind(document: Document, history: History) -> None:
    history.perform(stages.merge_stage_with_next(document, BUY))

    assert titles(document) == ["Buy"]
    assert [place(document, one) for one in (OFFER, SIGNING, WELCOME, TRAINING)] == [(BUY, n) for n in range(4)]
    assert place(document, NOTE) == (BUY, 2)
    assert len(links_of(document, MAP)) == 3


def test_merging_undoes_a_split(document: Document, history: History) -> None:
    before = {one.id: place(document, one.id) for one in touchpoints_of(document, MAP)}

    history.perform(stages.split_stage(document, BUY, 1))
    history.perform(stages.merge_stage_with_next(document, BUY))

    assert {one.id: place(document, one.id) for one in touchpoints_of(document, MAP)} == before


def test_merging_an_empty_stage_leaves_no_gap(document: Document, history: History) -> None:
    history.perform(stages.add_stage_beside(document, USE, is_after=False))
    empty = stages_of(document, MAP)[1].id

    history.perform(stages.merge_stage_with_next(document, empty))

    assert place(document, WELCOME) == (empty, 0)


def test_the_last_stage_has_nothing_to_merge_with(document: Document) -> None:
    with pytest.raises(Refused, match="no stage behind"):
        stages.merge_stage_with_next(document, USE)


def test_a_to_be_stage_that_was_copied_from_a_merged_one_comes_from_the_one_that_stays(
    document: Document, history: History
) -> None:
    to_be = Stage(id=RecordId("to-be"), title="Use", map_id=MAP, position=9, origin_id=USE)
    document.apply(Change.adding(to_be))

    history.perform(stages.merge_stage_with_next(document, BUY))

    assert document.stage(to_be.id).origin_id == BUY


def test_a_stage_is_added_right_behind_or_right_before_another(document: Document, history: History) -> None:
    history.perform(stages.add_stage_beside(document, BUY))
    history.perform(stages.add_stage_beside(document, BUY, is_after=False))

    assert titles(document) == ["New stage", "Buy", "New stage", "Use"]


def test_a_stage_that_is_removed_takes_its_cards_and_their_links_along(document: Document, history: History) -> None:
    history.perform(stages.remove_stage(document, BUY))

    assert [one.id for one in touchpoints_of(document, MAP)] == [WELCOME, TRAINING]
    assert len(document.all(Link)) == 1
    assert CELL not in document


def test_the_cards_of_a_removed_stage_go_before_those_of_a_later_one(document: Document, history: History) -> None:
    history.perform(stages.remove_stage(document, BUY, USE))

    assert titles(document) == ["Use"]
    assert [place(document, one) for one in (OFFER, SIGNING, WELCOME, TRAINING)] == [(USE, n) for n in range(4)]
    assert place(document, CELL) == (USE, 1)
    assert place(document, NOTE) == (USE, 2)


def test_the_cards_of_a_removed_stage_go_behind_those_of_an_earlier_one(document: Document, history: History) -> None:
    history.perform(stages.remove_stage(document, USE, BUY))

    assert [place(document, one) for one in (OFFER, SIGNING, WELCOME, TRAINING)] == [(BUY, n) for n in range(4)]


def test_cards_do_not_go_into_a_stage_that_is_not_there(document: Document) -> None:
    with pytest.raises(Refused, match="another stage"):
        stages.remove_stage(document, USE, USE)


def test_a_stage_moves_one_place_and_stays_at_the_end(document: Document, history: History) -> None:
    history.perform(stages.move_stage_by(document, BUY, 1))

    assert titles(document) == ["Use", "Buy"]
    assert not stages.move_stage_by(document, BUY, 1)
    history.perform(stages.move_stage_by(document, BUY, -1))
    assert titles(document) == ["Buy", "Use"]


def test_the_cards_of_a_removed_team_become_another_teams(document: Document, history: History) -> None:
    history.perform(lanes.remove_lane(document, SERVICE, SALES))

    assert [team.id for team in teams_of(document)] == [SALES]
    assert {one.team_id for one in touchpoints_of(document, MAP)} == {SALES}
    assert document.get(Note, NOTE).team_id == SALES


def test_the_cards_of_a_removed_team_are_unassigned(document: Document, history: History) -> None:
    history.perform(lanes.remove_lane(document, SERVICE))

    assert document.touchpoint(WELCOME).team_id is None
    assert document.get(Note, NOTE).team_id is None


def test_the_cards_of_a_removed_channel_go_with_it(document: Document, history: History) -> None:
    history.perform(lanes.remove_lane(document, PHONE, along=True))

    assert [one.id for one in touchpoints_of(document, MAP)] == [OFFER, WELCOME]
    assert len(document.all(Link)) == 0


def test_cards_of_a_team_do_not_become_those_of_a_channel(document: Document) -> None:
    with pytest.raises(Refused, match="another team or channel"):
        lanes.remove_lane(document, SALES, EMAIL)


@pytest.mark.parametrize("into", [None, SALES])
def test_how_a_removed_team_was_shown_is_forgotten(document: Document, history: History, into: RecordId | None) -> None:
    map = document.map(MAP)
    shapes = LaneShape(lane="team:service", is_collapsed=True), LaneShape(lane="team:sales", height=500.0)
    pair = LaneShape(lane="team+channel:service/email", is_hidden=True)
    document.apply(Change.replacing([(map, _with(map, *shapes, pair))]))

    history.perform(lanes.remove_lane(document, SERVICE, into))

    assert [shape.lane for shape in document.map(MAP).lane_shapes] == ["team:sales"]


def test_a_team_is_added_right_below_and_right_above_a_lane(document: Document, history: History) -> None:
    lane = LaneKey(LaneKind.TEAM, SALES)

    history.perform(lanes.add_lane_beside(document, lane))
    history.perform(lanes.add_lane_beside(document, lane, is_after=False))

    assert [team.title for team in teams_of(document)] == ["New team 2", "Sales", "New team", "Service"]
    assert len({team.color for team in teams_of(document)}) == 4


def test_a_channel_is_added_above_what_is_unassigned(document: Document, history: History) -> None:
    history.perform(lanes.add_lane_beside(document, LaneKey(LaneKind.CHANNEL)))

    assert [one.title for one in channels_of(document)] == ["Email", "Phone", "New channel"]


def test_layers_are_not_added_to(document: Document) -> None:
    with pytest.raises(Refused, match="always the same"):
        lanes.add_lane_beside(document, LaneKey(LaneKind.LAYER, layer="customer"))


def test_a_lane_moves_one_place(document: Document, history: History) -> None:
    history.perform(lanes.move_lane_by(document, LaneKey(LaneKind.TEAM, SALES), 1))
    history.perform(lanes.move_lane_by(document, LaneKey(LaneKind.TEAM_AND_CHANNEL, SALES, PHONE), -1))

    assert [team.id for team in teams_of(document)] == [SERVICE, SALES]
    assert [channel.id for channel in channels_of(document)] == [PHONE, EMAIL]


def test_a_channel_moves_right_below_another(document: Document, history: History) -> None:
    history.perform(lanes.move_channel_after(document, EMAIL, PHONE))

    assert [channel.id for channel in channels_of(document)] == [PHONE, EMAIL]


def test_an_experience_row_moves_above_another(document: Document, history: History) -> None:
    document.apply(Change.adding(ExperienceRow(id=RecordId("needs"), title="Needs", map_id=MAP, position=1)))

    history.perform(rows.move_row(document, RecordId("needs"), ROW))

    assert [row.title for row in rows_of(document, MAP)] == ["Needs", "Thoughts"]


COMMANDS: dict[str, Callable[[Document], Edit]] = {
    "split": lambda document: stages.split_stage(document, BUY, 1),
    "merge": lambda document: stages.merge_stage_with_next(document, BUY),
    "remove stage": lambda document: stages.remove_stage(document, BUY),
    "into the next": lambda document: stages.remove_stage(document, BUY, USE),
    "into the previous": lambda document: stages.remove_stage(document, USE, BUY),
    "insert": lambda document: stages.add_stage_beside(document, BUY),
    "move stage": lambda document: stages.move_stage_by(document, BUY, 1),
    "remove team": lambda document: lanes.remove_lane(document, SALES),
    "give to another team": lambda document: lanes.remove_lane(document, SALES, SERVICE),
    "remove channel along": lambda document: lanes.remove_lane(document, EMAIL, along=True),
    "insert team": lambda document: lanes.add_lane_beside(document, LaneKey(LaneKind.TEAM, SALES)),
    "move team": lambda document: lanes.move_lane_by(document, LaneKey(LaneKind.TEAM, SALES), 1),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_undo_gives_back_the_very_same_file(document: Document, history: History, name: str) -> None:
    before = encode(document, "test")

    edit = COMMANDS[name](document)
    history.perform(edit)
    after = encode(document, "test")
    history.undo()

    assert edit.name
    assert after != before
    assert encode(document, "test") == before
    history.redo()
    assert encode(document, "test") == after


def _with(map: Map, *shapes: LaneShape) -> Map:
    return replace(map, lane_shapes=shapes)
