"""A long map in bands."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cxdesigner.document.document import Document
from cxdesigner.document.reading import stages_of, steps_of
from cxdesigner.document.records import LaneKind, Link, RecordId, Touchpoint
from cxdesigner.layout.bands import Folding, folded, groups_of
from cxdesigner.layout.cards import Faces
from cxdesigner.layout.plan import CardBox
from tests.layout.sketches import MAP, board, documents, link, measure, touchpoint

KINDS = st.sampled_from(tuple(LaneKind))


def in_bands(document: Document, count: int, kind: LaneKind = LaneKind.TEAM) -> Folding:
    return folded(document, MAP, kind, measure, groups_of(document, MAP, count), 400.0)


def cards_of(folding: Folding) -> list[CardBox]:
    return [card for band in folding.bands for card in band.plan.cards]


def journey(*feelings: int) -> Document:
    """Return a map with one card in each stage, linked in a row."""
    cards = [touchpoint(n, stage_id=f"s{n}", step=0, team_id="t0", emotion=felt) for n, felt in enumerate(feelings)]
    links = [link(n, n + 1) for n in range(len(feelings) - 1)]
    return board(*cards, *links, stages=len(feelings))


@settings(max_examples=30)
@given(documents(), KINDS, st.integers(2, 3))
def test_every_card_is_in_one_band_and_the_bands_are_below_one_another(
    document: Document, kind: LaneKind, count: int
) -> None:
    assume(groups_of(document, MAP, count))

    folding = in_bands(document, count, kind)

    assert sorted(card.touchpoint_id for card in cards_of(folding)) == sorted(it.id for it in document.all(Touchpoint))
    assert all(upper.top + upper.plan.height < lower.top for upper, lower in pairwise(folding.bands))
    assert folding.height == folding.bands[-1].top + folding.bands[-1].plan.height
    assert all(band.plan.width <= folding.width for band in folding.bands)


@settings(max_examples=30)
@given(documents(), KINDS, st.integers(2, 3))
def test_every_link_is_a_line_or_is_told_on_both_its_cards(document: Document, kind: LaneKind, count: int) -> None:
    assume(groups_of(document, MAP, count))

    folding = in_bands(document, count, kind)

    drawn = {path.link_id for band in folding.bands for path in band.plan.links}
    said = {card.touchpoint_id: "".join(line for it in card.details for line in it.lines) for card in cards_of(folding)}
    for it in document.all(Link):
        if it.id not in drawn:
            source, target = document.touchpoint(it.source_id), document.touchpoint(it.target_id)
            assert bare(f": {target.title}") in bare(said[source.id])
            assert bare(f"From: {source.title}") in bare(said[target.id])


@settings(max_examples=20)
@given(documents(), KINDS)
def test_faces_that_are_known_from_other_layouts_change_no_plan(document: Document, kind: LaneKind) -> None:
    faces = Faces()
    ways = [(((),), 400.0), (groups_of(document, MAP, 2) or ((),), 400.0), (((),), 460.0), (((),), 400.0)]

    with_faces = [folded(document, MAP, kind, measure, groups, width, faces=faces) for groups, width in ways]

    assert with_faces == [folded(document, MAP, kind, measure, groups, width) for groups, width in ways]


def bare(text: str) -> str:
    return "".join(text.split())


@given(st.lists(st.integers(1, 6), min_size=2, max_size=7), st.integers(2, 4))
@settings(max_examples=60)
def test_groups_hold_all_stages_in_order_and_the_longest_is_as_short_as_can_be(steps: list[int], count: int) -> None:
    assume(count <= len(steps))
    document = board(
        *(touchpoint(n, stage_id=f"s{n}", step=length - 1) for n, length in enumerate(steps)), stages=len(steps)
    )
    stages = [stage.id for stage in stages_of(document, MAP)]

    groups = groups_of(document, MAP, count)

    assert [stage for group in groups for stage in group] == stages
    assert all(groups)
    longest = max(sum(steps_of(document, stage) for stage in group) for group in groups)
    ways = [(0, *cuts, len(steps)) for cuts in combinations(range(1, len(steps)), count - 1)]
    assert longest == min(max(sum(steps[start:end]) for start, end in pairwise(way)) for way in ways)


def test_of_equal_cuts_the_one_through_fewer_links_is_taken() -> None:
    document = board(
        *(touchpoint(n, stage_id=f"s{n}", step=0) for n in range(5)), link(0, 1), link(1, 2), link(3, 4), stages=5
    )

    groups = groups_of(document, MAP, 2)

    assert groups == (("s0", "s1", "s2"), ("s3", "s4"))


def test_there_are_no_more_bands_than_stages() -> None:
    assert groups_of(journey(0, 1), MAP, 3) == ()


def test_the_peak_the_low_and_the_end_are_those_of_the_whole_journey() -> None:
    folding = in_bands(journey(1, -2, 2, 0), 2)

    points = [point for band in folding.bands if band.plan.curve for point in band.plan.curve.points]
    marked = [[p.touchpoint_id for p in points if getattr(p, name)] for name in ("is_peak", "is_low", "is_end")]
    assert marked == [["p2"], ["p1"], ["p3"]]


def test_a_band_has_the_lanes_that_it_needs_and_stages_keep_their_numbers() -> None:
    cards = [touchpoint(n, stage_id=f"s{n}", step=0, team_id=f"t{n}") for n in range(2)]

    first, second = in_bands(board(*cards), 2).bands

    assert [lane.key.team_id for band in (first, second) for lane in band.plan.lanes] == ["t0", "t1"]
    assert [stage.title.lines for stage in second.plan.stages] == [("2 Stage 1",)]


def test_only_the_first_band_has_a_title() -> None:
    folding = in_bands(journey(0, 0, 0), 3)

    assert [band.plan.title is not None for band in folding.bands] == [True, False, False]
    assert folding.bands[0].plan.cards[0].touchpoint_id == RecordId("p0")
