"""What is told about a to-be map: which touchpoints are new, changed or moved, and which are as they were."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cxdesigner.commands.maps import start_to_be
from cxdesigner.commands.removing import remove
from cxdesigner.document.change import Change
from cxdesigner.document.reading import touchpoints_of
from cxdesigner.document.records import LaneKind, RecordId, Status, Touchpoint
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.news import changed_fields, changes_since_origin, news_of_map
from cxdesigner.layout.plan import Density
from cxdesigner.layout.rows import LEGEND_NEWS, LEGEND_SIGNS, legend_size
from tests.layout.sketches import measure
from tests.onboarding import MAP, OFFER, SALES, SIGNING, TRAINING, WELCOME, onboarding


class Copy:
    """The onboarding with a to-be map, whose touchpoints are asked for by those of today."""

    def __init__(self) -> None:
        self.document = onboarding()
        edit = start_to_be(self.document, MAP)
        self.document.apply(edit.change)
        self.map_id = edit.show[0]

    def of(self, origin_id: RecordId) -> Touchpoint:
        return next(tp for tp in touchpoints_of(self.document, self.map_id) if tp.origin_id == origin_id)

    def edit(self, origin_id: RecordId, **values: Any) -> None:
        before = self.of(origin_id)
        self.document.apply(Change.replacing([(before, replace(before, **values))]))

    def news(self) -> dict[RecordId | None, str]:
        found = news_of_map(self.document, self.map_id)
        return {self.document.touchpoint(touchpoint_id).origin_id: news for touchpoint_id, news in found.items()}


@pytest.fixture
def copy() -> Copy:
    return Copy()


def test_a_fresh_copy_has_no_news(copy: Copy) -> None:
    assert copy.news() == {}


def test_a_map_that_is_no_copy_has_no_news_whatever_happens_in_it() -> None:
    document = onboarding()

    assert news_of_map(document, MAP) == {}
    assert changes_since_origin(document, document.touchpoint(OFFER)) == ""


def test_a_touchpoint_without_an_origin_is_new(copy: Copy) -> None:
    stage_id = copy.of(OFFER).stage_id
    copy.document.apply(Change.adding(Touchpoint(id=RecordId("more"), title="Call", stage_id=stage_id, step=1)))

    assert news_of_map(copy.document, copy.map_id) == {"more": "new"}


@pytest.mark.parametrize(
    "values", [{"title": "A better offer"}, {"when": "at once"}, {"emotion": 2}, {"status": Status.TO_CHANGE}], ids=str
)
def test_what_is_said_differently_is_a_change(copy: Copy, values: dict[str, Any]) -> None:
    copy.edit(OFFER, **values)

    assert copy.news() == {OFFER: "changed"}
    assert changed_fields(copy.document, copy.of(OFFER)) == list(values)


def test_another_team_or_another_stage_is_a_move(copy: Copy) -> None:
    copy.edit(WELCOME, team_id=SALES)
    copy.edit(TRAINING, stage_id=copy.of(OFFER).stage_id, step=1)

    assert copy.news() == {WELCOME: "moved", TRAINING: "moved"}


def test_a_change_counts_more_than_a_move(copy: Copy) -> None:
    copy.edit(WELCOME, team_id=SALES, title="Hello")

    assert copy.news() == {WELCOME: "changed"}


def test_a_step_put_in_before_touchpoints_moves_none_of_them(copy: Copy) -> None:
    copy.edit(OFFER, step=1)
    copy.edit(SIGNING, step=2)

    assert copy.news() == {}


def test_of_two_that_change_places_one_has_moved(copy: Copy) -> None:
    copy.edit(OFFER, step=1)
    copy.edit(SIGNING, step=0)

    assert list(copy.news().values()) == ["moved"]


def test_what_was_taken_out_of_the_map_of_today_is_new_in_that_to_be(copy: Copy) -> None:
    training = copy.of(TRAINING)

    copy.document.apply(remove(copy.document, [TRAINING]).change)

    assert news_of_map(copy.document, copy.map_id) == {training.id: "new"}


def test_one_touchpoint_and_the_whole_map_tell_the_same(copy: Copy) -> None:
    copy.edit(OFFER, step=1)
    copy.edit(SIGNING, step=0, title="Signature")
    copy.edit(WELCOME, team_id=SALES)
    told = news_of_map(copy.document, copy.map_id)

    for touchpoint in touchpoints_of(copy.document, copy.map_id):
        assert changes_since_origin(copy.document, touchpoint) == told.get(touchpoint.id, "")


@pytest.mark.parametrize("density", Density)
def test_the_cards_of_a_to_be_map_carry_their_news_on_screen_and_on_paper(copy: Copy, density: Density) -> None:
    copy.edit(OFFER, title="A better offer")

    plan = lay_out(copy.document, copy.map_id, LaneKind.TEAM, measure, density)

    assert [card.news for card in plan.cards] == ["changed", "", "", ""]


def test_paper_makes_room_for_the_tags_in_the_legend_of_a_copy_only(copy: Copy) -> None:
    places = [legend_size(2), legend_size(2, LEGEND_SIGNS + LEGEND_NEWS)]

    sizes = []
    for map_id in (MAP, copy.map_id):
        plan = lay_out(copy.document, map_id, LaneKind.TEAM, measure, Density.PAPER, paper_title=True)
        assert plan.legend is not None
        sizes.append((plan.legend.width, plan.legend.height))

    assert sizes == places
