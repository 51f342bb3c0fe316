"""Headings that a sheet repeats in its margin, where its own part of the poster does not show them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QPainter

from cxdesigner.canvas.fonts import measure
from cxdesigner.canvas.ground import EMOTION
from cxdesigner.canvas.ink import text_line
from cxdesigner.canvas.theme import Theme
from cxdesigner.layout.plan import Rect, TextBlock, TextStyle
from cxdesigner.wall.marks import shortened
from cxdesigner.wall.sizing import Picture

NAME = TextStyle(24, bold=True)
_ABOVE, _BESIDE = 8.0, 12.0
_AIR = 12.0
_LEAST = 150.0
"""Units of 0.1 mm: a part narrower than this has no room for a name."""


class Heading(NamedTuple):
    """A name, and from where to where (mm of the poster) what it names reaches on a sheet."""

    name: str
    start: float
    end: float


def stages_above(picture: Picture, source: Rect) -> list[Heading]:
    """Return the stages that reach into a sheet, and whose name stands above it or left of it.

    *source* is the sheet's part of the poster in mm. Where bands lie below one another, it is the uppermost that counts.
    """
    reaching = [stage for stage in _stages(picture) if stage[1].y < source.bottom and stage[2] > source.y + 1]
    uppermost = min((heading.y for _, heading, _ in reaching), default=0.0)
    found = []
    for name, heading, _ in reaching:
        is_above, is_left = heading.bottom <= source.y + 1, heading.x < source.x - 1
        if heading.y == uppermost and (is_above or is_left):
            found += _part(name, max(heading.x, source.x), min(heading.right, source.right))
    return found


def lanes_beside(picture: Picture, source: Rect) -> list[Heading]:
    """Return the lanes and rows that begin left of a sheet and reach into it."""
    found = []
    for title, header, lane in _lanes(picture):
        if header.right <= source.x + 1 < lane.right:
            found += _part(title, max(lane.y, source.y), min(lane.bottom, source.bottom))
    return found


def paint_repeated(painter: QPainter, picture: Picture, source: Rect, trim: Rect, theme: Theme) -> None:
    """Write the names in the margin: stages above the picture, lanes at its left, to be read from below.

    *trim* is the picture on the sheet in units of 0.1 mm. The margin is cut off or covered when sheets are glued.
    """
    for name, start, end in stages_above(picture, source):
        room = (end - start) * 10 - 2 * _AIR
        x = trim.x + (start - source.x) * 10 + _AIR
        text_line(painter, shortened(name, room, NAME), NAME, theme.detail, x, trim.y - _ABOVE)
    for name, start, end in lanes_beside(picture, source):
        said = shortened(name, (end - start) * 10 - 2 * _AIR, NAME)
        middle = trim.y + ((start + end) / 2 - source.y) * 10
        painter.save()
        painter.translate(trim.x - _BESIDE, middle + measure(said, NAME) / 2)
        painter.rotate(-90)
        text_line(painter, said, NAME, theme.detail, 0, 0)
        painter.restore()


def _part(name: str, start: float, end: float) -> list[Heading]:
    return [Heading(name, start, end)] if (end - start) * 10 >= _LEAST else []


def _stages(picture: Picture) -> Iterator[tuple[str, Rect, float]]:
    """Yield name and heading of each stage, and how far down its columns reach, in mm of the poster."""
    for band in picture.map.bands:
        for stage in band.plan.stages:
            heading = picture.on_page(stage.rect.moved(0, band.top))
            yield _name(stage.title), heading, picture.on_page(Rect(0, band.top, 1, band.plan.height)).bottom


def _lanes(picture: Picture) -> Iterator[tuple[str, Rect, Rect]]:
    """Yield name, heading and whole of each lane, each row and the curve, in mm of the poster."""
    for band in picture.map.bands:
        plan = band.plan
        parts = [(_name(lane.title), lane.header, lane.rect) for lane in plan.lanes]
        parts += [(_name(row.title), row.header, row.rect) for row in plan.rows]
        if plan.curve is not None:
            parts.append((EMOTION, plan.curve.header, plan.curve.rect))
        for name, header, rect in parts:
            yield name, picture.on_page(header.moved(0, band.top)), picture.on_page(rect.moved(0, band.top))


def _name(title: TextBlock) -> str:
    return " ".join(title.lines)
