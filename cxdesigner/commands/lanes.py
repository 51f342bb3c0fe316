"""Teams and channels as lanes: adding, reordering, and what a channel's name says about it."""

from __future__ import annotations

from dataclasses import replace

from cxdesigner.commands.stages import reordered
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.document import Document
from cxdesigner.document.reading import channels_of, teams_of
from cxdesigner.document.records import Channel, ChannelKind, LaneKind, RecordId, Team, new_id
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
_OTHER_ICON = "circle-help"


def channel_kind_and_icon(title: str) -> tuple[ChannelKind, str]:
    """Return the kind and the icon that a channel's name suggests."""
    name = folded(title)
    words = set(name.replace("-", " ").split())
    for hints, kind, icon in _HINTS:
        if any(hint in name if " " in hint or "-" in hint or len(hint) > 4 else hint in words for hint in hints):
            return kind, icon
    return ChannelKind.OTHER, _OTHER_ICON


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


def set_lanes(document: Document, map_id: RecordId, kind: LaneKind) -> Edit:
    """Plan showing a map in other lanes; nothing else of it changes. Looking at several in a row is one step for Undo."""
    before = document.map(map_id)
    name = f"Lanes by {kind.replace('+', ' and ')}"
    return Edit(name, Change.replacing([(before, replace(before, lanes=kind))]), merge_key=f"{map_id}.lanes")


def _require_name(title: str) -> None:
    if not clean_line(title):
        raise Refused("Give it a name of at least one letter.")
