"""The graph in a file is the graph of the map."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import networkx as nx
import pytest

from cxdesigner.commands.maps import start_to_be
from cxdesigner.document.reading import first_map
from cxdesigner.formats import open_any
from cxdesigner.formats.graphs import write_graphml, write_node_link
from cxdesigner.journey.graph import build
from tests.command_line import ALL_SAMPLES
from tests.journey.sketches import MAP, bakery


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda path: path.stem)
def test_networkx_reads_back_what_the_map_holds(sample: Path) -> None:
    document = open_any(sample).document
    graph = build(document, first_map(document).id).graph

    read = nx.read_graphml(BytesIO(write_graphml(document)), force_multigraph=True)
    linked = nx.node_link_graph(json.loads(write_node_link(document))["maps"][0]["graph"], edges="edges")

    for other in (read, linked):
        assert set(other.nodes) == set(graph.nodes)
        assert sorted(other.edges(data="kind")) == sorted(graph.edges(data="kind"))
        assert dict(other.nodes(data="title")) == dict(graph.nodes(data="title"))


def test_each_map_is_a_graph_of_its_own() -> None:
    sketch = bakery()
    sketch.apply(start_to_be(sketch, MAP).change)

    assert len(json.loads(write_node_link(sketch))["maps"]) == 2
    assert write_graphml(sketch).count(b"<graph ") == 2


def test_what_nobody_said_is_left_out_and_odd_characters_are_kept() -> None:
    sketch = bakery().tp("Pay", title="Pay <&> “日本”", team_id=None)

    read = nx.read_graphml(BytesIO(write_graphml(sketch)), force_multigraph=True)

    (node,) = (attributes for _, attributes in read.nodes(data=True) if attributes["title"].startswith("Pay"))
    assert node["title"] == "Pay <&> “日本”"
    assert "team" not in node
