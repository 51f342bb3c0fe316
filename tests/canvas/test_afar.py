"""Very many cards from afar: the same dots as if each were drawn by itself, in as few regions as that takes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from cxdesigner.canvas.afar import Marks, Together, fill_regions
from cxdesigner.layout.plan import CardBox, Rect
from tests.canvas.conftest import Board

AREA = Rect(0, 0, 12_000, 4_000)


def painted(scale: float, draw: object) -> QImage:
    """Return what is drawn where a unit has so many dots."""
    image = QImage(800, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.translate(3, 2)
    painter.scale(scale, scale)
    draw(painter)  # type: ignore[operator]
    painter.end()
    return image


@pytest.mark.parametrize("scale", [0.0311, 0.05, 0.0637])
def test_cards_in_a_region_have_the_same_dots_as_cards_drawn_by_themselves(board: Board, scale: float) -> None:
    cards = Together((Marks(board.view.plan.cards, {}, 1.0),))

    def one_by_one(painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#335577"))
        painter.drawRects(cards.boxes)

    def at_once(painter: QPainter) -> None:
        for regions in cards.bodies.values():
            fill_regions(painter, "#335577", regions, AREA)

    assert cards.boxes
    assert painted(scale, at_once) == painted(scale, one_by_one)


def test_nothing_is_filled_outside_of_what_is_drawn_again(board: Board) -> None:
    cards = Together((Marks(board.view.plan.cards, {}, 1.0),))

    def in_a_part(painter: QPainter) -> None:
        painter.setClipRect(QRectF(0, 0, 1, 1))
        for regions in cards.bodies.values():
            fill_regions(painter, "#335577", regions, AREA)

    assert painted(0.05, in_a_part) == painted(0.05, lambda painter: None)


def test_columns_whose_cards_stand_in_rows_are_one_region(board: Board) -> None:
    card = board.view.plan.cards[0]
    columns = tuple(Marks(_stack(card, 600.0 * place, 0.0), {}, 1.0) for place in range(6))

    (regions,) = Together(columns).bodies.values()

    assert [region.rectCount() for region in regions] == [60]


def test_cards_that_stand_askew_do_not_cut_each_other_into_strips(board: Board) -> None:
    card = board.view.plan.cards[0]
    columns = tuple(Marks(_stack(card, 600.0 * place, 31.0 * place), {}, 1.0) for place in range(6))

    (regions,) = Together(columns).bodies.values()

    assert sum(region.rectCount() for region in regions) <= 90


def _stack(card: CardBox, x: float, y: float) -> tuple[CardBox, ...]:
    return tuple(card._replace(rect=Rect(x, y + 250 * place, 500, 210)) for place in range(10))
