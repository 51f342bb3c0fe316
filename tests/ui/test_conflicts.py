"""A copy that a sync program left beside the open map is told with its date, and comes in only when somebody says so."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from cxdesigner.commands.values import set_value
from cxdesigner.document.records import Touchpoint
from cxdesigner.storage.conflict_copies import ConflictCopy
from cxdesigner.ui import conflicts
from cxdesigner.ui.conflicts import words
from cxdesigner.ui.dialogs.merging import MergeDialog
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.workspace import Workspace
from tests.onboarding import OFFER, TRAINING, onboarding
from tests.ui.conftest import Answers

THEIRS = "map.sync-conflict-20261128-140502-K4QTRZ3.cxmap"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the saved small map, and beside it the copy of somebody who gave the training another title."""
    path = tmp_path / "map.cxmap"
    workspace = Workspace.new(onboarding())
    workspace.save_as(path)
    workspace.perform(set_value(workspace.document, OFFER, "title", "Proposal"))
    workspace.save()
    workspace.close()
    theirs = workspace.versions()[0].path.read_bytes()
    assert b"Training" in theirs
    path.with_name(THEIRS).write_bytes(theirs)
    copy = Workspace.open(path.with_name(THEIRS))
    copy.perform(set_value(copy.document, TRAINING, "title", "Their lesson"))
    copy.save()
    copy.close()
    return path


@pytest.fixture
def opened(start: MainWindow, path: Path) -> MainWindow:
    """Return the window with that map, after it has looked beside it."""
    assert start.filing.open(path)
    look(start)
    return start


def look(window: MainWindow) -> None:
    window.filing.copies_beside.look()
    assert window.filing.copies_beside.looks.finish()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def press(window: MainWindow, text: str) -> None:
    button = next(it for it in window.editor().notices.findChildren(QPushButton) if it.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.filing.copies_beside.looks.finish()


def titles(window: MainWindow) -> set[str]:
    return {card.title for card in window.desk.document.all(Touchpoint)}


def test_after_opening_it_is_told_which_copy_lies_beside_the_map_and_of_when_it_is(
    start: MainWindow, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflicts, "LOOK_AFTER_MS", 1)

    start.filing.open(path)
    qtbot.waitUntil(lambda: bool(start.editor().notices.texts()))

    (told,) = start.editor().notices.texts()
    assert re.fullmatch(
        "Another copy of this map lies beside it, with something that is not in here: "
        rf"“{re.escape(THEIRS)}” \((today|yesterday) \d\d:\d\d\)\.",
        told,
    )
    assert "Their lesson" not in titles(start)


def test_it_is_merged_as_one_step_for_undo_and_is_told_no_more(opened: MainWindow, path: Path) -> None:
    before, theirs = opened.desk.document.copy(), path.with_name(THEIRS).read_bytes()

    press(opened, "Merge it…")

    assert {"Proposal", "Their lesson"} <= titles(opened)
    assert opened.editor().notices.texts() == []
    assert path.with_name(THEIRS).read_bytes() == theirs
    opened.desk.undo()
    assert opened.desk.document == before


def test_who_does_not_want_to_hear_of_it_now_is_told_again_when_the_copy_changes(
    opened: MainWindow, path: Path
) -> None:
    press(opened, "Not now")
    look(opened)
    assert opened.editor().notices.texts() == []

    data = path.with_name(THEIRS).read_bytes()
    path.with_name(THEIRS).write_bytes(data.replace(b"Their lesson", b"Their course"))
    look(opened)

    assert len(opened.editor().notices.texts()) == 1


def test_a_merge_that_nobody_decides_leaves_the_notice(opened: MainWindow, path: Path, answers: Answers) -> None:
    opened.desk.plan(set_value, TRAINING, "title", "My lesson")
    seen: list[QDialog] = []
    answers.act = seen.append

    press(opened, "Merge it…")

    assert [type(dialog) for dialog in seen] == [MergeDialog]
    assert len(opened.editor().notices.texts()) == 1


def test_a_copy_that_holds_nothing_new_is_not_told(start: MainWindow, path: Path) -> None:
    older = path.with_name("map (1).cxmap")
    path.with_name(THEIRS).replace(older)
    older.write_bytes(path.read_bytes().replace(b"cxdesigner", b"cxdesigned"))
    start.filing.open(path)

    look(start)

    assert start.editor().notices.texts() == []


def test_a_copy_that_has_gone_and_a_damaged_one_are_not_told(opened: MainWindow, path: Path) -> None:
    look(opened)
    assert len(opened.editor().notices.texts()) == 1

    data = path.with_name(THEIRS).read_bytes()
    path.with_name(THEIRS).unlink()
    path.with_name("map (1).cxmap").write_bytes(data[:-60])
    look(opened)

    assert opened.editor().notices.texts() == []


def test_coming_back_to_the_window_is_when_one_looks_again(start: MainWindow, path: Path) -> None:
    hidden = path.with_name(THEIRS).replace(path.with_name("hidden"))
    start.filing.open(path)
    look(start)
    hidden.replace(path.with_name(THEIRS))

    start.filing.look_at_disk()
    assert start.filing.copies_beside.looks.finish()

    assert len(start.editor().notices.texts()) == 1


def test_a_map_in_no_file_has_nothing_beside_it(window: MainWindow) -> None:
    look(window)

    assert window.editor().notices.texts() == []


def test_several_copies_are_named_and_of_many_the_number_is() -> None:
    now = time.mktime((2026, 11, 28, 14, 40, 0, 0, 0, -1))
    copies = tuple(ConflictCopy(Path(f"map ({n}).cxmap"), now - 60 * n, f"{n}") for n in range(1, 6))

    assert words(copies[:2], now) == (
        "2 other copies of this map lie beside it, with something that is not in here: "
        "“map (1).cxmap” (today 14:39) and “map (2).cxmap” (today 14:38)."
    )
    assert words(copies, now).endswith("“map (3).cxmap” (today 14:37) and 2 more.")
    assert os.sep not in words(copies, now)
