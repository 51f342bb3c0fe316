"""How a customer meets us is told by the channel."""

from __future__ import annotations

import pytest

from cxdesigner.document.records import Channel, ChannelKind, RecordId
from cxdesigner.journey.encounters import Acquaintance, encounter, manner_of, place_of, with_article


def met(channel: str, team: str = "Sales", title: str = "Offer", kind: ChannelKind = ChannelKind.OTHER) -> str:
    manner = manner_of(Channel(id=RecordId("c"), title=channel, kind=kind))
    return encounter(manner, f"“{title}”", team, title, Acquaintance())


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("Email", "by email, Sales sends me “Offer”"),
        ("Letter", "by letter, Sales sends me “Offer”"),
        ("Text message", "by text message, Sales sends me “Offer”"),
        ("Phone", "I speak with Sales on the phone: “Offer”"),
        ("Chat", "I chat with Sales: “Offer”"),
        ("Video call", "I talk with Sales on a video call: “Offer”"),
        ("Face-to-face", "I meet Sales face to face: “Offer”"),
        ("Web", "on the web, I find “Offer” from Sales"),
        ("Customer Portal", "in the customer portal, I find “Offer” from Sales"),
        ("Store", "in the store, I find “Offer” from Sales"),
        ("Document", "there is a document from Sales: “Offer”"),
        ("Word of mouth", "by word of mouth, I hear of “Offer”"),
        ("Schalter", "I come to “Offer” (Schalter, Sales)"),
    ],
)
def test_each_channel_has_a_way_of_its_own(channel: str, said: str) -> None:
    assert met(channel) == said


def test_a_channel_whose_name_we_do_not_know_is_told_by_its_kind() -> None:
    assert met("Telefon", kind=ChannelKind.VOICE) == "I speak with Sales (Telefon): “Offer”"
    assert met("Vor Ort", kind=ChannelKind.IN_PERSON) == "I meet Sales (Vor Ort): “Offer”"


def test_nobody_sends_me_what_is_my_own_or_another_ones() -> None:
    assert met("Email", title="Complaint") == "by email, I am in touch with Sales: “Complaint”"
    assert met("Email", title="Claim to the insurer") == "by email, Sales sends “Claim to the insurer”"


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("Email", "by email, I get “Offer”"),
        ("Phone", "on the phone: “Offer”"),
        ("Face-to-face", "I meet somebody face to face: “Offer”"),
    ],
)
def test_where_no_team_is_named_nobody_is_made_up(channel: str, said: str) -> None:
    assert met(channel, team="") == said


def test_one_is_met_again_or_takes_over_or_goes_on() -> None:
    manner = manner_of(Channel(id=RecordId("c"), title="Phone"))

    def said(known: Acquaintance) -> str:
        return encounter(manner, "“Offer”", "Crew", "Offer", known)

    assert said(Acquaintance(is_new=True)) == "I now speak with the Crew on the phone: “Offer”"
    assert said(Acquaintance(is_new=True, is_again=True)) == "I speak with the Crew on the phone again: “Offer”"
    assert said(Acquaintance(is_again=True, goes_on=True)) == "on the phone with the Crew: “Offer”"


def test_the_place_of_a_deed_is_left_out_where_the_deed_says_it() -> None:
    manner = manner_of(Channel(id=RecordId("c"), title="Phone"))

    assert place_of(manner, "Service", "Asks for help") == "on the phone with Service"
    assert place_of(manner, "Service", "Calls for help") == ""


def test_teams_of_people_have_an_article_and_departments_have_none() -> None:
    assert [with_article(team) for team in ("Marketing", "Service advisor", "The crew")] == [
        "Marketing",
        "the Service advisor",
        "The crew",
    ]
