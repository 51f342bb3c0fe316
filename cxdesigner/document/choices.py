"""What can be chosen from: the fixed words of records, as they stand in the file."""

from __future__ import annotations

from enum import StrEnum


class MapKind(StrEnum):
    AS_IS = "as-is"
    TO_BE = "to-be"


class ChannelKind(StrEnum):
    DIGITAL = "digital"
    VOICE = "voice"
    IN_PERSON = "in person"
    PAPER = "paper"
    OTHER = "other"


class Layer(StrEnum):
    CUSTOMER = "customer"
    FRONTSTAGE = "frontstage"
    BACKSTAGE = "backstage"
    SUPPORT = "support"


class LaneKind(StrEnum):
    """What the lanes of a map are."""

    TEAM = "team"
    CHANNEL = "channel"
    LAYER = "layer"
    TEAM_AND_CHANNEL = "team+channel"


class Expectation(StrEnum):
    BELOW = "below"
    MEETS = "meets"
    EXCEEDS = "exceeds"


class Evidence(StrEnum):
    ASSUMPTION = "assumption"
    WORKSHOP = "workshop"
    RESEARCH = "research"
    DATA = "data"


class Status(StrEnum):
    EXISTING = "existing"
    MISSING = "missing"
    TO_CHANGE = "to change"
    TO_REMOVE = "to remove"


class ClueKind(StrEnum):
    FUNCTIONAL = "functional"
    MECHANIC = "mechanic"
    HUMANIC = "humanic"


class LinkKind(StrEnum):
    NEXT = "next"
    BRANCH = "branch"
    RECOVERY = "recovery"


class Side(StrEnum):
    """Whose measure it is: ours (inside) or the customer's (outside)."""

    INSIDE = "inside"
    OUTSIDE = "outside"


class RowKind(StrEnum):
    TEXT = "text"
    THOUGHTS = "thoughts"
    NEEDS = "needs"
    WANTS = "wants"
    PAIN_POINTS = "pain points"
    OPPORTUNITIES = "opportunities"
    EMOTION = "emotion"
    MEASURE = "measure"
    PICTURES = "pictures"
