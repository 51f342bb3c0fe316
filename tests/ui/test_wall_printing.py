"""From the wall dialog to the printer."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from cxdesigner.storage.settings import Settings
from cxdesigner.ui.dialogs.wall import WallDialog
from cxdesigner.ui.look import LOOKS
from tests.onboarding import MAP, onboarding
from tests.ui.test_dialogs import Desktop


def dialog_that_prints(qtbot: QtBot, path: Path, *, says: bool = True) -> WallDialog:
    desktop = Desktop(None)

    def ask(printer: QPrinter, _: QWidget) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        return says

    dialog = WallDialog(
        None,
        onboarding(),
        MAP,
        settings=Settings(),
        look=LOOKS["light"],
        ask_where=desktop.ask_where,
        write=desktop.write,
        ask_printer=ask,
    )
    qtbot.addWidget(dialog)
    dialog.paper.setEditText("A1")
    dialog.tiles.show_choice("A4")
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
