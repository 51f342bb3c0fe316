"""A picture that is dropped on the map: on a card, or in an experience row."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QMimeData, QPointF

from cxdesigner.canvas.keeping import offers_picture, picture_from
from cxdesigner.commands import pictures
from cxdesigner.document.change import Edit
from cxdesigner.document.records import Picture, RecordId
from cxdesigner.layout.plan import Rect

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

NOT_HERE = "Drop a picture on a card or into an experience row."


class Landing(NamedTuple):
    """Where a picture would go: a card, or a step of an experience row; `rect` is what lights up."""

    rect: Rect
    card_id: RecordId | None = None
    row_id: RecordId | None = None
    stage_id: RecordId | None = None
    step: int = 0


def landing_at(view: MapView, at: QPointF) -> Landing | None:
    """Return where a picture dropped at a point of the map would go, or None."""
    card = view.hits.card_at(at.x(), at.y())
    if card is not None:
        return Landing(card.rect, card_id=card.touchpoint_id)
    row = next((row for row in view.plan.rows if row.rect.y <= at.y() < row.rect.bottom), None)
    column = next((one for one in view.plan.columns if one.rect.x <= at.x() < one.rect.right), None)
    if row is None or column is None:
        return None
    place = Rect(column.rect.x, row.rect.y, column.rect.width, row.rect.height)
    return Landing(place, row_id=row.row_id, stage_id=column.stage_id, step=column.step)


def in_row_at(view: MapView, at: QPointF) -> list[RecordId]:
    """Return what stands in an experience row at a point of the map: one cell, or none."""
    landing = landing_at(view, at) if view.plan.rows else None
    if landing is None or landing.row_id is None or landing.stage_id is None:
        return []
    cell = pictures.cell_in_row(view.document, landing.row_id, landing.stage_id, landing.step)
    return [cell.id] if cell is not None else []


def hold_over(view: MapView, data: QMimeData, at: QPointF) -> bool:
    """Show where a picture that is dragged over a point of the map would go; False where it cannot."""
    view.clear_landing()
    landing = landing_at(view, at) if offers_picture(data) else None
    if landing is None:
        return False
    view.show_landing(landing.rect, is_gap=False, is_allowed=True)
    return True


def take(view: MapView, data: QMimeData, at: QPointF) -> bool:
    """Put a picture where it was dropped; False where it is no picture. What cannot be read is told."""
    if not offers_picture(data):
        return False
    view.clear_landing()
    landing = landing_at(view, at)
    if landing is None:
        view.refused.emit(NOT_HERE)
        return True
    view.do(lambda: _plan(view, picture_from(data), landing))
    return True


def _plan(view: MapView, picture: Picture, landing: Landing) -> Edit:
    if landing.card_id is not None:
        return pictures.set_picture(view.document, (landing.card_id,), picture)
    assert landing.row_id is not None
    assert landing.stage_id is not None
    return pictures.set_picture_in_cell(view.document, landing.row_id, landing.stage_id, landing.step, picture)
