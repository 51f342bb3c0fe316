"""Pictures of cards in the hand, while the cards themselves stay where they are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter

from cxdesigner.canvas.painting import Look, paint_card
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import CardBox, Plan, Rect

if TYPE_CHECKING:
    from cxdesigner.canvas.view import MapView


class Copies:
    """What will be put down as copies, drawn once and moved with the hand."""

    def __init__(self, view: MapView, plan: Plan, touchpoint_ids: Sequence[RecordId]) -> None:
        self._item = view.hand.carried
        cards = [card for card_id in touchpoint_ids if (card := plan.card(card_id)) is not None]
        if not cards:
            return
        left, top = min(card.rect.x for card in cards), min(card.rect.y for card in cards)
        right, bottom = max(card.rect.right for card in cards), max(card.rect.bottom for card in cards)
        bounds = Rect(left, top, right - left, bottom - top).grown(30)
        self._item.show_drawing(bounds, partial(_paint, cards, view))

    def move(self, right: float, down: float) -> None:
        """Hold the pictures so far away from the cards."""
        self._item.setPos(right, down)

    def clear(self) -> None:
        """Take them away."""
        self._item.clear()
        self._item.setPos(0, 0)


def _paint(cards: list[CardBox], view: MapView, painter: QPainter) -> None:
    for card in reversed(cards):
        paint_card(painter, card, view.theme, Look(is_lifted=True, is_selected=True))
