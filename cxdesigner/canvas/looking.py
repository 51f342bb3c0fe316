"""Looking at a part of the map: what is selected, one stage, one stage alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesigner.document.records import RecordId

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView


def show_selection(view: MapView) -> None:
    """Let what is selected fill the view."""
    view.viewpoint.show_records(view.selection)


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
