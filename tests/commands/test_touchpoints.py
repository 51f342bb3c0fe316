"""Cards are added, moved and copied so that nothing else changes."""

from __future__ import annotations

import pytest

from cxdesigner.commands.maps import start_to_be
from cxdesigner.commands.touchpoints import add_touchpoint, copy_touchpoints, duplicate, make_room, move_touchpoints
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.reading import links_of, steps_of, touchpoints_of, touchpoints_of_stage
from cxdesigner.document.records import Channel, ExperienceCell, LaneKind, Link, Map, RecordId, Status, Team, Touchpoint
from cxdesigner.layout.plan import LaneKey
from cxdesigner.storage.codec import encode
from tests.onboarding import BUY, EMAIL, MAP, OFFER, SALES, SERVICE, SIGNING, TRAINING, USE, WELCOME

SERVICE_LANE = LaneKey(LaneKind.TEAM, team_id=SERVICE)
SALES_LANE = LaneKey(LaneKind.TEAM, team_id=SALES)


def test_dropping_a_card_into_another_team_changes_its_team_and_nothing_else(document: Document, history: History):
    before = document.touchpoint(OFFER)

    history.perform(move_touchpoints(document, [OFFER], BUY, 0, SERVICE_LANE))

    after = document.touchpoint(OFFER)
    changed = {name for name in Touchpoint.__dataclass_fields__ if getattr(before, name) != getattr(after, name)}
    assert changed == {"team_id"}
    assert after.team_id == SERVICE


def test_dropping_a_card_where_it_lies_is_no_edit(document: Document):
    edit = move_touchpoints(document, [OFFER], BUY, 0, SALES_LANE)

    assert not edit


def test_dropping_into_the_unassigned_lane_takes_the_team_away(document: Document, history: History):
    history.perform(move_touchpoints(document, [OFFER], BUY, 0, LaneKey(LaneKind.TEAM)))

    assert document.touchpoint(OFFER).team_id is None


def test_a_lane_of_team_and_channel_sets_both(document: Document, history: History):
    lane = LaneKey(LaneKind.TEAM_AND_CHANNEL, team_id=SERVICE, channel_id=EMAIL)

    history.perform(move_touchpoints(document, [SIGNING], BUY, 1, lane))

    assert (document.touchpoint(SIGNING).team_id, document.touchpoint(SIGNING).channel_id) == (SERVICE, EMAIL)


def test_several_cards_keep_their_distance_over_the_border_of_a_stage(document: Document, history: History):
    history.perform(move_touchpoints(document, [OFFER, SIGNING], BUY, 1, SALES_LANE))

    assert (document.touchpoint(OFFER).stage_id, document.touchpoint(OFFER).step) == (BUY, 1)
    assert (document.touchpoint(SIGNING).stage_id, document.touchpoint(SIGNING).step) == (USE, 0)


def test_cards_that_move_beyond_the_last_column_make_a_new_step_at_its_end(document: Document, history: History):
    history.perform(move_touchpoints(document, [OFFER, SIGNING, WELCOME, TRAINING], BUY, 1, SALES_LANE))

    places = [
        (document.touchpoint(it).stage_id, document.touchpoint(it).step) for it in (OFFER, SIGNING, WELCOME, TRAINING)
    ]
    assert places == [(BUY, 1), (USE, 0), (USE, 1), (USE, 2)]
    assert steps_of(document, BUY) == 2


def test_cards_of_other_lanes_stay_in_theirs_when_several_move(document: Document, history: History):
    history.perform(move_touchpoints(document, [SIGNING, WELCOME], BUY, 0, LaneKey(LaneKind.TEAM)))

    assert document.touchpoint(SIGNING).team_id is None
    assert document.touchpoint(WELCOME).team_id == SERVICE


def test_inserting_a_step_moves_later_cards_of_the_stage_on(document: Document, history: History):
    history.perform(move_touchpoints(document, [TRAINING], BUY, 1, SALES_LANE, insert_column=True))

    assert [tp.title for tp in touchpoints_of(document, MAP)] == [
        "Offer",
        "Training",
        "Contract signing",
        "Welcome letter",
    ]
    assert steps_of(document, BUY) == 3


