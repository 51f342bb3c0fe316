"""With a real window, a real mouse and real keys: dragging from the palette, and typing what is said."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cxdesigner.document.records import Stage, Touchpoint
from cxdesigner.storage.codec import encode
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import OFFER, PHONE, SERVICE, WELCOME
from tests.ui.conftest import touchpoint

pytestmark = pytest.mark.window


@pytest.fixture(autouse=True)
def _hand() -> None:
    if shutil.which("xdotool") is None:
        pytest.skip("needs xdotool for the mouse and the keys")


def place(widget: QWidget, at: QPoint | None = None) -> tuple[str, str]:
    point = widget.mapToGlobal(at if at is not None else widget.rect().center())
    return str(point.x()), str(point.y())


def does(*words: str) -> subprocess.Popen[bytes]:
    """Let the hand work while the window goes on."""
    return subprocess.Popen(["xdotool", *words])


def dragged(start: tuple[str, str], end: tuple[str, str]) -> subprocess.Popen[bytes]:
    """Drag from one place to another, slowly enough to be a drag."""
    (x, y), (to_x, to_y) = start, end
    half = str((int(x) + int(to_x)) // 2), str((int(y) + int(to_y)) // 2)
    steps = ["mousemove", x, y, "mousedown", "1", "sleep", "0.1"]
    for step in (half, (to_x, str(int(to_y) - 4)), (to_x, to_y), (to_x, to_y)):
        steps += ["mousemove", *step, "sleep", "0.1"]
    return does(*steps, "mouseup", "1")


def cell_of(window: MainWindow, record_id: str) -> QPoint:
    """Return a place in the view below a card, in its cell."""
    view = window.view()
    card = view.plan.card(record_id)  # type: ignore[arg-type]
    assert card is not None
    return view.viewport().mapTo(view, view.mapFromScene(card.rect.center[0], card.rect.bottom + 20))


def test_a_tile_that_is_dragged_into_the_map_becomes_a_card_of_its_channel(window: MainWindow, qtbot: QtBot) -> None:
    tile = next(tile for tile in window.editor().palette_panel.tiles() if tile.accessibleName() == "Phone")

    hand = dragged(place(tile), place(window.view(), cell_of(window, OFFER)))
    qtbot.waitUntil(lambda: len(window.desk.document.all(Touchpoint)) == 5, timeout=10_000)
    hand.wait()

    added = window.desk.document.all(Touchpoint)[-1]
    assert added.channel_id == PHONE
    assert window.desk.workspace is not None
    window.view().finish_editing()
    window.desk.undo()
    assert len(window.desk.document.all(Touchpoint)) == 4


def test_a_card_that_is_dragged_into_the_lane_of_another_team_changes_its_team_and_ctrl_z_brings_all_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    before, encoded = touchpoint(window, OFFER), encode(window.desk.document, "test")
    view = window.view()
    start, end = view.plan.card(OFFER), view.plan.card(WELCOME)
    assert start is not None
    assert end is not None
    card = view.viewport().mapTo(view, view.mapFromScene(*start.rect.center))
    target = view.viewport().mapTo(view, view.mapFromScene(start.rect.center[0], end.rect.center[1]))

    hand = dragged(place(view, card), place(view, target))
    qtbot.waitUntil(lambda: touchpoint(window, OFFER).team_id != before.team_id, timeout=10_000)
    hand.wait()
    moved = touchpoint(window, OFFER)
    does("key", "ctrl+z").wait()
    qtbot.waitUntil(lambda: touchpoint(window, OFFER) == before, timeout=10_000)

    assert moved == replace(before, team_id=SERVICE)
    assert encode(window.desk.document, "test") == encoded


def test_a_stage_that_is_dragged_into_the_map_is_a_new_stage(window: MainWindow, qtbot: QtBot) -> None:
    tile = next(tile for tile in window.editor().palette_panel.tiles() if tile.accessibleName() == "Stage")

    hand = dragged(place(tile), place(window.view(), cell_of(window, OFFER)))
    qtbot.waitUntil(lambda: len(window.desk.document.all(Stage)) == 3, timeout=10_000)
    hand.wait()

    window.view().finish_editing()
    assert window.desk.document.all(Stage)[-1].title


def test_what_is_typed_into_quick_entry_becomes_a_card(window: MainWindow, qtbot: QtBot) -> None:
    line = window.editor().speaking.bar.line
    does("mousemove", *place(line), "click", "1").wait()
    qtbot.waitUntil(line.hasFocus, timeout=5_000)

    hand = does("type", "--delay", "15", "Call - Phone - Service")
    qtbot.waitUntil(lambda: line.text() == "Call - Phone - Service", timeout=10_000)
    hand.wait()
    does("key", "Return").wait()
    qtbot.waitUntil(lambda: len(window.desk.document.all(Touchpoint)) == 5, timeout=10_000)

    assert window.desk.document.all(Touchpoint)[-1].title == "Call"
