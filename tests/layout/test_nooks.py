"""Words of links between neighbours, which are placed gutter by gutter."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind, Link, RecordId, Touchpoint
from cxdesigner.layout import nooks
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.memory import LayoutMemory
from cxdesigner.layout.plan import Plan
from tests.layout.sketches import MAP, board, documents, link, measure, touchpoint

TEAMS, STEPS = 4, 6
CONDITIONS = ("", "if they ask", "if the customer changes the date once again and again", "or not")


def neighbourly(dice: Random) -> Document:
    """A card in nearly each cell, and links from step to step."""
    cells = [(step, team) for step in range(STEPS) for team in range(TEAMS) if dice.random() < 0.8]
    cards = [
        touchpoint(number, step=step, team_id=f"t{team}", order=dice.randrange(2))
        for number, (step, team) in enumerate(cells)
    ]
    links = [
        link(source, target, dice.choice(CONDITIONS))
        for source, (step, _) in enumerate(cells)
        for target, (next_step, _) in enumerate(cells)
        if next_step == step + 1 and dice.random() < 0.35
    ]
    return board(*cards, *links, teams=TEAMS, stages=1)


def planned(document: Document, memory: LayoutMemory | None = None) -> Plan:
    return lay_out(document, MAP, LaneKind.TEAM, measure, memory=memory)


@pytest.mark.slow
@given(st.integers(0, 2**32))
def test_what_a_gutter_remembers_is_what_would_be_found_anew(seed: int) -> None:
    dice, memory = Random(seed), LayoutMemory()
    document = neighbourly(dice)
    planned(document, memory)

    for _ in range(8):
        card = dice.choice(document.all(Touchpoint))
        team = RecordId(f"t{dice.randrange(TEAMS)}")
        step = min(STEPS - 1, max(0, card.step + dice.choice((-1, 0, 0, 0, 1))))
        document.apply(Change.replacing([(card, replace(card, team_id=team, step=step))]))
        ties = document.all(Link)
        if ties:
            tie = dice.choice(ties)
            document.apply(Change.replacing([(tie, replace(tie, condition=dice.choice(CONDITIONS)))]))

        assert planned(document, memory) == planned(document)


@given(st.integers(0, 2**32))
def test_gutter_by_gutter_words_stand_where_they_would_if_all_were_looked_at(seed: int) -> None:
    document = neighbourly(Random(seed))
    plan = planned(document)

    with patch.object(nooks, "words_in_gutter", return_value=None) as asked:
        together = planned(document)
        labels = [path.label for path in together.links]

    assert asked.called or not any(labels)
    for path, other in zip(plan.links, together.links, strict=True):
        assert (path.label is None) == (other.label is None)
        if path.label and other.label:
            assert path.label.lines == other.label.lines
            assert path.label.rect == pytest.approx(other.label.rect)


@given(st.integers(0, 2**32))
def test_words_in_gutters_are_on_no_card(seed: int) -> None:
    plan = planned(neighbourly(Random(seed)))

    words = [path.label.rect for path in plan.links if path.label]
    assert not [card for card in plan.cards for rect in words if card.rect.meets(rect)]


@given(documents() | st.integers(0, 2**32).map(lambda seed: neighbourly(Random(seed))))
def test_words_are_no_farther_beside_the_corners_of_their_link_than_it_says(document: Document) -> None:
    plan = planned(document)

    for path in plan.links:
        if path.label is None:
            assert not path.beside
        else:
            xs = [x for x, _ in path.points]
            assert min(xs) - path.beside <= path.label.rect.x
            assert path.label.rect.right <= max(xs) + path.beside


def test_words_of_a_first_plan_get_their_place_when_somebody_asks() -> None:
    cards = [touchpoint(number, step=number, team_id="t0") for number in range(4)]
    document = board(*cards, *(link(number, number + 1, "if they ask") for number in range(3)), stages=1)
    with patch.object(nooks, "words_in_gutter", wraps=nooks.words_in_gutter) as placing:
        plan = planned(document)
        first, second, third = plan.links
        assert not placing.called

        assert second.label
        assert placing.call_count == 1
        assert second.label
        assert first.label
        assert third.label
        assert placing.call_count == 3


def test_a_card_that_moves_within_its_lane_leaves_words_of_other_gutters_alone() -> None:
    cards = [touchpoint(number, step=number, team_id="t0") for number in range(6)]
    links = [link(number, number + 1, "if they ask") for number in range(5)]
    document, memory = board(*cards, *links, touchpoint(9, step=5, team_id="t1"), stages=1), LayoutMemory()
    labels = [path.label for path in planned(document, memory).links]
    card = document.touchpoint(RecordId("p9"))
    document.apply(Change.replacing([(card, replace(card, step=4))]))

    with patch.object(nooks.Nook, "words", autospec=True, side_effect=nooks.Nook.words) as placing:
        after = [path.label for path in planned(document, memory).links]

    assert after == labels
    assert placing.call_count <= 2


def test_links_that_pass_by_are_looked_at_all_together() -> None:
    cards = [touchpoint(number, step=number, team_id="t0") for number in range(4)]
    document = board(*cards, link(0, 1, "if they ask"), link(3, 0, "once more"), stages=1)
    with patch.object(nooks, "words_in_gutter", wraps=nooks.words_in_gutter) as placing:
        labels = [path.label for path in planned(document).links]

    assert all(labels)
    assert placing.called
    assert not any(nooks.words_in_gutter(*call.args) for call in placing.call_args_list)
