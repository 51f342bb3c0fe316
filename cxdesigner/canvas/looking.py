"""Looking at a part of the map: what is selected, what belongs together, one stage, one stage alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from cxdesigner.canvas.viewpoint import LEAST_FILLING, PIXELS_PER_UNIT
from cxdesigner.document.records import RecordId

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

AROUND = 96
"""Pixels that stay free around what is shown together, both sides counted."""


SPECKS = 0.15
"""A zoom at which cards are no more than specks."""


def show_selection(view: MapView) -> None:
    """Let what is selected fill the view."""
    view.viewpoint.show_records(view.selection)


def show_together(view: MapView, record_ids: Sequence[RecordId]) -> None:
    """Bring all of some records into view: scroll where they fit, step back where they do not, and come near again after that.

    Where they would be but specks, the first of them is shown.
    """
    viewpoint = view.viewpoint
    if viewpoint.stepped_back is not None:
        before, then = viewpoint.stepped_back
        viewpoint.stepped_back = None
        if viewpoint.zoom == then:
            viewpoint.set_zoom(before)
    together = _around(view, record_ids)
    before, zoom = viewpoint.zoom, 0.0 if together is None else _zoom_for(view, together)
    if len(record_ids) < 2 or together is None or zoom < min(before, SPECKS):
        view.reveal(record_ids[0])
        return
    if zoom < before:
        viewpoint.set_zoom(zoom)
        viewpoint.stepped_back = before, viewpoint.zoom
    viewpoint.show_rect(together)


def show_way(view: MapView, touchpoint_ids: Sequence[RecordId]) -> None:
    """Bring a way into view: all of it where its cards can still be read, else its first card."""
    together = _around(view, touchpoint_ids)
    is_readable = together is not None and _zoom_for(view, together) >= LEAST_FILLING
    show_together(view, touchpoint_ids if is_readable else touchpoint_ids[:1])


def _around(view: MapView, record_ids: Sequence[RecordId]) -> QRectF | None:
    """Return the rectangle around those of some records that the map shows."""
    rects = [rect for rect in map(view.viewpoint.rect_of, record_ids) if rect is not None]
    together = rects[0] if rects else None
    for rect in rects[1:]:
        assert together is not None
        together = together.united(rect)
    return together


def _zoom_for(view: MapView, rect: QRectF) -> float:
    """Return the zoom at which a rectangle of the map just fits into the view."""
    area = view.viewport().rect()
    scale = min((area.width() - AROUND) / rect.width(), (area.height() - AROUND) / rect.height())
    return max(0.0, scale) / PIXELS_PER_UNIT


def stage_here(view: MapView) -> RecordId | None:
    """Return the stage that is selected, that of the selected card or cell, or else that in the middle of the view."""
    plan, place = view.plan, view.walker.place
    if place is not None and place.column >= 0:
        return plan.columns[place.column].stage_id
    middle = view.visible_rect().center().x()
    nearest = min(plan.stages, key=lambda stage: abs(stage.rect.center[0] - middle), default=None)
    return nearest.stage_id if nearest is not None else None


def show_stage(view: MapView) -> None:
    """Let the stage here fill the view."""
    stage_id = stage_here(view)
    if stage_id is not None:
        view.viewpoint.show_stage(stage_id)


def toggle_focus(view: MapView) -> None:
    """Look at the stage here alone, or at the whole journey again."""
    view.focus_stage(None if view.spotlight.stage_id is not None else stage_here(view))
