"""The table says aloud what the map cannot, and both follow each other."""

from __future__ import annotations

from PySide6.QtCore import Qt

from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.outline_model import COLUMNS
from tests.onboarding import OFFER, SIGNING, WELCOME

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def _column(name: str) -> int:
    return next(number for number, info in enumerate(COLUMNS) if info.name == name)


def test_the_title_of_a_row_says_the_whole_sentence_and_a_cell_its_field(window: MainWindow) -> None:
    window.toggle("table")
    model = window.editor().outline().table()
    row = model.row_of(WELCOME)
    assert row is not None

    said = model.index(row, _column("title")).data(SPOKEN)

    assert said == "Welcome letter, touchpoint, stage Use, team Service, by Email, follows Contract signing"
    assert model.index(row, _column("channel_id")).data(SPOKEN) == "Channel: Email"
    assert model.index(row, _column("when")).data(SPOKEN) == "When: nothing said"
    assert model.index(row, _column("moment_of_truth")).data(SPOKEN) == "Moment of truth: no"


def test_walking_on_the_map_walks_in_the_table_and_back(window: MainWindow) -> None:
    window.toggle("table")
    table, view = window.editor().outline(), window.view()
    view.select([OFFER])

    view.walker.walk(1, 0)
    assert table.currentIndex().row() == table.table().row_of(SIGNING)
    row = table.table().row_of(WELCOME)
    assert row is not None
    table.selectRow(row)

    assert view.selection == (WELCOME,)
    place = view.walker.place
    assert place is not None
    assert place.card_id == WELCOME


def test_a_row_of_the_table_brings_its_card_into_view(window: MainWindow) -> None:
    window.toggle("table")
    table, view = window.editor().outline(), window.view()
    view.viewpoint.set_zoom(4.0)
    view.select([OFFER])
    row = table.table().row_of(WELCOME)
    card = view.plan.card(WELCOME)
    assert row is not None
    assert card is not None

    table.selectRow(row)

    seen = view.visible_rect()
    assert seen.left() <= card.rect.center[0] <= seen.right()
