"""With real keys in a real window: cut, copy, paste and duplicate, within a map, between maps and windows, and from elsewhere.

What other programs put on the clipboard, and a picture that is dragged out of a folder, come from within the test: xdotool
can neither run a spreadsheet nor drag a file. The keys, the mouse and the window are real.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from cxdesigner.commands.maps import add_map
from cxdesigner.document.records import Link, Map, Stage, Touchpoint
from cxdesigner.ui.dialogs.pasting import Pasting
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.workspace import Workspace
from tests.onboarding import BUY, OFFER, SALES, SERVICE, SIGNING, TRAINING, USE, WELCOME
from tests.ui.conftest import leave, touchpoint
from tests.ui.real_hand import Answering, RealHand

pytestmark = pytest.mark.window
KNOWN = (OFFER, SIGNING, WELCOME, TRAINING)


def titles(window: MainWindow) -> list[str]:
    return [card.title for card in window.desk.document.all(Touchpoint)]


def made(window: MainWindow) -> list[Touchpoint]:
    return [card for card in window.desk.document.all(Touchpoint) if card.id not in KNOWN]


def offer(text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def picture() -> QImage:
    image = QImage(80, 50, QImage.Format.Format_RGB32)
    image.fill(QColor("#3377cc"))
    return image


def test_cards_are_copied_into_the_cell_of_the_selected_card(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.card(OFFER))
    hand.click(hand.card(SIGNING), "ctrl")
    hand.keys("ctrl+c")
    hand.click(hand.card(WELCOME))
    hand.keys("ctrl+v")

    hand.until(lambda: len(made(window)) == 2)
    assert [(card.title, card.stage_id, card.step, card.team_id) for card in made(window)] == [
        ("Offer", USE, 0, SERVICE),
        ("Contract signing", USE, 1, SERVICE),
    ]
    assert any(
        {link.source_id, link.target_id} == {card.id for card in made(window)}
        for link in window.desk.document.all(Link)
    )
    hand.undo()


def test_what_is_copied_is_a_table_and_lines_for_other_programs(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.card(OFFER))
    hand.keys("ctrl+c")

    offered = QGuiApplication.clipboard().mimeData()
    assert offered is not None
    assert "<table" in offered.html()
    assert "Offer" in offered.html()
    assert "Offer" in offered.text()
    assert hand.has_changed_nothing()


def test_cards_are_cut_and_pasted_into_an_empty_cell_below_the_pointer(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.card(OFFER))
    hand.keys("ctrl+x")
    hand.until(lambda: OFFER not in window.desk.document)
    cut = hand.file()
    hand.click(hand.cell(USE, 1, SALES))
    hand.keys("ctrl+v")

    hand.until(lambda: "Offer" in titles(window))
    (card,) = [card for card in window.desk.document.all(Touchpoint) if card.title == "Offer"]
    assert (card.stage_id, card.step, card.team_id) == (USE, 1, SALES)
    hand.keys("ctrl+z")
    hand.until(lambda: hand.file() == cut)
    hand.undo()


def test_a_card_is_duplicated(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.card(OFFER))
    hand.keys("ctrl+d")

    hand.until(lambda: len(made(window)) == 1)
    assert (made(window)[0].title, made(window)[0].team_id) == ("Offer", SALES)
    hand.undo()


def test_a_whole_stage_is_duplicated(window: MainWindow, hand: RealHand) -> None:
    hand.click(hand.heading(BUY))
    hand.keys("ctrl+d")

    hand.until(lambda: len(window.desk.document.all(Stage)) == 3)
    assert titles(window).count("Offer") == 2
    hand.undo()


def test_cards_are_pasted_into_another_map_of_the_document(window: MainWindow, hand: RealHand) -> None:
    first = window.desk.map_id
    window.desk.plan(add_map, "Renewal")
    (other,) = [map.id for map in window.desk.document.all(Map) if map.id != first]
    window.desk.show_map(first or other)
    hand.encoded = hand.file()
    hand.click(hand.card(OFFER))
    hand.keys("ctrl+c")

    window.desk.show_map(other)
    window.view().setFocus()
    hand.keys("ctrl+v")

    hand.until(lambda: len(made(window)) == 1)
    stage = window.desk.document.stage(made(window)[0].stage_id)
    assert (made(window)[0].title, stage.map_id) == ("Offer", other)
    hand.undo()


def test_cards_are_pasted_into_another_window(window: MainWindow, hand: RealHand, qtbot: QtBot) -> None:
    hand.click(hand.card(OFFER))
    hand.keys("ctrl+c")

    other = MainWindow()
    qtbot.addWidget(other, before_close_func=leave)
    other.desk.open(Workspace.new(window.desk.document.copy()))
    other.resize(1400, 900)
    other.move(0, 0)
    other.show()
    qtbot.waitExposed(other)
    other.editor().furnish()
    other.menus.refresh()
    other.activateWindow()
    other.view().setFocus()
    there = RealHand(other, qtbot)
    there.until(lambda: other.isActiveWindow() and other.view().hasFocus())
    there.keys("ctrl+v")

    there.until(lambda: len(made(other)) == 1)
    there.undo()
    assert hand.has_changed_nothing()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param(
            "Touchpoint\tChannel\tTeam\nInvoice\tEmail\tSales\nReminder\tPhone\tService\n", "", id="cells as text"
        ),
        pytest.param(
            "Invoice Reminder",
            "<table><tr><td>Touchpoint</td><td>Channel</td><td>Team</td></tr><tr><td>Invoice</td><td>Email</td>"
            "<td>Sales</td></tr><tr><td>Reminder</td><td>Phone</td><td>Service</td></tr></table>",
            id="cells as a table",
        ),
        pytest.param("Invoice - Email - Sales\nReminder - Phone - Service\n", "", id="lines"),
    ],
)
def test_what_a_spreadsheet_or_a_mail_offers_becomes_cards(
    window: MainWindow, hand: RealHand, text: str, html: str
) -> None:
    offer(text, html)

    hand.keys("ctrl+v")

    hand.until(lambda: len(made(window)) == 2)
    assert [card.title for card in made(window)] == ["Invoice", "Reminder"]
    assert [card.team_id for card in made(window)] == [SALES, SERVICE]
    hand.undo()


def test_cells_without_headings_are_asked_about_before_they_become_cards(
    window: MainWindow, hand: RealHand, answering: Answering
) -> None:
    def paste(dialog: QDialog) -> None:
        assert isinstance(dialog, Pasting)
        assert len(dialog.columns) == 2
        hand.click(hand.on(dialog.paste))

    answering.act = paste
    offer("Invoice\tblue\nReminder\tgreen\n")

    hand.keys("ctrl+v")

    assert answering.asked == ["Paste a table"]
    assert [card.title for card in made(window)] == ["Invoice", "Reminder"]
    hand.come_back()
    hand.undo()


def test_a_copied_picture_is_pasted_onto_the_selected_card(window: MainWindow, hand: RealHand) -> None:
    QGuiApplication.clipboard().setImage(picture())
    hand.click(hand.card(OFFER))
    hand.keys("ctrl+v")

    hand.until(lambda: touchpoint(window, OFFER).picture_id is not None)
    hand.undo()


def test_a_picture_that_is_dropped_on_a_card_is_shown_by_it(window: MainWindow, hand: RealHand, tmp_path: Path) -> None:
    drop_file(window, picture_file(tmp_path), hand.box(OFFER).center)

    assert touchpoint(window, OFFER).picture_id is not None
    hand.undo()


def picture_file(folder: Path) -> Path:
    path = folder / "front.png"
    assert picture().save(str(path))
    return path


def drop_file(window: MainWindow, path: Path, at: tuple[float, float]) -> None:
    """Let events of a drag come that began in another program: xdotool cannot drag files."""
    data, viewport = QMimeData(), window.view().viewport()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    place: QPoint = window.view().mapFromScene(*at)
    more = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(viewport, QDragEnterEvent(place, *more))
    QApplication.sendEvent(viewport, QDragMoveEvent(place, *more))
    QApplication.sendEvent(viewport, QDropEvent(QPointF(place), *more))
