"""What a click offers mends what it says, nothing else, and Undo takes it back to the last byte."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cxdesigner.commands import maps
from cxdesigner.commands.fixes import FIXES, TOGETHER, Remedy
from cxdesigner.commands.remedies import ENTRY, FIELDS_TO_GO_TO, remedies
from cxdesigner.document.fields import field
from cxdesigner.document.reading import maps_of, touchpoints_of
from cxdesigner.document.records import Event, Link, MapKind, RecordId, Team
from cxdesigner.journey.rules import RULES, Problem, Severity, check
from cxdesigner.journey.rules.accepted import accepted, switched_off
from cxdesigner.storage.codec import encode
from tests.journey.rule_examples import EXAMPLES, with_links
from tests.journey.sketches import MAP, bakery

ROAD = "Smell > Enter > Choose > Pay > Eat > Praise"
ONLY_THE_ROOM = {
    "endless-loop", "no-end", "several-starts", "many-handoffs", "functional-only",
    "duplicate-title", "too-many-stages", "crowded-stage", "to-be-unchanged",
}  # fmt: skip
"""What is seen on the map, and answered by looking at it."""
LEAVES_A_QUESTION = {"missing-today"}
"""The first click makes the to-be map; whether today is right then is asked until it is answered."""


def _problem(sketch, rule_id):
    return check(sketch, MAP, only=[rule_id])[0] if rule_id != "to-be-unchanged" else check(sketch, only=[rule_id])[0]


def _clicks(found):
    """Return all edits that can be chosen from remedies."""
    return [one for remedy in found for one in (remedy, *remedy.choices) if one.plan is not None]


def _beside(sketch, title, new_title):
    """Return another card in the step of a card."""
    return replace(sketch.touchpoint(sketch.id_of(title)), id=RecordId("beside"), title=new_title, order=1)


def _named(found, name):
    return next(one for one in found if one.name == name)


def test_what_can_be_done_belongs_to_a_rule_and_the_rest_is_for_the_room():
    assert FIXES.keys() | FIELDS_TO_GO_TO.keys() | ONLY_THE_ROOM == RULES.keys()
    assert not ONLY_THE_ROOM & (FIXES.keys() | FIELDS_TO_GO_TO.keys())
    assert FIXES.keys() >= TOGETHER


IDLE_AFTERWARDS = {"unused-team", "unused-channel"}
"""Where one team or channel does all of it, others of a small map have nothing left to do."""


@pytest.mark.parametrize("rule_id", sorted(FIXES.keys() - LEAVES_A_QUESTION))
def test_after_the_first_click_the_finding_is_gone_and_no_other_has_come(rule_id):
    sketch = EXAMPLES[rule_id].broken()
    remedy = remedies(sketch, [_problem(sketch, rule_id)])[0]

    sketch.apply(_clicks([remedy])[0].plan(sketch).change)

    assert check(sketch, without=IDLE_AFTERWARDS - {rule_id}) == []


@pytest.mark.parametrize("rule_id", FIXES)
def test_undoing_whatever_was_chosen_gives_the_very_same_file(rule_id):
    sketch = EXAMPLES[rule_id].broken()
    before = encode(sketch, "test")
    clicks = _clicks(remedies(sketch, [_problem(sketch, rule_id)]))

    for click in clicks:
        edit = click.plan(sketch)
        assert edit.name
        assert edit.change
        sketch.apply(edit.change)
        sketch.apply(edit.change.inverted())
        assert encode(sketch, "test") == before

    assert clicks


@pytest.mark.parametrize("rule_id", FIELDS_TO_GO_TO)
def test_what_the_room_must_answer_leads_to_a_field_that_there_is(rule_id):
    sketch = EXAMPLES[rule_id].broken()

    remedy = remedies(sketch, [_problem(sketch, rule_id)])[-1]

    record = sketch.find(remedy.record_id)
    assert remedy.field == ENTRY or field(type(record), remedy.field).label in remedy.name or "prompt" in remedy.name


@pytest.mark.parametrize("rule_id", sorted(ONLY_THE_ROOM))
def test_what_is_answered_by_looking_at_the_map_has_no_button(rule_id):
    sketch = EXAMPLES[rule_id].broken()

    assert remedies(sketch, [_problem(sketch, rule_id)]) == ()


def test_what_is_gone_or_mended_already_offers_nothing():
    sketch = EXAMPLES["same-words"].broken()
    problem = _problem(sketch, "same-words")
    sketch.apply(_clicks(remedies(sketch, [problem]))[0].plan(sketch).change)

    assert _clicks(remedies(sketch, [problem])) == []
    assert remedies(sketch, [Problem("unused-team", Severity.HINT, "", (sketch.id_of("Pay") + "x",))]) == ()


def test_shares_are_scaled_in_proportion():
    sketch = with_links(bakery(ROAD, "Pay ? Praise"), "Pay", probability=0.8)

    sketch.apply(_clicks(remedies(sketch, [_problem(sketch, "branch-shares")]))[0].plan(sketch).change)

    assert [link.probability for link in sketch.all(Link) if link.source_id == sketch.id_of("Pay")] == [0.5, 0.5]


def test_a_dead_end_offers_the_cards_of_the_next_step_and_links_to_the_only_one_at_once():
    sketch = EXAMPLES["dead-end"].broken()
    (problem,) = check(sketch, only=["dead-end"])
    only = remedies(sketch, [problem])
    sketch.draw(_beside(sketch, "Eat", "Drink"))

    several = remedies(sketch, [problem])

    assert [one.name for one in only] == ["Link “Pay” to “Eat”"]
    assert [one.name for one in several] == ["Link it to"]
    assert [one.name for one in several[0].choices] == ["Eat", "Drink"]


def test_what_nobody_reaches_is_put_into_the_flow_where_the_cards_around_it_are_linked():
    sketch = EXAMPLES["unreachable"].broken()
    (remedy,) = remedies(sketch, [_problem(sketch, "unreachable")])

    sketch.apply(remedy.plan(sketch).change)

    assert remedy.name == "Put it between “Choose” and “Eat”"
    links = {(sketch.title_of(link.source_id), sketch.title_of(link.target_id)) for link in sketch.all(Link)}
    assert {("Choose", "Pay"), ("Pay", "Eat")} <= links
    assert ("Choose", "Eat") not in links


def test_the_team_is_chosen_for_all_at_once_and_that_is_one_step_for_undo():
    sketch = bakery().tp("Eat", team_id=None).tp("Pay", team_id=None).draw(Team(id="crew", title="Crew", position=3))
    (remedy,) = remedies(sketch, check(sketch, only=["no-owner"]))

    edit = _named(remedy.choices, "Crew").plan(sketch)
    sketch.apply(edit.change)

    assert remedy.name == "Choose a team for all 2"
    assert [sketch.touchpoint(sketch.id_of(title)).team_id for title in ("Eat", "Pay")] == ["crew", "crew"]
    assert edit.merge_key == ""


def test_teams_that_meet_nobody_are_removed_all_at_once():
    sketch = bakery().draw(Team(id="a", title="Dreamers", position=3)).draw(Team(id="b", title="Sleepers", position=4))
    (remedy,) = remedies(sketch, check(sketch, only=["unused-team"]))

    sketch.apply(remedy.plan(sketch).change)

    assert remedy.name == "Remove all 2 teams"
    assert [team.title for team in sketch.all(Team)] == ["Us"]


def test_a_time_is_offered_from_the_map_and_from_where_customers_come():
    sketch = bakery().tp("Eat", when="").tp("Smell", when="Within 3 rings")
    remedy = remedies(sketch, check(sketch, only=["no-timing"]))[0]

    sketch.apply(remedy.choices[0].plan(sketch).change)

    assert [one.name for one in remedy.choices[:3]] == ["After “Pay”", "Same day", "Within 3 rings"]
    assert sketch.touchpoint(sketch.id_of("Eat")).when == "After Pay"
    assert check(sketch) == []


def test_what_nothing_on_the_map_is_called_becomes_an_event_or_the_event_of_a_card():
    sketch = bakery().tp("Eat", when="2 hours after delivery")
    add, which, go = remedies(sketch, check(sketch, only=["unknown-trigger"]))

    edit = _named(which.choices, "Pay").plan(sketch)
    sketch.apply(edit.change)

    assert add.name == "Add the event “delivery”"
    assert go == Remedy("Go to “When”", record_id=sketch.id_of("Eat"), field="when")
    (event,) = sketch.all(Event)
    assert (event.title, event.touchpoint_id) == ("Delivery", sketch.id_of("Pay"))
    eat = sketch.touchpoint(sketch.id_of("Eat"))
    assert (eat.event_id, eat.when) == (event.id, "2 hours after delivery")
    assert check(sketch) == []


def test_what_stands_elsewhere_than_its_time_says_moves_past_all_that_it_contradicts():
    sketch = EXAMPLES["against-time"].broken()
    move = remedies(sketch, [_problem(sketch, "against-time")])[0]

    sketch.apply(move.plan(sketch).change)

    assert move.name == "Move it there"
    assert [card.title for card in touchpoints_of(sketch, MAP)] == ["Smell", "Enter", "Choose", "Eat", "Praise", "Pay"]


def test_what_is_missing_today_gets_a_to_be_map_and_may_then_be_left_to_it():
    sketch = EXAMPLES["missing-today"].broken()
    (problem,) = check(sketch, only=["missing-today"])
    make = remedies(sketch, [problem])[0]
    sketch.apply(make.plan(sketch).change)

    leave = remedies(sketch, [problem])[0]
    sketch.apply(leave.plan(sketch).change)

    assert [make.name, leave.name] == ["Make a to-be map", "Leave them to the to-be map"]
    assert check(sketch, MAP, only=["missing-today"]) == []
    (tomorrow,) = [one for one in maps_of(sketch) if one.kind is MapKind.TO_BE]
    assert {"Pay", "Eat"} <= {card.title for card in touchpoints_of(sketch, tomorrow.id)}


def test_a_limit_that_the_room_has_set_is_the_one_that_counts():
    sketch = EXAMPLES["long-promise"].broken()

    sketch.apply(maps.set_limit(sketch, MAP, "long-promise", 60).change)
    assert check(sketch) == []

    sketch.apply(maps.set_limit(sketch, MAP, "long-promise", None).change)
    assert len(check(sketch)) == 1


def test_company_language_is_what_the_room_says():
    sketch = bakery()

    sketch.apply(maps.set_company_words(sketch, MAP, ["smell ", "smell", ""]).change)

    assert sketch.map(MAP).company_words == ("smell",)
    assert [problem.rule for problem in check(sketch)] == ["company-words"]


def test_what_was_accepted_is_listed_with_its_reason():
    sketch = EXAMPLES["unfounded-emotion"].broken()
    (problem,) = check(sketch)
    edit = maps.accept_problem(sketch, MAP, problem.rule, problem.record_ids, "We ask them in May")

    sketch.apply(edit.change)
    sketch.apply(maps.set_rule(sketch, MAP, "no-owner", False).change)

    assert check(sketch) == []
    assert [tuple(one) for one in accepted(sketch, MAP)] == [
        ("A feeling that nobody has asked about", "“Pay” and “Eat”", "We ask them in May")
    ]
    assert switched_off(sketch, MAP) == ["Nobody owns it"]


def test_a_long_silence_leads_to_the_time_of_what_comes_after_it():
    sketch = EXAMPLES["long-wait"].broken()

    remedy = remedies(sketch, [_problem(sketch, "long-wait")])[-1]

    assert (remedy.record_id, remedy.field) == (sketch.id_of("Eat"), "when")
