"""What holds for the plan of any map."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.reading import touchpoints_of
from cxdesigner.document.records import LaneKind, Note, RecordId
from cxdesigner.layout.grid import lane_key, lane_keys, lay_out
from cxdesigner.layout.plan import CardBox, Density, Plan, Rect, TextBlock
from tests.layout.pieces import crosses, segments
from tests.layout.sketches import MAP, board, documents, link, measure, touchpoint

KINDS = st.sampled_from(tuple(LaneKind))


Look = Density | float
"""A density, or how wide cards are on paper."""


DENSITIES: st.SearchStrategy[Look] = st.sampled_from((*Density, 280.0, 390.0, 600.0))


def planned(document: Document, kind: LaneKind = LaneKind.TEAM, look: Look = Density.SCREEN) -> Plan:
    if look is Density.SCREEN:
        return lay_out(document, MAP, kind, measure)
    width = None if isinstance(look, Density) else look
    return lay_out(document, MAP, kind, measure, Density.PAPER, paper_title=True, card_width=width)


def blocks_of(plan: Plan) -> list[TextBlock]:
    found = [block for card in plan.cards for block in (card.title, card.when, *card.details)]
    found += [stage.title for stage in plan.stages] + [lane.title for lane in plan.lanes]
    found += [lane.outer_title for lane in plan.lanes if lane.outer_title] + [note.text for note in plan.notes]
    found += [block for row in plan.rows for _, _, block in row.cells] + [row.title for row in plan.rows]
    found += [path.label for path in plan.links if path.label] + list(plan.title.lines if plan.title else ())
    return found


@settings(max_examples=60)
@given(documents(), KINDS, DENSITIES)
def test_no_two_cards_overlap(document: Document, kind: LaneKind, density: Look) -> None:
    plan = planned(document, kind, density)

    assert not [pair for pair in combinations(plan.cards, 2) if pair[0].rect.meets(pair[1].rect)]


@settings(max_examples=80)
@given(documents(), KINDS, DENSITIES)
def test_no_link_goes_through_a_card(document: Document, kind: LaneKind, density: Look) -> None:
    plan = planned(document, kind, density)

    for path in plan.links:
        for card in plan.cards:
            inside = card.rect.grown(-1)
            assert not [piece for piece in segments(path) if crosses(piece, inside)], (path, card.touchpoint_id)


@settings(max_examples=60)
@given(documents(), KINDS, DENSITIES)
def test_a_link_is_orthogonal_and_ends_at_the_edges_of_its_cards(
    document: Document, kind: LaneKind, density: Look
) -> None:
    plan = planned(document, kind, density)

    for path in plan.links:
        assert all(x1 == x2 or y1 == y2 for (x1, y1), (x2, y2) in pairwise(path.points))
        for point, touchpoint_id in ((path.points[0], path.source_id), (path.points[-1], path.target_id)):
            card = plan.card(touchpoint_id)
            assert card is not None
            assert on_the_edge(point, card.rect)


def on_the_edge(point: tuple[float, float], rect: Rect) -> bool:
    x, y = point
    is_beside = x in (rect.x, rect.right) and rect.y < y < rect.bottom
    return is_beside or (y in (rect.y, rect.bottom) and rect.x < x < rect.right)


@settings(max_examples=60)
@given(documents(), KINDS, DENSITIES)
def test_every_card_is_in_the_lane_and_the_step_that_its_fields_say(
    document: Document, kind: LaneKind, density: Look
) -> None:
    plan = planned(document, kind, density)

    columns = {(column.stage_id, column.step): column.rect for column in plan.columns}
    assert len(plan.cards) == len(touchpoints_of(document, MAP))
    for card in plan.cards:
        fields = document.touchpoint(card.touchpoint_id)
        lane = plan.lanes[card.lane]
        assert lane.key == lane_key(document, fields, kind)
        assert lane.rect.y <= card.rect.y
        assert card.rect.bottom <= lane.rect.bottom
        column = columns[fields.stage_id, fields.step]
        assert column.x <= card.rect.x
        assert card.rect.right <= column.right


@settings(max_examples=40)
@given(documents(), KINDS, DENSITIES)
def test_everything_is_inside_the_plan(document: Document, kind: LaneKind, density: Look) -> None:
    plan = planned(document, kind, density)

    whole = Rect(0, 0, plan.width, plan.height).grown(0.01)
    rects = [card.rect for card in plan.cards] + [note.rect for note in plan.notes]
    rects += (
        [lane.rect for lane in plan.lanes] + [stage.rect for stage in plan.stages] + [row.rect for row in plan.rows]
    )
    rects += [block.rect for block in blocks_of(plan)] + [piece for path in plan.links for piece in segments(path)]
    rects += [rect for rect in (plan.legend, plan.curve and plan.curve.rect) if rect]
    for rect in rects:
        assert whole.x <= rect.x
        assert whole.y <= rect.y
        assert rect.right <= whole.right
        assert rect.bottom <= whole.bottom


@settings(max_examples=40)
@given(documents(), KINDS, DENSITIES)
def test_no_line_of_text_is_wider_than_its_block(document: Document, kind: LaneKind, density: Look) -> None:
    plan = planned(document, kind, density)

    for block in blocks_of(plan):
        assert all(measure(line, block.style) <= block.rect.width + 0.01 for line in block.lines), block


@settings(max_examples=40)
@given(documents(), KINDS, DENSITIES)
def test_what_a_card_says_stays_on_the_card(document: Document, kind: LaneKind, density: Look) -> None:
    plan = planned(document, kind, density)

    for card in plan.cards:
        lowest = card.rect.y
        for block in (card.title, *card.details, card.when):
            assert block.rect.y >= lowest - 0.01
            assert block.rect.bottom <= card.rect.bottom
            lowest = block.rect.bottom


@settings(max_examples=25)
@given(documents(), KINDS, DENSITIES)
def test_the_same_document_gives_the_same_plan(document: Document, kind: LaneKind, density: Look) -> None:
    again = Document(reversed(list(document)))

    assert planned(document, kind, density) == planned(again, kind, density)


@settings(max_examples=40)
@given(documents(), st.data())
def test_another_team_moves_a_card_to_another_lane_and_to_no_other_step(
    document: Document, data: st.DataObject
) -> None:
    cards = touchpoints_of(document, MAP)
    if not cards:
        return
    card = data.draw(st.sampled_from(cards))
    team = data.draw(st.sampled_from([None, *(key.team_id for key in lane_keys(document, MAP, LaneKind.TEAM))]))
    before = places(planned(document))

    document.apply(Change.replacing([(card, replace(card, team_id=team))]))

    after = places(planned(document))
    assert after[card.id] == (before[card.id][0], lane_key(document, document.touchpoint(card.id), LaneKind.TEAM))
    assert {key: place for key, place in after.items() if key != card.id} == {
        key: place for key, place in before.items() if key != card.id
    }


def places(plan: Plan) -> dict[RecordId, tuple[int, object]]:
    return {card.touchpoint_id: (card.column, plan.lanes[card.lane].key) for card in plan.cards}


@settings(max_examples=60)
@given(documents(), KINDS)
def test_no_condition_covers_a_card(document: Document, kind: LaneKind) -> None:
    plan = planned(document, kind)

    labels = [path.label for path in plan.links if path.label]
    assert not [(label, card) for label in labels for card in plan.cards if label.rect.meets(card.rect)]


def test_on_paper_all_teams_have_a_lane_and_unassigned_comes_last_and_only_when_needed() -> None:
    assigned = planned(board(touchpoint(0, team_id="t1")), look=Density.PAPER)
    loose = planned(board(touchpoint(0)), look=Density.PAPER)

    assert [lane.title.lines[0] for lane in assigned.lanes] == ["Team 0", "Team 1", "Team 2"]
    assert [lane.title.lines[0] for lane in loose.lanes] == ["Team 0", "Team 1", "Team 2", "Unassigned"]


@pytest.mark.parametrize("kind", [LaneKind.TEAM, LaneKind.CHANNEL])
def test_on_screen_a_low_unassigned_lane_waits_for_cards_that_nobody_is_to_have(kind: LaneKind) -> None:
    *others, last = planned(board(touchpoint(0, team_id="t1", channel_id="c1")), kind).lanes

    assert last.title.lines == ("Unassigned",)
    assert last.rect.height < 0.5 * min(lane.rect.height for lane in others)


def test_the_unassigned_lane_is_as_high_as_the_others_when_it_has_a_card() -> None:
    lanes = planned(board(touchpoint(0), touchpoint(1, team_id="t1"))).lanes

    assert lanes[-1].rect.height == lanes[1].rect.height


def test_an_empty_map_has_no_lane_to_take_cards_back() -> None:
    assert [lane.title.lines[0] for lane in planned(board()).lanes] == ["Team 0", "Team 1", "Team 2"]


@pytest.mark.parametrize("look", list(Density))
def test_a_note_of_no_team_stands_in_the_same_lane_on_screen_and_on_paper(look: Density) -> None:
    document = board(touchpoint(0, team_id="t1"))
    note = Note(id=RecordId("n"), text="Ask", stage_id=touchpoint(0).stage_id, step=0)
    document.apply(Change.adding(note))

    plan = planned(document, look=look)

    assert plan.lanes[-1].title.lines == ("Unassigned",)
    assert plan.lanes[-1].rect.contains(*plan.notes[0].rect.center)


def test_when_takes_the_line_that_a_short_title_leaves() -> None:
    when = "Same day as the discovery call with the customer"
    short = planned(board(touchpoint(0, title="Offer", when=when))).cards[0]
    long = planned(board(touchpoint(0, title="Customer profile form for all of them", when=when))).cards[0]

    assert (len(short.title.lines), len(short.when.lines)) == (1, 2)
    assert (len(long.title.lines), len(long.when.lines)) == (2, 1)
    assert short.when.rect.bottom <= short.rect.bottom
    assert short.when.rect.y >= short.title.rect.bottom


def test_lanes_by_team_and_channel_have_the_team_around_its_channels() -> None:
    cards = [touchpoint(0, team_id="t0", channel_id="c0"), touchpoint(1, team_id="t0", channel_id="c1")]
    document = board(*cards, touchpoint(2, team_id="t1", channel_id="c0"))

    lanes = planned(document, LaneKind.TEAM_AND_CHANNEL).lanes

    assert [lane.title.lines[0] for lane in lanes] == ["Channel 0", "Channel 1", "Channel 0"]
    assert [lane.outer_title and lane.outer_title.lines[0] for lane in lanes] == ["Team 0", None, "Team 1"]
    assert lanes[0].outer is not None
    assert lanes[0].outer.bottom == lanes[1].rect.bottom


def test_a_map_without_anything_still_has_a_plan() -> None:
    document = board(stages=0, teams=0, channels=0)

    plan = planned(document)

    assert plan.stages == ()
    assert len(plan.lanes) == 1


def test_on_screen_a_long_title_ends_after_two_lines() -> None:
    document = board(touchpoint(0, title="A title that goes on and on until nobody in the room can follow it any more"))

    (card,) = planned(document).cards

    assert len(card.title.lines) == 2
    assert card.title.lines[-1].endswith("…")
    assert card.title.is_cut


def test_a_sticker_stays_in_its_lane_and_the_lane_grows_with_it() -> None:
    from cxdesigner.document.records import Note

    note = Note(
        id=RecordId("n"), text="Ask the field team", stage_id=RecordId("s0"), team_id=RecordId("t1"), down=400.0
    )
    plan = planned(board(touchpoint(0, team_id="t0"), note))

    lane = plan.lanes[1].rect
    (box,) = plan.notes
    assert box.rect.y == lane.y + 400
    assert box.rect.bottom <= lane.bottom


@pytest.mark.slow
def test_five_thousand_cards_and_links_are_laid_out_in_seconds() -> None:
    import time

    cards = [
        touchpoint(number, stage_id=f"s{number // 500}", step=number % 500 // 6, team_id=f"t{number * 7 % 8}")
        for number in range(5_000)
    ]
    links = [link(number, (number * 31 + 1) % 5_000 if number % 9 == 0 else number + 1) for number in range(4_999)]
    document = board(*cards, *links, teams=8, stages=10)

    start = time.process_time()
    plan = planned(document)
    taken = time.process_time() - start

    assert len(plan.links) == 4_999
    assert taken < 5


def test_cards_keep_the_order_of_the_journey() -> None:
    document = board(touchpoint(0, step=2), touchpoint(1, step=0, stage_id="s1"), touchpoint(2, step=1))

    cards: tuple[CardBox, ...] = planned(document).cards

    assert [card.touchpoint_id for card in cards] == ["p2", "p0", "p1"]
