"""Dialogs announce what comes out, and what they write is what they announced."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from cxdesigner.document.change import Edit
from cxdesigner.document.document import Document
from cxdesigner.document.records import LaneKind, Link, LinkKind
from cxdesigner.document.refused import Refused
from cxdesigner.formats.imported import RowProblem
from cxdesigner.storage.settings import Settings
from cxdesigner.ui.dialogs.checklist import ChecklistDialog
from cxdesigner.ui.dialogs.frame import Dialog
from cxdesigner.ui.dialogs.import_result import ImportResult
from cxdesigner.ui.dialogs.link import LinkDialog
from cxdesigner.ui.dialogs.opening import DIALOGS
from cxdesigner.ui.dialogs.poster_size import poster_words, reading_distance
from cxdesigner.ui.dialogs.wall import WallDialog
from cxdesigner.ui.look import LOOKS
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.widgets.label import Label
from cxdesigner.ui.widgets.say import Answer, NameQuestion, Question
from tests.onboarding import BUY, MAP, OFFER, SIGNING, TRAINING, onboarding
from tests.ui.conftest import Answers


class Desktop:
    """Where dialogs write to."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.written = b""
        self.document = onboarding()

    def plan(self, planning: Callable[[Document], Edit]) -> bool:
        self.document.apply(planning(self.document).change)
        return True

    def ask_where(self, title: str, suffix: str, kinds: str) -> Path | None:
        return self.path

    def write(self, path: Path, make: Callable[[], bytes]) -> bool:
        self.written = make()
        return True


def wall(qtbot: QtBot, desktop: Desktop, document: Document | None = None, **more: Any) -> WallDialog:
    """Return the window for the wall over a desktop; *more* is what it is given besides."""
    dialog = WallDialog(
        None,
        document or desktop.document,
        MAP,
        settings=Settings(),
        look=LOOKS["light"],
        ask_where=desktop.ask_where,
        write=desktop.write,
        plan=desktop.plan,
        **more,
    )
    qtbot.addWidget(dialog)
    return dialog


@pytest.mark.parametrize("name", sorted(DIALOGS))
def test_every_dialog_opens_and_is_thrown_away(window: MainWindow, answers: Answers, name: str) -> None:
    window.desk.select((BUY if name == "where" else OFFER,))
    QGuiApplication.clipboard().setText("a\tb\nc\td")

    window.ask(name)

    assert len(answers.asked) == 1


@pytest.mark.parametrize("tiles", ["A4", "A3", "Letter"])
def test_the_poster_has_the_sheets_that_were_announced(qtbot: QtBot, tmp_path: Path, tiles: str) -> None:
    desktop = Desktop(tmp_path / "poster.pdf")
    dialog = wall(qtbot, desktop)
    dialog.wishes.paper.setEditText("A1")
    dialog.wishes.tiles.show_choice(tiles)
    dialog.look()
    announced = dialog.sheets()

    dialog.save_pdf()

    pages = len(pypdfium2.PdfDocument(desktop.written))
    assert announced > 1
    assert pages == announced + 1  # and the one that shows how they go together


def test_one_large_sheet_is_one_page(qtbot: QtBot, tmp_path: Path) -> None:
    desktop = Desktop(tmp_path / "poster.pdf")
    dialog = wall(qtbot, desktop)

    dialog.save_pdf()

    assert dialog.sheets() == 1
    assert len(pypdfium2.PdfDocument(desktop.written)) == 1
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_size_and_smallest_letter_are_announced(qtbot: QtBot) -> None:
    dialog = wall(qtbot, Desktop(None))

    headline, facts = dialog.announced()

    assert "cm" in headline
    assert "mm high" in facts
    assert "readable from" in facts


def test_a_paper_that_nobody_knows_is_refused_before_anything_is_written(qtbot: QtBot, tmp_path: Path) -> None:
    desktop = Desktop(tmp_path / "poster.pdf")
    dialog = wall(qtbot, desktop)
    dialog.wishes.paper.setEditText("napkin")

    dialog.save_pdf()

    assert desktop.written == b""
    assert not dialog.pdf.isEnabled()
    assert "napkin" in dialog.announced()[1]


