"""A large map opens the wall dialog at once; what would be printed is worked out while the window goes on."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.apart import Cancelled
from cxdesigner.ui.dialogs import wall as wall_dialog
from cxdesigner.ui.dialogs.wall import WallDialog
from tests.ui.test_dialogs import Desktop, wall

WORKING = "Working out the sheets …"


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be done at once, as if the map were very large."""
    monkeypatch.setattr("cxdesigner.ui.dialogs.wall_outcome.AT_ONCE_S", 0.0)


def test_a_large_map_is_worked_out_after_the_dialog_is_there(qtbot: QtBot, slowly: None) -> None:
    dialog = wall(qtbot, Desktop(None))
    first = dialog.announced()[0], dialog.pdf.isEnabled(), dialog.svg.isEnabled()

    qtbot.waitUntil(lambda: dialog.announced()[0] != WORKING)

    assert first == (WORKING, False, False)
    assert dialog.announced()[0].startswith("One sheet of")
    assert (dialog.pdf.isEnabled(), dialog.svg.isEnabled()) == (True, True)


def test_of_two_wishes_only_the_last_is_worked_out(qtbot: QtBot, slowly: None) -> None:
    dialog = wall(qtbot, Desktop(None))
    dialog.wishes.paper.setEditText("A1")
    dialog.wishes.tiles.show_choice("A4")
    dialog.look()

    dialog.wishes.tiles.show_choice("A3")
    dialog.look()

    qtbot.waitUntil(lambda: dialog.announced()[0] != WORKING)
    assert "sheets of A3" in dialog.announced()[0]


def test_who_saves_before_it_is_known_gets_what_is_then_announced(qtbot: QtBot, tmp_path: Path, slowly: None) -> None:
    desktop = Desktop(tmp_path / "poster.pdf")
    dialog = wall(qtbot, desktop)
    dialog.wishes.paper.setEditText("A1")
    dialog.wishes.tiles.show_choice("A4")

    dialog.save_pdf()

    assert dialog.sheets() > 1
    assert len(pypdfium2.PdfDocument(desktop.written)) == dialog.sheets() + 1


def test_who_stops_the_working_out_is_back_in_the_dialog_and_nothing_is_written(
    qtbot: QtBot, tmp_path: Path, slowly: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise Cancelled

    desktop = Desktop(tmp_path / "poster.svg")
    dialog: WallDialog = wall(qtbot, desktop)
    monkeypatch.setattr(wall_dialog, "stepwise", stopped)

    dialog.save_svg()

    assert (desktop.written, dialog.result()) == (b"", QDialog.DialogCode.Rejected)
    qtbot.waitUntil(lambda: dialog.announced()[0].startswith("One sheet of"))


def test_a_map_of_many_cards_is_painted_in_pieces_that_give_the_same_picture(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def painted() -> bytes:
        dialog = wall(qtbot, Desktop(None))
        dialog.preview.resize(600, 400)
        dialog.preview.grab()
        qtbot.waitUntil(dialog.preview.is_painted)
        return bytes(dialog.preview.grab().toImage().constBits())

    at_once = painted()
    monkeypatch.setattr(wall_dialog, "CARDS_AT_ONCE", 1)

    in_pieces = painted()

    differing = sum(abs(one - other) > 40 for one, other in zip(at_once, in_pieces, strict=True))
    assert differing < len(at_once) / 1_000  # Only soft edges on the lines between pieces.
