"""The view follows the document, keeps what one looks at, and shows headings at every place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.theme import THEMES
from cxdesigner.commands import lanes, removing, touchpoints, values
from cxdesigner.document.records import LaneKind, Note, Stage, Touchpoint
from tests.canvas.conftest import Board
from tests.onboarding import BUY, EMAIL, MAP, OFFER, PHONE, SALES, SERVICE, SIGNING, TRAINING, USE, WELCOME, onboarding


def _wheel(board: Board, at: QPoint, turn: int, modifiers: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(board.view.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(board.view.viewport(), event)


def _has_ink(image: QImage, ground: str) -> bool:
    return any(
        image.pixelColor(x, y).name() != ground for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    )


# -- following -----------------------------------------------------------------------------------------------------------


def test_an_edit_from_elsewhere_is_shown_without_being_asked_for(board: Board, qtbot) -> None:
    board.history.perform(values.rename(board.document, OFFER, "Written offer"))

    shown = board.view.scene_of_map.items_by_id
    qtbot.waitUntil(lambda: shown[OFFER].thing.title.lines == ("Written offer",))


def test_items_and_records_are_the_same_after_edits_and_undo(board: Board) -> None:
    board.history.perform(removing.remove(board.document, [WELCOME]))
    board.history.perform(touchpoints.duplicate(board.document, [OFFER]))
    board.history.undo()

    plan = board.view.plan

    shown = {card.touchpoint_id for card in plan.cards} | {link.link_id for link in plan.links}
    assert set(board.view.scene_of_map.items_by_id) == shown
    assert {card.touchpoint_id for card in plan.cards} == {t.id for t in board.document.all(Touchpoint)}


def test_an_edit_keeps_selection_and_place(board: Board) -> None:
    board.view.viewpoint.set_zoom(2.0)
    board.view.show_record(TRAINING)
    place = board.view.horizontalScrollBar().value(), board.view.verticalScrollBar().value()

    board.history.perform(values.rename(board.document, OFFER, "Written offer"))
    _ = board.view.plan

    assert board.view.selection == (TRAINING,)
    assert (board.view.horizontalScrollBar().value(), board.view.verticalScrollBar().value()) == place


def test_what_was_removed_is_not_selected_any_more(board: Board) -> None:
    board.view.select([OFFER, SIGNING])

    board.history.perform(removing.remove(board.document, [OFFER]))
    _ = board.view.plan

    assert board.view.selection == (SIGNING,)


def test_another_document_is_followed_instead_of_the_first(board: Board) -> None:
    first, second = board.document, onboarding()

    board.view.set_document(second, MAP)

    assert first._listeners == []
    assert board.view.document is second


def test_switching_lanes_there_and_back_loses_nothing(board: Board) -> None:
    records, before = list(board.document), board.view.plan
    board.view.select([OFFER])

    seen = []
    for kind in (LaneKind.CHANNEL, LaneKind.LAYER, LaneKind.TEAM_AND_CHANNEL, LaneKind.TEAM):
        board.view.set_lanes(kind)
        seen.append({card.touchpoint_id for card in board.view.plan.cards})

    assert seen == [{OFFER, SIGNING, WELCOME, TRAINING}] * 4
    assert (list(board.document), board.view.plan, board.view.selection) == (records, before, (OFFER,))


def test_undoing_a_change_of_lanes_shows_the_lanes_of_before(board: Board) -> None:
    board.history.perform(lanes.set_lanes(board.document, MAP, LaneKind.CHANNEL))
    changed = board.view.plan.lanes_by
    board.history.undo()

    assert (changed, board.view.plan.lanes_by) == (LaneKind.CHANNEL, LaneKind.TEAM)


def test_selecting_is_told_once(board: Board, qtbot) -> None:
    told: list[tuple[str, ...]] = []
    board.view.selected.connect(told.append)

    board.view.select([OFFER])
    board.view.select([OFFER])

    assert told == [(OFFER,)]


def test_ctrl_click_adds_to_the_selection_and_takes_away_from_it(board: Board) -> None:
    board.click(board.card(OFFER))
    board.click(board.card(WELCOME), Qt.KeyboardModifier.ControlModifier)
    both = board.view.selection
    board.click(board.card(OFFER), Qt.KeyboardModifier.ControlModifier)

    assert (both, board.view.selection) == ((OFFER, WELCOME), (WELCOME,))


def test_the_rubber_band_selects_what_it_touches(board: Board) -> None:
    start = board.cell_rect(BUY, 0, SALES)
    end = board.cell_rect(BUY, 1, SALES)

    board.drag(board.pixel(start.x + 30, start.y + 8), board.pixel(end.right - 40, end.center[1]))

    assert set(board.view.selection) == {OFFER, SIGNING}


def test_a_screen_reader_hears_what_is_selected(board: Board) -> None:
    board.view.select([WELCOME])

    said = board.view.accessibleDescription()

    assert said == "Welcome letter, touchpoint, stage Use, team Service, by Email, follows Contract signing"


# -- headings ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zoom", [0.2, 0.6, 1.0, 2.5, 4.0])
def test_headings_stay_in_view_at_every_zoom_and_place(board: Board, zoom: float) -> None:
    board.view.viewpoint.set_zoom(zoom)
    board.view.horizontalScrollBar().setValue(board.view.horizontalScrollBar().maximum())
    board.view.verticalScrollBar().setValue(board.view.verticalScrollBar().maximum())

    stages, lanes = board.view.stage_strip, board.view.lane_strip

    assert stages.geometry().bottom() < board.view.viewport().geometry().top()
    assert lanes.geometry().right() < board.view.viewport().geometry().left()
    ground = board.view.theme.ground
    assert _has_ink(stages.grab().toImage(), ground)
    assert _has_ink(lanes.grab().toImage(), ground)


def test_the_headings_stand_over_their_columns_and_beside_their_lanes(board: Board) -> None:
    board.view.viewpoint.set_zoom(1.7)
    board.view.horizontalScrollBar().setValue(200)

    stage = board.view.plan.stages[1]
    spot = board.view.stage_strip.spot_of(USE)
    lane = board.view.lane_strip.spot_of(SERVICE)

    assert spot.rect.left() == pytest.approx(board.view.across(stage.rect.x), abs=1)
    assert lane.rect.top() == pytest.approx(board.view.down(board.view.plan.lanes[1].rect.y), abs=1)


# -- nearer and farther --------------------------------------------------------------------------------------------------


def test_ctrl_and_the_wheel_zoom_to_the_pointer(board: Board) -> None:
    board.view.viewpoint.set_zoom(1.5)
    at = board.card(SIGNING)

    _wheel(board, at, 240, Qt.KeyboardModifier.ControlModifier)

    assert board.view.viewpoint.zoom == pytest.approx(1.5 * 1.44)
    assert (board.card(SIGNING) - at).manhattanLength() <= 4


def test_the_whole_map_is_in_view_after_fitting_and_stays_so_when_the_window_changes(board: Board) -> None:
    board.view.fit_map()
    board.view.resize(700, 500)

    shown, plan = board.view.visible_rect(), board.view.plan

    assert shown.right() >= plan.width
    assert shown.bottom() >= plan.height


def test_plus_minus_and_actual_size_tell_the_zoom(board: Board) -> None:
    told: list[float] = []
    board.view.zoomed.connect(told.append)

    board.key(Qt.Key.Key_Plus)
    board.key(Qt.Key.Key_Minus)
    board.view.actual_size()

    assert told == pytest.approx([1.2, 1.0, 1.0])


def test_the_middle_button_pushes_the_map(board: Board) -> None:
    board.view.viewpoint.set_zoom(3.0)
    viewport, middle = board.view.viewport(), Qt.MouseButton.MiddleButton
    before = board.view.horizontalScrollBar().value()
    QTest.mousePress(viewport, middle, pos=QPoint(400, 300))

    QTest.mouseMove(viewport, QPoint(300, 300))
    QTest.mouseRelease(viewport, middle, pos=QPoint(300, 300))

    assert board.view.horizontalScrollBar().value() == pytest.approx(before + 100, abs=2)


def test_show_record_brings_a_card_into_view(board: Board) -> None:
    board.view.viewpoint.set_zoom(4.0)

    board.view.show_record(TRAINING)

    assert board.view.viewport().rect().contains(board.card(TRAINING))


# -- from the palette ----------------------------------------------------------------------------------------------------


def test_a_touchpoint_dropped_from_the_palette_stands_in_that_cell_with_that_channel(board: Board) -> None:
    board.drop(board.cell(BUY, 0, SERVICE), {"new": "touchpoint", "channel_id": PHONE})

    made = board.touchpoint(board.view.selection[0])
    assert (made.stage_id, made.step, made.team_id, made.channel_id) == (BUY, 0, SERVICE, PHONE)
    assert board.view.editor is not None


def test_a_tile_of_a_usual_channel_brings_the_channel_along(board: Board) -> None:
    board.drop(board.cell(BUY, 0, SERVICE), {"new": "touchpoint", "channel": "Chat"})

    added = board.document.all(Touchpoint)[-1]
    assert (board.document.title_of(added.channel_id), added.team_id) == ("Chat", SERVICE)


def test_a_stage_dropped_from_the_palette_goes_between_the_stages(board: Board) -> None:
    border = board.cell_rect(USE, 0, SALES)

    board.drop(board.pixel(border.x + 10, border.center[1]), {"new": "stage"})

    titles = [stage.title for stage in sorted(board.document.all(Stage), key=lambda stage: stage.position)]
    assert titles == ["Buy", "New stage", "Use"]


def test_a_note_dropped_from_the_palette_lies_where_it_was_dropped(board: Board) -> None:
    at = board.cell(USE, 0, SALES)

    board.drop(at, {"new": "note"})

    note = board.document.all(Note)[0]
    box = board.view.plan.notes[0]
    assert (note.stage_id, note.step, note.team_id) == (USE, 0, SALES)
    assert box.rect.grown(2).contains(*board.view.in_map(QPointF(at)).toTuple())


@pytest.mark.parametrize("said", [b"", b"{", b"[]", b'{"new": "bomb"}', b'{"new": 3}', b"[" * 5000])
def test_anything_else_that_is_dropped_is_let_fall(board: Board, said: bytes) -> None:
    records = list(board.document)

    board.drop(board.cell(BUY, 0, SERVICE), said)

    assert list(board.document) == records


def test_the_landing_cell_lights_up_under_what_comes_from_the_palette(board: Board) -> None:
    may_land = board.hold_over(board.cell(BUY, 0, SERVICE), {"new": "touchpoint", "channel_id": EMAIL})

    assert may_land
    assert board.view.scene_of_map.landing.isVisible()


def test_a_first_card_can_be_dropped_on_an_empty_map(board: Board) -> None:
    board.history.perform(removing.remove(board.document, [BUY, USE]))

    board.drop(QPoint(200, 200), {"new": "touchpoint", "channel_id": EMAIL})

    assert [touchpoint.channel_id for touchpoint in board.document.all(Touchpoint)] == [EMAIL]


def test_a_map_without_a_stage_is_one_calm_ground(board: Board, qtbot: QtBot) -> None:
    board.history.perform(removing.remove(board.document, [BUY, USE]))

    def colours() -> set[str]:
        shown = board.view.grab().toImage()
        return {shown.pixelColor(x, y).name() for x in (20, 60, 250) for y in (100, 160)}

    qtbot.waitUntil(lambda: len(colours()) == 1)


# -- never in the way ----------------------------------------------------------------------------------------------------


def test_an_error_in_painting_stays_in_the_log(board: Board, monkeypatch, caplog) -> None:
    import cxdesigner.canvas.near as near

    def broken(*_: object) -> None:
        raise ValueError("no ink")

    monkeypatch.setattr(near, "paint_card", broken)
    board.view.set_theme(THEMES["dark"])
    board.view.grab()

    assert "could not be drawn" in caplog.text


def test_a_very_long_title_is_refused_and_stays_in_the_editor(board: Board) -> None:
    board.view.edit_title(OFFER)
    assert board.view.editor is not None
    board.view.editor.setPlainText("x " * 1_000)

    board.key(Qt.Key.Key_Return)

    assert board.said
    assert board.view.editor is not None
    board.key(Qt.Key.Key_Escape)
    assert replace(board.touchpoint(OFFER), title="Offer") == board.touchpoint(OFFER)


def test_a_double_click_on_an_empty_map_makes_its_first_stage_and_card(board: Board) -> None:
    board.history.perform(removing.remove(board.document, [BUY, USE]))

    QTest.mouseDClick(board.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    board.type("First thought")
    board.key(Qt.Key.Key_Return)

    assert board.titles() == ["First thought"]


def test_a_stage_can_be_dropped_on_the_headings(board: Board) -> None:
    strip = board.view.stage_strip
    use = strip.spot_of(USE).rect

    board.drop(QPoint(int(use.x()) + 20, 20), {"new": "stage"}, strip)

    titles = [stage.title for stage in sorted(board.document.all(Stage), key=lambda stage: stage.position)]
    assert titles == ["Buy", "New stage", "Use"]


def test_the_links_of_a_selected_card_stand_out(board: Board) -> None:
    board.view.select([SIGNING])

    strong = {item_id for item_id, item in board.view.scene_of_map.items_by_id.items() if item.look.is_strong}

    assert strong == {"l1", "l2"}


def test_the_pointer_resting_on_a_card_asks_for_its_tip(board: Board) -> None:
    told: list[str] = []
    board.view.asked_for_tip.connect(lambda text, place: told.append(text))
    at = board.card(OFFER)

    QApplication.sendEvent(
        board.view.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, board.view.viewport().mapToGlobal(at))
    )

    assert told == ["Offer"]
