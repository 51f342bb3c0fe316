"""What keys and double clicks do with the selection; each is one edit."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from cxdesigner.canvas import drops
from cxdesigner.commands import removing, touchpoints
from cxdesigner.document.change import Edit
from cxdesigner.document.records import Stage
from cxdesigner.layout.grid import Cell

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

_numbers = count(1)


def _fresh_key() -> str:
    """Return a merge key of its own, so that making a card and naming it are one step of undo."""
    return f"new-card-{next(_numbers)}"


def add_card_in(view: MapView, cell: Cell | None) -> None:
    """Make a card in a cell (in an empty map, in its first one) and let somebody type its title; when that is forgotten, the card is gone too."""
    _name(view, drops.add_touchpoint(view, cell, merge_key=_fresh_key()))


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


def remove_selected(view: MapView) -> None:
    """Remove what is selected, and what cannot stand without it."""
    if view.selection:
        view.do(lambda: removing.remove(view.document, view.selection))


def _name(view: MapView, edit: Edit | None) -> None:
    if edit is not None and edit.show:
        view.editing.start(edit.show[0], added=edit)
