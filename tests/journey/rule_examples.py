"""A sound and a broken journey for each rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from cxdesigner.commands import maps
from cxdesigner.document.change import Change
from cxdesigner.document.records import (
    Channel,
    ChannelKind,
    Clue,
    ClueKind,
    Evidence,
    Expectation,
    Layer,
    Link,
    MapKind,
    RecordId,
    Stage,
    Status,
    Team,
    Touchpoint,
)
from tests.journey.sketches import MAP, Sketch, bakery

TWICE = {"Come": ["Smell", "Enter"], "Buy": ["Choose", "choose"], "Enjoy": ["Eat"]}
APART = {"Come": ["Choose", "Enter"], "Buy": ["Choose", "Pay"], "Enjoy": ["Eat"]}
ROAD = "Smell > Enter > Choose > Pay > Eat > Praise"
QUEUE = {"Come": ["Smell"], "Buy": ["Look", "Ask", "Order", "Wait", "Pay", "Take"], "Enjoy": ["Eat"]}
"""A stage in which much happens."""


class Example(NamedTuple):
    """A sound and a broken journey for one rule, and the titles of what is broken, a tuple for each finding."""

    sound: Callable[[], Sketch]
    broken: Callable[[], Sketch]
    concerns: list[tuple[str, ...]]


def emptied() -> Sketch:
    """Return the bakery with a stage in which nothing happens."""
    return bakery().draw(Stage(id=RecordId("stage Wait"), title="Wait", map_id=MAP, position=9))


def low_moment(**values: object) -> Sketch:
    """Return the bakery with a moment of truth that falls short."""
    return bakery().tp("Pay", moment_of_truth=True, expectation=Expectation.BELOW, **values)


def with_links(sketch: Sketch, source: str, **values: Any) -> Sketch:
    """Set fields of the links that leave a touchpoint, and return the sketch."""
    links = [link for link in sketch.all(Link) if link.source_id == sketch.id_of(source)]
    sketch.apply(Change.replacing([(link, replace(link, **values)) for link in links]))
    return sketch


def by_teams(sketch: Sketch, titles: Sequence[str], teams: Sequence[str]) -> Sketch:
    """Give touchpoints to teams, made where they are new, and return the sketch."""
    for title, team in zip(titles, teams, strict=True):
        if RecordId(f"team {team}") not in sketch:
            sketch.draw(Team(id=RecordId(f"team {team}"), title=team))
        sketch.tp(title, team_id=RecordId(f"team {team}"))
    return sketch


def by_kinds(sketch: Sketch, **kinds: ChannelKind) -> Sketch:
    """Let touchpoints happen by channels of these kinds, and return the sketch."""
    for title, kind in kinds.items():
        channel = Channel(id=RecordId(f"by {kind}"), title=f"By {kind}", kind=kind)
        if channel.id not in sketch:
            sketch.draw(channel)
        sketch.tp(title, channel_id=channel.id)
    return sketch


def felt(**emotions: int | None) -> Sketch:
    """Return the bakery with emotions, all of them with evidence."""
    sketch = bakery()
    for title, emotion in emotions.items():
        sketch.tp(title, emotion=emotion, evidence=Evidence.RESEARCH)
    return sketch


def noticed(*kinds: ClueKind) -> Sketch:
    """Return the bakery with clues at paying."""
    return bakery().tp("Pay", clues=tuple(Clue(text="Till", kind=kind) for kind in kinds))


def told(**values: object) -> Sketch:
    """Return the bakery in which all say what, whom and how, but for what is said of Pay."""
    sketch = bakery()
    for touchpoint in sketch.all(Touchpoint):
        sketch.tp(touchpoint.title, what="It is done", whom="The customer", how="With a smile")
    return sketch.tp("Pay", **values)


def of_stages(count: int) -> Sketch:
    """Return a journey of so many stages, a touchpoint each."""
    return Sketch({f"Stage {number}": [f"Step {number}"] for number in range(1, count + 1)})


def of_touchpoints(count: int) -> Sketch:
    """Return a journey of one stage with so many touchpoints."""
    return Sketch({"All of it": [f"Step {number}" for number in range(1, count + 1)]})


def to_be(**changed: object) -> Sketch:
    """Return the bakery with a to-be map on which paying is changed."""
    sketch = bakery()
    edit = maps.start_to_be(sketch, MAP)
    sketch.apply(edit.change)
    (twin,) = [tp for tp in sketch.all(Touchpoint) if tp.title == "Pay" and tp.origin_id is not None]
    sketch.apply(Change.replacing([(twin, replace(twin, **changed))]))
    made = sketch.map(edit.show[0])
    sketch.apply(Change.replacing([(made, replace(made, title="Tomorrow"))]))
    return sketch


LEAVE = {"Come": ["Smell", "Enter"], "Buy": ["Choose", "Pay", "Leave"], "Enjoy": ["Eat", "Praise"]}
TEAMS = ("A", "B", "C", "C", "A", "B")
DIGITAL, VOICE, IN_PERSON = ChannelKind.DIGITAL, ChannelKind.VOICE, ChannelKind.IN_PERSON
ASK = ("Look", "Ask", "Order", "Wait", "Pay", "Take")

EXAMPLES = {
    "unreachable": Example(bakery, lambda: bakery("Smell > Enter > Choose > Eat > Praise", "Pay > Eat"), [("Pay",)]),
    "endless-loop": Example(
        lambda: bakery(ROAD, "Pay ? Choose"),
        lambda: bakery("Smell > Enter > Choose > Pay > Choose", "Smell ? Eat > Praise"),
        [("Choose", "Pay")],
    ),
    "dead-end": Example(bakery, lambda: bakery("Smell > Enter > Choose > Eat > Praise", "Enter ? Pay"), [("Pay",)]),
    "no-end": Example(
        lambda: Sketch(LEAVE, ROAD, "Praise ? Choose ? Leave > Eat"),
        lambda: Sketch(LEAVE, ROAD + " > Choose", "Choose ? Leave"),
        [("Praise", "Leave")],
    ),
    "runs-backwards": Example(
        lambda: bakery(ROAD, "Eat ! Choose"), lambda: bakery(ROAD, "Eat ? Choose"), [("Eat", "Choose")]
    ),
    "several-starts": Example(
        bakery, lambda: bakery("Smell > Choose > Pay > Eat > Praise", "Enter > Choose"), [("Smell", "Enter")]
    ),
    "recovery-nowhere": Example(
        lambda: Sketch(LEAVE, ROAD, "Pay ! Leave > Eat"), lambda: Sketch(LEAVE, ROAD, "Pay ! Leave"), [("Leave",)]
    ),
    "branch-without-condition": Example(
        lambda: bakery(ROAD, "Pay ? Praise"),
        lambda: bakery(ROAD, "Pay > Praise"),
        [("Pay", "Eat", "Praise")],
    ),
    "branch-shares": Example(
        lambda: with_links(bakery(ROAD, "Pay ? Praise"), "Pay", probability=0.5),
        lambda: with_links(bakery(ROAD, "Pay ? Praise"), "Pay", probability=0.4),
        [("Pay",)],
    ),
    "branch-with-one-arm": Example(
        lambda: bakery(ROAD, "Pay ? Praise"),
        lambda: bakery("Smell > Enter > Choose > Pay ? Eat > Praise"),
        [("Pay", "Eat")],
    ),
    "before-trigger": Example(
        lambda: bakery().tp("Eat", when="Pay + 2 days"),
        lambda: bakery().tp("Choose", when="Upon paying"),
        [("Choose", "Pay")],
    ),
    "trigger-circle": Example(
        lambda: bakery().tp("Pay", when="Upon choosing"),
        lambda: bakery().tp("Choose", when="Upon paying").tp("Pay", when="Upon choosing"),
        [("Choose", "Pay")],
    ),
    "against-time": Example(
        lambda: bakery().tp("Pay", when="Choose + 2 days").tp("Eat", when="Choose + 1 week"),
        lambda: (
            bakery()
            .tp("Pay", when="Choose + 1 week")
            .tp("Eat", when="Choose + 2 days")
            .tp("Praise", when="Eat + 1 day")
        ),
        [("Pay", "Eat")],
    ),
    "unknown-trigger": Example(
        lambda: bakery().tp("Eat", when="Pay + 2 days"),
        lambda: bakery().tp("Eat", when="Moon landing + 2 days").tp("Pay", when="1 hour before the moon landing"),
        [("Pay", "Eat")],
    ),
    "no-timing": Example(bakery, lambda: bakery().tp("Eat", when=" "), [("Eat",)]),
    "long-promise": Example(
        lambda: bakery().tp("Eat", when="Within 30 days"), lambda: bakery().tp("Eat", when="Within 40 days"), [("Eat",)]
    ),
    "long-wait": Example(
        lambda: bakery().tp("Eat", when="Pay + 14 days"),
        lambda: bakery().tp("Eat", when="Pay + 20 days"),
        [("Eat", "Pay")],
    ),
    "no-owner": Example(bakery, lambda: bakery().tp("Eat", team_id=None), [("Eat",)]),
    "no-channel": Example(bakery, lambda: bakery().tp("Eat", channel_id=None), [("Eat",)]),
    "many-handoffs": Example(
        lambda: by_teams(Sketch(QUEUE), ASK, ("A", "B", "B", "C", "C", "A")).tp("Smell", team_id=RecordId("team")),
        lambda: by_teams(Sketch(QUEUE), ASK, TEAMS),
        [("Buy", "Take")],
    ),
    "handoff-row": Example(
        lambda: by_teams(Sketch(QUEUE), ASK, ("A", "B", "C", "C", "C", "A")),
        lambda: by_teams(Sketch(QUEUE), ASK, ("A", "B", "C", "A", "A", "A")),
        [("Look", "Ask", "Order", "Wait")],
    ),
    "channel-switch": Example(
        lambda: by_kinds(Sketch(QUEUE), Look=DIGITAL, Ask=VOICE, Order=DIGITAL, Wait=VOICE),
        lambda: by_kinds(Sketch(QUEUE), Look=DIGITAL, Ask=VOICE, Order=IN_PERSON),
        [("Look", "Ask", "Order")],
    ),
    "two-channels": Example(
        lambda: bakery().tp("Pay", how="By phone"), lambda: bakery().tp("Pay", how="By phone or email"), [("Pay",)]
    ),
    "unused-team": Example(
        bakery, lambda: bakery().draw(Team(id=RecordId("idle"), title="Dreamers", position=9)), [("Dreamers",)]
    ),
    "unused-channel": Example(
        bakery, lambda: bakery().draw(Channel(id=RecordId("fax"), title="Fax", position=9)), [("Fax",)]
    ),
    "moment-without-recovery": Example(lambda: low_moment(recovery="A free roll"), low_moment, [("Pay",)]),
    "moment-without-prompt": Example(
        lambda: bakery().tp("Pay", moment_of_truth=True),
        lambda: bakery().tp("Pay", moment_of_truth=True, prompts=()),
        [("Pay",)],
    ),
    "worst-without-care": Example(lambda: felt(Pay=-2, Eat=1), lambda: felt(Pay=-2, Praise=1), [("Pay",)]),
    "two-lows": Example(
        lambda: felt(Choose=-1, Pay=0, Eat=1), lambda: felt(Choose=-1, Pay=-1, Eat=1), [("Choose", "Pay")]
    ),
    "low-end": Example(lambda: felt(Pay=1, Praise=0), lambda: felt(Pay=1, Praise=-1), [("Praise",)]),
    "functional-only": Example(
        lambda: noticed(ClueKind.FUNCTIONAL, ClueKind.HUMANIC),
        lambda: noticed(ClueKind.FUNCTIONAL, ClueKind.FUNCTIONAL),
        [("Buy",)],
    ),
    "silent-customer": Example(
        bakery,
        lambda: bakery().tp("Smell", layer=Layer.CUSTOMER).tp("Eat", layer=Layer.CUSTOMER),
        [("Buy",)],
    ),
    "unfounded-emotion": Example(
        lambda: felt(Pay=1), lambda: bakery().tp("Pay", emotion=1).tp("Eat", emotion=2), [("Pay", "Eat")]
    ),
    "same-words": Example(
        lambda: bakery().tp("Pay", inside="Billing", outside="The money"),
        lambda: bakery().tp("Pay", inside="Billing", outside="billing "),
        [("Pay",)],
    ),
    "company-words": Example(
        lambda: bakery().tp("Pay", outside="The money"), lambda: bakery().tp("Pay", outside="Upselling"), [("Pay",)]
    ),
    "empty-stage": Example(bakery, emptied, [("Wait",)]),
    "duplicate-title": Example(lambda: Sketch(APART, ""), lambda: Sketch(TWICE, ""), [("Choose", "choose")]),
    "no-what": Example(told, lambda: told(what="", how=""), [("Pay",)]),
    "too-many-stages": Example(lambda: of_stages(7), lambda: of_stages(9), [("Stage 8", "Stage 9")]),
    "crowded-stage": Example(lambda: of_touchpoints(25), lambda: of_touchpoints(26), [("All of it",)]),
    "missing-today": Example(
        lambda: bakery().map_with(kind=MapKind.TO_BE).tp("Pay", status=Status.MISSING),
        lambda: bakery().tp("Pay", status=Status.MISSING).tp("Eat", status=Status.MISSING),
        [("Pay", "Eat")],
    ),
    "to-be-unchanged": Example(lambda: to_be(title="Pay by card"), to_be, [("Tomorrow",)]),
    "no-prompts": Example(bakery, lambda: bakery().tp("Eat", prompts=()), [("Eat",)]),
}
