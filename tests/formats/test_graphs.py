"""The graph in a file is the graph of the map."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import fromstring

import networkx as nx
import pytest

from cxdesigner.commands.maps import start_to_be
from cxdesigner.document.reading import first_map, maps_of
from cxdesigner.document.records import Expectation
from cxdesigner.formats import open_any
from cxdesigner.formats.graphs import write_graphml, write_node_link
from cxdesigner.journey.graph import build
from tests.command_line import ALL_SAMPLES
from tests.journey.sketches import MAP, Sketch, bakery

SPACE = "http://graphml.graphdrawing.org/xmlns"


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda path: path.stem)
def test_networkx_reads_back_what_the_map_holds(sample: Path) -> None:
    document = open_any(sample).document
    graph = build(document, first_map(document).id).graph

    read = nx.read_graphml(BytesIO(write_graphml(document)), force_multigraph=True)
    linked = nx.node_link_graph(json.loads(write_node_link(document)))

    for other in (read, linked):
        assert set(other.nodes) == set(graph.nodes)
        assert sorted(other.edges(data="kind")) == sorted(graph.edges(data="kind"))
        assert dict(other.nodes(data="title")) == dict(graph.nodes(data="title"))


def with_a_copy() -> Sketch:
    """Return a bakery with an event, and a to-be map beside it."""
    sketch = bakery().with_event("Payday").tp("Eat", when="Payday + 1 day")
    sketch.apply(start_to_be(sketch, MAP).change)
    return sketch


def test_several_maps_are_one_graph_as_json_and_each_touchpoint_names_its_map() -> None:
    sketch = with_a_copy()

    whole = nx.node_link_graph(json.loads(write_node_link(sketch)))

    assert whole.graph["maps"] == [map.title for map in maps_of(sketch)]
    assert {name for _, name in whole.nodes(data="map") if name} == {map.title for map in maps_of(sketch)}
    assert len(whole) == 13


def test_one_map_that_was_chosen_is_written_alone_with_its_title() -> None:
    sketch = with_a_copy()

    one = nx.node_link_graph(json.loads(write_node_link(sketch, MAP)))

    assert one.graph == {"id": MAP, "title": "Sketch"}
    assert len(one) == 7
    assert write_graphml(sketch, MAP).count(b"<graph ") == 1


def test_older_readers_find_the_edges_as_links() -> None:
    linked = nx.node_link_graph(json.loads(write_node_link(bakery())), edges="links")

    assert linked.number_of_edges() == 5


def test_graphml_holds_a_graph_for_each_map_and_every_id_once() -> None:
    root = fromstring(write_graphml(with_a_copy()))

    ids = [element.get("id") for tag in ("graph", "node", "edge") for element in root.iter(f"{{{SPACE}}}{tag}")]
    assert sum(1 for _ in root.iter(f"{{{SPACE}}}graph")) == 2
    assert None not in ids
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda path: path.stem)
def test_ids_are_unique_booleans_are_those_of_xml_and_nothing_is_said_twice(sample: Path) -> None:
    root = fromstring(write_graphml(open_any(sample).document))

    ids = [element.get("id") for tag in ("node", "edge") for element in root.iter(f"{{{SPACE}}}{tag}")]
    assert len(set(ids)) == len(ids)
    yes_no = {key.get("id") for key in root.iter(f"{{{SPACE}}}key") if key.get("attr.type") == "boolean"}
    told = [data.text for data in root.iter(f"{{{SPACE}}}data") if data.get("key") in yes_no]
    assert set(told) <= {"true", "false"}
    assert told
    for element in (*root.iter(f"{{{SPACE}}}node"), *root.iter(f"{{{SPACE}}}edge")):
        keys = [data.get("key") for data in element]
        assert len(set(keys)) == len(keys)


def test_a_touchpoint_tells_what_analysts_ask_for() -> None:
    sketch = bakery().tp("Pay", emotion=-2, expectation=Expectation.BELOW, moment_of_truth=True)

    for graph in (
        nx.read_graphml(BytesIO(write_graphml(sketch)), force_multigraph=True),
        nx.node_link_graph(json.loads(write_node_link(sketch))),
    ):
        assert graph.nodes[sketch.id_of("Pay")] == {
            "kind": "touchpoint",
            "title": "Pay",
            "label": "Pay",
            "stage": "Buy",
            "step": 1,
            "team": "Us",
            "channel": "Phone",
            "when": "Same day",
            "emotion": -2,
            "expectation": "below",
            "moment_of_truth": True,
        }


def test_what_nobody_said_is_left_out_and_odd_characters_are_kept() -> None:
    sketch = bakery().tp("Pay", title="Pay <&> “日本”", team_id=None)

    read = nx.read_graphml(BytesIO(write_graphml(sketch)), force_multigraph=True)

    (node,) = (attributes for _, attributes in read.nodes(data=True) if attributes["title"].startswith("Pay"))
    assert node["title"] == "Pay <&> “日本”"
    assert "team" not in node
