"""The emotion curve: smooth, and never above or below what the customer felt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple, overload

from cxdesigner.document.records import RecordId, Touchpoint
from cxdesigner.layout.by_column import ByColumn, OfColumn
from cxdesigner.layout.plan import Curve, CurvePoint, Rect

HEIGHT = 320.0
MARGIN = 72.0
"""Room above +2 and below −2 for faces and marks."""
MOST = 2

_new = tuple.__new__
MARKS = "is_peak", "is_low", "is_end"
"""What a point may be besides, in the order in which points say it."""

Point = tuple[float, float]
Marks = Mapping[int, frozenset[str]]
"""Those of the points of a column that are marked, by their place in it."""
NO_MARKS: Marks = MappingProxyType({})
Piece = tuple[Point, ...]
"""Start, control, control, end."""


class Felt(NamedTuple):
    """What was felt at a touchpoint, and where along the map."""

    touchpoint_id: RecordId
    x: float
    emotion: int


def emotion_curve(felt: Sequence[Felt], rect: Rect, header: Rect, end: RecordId | None = None) -> Curve:
    """Return the curve through what was felt, in the order of the journey, with the peak, the low and the end marked.

    People remember the strongest moments and the last one (the peak-end rule; Kahneman et al. 1993), so these are
    marked: the first highest and the first lowest, where there is a difference at all, and the *end*; without one, the last.
    """
    heights = heights_in(rect)
    return curve_through([CurvePoint(i, x, heights[emotion], emotion) for i, x, emotion in felt], rect, header, end)


def heights_in(rect: Rect) -> dict[int, float]:
    """Return how high each emotion is in the strip of a curve."""
    middle = rect.y + rect.height / 2
    step = (rect.height / 2 - MARGIN) / MOST
    return {emotion: middle - emotion * step for emotion in range(-MOST, MOST + 1)}


class FeltOfColumn(OfColumn[CurvePoint]):
    """The points of what was felt in one column, whose cards begin at *left* and are *width* wide; several share that width.

    *heights* tells how high each emotion is, *marks* which of the points are the peak, the low or the end.
    """

    __slots__ = ("felt", "heights", "left", "marks", "width")

    def __init__(
        self, felt: Sequence[Touchpoint], left: float, width: float, heights: Mapping[int, float], marks: Marks
    ) -> None:
        super().__init__(len(felt))
        self.felt = felt
        self.left = left
        self.width = width
        self.heights = heights
        self.marks = marks

    def is_like(
        self, felt: Sequence[Touchpoint], left: float, width: float, heights: Mapping[int, float], marks: Marks
    ) -> bool:
        """Tell whether these are the points of touchpoints that feel the same, in the same place."""
        is_there = self.left == left and self.width == width and self.heights == heights and self.marks == marks
        return is_there and (self.felt is felt or _felt_of(self.felt) == _felt_of(felt))

    def places(self) -> list[Point]:
        """Return where the points are, from left to right."""
        left, share, heights = self.left, self.width / max(1, len(self.felt)), self.heights
        return [(left + share * (at + 0.5), heights[it.emotion]) for at, it in enumerate(self.felt)]  # type: ignore[index]

    def _made(self) -> Sequence[CurvePoint]:
        points = [
            _new(CurvePoint, (it.id, x, y, it.emotion, False, False, False))
            for it, (x, y) in zip(self.felt, self.places(), strict=True)
        ]
        for place, names in self.marks.items():
            points[place] = points[place]._replace(**dict.fromkeys(names, True))  # type: ignore[arg-type]
        return points


class CurvePoints(ByColumn[CurvePoint]):
    """The points of a curve along the map."""

    columns: Sequence[FeltOfColumn]

    def __init__(self, columns: Sequence[FeltOfColumn]) -> None:
        super().__init__(columns)

    def places(self) -> Iterator[Point]:
        """Yield where the points are; for that none is made."""
        return chain.from_iterable(column.places() for column in self.columns)


def _felt_of(touchpoints: Sequence[Touchpoint]) -> list[tuple[RecordId, int | None]]:
    return [(touchpoint.id, touchpoint.emotion) for touchpoint in touchpoints]


def curve_through(unmarked: Sequence[CurvePoint], rect: Rect, header: Rect, end: RecordId | None = None) -> Curve:
    """Return the same curve through points that nobody has marked yet."""
    points = list(unmarked)
    peak, low = peak_and_low([point.emotion for point in points])
    last = next((place for place, point in enumerate(points) if point.touchpoint_id == end), len(points) - 1)
    for place, mark in ((peak, "is_peak"), (low, "is_low"), (last, "is_end")):
        if place >= 0:
            points[place] = points[place]._replace(**{mark: True})  # type: ignore[arg-type]
    return Curve(rect, header, rect.y + rect.height / 2, tuple(points), Pieces(points))


def peak_and_low(emotions: Sequence[int]) -> tuple[int, int]:
    """Return the places of the first highest and the first lowest, −1 where all are alike."""
    if len(set(emotions)) < 2:
        return -1, -1
    return emotions.index(max(emotions)), emotions.index(min(emotions))


def pieces_through(points: Sequence[Point]) -> Pieces:
    """Return cubic Bézier pieces through points whose x grows; between two points y never leaves their range."""
    return Pieces(points)


class Pieces(Sequence[Piece]):
    """Cubic Bézier pieces through places, or points of a curve, each made when somebody asks for it: of a long curve only a part is in view.

    Slopes are limited as Fritsch and Carlson do (Monotone piecewise cubic interpolation, SIAM J. Numer. Anal. 17,
    1980), by the harmonic mean of both neighbours, which is zero at a high, a low or a plateau.
    """

    __slots__ = ("_points",)

    def __init__(self, points: Sequence[Point] | Sequence[CurvePoint]) -> None:
        self._points = points

    def __len__(self) -> int:
        return max(0, len(self._points) - 1)

    @overload
    def __getitem__(self, place: int) -> Piece: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Piece, ...]: ...

    def __getitem__(self, place: int | slice) -> Piece | tuple[Piece, ...]:
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            if step == 1:
                return self._between(start, stop)
            return tuple([self[at] for at in range(start, stop, step)])
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        place %= len(self)
        return self._between(place, place + 1)[0]

    def __iter__(self) -> Iterator[Piece]:
        return iter(self._between(0, len(self)))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Pieces):
            return self._points == other._points or tuple(self) == tuple(other)
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def _between(self, start: int, stop: int) -> tuple[Piece, ...]:
        """Return the pieces from one to that before *stop*: each depends on one point before it and one behind it."""
        low = max(0, start - 1)
        points = [_place_of(point) for point in self._points[low : stop + 2]] if start < stop else []
        return tuple([_piece(points, place - low) for place in range(start, stop)])


def _place_of(point: Point | CurvePoint) -> Point:
    return (point.x, point.y) if isinstance(point, CurvePoint) else point


def _piece(points: Sequence[Point], place: int) -> Piece:
    before, after = points[place], points[place + 1]
    secant = _slope(before, after)
    leaving = _harmonic(_slope(points[place - 1], before), secant) if place else secant
    coming = _harmonic(secant, _slope(after, points[place + 2])) if place + 2 < len(points) else secant
    (left, start), (right, end) = before, after
    third = (right - left) / 3
    return before, (left + third, start + third * leaving), (right - third, end - third * coming), after


def _slope(before: Point, after: Point) -> float:
    width = after[0] - before[0]
    return (after[1] - before[1]) / width if width > 0 else 0.0


def _harmonic(left: float, right: float) -> float:
    return 2 * left * right / (left + right) if left * right > 0 else 0.0
