"""Opening, saving, leaving: nothing is lost, and what cannot be done is said in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxdesigner.commands.values import set_value
from cxdesigner.document.records import Touchpoint
from cxdesigner.ui.application import begin
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.workspace import Workspace
from tests.onboarding import OFFER, onboarding
from tests.ui.conftest import Answers

ChosenFile = Callable[[Path | None], None]


@pytest.mark.parametrize(
    "name",
    [
        "b2b-onboarding.csv",
        "dealership-aftersales.csv",
        "quick-capture.txt",
        "restoration-control-system.csv",
        "store-first-thought-to-advocate.csv",
        "support-case-two-views.csv",
    ],
)
def test_every_sample_opens(start: MainWindow, samples: Path, answers: Answers, name: str) -> None:
    begin(start, samples / name)

    assert start.desk.document.all(Touchpoint)
    assert start.view().plan.cards


def test_a_template_opens_by_a_click_on_its_picture(start: MainWindow) -> None:
    card = start.welcome().cards()[0]

    QTest.mouseClick(card, Qt.MouseButton.LeftButton)

    assert start.desk.document.all(Touchpoint)


def test_every_template_has_a_picture(start: MainWindow, qtbot: QtBot) -> None:
    cards = start.welcome().cards()

    qtbot.waitUntil(lambda: all(card.has_picture() for card in cards), timeout=10_000)

    assert len(cards) == 5


def test_a_map_that_is_opened_has_the_keys_itself(start: MainWindow, samples: Path, answers: Answers) -> None:
    begin(start, samples / "b2b-onboarding.csv")

    assert start.focusWidget() is start.view()


def test_what_cannot_be_opened_is_said_and_the_first_page_stays(
    start: MainWindow, tmp_path: Path, answers: Answers
) -> None:
    broken = tmp_path / "broken.cxmap"
    broken.write_bytes(b"\x00\x01")

    is_open = start.filing.open(broken)

    assert not is_open
    assert answers.asked == ["This file cannot be opened"]
    assert not start.desk.is_open()


def test_what_cannot_be_opened_leaves_the_open_map_alone(window: MainWindow, tmp_path: Path, answers: Answers) -> None:
    window.filing.open(tmp_path / "nothing.cxmap")

    assert window.desk.map.title == "Onboarding"


def test_saving_asks_where_and_writes_what_is_open(window: MainWindow, tmp_path: Path, chosen_file: ChosenFile) -> None:
    target = tmp_path / "mine"
    chosen_file(target)
    window.desk.plan(set_value, OFFER, "title", "Proposal")

    saved = window.filing.save_and_wait()

    assert saved
    assert Workspace.open(tmp_path / "mine.cxmap").document == window.desk.document
    assert not window.isWindowModified()


def test_saving_again_asks_nothing(window: MainWindow, tmp_path: Path, chosen_file: ChosenFile) -> None:
    chosen_file(tmp_path / "mine.cxmap")
    window.filing.save_and_wait()
    window.desk.plan(set_value, OFFER, "title", "Proposal")
    chosen_file(None)

    assert window.filing.save_and_wait()
    assert window.desk.workspace is not None
    assert window.desk.workspace.is_clean


def test_a_failed_save_says_so_and_stays_unsaved(
    window: MainWindow, tmp_path: Path, chosen_file: ChosenFile, answers: Answers
) -> None:
    chosen_file(tmp_path / "no" / "such" / "folder" / "mine.cxmap")
    window.desk.plan(set_value, OFFER, "title", "Proposal")

    saved = window.filing.save_and_wait()

    assert not saved
    (told,) = window.editor().notices.texts()
    assert "was not saved: its folder is not there" in told
    assert window.isWindowModified()


def test_closing_asks_when_there_are_unsaved_changes_and_stays_when_told(window: MainWindow, answers: Answers) -> None:
    window.desk.plan(set_value, OFFER, "title", "Proposal")
    answers.give = "stay"

    is_closed = window.close()

    assert not is_closed
    assert len(answers.asked) == 1
    assert window.desk.is_open()


def test_closing_without_changes_asks_nothing(window: MainWindow) -> None:
    assert window.close()


def test_closing_may_save_first(window: MainWindow, tmp_path: Path, chosen_file: ChosenFile, answers: Answers) -> None:
    chosen_file(tmp_path / "mine.cxmap")
    window.desk.plan(set_value, OFFER, "title", "Proposal")
    answers.give = "save"

    assert window.close()
    assert (tmp_path / "mine.cxmap").is_file()


def test_a_save_that_is_cancelled_keeps_the_window_open(
    window: MainWindow, chosen_file: ChosenFile, answers: Answers
) -> None:
    chosen_file(None)
    window.desk.plan(set_value, OFFER, "title", "Proposal")
    answers.give = "save"

    assert not window.close()


def changed_by_both(window: MainWindow, target: Path, chosen_file: ChosenFile) -> bytes:
    """Save a map, let somebody else change the file, and change the map; return what somebody else has written."""
    chosen_file(target)
    window.filing.save_and_wait()
    theirs = target.read_bytes().replace(b"Welcome letter", b"Their letter")
    target.write_bytes(theirs)
    window.desk.plan(set_value, OFFER, "title", "Proposal")
    return theirs


def test_a_file_that_somebody_else_changed_is_never_replaced_unasked(
    window: MainWindow, tmp_path: Path, chosen_file: ChosenFile, answers: Answers
) -> None:
    target = tmp_path / "mine.cxmap"
    theirs = changed_by_both(window, target, chosen_file)
    answers.give = "stay"

    saved = window.filing.save_and_wait()

    assert not saved
    assert target.read_bytes() == theirs
    assert answers.asked == ["Somebody else has changed this file"]


def test_both_versions_can_be_kept(
    window: MainWindow, tmp_path: Path, chosen_file: ChosenFile, answers: Answers
) -> None:
    target = tmp_path / "mine.cxmap"
    theirs = changed_by_both(window, target, chosen_file)
    answers.give = "both"
    chosen_file(tmp_path / "other.cxmap")

    saved = window.filing.save_and_wait()

    assert saved
    assert target.read_bytes() == theirs
    assert Workspace.open(tmp_path / "other.cxmap").document.title_of(OFFER) == "Proposal"


def test_a_name_without_a_suffix_replaces_nothing_unasked(
    window: MainWindow, tmp_path: Path, chosen_file: ChosenFile, answers: Answers
) -> None:
    (tmp_path / "version 1.2.cxmap").write_bytes(b"theirs")
    chosen_file(tmp_path / "version 1.2")
    answers.give = "stay"

    window.filing.save_as()
    window.desk.saves.finish()

    assert (tmp_path / "version 1.2.cxmap").read_bytes() == b"theirs"
    assert answers.asked == ["Replace this file?"]


def drop(path: Path, window: MainWindow) -> None:
    """Let go of a file over the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    nothing, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, left, nothing))


