"""Whatever sequence of commands people think of: undo all gives back the beginning, redo all the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cxdesigner.commands import events, lanes, links, maps, notes, rows, stages, touchpoints, values
from cxdesigner.commands.removing import remove
from cxdesigner.document.change import Edit
from cxdesigner.document.document import Document
from cxdesigner.document.fields import references_of
from cxdesigner.document.history import History
from cxdesigner.document.reading import maps_of, stages_of, teams_of, touchpoints_of
from cxdesigner.document.records import Channel, LaneKind, Record, RecordId, Team, Touchpoint
from cxdesigner.document.refused import Refused
from cxdesigner.layout.plan import LaneKey
from tests.onboarding import onboarding

PLACES = st.integers(0, 6)
TITLES = st.text(max_size=12)


class Room(RuleBasedStateMachine):
    """A room full of people who all want something else."""

    @initialize()
    def open(self) -> None:
        self.document: Document = onboarding()
        self.beginning = self.document.copy()
        self.history = History(self.document)

    def choose(self, records: list[Any], place: int) -> Any:
        return records[place % len(records)]

    def attempt(self, plan: Callable[[], Edit]) -> None:
        sentence = "."
        try:
            self.history.perform(plan())
        except Refused as refusal:
            sentence = str(refusal)
        assert sentence.endswith(".")

    def map_id(self, place: int) -> RecordId:
        return self.choose(maps_of(self.document), place).id

    def lane(self, place: int) -> LaneKey:
        teams: list[RecordId | None] = [team.id for team in teams_of(self.document)]
        channels: list[RecordId | None] = [channel.id for channel in self.document.all(Channel)]
        lanes_there = [
            LaneKey(LaneKind.TEAM, team_id=self.choose([*teams, None], place)),
            LaneKey(LaneKind.CHANNEL, channel_id=self.choose([*channels, None], place)),
            LaneKey(LaneKind.LAYER, layer="backstage"),
            LaneKey(
                LaneKind.TEAM_AND_CHANNEL,
                team_id=self.choose([*teams, None], place),
                channel_id=self.choose([*channels, None], place + 1),
            ),
        ]
        return lanes_there[place % 4]

    def has_cards(self) -> bool:
        return bool(self.document.all(Touchpoint))

    @rule(map=PLACES, title=TITLES)
    def add_stage(self, map: int, title: str) -> None:
        self.attempt(lambda: stages.add_stage(self.document, self.map_id(map), title))

    @rule(map=PLACES, title=TITLES, lane=PLACES)
    def add_card(self, map: int, title: str, lane: int) -> None:
        chosen = self.lane(lane)
        self.attempt(lambda: touchpoints.add_touchpoint(self.document, self.map_id(map), title=title, lane=chosen))

    @precondition(lambda self: self.has_cards())
    @rule(card=PLACES, when=st.sampled_from(["Contract signing + 2 days", "same day", "x", ""]))
    def add_card_after(self, card: int, when: str) -> None:
        chosen = self.choose(self.document.all(Touchpoint), card)
        map_id = self.document.stage(chosen.stage_id).map_id
        self.attempt(lambda: touchpoints.add_touchpoint(self.document, map_id, after_id=chosen.id, when=when))

    @precondition(lambda self: self.has_cards())
    @rule(cards=st.lists(PLACES, min_size=1, max_size=3), stage=PLACES, step=PLACES, lane=PLACES, insert=st.booleans())
    def move(self, cards: list[int], stage: int, step: int, lane: int, insert: bool) -> None:
        chosen = [self.choose(self.document.all(Touchpoint), card) for card in cards]
        map_id = self.document.stage(chosen[0].stage_id).map_id
        here = {tp.id for tp in touchpoints_of(self.document, map_id)}
        ids = list(dict.fromkeys(tp.id for tp in chosen if tp.id in here))
        target = self.choose(stages_of(self.document, map_id), stage)
        self.attempt(
            lambda: touchpoints.move_touchpoints(
                self.document, ids, target.id, step, self.lane(lane), insert_column=insert
            )
        )

    @precondition(lambda self: self.has_cards())
    @rule(card=PLACES)
    def duplicate(self, card: int) -> None:
        chosen = self.choose(self.document.all(Touchpoint), card)
        self.attempt(lambda: touchpoints.duplicate(self.document, [chosen.id]))

    @rule(place=st.integers(0, 400))
    def remove_something(self, place: int) -> None:
        record: Record = self.choose(list(self.document), place)
        self.attempt(lambda: remove(self.document, [record.id]))

    @rule(map=PLACES, stage=PLACES, before=PLACES)
    def move_stage(self, map: int, stage: int, before: int) -> None:
        there = stages_of(self.document, self.map_id(map))
        if there:
            chosen, above = self.choose(there, stage), self.choose(there, before)
            self.attempt(lambda: stages.move_stage(self.document, chosen.id, above.id))

    @rule(lane=PLACES, before=PLACES)
    def move_lane(self, lane: int, before: int) -> None:
        self.attempt(lambda: lanes.move_lane(self.document, self.map_id(0), self.lane(lane), self.lane(before)))

    @precondition(lambda self: self.has_cards())
    @rule(source=PLACES, end=PLACES, condition=TITLES)
    def link(self, source: int, end: int, condition: str) -> None:
        cards = self.document.all(Touchpoint)
        ends = self.choose(cards, source).id, self.choose(cards, end).id
        self.attempt(lambda: links.add_link(self.document, *ends, condition=condition))

    @precondition(lambda self: self.has_cards())
    @rule(card=PLACES, field=st.sampled_from(["title", "what", "when", "thinks"]), text=st.text(max_size=30))
    def type(self, card: int, field: str, text: str) -> None:
        chosen = self.choose(self.document.all(Touchpoint), card)
        self.attempt(lambda: values.set_value(self.document, chosen.id, field, text))

    @rule(title=TITLES)
    def add_team_and_channel(self, title: str) -> None:
        self.attempt(lambda: lanes.add_team(self.document, title))
        self.attempt(lambda: lanes.add_channel(self.document, title))

    @rule(map=PLACES)
    def start_to_be(self, map: int) -> None:
        if len(maps_of(self.document)) < 3:
            self.attempt(lambda: maps.start_to_be(self.document, self.map_id(map)))

    @rule(map=PLACES)
    def read_timing(self, map: int) -> None:
        self.attempt(lambda: events.read_timing(self.document, self.map_id(map)))

    @rule(map=PLACES, step=PLACES, text=TITLES)
    def write_a_note_and_a_row(self, map: int, step: int, text: str) -> None:
        map_id = self.map_id(map)
        there = stages_of(self.document, map_id)
        if there:
            self.attempt(lambda: notes.add_note(self.document, there[0].id, step, text))
            row = rows.add_row(self.document, map_id, text)
            self.attempt(lambda: row)
            self.attempt(lambda: rows.set_cell(self.document, row.show[0], there[0].id, step, text))

    @rule(steps=st.integers(1, 5))
    def undo_and_redo(self, steps: int) -> None:
        before = self.document.copy()
        undone = sum(self.history.undo() is not None for _ in range(steps))
        for _ in range(undone):
            self.history.redo()
        assert self.document == before

    @invariant()
    def every_reference_is_alive(self) -> None:
        for record in self.document:
            for info in references_of(type(record)):
                target = getattr(record, info.name)
                assert target is None or type(self.document.find(target)) is info.refers_to

    def teardown(self) -> None:
        end = self.document.copy()
        while self.history.undo():
            pass
        assert self.document == self.beginning
        while self.history.redo():
            pass
        assert self.document == end
        assert {team.id for team in self.document.all(Team)} == {team.id for team in end.all(Team)}


Room.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None, derandomize=True)
TestRoom = Room.TestCase
