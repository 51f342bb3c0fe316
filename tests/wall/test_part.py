"""A part of a map is named as people name it, and what is left out stands nowhere in what is made."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf
import pytest

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.reading import stages_of, teams_of, touchpoints_of
from cxdesigner.document.records import LaneKind, RecordId, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.layout.plan import LaneKey
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.wall.changed import way_of
from cxdesigner.wall.finishing import WORDS_NAME
from cxdesigner.wall.order import Order
from cxdesigner.wall.part import cards_named, cards_of, lanes_named, part_of
from cxdesigner.wall.pictures import write_svg
from cxdesigner.wall.poster import poster_of, write_poster
from cxdesigner.wall.sizing import picture_of
from tests.onboarding import MAP
from tests.onboarding import onboarding as made_onboarding
from tests.wall.conftest import map_of

A1 = Order(paper=parse_paper("A1"))


@pytest.fixture
def marketing(b2b: Document) -> Order:
    """An order for the lane of one team."""
    team = next(team for team in teams_of(b2b) if team.title == "Marketing")
    return replace(A1, only_lanes=(LaneKey(LaneKind.TEAM, team_id=team.id),))


def test_lanes_are_meant_by_their_names_and_come_as_they_stand_on_the_map(b2b: Document) -> None:
    keys = lanes_named(b2b, map_of(b2b), LaneKind.TEAM, " service,SALES ")

    assert [b2b.title_of(key.team_id) for key in keys] == ["Sales", "Service"]


def test_lanes_by_team_and_channel_are_meant_in_full_or_by_the_channel(b2b: Document) -> None:
    one = lanes_named(b2b, map_of(b2b), LaneKind.TEAM_AND_CHANNEL, "Sales › Phone")
    all_phones = lanes_named(b2b, map_of(b2b), LaneKind.TEAM_AND_CHANNEL, "phone")

    assert len(one) == 1
    assert set(one) < set(all_phones)


def test_cards_are_meant_by_title_or_by_the_first_letters_of_their_ids() -> None:
    document = made_onboarding()
    first, second, *_ = touchpoints_of(document, MAP)

    assert cards_named(document, MAP, f"{second.id}, {first.title.upper()}") == (first.id, second.id)


def test_a_title_with_a_comma_is_one_name(b2b: Document) -> None:
    first, second, *_ = touchpoints_of(b2b, map_of(b2b))
    b2b.apply(Change.replacing([(first, replace(first, title="Call, or visit"))]))

    assert cards_named(b2b, map_of(b2b), f"Call, or visit, {second.title}") == (first.id, second.id)


@pytest.mark.parametrize("name", [cards_named, lambda *given: lanes_named(*given[:2], LaneKind.TEAM, given[2])])
def test_a_name_that_nobody_knows_is_refused_with_those_that_there_are(b2b: Document, name: object) -> None:
    with pytest.raises(Refused, match=r"There is no \w+ “Pirates” on this map; there are \w+"):
        name(b2b, map_of(b2b), "Pirates")  # type: ignore[operator]


def test_a_stage_that_is_selected_stands_for_its_cards(b2b: Document) -> None:
    stage, *_ = stages_of(b2b, map_of(b2b))

    cards = cards_of(b2b, map_of(b2b), [stage.id])

    assert {b2b.touchpoint(card).stage_id for card in cards} == {stage.id}
    assert len(cards) == 3


def test_what_is_left_out_stands_on_no_page_and_in_no_attachment(b2b: Document, marketing: Order) -> None:
    reader = pypdf.PdfReader(io.BytesIO(write_poster(b2b, map_of(b2b), marketing)))

    told = reader.attachments[WORDS_NAME][0].decode()

    assert "Welcome Letter: " in told
    assert "Discovery call: " not in told
    assert "Discoverycall" not in "".join(reader.pages[0].extract_text().split())


def test_a_picture_has_the_same_part_as_a_poster(b2b: Document, marketing: Order) -> None:
    svg = write_svg(b2b, map_of(b2b), marketing).decode()

    assert "Letter" in svg
    assert "Discovery" not in svg


def test_cards_that_lie_outside_of_the_chosen_lanes_and_stages_are_refused(b2b: Document, marketing: Order) -> None:
    sales = next(card for card in b2b.all(Touchpoint) if card.title == "Discovery call")

    for order, why in (
        (replace(marketing, only_cards=(sales.id,)), "in these stages and lanes"),
        (replace(A1, only_cards=(RecordId("gone"),)), "on this map"),
    ):
        with pytest.raises(Refused, match=f"None of the chosen cards is {why}"):
            part_of(b2b, map_of(b2b), order)


def test_lanes_of_another_kind_than_the_map_is_shown_by_are_refused(b2b: Document, marketing: Order) -> None:
    with pytest.raises(Refused, match="None of these lanes"):
        picture_of(b2b, map_of(b2b), replace(marketing, lanes=LaneKind.CHANNEL))


def test_chosen_cards_that_are_folded_into_bands_are_counted_once(b2b: Document) -> None:
    cards = tuple(card.id for card in touchpoints_of(b2b, map_of(b2b)) if card.title != "Discovery call")

    picture = picture_of(b2b, map_of(b2b), replace(A1, paper=parse_paper("A4"), only_cards=cards))

    title = picture.map.bands[0].plan.title
    assert len(picture.map.bands) > 1
    assert title is not None
    assert "Not shown: 1 of 23 touchpoints" in [line for block in title.lines for line in block.lines]


def test_sheets_of_a_part_do_not_fit_those_of_the_whole_map(b2b: Document, marketing: Order) -> None:
    whole, part = (replace(order, tiles=parse_paper("A4")) for order in (A1, marketing))

    ways = [way_of(b2b, map_of(b2b), order, poster_of(b2b, map_of(b2b), order)) for order in (whole, part)]

    assert ways[1][7:] == ("only Marketing",)
    assert ways[0][7:] == ()
