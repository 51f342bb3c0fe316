"""Dragging cards: they follow the hand, the others make room where they would land, one drop is one edit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from cxdesigner.canvas.aiming import AND_ESCAPE, NOTHING, Aim, Drop
from cxdesigner.canvas.tools.copies import Copies
from cxdesigner.commands import allowed, notes, touchpoints
from cxdesigner.document.change import Edit
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import Plan, Rect

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

COPYING = Qt.KeyboardModifier.ControlModifier
MOST_CARRIED = 40
"""So many cards are seen in the hand; more would hide the map and make the hand slow."""


class MoveCards:
    """A drag of the selected cards; the one under the hand comes first and says where all go.

    Ctrl leaves them where they are and puts copies down, Alt inserts a step in one lane alone; both may change on the way.
    """

    scrolls = True

    def __init__(
        self, view: MapView, start: QPointF, touchpoint_ids: list[RecordId], note_ids: list[RecordId] | None = None
    ) -> None:
        self._view = view
        self._start = start
        self._at = start
        self._ids = touchpoint_ids
        self._all = frozenset(touchpoint_ids)
        self._note_ids = note_ids or []
        self._carried: list[RecordId] = []
        """What of them is seen in the hand: of very many, those that are in view."""
        self._aim = Aim(view)
        self._plan: Plan = self._aim.plan
        """The map as it is. What is shown may be the map as it would be."""
        self._drop: Drop | None = None
        self._is_lifted = False
        self._is_copy = False
        self._copies: Copies | None = None

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._at = at
        is_copy = bool(modifiers & COPYING)
        if not self._is_lifted or is_copy != self._is_copy:
            self._lift(is_copy)
        self._follow_hand()
        drop = self._drop_at(at, modifiers)
        if drop != self._drop:
            self._show(drop)

    def finish(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        view = self._view
        if self._is_lifted:
            self.move(at, modifiers)
        drop = self._drop
        if drop is None:
            self.cancel()
            return
        self._put_down()
        done = view.do(partial(self._edit, drop))
        view.hand.room.close()
        if done is not None and done.change:
            view.hand.tell_where(done)

    def cancel(self) -> None:
        self._put_down()
        self._view.hand.room.close()

    # -- what is in the hand --------------------------------------------------------------------------------------------

    def _lift(self, is_copy: bool) -> None:
        """Take the cards off the map, or, for copies, leave them there and take their pictures."""
        view, scene = self._view, self._view.scene_of_map
        self._is_lifted, self._is_copy = True, is_copy
        view.hand.room.close()
        view.hand.room.moved = self._follow_hand
        self._drop = None
        self._aim.forget()
        self._carried = self._carried or self._in_view()
        held = () if is_copy else (*self._carried, *self._note_ids)
        scene.show_attention(lifted=frozenset(held), hovered=None)
        view.hand.reframe()
        if is_copy:
            scene.carry((*self._carried, *self._note_ids), 0, 0)
            self._copies = self._copies or Copies(view, self._plan, self._carried)
        elif self._copies is not None:
            self._copies.clear()
            self._copies = None
        view.hand.show_cursor(Qt.CursorShape.DragCopyCursor if is_copy else Qt.CursorShape.ClosedHandCursor)

    def _in_view(self) -> list[RecordId]:
        """Return the cards to be carried, the one under the hand first."""
        if len(self._ids) <= MOST_CARRIED:
            return self._ids
        seen = self._view.visible_rect()
        area = Rect(seen.x(), seen.y(), seen.width(), seen.height())
        near = [card_id for card_id in self._ids if (card := self._plan.card(card_id)) and card.rect.meets(area)]
        return list(dict.fromkeys([self._ids[0], *near]))[:MOST_CARRIED]

    def _follow_hand(self) -> None:
        right, down = self._at.x() - self._start.x(), self._at.y() - self._start.y()
        if self._copies is not None:
            self._copies.move(right, down)
            return
        scene, room = self._view.scene_of_map, self._view.hand.room
        if not room.is_open:
            scene.carry((*self._carried, *self._note_ids), right, down)
            return
        for card_id in self._carried:
            more = room.offset_of(card_id)
            scene.carry((card_id,), right + more[0], down + more[1])
        scene.carry(self._note_ids, right, down)

    def _put_down(self) -> None:
        scene, hand = self._view.scene_of_map, self._view.hand
        hand.room.moved = None
        if self._copies is not None:
            self._copies.clear()
            self._copies = None
        scene.carry((*self._carried, *self._note_ids), 0, 0)
        scene.show_attention(lifted=frozenset())
        hand.reframe()
        self._view.clear_landing()
        hand.show_cursor(None)
        hand.hint.show_text("")

    # -- where it would land --------------------------------------------------------------------------------------------

    def _drop_at(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> Drop | None:
        return self._aim.at(at, modifiers, NOTHING if self._is_copy else self._all, is_copy=self._is_copy)

    def _show(self, drop: Drop | None) -> None:
        """Light up where the cards would land, say what letting go would do, and let the others make room."""
        view, self._drop = self._view, drop
        if drop is None:
            view.hand.room.close(glides=True)
            view.clear_landing()
            view.hand.hint.show_text(f"No place for cards here · {AND_ESCAPE}")
            return
        cell = drop.cell
        why_not = allowed.may_move(view.document, self._ids, cell.stage_id, cell.step, cell.lane)
        held = frozenset() if drop.is_copy else frozenset(self._carried)
        view.hand.room.want(partial(self._edit, drop), cell, drop.before_id, held)
        if not view.hand.room.is_open:
            view.show_landing(cell.rect, is_gap=cell.before_column, is_allowed=not why_not)
        view.hand.hint.show_text(why_not or self._words(drop))

    def _words(self, drop: Drop) -> str:
        verb = "Copy" if drop.is_copy else "Move"
        if len(self._ids) > 1:
            verb = f"{verb} {len(self._ids):,} cards"
        ways = self._aim.words(drop, verb)
        if not drop.is_copy:
            ways.append("Ctrl: copy")
        return " · ".join((*ways, AND_ESCAPE))

    def _edit(self, drop: Drop) -> Edit:
        moving = self._planned(touchpoints.move_touchpoints, drop) if self._note_ids or not drop.is_copy else None
        if moving is not None and not drop.is_copy:
            return notes.take_along(self._view.document, moving, self._note_ids, self._ids[0])
        copying = self._planned(touchpoints.copy_touchpoints, drop)
        if moving is None:
            return copying
        return notes.copy_along(self._view.document, copying, moving, self._note_ids, self._ids[0])

    def _planned(self, command: Callable[..., Edit], drop: Drop) -> Edit:
        cell = drop.cell
        return command(
            self._view.document,
            self._ids,
            cell.stage_id,
            cell.step,
            cell.lane,
            insert_column=drop.is_new_step,
            only_lane=cell.lane if drop.is_only_lane else None,
            before_id=drop.before_id,
        )
