"""What is dragged in from the palette: a stage, an experience row, a touchpoint of a channel, a sticker."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QMimeData, QPointF, Qt

from cxdesigner.canvas.aiming import Drop
from cxdesigner.canvas.gaps import row_gap
from cxdesigner.canvas.landing import is_collapsed, stage_gap
from cxdesigner.canvas.sticking import cell_for_note
from cxdesigner.commands import rows, stages, touchpoints
from cxdesigner.document.change import Edit
from cxdesigner.document.records import Channel, RecordId
from cxdesigner.document.refused import Refused
from cxdesigner.document.text import clean_line
from cxdesigner.layout.cells import Cell

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

MIME_TYPE = "application/vnd.cxdesigner.new+json"
KINDS = ("stage", "row", "touchpoint", "note")
EXPAND_FIRST = "Expand this lane or stage first, then put something into it."
_LONGEST = 2_000
NO_KEYS = Qt.KeyboardModifier.NoModifier


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


def hold_over(view: MapView, data: QMimeData, at: QPointF, modifiers: Qt.KeyboardModifier = NO_KEYS) -> bool:
    """Show where what is dragged over a point of the map would land; False where it cannot."""
    new = read_new(data)
    if new is not None and new.kind == "touchpoint":
        return view.hand.tile_over.move(new, at, modifiers)
    return new is not None and show_landing(view, new, at)


def leave(view: MapView) -> None:
    """Light nothing up, and let cards go back: what was dragged over the map is gone."""
    view.clear_landing()
    if "hand" in vars(view):
        view.hand.let_tile_go()


def take(view: MapView, data: QMimeData, at: QPointF, modifiers: Qt.KeyboardModifier = NO_KEYS) -> bool:
    """Make what was dropped at a point of the map, and let somebody type its title; False where it is nothing of ours."""
    new = read_new(data)
    if new is None:
        return False
    if new.kind == "note":
        _drop_note(view, at)
        return True
    from cxdesigner.canvas.verbs import add_and_name

    if new.kind == "touchpoint":
        drop = view.hand.tile_over.land(new, at, modifiers)
        add_and_name(view, lambda: _plan_seen(view, new, drop))
        return True
    view.clear_landing()
    add_and_name(view, lambda: _plan(view, new, at))
    return True


def show_landing(view: MapView, new: New, at: QPointF) -> bool:
    """Light up where a stage, a row or a note would land; False where it cannot."""
    view.clear_landing()
    if new.kind == "stage":
        view.show_gap_across(stage_gap(view.plan, at.x())[1])
        return True
    if new.kind == "row":
        view.show_gap_down(row_gap(view.plan, at.y())[1])
        return True
    cell = cell_for_note(view.plan, at.x(), at.y())
    if cell is not None:
        view.show_landing(cell.rect, is_gap=False, is_allowed=not cell.is_collapsed)
    return cell is not None


def _plan(view: MapView, new: New, at: QPointF) -> Edit:
    """Plan a stage or a row that was dropped."""
    if new.kind == "stage":
        stage_id, _ = stage_gap(view.plan, at.x())
        return stages.add_stage(view.document, view.map_id, before_id=stage_id)
    row_id, _ = row_gap(view.plan, at.y())
    return rows.add_row(view.document, view.map_id, before_id=row_id)


def plan_touchpoint(view: MapView, cell: Cell | None) -> Edit:
    """Plan a card in a cell (or, in an empty map, in its first one)."""
    drop = Drop(cell, None, False, cell.before_column, False) if cell is not None else None
    return _plan_seen(view, New("touchpoint"), drop)


def _plan_seen(view: MapView, new: New, drop: Drop | None) -> Edit:
    """Plan a card whose title is typed at once; refuse it where nobody would see that."""
    if drop is not None and is_collapsed(view.plan, drop.cell):
        raise Refused(EXPAND_FIRST)
    return plan_drop(view, new, drop)


def plan_drop(view: MapView, new: New, drop: Drop | None) -> Edit:
    """Plan a card of a channel where it was dropped (or, without a place, at the end). The lane decides what it is about."""
    if drop is None:
        return touchpoints.add_touchpoint(view.document, view.map_id, **_by_channel(view, new))
    cell = drop.cell
    return touchpoints.add_touchpoint(
        view.document,
        view.map_id,
        stage_id=cell.stage_id,
        step=cell.step,
        lane=cell.lane,
        insert_column=drop.is_new_step,
        only_lane=cell.lane if drop.is_only_lane else None,
        before_id=drop.before_id,
        **(_by_channel(view, new) if cell.lane.channel_id is None else {}),
    )


def _by_channel(view: MapView, new: New) -> dict[str, Any]:
    if isinstance(view.document.find(new.channel_id), Channel):
        return {"channel_id": new.channel_id}
    return {"channel_title": new.channel_title} if new.channel_title else {}


def _drop_note(view: MapView, at: QPointF) -> None:
    from cxdesigner.canvas.verbs import stick_note

    view.clear_landing()
    cell = cell_for_note(view.plan, at.x(), at.y())
    if cell is not None and cell.is_collapsed:
        view.refused.emit(EXPAND_FIRST)
    elif cell is not None:
        stick_note(view, cell, *cell.within(at.x(), at.y()))
