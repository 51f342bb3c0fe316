"""What it costs to cut a poster at a place."""

from __future__ import annotations

import random

from cxdesigner.layout.seams import CUT, _Costs

OVERLAP = 10.0


def test_a_seam_costs_for_each_span_that_is_whole_on_neither_sheet() -> None:
    chance = random.Random(7)
    starts = [chance.uniform(0, 900) for _ in range(300)]
    spans = [(start, start + chance.choice((2.0, 8.0, OVERLAP, 25.0, 60.0))) for start in starts]
    costs = _Costs(spans, OVERLAP)

    for seam in (chance.uniform(0, 950) for _ in range(300)):
        cut = sum(start < seam and end > seam + OVERLAP for start, end in spans)
        assert costs.at(seam) // CUT == cut


def test_what_lies_on_the_strip_that_two_sheets_share_is_whole_on_both() -> None:
    assert _Costs([(100.0, 108.0)], OVERLAP).at(99.0) == 0
