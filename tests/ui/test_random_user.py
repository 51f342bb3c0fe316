"""A person who does anything at all with the program breaks nothing, never waits long, and sees what the document says."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cxdesigner import resources
from cxdesigner.layout.grid import lay_out
from cxdesigner.ui.main_window import MainWindow
from tests.ui.random_user import RandomUser, broken, install

EVENTS_QUICK = 1_200
LOOKS = 0.15
"""How often all of the plan is looked at: what nobody looks at is not made, and what is wrong in it would not be either."""
EVENTS = int(os.environ.get("CXDESIGNER_RANDOM_EVENTS", "4000"))
PEOPLE = int(os.environ.get("CXDESIGNER_RANDOM_PEOPLE", "3"))
"""Of mouse, keys and menus; the night has more of both."""


@pytest.fixture
def files(samples: Path, tmp_path: Path) -> list[Path]:
    """Return copies of samples and templates, so that saving harms nobody."""
    copies = []
    for path in (samples / "quick-capture.txt", samples / "dealership-aftersales.csv", *_templates()):
        copies.append(Path(shutil.copy(path, tmp_path)))
    return copies


def _templates() -> list[Path]:
    return sorted(resources.path("templates").glob("*.cxmap"))[:2]


def _use(
    window: MainWindow, seed: int, events: int, files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = RandomUser(window, seed, files, tmp_path)
    install(user, monkeypatch)
    looking = random.Random(seed)
    while user.gaps.events < events:
        user.act()
        if not window.desk.is_open():
            continue
        if looking.random() < LOOKS:
            from cxdesigner.canvas import fonts

            view, trail = window.view(), "\n".join(user.done[-40:])
            wrong = broken(window.desk.document, window)
            assert not wrong, f"{wrong[0]}\n{trail}"
            assert view.plan == lay_out(window.desk.document, window.desk.map_id, view.lanes, fonts.measure), trail
    assert user.gaps.too_long() == []


def test_some_minutes_of_anything_break_nothing(
    window: MainWindow, files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    _use(window, 0, EVENTS_QUICK, files, tmp_path, monkeypatch)


@pytest.mark.slow
@pytest.mark.timeout(600 + EVENTS // 20)
@pytest.mark.parametrize("seed", range(1, PEOPLE + 1))
def test_hours_of_anything_break_nothing(
    window: MainWindow, files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, seed: int
) -> None:
    _use(window, seed, EVENTS, files, tmp_path, monkeypatch)
