"""What the rules say about real maps: a person who knows the trade agrees with each finding."""

from __future__ import annotations

import pytest

from cxdesigner import formats, resources
from cxdesigner.document.reading import first_map
from cxdesigner.formats import quick_text, table_read
from cxdesigner.journey.measures import counts
from cxdesigner.journey.rules import RULES, Severity, check

FINDINGS = {
    "b2b-onboarding.csv": {
        ("long-wait", "Satisfaction survey", "First invoice"),
        ("company-words", "Discovery call"),
        (
            "missing-today",
            "Profile shared with all touch teams",
            "Welcome call",
            "Quick-reference card",
            "First-week check",
            "Quarterly review",
            "Request for a recommendation",
        ),
        ("unknown-trigger", "Discovery call", "Solution workshop"),
        ("unknown-trigger", "Contract signing"),
        ("moment-without-recovery", "Fault report"),
    },
    "dealership-aftersales.csv": {
        ("before-trigger", "Safety note", "Invoice explained"),
        ("long-promise", "Win-back letter"),
        ("handoff-row", "Parking and entrance", "Greeting at the desk", "Walk round the car", "Coffee while waiting"),
        ("two-lows", "Service recovery", "Win-back letter"),
        ("company-words", "Win-back letter"),
    },
    "restoration-control-system.csv": {
        ("dead-end", "Courtesy follow-up"),
        ("unknown-trigger", "Repair schedule"),
        (
            "two-lows",
            "Emergency line answered",
            "Arrival time by text",
            "Call ahead",
            "Arrival at the door",
            "Damage inspection",
            "Work authorization",
        ),
    },
    "store-first-thought-to-advocate.csv": {
        ("branch-without-condition", "Asks in the chat", "Walks into the store", "Gets the plan and the price"),
        ("two-lows", "Reads the product page", "Walks into the store", "Leaves without a word"),
        ("two-lows", "Delivery date moves", "Calls customer service"),
        ("dead-end", "Gives up"),
        ("dead-end", "Leaves without a word"),
        ("long-wait", "Review request", "Care guide"),
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
        ("branch-without-condition", "Replacement part shipped", "Field engineer visit", "Case closed"),
        (
            "two-lows",
            "Product stops working",
            "Searches the knowledge base",
            "Calls support",
            "Entitlement check",
            "Case opened",
            "Quote for a service contract",
            "Escalation to tier 2",
            "Diagnosis by tier 2",
            "Replacement part shipped",
        ),
        (
            "handoff-row",
            "Escalation to tier 2",
            "Diagnosis by tier 2",
            "Replacement part shipped",
            "Field engineer visit",
        ),
        ("no-timing", "Problem solved by myself"),
        ("no-owner", "Product stops working"),
        ("moment-without-recovery", "Product stops working"),
        ("moment-without-recovery", "Calls support"),
        ("moment-without-recovery", "Entitlement check"),
        ("moment-without-recovery", "Escalation to tier 2"),
        ("moment-without-recovery", "Case closed"),
        ("company-words", "Entitlement check"),
        ("company-words", "Diagnosis by tier 2"),
    },
    "quick-capture.txt": {
        ("unknown-trigger", "Welcome Letter", "Welcome call", "Kickoff meeting"),
        ("unknown-trigger", "On-site training", "First invoice"),
        ("long-wait", "First invoice", "On-site training"),
        ("no-timing", "Follow-up on missing data"),
        ("no-timing", "Change order"),
        ("no-owner", "Change order"),
        ("no-channel", "Change order"),
    },
}
TEMPLATES = {
    "business-customer-onboarding.cxmap": {
        ("branch-with-one-arm", "Fault report"),
        ("functional-only", "Growth"),
        ("missing-today", "Customer profile"),
    },
    "emergency-help.cxmap": {("branch-with-one-arm", "Complaint taken"), ("two-lows", "Emergency line answered")},
    "service-visit.cxmap": {("branch-with-one-arm", "Making it good")},
    "shop-to-advocate.cxmap": {
        ("dead-end", "Gives up"),
        ("long-wait", "Review request"),
        ("branch-with-one-arm", "Reports the damage"),
        ("no-owner", "Sees it at a friend's"),
        ("no-owner", "First evening with it"),
        ("no-owner", "A friend sees it"),
    },
    "support-case.cxmap": {
        ("no-owner", "It stops working"),
        ("two-lows", "It stops working"),
        ("functional-only", "Something breaks"),
        ("missing-today", "What changed because of you"),
    },
}
"""The same for the templates, by the first record of each finding."""

WITHOUT_PROMPTS = {
    "b2b-onboarding.csv": 23,
    "dealership-aftersales.csv": 19,
    "restoration-control-system.csv": 0,
    "store-first-thought-to-advocate.csv": 15,
    "support-case-two-views.csv": 13,
    "quick-capture.txt": 8,
}


@pytest.fixture(params=FINDINGS)
def sample(request, samples):
    read = table_read.read_table if request.param.endswith(".csv") else quick_text.read
    return request.param, read((samples / request.param).read_bytes(), request.param).document


def test_the_findings_of_a_sample_are_these_and_no_others(sample):
    name, document = sample

    problems = check(document, without=["no-prompts", "unfounded-emotion"])

    assert {(problem.rule, *map(document.title_of, problem.record_ids)) for problem in problems} == FINDINGS[name]


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_findings_of_a_template_are_these_and_no_others(name):
    document = formats.open_any(resources.path("templates") / name).document

    problems = check(document)

    assert {(problem.rule, document.title_of(problem.record_ids[0])) for problem in problems} == TEMPLATES[name]


def test_a_map_in_which_nobody_says_how_the_feelings_are_known_gets_one_hint(sample):
    name, document = sample

    assert len(check(document, only=["unfounded-emotion"])) == (0 if name == "quick-capture.txt" else 1)


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
