"""What a checklist says, taken from the document."""

from __future__ import annotations

import pytest

from cxdesigner.document.document import Document
from cxdesigner.document.records import Link, Map, RecordId, Stage, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.paper.checklist import collect, touchpoints_in_order
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

    assert [card.id for card in touchpoints_in_order(document, MAP)] == ["a0", "a1", "b0", "b1"]


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
