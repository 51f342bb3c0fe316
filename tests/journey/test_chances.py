"""What one customer may expect agrees with letting very many customers walk."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesigner.document.change import Change
from cxdesigner.document.records import Link, RecordId, Team
from cxdesigner.journey.chances import Chances, chances, shares_of
from cxdesigner.journey.graph import Journey, build
from tests.journey.sketches import MAP, Sketch, bakery

A, B = RecordId("a"), RecordId("b")


def link(name: str, probability: float | None = None) -> Link:
    return Link(id=RecordId(name), source_id=A, target_id=B, probability=probability)


def weigh(sketch: Sketch, source: str, target: str, probability: float) -> Sketch:
    """Say how many of the customers take a way."""
    ends = sketch.id_of(source), sketch.id_of(target)
    found = next(it for it in sketch.all(Link) if (it.source_id, it.target_id) == ends)
    sketch.apply(Change.replacing([(found, replace(found, probability=probability))]))
    return sketch


def by_title(sketch: Sketch, values: dict[RecordId, float]) -> dict[str, float]:
    return {sketch.title_of(touchpoint_id): value for touchpoint_id, value in values.items()}


def found(sketch: Sketch) -> Chances:
    return chances(build(sketch, MAP))


def walked(journey: Journey, shares: dict[RecordId, float], customers: int, seed: int) -> tuple[dict, dict, int]:
    """Let customers walk, and count how often they meet each touchpoint, where they end, and their handoffs."""
    chance = random.Random(seed)
    visits = dict.fromkeys(journey.touchpoints, 0)
    ends = dict.fromkeys(journey.touchpoints, 0)
    handoffs = 0
    for _ in range(customers):
        here = journey.start
        assert here is not None
        while True:
            visits[here] += 1
            dice = chance.random()
            for way in journey.leaving.get(here, ()):
                dice -= shares[way.id]
                if dice < 0:
                    before, after = journey.touchpoints[here].team_id, journey.touchpoints[way.target_id].team_id
                    handoffs += None not in (before, after) and before != after
                    here = way.target_id
                    break
            else:
                ends[here] += 1
                break
    return visits, ends, handoffs


def test_ways_without_a_share_split_what_the_others_leave() -> None:
    assert shares_of([link("x", 0.5), link("y"), link("z")]) == {"x": 0.5, "y": 0.25, "z": 0.25}


def test_three_times_a_third_is_everybody() -> None:
    assert shares_of([link("x", 0.33), link("y", 0.33), link("z", 0.33)])["x"] == pytest.approx(1 / 3)


def test_shares_beyond_one_count_in_proportion() -> None:
    assert shares_of([link("x", 0.9), link("y", 0.9)]) == {"x": 0.5, "y": 0.5}


def test_a_share_of_next_to_nothing_is_nobody() -> None:
    assert shares_of([link("x", 1e-100), link("y")]) == {"x": 0.0, "y": 1.0}


def test_customers_for_whom_no_way_was_said_end_there() -> None:
    sketch = weigh(bakery(), "Enter", "Choose", 0.6)

    assert by_title(sketch, found(sketch).ends) == {"Enter": pytest.approx(0.4), "Praise": pytest.approx(0.6)}


def test_a_branch_without_shares_is_split_evenly_and_said_to_be() -> None:
    sketch = bakery("Smell > Enter > Choose > Pay", "Enter ? Eat")

    result = found(sketch)

    assert [sketch.title_of(i) for i in result.split] == ["Enter"]
    assert by_title(sketch, result.ends) == {"Pay": 0.5, "Eat": 0.5}


def test_who_goes_back_meets_a_touchpoint_more_than_once() -> None:
    sketch = bakery("Smell > Enter > Choose > Pay", "Choose ? Enter")
    weigh(sketch, "Choose", "Enter", 0.5)

    visits = by_title(sketch, found(sketch).visits)

    assert visits["Enter"] == pytest.approx(2.0)
    assert visits["Pay"] == pytest.approx(1.0)
    assert visits["Eat"] == 0


def test_a_circle_without_a_way_out_catches_customers_for_ever() -> None:
    sketch = bakery("Smell > Enter > Choose", "Enter ? Eat > Praise > Eat")

    result = found(sketch)

    assert result.caught == pytest.approx(0.5)
    assert by_title(sketch, result.visits)["Eat"] == math.inf
    assert by_title(sketch, result.ends) == {"Choose": pytest.approx(0.5)}


def test_a_map_without_touchpoints_expects_nothing() -> None:
    assert chances(build(Sketch({"Come": []}), MAP)).contacts == 0


def test_handoffs_are_counted_as_often_as_they_happen() -> None:
    sketch = bakery("Smell > Enter > Choose > Pay", "Choose ? Enter").draw(Team(id=RecordId("till"), title="Till"))
    sketch.tp("Choose", team_id="till")
    weigh(sketch, "Choose", "Enter", 0.5)

    assert found(sketch).handoffs == pytest.approx(2 + 1 + 1)


TITLES = [f"T{number}" for number in range(7)]
ways = st.lists(
    st.tuples(st.sampled_from(TITLES), st.sampled_from(TITLES), st.none() | st.floats(0, 1)), min_size=1, max_size=14
)


@given(ways)
def test_figures_add_up_in_any_journey(drawn: list[tuple[str, str, float | None]]) -> None:
    sketch = Sketch({"Stage": TITLES}, "")
    for number, (source, target, share) in enumerate(drawn):
        ends = {"source_id": sketch.id_of(source), "target_id": sketch.id_of(target)}
        sketch.draw(Link(id=RecordId(f"way{number}"), probability=share, **ends))

    result = found(sketch)

    assert math.fsum(result.ends.values()) + result.caught == pytest.approx(1.0, abs=1e-6)
    assert result.contacts >= 1


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_figures_agree_with_a_hundred_thousand_customers(seed: int) -> None:
    chance = random.Random(seed)
    sketch = Sketch({"Stage": TITLES}, " > ".join(TITLES)).draw(Team(id=RecordId("till"), title="Till"))
    for number in range(6):
        source, target = chance.sample(TITLES[:-1], 2)
        ends = {"source_id": sketch.id_of(source), "target_id": sketch.id_of(target)}
        sketch.draw(Link(id=RecordId(f"way{number}"), probability=chance.choice((None, 0.1, 0.3)), **ends))
    sketch.tp("T2", team_id="till").tp("T5", team_id=None)
    journey = build(sketch, MAP)
    result, customers = chances(journey), 100_000

    visits, ends, handoffs = walked(journey, result.shares, customers, seed)

    for touchpoint_id, expected in result.visits.items():
        assert visits[touchpoint_id] / customers == pytest.approx(expected, rel=0.03, abs=0.01)
        assert ends[touchpoint_id] / customers == pytest.approx(result.ends.get(touchpoint_id, 0.0), abs=0.01)
    assert sum(visits.values()) / customers == pytest.approx(result.contacts, rel=0.03)
    assert handoffs / customers == pytest.approx(result.handoffs, rel=0.03, abs=0.01)
