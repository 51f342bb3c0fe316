"""Which lanes of a map are hidden, which lanes and stages are collapsed, and which sizes somebody chose for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from cxdesigner.document.records import LaneKind, LaneShape, Map, RecordId, Stage
from cxdesigner.layout.plan import LaneKey

NARROWEST, WIDEST = 280.0, 1_200.0
"""How narrow and how wide the cards of a stage may be made on screen."""
LOWEST, HIGHEST = 80.0, 4_000.0
"""How low and how high a lane may be made; never lower than its cards."""
COLLAPSED_STAGE = 96.0
"""Width of what stands in the one column of a collapsed stage."""


class ShownLanes(NamedTuple):
    """The lanes as they are drawn.

    `place_of` tells for each lane of the map in which of the drawn ones its cards are; a hidden lane has no place.
    """

    keys: list[LaneKey]
    place_of: dict[LaneKey, int]
    collapsed: frozenset[int]
    hidden: tuple[LaneKey, ...]
    heights: dict[int, float]
    """The least heights that somebody chose, by place."""


def outer_of(key: LaneKey) -> LaneKey | None:
    """Return the lane of the team around a lane, or None where no lanes are around it."""
    return LaneKey(LaneKind.TEAM, key.team_id) if key.kind is LaneKind.TEAM_AND_CHANNEL else None


def name_of(key: LaneKey) -> str:
    """Return the name of a lane in the file: what kind it is of, and whose it is.

    A team has one name, whether it is a lane or stands around the lanes of its channels.
    """
    team, channel = key.team_id or "", key.channel_id or ""
    match key.kind:
        case LaneKind.TEAM:
            return f"{key.kind}:{team}"
        case LaneKind.CHANNEL:
            return f"{key.kind}:{channel}"
        case LaneKind.LAYER:
            return f"{key.kind}:{key.layer or ''}"
        case LaneKind.TEAM_AND_CHANNEL:
            return f"{key.kind}:{team}/{channel}"


def names_record(lane: str, record_id: RecordId) -> bool:
    """Tell whether the name of a lane speaks of a team or channel."""
    kind, _, whose = lane.partition(":")
    return kind != LaneKind.LAYER and record_id in (whose, *whose.split("/"))


def shape_of(map: Map, key: LaneKey) -> LaneShape:
    """Return how a lane is shown."""
    name = name_of(key)
    return next((shape for shape in map.lane_shapes if shape.lane == name), LaneShape(lane=name))


def is_hidden(map: Map, key: LaneKey) -> bool:
    """Tell whether somebody has hidden a lane, or the team around it."""
    outer = outer_of(key)
    return shape_of(map, key).is_hidden or (outer is not None and shape_of(map, outer).is_hidden)


def with_shape(map: Map, shape: LaneShape) -> Map:
    """Return the map with a lane shown in another way; what is as usual is not written down."""
    others = tuple(other for other in map.lane_shapes if other.lane != shape.lane)
    is_usual = shape == LaneShape(lane=shape.lane)
    return replace(map, lane_shapes=others if is_usual else (*others, shape))


def shown_lanes(map: Map, keys: Sequence[LaneKey], *, on_screen: bool) -> ShownLanes:
    """Return which of the lanes of a map are drawn, and how.

    On paper nothing is collapsed and lanes are as high as they need. Where all lanes are hidden, none is.
    """
    shapes = {shape.lane: shape for shape in map.lane_shapes}
    shown = ShownLanes([], {}, frozenset(), (), {})
    if not shapes:
        return shown._replace(keys=list(keys), place_of={key: place for place, key in enumerate(keys)})
    hidden: dict[LaneKey, None] = {}
    collapsed: set[int] = set()
    for key in keys:
        outer = outer_of(key)
        around = shapes.get(name_of(outer)) if outer is not None else None
        own = shapes.get(name_of(key))
        if outer is not None and around is not None and around.is_hidden:
            hidden[outer] = None
            continue
        if own is not None and own.is_hidden:
            hidden[key] = None
            continue
        drawn, shape = key, own
        if on_screen and outer is not None and around is not None and around.is_collapsed:
            drawn, shape = outer, around
        if not shown.keys or shown.keys[-1] != drawn:
            shown.keys.append(drawn)
        place = shown.place_of[key] = len(shown.keys) - 1
        if on_screen and shape is not None and shape.is_collapsed:
            collapsed.add(place)
        elif on_screen and shape is not None and shape.height is not None:
            shown.heights[place] = min(max(shape.height, LOWEST), HIGHEST)
    if keys and not shown.keys:
        unhidden = replace(map, lane_shapes=tuple(replace(shape, is_hidden=False) for shape in map.lane_shapes))
        return shown_lanes(unhidden, keys, on_screen=on_screen)
    return shown._replace(collapsed=frozenset(collapsed), hidden=tuple(hidden))


def chosen_width(stage: Stage) -> float | None:
    """Return how wide somebody wants the cards of a stage on screen, within what is allowed."""
    return None if stage.card_width is None else min(max(stage.card_width, NARROWEST), WIDEST)
