"""Teams and channels as lanes: adding, reordering, removing, and what a channel's name says about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cxdesigner.commands.allowed import may_move_lane
from cxdesigner.commands.removing import remove
from cxdesigner.commands.shapes import without_shapes
from cxdesigner.commands.stages import reordered
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.reading import channels_of, teams_of
from cxdesigner.document.records import (
    Channel,
    ChannelKind,
    LaneKind,
    Note,
    Record,
    RecordId,
    Team,
    Touchpoint,
    new_id,
)
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line, folded
from cxdesigner.layout.plan import LaneKey

_HINTS: tuple[tuple[tuple[str, ...], ChannelKind, str], ...] = (
    (("internal",), ChannelKind.OTHER, "arrow-right-left"),
    (("text message", "sms", "whatsapp", "messenger"), ChannelKind.DIGITAL, "smartphone"),
    (("word of mouth", "friend", "recommendation"), ChannelKind.OTHER, "ear"),
    (("chatbot", "bot"), ChannelKind.DIGITAL, "bot"),
    (("chat",), ChannelKind.DIGITAL, "message-circle"),
    (("email", "e-mail", "mail shot"), ChannelKind.DIGITAL, "mail"),
    (("video", "teams call", "zoom", "webinar"), ChannelKind.DIGITAL, "video"),
    (("hotline", "call centre", "call center", "contact centre"), ChannelKind.VOICE, "headset"),
    (("phone", "telephone", "call"), ChannelKind.VOICE, "phone"),
    (("search",), ChannelKind.DIGITAL, "search"),
    (("app", "mobile"), ChannelKind.DIGITAL, "smartphone"),
    (("social", "facebook", "instagram", "linkedin"), ChannelKind.DIGITAL, "share-2"),
    (("portal", "self-service", "intranet"), ChannelKind.DIGITAL, "monitor"),
    (("web", "online", "internet", "site"), ChannelKind.DIGITAL, "globe"),
    (("letter", "post", "mail"), ChannelKind.PAPER, "letter-text"),
    (("parcel", "package", "delivery"), ChannelKind.OTHER, "package"),
    (("invoice", "bill"), ChannelKind.PAPER, "receipt"),
    (("document", "form", "contract", "print", "brochure", "flyer", "card"), ChannelKind.PAPER, "file-text"),
    (("store", "shop", "branch", "counter"), ChannelKind.IN_PERSON, "store"),
    (("premises", "building", "room", "office", "site visit"), ChannelKind.IN_PERSON, "building-2"),
    (("face-to-face", "face to face", "in person", "meeting", "visit", "personal"), ChannelKind.IN_PERSON, "users"),
    (("event", "fair", "workshop", "training"), ChannelKind.IN_PERSON, "presentation"),
    (("product", "machine", "device"), ChannelKind.OTHER, "box"),
    (("advert", "tv", "radio", "billboard", "newspaper", "campaign"), ChannelKind.OTHER, "megaphone"),
)
UNKNOWN_ICON = "circle-help"
NEW_TEAM, NEW_CHANNEL = "New team", "New channel"


def channel_kind_and_icon(title: str) -> tuple[ChannelKind, str]:
    """Return the kind and the icon that a channel's name suggests."""
    name = folded(title)
    words = set(name.replace("-", " ").split())
    for hints, kind, icon in _HINTS:
        if any(hint in name if " " in hint or "-" in hint or len(hint) > 4 else hint in words for hint in hints):
            return kind, icon
    return ChannelKind.OTHER, UNKNOWN_ICON


def new_team(document: Document, title: str, *, after: int = 0) -> Team:
    """Return a team that is not in the document yet, last of all, in a colour of its own; `after` counts planned ones."""
    teams = teams_of(document)
    place = (teams[-1].position + 1 if teams else 0) + after
    used = {team.color for team in teams}
    free = (color for color in range(100) if color not in used)
    color = next((color for number, color in enumerate(free) if number == after), 0)
    return Team(id=new_id(), title=clean_line(title), position=place, color=color)


