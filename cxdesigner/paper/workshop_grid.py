"""The empty grid of a map in true size, on which cards of paper are stuck: stages, steps, lanes, and what each cell is called."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from cxdesigner.document.document import Document
from cxdesigner.document.reading import steps_of
from cxdesigner.document.records import RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.layout.addresses import SPARE_STEPS, Addresses, addresses_of, lane_letter
from cxdesigner.layout.lanes import LANES
from cxdesigner.layout.sheets import Paper
from cxdesigner.paper import fonts
from cxdesigner.paper.cards import Sheet
from cxdesigner.paper.text import Lettering, Pen, first_lines, set_lines

_GAP, _LANE, _STAGE, _MARGIN = 6.0, 46.0, 26.0, 10.0
_OVERLAP = 10.0
_MOST_MM = 14_400 / 72 * 25.4
_TITLE = Lettering(22, 26, bold=True)
_STAGE_TITLE = Lettering(22, 25, bold=True)
_LANE_TITLE = Lettering(15, 18, bold=True)
_LETTER = Lettering(30, 34, bold=True, ink=0.45)
_CELL = Lettering(11, 13, ink=0.55)


class Grid(NamedTuple):
    """How large the grid is, in mm: of one cell, and of the whole with its headings."""

    cell_width: float
    cell_height: float
    steps: tuple[int, ...]
    width: float
    height: float


def grid_of(document: Document, map_id: RecordId, sheet: Sheet) -> Grid:
    """Return the grid for cards of a sheet; each stage has a spare step."""
    addresses = addresses_of(document, map_id)
    steps = tuple(steps_of(document, stage.id) + SPARE_STEPS for stage in addresses.stages)
    cell = sheet.width + _GAP, sheet.height + _GAP
    width = 2 * _MARGIN + _LANE + sum(steps) * cell[0]
    height = 2 * _MARGIN + _STAGE + len(addresses.lanes) * cell[1] + 14
    return Grid(*cell, steps, width, height)


def write_grid(
    document: Document,
    map_id: RecordId,
    sheet: Sheet,
    *,
    tiles: Paper | None = None,
    date: datetime.date | None = None,
) -> bytes:
    """Return the grid as a PDF: one page in true size for a plotter, or on sheets of a paper, to be glued together.

    Refuses one that no PDF can hold on a page (5 m); then it takes sheets.
    """
    grid = grid_of(document, map_id, sheet)
    if tiles is None and max(grid.width, grid.height) > _MOST_MM:
        raise Refused(
            f"The grid is {max(grid.width, grid.height) / 1000:.1f} m long, too long for one page; put it on sheets."
        )
    out = io.BytesIO()
    page = (tiles.width_mm, tiles.height_mm) if tiles is not None else (grid.width, grid.height)
    canvas = Canvas(out, pagesize=(page[0] * mm, page[1] * mm), invariant=1, initialFontName=fonts.base())
    day = date or datetime.date.today()
    canvas._doc._timeStamp.YMDhms = (day.year, day.month, day.day, 0, 0, 0)
    canvas.setTitle(f"{document.map(map_id).title} – empty grid")
    canvas.setCreator("CX Designer")
    addresses = addresses_of(document, map_id)
    if tiles is None:
        _draw(canvas, document, map_id, addresses, grid)
    else:
        for number, (name, x, y) in enumerate(_tiles(grid, tiles)):
            if number:
                canvas.showPage()
            _draw_tile(canvas, tiles, name, lambda: _draw(canvas, document, map_id, addresses, grid), x, y, grid)
    canvas.save()
    return out.getvalue()


def sheets_of(grid: Grid, paper: Paper) -> tuple[int, int]:
    """Return how many sheets of a paper lie side by side and below one another."""
    width, height = (side - 2 * _MARGIN - _OVERLAP for side in (paper.width_mm, paper.height_mm))
    return max(1, math.ceil((grid.width - _OVERLAP) / width)), max(1, math.ceil((grid.height - _OVERLAP) / height))


def _tiles(grid: Grid, paper: Paper) -> Iterator[tuple[str, float, float]]:
    """Yield the name of each sheet and the upper left corner of what it shows, in mm."""
    columns, rows = sheets_of(grid, paper)
    width, height = (side - 2 * _MARGIN - _OVERLAP for side in (paper.width_mm, paper.height_mm))
    for row in range(rows):
        for column in range(columns):
            yield f"{lane_letter(row)}{column + 1} of {lane_letter(rows - 1)}{columns}", column * width, row * height


def _draw_tile(canvas: Any, paper: Paper, name: str, draw: Any, x: float, y: float, grid: Grid) -> None:
    """Draw what lies under one sheet, with its name, its frame and the line up to which the next one is glued."""
    width, height = paper.width_mm - 2 * _MARGIN, paper.height_mm - 2 * _MARGIN
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(_MARGIN * mm, _MARGIN * mm, width * mm, height * mm)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.translate((_MARGIN - x) * mm, (paper.height_mm - _MARGIN - grid.height + y) * mm)
    draw()
    canvas.restoreState()
    canvas.saveState()
    canvas.setStrokeGray(0.6)
    canvas.setLineWidth(0.3)
    canvas.rect(_MARGIN * mm, _MARGIN * mm, width * mm, height * mm)
    canvas.setDash(1.5, 2)
    right, low = (_MARGIN + width - _OVERLAP) * mm, (_MARGIN + _OVERLAP) * mm
    canvas.line(right, _MARGIN * mm, right, (_MARGIN + height) * mm)
    canvas.line(_MARGIN * mm, low, (_MARGIN + width) * mm, low)
    canvas.restoreState()
    pen = Pen(canvas)
    pen.write(set_lines(f"Sheet {name} – print at 100 %", _CELL, width * mm), _MARGIN * mm, 4 * mm, width * mm, _CELL)
    pen.lift()


def _draw(canvas: Any, document: Document, map_id: RecordId, addresses: Addresses, grid: Grid) -> None:
    left, top = _MARGIN + _LANE, grid.height - _MARGIN - 14
    bottom = top - _STAGE - len(addresses.lanes) * grid.cell_height
    right = left + sum(grid.steps) * grid.cell_width
    pen = Pen(canvas)
    pen.write(
        first_lines(document.map(map_id).title, _TITLE, (right - _MARGIN) * mm), _MARGIN * mm, (top + 4) * mm, 0, _TITLE
    )
    canvas.setStrokeGray(0.35)
    x = left
    for number, (stage, steps) in enumerate(zip(addresses.stages, grid.steps, strict=True), start=1):
        width = steps * grid.cell_width
        canvas.setLineWidth(1.6)
        canvas.line(x * mm, bottom * mm, x * mm, top * mm)
        said = first_lines(f"{number}  {stage.title}", _STAGE_TITLE, (width - 8) * mm, 2)
        pen.write(said, (x + 4) * mm, (top - 9) * mm, width * mm, _STAGE_TITLE)
        for step in range(steps):
            here = x + step * grid.cell_width
            if step:
                canvas.setLineWidth(0.4)
                canvas.line(here * mm, bottom * mm, here * mm, (top - _STAGE) * mm)
            for lane in range(len(addresses.lanes)):
                y = top - _STAGE - lane * grid.cell_height
                pen.write(
                    set_lines(f"{lane_letter(lane)}{number}.{step + 1}", _CELL, 99),
                    (here + 1.5) * mm,
                    (y - 4.6) * mm,
                    0,
                    _CELL,
                )
        x += width
    canvas.setLineWidth(1.6)
    canvas.line(right * mm, bottom * mm, right * mm, top * mm)
    canvas.line(left * mm, top * mm, right * mm, top * mm)
    _draw_lanes(canvas, pen, document, addresses, grid, top - _STAGE, right)
    pen.lift()


def _draw_lanes(
    canvas: Any, pen: Pen, document: Document, addresses: Addresses, grid: Grid, top: float, right: float
) -> None:
    for number, key in enumerate(addresses.lanes):
        y = top - number * grid.cell_height
        canvas.setLineWidth(1.6 if number == 0 else 0.8)
        canvas.line(_MARGIN * mm, y * mm, right * mm, y * mm)
        kind = LANES[key.kind]
        outer = kind.outer_title(document, key) if kind.outer_title is not None else ""
        title = " › ".join(filter(None, (outer, kind.lane_title(document, key))))
        pen.write(set_lines(lane_letter(number), _LETTER, 99), (_MARGIN + 2) * mm, (y - 13) * mm, 0, _LETTER)
        pen.write(
            first_lines(title, _LANE_TITLE, (_LANE - 4) * mm, 3), (_MARGIN + 2) * mm, (y - 23) * mm, 0, _LANE_TITLE
        )
    canvas.setLineWidth(1.6)
    y = top - len(addresses.lanes) * grid.cell_height
    canvas.line(_MARGIN * mm, y * mm, right * mm, y * mm)
