"""A way is told as its customer would tell it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cxdesigner.document.change import Change
from cxdesigner.document.reading import first_map
from cxdesigner.document.records import Channel, ChannelKind, Layer, Link, RecordId, Team
from cxdesigner.formats import open_any
from cxdesigner.journey.graph import build
from cxdesigner.journey.paths import paths
from cxdesigner.journey.story import story
from cxdesigner.journey.timeline import timeline
from tests.command_line import ALL_SAMPLES
from tests.journey.sketches import MAP, Sketch, bakery


def told(sketch: Sketch, *titles: str) -> list[str]:
    journey = build(sketch, MAP)
    path = tuple(sketch.id_of(title) for title in titles)
    return [sentence.text for sentence in story(sketch, journey, path, timeline(journey))]


def by(sketch: Sketch, channel: str, kind: ChannelKind = ChannelKind.OTHER) -> RecordId:
    """Add a channel, and return its id."""
    sketch.draw(Channel(id=RecordId(channel), title=channel, kind=kind))
    return RecordId(channel)


def under(sketch: Sketch, condition: str) -> Sketch:
    """Put a condition to the first link of a sketch."""
    link = sketch.all(Link)[0]
    sketch.apply(Change.replacing([(link, replace(link, condition=condition))]))
    return sketch


def test_a_story_is_told_in_the_words_of_the_customer() -> None:
    sketch = bakery("Smell > Enter", "Enter ? Pay")
    sketch.tp("Smell", outside="I smell fresh bread", when="", channel_id=None).tp(
        "Pay", does="Pays by card", when="Upon leaving"
    )

    assert told(sketch, "Smell", "Enter", "Pay") == [
        "“Smell”: I smell fresh bread.",
        "I speak with Us on the phone: “Enter”, the same day.",
        "If it is late, on the phone with Us: “Pay”, upon leaving. I pay by card.",
    ]


def test_what_is_backstage_is_not_done_by_the_customer() -> None:
    sketch = (
        bakery()
        .tp("Smell", title="Calls the mill", layer=Layer.BACKSTAGE)
        .tp("Enter", layer=Layer.SUPPORT, team_id=None)
    )

    assert told(sketch, "Calls the mill", "Enter") == [
        "Behind the scenes, Us: Calls the mill.",
        "Behind the scenes: Enter.",
    ]


def test_an_internal_channel_is_behind_the_scenes_and_a_condition_stands_behind_it() -> None:
    sketch = under(bakery("Smell ? Enter"), "if it is late")
    sketch.tp("Enter", channel_id=by(sketch, "Internal handover"), outside="I am handed on to another baker")

    assert told(sketch, "Smell", "Enter")[1] == (
        "Behind the scenes, Us: Enter (if it is late). I am handed on to another baker."
    )


def test_a_wait_is_a_sentence_of_its_own_and_names_no_touchpoint() -> None:
    sketch = bakery().tp("Enter", when="2 days later")
    journey = build(sketch, MAP)

    sentences = story(sketch, journey, (sketch.id_of("Smell"), sketch.id_of("Enter")), timeline(journey))

    assert [sentence.text for sentence in sentences][1] == "I wait 2 days."
    assert [sentence.touchpoint_id for sentence in sentences] == [sketch.id_of("Smell"), None, sketch.id_of("Enter")]


def test_who_is_handed_on_hears_who_is_there_now() -> None:
    sketch = bakery().draw(Team(id=RecordId("till"), title="Till")).tp("Enter", team_id=RecordId("till"), when="")

    assert told(sketch, "Smell", "Enter")[1] == "I now speak with Till on the phone: “Enter”."


def test_who_waited_speaks_with_us_again_and_who_goes_on_at_once_may_be_in_the_same_call() -> None:
    sketch = bakery().tp("Enter", when="").tp("Choose", when="2 days later")

    sentences = told(sketch, "Smell", "Enter", "Choose")

    assert sentences[1] == "On the phone with Us: “Enter”."
    assert sentences[3] == "I speak with Us on the phone again: “Choose”, 2 days later."


def test_a_recovery_says_that_it_went_wrong_and_a_thought_is_told() -> None:
    sketch = bakery("Smell ! Enter").tp("Enter", thinks="They noticed!", when="", channel_id=None, team_id=None)

    assert told(sketch, "Smell", "Enter")[1] == "It goes wrong, and then I come to “Enter”. I think: “They noticed!”"


@pytest.mark.parametrize(
    ("title", "layer", "said"),
    [
        ("Calls support", None, "I call support"),
        ("Gives up", None, "I give up"),
        ("Search for an agency", Layer.CUSTOMER, "I search for an agency"),
        ("Search for an agency", None, "I come to “Search for an agency”"),
        ("Access to the portal", None, "I come to “Access to the portal”"),
    ],
)
def test_a_title_that_says_what_the_customer_does_is_no_name(title: str, layer: Layer | None, said: str) -> None:
    sketch = bakery().tp("Smell", title=title, layer=layer, when="", team_id=None, channel_id=None)

    assert told(sketch, title) == [f"{said}."]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"does": "Leaves"}, "On the phone with Us, I leave without a word."),
        ({"does": "Slams the door"}, "On the phone with Us, I leave without a word. I slam the door."),
        ({"outside": "Nobody asked me"}, "On the phone with Us, I leave without a word. Nobody asked me."),
        ({"outside": "Farewell"}, "On the phone with Us, I leave without a word. For me: “Farewell”."),
        ({"thinks": "“Never again”"}, "On the phone with Us, I leave without a word. I think: “Never again.”"),
        ({"when": "Within 1 minute"}, "On the phone with Us, I leave without a word within 1 minute."),
        ({"channel_id": None}, "I leave without a word."),
    ],
)
def test_the_own_words_of_a_customer_follow_what_happens_and_say_nothing_twice(
    values: dict[str, Any], said: str
) -> None:
    sketch = bakery().tp("Smell", title="Leaves without a word", **{"when": "", **values})

    assert told(sketch, "Leaves without a word") == [said]


def test_what_we_do_to_the_customer_is_told_by_the_one_to_whom_it_is_done() -> None:
    sketch = bakery().tp("Smell", title="Calls the customer", when="Next morning")

    assert told(sketch, "Calls the customer") == ["Us calls me the next morning."]


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("the customer declines", "If I decline, I come to “Enter”."),
        ("The page is slow", "If the page is slow, I come to “Enter”."),
        ("otherwise", "Otherwise, I come to “Enter”."),
        ("lost", "I come to “Enter” (if lost)."),
        ("Kunde lehnt ab", "I come to “Enter” (Kunde lehnt ab)."),
    ],
)
def test_a_condition_leads_the_sentence_or_stands_in_a_parenthesis(condition: str, said: str) -> None:
    sketch = under(bakery("Smell ? Enter").tp("Enter", when="", team_id=None, channel_id=None), condition)

    assert told(sketch, "Smell", "Enter")[1] == said


def test_titles_and_times_of_another_language_stand_as_they_are_in_one_parenthesis() -> None:
    sketch = under(bakery("Smell ? Enter"), "Kunde lehnt ab")
    sketch.tp("Enter", title="Brief „A“ (neu)", when="Ende Mai", channel_id=by(sketch, "Schalter"), does="Öffnet ihn")

    assert told(sketch, "Smell", "Brief „A“ (neu)")[1] == (
        "“Brief „A‘ (neu)” (Ende Mai; Kunde lehnt ab). What I do: Öffnet ihn."
    )


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda path: path.stem)
def test_no_story_of_a_sample_sounds_like_a_table(sample: Path) -> None:
    document = open_any(sample).document
    journey = build(document, first_map(document).id)
    times = timeline(journey)

    sentences = {line.text for way in paths(journey).all[:40] for line in story(document, journey, way, times)}

    for text in sentences:
        assert text[0].isupper() or text[0] == "“"
        assert text.endswith((".", "!", "?", "”"))
        assert not any(
            odd in text for odd in ("customer declines", " + ", "..", ") (", "the customer", "Internal", "  ")
        )
