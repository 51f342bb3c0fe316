"""The ordinary hand: it selects, moves, draws links from knobs, spans the rubber band and opens titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from cxdesigner.canvas import verbs
from cxdesigner.canvas.tools.band import Band
from cxdesigner.canvas.tools.gesture import Gesture
from cxdesigner.canvas.tools.link import DrawLink
from cxdesigner.canvas.tools.move import MoveCards, MoveNote
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
        view = self._view
        handle = self._handle_at(at)
        if handle is not None:
            return DrawLink(view, handle)
        thing_id = view.thing_at(at)
        is_adding = bool(modifiers & ADDING)
        if thing_id is None:
            kept = view.selection if is_adding else ()
            if not is_adding:
                view.select([])
            return Band(view, at, kept)
        if is_adding:
            others = [selected_id for selected_id in view.selection if selected_id != thing_id]
            view.select(others if thing_id in view.selection else [*others, thing_id])
        elif thing_id not in view.selection:
            view.select([thing_id])
        if thing_id not in view.selection:
            return None
        if view.plan.card(thing_id) is None:
            return MoveNote(view, at, thing_id) if isinstance(view.document.find(thing_id), Note) else None
        others = [card_id for card_id in view.selected_cards() if card_id != thing_id]
        return MoveCards(view, at, [thing_id, *others])

    def double_click(self, at: QPointF) -> None:
        view = self._view
        thing_id = view.thing_at(at)
        if thing_id is not None:
            view.edit_title(thing_id)
            return
        cell = cell_at(view.plan, at.x(), at.y())
        if cell is not None or not view.plan.stages:
            verbs.add_card_in(view, cell)

    def cursor_at(self, at: QPointF) -> Qt.CursorShape:
        if self._handle_at(at) is not None:
            return Qt.CursorShape.CrossCursor
        return Qt.CursorShape.PointingHandCursor if self._view.thing_at(at) is not None else self.cursor

    def _handle_at(self, at: QPointF) -> RecordId | None:
        """Return the card whose knob is under the hand; only knobs that are shown count."""
        card = self._view.hits.handle_at(at.x(), at.y())
        if card is None:
            return None
        card_id = card.touchpoint_id
        attention = self._view.scene_of_map.attention
        return card_id if card_id in attention.selected or card_id == attention.hovered else None
