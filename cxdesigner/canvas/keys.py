"""What each key does on the map. A row is a key and a verb; who types a title never comes here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from cxdesigner.canvas import verbs
from cxdesigner.canvas.walking import first_card, next_card

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

Verb = Callable[["MapView"], None]


def walk(view: MapView, right: int, down: int) -> None:
    """Go to the next card that way; without a selection, to the first."""
    cards = view.selected_cards()
    target = next_card(view.plan, cards[-1], right, down) if cards else first_card(view.plan)
    if target is not None:
        view.show_record(target)
        view.hand.show_draft_to(target)


def escape(view: MapView) -> None:
    """Put back what the hand is doing; else leave the tool; else select nothing."""
    if view.cancel_gesture():
        return
    if view.hand.tool_name != "select":
        view.choose_tool("select")
    else:
        view.select([])


def edit(view: MapView) -> None:
    """Type the title of what is selected."""
    if len(view.selection) == 1:
        view.edit_title(view.selection[0])


def link(view: MapView) -> None:
    """Begin a link at the selected card."""
    cards = view.selected_cards()
    view.choose_tool("link")
    view.hand.begin_link(cards[0] if len(cards) == 1 else None)


def enter(view: MapView) -> None:
    """Make the next card; while a link is drawn, end it at the selected one."""
    if view.hand.tool_name == "link":
        view.hand.link_to_selected()
    else:
        verbs.add_after_selected(view)


def select_all(view: MapView) -> None:
    """Select all cards."""
    view.select([card.touchpoint_id for card in view.plan.cards])


KEYS: dict[Qt.Key, Verb] = {
    Qt.Key.Key_Left: partial(walk, right=-1, down=0),
    Qt.Key.Key_Right: partial(walk, right=1, down=0),
    Qt.Key.Key_Up: partial(walk, right=0, down=-1),
    Qt.Key.Key_Down: partial(walk, right=0, down=1),
    Qt.Key.Key_Escape: escape,
    Qt.Key.Key_F2: edit,
    Qt.Key.Key_L: link,
    Qt.Key.Key_Return: enter,
    Qt.Key.Key_Enter: enter,
    Qt.Key.Key_Delete: verbs.remove_selected,
    Qt.Key.Key_Backspace: verbs.remove_selected,
    Qt.Key.Key_Plus: lambda view: view.zoom_in(),
    Qt.Key.Key_Equal: lambda view: view.zoom_in(),
    Qt.Key.Key_Minus: lambda view: view.zoom_out(),
}
"""Keys alone (Shift may be down, for +)."""

CONTROL_KEYS: dict[Qt.Key, Verb] = {
    Qt.Key.Key_Left: partial(verbs.move_selected, right=-1, down=0),
    Qt.Key.Key_Right: partial(verbs.move_selected, right=1, down=0),
    Qt.Key.Key_Up: partial(verbs.move_selected, right=0, down=-1),
    Qt.Key.Key_Down: partial(verbs.move_selected, right=0, down=1),
    Qt.Key.Key_A: select_all,
    Qt.Key.Key_Plus: lambda view: view.zoom_in(),
    Qt.Key.Key_Equal: lambda view: view.zoom_in(),
    Qt.Key.Key_Minus: lambda view: view.zoom_out(),
}
"""Keys with Ctrl."""


def press(view: MapView, event: QKeyEvent) -> bool:
    """Do what a key says; False where it says nothing here."""
    modifiers = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    table = {Qt.KeyboardModifier.NoModifier: KEYS, Qt.KeyboardModifier.ControlModifier: CONTROL_KEYS}.get(modifiers)
    verb = table.get(Qt.Key(event.key())) if table is not None else None
    if verb is None:
        return False
    verb(view)
    return True
