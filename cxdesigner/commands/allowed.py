"""May I? One answer for hovering and for doing: an empty text, or the sentence that says why not."""

from __future__ import annotations

from collections.abc import Sequence

from cxdesigner.document.document import Document
from cxdesigner.document.limits import POSITION
from cxdesigner.document.records import LaneKind, RecordId, Stage, Touchpoint
from cxdesigner.layout.plan import LaneKey


def may_move(
    document: Document, touchpoint_ids: Sequence[RecordId], stage_id: RecordId, step: int, lane: LaneKey | None
) -> str:
    """Say whether touchpoints may be dropped into a cell."""
    if not all(isinstance(document.find(touchpoint_id), Touchpoint) for touchpoint_id in touchpoint_ids):
        return "These cards are not in the map any more."
    stage = document.find(stage_id)
    if not isinstance(stage, Stage):
        return "There is no stage here."
    if not 0 <= step < POSITION:
        return "There is no step here."
    maps = {document.stage(document.touchpoint(touchpoint_id).stage_id).map_id for touchpoint_id in touchpoint_ids}
    if maps - {stage.map_id}:
        return "Cards move within their map; use copy and paste to bring them to another one."
    return ""


def may_move_lane(lane: LaneKey) -> str:
    """Say whether a lane may be dragged to another place."""
    if lane.kind is LaneKind.LAYER:
        return "The layers keep their order: customer, frontstage, backstage, support."
    if lane.team_id is None and lane.kind is not LaneKind.CHANNEL:
        return "What is unassigned always stands at the bottom."
    if lane.channel_id is None and lane.kind is LaneKind.CHANNEL:
        return "What is unassigned always stands at the bottom."
    return ""
