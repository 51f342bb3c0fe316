"""A coloured poster has the legend of its colours, whatever else is left out, and stays vectors."""

from __future__ import annotations

import pytest

from cxdesigner.journey.heat import heat
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.wall.inks import INKS, theme_of
from cxdesigner.wall.order import Order
from cxdesigner.wall.pictures import write_svg
from cxdesigner.wall.sizing import picture_of
from tests.onboarding import MAP, onboarding


def test_the_legend_grows_by_a_line_for_each_shade_and_covers_nothing() -> None:
    document = onboarding()
    found = heat(document, MAP, "emotion")
    assert found is not None

    (plain, coloured) = (
        picture_of(document, MAP, Order(paper=parse_paper("A1"), heat=measure)).map.bands[0].plan
        for measure in ("", "emotion")
    )

    assert plain.legend is not None
    assert coloured.legend is not None
    assert coloured.legend.width * coloured.legend.height > plain.legend.width * plain.legend.height
    assert not any(coloured.legend.meets(card.rect) for card in coloured.cards)


def test_colours_are_never_without_their_legend() -> None:
    picture = picture_of(onboarding(), MAP, Order(has_heading=False, heat="emotion"))

    assert picture.map.bands[0].plan.legend is not None


@pytest.mark.parametrize("ink", INKS)
def test_each_ink_has_figures_on_the_cards(ink: str) -> None:
    drawn = write_svg(onboarding(), MAP, Order(heat="emotion", theme=theme_of(ink))).decode()

    assert drawn.count(">+1<") == 4
    assert "<image" not in drawn