def new_channel(document: Document, title: str, *, after: int = 0) -> Channel:
    """Return a channel that is not in the document yet, last of all, with the kind and icon its name suggests."""
    channels = channels_of(document)
    place = (channels[-1].position + 1 if channels else 0) + after
    kind, icon = channel_kind_and_icon(title)
    return Channel(id=new_id(), title=clean_line(title), position=place, kind=kind, icon=icon)


def find_team(document: Document, title: str) -> Team | None:
    """Return the team of this name, whatever its case."""
    return next((team for team in teams_of(document) if folded(team.title) == folded(title)), None)


def find_channel(document: Document, title: str) -> Channel | None:
    """Return the channel of this name, whatever its case."""
    return next((channel for channel in channels_of(document) if folded(channel.title) == folded(title)), None)


def add_lane_beside(document: Document, lane: LaneKey, *, is_after: bool = True) -> Edit:
    """Plan adding a team or a channel right below a lane, or right above it, under a name that nobody has yet.

    Refuses where a lane is neither: layers are always the same.
    """
    if lane.kind is LaneKind.LAYER:
        raise Refused("The layers are always the same: customer, frontstage, backstage, support.")
    if lane.kind is LaneKind.CHANNEL:
        channels = channels_of(document)
        channel = new_channel(document, _free_name(NEW_CHANNEL, {one.title for one in channels}))
        before = _neighbour([one.id for one in channels], lane.channel_id, is_after=is_after)
        pairs = reordered([*channels, channel], channel, before)
        change = Change.adding(channel).then(Change.replacing(pairs))
        return Edit(f"Add channel “{channel.title}”", change, show=(channel.id,))
    teams = teams_of(document)
    team = new_team(document, _free_name(NEW_TEAM, {one.title for one in teams}))
    before = _neighbour([one.id for one in teams], lane.team_id, is_after=is_after)
    pairs = reordered([*teams, team], team, before)
    return Edit(f"Add team “{team.title}”", Change.adding(team).then(Change.replacing(pairs)), show=(team.id,))


def _neighbour(ids: list[RecordId], record_id: RecordId | None, *, is_after: bool) -> RecordId | None:
    """Return before which record something new is put; below *Unassigned* there is nothing, so it goes above that."""
    place = ids.index(record_id) + is_after if record_id in ids else len(ids)
    return ids[place] if place < len(ids) else None


def _free_name(name: str, taken: set[str]) -> str:
    names = (name if number == 1 else f"{name} {number}" for number in range(1, len(taken) + 2))
    return next(one for one in names if one not in taken)


def add_team(document: Document, title: str) -> Edit:
    """Plan adding a team; where one of that name exists, the edit changes nothing and shows it."""
    _require_name(title)
    known = find_team(document, title)
    if known is not None:
        return Edit("Add team", Change(), show=(known.id,))
    team = new_team(document, title)
    return Edit(f"Add team “{team.title}”", Change.adding(team), show=(team.id,))


def add_channel(document: Document, title: str, kind: ChannelKind | None = None) -> Edit:
    """Plan adding a channel; where one of that name exists, the edit changes nothing and shows it."""
    _require_name(title)
    known = find_channel(document, title)
    if known is not None:
        return Edit("Add channel", Change(), show=(known.id,))
    channel = new_channel(document, title)
    if kind is not None:
        channel = replace(channel, kind=kind)
    return Edit(f"Add channel “{channel.title}”", Change.adding(channel), show=(channel.id,))


def move_lane(document: Document, map_id: RecordId, lane: LaneKey, before: LaneKey | None) -> Edit:
    """Plan moving a lane with all that is in it above another one, or to the bottom.

    The order of teams and channels belongs to the document, so all its maps follow. Refuses what has no order of its own:
    the layers, and the lane of what is unassigned.
    """
    if lane.kind is LaneKind.LAYER:
        raise Refused("The layers keep their order: customer, frontstage, backstage, support.")
    by_channel = lane.kind is LaneKind.CHANNEL or (
        lane.kind is LaneKind.TEAM_AND_CHANNEL and before is not None and before.team_id == lane.team_id
    )
    if by_channel:
        return _move_channel(document, lane.channel_id, before.channel_id if before else None)
    return _move_team(document, lane.team_id, before.team_id if before else None)


