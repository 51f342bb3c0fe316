"""A way is told as its customer would tell it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cxdesigner.document.change import Change
from cxdesigner.document.records import Layer, Link, RecordId, Team
from cxdesigner.journey.graph import build
from cxdesigner.journey.story import first_person, story
from cxdesigner.journey.timeline import timeline
from tests.journey.sketches import MAP, Sketch, bakery


def told(sketch: Sketch, *titles: str) -> list[str]:
    journey = build(sketch, MAP)
    path = tuple(sketch.id_of(title) for title in titles)
    return [sentence.text for sentence in story(sketch, journey, path, timeline(journey))]


def test_a_story_is_told_in_the_words_of_the_customer() -> None:
    sketch = bakery("Smell > Enter", "Enter ? Pay")
    sketch.tp("Smell", outside="I smell fresh bread", when="").tp("Pay", does="Pays by card", when="Upon leaving")

    assert told(sketch, "Smell", "Enter", "Pay") == [
        "I smell fresh bread (Phone, Us).",
        "I get to “Enter” (Phone, Us), same day.",
        "If it is late: I pay by card (Phone, Us), upon leaving.",
    ]


def test_a_wait_is_a_sentence_of_its_own_and_names_no_touchpoint() -> None:
    sketch = bakery().tp("Enter", when="2 days later")
    journey = build(sketch, MAP)

    sentences = story(sketch, journey, (sketch.id_of("Smell"), sketch.id_of("Enter")), timeline(journey))

    assert [sentence.text for sentence in sentences][1] == "I wait 2 days."
    assert [sentence.touchpoint_id for sentence in sentences] == [sketch.id_of("Smell"), None, sketch.id_of("Enter")]


def test_who_is_handed_on_hears_who_is_there_now() -> None:
    sketch = bakery().draw(Team(id=RecordId("till"), title="Till")).tp("Enter", team_id=RecordId("till"), when="")

    assert told(sketch, "Smell", "Enter")[1] == "I get to “Enter” (Phone, now Till)."


def test_a_recovery_says_that_it_went_wrong_and_a_thought_is_told() -> None:
    sketch = bakery("Smell ! Enter").tp("Enter", thinks="They noticed!", when="")

    assert told(sketch, "Smell", "Enter")[1] == (
        "It goes wrong, and then: I get to “Enter” (Phone, Us). I think: “They noticed!”"
    )


@pytest.mark.parametrize(
    ("title", "layer", "said"),
    [
        ("Calls support", None, "I call support"),
        ("Gives up", None, "I give up"),
        ("Search for an agency", Layer.CUSTOMER, "I search for an agency"),
        ("Search for an agency", None, "I get to “Search for an agency”"),
        ("Access to the portal", None, "I get to “Access to the portal”"),
    ],
)
def test_a_title_that_says_what_the_customer_does_is_no_name(title: str, layer: Layer | None, said: str) -> None:
    sketch = bakery().tp("Smell", title=title, layer=layer, when="", team_id=None, channel_id=None)

    assert told(sketch, title) == [f"{said}."]


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("Types a question", "I type a question"),
        ("Tries again", "I try again"),
        ("Admires and asks", "I admire and ask"),
        ("Goes home", "I go home"),
        ("watches the news and yoghurts", "I watch the news and yoghurts"),
        ("Is asked again", "I am asked again"),
        ("I wait.", "I wait"),
        ("pays the bus", "I pay the bus"),
    ],
)
def test_what_a_customer_does_is_said_in_the_customers_own_mouth(does: str, said: str) -> None:
    assert first_person(does) == said


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("not", "If not: "),
        ("The page is slow", "If the page is slow: "),
        ("otherwise", "Otherwise: "),
        ("yes", "Yes: "),
    ],
)
def test_a_condition_begins_the_sentence_as_people_say_it(condition: str, said: str) -> None:
    sketch = bakery("Smell ? Enter").tp("Enter", when="", team_id=None, channel_id=None)
    link = sketch.all(Link)[0]
    sketch.apply(Change.replacing([(link, replace(link, condition=condition))]))

    assert told(sketch, "Smell", "Enter")[1] == f"{said}I get to “Enter”."
