"""The emotion curve: smooth, and never above or below what the customer felt."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import Curve, CurvePoint, Rect

HEIGHT = 320.0
MARGIN = 72.0
"""Room above +2 and below −2 for faces and marks."""
MOST = 2

Point = tuple[float, float]


class Felt(NamedTuple):
    """What was felt at a touchpoint, and where along the map."""

    touchpoint_id: RecordId
    x: float
    emotion: int


def emotion_curve(felt: Sequence[Felt], rect: Rect, header: Rect) -> Curve:
    """Return the curve through what was felt, in the order of the journey, with the peak, the low and the end marked.

    People remember the strongest moments and the last one (the peak-end rule; Kahneman et al. 1993), so these are
    marked: the first highest and the first lowest, where there is a difference at all, and the last.
    """
    middle = rect.y + rect.height / 2
    step = (rect.height / 2 - MARGIN) / MOST
    peak, low = peak_and_low([it.emotion for it in felt])
    points = tuple(
        CurvePoint(
            it.touchpoint_id,
            it.x,
            middle - it.emotion * step,
            it.emotion,
            place == peak,
            place == low,
            place == len(felt) - 1,
        )
        for place, it in enumerate(felt)
    )
    return Curve(rect, header, middle, points, pieces_through([(point.x, point.y) for point in points]))


def peak_and_low(emotions: Sequence[int]) -> tuple[int, int]:
    """Return the places of the first highest and the first lowest, −1 where all are alike."""
    if len(set(emotions)) < 2:
        return -1, -1
    return emotions.index(max(emotions)), emotions.index(min(emotions))


def pieces_through(points: Sequence[Point]) -> tuple[tuple[Point, ...], ...]:
    """Return cubic Bézier pieces through points whose x grows; between two points y never leaves their range.

    Slopes are limited as Fritsch and Carlson do (Monotone piecewise cubic interpolation, SIAM J. Numer. Anal. 17,
    1980), by the harmonic mean of both neighbours, which is zero at a high, a low or a plateau.
    """
    if len(points) < 2:
        return ()
    secants = [_slope(before, after) for before, after in pairwise(points)]
    slopes = [secants[0], *(_harmonic(left, right) for left, right in pairwise(secants)), secants[-1]]
    pieces = []
    for place, (before, after) in enumerate(pairwise(points)):
        third = (after[0] - before[0]) / 3
        first = (before[0] + third, before[1] + third * slopes[place])
        second = (after[0] - third, after[1] - third * slopes[place + 1])
        pieces.append((before, first, second, after))
    return tuple(pieces)


def _slope(before: Point, after: Point) -> float:
    width = after[0] - before[0]
    return (after[1] - before[1]) / width if width > 0 else 0.0


def _harmonic(left: float, right: float) -> float:
    return 2 * left * right / (left + right) if left * right > 0 else 0.0
