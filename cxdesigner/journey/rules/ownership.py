"""Rules about who meets the customer, and by what."""

from __future__ import annotations

from collections.abc import Iterator

from cxdesigner.document.document import Document
from cxdesigner.document.reading import channels_of, teams_of
from cxdesigner.document.records import Channel, ChannelKind, Layer, Note, Touchpoint
from cxdesigner.journey.graph import Journey
from cxdesigner.journey.rules.completeness import customer_acts_alone
from cxdesigner.journey.rules.found import Found, quoted


def every_touchpoint_has_an_owner(document: Document, journey: Journey) -> Iterator[Found]:
    """Each touchpoint has a team that cares for it, even where the customer acts alone."""
    for touchpoint_id, touchpoint in journey.touchpoints.items():
        if touchpoint.team_id is not None:
            continue
        if _customer_is_alone(document, touchpoint):
            message = (
                f"At {quoted(touchpoint.title)}, the customer is on their own. Which of our teams is responsible for what "
                "happens there?"
            )
        else:
            message = f"Nobody owns {quoted(touchpoint.title)}: which team cares for it?"
        yield Found(message, (touchpoint_id,))


def every_touchpoint_has_a_channel(document: Document, journey: Journey) -> Iterator[Found]:
    """For each touchpoint that the customer sees, the room knows by what it happens."""
    for touchpoint_id, touchpoint in journey.touchpoints.items():
        if touchpoint.channel_id is None and touchpoint.layer not in (Layer.BACKSTAGE, Layer.SUPPORT):
            yield Found(
                f"How does {quoted(touchpoint.title)} reach the customer: by phone, by letter, face to face?",
                (touchpoint_id,),
            )


def every_team_meets_the_customer(document: Document, journey: Journey) -> Iterator[Found]:
    """Each team has a touchpoint, or at least a note, on one of the maps."""
    for team in teams_of(document) if journey.touchpoints else ():
        if not document.is_referred_to(team.id, Touchpoint) and not document.is_referred_to(team.id, Note):
            yield Found(f"{quoted(team.title)} has no touchpoint. Does the customer never meet them?", (team.id,))


def every_channel_is_used(document: Document, journey: Journey) -> Iterator[Found]:
    """Each channel is that of a touchpoint, or at least of a note, on one of the maps."""
    for channel in channels_of(document) if journey.touchpoints else ():
        if not document.is_referred_to(channel.id, Touchpoint) and not document.is_referred_to(channel.id, Note):
            yield Found(
                f"Nothing happens by {quoted(channel.title)}. Is it still there for the customer?", (channel.id,)
            )


def _customer_is_alone(document: Document, touchpoint: Touchpoint) -> bool:
    """Tell whether nobody of us is there: the customer acts alone, or meets the product and what people say of it."""
    channel = document.find(touchpoint.channel_id)
    return customer_acts_alone(touchpoint) or (isinstance(channel, Channel) and channel.kind is ChannelKind.OTHER)
