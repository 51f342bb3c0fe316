"""Asking for the menu of what is under the pointer or a resting finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from cxdesigner.canvas.picture_drops import in_row_at
from cxdesigner.canvas.row_cells import row_cell_at

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView


def ask_for_menu(view: MapView, at: QPointF) -> None:
    """Ask for the menu of what is under a point of the viewport, and select that; in a cell of a row it is about that cell."""
    place = view.in_map(at)
    thing_id = view.thing_at(place) or next(iter(in_row_at(view, place)), None)
    if thing_id is not None and thing_id not in view.selection:
        view.select([thing_id])
    elif thing_id is None and row_cell_at(view.plan, place) is not None:
        view.select([])
        view.walker.click(place)
    view.asked_for_menu.emit(thing_id, view.viewport().mapToGlobal(at.toPoint()))
