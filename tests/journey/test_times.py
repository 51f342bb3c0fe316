"""What stands on cards and above steps about time."""

from __future__ import annotations

import pytest

from cxdesigner.document.records import RecordId
from cxdesigner.journey.graph import build
from cxdesigner.journey.timeline import timeline
from cxdesigner.journey.times import Times, day_words, schedule_words, times_of_map
from tests.journey.sketches import MAP, Sketch, bakery


def times(sketch: Sketch) -> Times:
    return times_of_map(sketch, MAP)


def step(sketch: Sketch, title: str) -> tuple[RecordId, int]:
    touchpoint = sketch.touchpoint(sketch.id_of(title))
    return touchpoint.stage_id, touchpoint.step


@pytest.mark.parametrize(
    ("days", "words"), [(0, "start"), (1 / 72, "20 minutes"), (1, "day 1"), (2.5, "day 2"), (1_200, "day 1,200")]
)
def test_a_time_is_said_in_the_words_of_a_room(days: float, words: str) -> None:
    assert day_words(days) == words


def test_each_card_says_its_day_and_whether_the_whole_hangs_on_it() -> None:
    sketch = bakery("Smell > Enter > Pay > Eat", "Smell > Choose > Pay")
    sketch.tp("Enter", when="10 days later").tp("Choose", when="4 days later")

    cards = times(sketch).cards

    assert cards[sketch.id_of("Pay")] == ("day 10", True, True)
    assert cards[sketch.id_of("Choose")] == ("day 4", True, False)


def test_a_card_that_nothing_leads_to_has_no_day_and_one_that_cannot_be_read_says_so() -> None:
    sketch = bakery("Smell > Enter").tp("Pay", when="").tp("Eat", when="42 blue of nothing")

    cards = times(sketch).cards

    assert sketch.id_of("Pay") not in cards
    assert cards[sketch.id_of("Eat")] == ("", False, False)


def test_a_step_says_from_when_to_when_and_what_comes_after_a_long_wait() -> None:
    sketch = bakery().tp("Choose", when="12 days later").tp("Pay", step=0, when="2 days later")

    steps = times(sketch).steps

    assert steps[step(sketch, "Choose")].words == "day 12–14"
    assert steps[step(sketch, "Choose")].wait == "after 12 days"
    assert not any(one.is_early for one in steps.values())


def test_a_step_that_begins_before_one_to_its_left_is_marked() -> None:
    sketch = (
        bakery("Smell > Enter > Choose", "Smell > Eat").tp("Choose", when="9 days later").tp("Eat", when="1 day later")
    )

    steps = times(sketch).steps

    assert steps[step(sketch, "Eat")].is_early
    assert not steps[step(sketch, "Choose")].is_early


def test_the_schedule_of_one_touchpoint_is_a_sentence() -> None:
    sketch = bakery("Smell > Enter > Pay > Eat", "Smell > Choose > Pay")
    sketch.tp("Enter", when="10 days later").tp("Choose", when="4 days later")
    found = timeline(build(sketch, MAP))

    assert schedule_words(found, sketch.id_of("Choose")) == (
        "at the earliest 4 days after the start; it may be 6 days late"
    )
    assert schedule_words(found, sketch.id_of("Enter")) == (
        "at the earliest 10 days after the start; if it is late, the whole journey takes longer"
    )
    assert schedule_words(timeline(build(bakery(), MAP)), sketch.id_of("Enter")) == ""


def test_what_has_no_time_says_from_when_or_nothing() -> None:
    sketch = bakery().tp("Enter", when="On acceptance").tp("Pay", when="2 weeks after the moon landing")

    found = times(sketch)

    assert [found.cards[sketch.id_of(title)].words for title in ("Smell", "Enter", "Pay", "Eat")] == [
        "start",
        "?",
        "from day 14",
        "from day 14",
    ]
    assert found.steps[step(sketch, "Pay")].words == "from day 14"
    assert not any(card.is_longest for title, card in found.cards.items() if title != sketch.id_of("Smell"))


def test_a_journey_that_begins_on_day_one_is_counted_from_one() -> None:
    sketch = bakery().tp("Smell", when="Day 1").tp("Pay", when="Day 5")

    assert times(sketch).cards[sketch.id_of("Pay")].words == "day 5"


def test_what_is_not_sure_is_said_in_a_sentence() -> None:
    sketch = bakery().tp("Enter", when="On acceptance").tp("Pay", when="2 weeks after the moon landing")
    found = timeline(build(sketch, MAP))

    assert schedule_words(found, sketch.id_of("Enter")) == ""
    assert schedule_words(found, sketch.id_of("Pay")) == (
        "not before 2 weeks after the start; nobody has said when exactly"
    )
