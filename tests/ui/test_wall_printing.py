"""From the wall dialog to the printer."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from cxdesigner.ui.dialogs.wall import WallDialog
from tests.ui.test_dialogs import Desktop, wall


def dialog_that_prints(
    qtbot: QtBot, path: Path, *, says: bool = True, pages: tuple[int, int] | None = None, desktop: Desktop | None = None
) -> WallDialog:
    desktop = desktop or Desktop(None)

    def ask(printer: QPrinter, _: QWidget) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        if pages is not None:
            printer.setFromTo(*pages)
        return says

    dialog = wall(qtbot, desktop, ask_printer=ask)
    dialog.wishes.paper.setEditText("A1")
    dialog.wishes.tiles.show_choice("A4")
    return dialog


def test_the_printer_gets_the_sheets_that_were_announced(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_that_prints(qtbot, tmp_path / "out.pdf")
    dialog.look()
    announced = dialog.sheets()

    dialog.print.click()

    assert len(pypdfium2.PdfDocument(tmp_path / "out.pdf")) == announced + 1
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_who_does_not_want_to_print_after_all_is_back_in_the_dialog(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_that_prints(qtbot, tmp_path / "out.pdf", says=False)

    dialog.print.click()

    assert not (tmp_path / "out.pdf").exists()
    assert dialog.result() != QDialog.DialogCode.Accepted


def test_only_what_sheets_need_can_be_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    wishes = dialog_that_prints(qtbot, tmp_path / "out.pdf").wishes

    def enabled() -> tuple[bool, ...]:
        wishes.settle()
        return wishes.paper.isEnabled(), wishes.most_sheets.isEnabled(), wishes.overlap.isEnabled()

    by_paper = enabled()
    wishes.most_sheets.show_choice(9)
    by_sheets = enabled()
    wishes.tiles.show_choice("")

    assert (by_paper, by_sheets, enabled()) == ((True, True, True), (False, True, True), (True, False, False))


def test_a_part_of_the_map_is_announced_and_a_part_that_runs_backwards_refused(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_that_prints(qtbot, tmp_path / "out.pdf")
    dialog.look()
    whole = dialog.announced()
    stages = [key for key, _ in dialog.wishes.first.choices() if key is not None]

    dialog.wishes.last.show_choice(stages[0])
    dialog.look()
    part = dialog.announced()
    dialog.wishes.first.show_choice(stages[-1])
    dialog.look()

    assert part != whole
    assert "earlier one" in dialog.announced()[1]
    assert not dialog.pdf.isEnabled()


def test_the_picture_can_be_copied_into_slides(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_that_prints(qtbot, tmp_path / "out.pdf")

    dialog.copy.click()

    assert QGuiApplication.clipboard().image().width() == 3840
