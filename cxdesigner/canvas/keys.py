"""What each key does on the map. A row is a key and a verb; who types a title never comes here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from cxdesigner.canvas import marking, reordering, row_cells, stepping, verbs
from cxdesigner.canvas.walking import first_card, next_card
from cxdesigner.document.records import Link

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView

Verb = Callable[["MapView"], None]


def walk(view: MapView, right: int, down: int) -> None:
    """Go one step on; while a link is drawn, to the next card that way. Shift selects all between."""
    if view.hand.tool_name != "link":
        view.walker.walk(right, down)
        return
    cards = view.selected_cards()
    target = next_card(view.plan, cards[-1], right, down) if cards else first_card(view.plan)
    if target is not None:
        view.show_record(target)
        view.hand.show_draft_to(target)


def extend(view: MapView, right: int, down: int) -> None:
    """Go one step on, and select all cards on the way."""
    view.walker.extend(right, down)


def move(view: MapView, right: int, down: int) -> None:
    """Move the selected cards, or the heading at which the keyboard is."""
    place = view.walker.place
    if place is not None and place.is_heading and not view.selected_cards():
        reordering.move_heading(view, place, right, down)
    else:
        verbs.move_selected(view, right, down)


def escape(view: MapView) -> None:
    """Put back what the hand is doing; else leave the tool; else select, find, walk along nothing; else look at all stages."""
    if view.cancel_gesture():
        return
    if view.hand.tool_name != "select":
        view.choose_tool("select")
    elif view.selection:
        view.select([])
    elif view.spotlight.found is not None:
        view.set_spotlight(replace(view.spotlight, found=None))
    elif view.spotlight.way is not None:
        view.set_spotlight(replace(view.spotlight, way=None))
    elif view.spotlight.stage_id is not None:
        view.focus_stage(None)


def edit(view: MapView) -> None:
    """Type the title of what is selected, or into the cell where the keyboard is."""
    cell = view.walker.row_cell()
    if cell is not None:
        row_cells.open_cell(view, cell)
    elif len(view.selection) == 1:
        view.edit_title(view.selection[0])
    elif view.walker.is_in_empty_cell():
        verbs.add_card_in(view, view.walker.cell())


def link(view: MapView, *, is_source: bool = False) -> None:
    """Begin a link at the selected card; of a selected link, hang its end (or where it begins) on another card."""
    chosen = view.document.find(view.selection[0]) if len(view.selection) == 1 else None
    if isinstance(chosen, Link):
        view.choose_tool("link")
        view.hand.begin_hanging(chosen, is_source=is_source)
        view.show_record(chosen.source_id if is_source else chosen.target_id)
        return
    cards = view.selected_cards()
    view.choose_tool("link")
    view.hand.begin_link(cards[0] if len(cards) == 1 else None)


def enter(view: MapView) -> None:
    """Make the next card, or one in the empty cell; rename a heading, write into a row; a link that is drawn ends here."""
    place = view.walker.place
    if view.hand.tool_name == "link":
        view.hand.link_to_selected()
    elif place is not None and (place.is_heading or view.walker.row_cell()) and not view.selected_cards():
        edit(view)
    elif view.walker.is_in_empty_cell():
        verbs.add_card_in(view, view.walker.cell())
    else:
        verbs.add_after_selected(view)


KEYS: dict[Qt.Key, Verb] = {
    Qt.Key.Key_Left: partial(walk, right=-1, down=0),
    Qt.Key.Key_Right: partial(walk, right=1, down=0),
    Qt.Key.Key_Up: partial(walk, right=0, down=-1),
    Qt.Key.Key_Down: partial(walk, right=0, down=1),
    Qt.Key.Key_Home: lambda view: view.walker.walk_far(-1),
    Qt.Key.Key_End: lambda view: view.walker.walk_far(1),
    Qt.Key.Key_PageUp: lambda view: view.walker.walk_screen(0, -1),
    Qt.Key.Key_PageDown: lambda view: view.walker.walk_screen(0, 1),
    Qt.Key.Key_Escape: escape,
    Qt.Key.Key_F2: edit,
    Qt.Key.Key_L: link,
    Qt.Key.Key_K: lambda view: view.walker.walk_links(),
    Qt.Key.Key_N: lambda view: view.walker.walk_notes(),
    Qt.Key.Key_Return: enter,
    Qt.Key.Key_Enter: enter,
    Qt.Key.Key_M: marking.toggle_moment,
    Qt.Key.Key_0: partial(marking.feel, emotion=None),
    **{Qt.Key(Qt.Key.Key_3 + emotion): partial(marking.feel, emotion=emotion) for emotion in range(-2, 3)},
    Qt.Key.Key_Delete: verbs.remove_selected,
    Qt.Key.Key_Backspace: verbs.remove_selected,
    Qt.Key.Key_Plus: lambda view: view.zoom_in(),
    Qt.Key.Key_Equal: lambda view: view.zoom_in(),
    Qt.Key.Key_Minus: lambda view: view.zoom_out(),
}
"""Keys alone (Shift may be down, for +)."""

CONTROL_KEYS: dict[Qt.Key, Verb] = {
    Qt.Key.Key_Left: partial(move, right=-1, down=0),
    Qt.Key.Key_Right: partial(move, right=1, down=0),
    Qt.Key.Key_Up: partial(move, right=0, down=-1),
    Qt.Key.Key_Down: partial(move, right=0, down=1),
    Qt.Key.Key_Home: lambda view: view.walker.walk_far(-1, is_map=True),
    Qt.Key.Key_End: lambda view: view.walker.walk_far(1, is_map=True),
    Qt.Key.Key_PageUp: lambda view: view.walker.walk_stage(-1),
    Qt.Key.Key_PageDown: lambda view: view.walker.walk_stage(1),
    Qt.Key.Key_A: stepping.select_more,
    Qt.Key.Key_Period: marking.go_to_bar,
    Qt.Key.Key_Plus: lambda view: view.zoom_in(),
    Qt.Key.Key_Equal: lambda view: view.zoom_in(),
    Qt.Key.Key_Minus: lambda view: view.zoom_out(),
}
"""Keys with Ctrl."""

EXTENDING_KEYS: dict[Qt.Key, Verb] = {
    Qt.Key.Key_Left: partial(extend, right=-1, down=0),
    Qt.Key.Key_Right: partial(extend, right=1, down=0),
    Qt.Key.Key_Up: partial(extend, right=0, down=-1),
    Qt.Key.Key_Down: partial(extend, right=0, down=1),
    Qt.Key.Key_L: partial(link, is_source=True),
    Qt.Key.Key_F10: lambda view: view.walker.ask_for_menu(),
}
"""Keys with Shift; all others say what they say alone."""

SCREEN_KEYS: dict[Qt.Key, Verb] = {
    Qt.Key.Key_PageUp: lambda view: view.walker.walk_screen(-1, 0),
    Qt.Key.Key_PageDown: lambda view: view.walker.walk_screen(1, 0),
}
"""Keys with Alt."""

PUSHING_KEYS: dict[Qt.Key, Verb] = {
    Qt.Key.Key_Left: partial(stepping.push_selected, right=-1, down=0),
    Qt.Key.Key_Right: partial(stepping.push_selected, right=1, down=0),
    Qt.Key.Key_Up: partial(stepping.push_selected, right=0, down=-1),
    Qt.Key.Key_Down: partial(stepping.push_selected, right=0, down=1),
}
"""Keys with Ctrl and Alt."""

STEP_KEYS: dict[Qt.Key, Verb] = {Qt.Key.Key_Right: stepping.insert_step, Qt.Key.Key_Left: stepping.close_step}
"""Keys with Ctrl and Shift; all others with both say what they say with Ctrl."""


SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
TABLES: dict[Qt.KeyboardModifier, dict[Qt.Key, Verb]] = {
    Qt.KeyboardModifier.NoModifier: KEYS,
    SHIFT: {**KEYS, **EXTENDING_KEYS},
    CONTROL: CONTROL_KEYS,
    CONTROL | SHIFT: {**CONTROL_KEYS, **STEP_KEYS},
    ALT: SCREEN_KEYS,
    CONTROL | ALT: PUSHING_KEYS,
    CONTROL | ALT | SHIFT: PUSHING_KEYS,
}


HOW_TO_RENAME = "To rename the card press F2 or double click it; ? shows what letters do."
"""Said to those who type on a selected card: so one renames in other programs."""


def press(view: MapView, event: QKeyEvent) -> bool:
    """Do what a key says; False where it says nothing here. In an empty cell, and on an empty map, letters begin a new card."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not modifiers & (CONTROL | ALT) and _types_in_cell(view, event.text()):
        return True
    verb = TABLES.get(modifiers, {}).get(Qt.Key(event.key()))
    if verb is None:
        if not modifiers & (CONTROL | ALT) and event.text().isalpha() and view.selected_cards():
            view.refused.emit(HOW_TO_RENAME)
        return False
    verb(view)
    return True


def _types_in_cell(view: MapView, text: str) -> bool:
    if view.hand.tool_name != "select" or not text.isprintable() or not text.strip():
        return False
    if row_cells.types_here(view, text):
        return True
    is_blank = not view.plan.cards and not view.selection
    if text in "+-=?" or not (is_blank or view.walker.is_in_empty_cell()):
        return False
    verbs.add_card_in(view, view.walker.cell())
    if view.editor is not None:
        view.editor.insertPlainText(text)
    return True
