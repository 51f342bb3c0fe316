"""No error ends the program or shows its inside; and when the system wants us gone, the work is safe within a second."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QtMsgType
from pytestqt.qtbot import QtBot

from cxdesigner.commands.values import set_value
from cxdesigner.document.refused import Refused
from cxdesigner.storage.load import load_document
from cxdesigner.storage.offers import offers
from cxdesigner.storage.settings import data_folder
from cxdesigner.ui import logbook
from cxdesigner.ui.leaving import Leaving
from cxdesigner.ui.logbook import CrashLog, QtMessages
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.troubles import SORRY, Troubles
from tests.ui.conftest import Answers


class Told:
    """What a window that catches everything tells."""

    def __init__(self, window: MainWindow) -> None:
        self.sentences: list[str] = []
        self.now = 1_000.0
        self.troubles = Troubles(window, lambda: self.now)

    def go_wrong(self, error: BaseException) -> None:
        self.troubles.caught(type(error), error, None)


@pytest.fixture
def told(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Return a window's troubles; they are not installed, because pytest-qt has its own hook."""
    monkeypatch.setattr(logbook._log, "handlers", [])
    told = Told(window)
    monkeypatch.setattr(window, "say", told.sentences.append)
    return told


def rename(window: MainWindow, title: str) -> None:
    assert window.desk.plan(set_value, window.desk.map_id, "title", title)


def test_an_error_becomes_a_sentence_a_line_in_the_log_and_a_safe_copy(
    window: MainWindow, told: Told, qtbot: QtBot
) -> None:
    rename(window, "Before the error")

    told.go_wrong(ValueError("inside"))
    qtbot.waitUntil(lambda: bool(told.sentences), timeout=5_000)

    assert told.sentences == [SORRY]
    assert "ValueError: inside" in (data_folder() / logbook.ERRORS).read_text(encoding="utf-8")
    qtbot.waitUntil(lambda: bool(list((data_folder() / "recovery").glob("*/snap-*.cxmap"))), timeout=5_000)


def test_a_refusal_that_nobody_caught_is_told_as_it_is(told: Told, qtbot: QtBot) -> None:
    told.go_wrong(Refused("Choose another paper."))
    qtbot.waitUntil(lambda: bool(told.sentences), timeout=5_000)

    assert told.sentences == ["Choose another paper."]


def test_an_error_in_another_thread_is_told_in_the_window(told: Told, qtbot: QtBot) -> None:
    thread = threading.Thread(target=told.go_wrong, args=(OSError("far away"),))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(told.sentences), timeout=5_000)

    assert told.sentences == [SORRY]


def test_all_three_hooks_are_taken(window: MainWindow, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    for where, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(where, name, getattr(where, name))
    caught: list[type[BaseException]] = []
    monkeypatch.setattr(Troubles, "caught", lambda self, kind, error, trace: caught.append(kind))

    class Stubborn:
        def __del__(self) -> None:
            raise KeyError

    told.troubles.install()
    sys.excepthook(ValueError, ValueError(), None)
    failing = threading.Thread(target=lambda: {}["nothing"])
    failing.start()
    failing.join()
    Stubborn()

    assert caught == [ValueError, KeyError, KeyError]


def test_three_errors_in_a_minute_lead_to_the_question_whether_to_begin_afresh(
    window: MainWindow, told: Told, qtbot: QtBot, answers: Answers, tmp_path: Path
) -> None:
    path = tmp_path / "map.cxmap"
    workspace = window.desk.workspace
    assert workspace is not None
    workspace.save_as(path)
    rename(window, "Still here")
    answers.give = "restart"

    for _ in range(3):
        told.go_wrong(ValueError("again"))
        told.now += 10
        qtbot.wait(5)
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=5_000)
    qtbot.waitUntil(lambda: told.troubles.wants_restart, timeout=5_000)

    assert answers.asked == ["Something keeps going wrong"]
    assert window.isHidden()
    assert window.left_path == path
    assert [one.title for one in load_document(path).document if type(one).__name__ == "Map"] == ["Still here"]


