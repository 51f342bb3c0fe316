"""Where the condition of a link is written: beside its line, on no card and, where there is room, on no other line."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cxdesigner.document.records import Link
from cxdesigner.layout.plan import SMALL, Density, Measure, Rect, TextBlock
from cxdesigner.layout.text_fit import fit, line_height

WIDTH = 215.0
"""Longest line of a label in a gutter."""
LONG_WIDTH = 900.0
"""Longest line of a label along a lane."""
SCREEN_LINES = 3
BESIDE = 10.0
"""From the line to its label."""
CELL = 400.0
LONG = 2_000.0

Point = tuple[float, float]
Path = Sequence[Point]
Line = tuple[float, float, float, float, int]
"""Left, top, right, bottom of a piece of a link, and the number of the link."""


def words_of(link: Link) -> str:
    """Return what is written beside a link: its condition and its probability."""
    share = "" if link.probability is None else f"{100 * link.probability:.3g} %"
    if link.condition and share:
        return f"{link.condition} ({share})"
    return link.condition or share


class Label(NamedTuple):
    """What is written beside a link, broken short for a gutter and long for a lane, both at the origin."""

    short: TextBlock
    long: TextBlock


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


class Crowd:
    """What a label must keep clear of, by place: cards, lines, and the labels that were placed before.

    Short lines are found by the cell of a raster; long ones, which would fill thousands of cells, by their height or,
    where they go down, by their x.
    """

    def __init__(self, cards: Iterable[Rect], paths: Sequence[Path]) -> None:
        self._boxes: dict[tuple[int, int], list[Rect]] = defaultdict(list)
        self._lines: dict[tuple[int, int], list[Line]] = defaultdict(list)
        self._across: list[Line] = []
        self._down: list[Line] = []
        self._label_cells: dict[tuple[int, int], list[Rect]] = defaultdict(list)
        for card in cards:
            for cell in _cells(card.x, card.y, card.x + card.width, card.y + card.height):
                self._boxes[cell].append(card)
        for number, path in enumerate(paths):
            for (x1, y1), (x2, y2) in pairwise(path):
                if x1 > x2 or y1 > y2:
                    x1, y1, x2, y2 = x2, y2, x1, y1
                self._add_line((x1 - 2, y1 - 2, x2 + 2, y2 + 2, number))
        self._across.sort(key=_by_y)
        self._down.sort(key=_by_x)

    def _add_line(self, line: Line) -> None:
        left, top, right, bottom, _ = line
        if right - left > LONG:
            self._across.append(line)
        elif bottom - top > LONG:
            self._down.append(line)
        else:
            for cell in _cells(left, top, right, bottom):
                self._lines[cell].append(line)

    def cost(self, rect: Rect, number: int) -> float:
        """Return how much a label of a link would hide here: a card counts most, then another label, then lines."""
        left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom
        cells = list(_cells(left, top, right, bottom))
        if any(card.meets(rect) for cell in cells for card in self._boxes.get(cell, ())):
            return 10_000.0
        labels = any(label.meets(rect) for cell in cells for label in self._label_cells.get(cell, ()))
        near = [line for cell in cells for line in self._lines.get(cell, ())]
        near += self._across[
            bisect_left(self._across, top - 4, key=_by_y) : bisect_left(self._across, bottom, key=_by_y)
        ]
        near += self._down[bisect_left(self._down, left - 4, key=_by_x) : bisect_left(self._down, right, key=_by_x)]
        lines = {it for it in near if it[0] < right and left < it[2] and it[1] < bottom and top < it[3]}
        return labels * 1_000.0 + sum(60.0 if it[4] == number else 100.0 for it in lines)

    def add(self, rect: Rect) -> None:
        """Remember a label that was placed."""
        for cell in _cells(rect.x, rect.y, rect.right, rect.bottom):
            self._label_cells[cell].append(rect)


def place_labels(
    labels: Sequence[Label | None], paths: Sequence[Path], cards: Iterable[Rect], within: Rect
) -> list[TextBlock | None]:
    """Return the labels as they stand beside their links."""
    if not any(labels):
        return [None] * len(labels)
    crowd = Crowd(cards, paths)
    placed: list[TextBlock | None] = []
    for number, (label, path) in enumerate(zip(labels, paths, strict=True)):
        if label is None:
            placed.append(None)
            continue
        block = _best(label, path, crowd, number, within)
        crowd.add(block.rect)
        placed.append(block)
    return placed


def _best(label: Label, path: Path, crowd: Crowd, number: int, within: Rect) -> TextBlock:
    longest = max(abs(end[0] - start[0]) for start, end in pairwise(path))
    forms = [label.short] if label.long == label.short else [label.long, label.short]
    best, least = label.short, float("inf")
    order = 0
    for form in forms:
        if form is not label.short and form.rect.width + 2 * BESIDE > longest:
            continue
        for x, y in _offers(form.rect, path):
            rect = Rect(x, y, form.rect.width, form.rect.height)
            cost = crowd.cost(rect.grown(2), number) + order
            if rect.x < within.x or rect.right > within.right or rect.y < within.y or rect.bottom > within.bottom:
                cost += 5_000.0
            if cost < least:
                best, least = form._replace(rect=rect), cost
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
    near_end = low + 14 if is_left else high - 14 - size.width
    near_start = high - 14 - size.width if is_left else low + 14
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


def _cells(left: float, top: float, right: float, bottom: float) -> list[tuple[int, int]]:
    columns = range(int(left // CELL), int(right // CELL) + 1)
    rows = range(int(top // CELL), int(bottom // CELL) + 1)
    return [(column, row) for column in columns for row in rows]


def _by_y(line: Line) -> float:
    return line[1]


def _by_x(line: Line) -> float:
    return line[0]
