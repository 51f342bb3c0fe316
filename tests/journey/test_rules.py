"""Each rule is right about a sound journey, and about a broken one."""

from __future__ import annotations

import pytest

from cxdesigner.document.change import Change
from cxdesigner.document.records import Acceptance, Channel, ChannelKind, Expectation, Layer, RecordId, Status
from cxdesigner.document.refused import Refused
from cxdesigner.journey.rules import RULES, Severity, check
from cxdesigner.journey.rules.words import words_to_tell
from tests.journey.rule_examples import APART, EXAMPLES, ROAD, emptied, low_moment
from tests.journey.sketches import MAP, Sketch, bakery


def found(sketch: Sketch, rule_id: str) -> list[tuple[str, ...]]:
    """Return the titles that a rule is about, a tuple for each finding."""
    return [tuple(map(sketch.title_of, problem.record_ids)) for problem in check(sketch, only=[rule_id])]


# -- the table tests itself --------------------------------------------------------------------------------------------


def test_every_rule_has_a_sound_and_a_broken_example():
    assert EXAMPLES.keys() == RULES.keys()


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_says_nothing_about_a_sound_journey(rule_id):
    assert found(EXAMPLES[rule_id].sound(), rule_id) == []


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_finds_exactly_what_is_broken(rule_id):
    assert found(EXAMPLES[rule_id].broken(), rule_id) == EXAMPLES[rule_id].concerns


@pytest.mark.parametrize("rule_id", RULES)
def test_a_fault_of_one_kind_gives_findings_of_that_kind_only(rule_id):
    assert {problem.rule for problem in check(EXAMPLES[rule_id].broken())} == {rule_id}


@pytest.mark.parametrize("rule_id", RULES)
def test_a_message_is_a_sentence_that_names_its_first_record(rule_id):
    sketch = EXAMPLES[rule_id].broken()

    (problem, *_) = check(sketch, only=[rule_id])

    assert f"“{sketch.title_of(problem.record_ids[0])}”" in problem.message
    assert problem.message.endswith((".", "?"))


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_why_it_matters(rule):
    assert rule.why.endswith(".")
    assert rule.find.__doc__
    assert not rule.title.endswith(".")


def test_only_what_breaks_the_journey_is_an_error():
    assert [rule.id for rule in RULES.values() if rule.severity is Severity.ERROR] == ["unreachable", "endless-loop"]


# -- asking ------------------------------------------------------------------------------------------------------------


def test_a_rule_that_the_map_has_switched_off_says_nothing():
    sketch = EXAMPLES["no-owner"].broken().map_with(rules_off=("no-owner",))

    assert check(sketch) == []


def test_an_accepted_finding_is_not_repeated_and_others_are():
    sketch = bakery().tp("Eat", when="").tp("Pay", when="")
    accepted = Acceptance(rule="no-timing", record_ids=(sketch.id_of("Eat"),), reason="Whenever they are hungry")

    sketch.map_with(accepted=(accepted,))

    assert found(sketch, "no-timing") == [("Pay",)]


def test_an_acceptance_counts_for_its_rule_only():
    sketch = bakery().tp("Eat", when="")
    sketch.map_with(accepted=(Acceptance(rule="no-owner", record_ids=(sketch.id_of("Eat"),)),))

    assert found(sketch, "no-timing") == [("Eat",)]


def test_a_finding_that_grew_after_it_was_accepted_is_told_again():
    sketch = bakery("Smell > Enter > Choose > Eat > Praise", "Pay > Eat")
    sketch.map_with(accepted=(Acceptance(rule="unreachable", record_ids=(sketch.id_of("Pay"),)),))
    assert found(sketch, "unreachable") == []

    link = next(link for link in sketch if getattr(link, "source_id", None) == sketch.id_of("Choose"))
    sketch.apply(Change.removing(link))

    assert found(sketch, "unreachable") == [("Pay", "Eat", "Praise")]


def test_an_acceptance_whose_records_are_gone_accepts_nothing():
    sketch = bakery().tp("Eat", when="").map_with(accepted=(Acceptance(rule="no-timing"),))

    assert found(sketch, "no-timing") == [("Eat",)]


def test_rules_can_be_chosen_and_left_out():
    sketch = bakery().tp("Eat", when="", team_id=None)

    assert [problem.rule for problem in check(sketch, without=["no-timing"])] == ["no-owner"]
    assert [problem.rule for problem in check(sketch, only=["no-timing"])] == ["no-timing"]


def test_asking_for_a_rule_that_does_not_exist_is_refused_with_the_names_of_all():
    with pytest.raises(Refused, match=r"There is no rule “no-mercy”\. The rules are: unreachable, .*no-prompts"):
        check(bakery(), only=["no-mercy"])


def test_errors_come_first_and_hints_last():
    sketch = bakery("Smell > Enter > Choose > Eat > Praise", "Pay > Eat").tp("Smell", prompts=(), when="")

    assert [problem.severity for problem in check(sketch)] == [Severity.ERROR, Severity.WARNING, Severity.HINT]


