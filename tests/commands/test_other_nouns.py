"""Stages, lanes, links, maps, notes, values and events do what their names say."""

from __future__ import annotations

import pytest

from cxdesigner.commands import events, lanes, links, maps, notes, rows, stages, values
from cxdesigner.commands.allowed import may_move, may_move_lane
from cxdesigner.commands.removing import remove
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.reading import channels_of, links_of, stages_of, teams_of, touchpoints_of
from cxdesigner.document.records import (
    ChannelKind,
    Event,
    ExperienceCell,
    LaneKind,
    Link,
    LinkKind,
    Map,
    MapKind,
    Note,
    RecordId,
    Stage,
    Touchpoint,
)
from cxdesigner.document.refused import Refused
from cxdesigner.layout.plan import LaneKey
from tests.onboarding import BUY, EMAIL, MAP, OFFER, PHONE, SALES, SERVICE, SIGNING, TRAINING, USE, WELCOME


def test_a_stage_is_added_before_another_one(document: Document, history: History):
    history.perform(stages.add_stage(document, MAP, "Decide", before_id=USE))

    assert [stage.title for stage in stages_of(document, MAP)] == ["Buy", "Decide", "Use"]


def test_moving_a_stage_takes_all_that_is_in_it_along(document: Document, history: History):
    history.perform(stages.move_stage(document, USE, BUY))

    assert [tp.title for tp in touchpoints_of(document, MAP)][:2] == ["Welcome letter", "Training"]


def test_moving_a_stage_before_itself_is_no_edit(document: Document):
    assert not stages.move_stage(document, BUY, BUY)


def test_removing_a_stage_takes_its_cards_and_their_links_along(document: Document, history: History):
    history.perform(notes.add_note(document, USE, 0, "Ask finance"))

    history.perform(remove(document, [USE]))

    assert not document.all(Note)
    assert {tp.id for tp in document.all(Touchpoint)} == {OFFER, SIGNING}
    assert [link.id for link in document.all(Link)] == ["l1"]


def test_removing_a_team_leaves_its_cards_unassigned(document: Document, history: History):
    history.perform(remove(document, [SALES]))

    assert document.touchpoint(OFFER).team_id is None


def test_the_last_map_stays(document: Document):
    with pytest.raises(Refused, match="at least one map"):
        remove(document, [MAP])


def test_a_team_is_moved_above_another_one(document: Document, history: History):
    lane, above = LaneKey(LaneKind.TEAM, team_id=SERVICE), LaneKey(LaneKind.TEAM, team_id=SALES)

    history.perform(lanes.move_lane(document, MAP, lane, above))

    assert [team.title for team in teams_of(document)] == ["Service", "Sales"]


def test_a_channel_lane_moves_channels(document: Document, history: History):
    lane = LaneKey(LaneKind.CHANNEL, channel_id=EMAIL)

    history.perform(lanes.move_lane(document, MAP, lane, None))

    assert [channel.title for channel in channels_of(document)] == ["Phone", "Email"]


@pytest.mark.parametrize("lane", [LaneKey(LaneKind.TEAM), LaneKey(LaneKind.LAYER, layer="customer")])
def test_lanes_without_an_order_of_their_own_say_why_they_stay(document: Document, lane: LaneKey):
    assert may_move_lane(lane)
    with pytest.raises(Refused):
        lanes.move_lane(document, MAP, lane, None)


def test_adding_a_team_that_exists_shows_it_and_changes_nothing(document: Document):
    edit = lanes.add_team(document, "  sales ")

    assert not edit
    assert edit.show == (SALES,)


