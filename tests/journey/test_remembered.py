"""A check that remembers finds what a check from nothing finds, whatever was edited in between."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any, ClassVar

import pytest

from cxdesigner.commands import touchpoints
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.making import made
from cxdesigner.document.reading import first_map
from cxdesigner.document.records import (
    Channel,
    ChannelKind,
    Evidence,
    Expectation,
    Layer,
    Link,
    LinkKind,
    Stage,
    Status,
    Touchpoint,
    new_id,
)
from cxdesigner.journey import event_names
from cxdesigner.journey.following import LINKS, Follower
from cxdesigner.journey.graph import Journey, build
from cxdesigner.journey.rules import RULES, Remembered, check
from tests.benchmarks.big_map import big_map
from tests.journey.rule_examples import EXAMPLES
from tests.journey.sketches import CHANNEL, MAP, TEAM, Sketch, bakery

_VALUES: dict[str, tuple[Any, ...]] = {
    "title": ("Pay", "Smell", "Invoice or call", "Escalation"),
    "when": ("", "Same day", "2 days after Pay", "before Smell", "upon signing", "within 90 days"),
    "team_id": (None, TEAM),
    "channel_id": (None, CHANNEL),
    "layer": (None, Layer.CUSTOMER, Layer.BACKSTAGE),
    "emotion": (None, -2, 1),
    "evidence": (None, Evidence.DATA),
    "expectation": (None, Expectation.BELOW),
    "moment_of_truth": (True, False),
    "recovery": ("", "Call"),
    "status": (Status.EXISTING, Status.MISSING, Status.TO_REMOVE),
    "prompts": ((),),
    "inside": ("", "Payment"),
    "outside": ("", "Payment", "CRM"),
    "what": ("", "By mail or phone"),
    "how": ("", "By letter or phone"),
    "offset_days": (None, 100.0),
    "order": (0, 1, 2),
    "step": (0, 1, 2),
}


def _edit(sketch: Sketch, chance: random.Random) -> None:
    cards = sketch.all(Touchpoint)
    card, other = chance.choice(cards), chance.choice(cards)
    match chance.randrange(14):
        case 0 if len(cards) > 2:
            sketch.apply(touchpoints.remove(sketch, [card.id]).change)
        case 1:
            sketch.apply(touchpoints.add_touchpoint(sketch, MAP, title="New").change)
        case 2:
            channel = sketch.all(Channel)[0]
            kind = chance.choice(list(ChannelKind))
            sketch.apply(Change.replacing([(channel, replace(channel, kind=kind))]))
        case 3:
            stage = chance.choice(sketch.all(Stage))
            sketch.apply(touchpoints.move_touchpoints(sketch, [card.id], stage.id, chance.randrange(3), None).change)
        case 4:
            way, condition = chance.choice(list(LinkKind)), chance.choice(("", "If it rains"))
            link = Link(id=new_id(), source_id=card.id, target_id=other.id, kind=way, condition=condition)
            sketch.apply(Change.adding(link) if card is not other else Change())
        case 5 if sketch.all(Link):
            sketch.apply(Change.removing(chance.choice(sketch.all(Link))))
        case 6 if sketch.all(Link):
            link = chance.choice(sketch.all(Link))
            other_kind, share = chance.choice(list(LinkKind)), chance.choice((None, 0.4))
            sketch.apply(Change.replacing([(link, replace(link, kind=other_kind, probability=share))]))
        case 7:
            here, there = sketch.stage(card.stage_id), sketch.stage(other.stage_id)
            pairs = (here, replace(here, position=there.position)), (there, replace(there, position=here.position))
            sketch.apply(Change.replacing(pairs if here is not there else ()))
        case _:
            name = chance.choice(list(_VALUES))
            sketch.apply(Change.replacing([(card, replace(card, **{name: chance.choice(_VALUES[name])}))]))


@pytest.mark.parametrize("seed", range(6))
def test_a_check_that_remembers_finds_the_same_after_any_edits(seed: int) -> None:
    chance, sketch, remembered = random.Random(seed), bakery(), Remembered()

    for _ in range(120):
        _edit(sketch, chance)

        assert check(sketch, MAP, remembered=remembered) == check(sketch, MAP)


@pytest.mark.parametrize("rule_id", EXAMPLES)
def test_each_rule_is_asked_again_when_what_it_looks_at_has_changed(rule_id: str) -> None:
    chance, sketch, remembered = random.Random(rule_id), EXAMPLES[rule_id].broken(), Remembered()

    for _ in range(12):
        assert check(sketch, MAP, remembered=remembered) == check(sketch, MAP)
        _edit(sketch, chance)


@pytest.mark.parametrize("seed", range(4))
def test_a_journey_that_was_followed_is_like_one_that_was_built(seed: int) -> None:
    chance, sketch, follower = random.Random(seed), bakery().with_event("Signing", "Pay"), Follower()

    for _ in range(120):
        _edit(sketch, chance)

        followed, built = follower.look_at(sketch, MAP), build(sketch, MAP)
        assert replace(followed, names=built.names) == built
        assert [*followed.touchpoints] == [*built.touchpoints]
        assert [*followed.awaited()] == [*built.awaited()]
        assert followed.reached_from(followed.starts) == built.reached_from(built.starts)
        for trigger in ("Pay", "Smell or Pay", "signing", "New", "Invoice"):
            assert followed.names.meant_by(trigger) == built.names.meant_by(trigger)


@pytest.mark.slow
@pytest.mark.parametrize("most_titles", [3, 200])
@pytest.mark.parametrize("seed", [1, 2, 6])
def test_when_cards_move_among_many_with_the_same_names_all_is_as_if_looked_at_anew(
    seed: int, most_titles: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_names, "_MOST_TITLES", most_titles)
    document, chance = big_map(240, seed=seed, columns=20), random.Random(seed)
    map_id, follower, remembered = first_map(document).id, Follower(), Remembered()
    stages = [stage.id for stage in document.all(Stage)]
    for _ in range(25):
        pairs = []
        for card in chance.sample(document.all(Touchpoint), chance.choice((1, 1, 3, 30))):
            place = {"step": chance.randrange(6), "order": chance.randrange(3)}
            stage_id = chance.choice((card.stage_id, chance.choice(stages)))
            pairs.append((card, replace(card, stage_id=stage_id, **place)))
        document.apply(Change.replacing(pairs))

        journey, anew = follower.look_at(document, map_id), build(document, map_id)

        assert list(journey.awaited()) == list(anew.awaited())
        assert (journey.whens, journey.place, journey.starts) == (anew.whens, anew.place, anew.starts)
        assert check(document, map_id, remembered=remembered) == check(document, map_id)


@pytest.mark.parametrize("rule_id", [rule.id for rule in RULES.values() if rule.looks_at is not None])
def test_a_rule_looks_at_nothing_but_what_its_row_says(rule_id: str) -> None:
    rule = RULES[rule_id]
    for example in (EXAMPLES[rule_id].broken, EXAMPLES[rule_id].sound):
        sketch = example()
        journey, seen = build(sketch, MAP), set[str]()
        watched = {i: _watched(touchpoint, seen) for i, touchpoint in journey.touchpoints.items()}

        list(rule.ask(_Narrow(sketch), _WatchedJourney(replace(journey, touchpoints=watched), seen)))  # type: ignore[arg-type]

        assert seen <= {"id", *(rule.looks_at or ())}


def _watched(touchpoint: Touchpoint, seen: set[str]) -> Touchpoint:
    """Return a touchpoint that notes which of its fields are read."""

    class Watched(Touchpoint):
        def __getattribute__(self, name: str) -> object:
            if not name.startswith("__"):
                seen.add(name)
            return super().__getattribute__(name)

    return made(Watched, dict(touchpoint.__dict__))


class _WatchedJourney:
    """A journey that notes which of its parts are read, by the fields that they come from."""

    _PARTS: ClassVar = {"place": "stage_id", "whens": "when", "triggers": "when", "names": "title"} | dict.fromkeys(
        ("links", "leaving", "entering", "starts", "start", "reached_from"), LINKS
    )

    def __init__(self, journey: Journey, seen: set[str]) -> None:
        self._journey, self._seen = journey, seen

    def __getattr__(self, name: str) -> object:
        if name in self._PARTS:
            self._seen.add(self._PARTS[name])
        return getattr(self._journey, name)


class _Narrow:
    """What of a document may be asked by a rule that is not asked each time."""

    def __init__(self, document: Document) -> None:
        self.map, self.stage, self.title_of, self.find = document.map, document.stage, document.title_of, document.find


def test_rules_that_are_switched_off_and_on_again_are_right_at_once() -> None:
    sketch, remembered = bakery().tp("Eat", team_id=None), Remembered()
    check(sketch, MAP, remembered=remembered)
    sketch.map_with(rules_off=("no-owner",))
    sketch.tp("Pay", team_id=None)
    assert check(sketch, MAP, remembered=remembered) == check(sketch, MAP)

    sketch.map_with(rules_off=())

    assert check(sketch, MAP, remembered=remembered) == check(sketch, MAP)
