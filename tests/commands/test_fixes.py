"""One click mends what it says, nothing else, and Undo takes it back to the last byte."""

from __future__ import annotations

import pytest

from cxdesigner.commands import maps
from cxdesigner.commands.fixes import FIXES, NAMES, fix
from cxdesigner.document.records import Link
from cxdesigner.journey.rules import RULES, Problem, Severity, check
from cxdesigner.journey.rules.accepted import accepted, switched_off
from cxdesigner.storage.codec import encode
from tests.journey.rule_examples import EXAMPLES, with_links
from tests.journey.sketches import MAP, bakery


def test_every_fix_belongs_to_a_rule_and_has_a_name():
    assert FIXES.keys() <= RULES.keys()
    assert FIXES.keys() == NAMES.keys()


@pytest.mark.parametrize("rule_id", FIXES)
def test_after_the_fix_the_finding_is_gone_and_no_other_has_come(rule_id):
    sketch = EXAMPLES[rule_id].broken()
    (problem,) = check(sketch, only=[rule_id])

    sketch.apply(fix(sketch, problem).change)

    assert check(sketch) == []


@pytest.mark.parametrize("rule_id", FIXES)
def test_undoing_a_fix_gives_the_very_same_file(rule_id):
    sketch = EXAMPLES[rule_id].broken()
    before = encode(sketch, "test")
    (problem,) = check(sketch, only=[rule_id])
    edit = fix(sketch, problem)

    sketch.apply(edit.change)
    sketch.apply(edit.change.inverted())

    assert encode(sketch, "test") == before
    assert edit.name


@pytest.mark.parametrize("rule_id", sorted(RULES.keys() - FIXES.keys()))
def test_what_only_the_room_can_answer_has_no_fix(rule_id):
    sketch = EXAMPLES[rule_id].broken()

    assert [fix(sketch, problem) for problem in check(sketch)] == [None] * len(check(sketch))


def test_a_fix_for_what_is_gone_or_mended_already_does_nothing():
    sketch = EXAMPLES["same-words"].broken()
    (problem,) = check(sketch, only=["same-words"])
    sketch.apply(fix(sketch, problem).change)

    assert fix(sketch, problem) is None
    assert fix(sketch, Problem("unused-team", Severity.HINT, "", (sketch.id_of("Pay") + "x",))) is None


def test_shares_are_scaled_in_proportion():
    sketch = with_links(bakery("Smell > Enter > Choose > Pay > Eat > Praise", "Pay ? Praise"), "Pay", probability=0.8)
    (problem,) = check(sketch, only=["branch-shares"])

    sketch.apply(fix(sketch, problem).change)

    assert [link.probability for link in sketch.all(Link) if link.source_id == sketch.id_of("Pay")] == [0.5, 0.5]


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
