"""Cards, headings and links in the hand: with mouse events, on any platform, and once more in a real window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt

from cxdesigner.document.reading import stages_of, teams_of
from cxdesigner.document.records import LaneKind, Link
from tests.canvas.conftest import Board
from tests.onboarding import BUY, MAP, OFFER, SALES, SERVICE, SIGNING, TRAINING, USE, WELCOME


def test_dropping_a_card_into_another_team_changes_its_team_and_nothing_else(board: Board) -> None:
    before = board.touchpoint(OFFER)

    board.drag(board.card(OFFER), board.cell(BUY, 0, SERVICE))

    assert board.touchpoint(OFFER) == replace(before, team_id=SERVICE)


def test_one_undo_puts_a_dropped_card_back(board: Board) -> None:
    records = list(board.document)
    board.drag(board.card(OFFER), board.cell(USE, 1, SERVICE))

    board.history.undo()

    assert list(board.document) == records
    assert not board.history.undo_name()


def test_the_picture_follows_the_drop(board: Board) -> None:
    board.drag(board.card(OFFER), board.cell(BUY, 0, SERVICE))

    item = board.view.scene_of_map.items_by_id[OFFER]
    assert item.thing == board.view.plan.card(OFFER)
    assert item.pos().isNull()


def test_the_cell_below_the_hand_lights_up_while_a_card_is_dragged(board: Board) -> None:
    board.carry(board.card(OFFER), board.cell(BUY, 0, SERVICE))
    landing = board.view.scene_of_map.landing

    lit = landing.isVisible(), landing.boundingRect().contains(*board.cell_rect(BUY, 0, SERVICE).center)
    board.key(Qt.Key.Key_Escape)

    assert lit == (True, True)
    assert not landing.isVisible()


def test_escape_puts_a_card_back_that_is_in_the_hand(board: Board) -> None:
    start, end = board.card(OFFER), board.cell(USE, 1, SERVICE)
    board.carry(start, end)

    board.key(Qt.Key.Key_Escape)
    board.release(end)

    assert not board.history.undo_name()
    assert board.view.scene_of_map.items_by_id[OFFER].pos().isNull()


def test_dropping_between_two_columns_makes_a_step_there(board: Board) -> None:
    border = board.cell_rect(USE, 1, SALES)

    board.drag(board.card(OFFER), board.pixel(border.x + 3, border.center[1]))

    assert (board.touchpoint(OFFER).stage_id, board.touchpoint(OFFER).step) == (USE, 1)
    assert board.touchpoint(TRAINING).step == 2


def test_several_selected_cards_move_together_as_one_step(board: Board) -> None:
    board.click(board.card(OFFER))
    board.click(board.card(SIGNING), Qt.KeyboardModifier.ShiftModifier)

    board.drag(board.card(OFFER), board.cell(BUY, 0, SERVICE))

    assert [board.touchpoint(card).team_id for card in (OFFER, SIGNING)] == [SERVICE, SERVICE]
    board.history.undo()
    assert [board.touchpoint(card).team_id for card in (OFFER, SIGNING)] == [SALES, SALES]


def test_dropping_a_card_where_it_was_is_no_edit(board: Board) -> None:
    start = board.card(OFFER)

    board.drag(start, start + QPoint(20, 10))

    assert not board.history.undo_name()
    assert board.view.scene_of_map.items_by_id[OFFER].pos().isNull()


def test_dropping_a_card_outside_of_the_lanes_is_no_edit(board: Board) -> None:
    board.drag(board.card(OFFER), QPoint(board.view.viewport().width() - 4, board.view.viewport().height() - 4))

    assert not board.history.undo_name()


def test_the_map_scrolls_when_a_card_is_held_at_its_edge(board: Board, qtbot) -> None:
    board.view.viewpoint.set_zoom(2.5)
    board.view.reveal(OFFER)
    bar = board.view.horizontalScrollBar()
    before = bar.value()

    board.carry(board.card(OFFER), QPoint(board.view.viewport().width() - 3, 300))

    qtbot.waitUntil(lambda: bar.value() > before + 20)
    board.key(Qt.Key.Key_Escape)


def test_dragging_from_the_knob_of_a_card_to_another_card_links_them(board: Board) -> None:
    box = board.view.plan.card(OFFER)
    assert box is not None
    board.click(board.card(OFFER))

    board.drag(board.pixel(box.rect.right, box.rect.center[1]), board.card(TRAINING))

    assert (OFFER, TRAINING) in {(link.source_id, link.target_id) for link in board.document.all(Link)}


def test_the_key_l_links_the_selected_card_with_the_next_one_clicked(board: Board) -> None:
    board.click(board.card(OFFER))

    board.key(Qt.Key.Key_L)
    board.click(board.card(WELCOME))

    assert (OFFER, WELCOME) in {(link.source_id, link.target_id) for link in board.document.all(Link)}
    assert board.view.hand.tool_name == "select"


def test_a_link_that_is_there_already_is_refused_in_a_sentence(board: Board) -> None:
    board.click(board.card(OFFER))

    board.key(Qt.Key.Key_L)
    board.click(board.card(SIGNING))

    assert board.said == ["These two cards are linked in this way already."]


def test_dragging_the_heading_of_a_stage_moves_it_with_all_its_cards(board: Board) -> None:
    strip = board.view.stage_strip
    buy, use = (strip.spot_of(stage).rect.center().toPoint() for stage in (BUY, USE))

    board.drag(use, buy - QPoint(60, 0), strip)

    assert [stage.id for stage in stages_of(board.document, MAP)] == [USE, BUY]
    assert board.touchpoint(WELCOME).stage_id == USE


def test_dragging_the_heading_of_a_lane_moves_the_team(board: Board) -> None:
    strip = board.view.lane_strip
    sales, service = (strip.spot_of(team).rect.center().toPoint() for team in (SALES, SERVICE))

    board.drag(service, sales - QPoint(0, 20), strip)

    assert [team.id for team in teams_of(board.document)] == [SERVICE, SALES]


def test_escape_leaves_a_dragged_heading_where_it_was(board: Board) -> None:
    strip = board.view.stage_strip
    buy, use = (strip.spot_of(stage).rect.center().toPoint() for stage in (BUY, USE))
    board.carry(use, buy - QPoint(60, 0), strip)

    board.key(Qt.Key.Key_Escape)
    board.release(buy, strip)

    assert not board.history.undo_name()


def test_a_layer_stays_where_it_is_and_says_why(board: Board) -> None:
    board.view.set_lanes(LaneKind.LAYER)
    strip = board.view.lane_strip
    spots = [spot.rect.center().toPoint() for spot in strip.spots()]

    board.drag(spots[1], spots[0], strip)

    assert board.said == ["The layers keep their order: customer, frontstage, backstage, support."]


@pytest.mark.window
def test_in_a_real_window_a_dragged_card_changes_its_team_and_undo_brings_it_back(board: Board) -> None:
    before = board.touchpoint(OFFER)
    board.drag(board.card(OFFER), board.cell(BUY, 0, SERVICE))

    after = board.touchpoint(OFFER)
    board.history.undo()

    assert (after, board.touchpoint(OFFER)) == (replace(before, team_id=SERVICE), before)


@pytest.mark.window
def test_in_a_real_window_a_dragged_stage_changes_places(board: Board) -> None:
    strip = board.view.stage_strip
    buy, use = (strip.spot_of(stage).rect.center().toPoint() for stage in (BUY, USE))

    board.drag(use, buy - QPoint(60, 0), strip)

    assert [stage.id for stage in stages_of(board.document, MAP)] == [USE, BUY]


def test_a_card_is_dragged_to_nobody_and_back_though_everybody_had_a_team(board: Board) -> None:
    board.drag(board.card(OFFER), board.cell(BUY, 0, None))
    nobody = board.touchpoint(OFFER).team_id

    board.drag(board.card(OFFER), board.cell(BUY, 0, SALES))

    assert nobody is None
    assert board.touchpoint(OFFER).team_id == SALES