def test_a_file_that_is_dropped_opens(start: MainWindow, samples: Path, answers: Answers) -> None:
    drop(samples / "b2b-onboarding.csv", start)

    assert len(start.desk.document.all(Touchpoint)) == 23


def test_a_picture_that_is_dropped_is_not_taken(start: MainWindow, tmp_path: Path) -> None:
    drop(tmp_path / "photo.png", start)

    assert not start.desk.is_open()


def test_a_recent_file_that_is_gone_is_grey(start: MainWindow, tmp_path: Path) -> None:
    from PySide6.QtWidgets import QPushButton

    there = tmp_path / "there.cxmap"
    there.write_bytes(b"")
    start.settings.keep("recent", [str(there), str(tmp_path / "gone.cxmap")])

    start.show_start()

    rows = {row.accessibleName(): row.isEnabled() for row in start.welcome().findChildren(QPushButton)}
    assert rows["there.cxmap"] is True
    assert rows["gone.cxmap, not there any more"] is False


def test_an_opened_file_is_remembered(start: MainWindow, samples: Path, answers: Answers, qtbot: QtBot) -> None:
    start.filing.open(samples / "b2b-onboarding.csv")

    qtbot.waitUntil(lambda: bool(start.settings.recent_files()), timeout=5_000)

    assert start.settings.recent_files()[0].name == "b2b-onboarding.csv"


def test_a_table_is_exported_whole(window: MainWindow, tmp_path: Path, chosen_file: ChosenFile) -> None:
    from cxdesigner.formats import open_any

    chosen_file(tmp_path / "mine")

    window.filing.export(".csv")

    assert open_any(tmp_path / "mine.csv").document == window.desk.document


@pytest.mark.parametrize(("suffix", "begins"), [(".svg", b"<?xml"), (".png", b"\x89PNG")])
def test_a_picture_is_exported(
    window: MainWindow, tmp_path: Path, chosen_file: ChosenFile, suffix: str, begins: bytes
) -> None:
    chosen_file(tmp_path / f"mine{suffix}")

    window.filing.export(suffix)

    assert (tmp_path / f"mine{suffix}").read_bytes().startswith(begins)


def test_a_document_without_a_map_gets_one(start: MainWindow) -> None:
    from cxdesigner.document.document import Document

    start.desk.open(Workspace.new(Document()))

    assert start.desk.map.title


def test_another_document_takes_the_place_of_the_one_before(window: MainWindow) -> None:
    window.toggle("table")

    window.desk.open(Workspace.new(onboarding()))

    assert window.editor().outline().table().document is window.desk.document
    assert window.view().document is window.desk.document
