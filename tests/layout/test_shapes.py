"""What holds for the plan of a map whose lanes and stages somebody has collapsed, hidden and resized."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.reading import stages_of, touchpoints_of
from cxdesigner.document.records import LaneKind, LaneShape, Note, RecordId
from cxdesigner.layout.cells import cell_at
from cxdesigner.layout.fitting import fitting_width
from cxdesigner.layout.grid import lane_key, lane_keys, lay_out
from cxdesigner.layout.plan import Density, LaneKey, Plan
from cxdesigner.layout.shapes import (
    COLLAPSED_STAGE,
    name_of,
    names_record,
    outer_of,
    shape_of,
    shown_lanes,
    with_shape,
)
from cxdesigner.layout.spacing import CARD_WIDTH
from tests.layout.pieces import crosses, segments
from tests.layout.sketches import MAP, board, documents, link, measure, touchpoint
from tests.layout.test_grid import blocks_of

KINDS = st.sampled_from(tuple(LaneKind))
SEEDS = st.integers(0, 2**32)
TEAM0, TEAM1 = LaneKey(LaneKind.TEAM, RecordId("t0")), LaneKey(LaneKind.TEAM, RecordId("t1"))


def shaped(document: Document, kind: LaneKind, seed: int) -> Document:
    """Collapse, hide and resize at random."""
    dice = Random(seed)
    keys = lane_keys(document, MAP, kind)
    outer = {around for key in keys if (around := outer_of(key)) is not None}
    shapes = [
        LaneShape(
            lane=name_of(key),
            is_hidden=dice.random() < 0.2,
            is_collapsed=dice.random() < 0.4,
            height=dice.choice((None, 0.0, 300.0, 1_500.0)),
        )
        for key in (*keys, *outer)
    ]
    map = document.map(MAP)
    pairs = [(map, replace(map, lane_shapes=tuple(shapes)))]
    for stage in stages_of(document, MAP):
        width = dice.choice((None, 200.0, 280.0, 700.0, 1_900.0))
        pairs.append((stage, replace(stage, is_collapsed=dice.random() < 0.4, card_width=width)))
    document.apply(Change.replacing(pairs))
    return document


def with_map(document: Document, *shapes: LaneShape) -> Document:
    map = document.map(MAP)
    document.apply(Change.replacing([(map, replace(map, lane_shapes=shapes))]))
    return document


def collapsed_stage(document: Document, stage_id: str) -> Document:
    stage = document.stage(RecordId(stage_id))
    document.apply(Change.replacing([(stage, replace(stage, is_collapsed=True))]))
    return document


def planned(document: Document, kind: LaneKind = LaneKind.TEAM, density: Density = Density.SCREEN) -> Plan:
    return lay_out(document, MAP, kind, measure, density, paper_title=density is Density.PAPER)


@settings(max_examples=80)
@given(documents(), KINDS, SEEDS)
def test_no_two_cards_or_piles_overlap(document: Document, kind: LaneKind, seed: int) -> None:
    plan = planned(shaped(document, kind, seed), kind)

    rects = [card.rect for card in plan.cards] + [pile.rect for pile in plan.piles]
    assert not [pair for pair in combinations(rects, 2) if pair[0].meets(pair[1])]


@settings(max_examples=120)
@given(documents(), KINDS, SEEDS)
def test_no_link_goes_through_a_card_or_a_pile(document: Document, kind: LaneKind, seed: int) -> None:
    plan = planned(shaped(document, kind, seed), kind)

    for path in plan.links:
        for rect in [card.rect for card in plan.cards] + [pile.rect for pile in plan.piles]:
            assert not [piece for piece in segments(path) if crosses(piece, rect.grown(-1))], path


@settings(max_examples=80)
@given(documents(), KINDS, SEEDS)
def test_every_link_that_is_drawn_ends_at_a_card_or_a_pile(document: Document, kind: LaneKind, seed: int) -> None:
    plan = planned(shaped(document, kind, seed), kind)

    for path in plan.links:
        for record_id, (x, y) in ((path.source_id, path.points[0]), (path.target_id, path.points[-1])):
            box = plan.card(record_id) or plan.pile(record_id)
            assert box is not None
            assert box.rect.grown(0.01).contains(x, y)
            assert not box.rect.grown(-0.01).contains(x, y)


@settings(max_examples=80)
@given(documents(), KINDS, SEEDS)
def test_every_touchpoint_is_a_card_in_a_pile_or_in_a_hidden_lane(
    document: Document, kind: LaneKind, seed: int
) -> None:
    plan = planned(shaped(document, kind, seed), kind)

    shown = [card.touchpoint_id for card in plan.cards] + [one for pile in plan.piles for one in pile.touchpoint_ids]
    hidden = []
    for card in touchpoints_of(document, MAP):
        key = lane_key(document, card, kind)
        if key in plan.hidden_lanes or outer_of(key) in plan.hidden_lanes:
            hidden.append(card.id)
    assert sorted(shown + hidden) == sorted(card.id for card in touchpoints_of(document, MAP))


@settings(max_examples=80)
@given(documents(), KINDS, SEEDS)
def test_cards_and_piles_stand_in_their_lane_and_column(document: Document, kind: LaneKind, seed: int) -> None:
    plan = planned(shaped(document, kind, seed), kind)

    for box in (*plan.cards, *plan.piles):
        lane, column = plan.lanes[box.lane].rect, plan.columns[box.column].rect
        assert lane.y <= box.rect.y
        assert box.rect.bottom <= lane.bottom
        assert column.x <= box.rect.x
        assert box.rect.right <= column.right


@settings(max_examples=60)
@given(documents(), KINDS, SEEDS)
def test_lanes_stand_below_one_another_without_a_gap(document: Document, kind: LaneKind, seed: int) -> None:
    plan = planned(shaped(document, kind, seed), kind)

    for above, below in zip(plan.lanes, plan.lanes[1:], strict=False):
        assert abs(above.rect.bottom - below.rect.y) < 0.01
    for lane in plan.lanes:
        assert lane.title.rect.bottom <= lane.rect.bottom + 0.01
    for stage in plan.stages:
        assert all(measure(line, stage.title.style) <= stage.rect.width for line in stage.title.lines)


@settings(max_examples=40)
@given(documents(), KINDS, SEEDS)
def test_on_paper_nothing_is_collapsed(document: Document, kind: LaneKind, seed: int) -> None:
    plan = planned(shaped(document, kind, seed), kind, Density.PAPER)

    assert not plan.piles
    assert not any(box.is_collapsed for box in (*plan.lanes, *plan.stages))


@settings(max_examples=60)
@given(documents(), KINDS, SEEDS)
def test_words_stay_on_the_map(document: Document, kind: LaneKind, seed: int) -> None:
    plan = planned(shaped(document, kind, seed), kind)

    for text in [*blocks_of(plan), *(pile.text for pile in plan.piles)]:
        assert text.rect.x >= 0
        assert text.rect.bottom <= plan.height + 0.01


def test_a_collapsed_stage_is_one_narrow_column_that_tells_how_many_cards_it_has() -> None:
    document = collapsed_stage(board(touchpoint(0), touchpoint(1), touchpoint(2, stage_id="s1", step=0)), "s0")

    plan = planned(document)

    assert [len(stage.columns) for stage in plan.stages] == [1, 1]
    assert plan.stages[0].is_collapsed
    assert plan.stages[0].cards == 2
    assert plan.stages[0].columns[0].card_width == COLLAPSED_STAGE
    assert [pile.text.lines for pile in plan.piles] == [("2",)]


def test_links_into_a_collapsed_stage_are_one_line_to_its_pile() -> None:
    cards = (touchpoint(0), touchpoint(1), touchpoint(2, stage_id="s1", step=0))
    document = collapsed_stage(board(*cards, link(0, 1), link(0, 2), link(1, 2)), "s0")

    plan = planned(document)

    assert [(path.source_id, path.target_id) for path in plan.links] == [("p0", "p2")]


def test_a_link_to_a_pile_in_the_same_height_is_straight() -> None:
    document = collapsed_stage(board(touchpoint(0), touchpoint(1, stage_id="s1", step=0), link(0, 1)), "s1")

    plan = planned(document)

    assert len(plan.links[0].points) == 2


def test_a_collapsed_lane_is_a_thin_strip_with_a_bar_for_each_step() -> None:
    document = board(touchpoint(0, team_id="t0"), touchpoint(1, team_id="t0"), touchpoint(2, team_id="t1"))

    plan = planned(with_map(document, LaneShape(lane="team:t0", is_collapsed=True)))

    assert plan.lanes[0].is_collapsed
    assert plan.lanes[0].rect.height < 100
    assert plan.lanes[0].count == 2
    assert [pile.text.lines for pile in plan.piles] == [("Touchpoint 0",), ("Touchpoint 1",)]


def test_a_hidden_lane_is_not_there_and_the_plan_says_so() -> None:
    document = board(touchpoint(0, team_id="t0"), touchpoint(1, team_id="t1"), link(0, 1))

    plan = planned(with_map(document, LaneShape(lane="team:t0", is_hidden=True)))

    assert TEAM0 not in [lane.key for lane in plan.lanes]
    assert plan.hidden_lanes == (TEAM0,)
    assert [card.touchpoint_id for card in plan.cards] == ["p1"]
    assert not plan.links


def test_a_poster_names_the_lanes_that_are_hidden_and_tells_the_links_to_their_cards() -> None:
    document = board(touchpoint(0, team_id="t0"), touchpoint(1, team_id="t1"), link(0, 1))

    plan = planned(with_map(document, LaneShape(lane="team:t0", is_hidden=True)), density=Density.PAPER)

    assert plan.title is not None
    assert "Not shown: Team 0" in [line for block in plan.title.lines for line in block.lines]
    assert "From: Touchpoint 0" in [line for block in plan.cards[0].details for line in block.lines]


def test_where_all_lanes_are_hidden_all_are_shown() -> None:
    document = board(touchpoint(0, team_id="t0"), teams=1)

    shapes = LaneShape(lane="team:t0", is_hidden=True), LaneShape(lane="team:", is_hidden=True)
    plan = planned(with_map(document, *shapes))

    assert next(lane.key for lane in plan.lanes) == TEAM0
    assert plan.hidden_lanes == ()


def test_a_collapsed_team_is_one_strip_for_all_its_channels() -> None:
    cards = [touchpoint(n, team_id="t0", channel_id=f"c{n}") for n in range(2)]
    document = board(*cards, touchpoint(2, team_id="t1", channel_id="c0"))

    plan = planned(with_map(document, LaneShape(lane="team:t0", is_collapsed=True)), LaneKind.TEAM_AND_CHANNEL)

    assert [lane.key for lane in plan.lanes] == [
        TEAM0,
        LaneKey(LaneKind.TEAM_AND_CHANNEL, RecordId("t1"), RecordId("c0")),
    ]
    assert plan.lanes[0].header.width == plan.header_width
    assert plan.lanes[0].count == 2


def test_what_is_dropped_into_a_collapsed_team_keeps_its_channel() -> None:
    cards = [touchpoint(n, team_id="t0", channel_id=f"c{n}") for n in range(2)]
    document = with_map(board(*cards), LaneShape(lane="team:t0", is_collapsed=True))
    plan = planned(document, LaneKind.TEAM_AND_CHANNEL)

    cell = cell_at(plan, *plan.piles[0].rect.center)

    assert cell is not None
    assert cell.lane == TEAM0


def test_a_drop_on_a_collapsed_stage_never_means_a_new_column() -> None:
    plan = planned(collapsed_stage(board(touchpoint(0), touchpoint(1)), "s0"))
    column = plan.columns[0].rect

    for x in (column.x, column.x + 1, column.center[0], column.right - 1):
        cell = cell_at(plan, max(x, plan.header_width), plan.lanes[0].rect.center[1])
        assert cell is not None
        assert not cell.before_column


def test_cards_are_as_wide_as_somebody_wants_them_in_one_stage() -> None:
    document = board(touchpoint(0), touchpoint(1, stage_id="s1", step=0))
    stage = document.stage(RecordId("s0"))
    document.apply(Change.replacing([(stage, replace(stage, card_width=800.0))]))

    plan = planned(document)

    assert [card.rect.width for card in plan.cards] == [800.0, CARD_WIDTH]


def test_a_lane_is_as_high_as_somebody_wants_it_but_never_cuts_its_cards() -> None:
    document = board(touchpoint(0, team_id="t0"), touchpoint(1, team_id="t1"))

    heights = LaneShape(lane="team:t0", height=900.0), LaneShape(lane="team:t1", height=80.0)
    plan = planned(with_map(document, *heights))

    assert plan.lanes[0].rect.height == 900.0
    assert plan.cards[1].rect.bottom <= plan.lanes[1].rect.bottom
    assert plan.lanes[2].rect.height == planned(board(touchpoint(0))).lanes[1].rect.height


def test_the_curve_runs_over_a_collapsed_stage_and_still_knows_the_best_of_all() -> None:
    document = board(*(touchpoint(n, emotion=n - 1, stage_id="s0" if n < 2 else "s1") for n in range(3)))
    before = planned(document).curve

    after = planned(collapsed_stage(document, "s0")).curve

    assert before is not None
    assert after is not None
    assert [point.touchpoint_id for point in after.points] == ["p2"]
    assert not after.pieces
    assert after.points[0].is_peak == before.points[2].is_peak


def test_a_sticker_in_a_collapsed_lane_is_put_away_with_it() -> None:
    note = Note(id=RecordId("n"), text="?", stage_id=RecordId("s0"), team_id=RecordId("t0"))
    document = board(touchpoint(0, team_id="t0"), note)

    assert planned(document).notes
    assert not planned(with_map(document, LaneShape(lane="team:t0", is_collapsed=True))).notes


def test_the_names_of_all_lanes_of_a_map_differ() -> None:
    cards = [touchpoint(n, team_id=team, channel_id=channel) for n, (team, channel) in enumerate(_pairs())]
    document = board(*cards)

    names = [name_of(key) for kind in LaneKind for key in lane_keys(document, MAP, kind)]

    assert len(set(names)) == len(names)


def test_a_name_speaks_of_its_team_and_its_channel() -> None:
    name = name_of(LaneKey(LaneKind.TEAM_AND_CHANNEL, RecordId("t0"), RecordId("c1")))

    assert names_record(name, RecordId("t0"))
    assert names_record(name, RecordId("c1"))
    assert not names_record(name, RecordId("t1"))
    assert not names_record("layer:customer", RecordId("customer"))


def test_what_is_as_usual_is_not_written_down() -> None:
    map = board().map(MAP)
    hidden = with_shape(map, replace(shape_of(map, TEAM0), is_hidden=True))

    assert len(hidden.lane_shapes) == 1
    assert with_shape(hidden, replace(shape_of(hidden, TEAM0), is_hidden=False)) == map


def test_without_shapes_all_lanes_are_shown_as_they_are() -> None:
    shown = shown_lanes(board().map(MAP), [TEAM0, TEAM1], on_screen=True)

    assert shown.keys == [TEAM0, TEAM1]
    assert not shown.hidden
    assert not shown.collapsed


def test_the_fitting_width_is_the_least_that_cuts_no_title() -> None:
    long = "A title that needs some room on its card because it says a lot of things"
    document = board(touchpoint(0, title=long), touchpoint(1, title="Short"), touchpoint(2, stage_id="s1", title="Hi"))

    width = fitting_width(document, RecordId("s0"), measure)

    assert fitting_width(document, RecordId("s1"), measure) < CARD_WIDTH < width
    stage = document.stage(RecordId("s0"))
    document.apply(Change.replacing([(stage, replace(stage, card_width=width))]))
    assert not any(card.title.is_cut for card in planned(document).cards)
    document.apply(Change.replacing([(document.stage(stage.id), replace(stage, card_width=width - 20))]))
    assert any(card.title.is_cut for card in planned(document).cards)


def _pairs() -> list[tuple[str | None, str | None]]:
    return [(team, channel) for team in ("t0", "t1", None) for channel in ("c0", "c1", None)]
