"""A map that is open is shown where it is open; whatever goes wrong there, the program starts."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cxdesigner.ui import meeting
from cxdesigner.ui.instance import Instance
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.meeting import name_for, show_where_open
from cxdesigner.workspace import Workspace

ASK = "import sys; from pathlib import Path; from cxdesigner.ui.meeting import show_where_open; sys.exit(int(show_where_open(Path(sys.argv[1]))))"


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder for data with a name that is short enough for a local socket."""
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="cx"))
    monkeypatch.setenv("CXDESIGNER_DATA_DIR", str(folder))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def saved(data: Path, window: MainWindow, tmp_path: Path) -> Path:
    """Return the file of the map in the window."""
    assert window.desk.workspace is not None
    window.desk.workspace.save_as(tmp_path / "map.cxmap")
    return tmp_path / "map.cxmap"


def asked_elsewhere(path: Path, qtbot: QtBot) -> int:
    """Return what a second start of the program finds, while this one goes on."""
    asking = subprocess.Popen([sys.executable, "-c", ASK, str(path)], env={**os.environ})
    with asking:
        qtbot.waitUntil(lambda: asking.poll() is not None, timeout=20_000)
    return asking.returncode


def test_a_second_start_with_the_same_map_finds_the_window(saved: Path, window: MainWindow, qtbot: QtBot) -> None:
    instance = Instance(window)
    window.showMinimized()

    assert instance.is_listening()
    assert asked_elsewhere(saved, qtbot) == 1
    assert not window.isMinimized()


def test_a_second_start_with_another_map_finds_nobody(saved: Path, window: MainWindow, qtbot: QtBot) -> None:
    Instance(window)

    assert asked_elsewhere(saved.with_name("other.cxmap"), qtbot) == 0


def test_the_window_is_found_by_the_map_that_it_has_now(saved: Path, window: MainWindow) -> None:
    instance = Instance(window)
    first = Path(name_for(saved))
    assert first.exists()

    window.desk.open(Workspace.new(window.desk.document.copy()))

    assert not instance.is_listening()
    assert not first.exists()


def test_what_a_window_that_crashed_has_left_is_taken_over(saved: Path, window: MainWindow) -> None:
    import socket

    left = Path(name_for(saved))
    left.parent.mkdir(mode=0o700)
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(left))

    assert not show_where_open(saved)
    assert Instance(window).is_listening()


def test_a_window_that_does_not_answer_is_as_good_as_none(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(meeting, "ANSWER_MS", 200)
    frozen = Path(name_for(saved))
    frozen.parent.mkdir(mode=0o700, exist_ok=True)
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(frozen))
        deaf.listen()
        started = time.monotonic()

        assert not show_where_open(saved)
        assert time.monotonic() - started < 5


@pytest.mark.parametrize("name", ["x\0y.cxmap", "\udcff.cxmap", "gone/map.cxmap"])
def test_a_strange_name_is_no_reason_not_to_start(data: Path, tmp_path: Path, name: str) -> None:
    assert not show_where_open(tmp_path / name)


def test_where_the_name_would_be_too_long_nobody_listens(
    monkeypatch: pytest.MonkeyPatch, window: MainWindow, tmp_path: Path
) -> None:
    monkeypatch.setenv("CXDESIGNER_DATA_DIR", str(tmp_path / ("x" * 120)))
    assert window.desk.workspace is not None
    window.desk.workspace.save_as(tmp_path / "map.cxmap")

    assert not Instance(window).is_listening()
