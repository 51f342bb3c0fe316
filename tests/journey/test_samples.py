"""What the rules say about real maps: a person who knows the trade agrees with each finding."""

from __future__ import annotations

import pytest

from cxdesigner.document.reading import first_map
from cxdesigner.formats import quick_text, table_read
from cxdesigner.journey.measures import counts
from cxdesigner.journey.rules import RULES, Severity, check

FINDINGS = {
    "b2b-onboarding.csv": {
        ("unknown-trigger", "Discovery call", "Solution workshop"),
        ("unknown-trigger", "Contract signing"),
        ("moment-without-recovery", "Fault report"),
    },
    "dealership-aftersales.csv": {("before-trigger", "Safety note", "Invoice explained")},
    "restoration-control-system.csv": {("dead-end", "Courtesy follow-up"), ("unknown-trigger", "Repair schedule")},
    "store-first-thought-to-advocate.csv": {
        ("dead-end", "Gives up"),
        ("dead-end", "Leaves without a word"),
        ("no-owner", "Sees a friend's kitchen"),
        ("no-owner", "Unpacks and checks"),
        ("no-owner", "First meal"),
        ("no-owner", "Friend sees the kitchen"),
        ("moment-without-recovery", "Searches online"),
        ("moment-without-recovery", "Gives up"),
        ("moment-without-recovery", "Walks into the store"),
        ("moment-without-recovery", "Leaves without a word"),
        ("moment-without-recovery", "Delivery date moves"),
        ("moment-without-recovery", "Calls customer service"),
    },
    "support-case-two-views.csv": {
        ("no-timing", "Problem solved by myself"),
        ("no-owner", "Product stops working"),
        ("moment-without-recovery", "Product stops working"),
        ("moment-without-recovery", "Calls support"),
        ("moment-without-recovery", "Entitlement check"),
        ("moment-without-recovery", "Escalation to tier 2"),
        ("moment-without-recovery", "Case closed"),
    },
    "quick-capture.txt": {
        ("unknown-trigger", "Welcome Letter", "Welcome call", "Kickoff meeting"),
        ("unknown-trigger", "On-site training", "First invoice"),
        ("no-timing", "Follow-up on missing data"),
        ("no-timing", "Change order"),
        ("no-owner", "Change order"),
        ("no-channel", "Change order"),
    },
}
WITHOUT_PROMPTS = {
    "b2b-onboarding.csv": 23,
    "dealership-aftersales.csv": 19,
    "restoration-control-system.csv": 0,
    "store-first-thought-to-advocate.csv": 18,
    "support-case-two-views.csv": 14,
    "quick-capture.txt": 8,
}


@pytest.fixture(params=FINDINGS)
def sample(request, samples):
    read = table_read.read_table if request.param.endswith(".csv") else quick_text.read
    return request.param, read((samples / request.param).read_bytes(), request.param).document


def test_the_findings_of_a_sample_are_these_and_no_others(sample):
    name, document = sample

    problems = check(document, without=["no-prompts"])

    assert {(problem.rule, *map(document.title_of, problem.record_ids)) for problem in problems} == FINDINGS[name]


def test_no_sample_is_broken(sample):
    _, document = sample

    assert [problem for problem in check(document) if problem.severity is Severity.ERROR] == []


def test_touchpoints_without_prompts_are_hints(sample):
    name, document = sample

    assert len(check(document, only=["no-prompts"])) == WITHOUT_PROMPTS[name]


def test_every_stage_of_a_sample_is_counted(samples):
    document = table_read.read_table((samples / "b2b-onboarding.csv").read_bytes(), "b2b-onboarding.csv").document

    found = counts(document, first_map(document).id)

    assert (found["touchpoints"], found["stages"], found["teams"], found["channels"]) == (23, 7, 5, 8)


def test_the_table_of_rules_is_that_of_the_promise():
    assert set(RULES) >= {
        "no-owner", "no-channel", "no-timing", "unreachable", "dead-end", "endless-loop", "empty-stage",
        "moment-without-recovery", "duplicate-title", "unknown-trigger", "before-trigger", "no-prompts",
    }  # fmt: skip
