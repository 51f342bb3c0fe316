"""What stands out on the map, and so what fades: one stage, one way, what was found, what a filter lets pass, all together.

Nothing of it is in the document, and nothing here knows of pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import pairwise
from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.records import Evidence, Expectation, Note, RecordId, Status, Touchpoint
from cxdesigner.layout.plan import Plan


@dataclass(frozen=True, slots=True)
class Filter:
    """What a touchpoint must be to stand out. Of one field any of the values will do; each field that has some must agree.

    A value of None means that nobody has said it. An empty set asks for nothing.
    """

    teams: frozenset[RecordId | None] = frozenset()
    channels: frozenset[RecordId | None] = frozenset()
    statuses: frozenset[Status] = frozenset()
    expectations: frozenset[Expectation | None] = frozenset()
    evidence: frozenset[Evidence | None] = frozenset()
    moment_of_truth: bool = False
    is_bad: bool = False
    """Only what the customer feels bad about: an emotion of −1 or less."""

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def lets_pass(self, touchpoint: Touchpoint) -> bool:
        """Tell whether a touchpoint is what is asked for."""
        asked = (
            (self.teams, touchpoint.team_id),
            (self.channels, touchpoint.channel_id),
            (self.statuses, touchpoint.status),
            (self.expectations, touchpoint.expectation),
            (self.evidence, touchpoint.evidence),
        )
        if any(wanted and value not in wanted for wanted, value in asked):
            return False
        if self.moment_of_truth and not touchpoint.moment_of_truth:
            return False
        return not self.is_bad or (touchpoint.emotion is not None and touchpoint.emotion <= -1)

    def words(self, document: Document) -> str:
        """Return what is asked for, as people read it."""
        said = [document.title_of(team_id) if team_id else "no team" for team_id in _sorted(self.teams)]
        said += [document.title_of(channel_id) if channel_id else "no channel" for channel_id in _sorted(self.channels)]
        said += [status.value for status in _sorted(self.statuses)]
        said += [f"{value.value} expectations" if value else "no expectation" for value in _sorted(self.expectations)]
        said += [value.value if value else "no evidence" for value in _sorted(self.evidence)]
        if self.moment_of_truth:
            said.append("moments of truth")
        if self.is_bad:
            said.append("felt as bad")
        return ", ".join(said)


def _sorted(values: frozenset) -> list:  # type: ignore[type-arg]
    return sorted(values, key=lambda value: (value is None, value or ""))


class Way(NamedTuple):
    """One way of a customer through the map: what it is called, and its touchpoints in their order."""

    title: str
    touchpoint_ids: tuple[RecordId, ...]


@dataclass(frozen=True, slots=True)
class Spotlight:
    """What is meant to stand out. With nothing of it nothing fades."""

    stage_id: RecordId | None = None
    """The one stage that is looked at."""
    found: frozenset[RecordId] | None = None
    """What find has found; None: nothing is looked for."""
    filter: Filter = Filter()
    way: Way | None = None
    """The way that is walked along."""

    def __bool__(self) -> bool:
        lit = self.stage_id, self.found, self.way
        return any(one is not None for one in lit) or bool(self.filter)


def faded(document: Document, plan: Plan, spotlight: Spotlight) -> frozenset[RecordId]:
    """Return the cards, notes and links that stand back: what does not agree with all that is looked for.

    A link fades with either of its ends, unless it was found itself; on a way, only its own links stand out.
    """
    if not spotlight:
        return frozenset()
    columns, back = plan.columns, set()
    found, stage_id, way = spotlight.found, spotlight.stage_id, spotlight.way
    walked = frozenset(way.touchpoint_ids) if way is not None else None
    steps = walked_links(plan, way) if way is not None else None
    for card in plan.cards:
        is_elsewhere = stage_id is not None and columns[card.column].stage_id != stage_id
        is_other = found is not None and card.touchpoint_id not in found
        is_other = is_other or (walked is not None and card.touchpoint_id not in walked)
        if is_elsewhere or is_other or not spotlight.filter.lets_pass(document.touchpoint(card.touchpoint_id)):
            back.add(card.touchpoint_id)
    for box in plan.notes:
        note = document.find(box.note_id)
        is_elsewhere = stage_id is not None and isinstance(note, Note) and note.stage_id != stage_id
        if is_elsewhere or walked is not None or (found is not None and box.note_id not in found):
            back.add(box.note_id)
    for link in plan.links:
        is_found = found is not None and link.link_id in found
        is_aside = steps is not None and link.link_id not in steps
        if is_aside or (not is_found and (link.source_id in back or link.target_id in back)):
            back.add(link.link_id)
    return frozenset(back)


def walked_links(plan: Plan, way: Way | None) -> frozenset[RecordId]:
    """Return the links of a way."""
    if way is None:
        return frozenset()
    steps = frozenset(pairwise(way.touchpoint_ids))
    return frozenset(link.link_id for link in plan.links if (link.source_id, link.target_id) in steps)


def passing(document: Document, plan: Plan, filter: Filter) -> int:
    """Return how many cards of the map a filter lets pass."""
    return sum(filter.lets_pass(document.touchpoint(card.touchpoint_id)) for card in plan.cards)
