"""A check that remembers finds what a check from nothing finds, whatever was edited in between."""

from __future__ import annotations

import random
from collections.abc import Callable
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
    RecordId,
    Stage,
    Status,
    Touchpoint,
    new_id,
)
from cxdesigner.journey import event_names
from cxdesigner.journey.following import LINKS, NAMES, START, TRIGGERS, Follower
from cxdesigner.journey.graph import Journey, build
from cxdesigner.journey.rules import RULES, Remembered, check
from cxdesigner.journey.rules.found import TOLD_ORDER
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


def _tangle(chance: random.Random) -> Sketch:
    """Return a map of 24 cards with few titles, ways in all directions, and all that rules speak about."""
    sketch = Sketch({stage: [f"{stage} {step}" for step in range(8)] for stage in ("Come", "Buy", "Enjoy")}, "")
    cards = sketch.all(Touchpoint)
    for card in cards:
        values = {name: chance.choice(_VALUES[name]) for name in _VALUES if name != "prompts" and chance.random() < 0.5}
        sketch.apply(Change.replacing([(card, replace(card, **values))]))
    for _ in range(chance.choice((20, 30, 40))):
        ends = dict(zip(("source_id", "target_id"), (card.id for card in chance.sample(cards, 2)), strict=True))
        sketch.draw(Link(id=new_id(), kind=chance.choice(list(LinkKind)), **ends))
    return sketch


def _move_one(sketch: Sketch, chance: random.Random) -> None:
    card, is_near = chance.choice(sketch.all(Touchpoint)), chance.random() < 0.7
    stage_id = card.stage_id if is_near else chance.choice(sketch.all(Stage)).id
    moved = replace(card, stage_id=stage_id, step=chance.randrange(4), order=chance.randrange(4))
    sketch.apply(Change.replacing([(card, moved)] if moved != card else []))


@pytest.mark.parametrize("seed", range(8))
def test_a_check_that_remembers_finds_the_same_after_moves_of_one_card_and_nothing_else(seed: int) -> None:
    chance, remembered = random.Random(seed), Remembered()
    sketch = _tangle(chance)

    for _ in range(80):
        assert check(sketch, MAP, remembered=remembered) == check(sketch, MAP)
        _move_one(sketch, chance)


@pytest.mark.parametrize("seed", range(30))
def test_rules_that_need_the_order_of_what_they_name_tell_one_touchpoint_after_the_other(seed: int) -> None:
    sketch = _tangle(random.Random(seed))
    journey = build(sketch, MAP)

    for rule in RULES.values():
        named = [found.record_ids for found in rule.ask(sketch, journey)] if TOLD_ORDER in (rule.looks_at or ()) else []

        if all(len(ids) == 1 for ids in named):
            assert named == sorted(named, key=lambda ids: journey.rank[ids[0]]), rule.id


def _link_two(sketch: Sketch, chance: random.Random) -> None:
    card, other = chance.sample(sketch.all(Touchpoint), 2)
    link = Link(id=new_id(), source_id=card.id, target_id=other.id, kind=chance.choice(list(LinkKind)))
    gone = chance.sample(sketch.all(Link), min(1, len(sketch.all(Link))))
    sketch.apply(chance.choice((Change.adding(link), Change.removing(*gone))))


@pytest.mark.parametrize("edit", [_move_one, _link_two])
@pytest.mark.parametrize("rule_id", EXAMPLES)
def test_what_is_broken_is_told_as_if_looked_at_anew_after_edits_of_one_kind(
    rule_id: str, edit: Callable[[Sketch, random.Random], None]
) -> None:
    chance, sketch, remembered = random.Random(rule_id), EXAMPLES[rule_id].broken(), Remembered()

    for _ in range(30 if len(sketch.all(Touchpoint)) > 1 else 0):
        assert check(sketch, MAP, remembered=remembered) == check(sketch, MAP)
        edit(sketch, chance)


def _told(sketch: Sketch, rule_id: str, remembered: Remembered) -> list[tuple[RecordId, ...]]:
    """Return what a rule is about, as it was remembered and as it is found from nothing."""
    found = check(sketch, MAP, remembered=remembered)
    assert found == check(sketch, MAP)
    return [problem.record_ids for problem in found if problem.rule == rule_id]


@pytest.mark.parametrize(("place", "order"), [(0, 3), (1, 0)])
def test_what_waits_for_the_first_of_two_alike_waits_for_the_other_when_that_one_is_read_first(
    place: int, order: int
) -> None:
    sketch, remembered = (
        Sketch({"Come": ["Smell"], "Buy": ["Choose", "Pay"]}).tp("Smell", when="after Visit"),
        Remembered(),
    )
    smell, *alike = map(sketch.id_of, ("Smell", "Choose", "Pay"))
    sketch.tp("Choose", title="Visit", step=0, order=1).tp("Pay", title="Visit", step=0, order=2)
    assert _told(sketch, "before-trigger", remembered) == [(smell, alike[0])]

    card = sketch.touchpoint(alike[place])
    sketch.apply(Change.replacing([(card, replace(card, order=order))]))

    assert _told(sketch, "before-trigger", remembered) == [(smell, alike[1])]


