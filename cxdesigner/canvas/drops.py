"""What is dragged in from the palette: a stage, a touchpoint of a channel, a sticker."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QPointF

from cxdesigner.canvas.landing import column_of, stage_gap
from cxdesigner.commands import notes, stages, touchpoints
from cxdesigner.document.change import Edit
from cxdesigner.document.records import Channel, RecordId
from cxdesigner.layout.grid import Cell, cell_at

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

MIME_TYPE = "application/vnd.cxdesigner.new+json"
KINDS = ("stage", "touchpoint", "note")
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class New:
    """What the palette gives: a kind, and for touchpoints a channel."""

    kind: str
    channel_id: RecordId | None = None


def read_new(data: QMimeData) -> New | None:
    """Return what is dragged, or None where it is nothing of ours. Other programs may send anything."""
    if not data.hasFormat(MIME_TYPE):
        return None
    raw = bytes(data.data(MIME_TYPE).data())
    if len(raw) > _LONGEST:
        return None
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("new") not in KINDS:
        return None
    channel_id = said.get("channel_id")
    return New(said["new"], RecordId(channel_id) if isinstance(channel_id, str) else None)


def show_landing(view: MapView, new: New, at: QPointF) -> bool:
    """Light up where it would land; False where it cannot."""
    view.clear_landing()
    if new.kind == "stage":
        view.show_gap_across(stage_gap(view.plan, at.x())[1])
        return True
    cell = cell_at(view.plan, at.x(), at.y())
    if cell is None:
        return new.kind == "touchpoint" and not view.plan.stages
    view.show_landing(cell.rect, is_gap=cell.before_column, is_allowed=True)
    return True


def drop(view: MapView, new: New, at: QPointF) -> RecordId | None:
    """Make what was dropped, in one edit, and return its id."""
    view.clear_landing()
    if new.kind == "stage":
        before_id, _ = stage_gap(view.plan, at.x())
        edit = view.do(lambda: stages.add_stage(view.document, view.map_id, before_id=before_id))
        return edit.show[0] if edit is not None and edit.show else None
    cell = cell_at(view.plan, at.x(), at.y())
    if new.kind == "note":
        return _drop_note(view, cell, at) if cell is not None else None
    edit = add_touchpoint(view, cell, new.channel_id)
    return edit.show[0] if edit is not None and edit.show else None


def add_touchpoint(
    view: MapView, cell: Cell | None, channel_id: RecordId | None = None, merge_key: str = ""
) -> Edit | None:
    """Make a card in a cell (or, in an empty map, in its first one). The lane decides what it is about."""
    fields: dict[str, Any] = {}
    if isinstance(view.document.find(channel_id), Channel) and (cell is None or cell.lane.channel_id is None):
        fields["channel_id"] = channel_id
    return view.do(
        lambda: touchpoints.add_touchpoint(
            view.document,
            view.map_id,
            stage_id=cell.stage_id if cell is not None else None,
            step=cell.step if cell is not None else None,
            lane=cell.lane if cell is not None else None,
            insert_column=cell is not None and cell.before_column,
            **fields,
        ),
        merge_key=merge_key,
    )


def _drop_note(view: MapView, cell: Cell, at: QPointF) -> RecordId | None:
    column, lane = column_of(view.plan, cell.stage_id, cell.step), view.plan.lanes[cell.lane_index]
    right = max(0.0, at.x() - column.rect.x) if column is not None else 0.0
    down = max(0.0, at.y() - lane.rect.y)
    edit = view.do(
        lambda: notes.add_note(
            view.document,
            cell.stage_id,
            cell.step,
            team_id=cell.lane.team_id,
            channel_id=cell.lane.channel_id,
            right=float(round(right)),
            down=float(round(down)),
        )
    )
    return edit.show[0] if edit is not None and edit.show else None
