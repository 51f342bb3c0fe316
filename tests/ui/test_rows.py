"""Experience rows in the window: the Map menu, the clipboard, pictures and the details."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from cxdesigner.canvas.row_cells import RowCell, cell_of_row, open_cell
from cxdesigner.commands import rows
from cxdesigner.document.reading import rows_of
from cxdesigner.document.records import ExperienceCell, RecordId, RowKind
from cxdesigner.ui.actions.rows import ON_CELL, ON_ROW
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import BUY, MAP


def add(window: MainWindow, kind: RowKind) -> RecordId:
    assert window.desk.workspace is not None
    window.desk.plan(rows.add_row, MAP, kind=kind)
    return rows_of(window.desk.document, MAP)[-1].id


def go(window: MainWindow, row_id: RecordId, column: int) -> RowCell:
    view = window.editor().view()
    cell = cell_of_row(view.plan, row_id, column)
    assert cell is not None
    view.walker.go_to_cell(cell)
    return cell


def titles(window: MainWindow) -> list[str]:
    return [row.title for row in rows_of(window.desk.document, MAP)]


def cells(window: MainWindow) -> list[ExperienceCell]:
    return window.desk.document.all(ExperienceCell)


def test_the_menu_adds_a_row_of_each_kind_below_the_one_that_is_meant(window: MainWindow) -> None:
    for kind in (RowKind.THOUGHTS, RowKind.NEEDS, RowKind.PICTURES):
        window.menus[f"map.add_row_{kind.name.lower()}"].trigger()
    go(window, rows_of(window.desk.document, MAP)[0].id, 1)

    window.menus.refresh()
    window.menus["map.add_row_pain_points"].trigger()

    assert titles(window) == ["Thoughts", "Pain points", "Needs", "Pictures"]


def test_after_adding_a_row_one_can_type_into_its_first_cell(window: MainWindow) -> None:
    window.menus["map.add_row_thoughts"].trigger()

    cell = window.editor().view().walker.row_cell()

    assert cell is not None
    assert (cell.row_id, cell.column) == (rows_of(window.desk.document, MAP)[0].id, 0)


def test_a_row_without_a_name_is_named_at_once_and_forgotten_with_escape(window: MainWindow) -> None:
    window.menus["map.add_row_text"].trigger()
    editor = window.editor().view().editor
    assert editor is not None

    editor.forget()

    assert titles(window) == []


def test_rows_move_and_go_by_the_menu(window: MainWindow) -> None:
    first, second = add(window, RowKind.THOUGHTS), add(window, RowKind.NEEDS)
    window.desk.select((second,))
    window.menus.refresh()
    assert not window.menus["map.row_down"].isEnabled()

    window.menus["map.row_up"].trigger()
    assert titles(window) == ["Needs", "Thoughts"]
    window.desk.select((first,))
    window.menus["map.remove_row"].trigger()

    assert titles(window) == ["Needs"]


def test_a_second_emotion_curve_is_not_offered(window: MainWindow) -> None:
    add(window, RowKind.EMOTION)

    window.menus.refresh()

    assert not window.menus["map.add_row_emotion"].isEnabled()


def test_the_menus_at_a_row_and_its_cell_speak_of_rows(window: MainWindow) -> None:
    row_id = add(window, RowKind.THOUGHTS)
    window.desk.plan(rows.set_cell, row_id, BUY, 0, "Hm")

    assert window.menus.ids_at(row_id, ()) == ON_ROW
    assert window.menus.ids_at(cells(window)[0].id, ()) == ON_CELL


def test_words_of_a_cell_are_copied_and_pasted_as_plain_text(window: MainWindow) -> None:
    row_id = add(window, RowKind.THOUGHTS)
    window.desk.plan(rows.set_cell, row_id, BUY, 0, "Will they call?")
    go(window, row_id, 0)
    window.menus.refresh()

    window.menus["edit.copy"].trigger()
    assert QGuiApplication.clipboard().text() == "Will they call?"
    go(window, row_id, 2)
    window.menus["edit.paste"].trigger()

    assert [cell.text for cell in cells(window)] == ["Will they call?"] * 2
    assert len(window.desk.document.all(type(window.desk.document.touchpoint(RecordId("offer"))))) == 4


def test_a_copied_number_comes_with_its_unit_and_is_pasted_as_a_number(window: MainWindow) -> None:
    row_id = add(window, RowKind.MEASURE)
    window.desk.plan(rows.set_cell, row_id, BUY, 0, "4.5")
    go(window, row_id, 0)

    window.menus.refresh()
    window.menus["edit.copy"].trigger()
    go(window, row_id, 3)
    window.menus["edit.paste"].trigger()

    assert [cell.value for cell in cells(window)] == [4.5, 4.5]


def test_words_pasted_into_a_measure_are_refused_and_told(window: MainWindow) -> None:
    row_id = add(window, RowKind.MEASURE)
    told: list[str] = []
    window.editor().view().refused.connect(told.append)
    QGuiApplication.clipboard().setText("much")
    go(window, row_id, 0)

    window.menus["edit.paste"].trigger()

    assert told == ["This row holds numbers; type one, for example 4 or 2.5."]
    assert cells(window) == []


def test_cutting_a_cell_empties_it(window: MainWindow) -> None:
    row_id = add(window, RowKind.THOUGHTS)
    window.desk.plan(rows.set_cell, row_id, BUY, 0, "Hm")
    go(window, row_id, 0)
    window.menus.refresh()

    window.menus["edit.cut"].trigger()

    assert cells(window) == []
    assert QGuiApplication.clipboard().text() == "Hm"


def test_opening_a_cell_of_pictures_asks_for_a_file_and_puts_it_there(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(0xFF336699)
    assert picture.save(str(tmp_path / "form.png"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "form.png"), ""))
    cell = go(window, add(window, RowKind.PICTURES), 1)

    open_cell(window.editor().view(), cell)

    assert [(cell.stage_id, cell.step) for cell in cells(window)] == [(BUY, 1)]
    assert cells(window)[0].picture_id is not None


def test_the_details_show_what_a_selected_cell_says_and_of_which_row_it_is(window: MainWindow) -> None:
    row_id = add(window, RowKind.THOUGHTS)
    window.desk.plan(rows.set_cell, row_id, BUY, 0, "Will they call?")

    go(window, row_id, 0)

    words = [label.text() for label in window.editor().inspector().findChildren(_label()) if label.isVisibleTo(window)]
    assert "Thoughts" in words
    assert "Row cell · Buy, step 1" in words


def _label() -> type:
    from cxdesigner.ui.widgets.label import Label

    return Label
