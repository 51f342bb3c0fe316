"""Dragging cards and notes: they follow the hand, the cell where they would land lights up, one drop is one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from cxdesigner.canvas.landing import card_below, cell_for_note, within_cell
from cxdesigner.commands import allowed, notes, touchpoints
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


class MoveNote:
    """A drag of a note to another place; the cell it would belong to lights up."""

    scrolls = True

    def __init__(self, view: MapView, start: QPointF, note_id: RecordId) -> None:
        self._view = view
        self._start = start
        self._id = note_id
        self._cell: Cell | None = None

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        view = self._view
        view.hand.show_cursor(Qt.CursorShape.ClosedHandCursor)
        view.scene_of_map.show_attention(lifted=frozenset((self._id,)), hovered=None)
        view.scene_of_map.carry((self._id,), at.x() - self._start.x(), at.y() - self._start.y())
        self._cell = cell_for_note(view.plan, at.x(), at.y())
        if self._cell is None:
            view.clear_landing()
        else:
            view.show_landing(self._cell.rect, is_gap=False, is_allowed=True)

    def finish(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        view, cell, moved = self._view, self._cell, at - self._start
        note = next((note for note in view.plan.notes if note.note_id == self._id), None)
        self.cancel()
        if cell is None or note is None:
            return
        right, down = within_cell(view.plan, cell, note.rect.x + moved.x(), note.rect.y + moved.y())
        view.do(
            lambda: notes.move_note(
                view.document, self._id, cell.stage_id, cell.step, cell.lane, round(right), round(down)
            )
        )

    def cancel(self) -> None:
        scene = self._view.scene_of_map
        scene.carry((self._id,), 0, 0)
        scene.show_attention(lifted=frozenset())
        self._view.clear_landing()
        self._view.hand.show_cursor(None)
