"""A part of a map has what belongs to it, and its cards tell what they are tied to elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.records import ExperienceCell, ExperienceRow, LaneKind, Link, RecordId, RowKind, Touchpoint
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.lanes import lane_key, lane_keys
from cxdesigner.layout.part import Part
from cxdesigner.layout.plan import Density, LaneKey, Plan
from tests.layout.sketches import MAP, board, documents, link, measure, touchpoint

T0, T1, T2 = (LaneKey(LaneKind.TEAM, RecordId(f"t{n}")) for n in range(3))


def laid_out(document: Document, part: Part, kind: LaneKind = LaneKind.TEAM) -> Plan:
    return lay_out(document, MAP, kind, measure, Density.PAPER, paper_title=True, part=part)


def said(plan: Plan, card_id: str) -> str:
    card = next(card for card in plan.cards if card.touchpoint_id == card_id)
    return " ".join(line for block in card.details for line in block.lines)


def heading(plan: Plan) -> str:
    assert plan.title is not None
    return " ".join(line for block in plan.title.lines for line in block.lines)


@pytest.fixture
def journey() -> Document:
    """Five cards in a row, three in the first stage and two in the second, of three teams."""
    teams, places = ("t0", "t1", "t2", "t0", "t1"), (("s0", 0), ("s0", 1), ("s0", 2), ("s1", 0), ("s1", 1))
    cards = [
        touchpoint(n, team_id=team, stage_id=stage, step=step, emotion=n - 2)
        for n, (team, (stage, step)) in enumerate(zip(teams, places, strict=True))
    ]
    return board(*cards, *(link(n, n + 1) for n in range(4)))


def test_named_lanes_are_the_only_ones_and_the_heading_says_which_are_not_shown(journey: Document) -> None:
    plan = laid_out(journey, Part(lanes=(T2, T0)))

    assert [lane.key for lane in plan.lanes] == [T0, T2]
    assert [card.touchpoint_id for card in plan.cards] == ["p0", "p2", "p3"]
    assert f"Not shown: {journey.title_of(RecordId('t1'))}" in heading(plan)


def test_links_to_cards_of_other_lanes_are_told_on_the_cards(journey: Document) -> None:
    plan = laid_out(journey, Part(lanes=(T0, T2)))

    assert [(path.source_id, path.target_id) for path in plan.links] == [("p2", "p3")]
    assert f"Next: {journey.title_of(RecordId('p1'))}" in said(plan, "p0")
    assert f"From: {journey.title_of(RecordId('p1'))}" in said(plan, "p2")


def test_what_the_customer_feels_in_other_lanes_stays_in_the_curve_as_it_does_where_lanes_are_hidden(
    journey: Document,
) -> None:
    plan = laid_out(journey, Part(lanes=(T0,)))

    assert plan.curve is not None
    assert len(plan.curve.points) == 5


def test_chosen_cards_bring_their_stages_steps_and_lanes_and_nothing_else(journey: Document) -> None:
    row = ExperienceRow(id=RecordId("thinks"), title="Thinks", kind=RowKind.THOUGHTS, map_id=MAP)
    cells = [
        ExperienceCell(
            id=RecordId(f"think{step}"), row_id=row.id, stage_id=RecordId("s0"), step=step, text=f"Step {step}"
        )
        for step in range(3)
    ]
    journey.apply(Change.adding(row, *cells))

    plan = laid_out(journey, Part(cards=frozenset({RecordId("p0"), RecordId("p2")})))

    assert [card.touchpoint_id for card in plan.cards] == ["p0", "p2"]
    assert [(it.stage_id, it.step) for stage in plan.stages for it in stage.columns] == [("s0", 0), ("s0", 2)]
    assert [lane.key for lane in plan.lanes] == [T0, T2]
    assert [cell[:2] for box in plan.rows if box.row_id == row.id for cell in box.cells] == [("s0", 0), ("s0", 2)]
    assert plan.curve is not None
    assert [point.touchpoint_id for point in plan.curve.points] == ["p0", "p2"]
    assert "Not shown: 3 of 5 touchpoints" in heading(plan)


def test_many_lanes_that_are_not_shown_are_said_by_those_that_are() -> None:
    document = board(*(touchpoint(n, team_id=f"t{n}") for n in range(9)), teams=9)

    plan = laid_out(document, Part(lanes=(T1,)))

    assert f"Not shown: any lane but {document.title_of(RecordId('t1'))}" in heading(plan)


@settings(max_examples=40)
@given(documents(), st.sampled_from(tuple(LaneKind)), st.data())
def test_any_lanes_and_cards_are_laid_out_and_every_link_is_a_line_or_told(
    document: Document, kind: LaneKind, data: st.DataObject
) -> None:
    lanes = tuple(data.draw(st.sets(st.sampled_from(lane_keys(document, MAP, kind)))))
    there = [it for it in document.all(Touchpoint) if not lanes or lane_key(document, it, kind) in lanes]
    cards = frozenset(data.draw(st.sets(st.sampled_from([it.id for it in there])))) if there else frozenset()

    plan = laid_out(document, Part(lanes=lanes, cards=cards), kind)

    here = {card.touchpoint_id for card in plan.cards}
    assert here == (cards or {it.id for it in there})
    drawn = {path.link_id for path in plan.links}
    for it in document.all(Link):
        assert (it.id in drawn) == (it.source_id in here and it.target_id in here)
        if it.source_id in here and it.target_id not in here:
            assert "".join(document.title_of(it.target_id).split()) in "".join(said(plan, it.source_id).split())