def test_the_choices_are_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = wall(qtbot, Desktop(tmp_path / "poster.pdf"))
    dialog.wishes.paper.setEditText("A2")
    dialog.wishes.tiles.show_choice("A3")

    dialog.save_pdf()

    again = wall(qtbot, Desktop(None))
    assert again.wishes.paper.currentText() == "A2"
    assert again.wishes.tiles.chosen() == "A3"


@pytest.mark.parametrize(("save", "begins"), [("save_svg", b"<?xml"), ("save_png", b"\x89PNG")])
def test_pictures_are_written_too(qtbot: QtBot, tmp_path: Path, save: str, begins: bytes) -> None:
    desktop = Desktop(tmp_path / "poster")
    dialog = wall(qtbot, desktop)
    dialog.wishes.paper.setEditText("A4")

    getattr(dialog, save)()

    assert desktop.written.startswith(begins)


def test_nothing_is_written_where_no_file_was_chosen(qtbot: QtBot) -> None:
    desktop = Desktop(None)
    dialog = wall(qtbot, desktop)

    dialog.save_pdf()

    assert desktop.written == b""
    assert dialog.result() != QDialog.DialogCode.Accepted


def test_the_status_bar_says_how_large_the_poster_gets() -> None:
    words, sentence = poster_words(onboarding(), MAP, LaneKind.TEAM)

    assert words.startswith("Poster A0 · letters ")
    assert "readable from" in sentence


def test_of_a_map_too_large_for_the_usual_paper_no_letters_of_nothing_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxdesigner.ui.dialogs.poster_size.NO_LETTER_MM", 1_000.0)

    words, sentence = poster_words(onboarding(), MAP, LaneKind.TEAM)

    assert words == "Too large for A0"
    assert "0.0" not in sentence
    assert "other papers" in sentence


@pytest.mark.parametrize(("letter_mm", "said"), [(6.2, "2.5 m"), (1.0, "40 cm"), (2.4, "1.0 m")])
def test_reading_distances_are_said_as_people_say_them(letter_mm: float, said: str) -> None:
    assert reading_distance(letter_mm) == said


def test_the_checklist_announces_its_boxes_and_writes_a_pdf(qtbot: QtBot, tmp_path: Path) -> None:
    desktop = Desktop(tmp_path / "list.pdf")
    dialog = ChecklistDialog(None, onboarding(), MAP, desktop.ask_where, desktop.write)
    qtbot.addWidget(dialog)

    dialog.save_pdf()

    assert dialog.counted.text() == "4 boxes in 2 parts"
    assert desktop.written.startswith(b"%PDF")


def test_the_checklist_counts_anew_by_channel(qtbot: QtBot) -> None:
    desktop = Desktop(None)
    dialog = ChecklistDialog(None, onboarding(), MAP, desktop.ask_where, desktop.write)
    qtbot.addWidget(dialog)

    dialog.by.button("channel").click()

    assert "Email: 2 · Phone: 2" in dialog.lines.text()


def test_rows_that_were_not_understood_are_shown_and_can_be_copied(qtbot: QtBot, qapp: object) -> None:
    from PySide6.QtGui import QGuiApplication

    rows = [RowProblem(7, "x;;", "There is no touchpoint in this row.")]
    dialog = ImportResult(None, "list.csv", "23 touchpoints", rows)
    qtbot.addWidget(dialog)

    dialog.copy()

    assert dialog.table.item(0, 0).text() == "7"
    assert QGuiApplication.clipboard().text() == str(rows[0])


def test_a_link_is_added_to_the_touchpoint_that_was_found(window: MainWindow, answers: Answers) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, LinkDialog)
        QTest.keyClicks(dialog.words, "train")
        QTest.keyClicks(dialog.condition, "if all is well")

    window.desk.select((OFFER,))
    answers.accepts, answers.act = True, choose

    window.ask("link")

    link = next(
        link for link in window.desk.document.all(Link) if link.target_id == TRAINING and link.source_id == OFFER
    )
    assert (link.kind, link.condition) == (LinkKind.BRANCH, "if all is well")


