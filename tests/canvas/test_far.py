"""The whole of a large map: every card is there, in its team's colour, and what is looked at stands out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from cxdesigner.canvas import picture
from cxdesigner.canvas.ink import color
from cxdesigner.canvas.marks import STRIPE
from cxdesigner.canvas.theme import THEMES
from cxdesigner.canvas.view import MapView
from cxdesigner.commands import values
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import CardBox, Rect
from tests.benchmarks.big_map import big_map
from tests.canvas.conftest import Board, board_of

CARD = RecordId("card000210")
NEAR = 60


@pytest.fixture
def large(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Board:
    """A map that is seen as a whole; no titles come while a test looks at it, however slow the machine is."""
    monkeypatch.setattr(picture, "AFTER_MS", 60_000)
    large = board_of(big_map(1_000, columns=30), qtbot, 1400, 900)
    large.view.fit_map()
    return large


def shown(view: MapView) -> QImage:
    return view.viewport().grab().toImage()


def is_painted(view: MapView, image: QImage, card: CardBox) -> bool:
    """Tell whether a card's stripe has its team's colour."""
    rect, wanted = card.rect, color(view.theme.team(card.color))
    at = view.viewportTransform().map(QPointF(rect.x, rect.y + rect.height * 0.7))
    last = view.viewportTransform().map(QPointF(rect.x + STRIPE, 0)).x()
    pixels = [image.pixelColor(x, round(at.y())) for x in range(int(at.x()) - 1, int(last) + 2)]
    return any(
        abs(pixel.red() - wanted.red()) + abs(pixel.green() - wanted.green()) + abs(pixel.blue() - wanted.blue()) < NEAR
        for pixel in pixels
    )


@pytest.mark.parametrize("theme", ["light", "dark", "high contrast"])
def test_every_card_of_a_large_map_is_in_its_picture(large: Board, theme: str) -> None:
    large.view.set_theme(THEMES[theme])

    image = shown(large.view)

    assert large.view.picture.is_far
    assert [card.touchpoint_id for card in large.view.plan.cards if not is_painted(large.view, image, card)] == []


def test_a_small_map_has_its_titles_however_far_it_is(board: Board) -> None:
    board.view.viewpoint.set_zoom(0.2)

    shown(board.view)

    assert not board.view.picture.is_far


def test_titles_come_when_the_hand_rests(large: Board, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    large.view.viewpoint.set_zoom(0.3)
    at_once = shown(large.view)
    assert large.view.picture.is_far

    qtbot.waitUntil(lambda: not large.view.picture._coming, timeout=10_000)
    rested = shown(large.view)

    box = large.view.in_viewport(large.view.rect_of(large.view.hits.things_in(_middle(large.view))[0]))
    words = box.adjusted(8, 3, -6, -3)
    ink = large.view.theme.ink
    assert _darkest(rested, words) < _darkest(at_once, words)
    assert _darkest(rested, words) <= color(ink).lightness() + 40


def _middle(view: MapView) -> Rect:
    seen = view.visible_rect()
    return Rect(seen.center().x() - 300, seen.center().y() - 300, 600, 600)


def _darkest(image: QImage, area: QRect) -> int:
    places = ((x, y) for x in range(area.left(), area.right()) for y in range(area.top(), area.bottom()))
    return min(image.pixelColor(x, y).lightness() for x, y in places)


def test_what_is_selected_far_away_stands_out(large: Board) -> None:
    before = shown(large.view)
    place = large.view.in_viewport(large.view.rect_of(CARD))

    large.view.select([CARD])
    after = shown(large.view)

    around = [
        (x, y) for x in range(place.left() - 3, place.right() + 4) for y in range(place.top() - 3, place.bottom() + 4)
    ]
    ring = color(large.view.theme.selection)
    assert not any(before.pixelColor(x, y) == ring for x, y in around)
    assert any(after.pixelColor(x, y) == ring for x, y in around)


def test_problems_are_seen_far_away(large: Board) -> None:
    place = large.view.in_viewport(large.view.rect_of(CARD))

    large.view.set_problems({CARD: "error"})
    image = shown(large.view)

    corner = [(x, y) for x in range(place.right() - 8, place.right() + 2) for y in range(place.top(), place.top() + 6)]
    assert any(image.pixelColor(x, y) == color(large.view.theme.error) for x, y in corner)


def test_a_card_in_the_hand_leaves_its_place_far_away(large: Board) -> None:
    card = large.view.plan.card(CARD)
    assert card is not None

    large.view.scene_of_map.show_attention(lifted=frozenset((CARD,)))
    large.view.scene_of_map.carry((CARD,), 0, 3_000)
    image = shown(large.view)

    assert not is_painted(large.view, image, card)


def test_the_far_picture_follows_an_edit_and_undo(large: Board) -> None:
    before = shown(large.view)
    team = large.document.touchpoint(CARD).team_id
    other = "team0" if team != "team0" else "team1"

    large.history.perform(values.set_value(large.document, CARD, "team_id", RecordId(other)))
    moved = large.view.plan.card(CARD)
    after = shown(large.view)
    large.history.undo()
    large.view.plan  # noqa: B018 (asking brings it up to date)

    assert moved is not None
    assert after != before
    assert shown(large.view) == before


def test_scrolling_in_a_large_map_shows_what_drawing_it_afresh_shows(large: Board) -> None:
    large.view.viewpoint.set_zoom(0.25)
    for _ in range(8):
        bar = large.view.horizontalScrollBar()
        bar.setValue(bar.value() + 90)
        shown(large.view)
    scrolled = shown(large.view)

    large.view.paint_afresh()

    assert large.view.picture.is_far
    assert shown(large.view) == scrolled
