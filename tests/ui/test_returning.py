"""Every way back is offered where it is needed, and none of them loses anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from cxdesigner.commands.values import set_value
from cxdesigner.storage.lock import DocumentLock, Holder, lock_path
from cxdesigner.ui.dialogs.versions import Versions
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.workspace import Workspace
from tests.onboarding import OFFER, onboarding
from tests.ui.conftest import Answers

ChosenFile = Callable[[Path | None], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the saved small map, of which an earlier version was kept."""
    workspace = Workspace.new(onboarding())
    workspace.save_as(tmp_path / "first.cxmap")
    workspace.perform(set_value(workspace.document, OFFER, "title", "Proposal"))
    workspace.save()
    workspace.close()
    return tmp_path / "first.cxmap"


@pytest.fixture
def opened(start: MainWindow, path: Path) -> MainWindow:
    """Return the window with that map."""
    assert start.filing.open(path)
    return start


def title(window: MainWindow) -> str:
    return window.desk.document.title_of(OFFER)


def press(window: MainWindow, text: str) -> None:
    button = next(it for it in window.editor().notices.findChildren(QPushButton) if it.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def change_elsewhere(path: Path) -> bytes:
    theirs = path.read_bytes().replace(b"Welcome letter", b"Their letter")
    path.write_bytes(theirs)
    return theirs


# -- damage ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("answer", "shown"), [("kept", "Offer"), ("left", "Proposal")])
def test_a_damaged_file_opens_as_the_version_before_or_as_what_is_left(
    start: MainWindow, path: Path, answers: Answers, answer: str, shown: str
) -> None:
    damaged = path.read_bytes()[:-40]
    path.write_bytes(damaged)
    answers.give = answer

    assert start.filing.open(path)

    assert answers.asked == ["“first.cxmap” is damaged"]
    assert title(start) == shown
    assert start.isWindowModified()
    assert path.read_bytes() == damaged


def test_saving_what_was_rescued_keeps_the_damaged_file_among_the_versions(
    start: MainWindow, path: Path, answers: Answers
) -> None:
    damaged = path.read_bytes()[:-40]
    path.write_bytes(damaged)
    answers.give = "left"
    start.filing.open(path)

    assert start.filing.save_and_wait()

    assert start.desk.workspace is not None
    kept = [version.path.read_bytes() for version in start.desk.workspace.versions()]
    assert damaged in kept


@pytest.fixture
def unsaved(path: Path) -> Path:
    """Return the map after a session that had more than the file, which is damaged now."""
    workspace = Workspace.open(path)
    workspace.perform(set_value(workspace.document, OFFER, "title", "Not saved"))
    workspace.close()
    path.write_bytes(path.read_bytes()[:-40])
    return path


@pytest.mark.parametrize(("answer", "shown"), [("copy", "Not saved"), ("kept", "Offer"), ("left", "Proposal")])
def test_a_damaged_file_offers_its_newest_safe_copy_in_the_same_question(
    start: MainWindow, unsaved: Path, answers: Answers, answer: str, shown: str
) -> None:
    damaged = unsaved.read_bytes()
    answers.give = answer

    assert start.filing.open(unsaved)

    assert answers.asked == ["“first.cxmap” is damaged"]
    assert title(start) == shown
    assert unsaved.read_bytes() == damaged


def test_the_safe_copy_of_a_damaged_file_is_the_answer_that_enter_gives_and_says_of_when_it_is(
    start: MainWindow, unsaved: Path, answers: Answers
) -> None:
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        seen.extend(button.text() for button in dialog.findChildren(QPushButton) if button.isDefault())
        seen.extend(label.text() for label in dialog.findChildren(QLabel))

    answers.act = look
    start.filing.open(unsaved)

    assert seen[0] == "Open the safe copy"
    assert re.search(
        r"A safe copy of work on it that was not saved \((today|yesterday) \d\d:\d\d · 4 touchpoints", seen[2]
    )


def test_saving_the_safe_copy_of_a_damaged_file_asks_nothing_and_keeps_the_damaged_one(
    start: MainWindow, unsaved: Path, answers: Answers
) -> None:
    damaged = unsaved.read_bytes()
    answers.give = "copy"
    start.filing.open(unsaved)
    answers.asked.clear()

    assert start.filing.save_and_wait()

    assert answers.asked == []
    assert Workspace.open(unsaved).document.title_of(OFFER) == "Not saved"
    assert start.desk.workspace is not None
    assert damaged in [version.path.read_bytes() for version in start.desk.workspace.versions()]
    assert start.filing.rescued() == []


def test_a_damaged_file_that_nobody_wants_rescued_leaves_the_first_page(
    start: MainWindow, path: Path, answers: Answers
) -> None:
    path.write_bytes(path.read_bytes()[:-40])
    answers.give = "stay"

    assert not start.filing.open(path)
    assert not start.desk.is_open()


# -- somebody else ---------------------------------------------------------------------------------------------------


@pytest.fixture
def held(path: Path) -> Path:
    """Return a map that somebody has open on another computer."""
    DocumentLock(me=Holder("reception", "ida", 7, "theirs", 1_700_000_000.0)).take(path)
    return path


def test_a_map_that_is_open_elsewhere_opens_for_reading(start: MainWindow, held: Path, answers: Answers) -> None:
    answers.give = "read"

    assert start.filing.open(held)

    assert answers.asked == ["This map is open elsewhere"]
    assert not start.desk.plan(set_value, OFFER, "title", "Mine")
    assert start.windowTitle().startswith("first (for reading only)")
    (told,) = start.editor().notices.texts()
    assert told == "For reading only. ida has this map open."


def test_it_can_be_edited_all_the_same(start: MainWindow, held: Path, answers: Answers) -> None:
    answers.give = "read"
    start.filing.open(held)

    press(start, "Edit all the same")

    assert start.desk.plan(set_value, OFFER, "title", "Mine")
    assert start.filing.save_and_wait()
    assert start.editor().notices.texts() == []


def test_it_can_be_opened_as_a_copy(
    start: MainWindow, held: Path, answers: Answers, chosen_file: ChosenFile, tmp_path: Path
) -> None:
    before = held.read_bytes()
    answers.give = "copy"
    chosen_file(tmp_path / "copy.cxmap")

    assert start.filing.open(held)
    assert start.isWindowModified()
    assert start.filing.save_and_wait()

    assert held.read_bytes() == before
    assert Workspace.open(tmp_path / "copy.cxmap").document.id != Workspace.open(held).document.id


def test_closing_the_question_opens_nothing_and_leaves_their_lock(
    start: MainWindow, held: Path, answers: Answers
) -> None:
    answers.give = ""

    assert not start.filing.open(held)
    assert not start.desk.is_open()
    assert lock_path(held).exists()


def test_a_file_that_may_not_be_changed_says_so(start: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cxdesigner.storage.fs import Fs

    monkeypatch.setattr(Fs, "may_write", lambda fs, path: False)

    start.filing.open(path)

    assert start.editor().notices.texts() == ["For reading only. You may not change this file."]


def test_the_window_sees_when_it_comes_to_the_front_that_somebody_has_saved(
    opened: MainWindow, path: Path, qtbot: QtBot
) -> None:
    change_elsewhere(path)

    opened.filing.look_at_disk()
    qtbot.waitUntil(lambda: opened.editor().notices.texts() == ["Somebody else has changed “first.cxmap”."])

    press(opened, "Show theirs")
    assert any(getattr(record, "title", "") == "Their letter" for record in opened.desk.document)
    assert opened.editor().notices.texts() == []
    assert not opened.isWindowModified()
    opened.desk.undo()
    assert any(getattr(record, "title", "") == "Welcome letter" for record in opened.desk.document)


def test_what_is_not_saved_is_never_replaced_by_theirs(
    opened: MainWindow, path: Path, qtbot: QtBot, chosen_file: ChosenFile, tmp_path: Path
) -> None:
    opened.desk.plan(set_value, OFFER, "title", "Mine")
    theirs = change_elsewhere(path)
    chosen_file(tmp_path / "mine.cxmap")

    opened.filing.look_at_disk()
    qtbot.waitUntil(lambda: bool(opened.editor().notices.texts()))
    assert [it.text() for it in opened.editor().notices.findChildren(QPushButton)] == ["Keep both…"]
    press(opened, "Keep both…")
    opened.desk.saves.finish()

    assert path.read_bytes() == theirs
    assert Workspace.open(tmp_path / "mine.cxmap").document.title_of(OFFER) == "Mine"


def test_keeping_both_proposes_a_name_that_says_whose_it_is(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[Path] = []
    monkeypatch.setattr(opened.filing, "ask_where", lambda *words: proposed.append(words[-1]))

    opened.filing.keep_both()

    assert re.fullmatch(r"first \(this computer, \d\d\.\d\d\)\.cxmap", proposed[0].name)


def test_a_file_that_is_only_touched_or_our_own_save_is_no_news(opened: MainWindow, path: Path) -> None:
    path.touch()
    opened.desk.plan(set_value, OFFER, "title", "Mine")
    opened.filing.look_at_disk()
    opened.filing.save_and_wait()
    opened.desk.looks.finish()
    opened.filing.look_at_disk()
    opened.desk.looks.finish()

    assert opened.editor().notices.texts() == []


# -- earlier versions --------------------------------------------------------------------------------------------------


def test_reverting_goes_back_to_the_file_and_can_be_undone(opened: MainWindow) -> None:
    opened.desk.plan(set_value, OFFER, "title", "Mine")

    opened.menus["file.revert"].trigger()

    assert title(opened) == "Proposal"
    assert not opened.isWindowModified()
    assert not opened.menus["file.revert"].isEnabled()
    opened.desk.undo()
    assert title(opened) == "Mine"
    assert opened.isWindowModified()


def test_an_earlier_version_is_shown_and_brought_back_as_one_step(
    opened: MainWindow, answers: Answers, qtbot: QtBot
) -> None:
    seen: list[str] = []

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, Versions)
        dialog.look()
        seen.append(dialog.list.item(0).text())
        seen.append(dialog.told.text())
        assert not dialog.picture.pixmap().isNull()

    answers.act, answers.accepts = choose, True

    opened.menus["file.versions"].trigger()

    assert title(opened) == "Offer"
    assert re.fullmatch(r"(today|yesterday) \d\d:\d\d · 4 touchpoints", seen[0])
    assert seen[1] == "It was saved, and another save took its place."
    opened.desk.undo()
    assert title(opened) == "Proposal"


def test_an_earlier_version_opens_as_a_copy(opened: MainWindow, path: Path, answers: Answers) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, Versions)
        dialog.look()
        next(it for it in dialog.findChildren(QPushButton) if it.text() == "Open as a copy").click()

    answers.act, answers.accepts = choose, True
    before = path.read_bytes()

    opened.menus["file.versions"].trigger()

    assert title(opened) == "Offer"
    assert opened.desk.workspace is not None
    assert opened.desk.workspace.path is None
    assert path.read_bytes() == before


def test_safe_copies_are_listed_and_what_cannot_be_read_is_said(opened: MainWindow, answers: Answers) -> None:
    opened.desk.plan(set_value, OFFER, "title", "Mine")
    assert opened.desk.workspace is not None
    opened.desk.workspace.make_safe_copy()
    opened.desk.workspace.versions()[1].path.write_bytes(b"\x00" * 500)
    seen: list[str] = []

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, Versions)
        seen.extend(dialog.list.item(row).text() for row in range(dialog.list.count()))
        dialog.list.setCurrentRow(1)
        dialog.look()
        seen.append(dialog.told.text())
        assert dialog.loaded is None

    answers.act = choose

    opened.menus["file.versions"].trigger()

    assert seen[0].endswith("4 touchpoints · safe copy")
    assert seen[1].endswith("0 touchpoints")
    assert seen[2].startswith("This version cannot be opened: ")
    assert title(opened) == "Mine"