def test_an_empty_map_has_no_problems():
    assert check(Sketch({}, "")) == []


# -- flow --------------------------------------------------------------------------------------------------------------


def test_a_map_in_which_nothing_is_linked_yet_is_read_in_its_order():
    assert check(bakery("")) == []


def test_one_missing_arrow_is_one_problem():
    sketch = bakery("Smell > Enter", "Choose > Pay > Eat > Praise")

    assert found(sketch, "unreachable") == [("Choose", "Pay", "Eat", "Praise")]
    assert check(sketch, only=["unreachable"])[0].message == (
        "No way leads from the start, “Smell”, to “Choose”. Nor to the 3 that come after it."
    )


def test_a_circle_that_nothing_leads_to_is_unreachable_too():
    sketch = bakery("Smell > Enter > Eat > Praise", "Choose > Pay > Choose", "Pay > Eat")

    assert found(sketch, "unreachable") == [("Choose", "Pay")]


def test_a_stray_card_at_the_very_beginning_does_not_become_the_start():
    assert found(bakery("Enter > Choose > Pay > Eat > Praise"), "unreachable") == [("Smell",)]


def test_a_recovery_is_a_way_like_any_other():
    assert check(bakery("Smell > Enter > Choose > Eat > Praise", "Choose ! Pay > Eat")) == []


def test_a_loop_with_a_way_out_is_fine_wherever_the_way_out_is():
    assert found(bakery("Smell > Enter > Choose > Enter", "Choose > Pay > Choose", "Enter > Eat"), "endless-loop") == []


def test_two_endless_loops_are_two_problems():
    sketch = bakery("Smell > Enter > Smell", "Choose > Pay > Choose", "Eat > Praise")

    assert found(sketch, "endless-loop") == [("Smell", "Enter"), ("Choose", "Pay")]


def test_what_leads_into_an_endless_loop_is_not_blamed():
    sketch = bakery("Smell > Enter > Choose > Pay > Eat > Praise > Eat")

    assert found(sketch, "endless-loop") == [("Eat", "Praise")]


def test_a_touchpoint_that_leads_only_to_itself_is_an_endless_loop():
    sketch = bakery("Smell > Enter > Choose > Pay > Eat > Praise > Praise")

    assert [problem.message for problem in check(sketch)] == [
        "“Praise” leads only back to itself: the customer never gets out."
    ]


def test_the_happy_customer_may_begin_again():
    assert check(bakery(ROAD + " > Smell")) == []


def test_the_last_stage_with_touchpoints_is_where_the_journey_may_end():
    assert found(emptied(), "dead-end") == []


# -- who and by what ---------------------------------------------------------------------------------------------------


def test_what_happens_without_us_is_said_differently():
    word_of_mouth = Channel(id=RecordId("mouth"), title="Word of mouth", kind=ChannelKind.OTHER)
    sketch = bakery().draw(word_of_mouth).tp("Smell", team_id=None, channel_id=word_of_mouth.id)

    assert [problem.message for problem in check(sketch, only=["no-owner"])] == [
        "At “Smell”, the customer is on their own. Which of our teams is responsible for what happens there?"
    ]


@pytest.mark.parametrize("layer", [Layer.BACKSTAGE, Layer.SUPPORT])
def test_what_the_customer_does_not_see_needs_no_channel(layer):
    assert found(bakery().tp("Pay", channel_id=None, layer=layer), "no-channel") == []


# -- when --------------------------------------------------------------------------------------------------------------


def test_an_event_that_was_chosen_is_a_time():
    sketch = bakery().with_event("Payday", at="Pay")

    sketch.tp("Eat", when="", event_id=sketch.id_of("Payday"))

    assert found(sketch, "no-timing") == []


@pytest.mark.parametrize(
    "when",
    [
        "Before paying",
        "Pay - 2 days",
        "2 days before Buy",
        "Every day until Pay",
        "Choose + 1 day",
        "With the shopping",
    ],
)
def test_these_may_stand_before_what_they_name(when):
    assert found(bakery().tp("Choose", when=when), "before-trigger") == []


@pytest.mark.parametrize("when", ["Upon Pay", "Pay", "1 day after payment", "Within 2 days of paying", "Enjoy + 1 day"])
def test_these_must_not_stand_before_what_they_name(when):
    sketch = Sketch({"Buy": ["Choose", "Payment"], "Enjoy": ["Eat"]}).tp("Choose", when=when.replace("Pay", "Payment"))

    assert len(found(sketch, "before-trigger")) == 1


def test_an_event_is_where_its_touchpoint_is():
    sketch = bakery().with_event("Money changes hands", at="Pay").tp("Choose", when="upon money changing hands")

    assert found(sketch, "before-trigger") == [("Choose", "Pay")]
    assert found(sketch, "unknown-trigger") == []


