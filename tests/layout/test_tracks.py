"""Parallel lines side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cxdesigner.layout.tracks import MOST_COMPARED, Track, assign

RUNS = st.tuples(st.integers(0, 60), st.integers(1, 30), st.sampled_from((-1, 1)), st.sampled_from((-1, 1)))


def track(low: float, length: float, first: int, last: int) -> Track:
    return Track(low, low + length, ((low, first), (low + length, last)))


@given(st.lists(RUNS, max_size=2 * MOST_COMPARED))
def test_runs_on_one_track_never_touch(runs: list[tuple[int, int, int, int]]) -> None:
    tracks = [track(*run) for run in runs]

    count = assign(tracks, 1.0)

    assert all(0 <= it.index < it.of <= count for it in tracks)
    for place, one in enumerate(tracks):
        for other in tracks[:place]:
            if one.index == other.index:
                assert one.lo >= other.hi or other.lo >= one.hi


def test_runs_that_do_not_meet_share_a_track() -> None:
    tracks = [track(0, 10, -1, 1), track(20, 10, -1, 1)]

    assert assign(tracks, 1.0) == 1


def test_a_small_loop_lies_inside_a_large_one() -> None:
    large, small = track(0, 100, -1, -1), track(40, 10, -1, -1)

    assign([large, small], 1.0)

    assert small.index < large.index


def test_two_ways_down_from_one_side_do_not_cross() -> None:
    # Both come from the left; the lower one to leave goes deeper and so must turn first.
    upper, lower = track(0, 100, -1, 1), track(10, 200, -1, 1)

    assign([upper, lower], 1.0)

    assert lower.index < upper.index