def test_where_there_is_no_earlier_version_it_is_said(window: MainWindow, answers: Answers) -> None:
    counts: list[int] = []
    answers.act = lambda dialog: counts.append(dialog.list.count()) if isinstance(dialog, Versions) else None

    window.menus["file.versions"].trigger()

    assert counts == [0]


def test_a_copy_is_written_and_the_map_stays_with_its_file(
    opened: MainWindow, chosen_file: ChosenFile, tmp_path: Path, path: Path
) -> None:
    opened.desk.plan(set_value, OFFER, "title", "Mine")
    chosen_file(tmp_path / "copy.cxmap")

    opened.menus["file.save_copy"].trigger()
    opened.desk.saves.finish()

    assert opened.desk.workspace is not None
    assert opened.desk.workspace.path == path
    assert opened.isWindowModified()
    assert Workspace.open(tmp_path / "copy.cxmap").document.title_of(OFFER) == "Mine"


def test_a_copy_that_cannot_be_written_is_told(opened: MainWindow, chosen_file: ChosenFile, tmp_path: Path) -> None:
    chosen_file(tmp_path / "no" / "folder" / "copy.cxmap")

    opened.menus["file.save_copy"].trigger()
    opened.desk.saves.finish()

    (told,) = opened.editor().notices.texts()
    assert told.startswith("“copy.cxmap” was not saved: its folder is not there")
