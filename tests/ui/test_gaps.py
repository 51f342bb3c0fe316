"""What takes too long in the hours of anything at all is named, and a slow machine is not blamed on the program."""

from __future__ import annotations

import pytest

from tests.ui.gaps import DRESSING, MOST_SECONDS, USUAL_SECONDS, Gap, Gaps

USUAL = 0.0005
"""Seconds for the yard on a processor that is quick enough."""


def gaps_of(*found: Gap, yard: float = USUAL) -> Gaps:
    gaps = Gaps()
    gaps.found += found
    gaps._best = yard
    return gaps


def test_one_event_that_takes_too_long_is_named() -> None:
    quick = [Gap(0.01, "a key")] * 200
    assert gaps_of(*quick).too_long() == []
    assert gaps_of(*quick, Gap(MOST_SECONDS + 0.1, "a drop")).too_long() == ["a drop: 0.60 s"]


def test_another_look_may_take_longer() -> None:
    assert gaps_of(*[Gap(0.01, "a key")] * 200, Gap(1.2, f"{DRESSING}dark")).too_long() == []


def test_many_events_that_take_long_are_told_even_where_none_takes_too_long() -> None:
    (said,) = gaps_of(*[Gap(0.01, "a key")] * 90, *[Gap(USUAL_SECONDS + 0.05, "a drag")] * 10).too_long()
    assert said == "of a hundred events one takes 0.15 s"


@pytest.mark.parametrize(("yard", "is_blamed"), [(USUAL, True), (0.0014, False)])
def test_where_the_processor_is_slower_the_limits_are_longer(yard: float, is_blamed: bool) -> None:
    quick = [Gap(0.01, "a key")] * 200
    assert bool(gaps_of(*quick, Gap(0.8, "a drop"), yard=yard).too_long()) is is_blamed
