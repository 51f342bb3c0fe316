"""What holds for the plan of a map on paper."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind
from cxdesigner.layout.grid import lay_out, titles_of
from cxdesigner.layout.plan import Density
from cxdesigner.layout.spacing import least_card_width
from tests.layout.sketches import MAP, board, documents, measure, touchpoint
from tests.layout.test_grid import KINDS, Look, blocks_of, planned


@settings(max_examples=30)
@given(documents(), KINDS, st.sampled_from((Density.PAPER, 280.0, 390.0, 600.0)))
def test_on_paper_every_title_stands_there_in_full(document: Document, kind: LaneKind, look: Look) -> None:
    plan = planned(document, kind, look)

    assert not [block for block in blocks_of(plan) if block.is_cut]
    for card in plan.cards:
        said = "".join(card.title.lines).replace(" ", "")
        assert said == document.touchpoint(card.touchpoint_id).title.replace(" ", "")


def test_on_paper_a_lane_without_cards_is_as_low_as_its_heading() -> None:
    document = board(touchpoint(0, team_id="t1", what="Everything that there is to say about it " * 4))

    lanes = planned(document, look=Density.PAPER).lanes

    assert [lane.rect.height < 150 for lane in lanes] == [True, False, True]


def test_on_paper_a_card_is_as_wide_as_asked_for_and_on_screen_it_is_not() -> None:
    document = board(touchpoint(0, team_id="t0"))

    widths = [
        lay_out(document, MAP, LaneKind.TEAM, measure, density, card_width=333.0).cards[0].rect.width
        for density in (Density.PAPER, Density.SCREEN)
    ]

    assert widths == [333.0, 500.0]


@pytest.mark.parametrize("title", ["Recommendation of an intermediary", "The questionnaire", "Go", "Follow-up call"])
def test_cards_as_narrow_as_the_longest_word_allows_break_no_word(title: str) -> None:
    document = board(touchpoint(0, title=title), touchpoint(1, title="Call"))
    least = least_card_width(titles_of(document, MAP, LaneKind.TEAM), measure)

    card = planned(document, look=least).cards[0]

    assert " ".join(card.title.lines) == title


@settings(max_examples=30)
@given(documents(), KINDS)
def test_title_and_legend_do_not_lie_on_each_other_or_on_the_map(document: Document, kind: LaneKind) -> None:
    plan = planned(document, kind, Density.PAPER)

    assert plan.legend is not None
    assert plan.title is not None
    others = [lane.rect for lane in plan.lanes] + [stage.rect for stage in plan.stages]
    others += [row.rect for row in plan.rows] + [line.rect for line in plan.title.lines]
    assert not [rect for rect in others if rect.meets(plan.legend)]
