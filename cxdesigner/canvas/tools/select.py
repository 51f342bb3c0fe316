"""The ordinary hand: it selects, moves, copies, draws links from edges, hangs them elsewhere, and opens titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from cxdesigner.canvas import verbs
from cxdesigner.canvas.put_away import open_pile, pile_at
from cxdesigner.canvas.row_cells import open_cell, row_cell_at
from cxdesigner.canvas.tools.band import Band
from cxdesigner.canvas.tools.edge import edge_at, grip_at
from cxdesigner.canvas.tools.feel import DragFeeling, point_at
from cxdesigner.canvas.tools.gesture import Gesture
from cxdesigner.canvas.tools.link import DrawLink
from cxdesigner.canvas.tools.move import MoveCards
from cxdesigner.canvas.tools.move_notes import MoveNotes
from cxdesigner.canvas.tools.reconnect import Reconnect
from cxdesigner.document.records import Note, RecordId
from cxdesigner.layout.grid import cell_at

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

ADDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class SelectTool:
    """Press selects; what was pressed among several selected ones stays selected with them, so that all can be dragged."""

    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, view: MapView) -> None:
        self._view = view

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> Gesture | None:
        view, is_adding = self._view, bool(modifiers & ADDING)
        if not is_adding:
            grip = grip_at(view, at)
            if grip is not None:
                return Reconnect(view, grip)
            card_id = edge_at(view, at)
            if card_id is not None:
                if card_id not in view.selection:
                    view.select([card_id])
                return DrawLink(view, card_id, at)
        thing_id = view.thing_at(at)
        point = point_at(view, at) if thing_id is None and not is_adding else None
        if point is not None:
            view.select([point.touchpoint_id])
            return DragFeeling(view, point.touchpoint_id)
        if thing_id is None:
            kept = view.selection if is_adding else ()
            if not is_adding:
                view.select([])
            return Band(view, at, kept)
        self._select(thing_id, is_adding)
        return self._take(thing_id, at)

    def _select(self, thing_id: RecordId, is_adding: bool) -> None:
        view = self._view
        if is_adding and thing_id in view.selection:
            view.hand.toggle_when_clicked(thing_id)
        elif is_adding:
            view.select([*view.selection, thing_id])
        elif thing_id not in view.selection:
            view.select([thing_id])

    def _take(self, thing_id: RecordId, at: QPointF) -> Gesture | None:
        """Take what was pressed into the hand, with all that is selected of it."""
        view = self._view
        notes = [record_id for record_id in view.selection if isinstance(view.document.find(record_id), Note)]
        if thing_id in notes:
            return MoveNotes(view, at, [thing_id, *(note_id for note_id in notes if note_id != thing_id)])
        if view.plan.card(thing_id) is None:
            return None
        others = [card_id for card_id in view.selected_cards() if card_id != thing_id]
        return MoveCards(view, at, [thing_id, *others], notes)

    def double_click(self, at: QPointF) -> None:
        view = self._view
        thing_id = view.thing_at(at)
        if thing_id is not None:
            view.edit_title(thing_id)
            return
        pile = pile_at(view.plan, at.x(), at.y())
        if pile is not None:
            open_pile(view, pile)
            return
        row_cell = row_cell_at(view.plan, at)
        if row_cell is not None:
            open_cell(view, row_cell)
            return
        cell = cell_at(view.plan, at.x(), at.y())
        if cell is not None or not view.plan.stages:
            verbs.add_card_in(view, cell)

    def cursor_at(self, at: QPointF) -> Qt.CursorShape:
        view = self._view
        if grip_at(view, at) is not None or edge_at(view, at) is not None:
            return Qt.CursorShape.CrossCursor
        if view.thing_at(at) is not None:
            return Qt.CursorShape.PointingHandCursor
        return self.cursor if point_at(view, at) is None else Qt.CursorShape.OpenHandCursor
