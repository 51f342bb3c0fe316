"""The cells of experience rows: where they are, what they say, the quiet frame under the pointer, and opening them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from cxdesigner.canvas.ink import NO_BRUSH, box, pen
from cxdesigner.canvas.items.overlays import OverlayItem
from cxdesigner.commands.pictures import cell_in_row
from cxdesigner.document.document import Document
from cxdesigner.document.records import ExperienceCell, ExperienceRow, RecordId, RowKind
from cxdesigner.layout.plan import Plan, Rect

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

HOVER_DEPTH = 4.0
INSET = 7.0
"""How far the quiet frame stands inside its cell, in units."""
HOVER_PIXELS = 1.5


class RowCell(NamedTuple):
    """One step of an experience row, whether anything stands in it or not; `column` is its place along the map."""

    row_id: RecordId
    stage_id: RecordId
    step: int
    column: int
    rect: Rect


def cell_of_row(plan: Plan, row_id: RecordId, column: int) -> RowCell | None:
    """Return the cell of a row at a column; None where the row or the column is not shown."""
    row = next((row for row in plan.rows if row.row_id == row_id), None)
    if row is None or not 0 <= column < len(plan.columns) or plan.columns[column].is_collapsed:
        return None
    place = plan.columns[column]
    rect = Rect(place.rect.x, row.rect.y, place.rect.width, row.rect.height)
    return RowCell(row_id, place.stage_id, place.step, column, rect)


def row_cell_at(plan: Plan, at: QPointF) -> RowCell | None:
    """Return the cell of an experience row under a point of the map."""
    row = next((row for row in plan.rows if row.rect.y <= at.y() < row.rect.bottom), None)
    if row is None:
        return None
    columns = enumerate(plan.columns)
    column = next((number for number, one in columns if one.rect.x <= at.x() < one.rect.right), None)
    return cell_of_row(plan, row.row_id, column) if column is not None else None


def cell_of_record(plan: Plan, cell: ExperienceCell) -> RowCell | None:
    """Return where a record of a cell is shown."""
    places = enumerate(plan.columns)
    here = (cell.stage_id, cell.step)
    column = next((number for number, one in places if (one.stage_id, one.step) == here), None)
    return cell_of_row(plan, cell.row_id, column) if column is not None else None


def beside(plan: Plan, cell: RowCell, by: int) -> RowCell | None:
    """Return the next cell of the same row (1) or the one before (−1), past collapsed stages; None at the end."""
    column = cell.column + by
    while 0 <= column < len(plan.columns):
        found = cell_of_row(plan, cell.row_id, column)
        if found is not None:
            return found
        column += by
    return None


def record_in(document: Document, cell: RowCell) -> ExperienceCell | None:
    """Return what stands in a cell, or None where it is empty."""
    return cell_in_row(document, cell.row_id, cell.stage_id, cell.step)


def typed_in(document: Document, cell: RowCell) -> str:
    """Return what somebody would type to get what a cell says: its number in a measure, its words in other rows."""
    row, record = document.find(cell.row_id), record_in(document, cell)
    if record is None:
        return ""
    if isinstance(row, ExperienceRow) and row.kind is RowKind.MEASURE:
        return "" if record.value is None else f"{record.value:.12g}"
    return record.text


def is_of_kind(document: Document, cell: RowCell, kind: RowKind) -> bool:
    """Tell whether a cell is in a row of a kind."""
    row = document.find(cell.row_id)
    return isinstance(row, ExperienceRow) and row.kind is kind


def open_cell(view: MapView, cell: RowCell, typed: str = "") -> None:
    """Let somebody type into a cell, or choose its picture where the row shows pictures."""
    view.walker.go_to_cell(cell)
    if is_of_kind(view.document, cell, RowKind.PICTURES) and not typed:
        view.asked_for_picture.emit(cell)
    else:
        view.editing.start_cell(cell, typed)


def types_here(view: MapView, text: str) -> bool:
    """Begin typing into the cell where the keyboard is; False where it is in none, or the key means something else."""
    cell = view.walker.row_cell()
    is_number = cell is not None and is_of_kind(view.document, cell, RowKind.MEASURE)
    if cell is None or text in ("=+?" if is_number else "=+-?"):
        return False
    open_cell(view, cell, text)
    return True


class CellHover:
    """The quiet frame around the cell under the pointer: here one can type."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self._frame = OverlayItem(HOVER_DEPTH)
        self._shown: RowCell | None = None
        view.scene_of_map.addItem(self._frame)

    @property
    def cell(self) -> RowCell | None:
        """The cell that is framed."""
        return self._shown

    def show(self, cell: RowCell | None) -> None:
        """Frame a cell, or none."""
        if cell == self._shown:
            return
        self._shown = cell
        if cell is None:
            self._frame.clear()
            return
        rect = cell.rect.grown(-INSET)
        self._frame.show_drawing(rect.grown(INSET), partial(self._paint, rect))

    def _paint(self, rect: Rect, painter: QPainter) -> None:
        width = HOVER_PIXELS / (abs(painter.deviceTransform().m11()) or 1.0)
        painter.setBrush(NO_BRUSH)
        painter.setPen(pen(self._view.theme.stage_line, width))
        painter.drawRoundedRect(box(rect), 10, 10)