def test_inserting_a_step_in_one_lane_leaves_the_other_lanes_alone(document: Document, history: History):
    history.perform(move_touchpoints(document, [OFFER], USE, 0, SERVICE_LANE))

    history.perform(make_room(document, USE, 0, lane=SERVICE_LANE))

    assert {tp.title: tp.step for tp in touchpoints_of_stage(document, USE)} == {
        "Offer": 1,
        "Welcome letter": 1,
        "Training": 2,
    }
    assert document.touchpoint(SIGNING).step == 1


def test_a_new_card_in_a_step_of_its_lane_leaves_the_other_lanes_alone(document: Document, history: History):
    history.perform(move_touchpoints(document, [OFFER], USE, 0, SALES_LANE))

    history.perform(
        add_touchpoint(
            document, MAP, stage_id=USE, step=0, lane=SERVICE_LANE, insert_column=True, only_lane=SERVICE_LANE
        )
    )

    assert {tp.title: tp.step for tp in touchpoints_of_stage(document, USE)} == {
        "Offer": 0,
        "New touchpoint": 0,
        "Welcome letter": 1,
        "Training": 2,
    }


def test_a_new_card_stands_above_the_card_that_is_named(document: Document, history: History):
    encoded = encode(document, "test")

    history.perform(add_touchpoint(document, MAP, stage_id=USE, step=0, lane=SERVICE_LANE, before_id=WELCOME))
    order = [tp.title for tp in touchpoints_of_stage(document, USE)]
    history.undo()

    assert order == ["New touchpoint", "Welcome letter", "Training"]
    assert encode(document, "test") == encoded


def test_a_card_dropped_into_a_taken_cell_goes_below_the_others(document: Document, history: History):
    history.perform(move_touchpoints(document, [OFFER], USE, 0, SERVICE_LANE))

    assert [tp.title for tp in touchpoints_of_stage(document, USE)][:2] == ["Welcome letter", "Offer"]


def test_a_card_dropped_above_another_goes_above_it(document: Document, history: History):
    history.perform(move_touchpoints(document, [OFFER], USE, 0, SERVICE_LANE, before_id=WELCOME))

    assert [tp.title for tp in touchpoints_of_stage(document, USE)][:2] == ["Offer", "Welcome letter"]


def test_a_card_added_after_another_stands_in_the_next_step_and_in_the_flow(document: Document, history: History):
    edit = add_touchpoint(document, MAP, title="Kickoff", after_id=WELCOME, lane=SERVICE_LANE)

    history.perform(edit)

    assert [tp.title for tp in touchpoints_of_stage(document, USE)] == ["Welcome letter", "Kickoff", "Training"]
    arrows = {
        (document.title_of(link.source_id), document.title_of(link.target_id)) for link in links_of(document, MAP)
    }
    assert {("Welcome letter", "Kickoff"), ("Kickoff", "Training")} <= arrows
    assert ("Welcome letter", "Training") not in arrows


def test_a_card_added_in_a_free_lane_makes_no_room(document: Document, history: History):
    history.perform(add_touchpoint(document, MAP, title="Invoice", after_id=WELCOME, lane=SALES_LANE))

    assert document.touchpoint(TRAINING).step == 1
    assert [tp.step for tp in touchpoints_of_stage(document, USE) if tp.title == "Invoice"] == [1]


def test_the_first_card_of_an_empty_map_brings_a_stage_along():
    empty = Document([Map(id=MAP, title="Empty")])

    empty.apply(add_touchpoint(empty, MAP, title="First thought").change)

    assert [tp.title for tp in touchpoints_of(empty, MAP)] == ["First thought"]


def test_duplicating_cards_copies_the_links_between_them(document: Document, history: History):
    edit = duplicate(document, [OFFER, SIGNING])

    history.perform(edit)

    twins = set(edit.show)
    assert [link for link in document.all(Link) if {link.source_id, link.target_id} == twins]
    assert len(document.all(Touchpoint)) == 6


