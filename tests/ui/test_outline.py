"""The table is the other way to see the same document."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cxdesigner.document.fields import FIELDS
from cxdesigner.document.records import Expectation, Status, Team, Touchpoint
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.outline import Outline
from cxdesigner.ui.panels.outline_model import COLUMNS
from cxdesigner.ui.widgets.combo import Naming
from tests.onboarding import OFFER, SERVICE, SIGNING, TRAINING, USE, WELCOME
from tests.ui.conftest import touchpoint


@pytest.fixture
def table(window: MainWindow) -> Outline:
    window.toggle("table")
    return window.editor().outline()


def cell(table: Outline, row: int, name: str) -> QModelIndex:
    return table.table().index(row, [info.name for info in COLUMNS].index(name))


def typed(table: Outline, index: QModelIndex, **how: Any) -> None:
    """Open the editor of a cell, let *how* fill it in, and keep what it says."""
    delegate = table.itemDelegate()
    editor = delegate.createEditor(table.viewport(), None, index)  # type: ignore[arg-type]
    delegate.setEditorData(editor, index)
    _fill(editor, **how)
    delegate.setModelData(editor, table.model(), index)
    editor.deleteLater()


def _fill(editor: QWidget, *, text: str | None = None, choose: str | None = None, enters: bool = True) -> None:
    if text is not None and hasattr(editor, "setText"):
        editor.setText(text)
    elif text is not None and isinstance(editor, Naming):
        editor.words().selectAll()
        QTest.keyClicks(editor.words(), text)
        if enters:
            QTest.keyClick(editor.words(), Qt.Key.Key_Return)
    else:
        editor.setCurrentIndex(editor.findText(choose))  # type: ignore[attr-defined]


def test_its_model_keeps_what_qt_expects(table: Outline, window: MainWindow) -> None:
    tester = QAbstractItemModelTester(table.table(), QAbstractItemModelTester.FailureReportingMode.Fatal)

    window.menus["edit.select_all"].trigger()
    window.menus["edit.delete"].trigger()
    window.desk.undo()

    assert table.table().rowCount() == 4
    tester.deleteLater()


def test_rows_stand_along_the_journey(table: Outline) -> None:
    assert [table.table().id_at(row) for row in range(4)] == [OFFER, SIGNING, WELCOME, TRAINING]


def test_every_field_that_people_see_is_a_column(table: Outline) -> None:
    shown = {info.name for info in FIELDS[Touchpoint] if not info.hidden}

    assert shown <= {info.name for info in COLUMNS}


def test_a_text_is_changed_in_its_cell(table: Outline, window: MainWindow) -> None:
    typed(table, cell(table, 0, "what"), text="Send it")

    assert touchpoint(window, OFFER).what == "Send it"


def test_a_cell_that_is_left_as_it_was_makes_no_step(table: Outline, window: MainWindow) -> None:
    typed(table, cell(table, 0, "title"), text="Offer")

    assert window.desk.workspace is not None
    assert window.desk.workspace.history.undo_name() == ""


def test_a_title_cannot_be_emptied(table: Outline, window: MainWindow) -> None:
    typed(table, cell(table, 0, "title"), text="")

    assert touchpoint(window, OFFER).title == "Offer"


@pytest.mark.parametrize(
    ("name", "choose", "value"),
    [
        ("expectation", "below", Expectation.BELOW),
        ("status", "to change", Status.TO_CHANGE),
        ("emotion", "−2", -2),
        ("emotion", "—", None),
        ("team_id", "Service", SERVICE),
        ("stage_id", "Use", USE),
    ],
)
def test_a_choice_is_made_in_its_cell(
    table: Outline, window: MainWindow, name: str, choose: str, value: object
) -> None:
    typed(table, cell(table, 0, name), choose=choose)

    assert getattr(touchpoint(window, OFFER), name) == value


def test_a_new_team_is_made_by_its_name(table: Outline, window: MainWindow) -> None:
    typed(table, cell(table, 0, "team_id"), text="Finance")

    assert window.desk.document.title_of(touchpoint(window, OFFER).team_id) == "Finance"
    assert len(window.desk.document.all(Team)) == 3


def test_a_box_is_ticked_in_its_cell(table: Outline, window: MainWindow) -> None:
    index = cell(table, 1, "moment_of_truth")

    table.model().setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)

    assert touchpoint(window, SIGNING).moment_of_truth is True


def test_a_number_that_is_none_changes_nothing(table: Outline, window: MainWindow) -> None:
    typed(table, cell(table, 0, "duration_days"), text="soon")

    assert touchpoint(window, OFFER).duration_days is None


def test_rows_that_are_selected_select_their_cards(table: Outline, window: MainWindow) -> None:
    table.selectRow(2)

    assert window.desk.selection == (WELCOME,)
    assert window.view().selection == (WELCOME,)


def test_cards_that_are_selected_select_their_rows(table: Outline, window: MainWindow) -> None:
    window.desk.select((OFFER, TRAINING))

    assert {index.row() for index in table.selectionModel().selectedRows()} == {0, 3}


def test_a_card_that_moves_keeps_its_selected_row(table: Outline, window: MainWindow) -> None:
    window.desk.select((OFFER,))

    typed(table, cell(table, 0, "stage_id"), choose="Use")

    assert [table.table().id_at(index.row()) for index in table.selectionModel().selectedRows()] == [OFFER]
    assert window.desk.selection == (OFFER,)


def test_it_follows_an_edit_made_elsewhere(table: Outline, window: MainWindow) -> None:
    window.menus["map.add_touchpoint"].trigger()

    assert table.table().rowCount() == 5


def test_it_shows_the_map_that_is_shown(table: Outline, window: MainWindow) -> None:
    window.menus["map.start_to_be"].trigger()

    assert table.table().rowCount() == 4
    assert table.table().id_at(0) not in (OFFER, SIGNING, WELCOME, TRAINING)


def opened(table: Outline, qtbot: QtBot, row: int, name: str) -> Naming:
    """Open a cell for editing as a double click does."""
    table.window().activateWindow()
    table.setFocus()
    table.setCurrentIndex(cell(table, row, name))
    table.edit(table.currentIndex())
    box = table.findChild(Naming)
    assert box is not None
    qtbot.waitUntil(box.hasFocus)
    return box


def test_typing_into_a_cell_with_a_name_replaces_the_name(table: Outline, window: MainWindow, qtbot: QtBot) -> None:
    box = opened(table, qtbot, 0, "team_id")

    QTest.keyClicks(box, "Ser")

    assert box.words().text() == "Ser"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_key_takes_the_only_completion_in_a_cell(
    table: Outline, window: MainWindow, qtbot: QtBot, key: Qt.Key
) -> None:
    box = opened(table, qtbot, 0, "team_id")
    QTest.keyClicks(box, "Ser")

    QTest.keyClick(box._popup(), key)
    qtbot.waitUntil(lambda: touchpoint(window, OFFER).team_id == SERVICE)

    assert len(window.desk.document.all(Team)) == 2


def test_leaving_a_cell_makes_no_new_team_of_what_is_typed(table: Outline, window: MainWindow) -> None:
    before = touchpoint(window, OFFER).team_id

    typed(table, cell(table, 0, "team_id"), text="Fin", enters=False)

    assert touchpoint(window, OFFER).team_id == before
    assert len(window.desk.document.all(Team)) == 2


def test_a_new_name_that_an_old_one_begins_with_is_taken_once_the_list_is_closed(
    table: Outline, window: MainWindow, qtbot: QtBot
) -> None:
    box = opened(table, qtbot, 0, "team_id")
    QTest.keyClicks(box, "Serv")
    QTest.keyClick(box._popup(), Qt.Key.Key_Escape)

    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.desk.document.all(Team)) == 3)

    assert window.desk.document.title_of(touchpoint(window, OFFER).team_id) == "Serv"


def test_a_layer_that_nobody_named_is_grey_and_says_where_the_card_stands(table: Outline, window: MainWindow) -> None:
    index = cell(table, 0, "layer")

    assert index.data() == "as it stands: Frontstage"
    assert index.data(Qt.ItemDataRole.ForegroundRole) is not None
