"""The emotion curve."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cxdesigner.document.records import ExperienceRow, RecordId, RowKind
from cxdesigner.layout.curve import Felt, emotion_curve, pieces_through
from cxdesigner.layout.plan import Rect
from tests.layout.sketches import MAP, board, touchpoint
from tests.layout.test_grid import planned

EMOTIONS = st.lists(st.integers(-2, 2), min_size=2, max_size=30)


def curve_of(emotions: list[int]):  # type: ignore[no-untyped-def]
    felt = [Felt(RecordId(f"p{place}"), 100.0 + 600 * place, emotion) for place, emotion in enumerate(emotions)]
    return emotion_curve(felt, Rect(0, 0, 9000, 320), Rect(0, 0, 380, 320))


@given(EMOTIONS)
def test_between_two_points_the_curve_never_leaves_their_range(emotions: list[int]) -> None:
    for start, first, second, end in curve_of(emotions).pieces:
        low, high = min(start[1], end[1]) - 1e-6, max(start[1], end[1]) + 1e-6
        for place in range(21):
            t = place / 20
            y = (
                (1 - t) ** 3 * start[1]
                + 3 * t * (1 - t) ** 2 * first[1]
                + 3 * t**2 * (1 - t) * second[1]
                + t**3 * end[1]
            )
            assert low <= y <= high


@given(EMOTIONS)
def test_the_curve_has_no_kink(emotions: list[int]) -> None:
    for before, after in pairwise(curve_of(emotions).pieces):
        assert abs(slope(before[2], before[3]) - slope(after[0], after[1])) < 1e-9


def slope(start: tuple[float, float], end: tuple[float, float]) -> float:
    return (end[1] - start[1]) / (end[0] - start[0])


def test_the_first_highest_the_first_lowest_and_the_last_are_marked() -> None:
    points = curve_of([0, 2, -1, 2, -1, 1]).points

    assert [point.is_peak for point in points] == [False, True, False, False, False, False]
    assert [point.is_low for point in points] == [False, False, True, False, False, False]
    assert [point.is_end for point in points] == [False, False, False, False, False, True]


def test_where_all_feels_the_same_there_is_neither_peak_nor_low() -> None:
    assert not [point for point in curve_of([1, 1, 1]).points if point.is_peak or point.is_low]


def test_better_is_higher() -> None:
    low, high = curve_of([-2, 2]).points

    assert high.y < low.y


def test_one_point_has_no_line() -> None:
    assert pieces_through([(1.0, 2.0)]) == ()


def test_a_map_without_emotions_has_no_curve() -> None:
    assert planned(board(touchpoint(0))).curve is None


def test_an_emotion_row_shows_the_curve_even_before_somebody_felt_something() -> None:
    row = ExperienceRow(id=RecordId("row"), title="Emotion", map_id=MAP, kind=RowKind.EMOTION)

    plan = planned(board(touchpoint(0), row))

    assert plan.curve is not None
    assert plan.rows == ()


def test_cards_of_one_step_share_its_width_on_the_curve() -> None:
    cards = [touchpoint(number, step=0, order=number, emotion=number) for number in range(2)]
    plan = planned(board(*cards, touchpoint(2, step=1, emotion=0)))

    assert plan.curve is not None
    first, second, third = plan.curve.points
    card = plan.cards[0].rect
    assert (first.x, second.x) == (card.x + card.width / 4, card.x + card.width * 3 / 4)
    assert third.x == plan.cards[2].rect.center[0]
