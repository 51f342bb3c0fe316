"""What is dragged in from the palette: a stage, an experience row, a touchpoint of a channel, a sticker."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QMimeData, QPointF

from cxdesigner.canvas.gaps import row_gap
from cxdesigner.canvas.landing import is_collapsed, stage_gap
from cxdesigner.canvas.sticking import cell_for_note
from cxdesigner.commands import rows, stages, touchpoints
from cxdesigner.document.change import Edit
from cxdesigner.document.records import Channel, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line
from cxdesigner.layout.grid import Cell, cell_at

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

MIME_TYPE = "application/vnd.cxdesigner.new+json"
KINDS = ("stage", "row", "touchpoint", "note")
EXPAND_FIRST = "Expand this lane or stage first, then put something into it."
_LONGEST = 2_000


class New(NamedTuple):
    """What the palette gives: a kind, and for touchpoints a channel: its id, or its name where there is none of it yet."""

    kind: str
    channel_id: RecordId | None = None
    channel_title: str = ""


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
    channel_id, title = said.get("channel_id"), said.get("channel")
    return New(
        said["new"],
        RecordId(channel_id) if isinstance(channel_id, str) else None,
        clean_line(title) if isinstance(title, str) else "",
    )


def hold_over(view: MapView, data: QMimeData, at: QPointF) -> bool:
    """Show where what is dragged over a point of the map would land; False where it cannot."""
    new = read_new(data)
    return new is not None and show_landing(view, new, at)


def take(view: MapView, data: QMimeData, at: QPointF) -> bool:
    """Make what was dropped at a point of the map, and let somebody type its title; False where it is nothing of ours."""
    new = read_new(data)
    if new is None:
        return False
    if new.kind == "note":
        _drop_note(view, at)
        return True
    from cxdesigner.canvas.verbs import add_and_name

    view.clear_landing()
    add_and_name(view, lambda: _plan(view, new, at))
    return True


def show_landing(view: MapView, new: New, at: QPointF) -> bool:
    """Light up where it would land; False where it cannot."""
    view.clear_landing()
    if new.kind == "stage":
        view.show_gap_across(stage_gap(view.plan, at.x())[1])
        return True
    if new.kind == "row":
        view.show_gap_down(row_gap(view.plan, at.y())[1])
        return True
    if new.kind == "note":
        note_cell = cell_for_note(view.plan, at.x(), at.y())
        if note_cell is not None:
            view.show_landing(note_cell.rect, is_gap=False, is_allowed=not note_cell.is_collapsed)
        return note_cell is not None
    cell = cell_at(view.plan, at.x(), at.y())
    if cell is None:
        return not view.plan.stages
    view.show_landing(cell.rect, is_gap=cell.before_column, is_allowed=not is_collapsed(view.plan, cell))
    return True


def _plan(view: MapView, new: New, at: QPointF) -> Edit:
    """Plan what was dropped."""
    if new.kind == "stage":
        before_id, _ = stage_gap(view.plan, at.x())
        return stages.add_stage(view.document, view.map_id, before_id=before_id)
    if new.kind == "row":
        before_id, _ = row_gap(view.plan, at.y())
        return rows.add_row(view.document, view.map_id, before_id=before_id)
    return plan_touchpoint(view, cell_at(view.plan, at.x(), at.y()), new.channel_id, new.channel_title)


def plan_touchpoint(
    view: MapView, cell: Cell | None, channel_id: RecordId | None = None, channel_title: str = ""
) -> Edit:
    """Plan a card in a cell (or, in an empty map, in its first one). The lane decides what it is about."""
    if cell is not None and is_collapsed(view.plan, cell):
        raise Refused(EXPAND_FIRST)
    fields: dict[str, Any] = {}
    if cell is None or cell.lane.channel_id is None:
        if isinstance(view.document.find(channel_id), Channel):
            fields["channel_id"] = channel_id
        elif channel_title:
            fields["channel_title"] = channel_title
    return touchpoints.add_touchpoint(
        view.document,
        view.map_id,
        stage_id=cell.stage_id if cell is not None else None,
        step=cell.step if cell is not None else None,
        lane=cell.lane if cell is not None else None,
        insert_column=cell is not None and cell.before_column,
        **fields,
    )


def _drop_note(view: MapView, at: QPointF) -> None:
    from cxdesigner.canvas.verbs import stick_note

    view.clear_landing()
    cell = cell_for_note(view.plan, at.x(), at.y())
    if cell is not None and cell.is_collapsed:
        view.refused.emit(EXPAND_FIRST)
    elif cell is not None:
        stick_note(view, cell, *cell.within(at.x(), at.y()))
