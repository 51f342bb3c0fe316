"""An action as data: what it is called, which key calls it, when it may be used and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView
    from cxdesigner.ui.desk import Desk
    from cxdesigner.ui.filing import Filing


class Rooms(Protocol):
    """What actions may ask of the window."""

    def show_start(self) -> None: ...
    def focus_find(self) -> None: ...
    def focus_quick_entry(self) -> None: ...
    def step_find(self, by: int) -> None: ...
    def focus_panel(self, by: int) -> None: ...
    def toggle(self, panel: str) -> None: ...
    def is_shown(self, panel: str) -> bool: ...
    def choose_look(self, name: str) -> None: ...
    def chosen_look(self) -> str: ...
    def colour_by(self, measure: str) -> None: ...
    def coloured_by(self) -> str: ...
    def toggle_full_screen(self) -> None: ...
    def ask(self, dialog: str) -> None: ...
    def ask_name(self, title: str, text: str, button: str) -> str: ...
    def close(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Bench:
    """All that an action may use."""

    desk: Desk
    filing: Filing
    rooms: Rooms
    view: Callable[[], MapView]


Run = Callable[[Bench], object]
Asked = Callable[[Bench], bool]


def N_(text: str) -> str:
    """Mark a text for translation."""
    return text


def always(bench: Bench) -> bool:
    """Tell that an action may be used at any time."""
    return True


def is_open(bench: Bench) -> bool:
    """Tell whether there is a map."""
    return bench.desk.is_open()


def has_selection(bench: Bench) -> bool:
    """Tell whether something is selected."""
    return bool(bench.desk.selection)


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One row. `submenu` names the menu below which it stands; `text_now` is what it is called at the moment."""

    id: str
    text: str
    shortcut: str | QKeySequence.StandardKey | tuple[str, ...] = ""
    run: Run = lambda bench: None
    enabled: Asked = always
    checked: Asked | None = None
    submenu: str = ""
    text_now: Callable[[Bench], str] | None = None
    icon: str = ""
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    starts_group: bool = False


@dataclass(frozen=True, slots=True)
class MenuSpec:
    """A menu of the menu bar: its title and its rows from top to bottom."""

    id: str
    text: str
    actions: tuple[ActionSpec, ...]
