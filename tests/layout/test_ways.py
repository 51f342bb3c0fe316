"""Which way a link goes on a map that one can draw by heart."""

from __future__ import annotations

from itertools import combinations

from cxdesigner.document.change import Change
from cxdesigner.document.records import Link, RecordId, Touchpoint
from tests.layout.pieces import crosses, overlaid, segments
from tests.layout.sketches import board, link, touchpoint
from tests.layout.test_grid import planned


def test_two_cards_in_a_row_are_tied_by_a_straight_line() -> None:
    document = board(touchpoint(0, team_id="t0"), touchpoint(1, team_id="t0"), link(0, 1))

    (path,) = planned(document).links

    assert len(path.points) == 2


def test_a_link_that_skips_a_card_goes_around_it_and_turns_four_times() -> None:
    cards = [touchpoint(number, team_id="t0") for number in range(3)]
    document = board(*cards, link(0, 2))

    (path,) = planned(document).links

    assert len(path.points) == 6


def test_a_link_to_the_card_below_goes_straight_down() -> None:
    document = board(touchpoint(0, step=0), touchpoint(1, step=0, order=1), link(0, 1))

    (path,) = planned(document).links

    assert [x for x, _ in path.points] == [path.points[0][0]] * 2


def test_the_way_back_runs_below_the_cards_and_the_way_over_them_above() -> None:
    cards = [touchpoint(number, team_id="t0") for number in range(4)]
    document = board(*cards, link(0, 2), link(3, 1))

    over, back = planned(document).links

    card = planned(document).cards[0].rect
    assert min(y for _, y in over.points) < card.y
    assert max(y for _, y in back.points) > card.bottom


def test_links_side_by_side_do_not_lie_on_each_other() -> None:
    cards = [touchpoint(number, team_id=f"t{number % 3}", step=number) for number in range(6)]
    document = board(*cards, link(0, 4), link(1, 5), link(0, 5), link(2, 4), link(3, 4))

    plan = planned(document)

    for one, other in combinations(plan.links, 2):
        for piece in segments(one):
            for beside in segments(other):
                assert not overlaid(piece, beside), (one.link_id, other.link_id)


def test_of_two_ways_out_of_a_card_the_one_that_turns_down_first_leaves_below() -> None:
    cards = [touchpoint(0, team_id="t0"), touchpoint(1, team_id="t1"), touchpoint(2, team_id="t1")]
    document = board(*cards, link(0, 1), link(0, 2))

    near, far = planned(document).links

    assert near.points[0][1] > far.points[0][1]


def test_a_condition_stands_beside_its_link() -> None:
    document = board(touchpoint(0, team_id="t0"), touchpoint(1, team_id="t1"), link(0, 1, "if data is incomplete"))

    (path,) = planned(document).links

    assert path.label is not None
    assert " ".join(path.label.lines) == "if data is incomplete"
    assert any(piece.grown(20).meets(path.label.rect) for piece in segments(path))
    assert not any(crosses(piece, path.label.rect) for piece in segments(path))


def test_a_handoff_is_a_link_between_two_teams() -> None:
    cards = [touchpoint(0, team_id="t0"), touchpoint(1, team_id="t1"), touchpoint(2, team_id="t1"), touchpoint(3)]
    document = board(*cards, link(0, 1), link(1, 2), link(2, 3))

    assert [path.is_handoff for path in planned(document).links] == [True, False, False]


def test_links_to_touchpoints_of_another_map_are_left_out() -> None:
    from cxdesigner.document.records import Map, Stage

    other = [Map(id=RecordId("m2"), title="To be"), Stage(id=RecordId("far"), title="Far", map_id=RecordId("m2"))]
    document = board(*other, touchpoint(0), Touchpoint(id=RecordId("p9"), title="Far", stage_id=RecordId("far")))
    document.apply(Change.adding(Link(id=RecordId("l"), source_id=RecordId("p0"), target_id=RecordId("p9"))))

    assert planned(document).links == ()
