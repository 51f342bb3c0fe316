"""Walking on the map with the keys: cells, headings, links."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesigner.canvas import walking
from cxdesigner.canvas.fonts import measure
from cxdesigner.canvas.walking import HEADING, Place
from cxdesigner.commands.notes import add_note
from cxdesigner.document.change import Change, Edit
from cxdesigner.document.records import Note, RecordId, Stage, Team, Touchpoint
from cxdesigner.layout.grid import lay_out
from cxdesigner.layout.plan import LaneKind, Plan
from tests.canvas.conftest import Board
from tests.onboarding import BUY, EMAIL, MAP, OFFER, SALES, SERVICE, SIGNING, TRAINING, USE, WELCOME, onboarding

KEY = Qt.Key
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def _plan() -> Plan:
    return lay_out(onboarding(), MAP, LaneKind.TEAM, measure)


@pytest.mark.parametrize(
    ("start", "right", "down", "end"),
    [
        (Place(0, 0, OFFER), 1, 0, Place(0, 1, SIGNING)),
        (Place(0, 1, SIGNING), 1, 0, Place(0, 2)),
        (Place(0, 0, OFFER), 0, 1, Place(1, 0)),
        (Place(1, 0), 1, 0, Place(1, 1)),
        (Place(1, 2, WELCOME), 0, -1, Place(0, 2)),
        (Place(0, 1, SIGNING), 0, -1, Place(HEADING, 1)),
        (Place(HEADING, 1), 1, 0, Place(HEADING, 2)),
        (Place(HEADING, 1), 0, 1, Place(0, 1, SIGNING)),
        (Place(0, 0, OFFER), -1, 0, Place(0, HEADING)),
        (Place(0, HEADING), 0, 1, Place(1, HEADING)),
        (Place(1, HEADING), 1, 0, Place(1, 0)),
    ],
)
def test_arrows_walk_from_cell_to_cell_and_up_to_the_headings(
    qapp: object, start: Place, right: int, down: int, end: Place
) -> None:
    assert walking.step(_plan(), start, right, down) == end


@pytest.mark.parametrize(
    ("start", "right", "down"),
    [(Place(1, 3, TRAINING), 1, 0), (Place(2, 0), 0, 1), (Place(HEADING, 2), 1, 0), (Place(0, HEADING), 0, -1)],
)
def test_at_the_end_of_the_map_an_arrow_leads_nowhere(qapp: object, start: Place, right: int, down: int) -> None:
    assert walking.step(_plan(), start, right, down) is None


def test_within_a_cell_the_arrows_walk_through_its_cards(qapp: object) -> None:
    below = RecordId("below")
    second = Touchpoint(id=below, title="Second offer", stage_id=BUY, step=0, order=1, team_id=SALES)
    document = onboarding()
    document.apply(Change.adding(second))
    plan = lay_out(document, MAP, LaneKind.TEAM, measure)

    assert walking.step(plan, Place(0, 0, OFFER), 0, 1) == Place(0, 0, below)
    assert walking.step(plan, Place(0, 0, below), 0, 1) == Place(1, 0)
    assert walking.step(plan, Place(1, 0), 0, -1) == Place(0, 0, below)


def test_home_and_end_go_to_the_outermost_card_of_the_lane_and_then_to_the_end_of_the_map(qapp: object) -> None:
    plan = _plan()

    assert walking.end_of_lane(plan, Place(0, 0, OFFER), 1) == Place(0, 1, SIGNING)
    assert walking.end_of_lane(plan, Place(0, 1, SIGNING), 1) == Place(0, 3)
    assert walking.end_of_lane(plan, Place(1, 3, TRAINING), -1) == Place(1, 2, WELCOME)
    assert walking.end_of_lane(plan, Place(1, 2, WELCOME), -1) == Place(1, 0)


def test_an_arrow_into_an_empty_cell_selects_nothing_and_enter_makes_a_card_there(board: Board) -> None:
    board.view.select([SIGNING])

    board.key(KEY.Key_Right)
    assert board.view.selection == ()
    board.key(KEY.Key_Return)
    board.type("Kick-off")
    board.key(KEY.Key_Return)

    made = next(card for card in board.document.all(Touchpoint) if card.title == "Kick-off")
    assert (made.stage_id, made.step, made.team_id) == (USE, 0, SALES)
    board.history.undo()
    assert len(board.document.all(Touchpoint)) == 4


def test_typing_in_an_empty_cell_makes_a_card_that_begins_with_that_letter(board: Board) -> None:
    board.view.select([SIGNING])
    board.key(KEY.Key_Right)

    QTest.keyClicks(board.view, "M")
    assert board.view.editor is not None
    QTest.keyClicks(board.view.editor, "eet")
    board.key(KEY.Key_Return)

    assert "Meet" in board.titles()


def test_after_a_click_into_an_empty_cell_what_is_typed_lands_there(board: Board) -> None:
    board.click(board.cell(BUY, 0, SERVICE))

    QTest.keyClicks(board.view, "Q")

    assert board.view.editor is not None
    board.key(KEY.Key_Return)
    made = next(card for card in board.document.all(Touchpoint) if card.title == "Q")
    assert (made.stage_id, made.step, made.team_id) == (BUY, 0, SERVICE)


def test_shift_and_arrows_select_the_cards_between(board: Board) -> None:
    board.view.select([OFFER])

    board.key(KEY.Key_Right, SHIFT)
    assert set(board.view.selection) == {OFFER, SIGNING}
    board.key(KEY.Key_Right, SHIFT)
    board.key(KEY.Key_Down, SHIFT)
    assert set(board.view.selection) == {OFFER, SIGNING, WELCOME}
    board.key(KEY.Key_Up, SHIFT)
    assert set(board.view.selection) == {OFFER, SIGNING}


def test_the_space_bar_selects_the_card_here_no_longer_and_again(board: Board) -> None:
    board.view.select([OFFER])

    board.key(KEY.Key_Space)
    assert board.view.selection == ()
    board.key(KEY.Key_Space)
    assert board.view.selection == (OFFER,)


def test_a_space_bar_that_pushed_the_map_selects_nothing_else(board: Board) -> None:
    board.view.select([OFFER])

    QTest.keyPress(board.view, KEY.Key_Space)
    board.drag(board.pixel(1200, 900), board.pixel(1100, 900))
    QTest.keyRelease(board.view, KEY.Key_Space)

    assert board.view.selection == (OFFER,)


def test_tab_walks_along_the_links_and_back(board: Board) -> None:
    board.view.select([OFFER])

    board.key(KEY.Key_Tab)
    board.key(KEY.Key_Tab)
    assert board.view.selection == (WELCOME,)
    board.view.walker.forget_ways()
    board.key(KEY.Key_Backtab, SHIFT)
    assert board.view.selection == (SIGNING,)


def test_where_no_link_leads_on_tab_leaves_the_map(board: Board) -> None:
    board.view.select([TRAINING])

    assert not board.view.walker.follow_link(1)


def test_a_loop_of_links_does_not_hold_tab_for_ever(board: Board) -> None:
    board.view.do(lambda: _linked(board, TRAINING, OFFER))
    board.view.select([OFFER])

    steps = 0
    while board.view.walker.follow_link(1):
        steps += 1

    assert steps == 3


def test_at_a_branch_down_chooses_the_other_way(board: Board) -> None:
    board.view.do(lambda: _linked(board, SIGNING, TRAINING))
    board.view.select([SIGNING])

    board.key(KEY.Key_Tab)
    assert board.view.selection == (WELCOME,)
    assert "1 of 2" in board.view.hand.hint.text()
    board.key(KEY.Key_Down)
    assert board.view.selection == (TRAINING,)
    board.key(KEY.Key_Left)
    assert not board.view.hand.hint.text()


def test_headings_are_renamed_reordered_and_removed_with_keys(board: Board, qtbot: QtBot) -> None:
    board.view.select([OFFER])
    board.key(KEY.Key_Up)
    assert board.view.selection == (BUY,)

    board.key(KEY.Key_F2)
    board.type("Purchase")
    board.key(KEY.Key_Return)
    board.key(KEY.Key_Right, CTRL)
    assert [stage.title for stage in sorted(board.document.all(Stage), key=lambda s: s.position)] == ["Use", "Purchase"]
    assert board.view.selection == (BUY,)

    board.answer_where()
    with qtbot.waitSignal(board.view.asked_where):
        board.key(KEY.Key_Delete)


def test_a_lane_is_moved_by_its_heading_with_keys(board: Board) -> None:
    board.view.select([OFFER])

    board.key(KEY.Key_Left)
    assert board.view.selection == (SALES,)
    board.key(KEY.Key_Down, CTRL)

    assert [team.title for team in sorted(board.document.all(Team), key=lambda t: t.position)] == ["Service", "Sales"]
    assert board.view.selection == (SALES,)
    board.history.undo()
    assert board.view.plan.lanes[0].key.team_id == SALES


def test_the_frame_is_seen_around_an_empty_cell_and_gone_around_a_selected_card(board: Board, qtbot: QtBot) -> None:
    qtbot.waitUntil(board.view.hasFocus)
    board.view.select([SIGNING])

    board.key(KEY.Key_Right)
    assert board.view.walker._cell_frame.isVisible()
    board.key(KEY.Key_Left)
    assert not board.view.walker._cell_frame.isVisible()
    board.key(KEY.Key_Up)
    assert board.view.walker._heading_frame.isVisible()


def test_ctrl_page_down_goes_to_the_next_stage_and_keeps_it_focused(board: Board) -> None:
    board.view.focus_stage(BUY)

    board.key(KEY.Key_PageDown, CTRL)

    assert board.view.spotlight.stage_id == USE
    assert board.view.selection == (USE,)
    board.key(KEY.Key_Escape)
    board.key(KEY.Key_Escape)
    assert board.view.spotlight.stage_id is None


def _linked(board: Board, source_id: RecordId, target_id: RecordId) -> Edit:
    from cxdesigner.commands.links import add_link

    return add_link(board.document, source_id, target_id)


def test_plus_comes_nearer_to_the_selected_card_and_keeps_it_in_view(board: Board) -> None:
    board.view.select([OFFER])
    board.view.fit_map()

    for _ in range(12):
        board.key(KEY.Key_Plus)
        assert board.view.viewport().rect().contains(board.card(OFFER))

    assert board.view.viewpoint.zoom > 2


def test_the_menu_key_opens_the_menu_where_the_keyboard_is(board: Board, qtbot: QtBot) -> None:
    board.view.select([SIGNING])
    board.key(KEY.Key_Right)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())

    with qtbot.waitSignal(board.view.asked_for_menu) as asked:
        QApplication.sendEvent(board.view.viewport(), event)

    thing, at = asked.args
    assert thing is None
    middle = board.view.viewport().mapToGlobal(board.cell(USE, 0, SALES))
    assert (at - middle).manhattanLength() < 6


def test_the_menu_key_at_a_heading_opens_the_menu_of_that_heading(board: Board, qtbot: QtBot) -> None:
    board.view.select([OFFER])
    board.key(KEY.Key_Left)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())

    with qtbot.waitSignal(board.view.asked_for_menu) as asked:
        QApplication.sendEvent(board.view.viewport(), event)

    thing, at = asked.args
    assert thing == board.view.plan.lanes[0].key
    assert board.view.lane_strip.rect().contains(board.view.lane_strip.mapFromGlobal(at))


def test_links_and_notes_are_reached_with_keys_and_the_arrows_go_on_from_the_card(board: Board) -> None:
    board.view.do(lambda: add_note(board.document, USE, 0), selects=False)
    board.view.select([SIGNING])

    board.key(KEY.Key_K)
    assert board.view.selection == ("l2",)
    board.key(KEY.Key_K)
    assert board.view.selection == ("l1",)
    board.key(KEY.Key_N)
    assert board.view.selection == (board.document.all(Note)[0].id,)
    board.key(KEY.Key_Left)
    assert board.view.selection == (OFFER,)


def test_where_lanes_are_nested_one_more_step_to_the_left_is_the_team_around(board: Board) -> None:
    board.view.set_lanes(LaneKind.TEAM_AND_CHANNEL)
    board.view.select([OFFER])

    board.key(KEY.Key_Left)
    assert board.view.selection == (EMAIL,)
    board.key(KEY.Key_Left)
    assert board.view.selection == (SALES,)
    assert board.view.walker._heading_frame.isVisible()
    board.key(KEY.Key_Down)
    assert board.view.selection == (SERVICE,)
    board.key(KEY.Key_Up, CTRL)
    assert board.view.plan.lanes[0].key.team_id == SERVICE
    assert board.view.selection == (SERVICE,)
    board.key(KEY.Key_Right)
    board.key(KEY.Key_Right)
    assert board.view.walker.is_in_empty_cell()
