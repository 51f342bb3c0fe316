"""The clipboard between maps, windows and other programs, and the question about columns that are not clear."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.row_cells import cell_of_row
from cxdesigner.commands.notes import add_note
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.reading import stages_of, touchpoints_of
from cxdesigner.document.records import (
    ExperienceCell,
    ExperienceRow,
    Link,
    Note,
    Picture,
    RecordId,
    RowKind,
    Touchpoint,
)
from cxdesigner.formats import pasted
from cxdesigner.storage.codec import encode
from cxdesigner.ui.dialogs.pasting import Pasting
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.workspace import Workspace
from tests.onboarding import BUY, MAP, OFFER, SERVICE, SIGNING, TRAINING, USE, WELCOME, onboarding
from tests.ui.conftest import Answers, leave, touchpoint

TABLE = "<table><tr><th>Touchpoint</th><th>Channel</th></tr><tr><td>Invoice</td><td>Letter</td></tr><tr><td>Review</td><td>Phone</td></tr></table>"


@pytest.fixture(autouse=True)
def empty_clipboard() -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture
def said(window: MainWindow) -> list[str]:
    sentences: list[str] = []
    window.desk.said.connect(sentences.append)
    return sentences


def offer(html: str = "", text: str = "", image: QImage | None = None) -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    if image is not None:
        data.setImageData(image)
    QGuiApplication.clipboard().setMimeData(data)


def paste(window: MainWindow) -> list[Touchpoint]:
    """Paste, and return the cards that came."""
    before = {one.id for one in window.desk.document.all(Touchpoint)}
    window.menus["edit.paste"].trigger()
    return [one for one in touchpoints_of(window.desk.document, window.desk.map.id) if one.id not in before]


def picture() -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#884422"))
    return image


def bytes_of(window: MainWindow) -> bytes:
    return encode(window.desk.document, "test")


# -- our own -----------------------------------------------------------------------------------------------------------


def test_what_is_copied_is_lines_and_a_table_for_other_programs(window: MainWindow) -> None:
    window.desk.select((OFFER, WELCOME))

    window.menus["edit.copy"].trigger()

    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "Offer – Email – Sales\nWelcome letter – Email – Service"
    assert "<td>Welcome letter</td>" in data.html()


def test_cards_go_from_one_window_to_another(window: MainWindow, qtbot: QtBot) -> None:
    other = MainWindow()
    qtbot.addWidget(other, before_close_func=leave)
    other.desk.open(Workspace.new(onboarding()))
    other.show()
    window.desk.select((OFFER, SIGNING))
    window.menus["edit.copy"].trigger()
    other.desk.select((TRAINING,))

    cards = paste(other)

    assert [(one.title, one.stage_id, one.step, one.team_id) for one in cards] == [
        ("Offer", USE, 1, SERVICE),
        ("Contract signing", USE, 2, SERVICE),
    ]
    assert other.desk.selection == tuple(one.id for one in cards)
    assert len(other.desk.document.all(Link)) == 4


def test_cards_go_from_one_map_to_another_of_the_same_file(window: MainWindow) -> None:
    window.desk.select((OFFER,))
    window.menus["edit.copy"].trigger()
    window.menus["map.start_to_be"].trigger()
    window.desk.select(())

    cards = paste(window)

    assert [one.title for one in cards] == ["Offer"]
    assert window.desk.document.stage(cards[0].stage_id).map_id == window.desk.map_id != MAP


def test_a_stage_is_pasted_whole_behind_the_selected_one(window: MainWindow) -> None:
    before = bytes_of(window)
    window.desk.select((BUY,))
    window.menus["edit.copy"].trigger()

    cards = paste(window)
    titles = [stage.title for stage in stages_of(window.desk.document, MAP)]
    window.menus["edit.undo"].trigger()

    assert [one.title for one in cards] == ["Offer", "Contract signing"]
    assert titles == ["Buy", "Buy", "Use"]
    assert bytes_of(window) == before


def test_duplicating_is_one_step(window: MainWindow) -> None:
    before = bytes_of(window)
    window.desk.select((OFFER, SIGNING))

    window.menus["edit.duplicate"].trigger()
    count = len(window.desk.document.all(Touchpoint))
    window.menus["edit.undo"].trigger()

    assert count == 6
    assert bytes_of(window) == before


def test_a_copied_note_is_pasted_into_the_cell_of_a_row_where_the_keyboard_is(window: MainWindow) -> None:
    row = ExperienceRow(id=RecordId("needs"), title="Needs", map_id=MAP)
    made = add_note(window.desk.document, BUY, 0, "Who helps?", team_id=SERVICE)
    window.desk.perform(Edit("Add", Change.adding(row).then(made.change)))
    window.desk.select(made.show)
    window.menus["edit.copy"].trigger()
    view = window.editor().view()
    cell = cell_of_row(view.plan, row.id, 3)
    assert cell is not None
    view.walker.go_to_cell(cell)

    window.menus["edit.paste"].trigger()

    places = [(one.row_id, one.stage_id, one.step) for one in window.desk.document.all(Note)]
    assert places == [(None, BUY, 0), (row.id, USE, 1)]


def test_what_calls_itself_ours_and_is_broken_is_told(window: MainWindow, said: list[str]) -> None:
    data = QMimeData()
    data.setData("application/vnd.cxdesigner.fragment+json", b"{" * 10_000)
    QGuiApplication.clipboard().setMimeData(data)

    assert paste(window) == []
    assert len(said) == 1


# -- from other programs -----------------------------------------------------------------------------------------------


def test_a_table_with_headers_becomes_cards_at_once_in_the_cell_that_is_selected(window: MainWindow) -> None:
    before = bytes_of(window)
    window.desk.select((WELCOME,))
    offer(TABLE, "Touchpoint\tChannel\nInvoice\tLetter\nReview\tPhone")

    cards = paste(window)
    name = window.desk.workspace.history.undo_name() if window.desk.workspace else ""
    window.menus["edit.undo"].trigger()

    assert [(one.title, one.stage_id, one.step, one.team_id) for one in cards] == [
        ("Invoice", USE, 0, SERVICE),
        ("Review", USE, 1, SERVICE),
    ]
    assert name == "Paste 2 touchpoints"
    assert bytes_of(window) == before


def test_a_table_that_names_stages_finds_them(window: MainWindow) -> None:
    offer(text="Stage\tTouchpoint\tTeam\nUse\tInvoice\tFinance\nLeave\tGoodbye\tSales")

    cards = paste(window)

    document = window.desk.document
    assert [(document.title_of(one.stage_id), one.title, document.title_of(one.team_id)) for one in cards] == [
        ("Use", "Invoice", "Finance"),
        ("Leave", "Goodbye", "Sales"),
    ]


def test_columns_that_nobody_names_are_asked_about(window: MainWindow, answers: Answers) -> None:
    seen: list[tuple[list[str], str]] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, Pasting)
        seen.append((dialog.names(), dialog.count.text()))

    answers.act, answers.accepts = look, True
    window.desk.select((TRAINING,))
    offer(text="Invoice\tLetter\nReview\tPhone")

    cards = paste(window)

    assert seen == [(["title", "channel_id"], "2 cards, one a row")]
    assert [(one.title, window.desk.document.title_of(one.channel_id)) for one in cards] == [
        ("Invoice", "Letter"),
        ("Review", "Phone"),
    ]


def test_a_question_that_is_cancelled_changes_nothing(window: MainWindow, answers: Answers) -> None:
    before = bytes_of(window)
    offer(text="Invoice\tLetter\nReview\tPhone")

    assert paste(window) == []
    assert answers.asked == ["Paste a table"]
    assert bytes_of(window) == before


def test_one_column_of_cells_is_lines(window: MainWindow, answers: Answers) -> None:
    offer("<table><tr><td>Invoice - Letter - Finance</td></tr><tr><td>Review</td></tr></table>")

    cards = paste(window)

    assert [one.title for one in cards] == ["Invoice", "Review"]
    assert answers.asked == []


def test_too_much_is_told_in_one_sentence(window: MainWindow, said: list[str]) -> None:
    offer(text="line\n" * 2_500)

    assert paste(window) == []
    assert len(said) == 1
    assert "2,500" in said[0]


def test_rows_that_were_not_understood_are_told(window: MainWindow, said: list[str]) -> None:
    offer(text="Touchpoint\tEmotion\nInvoice\tpurple\nReview\t2")

    assert len(paste(window)) == 2
    assert said == ["One row was not fully understood; what did not fit is kept in fields of its own."]


# -- pictures ----------------------------------------------------------------------------------------------------------


def test_a_picture_is_pasted_onto_the_selected_card(window: MainWindow) -> None:
    before = bytes_of(window)
    window.desk.select((OFFER,))
    offer(image=picture())

    window.menus["edit.paste"].trigger()
    shown = touchpoint(window, OFFER).picture_id
    window.menus["edit.undo"].trigger()

    assert shown is not None
    assert bytes_of(window) == before


def test_a_picture_without_a_card_is_told_where_to_go(window: MainWindow, said: list[str]) -> None:
    offer(image=picture())

    window.menus["edit.paste"].trigger()

    assert said == ["Select a card first, or drop the picture on one."]


def test_cells_come_before_the_picture_that_a_spreadsheet_makes_of_them(window: MainWindow) -> None:
    window.desk.select((WELCOME,))
    offer(TABLE, "Touchpoint\tChannel\nInvoice\tLetter\nReview\tPhone", picture())

    assert len(paste(window)) == 2
    assert window.desk.document.all(Picture) == []


def test_a_picture_file_that_was_copied_goes_onto_the_card(window: MainWindow, tmp_path: Path) -> None:
    picture().save(str(tmp_path / "shop.png"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "shop.png"))])
    QGuiApplication.clipboard().setMimeData(data)
    window.desk.select((OFFER,))

    window.menus["edit.paste"].trigger()

    assert [one.title for one in window.desk.document.all(Picture)] == ["shop.png"]


def test_the_menu_takes_the_picture_of_a_card_away(window: MainWindow) -> None:
    window.desk.select((OFFER,))
    offer(image=picture())
    window.menus["edit.paste"].trigger()
    window.menus.refresh()

    window.menus["edit.picture_remove"].trigger()

    assert touchpoint(window, OFFER).picture_id is None
    assert window.desk.document.all(Picture) == []


def test_the_details_show_the_picture_and_take_it_away(window: MainWindow) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture())
    shown = Picture(id=RecordId("picture"), data=bytes(buffer.data().data()))
    row = ExperienceRow(id=RecordId("row"), title="Storyboard", map_id=MAP, kind=RowKind.PICTURES)
    cell = ExperienceCell(id=RecordId("cell"), row_id=row.id, stage_id=BUY, step=0, picture_id=shown.id)
    window.desk.document.apply(Change.adding(shown, row, cell))
    window.desk.select((cell.id,))
    view = window.editor().inspector().picture_view()
    assert view is not None

    view.button().click()

    assert cell.id not in window.desk.document
    assert window.desk.document.all(Picture) == []


# -- the dialog --------------------------------------------------------------------------------------------------------


def dialog_for(qtbot: QtBot, rows: list[list[str]]) -> Pasting:
    dialog = Pasting(None, onboarding(), rows)
    qtbot.addWidget(dialog)
    return dialog


def test_the_dialog_shows_the_rows_and_says_what_is_missing(qtbot: QtBot) -> None:
    dialog = dialog_for(qtbot, [["Was", "Wann"], ["Invoice", "every Friday"], ["Review", "go-live + 2 days"]])
    dialog.headings.setChecked(True)
    first = dialog.table.item(2, 0)

    dialog.columns[0].show_choice(pasted.UNUSED)
    dialog.columns[0].picked.emit(pasted.UNUSED)

    assert first is not None
    assert first.text() == "Invoice"
    assert dialog.count.text() == "Say which column names the touchpoints."
    assert not dialog.paste.isEnabled()


def test_one_field_is_filled_by_one_column(qtbot: QtBot) -> None:
    dialog = dialog_for(qtbot, [["Invoice", "Letter"], ["Review", "Phone"]])

    dialog.columns[1].show_choice("title")
    dialog.columns[1].picked.emit("title")

    assert dialog.count.text() == "Only one column can be “Touchpoint”."
    assert not dialog.paste.isEnabled()
