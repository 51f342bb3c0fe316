"""The look follows the system while the program runs, until somebody chooses one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from cxdesigner.ui import look
from cxdesigner.ui.main_window import MainWindow


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The last name is what the system wants."""
    wanted = ["light"]
    monkeypatch.setattr(look, "system_look", lambda: wanted[-1])
    return wanted


@pytest.mark.parametrize("name", ["dark", "high contrast"])
def test_when_the_system_changes_the_window_and_the_map_change_with_it(
    window: MainWindow, system: list[str], name: str
) -> None:
    window.choose_look("system")
    assert window.view().theme.name == "light"

    system.append(name)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)

    assert window.look().name == name
    assert window.view().theme.name == name


def test_who_has_chosen_a_look_keeps_it(window: MainWindow, system: list[str]) -> None:
    window.choose_look("light")

    system.append("dark")
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)

    assert window.view().theme.name == "light"
    window.choose_look("system")
    assert window.view().theme.name == "dark"