@pytest.mark.parametrize(
    ("title", "kind", "icon"),
    [
        ("Email", ChannelKind.DIGITAL, "mail"),
        ("Phone", ChannelKind.VOICE, "phone"),
        ("Face-to-face", ChannelKind.IN_PERSON, "users"),
        ("Letter", ChannelKind.PAPER, "letter-text"),
        ("Web portal", ChannelKind.DIGITAL, "monitor"),
        ("Text message", ChannelKind.DIGITAL, "smartphone"),
        ("Internal handover", ChannelKind.OTHER, "arrow-right-left"),
        ("Word of mouth", ChannelKind.OTHER, "ear"),
        ("Xyzzy", ChannelKind.OTHER, "circle-help"),
    ],
)
def test_the_name_of_a_channel_says_its_kind_and_icon(title: str, kind: ChannelKind, icon: str):
    assert lanes.channel_kind_and_icon(title) == (kind, icon)


def test_switching_lanes_changes_only_what_the_map_is_shown_by(document: Document, history: History):
    before = {record.id: record for record in document if not isinstance(record, Map)}

    history.perform(lanes.set_lanes(document, MAP, LaneKind.CHANNEL))

    assert {record.id: record for record in document if not isinstance(record, Map)} == before
    assert document.map(MAP).lanes is LaneKind.CHANNEL


def test_looking_at_all_lanes_and_coming_back_leaves_no_step_for_undo(document: Document, history: History):
    history.perform(stages.add_stage(document, MAP, "Decide"))

    for kind in (LaneKind.CHANNEL, LaneKind.LAYER, LaneKind.TEAM):
        history.perform(lanes.set_lanes(document, MAP, kind))

    assert history.undo_name() == "Add stage “Decide”"


def test_a_link_with_a_condition_is_a_branch(document: Document, history: History):
    edit = links.add_link(document, OFFER, WELCOME, condition="if the customer asks")

    history.perform(edit)

    assert document.get(Link, edit.show[0]).kind is LinkKind.BRANCH


@pytest.mark.parametrize(("source", "target"), [(OFFER, OFFER), (OFFER, SIGNING)])
def test_a_link_to_itself_or_twice_is_refused_with_a_sentence(document: Document, source: RecordId, target: RecordId):
    with pytest.raises(Refused, match=r"\.$"):
        links.add_link(document, source, target)


def test_a_to_be_map_is_a_copy_whose_records_know_their_origin(document: Document, history: History):
    edit = maps.start_to_be(document, MAP)

    history.perform(edit)

    twin = document.map(edit.show[0])
    assert (twin.kind, twin.origin_id) == (MapKind.TO_BE, MAP)
    copies = touchpoints_of(document, twin.id)
    assert [tp.origin_id for tp in copies] == [OFFER, SIGNING, WELCOME, TRAINING]
    assert len(links_of(document, twin.id)) == 3
    assert {tp.team_id for tp in copies} == {SALES, SERVICE}


def test_what_was_accepted_today_is_accepted_tomorrow_too(document: Document, history: History):
    history.perform(maps.accept_problem(document, MAP, "no-timing", (OFFER,), "Sales decides."))
    edit = maps.start_to_be(document, MAP)

    history.perform(edit)

    copy = next(tp.id for tp in touchpoints_of(document, edit.show[0]) if tp.origin_id == OFFER)
    assert [(one.rule, one.record_ids) for one in document.map(edit.show[0]).accepted] == [("no-timing", (copy,))]


def test_removing_the_origin_leaves_the_to_be_map_whole(document: Document, history: History):
    twin = maps.start_to_be(document, MAP)
    history.perform(twin)

    history.perform(remove(document, [MAP]))

    assert len(touchpoints_of(document, twin.show[0])) == 4
    assert all(tp.origin_id is None for tp in document.all(Touchpoint))


def test_a_link_between_two_maps_is_refused(document: Document, history: History):
    twin = maps.start_to_be(document, MAP)
    history.perform(twin)
    other = touchpoints_of(document, twin.show[0])[0]

    with pytest.raises(Refused, match="within one map"):
        links.add_link(document, OFFER, other.id)


