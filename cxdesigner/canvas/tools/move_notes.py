"""Dragging stickers: each stays with the cell of a lane or row it is put on, wherever in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from cxdesigner.canvas.sticking import NoteCell, cell_for_note
from cxdesigner.commands import notes
from cxdesigner.document.change import Edit
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import Rect

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

COPYING = Qt.KeyboardModifier.ControlModifier


class MoveNotes:
    """A drag of notes; the cell to which the one under the hand would belong lights up. Ctrl puts copies down."""

    scrolls = True

    def __init__(self, view: MapView, start: QPointF, note_ids: list[RecordId]) -> None:
        self._view = view
        self._start = start
        self._ids = note_ids
        self._rects: dict[RecordId, Rect] = {note.note_id: note.rect for note in view.plan.notes}
        self._cell: NoteCell | None = None

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        view, is_copy = self._view, bool(modifiers & COPYING)
        view.hand.show_cursor(Qt.CursorShape.DragCopyCursor if is_copy else Qt.CursorShape.ClosedHandCursor)
        view.scene_of_map.show_attention(lifted=frozenset(self._ids), hovered=None)
        view.scene_of_map.carry(self._ids, at.x() - self._start.x(), at.y() - self._start.y())
        self._cell = cell_for_note(view.plan, at.x(), at.y())
        if self._cell is None:
            view.clear_landing()
            view.hand.hint.show_text("Notes stay within lanes and rows · Esc: put back")
            return
        view.show_landing(self._cell.rect, is_gap=False, is_allowed=True)
        words = self._cell.words(view.plan)
        done = f"Copy to {words}" if is_copy else f"Stick to {words} · Ctrl: copy"
        view.hand.hint.show_text(f"{done} · Esc: put back")

    def finish(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        cell, moved = self._cell, at - self._start
        self.cancel()
        if cell is not None:
            self._view.do(partial(self._edit, moved, bool(modifiers & COPYING)))

    def cancel(self) -> None:
        scene = self._view.scene_of_map
        scene.carry(self._ids, 0, 0)
        scene.show_attention(lifted=frozenset())
        self._view.clear_landing()
        self._view.hand.show_cursor(None)
        self._view.hand.hint.show_text("")

    def _edit(self, moved: QPointF, is_copy: bool) -> Edit:
        """Plan where each goes; one that would leave lanes and rows keeps its place."""
        plan, places = self._view.plan, {}
        for note_id in self._ids:
            rect = self._rects[note_id].moved(moved.x(), moved.y())
            middle = self._rects[note_id].center
            hand = (self._start.x(), self._start.y()) if note_id == self._ids[0] else middle
            cell = cell_for_note(plan, hand[0] + moved.x(), hand[1] + moved.y())
            if cell is not None:
                places[note_id] = cell.place(rect.x, rect.y)
        return (notes.copy_notes if is_copy else notes.move_notes)(self._view.document, places)
