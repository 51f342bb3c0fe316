"""Which part of a map is ordered, by the names that people use: stages, lanes, cards."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

from cxdesigner.document.document import Document
from cxdesigner.document.reading import touchpoints_of
from cxdesigner.document.records import LaneKind, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.document.short_ids import meant_by
from cxdesigner.document.text import folded, shown_name
from cxdesigner.layout.lanes import LANES, lane_key, lane_keys, lane_name
from cxdesigner.layout.part import Part
from cxdesigner.layout.plan import LaneKey
from cxdesigner.wall.order import Order

_Named = TypeVar("_Named", LaneKey, RecordId)
_MOST_NAMED = 25
"""So many of those that there are get listed for somebody who named one that there is not."""


def lanes_of(document: Document, map_id: RecordId, order: Order) -> LaneKind:
    """Return what the lanes of an order are."""
    return document.map(map_id).lanes if order.lanes is None else LaneKind(order.lanes)


def part_of(document: Document, map_id: RecordId, order: Order) -> Part:
    """Return the part of the map that is ordered. Raises Refused where nothing is left of it."""
    kind = lanes_of(document, map_id, order)
    lanes = tuple(key for key in lane_keys(document, map_id, kind) if key in order.only_lanes)
    if order.only_lanes and not lanes:
        raise Refused("None of these lanes is on this map; choose others.")
    if not order.only_cards:
        return Part(order.stages, lanes)
    wanted = frozenset(order.only_cards)
    cards = [card for card in touchpoints_of(document, map_id) if card.id in wanted]
    shown = [
        card
        for card in cards
        if (not order.stages or card.stage_id in order.stages)
        and (not lanes or lane_key(document, card, kind) in lanes)
    ]
    if not shown:
        why = "in these stages and lanes" if cards else "on this map"
        raise Refused(f"None of the chosen cards is {why}; choose others.")
    stages = dict.fromkeys(card.stage_id for card in shown)
    return Part(tuple(stages), lanes, frozenset(card.id for card in shown))


def part_in_words(document: Document, map_id: RecordId, order: Order) -> list[str]:
    """Return in words which lanes and which cards are printed, where these are not all; the cards by their short ids."""
    kind, said = lanes_of(document, map_id, order), []
    if order.only_lanes:
        said.append("only " + ", ".join(lane_name(document, key) for key in order.only_lanes if key.kind is kind))
    if order.only_cards:
        said.append(f"only the touchpoints {', '.join(sorted(order.only_cards))}")
    return said


def cards_of(document: Document, map_id: RecordId, selected: Iterable[RecordId]) -> tuple[RecordId, ...]:
    """Return which cards of a map are selected, in the order of the journey; a stage stands for all of its cards."""
    chosen = set(selected)
    return tuple(it.id for it in touchpoints_of(document, map_id) if it.id in chosen or it.stage_id in chosen)


def lanes_named(document: Document, map_id: RecordId, kind: LaneKind, said: str) -> tuple[LaneKey, ...]:
    """Return the lanes that somebody names, with commas between them. Raises Refused for one that is not there."""
    keys = lane_keys(document, map_id, kind)
    names: dict[str, list[LaneKey]] = {}
    for key in keys:
        titles = {lane_name(document, key), LANES[kind].lane_title(document, key)}
        for title in titles:
            names.setdefault(folded(title), []).append(key)
    there = [lane_name(document, key) for key in keys]
    chosen = [key for name in _words(said, names) for key in _known(name, names, "lane", there)]
    return tuple(key for key in keys if key in chosen)


def cards_named(document: Document, map_id: RecordId, said: str) -> tuple[RecordId, ...]:
    """Return the cards that somebody names, with commas between them: by title, by id or the first letters of that.

    A title that several cards have means all of them. Raises Refused for a card that is not there.
    """
    cards = touchpoints_of(document, map_id)
    names: dict[str, list[RecordId]] = {}
    for card in cards:
        names.setdefault(folded(card.title), []).append(card.id)
    ids, there = [card.id for card in cards], [card.title for card in cards]
    chosen: list[RecordId] = []
    for name in _words(said, names):
        meant = [] if folded(name) in names else meant_by(name, ids)
        chosen += meant if len(meant) == 1 else _known(name, names, "touchpoint", there)
    return tuple(card for card in ids if card in chosen)


def _words(said: str, names: Collection[str]) -> list[str]:
    """Return the names in a line; what is a name as a whole may hold commas."""
    found: list[str] = []
    parts = [part for part in said.split(",") if part.strip()]
    while parts:
        counts = range(len(parts), 1, -1)
        count = next((count for count in counts if folded(",".join(parts[:count])) in names), 1)
        found.append(",".join(parts[:count]).strip())
        del parts[:count]
    return found


def _known(name: str, names: dict[str, list[_Named]], what: str, there: list[str]) -> list[_Named]:
    if folded(name) in names:
        return names[folded(name)]
    listed = ", ".join(shown_name(one) for one in there[:_MOST_NAMED]) or "none"
    more = f" and {len(there) - _MOST_NAMED:,} more" if len(there) > _MOST_NAMED else ""
    raise Refused(f"There is no {what} “{shown_name(name)[:60]}” on this map; there are {listed}{more}.")
