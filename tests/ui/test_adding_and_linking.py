"""In the window: a pressed tile and its title are one step, headings give their cards, links get their kind."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cxdesigner.document.records import Link, LinkKind, RecordId, Touchpoint
from cxdesigner.storage.codec import encode
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import BUY, OFFER, SALES, SIGNING

L1 = RecordId("l1")


def test_a_pressed_tile_and_the_title_typed_at_once_are_one_step(window: MainWindow) -> None:
    encoded = encode(window.desk.document, "test")
    window.desk.select((OFFER,))
    tile = next(tile for tile in window.editor().palette_panel.tiles() if tile.accessibleName() == "Letter")

    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    editor = window.view().editor
    assert editor is not None
    QTest.keyClicks(editor, "Thank you letter")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    titles = [touchpoint.title for touchpoint in window.desk.document.all(Touchpoint)]
    window.desk.undo()

    assert "Thank you letter" in titles
    assert encode(window.desk.document, "test") == encoded


def test_a_touchpoint_from_the_menu_and_its_title_are_one_step(window: MainWindow) -> None:
    encoded = encode(window.desk.document, "test")
    window.desk.select((OFFER,))

    window.menus["map.add_touchpoint"].trigger()
    editor = window.view().editor
    assert editor is not None
    QTest.keyClicks(editor, "Call")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    window.desk.undo()

    assert encode(window.desk.document, "test") == encoded


def test_the_cards_of_a_stage_and_of_a_team_are_selected_from_their_headings(window: MainWindow) -> None:
    for heading in (BUY, SALES):
        window.desk.select((heading,))
        window.menus["edit.select_cards"].trigger()

        assert set(window.desk.selection) == {OFFER, SIGNING}


def test_cards_of_headings_are_offered_only_where_a_heading_is_selected(window: MainWindow) -> None:
    window.desk.select((OFFER,))
    window.menus.refresh()

    assert not window.menus["edit.select_cards"].isEnabled()


def test_the_kind_of_a_link_is_chosen_from_the_menu_and_shown_there(window: MainWindow) -> None:
    encoded = encode(window.desk.document, "test")
    window.desk.select((L1,))

    window.menus["map.link_recovery"].trigger()
    kind = window.desk.document.get(Link, L1).kind
    shown = window.menus["map.link_recovery"].isChecked(), window.menus["map.link_next"].isChecked()
    window.desk.undo()

    assert kind is LinkKind.RECOVERY
    assert shown == (True, False)
    assert encode(window.desk.document, "test") == encoded
