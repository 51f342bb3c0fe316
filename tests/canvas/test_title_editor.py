"""A title is typed in letters as large as those below, in the colours of what it stands on, whatever the window looks like."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from cxdesigner.commands.notes import add_note
from cxdesigner.commands.shapes import collapse_stages
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import TITLE
from tests.canvas.conftest import Board
from tests.onboarding import USE, WELCOME


@pytest.fixture(autouse=True)
def dressed_window(board: Board) -> Iterator[None]:
    app = cast("QApplication", QApplication.instance())
    app.setStyleSheet("QWidget { font-size: 9px; color: #ff0000; } QPlainTextEdit:focus { background: #00ff00; }")
    yield
    app.setStyleSheet("")


@pytest.mark.parametrize("zoom", [1.0, 1.8, 3.0])
def test_letters_are_as_large_as_those_of_the_card(board: Board, zoom: float) -> None:
    board.view.viewpoint.set_zoom(zoom)

    board.view.edit_title(WELCOME)

    assert board.view.editor is not None
    assert board.view.editor.fontInfo().pixelSize() == round(TITLE.size * board.view.viewpoint.scale)


def test_far_away_letters_can_still_be_read(board: Board) -> None:
    board.view.viewpoint.set_zoom(0.2)

    board.view.edit_title(WELCOME)

    assert board.view.editor is not None
    assert board.view.editor.fontInfo().pixelSize() >= 12


def test_a_heading_is_typed_on_its_own_ground(board: Board) -> None:
    board.view.edit_title(USE)

    assert board.view.editor is not None
    picture = board.view.editor.grab().toImage()
    assert picture.pixelColor(picture.width() - 4, picture.height() - 4).name() == board.view.theme.stage


def test_the_editor_grows_with_what_is_being_composed(board: Board) -> None:
    board.view.edit_title(WELCOME)
    editor = board.view.editor
    assert editor is not None
    before = editor.height()

    QApplication.sendEvent(
        editor, QInputMethodEvent("合同签署之后的第一次通话和欢迎信以及其他许多非常重要的事情合同签署之后", [])
    )

    assert editor.height() > before


def collapse(board: Board, stage_id: RecordId, *, is_collapsed: bool = True) -> None:
    """Collapse a stage as a menu does it: the map is told of it, and follows."""
    board.history.perform(collapse_stages(board.document, [stage_id], is_collapsed=is_collapsed))


def gone(board: Board) -> list[RecordId]:
    return [record_id for record_id in board.view.scene_of_map.items_by_id if record_id not in board.document]


def test_what_was_typed_is_kept_when_the_stage_is_collapsed_meanwhile(board: Board) -> None:
    board.click(board.card(WELCOME))
    board.key(Qt.Key.Key_Return)
    assert board.view.editor is not None
    board.view.editor.setPlainText("Call back")

    collapse(board, board.touchpoint(WELCOME).stage_id)
    board.view.refresh()

    assert board.view.editor is None
    assert "Call back" in board.titles()
    assert board.view.scene_of_map.plan == board.view.plan


def test_a_sticker_without_words_is_taken_back_when_its_stage_is_collapsed_and_nothing_else_is_shown(
    board: Board,
) -> None:
    stage_id = board.touchpoint(WELCOME).stage_id
    added = board.view.do(partial(add_note, board.document, stage_id, 0, ""))
    assert added is not None
    board.view.editing.start(added.show[0], added=added)

    collapse(board, stage_id)

    assert board.view.plan == board.view.scene_of_map.plan
    assert added.show[0] not in board.document
    assert not gone(board)
