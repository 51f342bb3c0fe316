"""A disk that never answers keeps the window from nothing: it paints, says what it waits for, and can be told to stop."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.apart import Cancelled
from cxdesigner.commands.values import set_value
from cxdesigner.document.document import Document
from cxdesigner.document.refused import Refused
from cxdesigner.formats import FORMATS
from cxdesigner.storage.fs import Fs
from cxdesigner.storage.lock import lock_path
from cxdesigner.storage.offers import offers
from cxdesigner.storage.settings import data_folder
from cxdesigner.ui import fetching
from cxdesigner.ui.dialogs.waiting import WaitingDialog
from cxdesigner.ui.fetching import answered, fetched, files_there
from cxdesigner.ui.handing_out import HandingOut
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.writer import Writer
from cxdesigner.workspace import Workspace
from tests.onboarding import OFFER, onboarding
from tests.ui.conftest import Answers


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a saved map, whose session has ended."""
    workspace = Workspace.new(onboarding())
    workspace.save_as(tmp_path / "map.cxmap")
    workspace.close()
    return tmp_path / "map.cxmap"


@pytest.fixture
def share(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Return what the disk of that map waits for before it lets anything be read of it."""
    gate = threading.Event()
    real = Fs.read

    def wait(fs: Fs, file: Path, most: int) -> bytes:
        if file == path:
            assert gate.wait(20)
        return real(fs, file, most)

    monkeypatch.setattr(Fs, "read", wait)
    yield gate
    gate.set()


def when_told(act: Callable[[WaitingDialog], None]) -> None:
    """Do something as soon as the window says that it waits."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        act(dialog) if isinstance(dialog, WaitingDialog) else QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)


def nobody_reads() -> bool:
    return not any(thread.name == "fetch" for thread in threading.enumerate())


def test_the_window_lives_while_a_file_is_read_from_a_dead_share_and_opens_it_when_the_share_is_back(
    start: MainWindow, path: Path, share: threading.Event
) -> None:
    told: list[str] = []
    beats: list[None] = []
    heart = QTimer()

    def beat() -> None:
        beats.append(None)
        if len(beats) == 20:
            share.set()  # Only a window that lives lets the share come back.

    def wait_on(dialog: WaitingDialog) -> None:
        told.extend([dialog.windowTitle(), dialog.said.text()])
        heart.start(10)

    heart.timeout.connect(beat)
    when_told(wait_on)
    is_open = start.filing.open(path)
    heart.stop()

    assert is_open
    assert told == ["Reading “map.cxmap”", "The disk takes its time."]
    assert start.desk.document.title_of(OFFER) == "Offer"


def test_who_stops_waiting_keeps_what_is_open_and_the_file_is_not_locked_later(
    window: MainWindow, path: Path, share: threading.Event, answers: Answers, qtbot: QtBot
) -> None:
    before = window.desk.workspace
    when_told(lambda dialog: dialog.cancel.click())

    assert not window.filing.open(path)

    assert window.desk.workspace is before
    assert answers.asked == []  # Who stops it need not be told that it was stopped.
    share.set()
    qtbot.waitUntil(nobody_reads)
    assert not lock_path(path).exists()


def test_who_would_not_save_and_stops_waiting_still_has_safe_copies_of_the_work(
    window: MainWindow, path: Path, share: threading.Event, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.desk.plan(set_value, OFFER, "title", "Mine")
    window.safety.copy()
    answers.give = "drop"
    monkeypatch.setattr("cxdesigner.ui.filing.rescued_of", lambda file: share.wait(20))
    when_told(lambda dialog: dialog.cancel.click())

    assert not window.filing.open(path)
    window.desk.open(None)

    assert [offer.origin.title for offer in offers(data_folder())] == ["Onboarding"]


def test_after_a_while_it_is_said_that_the_disk_does_not_answer(
    start: MainWindow, path: Path, share: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "STILL_TRYING_MS", 1)
    told: list[str] = []

    def read(dialog: WaitingDialog) -> None:
        if dialog.said.text().startswith("The disk takes"):
            QTimer.singleShot(20, lambda: read(dialog))
            return
        told.append(dialog.said.text())
        dialog.cancel.click()

    when_told(read)
    start.filing.open(path)

    assert told == [fetching._STILL]


def test_going_back_to_the_saved_map_can_be_stopped_too(
    start: MainWindow, path: Path, share: threading.Event, qtbot: QtBot
) -> None:
    share.set()
    start.filing.open(path)
    start.desk.plan(set_value, OFFER, "title", "Mine")
    share.clear()
    when_told(lambda dialog: dialog.cancel.click())

    start.filing.revert()

    assert start.desk.document.title_of(OFFER) == "Mine"
    assert start.isWindowModified()
    share.set()
    start.filing.revert()
    assert start.desk.document.title_of(OFFER) == "Offer"


def test_work_that_was_not_saved_stays_when_its_share_does_not_answer(
    start: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    start.filing.open(path)
    start.desk.plan(set_value, OFFER, "title", "Mine")
    start.safety.copy()
    start.desk.open(None)
    gate = threading.Event()
    real = Fs.resolve

    def wait(fs: Fs, file: Path) -> Path:
        assert file != path or gate.wait(20)
        return real(fs, file)

    monkeypatch.setattr(Fs, "resolve", wait)
    when_told(lambda dialog: dialog.cancel.click())

    start.filing.restore(start.filing.rescued()[0].offer)

    assert not start.desk.is_open()
    gate.set()
    qtbot.waitUntil(nobody_reads)
    start.filing.restore(offers(data_folder())[0])
    assert start.desk.document.title_of(OFFER) == "Mine"


def test_a_share_that_is_gone_does_not_keep_a_map_from_being_put_away(
    start: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    start.filing.open(path)
    start.desk.plan(set_value, OFFER, "title", "Mine")
    gate = threading.Event()
    real = Fs.remove

    def wait(fs: Fs, file: Path) -> None:
        assert file.parent != path.parent or gate.wait(20)
        real(fs, file)

    monkeypatch.setattr(Fs, "remove", wait)
    monkeypatch.setattr(Writer.finish, "__defaults__", (0.2,))

    start.desk.open(None)

    assert start.desk.ends.is_busy()
    gate.set()
    qtbot.waitUntil(lambda: not start.desk.ends.is_busy())
    assert [offer.origin.path for offer in offers(data_folder())] == [path]


@pytest.fixture
def dead_share(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Return what a disk waits for before it lets a PDF be replaced."""
    gate = threading.Event()
    real = Fs.replace

    def wait(fs: Fs, source: Path, target: Path) -> None:
        assert target.suffix != ".pdf" or gate.wait(20)
        real(fs, source, target)

    monkeypatch.setattr(Fs, "replace", wait)
    yield gate
    gate.set()


def test_the_window_lives_while_an_export_is_written_onto_a_dead_share(
    window: MainWindow, tmp_path: Path, dead_share: threading.Event
) -> None:
    told: list[str] = []

    def wait_on(dialog: WaitingDialog) -> None:
        told.append(dialog.windowTitle())
        dead_share.set()  # Only a window that lives lets the share come back.

    when_told(wait_on)
    is_written = window.filing.write(tmp_path / "page.pdf", lambda: b"%PDF")

    assert is_written
    assert told == ["Writing “page.pdf”"]
    assert (tmp_path / "page.pdf").read_bytes() == b"%PDF"


def test_who_stops_waiting_for_an_export_keeps_what_was_there_until_the_disk_answers(
    window: MainWindow, tmp_path: Path, dead_share: threading.Event, answers: Answers, qtbot: QtBot
) -> None:
    (tmp_path / "page.pdf").write_bytes(b"old")
    when_told(lambda dialog: dialog.cancel.click())

    assert not window.filing.write(tmp_path / "page.pdf", lambda: b"%PDF")

    assert answers.asked == []
    assert (tmp_path / "page.pdf").read_bytes() == b"old"
    dead_share.set()
    qtbot.waitUntil(nobody_reads)
    assert (tmp_path / "page.pdf").read_bytes() == b"%PDF"


def test_files_that_are_handed_out_wait_for_a_dead_share_beside_the_window(
    window: MainWindow, tmp_path: Path, dead_share: threading.Event
) -> None:
    hand = HandingOut(window, lambda: str(tmp_path), window.desk.said.emit)
    when_told(lambda dialog: dead_share.set())

    is_written = hand.write_all(tmp_path, ["a.pdf", "b.pdf"], lambda: iter((("a.pdf", b"A"), ("b.pdf", b"B"))))

    assert is_written
    assert [(tmp_path / name).read_bytes() for name in ("a.pdf", "b.pdf")] == [b"A", b"B"]


def test_a_table_of_a_large_map_is_made_beside_the_window_and_can_be_stopped(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    gate, told = threading.Event(), []
    slow = FORMATS["csv"]._replace(write=lambda document: gate.wait(20) and b"")
    monkeypatch.setitem(FORMATS, "csv", slow)

    def stop(dialog: WaitingDialog) -> None:
        told.append(dialog.said.text())
        dialog.cancel.click()

    when_told(stop)
    with pytest.raises(Cancelled):
        window.filing._exported(".csv")

    assert told == [fetching._MAKING]
    gate.set()
    qtbot.waitUntil(nobody_reads)


def test_nothing_is_left_of_what_was_waited_for(window: MainWindow, qtbot: QtBot) -> None:
    never = threading.Event()

    def read() -> Document:
        never.wait(0.2)
        return onboarding()

    before = _held()
    for _ in range(3):
        fetched(read, window, "Reading")

    qtbot.waitUntil(lambda: _held() == before)


def _held() -> tuple[int, int]:
    gc.collect()
    there = gc.get_objects()
    return tuple(sum(isinstance(one, kind) for one in there) for kind in (Document, QEventLoop))  # type: ignore[return-value]


def test_what_goes_wrong_while_reading_is_raised_where_it_was_asked_for(start: MainWindow) -> None:
    def fail() -> None:
        raise Refused("It is not there.")

    with pytest.raises(Refused, match="not there"):
        fetched(fail, start, "Reading")


def test_what_comes_when_nobody_waits_any_more_is_let_go(start: MainWindow, qtbot: QtBot) -> None:
    gate, dropped = threading.Event(), []

    def read() -> str:
        assert gate.wait(20)
        return "late"

    when_told(lambda dialog: dialog.reject())
    with pytest.raises(Cancelled):
        fetched(read, start, "Reading", drop=dropped.append)
    gate.set()

    qtbot.waitUntil(nobody_reads)
    assert dropped == ["late"]


def test_files_on_a_disk_that_does_not_answer_may_be_there(
    path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    gone, gate = path.with_name("gone.cxmap"), threading.Event()
    assert files_there((path, gone)) == {path}
    real = Path.is_file

    def wait(file: Path) -> bool:
        return gate.wait(20) and real(file)

    monkeypatch.setattr(Path, "is_file", wait)

    assert files_there((path, gone)) == {path, gone}
    gate.set()
    qtbot.waitUntil(nobody_reads)
    assert answered(lambda: 7, 0) == 7
