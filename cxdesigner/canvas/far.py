"""What is read from far away: titles alone, in letters as large as their place allows, instead of many too small to read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from math import ceil

from PySide6.QtGui import QPaintEngine, QPainter

from cxdesigner.canvas import fonts
from cxdesigner.canvas.theme import Theme
from cxdesigner.layout.plan import CardBox, Rect, RowBox, TextBlock, TextStyle
from cxdesigner.layout.text_fit import fit, widest_word

FAR = 0.235
"""Pixels in a unit below which the small words of a card are hard to read (6.6 pixels), and give way to its title."""
SIGNS = 0.185
"""Pixels in a unit from which channel, feeling and expectation are still seen beside the title (signs of 9 pixels)."""
SIGNS_HEIGHT = 66.0
"""Where feeling and expectation stand, at the foot of a card."""
BELOW_MARKS = 18.0
"""So far the moment of truth and other marks reach into a card from above."""
READABLE = 9.5
"""So large letters are made, in pixels, where there is room."""
LEAST = 3.0
"""Smaller letters, in pixels, are no letters any more."""
CUT = 4.0
"""Words that would need even smaller ones are cut in letters of so many pixels: a card that says nothing looks like a mistake."""
FAINT = 0.17
"""Pixels in a unit below which small words beside a line are left out (4.8 pixels)."""
LEFT, RIGHT, AIR = 34.0, 12.0, 6.0
LINE = 1.14
SHRINK = 0.92
ROW_AIR = 10.0
BESIDE = 1.9

_IDEOGRAPHS = "\u2e80"
_DASHES = "-–—/"


def far_scale(painter: QPainter, theme: Theme) -> float | None:
    """Return how many pixels a unit has, where that is so few that only titles are read; None near by and on paper.

    A small picture of what will be printed shows what will be printed.
    """
    engine = painter.paintEngine()
    if theme.is_paper or engine is None or engine.type() != QPaintEngine.Type.Raster:
        return None
    scale = abs(painter.deviceTransform().m11())
    device = painter.device()
    pixels = scale / (device.devicePixelRatio() if device is not None else 1.0)
    return pixels if 0 < pixels < FAR else None


def is_faint(scale: float | None) -> bool:
    """Tell whether small words would be but grey specks."""
    return scale is not None and scale < FAINT


def far_card(card: CardBox, scale: float) -> CardBox:
    """Return a card with its title, as large as it may become where a unit has *scale* pixels, and its signs while they are seen."""
    rect, nothing = card.rect, card.when._replace(lines=())
    if scale >= SIGNS:
        foot = SIGNS_HEIGHT if card.emotion is not None or card.expectation else AIR
        left, top = card.title.rect.x, rect.y + BELOW_MARKS
        room = Rect(left, top, rect.right - left - RIGHT, rect.bottom - foot - top)
        return card._replace(title=enlarged(card.title, room, scale), when=nothing, details=(), icon_at=None)
    room = Rect(rect.x + LEFT, rect.y + AIR, rect.width - LEFT - RIGHT, rect.height - 2 * AIR)
    title = enlarged(card.title, room, scale)
    return card._replace(title=title, when=nothing, details=(), icon="", emotion=None, expectation="")


@lru_cache(maxsize=64)
def far_row(row: RowBox, scale: float) -> RowBox:
    """Return an experience row with its words, all alike, as large as they may become where a unit has *scale* pixels."""
    top, height = row.rect.y + ROW_AIR, row.rect.height - 2 * ROW_AIR
    starts = sorted(block.rect.x for _, _, block in row.cells)
    rooms = [Rect(block.rect.x, top, _room_beside(row, block, starts), height) for _, _, block in row.cells]
    sizes = [enlarged(cell[2], room, scale).style.size for cell, room in zip(row.cells, rooms, strict=True)]
    most = min(sizes, default=0) * scale
    cells = [
        (stage_id, step, enlarged(block, room, scale, most))
        for (stage_id, step, block), room in zip(row.cells, rooms, strict=True)
    ]
    return row._replace(cells=tuple(cells))


def _room_beside(row: RowBox, block: TextBlock, starts: list[float]) -> float:
    """Return how wide words of a row may become: into the next step, where nothing stands there."""
    place = bisect_right(starts, block.rect.x)
    end = starts[place] if place < len(starts) else row.rect.right
    return max(block.rect.width, min(BESIDE * block.rect.width, end - block.rect.x - 2 * ROW_AIR))


def enlarged(block: TextBlock, room: Rect, scale: float, readable: float = READABLE) -> TextBlock:
    """Return words in the largest letters, up to *readable* pixels, in which all of them fit a room unbroken, or cut."""
    wanted = round(readable / scale)
    lines, size = largest(joined(block.lines), room.width, room.height, block.style, wanted)
    if not lines:
        lines, size = block.lines, block.style.size
    is_cut = block.is_cut
    if size * scale < LEAST:
        size, is_cut = ceil(CUT / scale), True
        lines = beginning(joined(block.lines), room.width, room.height, block.style._replace(size=size))
    height = size * LINE
    top = room.y + max(0.0, room.height - height * len(lines)) / 2
    place = Rect(room.x, top, room.width, height * len(lines))
    return TextBlock(place, lines, block.style._replace(size=size), height, is_cut)


@lru_cache(maxsize=20_000)
def beginning(words: str, width: float, height: float, style: TextStyle) -> tuple[str, ...]:
    """Return as much of some words as a room holds, or nothing where not even the first of them has room unbroken."""
    most = int(height // (style.size * LINE))
    first = next((place for place, letter in enumerate(words, 1) if letter in f" {_DASHES}"), len(words))
    if not most or fonts.measure(words[:first].rstrip(), style) > width:
        return ()
    return fit(words, width, style, fonts.measure, most_lines=most)[0]


@lru_cache(maxsize=20_000)
def largest(words: str, width: float, height: float, style: TextStyle, wanted: int) -> tuple[tuple[str, ...], int]:
    """Return lines, and the size above that of the style and up to *wanted*, with which all words fit; no lines if none does."""
    for size in _sizes(wanted, style.size):
        larger = style._replace(size=size)
        most = int(height // (size * LINE))
        if most and widest_word(words, larger, fonts.measure) <= width:
            lines, is_cut = fit(words, width, larger, fonts.measure, most_lines=most)
            if not is_cut:
                return lines, size
    return (), style.size


def _sizes(wanted: int, least: int) -> Iterator[int]:
    size = float(wanted)
    while size > least:
        yield int(size)
        size *= SHRINK


def joined(lines: tuple[str, ...]) -> str:
    """Return the words of lines that were broken for a smaller size."""
    words = ""
    for line in lines:
        beside = words[-1:] + line[:1]
        is_open = words and words[-1] not in _DASHES and not any(letter >= _IDEOGRAPHS for letter in beside)
        words += f" {line}" if is_open else line
    return words