def test_where_nothing_can_be_written_the_program_does_not_end(
    window: MainWindow, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(window, "Nowhere to go")
    monkeypatch.setattr(type(window.desk.workspace), "make_safe_copy", lambda self: False)

    told.troubles.save_and_restart()

    assert window.isVisible()
    assert not told.troubles.wants_restart
    assert told.sentences


def test_errors_far_apart_ask_nothing(told: Told, qtbot: QtBot, answers: Answers) -> None:
    for _ in range(4):
        told.go_wrong(ValueError("now and then"))
        told.now += 31
        qtbot.wait(5)
    qtbot.waitUntil(lambda: len(told.sentences) == 4, timeout=5_000)

    assert answers.asked == []


def test_who_goes_on_keeps_working_in_the_same_window(
    window: MainWindow, told: Told, qtbot: QtBot, answers: Answers
) -> None:
    answers.give = "on"

    for _ in range(3):
        told.go_wrong(ValueError("again"))
        qtbot.wait(5)
    qtbot.waitUntil(lambda: bool(answers.asked), timeout=5_000)

    assert window.isVisible()
    assert not told.troubles.wants_restart


def test_a_flood_of_messages_of_qt_does_not_fill_the_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(logbook._log, "handlers", [])
    messages = QtMessages()

    for _ in range(50):
        messages.take(QtMsgType.QtWarningMsg, None, "QPainter: not active")  # type: ignore[arg-type]
    messages.take(QtMsgType.QtInfoMsg, None, "nothing of interest")  # type: ignore[arg-type]

    log = (data_folder() / logbook.ERRORS).read_text(encoding="utf-8")
    assert log.count("QPainter: not active") == 3
    assert "interest" not in log + capsys.readouterr().err


def test_before_a_logoff_the_work_is_safe_and_closing_asks_nothing(window: MainWindow, answers: Answers) -> None:
    rename(window, "Before the logoff")
    leaving = Leaving.__new__(Leaving)  # Without its signals: those of a test run belong to pytest.
    super(Leaving, leaving).__init__(window)
    leaving._window = window

    leaving.prepare()
    window.close()

    assert answers.asked == []
    assert [offer.origin.title for offer in offers(data_folder())] == ["Before the logoff"]


ROBOT = """
import os, sys
from PySide6.QtCore import QTimer
from cxdesigner.ui import application
from cxdesigner.commands.values import set_value

def work():
    window = next(one for one in application.QApplication.topLevelWidgets() if hasattr(one, "filing"))
    if not window.desk.is_open():
        window.filing.new()
    window.desk.plan(set_value, window.desk.map_id, "title", "Typed a moment ago")
    if "dialog" in sys.argv:
        QTimer.singleShot(0, window, lambda: window.ask("about"))
    QTimer.singleShot(100, window, lambda: print("ready", flush=True))
    if "busy" in sys.argv:
        QTimer.singleShot(1_800, window, lambda: [None for _ in iter(int, 1)])

real = application.begin
application.begin = lambda window, path: (real(window, path), QTimer.singleShot(300, window, work))
sys.exit(application.run())
"""


def ended_by(number: signal.Signals, *words: str) -> tuple[int, float]:
    """Start the program, change a map, send a signal while it rests, and return its exit code and how long it took."""
    with subprocess.Popen(
        [sys.executable, "-c", ROBOT, *words],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        if "busy" in words:
            time.sleep(2.5)
        begun = time.monotonic()
        process.send_signal(number)
        code = process.wait(timeout=20)
    return code, time.monotonic() - begun


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=str)
@pytest.mark.parametrize("words", [(), ("dialog",)], ids=["resting", "in a dialog"])
def test_a_signal_makes_a_safe_copy_and_ends_the_program(number: signal.Signals, words: tuple[str, ...]) -> None:
    code, seconds = ended_by(number, *words)

    assert (code, [offer.origin.title for offer in offers(data_folder())]) == (128 + number, ["Typed a moment ago"])
    assert seconds < 3.0  # One second on a machine of its own; tests share theirs.


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_window_that_hangs_ends_all_the_same_and_tells_where_it_hung() -> None:
    code, seconds = ended_by(signal.SIGTERM, "busy")

    assert (code, [offer.origin.title for offer in offers(data_folder())]) == (1, ["Typed a moment ago"])
    assert "<lambda>" in (data_folder() / logbook.CRASHES).read_text(encoding="utf-8")
    assert seconds < 3.0


def test_a_crash_leaves_the_stacks_of_all_threads_in_the_log() -> None:
    code = "import faulthandler, os; from cxdesigner.ui.logbook import CrashLog; log = CrashLog(); os.abort()"

    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)

    assert ended.returncode != 0
    assert "Fatal Python error: Aborted" in (data_folder() / logbook.CRASHES).read_text(encoding="utf-8")


def test_where_there_is_no_room_for_a_log_the_program_starts_without(monkeypatch: pytest.MonkeyPatch) -> None:
    from cxdesigner.storage.fs import Fs

    class Full(Fs):
        def open_log(self, path: Path, *, starts_anew: bool = False) -> int:
            raise OSError(28, "No space left on device")

    log = CrashLog(Full())

    log.watch(60.0)
    log.close()
    assert log.descriptor is None
