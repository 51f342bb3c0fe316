"""Cards and links of a plan, made column by column when somebody looks at them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind, RecordId, Touchpoint
from cxdesigner.layout.by_column import ByColumn, Ready, differences
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.link_path import FEW
from cxdesigner.layout.memory import LayoutMemory
from cxdesigner.layout.plan import Cards, Links, Plan
from tests.layout.sketches import MAP, board, documents, link, measure, touchpoint

COLUMNS = st.lists(st.lists(st.integers(), max_size=4), max_size=6)


def planned(document: Document, memory: LayoutMemory | None = None) -> Plan:
    return lay_out(document, MAP, LaneKind.TEAM, measure, memory=memory)


@pytest.fixture
def document() -> Document:
    """Two teams, six steps; from each card of a team a link to the next one, and one that leads back."""
    cards = [touchpoint(number, step=number % 6, team_id=f"t{number // 6}") for number in range(12)]
    links = [link(number, number + 1) for number in range(11) if number != 5]
    return board(*cards, *links, link(4, 1, "once more"), stages=1)


def made(things: Cards | Links) -> list[int]:
    """The columns at which somebody has looked."""
    return [place for place, column in enumerate(things.columns) if column.is_made]


@given(COLUMNS, st.integers(-30, 30), st.slices(12))
def test_it_is_a_sequence_of_all_that_its_columns_hold(columns: list[list[int]], at: int, part: slice) -> None:
    flat = [thing for column in columns for thing in column]
    things = ByColumn([Ready(column) for column in columns])

    assert (len(things), list(things), bool(things)) == (len(flat), flat, bool(flat))
    assert things[part] == tuple(flat[part])
    assert things == tuple(flat)
    assert things != (*flat, 1)
    if -len(flat) <= at < len(flat):
        assert things[at] == flat[at]
    else:
        with pytest.raises(IndexError):
            things[at]


@given(COLUMNS, st.integers(-2, 8), st.integers(-2, 8))
def test_what_is_between_two_columns_is_what_these_hold(columns: list[list[int]], first: int, behind: int) -> None:
    things = ByColumn([Ready(column) for column in columns])

    wanted = [thing for place, column in enumerate(columns) if first <= place < behind for thing in column]
    assert list(things.between(first, behind)) == wanted


def test_nothing_is_made_before_somebody_looks(document: Document) -> None:
    plan = planned(document)

    assert (len(plan.cards), len(plan.links)) == (12, 11)
    assert made(plan.cards) == made(plan.links) == []


def test_whoever_looks_for_a_card_sees_only_its_column(document: Document) -> None:
    plan = planned(document)

    card = plan.card(RecordId("p3"))

    assert card is not None
    assert (card.touchpoint_id, card.column) == ("p3", 3)
    assert plan.card(RecordId("gone")) is None
    assert made(plan.cards) == [3]


def test_whoever_looks_for_links_sees_only_the_columns_from_which_they_lead(document: Document) -> None:
    plan = planned(document)

    found = plan.links.find(RecordId("l4-1"))

    assert found is not None
    assert (found.source_id, found.target_id) == ("p4", "p1")
    assert made(plan.links) == [4]
    assert [path.link_id for path in plan.links.at(RecordId("p1"))] == ["l0-1", "l1-2", "l4-1"]
    assert made(plan.links) == [0, 1, 4]
    assert plan.links.find(RecordId("p1")) is None
    assert plan.links.at(RecordId("l4-1")) == []


@given(documents())
def test_links_are_found_by_their_ids_and_ends(document: Document) -> None:
    plan = planned(document)
    ids = {it.id for it in document.all(Touchpoint)[::2]}

    for path in plan.links:
        assert plan.links.find(path.link_id) is path
        assert path in plan.links.at(path.source_id)
        assert path in plan.links.at(path.target_id)
    wanted = [path for path in plan.links if {path.source_id, path.target_id} & ids]
    assert plan.links.of_any(ids) == Links.of(list(plan.links)).of_any(ids) == wanted
    assert plan.links.of_any(ids | {RecordId(f"nothing{number}") for number in range(FEW)}) == wanted


@given(documents())
def test_links_lead_no_farther_than_their_columns_say(document: Document) -> None:
    plan = planned(document)

    for first in range(len(plan.columns)):
        for behind in range(first + 1, len(plan.columns) + 1):
            left, right = plan.links.reach(first, behind)
            for path in plan.links.between(first, behind):
                xs = [x for x, _ in path.points] + ([path.label.rect.x, path.label.rect.right] if path.label else [])
                assert left <= min(xs)
                assert max(xs) <= right


@given(documents())
def test_cards_and_links_that_are_there_already_make_the_same_plan(document: Document) -> None:
    plan = planned(document)

    again = replace(plan, cards=Cards.of(plan.cards), links=Links.of(list(plan.links)))

    assert again == plan
    for card in plan.cards:
        assert again.card(card.touchpoint_id) is card


def test_what_differs_between_two_plans_is_told_of_the_columns_at_which_somebody_has_looked(document: Document) -> None:
    memory = LayoutMemory()
    before = planned(document, memory)
    seen = before.card(RecordId("p2"))
    cards = [document.touchpoint(RecordId(name)) for name in ("p2", "p3")]
    document.apply(Change.replacing([(card, replace(card, title="Another title")) for card in cards]))

    after = planned(document, memory)

    assert list(differences(before.cards, after.cards)) == [seen, after.card(RecordId("p2"))]
    assert made(before.cards) == [2]


def test_a_card_that_leaves_a_column_differs_and_those_that_stay_do_not(document: Document) -> None:
    memory = LayoutMemory()
    before = planned(document, memory)
    assert len(list(before.cards)) == 12
    card = document.touchpoint(RecordId("p3"))
    document.apply(Change.replacing([(card, replace(card, step=4))]))

    after = planned(document, memory)

    told = {card.touchpoint_id for card in differences(before.cards, after.cards)}
    assert "p3" in told
    assert not told & {"p0", "p1", "p2", "p5"}


def test_a_line_that_waits_for_words_of_a_plan_long_ago_does_not_keep_it(document: Document) -> None:
    memory = LayoutMemory()
    first = planned(document, memory)
    waiting = first.links.find(RecordId("l4-1"))
    assert waiting is not None
    for title in ("One", "Another", "A third one"):
        card = document.touchpoint(RecordId("p0"))
        team = RecordId("t1" if title == "Another" else "t0")
        document.apply(Change.replacing([(card, replace(card, title=title, team_id=team))]))
        last = planned(document, memory)

    found = last.links.find(RecordId("l4-1"))

    assert waiting.waits_for() is not None
    assert found is not waiting
    assert found == waiting
