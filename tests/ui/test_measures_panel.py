"""Measures beside the map, colours on its cards, and the legend above it, always the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from cxdesigner.commands.values import set_value
from cxdesigner.document.records import Measure
from cxdesigner.journey.heat import KINDS
from cxdesigner.ui.actions.view import COLOUR
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.heat_line import HeatLine
from cxdesigner.ui.panels.measures import MeasuresPanel
from cxdesigner.ui.widgets.segmented import BESIDE
from tests.onboarding import OFFER, SIGNING


@pytest.fixture
def panel(window: MainWindow) -> MeasuresPanel:
    window.toggle("measures")
    panel = window.editor().side.findChild(MeasuresPanel)
    assert isinstance(panel, MeasuresPanel)
    return panel


def view_of(panel: MeasuresPanel, heat: str):  # type: ignore[no-untyped-def]
    return next(view for (_, known), view in panel.views.items() if known == heat)


def line(window: MainWindow) -> HeatLine | None:
    found = window.editor().findChild(HeatLine)
    return found if isinstance(found, HeatLine) and not found.isHidden() else None


def test_the_panel_follows_an_edit(window: MainWindow, panel: MeasuresPanel) -> None:
    before = view_of(panel, "emotion").words()

    window.desk.plan(set_value, OFFER, "emotion", -2)
    window.desk.check()

    assert "(−2)" not in before
    assert "low: " in view_of(panel, "emotion").words()
    assert "(−2)" in view_of(panel, "emotion").words()


def test_a_measure_colours_the_cards_with_a_legend_and_no_longer(window: MainWindow, panel: MeasuresPanel) -> None:
    view_of(panel, "emotion").colour.click()
    warm = dict(window.view().scene_of_map.attention.heat)
    legend = line(window)
    view_of(panel, "emotion").colour.click()

    assert warm[OFFER].figure == "+1"
    assert legend is not None
    assert line(window) is None
    assert window.view().scene_of_map.attention.heat == {}
    assert window.desk.workspace is not None
    assert window.desk.workspace.is_clean


def test_colours_follow_an_edit_and_only_that_card_is_drawn_again(window: MainWindow) -> None:
    window.colour_by("emotion")
    window.view().grab()
    touched: list[object] = []
    window.desk.plan(set_value, SIGNING, "emotion", -1)
    window.view().grab()
    window.view().scene_of_map.touched = touched.append
    window.view().scene_of_map.forgotten = lambda: touched.append("all")

    window.desk.check()

    assert window.view().scene_of_map.attention.heat[SIGNING].figure == "−1"
    assert "all" not in touched


@pytest.mark.parametrize("measure", KINDS)
def test_each_measure_is_in_the_menu(window: MainWindow, measure: str) -> None:
    window.menus[f"view.colour_{measure}"].trigger()

    assert window.coloured_by() == measure
    assert window.menus[f"view.colour_{measure}"].isChecked()


def test_what_was_entered_can_be_chosen_in_the_line(window: MainWindow) -> None:
    window.desk.plan(set_value, OFFER, "measures", (Measure(title="NPS", value=40.0),))
    window.colour_by("emotion")
    shown = line(window)
    assert shown is not None

    shown.choice.picked.emit("entered:nps|")

    assert window.view().scene_of_map.attention.heat[OFFER].figure == "40"
    assert shown.choice.currentText() == "NPS"


def test_the_menu_lists_what_the_line_above_the_map_lists(window: MainWindow) -> None:
    window.desk.plan(set_value, OFFER, "measures", (Measure(title="Satisfaction", value=80.0, unit="%"),))
    menu = window.menus.submenu(COLOUR)
    menu.aboutToShow.emit()
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions() if action.text() != "&Nothing"]

    next(action for action in menu.actions() if action.text() == "Satisfaction (%)").trigger()
    legend = line(window)

    assert legend is not None
    assert [text for _, text in legend.choice.choices()] == texts
    assert window.coloured_by() == legend.choice.chosen()


def test_the_button_that_colours_has_room_for_its_words_when_it_is_down(panel: MeasuresPanel) -> None:
    button = view_of(panel, "emotion").colour
    bold = QFont(button.font())
    bold.setWeight(QFont.Weight.DemiBold)

    assert button.width() >= QFontMetrics(bold).horizontalAdvance(button.text()) + BESIDE


def test_another_document_has_no_colours(window: MainWindow) -> None:
    window.colour_by("emotion")

    window.filing.new()

    assert window.coloured_by() == ""
    assert line(window) is None


def test_the_page_is_written_from_the_menu(
    window: MainWindow, chosen_file: Callable[[Path | None], None], tmp_path: Path, qtbot: QtBot
) -> None:
    chosen_file(tmp_path / "figures.pdf")

    window.menus["file.measures"].trigger()

    assert (tmp_path / "figures.pdf").read_bytes().startswith(b"%PDF")
