"""What records hold in tuples: prompts, clues, measures, and what a room has decided about lanes, rules and differences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxdesigner.document.choices import ClueKind, Side
    from cxdesigner.document.records import RecordId


@dataclass(frozen=True, kw_only=True)
class Part:
    """What all parts of records have: what a newer version wrote beside the fields we know (key, JSON text)."""

    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Prompt(Part):
    """One line of the control checklist. Its id is unique in its touchpoint and stays with it.

    `who` is a role ("Caller"), `person` somebody by name.
    """

    id: str
    text: str
    who: str = ""
    person: str = ""
    when: str = ""
    how: str = ""
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
class Action(Part):
    """What somebody takes on so that a to-be map comes true.

    Its id names the difference it is about: `kind:touchpoint`, as `journey/action_plan.py` makes it. An empty `what` is
    what the comparison says by itself.
    """

    id: str
    what: str = ""
    owner: str = ""
    due: str = ""
    is_done: bool = False


@dataclass(frozen=True, kw_only=True)
class Printing(Part):
    """What hangs on the wall of a map that was printed on sheets in one way.

    `way` says in words what makes sheets fit each other: paper, cuts, scale, part of the map. `on` is the day of the last
    print, as “2026-11-14”. `sheets` has for each sheet its name and the fingerprint of what is painted on it: “B3 5d0c…”.
    """

    way: tuple[str, ...] = ()
    on: str = ""
    sheets: tuple[str, ...] = ()


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
class Answer(Part):
    """What a filled checklist says about one prompt, or about a touchpoint without prompts (then `prompt_id` is empty).

    `text` is what was printed, where the prompt is worded differently now or is gone.
    """

    touchpoint_id: str
    prompt_id: str = ""
    done: bool = False
    by: str = ""
    on: str = ""
    text: str = ""


WITH_ID: frozenset[type] = frozenset({Prompt, Action})
"""Parts that have an id of their own, which no other one in the same record has."""
