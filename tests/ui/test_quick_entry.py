"""What is typed in one line becomes a card; what was understood is shown while typing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxdesigner.commands.rows import add_row
from cxdesigner.document.reading import rows_of
from cxdesigner.document.records import Note, RecordId, RowKind, Stage, Touchpoint
from cxdesigner.ui.main_window import MainWindow
from cxdesigner.ui.panels.quick_entry import SpokenLine
from tests.onboarding import BUY, MAP, OFFER, SIGNING, USE


def line_of(window: MainWindow) -> SpokenLine:
    line = window.editor().speaking.bar.line
    line.setFocus()
    return line


def newest(window: MainWindow) -> Touchpoint:
    record = window.desk.document.find(window.desk.selection[0])
    assert isinstance(record, Touchpoint)
    return record


def test_enter_adds_after_the_selected_card(window: MainWindow) -> None:
    window.desk.select((OFFER,))
    line = line_of(window)

    QTest.keyClicks(line, "Call - Phone - Service - next day")
    QTest.keyClick(line, Qt.Key.Key_Return)

    added = newest(window)
    document = window.desk.document
    assert (added.title, added.when, added.stage_id, added.step) == ("Call", "next day", BUY, 1)
    assert document.title_of(added.channel_id) == "Phone"
    assert document.title_of(added.team_id) == "Service"
    assert line.text() == ""


def test_the_next_line_goes_after_the_card_that_was_just_added(window: MainWindow) -> None:
    window.desk.select((OFFER,))
    line = line_of(window)
    for text in ("One", "Two"):
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)

    added = newest(window)

    assert (added.title, added.step) == ("Two", 2)


def test_what_was_understood_is_known_while_typing(window: MainWindow) -> None:
    line = line_of(window)

    QTest.keyClicks(line, "Follow-up - Email")

    assert [(name, line.text()[start:end]) for name, start, end in line.spans()] == [
        ("title", "Follow-up"),
        ("channel", "Email"),
    ]


def test_it_says_where_the_card_will_go(window: MainWindow) -> None:
    window.desk.select((SIGNING,))

    assert window.editor().speaking.bar._where.text() == "Enter adds after “Contract signing”"


def test_it_says_when_enter_adds_a_stage(window: MainWindow) -> None:
    window.desk.select((SIGNING,))
    line = line_of(window)

    QTest.keyClicks(line, "Stage: Later")
    for_stage = window.editor().speaking.bar._where.text()
    line.clear()

    assert for_stage == "Enter adds the stage"
    assert window.editor().speaking.bar._where.text() == "Enter adds after “Contract signing”"


def test_a_pressed_note_waits_for_its_words(window: MainWindow) -> None:
    tile = next(tile for tile in window.editor().palette_panel.tiles() if tile.accessibleName() == "Note")

    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    editor = window.view().editor
    assert editor is not None
    QTest.keyClicks(editor, "Ask finance")
    QTest.keyClick(editor, Qt.Key.Key_Return)

    assert [note.text for note in window.desk.document.all(Note)] == ["Ask finance"]


def test_a_note_and_its_words_are_one_step_for_undo(window: MainWindow) -> None:
    before = window.desk.document.copy()
    window.desk.select((SIGNING,))
    window.view().add_note()
    editor = window.view().editor
    assert editor is not None
    QTest.keyClicks(editor, "Ask finance")
    QTest.keyClick(editor, Qt.Key.Key_Return)

    window.desk.undo()

    assert window.desk.document == before


def test_a_card_that_is_made_with_enter_and_its_title_are_one_step_for_undo(window: MainWindow) -> None:
    before = window.desk.document.copy()
    window.desk.select((SIGNING,))
    QTest.keyClick(window.view(), Qt.Key.Key_Return)
    editor = window.view().editor
    assert editor is not None
    QTest.keyClicks(editor, "Reminder")
    QTest.keyClick(editor, Qt.Key.Key_Return)

    window.desk.undo()

    assert window.desk.document == before


def test_a_note_that_nobody_wrote_leaves_nothing_for_undo(window: MainWindow) -> None:
    before = window.desk.document.copy()
    window.view().add_note()
    editor = window.view().editor
    assert editor is not None

    QTest.keyClick(editor, Qt.Key.Key_Escape)

    assert window.desk.document == before
    assert window.desk.workspace is not None
    assert window.desk.workspace.history.undo_name() == ""


def test_the_palette_offers_usual_channels_behind_those_that_are_used(window: MainWindow) -> None:
    names = [tile.accessibleName() for tile in window.editor().palette_panel.tiles()]

    assert names[:5] == ["Stage", "Row", "Note", "Email", "Phone"]
    assert names[5:8] == ["Face-to-face", "Web", "Letter"]
    assert len(names) == 3 + 10


def test_tab_goes_to_the_next_part(window: MainWindow) -> None:
    line = line_of(window)
    QTest.keyClicks(line, "Call")

    QTest.keyClick(line, Qt.Key.Key_Tab)

    assert line.text() == "Call – "
    assert line.hasFocus()


def test_tab_takes_the_completion_that_is_offered(window: MainWindow) -> None:
    line = line_of(window)
    QTest.keyClicks(line, "Call - pho")

    QTest.keyClick(line, Qt.Key.Key_Tab)

    assert line.text() == "Call - Phone – "


def test_tab_leaves_an_empty_line(window: MainWindow) -> None:
    line = line_of(window)

    assert line.focusNextPrevChild(True)
    assert not line.text()


def test_escape_clears_the_line(window: MainWindow) -> None:
    line = line_of(window)
    QTest.keyClicks(line, "Call")

    QTest.keyClick(line, Qt.Key.Key_Escape)

    assert line.text() == ""


def test_an_empty_line_adds_nothing(window: MainWindow) -> None:
    line = line_of(window)

    QTest.keyClicks(line, "   ")
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert len(window.desk.document.all(Touchpoint)) == 4


def test_several_pasted_lines_add_several_cards_in_one_step(window: MainWindow) -> None:
    before = window.desk.document.copy()
    line = line_of(window)
    QGuiApplication.clipboard().setText("One - Email\r\nTwo – Phone\nStage: Later\nThree — Letter")

    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    titles = [touchpoint.title for touchpoint in window.desk.document.all(Touchpoint)][4:]
    window.desk.undo()

    assert titles == ["One", "Two", "Three"]
    assert window.desk.document == before


def test_one_pasted_line_waits_for_enter(window: MainWindow) -> None:
    line = line_of(window)
    QGuiApplication.clipboard().setText("  One - Email \n")

    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert line.text() == "One - Email"
    assert len(window.desk.document.all(Touchpoint)) == 4


def test_a_line_that_is_refused_stays_to_be_mended(window: MainWindow) -> None:
    line = line_of(window)
    QTest.keyClicks(line, "- Email - Sales")

    QTest.keyClick(line, Qt.Key.Key_Return)

    assert line.text() == "- Email - Sales" or len(window.desk.document.all(Touchpoint)) == 5


def test_a_selected_empty_stage_takes_the_card(window: MainWindow) -> None:
    window.menus["map.add_stage"].trigger()
    stage_id = window.desk.selection[0]
    line = line_of(window)

    QTest.keyClicks(line, "Call")
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert newest(window).stage_id == stage_id
    assert len(window.desk.document.all(Stage)) == 3


def test_a_selected_stage_takes_the_card_at_its_end(window: MainWindow) -> None:
    window.desk.select((BUY,))
    line = line_of(window)

    QTest.keyClicks(line, "Call")
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert (newest(window).stage_id, newest(window).step) == (BUY, 2)


def test_a_pressed_tile_adds_a_card_of_its_channel(window: MainWindow) -> None:
    tile = next(tile for tile in window.editor().palette_panel.tiles() if tile.accessibleName() == "Phone")
    window.desk.select((OFFER,))

    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)

    assert newest(window).channel_id == RecordId("phone")


def test_a_usual_channel_is_added_with_its_first_card(window: MainWindow) -> None:
    tile = next(tile for tile in window.editor().palette_panel.tiles() if tile.accessibleName() == "Letter")

    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)

    assert window.desk.document.title_of(newest(window).channel_id) == "Letter"


def test_tiles_are_pressed_by_keys_too(window: MainWindow) -> None:
    tile = next(tile for tile in window.editor().palette_panel.tiles() if tile.accessibleName() == "Stage")

    QTest.keyClick(tile, Qt.Key.Key_Space)

    assert len(window.desk.document.all(Stage)) == 3


def test_the_tile_of_a_row_adds_one_below_the_selected_row_and_lets_somebody_name_it(window: MainWindow) -> None:
    for kind in (RowKind.NEEDS, RowKind.WANTS):
        window.desk.plan(add_row, MAP, kind=kind)
    window.desk.select((rows_of(window.desk.document, MAP)[0].id,))
    tile = next(tile for tile in window.editor().palette_panel.tiles() if tile.accessibleName() == "Row")

    QTest.keyClick(tile, Qt.Key.Key_Space)
    assert window.view().editor is not None
    QTest.keyClicks(window.view().editor, "Questions")
    QTest.keyClick(window.view().editor, Qt.Key.Key_Return)

    assert [row.title for row in rows_of(window.desk.document, MAP)] == ["Needs", "Questions", "Wants"]


def test_a_note_needs_a_stage(window: MainWindow) -> None:
    window.desk.plan(_remove_all_stages)
    told: list[str] = []
    window.view().refused.connect(told.append)
    tile = next(tile for tile in window.editor().palette_panel.tiles() if tile.accessibleName() == "Note")

    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)

    assert told == ["Add a stage first: a note stays with its place in a stage."]


def _remove_all_stages(document: object) -> object:
    from cxdesigner.commands.removing import remove

    return remove(document, (BUY, USE))  # type: ignore[arg-type]


def test_completions_open_above_the_line(window: MainWindow, qtbot: QtBot) -> None:
    window.move(0, 0)
    line = line_of(window)

    QTest.keyClicks(line, "Call - Em")

    popup = line._popup()
    assert popup.isVisible()
    assert popup.geometry().bottom() < line.mapToGlobal(QPoint(0, 0)).y()


def test_in_a_narrow_window_the_hint_gives_way_to_the_words(window: MainWindow) -> None:
    window.resize(960, 600)
    bar = window.editor().speaking.bar

    room = bar.line.width()

    assert room >= bar.line.fontMetrics().horizontalAdvance(bar.line.placeholderText())


def test_a_book_that_is_pasted_into_quick_entry_is_refused_in_one_sentence(window: MainWindow) -> None:
    line, before, said = line_of(window), window.desk.document.copy(), []
    window.desk.said.connect(said.append)

    line.paste_text("Call - Email\n" * 10_000)

    assert said == ["That is too much to paste at once: 10,000 lines, and 2,000 are taken."]
    assert window.desk.document == before
