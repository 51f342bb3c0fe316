"""Crosses lie in the strip that two sheets share, at the same place on both, and on no card where there is room."""

from __future__ import annotations

import pytest

from cxdesigner.document.document import Document
from cxdesigner.layout.plan import Rect
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.wall.crosses import REACH_MM, crosses_in
from cxdesigner.wall.order import Order
from cxdesigner.wall.poster import poster_of
from tests.wall.conftest import map_of

STRIP = Rect(100, 0, 10, 200)


def around(x: float, y: float) -> Rect:
    return Rect(x - REACH_MM, y - REACH_MM, 2 * REACH_MM, 2 * REACH_MM)


def test_in_an_empty_strip_crosses_are_at_a_quarter_from_both_ends() -> None:
    assert list(crosses_in(STRIP, [], is_upright=True)) == [(105, 50), (105, 150)]
    assert list(crosses_in(Rect(0, 100, 200, 10), [], is_upright=False)) == [(50, 105), (150, 105)]


def test_a_cross_goes_beside_a_card_and_the_other_stays() -> None:
    card = Rect(80, 40, 60, 22)

    first, second = crosses_in(STRIP, [card], is_upright=True)

    assert not card.meets(around(*first))
    assert abs(first[1] - 50) < 20
    assert second == (105, 150)


def test_where_everything_is_full_crosses_stay_where_people_look_for_them() -> None:
    assert list(crosses_in(STRIP, [STRIP], is_upright=True)) == [(105, 50), (105, 150)]


@pytest.mark.slow
@pytest.mark.parametrize("tiles", ["A4", "Letter"])
def test_few_crosses_of_the_samples_lie_on_cards(sample: Document, tiles: str) -> None:
    tiling = poster_of(sample, map_of(sample), Order(paper=parse_paper("A0"), tiles=parse_paper(tiles))).tiling
    assert tiling is not None
    by_place = {(sheet.row, sheet.column): sheet.source for sheet in tiling.sheets}

    crosses = []
    for (row, column), one in by_place.items():
        for place, is_upright in (((row, column + 1), True), ((row + 1, column), False)):
            other = by_place.get(place)
            if other is not None:
                x, y = max(one.x, other.x), max(one.y, other.y)
                strip = Rect(x, y, min(one.right, other.right) - x, min(one.bottom, other.bottom) - y)
                crosses += crosses_in(strip, tiling.keep, is_upright=is_upright)

    covered = [place for place in crosses if any(rect.meets(around(*place)) for rect in tiling.keep)]
    assert len(covered) <= len(crosses) / 10
