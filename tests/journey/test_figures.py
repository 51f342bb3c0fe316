"""The groups of the panel and the page say what the measures say."""

from __future__ import annotations

import pytest

from cxdesigner.document.records import Expectation, Measure
from cxdesigner.journey.figures import figures, percent, signed
from cxdesigner.journey.heat import heat
from cxdesigner.journey.measures import measures
from tests.journey.sketches import MAP, bakery


def test_every_measure_is_there_and_can_colour_the_cards() -> None:
    sketch = bakery().tp("Pay", emotion=-1, measures=(Measure(title="CES", value=2.5, unit="of 7"),))

    groups = figures(sketch, MAP)

    assert [group.title for group in groups] == [
        *("Touchpoints", "Teams", "Channels", "Handoffs", "Channel switches", "Evidence", "Moments of truth"),
        *("Prompts", "Clues", "Emotion at the end", "CES (of 7)"),
    ]
    assert all(heat(sketch, MAP, group.heat) is not None for group in groups)
    assert groups[-1].figure == "2.5 of 7"


def test_figures_and_bars_agree_with_the_measures() -> None:
    sketch = bakery().tp("Pay", moment_of_truth=True, expectation=Expectation.MEETS)
    found = measures(sketch, MAP)

    groups = {group.title: group for group in figures(sketch, MAP)}

    assert groups["Touchpoints"].figure == str(sum(found.by_stage.values()))
    assert [bar.figure for bar in groups["Touchpoints"].bars] == [str(count) for count in found.by_stage.values()]
    assert groups["Moments of truth"].figure == "100 %"
    assert groups["Prompts"].bars[0].parts == (found.prompts.value,)


def test_what_there_is_nothing_of_is_not_said_to_be_zero_percent() -> None:
    groups = {group.title: group for group in figures(bakery(), MAP)}

    assert groups["Moments of truth"].figure == "–"
    assert groups["Emotion at the end"].figure == "–"


@pytest.mark.parametrize(("share", "words"), [(0, "0 %"), (0.001, "1 %"), (0.5, "50 %"), (0.999, "99 %"), (1, "100 %")])
def test_only_none_and_all_are_round(share: float, words: str) -> None:
    assert percent(share) == words


def test_feelings_have_a_sign_of_their_own() -> None:
    assert [signed(value) for value in (-2, -0.25, 0, 1, 1.5)] == ["−2", "−0.2", "0", "+1", "+1.5"]
