"""Ways have names, and what one customer may expect is said in sentences."""

from __future__ import annotations

from cxdesigner.journey.graph import build
from cxdesigner.journey.paths import paths
from cxdesigner.journey.timeline import timeline
from cxdesigner.journey.ways import NamedWay, expectations, met_words, share_words, ways_of
from tests.journey.sketches import MAP, Sketch, bakery


def ways(sketch: Sketch) -> dict[str, NamedWay]:
    journey = build(sketch, MAP)
    return {way.key: way for way in ways_of(journey, paths(journey), timeline(journey))}


def told(sketch: Sketch) -> list[str]:
    journey = build(sketch, MAP)
    return [one.text for one in expectations(sketch, journey, paths(journey), timeline(journey))]


def test_each_way_says_in_figures_what_it_is_like() -> None:
    found = ways(bakery().tp("Pay", emotion=-2))

    assert list(found) == ["likeliest", "shortest", "most-handoffs", "worst-emotion", "1"]
    assert found["likeliest"].facts == "100 % of customers · 6 touchpoints · 0 handoffs · emotion −2"


def test_where_the_likeliest_way_loses_the_customer_the_likeliest_that_arrives_is_told_too() -> None:
    sketch = bakery("Smell > Enter", "Enter ? Choose", "Enter ? Pay", "Pay > Eat")

    found = ways(sketch)

    assert found["shortest"].facts.endswith("lost before the last stage")
    assert sketch.title_of(found["shortest-to-the-end"].path[-1]) == "Eat"


def test_what_takes_longest_is_a_way_too() -> None:
    assert ways(bakery().tp("Eat", when="3 days later"))["longest"].facts == "3 days at least · hangs on 6 touchpoints"


def test_a_branch_without_shares_is_split_evenly_and_said_to_be() -> None:
    sketch = bakery("Smell ? Enter", "Smell ? Choose")

    assert "Nobody has said how many customers go which way; so they are split evenly at “Smell”." in told(sketch)
    assert "50 % of customers are lost at “Enter”." in told(sketch)


def test_customers_who_come_back_are_in_none_of_the_ways_and_that_is_said() -> None:
    sketch = bakery("Smell > Enter", "Enter > Choose", "Choose ? Enter", "Choose ? Pay", "Pay > Eat")

    assert (
        "50 % of customers pass a touchpoint more than once. The ways that are listed pass each one only once; so their "
        "shares add up to 50 %."
    ) in told(sketch)
    assert not any("more than once" in text for text in told(bakery()))


def test_figures_are_said_as_people_say_them() -> None:
    assert share_words(0.004) == "less than 1 %"
    assert share_words(0.625) == "62 %"
    assert met_words(float("inf")) == "met again and again without end"
    assert met_words(1.0) == "met once on average"
    assert met_words(0.5) == "met 0.50 times on average"
