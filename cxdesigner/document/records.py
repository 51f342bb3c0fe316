"""What a map is made of: frozen records that say what they are and never what they look like.

Open this file first. A record never changes; an edit replaces it by another one with the same id. References are ids, and
`fields.py` says which field refers to what. Every record and every part of one carries the fields of newer versions it
does not know (`extra`).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

RecordId = NewType("RecordId", str)

_ALPHABET = "abcdefghjkmnpqrstvwxyz0123456789"


def new_id() -> RecordId:
    """Return a fresh id: twelve letters and digits (60 bits) that can be read aloud and printed on a card."""
    return RecordId("".join(secrets.choice(_ALPHABET) for _ in range(12)))


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


@dataclass(frozen=True, kw_only=True)
class Part:
    """What all parts of records have: what a newer version wrote beside the fields we know (key, JSON text)."""

    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Prompt(Part):
    """One line of the control checklist. Its id is unique in its touchpoint and stays with it."""

    id: str
    text: str
    who: str = ""
    when: str = ""
    proof: str = ""


@dataclass(frozen=True, kw_only=True)
class Clue(Part):
    """Something that the customer notices."""

    text: str
    kind: ClueKind | None = None


@dataclass(frozen=True, kw_only=True)
class Measure(Part):
    """A figure about a touchpoint, or the name of one that is not measured yet."""

    title: str
    value: float | None = None
    unit: str = ""
    side: Side | None = None


@dataclass(frozen=True, kw_only=True)
class CustomField(Part):
    """A column that somebody brought along and for which we have no word."""

    title: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Acceptance(Part):
    """One finding of a rule that the room accepts, with the reason."""

    rule: str
    record_ids: tuple[RecordId, ...] = ()
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class RuleLimit(Part):
    """The number from which on a rule speaks, where the room has set another one than usual (None)."""

    rule: str
    value: float | None = None


@dataclass(frozen=True, kw_only=True)
class LaneShape(Part):
    """How one lane of a map is shown where that is not as usual; `lane` is its name in `layout/shapes.py`.

    `height` is the least height in units of 0.1 mm.
    """

    lane: str
    is_hidden: bool = False
    is_collapsed: bool = False
    height: float | None = None


@dataclass(frozen=True, kw_only=True)
class Record:
    """What all records have: an id, and what a newer version wrote beside the fields we know (key, JSON text)."""

    id: RecordId
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Map(Record):
    """One journey of one kind of customer.

    `language` is the one in which the map is written, as a tag such as “en” or “pt-BR”; empty where nobody has said it.
    `shows_times` tells that it is shown and printed with a time scale and with the day of each touchpoint.
    `company_words` are words that customers do not use; none means the list that the program brings along.
    """

    title: str
    kind: MapKind = MapKind.AS_IS
    position: int = 0
    customer: str = ""
    persona_id: RecordId | None = None
    scenario: str = ""
    scope: str = ""
    purpose: str = ""
    authors: str = ""
    date: str = ""
    language: str = ""
    lanes: LaneKind = LaneKind.TEAM
    lane_shapes: tuple[LaneShape, ...] = ()
    shows_times: bool = False
    rules_off: tuple[str, ...] = ()
    rule_limits: tuple[RuleLimit, ...] = ()
    company_words: tuple[str, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    origin_id: RecordId | None = None


@dataclass(frozen=True, kw_only=True)
class Persona(Record):
    """Somebody the room can picture when it says "the customer"."""

    title: str
    description: str = ""
    goals: str = ""
    quote: str = ""
    picture_id: RecordId | None = None


@dataclass(frozen=True, kw_only=True)
class Stage(Record):
    """A part of the journey. Its steps (columns) are as many as its touchpoints need, and at least one.

    `card_width` is how wide the cards of its steps are on screen, in units of 0.1 mm, where somebody has chosen it.
    """

    title: str
    map_id: RecordId
    position: int = 0
    outside: str = ""
    description: str = ""
    is_collapsed: bool = False
    card_width: float | None = None
    origin_id: RecordId | None = None


@dataclass(frozen=True, kw_only=True)
class Team(Record):
    """By whom. The colour is a place in the palette, so that it stays when lanes are reordered."""

    title: str
    position: int = 0
    color: int = 0
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class Channel(Record):
    """By what. The icon is the name of a file in `resources/icons`."""

    title: str
    position: int = 0
    kind: ChannelKind = ChannelKind.OTHER
    icon: str = ""


@dataclass(frozen=True, kw_only=True)
class Event(Record):
    """A trigger that touchpoints refer to; where it happens at a touchpoint, it names that."""

    title: str
    touchpoint_id: RecordId | None = None
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class Touchpoint(Record):
    """One meeting of customer and company, drawn as a card.

    `step` is the column in its stage (0 is the first), `order` sorts the cards of one cell. `offset_days` is the time
    after (or, below zero, before) the event, `duration_days` how long it lasts; both in days of 24 hours.
    """

    title: str
    stage_id: RecordId
    step: int = 0
    order: int = 0
    number: str = ""
    team_id: RecordId | None = None
    channel_id: RecordId | None = None
    layer: Layer | None = None
    when: str = ""
    event_id: RecordId | None = None
    offset_days: float | None = None
    duration_days: float | None = None
    what: str = ""
    whom: str = ""
    how: str = ""
    does: str = ""
    needs: str = ""
    wants: str = ""
    thinks: str = ""
    feels: str = ""
    emotion: int | None = None
    inside: str = ""
    outside: str = ""
    expectation: Expectation | None = None
    moment_of_truth: bool = False
    importance_to_customer: int | None = None
    importance_to_company: int | None = None
    evidence: Evidence | None = None
    clues: tuple[Clue, ...] = ()
    pain_point: str = ""
    opportunity: str = ""
    recovery: str = ""
    status: Status = Status.EXISTING
    prompts: tuple[Prompt, ...] = ()
    measures: tuple[Measure, ...] = ()
    custom: tuple[CustomField, ...] = ()
    picture_id: RecordId | None = None
    origin_id: RecordId | None = None


@dataclass(frozen=True, kw_only=True)
class Link(Record):
    """From touchpoint to touchpoint. A probability is a share from 0 to 1."""

    source_id: RecordId
    target_id: RecordId
    kind: LinkKind = LinkKind.NEXT
    condition: str = ""
    probability: float | None = None
    origin_id: RecordId | None = None


@dataclass(frozen=True, kw_only=True)
class ExperienceRow(Record):
    """A row along the stages that is no lane."""

    title: str
    map_id: RecordId
    kind: RowKind = RowKind.TEXT
    position: int = 0
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class ExperienceCell(Record):
    """What stands in an experience row at one step of a stage."""

    row_id: RecordId
    stage_id: RecordId
    step: int = 0
    text: str = ""
    value: float | None = None
    picture_id: RecordId | None = None


@dataclass(frozen=True, kw_only=True)
class Note(Record):
    """A sticker: it stays with its cell, `right` and `down` of the cell's corner in units of 0.1 mm."""

    text: str
    stage_id: RecordId
    step: int = 0
    team_id: RecordId | None = None
    channel_id: RecordId | None = None
    right: float = 0.0
    down: float = 0.0
    author: str = ""


@dataclass(frozen=True, kw_only=True)
class Picture(Record):
    """A picture, embedded so that the map cannot lose it (PNG or JPEG bytes)."""

    title: str = ""
    media_type: str = "image/png"
    data: bytes = b""


RECORD_TYPES: dict[str, type[Record]] = {
    "map": Map,
    "persona": Persona,
    "stage": Stage,
    "team": Team,
    "channel": Channel,
    "event": Event,
    "touchpoint": Touchpoint,
    "link": Link,
    "experience_row": ExperienceRow,
    "experience_cell": ExperienceCell,
    "note": Note,
    "picture": Picture,
}
"""Every type of record by its name in files, in the order in which files list them."""

TYPE_NAMES: dict[type[Record], str] = {record_type: name for name, record_type in RECORD_TYPES.items()}
