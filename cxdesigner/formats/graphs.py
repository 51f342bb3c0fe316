"""The journey as a graph for other programs: GraphML and node-link JSON."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cxdesigner.document.document import Document
from cxdesigner.document.reading import maps_of
from cxdesigner.document.records import RecordId
from cxdesigner.journey.graph import TRIGGER, build

if TYPE_CHECKING:
    import networkx as nx


def write_graphml(document: Document, map_id: RecordId | None = None) -> bytes:
    """Return one GraphML file with a graph for each map, or for the one that is named, with its title.

    Nodes are touchpoints and events (`kind`, `title`, `label`, and for touchpoints `stage`, `step`, `team`, `channel`, `when`,
    `emotion`, `expectation`, `moment_of_truth`), edges are links and triggers (`kind`, `handoff`, and where said `condition` and
    `probability`). Ids are unique in the file: an event that several maps share has the id of the map before its own in all but the first.
    """
    from networkx.readwrite.graphml import GraphMLWriter

    class Writer(GraphMLWriter):  # type: ignore[misc]  # networkx has no types
        """As networkx writes it, but with booleans as XML has them, and each graph with its own data only (networkx 3.6)."""

        def add_data(self, name: str, element_type: type, value: Any, scope: str = "all", default: Any = None) -> Any:
            said = value.lower() if element_type is bool else value
            return super().add_data(name, element_type, said, scope, default)

        def add_graph_element(self, graph: nx.MultiDiGraph) -> None:
            super().add_graph_element(graph)
            self.attributes.clear()

    writer = Writer(encoding="utf-8", prettyprint=True)
    writer.add_graphs(_apart(graphs_of(document, map_id)))
    target = BytesIO()
    writer.dump(target)
    return target.getvalue()


def write_node_link(document: Document, map_id: RecordId | None = None) -> bytes:
    """Return the same as JSON in the plain node-link form, which `networkx.node_link_graph` reads as it is.

    The graph has the `title` and `id` of its map. Where several maps are written, they are one graph in which nothing leads from
    one map to another but over events that they share; each touchpoint names its `map`, and the graph lists the titles as `maps`.
    Edges stand there twice, as `edges` and as `links`: networkx before 3.6, and D3, look for the latter.
    """
    import networkx as nx

    graphs = graphs_of(document, map_id)
    whole = graphs[0] if len(graphs) == 1 else _together(graphs)
    data = nx.node_link_data(whole, edges="edges")
    return json.dumps(data | {"links": data["edges"]}, indent=1, ensure_ascii=False).encode("utf-8")


def graphs_of(document: Document, map_id: RecordId | None = None) -> list[nx.MultiDiGraph]:
    """Return the graph of each map, or of one, with words in place of ids, without attributes that say nothing."""
    graphs = []
    for map in maps_of(document) if map_id is None else [document.map(map_id)]:
        journey = build(document, map.id)
        graph = journey.graph.copy()
        graph.graph |= {"id": map.id, "title": map.title}
        for node, attributes in graph.nodes(data=True):
            attributes["label"] = attributes["title"]
            touchpoint = journey.touchpoints.get(node)
            if touchpoint is not None:
                attributes |= {
                    "stage": document.title_of(touchpoint.stage_id),
                    "step": touchpoint.step,
                    "team": document.title_of(touchpoint.team_id),
                    "channel": document.title_of(touchpoint.channel_id),
                    "when": touchpoint.when,
                    "emotion": touchpoint.emotion,
                    "expectation": str(touchpoint.expectation) if touchpoint.expectation is not None else None,
                    "moment_of_truth": touchpoint.moment_of_truth,
                }
            _tidy(attributes)
        for *_, attributes in graph.edges(data=True):
            _tidy(attributes)
        graphs.append(graph)
    return graphs


def _together(graphs: list[nx.MultiDiGraph]) -> nx.MultiDiGraph:
    """Return the graphs of several maps as one."""
    import networkx as nx

    whole = nx.MultiDiGraph(maps=[graph.graph["title"] for graph in graphs])
    for graph in graphs:
        for _, attributes in graph.nodes(data=True):
            if attributes["kind"] == "touchpoint":
                attributes["map"] = graph.graph["title"]
        whole.add_nodes_from(graph.nodes(data=True))
        whole.add_edges_from(graph.edges(keys=True, data=True))
    return whole


def _apart(graphs: list[nx.MultiDiGraph]) -> list[nx.MultiDiGraph]:
    """Return the graphs so that no id of a node or an edge stands in them twice."""
    import networkx as nx

    seen: set[str] = set()
    apart = []
    for graph in graphs:
        names = {node: f"{graph.graph['id']}.{node}" if node in seen else node for node in graph}
        seen |= set(graph)
        renamed = nx.MultiDiGraph(**graph.graph)
        renamed.add_nodes_from((names[node], attributes) for node, attributes in graph.nodes(data=True))
        for source, target, key, attributes in graph.edges(keys=True, data=True):
            unique = f"{TRIGGER}.{names[source]}.{names[target]}" if key == TRIGGER else key
            renamed.add_edge(names[source], names[target], unique, **attributes)
        apart.append(renamed)
    return apart


def _tidy(attributes: dict[str, Any]) -> None:
    for name in [name for name, value in attributes.items() if value is None or value == ""]:
        del attributes[name]
