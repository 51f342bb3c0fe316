"""A journey that is kept from look to look: only what an edit has changed is found out anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from cxdesigner.document.document import Document
from cxdesigner.document.making import may_differ
from cxdesigner.document.reading import events_of, links_by_end, place_in_stage, stages_of
from cxdesigner.document.records import Channel, Event, Link, RecordId, Stage, Team, Touchpoint
from cxdesigner.journey.event_names import Named, Names, event_words, names_among
from cxdesigner.journey.graph import Journey, Rounds, Walks
from cxdesigner.journey.schedule import When, read_when

LINKS, ORDER, START, TRIGGERS, NAMES = "links", "order", "start", "triggers", "names"
"""What may have changed besides fields of touchpoints: links, the order in which touchpoints are read, where the journey begins,
what waits for what, and what timings can name."""


class StagePart(NamedTuple):
    """One stage of a journey: its touchpoints as they came and in reading order, and the place of each."""

    came: list[Touchpoint]
    touchpoints: dict[RecordId, Touchpoint]
    place: dict[RecordId, tuple[int, int]]


class Altered(NamedTuple):
    """One stage of which something is other than at the last look: as it was, if it was there, and as it is now."""

    before: StagePart | None
    after: StagePart


class Follower:
    """Follows one map. What it gives is what a new one would give; it only costs less where little has changed.

    `fresh` are the touchpoints that are others than at the last look, by id; `in_fresh_stages` are all those of the stages of which
    one has changed, come or gone. `is_all_new` says that nothing may be taken for
    granted: this is the first look, or something around the touchpoints has changed. Nothing that was given is changed later.
    """

    def __init__(self) -> None:
        self.fresh: dict[RecordId, Touchpoint] = {}
        self.in_fresh_stages: dict[RecordId, Touchpoint] = {}
        self.is_all_new = True
        self._touched: set[str] = set()
        self._has_other_members = True
        self._around: tuple[object, ...] = ()
        self._parts: dict[tuple[RecordId, int], StagePart] = {}
        self._naming: dict[frozenset[str], list[RecordId]] = {}
        """Who names something in its timing, by the words of that."""
        self._links: list[Link] = []
        self._journey: Journey | None = None
        self._state: object = None

    def look_at(self, document: Document, map_id: RecordId) -> Journey:
        """Return the journey as it is now. Costs time in proportion to the map, little of it where little is new."""
        stages = stages_of(document, map_id)
        around = document.map(map_id), stages, [document.all(Event), document.all(Team), document.all(Channel)]
        before = self._journey if around == self._around else None
        self._around = around
        parts, altered = self._parts_of(document, stages)
        touchpoints: dict[RecordId, Touchpoint] = {}
        for part in parts:
            touchpoints.update(part.touchpoints)
        links = document.all(Link)
        self.is_all_new = before is None
        self.in_fresh_stages = touchpoints if before is None else dict(_all_of(part.after for part in altered))
        self._find_touched(before, altered, links, document.touched_since(self._state, Touchpoint))
        self._links, self._state = links, document.state
        self._journey = journey = self._made(document, map_id, tuple(stages), parts, touchpoints, before)
        if before is not None:
            self._touched.update(self._touched_in_turn(before, journey))
        return journey

    # -- what is new ----------------------------------------------------------------------------------------------------

    def _parts_of(self, document: Document, stages: Iterable[Stage]) -> tuple[list[StagePart], list[Altered]]:
        """Return all parts, and those that are others than at the last look."""
        known, parts, altered = self._parts, [], []
        self._parts = {}
        for column, stage in enumerate(stages):
            came = document.referring_to(stage.id, Touchpoint)
            part = before = known.get((stage.id, column))
            if part is None or part.came != came:
                in_order = sorted(came, key=place_in_stage)
                ids = [touchpoint.id for touchpoint in in_order]
                steps: dict[int, tuple[int, int]] = {}  # The cards of a step say the same place: it is kept once.
                place = {it.id: steps.setdefault(it.step, (column, it.step)) for it in in_order}
                part = StagePart(came, dict(zip(ids, in_order, strict=True)), place)
                altered.append(Altered(before, part))
            self._parts[stage.id, column] = part
            parts.append(part)
        return parts, altered

    def _find_touched(
        self,
        before: Journey | None,
        altered: list[Altered],
        links: list[Link],
        names: frozenset[str] | None,
    ) -> None:
        """Find out what may be different since the last look; *names* are the fields that the document knows to be touched since."""
        known = before.touchpoints if before is not None else {}
        were = dict(_all_of(part.before for part in altered if part.before is not None))
        self._has_other_members = were.keys() != self.in_fresh_stages.keys()
        self._touched = touched = set(names or ())
        self.fresh = {}
        for touchpoint_id, touchpoint in self.in_fresh_stages.items():
            old = known.get(touchpoint_id)
            if old is not touchpoint:
                self.fresh[touchpoint_id] = touchpoint
                if old is not None and names is None:
                    touched.update(
                        [
                            name
                            for name in may_differ(old, touchpoint)
                            if name not in touched and getattr(old, name) != getattr(touchpoint, name)
                        ]
                    )
        if links != self._links:
            touched.add(LINKS)
        if any(
            part.before is None or list(part.before.touchpoints) != list(part.after.touchpoints) for part in altered
        ):
            touched.add(ORDER)

    def _touched_in_turn(self, before: Journey, journey: Journey) -> Iterator[str]:
        """Yield what is different because of what was touched."""
        if journey.start != before.start:
            yield START
        if self.is_touched("title") or (self.is_touched(ORDER) and journey.names.is_cut):
            yield NAMES
        old, new = before.triggers, journey.triggers
        if old.keys() != new.keys() or any(named.id != old[i].id for i, named in new.items()):
            yield TRIGGERS

    def is_touched(self, *aspects: str) -> bool:
        """Tell whether one of these may be different now: fields of touchpoints, LINKS and so on; as all are with other touchpoints."""
        return self.is_all_new or self._has_other_members or not self._touched.isdisjoint(aspects)

    # -- what is made of it ---------------------------------------------------------------------------------------------

    def _made(
        self,
        document: Document,
        map_id: RecordId,
        stages: tuple[Stage, ...],
        parts: list[StagePart],
        touchpoints: dict[RecordId, Touchpoint],
        before: Journey | None,
    ) -> Journey:
        if before is None or self.is_touched(LINKS):
            links = [it for it in document.all(Link) if it.source_id in touchpoints and it.target_id in touchpoints]
            alone = list(zip(links))
            ways = links, links_by_end("source_id", links, alone), links_by_end("target_id", links, alone)
            walks: Walks = {}
            rounds: Rounds = {}
        else:
            ways, walks, rounds = (before.links, before.leaving, before.entering), before.walks, before.rounds
        alike = None if before is None or self.is_touched("title") else before.names
        names = names_among(document, map_id, touchpoints, stages, alike, self.fresh)
        whens = self._whens(touchpoints, before)
        if before is None or self.is_touched("stage_id", "step"):
            place: dict[RecordId, tuple[int, int]] = {}
            for part in parts:
                place.update(part.place)
        else:
            place = before.place
        return Journey(
            map_id=map_id,
            stages=stages,
            touchpoints=touchpoints,
            place=place,
            column_of={stage.id: column for column, stage in enumerate(stages)},
            links=ways[0],
            leaving=ways[1],
            entering=ways[2],
            whens=whens,
            triggers=self._triggers(document, touchpoints, whens, names, before),
            names=names,
            starts=self._starts(touchpoints, ways[2], before),
            events=tuple([e for e in events_of(document) if e.touchpoint_id is None or e.touchpoint_id in touchpoints]),
            walks=walks,
            rounds=rounds,
        )

    def _starts(
        self,
        touchpoints: dict[RecordId, Touchpoint],
        entering: dict[RecordId, tuple[Link, ...]],
        before: Journey | None,
    ) -> tuple[RecordId, ...]:
        if before is not None and not self.is_touched(LINKS) and self.fresh.keys().isdisjoint(before.starts):
            return before.starts
        return tuple([touchpoint_id for touchpoint_id in touchpoints if touchpoint_id not in entering])

    def _whens(self, touchpoints: dict[RecordId, Touchpoint], before: Journey | None) -> dict[RecordId, When]:
        if before is not None and not self.is_touched("when"):
            return before.whens
        whens = {touchpoint.id: read_when(touchpoint.when) for touchpoint in touchpoints.values()}
        self._naming = {}
        for touchpoint_id, when in whens.items():
            if when.trigger:
                self._naming.setdefault(event_words(when.trigger), []).append(touchpoint_id)
        return whens

    def _triggers(
        self,
        document: Document,
        touchpoints: dict[RecordId, Touchpoint],
        whens: dict[RecordId, When],
        names: Names,
        before: Journey | None,
    ) -> dict[RecordId, Named]:
        """Return what each touchpoint waits for: the event that was chosen for it, or else what its timing names.

        Where all say what they said, only what may mean one that has moved is asked for again.
        """
        triggers: dict[RecordId, Named] = {}
        asked: Iterable[RecordId] = touchpoints
        if before is not None and not self.is_touched("title", "when", "event_id"):
            triggers = {i: self.fresh.get(named.id, named) for i, named in before.triggers.items()}
            lost = [ids for words, ids in self._naming.items() if self.is_touched(ORDER) and not names.has_kept(words)]
            asked = chain.from_iterable(lost)
        for touchpoint_id in asked:
            named = _trigger_of(document, touchpoints[touchpoint_id], whens, names)
            if named is not None:
                triggers[touchpoint_id] = named
            else:
                triggers.pop(touchpoint_id, None)
        return triggers


def _all_of(parts: Iterable[StagePart]) -> Iterator[tuple[RecordId, Touchpoint]]:
    for part in parts:
        yield from part.touchpoints.items()


def _trigger_of(document: Document, touchpoint: Touchpoint, whens: dict[RecordId, When], names: Names) -> Named | None:
    """Return what a touchpoint waits for. A timing that could not be read counts only where it is nothing but the name."""
    event = document.find(touchpoint.event_id) if touchpoint.event_id is not None else None
    if isinstance(event, Event):
        return event
    when = whens[touchpoint.id]
    if not when.trigger:
        return None
    named = names.resolve(when.trigger, apart_from=touchpoint.id)
    is_meant = named is not None and (when.understood or event_words(named.title) == event_words(when.trigger))
    return named if is_meant else None