def test_a_rule_is_switched_off_and_on_again(document: Document, history: History):
    history.perform(maps.set_rule(document, MAP, "no-owner", False))
    assert document.map(MAP).rules_off == ("no-owner",)

    history.perform(maps.set_rule(document, MAP, "no-owner", True))
    assert document.map(MAP).rules_off == ()


def test_typing_in_one_field_is_one_undo_step(document: Document, history: History):
    for text in ("A", "Ag", "Agr", "Agree"):
        history.perform(values.set_value(document, OFFER, "what", text))

    history.undo()

    assert document.touchpoint(OFFER).what == ""


def test_a_value_that_does_not_fit_its_field_is_refused_and_changes_nothing(document: Document):
    before = document.touchpoint(OFFER)

    with pytest.raises(Refused, match="Emotion"):
        values.set_value(document, OFFER, "emotion", 7)

    assert document.touchpoint(OFFER) == before


def test_several_cards_get_the_same_value_in_one_step(document: Document, history: History):
    history.perform(values.set_values(document, [OFFER, SIGNING], "team_id", SERVICE))
    history.undo()

    assert {document.touchpoint(OFFER).team_id, document.touchpoint(SIGNING).team_id} == {SALES}


def test_an_empty_name_is_refused(document: Document):
    with pytest.raises(Refused, match="name"):
        values.rename(document, OFFER, "  \n ")


def test_reading_the_timing_makes_touchpoints_share_an_event(document: Document, history: History):
    history.perform(values.set_value(document, WELCOME, "when", "Upon signing of contract"))
    history.perform(values.set_value(document, TRAINING, "when", "Contract signing + 2 days"))

    history.perform(events.read_timing(document, MAP))

    (event,) = document.all(Event)
    assert event.touchpoint_id == SIGNING
    assert {document.touchpoint(WELCOME).event_id, document.touchpoint(TRAINING).event_id} == {event.id}
    assert document.touchpoint(TRAINING).offset_days == 2.0
    assert document.touchpoint(WELCOME).when == "Upon signing of contract"


def test_clearing_a_cell_of_a_row_removes_it(document: Document, history: History):
    row = rows.add_row(document, MAP, "Thoughts")
    history.perform(row)
    history.perform(rows.set_cell(document, row.show[0], BUY, 0, "Hm"))

    history.perform(rows.set_cell(document, row.show[0], BUY, 0, ""))

    assert not document.all(ExperienceCell)


def test_cards_may_not_leave_their_map(document: Document, history: History):
    twin = maps.start_to_be(document, MAP)
    history.perform(twin)
    foreign = stages_of(document, twin.show[0])[0]

    assert "copy and paste" in may_move(document, [OFFER], foreign.id, 0, None)
    assert may_move(document, [OFFER], USE, 0, LaneKey(LaneKind.CHANNEL, channel_id=PHONE)) == ""


def test_a_new_document_has_one_map_with_stages_to_start_from():
    document = maps.new_document("Moving house")

    assert [map.title for map in document.all(Map)] == ["Moving house"]
    assert document.all(Stage)


def test_a_sticker_goes_to_another_cell_and_stays_there(document: Document, history: History):
    made = notes.add_note(document, BUY, 0, "Ask finance", team_id=SALES)
    history.perform(made)

    lane = LaneKey(LaneKind.TEAM, team_id=SERVICE)
    history.perform(notes.move_note(document, made.show[0], USE, 1, lane, 40, 20))

    note = document.get(Note, made.show[0])
    assert (note.stage_id, note.step, note.team_id, note.right, note.down) == (USE, 1, SERVICE, 40.0, 20.0)


def test_a_lane_of_layers_leaves_the_team_of_a_sticker_alone(document: Document, history: History):
    made = notes.add_note(document, BUY, 0, "Ask finance", team_id=SALES)
    history.perform(made)

    lane = LaneKey(LaneKind.LAYER, layer="backstage")
    history.perform(notes.move_note(document, made.show[0], BUY, 0, lane, 5, 5))

    assert document.get(Note, made.show[0]).team_id == SALES
