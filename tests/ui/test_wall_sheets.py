"""The wall dialog knows what hangs on the wall, and prints only the sheets that have changed."""

from __future__ import annotations

import datetime
from dataclasses import replace
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.apart import Cancelled
from cxdesigner.commands.printing import remember_printing
from cxdesigner.document.change import Change
from cxdesigner.document.records import Printing, RecordId, Status
from cxdesigner.paper.dates import day
from cxdesigner.ui.dialogs import wall as wall_dialog
from cxdesigner.ui.dialogs.opening import DIALOGS
from cxdesigner.ui.dialogs.wall import WallDialog
from cxdesigner.ui.dialogs.wall_wishes import KEPT
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.wall.changed import last_scale
from tests.onboarding import MAP, OFFER, TRAINING
from tests.ui.test_dialogs import Desktop, wall
from tests.ui.test_wall_printing import dialog_that_prints


def tiled(qtbot: QtBot, desktop: Desktop) -> WallDialog:
    """Return the dialog for A4 sheets, after all sheets were compared."""
    dialog = wall(qtbot, desktop)
    dialog.wishes.paper.setEditText("A1")
    dialog.wishes.tiles.show_choice("A4")
    dialog.look()
    qtbot.waitUntil(lambda: "Comparing" not in dialog.changed.text())
    return dialog


def desktop_with_a_print(qtbot: QtBot, tmp_path: Path) -> Desktop:
    desktop = Desktop(tmp_path / "poster.pdf")
    tiled(qtbot, desktop).save_pdf()
    return desktop


def kept(qtbot: QtBot, desktop: Desktop) -> WallDialog:
    """Return the dialog for sheets at the scale of the last print, after all were compared."""
    dialog = tiled(qtbot, desktop)
    dialog.wishes.most_sheets.show_choice(KEPT)
    dialog.look()
    qtbot.waitUntil(lambda: "Comparing" not in dialog.changed.text())
    return dialog


def add_a_step(desktop: Desktop) -> None:
    last = desktop.document.touchpoint(TRAINING)
    desktop.document.apply(Change.adding(replace(last, id=RecordId("more"), title="More", step=2)))


def edit_a_card(desktop: Desktop) -> None:
    card = desktop.document.touchpoint(OFFER)
    status = Status.MISSING if card.status is not Status.MISSING else Status.EXISTING
    desktop.document.apply(Change.replacing([(card, replace(card, status=status))]))


def test_a_print_on_sheets_is_remembered_in_the_map(qtbot: QtBot, tmp_path: Path) -> None:
    desktop = desktop_with_a_print(qtbot, tmp_path)

    (printing,) = desktop.document.map(MAP).printed

    assert printing.on == datetime.date.today().isoformat()
    assert len(printing.sheets) == len(pypdfium2.PdfDocument(desktop.written)) - 1


def test_a_poster_on_one_sheet_leaves_the_map_as_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    desktop = Desktop(tmp_path / "poster.pdf")

    wall(qtbot, desktop).save_pdf()

    assert desktop.document.map(MAP).printed == ()


def test_it_is_said_how_many_sheets_have_changed_since_the_last_print(qtbot: QtBot, tmp_path: Path) -> None:
    desktop = desktop_with_a_print(qtbot, tmp_path)
    edit_a_card(desktop)

    dialog = tiled(qtbot, desktop)

    today = day(datetime.date.today())
    assert dialog.changed.text().endswith(f"of {dialog.sheets()} sheets have changed since {today}.")


def test_only_changed_sheets_are_announced_and_written(qtbot: QtBot, tmp_path: Path) -> None:
    desktop = desktop_with_a_print(qtbot, tmp_path)
    all_sheets = len(pypdfium2.PdfDocument(desktop.written)) - 1
    edit_a_card(desktop)
    dialog = tiled(qtbot, desktop)

    dialog.wishes.only_changed.setChecked(True)
    dialog.save_pdf()

    announced = dialog.sheets()
    assert 0 < announced < all_sheets
    assert dialog.announced()[0].startswith(f"{announced} of {all_sheets} sheets of A4")
    assert len(pypdfium2.PdfDocument(desktop.written)) == announced + 1
    assert tiled(qtbot, desktop).changed.text().startswith("No sheet has changed")


