"""File ▸ Merge another copy: two groups that worked apart are brought together, and what both changed is decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from cxdesigner.commands.merging import Side
from cxdesigner.commands.removing import remove
from cxdesigner.commands.values import set_value
from cxdesigner.document.change import Change
from cxdesigner.document.document import Document
from cxdesigner.document.merging import merge
from cxdesigner.document.records import RecordId, Touchpoint
from cxdesigner.storage.codec import encode
from cxdesigner.ui.dialogs.merging import KEPT, MINE, THEIRS, MergeDialog
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import OFFER, SIGNING, TRAINING, WELCOME, onboarding
from tests.ui.conftest import Answers

Choose = Callable[[Path | None], None]


@pytest.fixture
def copy(window: MainWindow, tmp_path: Path, chosen_file: Choose) -> Callable[[Document], Path]:
    """Save the open map for the first time, and let the file dialog return a copy of another content."""
    workspace = window.desk.workspace
    assert workspace is not None
    workspace.save_as(tmp_path / "mine.cxmap")

    def bring(theirs: Document) -> Path:
        theirs.id = window.desk.document.id
        theirs.revision = 2
        path = tmp_path / "theirs.cxmap"
        path.write_bytes(encode(theirs, "test"))
        chosen_file(path)
        return path

    return bring


def said(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    sentences: list[str] = []
    window.desk.said.connect(sentences.append)
    return sentences


def changed(document: Document, card: RecordId, **values: object) -> Document:
    before = document.touchpoint(card)
    document.apply(Change.replacing([(before, replace(before, **values))]))  # type: ignore[arg-type]
    return document


def test_their_cards_come_in_at_once_where_there_is_nothing_to_decide(
    window: MainWindow, copy: Callable[[Document], Path], answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = onboarding()
    theirs.apply(Change.adding(replace(theirs.touchpoint(OFFER), id=RecordId("new"), title="Their card")))
    copy(theirs)
    sentences = said(window, monkeypatch)
    before = window.desk.document.copy()

    window.filing.ask_and_merge()

    assert "Their card" in {one.title for one in window.desk.document.all(Touchpoint)}
    assert sentences == ["Merged: 1 record added, 0 changed, 0 removed."]
    window.desk.undo()
    assert window.desk.document == before
    assert answers.asked == []


def test_what_both_changed_is_decided_in_a_window(
    window: MainWindow, copy: Callable[[Document], Path], answers: Answers
) -> None:
    window.desk.plan(set_value, WELCOME, "what", "We call.")
    window.desk.plan(set_value, TRAINING, "emotion", 2)
    copy(changed(changed(onboarding(), WELCOME, what="They write."), TRAINING, emotion=-2))
    answers.accepts = True

    def decide(dialog: QDialog) -> None:
        assert isinstance(dialog, MergeDialog)
        dialog.table.setCurrentCell(1, 0)
        QTest.keyClick(dialog.table, Qt.Key.Key_T)

    answers.act = decide
    window.filing.ask_and_merge()

    document = window.desk.document
    assert answers.asked == ["Merge “theirs.cxmap”"]
    assert document.touchpoint(WELCOME).what == "We call.\nThey write."
    assert document.touchpoint(TRAINING).emotion == -2


def test_what_they_removed_stays_until_somebody_lets_it_go(
    window: MainWindow, copy: Callable[[Document], Path], answers: Answers
) -> None:
    theirs = onboarding()
    theirs.apply(remove(theirs, [SIGNING]).change)
    copy(theirs)
    answers.accepts = True

    window.filing.ask_and_merge()

    assert SIGNING in window.desk.document
    answers.act = lambda dialog: dialog.choose_all_theirs()  # type: ignore[attr-defined]
    window.filing.ask_and_merge()
    assert SIGNING not in window.desk.document


def test_who_cancels_changes_nothing(window: MainWindow, copy: Callable[[Document], Path], answers: Answers) -> None:
    window.desk.plan(set_value, WELCOME, "what", "We call.")
    copy(changed(onboarding(), WELCOME, what="They write."))
    before = window.desk.document.copy()

    window.filing.ask_and_merge()

    assert window.desk.document == before


def test_a_copy_that_holds_nothing_new_is_told_so(
    window: MainWindow, copy: Callable[[Document], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    copy(onboarding())
    sentences = said(window, monkeypatch)

    window.filing.ask_and_merge()

    assert sentences == ["“theirs.cxmap” holds nothing that is not here already."]


def test_a_copy_that_cannot_be_read_is_refused(
    window: MainWindow, chosen_file: Choose, answers: Answers, tmp_path: Path
) -> None:
    (tmp_path / "bad.cxmap").write_bytes(b"{}")
    chosen_file(tmp_path / "bad.cxmap")

    window.filing.ask_and_merge()

    assert answers.asked == ["This copy cannot be merged"]


def test_keys_and_clicks_decide_a_line(qtbot: QtBot) -> None:
    mine, theirs = changed(onboarding(), OFFER, what="Mine."), changed(onboarding(), OFFER, what="Theirs.")
    dialog = MergeDialog(None, "copy.cxmap", mine, merge(onboarding(), mine, theirs), has_base=True)
    qtbot.addWidget(dialog)

    def kept() -> str:
        item = dialog.table.item(0, KEPT)
        assert item is not None
        return item.text()

    seen = [kept()]
    for key in (Qt.Key.Key_M, Qt.Key.Key_T, Qt.Key.Key_B, Qt.Key.Key_Space):
        QTest.keyClick(dialog.table, key)
        seen.append(kept())
    dialog.table.cellClicked.emit(0, THEIRS)
    seen.append(kept())
    dialog.table.cellClicked.emit(0, MINE)
    dialog.table.cellClicked.emit(0, KEPT)
    seen.append(kept())

    assert seen == ["Both", "Mine", "Theirs", "Both", "Mine", "Theirs", "Theirs"]
    assert dialog.decisions()[0].side is Side.THEIRS