def test_the_chosen_event_counts_more_than_the_words():
    sketch = bakery().with_event("Hunger", at="Smell")

    sketch.tp("Choose", when="Pay + 2 days", event_id=sketch.id_of("Hunger"), offset_days=2.0)

    assert found(sketch, "before-trigger") == []


def test_an_event_that_happens_nowhere_on_the_map_is_known_and_has_no_place():
    sketch = bakery().with_event("Payday").tp("Smell", when="Payday + 1 day")

    assert check(sketch) == []


@pytest.mark.parametrize(
    "when",
    [
        "After any moon landing",
        "When the moon has landed",
        "After the moon is reached",
        "Within 5 minutes of the call",
        "On arrival",
        "Before 10:00",
        "While waiting",
        "At the counter",
        "In the agreed window",
        "moonish",
    ],
)
def test_these_name_nothing_that_a_map_must_explain(when):
    assert found(bakery().tp("Choose", when=when), "unknown-trigger") == []


def test_the_condition_of_the_branch_that_leads_there_is_a_trigger():
    sketch = bakery(ROAD, "Pay ? Praise").tp("Praise", when="Within 1 day of the great surprise")

    assert found(sketch, "unknown-trigger") == []


def test_a_short_form_of_an_unknown_trigger_belongs_to_the_long_one():
    sketch = bakery().tp("Choose", when="the landing + 1 day").tp("Pay", when="2 days after the moon landing")

    assert found(sketch, "unknown-trigger") == [("Choose", "Pay")]
    assert (
        check(sketch)[0].message
        == "“Choose” and “Pay” wait for “moon landing”, but nothing on this map is called that."
    )


# -- experience and completeness ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("expectation", [Expectation.MEETS, Expectation.EXCEEDS, None])
def test_a_moment_of_truth_that_does_not_fall_short_needs_no_recovery(expectation):
    assert found(low_moment().tp("Pay", expectation=expectation), "moment-without-recovery") == []


def test_a_way_of_recovery_is_a_recovery():
    low = {"moment_of_truth": True, "expectation": Expectation.BELOW}

    assert found(bakery(ROAD, "Pay ! Smell").tp("Pay", **low), "moment-without-recovery") == []


def test_a_branch_to_what_others_use_as_their_recovery_is_a_recovery():
    low = {"moment_of_truth": True, "expectation": Expectation.BELOW}

    assert found(bakery(ROAD, "Pay ? Praise", "Choose ! Praise").tp("Pay", **low), "moment-without-recovery") == []


def test_a_branch_to_taking_a_complaint_is_a_recovery():
    sketch = Sketch({"Buy": ["Pay", "Complaint"], "Enjoy": ["Eat"]}, "Pay > Eat", "Pay ? Complaint > Eat")
    sketch.tp("Pay", moment_of_truth=True, expectation=Expectation.BELOW)

    assert found(sketch, "moment-without-recovery") == []


def test_company_language_in_a_title_is_found_where_the_outside_word_only_tells_what_the_customer_sees():
    sketch = bakery().tp("Eat", title="Entitlement check", outside="Why can't they just do the right thing?")

    assert [problem.message for problem in check(sketch, only=["company-words"])] == [
        "The word “Entitlement” in “Entitlement check” is company language. What does the customer call it?"
    ]


@pytest.mark.parametrize("layer", [Layer.BACKSTAGE, Layer.SUPPORT])
def test_what_stays_inside_may_be_in_company_language(layer):
    assert found(bakery().tp("Eat", title="Escalation to tier 2", layer=layer), "company-words") == []


def test_only_words_that_are_found_or_added_are_told():
    sketch = bakery().tp("Eat", title="Hypercare")

    assert words_to_tell(sketch, MAP) == ()
    assert words_to_tell(sketch.map_with(company_words=("SLA", "hypercare", "moonshot")), MAP) == (
        "hypercare",
        "moonshot",
    )


@pytest.mark.parametrize(
    "values", [{"team_id": None}, {"status": Status.TO_REMOVE}, {"layer": Layer.CUSTOMER}, {"title": "Gives up"}]
)
def test_what_nobody_owns_or_will_go_or_the_customer_does_alone_needs_no_prompt(values):
    assert found(bakery().tp("Eat", prompts=(), **values), "no-prompts") == []


def test_a_missing_prompt_names_the_team_whose_work_it_is():
    sketch = bakery().tp("Eat", title="Fault report", prompts=())

    assert [problem.message for problem in check(sketch)] == ["No prompt says yet what Us does at “Fault report”."]


def test_the_same_title_in_two_stages_is_fine():
    assert found(Sketch(APART, ""), "duplicate-title") == []


def test_a_very_long_title_is_cut_in_the_message_only():
    sketch = Sketch({"Come": ["x" * 400]}, "").tp("x" * 400, when="")

    (problem,) = check(sketch)

    assert len(problem.message) < 150
