"""The kept picture of all that stands still: as large as the viewport and some more, drawn again only where it changed.

While one scrolls, it is filled up at its edges; while something is carried over it, it is only put on the screen; while one
zooms, it is stretched until the hand rests.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPixmap, QTransform

from cxdesigner.canvas.items.things import CARD_REACH
from cxdesigner.canvas.near import CardPictures, Sharpness, paint_near
from cxdesigner.canvas.scene import MapScene
from cxdesigner.layout.plan import Rect

if TYPE_CHECKING:
    from cxdesigner.canvas.overview import Overview

BESIDE = 256
"""So many pixels beyond what is in view are drawn at once when one scrolls there."""
MANY = 400
"""With more cards in view they are drawn by the batch, without words."""
MANY_WORDS = 2_500
"""Of up to so many cards in view the titles are drawn afterwards, some at a time, if they can be read."""
READABLE = 0.055
"""Pixels in a unit from which titles can be read at all."""
AFTER_MS, EACH = 80, 60
"""When the hand rests so long, the titles come, of about so many cards at a time."""
AT_ONCE = 90
"""So many cards near by are painted at once after a zoom; of more, *EACH* at a time."""
MOST_PIECES = 60
"""If more parts look different, all is drawn again."""


class Picture:
    """What stands still, in pixels of the map: a place of the map times the zoom. The view says where it stands."""

    def __init__(self, scene: MapScene, update: Callable[[QRect], None]) -> None:
        self._scene = scene
        self._update = update
        self._pixmap = QPixmap()
        self._corner = QPoint()
        self._valid = QRect()
        self._sharpness = Sharpness(1.0, 1.0)
        self._changed: list[QRect] = []
        self._stretched: QRectF | None = None
        self._cards = CardPictures()
        self.is_far = False
        """Cards are drawn by the batch."""
        self.has_titles = False
        """Some of them have been drawn again since, as they look near by, with their titles."""
        self._coming: list[QRect] = []
        self._words: list[QRect] = []
        self._slice = 0
        """How wide the parts are whose titles are drawn at a time, in pixels; none where titles are not drawn."""
        scene.touched, scene.forgotten = self.touch, self.forget

    @cached_property
    def _overview(self) -> Overview:
        from cxdesigner.canvas.overview import Overview  # A small map does without.

        return Overview()

    @cached_property
    def _waiting(self) -> QTimer:
        timer = QTimer(self._scene)
        timer.setSingleShot(True)
        timer.timeout.connect(self._go_on)
        return timer

    # -- titles that come afterwards ------------------------------------------------------------------------------------

    def _queue(self, pixels: QRect) -> None:
        if self._slice:
            for left in range(pixels.left(), pixels.right() + 1, self._slice):
                width = min(self._slice, pixels.right() + 1 - left)
                self._coming.append(QRect(left, pixels.top(), width, pixels.height()))
            self._waiting.start(AFTER_MS)

    def _go_on(self) -> None:
        """Ask for the next part with titles to be drawn."""
        if self._coming and self._stretched is None:
            part = self._coming.pop(0) & self._valid
            if not part.isEmpty():
                self._words.append(part)
                self._update(part)
            self._waiting.start(0)

    # -- what is out of date --------------------------------------------------------------------------------------------

    def touch(self, rect: Rect) -> None:
        """Draw a part of the map again before it is seen."""
        if self._stretched is not None or self._valid.isEmpty():
            self._update(QRect())
            return
        scale = self._sharpness.scale
        left, top = int(rect.x * scale) - 2, int(rect.y * scale) - 2
        right, bottom = int(rect.right * scale) + 3, int(rect.bottom * scale) + 3
        pixels = QRect(left, top, right - left, bottom - top) & self._valid
        if pixels.isEmpty():
            return
        self._changed.append(pixels)
        if len(self._changed) > MOST_PIECES:
            self.forget()
        else:
            self._update(pixels)

    def forget(self) -> None:
        """Draw everything again before it is seen."""
        self._changed.clear()
        self._coming.clear()
        self._words.clear()
        if self._stretched is None:
            self._valid = QRect()
        self._update(QRect())

    # -- zooming --------------------------------------------------------------------------------------------------------

    @property
    def is_stretched(self) -> bool:
        """Tell whether what is seen is the picture of another zoom."""
        return self._stretched is not None

    def stretch(self) -> bool:
        """From now on show what was seen last, larger or smaller; False where nothing was."""
        if self._stretched is None and not self._valid.isEmpty():
            scale, valid = self._sharpness.scale, self._valid
            self._stretched = QRectF(
                valid.x() / scale, valid.y() / scale, valid.width() / scale, valid.height() / scale
            )
            self._changed.clear()
        return self._stretched is not None

    def prepare(self, seen: QRect, sharpness: Sharpness) -> bool:
        """Paint some of the cards that will be in view when the picture is sharpened; tell whether it may be by now.

        Some hundred cards near by take longer than the hand waits: they are painted a few at a time.
        """
        scene, scale = self._scene, sharpness.scale
        area = _in_map(seen, scale)
        if self._count(seen, scale) > MANY:
            return True
        given = scene.theme, sharpness
        missing = [
            (card, look)
            for card in scene.hits.cards_in(area, CARD_REACH)
            if card.touchpoint_id not in scene.loose
            and not self._cards.knows(card, look := scene.attention.look_of(card.touchpoint_id), *given)
        ]
        if len(missing) <= AT_ONCE:
            return True
        for card, look in missing[:EACH]:
            self._cards.of(card, look, *given)
        has_room = self._cards.knows(*missing[0], *given)
        return not has_room  # Where there is none, painting on is no use.

    def sharpen(self) -> None:
        """Show the map as it is."""
        self._stretched = None
        self.forget()

    # -- drawing --------------------------------------------------------------------------------------------------------

    def draw(self, painter: QPainter, exposed: QRectF, seen: QRect, sharpness: Sharpness) -> None:
        """Put the picture on the screen, where *seen* are the pixels of the map in view, and *exposed* the part to draw.

        The painter is the view's, in units of the map.
        """
        if self._stretched is not None:
            self._draw_stretched(painter, exposed, self._stretched)
            return
        self._bring_up_to_date(seen, sharpness)
        in_map = painter.worldTransform()
        painter.setWorldTransform(QTransform())
        painter.drawPixmap(QPointF(self._corner - seen.topLeft()), self._pixmap)
        painter.setWorldTransform(in_map)

    def _draw_stretched(self, painter: QPainter, exposed: QRectF, place: QRectF) -> None:
        """Draw what was seen last, in pixels and without smoothing: Qt's quick way, which gives up beyond 32,767 units.

        What was not seen yet is drawn by the batch, so that no card is missing there, not even for a moment.
        """
        dots = self._sharpness.dots
        if not place.contains(exposed):
            area = Rect(exposed.x(), exposed.y(), exposed.width(), exposed.height())
            self._overview.paint(painter, self._scene, area, painter.worldTransform().m11() * dots)
        at = QPointF(self._valid.topLeft() - self._corner) * dots
        source = QRectF(at.x(), at.y(), self._valid.width() * dots, self._valid.height() * dots)
        in_map = painter.worldTransform()
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawPixmap(in_map.mapRect(place), self._pixmap, source)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setWorldTransform(in_map)

    def _bring_up_to_date(self, seen: QRect, sharpness: Sharpness) -> None:
        if sharpness != self._sharpness:
            self._sharpness, self._valid = sharpness, QRect()
        room = QSize(seen.width() + 2 * BESIDE, seen.height() + 2 * BESIDE)
        if self._pixmap.size() != room * sharpness.dots:
            self._pixmap = QPixmap(room * sharpness.dots)
            self._pixmap.setDevicePixelRatio(sharpness.dots)
            self._cards.make_room(seen.width() * seen.height())
            self._valid = QRect()
        if self._valid.isEmpty() or not self._valid.intersects(seen):
            for pieces in (self._changed, self._coming, self._words):
                pieces.clear()
            self._corner = seen.topLeft() - QPoint(BESIDE, BESIDE)
            self._valid = QRect(seen)
            self._choose_distance(seen)
            self._paint(seen)
            return
        for changed in self._changed:
            self._paint(changed & self._valid)
        self._changed.clear()
        for part in self._words:
            self._paint(part & self._valid, has_words=True)
            self.has_titles = True
        self._words.clear()
        if not self._valid.contains(seen):
            self._extend(seen, room)

    def _extend(self, seen: QRect, room: QSize) -> None:
        """Fill up where one has scrolled to, and a bit beyond."""
        wanted = QRect(seen)
        if seen.left() < self._valid.left():
            wanted.setLeft(seen.left() - BESIDE)
        if seen.right() > self._valid.right():
            wanted.setRight(seen.right() + BESIDE)
        if seen.top() < self._valid.top():
            wanted.setTop(seen.top() - BESIDE)
        if seen.bottom() > self._valid.bottom():
            wanted.setBottom(seen.bottom() + BESIDE)
        kept = self._valid & wanted
        window = QRect(self._corner, room)
        if not window.contains(wanted):
            corner = QPoint(
                wanted.right() - room.width() + 1 if seen.left() < self._valid.left() else wanted.left(),
                wanted.bottom() - room.height() + 1 if seen.top() < self._valid.top() else wanted.top(),
            )
            if not self._shift(corner):
                kept = QRect()
        self._valid = wanted
        for missing in _around(wanted, kept):
            self._paint(missing)

    def _shift(self, corner: QPoint) -> bool:
        """Let the picture begin elsewhere; False where its dots cannot be moved by whole ones."""
        by, dots = self._corner - corner, self._sharpness.dots
        self._corner = corner
        if not (by.x() * dots).is_integer() or not (by.y() * dots).is_integer():
            return False
        pixels = self._pixmap.rect()
        self._pixmap.scroll(int(by.x() * dots), int(by.y() * dots), pixels)
        return True

    def _count(self, seen: QRect, scale: float) -> float:
        """Return about how many cards are in view."""
        scene = self._scene
        between = scene.hits.cards_between(seen.x() / scale, seen.right() / scale)
        height = max(1.0, scene.plan.height - scene.plan.header_height)
        return len(between) * min(1.0, seen.height() / scale / height)

    def _choose_distance(self, seen: QRect) -> None:
        scale = self._sharpness.scale
        cards = self._count(seen, scale)
        self.is_far, self.has_titles = cards > MANY, False
        has_words = self.is_far and cards <= MANY_WORDS and scale >= READABLE
        self._slice = max(32, round(seen.width() * EACH / cards)) if has_words else 0

    def _paint(self, pixels: QRect, *, has_words: bool = False) -> None:
        if pixels.isEmpty():
            return
        scale, dots = self._sharpness
        corner = self._corner
        area = _in_map(pixels, scale)
        painter = QPainter(self._pixmap)
        try:
            painter.setClipRect(pixels.translated(-corner))
            painter.translate(-corner)
            painter.scale(scale, scale)
            if self.is_far and not has_words:
                self._queue(pixels)
                self._overview.paint(painter, self._scene, area.grown(1 / scale), scale * dots)
            else:
                place = corner.x(), corner.y()
                paint_near(painter, self._scene, area.grown(1 / scale), place, self._sharpness, self._cards)
        finally:
            painter.end()


def _in_map(pixels: QRect, scale: float) -> Rect:
    """Return the part of the map that some of its pixels show."""
    return Rect(pixels.x() / scale, pixels.y() / scale, pixels.width() / scale, pixels.height() / scale)


def _around(wanted: QRect, kept: QRect) -> list[QRect]:
    """Return what of a rectangle is missing where a part of it is kept."""
    if kept.isEmpty():
        return [wanted]
    left, top, right, bottom = wanted.left(), wanted.top(), wanted.right(), wanted.bottom()
    high = kept.height()
    pieces = (
        QRect(left, top, wanted.width(), kept.top() - top),
        QRect(left, kept.bottom() + 1, wanted.width(), bottom - kept.bottom()),
        QRect(left, kept.top(), kept.left() - left, high),
        QRect(kept.right() + 1, kept.top(), right - kept.right(), high),
    )
    return [piece for piece in pieces if not piece.isEmpty()]