def test_a_card_that_goes_from_before_a_stage_to_right_behind_it_is_told_behind_those_of_that_stage() -> None:
    sketch, remembered = bakery().tp("Enter", team_id=None).tp("Pay", team_id=None), Remembered()
    enter, pay = map(sketch.id_of, ("Enter", "Pay"))
    sketch.tp("Eat", step=1)
    assert _told(sketch, "no-owner", remembered) == [(enter,), (pay,)]

    sketch.tp("Enter", stage_id=sketch.touchpoint(sketch.id_of("Eat")).stage_id, step=0)

    assert _told(sketch, "no-owner", remembered) == [(pay,), (enter,)]


def test_of_two_that_stand_before_what_they_wait_for_the_one_that_is_read_first_is_told_first() -> None:
    sketch, remembered = (
        Sketch({"Come": ["Smell", "Enter"], "Buy": ["Pay"]}).tp("Smell", when="after Pay"),
        Remembered(),
    )
    sketch.tp("Enter", when="after Pay", step=0, order=1)
    smell, enter, pay = map(sketch.id_of, ("Smell", "Enter", "Pay"))
    assert _told(sketch, "before-trigger", remembered) == [(smell, pay), (enter, pay)]

    sketch.tp("Smell", order=2)

    assert _told(sketch, "before-trigger", remembered) == [(enter, pay), (smell, pay)]


def test_what_comes_behind_a_recovery_is_told_in_the_order_in_which_it_is_read() -> None:
    stages = {"Come": ["Enter", "Smell"], "Buy": ["Choose", "Look", "Touch"], "Enjoy": ["Eat"]}
    sketch, remembered = Sketch(stages, "Enter > Smell > Eat", "Smell ! Choose > Look > Touch"), Remembered()
    choose, look, touch = map(sketch.id_of, ("Choose", "Look", "Touch"))
    assert _told(sketch, "recovery-nowhere", remembered) == [(choose, look, touch)]

    sketch.tp("Look", step=3)

    assert _told(sketch, "recovery-nowhere", remembered) == [(choose, touch, look)]


def test_a_journey_that_ends_low_does_so_no_more_when_another_way_ends_well() -> None:
    sketch, remembered = bakery().tp("Praise", emotion=-2).tp("Eat", emotion=1), Remembered()
    assert _told(sketch, "low-end", remembered) == [(sketch.id_of("Praise"),)]

    last = next(link for link in sketch.all(Link) if link.target_id == sketch.id_of("Praise"))
    sketch.apply(Change.removing(last))

    assert _told(sketch, "low-end", remembered) == []


def test_two_wait_for_each_other_no_more_when_another_of_the_same_title_is_read_first() -> None:
    sketch, remembered = Sketch({"Come": ["Smell", "Enter", "Choose"]}).tp("Smell", when="after Visit"), Remembered()
    sketch.tp("Choose", title="Visit", step=2, order=0).tp("Enter", title="Visit", when="after Smell", step=1)
    other = next(card for card in sketch.all(Touchpoint) if card.title == "Visit" and card.step == 2)
    assert len(_told(sketch, "trigger-circle", remembered)) == 1

    sketch.apply(Change.replacing([(other, replace(other, step=0))]))

    assert _told(sketch, "trigger-circle", remembered) == []


def test_where_each_is_entered_from_another_a_recovery_leads_back_when_one_that_it_leads_to_is_read_first() -> None:
    stages = {"Come": ["Enter", "Smell", "Look", "Touch"], "Buy": ["Choose", "Pay"], "Enjoy": ["Eat", "Praise"]}
    ways = "Enter > Smell > Enter ! Choose > Look > Touch > Look > Pay", "Eat > Praise > Eat"
    sketch, remembered = Sketch(stages, *ways).tp("Smell", step=3), Remembered()
    assert len(_told(sketch, "recovery-nowhere", remembered)) == 1

    sketch.tp("Enter", step=3)

    assert _told(sketch, "recovery-nowhere", remembered) == []


def test_what_is_named_by_more_titles_than_are_looked_through_is_known_when_the_right_one_is_read_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(event_names, "_MOST_TITLES", 1)
    titles = ["Buy bread", "Tasting of cakes", "Bread tasting today", "Eat", "Pay"]
    sketch, remembered = Sketch({"Come": titles}).tp("Eat", when="after bread tasting"), Remembered()
    assert _told(sketch, "unknown-trigger", remembered) == [(sketch.id_of("Eat"),)]
    sketch.tp("Pay", team_id=None)  # A check in which nobody asks for names.
    assert _told(sketch, "unknown-trigger", remembered) == [(sketch.id_of("Eat"),)]

    sketch.tp("Bread tasting today", step=0).tp("Buy bread", step=1)

    assert _told(sketch, "unknown-trigger", remembered) == []


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

    _PARTS: ClassVar = {
        "place": "stage_id",
        "columns": "stage_id",
        "whens": "when",
        "names": NAMES,
        "start": START,
        "triggers": TRIGGERS,
        "awaited": TRIGGERS,
        **dict.fromkeys(("links", "leaving", "entering", "starts", "ends", "may_end", "reached_from"), LINKS),
    }

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
