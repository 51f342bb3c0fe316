"""What is said in the room becomes cards: parsing, completing, adding."""

from __future__ import annotations

import pytest

from cxdesigner.commands.quick_entry import Understood, add_lines, completions, parse
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.reading import links_of, stages_of, touchpoints_of
from cxdesigner.document.records import Channel, ChannelKind, Link, LinkKind, Team, Touchpoint
from cxdesigner.document.refused import Refused
from tests.onboarding import BUY, MAP, OFFER, SIGNING, TRAINING, USE, WELCOME


def said(understood: Understood) -> tuple[str, str, str, str]:
    return understood.title, understood.channel, understood.team, understood.when


def added(document: Document, *lines: str, after: object = None) -> list[Touchpoint]:
    """Add lines and return the new cards in the order of the lines."""
    edit = add_lines(document, MAP, lines, after)  # type: ignore[arg-type]
    document.apply(edit.change)
    return [document.touchpoint(record_id) for record_id in edit.show]


def flow(document: Document) -> set[tuple[str, str]]:
    return {(document.title_of(link.source_id), document.title_of(link.target_id)) for link in document.all(Link)}


# -- parsing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "Welcome Letter - Email - Marketing - Upon Signing of Contract",
            ("Welcome Letter", "Email", "Marketing", "Upon Signing of Contract"),
        ),
        ("Call – Phone – Service", ("Call", "Phone", "Service", "")),
        ("Call — Phone — Service — any time", ("Call", "Phone", "Service", "any time")),
        ("Follow-up by e-mail", ("Follow-up by e-mail", "", "", "")),
        ("Face-to-face talk - Face-to-face", ("Face-to-face talk", "Face-to-face", "", "")),
        ("Call - - Service", ("Call", "", "Service", "")),
        ("Call - Phone - - Go-live", ("Call", "Phone", "", "Go-live")),
        ("Call - Phone - Service - Go-live - 1 week", ("Call", "Phone", "Service", "Go-live - 1 week")),
        ("  Call\t-\tPhone  ", ("Call", "Phone", "", "")),
        ("- Call - Phone", ("Call", "Phone", "", "")),
        ("• Call - Phone -", ("Call", "Phone", "", "")),
        ("Call - Phone - next day", ("Call", "Phone", "", "next day")),
        ("Call - within 2 days", ("Call", "", "", "within 2 days")),
        ("Call -Phone", ("Call -Phone", "", "", "")),
        ("", ("", "", "", "")),
        ("---", ("", "", "", "")),
        ("– – –", ("", "", "", "")),
    ],
)
def test_parts_stand_between_dashes_with_white_space(line: str, parts: tuple[str, str, str, str]) -> None:
    assert said(parse(line)) == parts


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Call - Service - Phone", ("Call", "Phone", "Service", "")),
        ("Call - service", ("Call", "", "service", "")),
        ("Call - Service - By hand", ("Call", "By hand", "Service", "")),
        ("Call - Somewhere - Phone", ("Call", "Phone", "Somewhere", "")),
        ("Call - Phone - Service", ("Call", "Phone", "Service", "")),
        ("Call - Service - Phone - next day", ("Call", "Phone", "Service", "next day")),
        ("Call - Sales - Service", ("Call", "Sales", "Service", "")),
    ],
)
def test_known_teams_and_channels_are_recognised_in_another_order(
    document: Document, line: str, parts: tuple[str, str, str, str]
) -> None:
    assert said(parse(line, document)) == parts


@pytest.mark.parametrize(
    "line",
    ["Welcome Letter - Email -  Marketing  - Upon signing", " – Call — Phone", "Stage:  Go-live ", "   # remark  "],
)
def test_each_part_says_where_it_stands_in_the_line(line: str) -> None:
    for part in parse(line).parts:
        assert line[part.start : part.end] == part.text


def test_parts_say_whether_the_map_knows_them(document: Document) -> None:
    parts = parse("Call - Phone - Logistics", document).parts

    assert [(part.name, part.is_known) for part in parts] == [("title", False), ("channel", True), ("team", False)]


@pytest.mark.parametrize("line", ["Stage: Go-live", "stage :Go-live", "  STAGE:  Go-live  ", "Phase: Go-live"])
def test_a_stage_line_begins_a_stage(line: str) -> None:
    understood = parse(line)

    assert understood.is_stage
    assert understood.stage == "Go-live"


@pytest.mark.parametrize("line", ["# said by Ann", "   #", "", "  ", "-", "- - -"])
def test_remarks_and_blank_lines_say_nothing(line: str) -> None:
    assert parse(line).is_empty


# -- completing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("Call - p", "Phone"),
        ("Call - Phone - s", "Sales"),
        ("Call - Phone - se", "Service"),
        ("Call - se", "Service"),
        ("Call - Service - p", "Phone"),
        ("Call - Phone - Service - sig", "Contract signing"),
        ("Call - v", "Video call"),
        ("Stage: u", "Use"),
    ],
)
def test_the_part_under_the_cursor_is_completed(document: Document, line: str, first: str) -> None:
    assert completions(document, line, len(line))[0] == first


