"""Icon and colour are chosen by eye, in one step for Undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cxdesigner.canvas import icons
from cxdesigner.canvas.theme import PATTERNS, THEMES
from cxdesigner.document.records import Channel, Record, RecordId, Team
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.pickers import COLORS, ICONS
from cxdesigner.ui.widgets.picker import Picker
from tests.onboarding import EMAIL, SALES


def picker(window: MainWindow, record_id: RecordId, name: str) -> Picker:
    window.desk.select((record_id,))
    form = window.editor().inspector().form()
    assert form is not None
    found = form.editor(name).findChild(Picker)
    assert isinstance(found, Picker)
    return found


def value(window: MainWindow, kind: type[Record], record_id: RecordId, name: str) -> object:
    return getattr(window.desk.document.get(kind, record_id), name)


def test_a_click_gives_a_channel_its_icon_in_one_step(window: MainWindow) -> None:
    field = picker(window, EMAIL, "icon")
    assert field.chosen() == "mail"

    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=field.rect_of("headset").center().toPoint())

    assert value(window, Channel, EMAIL, "icon") == "headset"
    window.desk.undo()
    assert value(window, Channel, EMAIL, "icon") == "mail"
    assert field.chosen() == "mail"


def test_two_clicks_give_a_team_two_colours_and_are_two_steps(window: MainWindow) -> None:
    field = picker(window, SALES, "color")

    for color in (3, 7):
        QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=field.rect_of(color).center().toPoint())

    assert value(window, Team, SALES, "color") == 7
    window.desk.undo()
    assert value(window, Team, SALES, "color") == 3


def test_the_arrows_walk_along_the_colours(window: MainWindow) -> None:
    field = picker(window, SALES, "color")

    QTest.keyClick(field, Qt.Key.Key_Right)
    QTest.keyClick(field, Qt.Key.Key_Right)
    QTest.keyClick(field, Qt.Key.Key_Left)

    assert value(window, Team, SALES, "color") == 1


def test_every_icon_that_is_offered_is_bundled_and_every_colour_has_words() -> None:
    assert [name for name, _ in ICONS if not icons.exists(name)] == []
    assert len(COLORS) == len(PATTERNS) == len(THEMES["light"].teams)


@pytest.mark.parametrize("look", ["light", "dark", "high contrast"])
def test_the_pickers_are_painted_in_every_look_without_a_word_of_complaint(window: MainWindow, look: str) -> None:
    window.choose_look(look)

    for record_id, name in ((EMAIL, "icon"), (SALES, "color")):
        field = picker(window, record_id, name)
        field.resize(240, field.heightForWidth(240))
        assert not field.grab().isNull()
