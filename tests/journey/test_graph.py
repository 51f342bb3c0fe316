"""The graph holds what is on the map, and walks it as a customer would."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from cxdesigner.document.records import Map, RecordId, Stage, Team
from cxdesigner.journey.graph import build
from cxdesigner.journey.measures import counts
from cxdesigner.journey.rules import check
from tests.journey.sketches import MAP, Sketch, bakery

TITLES = [f"T{number}" for number in range(8)]
ways = st.lists(st.tuples(st.sampled_from(TITLES), st.sampled_from(TITLES)), min_size=1, max_size=16, unique=True)


def edges(sketch: Sketch) -> set[tuple[str, str, str]]:
    """Return the edges of the graph by title and kind."""
    graph = build(sketch, MAP).graph
    return {(sketch.title_of(a), sketch.title_of(b), kind) for a, b, kind in graph.edges(data="kind")}


def test_links_are_edges_of_their_kind():
    sketch = bakery("Smell > Enter", "Smell ? Choose", "Pay ! Enter")

    assert edges(sketch) == {("Smell", "Enter", "next"), ("Smell", "Choose", "branch"), ("Pay", "Enter", "recovery")}


def test_triggers_are_edges_from_what_is_waited_for():
    sketch = bakery("").with_event("Payday", at="Pay")
    sketch.tp("Eat", when="Payday + 1 day").tp("Praise", when="Upon eating").tp("Choose", when="Within 1 hour of Come")

    assert edges(sketch) == {
        ("Pay", "Payday", "trigger"),
        ("Payday", "Eat", "trigger"),
        ("Eat", "Praise", "trigger"),
        ("Smell", "Choose", "trigger"),
    }


def test_a_link_between_two_teams_is_a_handoff():
    sketch = bakery().draw(Team(id=RecordId("till"), title="Till")).tp("Pay", team_id="till").tp("Eat", team_id=None)

    graph = build(sketch, MAP).graph

    handoffs = {sketch.title_of(source) for source, _, is_one in graph.edges(data="handoff") if is_one}
    assert handoffs == {"Choose"}


def test_two_links_between_the_same_two_stay_two():
    sketch = bakery("Smell > Enter", "Smell ? Enter")

    assert build(sketch, MAP).graph.number_of_edges() == 2


def test_the_order_is_that_of_reading_and_the_start_comes_first():
    sketch = bakery()

    journey = build(sketch, MAP)

    assert [sketch.title_of(i) for i in journey.order] == ["Smell", "Enter", "Choose", "Pay", "Eat", "Praise"]
    assert [sketch.title_of(i) for i in journey.starts] == ["Smell"]
    assert sketch.title_of(journey.start) == "Smell"


def test_a_map_without_touchpoints_has_no_start():
    assert build(Sketch({"Come": []}, ""), MAP).start is None


def test_only_what_belongs_to_the_map_is_in_its_graph():
    sketch = bakery()
    sketch.draw(Map(id=RecordId("other"), title="Other")).draw(
        Stage(id=RecordId("stage other"), title="Elsewhere", map_id=RecordId("other"))
    )

    assert len(build(sketch, RecordId("other")).graph) == 0
    assert [problem.message for problem in check(sketch)] == ["Nothing happens in “Elsewhere” yet."]
    assert check(sketch, MAP) == []


@given(ways)
def test_unreachable_is_what_brute_force_says(ways):
    sketch = Sketch({"One": TITLES[:3], "Two": TITLES[3:6], "Three": TITLES[6:]}, *(f"{a} > {b}" for a, b in ways))
    journey = build(sketch, MAP)

    found = [i for problem in check(sketch, only=["unreachable"]) for i in problem.record_ids]

    first = {i for i in journey.starts if i in journey.leaving and journey.place[i][0] == 0} or {journey.start}
    reachable = first.union(*(nx.descendants(journey.graph, start) for start in first))
    assert sorted(found) == sorted(set(journey.touchpoints) - reachable)


@given(ways)
def test_an_endless_loop_is_what_brute_force_says(ways):
    sketch = Sketch({"One": TITLES[:4], "Two": TITLES[4:]}, *(f"{a} > {b}" for a, b in ways))
    flow = nx.DiGraph(build(sketch, MAP).graph)

    found = {frozenset(problem.record_ids) for problem in check(sketch, only=["endless-loop"])}

    closed = {frozenset(loop) for loop in nx.attracting_components(flow)}
    assert found == {loop for loop in closed if len(loop) > 1 or flow.has_edge(*loop, *loop)}


def test_counts_are_those_of_the_map():
    sketch = bakery().draw(Team(id=RecordId("idle"), title="Idle"))

    assert counts(sketch, MAP) == {"stages": 3, "steps": 6, "touchpoints": 6, "teams": 1, "channels": 1, "links": 5}


def test_an_event_that_nobody_waits_for_is_in_the_graph_too() -> None:
    sketch = bakery().with_event("Closing time").with_event("Payday", at="Pay")

    graph = build(sketch, MAP).graph

    assert {data["title"] for _, data in graph.nodes(data=True) if data["kind"] == "event"} == {
        "Closing time",
        "Payday",
    }
    assert graph.has_edge(sketch.id_of("Pay"), sketch.id_of("Payday"))
