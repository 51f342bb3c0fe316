"""A window with a small map on it, and answers for questions that would wait for a person."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from cxdesigner.document.records import RecordId, Touchpoint
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.widgets.say import Question
from cxdesigner.workspace import Workspace
from tests.onboarding import onboarding
from tests.ui.real_hand import Answering, RealHand, let_go_of_everything


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pass over what the offscreen platform says about each window with a least size; it concerns no real screen."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support"))


@pytest.fixture(autouse=True)
def posters_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the wall dialog know at once what would be printed, however busy this machine is."""
    monkeypatch.setattr("cxdesigner.ui.dialogs.wall_outcome.AT_ONCE_S", 60.0)


def leave(window: MainWindow) -> None:
    """Put a window away without a question."""
    window.safety.stop()
    window.desk.is_unwanted = True
    window.desk.leave()
    window.hide()


@pytest.fixture
def start(qtbot: QtBot) -> MainWindow:
    """Return a window that shows the first page."""
    window = MainWindow()
    qtbot.addWidget(window, before_close_func=leave)
    window.show_start()
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    """Return a window with the small map, its panels ready."""
    window = MainWindow()
    qtbot.addWidget(window, before_close_func=leave)
    window.desk.open(Workspace.new(onboarding()))
    window.show()
    qtbot.waitExposed(window)
    window.editor().furnish()
    window.menus.refresh()
    return window


class Answers:
    """What is answered when a dialog would wait: the keys of answers, and what dialogs did before they closed."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.give: str = ""
        self.accepts = False
        self.act: Callable[[QDialog], None] | None = None

    def __call__(self, dialog: QDialog) -> int:
        self.asked.append(dialog.windowTitle())
        if isinstance(dialog, Question):
            dialog.answer = self.give
        if self.act is not None:
            self.act(dialog)
        return int(self.accepts)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Let every dialog be answered at once."""
    answers = Answers()
    monkeypatch.setattr(QDialog, "exec", lambda dialog: answers(dialog))
    return answers


@pytest.fixture
def chosen_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Path | None], None]:
    """Let the file dialogs return a file, or nothing."""
    names: list[str] = [""]

    def choose(path: Path | None) -> None:
        names[0] = str(path) if path is not None else ""

    for method in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, method, staticmethod(lambda *_, **__: (names[0], "")))
    return choose


def touchpoint(window: MainWindow, record_id: RecordId) -> Touchpoint:
    """Return a touchpoint as it is now."""
    return window.desk.document.touchpoint(record_id)


@pytest.fixture
def hand(window: MainWindow, qtbot: QtBot) -> Iterator[RealHand]:
    """Return a real mouse and real keys at the window; the whole map is in view, and the keys go to it."""
    if shutil.which("xdotool") is None:
        pytest.skip("needs xdotool for the mouse and the keys")
    let_go_of_everything()
    window.resize(1400, 900)
    window.move(0, 0)
    window.activateWindow()
    window.view().setFocus()
    window.view().fit_map()
    qtbot.waitUntil(lambda: window.isActiveWindow() and window.view().hasFocus())
    yield RealHand(window, qtbot)
    let_go_of_everything()


@pytest.fixture
def answering(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Let a real hand answer dialogs: a test says how, by `act`."""
    answering = Answering(qtbot)
    monkeypatch.setattr(QDialog, "exec", lambda dialog: answering(dialog))
    return answering
