"""What a checklist says, taken from the document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import Event, Link, Map, Prompt, RecordId, Stage, Team, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.paper.checklist import collect, names_of_each
from cxdesigner.paper.checklist_groups import By
from tests.paper.conftest import DATE, MAP


def test_each_prompt_gives_one_line_with_its_own_who_when_and_proof(onboarding: Document) -> None:
    checklist = collect(onboarding, MAP, by="team", date=DATE)

    (call,) = checklist.sections[0].entries

    assert (call.lines[0].who, call.lines[0].when, call.lines[0].proof) == ("Caller", "First sentence", "Recording")


def test_a_prompt_that_names_nobody_falls_to_the_team_and_the_time_of_its_touchpoint(onboarding: Document) -> None:
    checklist = collect(onboarding, MAP, by="team", date=DATE)

    (call,) = checklist.sections[0].entries

    assert (call.lines[1].who, call.lines[1].when) == ("Service", "Contract signing + 2 days")


def test_a_touchpoint_without_prompts_gives_one_line_from_its_title(onboarding: Document) -> None:
    checklist = collect(onboarding, MAP, by="channel", date=DATE)

    lines = [line.text for section in checklist.sections for entry in section.entries for line in entry.lines]

    assert lines.count("Thank-you card") == 1


@pytest.mark.parametrize(
    ("by", "titles"),
    [
        ("stage", ["Welcome", "Up and running"]),
        ("team", ["Service", "Marketing", "Nobody’s yet"]),
        ("channel", ["Phone", "Letter", "Without a channel"]),
        ("role", ["Caller", "Marketing", "Service", "Nobody’s yet"]),
        ("person", ["Nobody named yet"]),
        ("event", ["Contract signing", "Not tied to an event"]),
    ],
)
def test_sections_follow_the_order_of_the_map_and_what_has_none_comes_last(
    onboarding: Document, by: str, titles: list[str]
) -> None:
    checklist = collect(onboarding, MAP, by=by, date=DATE)

    found = [section.title for section in checklist.sections]

    assert found == titles


def test_touchpoints_stand_in_the_order_in_which_the_customer_meets_them(onboarding: Document) -> None:
    checklist = collect(onboarding, MAP, by="stage", date=DATE)

    titles = [entry.title for entry in checklist.sections[0].entries]

    assert titles == ["Thank-you card", "9  Welcome call"]


def test_why_it_matters_gives_the_customers_word_and_then_the_clues(onboarding: Document) -> None:
    checklist = collect(onboarding, MAP, by="team", date=DATE)

    (call,) = checklist.sections[0].entries

    assert call.why == ("“Somebody has a name”", "A live voice")


def test_a_checklist_by_something_unknown_is_refused_with_the_words_that_are_known(onboarding: Document) -> None:
    with pytest.raises(Refused, match="stage, team, channel"):
        collect(onboarding, MAP, by="moon")


def test_stages_of_the_same_place_do_not_mix_their_touchpoints() -> None:
    stages = [Stage(id=RecordId(name), title=name, map_id=MAP) for name in ("a", "b")]
    cards = [
        Touchpoint(id=RecordId(f"{stage.id}{step}"), title="Call", stage_id=stage.id, step=step)
        for step in (0, 1)
        for stage in stages
    ]
    document = Document([Map(id=MAP, title="Map"), *stages, *cards])

    sections = collect(document, MAP, by="team", date=DATE).sections
    assert [entry.lines[0].touchpoint_id for entry in sections[0].entries] == ["a0", "a1", "b0", "b1"]


def with_links(document: Document, *pairs: tuple[str, str]) -> Document:
    links = [
        Link(id=RecordId("-".join(pair)), source_id=RecordId(pair[0]), target_id=RecordId(pair[1])) for pair in pairs
    ]
    document.apply(Change.adding(*links))
    return document


def changed(document: Document, touchpoint_id: str, **fields: object) -> Document:
    before = document.touchpoint(RecordId(touchpoint_id))
    document.apply(Change.replacing([(before, replace(before, **fields))]))  # type: ignore[arg-type]
    return document


def order_of(document: Document, by: str) -> list[str]:
    sections = collect(document, MAP, by=by, date=DATE).sections
    return [entry.lines[0].touchpoint_id for section in sections for entry in section.entries]


def test_a_link_decides_the_order_where_there_is_one(onboarding: Document) -> None:
    free = order_of(onboarding, "stage")

    bound = order_of(with_links(onboarding, ("call", "card")), "stage")

    assert (free, bound) == (["card", "call", "visit"], ["call", "card", "visit"])


def test_a_journey_that_goes_in_a_circle_keeps_the_order_of_the_map(onboarding: Document) -> None:
    assert order_of(with_links(onboarding, ("card", "call"), ("call", "card")), "stage") == ["card", "call", "visit"]


def test_a_sheet_for_one_team_says_what_others_must_have_done_first(onboarding: Document) -> None:
    document = with_links(onboarding, ("card", "call"))

    sections = {section.title: section for section in collect(document, MAP, by="team", date=DATE).sections}

    assert sections["Service"].entries[0].after == ("Thank-you card (Marketing)",)
    assert collect(document, MAP, by="stage", date=DATE).sections[0].entries[1].after == ()


def test_the_prompts_of_one_touchpoint_go_to_those_who_do_them(onboarding: Document) -> None:
    prompts = (Prompt(id="1", text="Dial", who="Caller", person="Ann"), Prompt(id="2", text="Note it", person="Bob"))
    document = changed(onboarding, "call", prompts=prompts)

    by_person = {section.title: section for section in collect(document, MAP, by="person", date=DATE).sections}

    assert list(by_person) == ["Ann", "Bob", "Nobody named yet"]
    assert [[line.text for line in by_person[name].entries[0].lines] for name in ("Ann", "Bob")] == [
        ["Dial"],
        ["Note it"],
    ]
    assert by_person["Ann"].entries[0].lines[0].who == "Caller · Ann"


def test_what_an_event_sets_off_stands_together_the_earliest_first(onboarding: Document) -> None:
    document = onboarding
    document.apply(Change.adding(Event(id=RecordId("signing"), title="Contract signing")))
    changed(document, "card", when="1 week after contract signing")
    changed(document, "visit", when="3 days before contract signing")
    last = Prompt(id="3", text="Ring again", when="Contract signing + 20 days")
    changed(document, "call", prompts=(*document.touchpoint(RecordId("call")).prompts, last))

    (signing,) = collect(document, MAP, by="event", date=DATE).sections

    assert signing.title == "Contract signing"
    assert [[line.text for line in entry.lines] for entry in signing.entries] == [
        ["Nobody visits"],
        ["Say your name", "Ask for one wish"],
        ["Thank-you card"],
        ["Ring again"],
    ]


def test_every_line_stands_in_exactly_one_section(onboarding: Document) -> None:
    for by in By:
        sections = collect(onboarding, MAP, by=by, date=DATE).sections
        names = [(line.touchpoint_id, line.prompt_id) for s in sections for entry in s.entries for line in entry.lines]
        assert sorted(names) == [("call", "1"), ("call", "2"), ("card", ""), ("visit", "")]


def test_each_section_has_a_file_name_of_its_own_that_every_system_takes(onboarding: Document) -> None:
    twin = Team(id=RecordId("twin"), title="SERVICE", position=5)
    onboarding.apply(Change.adding(twin, Team(id=RecordId("odd"), title="A/B: “x”?", position=6)))
    changed(onboarding, "card", team_id=twin.id)
    changed(onboarding, "visit", team_id=RecordId("odd"))

    names = names_of_each(collect(onboarding, MAP, by="team", date=DATE))

    assert names == [
        "B2B onboarding - Service.pdf",
        "B2B onboarding - SERVICE 2.pdf",
        "B2B onboarding - A-B- -x.pdf",
    ]


def test_the_schedule_says_on_which_day_a_touchpoint_comes_and_stands_in_where_nobody_has_said_when() -> None:
    document = Document(
        [
            Map(id=MAP, title="Onboarding"),
            Stage(id=RecordId("s"), title="Buy", map_id=MAP),
            Touchpoint(id=RecordId("a"), title="Signing", stage_id=RecordId("s")),
            Touchpoint(id=RecordId("b"), title="Call", stage_id=RecordId("s"), step=1, when="Signing + 12 days"),
            Touchpoint(id=RecordId("c"), title="Visit", stage_id=RecordId("s"), step=2),
            Link(id=RecordId("l"), source_id=RecordId("a"), target_id=RecordId("b")),
            Link(id=RecordId("m"), source_id=RecordId("b"), target_id=RecordId("c")),
        ]
    )

    signing, call, visit = collect(document, MAP, date=DATE).sections[0].entries

    assert "earliest: start" in signing.about
    assert call.about[-2:] == ("Signing + 12 days", "earliest: day 12")
    assert (call.lines[0].when, visit.lines[0].when) == ("Signing + 12 days", "day 12")
