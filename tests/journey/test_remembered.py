"""A check that remembers finds what a check from nothing finds, whatever was edited in between."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from cxdesigner.commands import touchpoints
from cxdesigner.document.change import Change
from cxdesigner.document.records import Channel, ChannelKind, Touchpoint
from cxdesigner.journey.rules import Remembered, check
from tests.journey.sketches import MAP, Sketch, bakery


def _edit(sketch: Sketch, chance: random.Random) -> None:
    cards = sketch.all(Touchpoint)
    card = chance.choice(cards)
    match chance.randrange(7):
        case 0:
            sketch.apply(Change.replacing([(card, replace(card, team_id=None))]))
        case 1:
            sketch.apply(Change.replacing([(card, replace(card, when=chance.choice(("", "Same day"))))]))
        case 2:
            sketch.apply(Change.replacing([(card, replace(card, channel_id=None, prompts=()))]))
        case 3 if len(cards) > 2:
            sketch.apply(touchpoints.remove(sketch, [card.id]).change)
        case 4:
            sketch.apply(touchpoints.add_touchpoint(sketch, MAP, title="New").change)
        case 5:
            channel = sketch.all(Channel)[0]
            kind = chance.choice(list(ChannelKind))
            sketch.apply(Change.replacing([(channel, replace(channel, kind=kind))]))
        case _:
            step = chance.randrange(3)
            sketch.apply(touchpoints.move_touchpoints(sketch, [card.id], card.stage_id, step, None).change)


@pytest.mark.parametrize("seed", range(6))
def test_a_check_that_remembers_finds_the_same_after_any_edits(seed: int) -> None:
    chance, sketch, remembered = random.Random(seed), bakery(), Remembered()

    for _ in range(60):
        _edit(sketch, chance)

        assert check(sketch, MAP, remembered=remembered) == check(sketch, MAP)


def test_rules_that_are_switched_off_and_on_again_are_right_at_once() -> None:
    sketch, remembered = bakery().tp("Eat", team_id=None), Remembered()
    check(sketch, MAP, remembered=remembered)
    sketch.map_with(rules_off=("no-owner",))
    sketch.tp("Pay", team_id=None)
    assert check(sketch, MAP, remembered=remembered) == check(sketch, MAP)

    sketch.map_with(rules_off=())

    assert check(sketch, MAP, remembered=remembered) == check(sketch, MAP)
