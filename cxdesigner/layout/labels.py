"""Where the condition of a link is written: beside its line, on no card and, where there is room, on no other line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cxdesigner.document.records import Link
from cxdesigner.layout.plan import SMALL, Density, Measure, Rect, TextBlock
from cxdesigner.layout.text_fit import fit, line_height

if TYPE_CHECKING:
    from cxdesigner.layout.crowd import Crowd
    from cxdesigner.layout.wires import Wire

WIDTH = 215.0
"""Longest line of a label in a gutter."""
LONG_WIDTH = 900.0
"""Longest line of a label along a lane."""
SCREEN_LINES = 3
BESIDE = 10.0
"""From the line to its label."""

ENDS = 14
"""From the end of a line to its label."""

Point = tuple[float, float]
Path = Sequence[Point]


def words_of(link: Link) -> str:
    """Return what is written beside a link: its condition and its probability."""
    share = "" if link.probability is None else f"{100 * link.probability:.3g} %"
    if link.condition and share:
        return f"{link.condition} ({share})"
    return link.condition or share


class Costs(Protocol):
    """What knows how much words would hide at a place."""

    def cost(self, left: float, top: float, right: float, bottom: float, number: int) -> float:
        """Return 0 where the words of the link with this number hide nothing, else the more the worse that is."""


class Label(NamedTuple):
    """What is written beside a link, broken short for a gutter and long for a lane, both at the origin."""

    short: TextBlock
    long: TextBlock


@lru_cache(maxsize=4_096)
def label_of(words: str, measure: Measure, density: Density) -> Label:
    """Return the label of a link, each form as wide as its longest line."""
    most = SCREEN_LINES if density is Density.SCREEN else None
    forms = []
    for width in (WIDTH, LONG_WIDTH):
        lines, is_cut = fit(words, width, SMALL, measure, most_lines=most)
        widest = max((measure(line, SMALL) for line in lines), default=0.0)
        height = line_height(SMALL)
        forms.append(TextBlock(Rect(0, 0, widest, height * len(lines)), lines, SMALL, height, is_cut))
    return Label(forms[0], forms[1])


def reach_of(label: Label) -> float:
    """Return how far to the left and to the right of the corners of its link a label may be, wherever it is placed."""
    return max(label.short.rect.width, label.long.rect.width) + max(BESIDE, ENDS)


def place_labels(
    wires: Sequence[Wire], paths: Sequence[Path], crowd: Crowd, within: Rect, placed: dict[int, TextBlock]
) -> None:
    """Add the words of links that are not *placed* yet, by the number of the link."""
    for block in placed.values():
        crowd.add(block.rect)
    for number, wire in enumerate(wires):
        if wire.label is not None and number not in placed:
            block = placed[number] = best_place(wire.label, paths[number], crowd, number, within)
            crowd.add(block.rect)


def best_place(label: Label, path: Path, crowd: Costs, number: int, within: Rect) -> TextBlock:
    """Return the words of a link where they hide least."""
    longest = max([abs(end[0] - start[0]) for start, end in pairwise(path)])
    forms = [label.short] if label.long == label.short else [label.long, label.short]
    best, least = label.short, float("inf")
    order = 0
    for form in forms:
        width, height = form.rect.width, form.rect.height
        if form is not label.short and width + 2 * BESIDE > longest:
            continue
        for x, y in _offers(form.rect, path):
            right, bottom = x + width, y + height
            cost = crowd.cost(x - 2, y - 2, right + 2, bottom + 2, number) + order
            if x < within.x or right > within.right or y < within.y or bottom > within.bottom:
                cost += 5_000.0
            if cost < least:
                best, least = form._replace(rect=Rect(x, y, width, height)), cost
            if cost <= order:
                return best
            order += 1
    return best


def _offers(size: Rect, path: Path) -> Iterator[Point]:
    """Yield places beside the line, the best first: before the arrow, at long runs, then anywhere along it."""
    runs = list(pairwise(path))
    across = [run for run in runs if run[0][1] == run[1][1]]
    down = [run for run in runs if run[0][1] != run[1][1]]
    for run in sorted(across, key=lambda run: -min(abs(run[1][0] - run[0][0]), 2 * size.width)):
        yield from _beside_across(size, *run)
    for run in sorted(down, key=lambda run: -abs(run[1][1] - run[0][1])):
        yield from _beside_down(size, *run)


def _beside_across(size: Rect, start: Point, end: Point) -> Iterator[Point]:
    y = start[1]
    low, high = sorted((start[0], end[0]))
    is_left = end[0] < start[0]
    near_end = low + ENDS if is_left else high - ENDS - size.width
    near_start = high - ENDS - size.width if is_left else low + ENDS
    places = [near_end, (low + high - size.width) / 2, near_start]
    for top in (y - size.height - BESIDE, y + BESIDE):
        for x in places:
            yield x, top


def _beside_down(size: Rect, start: Point, end: Point) -> Iterator[Point]:
    x = start[0]
    low, high = sorted((start[1], end[1]))
    room = high - low - size.height
    for left in (x + BESIDE, x - BESIDE - size.width):
        for share in (0.5, 0.25, 0.75, 0.0, 1.0):
            yield left, low + room * share
