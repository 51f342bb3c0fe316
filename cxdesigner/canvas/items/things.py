"""Cards and stickers that the hand or a glide holds away from their places: the only things of a map with an item of their own."""

from __future__ import annotations

import logging
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cxdesigner.canvas.ink import box
from cxdesigner.canvas.painting import PLAIN, Look, paint_card, paint_note
from cxdesigner.canvas.theme import Theme
from cxdesigner.layout.plan import CardBox, NoteBox

Thing = TypeVar("Thing", bound=CardBox | NoteBox)

CARD_DEPTH = 3.0
NOTE_DEPTH = 4.0
LIFTED_DEPTH = 10.0
CARD_REACH, NOTE_REACH = 30.0, 20.0
"""How far around a card or a sticker there may be ink, in units."""


class LooseItem(QGraphicsItem, Generic[Thing]):
    """One thing of the plan. Its place is its box; it may be held away from there. Its picture is kept until it changes."""

    depth = 0.0
    reach = 0.0

    def __init__(self, thing: Thing, theme: Theme, look: Look = PLAIN) -> None:
        super().__init__()
        self.thing, self.theme, self.look = thing, theme, look
        self._bounds = box(thing.rect.grown(self.reach))
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(LIFTED_DEPTH if look.is_lifted else self.depth)

    def paint_thing(self, painter: QPainter) -> None:
        """Draw the thing, in the map."""
        raise NotImplementedError

    def show_thing(self, thing: Thing, theme: Theme, look: Look) -> None:
        """Show a newer state; nothing happens where it looks the same."""
        if thing == self.thing and theme is self.theme and look == self.look:
            return
        self.prepareGeometryChange()
        self.thing, self.theme, self.look = thing, theme, look
        self._bounds = box(thing.rect.grown(self.reach))
        self.setZValue(LIFTED_DEPTH if look.is_lifted else self.depth)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        try:
            self.paint_thing(painter)
        except Exception:
            logging.getLogger(__name__).exception("A %s could not be drawn.", type(self).__name__)


class CardItem(LooseItem[CardBox]):
    """A card."""

    depth = CARD_DEPTH
    reach = CARD_REACH

    def paint_thing(self, painter: QPainter) -> None:
        paint_card(painter, self.thing, self.theme, self.look)


class NoteItem(LooseItem[NoteBox]):
    """A sticker."""

    depth = NOTE_DEPTH
    reach = NOTE_REACH

    def paint_thing(self, painter: QPainter) -> None:
        paint_note(painter, self.thing, self.theme, self.look)
