"""The lines of links between cards, and what is written beside them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from cxdesigner.document.document import Document
from cxdesigner.document.reading import is_handoff
from cxdesigner.document.records import Link
from cxdesigner.layout.content import Content
from cxdesigner.layout.labels import reach_of
from cxdesigner.layout.link_path import Labels, LinkPath, Nooks, Words
from cxdesigner.layout.memory import LayoutMemory
from cxdesigner.layout.plan import Rect
from cxdesigner.layout.routing import Spot
from cxdesigner.layout.ways import Frame


def leads_to_another_team(document: Document, link: Link) -> bool:
    """Tell whether a link hands the customer to another team."""
    return is_handoff(document.touchpoint(link.source_id), document.touchpoint(link.target_id))


def lines_of_links(content: Content, frame: Frame, memory: LayoutMemory) -> tuple[LinkPath, ...]:
    """Return the lines of links. The words of a first plan are placed when somebody asks; later ones are compared with them."""
    spots = [column.spots for column in content.filled]
    known, kept = memory.paths, {}
    wires_before, memory.wires_before = memory.wires_before, {}
    words = Words(partial(_labels, frame, spots, memory.words if known else {}))
    labels = words.placed() if known else {}
    memory.placed = words
    paths = []
    for number, (wire, points) in enumerate(zip(frame.wires, frame.paths, strict=True)):
        link, label = wire.link, wire.label
        before = known.get(link.id)
        if before is not None and wires_before.get(link.id) is wire:
            is_there = before.points is points or before.points == points
            if not is_there or (label is not None and before.label != labels[number]):
                before = before.moved(points, words, number)
            kept[link.id] = before
            paths.append(before)
            continue
        given = link.id, link.source_id, link.target_id, points, link.kind, wire.is_handoff
        path = LinkPath(*given) if label is None else LinkPath(*given, reach_of(label), words, number)
        if before is not None and before == path:
            path = before
        kept[link.id] = path
        paths.append(path)
    memory.paths = kept
    return tuple(paths)


def _labels(frame: Frame, spots: Sequence[Sequence[Spot]], known: Nooks) -> tuple[Labels, Nooks]:
    """Return what is written beside links, and what the next layout may take over; few maps need what finds its place."""
    if not any(wire.label for wire in frame.wires):
        return {}, {}
    from cxdesigner.layout.crowd import Crowd
    from cxdesigner.layout.labels import place_labels
    from cxdesigner.layout.nooks import words_in_gutters

    left, top = frame.gutter_lefts[0], frame.lane_tops[0]
    within = Rect(left, top, frame.right - left, frame.bottom - top)
    labels, nooks = words_in_gutters(frame, spots, known)
    if len(labels) < sum(wire.label is not None for wire in frame.wires):
        place_labels(frame.wires, frame.paths, Crowd(frame, spots), within, labels)
    return labels, nooks
