"""The way of the customer as a graph: touchpoints and events, and everything that leads from one to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cxdesigner.document.document import Document
from cxdesigner.document.reading import is_handoff
from cxdesigner.document.records import Event, Link, RecordId, Stage, Touchpoint
from cxdesigner.journey.event_names import Named, Names
from cxdesigner.journey.pinned import Pinned, own_times
from cxdesigner.journey.schedule import When

if TYPE_CHECKING:
    import networkx as nx

TRIGGER = "trigger"
"""Kind of the edges that stand for a "when", not for a link. The others carry the kind of their link."""


Walks = dict[tuple[frozenset[RecordId], bool], frozenset[RecordId]]
"""What was reached from where, and whether backwards."""
Rounds = dict[tuple[frozenset[RecordId], tuple[RecordId, ...]], tuple[frozenset[RecordId], ...]]
"""What was reached from each of several touchpoints that was not reached before, neither from some nor from those ahead of it."""


@dataclass(frozen=True)
class Journey:
    """One map as rules and reports read it; a picture of one moment, thrown away after the next edit.

    `touchpoints` come in reading order, as `starts` do, and nothing else does; `place` is the column of each (the stage's number, the step), `column_of` the
    number of a stage. `leaving` and `entering` hold the ways of the customer, links of every kind; rules walk along these, because building `graph` for each edit would cost more than all rules together. `whens` is what was read from
    each timing, `triggers` what it names. `starts` are the touchpoints that nothing leads to. `events` are those of this
    map: they happen at one of its touchpoints, or nobody has said where.
    """

    map_id: RecordId
    stages: tuple[Stage, ...]
    touchpoints: dict[RecordId, Touchpoint]
    place: dict[RecordId, tuple[int, int]]
    column_of: dict[RecordId, int]
    links: list[Link]
    leaving: dict[RecordId, tuple[Link, ...]]
    entering: dict[RecordId, tuple[Link, ...]]
    whens: dict[RecordId, When]
    triggers: dict[RecordId, Named]
    names: Names
    starts: tuple[RecordId, ...]
    events: tuple[Event, ...] = ()
    walks: Walks = field(default_factory=dict, compare=False, repr=False)
    rounds: Rounds = field(default_factory=dict, compare=False, repr=False)
    """What was walked before: good as long as the links are the same."""

    @property
    def order(self) -> tuple[RecordId, ...]:
        """The touchpoints in reading order: stage, step, order in the cell."""
        return tuple(self.touchpoints)

    @cached_property
    def rank(self) -> dict[RecordId, int]:
        """The place of each touchpoint in reading order."""
        return {touchpoint_id: rank for rank, touchpoint_id in enumerate(self.touchpoints)}

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The numbers of the stages that hold touchpoints, from left to right."""
        return tuple(sorted({column for column, _ in self.place.values()}))

    @cached_property
    def ends(self) -> tuple[RecordId, ...]:
        """The touchpoints from which nothing leads on, in reading order."""
        return tuple([touchpoint_id for touchpoint_id in self.touchpoints if touchpoint_id not in self.leaving])

    @cached_property
    def may_end(self) -> frozenset[RecordId]:
        """The touchpoints from which a customer may get to one of the ends."""
        return self._reached(frozenset(self.ends), backwards=True)

    @cached_property
    def own_times(self) -> dict[RecordId, Pinned]:
        """What has a certain time by what its own timing says, whether that is on the map or not."""
        return own_times(self)

    @cached_property
    def onward(self) -> dict[RecordId, tuple[Link, ...]]:
        """The ways that lead on from each touchpoint in reading order within its stage; the touchpoints are in that order."""
        rank, leaving, touchpoints = self.rank, self.leaving, self.touchpoints
        onward: dict[RecordId, tuple[Link, ...]] = {}
        for touchpoint_id, place in rank.items():
            links, stage_id = leaving.get(touchpoint_id, ()), touchpoints[touchpoint_id].stage_id
            on = [it for it in links if rank[it.target_id] > place and touchpoints[it.target_id].stage_id == stage_id]
            onward[touchpoint_id] = links if len(on) == len(links) else tuple(on)
        return onward

    @property
    def start(self) -> RecordId | None:
        """Where the journey begins: the first touchpoint that nothing leads to and that leads somewhere.

        Where everything is entered from somewhere, the journey begins at the first touchpoint.
        """
        leading = (start for start in self.starts if start in self.leaving)
        return next(leading, None) or next(iter(self.starts), None) or next(iter(self.touchpoints), None)

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The networkx graph: touchpoints and events, and all that leads from one to another.

        Nodes are named by record id and have `kind` and `title`. An edge for each link (key: the link's id) has `kind`,
        `handoff`, `condition` and `probability`; an edge of kind `trigger` leads from what a touchpoint waits for, and
        from the touchpoint at which an event happens to the event. Who waits for a stage waits for its first touchpoint.
        """
        return _graph(self)

    def reached_from(self, sources: Iterable[RecordId], *, backwards: bool = False) -> set[RecordId]:
        """Return the touchpoints that a customer may get to from these, themselves included.

        Backwards: the touchpoints from which a customer may get to these.
        """
        return set(self._reached(frozenset(sources), backwards=backwards))

    def reached_in_turn(
        self, sources: Iterable[RecordId], heads: tuple[RecordId, ...]
    ) -> tuple[frozenset[RecordId], ...]:
        """Return what a customer may get to from each of the *heads*, itself not included, that was not reached before.

        Before are what is reached from *sources*, and what is reached from the heads ahead of it.
        """
        start = frozenset(sources)
        if (start, heads) not in self.rounds:
            reached = self.reached_from(start)
            self.rounds.clear()  # Only the last answer is kept: the next one is mostly the same.
            self.rounds[start, heads] = tuple([frozenset(self.newly_reached(head, reached)) for head in heads])
        return self.rounds[start, heads]

    def newly_reached(self, head: RecordId, reached: set[RecordId]) -> set[RecordId]:
        """Return what is reached from one touchpoint and was not before, and put it and the touchpoint to the reached."""
        reached.add(head)
        found: set[RecordId] = set()
        waiting = [head]
        while waiting:
            for link in self.leaving.get(waiting.pop(), ()):
                if link.target_id not in reached:
                    reached.add(link.target_id)
                    found.add(link.target_id)
                    waiting.append(link.target_id)
        return found

    def _reached(self, sources: frozenset[RecordId], *, backwards: bool) -> frozenset[RecordId]:
        known = self.walks.get((sources, backwards))
        if known is None:
            known = self.walks[sources, backwards] = frozenset(self._walked(sources, backwards=backwards))
        return known

    def _walked(self, sources: Iterable[RecordId], *, backwards: bool) -> set[RecordId]:
        reached = set(sources)
        waiting = list(reached)
        links_at = self.entering if backwards else self.leaving
        while waiting:
            for link in links_at.get(waiting.pop(), ()):
                target = link.source_id if backwards else link.target_id
                if target not in reached:
                    reached.add(target)
                    waiting.append(target)
        return reached

    def awaited(self) -> Iterator[tuple[RecordId, Named]]:
        """Yield the touchpoints that wait for something, in reading order, each with that."""
        for touchpoint_id in sorted(self.triggers, key=self.rank.__getitem__):
            yield touchpoint_id, self.triggers[touchpoint_id]

    @cached_property
    def twins(self) -> dict[RecordId, Touchpoint]:
        """The touchpoints that were copied from another map, by what they are copies of."""
        return {tp.origin_id: tp for tp in self.touchpoints.values() if tp.origin_id is not None}

    def happens_at(self, named: Named) -> Touchpoint | None:
        """Return the touchpoint of this map at which something that was named happens, or None where that is open.

        An event that happens at a touchpoint of today happens at the copy of that one tomorrow.
        """
        if isinstance(named, Event):
            where = named.touchpoint_id
            return (self.touchpoints.get(where) or self.twins.get(where)) if where else None
        return named if isinstance(named, Touchpoint) else None


def build(document: Document, map_id: RecordId) -> Journey:
    """Return the journey of one map. Costs time in proportion to its touchpoints and links."""
    from cxdesigner.journey.following import Follower

    return Follower().look_at(document, map_id)


def _graph(journey: Journey) -> nx.MultiDiGraph:
    import networkx as nx

    touchpoints = journey.touchpoints
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((i, {"kind": "touchpoint", "title": tp.title}) for i, tp in touchpoints.items())
    for link in journey.links:
        graph.add_edge(link.source_id, link.target_id, link.id, **_attributes(link, touchpoints))
    for event in (*journey.events, *(named for _, named in journey.awaited() if isinstance(named, Event))):
        if event.id not in graph:
            graph.add_node(event.id, kind="event", title=event.title)
            if event.touchpoint_id in touchpoints:
                graph.add_edge(event.touchpoint_id, event.id, TRIGGER, kind=TRIGGER, handoff=False)
    opening: dict[RecordId, RecordId] = {}
    for touchpoint in touchpoints.values():
        opening.setdefault(touchpoint.stage_id, touchpoint.id)
    for touchpoint_id, named in journey.awaited():
        source = opening.get(named.id) if isinstance(named, Stage) else named.id
        if source is not None and source != touchpoint_id:
            graph.add_edge(source, touchpoint_id, TRIGGER, kind=TRIGGER, handoff=False)
    return graph


def _attributes(link: Link, touchpoints: dict[RecordId, Touchpoint]) -> dict[str, object]:
    return {
        "kind": str(link.kind),
        "handoff": is_handoff(touchpoints[link.source_id], touchpoints[link.target_id]),
        "condition": link.condition,
        "probability": link.probability,
    }
