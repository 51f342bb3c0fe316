"""The page of keys: it says what the tables say, fits the screen and can be searched."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.key_words import GROUPS
from cxdesigner.canvas.keys import ALT, CONTROL, SHIFT, TABLES
from cxdesigner.ui.actions.menus import ACTIONS, MENUS
from cxdesigner.ui.dialogs.shortcuts import Shortcuts, groups, keys_of


def test_every_key_of_the_map_is_explained_and_no_other() -> None:
    explained = {(row.modifiers, key) for _, rows in GROUPS for row in rows for key in row.explains}
    bound = {(modifiers, key) for modifiers, table in TABLES.items() for key in table}

    simpler = {SHIFT: Qt.KeyboardModifier.NoModifier, CONTROL | SHIFT: CONTROL, CONTROL | ALT | SHIFT: CONTROL | ALT}
    told = {
        (modifiers, key)
        for modifiers, key in bound
        if (modifiers, key) in explained or (simpler.get(modifiers), key) in explained
    }
    assert told == bound
    assert explained <= bound


def test_every_action_with_a_key_is_listed() -> None:
    listed = {keys for _, rows in groups() for keys, _ in rows}

    assert {keys_of(spec) for menu in MENUS for spec in menu.actions if spec.shortcut} <= listed


def test_no_key_means_two_actions() -> None:
    taken: dict[str, str] = {}
    for spec in ACTIONS.values():
        each = spec.shortcut if isinstance(spec.shortcut, tuple) else (spec.shortcut,)
        for keys in each:
            if keys:
                text = QKeySequence(keys).toString()
                assert text not in taken, f"{text} is {taken[text]} and {spec.id}"
                taken[text] = spec.id


def test_the_page_of_keys_fits_the_screen_and_leaves_what_is_looked_for(qtbot: QtBot) -> None:
    page = Shortcuts(None)
    qtbot.addWidget(page)
    page.show()
    room = page.screen().availableSize()
    assert page.width() <= room.width()
    assert page.height() <= room.height()

    QTest.keyClicks(page.field, "moment of truth")

    assert any("moment of truth" in row for row in page.shown())
    assert all("moment" in row for row in page.shown())
