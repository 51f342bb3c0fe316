"""A layout that remembers the last one: the same plan, and the very same objects where nothing has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import (
    Channel,
    LaneKind,
    LaneShape,
    Link,
    LinkKind,
    Map,
    Note,
    Picture,
    Record,
    RecordId,
    Stage,
    Team,
    Touchpoint,
)
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.memory import LayoutMemory
from cxdesigner.layout.plan import LinkPath, Plan
from cxdesigner.layout.shapes import name_of
from tests.layout.sketches import MAP, board, documents, link, measure, touchpoint

Dice = Random
Step = Callable[[Document, Dice], Change]


def planned(document: Document, lanes: LaneKind = LaneKind.TEAM, memory: LayoutMemory | None = None) -> Plan:
    return lay_out(document, MAP, lanes, measure, memory=memory)


def looked_at(document: Document, memory: LayoutMemory) -> Plan:
    """A plan of which somebody has seen every card and every link."""
    plan = planned(document, memory=memory)
    assert len(list(plan.cards)) == len(plan.cards)
    assert len(list(plan.links)) == len(plan.links)
    return plan


def glanced_at(document: Document, dice: Dice, lanes: LaneKind, memory: LayoutMemory) -> None:
    """Look at some columns of a plan, and at the words of some links there."""
    plan = planned(document, lanes, memory)
    for column in [*plan.cards.columns, *plan.links.columns]:
        if dice.random() < 0.4:
            things = list(column.things)
            labels = [thing.label for thing in things if isinstance(thing, LinkPath) and dice.random() < 0.5]
            assert len(things) == column.number >= len(labels)


# -- random edits ------------------------------------------------------------------------------------------------------


def _swap(*pairs: tuple[Record, Record]) -> Change:
    return Change.replacing(pairs)


def _moves_a_card(document: Document, dice: Dice) -> Change:
    card, stage = dice.choice(document.all(Touchpoint)), dice.choice(document.all(Stage))
    teams = [None, *(team.id for team in document.all(Team))]
    return _swap((card, replace(card, stage_id=stage.id, step=dice.randrange(4), team_id=dice.choice(teams))))


def _reorders_a_cell(document: Document, dice: Dice) -> Change:
    card = dice.choice(document.all(Touchpoint))
    return _swap((card, replace(card, order=dice.randrange(5))))


def _moves_all_cards(document: Document, dice: Dice) -> Change:
    return _swap(*((card, replace(card, step=card.step + 1)) for card in document.all(Touchpoint)))


def _says_something_else(document: Document, dice: Dice) -> Change:
    card = dice.choice(document.all(Touchpoint))
    channel = dice.choice([None, *(channel.id for channel in document.all(Channel))])
    told = replace(card, title=f"Title {dice.randrange(9)}", emotion=dice.choice((None, -2, 0, 2)), channel_id=channel)
    return _swap((card, replace(told, when=dice.choice(("", "on Monday")))))


def _adds_a_card(document: Document, dice: Dice) -> Change:
    beside = dice.choice(document.all(Touchpoint))
    return Change.adding(replace(beside, id=RecordId(f"new{dice.randrange(10**9)}"), title="New"))


def _removes_a_card(document: Document, dice: Dice) -> Change:
    card = dice.choice(document.all(Touchpoint))
    return Change.removing(*document.referring_to(card.id, Link), card)


def _adds_a_link(document: Document, dice: Dice) -> Change:
    source, target = dice.choice(document.all(Touchpoint)), dice.choice(document.all(Touchpoint))
    condition = dice.choice(("", "if they ask", "if the customer changes the date once again"))
    new_id = RecordId(f"tie{dice.randrange(10**9)}")
    return Change.adding(
        Link(id=new_id, source_id=source.id, target_id=target.id, kind=dice.choice([*LinkKind]), condition=condition)
    )


def _changes_a_link(document: Document, dice: Dice) -> Change:
    links = document.all(Link)
    if not links:
        return Change({})
    tie, target = dice.choice(links), dice.choice(document.all(Touchpoint))
    if dice.random() < 0.3:
        return Change.removing(tie)
    return _swap((tie, replace(tie, target_id=target.id, condition=dice.choice(("", "or not")), kind=LinkKind.BRANCH)))


def _reorders_stages(document: Document, dice: Dice) -> Change:
    stages = document.all(Stage)
    places = dice.sample(range(len(stages)), len(stages))
    return _swap(*((stage, replace(stage, position=at)) for stage, at in zip(stages, places, strict=True)))


def _shapes_a_stage(document: Document, dice: Dice) -> Change:
    stage = dice.choice(document.all(Stage))
    width = dice.choice((None, 300.0, 700.0))
    return _swap((stage, replace(stage, is_collapsed=dice.random() < 0.4, card_width=width, title=f"S{width}")))


def _shapes_a_lane(document: Document, dice: Dice) -> Change:
    map = document.map(MAP)
    key = dice.choice(planned(document, map.lanes).lanes).key
    shape = LaneShape(lane=name_of(key), is_hidden=dice.random() < 0.3, is_collapsed=dice.random() < 0.5)
    return _swap((map, replace(map, lane_shapes=(shape,) if dice.random() < 0.7 else ())))


def _changes_a_team(document: Document, dice: Dice) -> Change:
    teams = document.all(Team)
    if not teams:
        return Change({})
    team = dice.choice(teams)
    return _swap((team, replace(team, color=dice.randrange(8), position=dice.randrange(5), title="Another one")))


def _changes_the_lanes(document: Document, dice: Dice) -> Change:
    map = document.map(MAP)
    return _swap((map, replace(map, lanes=dice.choice([*LaneKind]))))


def _sticks_a_note(document: Document, dice: Dice) -> Change:
    stage = dice.choice(document.all(Stage))
    new_id = RecordId(f"note{dice.randrange(10**9)}")
    return Change.adding(Note(id=new_id, text="Ask them", stage_id=stage.id, step=dice.randrange(5)))


def _brings_a_picture(document: Document, dice: Dice) -> Change:
    card = dice.choice(document.all(Touchpoint))
    picture = Picture(id=RecordId(f"picture{dice.randrange(10**9)}"), data=b"\x89PNG\r\n\x1a\n")
    return Change({picture.id: (None, picture), card.id: (card, replace(card, picture_id=picture.id))})


STEPS: tuple[Step, ...] = (
    _moves_a_card,
    _reorders_a_cell,
    _moves_all_cards,
    _says_something_else,
    _adds_a_card,
    _removes_a_card,
    _adds_a_link,
    _changes_a_link,
    _reorders_stages,
    _shapes_a_stage,
    _shapes_a_lane,
    _changes_a_team,
    _changes_the_lanes,
    _sticks_a_note,
    _brings_a_picture,
)


@pytest.mark.slow
@given(documents(), st.integers(0, 2**32), st.integers(1, 12))
def test_a_layout_that_remembers_gives_the_same_plan_after_any_edits(document: Document, seed: int, count: int) -> None:
    dice, memory = Random(seed), LayoutMemory()
    planned(document, document.map(MAP).lanes, memory)

    for _ in range(count):
        if not document.all(Touchpoint):
            break
        step = dice.choice(STEPS)
        change = step(document, dice)
        document.apply(change)
        if dice.random() < 0.25:
            document.apply(change.inverted())
        lanes = document.map(MAP).lanes

        assert planned(document, lanes, memory) == planned(document, lanes), step.__name__


@pytest.mark.slow
@given(documents(), st.integers(0, 2**32), st.integers(1, 12))
def test_whatever_somebody_has_looked_at_before_the_plan_is_the_same(document: Document, seed: int, count: int) -> None:
    dice, memory = Random(seed), LayoutMemory()

    for _ in range(count):
        if not document.all(Touchpoint):
            break
        glanced_at(document, dice, document.map(MAP).lanes, memory)
        document.apply(dice.choice(STEPS)(document, dice))

    lanes = document.map(MAP).lanes
    assert planned(document, lanes, memory) == planned(document, lanes)


@given(documents(), st.integers(0, 2**32))
def test_a_layout_on_trial_leaves_the_memory_as_it_was(document: Document, seed: int) -> None:
    dice, memory = Random(seed), LayoutMemory()
    before = planned(document, memory=memory)
    if document.all(Touchpoint):
        trial = document.copy()
        trial.apply(_moves_a_card(document, dice))

        tried = planned(trial, memory=memory.branched())

        assert tried == planned(trial)
    after = planned(document, memory=memory)
    assert all(one is other for one, other in zip(before.cards, after.cards, strict=True))
    assert all(one is other for one, other in zip(before.links, after.links, strict=True))


# -- the very same objects ---------------------------------------------------------------------------------------------


@pytest.fixture
def document() -> Document:
    """Two teams, five steps; from each card a link to the next one of its team, and one link with words."""
    cards = [touchpoint(n, step=n % 5, team_id=f"t{n // 5}", emotion=n % 3 - 1) for n in range(10)]
    links = [link(n, n + 1) for n in range(9) if n != 4]
    note = Note(id=RecordId("note"), text="Ask them", stage_id=RecordId("s0"))
    return board(*cards, *links, link(3, 9, "if they ask"), note)


def test_what_is_laid_out_again_without_a_change_is_the_very_same(document: Document) -> None:
    memory = LayoutMemory()
    before = planned(document, memory=memory)

    after = planned(document, memory=memory)

    for name in ("stages", "lanes", "cards", "links", "rows", "notes", "piles"):
        old, new = getattr(before, name), getattr(after, name)
        assert all(one is other for one, other in zip(old, new, strict=True)), name
    assert after.curve is before.curve


def test_a_new_title_makes_one_new_card_and_nothing_else(document: Document) -> None:
    memory = LayoutMemory()
    before = looked_at(document, memory)
    card = document.touchpoint(RecordId("p7"))
    document.apply(Change.replacing([(card, replace(card, title="Another title"))]))

    after = planned(document, memory=memory)

    new = [card.touchpoint_id for old, card in zip(before.cards, after.cards, strict=True) if old is not card]
    assert new == ["p7"]
    assert all(one is other for one, other in zip(before.links, after.links, strict=True))


def test_a_card_that_moves_within_the_room_there_is_moves_nothing_but_itself_and_its_links(document: Document) -> None:
    card = document.touchpoint(RecordId("p9"))
    document.apply(Change.removing(*document.referring_to(card.id, Link), card))
    document.apply(Change.adding(replace(card, stage_id=RecordId("s1"), step=0)))
    document.apply(Change.adding(link(8, 9)))
    memory = LayoutMemory()
    before = looked_at(document, memory)
    moved = document.touchpoint(card.id)
    document.apply(Change.replacing([(moved, replace(moved, team_id=RecordId("t0")))]))

    after = planned(document, memory=memory)

    known = {id(card) for card in before.cards}
    assert [card.touchpoint_id for card in after.cards if id(card) not in known] == ["p9"]
    drawn = {id(path) for path in before.links}
    assert [path.link_id for path in after.links if id(path) not in drawn] == ["l8-9"]


def test_after_undo_the_plan_is_what_it_was(document: Document) -> None:
    memory = LayoutMemory()
    before = planned(document, memory=memory)
    card = document.touchpoint(RecordId("p2"))
    change = Change.replacing([(card, replace(card, step=4, team_id=RecordId("t1")))])
    document.apply(change)
    planned(document, memory=memory)
    document.apply(change.inverted())

    assert planned(document, memory=memory) == before


def test_words_of_a_card_are_made_when_somebody_asks_for_them(document: Document) -> None:
    asked: list[str] = []

    def counting(text: str, style: object) -> float:
        asked.append(text)
        return measure(text, style)  # type: ignore[arg-type]

    plan = lay_out(document, MAP, LaneKind.TEAM, counting)
    assert not [text for text in asked if text.startswith("Touchpoint")]

    assert plan.cards[0].title.lines == ("Touchpoint 0",)
    assert [text for text in asked if text.startswith("Touchpoint")]


def test_a_memory_of_one_map_is_no_hindrance_for_another(document: Document) -> None:
    other = document.copy()
    map = Map(id=RecordId("other"), title="Another map")
    other.apply(Change.adding(map, Stage(id=RecordId("o0"), title="Only", map_id=map.id)))
    memory = LayoutMemory()
    planned(other, memory=memory)

    plan = lay_out(other, map.id, LaneKind.TEAM, measure, memory=memory)

    assert plan == lay_out(other, map.id, LaneKind.TEAM, measure)
    assert not plan.cards