@pytest.mark.parametrize("line", ["Ca", "# s", "Call - Phone", ""])
def test_nothing_is_offered_for_titles_remarks_and_what_is_complete(document: Document, line: str) -> None:
    assert completions(document, line, len(line)) == []


def test_an_empty_part_offers_all_that_the_map_knows_first(document: Document) -> None:
    assert completions(document, "Call - ", 7)[:2] == ["Email", "Phone"]


# -- adding ----------------------------------------------------------------------------------------------------------


def test_a_card_is_added_in_the_step_after_the_selected_one_and_into_the_flow(document: Document) -> None:
    (card,) = added(document, "Reminder - Email - Sales - 2 days after the offer", after=OFFER)

    assert (card.title, card.stage_id, card.step) == ("Reminder", BUY, 1)
    assert (document.title_of(card.team_id), document.title_of(card.channel_id)) == ("Sales", "Email")
    assert document.touchpoint(SIGNING).step == 2
    assert {("Offer", "Reminder"), ("Reminder", "Contract signing")} <= flow(document)
    assert ("Offer", "Contract signing") not in flow(document)


def test_the_link_to_a_new_card_is_a_next(document: Document) -> None:
    (card,) = added(document, "Party", after=TRAINING)

    (link,) = [link for link in document.all(Link) if link.target_id == card.id]
    assert (link.source_id, link.kind, link.condition) == (TRAINING, LinkKind.NEXT, "")


def test_several_lines_are_one_step_for_undo(document: Document, history: History) -> None:
    before = document.copy()

    history.perform(add_lines(document, MAP, ["One - Fax - Legal", "", "# why", "Stage: New", "Two"], OFFER))

    assert len(document.all(Touchpoint)) == 6
    history.undo()
    assert document == before


def test_several_lines_stand_one_after_the_other(document: Document) -> None:
    cards = added(document, "One", "Two", "Three", after=WELCOME)

    assert [card.step for card in cards] == [1, 2, 3]
    assert [card.title for card in touchpoints_of(document, MAP)][2:] == [
        "Welcome letter",
        "One",
        "Two",
        "Three",
        "Training",
    ]


def test_without_a_selected_card_the_line_stands_at_the_end_and_is_linked(document: Document) -> None:
    (card,) = added(document, "Party")

    assert (card.stage_id, card.step) == (USE, 2)
    assert ("Training", "Party") in flow(document)


def test_teams_and_channels_that_are_not_there_are_added_once(document: Document) -> None:
    added(document, "One - Web portal - Legal", "Two - web portal - legal", after=TRAINING)

    assert [team.title for team in document.all(Team)] == ["Sales", "Service", "Legal"]
    portal = document.all(Channel)[-1]
    assert (portal.title, portal.kind, portal.position) == ("Web portal", ChannelKind.DIGITAL, 2)


def test_a_new_stage_stands_after_the_stage_of_the_card_before(document: Document) -> None:
    (card,) = added(document, "Stage: Prepare", "Plan", after=SIGNING)

    assert [stage.title for stage in stages_of(document, MAP)] == ["Buy", "Prepare", "Use"]
    assert (document.title_of(card.stage_id), card.step) == ("Prepare", 0)


def test_a_stage_that_is_there_goes_on_at_its_end(document: Document) -> None:
    (card,) = added(document, "Stage: buy", "Thanks")

    assert (card.stage_id, card.step) == (BUY, 2)
    assert len(stages_of(document, MAP)) == 2


def test_a_timing_that_names_a_card_comes_to_share_an_event_with_it(document: Document) -> None:
    (card,) = added(document, "Gift - Letter - Service - Contract signing + 1 week", after=WELCOME)

    assert (card.when, card.offset_days) == ("Contract signing + 1 week", 7.0)
    assert card.event_id is not None


def test_a_line_without_a_title_is_refused_with_its_number_and_nothing_is_added(document: Document) -> None:
    before = document.copy()

    with pytest.raises(Refused, match="Line 2"):
        add_lines(document, MAP, ["One", "- - Sales"])

    assert document == before


@pytest.mark.parametrize("lines", [[], [""], ["# only a remark"]])
def test_nothing_to_add_is_said(document: Document, lines: list[str]) -> None:
    with pytest.raises(Refused, match="nothing to add"):
        add_lines(document, MAP, lines)


def test_planning_touches_nothing(document: Document) -> None:
    before = document.copy()

    add_lines(document, MAP, ["One - Fax - Legal - Offer + 1 day", "Stage: New", "Two"], OFFER)

    assert document == before


def test_an_empty_map_gets_a_stage_for_its_first_line() -> None:
    from cxdesigner.commands.maps import new_document
    from cxdesigner.document.reading import first_map

    document = new_document("Empty", stages=())
    map_id = first_map(document).id

    document.apply(add_lines(document, map_id, ["One", "Two"]).change)

    assert [card.step for card in touchpoints_of(document, map_id)] == [0, 1]
    assert len(links_of(document, map_id)) == 1
