"""Where edges of sheets cut cards, the wall dialog offers what spares them, and one click takes it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from cxdesigner.ui.dialogs.wall import WallDialog
from tests.ui.test_dialogs import Desktop, wall


def on_sheets(qtbot: QtBot, paper: str) -> WallDialog:
    dialog = wall(qtbot, Desktop(None))
    dialog.wishes.paper.setEditText(paper)
    dialog.wishes.tiles.show_choice("A4")
    dialog.look()
    qtbot.waitUntil(lambda: not dialog._sparing.is_busy)
    return dialog


def test_one_click_spares_the_cards(qtbot: QtBot) -> None:
    dialog = on_sheets(qtbot, "A1")
    said = dialog.way_out.text()
    assert "cut" in dialog.warning.text()
    assert said.startswith("No card is cut with ")

    dialog.way_out.click()

    assert dialog.warning.text() == ""
    assert dialog.way_out.isHidden()
    assert f": {dialog.sheets()} sheet" in said


def test_nothing_is_offered_where_nothing_helps(qtbot: QtBot) -> None:
    dialog = on_sheets(qtbot, "2A0")

    assert "Edges of sheets cut" in dialog.warning.text()
    assert dialog.way_out.isHidden()


def test_sheets_can_be_turned(qtbot: QtBot) -> None:
    dialog = on_sheets(qtbot, "A1")

    dialog.wishes.sheet_turn.button(True).click()

    assert dialog.wishes.order().tiles_landscape is True
    assert not wall(qtbot, Desktop(None)).wishes.sheet_turn.isEnabled()
