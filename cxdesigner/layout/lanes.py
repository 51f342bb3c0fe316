"""What the lanes of a map can be, which of them a map shows, and to which one a card belongs."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.reading import channels_of, layer_of, row_of_note, stages_of, teams_of
from cxdesigner.document.records import Channel, LaneKind, Layer, Note, RecordId, Team, Touchpoint
from cxdesigner.layout.plan import LaneKey

UNASSIGNED = "Unassigned"


class LaneKindInfo(NamedTuple):
    """One row of the table: how people call this kind of lanes, which lane a card is in, which lanes there are."""

    title: str
    key: Callable[[Document, Touchpoint], LaneKey]
    keys: Callable[[Document, RecordId], list[LaneKey]]
    lane_title: Callable[[Document, LaneKey], str]
    outer_title: Callable[[Document, LaneKey], str] | None = None


def lane_key(document: Document, touchpoint: Touchpoint, kind: LaneKind) -> LaneKey:
    """Return the lane that a touchpoint's fields put it in."""
    return LANES[kind].key(document, touchpoint)


def lane_keys(document: Document, map_id: RecordId, kind: LaneKind) -> list[LaneKey]:
    """Return the lanes of a map from top to bottom: at least one, *Unassigned* last and only where it is needed."""
    return LANES[kind].keys(document, map_id) or [LaneKey(kind)]


def lane_keys_on_screen(document: Document, map_id: RecordId, kind: LaneKind) -> list[LaneKey]:
    """Return the lanes, and *Unassigned* even where nothing is in it, so that a card can be dragged there."""
    keys = lane_keys(document, map_id, kind)
    nobody = LaneKey(kind)
    is_missing = kind in (LaneKind.TEAM, LaneKind.CHANNEL) and nobody not in keys
    if is_missing and any(document.is_referred_to(stage.id, Touchpoint) for stage in stages_of(document, map_id)):
        keys.append(nobody)
    return keys


def is_unassigned(key: LaneKey) -> bool:
    """Tell whether a lane collects what has no team, channel or layer."""
    return key.team_id is None and key.channel_id is None and key.layer is None


def lane_of_note(note: Note, kind: LaneKind, keys: list[LaneKey]) -> int:
    """Return the index of the lane that shows a note: its own, else *Unassigned*, else the first."""
    by_team = kind in (LaneKind.TEAM, LaneKind.TEAM_AND_CHANNEL)
    by_channel = kind in (LaneKind.CHANNEL, LaneKind.TEAM_AND_CHANNEL)
    own = LaneKey(kind, note.team_id if by_team else None, note.channel_id if by_channel else None)
    for wanted in (own, LaneKey(kind)):
        if wanted in keys:
            return keys.index(wanted)
    return 0


def _by_team(document: Document, touchpoint: Touchpoint) -> LaneKey:
    return LaneKey(LaneKind.TEAM, team_id=touchpoint.team_id)


def _by_channel(document: Document, touchpoint: Touchpoint) -> LaneKey:
    return LaneKey(LaneKind.CHANNEL, channel_id=touchpoint.channel_id)


def _by_layer(document: Document, touchpoint: Touchpoint) -> LaneKey:
    return LaneKey(LaneKind.LAYER, layer=layer_of(document, touchpoint).value)


def _by_both(document: Document, touchpoint: Touchpoint) -> LaneKey:
    return LaneKey(LaneKind.TEAM_AND_CHANNEL, team_id=touchpoint.team_id, channel_id=touchpoint.channel_id)


def _teams(document: Document, map_id: RecordId) -> list[LaneKey]:
    """All teams, so that a card can be dropped on one that has none yet."""
    keys = [LaneKey(LaneKind.TEAM, team_id=team.id) for team in teams_of(document)]
    is_open = any(touchpoint.team_id is None for touchpoint in _touchpoints(document, map_id))
    if is_open or any(note.team_id is None for note in _notes(document, map_id)):
        keys.append(LaneKey(LaneKind.TEAM))
    return keys


