"""Looking at a part of the map: what is selected, what belongs together, one stage, one stage alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxdesigner.canvas.viewpoint import PIXELS_PER_UNIT
from cxdesigner.document.records import RecordId

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

AROUND = 96
"""Pixels that stay free around what is shown together, both sides counted."""


def show_selection(view: MapView) -> None:
    """Let what is selected fill the view."""
    view.viewpoint.show_records(view.selection)


def show_together(view: MapView, record_ids: Sequence[RecordId]) -> None:
    """Bring all of some records into view: scroll where they fit, step back where they do not, and come near again after that."""
    viewpoint = view.viewpoint
    if viewpoint.stepped_back is not None:
        before, then = viewpoint.stepped_back
        viewpoint.stepped_back = None
        if viewpoint.zoom == then:
            viewpoint.set_zoom(before)
    rects = [rect for rect in map(viewpoint.rect_of, record_ids) if rect is not None]
    if len(rects) < 2:
        view.reveal(record_ids[0])
        return
    together = rects[0]
    for rect in rects[1:]:
        together = together.united(rect)
    area, before = view.viewport().rect(), viewpoint.zoom
    zoom = min((area.width() - AROUND) / together.width(), (area.height() - AROUND) / together.height())
    if zoom < viewpoint.scale:
        viewpoint.set_zoom(max(viewpoint.whole_map(), zoom / PIXELS_PER_UNIT))
        viewpoint.stepped_back = before, viewpoint.zoom
    viewpoint.show_rect(together)


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
