"""From touchpoint to touchpoint: the ways a customer goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cxdesigner.commands.touchpoints import add_touchpoint
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.reading import map_of
from cxdesigner.document.records import Link, LinkKind, RecordId, new_id
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line
from cxdesigner.layout.plan import LaneKey


def add_link(
    document: Document,
    source_id: RecordId,
    target_id: RecordId,
    kind: LinkKind | None = None,
    condition: str = "",
    probability: float | None = None,
) -> Edit:
    """Plan a link; one with a condition is a branch unless another kind is named.

    Refuses a link from a card to itself, between two maps, and one that is there already.
    """
    why_not = why_no_link(document, source_id, target_id)
    if why_not:
        raise Refused(why_not)
    line = clean_line(condition)
    kind = kind or (LinkKind.BRANCH if line else LinkKind.NEXT)
    _refuse_double(document, source_id, target_id, kind, line)
    link = Link(
        id=new_id(), source_id=source_id, target_id=target_id, kind=kind, condition=line, probability=probability
    )
    names = document.title_of(source_id), document.title_of(target_id)
    return Edit(f"Link “{names[0]}” to “{names[1]}”", Change.adding(link), show=(link.id,))


def why_no_link(document: Document, source_id: RecordId, target_id: RecordId) -> str:
    """Return the sentence that says why two touchpoints cannot be linked, or an empty text."""
    if source_id == target_id:
        return "A card cannot lead to itself."
    source, target = document.touchpoint(source_id), document.touchpoint(target_id)
    if map_of(document, source) != map_of(document, target):
        return "A link stays within one map."
    return ""


def reconnect(
    document: Document, link_id: RecordId, *, source_id: RecordId | None = None, target_id: RecordId | None = None
) -> Edit:
    """Plan hanging one end of a link, or both, on other touchpoints."""
    link = document.get(Link, link_id)
    after = replace(link, source_id=source_id or link.source_id, target_id=target_id or link.target_id)
    why_not = why_no_link(document, after.source_id, after.target_id)
    if why_not:
        raise Refused(why_not)
    if (after.source_id, after.target_id) != (link.source_id, link.target_id):
        _refuse_double(document, after.source_id, after.target_id, after.kind, after.condition)
    return Edit("Reconnect link", Change.replacing([(link, after)]), show=(link_id,))


def add_linked_touchpoint(
    document: Document,
    map_id: RecordId,
    source_id: RecordId,
    stage_id: RecordId,
    step: int,
    lane: LaneKey | None,
    *,
    insert_column: bool = False,
) -> Edit:
    """Plan a new touchpoint in a cell with a link to it from another one; the edit shows the touchpoint."""
    added = add_touchpoint(document, map_id, stage_id=stage_id, step=step, lane=lane, insert_column=insert_column)
    link = Link(id=new_id(), source_id=source_id, target_id=added.show[0])
    return Edit(added.name, added.change.then(Change.adding(link)), show=added.show)


def set_condition(document: Document, link_id: RecordId, condition: str) -> Edit:
    """Plan saying when a customer goes this way: an ordinary link becomes a branch. An empty text takes it back."""
    link = document.get(Link, link_id)
    line = clean_line(condition)
    kind = link.kind
    if line and kind is LinkKind.NEXT:
        kind = LinkKind.BRANCH
    elif not line and link.condition and kind is LinkKind.BRANCH:
        kind = LinkKind.NEXT
    after = replace(link, condition=line, kind=kind)
    return Edit("Change “Condition”", Change.replacing([(link, after)]), f"{link_id}.condition", (link_id,))


def set_kind(document: Document, link_ids: Iterable[RecordId], kind: LinkKind) -> Edit:
    """Plan making links ordinary ones, branches or recoveries."""
    links = [link for link_id in link_ids if isinstance(link := document.find(link_id), Link)]
    if not links:
        raise Refused("Select a link first: click on its line.")
    pairs = [(link, replace(link, kind=kind)) for link in links]
    return Edit("Change “Kind”", Change.replacing(pairs), show=tuple(link.id for link in links))


def leaving(document: Document, touchpoint_id: RecordId) -> list[Link]:
    """Return the links that begin at a touchpoint."""
    return [link for link in document.referring_to(touchpoint_id, Link) if link.source_id == touchpoint_id]


def _refuse_double(
    document: Document, source_id: RecordId, target_id: RecordId, kind: LinkKind, condition: str
) -> None:
    for link in leaving(document, source_id):
        if link.target_id == target_id and link.kind is kind and link.condition == condition:
            raise Refused("These two cards are linked in this way already.")


def reverse(document: Document, link_ids: Iterable[RecordId]) -> Edit:
    """Plan turning links round: what they led to becomes where they begin. Refuses what is linked that way already."""
    links = [link for link_id in link_ids if isinstance(link := document.find(link_id), Link)]
    if not links:
        raise Refused("Select a link first: click on its line.")
    for link in links:
        _refuse_double(document, link.target_id, link.source_id, link.kind, link.condition)
    pairs = [(link, replace(link, source_id=link.target_id, target_id=link.source_id)) for link in links]
    name = "Turn a link round" if len(links) == 1 else f"Turn {len(links)} links round"
    return Edit(name, Change.replacing(pairs), show=tuple(link.id for link in links))
