"""What can be counted is counted, and told in one precision."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cxdesigner.document.records import Measure
from cxdesigner.journey.figures import figures
from cxdesigner.journey.measures import measures
from tests.journey.sketches import MAP, Sketch, bakery


def rated(values: Sequence[float]) -> Sketch:
    """Return the bakery with a figure at some of its touchpoints."""
    sketch = bakery()
    for title, value in zip(("Smell", "Enter", "Choose", "Pay"), values, strict=False):
        sketch.tp(title, measures=(Measure(title="Satisfaction", unit="%", value=value),))
    return sketch


@pytest.mark.parametrize(
    ("entered", "mean", "told"),
    [
        ((63.0,), 63, "63 %"),
        ((63.0, 62.0, 62.0), 62.3, "62.3 %"),
        ((0.25, 0.5, 0.5), 0.417, "0.417 %"),
        ((1e-9, 3e-9), 2e-9, "2e−09 %"),
    ],
)
def test_a_mean_has_one_digit_more_than_what_was_entered(entered: Sequence[float], mean: float, told: str) -> None:
    sketch = rated(entered)

    (said,) = measures(sketch, MAP).said

    assert said.mean == pytest.approx(mean, rel=1e-9, abs=0)
    assert figures(sketch, MAP)[-1].figure == told
