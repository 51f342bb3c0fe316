"""Cards, links and stickers as items of a scene: pictures only, for what lies where is asked of the plan."""

from __future__ import annotations

import logging
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cxdesigner.canvas.ink import box
from cxdesigner.canvas.painting import PLAIN, Look, link_bounds, paint_card, paint_link, paint_note
from cxdesigner.canvas.theme import Theme
from cxdesigner.layout.plan import CardBox, LinkPath, NoteBox, Rect

Thing = TypeVar("Thing", bound=CardBox | LinkPath | NoteBox)

LINK_DEPTH = 1.0
STRONG_LINK_DEPTH = 2.0
CARD_DEPTH = 3.0
NOTE_DEPTH = 4.0
LIFTED_DEPTH = 10.0


class ThingItem(QGraphicsItem, Generic[Thing]):
    """One thing of the plan. Its place is its box; the hand may move it away from there until it is put down."""

    depth = 0.0

    def __init__(self, thing: Thing, theme: Theme) -> None:
        super().__init__()
        self.thing = thing
        self.theme = theme
        self.look = PLAIN
        self.bounds = self.bounds_of(thing)
        self.setZValue(self.depth)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def bounds_of(self, thing: Thing) -> Rect:
        """Return the rectangle in which a thing leaves ink, in the map."""
        raise NotImplementedError

    def paint_thing(self, painter: QPainter) -> None:
        """Draw the thing, in the map."""
        raise NotImplementedError

    def show_thing(self, thing: Thing, theme: Theme) -> None:
        """Show a newer state; nothing happens where it looks the same."""
        if thing == self.thing and theme is self.theme:
            return
        self.prepareGeometryChange()
        self.thing, self.theme = thing, theme
        self.bounds = self.bounds_of(thing)
        self.update()

    def show_look(self, look: Look) -> None:
        """Show whether it is selected, hovered, faded, or a problem."""
        if look != self.look:
            self.look = look
            self.setZValue(LIFTED_DEPTH if look.is_lifted else self.depth_of(look))
            self.update()

    def depth_of(self, look: Look) -> float:
        """Return how far in front it stands."""
        return self.depth

    def boundingRect(self) -> QRectF:
        return box(self.bounds)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        try:
            self.paint_thing(painter)
        except Exception:
            logging.getLogger(__name__).exception("A %s could not be drawn.", type(self).__name__)


class CardItem(ThingItem[CardBox]):
    """A card; its picture is kept until something about it changes."""

    depth = CARD_DEPTH

    def __init__(self, thing: CardBox, theme: Theme) -> None:
        super().__init__(thing, theme)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def bounds_of(self, thing: CardBox) -> Rect:
        return thing.rect.grown(30)

    def paint_thing(self, painter: QPainter) -> None:
        paint_card(painter, self.thing, self.theme, self.look)


class LinkItem(ThingItem[LinkPath]):
    """A link; those of a selected card come in front of the others."""

    depth = LINK_DEPTH

    def bounds_of(self, thing: LinkPath) -> Rect:
        return link_bounds(thing)

    def depth_of(self, look: Look) -> float:
        return STRONG_LINK_DEPTH if look.is_strong or look.is_selected or look.is_hovered else LINK_DEPTH

    def paint_thing(self, painter: QPainter) -> None:
        paint_link(painter, self.thing, self.theme, self.look)


class NoteItem(ThingItem[NoteBox]):
    """A sticker."""

    depth = NOTE_DEPTH

    def bounds_of(self, thing: NoteBox) -> Rect:
        return thing.rect.grown(20)

    def paint_thing(self, painter: QPainter) -> None:
        paint_note(painter, self.thing, self.theme, self.look)
