"""A part of the map as it looks near by: each card painted once, and its picture kept for the next time."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

from cxdesigner.canvas.ground import paint_ground
from cxdesigner.canvas.ink import fill
from cxdesigner.canvas.items.things import CARD_REACH, NOTE_REACH
from cxdesigner.canvas.painting import Look, paint_card, paint_link, paint_note
from cxdesigner.canvas.scene import MapScene
from cxdesigner.canvas.theme import Theme
from cxdesigner.document.records import RecordId
from cxdesigner.layout.plan import CardBox, Rect

HINTS = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
ROOM = 0.75
"""So much is kept of cards, as a share of the screen: at the natural size those in view take two thirds of it."""
LEAST_ROOM = 500_000
"""So many pixels are kept in any case."""


class Sharpness(NamedTuple):
    """How large things are on the screen: pixels in a unit, and dots in a pixel."""

    scale: float
    dots: float


class CardPicture(NamedTuple):
    """The picture of a card, and what it was made from."""

    card: CardBox
    look: Look
    pixmap: QPixmap


class CardPictures:
    """The pictures of cards for one theme and one sharpness."""

    def __init__(self) -> None:
        self._made_for: tuple[Theme, Sharpness] | None = None
        self._pictures: dict[RecordId, CardPicture] = {}
        self._pixels = 0
        self._room = LEAST_ROOM
        self._drawing: set[RecordId] = set()

    def make_room(self, pixels: int) -> None:
        """Say how many pixels the screen has."""
        self._room = max(LEAST_ROOM, round(ROOM * pixels))

    def begin(self) -> None:
        """Begin another part of the map: what is asked for from now on is drawn together."""
        self._drawing.clear()

    def knows(self, card: CardBox, look: Look, theme: Theme, sharpness: Sharpness) -> bool:
        """Tell whether the picture of a card is there already."""
        known = self._pictures.get(card.touchpoint_id) if self._made_for == (theme, sharpness) else None
        return known is not None and _is_of(known, card, look)

    def of(self, card: CardBox, look: Look, theme: Theme, sharpness: Sharpness) -> QPixmap:
        """Return the picture of a card with *CARD_REACH* around it, painted only where it is not known yet.

        Where there is no room for all, those that were drawn longest ago go first, but none that is drawn together with this
        one: it would be painted again the next time, and so would all the others, one after the other.
        """
        if self._made_for != (theme, sharpness):
            self._made_for = theme, sharpness
            self._pictures.clear()
            self._pixels = 0
        card_id = card.touchpoint_id
        self._drawing.add(card_id)
        known = self._pictures.pop(card_id, None)
        if known is not None and _is_of(known, card, look):
            self._pictures[card_id] = known
            return known.pixmap
        if known is not None:
            self._pixels -= _size(known.pixmap)
        pixmap = _painted(card, look, theme, sharpness)
        if self._has_room(_size(pixmap), sharpness):
            self._pictures[card_id] = CardPicture(card, look, pixmap)
            self._pixels += _size(pixmap)
        return pixmap

    def _has_room(self, pixels: int, sharpness: Sharpness) -> bool:
        """Give up what was drawn longest ago, and tell whether that is enough for so many pixels."""
        most = self._room * sharpness.dots**2
        while self._pixels + pixels > most and self._pictures:
            oldest = next(iter(self._pictures))
            if oldest in self._drawing:
                return False
            self._pixels -= _size(self._pictures.pop(oldest).pixmap)
        return True


def _is_of(known: CardPicture, card: CardBox, look: Look) -> bool:
    return known.look == look and (known.card is card or _says(known.card) == _says(card))


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height()


def _says(card: CardBox) -> tuple[object, ...]:
    """Return all that is drawn of a card, but not where."""
    (x, y, width, height), title, when = card.rect, card.title, card.when
    words = title.lines, title.style, title.rect.x - x, title.rect.y - y, when.lines, when.rect.y - y
    more = tuple((block.lines, block.rect.x - x, block.rect.y - y) for block in card.details)
    picture = (card.picture.picture_id, card.picture.rect.moved(-x, -y)) if card.picture is not None else None
    signs = card.color, card.icon, card.emotion, card.moment_of_truth, card.expectation, card.status, card.news
    return width, height, words, more, picture, signs


def _painted(card: CardBox, look: Look, theme: Theme, sharpness: Sharpness) -> QPixmap:
    place = card.rect.grown(CARD_REACH)
    pixels = sharpness.scale * sharpness.dots
    pixmap = QPixmap(int(place.width * pixels) + 2, int(place.height * pixels) + 2)
    pixmap.setDevicePixelRatio(sharpness.dots)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    try:
        painter.setRenderHints(HINTS)
        painter.scale(sharpness.scale, sharpness.scale)
        painter.translate(-place.x, -place.y)
        paint_card(painter, card, theme, look)
    finally:
        painter.end()
    return pixmap


def paint_near(
    painter: QPainter, scene: MapScene, area: Rect, corner: tuple[int, int], sharpness: Sharpness, cards: CardPictures
) -> None:
    """Draw all that stands still in a part of the map; *corner* is the pixel of the map at the painter's corner.

    The painter is scaled to the map and clipped to that part.
    """
    plan, theme, attention, hits = scene.plan, scene.theme, scene.attention, scene.hits
    painter.setRenderHints(HINTS)
    fill(painter, area, theme.ground)
    paint_ground(painter, plan, theme, area)
    if scene.landing.bounds is not None and scene.landing.bounds.meets(area):
        scene.landing.paint_under(painter)
    strong = []
    for link in hits.links_in(area):
        look = attention.link_look(link)
        if look.is_strong or look.is_selected or look.is_hovered:
            strong.append((link, look))
        else:
            paint_link(painter, link, theme, look)
    for link, look in strong:
        paint_link(painter, link, theme, look)
    in_map = painter.worldTransform()
    painter.setWorldTransform(QTransform())
    scale, dots = sharpness
    cards.begin()
    for card in hits.cards_in(area, CARD_REACH):
        if card.touchpoint_id not in scene.loose:
            pixmap = cards.of(card, attention.look_of(card.touchpoint_id), theme, sharpness)
            x = round((card.rect.x - CARD_REACH) * scale * dots) / dots - corner[0]
            y = round((card.rect.y - CARD_REACH) * scale * dots) / dots - corner[1]
            painter.drawPixmap(QPointF(x, y), pixmap)
    painter.setWorldTransform(in_map)
    for note in hits.notes_in(area, NOTE_REACH):
        if note.note_id not in scene.loose:
            paint_note(painter, note, theme, attention.look_of(note.note_id))
