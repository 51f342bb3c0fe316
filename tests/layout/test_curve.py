"""The emotion curve."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cxdesigner.document.change import Change
from cxdesigner.document.records import ExperienceRow, LaneKind, RecordId, RowKind
from cxdesigner.layout.by_column import ByColumn
from cxdesigner.layout.curve import Felt, emotion_curve, pieces_through
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.memory import LayoutMemory
from cxdesigner.layout.plan import Rect
from tests.layout.sketches import MAP, board, measure, touchpoint
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


@given(st.lists(st.sampled_from((None, -2, 0, 1, 2)), min_size=1, max_size=12))
def test_a_curve_of_columns_is_marked_like_one_of_points(emotions: list[int | None]) -> None:
    cards = [touchpoint(n, step=n // 2, team_id=f"t{n % 2}", emotion=emotion) for n, emotion in enumerate(emotions)]
    curve = planned(board(*cards, stages=1)).curve
    if curve is None:
        assert not any(emotion is not None for emotion in emotions)
        return

    felt = [Felt(point.touchpoint_id, point.x, point.emotion) for point in curve.points]
    end = next((point.touchpoint_id for point in curve.points if point.is_end), None)

    assert curve == emotion_curve(felt, curve.rect, curve.header, end)
    assert [point.emotion for point in curve.points] == [emotion for emotion in emotions if emotion is not None]


def test_of_a_curve_only_the_columns_at_which_somebody_looks_are_made_and_those_that_change_are_new() -> None:
    memory = LayoutMemory()
    cards = [touchpoint(n, step=n, team_id="t0", emotion=emotion) for n, emotion in enumerate((1, -2, 2, 0, 1, 0))]
    document = board(*cards, stages=1)
    before = lay_out(document, MAP, LaneKind.TEAM, measure, memory=memory).curve
    assert before is not None
    assert isinstance(before.points, ByColumn)
    assert not any(column.is_made for column in before.points.columns)
    card = document.touchpoint(RecordId("p3"))
    document.apply(Change.replacing([(card, replace(card, emotion=-1))]))

    after = lay_out(document, MAP, LaneKind.TEAM, measure, memory=memory).curve

    assert after is not None
    assert isinstance(after.points, ByColumn)
    same = [one is other for one, other in zip(before.points.columns, after.points.columns, strict=True)]
    assert same == [True, True, True, False, True, True]
    document.apply(Change.replacing([(document.touchpoint(card.id), replace(card, emotion=-1, title="Another"))]))
    assert lay_out(document, MAP, LaneKind.TEAM, measure, memory=memory).curve is after