def _notes(document: Document, map_id: RecordId) -> list[Note]:
    """The stickers that need a lane."""
    notes = [note for stage in stages_of(document, map_id) for note in document.referring_to(stage.id, Note)]
    return [note for note in notes if row_of_note(document, note) is None]


def _touchpoints(document: Document, map_id: RecordId) -> list[Touchpoint]:
    """The touchpoints of a map in any order, which is much sooner told than their order."""
    return [it for stage in stages_of(document, map_id) for it in document.referring_to(stage.id, Touchpoint)]


def _channels(document: Document, map_id: RecordId) -> list[LaneKey]:
    """The channels of this map, and those that no map uses yet."""
    here = {touchpoint.channel_id for touchpoint in _touchpoints(document, map_id)}
    keys = [
        LaneKey(LaneKind.CHANNEL, channel_id=channel.id)
        for channel in channels_of(document)
        if channel.id in here or not document.is_referred_to(channel.id, Touchpoint)
    ]
    if None in here or any(note.channel_id is None for note in _notes(document, map_id)):
        keys.append(LaneKey(LaneKind.CHANNEL))
    return keys


def _layers(document: Document, map_id: RecordId) -> list[LaneKey]:
    return [LaneKey(LaneKind.LAYER, layer=layer.value) for layer in Layer]


def _pairs(document: Document, map_id: RecordId) -> list[LaneKey]:
    """The pairs of team and channel that this map uses."""
    team_place: dict[RecordId | None, int] = {team.id: place for place, team in enumerate(teams_of(document))}
    channel_place: dict[RecordId | None, int] = {it.id: place for place, it in enumerate(channels_of(document))}
    used = {_by_both(document, touchpoint) for touchpoint in _touchpoints(document, map_id)}
    return sorted(
        used,
        key=lambda key: (
            team_place.get(key.team_id, len(team_place)),
            channel_place.get(key.channel_id, len(channel_place)),
        ),
    )


def _team_title(document: Document, key: LaneKey) -> str:
    return document.title_of(key.team_id, UNASSIGNED)


def _channel_title(document: Document, key: LaneKey) -> str:
    return document.title_of(key.channel_id, UNASSIGNED)


def _layer_title(document: Document, key: LaneKey) -> str:
    return key.layer.capitalize() if key.layer else UNASSIGNED


def _pair_title(document: Document, key: LaneKey) -> str:
    return document.title_of(key.channel_id, "No channel")


def _pair_outer_title(document: Document, key: LaneKey) -> str:
    return document.title_of(key.team_id, "No team")


LANES: dict[LaneKind, LaneKindInfo] = {
    LaneKind.TEAM: LaneKindInfo("Team", _by_team, _teams, _team_title),
    LaneKind.CHANNEL: LaneKindInfo("Channel", _by_channel, _channels, _channel_title),
    LaneKind.LAYER: LaneKindInfo("Layer", _by_layer, _layers, _layer_title),
    LaneKind.TEAM_AND_CHANNEL: LaneKindInfo("Team › Channel", _by_both, _pairs, _pair_title, _pair_outer_title),
}
"""Every kind of lanes, in the order in which it is offered."""


def lane_name(document: Document, key: LaneKey) -> str:
    """Return what people call a lane, with the team around it."""
    info = LANES[key.kind]
    around = f"{info.outer_title(document, key)} › " if info.outer_title is not None else ""
    return around + info.lane_title(document, key)


def color_of(document: Document, key: LaneKey) -> int | None:
    """Return the place in the palette for a lane: its team's."""
    team = document.find(key.team_id)
    return team.color if isinstance(team, Team) else None


def icon_of(document: Document, key: LaneKey) -> str:
    """Return the icon of a lane: its channel's."""
    channel = document.find(key.channel_id)
    return channel.icon if isinstance(channel, Channel) else ""
