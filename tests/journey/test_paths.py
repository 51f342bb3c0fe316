"""The ways of single customers: none is missing, none is invented."""

from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cxdesigner.document.records import RecordId, Team
from cxdesigner.journey.graph import Journey, build
from cxdesigner.journey.paths import Path, Paths, chance_of, handoffs_on, lows_on, paths
from tests.journey.sketches import MAP, Sketch, bakery

TITLES = [f"T{number}" for number in range(6)]
ways = st.lists(st.tuples(st.sampled_from(TITLES), st.sampled_from(TITLES)), min_size=1, max_size=12, unique=True)


def titles(sketch: Sketch, path: Path) -> list[str]:
    return [sketch.title_of(touchpoint_id) for touchpoint_id in path]


def found(sketch: Sketch) -> Paths:
    return paths(build(sketch, MAP))


def by_hand(journey: Journey) -> set[Path]:
    """Return all ways from the start to an end by trying everything."""
    complete: set[Path] = set()

    def go(path: Path) -> None:
        links = journey.leaving.get(path[-1], [])
        if not links:
            complete.add(path)
        for link in links:
            if link.target_id not in path:
                go((*path, link.target_id))

    if journey.start is not None:
        go((journey.start,))
    return complete


def test_the_likeliest_way_comes_first_and_the_shortest_is_named() -> None:
    sketch = bakery("Smell > Enter > Choose > Pay > Eat", "Enter ? Eat", "Enter ? Praise > Eat")
    result = found(sketch)

    assert len(result.all) == 3
    assert result.is_complete
    assert titles(sketch, result.shortest) == ["Smell", "Enter", "Eat"]
    assert math.isclose(chance_of(build(sketch, MAP), result.chances, result.likeliest), 1 / 3)


def test_the_way_with_most_handoffs_and_the_way_that_hurts_most_are_found() -> None:
    sketch = bakery("Smell > Enter > Choose > Eat", "Enter ? Pay > Eat").draw(Team(id=RecordId("till"), title="Till"))
    sketch.tp("Pay", team_id="till").tp("Choose", emotion=-2)

    result = found(sketch)

    assert titles(sketch, result.most_handoffs) == ["Smell", "Enter", "Pay", "Eat"]
    assert handoffs_on(build(sketch, MAP), result.most_handoffs) == 2
    assert titles(sketch, result.worst_emotion) == ["Smell", "Enter", "Choose", "Eat"]


def test_a_journey_that_never_ends_has_no_way() -> None:
    assert found(bakery("Smell > Enter > Choose > Enter")).all == ()


def test_the_list_is_cut_and_says_so() -> None:
    sketch = bakery("Smell > Enter > Choose > Pay", "Smell ? Choose", "Enter ? Pay")

    result = paths(build(sketch, MAP), most=2)

    assert len(result.all) == 2
    assert not result.is_complete


@given(ways)
def test_all_ways_are_those_that_trying_everything_finds(drawn: list[tuple[str, str]]) -> None:
    sketch = Sketch({"Stage": TITLES}, *(f"{source} > {target}" for source, target in drawn))
    journey = build(sketch, MAP)
    expected = by_hand(journey)

    result = paths(journey, most=1_000)

    assert set(result.all) == expected
    assert len(result.all) == len(set(result.all))
    if expected:
        assert len(result.shortest) == min(map(len, expected))
        chances = [chance_of(journey, result.chances, path) for path in result.all]
        assert math.isclose(chances[0], max(chances))


@given(ways)
def test_the_way_with_most_handoffs_is_the_worst_of_those_that_lead_on(drawn: list[tuple[str, str]]) -> None:
    sketch = Sketch({"Stage": TITLES}, *(f"{source} > {target}" for source, target in drawn))
    sketch.draw(Team(id=RecordId("till"), title="Till")).tp("T2", team_id="till").tp("T4", team_id="till")
    journey = build(sketch, MAP)
    place = {touchpoint_id: number for number, touchpoint_id in enumerate(journey.touchpoints)}
    onward = [path for path in by_hand(journey) if all(place[a] < place[b] for a, b in pairwise(path))]

    result = paths(journey)

    looked_at = {*onward, *result.all}
    assert bool(result.most_handoffs) == bool(looked_at)
    if looked_at:
        assert handoffs_on(journey, result.most_handoffs) == max(handoffs_on(journey, path) for path in looked_at)


def test_the_way_that_hurts_most_has_the_deepest_lows_whatever_is_good_on_it() -> None:
    sketch = bakery("Smell > Enter > Pay > Eat", "Enter ? Choose", "Choose > Eat")
    sketch.tp("Pay", emotion=-1).tp("Choose", emotion=-2).tp("Eat", emotion=2)

    result = found(sketch)

    assert titles(sketch, result.worst_emotion) == ["Smell", "Enter", "Choose", "Eat"]
    assert lows_on(build(sketch, MAP), result.worst_emotion) == -2


def test_ways_do_not_depend_on_the_order_in_which_links_were_drawn() -> None:
    ways = ("Smell > Enter", "Smell > Choose", "Enter > Pay", "Choose > Pay")
    drawn = [bakery(*order) for order in (ways, ways[::-1])]

    told = [[titles(sketch, path) for path in found(sketch).all] for sketch in drawn]

    assert told[0] == told[1]
