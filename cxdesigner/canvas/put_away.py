"""What is put away in collapsed stages and lanes, or in hidden lanes: where it is, and how it comes out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdesigner.document.records import RecordId, Touchpoint
from cxdesigner.layout.lanes import LANES, lane_key
from cxdesigner.layout.plan import PileBox, Plan
from cxdesigner.layout.shapes import outer_of

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

MOST_TITLES = 12
"""So many titles of a pile its tip lists."""


def pile_at(plan: Plan, x: float, y: float) -> PileBox | None:
    """Return the pile under a point."""
    return next((pile for pile in plan.piles if pile.rect.contains(x, y)), None)


def open_pile(view: MapView, pile: PileBox) -> None:
    """Expand the stage and the lane in which a pile is, in one step."""
    from dataclasses import replace

    from cxdesigner.commands.shapes import collapse_lane, collapse_stages
    from cxdesigner.document.change import Change, Edit

    stage_id = view.plan.columns[pile.column].stage_id
    lane = view.plan.lanes[pile.lane]

    def make() -> Edit:
        edit = collapse_stages(view.document, [stage_id], is_collapsed=False)
        if not lane.is_collapsed:
            return edit
        other = collapse_lane(view.document, view.map_id, lane.key, is_collapsed=False)
        change: Change = edit.change.then(other.change)
        return replace(other, change=change)

    view.do(make, selects=False)


def where_is(view: MapView, touchpoint_id: RecordId) -> str:
    """Say where a touchpoint is that the map shows no card of; nothing about anything else."""
    touchpoint = view.document.find(touchpoint_id)
    plan = view.plan
    if not isinstance(touchpoint, Touchpoint) or plan.card(touchpoint_id) is not None:
        return ""
    pile = plan.pile(touchpoint_id)
    if pile is not None and plan.lanes[pile.lane].is_collapsed:
        lane = plan.lanes[pile.lane].key
        title = LANES[lane.kind].lane_title(view.document, lane)
        return f"“{touchpoint.title}” is in the collapsed lane “{title}”; double click its mark there to see it."
    if pile is not None:
        title = view.document.title_of(touchpoint.stage_id)
        return f"“{touchpoint.title}” is in the collapsed stage “{title}”; double click its mark there to see it."
    key = lane_key(view.document, touchpoint, view.lanes)
    hidden = next((one for one in (key, outer_of(key)) if one in plan.hidden_lanes), None)
    if hidden is None:
        return ""
    title = LANES[hidden.kind].lane_title(view.document, hidden)
    return f"“{touchpoint.title}” is in the lane “{title}”, which is hidden; click “hidden – show” at the top left."


def tip_of_pile(view: MapView, pile: PileBox) -> str:
    """Return the titles of a pile, one a line."""
    titles = [view.document.title_of(touchpoint_id) for touchpoint_id in pile.touchpoint_ids]
    more = len(titles) - MOST_TITLES
    return "\n".join((*titles[:MOST_TITLES], *((f"and {more:,} more",) if more > 0 else ())))