def test_a_question_answers_with_the_button_that_was_pressed(qtbot: QtBot) -> None:
    question = Question(None, "Save first?", "There are changes.", (Answer("drop", "Drop"), Answer("save", "Save")))
    qtbot.addWidget(question)

    button = next(button for button in question.findChildren(QWidget) if getattr(button, "text", str)() == "Save")
    button.click()  # type: ignore[attr-defined]

    assert question.answer == "save"


def test_a_name_of_spaces_is_no_name(qtbot: QtBot) -> None:
    question = NameQuestion(None, "New team", "Who?", "Add")
    qtbot.addWidget(question)

    QTest.keyClicks(question.field, "   ")

    assert not question._take.isEnabled()


def test_a_refusal_while_writing_is_said_and_leaves_nothing(
    window: MainWindow, tmp_path: Path, answers: Answers
) -> None:
    def refuse() -> bytes:
        raise Refused("This cannot be printed.")

    done = window.filing.write(tmp_path / "poster.pdf", refuse)

    assert not done
    assert answers.asked == ["“poster.pdf” was not written"]
    assert list(tmp_path.glob("poster*")) == []


def test_titles_with_tags_stay_text(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtCore import Qt

    from cxdesigner.commands.values import set_value
    from cxdesigner.ui.widgets.label import Label

    window.desk.plan(set_value, SIGNING, "title", "<img src='/dev/zero'><b>x</b>")
    dialog = LinkDialog(window, window.desk.document, SIGNING)
    qtbot.addWidget(dialog)

    labels = dialog.findChildren(Label)

    assert any("<img" in label.text() for label in labels)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_letters_too_small_for_a_wall_are_said_to_be_so(qtbot: QtBot) -> None:
    dialog = wall(qtbot, Desktop(None))
    dialog.wishes.paper.setEditText("A5")
    dialog.look()

    assert "too small to read on a wall" in dialog.warning.text()
    assert "readable from" not in dialog.announced()[1]


def test_one_page_is_announced_without_rows_and_columns(qtbot: QtBot) -> None:
    dialog = wall(qtbot, Desktop(None))
    dialog.wishes.paper.setEditText("A4")
    dialog.wishes.tiles.show_choice("A3")
    dialog.look()

    assert dialog.announced()[1].startswith("1 page.")


def test_a_card_that_a_sheet_edge_cuts_is_named(qtbot: QtBot) -> None:
    dialog = wall(qtbot, Desktop(None))
    dialog.wishes.paper.setEditText("2A0")
    dialog.wishes.tiles.show_choice("A4")
    dialog.wishes.overlap.show_choice(0)

    dialog.look()

    assert "Edges of sheets cut “Offer”" in dialog.warning.text()


def test_nothing_is_warned_of_where_nothing_is_wrong(qtbot: QtBot) -> None:
    dialog = wall(qtbot, Desktop(None))
    dialog.wishes.paper.setEditText("A0")

    dialog.look()

    assert dialog.warning.text() == ""


def test_the_wall_dialog_can_be_as_small_as_a_small_screen(qtbot: QtBot) -> None:
    dialog = wall(qtbot, Desktop(None))

    least = dialog.minimumSizeHint()

    assert least.width() <= 900
    assert least.height() <= 470


def test_a_dialog_grows_with_what_it_says(qtbot: QtBot) -> None:
    dialog = Dialog(None, "Title")
    qtbot.addWidget(dialog)
    said = Label("", "detail", wraps=True)
    dialog.body.addWidget(said)
    dialog.resize(300, 120)
    dialog.show()

    said.setText("Many words that take more lines than there is room for. " * 12)

    qtbot.waitUntil(lambda: said.height() >= said.heightForWidth(said.width()))
