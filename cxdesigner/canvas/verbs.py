"""What keys and double clicks do with the selection; each is one edit."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from cxdesigner.canvas import drops
from cxdesigner.canvas.row_cells import RowCell, cell_of_row
from cxdesigner.canvas.sticking import NoteCell, place_for_note, place_in_row
from cxdesigner.commands import links, notes, removing, touchpoints
from cxdesigner.commands.emptying import holders_among
from cxdesigner.document.change import Edit
from cxdesigner.document.records import ExperienceRow, RecordId, Stage, Touchpoint
from cxdesigner.layout.grid import Cell
from cxdesigner.layout.plan import Rect

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

_numbers = count(1)


def _fresh_key() -> str:
    """Return a merge key of its own, so that making a card and naming it are one step of undo."""
    return f"new-card-{next(_numbers)}"


def add_card_in(view: MapView, cell: Cell | None) -> None:
    """Make a card in a cell (in an empty map, in its first one) and let somebody type its title; when that is forgotten, the card is gone too."""
    add_and_name(view, lambda: drops.plan_touchpoint(view, cell))


def add_after_selected(view: MapView) -> None:
    """Make a card after the selected one, in its lane, or at the end; and let somebody type its title."""
    cards = view.selected_cards()
    card = view.plan.card(cards[-1]) if cards else None
    stages = [record_id for record_id in view.selection if isinstance(view.document.find(record_id), Stage)]
    edit = view.do(
        lambda: touchpoints.add_touchpoint(
            view.document,
            view.map_id,
            after_id=cards[-1] if card is not None else None,
            stage_id=stages[0] if card is None and stages else None,
            lane=view.plan.lanes[card.lane].key if card is not None else None,
        ),
        merge_key=_fresh_key(),
    )
    _name(view, edit)


def add_and_name(view: MapView, make: Callable[[], Edit]) -> None:
    """Make what somebody asked for and let them type its title: both are one step for Undo."""
    edit = view.do(make, merge_key=_fresh_key())
    view.setFocus(Qt.FocusReason.OtherFocusReason)
    _name(view, edit)


def add_linked_card(view: MapView, source_id: RecordId, cell: Cell) -> None:
    """Make a card in a cell, linked from another one, and let somebody type its title; forgotten, both are gone.

    Where the first card leads elsewhere too, the condition is typed after the title; all of it is one step for Undo.
    """
    is_second = bool(links.leaving(view.document, source_id))
    edit = view.do(
        lambda: links.add_linked_touchpoint(
            view.document,
            view.map_id,
            source_id,
            cell.stage_id,
            cell.step,
            cell.lane,
            insert_column=cell.before_column,
        ),
        merge_key=_fresh_key(),
    )
    view.setFocus(Qt.FocusReason.OtherFocusReason)
    if edit is None:
        return
    link_id = next(link.id for link in links.leaving(view.document, source_id) if link.target_id == edit.show[0])
    then = (lambda: view.editing.start(link_id, added=edit)) if is_second else None
    view.editing.start(edit.show[0], added=edit, then=then)


def add_link(view: MapView, source_id: RecordId, target_id: RecordId) -> None:
    """Link two cards; where the first leads elsewhere too, let somebody type the condition, which is one step with the link."""
    is_second = bool(links.leaving(view.document, source_id))
    key = _fresh_key()
    edit = view.do(lambda: links.add_link(view.document, source_id, target_id), selects=False, merge_key=key)
    if edit is not None and is_second:
        view.editing.start(edit.show[0], added=edit)


def move_selected(view: MapView, right: int, down: int) -> None:
    """Move the selected cards one step or one lane on; behind the last step begins a new one."""
    cards = view.selected_cards()
    card = view.plan.card(cards[0]) if cards else None
    if card is None:
        return
    columns, lanes = view.plan.columns, view.plan.lanes
    column, lane = card.column + right, card.lane + down
    if column < 0 or not 0 <= lane < len(lanes):
        return
    last = columns[-1]
    stage_id, step = (last.stage_id, last.step + 1) if column == len(columns) else columns[column][:2]
    view.do(lambda: touchpoints.move_touchpoints(view.document, cards, stage_id, step, lanes[lane].key))
    view.reveal(cards[0])


def remove_selected(view: MapView) -> None:
    """Remove what is selected, and what cannot stand without it; ask first where the cards of stages and lanes go."""
    if holders_among(view.document, view.selection):
        view.asked_where.emit()
    elif view.selection:
        view.do(lambda: removing.remove(view.document, view.selection))


def add_note(view: MapView) -> None:
    """Stick a note to a free place near the selected card, in view, or in the row that is selected or where the keyboard is.

    Somebody writes on it at once; an empty one is gone.
    """
    cards = view.selected_cards()
    seen = view.visible_rect()
    area = Rect(seen.x(), seen.y(), seen.width(), seen.height())
    row_cell = view.walker.row_cell() or _cell_of_selected_row(view, seen.center())
    place = place_in_row(view.plan, row_cell) if row_cell is not None else None
    place = place or place_for_note(view.plan, area, cards[-1] if cards else None)
    if place is None:
        view.refused.emit("Add a stage first: a note stays with its place in a stage.")
        return
    beside = view.document.touchpoint(cards[-1]) if cards and view.plan.card(cards[-1]) is not None else None
    stick_note(view, *place, beside)


def _cell_of_selected_row(view: MapView, near: QPointF) -> RowCell | None:
    """Return the cell nearest to a point in the experience row that is selected, if one is."""
    row = view.document.find(view.selection[0]) if len(view.selection) == 1 else None
    if not isinstance(row, ExperienceRow):
        return None
    cells = [cell_of_row(view.plan, row.id, column) for column in range(len(view.plan.columns))]
    shown = [cell for cell in cells if cell is not None]
    return min(shown, key=lambda cell: abs(cell.rect.center[0] - near.x()), default=None)


def stick_note(view: MapView, cell: NoteCell, right: float, down: float, beside: Touchpoint | None = None) -> None:
    """Stick a note into a cell, so far from its corner, and let somebody write on it.

    A note *beside* a card stays with it in all kinds of lanes.
    """
    holder = beside or cell.lane
    edit = view.do(
        lambda: notes.add_note(
            view.document,
            cell.stage_id,
            cell.step,
            team_id=holder.team_id if holder is not None else None,
            channel_id=holder.channel_id if holder is not None else None,
            right=float(round(right)),
            down=float(round(down)),
            row=cell.row,
        ),
        merge_key=_fresh_key(),
    )
    view.setFocus(Qt.FocusReason.OtherFocusReason)
    _name(view, edit)


def _name(view: MapView, edit: Edit | None) -> None:
    if edit is not None and edit.show:
        view.editing.start(edit.show[0], added=edit)
