"""Where a press draws a link instead of moving a card: the edge of a card, its knob, and the ends of a selected link."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF

from cxdesigner.document.records import Link, RecordId
from cxdesigner.layout.plan import LinkPath, Rect

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

OUTSIDE, INSIDE = 9, 4
"""So far from the line of its edge a card is taken by the edge, in pixels."""
MOST_OUTSIDE = 26.0
LEAST_BODY = 0.7
"""At least this share of a card is there to be dragged, however far the map is."""
GRIP_REACH = 9
"""How near the end of a selected link is taken, in pixels."""


class Grip(NamedTuple):
    """One end of a link that can be hung on another card."""

    link_id: RecordId
    is_source: bool
    held: tuple[float, float]
    """Where the other end stays."""


def edge_at(view: MapView, at: QPointF) -> RecordId | None:
    """Return the card out of which a press here draws a link: of those that show their knob, and nothing in front."""
    scene, x, y = view.scene_of_map, at.x(), at.y()
    attention = scene.attention
    knob = view.hits.handle_at(x, y)
    if knob is not None and _shows_knob(view, knob.touchpoint_id):
        return knob.touchpoint_id
    near: list[RecordId | None] = [attention.hovered, *(view.selection if len(view.selection) == 1 else ())]
    for card_id in near:
        card = view.plan.card(card_id) if card_id is not None else None
        if card is None or not _is_at_edge(card.rect, x, y, view.viewpoint.scale):
            continue
        other = view.hits.card_at(x, y)
        if (other is None or other.touchpoint_id == card_id) and view.hits.note_at(x, y) is None:
            return card_id
    return None


def _shows_knob(view: MapView, card_id: RecordId) -> bool:
    attention = view.scene_of_map.attention
    return card_id in attention.selected or card_id == attention.hovered


def _is_at_edge(rect: Rect, x: float, y: float, scale: float) -> bool:
    outside = min(OUTSIDE / scale, MOST_OUTSIDE)
    inside = min(INSIDE / scale, (1 - LEAST_BODY) / 2 * rect.height)
    return rect.grown(outside).contains(x, y) and not rect.grown(-inside).contains(x, y)


def border_point(rect: Rect, x: float, y: float) -> tuple[float, float]:
    """Return the point on the edge of a rectangle that is nearest to a point."""
    across, down = min(max(x, rect.x), rect.right), min(max(y, rect.y), rect.bottom)
    if (across, down) != (x, y):
        return across, down
    ways = (
        (x - rect.x, (rect.x, y)),
        (rect.right - x, (rect.right, y)),
        (y - rect.y, (x, rect.y)),
        (rect.bottom - y, (x, rect.bottom)),
    )
    return min(ways)[1]


def way_out(rect: Rect, at: tuple[float, float]) -> tuple[int, int]:
    """Return the direction in which a line leaves a rectangle at a point of its edge."""
    if at[1] in (rect.y, rect.bottom) and rect.x < at[0] < rect.right:
        return 0, 1 if at[1] == rect.bottom else -1
    return (-1 if at[0] == rect.x else 1), 0


def selected_link(view: MapView) -> LinkPath | None:
    """Return the way of the selected link, where one link alone is selected."""
    if len(view.selection) != 1 or not isinstance(view.document.find(view.selection[0]), Link):
        return None
    return view.plan.links.find(view.selection[0])


def grip_at(view: MapView, at: QPointF) -> Grip | None:
    """Return the end of the selected link under a point."""
    path = selected_link(view)
    if path is None:
        return None
    reach = GRIP_REACH / view.viewpoint.scale
    ends = [(path.points[0], True, path.points[-1]), (path.points[-1], False, path.points[0])]
    far = [((x - at.x()) ** 2 + (y - at.y()) ** 2, is_source, held) for (x, y), is_source, held in ends]
    nearest = min(far)
    return Grip(path.link_id, nearest[1], nearest[2]) if nearest[0] <= reach * reach else None
