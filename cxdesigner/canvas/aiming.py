"""Where cards that are held over the map would land: in which cell, above which card, or in a new step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, Qt

from cxdesigner.canvas.landing import card_below, cell_words, is_taken, stage_of
from cxdesigner.document.reading import steps_of
from cxdesigner.document.records import RecordId
from cxdesigner.layout.cells import Cell, cell_at

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

ONLY_LANE = Qt.KeyboardModifier.AltModifier
AND_ESCAPE = "Esc: put back"
NOTHING: frozenset[RecordId] = frozenset()


class Drop(NamedTuple):
    """What letting go would do now."""

    cell: Cell
    before_id: RecordId | None
    is_copy: bool
    is_new_step: bool
    is_only_lane: bool
    """The new step is in this lane alone."""


class Aim:
    """Follows the hand from one place to the next. Asked is the map as it is when this begins: `plan`."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self.plan = view.plan
        self._place: tuple[Cell, RecordId | None] | None = None

    def forget(self) -> None:
        """Begin anew: nothing is kept open any more."""
        self._place = None

    def at(
        self,
        at: QPointF,
        modifiers: Qt.KeyboardModifier,
        held: frozenset[RecordId] = NOTHING,
        *,
        is_copy: bool = False,
    ) -> Drop | None:
        """Return what letting go at a point of the map would do; None where there is no place for cards.

        The *held* cards do not count: they are in the hand.
        """
        self._place = self._place_at(at, held)
        if self._place is None:
            return None
        cell, before_id = self._place
        is_alt = bool(modifiers & ONLY_LANE)
        is_new_step = cell.before_column or (is_alt and is_taken(self.plan, cell, held))
        return Drop(cell, None if is_new_step else before_id, is_copy, is_new_step, is_alt and is_new_step)

    def _place_at(self, at: QPointF, held: frozenset[RecordId]) -> tuple[Cell, RecordId | None] | None:
        """Return the cell below the hand, and the card above which it would land.

        Asked is the map as it is; but what has opened stays open as long as the hand is over it, even where it has grown
        into what was another lane before.
        """
        room, kept, x, y = self._view.hand.room, self._place, at.x(), at.y()
        if kept is not None and room.holds(x, y):
            return kept
        found = cell_at(self.plan, x, y)
        is_elsewhere = found is None or (kept is not None and not found.before_column and found.rect != kept[0].rect)
        if kept is not None and is_elsewhere and not kept[0].before_column:
            opened = room.grown(kept[0], x, y)
            if opened is not None:
                return kept[0], card_below(*opened, y, held)
        if found is None:
            return None
        return self._within_stage(found), card_below(self.plan, found, y, held)

    def _within_stage(self, cell: Cell) -> Cell:
        """Return the cell itself; where its stage is collapsed into one column, the end of the stage."""
        stage = stage_of(self.plan, cell.stage_id)
        if stage is None or not stage.is_collapsed:
            return cell
        return cell._replace(step=steps_of(self._view.document, cell.stage_id))

    def words(self, drop: Drop, verb: str) -> list[str]:
        """Return what letting go would do, and with which key it would do something else."""
        lane, place = cell_words(self.plan, drop.cell)
        if drop.is_only_lane:
            return [f"{verb} to a new step in “{lane}” only"]
        done = f"{verb} to a new step, in all lanes" if drop.is_new_step else f"{verb} to “{lane}”, {place}"
        return [done, "Alt: new step in this lane only"]
