"""Small journeys, drawn in a line or two, whose names one remembers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import (
    Channel,
    Event,
    Link,
    LinkKind,
    Map,
    Prompt,
    RecordId,
    Stage,
    Team,
    Touchpoint,
    new_id,
)

MAP = RecordId("map")
TEAM = RecordId("team")
CHANNEL = RecordId("channel")


class Sketch(Document):
    """A map of stages and titles; every touchpoint is complete, so that no rule finds anything but what a test plants."""

    def __init__(self, stages: Mapping[str, Sequence[str]], *ways: str) -> None:
        """Draw stages with their touchpoints, one a step, and ways such as "A > B > C", "A ? B" (branch), "A ! B" (recovery).

        Without ways, each touchpoint leads to the next one; "" draws none.
        """
        super().__init__([Map(id=MAP, title="Sketch"), Team(id=TEAM, title="Us"), Channel(id=CHANNEL, title="Phone")])
        for position, (stage, titles) in enumerate(stages.items()):
            self.draw(Stage(id=RecordId(f"stage {stage}"), title=stage, map_id=MAP, position=position))
            for step, title in enumerate(titles):
                self.draw(_complete(title, f"stage {stage}", step))
        titles = [touchpoint.title for touchpoint in self.all(Touchpoint)]
        for way in ways or [" > ".join(titles)]:
            self._lead(re.split(r" ([>?!]) ", way))

    def _lead(self, words: list[str]) -> None:
        kinds = {">": LinkKind.NEXT, "?": LinkKind.BRANCH, "!": LinkKind.RECOVERY}
        for source, kind, target in zip(words[::2], words[1::2], words[2::2], strict=False):
            condition = "if it is late" if kind == "?" else ""
            ends = {"source_id": self.id_of(source), "target_id": self.id_of(target)}
            self.draw(Link(id=new_id(), kind=kinds[kind], condition=condition, **ends))

    def draw(self, record: Any) -> Sketch:
        """Add a record, and return the sketch."""
        self.apply(Change.adding(record))
        return self

    def id_of(self, title: str) -> RecordId:
        """Return the id of the first record with this title."""
        return next(record.id for record in self if getattr(record, "title", None) == title)

    def tp(self, title: str, /, **values: Any) -> Sketch:
        """Set fields of a touchpoint, and return the sketch."""
        touchpoint = self.touchpoint(self.id_of(title))
        self.apply(Change.replacing([(touchpoint, replace(touchpoint, **values))]))
        return self

    def map_with(self, **values: Any) -> Sketch:
        """Set fields of the map, and return the sketch."""
        before = self.map(MAP)
        self.apply(Change.replacing([(before, replace(before, **values))]))
        return self

    def with_event(self, title: str, at: str | None = None) -> Sketch:
        """Add an event, if wanted at a touchpoint, and return the sketch."""
        return self.draw(Event(id=new_id(), title=title, touchpoint_id=self.id_of(at) if at else None))


def _complete(title: str, stage_id: str, step: int) -> Touchpoint:
    return Touchpoint(
        id=new_id(),
        title=title,
        stage_id=RecordId(stage_id),
        step=step,
        team_id=TEAM,
        channel_id=CHANNEL,
        when="Same day",
        prompts=(Prompt(id="p", text="Do it well"),),
    )


def bakery(*ways: str) -> Sketch:
    """Return the way to a loaf of bread: Smell, Enter (Come), Choose, Pay (Buy), Eat, Praise (Enjoy)."""
    return Sketch({"Come": ["Smell", "Enter"], "Buy": ["Choose", "Pay"], "Enjoy": ["Eat", "Praise"]}, *ways)
