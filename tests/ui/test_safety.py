"""Safe copies are made in time, and the status bar tells the truth."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from cxdesigner.commands.values import set_value
from cxdesigner.storage.recovery import offers
from cxdesigner.storage.settings import data_folder
from cxdesigner.ui import safety
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import OFFER


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
    made = workspace.make_safe_copy
    workspace.make_safe_copy = lambda: copies.append(1) or made()  # type: ignore[method-assign,func-returns-value]

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

    assert [title for _, title in offered] == ["Onboarding"]


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

    start.filing.restore(start.filing.rescued()[0][0])

    assert start.desk.document.title_of(OFFER) == "Proposal"
    assert start.isWindowModified()
