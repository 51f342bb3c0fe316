"""Where the sheets of a poster meet, so that as few cards as possible are cut."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Sequence

Span = tuple[float, float]
BREATH = 1.0
"""A seam keeps this far from a card where it can (mm)."""
CUT, CROSSED = 1_000.0, 1.0


def seams(length: float, window: float, overlap: float, count: int, spans: Sequence[Span], slack: float) -> list[float]:
    """Return where the second and all further of *count* sheets begin, in ascending order.

    A sheet reaches as far as the next one's begin and the overlap, and is never longer than the window. Among all such
    places those are taken at which the fewest spans are whole on no sheet, then those at which the fewest lie under a
    seam, then those nearest to full sheets. Dynamic programming over the ends of the spans.
    """
    stride = window - overlap
    full = [stride * place for place in range(1, count)]
    if not full or not spans:
        return full
    # A seam lies within these bounds, or the sheets before or behind it could not cover the poster.
    least = [max(0.0, length - slack - window - stride * (count - 1 - place)) for place in range(1, count)]
    costs = _Costs(spans, overlap)
    best: list[tuple[float, float]] = [(0.0, 0.0)]
    steps: list[dict[float, float]] = []
    for place in range(count - 1):
        offers = costs.offers(least[place], full[place])
        best, came_from = _step(best, offers, stride, full[place], costs)
        steps.append(came_from)
    last = min(best, key=lambda offer: offer[1])[0]
    chosen = [last]
    for came_from in reversed(steps[1:]):
        chosen.append(came_from[chosen[-1]])
    return chosen[::-1]


def _step(
    before: list[tuple[float, float]], offers: list[float], stride: float, full: float, costs: _Costs
) -> tuple[list[tuple[float, float]], dict[float, float]]:
    """Return the least cost of each next seam, and from which seam it comes: the cheapest one within reach."""
    found: list[tuple[float, float]] = []
    came_from: dict[float, float] = {}
    near: deque[tuple[float, float]] = deque()
    place = 0
    for seam in offers:
        while place < len(before) and before[place][0] < seam:
            while near and near[-1][1] >= before[place][1]:
                near.pop()
            near.append(before[place])
            place += 1
        while near and near[0][0] < seam - stride - 1e-6:
            near.popleft()
        if near:
            came_from[seam] = near[0][0]
            found.append((seam, near[0][1] + costs.at(seam) + (full - seam) * 1e-5))
    return found, came_from


class _Costs:
    """What a seam at a place costs."""

    def __init__(self, spans: Sequence[Span], overlap: float) -> None:
        self._overlap = overlap
        self._starts = sorted(start for start, _ in spans)
        self._ends = sorted(end for _, end in spans)
        narrow = [span for span in spans if span[1] - span[0] <= overlap]
        self._narrow_starts = sorted(start for start, _ in narrow)
        self._narrow_ends = sorted(end for _, end in narrow)
        places = {*self._starts, *self._ends}
        places.update(start - BREATH for start in self._starts)
        for end in self._ends:
            places.update((end + BREATH, end - overlap))
        self._places = sorted(places)

    def offers(self, least: float, most: float) -> list[float]:
        """Return the places that are worth a look between two bounds, these included."""
        inside = self._places[bisect_right(self._places, least) : bisect_left(self._places, most)]
        return [least, *inside, most] if least < most else [most]

    def at(self, seam: float) -> float:
        """Return the cost: a span that no sheet shows whole counts most, one under the seam a little."""
        begun = bisect_left(self._starts, seam - 1e-9)
        crossed = begun - bisect_right(self._ends, seam + 1e-9)
        # What is narrower than the strip and begins before it also ends before the strip does.
        whole_on_strip = bisect_right(self._narrow_ends, seam + self._overlap) - bisect_left(self._narrow_starts, seam)
        cut = begun - (bisect_right(self._ends, seam + self._overlap + 1e-9) - whole_on_strip)
        return CUT * max(0, cut) + CROSSED * max(0, crossed)


def count_cut(boxes: Sequence[tuple[float, float, float, float]], across: Sequence[Span], down: Sequence[Span]) -> int:
    """Return how many boxes (left, right, top, bottom) are whole on no sheet."""
    lefts, tops = [start for start, _ in across], [start for start, _ in down]
    cut = 0
    for left, right, top, bottom in boxes:
        is_whole = _is_whole(left, right, across, lefts) and _is_whole(top, bottom, down, tops)
        cut += not is_whole
    return cut


def _is_whole(start: float, end: float, parts: Sequence[Span], starts: Sequence[float]) -> bool:
    place = bisect_right(starts, start + 1e-6) - 1
    return place >= 0 and end <= parts[place][1] + 1e-6
