"""The program starts on anything, and no error ends it or shows its inside."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from cxdesigner.storage.settings import config_folder
from cxdesigner.ui import application
from cxdesigner.ui.main_window import MainWindow
from tests.ui.conftest import Answers, leave

SAMPLE = Path(__file__).parent.parent / "files" / "samples" / "b2b-onboarding.csv"


def started(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    place = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CXDESIGNER_QUIT_AFTER_PAINT": "1", **more}
    return subprocess.run(
        [sys.executable, "-m", "cxdesigner", *words], env=place, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.slow
@pytest.mark.parametrize("words", [(), (str(SAMPLE),)])
def test_the_program_starts_paints_and_ends(words: tuple[str, ...]) -> None:
    ended = started(*words)

    assert (ended.returncode, ended.stderr.replace("This plugin does not support propagateSizeHints()\n", "")) == (
        0,
        "",
    )


def test_a_start_does_not_load_what_only_later_steps_need() -> None:
    code = (
        "import sys; from cxdesigner.ui import application, desk, editor;"
        "editor.POSTER_AFTER_MS = desk.FIRST_CHECK_AFTER_MS = 10**6;"  # On a busy machine the first picture takes longer than what comes after it waits.
        "application.run(sys.argv[1]);"
        "print([name for name in ('networkx', 'reportlab', 'cxdesigner.wall') if name in sys.modules])"
    )
    place = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CXDESIGNER_QUIT_AFTER_PAINT": "1"}

    ended = subprocess.run(
        [sys.executable, "-c", code, str(SAMPLE)], env=place, capture_output=True, text=True, timeout=60, check=False
    )

    assert ended.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("room", "size", "is_filled"),
    [
        ((0, 0, 1920, 1080), (1440, 880), False),
        ((0, 24, 1280, 776), (1272, 740), True),
        ((0, 0, 1440, 900), (1432, 864), True),
    ],
)
def test_a_window_that_is_too_large_for_its_screen_fills_it(
    qtbot: QtBot, room: tuple[int, int, int, int], size: tuple[int, int], is_filled: bool
) -> None:
    window = MainWindow()
    qtbot.addWidget(window, before_close_func=leave)

    application.keep_on_screen(window, QRect(*room))

    assert (window.width(), window.height()) == size
    assert window.isMaximized() is is_filled


def test_a_missing_file_leads_to_the_first_page(qtbot: QtBot, tmp_path: Path, answers: Answers) -> None:
    window = MainWindow()
    qtbot.addWidget(window, before_close_func=leave)

    application.begin(window, tmp_path / "nothing.cxmap")

    assert answers.asked == ["This file cannot be opened"]
    assert window.centralWidget().currentWidget() is window.welcome()  # type: ignore[attr-defined]


@pytest.mark.parametrize("content", [b"", b"nonsense", b'{"look": 7, "window.geometry": "AAAA", "recent": [1, "x"]}'])
def test_settings_that_make_no_sense_do_not_stop_the_start(qtbot: QtBot, content: bytes) -> None:
    config_folder().mkdir(parents=True)
    (config_folder() / "settings.json").write_bytes(content)

    window = MainWindow()
    qtbot.addWidget(window, before_close_func=leave)
    window.show_start()

    assert window.look().name in ("light", "dark")


def test_a_file_that_is_not_there_is_told_in_a_window_when_an_icon_started_us(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from cxdesigner import cli

    given: list[Path | None] = []
    monkeypatch.setattr(application, "run", lambda path: given.append(path) or 0)
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(cli, "is_read", lambda: False)

    code = cli.run([str(tmp_path / "nothere.cxmap")])

    assert (code, given) == (0, [tmp_path / "nothere.cxmap"])


def test_a_file_that_is_not_there_gives_a_sentence_and_the_first_page(start: MainWindow, answers: Answers) -> None:
    application.begin(start, Path("nothere.cxmap"))

    assert answers.asked == ["This file cannot be opened"]
    assert not start.desk.is_open()
