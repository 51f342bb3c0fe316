"""From touchpoint to touchpoint: the ways a customer goes."""

from __future__ import annotations

from dataclasses import replace

from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.reading import map_of
from cxdesigner.document.records import Link, LinkKind, RecordId, new_id
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line


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
    for link in _between(document, source_id, target_id):
        if link.kind is kind and link.condition == line:
            raise Refused("These two cards are linked in this way already.")
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
    return Edit("Reconnect link", Change.replacing([(link, after)]), show=(link_id,))


def _between(document: Document, source_id: RecordId, target_id: RecordId) -> list[Link]:
    return [
        link
        for link in document.referring_to(source_id, Link)
        if link.source_id == source_id and link.target_id == target_id
    ]
