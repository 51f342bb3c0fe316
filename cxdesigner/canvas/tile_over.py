"""The tile of a channel over the map: cards make room for it as they do for a card, before anything is edited."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from cxdesigner.canvas.aiming import AND_ESCAPE, Aim, Drop
from cxdesigner.canvas.drops import EXPAND_FIRST, New, plan_drop
from cxdesigner.canvas.landing import is_collapsed

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

NOT_HERE = f"No place for cards here · {AND_ESCAPE}"


class TileOver:
    """Follows a tile as long as it is over the map. The system carries it: this hears of each move, and of its leaving."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self._aim: Aim | None = None
        self._drop: Drop | None = None

    def move(self, new: New, at: QPointF, modifiers: Qt.KeyboardModifier) -> bool:
        """Show where it would land, and let cards make room there; False where it cannot."""
        view = self._view
        if self._aim is None:
            self._aim = Aim(view)
            view.card_bar.hold()
        before, self._drop = self._drop, self._aim.at(at, modifiers)
        if self._drop is None:
            view.hand.room.close(glides=True)
            view.clear_landing()
            has_stages = bool(self._aim.plan.stages)
            view.hand.hint.show_text(NOT_HERE if has_stages else "")
            return not has_stages
        if self._drop != before:
            self._show(self._aim, new, self._drop)
        return True

    def _show(self, aim: Aim, new: New, drop: Drop) -> None:
        view, cell = self._view, drop.cell
        room, is_allowed = view.hand.room, not is_collapsed(aim.plan, cell)
        if is_allowed:
            room.want(partial(plan_drop, view, new, drop), cell, drop.before_id, frozenset())
        else:
            room.close(glides=True)
        if not room.is_open:
            view.show_landing(cell.rect, is_gap=cell.before_column, is_allowed=is_allowed)
        words = " · ".join((*aim.words(drop, "Add"), AND_ESCAPE))
        view.hand.hint.show_text(words if is_allowed else EXPAND_FIRST)

    def land(self, new: New, at: QPointF, modifiers: Qt.KeyboardModifier) -> Drop | None:
        """Return what letting go here does, with the map as it is again; None where there is no cell."""
        self.move(new, at, modifiers)
        drop = self._drop
        self.end()
        return drop

    def end(self) -> None:
        """Put the cards back: the tile is gone, or the map is another one."""
        if self._aim is None:
            return
        self._aim = self._drop = None
        self._view.hand.room.close()
        self._view.clear_landing()
        self._view.card_bar.let_go()
        self._view.hand.say_tool()
