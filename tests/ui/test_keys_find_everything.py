"""Who works without a mouse reaches every tile, and always sees where the keys are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.inspector import Inspector
from cxdesigner.ui.panels.problems import ProblemView
from cxdesigner.ui.widgets.tile import Tile


def test_going_around_the_panels_comes_to_the_first_tile_and_never_to_a_frame_that_shows_nothing(
    window: MainWindow,
) -> None:
    window.activateWindow()
    window.view().setFocus()
    met = []
    for _ in range(8):
        window.focus_panel(1)
        met.append(window.focusWidget())

    assert window.editor().palette_panel.tiles()[0] in met
    assert not [widget for widget in met if isinstance(widget, QScrollArea)]


def test_tab_goes_from_tile_to_tile_through_the_whole_palette(window: MainWindow) -> None:
    window.activateWindow()
    tiles = window.editor().palette_panel.tiles()
    tiles[0].setFocus(Qt.FocusReason.TabFocusReason)

    for tile in tiles[1:]:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget() is tile


def test_a_tile_that_has_the_keys_looks_different(window: MainWindow) -> None:
    window.activateWindow()
    tile = next(tile for tile in window.editor().palette_panel.tiles() if isinstance(tile, Tile))
    tile.clearFocus()
    QApplication.processEvents()
    before = tile.grab().toImage()

    tile.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()

    assert tile.grab().toImage() != before


def test_the_frame_of_the_details_costs_no_press_of_tab(window: MainWindow) -> None:
    inspector = window.editor().findChild(Inspector)

    assert inspector is not None
    assert not inspector.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_problem_that_has_the_keys_is_marked(window: MainWindow) -> None:
    window.activateWindow()
    window.editor().toggle("problems")
    window.desk.check()
    view = window.editor().findChild(ProblemView)
    assert view is not None
    assert view.isVisible()
    window.view().setFocus()
    QApplication.processEvents()
    before = view.viewport().grab().toImage()

    view.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()

    assert view.viewport().grab().toImage() != before
