"""The kept picture: what stands still is drawn once, and wherever one looks it is the picture of the plan."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from cxdesigner.canvas import near
from cxdesigner.canvas.hits import Hits, _pieces
from cxdesigner.canvas.painting import Look, paint_plan
from cxdesigner.canvas.theme import THEMES, Theme
from cxdesigner.canvas.view import MapView
from cxdesigner.commands import touchpoints, values
from cxdesigner.document.records import RecordId, Touchpoint
from cxdesigner.layout.plan import CardBox, Rect
from tests.benchmarks.big_map import big_map
from tests.canvas.conftest import Board, board_of
from tests.onboarding import BUY, OFFER, SERVICE, SIGNING, WELCOME

ALIKE = 24
"""So much a pixel may differ from another one, in its most different colour."""
SAME_SHARE = 0.96


@pytest.fixture
def wide(qtbot: QtBot) -> Board:
    return board_of(big_map(200), qtbot, 900, 600)


def shown(view: MapView) -> QImage:
    """Return what the viewport shows."""
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def painted_at_once(view: MapView) -> QImage:
    """Return what the viewport should show: the part of the plan in view, painted without anything kept."""
    image = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    attention = view.scene_of_map.attention
    image.fill(view.theme.ground)
    painter = QPainter(image)
    painter.setTransform(view.viewportTransform())
    seen = view.visible_rect()
    clip = Rect(seen.x(), seen.y(), seen.width(), seen.height())
    plan = view.plan
    paint_plan(
        painter,
        plan,
        view.theme,
        clip=clip,
        selected=attention.selected,
        problems=attention.problems,
        faded=attention.faded,
    )
    painter.end()
    return image


def share_alike(one: QImage, other: QImage) -> float:
    """Return which share of two pictures is alike, seen from so far that half a pixel more or less does not matter."""
    small, smooth = one.size() / 4, Qt.TransformationMode.SmoothTransformation
    one, other = (it.scaled(small, Qt.AspectRatioMode.IgnoreAspectRatio, smooth) for it in (one, other))
    pairs = [(one.pixelColor(x, y), other.pixelColor(x, y)) for x in range(one.width()) for y in range(one.height())]
    same = sum(
        max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue())) <= ALIKE for a, b in pairs
    )
    return same / len(pairs)


# -- the picture ---------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("zoom", [0.5, 1.0, 2.0])
@pytest.mark.parametrize("theme", ["light", "dark", "high contrast"])
def test_the_kept_picture_is_the_picture_of_the_plan(wide: Board, zoom: float, theme: str) -> None:
    wide.view.set_theme(THEMES[theme])

    wide.view.viewpoint.set_zoom(zoom)

    assert share_alike(shown(wide.view), painted_at_once(wide.view)) > SAME_SHARE


def test_scrolling_away_and_back_shows_the_same_picture(wide: Board) -> None:
    wide.view.actual_size()
    bar = wide.view.horizontalScrollBar()
    before, start = shown(wide.view), bar.value()

    for place in (*range(start, start + 3_000, 130), start + 9_000, start):
        bar.setValue(place)
        shown(wide.view)

    assert shown(wide.view) == before


def test_after_whatever_was_scrolled_zoomed_and_edited_the_picture_is_that_of_the_plan(wide: Board) -> None:
    chance, view = random.Random(5), wide.view

    for number in range(40):
        across, down = view.horizontalScrollBar(), view.verticalScrollBar()
        across.setValue(across.value() + chance.choice((-700, -90, 17, 90, 700, 4_000)))
        down.setValue(down.value() + chance.choice((-150, -20, 20, 150)))
        cards = view.hits.things_in(Rect(*view.visible_rect().getRect()))
        if number % 5 == 0:
            view.viewpoint.set_zoom(chance.choice((0.6, 0.8, 1.0, 1.3)))
        elif number % 5 == 1 and cards:
            view.select([chance.choice(cards)])
        elif number % 5 == 2 and cards:
            card_id = chance.choice(cards)
            wide.history.perform(values.rename(wide.document, card_id, f"Title {number}"))
        elif number % 5 == 3 and cards:
            wide.history.perform(touchpoints.duplicate(wide.document, [chance.choice(cards)]))
        elif wide.history.undo_name():
            wide.history.undo()
        assert view.plan is view.scene_of_map.plan
        view.select([])
        shown(view)
    kept = shown(view)
    view.paint_afresh()

    assert share_alike(kept, shown(view)) == 1.0
    assert share_alike(kept, painted_at_once(view)) > SAME_SHARE


def test_what_looks_different_is_drawn_again_and_nothing_else(board: Board) -> None:
    shown(board.view)
    drawn: list[QRect] = []
    paint = board.view.picture._paint
    board.view.picture._paint = lambda pixels: (drawn.append(pixels), paint(pixels))[1]  # type: ignore[method-assign]

    board.view.scene_of_map.show_attention(hovered=OFFER)
    shown(board.view)

    card = board.view.in_viewport(board.view.rect_of(OFFER))
    assert drawn
    assert all(pixels.width() <= card.width() + 8 and pixels.height() <= card.height() + 8 for pixels in drawn)


def test_a_renamed_card_out_of_view_draws_nothing(wide: Board) -> None:
    wide.view.actual_size()
    shown(wide.view)
    drawn: list[QRect] = []
    wide.view.picture._paint = drawn.append  # type: ignore[method-assign]

    wide.history.perform(values.rename(wide.document, RecordId("card000199"), "Far away"))
    wide.view.plan  # noqa: B018 (asking brings it up to date)
    shown(wide.view)

    assert not drawn


# -- what is held away ---------------------------------------------------------------------------------------------------


def test_only_what_is_in_the_hand_is_an_item(board: Board) -> None:
    assert not board.view.scene_of_map.loose

    board.carry(board.card(OFFER), board.cell(BUY, 0, SERVICE))
    held = set(board.view.scene_of_map.loose)
    board.key(Qt.Key.Key_Escape)

    assert held == {OFFER}
    assert not board.view.scene_of_map.loose


def test_a_card_in_the_hand_is_drawn_at_the_hand_and_no_longer_in_its_place(board: Board) -> None:
    rest = shown(board.view)
    box = board.view.in_viewport(board.view.rect_of(OFFER))
    stripe = QPoint(box.left() + 13, box.center().y())

    board.view.scene_of_map.show_attention(lifted=frozenset((OFFER,)))
    board.view.scene_of_map.carry((OFFER,), 300, 420)
    held = shown(board.view)
    moved = stripe + QPoint(round(300 * board.view.viewpoint.scale), round(420 * board.view.viewpoint.scale))
    board.view.scene_of_map.show_attention(lifted=frozenset())
    board.view.scene_of_map.carry((OFFER,), 0, 0)

    team = rest.pixelColor(stripe)
    assert held.pixelColor(stripe) != team
    assert held.pixelColor(moved) == team
    assert shown(board.view) == rest


def test_attention_works_for_things_that_are_out_of_view(wide: Board) -> None:
    far = RecordId("card000199")
    wide.view.actual_size()

    wide.view.select([far])
    wide.view.set_problems({far: "error"})

    look = wide.view.scene_of_map.items_by_id[far].look
    assert (look.is_selected, look.problem) == (True, "error")
    assert wide.view.reveal(far)
    assert wide.view.visible_rect().intersects(wide.view.rect_of(far))


# -- what lies where -----------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_what_is_found_under_a_point_is_what_a_search_of_everything_finds(wide: Board, seed: int) -> None:
    chance, view = random.Random(seed), wide.view
    for _ in range(3):
        cards = [touchpoint.id for touchpoint in wide.document.all(Touchpoint)]
        wide.history.perform(touchpoints.duplicate(wide.document, chance.sample(cards, 2)))
        wide.history.perform(values.rename(wide.document, chance.choice(cards), "Said otherwise"))
        plan, hits = view.plan, view.hits
        for _ in range(200):
            x, y = chance.uniform(0, plan.width), chance.uniform(0, plan.height)
            card = next((card for card in plan.cards if card.rect.contains(x, y)), None)
            passing = [link for link in plan.links if any(piece.grown(30).contains(x, y) for piece in _pieces(link))]
            area = Rect(x, y, chance.uniform(1, 3_000), chance.uniform(1, 900))
            assert hits.card_at(x, y) is card
            assert hits.link_at(x, y, 30) is (passing[-1] if passing else None)
            assert hits.cards_in(area) == [card for card in plan.cards if card.rect.meets(area)]
        assert hits.links_in(Rect(0, 0, plan.width, plan.height)) == Hits(plan).links_in(
            Rect(0, 0, plan.width, plan.height)
        )


def test_the_place_of_everything_that_is_shown_can_be_asked(board: Board) -> None:
    places = [board.view.rect_of(record_id) for record_id in (OFFER, SIGNING, WELCOME, RecordId("l1"))]

    assert all(place is not None and place.width() > 0 for place in places)
    assert board.view.rect_of(RecordId("nobody")) is None


def test_what_is_in_view_can_be_pressed_after_zooming(wide: Board) -> None:
    wide.view.viewpoint.set_zoom(1.5, QPointF(100, 100))
    card = next(card for card in wide.view.plan.cards if wide.view.visible_rect().contains(QPointF(*card.rect.center)))

    wide.click(wide.card(card.touchpoint_id))

    assert wide.view.selection == (card.touchpoint_id,)


def test_where_not_all_cards_in_view_have_room_most_pictures_still_serve(
    wide: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards, painted = _few_pictures(wide, monkeypatch, room_for=3.5)

    _ask_for(cards, wide, range(4))
    _ask_for(cards, wide, range(4))

    assert painted == [0, 1, 2, 3, 3]


def test_pictures_of_cards_that_were_drawn_longest_ago_make_room(wide: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    cards, painted = _few_pictures(wide, monkeypatch, room_for=3.5)

    for numbers in ([0, 1], [2], [0], [3], [0], [1]):
        _ask_for(cards, wide, numbers)

    assert painted == [0, 1, 2, 3, 1]


SHARPNESS = near.Sharpness(0.3, 1.0)


def _few_pictures(wide: Board, monkeypatch: pytest.MonkeyPatch, room_for: float) -> tuple[near.CardPictures, list[int]]:
    """Return pictures with room for a few cards, and a list of the cards that are painted, by their places in the plan."""
    painted: list[int] = []
    paint = near._painted

    def noting(card: CardBox, look: Look, theme: Theme, sharpness: near.Sharpness) -> QPixmap:
        painted.append(wide.view.plan.cards.index(card))
        return paint(card, look, theme, sharpness)

    one = paint(wide.view.plan.cards[0], Look(), wide.view.theme, SHARPNESS)
    monkeypatch.setattr(near, "LEAST_ROOM", 0)
    monkeypatch.setattr(near, "_painted", noting)
    pictures = near.CardPictures()
    pictures.make_room(round(room_for * one.width() * one.height() / near.ROOM))
    return pictures, painted


def _ask_for(pictures: near.CardPictures, wide: Board, numbers: Iterable[int]) -> None:
    """Ask for the pictures of cards that are drawn together."""
    pictures.begin()
    for number in numbers:
        pictures.of(wide.view.plan.cards[number], Look(), wide.view.theme, SHARPNESS)
