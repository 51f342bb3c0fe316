"""Titles typed in place, and cards that begin with a title."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.keys import HOW_TO_RENAME
from cxdesigner.canvas.view import MapView
from cxdesigner.document import limits
from cxdesigner.document.document import Document
from cxdesigner.document.history import History
from cxdesigner.document.records import Link, Map, Stage, Touchpoint
from cxdesigner.storage.codec import encode
from tests.canvas.conftest import LEFT, Board
from tests.onboarding import BUY, MAP, OFFER, SALES, SERVICE, SIGNING, TRAINING, USE, WELCOME


def _double_click(board: Board, at: QPoint) -> None:
    QTest.mouseDClick(board.view.viewport(), LEFT, pos=at)


def test_a_double_click_opens_the_title_and_enter_keeps_what_was_typed(board: Board) -> None:
    _double_click(board, board.card(OFFER))

    board.type("Written offer")
    board.key(Qt.Key.Key_Return)

    assert board.touchpoint(OFFER).title == "Written offer"
    assert board.view.editor is None


def test_f2_opens_the_title_of_the_selected_card(board: Board) -> None:
    board.click(board.card(OFFER))

    board.key(Qt.Key.Key_F2)

    assert board.view.editor is not None
    assert board.view.editor.toPlainText() == "Offer"


def test_escape_forgets_what_was_typed(board: Board) -> None:
    _double_click(board, board.card(OFFER))
    board.type("Something else")

    board.key(Qt.Key.Key_Escape)

    assert board.touchpoint(OFFER).title == "Offer"
    assert not board.history.undo_name()


def test_a_click_elsewhere_keeps_what_was_typed(board: Board) -> None:
    _double_click(board, board.card(OFFER))
    board.type("Written offer")

    board.click(board.card(SIGNING))

    assert board.touchpoint(OFFER).title == "Written offer"


def test_a_title_without_a_letter_leaves_the_old_one(board: Board) -> None:
    _double_click(board, board.card(OFFER))
    board.type("   ")

    board.key(Qt.Key.Key_Return)

    assert board.touchpoint(OFFER).title == "Offer"


def test_markup_in_a_title_is_only_text(board: Board) -> None:
    _double_click(board, board.card(OFFER))

    board.type("<b>Offer</b> & more")
    board.key(Qt.Key.Key_Return)

    assert board.touchpoint(OFFER).title == "<b>Offer</b> & more"


def test_the_heading_of_a_stage_is_renamed_in_place(board: Board) -> None:
    at = board.view.stage_strip.spot_of(BUY).rect.center().toPoint()
    QTest.mouseDClick(board.view.stage_strip, LEFT, pos=at)

    board.type("Purchase")
    board.key(Qt.Key.Key_Return)

    assert board.document.stage(BUY).title == "Purchase"


def test_the_heading_of_a_lane_is_renamed_in_place(board: Board) -> None:
    at = board.view.lane_strip.spot_of(SALES).rect.center().toPoint()
    QTest.mouseDClick(board.view.lane_strip, LEFT, pos=at)

    board.type("Field sales")
    board.key(Qt.Key.Key_Return)

    assert board.document.title_of(SALES) == "Field sales"


def test_a_double_click_on_an_empty_cell_makes_a_card_there_in_one_step(board: Board) -> None:
    records = list(board.document)
    _double_click(board, board.cell(BUY, 0, SERVICE))
    board.type("Greeting")
    board.key(Qt.Key.Key_Return)

    made = next(card for card in board.view.plan.cards if board.touchpoint(card.touchpoint_id).title == "Greeting")
    touchpoint = board.touchpoint(made.touchpoint_id)
    board.history.undo()

    assert (touchpoint.stage_id, touchpoint.step, touchpoint.team_id) == (BUY, 0, SERVICE)
    assert list(board.document) == records


def test_a_letter_typed_on_an_empty_map_begins_its_first_card(qtbot: QtBot) -> None:
    document = Document((Map(id=MAP, title="Blank"),))
    view = MapView(document, MAP, History(document).perform)
    qtbot.addWidget(view)
    encoded = encode(document, "test")

    QTest.keyClicks(view, "S")
    assert view.editor is not None
    QTest.keyClicks(view.editor, "ees our ad")
    QTest.keyClick(view.editor, Qt.Key.Key_Escape)
    assert encode(document, "test") == encoded

    QTest.keyClicks(view, "m")
    assert view.editor is not None
    QTest.keyClicks(view.editor, "eets us")
    QTest.keyClick(view.editor, Qt.Key.Key_Return)
    assert [card.title for card in document.all(Touchpoint)] == ["meets us"]


def test_who_types_on_a_selected_card_is_told_how_it_is_renamed(board: Board) -> None:
    encoded = encode(board.document, "test")
    board.click(board.card(OFFER))

    QTest.keyClicks(board.view, "b")

    assert board.said == [HOW_TO_RENAME]
    assert encode(board.document, "test") == encoded


def test_escape_takes_a_card_back_that_was_just_made(board: Board) -> None:
    records = list(board.document)
    _double_click(board, board.cell(BUY, 0, SERVICE))

    board.key(Qt.Key.Key_Escape)

    assert list(board.document) == records
    assert not board.history.undo_name()


def test_enter_makes_a_card_after_the_selected_one_in_the_same_lane(board: Board) -> None:
    board.click(board.card(OFFER))

    board.key(Qt.Key.Key_Return)
    board.type("Reminder")
    board.key(Qt.Key.Key_Return)

    made = board.touchpoint(board.view.selection[0])
    assert (made.title, made.team_id, made.step) == ("Reminder", SALES, 1)
    assert (OFFER, made.id) in {(link.source_id, link.target_id) for link in board.document.all(Link)}


def test_delete_removes_what_is_selected_with_its_links(board: Board) -> None:
    board.click(board.card(WELCOME))

    board.key(Qt.Key.Key_Delete)

    assert WELCOME not in board.document
    assert len(board.document.all(Link)) == 1
    board.history.undo()
    assert len(board.document.all(Link)) == 3


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        (OFFER, Qt.Key.Key_Right, SIGNING),
        (SIGNING, Qt.Key.Key_Left, OFFER),
        (WELCOME, Qt.Key.Key_Right, TRAINING),
        (TRAINING, Qt.Key.Key_Left, WELCOME),
    ],
)
def test_the_arrows_walk_from_card_to_card(board: Board, start: str, key: Qt.Key, end: str) -> None:
    board.view.select([start])

    board.key(key)

    assert board.view.selection == (end,)


def test_an_arrow_without_a_selection_begins_at_the_first_card(board: Board) -> None:
    board.key(Qt.Key.Key_Right)

    assert board.view.selection == (OFFER,)


def test_ctrl_a_selects_all_cards(board: Board) -> None:
    board.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    assert set(board.view.selection) == {OFFER, SIGNING, WELCOME, TRAINING}


@pytest.mark.window
def test_in_a_real_window_a_title_is_typed_with_real_keys(board: Board, qtbot) -> None:
    _double_click(board, board.card(OFFER))
    qtbot.waitUntil(lambda: board.view.editor is not None and board.view.editor.hasFocus())

    board.type("Written offer")
    board.key(Qt.Key.Key_Return)

    assert board.touchpoint(OFFER).title == "Written offer"


def test_a_pasted_book_is_cut_to_what_a_title_holds(board: Board) -> None:
    board.view.edit_title(OFFER)
    data = QMimeData()
    data.setText("word " * 200_000)
    assert board.view.editor is not None

    board.view.editor.insertFromMimeData(data)

    assert len(board.view.editor.toPlainText()) <= limits.TITLE_CHARACTERS


def test_the_editor_of_a_title_shows_all_of_a_long_one_from_its_beginning(board: Board) -> None:
    board.view.edit_title(OFFER)

    board.type("A very long title that goes on and on, and which nobody could read in one line or in two")

    editor = board.view.editor
    assert editor is not None
    assert editor.verticalScrollBar().value() == 0
    assert editor.blockBoundingGeometry(editor.firstVisibleBlock()).height() <= editor.viewport().height()


@pytest.mark.parametrize("zoom", [1.0, 0.3])
def test_the_editor_of_a_title_is_as_wide_as_the_title_and_in_view(board: Board, zoom: float) -> None:
    board.view.viewpoint.set_zoom(zoom)
    board.view.edit_title(OFFER)

    editor, card = board.view.editor, board.view.plan.card(OFFER)
    assert editor is not None
    assert card is not None
    assert editor.width() >= card.title.rect.width * board.view.viewpoint.scale
    assert board.view.viewport().rect().contains(editor.geometry())


@pytest.mark.parametrize(
    ("key", "stage_id", "step", "team_id"),
    [
        (Qt.Key.Key_Right, USE, 0, SALES),
        (Qt.Key.Key_Left, BUY, 0, SALES),
        (Qt.Key.Key_Down, BUY, 1, SERVICE),
    ],
)
def test_ctrl_and_an_arrow_move_the_card_one_step_or_one_lane(
    board: Board, key: Qt.Key, stage_id: str, step: int, team_id: str
) -> None:
    board.view.select([SIGNING])

    board.key(key, Qt.KeyboardModifier.ControlModifier)

    moved = board.touchpoint(SIGNING)
    assert (moved.stage_id, moved.step, moved.team_id) == (stage_id, step, team_id)
    assert board.view.selection == (SIGNING,)


def test_ctrl_and_an_arrow_behind_the_last_step_begin_a_new_one(board: Board) -> None:
    board.view.select([TRAINING])

    board.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)

    assert board.touchpoint(TRAINING).step == 2
    assert board.view.selection == (TRAINING,)


def test_ctrl_and_an_arrow_out_of_the_map_do_nothing(board: Board) -> None:
    board.view.select([OFFER])

    board.key(Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)

    assert not board.history.undo_name()


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier])
def test_stages_are_clicked_one_after_the_other_and_removed_in_one_step(
    board: Board, modifier: Qt.KeyboardModifier
) -> None:
    before = board.document.copy()
    strip = board.view.stage_strip
    for stage_id, held in ((BUY, Qt.KeyboardModifier.NoModifier), (USE, modifier)):
        spot = strip.spot_of(stage_id)
        assert spot is not None
        QTest.mouseClick(strip, LEFT, held, spot.rect.center().toPoint())
    selected = board.view.selection
    board.answer_where()

    board.key(Qt.Key.Key_Delete)
    left = board.document.all(Stage)
    board.history.undo()

    assert selected == (BUY, USE)
    assert not left
    assert board.document == before


def test_a_second_click_with_ctrl_on_a_lane_takes_it_out_of_the_selection(board: Board) -> None:
    strip = board.view.lane_strip
    for team_id in (SALES, SERVICE, SALES):
        spot = strip.spot_of(team_id)
        assert spot is not None
        QTest.mouseClick(strip, LEFT, Qt.KeyboardModifier.ControlModifier, spot.rect.center().toPoint())

    assert board.view.selection == (SERVICE,)


def test_ctrl_0_is_left_to_the_menu(board: Board) -> None:
    board.view.viewpoint.set_zoom(0.5)

    board.key(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)

    assert board.view.viewpoint.zoom == 0.5