def _move_team(document: Document, team_id: RecordId | None, before_id: RecordId | None) -> Edit:
    if team_id is None:
        raise Refused("What is unassigned always stands at the bottom.")
    team = document.get(Team, team_id)
    pairs = reordered(teams_of(document), team, before_id)
    return Edit(f"Move team “{team.title}”", Change.replacing(pairs), show=(team.id,))


def _move_channel(document: Document, channel_id: RecordId | None, before_id: RecordId | None) -> Edit:
    if channel_id is None:
        raise Refused("What is unassigned always stands at the bottom.")
    channel = document.get(Channel, channel_id)
    pairs = reordered(channels_of(document), channel, before_id)
    return Edit(f"Move channel “{channel.title}”", Change.replacing(pairs), show=(channel.id,))


def move_lane_by(document: Document, lane: LaneKey, places: int) -> Edit:
    """Plan moving the team or channel of a lane one place up (−1) or down (+1); at the end it stays where it is."""
    why_not = may_move_lane(lane)
    if why_not:
        raise Refused(why_not)
    is_channel = lane.channel_id is not None
    ids = [one.id for one in (channels_of(document) if is_channel else teams_of(document))]
    own = lane.channel_id if is_channel else lane.team_id
    assert own is not None
    target = ids.index(own) + places
    if not 0 <= target < len(ids):
        return Edit("Move lane", Change())
    others = [one for one in ids if one != own]
    before_id = others[target] if target < len(others) else None
    return _move_channel(document, own, before_id) if is_channel else _move_team(document, own, before_id)


def move_channel_after(document: Document, channel_id: RecordId, after_id: RecordId) -> Edit:
    """Plan moving a channel right below another one."""
    ids = [channel.id for channel in channels_of(document) if channel.id != channel_id]
    place = ids.index(after_id) + 1 if after_id in ids else len(ids)
    return _move_channel(document, channel_id, ids[place] if place < len(ids) else None)


def remove_lane(
    document: Document, record_id: RecordId, into_id: RecordId | None = None, *, along: bool = False
) -> Edit:
    """Plan removing a team or a channel. Its cards and notes, in all maps, become another one's, or are unassigned.

    With `along` they are removed too, with the links that end at them.
    """
    record = document.find(record_id)
    if not isinstance(record, (Team, Channel)):
        raise Refused("This is not in the document any more.")
    name = "team_id" if isinstance(record, Team) else "channel_id"
    if along:
        cards = [card.id for card in document.referring_to(record_id, Touchpoint)]
        notes = [note.id for note in document.referring_to(record_id, Note)]
        edit = remove(document, (record_id, *cards, *notes))
        return Edit(f"Remove “{record.title}” and its cards", edit.change)
    if into_id is None:
        return remove(document, (record_id,))
    if into_id == record_id or type(document.find(into_id)) is not type(record):
        raise Refused("The cards can become those of another team or channel of this document.")
    pairs: list[tuple[Record, Record]] = []
    for kind in (Touchpoint, Note):
        holders: list[Any] = document.referring_to(record_id, kind)
        pairs += [(one, replace(one, **{name: into_id})) for one in holders]
    change = Change.replacing(pairs).then(Change.removing(record))
    return Edit(f"Remove “{record.title}”", without_shapes(document, change), show=(into_id,))


def set_lanes(document: Document, map_id: RecordId, kind: LaneKind) -> Edit:
    """Plan showing a map in other lanes; nothing else of it changes. Looking at several in a row is one step for Undo."""
    before = document.map(map_id)
    name = f"Lanes by {kind.replace('+', ' and ')}"
    return Edit(name, Change.replacing([(before, replace(before, lanes=kind))]), merge_key=f"{map_id}.lanes")


def _require_name(title: str) -> None:
    if not clean_line(title):
        raise Refused("Give it a name of at least one letter.")