def test_what_stands_in_experience_rows_moves_on_with_its_step(document: Document, history: History):
    from cxdesigner.commands.rows import add_row, set_cell

    row = add_row(document, MAP, "Thoughts")
    history.perform(row)
    history.perform(set_cell(document, row.show[0], BUY, 1, "Now it gets real"))

    history.perform(make_room(document, BUY, 0))

    assert [cell.step for cell in document.all(ExperienceCell)] == [2]


def test_teams_and_channels_survive_every_move(document: Document, history: History):
    history.perform(move_touchpoints(document, [OFFER], USE, 5, LaneKey(LaneKind.CHANNEL)))

    assert {team.id for team in document.all(Team)} == {SALES, SERVICE}
    assert {channel.id for channel in document.all(Channel)} == {EMAIL, RecordId("phone")}
    assert document.touchpoint(OFFER).step == 5


def test_a_card_of_a_channel_that_is_not_there_yet_brings_it_along(document: Document, history: History):
    history.perform(add_touchpoint(document, MAP, title="Question", channel_title="Chat"))

    (card,) = [tp for tp in document.all(Touchpoint) if tp.title == "Question"]
    assert document.title_of(card.channel_id) == "Chat"
    assert len(document.all(Channel)) == 3
    history.undo()
    assert len(document.all(Channel)) == 2


def test_a_card_of_a_channel_that_is_there_takes_it(document: Document, history: History):
    history.perform(add_touchpoint(document, MAP, title="Question", channel_title="email"))

    (card,) = [tp for tp in document.all(Touchpoint) if tp.title == "Question"]
    assert card.channel_id == EMAIL


def test_a_new_card_on_a_map_of_tomorrow_is_not_there_today(document: Document, history: History):
    history.perform(start_to_be(document, MAP))
    tomorrow = next(map for map in document.all(Map) if map.origin_id == MAP)

    edit = add_touchpoint(document, tomorrow.id, title="Welcome text")
    told = add_touchpoint(document, tomorrow.id, title="Call", status=Status.TO_CHANGE)
    today = add_touchpoint(document, MAP, title="Welcome text")

    assert [one.change.added()[0].status for one in (edit, told, today)] == [
        Status.MISSING,
        Status.TO_CHANGE,
        Status.EXISTING,
    ]


@pytest.mark.parametrize("chosen", [[OFFER, SIGNING], [SIGNING, OFFER]])
@pytest.mark.parametrize("before_id", [None, WELCOME])
def test_cards_that_come_into_one_cell_follow_each_other_as_they_did(
    document: Document, history: History, chosen: list[RecordId], before_id: RecordId | None
):
    history.perform(move_touchpoints(document, [SIGNING], BUY, 0, SALES_LANE, before_id=OFFER))

    history.perform(move_touchpoints(document, chosen, USE, 0, SERVICE_LANE, before_id=before_id))

    titles = [touchpoint.title for touchpoint in touchpoints_of_stage(document, USE) if touchpoint.step == 0]
    both = ["Contract signing", "Offer"]
    assert titles[:3] == (["Welcome letter", *both] if before_id is None else [*both, "Welcome letter"])


@pytest.mark.parametrize("chosen", [[OFFER, SIGNING], [SIGNING, OFFER]])
def test_copies_that_come_into_one_cell_follow_each_other_as_the_originals_do(
    document: Document, history: History, chosen: list[RecordId]
):
    history.perform(move_touchpoints(document, [SIGNING], BUY, 0, SALES_LANE, before_id=OFFER))

    history.perform(copy_touchpoints(document, chosen, USE, 0, SERVICE_LANE))

    titles = [touchpoint.title for touchpoint in touchpoints_of_stage(document, USE) if touchpoint.step == 0]
    assert titles == ["Welcome letter", "Contract signing", "Offer"]


@pytest.mark.parametrize("chosen", [[OFFER, SIGNING], [SIGNING, OFFER]])
def test_duplicates_stand_below_the_originals_as_these_do(document: Document, history: History, chosen: list[RecordId]):
    history.perform(move_touchpoints(document, [SIGNING], BUY, 0, SALES_LANE, before_id=OFFER))

    for _ in range(2):
        history.perform(duplicate(document, chosen))

    titles = [touchpoint.title for touchpoint in touchpoints_of_stage(document, BUY)]
    assert titles == 3 * ["Contract signing", "Offer"]
