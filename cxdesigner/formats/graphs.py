"""The journey as a graph for other programs: GraphML and node-link JSON, one graph for each map."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cxdesigner.document.document import Document
from cxdesigner.document.reading import maps_of
from cxdesigner.journey.graph import build

if TYPE_CHECKING:
    import networkx as nx


def write_graphml(document: Document) -> bytes:
    """Return one GraphML file with a graph for each map, named by its title.

    Nodes are touchpoints and events (`kind`, `title`, and for touchpoints `stage`, `step`, `team`, `channel`), edges are
    links and triggers (`kind`, `handoff`, and where said `condition` and `probability`).
    """
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graphs(graphs_of(document))
    target = BytesIO()
    writer.dump(target)
    return target.getvalue()


def write_node_link(document: Document) -> bytes:
    """Return the same graphs as JSON: one member `maps`, each with `title` and the node-link form of networkx."""
    import networkx as nx

    maps = [
        {"title": graph.graph["title"], "graph": nx.node_link_data(graph, edges="edges")}
        for graph in graphs_of(document)
    ]
    return json.dumps({"maps": maps}, indent=1, ensure_ascii=False).encode("utf-8")


def graphs_of(document: Document) -> list[nx.MultiDiGraph]:
    """Return the graph of each map with words in place of ids, without attributes that say nothing."""
    graphs = []
    for map in maps_of(document):
        journey = build(document, map.id)
        graph = journey.graph.copy()
        graph.graph |= {"id": map.id, "title": map.title}
        for node, attributes in graph.nodes(data=True):
            touchpoint = journey.touchpoints.get(node)
            if touchpoint is not None:
                attributes |= {
                    "stage": document.title_of(touchpoint.stage_id),
                    "step": touchpoint.step,
                    "team": document.title_of(touchpoint.team_id),
                    "channel": document.title_of(touchpoint.channel_id),
                }
            _tidy(attributes)
        for *_, attributes in graph.edges(data=True):
            _tidy(attributes)
        graphs.append(graph)
    return graphs


def _tidy(attributes: dict[str, Any]) -> None:
    for name in [name for name, value in attributes.items() if value is None or value == ""]:
        del attributes[name]
