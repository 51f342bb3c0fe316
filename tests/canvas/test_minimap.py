"""The overview in the corner: there when it is needed, true to the map, and a way to be elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxdesigner.canvas.minimap import Minimap
from cxdesigner.canvas.spotlight import Spotlight
from cxdesigner.canvas.theme import THEMES
from tests.canvas.conftest import Board
from tests.onboarding import BUY, OFFER


@pytest.fixture
def overview(board: Board) -> Minimap:
    board.view.viewpoint.set_zoom(2.0)
    board.view.minimap.want(True)
    return board.view.minimap


def test_a_map_that_is_all_in_view_has_no_overview(board: Board) -> None:
    board.view.fit_map()
    board.view.minimap.want(True)

    assert board.view.minimap.isHidden()


def test_the_overview_comes_with_zooming_in_and_goes_with_the_whole_map(board: Board, overview: Minimap) -> None:
    assert not overview.isHidden()
    assert board.view.viewport().rect().contains(overview.geometry())

    board.view.fit_map()
    assert overview.isHidden()


def test_who_does_not_want_the_overview_has_none(board: Board, overview: Minimap) -> None:
    board.view.minimap.want(False)

    board.view.viewpoint.set_zoom(3.0)
    assert overview.isHidden()


def test_the_frame_is_what_is_in_view(board: Board, overview: Minimap) -> None:
    plan, seen = board.view.plan, board.view.visible_rect()

    part = overview.part_in_view()

    across = overview.width() / (plan.width - plan.header_width)
    assert abs(part.width() - seen.width() * across) <= 2
    assert abs(part.x() - (seen.x() - plan.header_width) * across) <= 2


def test_pressing_and_dragging_in_the_overview_move_the_view(board: Board, overview: Minimap) -> None:
    middle, end = overview.rect().center(), QPoint(overview.width() - 4, overview.height() - 4)

    QTest.mousePress(overview, Qt.MouseButton.LeftButton, pos=middle)
    at_first = board.view.visible_rect().center()
    plan = board.view.plan
    assert abs(at_first.x() - (plan.header_width + plan.width) / 2) < 60
    QTest.mouseMove(overview, end)
    QTest.mouseRelease(overview, Qt.MouseButton.LeftButton, pos=end)

    assert board.view.visible_rect().center().x() > at_first.x()
    assert not board.view.selection


def test_scrolling_leaves_the_overview_in_its_corner_and_its_picture_as_it_is(board: Board, overview: Minimap) -> None:
    overview.grab()
    place, picture = overview.geometry(), overview._picture

    board.view.horizontalScrollBar().setValue(board.view.horizontalScrollBar().value() + 200)
    overview.grab()

    assert overview.geometry() == place
    assert overview._picture is picture


def test_at_the_end_of_the_map_the_overview_makes_way_for_what_is_there(board: Board, overview: Minimap) -> None:
    view = board.view
    across, down = view.horizontalScrollBar(), view.verticalScrollBar()
    across.setValue(0)
    before = overview.geometry()

    across.setValue(across.maximum())
    down.setValue(down.maximum())
    plan = view.plan
    corner = view.in_viewport(QRectF(plan.width - 100, plan.height - 100, 100, 100))

    assert view.viewport().rect().intersects(corner)
    assert not overview.geometry().intersects(corner)
    across.setValue(0)
    assert overview.geometry() == before


def test_on_a_map_that_only_scrolls_up_and_down_the_overview_makes_way_upwards(board: Board) -> None:
    view = board.view
    view.resize(1300, 200)
    view.viewpoint.set_zoom(0.5)
    down = view.verticalScrollBar()
    assert not view.horizontalScrollBar().maximum() > view.horizontalScrollBar().minimum()
    assert down.maximum() > down.minimum()

    down.setValue(down.maximum())

    assert not view.minimap.isHidden()
    assert view.minimap.geometry().top() < view.viewport().height() / 4


def test_the_overview_stays_under_the_hand_that_holds_it(board: Board, overview: Minimap) -> None:
    end, before = QPoint(overview.width() - 2, overview.height() - 2), overview.geometry()

    QTest.mousePress(overview, Qt.MouseButton.LeftButton, pos=overview.rect().center())
    QTest.mouseMove(overview, end)
    assert overview.geometry() == before
    QTest.mouseRelease(overview, Qt.MouseButton.LeftButton, pos=end)

    assert overview.geometry() != before


def test_an_edit_shows_in_the_overview_a_moment_later(board: Board, overview: Minimap, qtbot: QtBot) -> None:
    from cxdesigner.commands.removing import remove

    before = overview.grab().toImage()
    board.view.do(lambda: remove(board.document, [OFFER]))

    qtbot.waitUntil(lambda: overview.grab().toImage() != before)


@pytest.mark.parametrize("name", sorted(THEMES))
def test_a_card_is_seen_in_the_colour_of_its_team_and_pale_when_it_fades(
    board: Board, overview: Minimap, qtbot: QtBot, name: str
) -> None:
    theme = THEMES[name]
    board.view.set_theme(theme)
    board.view.set_spotlight(Spotlight())
    card = board.view.plan.card(OFFER)
    assert card is not None
    plan = board.view.plan
    x, y = card.rect.center
    at = QPoint(round((x - plan.header_width) * overview._across), round((y - plan.header_height) * overview._down))

    qtbot.waitUntil(lambda: overview._drawn().toImage().pixelColor(at).name() == theme.team(card.color))
    board.view.focus_stage(next(stage.stage_id for stage in plan.stages if stage.stage_id != BUY))
    qtbot.waitUntil(lambda: overview._drawn().toImage().pixelColor(at).name() != theme.team(card.color))
