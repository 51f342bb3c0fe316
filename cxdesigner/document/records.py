"""What a map is made of: frozen records that say what they are and never what they look like.

Open this file first. A record never changes; an edit replaces it by another one with the same id. References are ids, and
`fields.py` says which field refers to what. Every record and every part of one carries the fields of newer versions it
does not know (`extra`). What they hold in tuples is in `parts.py`.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import NewType

from cxdesigner.document.choices import ChannelKind as ChannelKind
from cxdesigner.document.choices import ClueKind as ClueKind
from cxdesigner.document.choices import Evidence as Evidence
from cxdesigner.document.choices import Expectation as Expectation
from cxdesigner.document.choices import LaneKind as LaneKind
from cxdesigner.document.choices import Layer as Layer
from cxdesigner.document.choices import LinkKind as LinkKind
from cxdesigner.document.choices import MapKind as MapKind
from cxdesigner.document.choices import RowKind as RowKind
from cxdesigner.document.choices import Side as Side
from cxdesigner.document.choices import Status as Status
from cxdesigner.document.parts import Acceptance as Acceptance
from cxdesigner.document.parts import Action as Action
from cxdesigner.document.parts import Answer as Answer
from cxdesigner.document.parts import Clue as Clue
from cxdesigner.document.parts import CustomField as CustomField
from cxdesigner.document.parts import LaneShape as LaneShape
from cxdesigner.document.parts import Measure as Measure
from cxdesigner.document.parts import Part as Part
from cxdesigner.document.parts import Printing as Printing
from cxdesigner.document.parts import Prompt as Prompt
from cxdesigner.document.parts import RuleLimit as RuleLimit

RecordId = NewType("RecordId", str)

_ALPHABET = "abcdefghjkmnpqrstvwxyz0123456789"


def new_id() -> RecordId:
    """Return a fresh id: twelve letters and digits (60 bits) that can be read aloud and printed on a card."""
    return RecordId("".join(secrets.choice(_ALPHABET) for _ in range(12)))


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
    `company_words` are words that customers do not use; none means the list that the program brings along. `actions` are
    what was decided about the differences of a to-be map from the map it was copied from. `printed` is what hangs on the wall,
    the last print first.
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
    actions: tuple[Action, ...] = ()
    printed: tuple[Printing, ...] = ()
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
    """A sticker: it stays with its cell, `right` and `down` of the cell's corner in units of 0.1 mm.

    The cell is one of the experience row that it names, where it names one, and otherwise one of a lane.
    """

    text: str
    stage_id: RecordId
    step: int = 0
    team_id: RecordId | None = None
    channel_id: RecordId | None = None
    row_id: RecordId | None = None
    right: float = 0.0
    down: float = 0.0
    author: str = ""


@dataclass(frozen=True, kw_only=True)
class FilledForm(Record):
    """One checklist that was filled in and came back. Its id is made of the file, so that none is counted twice.

    `revision` and `printed` are those of the document from which it was made, `part` is the team, stage … that it is for,
    `case` the customer, `by` and `on` who filled it in and when, in their own words. Answers stay when their touchpoint goes.
    """

    title: str
    map_id: RecordId
    revision: int = 0
    printed: str = ""
    part: str = ""
    case: str = ""
    by: str = ""
    on: str = ""
    answers: tuple[Answer, ...] = ()


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
    "filled_form": FilledForm,
    "picture": Picture,
}
"""Every type of record by its name in files, in the order in which files list them."""

TYPE_NAMES: dict[type[Record], str] = {record_type: name for name, record_type in RECORD_TYPES.items()}
