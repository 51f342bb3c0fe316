"""With a real mouse and real keys in a real window: the emotion line and experience rows, and an empty map; each with its undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxdesigner.commands.rows import add_row
from cxdesigner.document.records import ExperienceCell, RecordId, RowKind, Touchpoint
from cxdesigner.ui.main_window import MainWindow
from tests.onboarding import BUY, MAP, OFFER, SIGNING, USE
from tests.ui.conftest import touchpoint
from tests.ui.real_hand import Place, RealHand
from tests.ui.test_real_clipboard import drop_file, picture_file

pytestmark = pytest.mark.window


@pytest.fixture
def needs(window: MainWindow, hand: RealHand) -> RecordId:
    """An experience row that was there before the hand came."""
    window.desk.plan(add_row, MAP, "Needs", RowKind.NEEDS)
    window.view().fit_map()
    window.view().setFocus()
    hand.encoded = hand.file()
    return window.view().plan.rows[0].row_id


def said(window: MainWindow) -> list[tuple[RecordId, int, str]]:
    return [(cell.stage_id, cell.step, cell.text) for cell in window.desk.document.all(ExperienceCell)]


def face(hand: RealHand, card_id: RecordId, emotion: int | None = None) -> Place:
    """Return where a face of the emotion line is, or where it would be for another emotion."""
    curve = hand.view.plan.curve
    assert curve is not None
    point = next(point for point in curve.points if point.touchpoint_id == card_id)
    if emotion is None:
        return hand.point(point.x, point.y)
    return hand.point(point.x, curve.middle_y - emotion * (curve.rect.height / 2 - 30) / 2)


def test_a_face_of_the_emotion_line_is_dragged_up_and_down(window: MainWindow, hand: RealHand) -> None:
    before = touchpoint(window, SIGNING).emotion

    hand.drag(face(hand, SIGNING), face(hand, SIGNING, -2))

    assert touchpoint(window, SIGNING).emotion == -2 != before
    hand.undo()


def test_a_face_in_the_hand_is_put_back_with_esc(window: MainWindow, hand: RealHand) -> None:
    hand.drag(face(hand, SIGNING), face(hand, SIGNING, -2), "key", "Escape")

    assert hand.has_changed_nothing()


def test_words_are_typed_into_a_row_from_step_to_step(window: MainWindow, hand: RealHand, needs: RecordId) -> None:
    hand.double_click(hand.in_row(needs, 0))
    hand.until(lambda: hand.view.editor is not None)
    hand.type("A price")
    hand.keys("Tab")
    hand.keys("Escape")

    assert said(window) == [(BUY, 0, "A price")]
    hand.undo()


def test_letters_typed_where_the_keyboard_is_in_a_row_stand_there(
    window: MainWindow, hand: RealHand, needs: RecordId
) -> None:
    hand.click(hand.in_row(needs, 2))
    hand.type("Some help")
    hand.keys("Return")

    assert said(window) == [(USE, 0, "Some help")]
    hand.undo()


def test_a_picture_that_is_dropped_on_a_row_stands_at_its_step(
    window: MainWindow, hand: RealHand, needs: RecordId, tmp_path: Path
) -> None:
    row = hand.view.plan.rows[0].rect
    drop_file(window, picture_file(tmp_path), (hand.view.plan.columns[1].rect.center[0], row.center[1]))

    (cell,) = window.desk.document.all(ExperienceCell)
    assert (cell.row_id, cell.stage_id, cell.step) == (needs, BUY, 1)
    assert cell.picture_id is not None
    hand.undo()


def test_what_is_typed_on_an_empty_map_is_its_first_card(window: MainWindow, hand: RealHand) -> None:
    hand.keys("ctrl+a", "Delete")
    hand.until(lambda: not window.desk.document.all(Touchpoint))
    hand.encoded = hand.file()

    hand.type("Meets us")
    hand.keys("Return")

    assert [card.title for card in window.desk.document.all(Touchpoint)] == ["Meets us"]
    hand.undo()


def test_several_cards_that_are_copied_with_ctrl_stay_and_come_once_more(window: MainWindow, hand: RealHand) -> None:
    before = len(window.desk.document.all(Touchpoint))
    hand.click(hand.card(OFFER))
    hand.click(hand.card(SIGNING), "shift")

    hand.drag(hand.card(OFFER), hand.cell(BUY, 0, None), held=("ctrl",))

    assert len(window.desk.document.all(Touchpoint)) == before + 2
    hand.undo()
