"""Dragging cards to other cells: they follow the hand, the cell where they would land lights up, one drop is one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from cxdesigner.canvas.landing import card_below
from cxdesigner.commands import allowed, touchpoints
from cxdesigner.document.records import RecordId
from cxdesigner.layout.grid import Cell, cell_at

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView


class MoveCards:
    """A drag of the selected cards; the one under the hand comes first and says where all go."""

    scrolls = True

    def __init__(self, view: MapView, start: QPointF, touchpoint_ids: list[RecordId]) -> None:
        self._view = view
        self._start = start
        self._ids = touchpoint_ids
        self._cell: Cell | None = None
        self._is_lifted = False

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        view, scene = self._view, self._view.scene_of_map
        if not self._is_lifted:
            self._is_lifted = True
            scene.show_attention(lifted=frozenset(self._ids), hovered=None)
            view.hand.show_cursor(Qt.CursorShape.ClosedHandCursor)
        scene.carry(self._ids, at.x() - self._start.x(), at.y() - self._start.y())
        self._cell = cell_at(view.plan, at.x(), at.y())
        if self._cell is None:
            view.clear_landing()
            return
        is_allowed = not self._why_not(self._cell)
        view.show_landing(self._cell.rect, is_gap=self._cell.before_column, is_allowed=is_allowed)

    def finish(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        view, cell = self._view, self._cell
        if not self._is_lifted or cell is None:
            self.cancel()
            return
        before_id = card_below(view.plan, cell, at.y(), self._ids)
        self.cancel()
        view.do(
            lambda: touchpoints.move_touchpoints(
                view.document,
                self._ids,
                cell.stage_id,
                cell.step,
                cell.lane,
                insert_column=cell.before_column,
                before_id=before_id,
            )
        )

    def cancel(self) -> None:
        scene = self._view.scene_of_map
        scene.carry(self._ids, 0, 0)
        scene.show_attention(lifted=frozenset())
        self._view.clear_landing()
        self._view.hand.show_cursor(None)

    def _why_not(self, cell: Cell) -> str:
        return allowed.may_move(self._view.document, self._ids, cell.stage_id, cell.step, cell.lane)
