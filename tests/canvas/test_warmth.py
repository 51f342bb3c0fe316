"""Colours of a measure on the canvas: shade, bars and figure near by, shade and bars from afar, and nothing drawn in vain."""

from __future__ import annotations

from PySide6.QtGui import QImage, QPainter

from cxdesigner.canvas.painting import Look, paint_card
from cxdesigner.canvas.theme import THEMES
from cxdesigner.canvas.warmth import paint_bars
from cxdesigner.document.records import RecordId
from cxdesigner.journey.heat import Heat, Warmth, heat
from tests.canvas.conftest import Board
from tests.onboarding import MAP, OFFER, SIGNING

LIGHT = THEMES["light"]


def _colors(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def _painted(board: Board, look: Look, scale: float) -> QImage:
    card = board.view.plan.card(OFFER)
    assert card is not None
    image = QImage(int(card.rect.width * scale) + 80, int(card.rect.height * scale) + 80, QImage.Format.Format_RGB32)
    image.fill("white")
    painter = QPainter(image)
    painter.translate(40, 40)
    painter.scale(scale, scale)
    painter.translate(-card.rect.x, -card.rect.y)
    paint_card(painter, card, LIGHT, look)
    painter.end()
    return image


def test_a_card_has_the_ground_of_its_shade_near_by_and_from_afar(board: Board) -> None:
    for scale in (1.0, 0.2):
        found = _colors(_painted(board, Look(warmth=Warmth(3, "−1")), scale))

        assert LIGHT.heat[3] in found
        assert LIGHT.heat[3] not in _colors(_painted(board, Look(), scale))


def test_two_levels_differ_without_any_colour() -> None:
    def bars(level: int) -> QImage:
        image = QImage(40, 30, QImage.Format.Format_RGB32)
        image.fill("white")
        painter = QPainter(image)
        paint_bars(painter, level, 2, 2, THEMES["black and white"])
        painter.end()
        return image

    pictures = [bars(level) for level in range(5)]

    assert all(one != other for place, one in enumerate(pictures) for other in pictures[:place])


def test_only_cards_that_look_different_are_drawn_again(board: Board) -> None:
    scene, touched = board.view.scene_of_map, []
    board.view.set_heat(heat(board.document, MAP, "emotion"))
    cards = dict(scene.attention.heat)
    scene.touched = touched.append
    scene.forgotten = lambda: touched.append(None)

    board.view.set_heat(Heat("emotion", "Emotion", (), cards))
    as_before = list(touched)
    board.view.set_heat(Heat("emotion", "Emotion", (), {**cards, SIGNING: Warmth(4, "−2")}))

    assert as_before == []
    assert touched
    assert None not in touched


def test_very_many_cards_are_coloured_from_afar(board: Board) -> None:
    board.view.set_heat(heat(board.document, MAP, "emotion"))
    overview_image = QImage(600, 300, QImage.Format.Format_RGB32)
    overview_image.fill("white")
    painter = QPainter(overview_image)
    painter.scale(0.08, 0.08)
    from cxdesigner.canvas.overview import Overview
    from cxdesigner.layout.plan import Rect

    Overview().paint(painter, board.view.scene_of_map, Rect(0, 0, 4_000, 3_000), 0.08)
    painter.end()

    assert LIGHT.heat[1] in _colors(overview_image)


def test_a_word_tells_what_happens_to_a_card(board: Board) -> None:
    board.view.scene_of_map.show_attention(news={OFFER: "goes"})

    assert board.view.scene_of_map.attention.look_of(OFFER).news == "goes"
    assert board.view.scene_of_map.attention.look_of(RecordId("other")).news == ""
    assert _painted(board, Look(news="goes"), 1.0) != _painted(board, Look(), 1.0)