def test_where_nothing_has_changed_nothing_can_be_printed(qtbot: QtBot, tmp_path: Path) -> None:
    desktop = desktop_with_a_print(qtbot, tmp_path)
    dialog = tiled(qtbot, desktop)

    dialog.wishes.only_changed.setChecked(True)
    dialog.look()
    qtbot.waitUntil(lambda: "Comparing" not in dialog.changed.text())

    assert (dialog.pdf.isEnabled(), dialog.print.isEnabled(), dialog.png.isEnabled()) == (False, False, True)


def test_other_sheets_than_those_on_the_wall_are_all_new_and_it_is_said_why(qtbot: QtBot, tmp_path: Path) -> None:
    desktop = desktop_with_a_print(qtbot, tmp_path)
    dialog = tiled(qtbot, desktop)

    dialog.wishes.only_changed.setChecked(True)
    dialog.wishes.overlap.show_choice(20)
    dialog.look()

    assert "overlap 20 mm instead of overlap 10 mm" in dialog.changed.text()
    assert dialog.announced()[0].startswith(f"{dialog.sheets()} sheets of A4")


def test_only_the_pages_that_went_to_the_printer_hang_on_the_wall(qtbot: QtBot, tmp_path: Path) -> None:
    desktop = Desktop(None)
    dialog = dialog_that_prints(qtbot, tmp_path / "out.pdf", pages=(1, 3), desktop=desktop)

    dialog.print.click()

    (printing,) = desktop.document.map(MAP).printed
    assert [entry.split()[0] for entry in printing.sheets] == ["A1", "A2"]


def test_the_scale_of_the_last_print_is_kept_when_the_map_grows(qtbot: QtBot, tmp_path: Path) -> None:
    desktop = desktop_with_a_print(qtbot, tmp_path)
    kept(qtbot, desktop).save_pdf()
    scale = last_scale(desktop.document, MAP)
    add_a_step(desktop)

    dialog = kept(qtbot, desktop)

    assert scale is not None
    assert dialog.wishes.order().scale == scale
    assert "scale" not in dialog.changed.text()


def test_a_scale_can_be_kept_only_after_a_print(qtbot: QtBot, tmp_path: Path) -> None:
    before = wall(qtbot, Desktop(None)).wishes.most_sheets.choices()

    after = wall(qtbot, desktop_with_a_print(qtbot, tmp_path)).wishes.most_sheets.choices()

    assert KEPT not in dict(before)
    assert "Keep the scale of the last print" in dict(after)[KEPT]


def test_in_the_window_a_print_is_one_step_for_undo(window: MainWindow) -> None:
    map_id = window.desk.map.id
    window.desk.plan(partial(remember_printing, map_id=map_id, printing=Printing(on="2026-11-14")))

    window.desk.undo()

    assert window.desk.document.map(map_id).printed == ()


def test_a_drawing_that_is_stopped_leaves_the_dialog_open_and_nothing_is_remembered(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def stopped(*arguments: object) -> bytes:
        asked.append(str(arguments[3]))
        raise Cancelled

    monkeypatch.setattr(wall_dialog, "drawn_apart", stopped)
    monkeypatch.setattr(wall_dialog, "MANY_CARDS", 0)
    monkeypatch.setattr(window.filing, "ask_where", lambda title, suffix, kinds: tmp_path / f"out{suffix}")
    dialog = DIALOGS["wall"](window)
    assert isinstance(dialog, WallDialog)
    dialog.wishes.tiles.show_choice("A4")

    for save in (dialog.save_pdf, dialog.save_svg, dialog.save_png, dialog.copy_picture):
        save()

    assert asked == [".pdf", ".svg", ".png", ".png"]
    assert list(tmp_path.iterdir()) == []
    assert dialog.result() != QDialog.DialogCode.Accepted
    assert window.desk.map.printed == ()
    dialog.deleteLater()
