"""Menus made of rows: the one place where a row becomes an action that can be pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from cxdesigner.ui.actions.edit import EDIT
from cxdesigner.ui.actions.file import FILE
from cxdesigner.ui.actions.help import HELP
from cxdesigner.ui.actions.lanes import menu_at
from cxdesigner.ui.actions.map import MAP
from cxdesigner.ui.actions.spec import ActionSpec, Bench, MenuSpec
from cxdesigner.ui.actions.view import VIEW

MENUS: tuple[MenuSpec, ...] = (FILE, EDIT, MAP, VIEW, HELP)
ACTIONS: dict[str, ActionSpec] = {spec.id: spec for menu in MENUS for spec in menu.actions}
"""Every action by its id."""


class Actions(QObject):
    """All actions of one window. A menu looks at what may be used when it opens; `refresh` looks at all of them."""

    def __init__(self, bench: Bench, bar: QMenuBar, menus: Mapping[str, QMenu], icon: Callable[[str], QIcon]) -> None:
        super().__init__(bar)
        self._bench = bench
        self._icon = icon
        self._actions: dict[str, QAction] = {}
        self._submenus: dict[str, QMenu] = {}
        for menu in MENUS:
            self._fill(menus[menu.id], menu)
        self.refresh()

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def submenu(self, name: str) -> QMenu:
        """Return a menu inside a menu by its name."""
        return self._submenus[name]

    def refresh(self) -> None:
        """See anew which actions may be used, which are on, and what they are called."""
        answers: dict[Callable[[Bench], bool], bool] = {}  # Many ask the very same; it is worked out once.
        for action_id, action in self._actions.items():
            spec = ACTIONS[action_id]
            if spec.enabled not in answers:
                answers[spec.enabled] = spec.enabled(self._bench)
            action.setEnabled(answers[spec.enabled])
            if spec.checked is not None:
                action.setChecked(spec.checked(self._bench))
            if spec.text_now is not None:
                action.setText(spec.text_now(self._bench))

    def ids_at(self, thing: object, otherwise: tuple[str, ...]) -> tuple[str, ...]:
        """Return the actions of the menu at a heading, or others where the pointer is on something else."""
        return menu_at(self._bench, thing, otherwise)

    def context_menu(self, ids: tuple[str, ...]) -> QMenu:
        """Return a menu of some actions; an empty id is a line between groups. Whoever shows it deletes it."""
        self.refresh()
        menu = QMenu()
        for action_id in ids:
            if not action_id:
                menu.addSeparator()
            elif self._actions[action_id].isEnabled():
                menu.addAction(self._actions[action_id])
        return menu

    def _fill(self, menu: QMenu, spec: MenuSpec) -> None:
        menu.aboutToShow.connect(partial(self._dress, spec))
        for row in spec.actions:
            target = menu
            if row.submenu:
                target = self._submenu(menu, row)
            elif row.starts_group:
                menu.addSeparator()
            if row.submenu != "recent":
                target.addAction(self._action(row))

    def _submenu(self, menu: QMenu, row: ActionSpec) -> QMenu:
        if row.submenu not in self._submenus:
            if row.starts_group:
                menu.addSeparator()
            self._submenus[row.submenu] = menu.addMenu(row.text if row.submenu == "recent" else row.submenu)
        return self._submenus[row.submenu]

    def _action(self, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, self)
        action.setMenuRole(spec.role)
        if isinstance(spec.shortcut, tuple):
            action.setShortcuts([QKeySequence(keys) for keys in spec.shortcut])
        elif spec.shortcut:
            action.setShortcut(QKeySequence(spec.shortcut))
        action.setCheckable(spec.checked is not None)
        action.triggered.connect(partial(self._run, spec))
        self._actions[spec.id] = action
        return action

    def _run(self, spec: ActionSpec, is_checked: bool = False) -> None:
        if spec.enabled(self._bench):
            spec.run(self._bench)
        self.refresh()

    def _dress(self, spec: MenuSpec) -> None:
        """Give a menu its icons when it is first opened, and let it know what may be used."""
        self.refresh()
        for row in spec.actions:
            if row.icon and self._actions[row.id].icon().isNull():
                self._actions[row.id].setIcon(self._icon(row.icon))
