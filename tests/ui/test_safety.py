"""Safe copies are made in time, and the status bar tells the truth."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cxdesigner.commands.values import set_value
from cxdesigner.document.records import Touchpoint
from cxdesigner.storage.offers import offers
from cxdesigner.storage.settings import data_folder
from cxdesigner.ui import safety
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.parts import AddLine
from cxdesigner.ui.rescue import when_words
from tests.onboarding import OFFER
from tests.ui.conftest import Answers

SAMPLE = Path(__file__).parents[1] / "files" / "samples" / "b2b-onboarding.csv"


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "PAUSE_MS", 20)
    monkeypatch.setattr(safety, "LATEST_MS", 40)


def told(window: MainWindow) -> str:
    return window.editor().status._safety.text()


def test_a_change_has_a_safe_copy_soon(hasty: None, window: MainWindow, qtbot: QtBot) -> None:
    window.desk.plan(set_value, OFFER, "title", "Proposal")
    assert window.desk.workspace is not None
    workspace = window.desk.workspace

    qtbot.waitUntil(lambda: not workspace.needs_safe_copy(), timeout=5_000)

    assert told(window).startswith("Safe copy")


def test_a_copy_is_not_put_off_for_ever_by_typing(hasty: None, window: MainWindow, qtbot: QtBot) -> None:
    assert window.desk.workspace is not None
    workspace = window.desk.workspace
    copies: list[int] = []
    begun = workspace.begin_safe_copy
    workspace.begin_safe_copy = lambda: copies.append(1) or begun()  # type: ignore[method-assign,func-returns-value]

    def type_on() -> bool:
        window.desk.plan(set_value, OFFER, "what", "x" * (len(copies) + 1 + window.desk.document.revision))
        window.desk.plan(set_value, OFFER, "what", "typing")
        return bool(copies)

    qtbot.waitUntil(type_on, timeout=5_000)

    assert copies


def test_a_map_without_changes_says_so(window: MainWindow) -> None:
    window.safety.tell()

    assert told(window) == "No changes"


def test_a_disk_that_takes_nothing_is_told_and_stays_told(
    hasty: None, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cxdesigner.document.refused import Refused
    from cxdesigner.storage import recovery

    def full(*_: object) -> None:
        raise Refused("the disk is full.")

    monkeypatch.setattr(recovery.SafeCopies, "write", full)

    window.desk.plan(set_value, OFFER, "title", "Proposal")
    qtbot.waitUntil(lambda: told(window).startswith("NOT SAFE"), timeout=5_000)

    assert "the disk is full." in told(window)
    assert window.editor().status._safety.property("role") == "bad"


def test_work_that_was_not_saved_is_offered_again(hasty: None, window: MainWindow, qtbot: QtBot) -> None:
    window.desk.plan(set_value, OFFER, "title", "Proposal")
    assert window.desk.workspace is not None
    window.desk.workspace.make_safe_copy()
    window.desk.leave()

    offered = window.filing.rescued()

    assert [work.title for work in offered] == ["Onboarding"]


def test_work_that_nobody_wants_is_not_offered_again(window: MainWindow) -> None:
    window.desk.plan(set_value, OFFER, "title", "Proposal")
    assert window.desk.workspace is not None
    window.desk.workspace.make_safe_copy()
    window.desk.is_unwanted = True

    window.desk.leave()

    assert offers(data_folder()) == []


def test_restored_work_goes_on_where_it_ended(start: MainWindow, window: MainWindow) -> None:
    window.desk.plan(set_value, OFFER, "title", "Proposal")
    assert window.desk.workspace is not None
    window.desk.workspace.make_safe_copy()
    window.desk.leave()

    start.filing.restore(start.filing.rescued()[0].offer)

    assert start.desk.document.title_of(OFFER) == "Proposal"
    assert start.isWindowModified()


@pytest.fixture
def crashed(window: MainWindow, tmp_path: Path) -> Path:
    """Return a saved map, of which a session that ended knew more than the file."""
    path = tmp_path / "first.cxmap"
    assert window.desk.workspace is not None
    window.desk.workspace.save_as(path)
    window.desk.plan(set_value, OFFER, "title", "Proposal")
    window.desk.workspace.make_safe_copy()
    window.desk.leave()
    return path


@pytest.mark.parametrize(("answer", "title"), [("newer", "Proposal"), ("file", "Offer")])
def test_opening_a_file_asks_whether_the_newer_work_on_it_is_wanted(
    start: MainWindow, crashed: Path, answers: Answers, answer: str, title: str
) -> None:
    answers.give = answer

    start.filing.open(crashed)

    assert answers.asked == ["There is newer work than this file"]
    assert start.desk.document.title_of(OFFER) == title


def test_newer_work_that_was_not_taken_is_still_offered(start: MainWindow, crashed: Path, answers: Answers) -> None:
    answers.give = "file"

    start.filing.open(crashed)

    assert [work.offer.origin.path for work in start.filing.rescued()] == [crashed]


def test_closing_the_question_about_newer_work_opens_nothing(
    start: MainWindow, crashed: Path, answers: Answers
) -> None:
    answers.give = ""

    assert not start.filing.open(crashed)
    assert not start.desk.is_open()


def test_an_offer_says_when_how_much_and_of_which_file(start: MainWindow, crashed: Path) -> None:
    work = start.filing.rescued()[0]

    assert re.fullmatch(r"(today|yesterday) \d\d:\d\d · 4 touchpoints · first\.cxmap", work.about)


def test_times_are_said_as_people_say_them() -> None:
    now = time.mktime((2026, 11, 22, 4, 40, 0, 0, 0, -1))

    said = [when_words(now - back, now) for back in (900, 86_400, 20 * 86_400, 400 * 86_400)]

    assert said == ["today 04:25", "yesterday 04:40", "2 November 04:40", "18 October 2025 04:40"]


@pytest.mark.parametrize("moment", [1e300, -1e300, 2.0**62])
def test_a_time_that_no_calendar_knows_is_said_and_does_not_keep_the_first_page_from_opening(
    start: MainWindow, crashed: Path, moment: float
) -> None:
    meta = next(data_folder().rglob("meta.json"))
    said = json.loads(meta.read_text(encoding="utf-8"))
    meta.write_text(json.dumps({**said, "made": moment}), encoding="utf-8")

    start.show_start()

    assert start.filing.rescued()[0].about.startswith("at an unknown time · 4 touchpoints")


@pytest.mark.parametrize(("answer", "left"), [("drop", 0), ("keep", 1)])
def test_an_offer_can_be_thrown_away_after_a_question(
    start: MainWindow, crashed: Path, answers: Answers, answer: str, left: int
) -> None:
    start.show_start()
    answers.give = answer
    button = next(it for it in start.welcome().findChildren(QPushButton) if it.text() == "Throw away")

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert len(start.filing.rescued()) == left


def test_the_first_page_offers_work_while_a_map_is_open(start: MainWindow, crashed: Path) -> None:
    start.filing.new()

    start.show_start()

    assert any(it.text() == "Restore" for it in start.welcome().findChildren(QPushButton))


def test_a_table_that_is_only_opened_is_not_offered_again(start: MainWindow) -> None:
    start.filing.open(SAMPLE)

    start.safety.copy()
    start.desk.leave()

    assert start.filing.rescued() == []


def test_a_table_that_was_edited_is_offered_again(start: MainWindow) -> None:
    start.filing.open(SAMPLE)
    card = start.desk.document.all(Touchpoint)[0]

    start.desk.plan(set_value, card.id, "title", "Another title")
    start.safety.copy()
    start.desk.leave()

    assert len(start.filing.rescued()) == 1


def test_a_save_that_failed_is_told_in_the_colour_of_trouble_and_can_go_elsewhere(
    window: MainWindow, chosen_file: Callable[[Path | None], None], tmp_path: Path
) -> None:
    assert window.desk.workspace is not None
    window.desk.workspace.save_as(tmp_path / "folder.cxmap")
    (tmp_path / "folder.cxmap").unlink()
    (tmp_path / "folder.cxmap").mkdir()
    window.desk.plan(set_value, OFFER, "title", "Proposal")
    chosen_file(tmp_path / "other.cxmap")

    is_saved = window.filing.save_and_wait()

    assert not is_saved
    assert window.editor().status._safety.property("role") == "bad"
    elsewhere = next(it for it in window.editor().notices.findChildren(QPushButton) if it.text() == "Save elsewhere…")
    QTest.mouseClick(elsewhere, Qt.MouseButton.LeftButton)
    window.desk.saves.finish()
    assert (tmp_path / "other.cxmap").is_file()
    assert window.desk.workspace.is_clean
    assert window.desk.notices == {}


def test_what_is_typed_and_not_entered_is_saved_too(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    assert window.desk.workspace is not None
    window.desk.workspace.save_as(tmp_path / "map.cxmap")
    window.desk.select((OFFER,))
    form = window.editor().inspector().form()
    assert form is not None
    line = form.editor("prompts").findChild(AddLine)
    assert line is not None
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "Bring samples")

    window.filing.save_and_wait()

    assert b"Bring samples" in (tmp_path / "map.cxmap").read_bytes()


def test_a_map_without_a_title_is_called_as_its_file_is(
    start: MainWindow, chosen_file: Callable[[Path | None], None], tmp_path: Path
) -> None:
    start.filing.new()
    chosen_file(tmp_path / "Garage onboarding.cxmap")

    start.filing.save_as()
    start.desk.saves.finish()

    assert start.desk.map.title == "Garage onboarding"
    assert not start.isWindowModified()


def test_a_map_with_a_title_keeps_it_whatever_its_file_is_called(
    window: MainWindow, chosen_file: Callable[[Path | None], None], tmp_path: Path
) -> None:
    chosen_file(tmp_path / "first.cxmap")

    window.filing.save_as()
    window.desk.saves.finish()

    assert window.desk.map.title == "Onboarding"
