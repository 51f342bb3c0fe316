"""The six real inputs go in without editing and without losing a cell."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cxdesigner.document.document import Document
from cxdesigner.document.reading import first_map, links_of, stages_of, touchpoints_of
from cxdesigner.document.records import Event, Link, LinkKind, Side, Touchpoint
from cxdesigner.formats import Opened, open_any

SAMPLES = Path(__file__).parent.parent / "files" / "samples"
TABLES = (
    "b2b-onboarding",
    "dealership-aftersales",
    "restoration-control-system",
    "store-first-thought-to-advocate",
    "support-case-two-views",
)
Said = Callable[[Document, Touchpoint], str]


def sample(name: str) -> Opened:
    return open_any(SAMPLES / name)


def ways_on(document: Document, touchpoint: Touchpoint) -> str:
    """Write the links of a touchpoint as the samples do."""
    leaving = [link for link in document.all(Link) if link.source_id == touchpoint.id]
    numbers = [document.touchpoint(link.target_id).number for link in leaving]
    pairs = zip(numbers, leaving, strict=True)
    return "; ".join(f"{number} if {link.condition}" if link.condition else number for number, link in pairs)


def measured(side: Side | None) -> Said:
    def said(document: Document, touchpoint: Touchpoint) -> str:
        found = [measure for measure in touchpoint.measures if measure.side is side]
        return "; ".join(f"{one.value:g}" if one.value is not None else one.title for one in found)

    return said


def field(name: str) -> Said:
    def said(document: Document, touchpoint: Touchpoint) -> str:
        return str(getattr(touchpoint, name))

    return said


# What a person reads in the document for each header of the samples: written down by hand, not taken from the program.
WHERE: dict[str, Said] = {
    "No": field("number"),
    "Stage": lambda document, touchpoint: document.title_of(touchpoint.stage_id),
    "Touchpoint": field("title"),
    "Channel": lambda document, touchpoint: document.title_of(touchpoint.channel_id),
    "Team": lambda document, touchpoint: document.title_of(touchpoint.team_id),
    "When": field("when"),
    "What": field("what"),
    "Whom": field("whom"),
    "How": field("how"),
    "Customer does": field("does"),
    "Customer needs": field("needs"),
    "Customer wants": field("wants"),
    "Customer thinks": field("thinks"),
    "Customer feels": field("feels"),
    "What we do (inside)": field("inside"),
    "What the customer experiences (outside)": field("outside"),
    "Emotion": field("emotion"),
    "Expectation": field("expectation"),
    "Moment of truth": lambda _, touchpoint: "yes" if touchpoint.moment_of_truth else "no",
    "Status": field("status"),
    "Pain point": field("pain_point"),
    "Opportunity": field("opportunity"),
    "Recovery": field("recovery"),
    "Clue": lambda _, touchpoint: "".join(clue.text for clue in touchpoint.clues),
    "Clue kind": lambda _, touchpoint: "".join(str(clue.kind) for clue in touchpoint.clues),
    "Checklist": lambda _, touchpoint: "; ".join(prompt.text for prompt in touchpoint.prompts),
    "Satisfaction %": measured(None),
    "Measure inside": measured(Side.INSIDE),
    "Measure outside": measured(Side.OUTSIDE),
    "Next": ways_on,
}


def cells(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield (number of the row, header, cell) of a sample, read by the csv module alone."""
    with (SAMPLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield from ((row["No"], header, cell) for header, cell in row.items())


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_of_a_sample_stands_in_the_document(name: str) -> None:
    document = sample(f"{name}.csv").document
    by_number = {touchpoint.number: touchpoint for touchpoint in document.all(Touchpoint)}

    lost = [
        (number, header, cell, WHERE[header](document, by_number[number]))
        for number, header, cell in cells(name)
        if WHERE[header](document, by_number[number]) != cell
    ]

    assert lost == []


@pytest.mark.parametrize("name", TABLES)
def test_a_sample_is_understood_without_a_remark_on_any_row(name: str) -> None:
    opened = sample(f"{name}.csv")

    assert opened.problems == ()


@pytest.mark.parametrize("name", TABLES)
def test_no_column_of_a_sample_is_left_to_custom_fields(name: str) -> None:
    document = sample(f"{name}.csv").document

    assert [touchpoint.custom for touchpoint in document.all(Touchpoint) if touchpoint.custom] == []


def test_the_business_onboarding_has_23_touchpoints_in_7_stages() -> None:
    document = sample("b2b-onboarding.csv").document

    found = first_map(document)

    assert found.title == "B2B onboarding"
    assert len(touchpoints_of(document, found.id)) == 23
    assert [stage.title for stage in stages_of(document, found.id)] == [
        "Know the customer",
        "Proposal",
        "Onboarding",
        "Implementation",
        "Training",
        "Go-live",
        "Growth",
    ]


def test_a_way_with_a_condition_is_a_branch_and_one_without_is_next() -> None:
    document = sample("restoration-control-system.csv").document
    authorization = next(tp for tp in document.all(Touchpoint) if tp.title == "Work authorization")

    leaving = [link for link in links_of(document, first_map(document).id) if link.source_id == authorization.id]

    assert {(document.title_of(link.target_id), link.kind, link.condition) for link in leaving} == {
        ("Equipment set-up", LinkKind.NEXT, ""),
        ("Courtesy follow-up", LinkKind.BRANCH, "the customer declines"),
    }


def test_each_touchpoint_of_a_stage_has_a_step_of_its_own() -> None:
    document = sample("b2b-onboarding.csv").document

    for stage in stages_of(document, first_map(document).id):
        steps = [tp.step for tp in document.all(Touchpoint) if tp.stage_id == stage.id]
        assert steps == list(range(len(steps))), stage.title


def test_one_early_row_does_not_bring_the_last_stage_to_the_front() -> None:
    document = sample("support-case-two-views.csv").document

    titles = [stage.title for stage in stages_of(document, first_map(document).id)]

    assert titles == ["Something breaks", "Asking for help", "Getting it solved", "Back to normal"]


def test_touchpoints_that_speak_of_another_one_share_an_event_with_it() -> None:
    document = sample("b2b-onboarding.csv").document
    by_title = {touchpoint.title: touchpoint for touchpoint in document.all(Touchpoint)}
    call, letter = by_title["Welcome call"], by_title["Welcome Letter"]

    assert (call.when, call.offset_days) == ("Contract signing + 2 days", 2.0)
    assert call.event_id is not None
    assert call.event_id == letter.event_id
    assert document.get(Event, call.event_id).touchpoint_id == by_title["Contract signing"].id


def test_every_line_of_the_quick_capture_becomes_a_card_in_its_stage() -> None:
    document = sample("quick-capture.txt").document
    found = first_map(document)

    cards = [
        (
            document.title_of(touchpoint.stage_id),
            touchpoint.title,
            document.title_of(touchpoint.channel_id),
            document.title_of(touchpoint.team_id),
            touchpoint.when,
        )
        for touchpoint in touchpoints_of(document, found.id)
    ]

    assert cards == [
        ("Onboarding", "Welcome Letter", "Email", "Marketing", "Upon Signing of Contract"),
        ("Onboarding", "Welcome call", "Phone", "Service", "Contract signing + 2 days"),
        ("Onboarding", "Kickoff meeting", "Face-to-face", "Service", "1 week after signing"),
        ("Implementation", "Configuration questionnaire", "Web portal", "Fulfillment", "Kickoff + 1 day"),
        ("Implementation", "Follow-up on missing data", "Phone", "Fulfillment", ""),
        ("Implementation", "On-site training", "Face-to-face", "Service", "1 week before go-live"),
        ("Living with it", "First invoice", "Email", "Finance", "Go-live + 2 weeks"),
        ("Living with it", "Quarterly review", "Face-to-face", "Sales", "every quarter"),
        ("Living with it", "Change order", "", "", ""),
    ]
    assert len(links_of(document, found.id)) == 8
