"""The window in which filled checklists are collected, and the checklist dialog's folder and form."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cxdesigner.document.records import FilledForm, Touchpoint
from cxdesigner.formats.filled_form import read_filled_form
from cxdesigner.layout.sheets import parse_paper
from cxdesigner.paper.checklist import write_checklist
from cxdesigner.ui.dialogs.checklist import ChecklistDialog
from cxdesigner.ui.dialogs.filled_forms import FilledForms
from cxdesigner.ui.handing_out import HandingOut
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.form import how_it_was_followed
from cxdesigner.ui.widgets.share_bar import SHARE
from cxdesigner.ui.widgets.tick_box import TickBox
from tests.filling import filled_by_pypdf
from tests.onboarding import MAP
from tests.ui.conftest import Answers

Collecting = Callable[..., FilledForms]


@pytest.fixture
def filled(window: MainWindow, tmp_path: Path) -> Callable[[str, int], Path]:
    """Return the way to make a form of the open map, with so many boxes ticked."""

    def make(name: str, ticked: int) -> Path:
        day = datetime.date(2026, 11, 22)
        blank = write_checklist(window.desk.document, MAP, paper=parse_paper("A4"), date=day, is_fillable=True)
        answers: dict[str, str | bool] = {"form:case": name}
        prompts = [(tp.id, prompt.id) for tp in window.desk.document.all(Touchpoint) for prompt in tp.prompts]
        prompts += [(tp.id, "") for tp in window.desk.document.all(Touchpoint) if not tp.prompts]
        for touchpoint_id, prompt_id in prompts[:ticked]:
            answers[f"{touchpoint_id}:{prompt_id}:done"] = True
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(filled_by_pypdf(blank, answers))
        return path

    return make


@pytest.fixture
def collecting(window: MainWindow, qtbot: QtBot) -> Collecting:
    """Return the way to open the window and to collect these files in it."""

    def collect(*paths: Path, write: Callable[..., bool] = lambda path, make: bool(make())) -> FilledForms:
        dialog = FilledForms(
            window,
            window.desk.document,
            MAP,
            plan=window.desk.plan,
            ask_forms=lambda: list(paths),
            ask_where=lambda *_: Path("audit.csv"),
            write=write,
            show=window.desk.show,
        )
        qtbot.addWidget(dialog)
        if paths:
            dialog.collect()
            qtbot.waitUntil(lambda: not dialog.is_reading())
        return dialog

    return collect


def test_forms_are_collected_in_one_step_that_undo_takes_back(
    window: MainWindow, filled: Callable[[str, int], Path], collecting: Collecting
) -> None:
    dialog = collecting(filled("Acme", 3), filled("Bolt", 1))

    assert [dialog.table.item(row, 2).text() for row in range(2)] == ["Acme", "Bolt"]  # type: ignore[union-attr]
    assert dialog.whole.text() == "4 of 8 boxes ticked (50 %), over 2 forms"
    window.desk.undo()
    assert window.desk.document.all(FilledForm) == []


def test_a_form_that_is_refused_is_told_and_the_others_are_kept(
    window: MainWindow, filled: Callable[[str, int], Path], collecting: Collecting, tmp_path: Path
) -> None:
    wrong = tmp_path / "holiday.pdf"
    wrong.write_bytes(b"no pdf")
    good = filled("Acme", 1)

    dialog = collecting(wrong, good, good, tmp_path / "gone.pdf")

    assert len(window.desk.document.all(FilledForm)) == 1
    told = dialog.told.text()
    assert told.startswith("1 of 4 forms collected. “holiday.pdf” is not counted: it is no PDF that can be read.")
    assert "“Acme.pdf” is not counted: the same form was chosen twice." in told
    assert "gone.pdf" in told


def test_a_window_that_is_closed_while_it_reads_keeps_what_was_read(
    window: MainWindow, filled: Callable[[str, int], Path], collecting: Collecting
) -> None:
    dialog = collecting()
    dialog._ask_forms = lambda: [filled("Acme", 1), filled("Bolt", 1)]
    dialog.collect()
    dialog._read_next()

    dialog.reject()

    assert [form.case for form in window.desk.document.all(FilledForm)] == ["Acme"]


@pytest.mark.parametrize(("view", "rows"), [("forms", 1), ("prompts", 4), ("parts", 4)])
def test_each_view_shows_shares_with_their_bars(
    filled: Callable[[str, int], Path], collecting: Collecting, view: str, rows: int
) -> None:
    dialog = collecting(filled("Acme", 2))

    dialog.view.button(view).click()

    last = dialog.table.columnCount() - 1
    items = [dialog.table.item(row, last) for row in range(dialog.table.rowCount())]
    assert len(items) == rows
    assert all(0 <= item.data(SHARE) <= 1 for item in items if item is not None)


def test_a_form_can_be_taken_out_again(
    window: MainWindow, filled: Callable[[str, int], Path], collecting: Collecting
) -> None:
    dialog = collecting(filled("Acme", 1))
    dialog.table.selectRow(0)

    dialog.forget.click()

    assert window.desk.document.all(FilledForm) == []
    assert "No filled checklist" in dialog.whole.text()


def test_the_audit_table_is_written(filled: Callable[[str, int], Path], collecting: Collecting) -> None:
    written: list[bytes] = []
    dialog = collecting(filled("Acme", 1), write=lambda path, make: bool(written.append(make()) or True))

    dialog.audit.click()

    assert written[0].decode("utf-8-sig").count("\r\n") == 5


# -- the checklist dialog --------------------------------------------------------------------------------------------


def checklist(window: MainWindow, qtbot: QtBot, folder: Path) -> ChecklistDialog:
    hand = HandingOut(window, lambda: str(folder), window.desk.said.emit)
    hand.ask_folder = lambda title: folder  # type: ignore[method-assign]
    dialog = ChecklistDialog(
        window, window.desk.document, MAP, lambda *_: folder / "all.pdf", window.filing.write, hand
    )
    qtbot.addWidget(dialog)
    return dialog


def test_one_file_for_each_team_is_written_in_one_go(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = checklist(window, qtbot, tmp_path)
    dialog.each.setChecked(True)

    dialog.save_pdf()

    assert len([path.name for path in tmp_path.glob("*.pdf")]) == 2


def test_files_that_are_there_are_replaced_only_when_asked(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, answers: Answers
) -> None:
    first = checklist(window, qtbot, tmp_path)
    first.each.setChecked(True)
    first.save_pdf()
    (path, *_) = sorted(tmp_path.glob("*.pdf"))
    path.write_bytes(b"precious")

    again = checklist(window, qtbot, tmp_path)
    again.each.setChecked(True)
    again.save_pdf()

    assert len(answers.asked) == 1
    assert path.read_bytes() == b"precious"


def test_a_form_is_written_where_that_is_ticked(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = checklist(window, qtbot, tmp_path)
    assert isinstance(dialog.is_form, TickBox)
    dialog.is_form.setChecked(True)

    dialog.save_pdf()

    filled = filled_by_pypdf((tmp_path / "all.pdf").read_bytes(), {"form:by": "Ann"})
    assert read_filled_form(filled).head.document == window.desk.document.id


def test_the_details_of_a_card_say_how_often_its_checklist_was_followed(
    window: MainWindow, filled: Callable[[str, int], Path], collecting: Collecting
) -> None:
    collecting(filled("Acme", 1), filled("Bolt", 0))
    (first, *_) = window.desk.document.all(Touchpoint)

    said = how_it_was_followed(window.desk.document, first)

    assert said == ("1 of 2 boxes ticked (50 %), over 2 forms", "small")
