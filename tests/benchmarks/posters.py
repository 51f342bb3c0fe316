"""The poster of a big map against a plain painting of the same scene, and against Inkscape with our SVG."""

from __future__ import annotations

import datetime
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPdfWriter, QPen, QPicture

from cxdesigner.canvas import fonts
from cxdesigner.canvas.ink import baseline
from cxdesigner.canvas.theme import PAPER
from cxdesigner.document.reading import first_map
from cxdesigner.layout.plan import Plan, Rect, TextBlock
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.wall import headless
from cxdesigner.wall.order import Order
from cxdesigner.wall.pdf import DOTS_PER_INCH, UNITS_PER_INCH, layout_of
from cxdesigner.wall.pictures import paint_picture, write_svg
from cxdesigner.wall.poster import as_pdf, poster_of, write_poster
from cxdesigner.wall.sizing import Picture
from tests.benchmarks.big_map import big_map
from tests.benchmarks.measuring import Result, cpu_of_call, cpu_of_program, interleaved

ROUNDS = 5
CARDS = 1_000
DATE = datetime.date(2026, 11, 28)
BAR, INKSCAPE_BAR = 2.0, 0.2
"""Inkscape may be five times slower at least: we need a fifth of its time at most."""


class Scene(NamedTuple):
    """All there is to paint, as plain as it can be: filled rectangles, lines, and texts with their font and foot."""

    rects: list[QRectF]
    lines: list[list[QPointF]]
    texts: list[tuple[QFont, QPointF, str]]


def poster_1000() -> dict[str, Result]:
    """Return the CPU time of the poster of 1,000 cards over that of a plain `QPdfWriter` and over that of Inkscape.

    `poster_1000` is from the sizes to the finished PDF, over a `QPdfWriter` that takes the very same strokes as they were
    recorded. `_rectangles` is the same over the rectangles, lines and texts alone, without patterns, icons and faces.
    `_whole` is from the map to the PDF, with all that is worked out to make letters large; a plain painting has nothing to
    work out, so there is no bar. Inkscape begins with a drawing in which all of that is worked out too. Python looks for
    nothing to throw away meanwhile, as it does not in the program either (`cli.py`, `ui/application.py`).
    """
    gc.disable()
    try:
        return _poster_1000()
    finally:
        gc.enable()


def _poster_1000() -> dict[str, Result]:
    headless.ready()
    document = big_map(CARDS)
    map_id, order = first_map(document).id, Order(paper=parse_paper("A0"))
    poster = poster_of(document, map_id, order, "revision 1")
    ours = partial(cpu_of_call, partial(as_pdf, document, map_id, poster, order.theme, DATE))
    whole = partial(cpu_of_call, partial(write_poster, document, map_id, order, date=DATE))
    strokes = strokes_of(poster.picture)
    replayed = partial(cpu_of_call, partial(plain_pdf, poster.picture, lambda painter: strokes.play(painter)))
    scene = scene_of(poster.picture)
    plain = partial(cpu_of_call, partial(plain_pdf, poster.picture, partial(paint_plainly, scene, poster.picture)))
    results = {
        "poster_1000": Result(*interleaved(ours, replayed, rounds=ROUNDS), "s", CARDS, BAR),
        "poster_1000_rectangles": Result(*interleaved(ours, plain, rounds=ROUNDS), "s", CARDS),
        "poster_1000_whole": Result(*interleaved(whole, replayed, rounds=ROUNDS), "s", CARDS),
    }
    inkscape = shutil.which("inkscape")
    if inkscape is None:
        print("poster_1000_inkscape: Inkscape is not installed here, so nothing is compared with it.", file=sys.stderr)
        return results
    with tempfile.TemporaryDirectory() as folder:
        drawing, pdf = Path(folder, "map.svg"), Path(folder, "map.pdf")
        drawing.write_bytes(write_svg(document, map_id, order))
        theirs = cpu_of_program([inkscape, str(drawing), f"--export-filename={pdf}"])
    results["poster_1000_inkscape"] = Result(results["poster_1000"].ours, theirs, "s", CARDS, INKSCAPE_BAR)
    results["poster_1000_inkscape_whole"] = Result(results["poster_1000_whole"].ours, theirs, "s", CARDS, INKSCAPE_BAR)
    return results


def strokes_of(picture: Picture) -> QPicture:
    """Return all that the painter of a poster is told, as Qt records it."""
    strokes = QPicture()
    painter = QPainter(strokes)
    paint_picture(painter, picture, PAPER)
    painter.end()
    return strokes


def scene_of(picture: Picture) -> Scene:
    """Return the rectangles, lines and texts of a map, where they lie on its page, in units of 0.1 mm of the map."""
    scene = Scene([], [], [])
    for band in picture.map.bands:
        plan, top = band.plan, band.top
        scene.rects.extend(QRectF(rect.x, rect.y + top, rect.width, rect.height) for rect in _rects(plan))
        scene.lines.extend([QPointF(x, y + top) for x, y in link.points] for link in plan.links)
        for block in _blocks(plan):
            y = baseline(block.style, block.rect.y, block.line_height) + top
            for place, text in enumerate(block.lines):
                at = QPointF(block.rect.x, y + place * block.line_height)
                scene.texts.append((fonts.font(block.style), at, text))
    return scene


def _rects(plan: Plan) -> Iterator[Rect]:
    for lane in plan.lanes:
        yield from (lane.rect, lane.header)
    yield from (stage.rect for stage in plan.stages)
    for card in plan.cards:
        yield from (card.rect, Rect(card.rect.x, card.rect.y, 20, card.rect.height))


def _blocks(plan: Plan) -> Iterator[TextBlock]:
    yield from (lane.title for lane in plan.lanes)
    yield from (stage.title for stage in plan.stages)
    for card in plan.cards:
        yield from (card.title, card.when, *card.details)
    yield from (link.label for link in plan.links if link.label is not None)
    yield from plan.title.lines if plan.title is not None else ()


def paint_plainly(scene: Scene, picture: Picture, painter: QPainter) -> None:
    """Paint a scene as anybody would: one call of the painter for each part."""
    painter.translate(picture.left_mm * 10, picture.top_mm * 10)
    painter.scale(picture.scale, picture.scale)
    painter.setPen(QPen(QColor("#40505f"), 3.0))
    painter.setBrush(QBrush(QColor("#f2f5f8")))
    for rect in scene.rects:
        painter.drawRoundedRect(rect, 12.0, 12.0)
    for line in scene.lines:
        painter.drawPolyline(line)
    for font, at, text in scene.texts:
        painter.setFont(font)
        painter.drawText(at, text)


def plain_pdf(picture: Picture, paint: Callable[[QPainter], object]) -> bytes:
    """Return a PDF of one page as large as a picture, painted in units of 0.1 mm."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS_PER_INCH)
    writer.setPageLayout(layout_of(picture.width_mm, picture.height_mm))
    painter = QPainter(writer)
    painter.scale(DOTS_PER_INCH / UNITS_PER_INCH, DOTS_PER_INCH / UNITS_PER_INCH)
    paint(painter)
    painter.end()
    buffer.close()
    return bytes(buffer.data().data())
