"""Small parts: plain text, fields that do not echo, a toast that goes."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.drops import MIME_TYPE
from cxdesigner.document import limits
from cxdesigner.document.records import LaneKind
from cxdesigner.ui.look import LOOKS, palette_of
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.palette import MEDIA_TYPE
from cxdesigner.ui.style_sheet import style_sheet
from cxdesigner.ui.widgets.combo import Choice, Naming
from cxdesigner.ui.widgets.flow import Flow
from cxdesigner.ui.widgets.label import Label, plain_tooltip, set_plain_tooltip
from cxdesigner.ui.widgets.segmented import Segmented
from cxdesigner.ui.widgets.tile import Tile
from cxdesigner.ui.widgets.toast import Toast
from cxdesigner.ui.widgets.typing import Line, Text
from tests.contrast import contrast


def test_a_label_shows_tags_as_they_are(qtbot: QtBot) -> None:
    label = Label("<img src='/dev/zero'>")
    qtbot.addWidget(label)

    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<img src='/dev/zero'>"


def test_a_tooltip_shows_tags_as_they_are(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)

    set_plain_tooltip(widget, "<b>x</b>\n&")

    assert widget.toolTip() == "<qt>&lt;b&gt;x&lt;/b&gt;<br/>&amp;</qt>"
    assert plain_tooltip("") == ""


def test_showing_a_text_tells_nobody(qtbot: QtBot) -> None:
    for field in (Line(), Text()):
        qtbot.addWidget(field)
        told: list[str] = []
        field.edited.connect(told.append)

        field.show_text("shown")

        assert told == []
        assert field.text() == "shown"


def test_a_text_is_as_high_as_what_it_says(qtbot: QtBot) -> None:
    text = Text()
    qtbot.addWidget(text)
    text.resize(200, 30)
    low = text.height()

    text.show_text("one\ntwo\nthree")

    assert text.height() > low + 20


def test_a_tab_leaves_a_text(qtbot: QtBot) -> None:
    text = Text()
    qtbot.addWidget(text)

    assert text.tabChangesFocus()


def test_what_is_chosen_can_be_shown_without_telling(qtbot: QtBot) -> None:
    segmented = Segmented((("a", "A"), ("b", "B")))
    qtbot.addWidget(segmented)
    told: list[object] = []
    segmented.picked.connect(told.append)

    segmented.show_choice("b")

    assert segmented.chosen() == "b"
    assert told == []


def test_a_name_that_is_typed_is_told_once_it_is_finished(qtbot: QtBot) -> None:
    box = Naming()
    qtbot.addWidget(box)
    box.set_choices([(None, "—"), ("a", "Anna")])
    named: list[str] = []
    picked: list[object] = []
    box.named.connect(named.append)
    box.picked.connect(picked.append)

    QTest.keyClicks(box.words(), "Bert")
    before = list(named)
    QTest.keyClick(box.words(), Qt.Key.Key_Return)

    assert before == []
    assert named == ["Bert"]
    assert picked == []


def test_a_toast_is_shown_over_its_widget_and_goes_when_pressed(qtbot: QtBot) -> None:
    under = QWidget()
    qtbot.addWidget(under)
    under.resize(600, 400)
    under.show()
    toast = Toast(under)

    toast.show_text("Nothing was changed.")
    shown = toast.text()
    QTest.mouseClick(toast, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))

    assert shown == "Nothing was changed."
    assert toast.text() == ""
    toast._clock.stop()


def test_a_button_on_a_toast_does_what_it_says(qtbot: QtBot) -> None:
    under = QWidget()
    qtbot.addWidget(under)
    toast = Toast(under)
    done: list[int] = []

    toast.show_text("Saved.", action="Undo", do=lambda: done.append(1))
    toast._button.click()

    assert done == [1]
    toast._clock.stop()


def test_a_tile_carries_what_the_map_can_read(qtbot: QtBot) -> None:
    from PySide6.QtGui import QIcon

    tile = Tile(QIcon(), "Email", MEDIA_TYPE, {"new": "touchpoint", "channel_id": "e"}, "")
    qtbot.addWidget(tile)

    data = tile.mime()

    assert MEDIA_TYPE == MIME_TYPE
    assert json.loads(data.data(MIME_TYPE).data()) == {"new": "touchpoint", "channel_id": "e"}


def test_a_long_name_of_a_tile_stands_on_two_lines(qtbot: QtBot) -> None:
    from PySide6.QtGui import QIcon

    tile = Tile(QIcon(), "Internal handover meeting", MEDIA_TYPE, {}, "")
    qtbot.addWidget(tile)

    assert len(tile.text().split("\n")) == 2
    assert tile.accessibleName() == "Internal handover meeting"


@pytest.mark.parametrize("name", sorted(LOOKS))
def test_words_can_be_read_in_every_look(name: str) -> None:
    look = LOOKS[name]
    pairs = {
        "ink": (look.theme.ink, look.chrome),
        "detail": (look.theme.detail, look.chrome),
        "chosen": (look.accent, look.chosen),
        "primary": (look.primary_ink, look.primary),
        "good": (look.good, look.chrome),
        "bad": (look.bad, look.chrome),
        "caution": (look.caution, look.caution_ground),
    }
    least = 7.0 if name == "high contrast" else 4.5

    weak = {what: round(contrast(*pair), 1) for what, pair in pairs.items() if contrast(*pair) < least}

    assert weak == {}


@pytest.mark.parametrize("name", sorted(LOOKS))
def test_the_style_sheet_has_every_colour_filled_in(name: str, qapp: object) -> None:
    assert "$" not in style_sheet(LOOKS[name], 96)
    assert palette_of(LOOKS[name]) is not None


def test_in_a_narrow_window_titles_and_safety_are_still_read(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(960, 600)
    editor = window.editor()

    lanes = editor.top_bar.lanes
    qtbot.waitUntil(lambda: lanes.width() >= lanes.sizeHint().width())

    for label in (editor.top_bar._title, editor.status._safety):
        assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())


def test_every_heading_of_the_first_columns_is_seen_in_full(window: MainWindow) -> None:
    window.toggle("table")
    table = window.editor().outline()

    for column in range(9):
        heading = str(table.model().headerData(column, Qt.Orientation.Horizontal))
        assert table.columnWidth(column) >= table.horizontalHeader().fontMetrics().horizontalAdvance(heading) + 8


def test_in_a_wide_window_the_first_page_stands_in_the_middle(start: MainWindow) -> None:
    start.resize(1920, 1000)
    page = start.welcome().widget().layout().itemAt(1).widget()

    left, right = page.x(), start.welcome().viewport().width() - page.geometry().right()

    assert abs(left - right) <= 2
    assert page.width() <= 1360


def test_a_label_that_gets_a_role_before_it_is_shown_looks_so(window: MainWindow) -> None:
    label = Label("Not saved", "good")
    label.ensurePolished()

    label.set_role("bad")

    assert label.palette().color(label.foregroundRole()).name() == LOOKS["light"].bad


def test_buttons_that_do_not_fit_beside_each_other_go_on_in_the_next_row(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = Flow(box)
    buttons = [QPushButton(text) for text in ("Add the event", "Which card is it?", "Accept")]
    for button in buttons:
        flow.addWidget(button)
    two = buttons[0].sizeHint().width() + buttons[1].sizeHint().width() + 8

    box.resize(two, 200)
    flow.setGeometry(box.rect())

    assert buttons[1].y() == buttons[0].y()
    assert (buttons[2].x(), buttons[2].y()) == (0, buttons[0].height() + 8)
    assert flow.heightForWidth(two) > flow.heightForWidth(2 * two)


def test_a_choice_that_is_too_long_for_its_box_ends_in_dots(qtbot: QtBot) -> None:
    box = Choice()
    qtbot.addWidget(box)
    box.set_choices([(1, "The way with most handoffs of all ways that there are")])
    box.show_choice(1)
    box.resize(140, 28)

    option = QStyleOptionComboBox()
    box.initStyleOption(option)

    assert option.currentText.startswith("The way")
    assert option.currentText.endswith("…")


def test_of_a_book_that_is_pasted_into_a_field_no_more_is_taken_than_a_text_may_have(qtbot: QtBot) -> None:
    text, book = Text(), QMimeData()
    qtbot.addWidget(text)
    book.setText("Call the customer\n" * 100_000)

    text.insertFromMimeData(book)

    assert len(text.text()) == limits.TEXT_CHARACTERS


@pytest.mark.parametrize("what", ["lanes", "maps", "zoom"])
def test_after_a_click_beside_the_map_the_keys_still_move_the_map(window: MainWindow, qtbot: QtBot, what: str) -> None:
    editor = window.editor()
    window.activateWindow()
    window.view().setFocus()
    qtbot.waitUntil(window.view().hasFocus)
    named = {button.accessibleName(): button for button in editor.status.findChildren(QPushButton)}
    button = {
        "lanes": editor.top_bar.lanes.button(LaneKind.CHANNEL),
        "maps": editor.status.findChild(Segmented).button(window.desk.map_id),  # type: ignore[union-attr]
        "zoom": named["Zoom out"],
    }[what]

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert window.view().hasFocus()
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
