"""Walking along the way that stands out on the map, touchpoint by touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView


def place_on_way(view: MapView) -> int | None:
    """Return how many touchpoints of the way come before the selected one; None where none of them is selected."""
    way = view.spotlight.way
    if way is None or len(view.selection) != 1 or view.selection[0] not in way.touchpoint_ids:
        return None
    return way.touchpoint_ids.index(view.selection[0])


def walk_way(view: MapView, by: int) -> bool:
    """Go on along the way, or back; begin where it begins. False at its end, and where there is none."""
    way = view.spotlight.way
    if way is None or not way.touchpoint_ids:
        return False
    here = place_on_way(view)
    there = (0 if by > 0 else len(way.touchpoint_ids) - 1) if here is None else here + by
    if not 0 <= there < len(way.touchpoint_ids):
        return False
    view.show_record(way.touchpoint_ids[there])
    return True
